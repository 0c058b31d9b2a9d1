// The panel on the right: what is selected, down to the sentences. Names in it can be clicked on and on.

function showReading() {
  const panel = byId("reading");
  const { selected } = state;
  const content = !texts
    ? [el("p", { class: "quiet" }, "Unpacking the sentences …")]
    : !selected
      ? overview()
      : selected.way !== undefined
        ? wayPanel(...selected.way)
        : selected.tie === undefined
          ? actorPanel(actors[selected.actor])
          : tiePanel(ties[selected.tie]);
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  byId("page").classList.toggle("selecting", Boolean(selected));
}

const actorButton = (index, label = null) =>
  el(
    "button",
    { type: "button", class: "name", onclick: () => select({ actor: index }) },
    label ?? said(oneLine(actors[index].name)),
  );

const heading = (eyebrow, ...title) =>
  el(
    "div",
    { class: "row top-row" },
    el(
      "div",
      {},
      el("p", { class: "eyebrow" }, eyebrow),
      el("h2", { id: "reading-title", tabindex: -1 }, ...title),
    ),
    el(
      "button",
      { type: "button", class: "close", "aria-label": "Close what is selected", onclick: () => select(null) },
      "×",
    ),
  );

const chip = (text, kind = "") => el("span", { class: `chip ${kind}` }, text);

// ---- nothing selected ---------------------------------------------------------------------------------------------

const MOST_CLAIMS = 6;
const MOST_CAMPS = 8; // with their members more than one screen of reading

function overview() {
  if (!actors.length)
    return [el("h2", {}, "Nothing to show"), el("p", { class: "quiet" }, "The graph has no actors.")];
  const central = ranked.filter((i) => shown.actor[i]).slice(0, 8);
  const membersOf = clusters.map(() => []);
  for (const i of ranked) if (shown.actor[i] && actors[i].cluster >= 0) membersOf[actors[i].cluster].push(i);
  const camps = membersOf
    .map((members, cluster) => ({ name: clusters[cluster], cluster, members }))
    .filter(({ members }) => members.length);
  const claims = ties
    .filter((tie) => shown.tie[tie.index] && tie.factuality === "alleged")
    .sort((a, b) => b.count - a.count || a.index - b.index);
  return [
    el("p", { class: "lead" }, "Click an actor or a tie to read the sentences behind it."),
    data.evidence ? null : el("p", { class: "note" }, NO_SENTENCES),
    camps.length ? el("h2", {}, "Clusters") : null,
    ...camps
      .slice(0, MOST_CAMPS)
      .map(({ name, cluster, members }) =>
        el(
          "section",
          { class: "camp" },
          el(
            "h3",
            {},
            shapeSwatch(null, cluster),
            said(oneLine(name)),
            el("span", { class: "count" }, String(members.length)),
          ),
          el(
            "p",
            { class: "members" },
            ...members.slice(0, 12).flatMap((i, n) => [n ? ", " : "", actorButton(i)]),
            members.length > 12 ? ` and ${members.length - 12} more` : null,
          ),
        ),
      ),
    camps.length > MOST_CAMPS
      ? el(
          "p",
          { class: "quiet" },
          `${plural(camps.length - MOST_CAMPS, "smaller cluster")} more, in the filters.`,
        )
      : null,
    claims.length ? el("h2", {}, "Alleged") : null,
    claims.length ? el("p", { class: "quiet" }, "Said by others; the texts do not vouch for it.") : null,
    el(
      "ul",
      { class: "ties" },
      ...claims
        .slice(0, MOST_CLAIMS)
        .map((tie) => el("li", {}, actorButton(tie.from), " ", stanceButton(tie), " ", actorButton(tie.to))),
    ),
    central.length ? el("h2", {}, "Most central") : null,
    el(
      "ol",
      { class: "ranking" },
      ...central.map((i) =>
        el(
          "li",
          {},
          actorButton(i),
          el(
            "span",
            { class: "count" },
            actors[i].score < 0.001 ? actors[i].score.toExponential(1) : actors[i].score.toFixed(3),
          ),
        ),
      ),
    ),
  ];
}

// ---- an actor -----------------------------------------------------------------------------------------------------

function actorPanel(actor) {
  const own = byWeight(tiesOf[actor.index].filter((index) => shown.tie[index]).map((index) => ties[index]));
  const hidden = tiesOf[actor.index].length - own.length;
  const count = (sign) => own.filter((tie) => tie.sign === sign).length;
  const facts = [
    ["Role", actor.role && said(actor.role)],
    ["Country", actor.country && actor.kind !== "country" ? countryName(actor.country) : null],
    ["Also called", actor.aliases.length ? aliasList(actor.aliases) : null],
    [
      "Cluster",
      actor.cluster < 0
        ? clusters.length
          ? "on its own"
          : null
        : [shapeSwatch(null, actor.cluster), said(oneLine(clusters[actor.cluster]))],
    ],
    [
      "Centrality",
      `${ordinal(rankOf[actor.index])} of ${actors.length} by ${data.measure === "pagerank" ? "PageRank" : data.measure}`,
    ],
  ].filter(([, value]) => value);
  const takes = own.filter((tie) => tie.from === actor.index && !tie.symmetric);
  const meets = own.filter((tie) => tie.symmetric);
  const bears = own.filter((tie) => tie.to === actor.index && tie.from !== actor.index && !tie.symmetric);
  const open = openAtFirst([...takes, ...meets, ...bears]);
  return [
    heading(
      [shapeSwatch(actor.kind, actor.cluster), KIND[actor.kind] ?? visible(actor.kind)],
      said(actor.name),
    ),
    el(
      "p",
      { class: "tally" },
      ...SIGNS.filter(({ sign }) => sign || count(0)).map(({ sign, key, name }) =>
        el(
          "span",
          { class: key },
          lineSwatch(sign),
          el("b", {}, String(count(sign))),
          ` ${name.toLowerCase()}`,
        ),
      ),
    ),
    el(
      "dl",
      { class: "facts" },
      ...facts.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))),
    ),
    data.evidence || !own.length ? null : el("p", { class: "note" }, NO_SENTENCES),
    ...tieList("Takes a stance toward", takes, actor.index, open),
    ...tieList("Both ways", meets, actor.index, open),
    ...tieList("Others toward it", bears, actor.index, open),
    ...statementList("Without a named target", untargetedOf[actor.index]),
    ...statementList("Within", internalOf[actor.index]),
    hidden ? el("p", { class: "quiet" }, `${plural(hidden, "more tie")} hidden by the filters.`) : null,
    !own.length && !hidden && !untargetedOf[actor.index].length
      ? el("p", { class: "quiet" }, "No ties.")
      : null,
  ];
}

const MOST_ALIASES = 4; // a country may have a dozen, which would push its ties off a small screen

function aliasList(aliases) {
  const listed = (part) => part.flatMap((alias, i) => [i ? ", " : "", said(oneLine(alias))]);
  const rest = aliases.slice(MOST_ALIASES);
  return [
    ...listed(aliases.slice(0, MOST_ALIASES)),
    rest.length ? el("details", {}, el("summary", {}, `and ${rest.length} more`), ...listed(rest)) : null,
  ];
}

// ---- a tie --------------------------------------------------------------------------------------------------------

function tiePanel(tie) {
  const { key, name, sign } = signOf(tie.sign);
  const siblings = tiesOf[tie.from].filter(
    (index) => index !== tie.index && shown.tie[index] && other(ties[index], tie.from) === other(tie, tie.from),
  );
  const passing = statementsShown(tie);
  const hidden = tie.statements.length - passing.length;
  const counts = Object.entries(FACTUALITIES)
    .filter(([factuality]) => tie[factuality])
    .map(([factuality]) => `${tie[factuality]} ${factuality}`);
  return [
    heading(
      [lineSwatch(sign, tie.factuality), `${name} tie`],
      actorButton(tie.from),
      " ",
      el(
        "span",
        { class: `verb ${key}` },
        tie.symmetric ? "↔ " : null,
        said(tie.name),
        tie.symmetric ? " ↔" : " →",
      ),
      " ",
      actorButton(tie.to),
    ),
    el("p", { class: "quiet" }, [counts.join(", "), period(tie.first, tie.last)].filter(Boolean).join(" · ")),
    ...passing.map((i) => quotation(statement(i), tie)),
    hidden ? el("p", { class: "quiet" }, `${plural(hidden, "more statement")} hidden by the filters.`) : null,
    tie.statements.length ? null : el("p", { class: "note" }, NO_SENTENCES),
    ...tieList(
      "Also between them",
      byWeight(siblings.map((index) => ties[index])),
      tie.from,
    ),
  ];
}

// ---- the way between two actors -----------------------------------------------------------------------------------

function wayPanel(from, to) {
  const ways = shortestWays(from, to);
  const list = ways ? [...ways.ties].map((index) => ties[index]) : [];
  return [
    heading(["Shortest way"], actorButton(from), " … ", actorButton(to)),
    el(
      "p",
      { class: "quiet" },
      ways
        ? `${plural(ways.length, "step")}, over ${plural(ways.actors.size - 2, "actor")} between them; direction and sign do not matter.`
        : "No way leads from one to the other over the ties that are shown.",
    ),
    ...tieList("Ties on the way", byWeight(list), from, openAtFirst(list)),
  ];
}

// ---- words --------------------------------------------------------------------------------------------------------

function ordinal(n) {
  const last = n % 100;
  const ending = last > 10 && last < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${ending}`;
}

function countryName(code) {
  const country = actors.find((actor) => actor.kind === "country" && actor.country === code);
  return country ? actorButton(country.index) : visible(code);
}

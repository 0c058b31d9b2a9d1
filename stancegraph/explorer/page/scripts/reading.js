// The panel on the right: what is selected, down to the sentences. Names in it can be clicked on and on.

const NO_SENTENCES =
  "The sentences behind the ties are not in this page: it was made from a file that cannot hold them (GraphML, GEXF " +
  "or CSV). Make it from the statements (.jsonl) or from the node-link .json file to read them here.";

function showReading() {
  const panel = byId("reading");
  const { selected } = state;
  const content = !selected
    ? overview()
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
  const camps = clusters
    .map((name, cluster) => ({
      name,
      cluster,
      members: ranked.filter((i) => actors[i].cluster === cluster && shown.actor[i]),
    }))
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
  const own = tiesOf[actor.index].filter((index) => shown.tie[index]).map((index) => ties[index]);
  const hidden = tiesOf[actor.index].length - own.length;
  const count = (sign) => own.filter((tie) => tie.sign === sign).length;
  const facts = [
    ["Role", actor.role && said(actor.role)],
    ["Country", actor.country && actor.kind !== "country" ? countryName(actor.country) : null],
    [
      "Also called",
      actor.aliases.length ? actor.aliases.flatMap((alias, i) => [i ? ", " : "", said(oneLine(alias))]) : null,
    ],
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
    ...tieList("Takes a stance toward", takes, actor.index),
    ...tieList("Both ways", meets, actor.index),
    ...tieList("Others toward it", bears, actor.index),
    ...statementList("Without a named target", untargetedOf[actor.index]),
    ...statementList("Within", internalOf[actor.index]),
    hidden ? el("p", { class: "quiet" }, `${plural(hidden, "more tie")} hidden by the filters.`) : null,
    !own.length && !hidden && !untargetedOf[actor.index].length
      ? el("p", { class: "quiet" }, "No ties.")
      : null,
  ];
}

function tieList(title, list, actor) {
  if (!list.length) return [];
  const order = [-1, 1, 0];
  const sorted = [...list].sort(
    (a, b) => order.indexOf(a.sign) - order.indexOf(b.sign) || b.weight - a.weight || a.index - b.index,
  );
  return [
    el("h3", {}, title, el("span", { class: "count" }, String(list.length))),
    el("ul", { class: "ties" }, ...sorted.map((tie) => tieRow(tie, actor))),
  ];
}

function tieRow(tie, actor) {
  const inward = tie.to === actor && !tie.symmetric;
  const row = [stanceButton(tie), " ", actorButton(other(tie, actor))];
  return el("li", {}, ...(inward ? row.reverse() : row));
}

/** Opens the sentences of a tie; to the ear it also says between whom. */
const stanceButton = (tie) =>
  el(
    "button",
    { type: "button", class: `stance ${signOf(tie.sign).key}`, onclick: () => select({ tie: tie.index }) },
    el(
      "span",
      { class: "unseen" },
      `${oneLine(actors[tie.from].name)} toward ${oneLine(actors[tie.to].name)}: `,
    ),
    lineSwatch(tie.sign, tie.factuality),
    said(tie.name),
    tie.factuality === "asserted" ? null : [" ", el("i", {}, tie.factuality)],
    tie.count > 1 ? [" ", el("span", { class: "count" }, `×${tie.count}`)] : null,
  );

const tieName = (tie) =>
  `${oneLine(actors[tie.from].name)} ${oneLine(tie.name)} ${oneLine(actors[tie.to].name)}`;

// ---- a tie --------------------------------------------------------------------------------------------------------

function tiePanel(tie) {
  const { key, name, sign } = signOf(tie.sign);
  const siblings = tiesOf[tie.from].filter(
    (index) => index !== tie.index && shown.tie[index] && other(ties[index], tie.from) === other(tie, tie.from),
  );
  const passing = tie.statements.filter((i) => !state.off.factuality.has(data.statements.factuality[i]));
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
      siblings.map((index) => ties[index]),
      tie.from,
    ),
  ];
}

function statementList(title, list) {
  const passing = list.filter(statementPasses);
  if (!passing.length) return [];
  return [
    el("h3", {}, title, el("span", { class: "count" }, String(passing.length))),
    ...passing.map((i) => quotation(statement(i), null)),
  ];
}

/** One statement with its sentence, the words that trigger it marked. */
function quotation(entry, tie) {
  const { document: source } = entry;
  const { key } = signOf(entry.stance.sign);
  // Where actors are merged, or a statement stands alone, the line above the quote says who it was.
  const merged =
    tie && (entry.source !== actors[tie.from].name || (entry.target && entry.target !== actors[tie.to].name));
  const who =
    !tie || merged
      ? el(
          "p",
          { class: "who" },
          said(oneLine(entry.source)),
          " ",
          el("b", { class: key }, said(entry.stance.name)),
          entry.target ? [" ", said(oneLine(entry.target))] : null,
        )
      : null;
  const chips = [
    entry.factuality === "asserted"
      ? null
      : chip(
          entry.attributed_to
            ? [`${entry.factuality} by `, said(oneLine(entry.attributed_to))]
            : entry.factuality,
          "doubt",
        ),
    entry.copy_of >= 0 ? chip("wire copy") : null,
  ].filter(Boolean);
  const label = source.title ? source.title : source.url ? source.url : source.id;
  return el(
    "article",
    { class: `quotation ${key}` },
    who,
    el(
      "blockquote",
      {},
      el("bdi", {}, visible(entry.before), el("mark", {}, visible(entry.cue)), visible(entry.after)),
    ),
    chips.length ? el("p", { class: "chips" }, ...chips) : null,
    entry.about ? el("p", { class: "about" }, "About: ", said(entry.about)) : null,
    el(
      "footer",
      {},
      source.outlet ? [el("b", {}, said(oneLine(source.outlet))), " · "] : null,
      entry.date || source.date
        ? [
            el(
              "time",
              { datetime: entry.date ?? source.date },
              period(entry.date ?? source.date, entry.date_end),
            ),
            " · ",
          ]
        : null,
      source.url ? link(source.url, oneLine(label)) : el("cite", {}, said(oneLine(label))),
    ),
  );
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

// The panel of an actor: who it is, where it stands, whom it is for and against, and all its ties.

function actorPanel(actor) {
  const own = byWeight(tiesOf[actor.index].filter((index) => shown.tie[index]).map((index) => ties[index]));
  const hidden = tiesOf[actor.index].length - own.length;
  const count = (sign) => own.filter((tie) => tie.sign === sign).length;
  const facts = [
    ["Role", actor.role && said(actor.role)],
    ["Country", actor.country && actor.kind !== "country" ? countryName(actor.country) : null],
    ["Its actors", ofCountry(actor)],
    ["Also called", actor.aliases.length ? aliasList(actor.aliases) : null],
    [
      "Cluster",
      actor.cluster < 0
        ? clusters.length
          ? "on its own"
          : null
        : [shapeSwatch(null, actor.cluster), said(oneLine(clusters[actor.cluster]))],
    ],
    ["Centrality", ranksOf(actor)],
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
    actorControls(actor),
    el(
      "dl",
      { class: "facts" },
      ...facts.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))),
    ),
    data.evidence || !own.length ? null : el("p", { class: "note" }, NO_SENTENCES),
    ...friendsAndEnemies(actor, own),
    ...timeline([...own.flatMap(statementsShown), ...untargetedOf[actor.index].filter(statementPasses)]),
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

const MOST_OF_COUNTRY = 6;

/** Officials, bodies and groups of a country that the picture shows; null where it has none. */
function ofCountry({ index, kind, country }) {
  if (kind !== "country" || !country) return null;
  const own = ranked.filter((i) => i !== index && actors[i].country === country && shown.actor[i]);
  return own.length ? nameList(own, MOST_OF_COUNTRY) : null;
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

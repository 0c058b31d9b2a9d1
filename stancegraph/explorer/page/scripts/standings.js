// Where an actor stands among all of its level, by several measures, and with whom it is friend or enemy.

// Over the whole level, whatever the filters: a rank among the few that are left would tell nothing about the actor.
// Ties of both ways count for both ends, as made and as received.
const MEASURES = [
  { key: "score", name: "PageRank" },
  { key: "betweenness", name: "Betweenness" },
  { key: "made", name: "Statements made" },
  { key: "received", name: "Statements received" },
  { key: "hostile_out", name: "Hostile ties to others" },
  { key: "hostile_in", name: "Hostile ties from others" },
  { key: "friendly_out", name: "Friendly ties to others" },
  { key: "friendly_in", name: "Friendly ties from others" },
];

const standings = new WeakMap(); // the actors of a level -> measure -> {values, order, rank}

const measures = () => MEASURES.filter(({ key }) => key !== "betweenness" || typeof actors[0]?.betweenness === "number");

/** Values, order from the greatest and rank (equal values share one) of all actors by a measure; worked out once. */
function standing(key) {
  if (!standings.has(actors)) standings.set(actors, {});
  const known = standings.get(actors);
  known[key] ??= rankedBy(valuesOf(key, known));
  return known[key];
}

function valuesOf(key, known) {
  if (key === "score" || key === "betweenness") return Float64Array.from(actors, (actor) => actor[key] ?? 0);
  known.counts ??= countedTies();
  return known.counts[key];
}

function countedTies() {
  const counts = Object.fromEntries(MEASURES.slice(2).map(({ key }) => [key, new Float64Array(actors.length)]));
  for (const { from, to, count, sign, symmetric } of ties)
    for (const [a, b] of symmetric && from !== to ? [[from, to], [to, from]] : [[from, to]]) {
      counts.made[a] += Math.max(1, count);
      counts.received[b] += Math.max(1, count);
      if (sign === 0) continue;
      const kind = sign < 0 ? "hostile" : "friendly";
      counts[`${kind}_out`][a]++;
      counts[`${kind}_in`][b]++;
    }
  untargetedOf.forEach((list, actor) => (counts.made[actor] += list.length));
  return counts;
}

function rankedBy(values) {
  const order = actors.map(({ index }) => index).sort((a, b) => values[b] - values[a] || a - b);
  const rank = new Int32Array(values.length);
  order.forEach((actor, place) => {
    const before = order[place - 1];
    rank[actor] = place && values[before] === values[actor] ? rank[before] : place + 1;
  });
  return { values, order, rank };
}

const asValue = (value) =>
  Number.isInteger(value) ? inWords(value) : value < 0.001 ? value.toExponential(1) : value.toFixed(3);

/** "3rd of 26 by PageRank", and all other ranks unfolded. */
function ranksOf(actor) {
  const all = measures().map(({ key, name }) => ({ name, ...standing(key) }));
  const place = ({ rank }) => `${ordinal(rank[actor.index])} of ${inWords(actors.length)}`;
  return [
    `${place(all[0])} by ${all[0].name}`,
    el(
      "details",
      { class: "ranks" },
      el("summary", {}, "All ranks"),
      el(
        "table",
        {},
        el("caption", { class: "unseen" }, "Ranks by measure, over all ties whatever the filters"),
        el(
          "tbody",
          {},
          ...all.map((each) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, each.name),
              el("td", { class: "number" }, asValue(each.values[actor.index])),
              el("td", {}, each.values[actor.index] > 0 ? place(each) : "none"),
            ),
          ),
        ),
      ),
    ),
  ];
}

// ---- friends and enemies ------------------------------------------------------------------------------------------

const MOST_NEIGHBOURS = 4; // of a kind; more would push the sentences off the screen
const BAR = { width: 84, height: 12 };

/** Whom the shown ties make a friend or an enemy: statements for and against, the strongest first. */
function neighboursOf(actor, own) {
  const found = new Map();
  for (const tie of own) {
    const there = other(tie, actor.index);
    if (tie.sign === 0 || there === actor.index) continue;
    if (!found.has(there)) found.set(there, { index: there, friendly: 0, hostile: 0 });
    found.get(there)[tie.sign > 0 ? "friendly" : "hostile"] += shown.count[tie.index];
  }
  for (const each of found.values()) each.net = each.friendly - each.hostile;
  return [...found.values()].sort(
    (a, b) => Math.abs(b.net) - Math.abs(a.net) || b.friendly + b.hostile - a.friendly - a.hostile || a.index - b.index,
  );
}

function friendsAndEnemies(actor, own) {
  const all = neighboursOf(actor, own);
  const most = all.reduce((sum, { friendly, hostile }) => Math.max(sum, friendly, hostile), 1);
  const part = (title, list) =>
    list.length
      ? [
          el("h3", {}, title, el("span", { class: "count" }, String(list.length))),
          ...cutList("balance", list, MOST_NEIGHBOURS, (each) => balanceRow(each, most)),
        ]
      : [];
  return [
    ...part("Friends", all.filter(({ net }) => net > 0)),
    ...part("Enemies", all.filter(({ net }) => net < 0)),
    ...part("Friend and enemy alike", all.filter(({ net }) => net === 0)),
  ];
}

function balanceRow({ index, friendly, hostile, net }, most) {
  const middle = BAR.width / 2;
  const bar = (key, x, count) =>
    count ? [svg("rect", { class: key, x, y: 2, width: (count / most) * middle, height: BAR.height - 4, rx: 1.5 })] : [];
  const words = [friendly && `${friendly} friendly`, hostile && `${hostile} hostile`].filter(Boolean).join(", ");
  return el(
    "li",
    {},
    actorButton(index),
    svg(
      "svg",
      { viewBox: `0 0 ${BAR.width} ${BAR.height}`, width: BAR.width, height: BAR.height, role: "img", "aria-label": words },
      svg("title", {}, words),
      svg("line", { class: "axis", x1: middle, x2: middle, y1: 0, y2: BAR.height }),
      ...bar("hostile", middle - (hostile / most) * middle, hostile),
      ...bar("friendly", middle, friendly),
    ),
    el("span", { class: "count" }, net > 0 ? `+${net}` : net < 0 ? `−${-net}` : "±0"),
  );
}

// The graph as it came from Python, on each of its levels: single actors, and countries if there is anything to merge.
// Actors and ties are numbered within their level; statements are the same on all levels and stay in columns.

let data = null; // the graph
let texts = null; // sentences, documents and names; null until they are unpacked
let claimsAreLeftOut = false; // among too many statements contested claims are not looked for
let stances = [];
let documents = [];

// Of the level that is open.
let actors = [];
let ties = [];
let clusters = [];
let tiesOf = []; // numbers of the ties of each actor
let flat = null; // what is asked of every tie whenever a filter changes, see `flattened`
let untargetedOf = []; // numbers of the statements of each actor that name no target
let internalOf = []; // and of those between members of one merged actor
let against = new Set(); // numbers of the ties that run against the clusters
let ranked = []; // actors from the most central to the least
let rankOf = new Int32Array(0);
let hues = []; // numbers of the colours of the clusters
let backbone = null; // numbers of the actors that a large graph opens on: those with the most statements; null: all

const SIGNS = [
  { sign: -1, name: "Hostile", key: "hostile", mark: "−" },
  { sign: 1, name: "Friendly", key: "friendly", mark: "+" },
  { sign: 0, name: "Neutral", key: "neutral", mark: "·" },
];
const signOf = (sign) => SIGNS.find((entry) => entry.sign === sign);
const KINDS = { country: "Countries", official: "Officials", organisation: "Organisations", group: "Groups" };
const KIND = { country: "Country", official: "Official", organisation: "Organisation", group: "Group" };
const FACTUALITIES = {
  asserted: "Asserted",
  alleged: "Alleged",
  planned: "Planned",
  denied: "Denied by the text",
};
const BASES = ["text", "publication"]; // where a date comes from: statements hold the position in it
const FACTUALITY = Object.keys(FACTUALITIES); // statements hold the position in it

const opened = [];

/** Takes the unpacked graph in and opens its first level. */
function takeGraph(graph) {
  data = graph;
  stances = rows(data.stances);
  openLevel(0);
}

function takeTexts(unpackedTexts) {
  claimsAreLeftOut = unpackedTexts.claims === null;
  texts = { ...unpackedTexts, claims: unpackedTexts.claims ?? [] };
  documents = rows(texts.documents);
}

function openLevel(number) {
  opened[number] ??= madeLevel(data.levels[number]);
  ({ actors, ties, clusters, flat, tiesOf, untargetedOf, internalOf, against, ranked, rankOf, hues, backbone } = opened[number]);
}

/** The actors of a level that was opened before. */
const actorsOfLevel = (number) => opened[number].actors;

function madeLevel(columns) {
  const own = { actors: actorsFrom(columns.actors), ties: tiesFrom(columns.ties), clusters: columns.clusters };
  const size = own.actors.length;
  own.flat = flattened(columns.ties);
  own.tiesOf = own.actors.map(() => []);
  for (const { index, from, to } of own.ties) {
    own.tiesOf[from].push(index);
    if (to !== from) own.tiesOf[to].push(index);
  }
  const gathered = ({ actor, statement }) => {
    const of = new Array(size).fill(NONE);
    actor.forEach((node, i) => {
      if (of[node] === NONE) of[node] = [];
      of[node].push(statement[i]);
    });
    return of;
  };
  own.untargetedOf = gathered(columns.untargeted);
  own.internalOf = gathered(columns.internal);
  fanOut(own.ties, size);
  const { score } = columns.actors;
  own.ranked = [...score.keys()].sort((a, b) => score[b] - score[a] || a - b);
  own.rankOf = new Int32Array(size);
  own.ranked.forEach((actor, place) => (own.rankOf[actor] = place + 1));
  own.hues = columns.hues;
  own.backbone = columns.backbone === null ? null : busiest(own, columns.backbone);
  own.against = new Set(columns.against);
  return own;
}

const NONE = Object.freeze([]);

function actorsFrom(columns) {
  const { name, kind, country, role, aliases, cluster, score, radius, x, y, betweenness, members } = columns;
  return columns.id.map((id, index) => ({
    index,
    id,
    name: name[index],
    kind: kind[index],
    country: country[index],
    role: role[index],
    aliases: aliases[index],
    cluster: cluster[index],
    score: score[index],
    betweenness: betweenness ? betweenness[index] : null,
    members: members ? members[index] : NONE, // names of those who are merged into it
    radius: radius[index],
    x: x[index],
    y: y[index],
    lengths: null, // of the name, see `lengthsOf`
  }));
}

/** All properties at once and in one order: engines are many times quicker with such objects. */
function tiesFrom(columns) {
  const { source, target, weight, asserted, alleged, planned, denied, confidence, first, last, outlets } = columns;
  return columns.stance.map((number, index) => {
    const stance = stances[number];
    return {
      index,
      from: source[index],
      to: target[index],
      stance: number,
      sign: stance.sign,
      name: stance.name,
      symmetric: stance.symmetric,
      weight: weight[index],
      asserted: asserted[index],
      alleged: alleged[index],
      planned: planned[index],
      denied: denied[index],
      count: asserted[index] + alleged[index] + planned[index] + denied[index],
      // How well the text vouches for it at best: the picture draws the rest lighter.
      factuality: asserted[index]
        ? "asserted"
        : alleged[index]
          ? "alleged"
          : planned[index]
            ? "planned"
            : denied[index]
              ? "denied"
              : "asserted",
      confidence: confidence[index],
      first: day(first[index]),
      last: day(last[index]),
      outlets: outlets[index] ?? NONE, // told only of ties without statements
      statements: columns.statements[index],
      // In halves of a place: were it a fraction, engines would rebuild all ties at the first that has one.
      fan: 0,
      parallel: 1,
    };
  });
}

/** Ends and statements of ties in typed arrays: going through them takes a fraction of the time that objects take. The
    statements of tie `i` stand from `start[i]` to before `start[i + 1]`. */
function flattened({ source, target, statements: lists }) {
  const start = new Int32Array(lists.length + 1);
  for (let i = 0; i < lists.length; i++) start[i + 1] = start[i] + lists[i].length;
  const statements = new Int32Array(start[lists.length]);
  let next = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) statements[next++] = list[i]; // mostly one or two
  return { from: Int32Array.from(source), to: Int32Array.from(target), start, statements };
}

const pairKey = (a, b, size) => (a < b ? a * size + b : b * size + a);

/** Parallel ties fan out: each has its place among those between the same two actors, either way. */
function fanOut(own, size) {
  const first = new Map();
  const fans = new Map();
  for (const tie of own) {
    const pair = pairKey(tie.from, tie.to, size);
    const before = first.get(pair);
    if (before === undefined) first.set(pair, tie);
    else if (fans.has(pair)) fans.get(pair).push(tie);
    else fans.set(pair, [before, tie]);
  }
  for (const fan of fans.values()) {
    // The same direction lies side by side, so that the two ways bow to the two sides.
    fan.sort((a, b) => a.from - b.from || a.index - b.index);
    fan.forEach((tie, i) => {
      tie.fan = 2 * i - (fan.length - 1);
      tie.parallel = fan.length;
    });
  }
}

/** Those with the most statements. Who has no tie to another of them would not be seen: the next who has takes that place. */
function busiest({ actors: all, ties: own, tiesOf: of }, size) {
  const busy = new Float64Array(all.length);
  for (const { from, to, count } of own) {
    busy[from] += Math.max(1, count);
    if (to !== from) busy[to] += Math.max(1, count);
  }
  const order = all.map(({ index }) => index).sort((a, b) => busy[b] - busy[a] || a - b);
  const chosen = new Set(order.slice(0, size));
  const isTied = (index) => of[index].some((tie) => own[tie].from !== own[tie].to && chosen.has(other(own[tie], index)));
  for (const index of order.slice(0, size)) if (!isTied(index)) chosen.delete(index);
  for (const index of order.slice(size)) {
    if (chosen.size === size) break;
    if (isTied(index)) chosen.add(index);
  }
  return chosen;
}

/** One statement, put together from its columns; only once the texts are there. */
function statement(i) {
  const row = {};
  for (const columns of [data.statements, texts.statements])
    for (const [name, column] of Object.entries(columns)) row[name] = column[i];
  const sentence = texts.sentences[row.sentence];
  const end = row.cue_start + row.cue_length;
  const name = (actor) => (actor < 0 ? null : texts.actors.name[actor]);
  return {
    ...row,
    index: i,
    document: documents[row.document],
    stance: stances[row.stance],
    factuality: FACTUALITY[row.factuality],
    date: day(row.date),
    date_end: day(row.date_end),
    basis: BASES[row.basis] ?? null,
    source: name(row.source),
    target: name(row.target),
    attributed_to: name(row.attributed_to),
    about: row.about < 0 ? null : texts.about[row.about],
    before: sentence.slice(0, row.cue_start),
    cue: sentence.slice(row.cue_start, end),
    after: sentence.slice(end),
  };
}

/** The day of a position in the payload's list, as ISO text. */
const day = (position) => (position < 0 ? null : data.days[position]);

const other = (tie, actor) => (tie.from === actor ? tie.to : tie.from);

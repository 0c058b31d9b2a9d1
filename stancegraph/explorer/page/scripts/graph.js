// The graph as it came from Python, on each of its levels: single actors, and countries if there is anything to merge.
// Actors and ties are numbered within their level; statements are the same on all levels and stay in columns.

let data = null; // the graph
let texts = null; // sentences, documents and names; null until they are unpacked
let stances = [];
let documents = [];

// Of the level that is open.
let actors = [];
let ties = [];
let clusters = [];
let tiesOf = []; // numbers of the ties of each actor
let untargetedOf = []; // numbers of the statements of each actor that name no target
let internalOf = []; // and of those between members of one merged actor
let against = new Set(); // numbers of the ties that run against the clusters
let ranked = []; // actors from the most central to the least
let rankOf = new Int32Array(0);
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
  texts = unpackedTexts;
  documents = rows(texts.documents);
}

function openLevel(number) {
  opened[number] ??= madeLevel(data.levels[number]);
  ({ actors, ties, clusters, tiesOf, untargetedOf, internalOf, against, ranked, rankOf, backbone } = opened[number]);
}

function madeLevel(columns) {
  const own = { actors: rows(columns.actors), ties: rows(columns.ties), clusters: columns.clusters };
  own.tiesOf = own.actors.map(() => []);
  for (const tie of own.ties) {
    const stance = stances[tie.stance];
    tie.sign = stance.sign;
    tie.name = stance.name;
    tie.symmetric = stance.symmetric;
    // How well the text vouches for it at best: the picture draws the rest lighter.
    tie.factuality = FACTUALITY.find((name) => tie[name] > 0) ?? "asserted";
    tie.from = tie.source;
    tie.to = tie.target;
    tie.count = tie.asserted + tie.alleged + tie.planned + tie.denied;
    own.tiesOf[tie.from].push(tie.index);
    if (tie.to !== tie.from) own.tiesOf[tie.to].push(tie.index);
  }
  const gathered = ({ actor, statement }) => {
    const of = own.actors.map(() => []);
    actor.forEach((node, i) => of[node].push(statement[i]));
    return of;
  };
  own.untargetedOf = gathered(columns.untargeted);
  own.internalOf = gathered(columns.internal);
  fanOut(own);
  own.ranked = own.actors
    .map((actor) => actor.index)
    .sort((a, b) => own.actors[b].score - own.actors[a].score || a - b);
  own.rankOf = new Int32Array(own.actors.length);
  own.ranked.forEach((actor, place) => (own.rankOf[actor] = place + 1));
  own.backbone = columns.backbone === null ? null : busiest(own, columns.backbone);
  const pairs = new Map(columns.against.map(([u, v, sign]) => [pairKey(u, v), sign]));
  own.against = new Set(
    own.ties
      .filter((tie) => tie.sign !== 0 && pairs.get(pairKey(tie.from, tie.to)) === tie.sign)
      .map((tie) => tie.index),
  );
  return own;
}

function busiest({ actors: all, ties: own, tiesOf: of }, size) {
  const busy = all.map(({ index }) => of[index].reduce((sum, tie) => sum + Math.max(1, own[tie].count), 0));
  const order = all.map(({ index }) => index).sort((a, b) => busy[b] - busy[a] || a - b);
  return new Set(order.slice(0, size));
}

const pairKey = (a, b) => (a < b ? a * 1e6 + b : b * 1e6 + a); // a number, since a text for each tie costs more

/** Parallel ties fan out: each has its place among those between the same two actors, either way. */
function fanOut(own) {
  const fans = new Map();
  for (const tie of own.ties) {
    const pair = pairKey(tie.from, tie.to);
    const fan = fans.get(pair);
    if (fan) fan.push(tie);
    else fans.set(pair, [tie]);
  }
  for (const fan of fans.values()) {
    // The same direction lies side by side, so that the two ways bow to the two sides.
    if (fan.length > 1) fan.sort((a, b) => a.from - b.from || a.index - b.index);
    fan.forEach((tie, i) => {
      tie.fan = i - (fan.length - 1) / 2;
      tie.parallel = fan.length;
    });
  }
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

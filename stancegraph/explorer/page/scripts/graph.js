// The graph as it came from Python. Actors and ties are numbered; statements stay in columns until one is read.

const data = JSON.parse(byId("data").textContent);

const rows = (columns) => {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, i) => {
    const row = { index: i };
    for (const name of names) row[name] = columns[name][i];
    return row;
  });
};

const stances = rows(data.stances);
const actors = rows(data.actors);
const ties = rows(data.ties);
const documents = rows(data.documents);
const clusters = data.clusters;

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

for (const tie of ties) {
  Object.assign(tie, {
    sign: stances[tie.stance].sign,
    name: stances[tie.stance].name,
    symmetric: stances[tie.stance].symmetric,
    // How well the text vouches for it at best: the picture draws the rest lighter.
    factuality: Object.keys(FACTUALITIES).find((name) => tie[name] > 0) ?? "asserted",
    from: tie.source,
    to: tie.target,
  });
  tie.count = tie.asserted + tie.alleged + tie.planned + tie.denied;
}

const tiesOf = actors.map(() => []);
for (const tie of ties) {
  tiesOf[tie.from].push(tie.index);
  if (tie.to !== tie.from) tiesOf[tie.to].push(tie.index);
}
const gathered = ({ actor, statement }) => {
  const of = actors.map(() => []);
  actor.forEach((node, i) => of[node].push(statement[i]));
  return of;
};
const untargetedOf = gathered(data.untargeted);
const internalOf = gathered(data.internal);

// Parallel ties fan out: each has its place among those between the same two actors, either way.
const fans = new Map();
for (const tie of ties) {
  const pair = tie.from < tie.to ? `${tie.from} ${tie.to}` : `${tie.to} ${tie.from}`;
  if (!fans.has(pair)) fans.set(pair, []);
  fans.get(pair).push(tie);
}
for (const fan of fans.values()) {
  // The same direction lies side by side, so that the two ways bow to the two sides.
  fan.sort((a, b) => a.from - b.from || a.index - b.index);
  fan.forEach((tie, i) => {
    tie.fan = i - (fan.length - 1) / 2;
    tie.parallel = fan.length;
  });
}

/** Actors from the most central to the least. */
const ranked = actors.map((actor) => actor.index).sort((a, b) => actors[b].score - actors[a].score || a - b);
const rankOf = new Int32Array(actors.length);
ranked.forEach((actor, place) => (rankOf[actor] = place + 1));

/** One statement, put together from its columns. */
function statement(i) {
  const row = {};
  for (const [name, column] of Object.entries(data.statements)) row[name] = column[i];
  const sentence = data.sentences[row.sentence];
  const end = row.cue_start + row.cue_length;
  return {
    ...row,
    index: i,
    document: documents[row.document],
    stance: stances[row.stance],
    source: data.names[row.source],
    target: row.target < 0 ? null : data.names[row.target],
    attributed_to: row.attributed_to < 0 ? null : data.names[row.attributed_to],
    before: sentence.slice(0, row.cue_start),
    cue: sentence.slice(row.cue_start, end),
    after: sentence.slice(end),
  };
}

const other = (tie, actor) => (tie.from === actor ? tie.to : tie.from);

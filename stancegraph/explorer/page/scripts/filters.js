// What the filters leave, and what each filter would leave without itself: counts follow every filter but their own.
//
// Each statement carries a mask of the filters that it fails. A tie shows if enough of its statements fail none; it
// counts for a facet if enough of them fail nothing but that facet.

const FAILS = { stance: 1, sign: 2, factuality: 4, outlet: 8, time: 16, confidence: 32, tag: 64 };

const shown = {
  actor: new Uint8Array(0),
  tie: new Uint8Array(0),
  statement: new Uint8Array(0),
  count: new Int32Array(0), // statements of each tie that pass
  actors: 0,
  ties: 0,
  statements: 0,
  backbone: false, // whether only the backbone of a large graph is shown
};

/** Statements by their filters: bits of `FAILS`. A loop for each filter that is in use: mostly that is one, and short. */
function failures() {
  const { off } = state;
  const { stance, factuality, outlet, confidence } = data.statements;
  const mask = new Uint8Array(stance.length);
  if (off.stance.size || off.sign.size) {
    const fails = stances.map(
      (entry) => (off.stance.has(entry.index) ? FAILS.stance : 0) | (off.sign.has(entry.sign) ? FAILS.sign : 0),
    );
    for (let i = 0; i < mask.length; i++) mask[i] |= fails[stance[i]];
  }
  if (off.factuality.size) {
    const fails = FACTUALITY.map((name) => (off.factuality.has(name) ? FAILS.factuality : 0));
    for (let i = 0; i < mask.length; i++) mask[i] |= fails[factuality[i]];
  }
  if (off.outlet.size) for (let i = 0; i < mask.length; i++) if (off.outlet.has(outlet[i])) mask[i] |= FAILS.outlet;
  if (state.confidence > 0)
    for (let i = 0; i < mask.length; i++)
      if (confidence[i] !== null && confidence[i] < state.confidence) mask[i] |= FAILS.confidence;
  if (state.since !== null || state.until !== null) failTimes(mask);
  if (off.tag.size) for (let i = 0; i < mask.length; i++) if (off.tag.has(tagOf(i))) mask[i] |= FAILS.tag;
  return mask;
}

function failTimes(mask) {
  const { date, date_end } = data.statements;
  const early = data.days.map((each) => each < (state.since ?? ""));
  const late = data.days.map((each) => each > (state.until ?? "9999"));
  for (let i = 0; i < mask.length; i++) {
    const first = date[i];
    const last = date_end[i] < 0 ? first : date_end[i];
    // Without a day there is no saying whether it falls into a period.
    if (first < 0 || late[first] || early[last]) mask[i] |= FAILS.time;
  }
}

/** The mask of a tie that came without its statements, from what it says of them all together. */
function failuresOfBareTie(tie) {
  const { off } = state;
  let fails = (off.stance.has(tie.stance) ? FAILS.stance : 0) | (off.sign.has(tie.sign) ? FAILS.sign : 0);
  const said = FACTUALITY.filter((name) => tie[name] > 0);
  if (said.length ? said.every((name) => off.factuality.has(name)) : off.factuality.size) fails |= FAILS.factuality;
  if (tie.outlets.length && tie.outlets.every((outlet) => off.outlet.has(outlet))) fails |= FAILS.outlet;
  if (state.confidence > 0 && tie.confidence !== null && tie.confidence < state.confidence) fails |= FAILS.confidence;
  if (state.since !== null && (tie.last === null || tie.last < state.since)) fails |= FAILS.time;
  if (state.until !== null && (tie.first === null || tie.first > state.until)) fails |= FAILS.time;
  return fails;
}

/** How many statements stand behind a tie without them that passes. */
function weightOfBareTie(tie) {
  let left = 0;
  for (const name of FACTUALITY) if (!state.off.factuality.has(name)) left += tie[name];
  return tie.count === 0 ? 1 : left;
}

/** Counts of one facet: `of(value)` is how many would show were the facet not filtered. Arrays, since texts as keys
    cost more than all the rest. */
class Counts {
  constructor(values) {
    this.position = new Map(values.map((value, i) => [value, i]));
    this.counts = new Int32Array(values.length);
    this.last = new Int32Array(values.length).fill(-1);
  }

  of(value) {
    return this.counts[this.position.get(value)] ?? 0;
  }

  /** Counts by position, once for each tie however often it is called. */
  once(position, tie) {
    if (this.last[position] === tie) return;
    this.last[position] = tie;
    this.counts[position]++;
  }
}

function freshCounts() {
  return {
    sign: new Counts([-1, 0, 1]),
    stance: new Counts(stances.map(({ index }) => index)),
    factuality: new Counts(FACTUALITY),
    outlet: new Counts([...data.outlets.keys(), -1]),
    kind: new Counts([...new Set(actors.map(({ kind }) => kind))]),
    cluster: new Counts([...clusters.keys(), -1]),
  };
}

// Within a focus, what is in reach hangs on the filters too: without one of them more may be.
const REACH = { ...FAILS, kind: 128, cluster: 256 };
const EVERYTHING = 511;

function applyFilters() {
  findShown();
  if (state.selected && !isShown(state.selected)) {
    state.selected = null;
    highlight = null;
    tell("selection");
  }
  highlight = findHighlight();
  tell("filters");
}

/** What the picture needs to know. What each filter would leave is only counted once that is drawn, see `counted`. */
function findShown() {
  counts = null;
  cutBins();
  shown.backbone = backbone !== null && !state.all && state.focus === null;
  const mask = failures();
  shown.statement = mask;
  const passes = passing(mask);
  const { from, to, start, statements } = flat;
  const least = Math.max(1, state.weight);
  const shownTies = new Uint8Array(ties.length);
  const count = new Int32Array(ties.length);
  const linked = new Uint8Array(actors.length); // by a tie that passes everything
  let [tiesShown, statementsShown, actorsShown] = [0, 0, 0];
  for (let i = 0; i < ties.length; i++) {
    if ((passes[from[i]] & passes[to[i]]) === 0) continue;
    const end = start[i + 1];
    let left = 0;
    for (let j = start[i]; j < end; j++) if (mask[statements[j]] === 0) left++;
    if (end === start[i] && failuresOfBareTie(ties[i]) === 0) left = weightOfBareTie(ties[i]);
    if (left < least) continue;
    shownTies[i] = 1;
    count[i] = left;
    tiesShown++;
    statementsShown += left;
    linked[from[i]] = linked[to[i]] = 1;
  }
  const shownActors = new Uint8Array(actors.length);
  for (let i = 0; i < passes.length; i++) {
    if (passes[i] === 0) continue;
    const alone = passingAlone(i, mask);
    // Actors whose ties are all filtered away go with them; those that never had one stay.
    if (linked[i] === 0 && alone === 0 && tiesOf[i].length > 0) continue;
    shownActors[i] = 1;
    actorsShown++;
    statementsShown += alone;
  }
  Object.assign(shown, {
    tie: shownTies,
    count,
    actor: shownActors,
    actors: actorsShown,
    ties: tiesShown,
    statements: statementsShown,
  });
}

/** Of each actor whether it passes the filters that are about actors, and is in reach. */
function passing(mask) {
  const { off } = state;
  const passes = new Uint8Array(actors.length);
  if (state.focus !== null) {
    const { kind, cluster } = actorsPass();
    for (const i of around(state.focus, kind, cluster, mask)) passes[i] = kind[i] & cluster[i];
    return passes;
  }
  if (shown.backbone) for (const i of backbone) passes[i] = 1;
  else passes.fill(1);
  if (off.kind.size || off.cluster.size)
    for (const { index, kind, cluster } of actors) if (off.kind.has(kind) || off.cluster.has(cluster)) passes[index] = 0;
  return passes;
}

/** Of each actor 1 or 0 for the two filters that are about actors. */
const actorsPass = () => ({
  kind: Uint8Array.from(actors, (actor) => (state.off.kind.has(actor.kind) ? 0 : 1)),
  cluster: Uint8Array.from(actors, (actor) => (state.off.cluster.has(actor.cluster) ? 0 : 1)),
});

/** How many statements of an actor that name no target pass. */
function passingAlone(actor, mask) {
  let alone = 0;
  for (const i of untargetedOf[actor]) if (mask[i] === 0) alone++;
  return alone;
}

// ---- what each filter would leave ---------------------------------------------------------------------------------

let counts = null; // what `counted` returns; null until somebody asks after a filter has changed

/** Of each facet its counts, and `bars`: statements by sign and bar of the histogram, see `barCount`. */
const counted = () => (counts ??= countFacets());

function countFacets() {
  const mask = shown.statement;
  const per = freshCounts();
  const { kind: kindPasses, cluster: clusterPasses } = actorsPass();
  const near = reachWithout(kindPasses, clusterPasses, mask);
  const least = Math.max(1, state.weight);
  const bars = new Int32Array(SIGNS.length * (lastBin() + 1));
  const linkedBut = { kind: new Uint8Array(actors.length), cluster: new Uint8Array(actors.length) };
  const noOutlet = data.outlets.length;
  const { stance, factuality, outlet, date, date_end } = data.statements;
  const passesBut = (i, bit) => (mask[i] & ~bit) === 0;
  const countDay = (i) => {
    if (bins === null || date[i] < 0 || !passesBut(i, FAILS.time)) return;
    const { sign } = stances[stance[i]];
    // One of several days stands in every bar that it touches: choosing the bar would leave it.
    const last = Math.min(bins.of[date_end[i] < 0 ? date[i] : date_end[i]], lastBin());
    for (let bin = Math.max(bins.of[date[i]], 0); bin <= last; bin++) bars[barCount(sign, bin)]++;
  };
  const failing = new Int32Array(128); // statements of a tie by the filters that they fail

  for (let index = 0; index < ties.length; index++) {
    const [from, to] = [flat.from[index], flat.to[index]];
    const reached = near[from] & near[to];
    if (reached === 0) continue;
    const kinds = kindPasses[from] & kindPasses[to];
    const camps = clusterPasses[from] & clusterPasses[to];
    if (!kinds && !camps) continue;
    const ends = kinds && camps;
    const tie = ties[index];
    let left = 0; // statements that pass
    if (tie.statements.length) {
      for (const i of tie.statements) failing[mask[i]]++;
      left = failing[0];
      const asked = ends ? reached : 0;
      const counts = (bit) => asked & bit && left + failing[bit] >= least; // bits, as names to look up take twice the time
      if (counts(FAILS.stance)) per.stance.once(tie.stance, index);
      if (counts(FAILS.sign)) per.sign.once(tie.sign + 1, index);
      if (counts(FAILS.factuality))
        for (const i of tie.statements) if (passesBut(i, FAILS.factuality)) per.factuality.once(factuality[i], index);
      if (counts(FAILS.outlet))
        for (const i of tie.statements)
          if (passesBut(i, FAILS.outlet)) per.outlet.once(outlet[i] < 0 ? noOutlet : outlet[i], index);
      if (counts(FAILS.time)) for (const i of tie.statements) countDay(i);
      for (const i of tie.statements) failing[mask[i]] = 0;
    } else {
      const fails = failuresOfBareTie(tie);
      const weight = weightOfBareTie(tie);
      if (fails === 0) left = weight;
      const counts = (facet, of = weight) =>
        ends && reached & REACH[facet] && (fails & ~FAILS[facet]) === 0 && of >= least;
      if (counts("stance")) per.stance.once(tie.stance, index);
      if (counts("sign")) per.sign.once(tie.sign + 1, index);
      if (counts("factuality", Math.max(1, tie.count)))
        FACTUALITY.forEach((name, i) => tie[name] > 0 && per.factuality.once(i, index));
      if (counts("outlet")) for (const i of tie.outlets) per.outlet.once(i, index);
    }
    if (left < least) continue;
    if (camps && reached & REACH.kind) linkedBut.kind[from] = linkedBut.kind[to] = 1;
    if (kinds && reached & REACH.cluster) linkedBut.cluster[from] = linkedBut.cluster[to] = 1;
  }

  for (const { index, kind, cluster } of actors) {
    const reached = near[index];
    if (reached === 0) continue;
    const kinds = kindPasses[index];
    const camps = clusterPasses[index];
    const stays = tiesOf[index].length === 0 || passingAlone(index, mask) > 0;
    if (camps && reached & REACH.kind && (stays || linkedBut.kind[index]))
      per.kind.counts[per.kind.position.get(kind)]++;
    if (kinds && reached & REACH.cluster && (stays || linkedBut.cluster[index]))
      per.cluster.counts[cluster < 0 ? clusters.length : cluster]++;
    if (kinds && camps && reached & REACH.time) untargetedOf[index].forEach(countDay);
  }
  const passes = passing(mask);
  return { ...per, tag: tagCounts((index) => passes[index]), bars };
}

/** Where in the bars the statements of a sign and a bar are counted. */
const barCount = (sign, bin) => (sign + 1) * (lastBin() + 1) + bin;

const statementPasses = (i) => shown.statement[i] === 0;

function isShown({ actor, tie, way }) {
  if (actor !== undefined) return shown.actor[actor];
  if (tie !== undefined) return shown.tie[tie];
  return way.every((end) => shown.actor[end]);
}

// ---- what is in reach: the backbone of a large graph, or a focus --------------------------------------------------

const beyondBackbone = (index) => shown.backbone && !backbone.has(index);

/**
 * Of each actor a mask of the filters (bits of `REACH`) without which it would be in reach: what is beyond the focus
 * because of a filter still counts for that filter.
 */
function reachWithout(kindPasses, clusterPasses, mask) {
  const { focus } = state;
  const near = new Uint16Array(actors.length);
  if (focus === null && !shown.backbone) return near.fill(EVERYTHING);
  for (const index of shown.backbone ? backbone : around(focus, kindPasses, clusterPasses, mask)) near[index] = EVERYTHING;
  if (focus === null) return near;
  for (const [facet, bit] of Object.entries(REACH)) {
    if (facet === "confidence" || !(state.off[facet]?.size > 0 || (facet === "time" && (state.since || state.until))))
      continue;
    const every = { kind: kindPasses, cluster: clusterPasses };
    if (facet in every) every[facet] = every[facet].map(() => 1);
    for (const index of around(focus, every.kind, every.cluster, mask, facet)) near[index] |= bit;
  }
  return near;
}

/** Actors at most so many steps from the focus, over ties that pass the other filters, or all of them but one. */
function around({ actor, steps }, kindPasses, clusterPasses, mask, but = null) {
  const open = FAILS[but] ?? 0;
  const passing = (tie) => {
    if (tie.statements.length)
      return tie.statements.reduce((sum, i) => sum + ((mask[i] & ~open) === 0 ? 1 : 0), 0);
    if ((failuresOfBareTie(tie) & ~open) !== 0) return 0;
    return but === "factuality" ? Math.max(1, tie.count) : weightOfBareTie(tie);
  };
  const reached = new Set([actor]);
  let rim = [actor];
  for (let step = 0; step < steps && rim.length; step++) {
    const next = [];
    for (const here of rim)
      for (const index of tiesOf[here]) {
        const there = other(ties[index], here);
        if (reached.has(there) || !kindPasses[there] || !clusterPasses[there]) continue;
        if (passing(ties[index]) < Math.max(1, state.weight)) continue;
        reached.add(there);
        next.push(there);
      }
    rim = next;
  }
  return reached;
}

/** Actors and ties of all shortest ways between two actors over ties that are shown, either direction; null if none. */
function shortestWays(from, to) {
  if (from === to) return null;
  const distance = new Map([[from, 0]]);
  let rim = [from];
  while (rim.length && !distance.has(to)) {
    const next = [];
    for (const here of rim)
      for (const index of tiesOf[here]) {
        if (!shown.tie[index]) continue;
        const there = other(ties[index], here);
        if (distance.has(there)) continue;
        distance.set(there, distance.get(here) + 1);
        next.push(there);
      }
    rim = next;
  }
  if (!distance.has(to)) return null;
  const found = { actors: new Set([to]), ties: new Set(), length: distance.get(to) };
  let back = [to];
  while (back.length) {
    const nearer = new Set();
    for (const here of back)
      for (const index of tiesOf[here]) {
        if (!shown.tie[index]) continue;
        const there = other(ties[index], here);
        if (distance.get(there) !== distance.get(here) - 1) continue;
        found.ties.add(index);
        found.actors.add(there);
        nearer.add(there);
      }
    back = [...nearer];
  }
  return found;
}

// ---- what stands out ----------------------------------------------------------------------------------------------

/** What stands out with a selection: the actor, tie or way, and what hangs on it; null if nothing is selected. */
let highlight = null;

function findHighlight() {
  const { selected } = state;
  if (!selected) return null;
  if (selected.way !== undefined)
    return shortestWays(...selected.way) ?? { actors: new Set(selected.way), ties: new Set() };
  if (selected.tie !== undefined) {
    const tie = ties[selected.tie];
    return { actors: new Set([tie.from, tie.to]), ties: new Set([selected.tie]) };
  }
  const lit = { actors: new Set([selected.actor]), ties: new Set() };
  for (const index of tiesOf[selected.actor]) {
    if (!shown.tie[index]) continue;
    lit.ties.add(index);
    lit.actors.add(other(ties[index], selected.actor));
  }
  return lit;
}

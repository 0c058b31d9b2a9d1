// What the filters leave, and what each filter would leave without itself: counts follow every filter but their own.
//
// Each statement carries a mask of the filters that it fails. A tie shows if one of its statements fails none; it
// counts for a facet if one of its statements fails nothing but that facet.

const FAILS = { stance: 1, sign: 2, factuality: 4, outlet: 8, time: 16, confidence: 32, tag: 64 };

const shown = {
  actor: new Uint8Array(0),
  tie: new Uint8Array(0),
  statement: new Uint8Array(0),
  count: new Int32Array(0), // statements of each tie that pass
  actors: 0,
  ties: 0,
  statements: 0,
  per: {}, // facet -> Map of value -> count
  backbone: false, // whether only the backbone of a large graph is shown
};

/** Statements by their filters: bits of `FAILS`. */
function failures() {
  const { off } = state;
  const { stance, factuality, outlet, confidence, date, date_end } = data.statements;
  const tables = {
    stance: stances.map((entry) => (off.stance.has(entry.index) ? FAILS.stance : 0) | (off.sign.has(entry.sign) ? FAILS.sign : 0)),
    factuality: FACTUALITY.map((name) => (off.factuality.has(name) ? FAILS.factuality : 0)),
    outlet: data.outlets.map((_, i) => (off.outlet.has(i) ? FAILS.outlet : 0)),
  };
  const noOutlet = off.outlet.has(-1) ? FAILS.outlet : 0;
  const [since, until] = [state.since ?? "", state.until ?? "9999"];
  const timed = state.since !== null || state.until !== null;
  const early = data.days.map((each) => each < since);
  const late = data.days.map((each) => each > until);
  const mask = new Uint8Array(stance.length);
  for (let i = 0; i < mask.length; i++) {
    let fails = tables.stance[stance[i]] | tables.factuality[factuality[i]];
    fails |= outlet[i] < 0 ? noOutlet : tables.outlet[outlet[i]];
    if (state.confidence > 0 && confidence[i] !== null && confidence[i] < state.confidence) fails |= FAILS.confidence;
    if (timed) {
      const first = date[i];
      const last = date_end[i] < 0 ? first : date_end[i];
      // Without a day there is no saying whether it falls into a period.
      if (first < 0 || late[first] || early[last]) fails |= FAILS.time;
    }
    if (off.tag.size > 0 && off.tag.has(tagOf(i))) fails |= FAILS.tag;
    mask[i] = fails;
  }
  return mask;
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

function findShown() {
  const mask = failures();
  shown.statement = mask;
  const per = Object.fromEntries([...FACETS, "time"].map((facet) => [facet, new Map()]));
  const count = (facet, value, by = 1) => per[facet].set(value, (per[facet].get(value) ?? 0) + by);
  const { off } = state;
  const kindPasses = actors.map((actor) => !off.kind.has(actor.kind));
  const clusterPasses = actors.map((actor) => !off.cluster.has(actor.cluster));
  const within = reach(kindPasses, clusterPasses, mask);
  const inReach = (index) => within === null || within.has(index);

  shown.tie = new Uint8Array(ties.length);
  shown.count = new Int32Array(ties.length);
  shown.ties = shown.statements = shown.actors = 0;
  const linked = new Uint8Array(actors.length); // by a tie that passes everything
  const linkedBut = { kind: new Uint8Array(actors.length), cluster: new Uint8Array(actors.length) };
  const { factuality, outlet, date } = data.statements;
  const tagged = notesCount() > 0; // tags are counted by statement, since it is statements that are tagged
  const seen = { factuality: new Set(), outlet: new Set() };

  for (const tie of ties) {
    if (!inReach(tie.from) || !inReach(tie.to)) continue;
    const kinds = kindPasses[tie.from] && kindPasses[tie.to];
    const camps = clusterPasses[tie.from] && clusterPasses[tie.to];
    if (!kinds && !camps) continue;
    let left = 0;
    if (tie.statements.length) {
      seen.factuality.clear();
      seen.outlet.clear();
      let butStance = false;
      let butSign = false;
      for (const i of tie.statements) {
        const fails = mask[i];
        if (fails === 0) left++;
        if ((fails & ~FAILS.stance) === 0) butStance = true;
        if ((fails & ~FAILS.sign) === 0) butSign = true;
        if (!kinds || !camps) continue;
        if ((fails & ~FAILS.factuality) === 0) seen.factuality.add(factuality[i]);
        if ((fails & ~FAILS.outlet) === 0) seen.outlet.add(outlet[i]);
        if ((fails & ~FAILS.time) === 0 && date[i] >= 0) count("time", date[i]);
        if (tagged && (fails & ~FAILS.tag) === 0) count("tag", tagOf(i));
      }
      if (kinds && camps) {
        if (butStance) count("stance", tie.stance);
        if (butSign) count("sign", tie.sign);
        for (const value of seen.factuality) count("factuality", FACTUALITY[value]);
        for (const value of seen.outlet) count("outlet", value);
      }
    } else {
      const fails = failuresOfBareTie(tie);
      if (fails === 0) left = weightOfBareTie(tie);
      if (kinds && camps) {
        if ((fails & ~FAILS.stance) === 0) count("stance", tie.stance);
        if ((fails & ~FAILS.sign) === 0) count("sign", tie.sign);
        if ((fails & ~FAILS.factuality) === 0)
          for (const name of FACTUALITY) if (tie[name] > 0) count("factuality", name);
        if ((fails & ~FAILS.outlet) === 0) for (const value of tie.outlets) count("outlet", value);
      }
    }
    if (left < Math.max(1, state.weight)) continue;
    if (camps) linkedBut.kind[tie.from] = linkedBut.kind[tie.to] = 1;
    if (kinds) linkedBut.cluster[tie.from] = linkedBut.cluster[tie.to] = 1;
    if (!kinds || !camps) continue;
    shown.tie[tie.index] = 1;
    shown.count[tie.index] = left;
    shown.ties++;
    shown.statements += left;
    linked[tie.from] = linked[tie.to] = 1;
  }

  shown.actor = new Uint8Array(actors.length);
  for (const actor of actors) {
    const { index } = actor;
    if (!inReach(index)) continue;
    const alone = untargetedOf[index].reduce((sum, i) => sum + (mask[i] === 0 ? 1 : 0), 0);
    // Actors whose ties are all filtered away go with them; those that never had one stay.
    const stays = alone > 0 || tiesOf[index].length === 0;
    if (clusterPasses[index] && (stays || linkedBut.kind[index])) count("kind", actor.kind);
    if (kindPasses[index] && (stays || linkedBut.cluster[index])) count("cluster", actor.cluster);
    if (tagged && kindPasses[index] && clusterPasses[index])
      for (const i of [...untargetedOf[index], ...internalOf[index]])
        if ((mask[i] & ~FAILS.tag) === 0) count("tag", tagOf(i));
    if (!kindPasses[index] || !clusterPasses[index] || !(stays || linked[index])) continue;
    shown.actor[index] = 1;
    shown.actors++;
    shown.statements += alone;
  }
  shown.per = per;
}

const statementPasses = (i) => shown.statement[i] === 0;

function isShown({ actor, tie, way }) {
  if (actor !== undefined) return shown.actor[actor];
  if (tie !== undefined) return shown.tie[tie];
  return way.every((end) => shown.actor[end]);
}

// ---- what is in reach: the backbone of a large graph, or a focus --------------------------------------------------

const beyondBackbone = (index) => shown.backbone && !backbone.has(index);

/** The actors that the focus or the backbone leave, or null if that is all of them. */
function reach(kindPasses, clusterPasses, mask) {
  shown.backbone = backbone !== null && !state.all && state.focus === null;
  if (state.focus !== null) return around(state.focus, kindPasses, clusterPasses, mask);
  return shown.backbone ? backbone : null;
}

/** Actors at most so many steps from the focus, over ties that pass the other filters. */
function around({ actor, steps }, kindPasses, clusterPasses, mask) {
  const reached = new Set([actor]);
  let rim = [actor];
  for (let step = 0; step < steps && rim.length; step++) {
    const next = [];
    for (const here of rim)
      for (const index of tiesOf[here]) {
        const tie = ties[index];
        const there = other(tie, here);
        if (reached.has(there) || !kindPasses[there] || !clusterPasses[there]) continue;
        const left = tie.statements.length
          ? tie.statements.reduce((sum, i) => sum + (mask[i] === 0 ? 1 : 0), 0)
          : failuresOfBareTie(tie) === 0
            ? weightOfBareTie(tie)
            : 0;
        if (left < Math.max(1, state.weight)) continue;
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

// What the reader has chosen, all in one object, and what follows from it. Everything that shows something
// listens here; nothing keeps a choice of its own, so a later address after # can hold the whole of it.

const state = {
  // Filters hold what is switched off: an empty filter lets everything pass, also what a newer graph brings.
  off: { sign: new Set(), stance: new Set(), factuality: new Set(), kind: new Set(), cluster: new Set() },
  selected: null, // {actor: number} or {tie: number}
  hovered: null, // the same
  view: "picture",
  sort: { column: "count", descending: true },
  theme: null, // "light" or "dark" once the reader has chosen; else as the system has it
};

const shown = {
  actor: new Uint8Array(actors.length),
  tie: new Uint8Array(ties.length),
  actors: 0,
  ties: 0,
  statements: 0,
  perStance: [], // ties that would show if their stance alone were not filtered
  perSign: {},
  perFactuality: {},
};

const listeners = { filters: [], selection: [], hover: [], view: [], theme: [] };
const on = (change, listener) => listeners[change].push(listener);
const tell = (change) => listeners[change].forEach((listener) => listener());

const actorPasses = (actor) => !state.off.kind.has(actor.kind) && !state.off.cluster.has(actor.cluster);

/** How many statements of a tie or of an actor alone are left by the filter of factuality. */
function statementsLeft(tie) {
  let left = 0;
  for (const name of Object.keys(FACTUALITIES)) if (!state.off.factuality.has(name)) left += tie[name];
  // A tie of a graph that counts nothing by factuality stands for itself.
  return tie.count === 0 && state.off.factuality.size === 0 ? 1 : left;
}

function statementPasses(i) {
  const columns = data.statements;
  const stance = columns.stance[i];
  return (
    !state.off.stance.has(stance) &&
    !state.off.sign.has(stances[stance].sign) &&
    !state.off.factuality.has(columns.factuality[i])
  );
}

function applyFilters() {
  const { off } = state;
  const passes = actors.map(actorPasses);
  const linked = new Uint8Array(actors.length);
  shown.perStance = stances.map(() => 0);
  shown.perSign = { "-1": 0, 0: 0, 1: 0 };
  shown.perFactuality = Object.fromEntries(Object.keys(FACTUALITIES).map((name) => [name, 0]));
  shown.ties = shown.statements = shown.actors = 0;
  for (const tie of ties) {
    shown.tie[tie.index] = 0;
    if (!passes[tie.from] || !passes[tie.to]) continue;
    const left = statementsLeft(tie);
    const sign = !off.sign.has(tie.sign);
    const stance = !off.stance.has(tie.stance);
    // Each filter's own counts leave that filter aside: they say what switching it on would show.
    if (left && sign) shown.perStance[tie.stance]++;
    if (left && stance) shown.perSign[tie.sign]++;
    if (sign && stance)
      for (const name of Object.keys(FACTUALITIES)) if (tie[name]) shown.perFactuality[name]++;
    if (!left || !sign || !stance) continue;
    shown.tie[tie.index] = 1;
    shown.ties++;
    shown.statements += left;
    linked[tie.from] = linked[tie.to] = 1;
  }
  for (const actor of actors) {
    const alone = untargetedOf[actor.index].filter(statementPasses).length;
    // Actors whose ties are all filtered away go with them; those that never had one stay.
    const stays = passes[actor.index] && (linked[actor.index] || alone || tiesOf[actor.index].length === 0);
    shown.actor[actor.index] = stays ? 1 : 0;
    if (!stays) continue;
    shown.actors++;
    shown.statements += alone;
  }
  const { selected } = state;
  if (selected && !(selected.actor === undefined ? shown.tie[selected.tie] : shown.actor[selected.actor])) {
    state.selected = null;
    highlight = null;
    tell("selection");
  }
  highlight = findHighlight();
  tell("filters");
}

const filtered = () => Object.values(state.off).some((off) => off.size > 0);

function toggle(filter, value, wanted) {
  if (wanted) state.off[filter].delete(value);
  else state.off[filter].add(value);
  applyFilters();
}

function resetFilters() {
  for (const off of Object.values(state.off)) off.clear();
  applyFilters();
}

function select(selection) {
  if (same(selection, state.selected)) return;
  state.selected = selection;
  highlight = findHighlight();
  tell("selection");
}

function hover(selection) {
  if (same(selection, state.hovered)) return;
  state.hovered = selection;
  tell("hover");
}

const same = (a, b) => a === b || (a !== null && b !== null && a.actor === b.actor && a.tie === b.tie);

/** What stands out with a selection: the actor or tie, and what hangs on it; null if nothing is selected. */
let highlight = null;

function findHighlight() {
  const { selected } = state;
  if (!selected) return null;
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

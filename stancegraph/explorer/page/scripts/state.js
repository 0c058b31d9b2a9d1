// What the reader has chosen, all in one object. Everything that shows something listens here; nothing keeps a choice
// of its own, so that the address after # can hold the whole of it (address.js). What follows from the choices is
// worked out in filters.js.

const VIEWS = ["picture", "matrix", "table"];
const FACETS = ["sign", "stance", "factuality", "outlet", "kind", "cluster", "tag"];

const state = {
  level: 0, // 0: single actors, 1: countries
  // Filters hold what is switched off: an empty filter lets everything pass, also what a newer graph brings.
  off: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  weight: 1, // statements that a tie must have at least
  confidence: 0, // that a statement must have at least
  since: null, // ISO days; null is open
  until: null,
  span: null, // {since, until}: the period that the bars are of; null: all days
  focus: null, // {actor, steps}: only what is so many ties away
  all: false, // beyond the backbone of a large graph
  selected: null, // {actor: number}, {tie: number} or {way: [from, to]}
  hovered: null, // {actor: number} or {tie: number}
  camera: null, // {actor, across, down, times} once the reader has moved it (viewpoint.js); null sees the whole
  view: "picture",
  measure: "score", // by which the overview ranks actors
  sort: { column: "count", descending: true },
  rows: { stance: null, by: "ties" }, // of the table: one stance or all, a row for each tie or each pair of actors
  theme: null, // "light" or "dark" once the reader has chosen; else as the system has it
};

const listeners = { level: [], filters: [], selection: [], hover: [], view: [], theme: [], texts: [], notes: [] };
const on = (change, listener) => listeners[change].push(listener);
const tell = (change) => listeners[change].forEach((listener) => listener());

/** Changes filters, then says so once: `change({since: "2024-01-01"})`. */
function change(choices) {
  Object.assign(state, choices);
  applyFilters();
}

const filtered = () =>
  Object.values(state.off).some((off) => off.size > 0) ||
  state.weight > 1 ||
  state.confidence > 0 ||
  state.since !== null ||
  state.until !== null ||
  state.focus !== null;

function toggle(facet, value, wanted) {
  if (wanted) state.off[facet].delete(value);
  else state.off[facet].add(value);
  applyFilters();
}

function clearFilters() {
  for (const off of Object.values(state.off)) off.clear();
  Object.assign(state, { weight: 1, confidence: 0, since: null, until: null, span: null, focus: null });
}

function resetFilters() {
  clearFilters();
  applyFilters();
}

function showAll(all = true) {
  if (state.all !== all) change({ all });
}

/** Opens a level. Numbers of actors, ties and clusters are of one level only, so what hangs on them is let go, but for
    a selected or focused actor that has a counterpart. */
function chooseLevel(number) {
  if (number === state.level || !data.levels[number]) return;
  const counterpart = (index) => {
    const { id, country } = actors[index];
    const there = data.levels[number].actors.id;
    const found = there.indexOf(id) >= 0 ? there.indexOf(id) : there.indexOf(`country:${country}`);
    return found < 0 ? null : found;
  };
  const selected = counterpartOf(state.selected, number, counterpart);
  const focus = state.focus === null ? null : counterpart(state.focus.actor);
  state.off.cluster.clear();
  state.selected = selected;
  state.focus = focus === null ? null : { ...state.focus, actor: focus };
  state.hovered = null;
  letCameraGo();
  state.level = number;
  openLevel(number);
  tell("level");
  applyFilters();
  tell("selection");
}

/** What is selected, on another level: the same actor, tie or way, where its ends are two there as well. */
function counterpartOf(selection, number, counterpart) {
  if (selection === null) return null;
  if (selection.actor !== undefined) {
    const actor = counterpart(selection.actor);
    return actor === null ? null : { actor };
  }
  const { from, to, stance } = selection.tie === undefined ? {} : ties[selection.tie];
  const ends = (selection.way ?? [from, to]).map(counterpart);
  if (ends.includes(null) || ends[0] === ends[1]) return null;
  if (selection.way !== undefined) return { way: ends };
  const there = data.levels[number].ties;
  const tie = there.stance.findIndex((each, i) => each === stance && there.source[i] === ends[0] && there.target[i] === ends[1]);
  return tie < 0 ? null : { tie };
}

function select(selection) {
  if (same(selection, state.selected)) return;
  // Who is looked for by name or walked to may be beyond the backbone or the focus.
  if (selection?.actor !== undefined && !shown.actor[selection.actor] && beyondBackbone(selection.actor))
    withoutAddress(() => change({ focus: { actor: selection.actor, steps: 1 } }));
  if (selection?.way?.some(beyondBackbone)) withoutAddress(() => showAll());
  state.selected = selection;
  chosenSince = true;
  highlight = findHighlight();
  tell("selection");
}

function hover(selection) {
  if (same(selection, state.hovered)) return;
  state.hovered = selection;
  tell("hover");
}

const same = (a, b) => a === b || (a !== null && b !== null && selectionKey(a) === selectionKey(b));
const selectionKey = ({ actor, tie, way }) => `${actor} ${tie} ${way}`;

// The state in the address after #, by names and ids rather than numbers, so that a link still means the same on the
// page of a newer graph. What a link names and the page does not have is passed over.

const AGAIN = 900; // milliseconds within which changes of filters are one step back

let writable = true; // a frame without an address of its own, as in notebooks, has no history
let lastFilter = 0;
let held = false; // while a period is dragged or played: browsers take so many addresses a second only

function addressOf() {
  const parts = new URLSearchParams();
  const { level, view, off, focus, selected, sort, rows } = state;
  if (level) parts.set("level", data.levels[level].by);
  if (view !== "picture") parts.set("view", view);
  for (const facet of FACETS) for (const value of off[facet]) parts.append(`no-${facet}`, nameOf(facet, value));
  if (state.since) parts.set("since", state.since);
  if (state.until) parts.set("until", state.until);
  if (state.span) for (const end of ["since", "until"]) parts.append("bars", state.span[end]);
  if (state.weight > 1) parts.set("weight", state.weight);
  if (state.confidence > 0) parts.set("confidence", state.confidence);
  if (focus) {
    parts.set("focus", actors[focus.actor].id);
    parts.set("steps", focus.steps);
  }
  if (state.all) parts.set("all", "1");
  if (sort.column !== "count" || !sort.descending) parts.set("sort", `${sort.descending ? "-" : ""}${sort.column}`);
  if (state.measure !== "score") parts.set("measure", state.measure);
  if (rows.stance !== null) parts.set("stance", rows.stance);
  if (rows.by !== "ties") parts.set("by", rows.by);
  if (state.theme) parts.set("theme", state.theme);
  for (const part of cameraInAddress()) parts.append("camera", part);
  if (selected?.actor !== undefined) parts.set("actor", actors[selected.actor].id);
  if (selected?.tie !== undefined) {
    const tie = ties[selected.tie];
    for (const part of [actors[tie.from].id, tie.name, actors[tie.to].id]) parts.append("tie", part);
  }
  if (selected?.way !== undefined) for (const end of selected.way) parts.append("way", actors[end].id);
  return `#${parts}`;
}

const nameOf = (facet, value) =>
  ({
    stance: () => stances[value].name,
    outlet: () => (value < 0 ? "" : data.outlets[value]),
    cluster: () => (value < 0 ? "" : clusters[value]),
  })[facet]?.() ?? String(value);

function valueOf(facet, name) {
  const position = (list) => (name === "" ? -1 : list.indexOf(name) < 0 ? null : list.indexOf(name));
  if (facet === "sign") return SIGNS.some(({ sign }) => String(sign) === name) ? Number(name) : null;
  if (facet === "stance") return stances.find((stance) => stance.name === name)?.index ?? null;
  if (facet === "outlet") return position(data.outlets);
  if (facet === "cluster") return position(clusters);
  if (facet === "factuality") return FACTUALITY.includes(name) ? name : null;
  return name;
}

/** Takes the state from the address; says nothing to anybody, since the caller redraws everything. */
function readAddress() {
  const parts = new URLSearchParams(window.location.hash.slice(1));
  const level = data.levels.findIndex(({ by }) => by !== null && by === parts.get("level"));
  state.level = Math.max(0, level);
  openLevel(state.level);
  clearFilters();
  for (const facet of FACETS)
    for (const name of parts.getAll(`no-${facet}`)) {
      const value = valueOf(facet, name);
      if (value !== null) state.off[facet].add(value);
    }
  const isDay = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && Number.isFinite(Date.parse(text)) ? text : null);
  const number = (name, least, most) => {
    const value = Number(parts.get(name));
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
  };
  const actor = (id) => {
    const found = actors.findIndex((each) => each.id === id);
    return found < 0 ? null : found;
  };
  state.since = isDay(parts.get("since"));
  state.until = isDay(parts.get("until"));
  const [first, last] = parts.getAll("bars").map(isDay);
  state.span = first && last && first < last ? { since: first, until: last } : null;
  if (state.span) {
    state.since ??= first;
    state.until ??= last;
  }
  state.weight = Math.round(number("weight", 1, 1e6));
  state.confidence = number("confidence", 0, 1);
  const focus = actor(parts.get("focus"));
  state.focus = focus === null ? null : { actor: focus, steps: Math.round(number("steps", 1, 3)) };
  state.all = parts.get("all") === "1";
  state.view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "picture";
  const stance = parts.get("stance");
  state.rows = {
    stance: stances.some(({ name }) => name === stance) ? stance : null,
    by: Object.hasOwn(GROUPINGS, parts.get("by")) ? parts.get("by") : "ties",
  };
  const sort = parts.get("sort") ?? "-count";
  const column = sort.replace(/^-/, "");
  if (tableColumns().some(({ key }) => key === column)) state.sort = { column, descending: sort.startsWith("-") };
  else state.sort = { column: "count", descending: true };
  state.measure = MEASURES.some(({ key }) => key === parts.get("measure")) ? parts.get("measure") : "score";
  state.theme = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : null;
  state.selected = selectionOf(parts, actor);
  state.camera = cameraOf(parts, actor);
  focusShown = focusKey(); // it comes with a camera of its own, or none
  state.hovered = null;
}

function selectionOf(parts, actor) {
  const one = actor(parts.get("actor"));
  if (one !== null) return { actor: one };
  const [source, stance, target] = parts.getAll("tie");
  const [from, to] = [actor(source), actor(target)];
  if (from !== null && to !== null) {
    const tie = tiesOf[from].find(
      (index) => ties[index].from === from && ties[index].to === to && ties[index].name === stance,
    );
    if (tie !== undefined) return { tie };
  }
  const way = parts.getAll("way").map(actor);
  return way.length === 2 && way.every((end) => end !== null) && way[0] !== way[1] ? { way } : null;
}

/** Shows what the address has, and leaves the camera where it says, if it does. */
function asInAddress(show) {
  restoring = true;
  try {
    show();
  } finally {
    restoring = false;
  }
}

/** The actor nearest to the middle, how far right and below of it that is, and how many times larger than the whole. */
function cameraInAddress() {
  settleCamera();
  if (state.camera === null) return [];
  const { actor, across, down, times } = state.camera;
  return [actors[actor].id, ...[across, down].map(Math.round), times.toPrecision(3)];
}

function cameraOf(parts, actor) {
  const [id, ...numbers] = parts.getAll("camera");
  const [across, down, times] = numbers.map(Number);
  const found = actor(id);
  if (found === null || numbers.length !== 3 || ![across, down, times].every(Number.isFinite) || times <= 0) return null;
  return { actor: found, across, down, times };
}

/** Writes the state into the address: a new step of the history, or over the last one if that was a filter just now. */
function writeAddress(of) {
  const address = addressOf();
  if (!writable || held || address === (unwritten.at(-1)?.address ?? (window.location.hash || "#"))) return;
  const now = Date.now();
  // Colours and a moved camera are no step that anybody goes back to.
  const again = of === "theme" || of === "camera" || (of === "filters" && now - lastFilter < AGAIN);
  lastFilter = of === "filters" ? now : 0;
  unwritten.push({ address, again });
  // The browser takes a millisecond or more for it, which the picture does not wait for.
  if (of === "filters") afterFrame(writeUnwritten);
  else writeUnwritten();
}

let unwritten = []; // [{address, again}]: what will be written after the frame

function writeUnwritten() {
  const steps = unwritten;
  unwritten = [];
  try {
    for (const { address, again } of steps)
      if (again) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
  } catch {
    writable = false; // a frame of a notebook, or a browser that keeps no history for files
  }
}

const holdAddress = () => (held = true);
function releaseAddress() {
  if (!held) return;
  held = false;
  writeAddress("filters");
}

/** What is part of a larger choice makes no step of the history of its own. */
function withoutAddress(choose) {
  const before = held;
  held = true;
  choose();
  held = before;
}

function wireAddress() {
  for (const of of ["filters", "selection", "view", "level", "theme"]) on(of, () => writeAddress(of));
  window.addEventListener("popstate", () => {
    unwritten = [];
    const seen = () => `${focusKey()} ${cameraInAddress()}`;
    const before = seen();
    readAddress();
    touched = state.camera !== null;
    chosenSince = false;
    writable = false; // what follows is read from the address, not to be written there
    try {
      asInAddress(() => {
        tell("level");
        applyFilters();
        for (const of of ["selection", "view", "theme"]) tell(of);
      });
      if (seen() !== before || unfitted) placeCamera(false); // where it was, and not on the way there
      else if (state.camera === null) lookAt(state.selected);
    } finally {
      writable = true;
    }
  });
}

// Puts the parts together, then says that the page is ready.

on("level", forgetPicture);
on("level", indexNames);
on("level", buildLegend);
on("level", showLevel);
on("level", arrangeLevel); // the first to ask for a size, once all is there that takes room
on("level", freshMatrix);
on("filters", groupTies);
on("filters", groupActors);
on("filters", outlineRegions);
on("filters", repaint); // first of all what can be seen: the numbers beside it follow once it is on the screen
on("filters", showScope);
on("filters", showTable);
on("filters", showMatrix);
on("filters", fitFocus);
on("filters", () => [showFilters, showTimeline, showReading].forEach(afterFrame));
on("selection", showReading);
on("selection", markRow);
on("selection", markMatrix);
on("selection", () => lookAt(state.selected));
on("selection", redraw);
on("hover", redraw);
on("view", showView);
on("view", fitFocus);
on("view", showMatrix);
on("view", showTable);
on("theme", showTheme);
on("texts", () => [showReading, showTable, showMatrix, redraw].forEach(afterFrame)); // only now is it known what is contested
on("notes", showNotes);

/** Until now the style hides the page: to lay it out while it is empty takes as long as to lay it out. */
function reveal() {
  document.documentElement.dataset.opened = "true";
}

/**
 * Waits until there is room for the picture: a frame of a notebook may run its script before it has a size, and a hidden
 * one has none. A frame may also have one while the browser puts off laying out what is in it, and everything in it then
 * measures nothing. To ask for that costs a layout of the empty page, which a window of its own need not pay: it knows.
 */
async function sized() {
  const { documentElement } = document;
  const middle = byId("middle");
  const isSized = ({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight > 0;
  reveal();
  const isWindow = window === window.top;
  if (isWindow ? window.innerWidth > 0 && window.innerHeight > 0 : isSized(documentElement) && isSized(middle)) return;
  await new Promise((done) => {
    const observer = new ResizeObserver(() => {
      if (!isSized(documentElement) || !isSized(middle)) return;
      observer.disconnect();
      done();
    });
    observer.observe(documentElement);
    observer.observe(middle);
  });
}

async function start() {
  takeGraph(await unpacked("data"));
  if (document.body.dataset.texts === "small") await openTexts();
  await sized(); // the last to wait: a frame that has a size may lose it a moment later, and get it again
  wireControls();
  wireSearch();
  wireTimeline();
  readAddress();
  // The browser keeps them elsewhere and takes a moment; without such a filter nothing that is drawn first asks for them.
  if (state.off.tag.size || state.selected) loadNotes();
  else afterFrame(recallNotes);
  // The legend would cover half of a narrow or low picture.
  if (window.innerWidth < 760 || window.innerHeight < 500) byId("legend").open = false;
  for (const change of ["theme", "level", "view"]) tell(change);
  applyFilters();
  openPicture(); // after the filters, so that the first frame is drawn once
  measureButtons();
  placeCamera(false);
  redrawNow();
  buildFilters(); // now that all sizes have been asked for: they are laid out with the frame
  on("level", buildFilters);
  showTotals();
  wireAnnouncing();
  wireAddress();
  wireSaving();
  wirePrinting();
  if (state.selected) asInAddress(() => withoutAddress(() => tell("selection"))); // it is from there
  document.documentElement.dataset.ready = "true";
  if (texts) return;
  await openTexts();
  tell("texts");
}

async function openTexts() {
  await parsed();
  takeTexts(await unpacked("texts"));
}

/**
 * For tests and for the curious: what is shown, as plain copies, and where it lies in the window.
 * `state()` -> {actors, ties, statements, selected, view, theme, labels, ...}; `where(id)` and `whereTie(source,
 * stance, target)` -> {x, y} in the window, or null if it is not shown; `showAll()` leaves the backbone; `settled()` tells
 * whether the numbers beside the picture have followed it.
 */
window.stancegraph = Object.freeze({
  state: () => ({
    actors: shown.actors,
    ties: shown.ties,
    statements: shown.statements,
    selected: state.selected && { ...state.selected },
    view: state.view,
    level: state.level,
    focus: state.focus && { ...state.focus },
    camera: network && { ...network.getViewPosition(), scale: network.getScale() },
    since: state.since,
    until: state.until,
    backbone: shown.backbone,
    theme: document.documentElement.dataset.theme,
    labels: placedLabels.map(({ text, left, top, right, bottom }) => ({ text, left, top, right, bottom })),
  }),
  data: () => structuredClone({ ...data, texts }),
  showAll: () => showAll(),
  settled: () => waiting.size === 0,
  where: (id) => {
    const actor = actors.find((candidate) => candidate.id === id && shown.actor[candidate.index]);
    return actor ? inWindow(actor.x, actor.y) : null;
  },
  whereTie: (source, stance, target) => {
    const tie = ties.find(
      (t) =>
        actors[t.from].id === source && t.name === stance && actors[t.to].id === target && shown.tie[t.index],
    );
    return tie ? inWindow(...along(tie, 0.5)) : null;
  },
});

function inWindow(x, y) {
  const point = network.canvasToDOM({ x, y });
  const bounds = byId("net").getBoundingClientRect();
  return { x: bounds.left + point.x, y: bounds.top + point.y };
}

start().catch((error) => {
  reveal();
  byId("notice").textContent = `The page could not be opened: ${error.message}`;
  byId("notice").hidden = false;
  throw error;
});

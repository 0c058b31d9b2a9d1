// Puts the parts together, then says that the page is ready.

readPalette();
buildFilters();
buildLegend();
wireControls();
wireSearch();

on("filters", groupTies);
on("filters", outlineRegions);
on("filters", showFilters);
on("filters", showReading);
on("filters", showTable);
on("filters", redraw);
on("selection", showReading);
on("selection", announce);
on("selection", markRow);
on("selection", () => lookAt(state.selected));
on("selection", redraw);
on("hover", redraw);
on("view", showView);
on("view", showTable);
on("theme", showTheme);

// The legend would cover half of a narrow picture.
if (window.innerWidth < 760) byId("legend").open = false;
showTheme();
applyFilters();
openPicture();

/**
 * For tests and for the curious: what is shown, as plain copies, and where it lies in the window.
 * `state()` -> {actors, ties, statements, selected, view, theme, labels}; `where(id)` and `whereTie(source, stance,
 * target)` -> {x, y} in the window, or null if it is not shown.
 */
window.stancegraph = Object.freeze({
  state: () => ({
    actors: shown.actors,
    ties: shown.ties,
    statements: shown.statements,
    selected: state.selected && { ...state.selected },
    view: state.view,
    theme: document.documentElement.dataset.theme,
    labels: placedLabels.map(({ text, left, top, right, bottom }) => ({ text, left, top, right, bottom })),
  }),
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

network.once("afterDrawing", () => (document.documentElement.dataset.ready = "true"));
redraw();

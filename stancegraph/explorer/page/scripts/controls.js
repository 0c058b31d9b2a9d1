// Filters, counts, legend, theme and the buttons around the picture.

function buildFilters() {
  boxes.length = 0;
  const bySign = SIGNS.filter(({ sign }) => stances.some((stance) => stance.sign === sign));
  const kinds = new Set(actors.map((actor) => actor.kind));
  // In the columns, since a property whose name is not in the script is looked up anew in each tie.
  const columns = data.levels[state.level].ties;
  const factualities = new Set(FACTUALITY.filter((name) => columns[name].some((count) => count > 0)));
  const alone = actors.some((actor) => actor.cluster < 0);
  const unsigned = data.statements.outlet.includes(-1);
  byId("facets").replaceChildren(
    ...[
      bySign.length &&
        facet(
          "Stance",
          "ties",
          bySign.flatMap(({ sign, name }) => [
            option("sign", sign, [lineSwatch(sign), name], { group: true }),
            ...stances
              .filter((stance) => stance.sign === sign)
              .map((stance) => option("stance", stance.index, [said(stance.name)], { indented: true })),
          ]),
        ),
      factualities.size > 1 &&
        facet(
          "Factuality",
          "ties",
          Object.entries(FACTUALITIES)
            .filter(([name]) => factualities.has(name))
            .map(([name, label]) => option("factuality", name, [label])),
        ),
      kinds.size > 1 &&
        facet(
          "Kind of actor",
          "actors",
          [...kinds]
            .sort((a, b) => Object.keys(KINDS).indexOf(a) - Object.keys(KINDS).indexOf(b))
            .map((kind) => option("kind", kind, [shapeSwatch(kind), KINDS[kind] ?? visible(kind)])),
        ),
      data.outlets.length + unsigned > 1 &&
        facet("Outlet", "ties", [
          ...data.outlets.map((name, outlet) => option("outlet", outlet, [said(oneLine(name))])),
          ...(unsigned ? [option("outlet", -1, ["Not told"])] : []),
        ]),
      clusters.length &&
        facet("Cluster", "actors", [
          ...optionsOfClusters(0, MOST_OPTIONS),
          ...(alone ? [option("cluster", -1, [shapeSwatch(null, -1), "On their own"])] : []),
          ...(clusters.length > MOST_OPTIONS ? [moreClusters()] : []),
        ]),
      data.evidence && tagFacet(),
    ].filter(Boolean),
  );
  buildThresholds();
}

const MOST_OPTIONS = 30; // the codebook's stances fit; a list of clusters may not: the smaller ones come when asked for

const optionsOfClusters = (from, to) =>
  clusters
    .slice(from, to)
    .map((name, i) => option("cluster", from + i, [shapeSwatch(null, from + i), said(oneLine(name))]));

function moreClusters() {
  const button = el(
    "button",
    {
      type: "button",
      class: "plain",
      onclick: () => {
        button.replaceWith(...optionsOfClusters(MOST_OPTIONS));
        showFilters();
      },
    },
    `${clusters.length - MOST_OPTIONS} smaller clusters`,
  );
  return button;
}

/** A filter by what some have in common; `counted` is what the numbers beside its options count. */
const facet = (title, counted, options) =>
  el(
    "fieldset",
    {},
    el("legend", {}, title, el("span", { class: "unit" }, counted)),
    el("div", { class: options.length > MOST_OPTIONS ? "options long" : "options" }, ...options),
  );

/** Checkboxes with what they switch and the element of their count, kept in step with the state. */
const boxes = [];

function option(filter, value, label, { group = false, indented = false } = {}) {
  const input = el("input", {
    type: "checkbox",
    checked: true,
    onchange: () => toggle(filter, value, input.checked),
  });
  const count = el("span", { class: "count" });
  boxes.push({ filter, value, input, count });
  const words = el("span", { class: "label" }, ...label);
  if (filter === "outlet" || filter === "cluster") words.title = words.textContent; // they may be cut
  return el(
    "label",
    { class: `option${group ? " group" : ""}${indented ? " indented" : ""}` },
    input,
    words,
    count,
  );
}

/** Sliders for how much must be behind a tie; left out where they could not tell anything apart. */
function buildThresholds() {
  const heaviest = ties.reduce((most, tie) => Math.max(most, tie.count), 0);
  const confidences = data.evidence ? data.statements.confidence : ties.map((tie) => tie.confidence);
  const unsure = confidences.some((value) => value !== null && value < 1);
  byId("thresholds").replaceChildren(
    ...[
      heaviest > 1 && slider("weight", "A tie has at least so many statements", { min: 1, max: Math.min(heaviest, 50), step: 1 }),
      unsure && slider("confidence", "Confidence of a statement at least", { min: 0, max: 1, step: 0.05 }),
    ].filter(Boolean),
  );
  byId("thresholds").hidden = !byId("thresholds").hasChildNodes();
}

const sliders = {};

function slider(name, label, limits) {
  const value = el("output", { class: "count" });
  const input = el("input", {
    type: "range",
    ...limits,
    "aria-label": label,
    oninput: () => change({ [name]: Number(input.value) }),
  });
  sliders[name] = { input, value };
  return el("label", { class: "slider" }, el("span", { class: "row" }, label, value), input);
}

function showFilters() {
  for (const { filter, value, input, count } of boxes) {
    input.checked = !state.off[filter].has(value);
    count.textContent = inWords(counted()[filter].of(value));
    if (filter === "stance")
      input.closest("label").classList.toggle("moot", state.off.sign.has(stances[value].sign));
  }
  for (const [name, { input, value }] of Object.entries(sliders)) {
    input.value = String(state[name]);
    value.textContent = String(state[name]);
  }
  showTagFacet();
  showTotals();
}

function showTotals() {
  byId("reset").disabled = !filtered();
  byId("counts").textContent = countsInWords();
  showNotice();
}

let scopeShown = ""; // other filters leave it alone, which spares the page a layout

/** Says what the picture is narrowed to, with the way out: a focus, or the backbone of a large graph. */
function showScope() {
  const scope = byId("scope");
  const { focus } = state;
  const now = JSON.stringify([state.level, focus, shown.backbone, state.all]);
  if (now === scopeShown) return;
  scopeShown = now;
  const button = (label, onclick, id = null) => el("button", { type: "button", class: "plain", id, onclick }, label);
  if (focus)
    scope.replaceChildren(
      el("span", {}, "Focus: ", said(oneLine(actors[focus.actor].name))),
      el(
        "span",
        { class: "steps", role: "group", "aria-label": "Steps out" },
        ...[1, 2, 3].map((steps) =>
          el(
            "button",
            {
              type: "button",
              "aria-pressed": String(steps === focus.steps),
              "aria-label": plural(steps, "step"),
              onclick: () => change({ focus: { ...focus, steps } }),
            },
            String(steps),
          ),
        ),
      ),
      button("Show everything", () => change({ focus: null }), "focus-off"),
    );
  else if (shown.backbone)
    scope.replaceChildren(
      el(
        "span",
        {},
        `The ${backbone.size} actors with the most statements, of ${inWords(actors.length)}`,
      ),
      button("Show all", () => swapScope(true), "show-all"),
    );
  else if (backbone !== null && state.all)
    scope.replaceChildren(
      el("span", {}, `All ${plural(actors.length, "actor")}`),
      button("Those with the most statements", () => swapScope(false), "show-backbone"),
    );
  else scope.replaceChildren();
  scope.hidden = !scope.hasChildNodes();
  byId("middle").classList.toggle("narrowed", !scope.hidden);
}

/** The button that was pressed goes, and gives the focus to the one that undoes it. */
function swapScope(all) {
  showAll(all);
  byId(all ? "show-backbone" : "show-all")?.focus();
}

/** Says in words what an empty picture would leave open. */
function showNotice() {
  const notice = byId("notice");
  let text = null;
  if (!actors.length) text = "No actors: the texts held no statement that could be drawn.";
  else if (!shown.actors) text = "No actor passes the filters. Reset them to see the network again.";
  else if (actors.length === 1) text = "A single actor, without ties to others.";
  else if (!ties.length) text = "These actors have no ties to one another.";
  notice.hidden = text === null;
  notice.classList.toggle("aside", shown.actors > 0);
  notice.textContent = text ?? "";
}

function buildLegend() {
  const line = (swatch, text) => el("li", {}, swatch, text);
  const kinds = Object.keys(KINDS).filter((kind) => actors.some((actor) => actor.kind === kind));
  const drawn = looksOfTies();
  const doubted = FACTUALITY.filter((name) => name !== "asserted" && drawn.some((look) => look.factuality === name));
  byId("legend-body").replaceChildren(
    el(
      "ul",
      {},
      ...SIGNS.filter(({ sign }) => drawn.some((look) => look.sign === sign)).map(({ sign, name }) =>
        line(lineSwatch(sign), name),
      ),
      doubted.length ? line(lineSwatch(1, "planned"), `Lighter: ${doubted.join(", ")}`) : null,
    ),
    el("ul", {}, ...kinds.map((kind) => line(shapeSwatch(kind), KINDS[kind]))),
    clusters.length ? legendOfClusters() : "",
    el(
      "p",
      {},
      `Larger: more central (${data.measure === "pagerank" ? "PageRank" : data.measure})`,
      clusters.length ? `. Colour: cluster${actors.some((actor) => actor.cluster < 0) ? ", hollow: none" : ""}` : "",
      clusters.length > CLUSTER_COLOURS ? `; the largest of ${inWords(clusters.length)} are named` : "",
    ),
  );
  byId("legend").hidden = byId("zoom").hidden = !actors.length;
}

/** Clusters by their colours, since in the picture there is not always room for their names. */
const legendOfClusters = () =>
  el(
    "ul",
    {},
    ...clusters
      .slice(0, CLUSTER_COLOURS)
      .map((name, cluster) => el("li", { class: "cluster", title: oneLine(name) }, shapeSwatch(null, cluster), said(oneLine(name)))),
  );

function showTheme() {
  const dark = state.theme ? state.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").setAttribute("aria-label", dark ? "Switch to light colours" : "Switch to dark colours");
  readPalette();
  redraw();
}

function showView() {
  for (const view of VIEWS) {
    byId(view).hidden = state.view !== view;
    byId(`view-${view}`).setAttribute("aria-pressed", String(state.view === view));
  }
  byId("skip").textContent = `Skip to the ${state.view}`;
  byId("middle").classList.toggle("pictured", state.view === "picture");
  if (state.view === "picture") redraw();
}

/** The switch between single actors and countries; only there if there is anything to merge. */
function showLevel() {
  byId("levels").hidden = data.levels.length < 2;
  data.levels.forEach((_, number) => {
    byId(`level-${number}`).setAttribute("aria-pressed", String(state.level === number));
  });
}

/** On narrow screens the filters are a drawer; the panel of what is selected rises from below by itself, the overview
    when it is asked for. */
function openFilters(open) {
  byId("page").classList.toggle("filtering", open);
  byId("filters-button").setAttribute("aria-expanded", String(open));
  if (open) byId("filters").querySelector("input, button:not(:disabled)")?.focus();
}

const overviewIsOpen = () => byId("page").classList.contains("reading-open");

/** The overview as a sheet; what is selected from it lies over it, and closing that comes back to it. */
function openOverview(open) {
  byId("page").classList.toggle("reading-open", open);
  if (open) select(null);
  showOverviewButton();
  byId(open ? "overview-close" : "overview-button")?.focus();
}

function showOverviewButton() {
  byId("overview-button").setAttribute("aria-expanded", String(overviewIsOpen() && !state.selected));
}

/** Above the overview where it is a sheet; beside the picture it needs no closing. */
const overviewHead = () =>
  el(
    "div",
    { class: "row sheet-head" },
    el("p", { class: "eyebrow" }, "Overview"),
    el(
      "button",
      { type: "button", id: "overview-close", class: "close", "aria-label": "Close the overview", onclick: () => openOverview(false) },
      "×",
    ),
  );

/** Where the keys go in each view: the picture's frame, the matrix' one stop, the table. */
const STOPS = { picture: ".vis-network", matrix: "[tabindex='0']", table: null };

/** Past search, buttons and filters, to what is shown. */
function skip() {
  const view = byId(state.view);
  (STOPS[state.view] === null ? view : view.querySelector(STOPS[state.view]))?.focus();
}

function wireControls() {
  byId("skip").addEventListener("click", skip);
  byId("reset").addEventListener("click", () => {
    resetFilters();
    say("All filters off");
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("zoom-fit").addEventListener("click", seeAll);
  byId("filters-button").addEventListener("click", () =>
    openFilters(!byId("page").classList.contains("filtering")),
  );
  byId("overview-button").addEventListener("click", () => openOverview(!overviewIsOpen() || Boolean(state.selected)));
  on("selection", showOverviewButton);
  byId("filters-done").addEventListener("click", closeFilters);
  // The veil behind the drawer is the page itself.
  byId("page").addEventListener("click", (event) => event.target === byId("page") && closeFilters());
  for (const view of VIEWS)
    byId(`view-${view}`).addEventListener("click", () => {
      settleCamera(); // while it has a size
      state.view = view;
      tell("view");
    });
  for (const number of [0, 1]) byId(`level-${number}`).addEventListener("click", () => chooseLevel(number));
  byId("theme").addEventListener("click", () => {
    state.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    tell("theme");
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => tell("theme"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (byId("page").classList.contains("filtering")) closeFilters();
    else if (!state.selected && overviewIsOpen()) openOverview(false);
    else select(null);
  });
}

function closeFilters() {
  openFilters(false);
  byId("filters-button").focus();
}

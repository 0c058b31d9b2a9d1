// From actor to actor: the shortest way between two, and the neighbourhood of one.

const MOST_WAYS = 6; // listed; of more the reader is told how many there are

// ---- in the panel of an actor ---------------------------------------------------------------------------------------

const actorControls = (actor) => el("div", { class: "actor-controls" }, focusControl(actor), wayControl(actor));

function focusControl(actor) {
  const { focus } = state;
  const here = focus !== null && focus.actor === actor.index;
  return el(
    "div",
    { class: "focus", role: "group", "aria-label": "Focus on this actor" },
    el("span", { class: "quiet", "aria-hidden": "true" }, "Focus"),
    el(
      "span",
      { class: "steps" },
      ...[1, 2, 3].map((steps) =>
        el(
          "button",
          {
            type: "button",
            id: focusId(steps),
            "data-steps": steps,
            "aria-pressed": String(here && focus.steps === steps),
            "aria-label": `${plural(steps, "step")} around`,
            onclick: () => focusOn(actor.index, steps),
          },
          String(steps),
        ),
      ),
    ),
    el("span", { class: "quiet", "aria-hidden": "true" }, "steps"),
    here ? el("button", { type: "button", class: "plain", onclick: unfocus }, "Show everything") : null,
  );
}

/** The panel is remade with the filters, and gives the focus back to what bears the same id. */
const focusOn = (actor, steps) => change({ focus: { actor, steps } });

function unfocus() {
  byId(focusId(1))?.focus(); // the button that was pressed goes
  change({ focus: null });
}

const focusId = (steps) => `focus-${steps}`;

let focusShown = "";
const focusKey = () => (state.focus === null ? "" : `${state.level} ${state.focus.actor} ${state.focus.steps}`);

/** A changed focus is another picture, and the camera goes along. */
function fitFocus() {
  if (focusKey() !== focusShown) {
    focusShown = focusKey();
    letCameraGo();
    unfitted = true;
  }
  if (unfitted && network !== null && state.view === "picture" && !restoring) placeCamera();
}

function wayControl(actor) {
  const id = `way-${actor.index}`;
  const list = el("ul", { class: "suggestions", id: `${id}-list`, role: "listbox", "aria-label": "Actors found", hidden: true });
  const input = el("input", {
    id,
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Name or alias",
  });
  combobox({
    input,
    list,
    find: (query) => suggestions(query).filter((found) => found.actor !== actor.index),
    choose: (other) => {
      select({ way: [actor.index, other] });
      byId("reading-title")?.focus();
    },
  });
  return el("div", { class: "way-to" }, el("label", { class: "quiet", for: id }, "Way to"), input, list);
}

// ---- the way between two actors -----------------------------------------------------------------------------------

/**
 * Shortest ways, each as the list of its actors, those with the most statements first, and how many there are in all.
 * Only the best ways to each actor are followed, so that their number cannot explode.
 */
function waysBetween(from, to) {
  const found = shortestWays(from, to);
  if (!found) return null;
  const weightOf = new Map(); // of neighbours on a way, by pairKey
  const next = new Map([...found.actors].map((actor) => [actor, new Set()]));
  for (const index of found.ties) {
    const tie = ties[index];
    const key = pairKey(tie.from, tie.to);
    weightOf.set(key, (weightOf.get(key) ?? 0) + shown.count[index]);
    next.get(tie.from).add(tie.to);
    next.get(tie.to).add(tie.from);
  }
  const best = new Map([[from, { count: 1, ways: [{ weight: 0, actors: [from] }] }]]);
  let rim = [from];
  for (let step = 0; step < found.length; step++) {
    const reached = new Map();
    for (const here of rim)
      for (const there of next.get(here)) {
        if (best.has(there)) continue;
        const entry = reached.get(there) ?? { count: 0, ways: [] };
        entry.count += best.get(here).count;
        for (const { weight, actors: passed } of best.get(here).ways)
          entry.ways.push({ weight: weight + weightOf.get(pairKey(here, there)), actors: [...passed, there] });
        reached.set(there, entry);
      }
    for (const [actor, entry] of reached) {
      entry.ways.sort((a, b) => b.weight - a.weight || rankOf[a.actors[1]] - rankOf[b.actors[1]]);
      entry.ways.length = Math.min(entry.ways.length, MOST_WAYS);
      best.set(actor, entry);
    }
    rim = [...reached.keys()];
  }
  const { count, ways } = best.get(to);
  return { count, ways: ways.map((way) => way.actors), length: found.length };
}

function wayPanel(from, to) {
  const found = waysBetween(from, to);
  const title = heading(["Shortest way"], actorButton(from), " … ", actorButton(to));
  if (!found) return [title, ...noWay()];
  const [first, ...others] = found.ways;
  const more = found.count - found.ways.length;
  return [
    title,
    el("p", { class: "quiet" }, `${plural(found.length, "step")}; direction and sign do not matter.`),
    waySteps(first, true),
    others.length ? el("h3", {}, "Other ways as short", el("span", { class: "count" }, inWords(found.count - 1))) : null,
    ...others.map(otherWay),
    more > 0 ? el("p", { class: "quiet" }, `${plural(more, "more way")} with fewer statements.`) : null,
  ];
}

function noWay() {
  const wider = (label, onclick) => el("button", { type: "button", class: "plain", onclick }, label);
  return [
    el("p", { class: "quiet" }, "No way leads from one to the other over the ties that are shown."),
    shown.backbone ? wider("Look among all actors", () => showAll()) : null,
    filtered() ? wider("Reset the filters", resetFilters) : null,
  ];
}

/** Each actor on the way, and below it the ties to the next, either direction. */
function waySteps(way, open) {
  const steps = way.slice(1).map((there, i) =>
    byWeight(tiesOf[way[i]].filter((index) => shown.tie[index] && other(ties[index], way[i]) === there).map((index) => ties[index])),
  );
  const unfolded = open ? openAtFirst(steps.map((step) => step[0])) : new Set();
  return el(
    "ol",
    { class: "way" },
    ...way.map((actor, i) =>
      el(
        "li",
        {},
        el("p", { class: "stop" }, shapeSwatch(actors[actor].kind, actors[actor].cluster), actorButton(actor)),
        i < steps.length
          ? el("ul", { class: "ties" }, ...steps[i].map((tie) => tieRow(tie, actor, unfolded.has(tie.index))))
          : null,
      ),
    ),
  );
}

/** Its steps are built when it is opened: six ways may hold hundreds of ties. */
function otherWay(way) {
  const between = way.slice(1, -1).flatMap((actor, i) => [i ? ", " : "", said(oneLine(actors[actor].name))]);
  const box = el("details", { class: "other-way" }, el("summary", {}, "over ", ...between));
  box.addEventListener("toggle", () => box.open && box.children.length === 1 && box.append(waySteps(way, false)));
  return box;
}

/** Brings the whole way into view if a part of it is out of it. */
function lookAtWay(ends) {
  const { clientWidth, clientHeight } = byId("net");
  const on = [...(highlight?.actors ?? ends)].map((actor) => ({ x: actors[actor].x, y: actors[actor].y }));
  const seen = on.map((place) => network.canvasToDOM(place));
  if (seen.every(({ x, y }) => x > 30 && y > 30 && x < clientWidth - 30 && y < clientHeight - 30)) return;
  if (touched) noteSoon();
  fitTo(on);
}

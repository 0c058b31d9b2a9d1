// vis-network is the camera: it pans, zooms, and takes touch. It is given no nodes: it would look at each in every
// frame, which costs more than drawing them all. Pointing, clicking and dragging are worked out here.

const NEAR = 7; // pixels from a tie within which a click means it

const SIDE = 70; // room for names around the outermost actors

let network = null;

const STRETCH = 1.8; // how far the drawing may be pulled out of shape to use the screen

const arranged = new Map(); // level -> {turned, axis, factor, extent}: what was done to its places, and how far they reach

/** Fits the drawing to the shape of the window: turned on a tall one, and stretched a little along its shorter side. */
function arrange({ clientWidth, clientHeight }) {
  if (arranged.has(state.level) || !actors.length || !clientWidth || !clientHeight) return; // no room, no shape
  const wanted = clientHeight / clientWidth;
  const turned = wanted > 1.2;
  if (turned) for (const actor of actors) [actor.x, actor.y] = [-actor.y, actor.x];
  const { left, right, top, bottom } = extentOf(actors);
  const stretch = (wanted * (right - left + 2 * SIDE)) / (bottom - top + 2 * SIDE);
  const [axis, factor] =
    stretch > 1 ? ["y", Math.min(stretch, STRETCH)] : ["x", Math.min(1 / stretch, STRETCH)];
  for (const actor of actors) actor[axis] *= factor;
  arranged.set(state.level, { turned, axis, factor, extent: extentOf(actors) });
  upright = isUpright();
}

/** The rectangle around places, of which there is one at least. */
function extentOf(places) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, right, top, bottom };
}

const isUpright = () => window.innerHeight > window.innerWidth;

let upright = false; // when the picture was arranged last

/** A phone that is turned has another shape, and its picture with it. */
function rearrange() {
  // Paper has a shape too, and the keys that rise from below leave a low window.
  if (isUpright() === upright || window.matchMedia("print").matches || document.activeElement?.matches("input, textarea")) return;
  for (const [level, { turned, axis, factor }] of arranged)
    for (const actor of actorsOfLevel(level)) {
      actor[axis] /= factor;
      if (turned) [actor.x, actor.y] = [actor.y, -actor.x];
    }
  arranged.clear();
  outlines.clear();
  moves++;
  arrangeLevel();
  outlineRegions();
  redraw();
  requestAnimationFrame(resized);
}

/** The room of the picture, with that which a panel takes from it on narrow screens while it is open. */
function wholeRoom({ clientWidth, clientHeight }) {
  const panel = byId("reading");
  const rises = byId("overview-button").offsetParent !== null && panel.offsetParent !== null;
  if (!rises) return { clientWidth, clientHeight };
  return panel.offsetTop > byId("middle").offsetTop
    ? { clientWidth, clientHeight: clientHeight + Math.min(panel.offsetHeight, window.innerHeight / 2) }
    : { clientWidth: clientWidth + panel.offsetWidth, clientHeight };
}

/** Fits the level that is open to the window. */
function arrangeLevel() {
  arrange(wholeRoom(byId("net").clientWidth ? byId("net") : byId("middle"))); // another view may be open
  if (arrangedBefore !== null && arrangedBefore !== state.level && !restoring) requestAnimationFrame(() => placeCamera(false));
  arrangedBefore = state.level;
}

let arrangedBefore = null;

function openPicture() {
  const container = byId("net");
  network = new vis.Network(
    container,
    { nodes: new vis.DataSet([]), edges: new vis.DataSet([]) },
    {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { selectable: false, hover: false, keyboard: false, zoomSpeed: 0.6 },
    },
  );
  network.on("beforeDrawing", drawFrame);
  network.on("afterDrawing", drawOver);
  network.on("click", ({ pointer }) => select(at(pointer.canvas)));
  wireDragging(container);
  wireTaps(container);
  network.on("resize", () => requestAnimationFrame(resized));
  window.matchMedia("(orientation: portrait)").addEventListener("change", rearrange);
  for (const move of ["zoom", "dragStart", "dragEnd"])
    network.on(move, () => {
      stopGliding();
      movedByReader();
    });
  const hovers = window.matchMedia("(hover: hover)"); // a finger leaves a mouse's events behind where it tapped
  container.addEventListener("mousemove", ({ offsetX, offsetY, buttons, clientX, clientY }) => {
    if (buttons || !hovers.matches) return showTip(null);
    const bounds = container.getBoundingClientRect();
    hover(at(network.DOMtoCanvas({ x: clientX - bounds.left, y: clientY - bounds.top })));
    showTip(state.hovered, clientX - bounds.left, clientY - bounds.top, offsetX, offsetY);
  });
  container.addEventListener("mouseleave", () => {
    hover(null);
    showTip(null);
  });
  // Keys belong to the frame that takes the focus; vis-network's own would only pan.
  const frame = container.querySelector(".vis-network");
  frame.setAttribute("role", "application");
  frame.setAttribute(
    "aria-label",
    "Network picture. Arrow keys walk from actor to actor along ties, with Shift to the nearest actor that way, plus and minus zoom, 1, 2 and 3 keep what is so many steps around the selected actor, f ends that, 0 shows everything, Escape clears. The table shows the same ties.",
  );
  frame.addEventListener("keydown", walk);
}

/** A panel that opens or a phone that is turned leaves less room: what is read stays in the middle. */
function resized() {
  measureButtons();
  if (state.camera !== null) {
    placeCamera(false);
    if (chosenSince) lookAt(state.selected, false);
  } else if (highlight !== null && state.focus === null)
    fitTo(
      [...highlight.actors].map((index) => actors[index]),
      false,
    );
  else if (!touched) fit(false);
}

function placeOf(selection) {
  if (!selection) return null;
  if (selection.actor !== undefined) return { x: actors[selection.actor].x, y: actors[selection.actor].y };
  if (selection.way !== undefined) return null;
  const [x, y] = along(ties[selection.tie], 0.5);
  return { x, y };
}

/** An actor follows the mouse or pen that is pressed on it. A finger moves the camera: it would hide what it drags. */
function wireDragging(container) {
  const placeAt = ({ clientX, clientY }) => {
    const bounds = container.getBoundingClientRect();
    return network.DOMtoCanvas({ x: clientX - bounds.left, y: clientY - bounds.top });
  };
  let held = null; // {actor, dx, dy, moved}
  // Before vis-network hears of it, which would pan.
  container.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || event.pointerType === "touch" || !event.target.matches("canvas")) return;
      const place = placeAt(event);
      const found = at(place);
      if (found?.actor === undefined) return;
      event.stopPropagation();
      const actor = actors[found.actor];
      held = { actor, dx: actor.x - place.x, dy: actor.y - place.y, moved: false };
      container.setPointerCapture(event.pointerId);
    },
    { capture: true },
  );
  container.addEventListener("pointermove", (event) => {
    if (!held) return;
    const { x, y } = placeAt(event);
    const [nx, ny] = [x + held.dx, y + held.dy];
    const far = Math.hypot(nx - held.actor.x, ny - held.actor.y) * network.getScale() > STILL;
    if (!held.moved && !far) return;
    held.moved = touched = true;
    Object.assign(held.actor, { x: nx, y: ny, dragged: true });
    moves++;
    redraw();
  });
  const release = () => {
    if (!held) return;
    const { actor, moved } = held;
    held = null;
    if (!moved) return select({ actor: actor.index });
    outlines.clear();
    outlineRegions();
    redraw();
  };
  container.addEventListener("pointerup", release);
  container.addEventListener("pointercancel", release);
}

const STILL = 3; // pixels that a click may move

/** After a tap browsers send a mouse's events to what is under the finger by then: to the panel that rose there. */
function wireTaps(container) {
  container.addEventListener(
    "touchend",
    (event) => {
      if (!event.cancelable || !event.target.matches("canvas")) return;
      event.preventDefault();
      container.querySelector(".vis-network").focus({ preventScroll: true }); // which those events would have done
    },
    { passive: false },
  );
}

function redrawNow() {
  changed();
  if (state.view === "picture") network?.redraw();
}

/** The same at once, without vis-network: it asks for its size first, and the page would be laid out for that. */
function repaint() {
  changed();
  if (state.view !== "picture" || network === null) return;
  const canvas = byId("net").querySelector("canvas");
  const ctx = canvas.getContext("2d");
  const ratio = ratioOf(ctx);
  const scale = ratio * network.getScale();
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.save();
  ctx.setTransform(scale, 0, 0, scale, ratio * x, ratio * y);
  drawFrame(ctx);
  drawOver(ctx);
  ctx.restore();
}

let drawing = false; // a frame is asked for already

function redraw() {
  if (drawing || network === null) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    redrawNow();
  });
}

/** What lies at a point of the picture: the nearest actor if it is hit, else the nearest tie, else null. */
function at({ x, y }) {
  const scale = network.getScale();
  let best = null;
  let least = Infinity;
  for (const actor of actors) {
    if (!shown.actor[actor.index]) continue;
    const distance = Math.hypot(actor.x - x, actor.y - y) - actor.radius - 4 / scale;
    if (distance < 0 && distance < least) [best, least] = [{ actor: actor.index }, distance];
  }
  if (best) return best;
  least = NEAR / scale;
  for (const tie of ties) {
    if (!shown.tie[tie.index]) continue;
    const distance = distanceTo(tie, x, y, least);
    if (distance < least) [best, least] = [{ tie: tie.index }, distance];
  }
  return best;
}

function distanceTo(tie, x, y, limit) {
  const a = actors[tie.from];
  const b = actors[tie.to];
  // No curve strays from the box around its ends by more than the widest fan.
  const stray = limit + Math.max(2 * LOOP + a.radius, FAN * tie.parallel);
  if (x < Math.min(a.x, b.x) - stray || x > Math.max(a.x, b.x) + stray) return Infinity;
  if (y < Math.min(a.y, b.y) - stray || y > Math.max(a.y, b.y) + stray) return Infinity;
  let least = Infinity;
  let [px, py] = along(tie, 0);
  for (let i = 1; i <= 12; i++) {
    const [qx, qy] = along(tie, i / 12);
    least = Math.min(least, toSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return least;
}

function toSegment(x, y, ax, ay, bx, by) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

/** Shows everything that passes the filters, with room for names at the sides. */
function fit(gliding = true) {
  fitTo(
    actors.filter((actor) => shown.actor[actor.index]),
    gliding,
  );
}

let unfitted = false;

function fitTo(places, gliding = true) {
  if (!places.length) return;
  unfitted = state.view !== "picture"; // without a size there is no fitting
  if (unfitted) return;
  const whole = viewOf(places, byId("net").clientWidth, byId("net").clientHeight);
  moveCamera(whole, gliding ? GLIDE : 0);
}

/** Where the camera sees everything that passes the filters in a picture of that size, or null if nothing does. */
function wholeView(clientWidth, clientHeight) {
  const drawn = actors.filter((actor) => shown.actor[actor.index]);
  return drawn.length ? viewOf(drawn, clientWidth, clientHeight) : null;
}

function viewOf(places, clientWidth, clientHeight) {
  const { left, right, top, bottom } = extentOf(places);
  const [beside, above] = [clientWidth, clientHeight].map((size) => Math.min(SIDE, size / 6));
  const scope = byId("scope").hidden ? 0 : byId("scope").offsetHeight; // stands over the upper edge
  const buttons = rowOfButtons(); // and these over the lower one
  const scale = Math.min(
    Math.max(clientWidth - 2 * beside, 60) / Math.max(right - left, 1),
    Math.max(clientHeight - scope - buttons - 2 * above, 60) / Math.max(bottom - top, 1),
    1.6, // two actors need not fill the screen
  );
  return { position: { x: (left + right) / 2, y: (top + bottom + (buttons - scope) / scale) / 2 }, scale };
}

/** What the button and the key for it do: the camera is no longer where the reader had it. */
function seeAll() {
  letCameraGo();
  fit();
  writeAddress("camera");
}

function zoom(factor) {
  movedByReader();
  moveCamera({ scale: bounded(scaleAhead() * factor) }, ZOOM_GLIDE);
}

/** Brings what is selected into view if it is not. */
function lookAt(selection, gliding = true) {
  if (restoring) return; // the address says where to look
  if (selection?.way !== undefined && state.view === "picture") return lookAtWay(selection.way);
  const position = placeOf(selection);
  if (!position || state.view !== "picture") return;
  const { clientWidth, clientHeight } = byId("net");
  const seen = network.canvasToDOM(position);
  if (seen.x > 30 && seen.y > 30 && seen.x < clientWidth - 30 && seen.y < clientHeight - 30) return;
  if (touched) noteSoon();
  moveCamera({ position, scale: Math.max(scaleAhead(), 0.6) }, gliding ? GLIDE : 0);
}

// ---- keys -------------------------------------------------------------------------------------------------------

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrow keys go to the neighbour that lies most nearly in their direction; with Shift to the nearest actor that way,
    neighbour or not, so that everybody can be reached. */
function walk(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") return zoom(1.3);
  if (event.key === "-") return zoom(1 / 1.3);
  if (event.key === "f" || event.key === "0") {
    if (state.focus !== null) change({ focus: null });
    if (event.key === "0") seeAll();
    return;
  }
  if (["1", "2", "3"].includes(event.key) && state.selected?.actor !== undefined)
    return change({ focus: { actor: state.selected.actor, steps: Number(event.key) } });
  const direction = DIRECTIONS[event.key];
  if (!direction) return;
  event.preventDefault();
  const { selected } = state;
  const here = selected?.actor ?? selected?.way?.[0] ?? (selected ? ties[selected.tie].from : undefined);
  if (here === undefined) {
    const start = ranked.find((i) => shown.actor[i]);
    if (start !== undefined) select({ actor: start });
    return;
  }
  const next = event.shiftKey ? nearestThatWay(here, direction) : neighbourThatWay(here, direction);
  if (next !== null) select({ actor: next });
}

/** How far one actor is from another, and how nearly in a direction, as a cosine. */
function wayTo(here, there, [dx, dy]) {
  const [x, y] = [actors[there].x - actors[here].x, actors[there].y - actors[here].y];
  const distance = Math.hypot(x, y) || 1;
  return { distance, along: (x * dx + y * dy) / distance };
}

function neighbourThatWay(here, direction) {
  let next = null;
  let best = 0.2; // up to 78 degrees aside still counts as that way
  for (const index of tiesOf[here]) {
    if (!shown.tie[index]) continue;
    const there = other(ties[index], here);
    const { along } = wayTo(here, there, direction);
    if (along > best) [next, best] = [there, along];
  }
  return next;
}

function nearestThatWay(here, direction) {
  let next = null;
  let least = Infinity;
  for (const { index: there } of actors) {
    if (!shown.actor[there] || there === here) continue;
    const { distance, along } = wayTo(here, there, direction);
    if (along < 0.7 || distance >= least) continue; // four quarters, so that each actor is in one of them
    [next, least] = [there, distance];
  }
  return next;
}

// ---- the tip at the pointer ---------------------------------------------------------------------------------------

function showTip(selection, x = 0, y = 0) {
  const tip = byId("tip");
  tip.hidden = !selection;
  byId("net").classList.toggle("pointing", Boolean(selection));
  if (!selection) return;
  if (selection.actor !== undefined) {
    const actor = actors[selection.actor];
    const count = tiesOf[actor.index].filter((index) => shown.tie[index]).length;
    tip.replaceChildren(
      el("strong", {}, said(oneLine(actor.name))),
      el(
        "span",
        {},
        actor.role ? said(oneLine(actor.role)) : (KIND[actor.kind] ?? visible(actor.kind)),
        ` · ${plural(count, "tie")}`,
      ),
    );
  } else {
    const tie = ties[selection.tie];
    tip.replaceChildren(
      el(
        "strong",
        {},
        said(oneLine(actors[tie.from].name)),
        tie.symmetric ? " ↔ " : " → ",
        said(oneLine(actors[tie.to].name)),
      ),
      el(
        "span",
        { class: signOf(tie.sign).key },
        `${signOf(tie.sign).mark} `,
        said(tie.name),
        doubtsOf(tie) ? ` (${doubtsOf(tie)})` : null,
        tie.count ? ` · ${plural(shown.count[tie.index], "statement")}` : null,
      ),
    );
  }
  const { clientWidth, clientHeight } = byId("net");
  tip.style.left = "0"; // where it is as wide as it likes
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  tip.style.left = `${Math.max(8, Math.min(x + 14, clientWidth - width - 8))}px`;
  tip.style.top = `${y + 16 + height > clientHeight ? Math.max(8, y - height - 12) : y + 16}px`;
}

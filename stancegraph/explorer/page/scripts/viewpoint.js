// Where the reader has moved the camera, as a place in the address. Told by the actor nearest to the middle, how far the
// middle is from it in the drawing as it came, and how often larger the picture is than the whole of it: so a link means
// the same in a window of another shape, where the drawing is turned and stretched (camera.js), and on the page of a
// newer graph, where the actor stands elsewhere.

const SETTLED = 400; // milliseconds after which the camera stands still

let touched = false; // once the reader has moved the camera, a change of size leaves it alone
let settling = null; // the timer that waits for it

/** Called whenever the reader moves the camera; or when it is moved for the reader, who had moved it before. */
function cameraMoved() {
  touched = true;
  clearTimeout(settling);
  settling = setTimeout(noteCamera, SETTLED);
}

/** The whole picture again: of that there is nothing to tell. */
function letCameraGo() {
  touched = false;
  clearTimeout(settling);
  state.camera = null;
}

function noteCamera() {
  if (!touched || state.view !== "picture" || network === null) return;
  state.camera = viewpointNow();
  writeAddress("camera");
}

/** {actor, across, down, times}, in units of the payload's places; null where there is nobody to see. */
function viewpointNow() {
  const middle = network.getViewPosition();
  const distance = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
  let nearest = null;
  for (const actor of actors)
    if (shown.actor[actor.index] && (nearest === null || distance(actor) < distance(nearest))) nearest = actor;
  if (nearest === null) return null;
  const [across, down] = asItCame(middle.x - nearest.x, middle.y - nearest.y);
  return { actor: nearest.index, across, down, times: network.getScale() / scaleOfAll() };
}

/** The scale at which all actors of the level, whatever passes the filters, just fit into the window. */
function scaleOfAll() {
  const { clientWidth, clientHeight } = byId("net");
  const { left, right, top, bottom } = extentOf(actors);
  return Math.min(clientWidth / Math.max(right - left, 1), clientHeight / Math.max(bottom - top, 1));
}

/** Moves the camera to where the reader had it; to where it sees everything if the reader had moved it nowhere. */
function placeCamera(gliding = true) {
  if (state.camera === null) return fit(gliding);
  unfitted = state.view !== "picture"; // without a size there is no scale
  if (unfitted) return;
  const { actor, across, down, times } = state.camera;
  const [dx, dy] = asArranged(across, down);
  const position = { x: actors[actor].x + dx, y: actors[actor].y + dy };
  touched = true;
  network.moveTo({ position, scale: scaleOfAll() * times, animation: gliding && !calm() ? GLIDE : false });
}

/** A way across the arranged picture, as it was before it was turned and stretched; and back. */
function asItCame(dx, dy) {
  const { turned, axis, factor } = arranged.get(state.level) ?? AS_IT_IS;
  const [x, y] = axis === "x" ? [dx / factor, dy] : [dx, dy / factor];
  return turned ? [y, -x] : [x, y];
}

function asArranged(dx, dy) {
  const { turned, axis, factor } = arranged.get(state.level) ?? AS_IT_IS;
  const [x, y] = turned ? [-dy, dx] : [dx, dy];
  return axis === "x" ? [x * factor, y] : [x, y * factor];
}

const AS_IT_IS = { turned: false, axis: "x", factor: 1 };

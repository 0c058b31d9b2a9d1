// Where the reader has moved the camera, as a place in the address. Told by the actor nearest to the middle, how far the
// middle is from it in the drawing as it came, and how often larger the picture is than the whole of it: so a link means
// the same in a window of another shape, where the drawing is turned and stretched (camera.js), and on the page of a
// newer graph, where the actor stands elsewhere.

const SETTLED = 400; // milliseconds after which the camera stands still

let touched = false; // once the reader has moved the camera, a change of size leaves it alone
let settling = null; // the timer that waits for it

let restoring = false; // while everything is as the address has it, and nobody else may move the camera
let chosenSince = false; // whether the reader has chosen something after he moved the camera: then it has to be in view

function movedByReader() {
  touched = true;
  chosenSince = false;
  if (network.getScale() !== bounded(network.getScale())) moveCamera({ scale: bounded(network.getScale()) });
  noteSoon();
}

/** Once it stands still; also when it is moved for a reader who had moved it before. */
function noteSoon() {
  clearTimeout(settling);
  settling = setTimeout(noteCamera, SETTLED);
}

/** A glide ends, maybe later than it should. */
const noteIfMoved = () => touched && noteSoon();

/** The whole picture again: of that there is nothing to tell. */
function letCameraGo() {
  touched = false;
  clearTimeout(settling);
  settling = null;
  state.camera = null;
}

function noteCamera() {
  settleCamera();
  writeAddress("camera");
}

/** Takes down where the camera stands, if that is still to be done: before a link is copied or the picture left. */
function settleCamera() {
  clearTimeout(settling);
  const moved = settling !== null && touched && state.view === "picture" && byId("net").clientWidth > 0;
  settling = null;
  if (moved) state.camera = viewpointNow();
}

const LARGEST = 10; // the scale at which the wheel ends too: beyond it the browser cannot draw what is hidden

/** A scale between a quarter of the whole picture and as near as makes sense. */
const bounded = (scale) => Math.min(Math.max(scale, scaleOfAll() / 4), LARGEST);

/** {actor, across, down, times}, in units of the payload's places; null where there is nobody to see. */
function viewpointNow() {
  const middle = placeAhead(); // of a glide its end, so that the address need not wait for it
  // Where an actor was dragged to is not in the address.
  const distance = ({ x, y, dragged }) => Math.hypot(x - middle.x, y - middle.y) + (dragged ? 1e9 : 0);
  let nearest = null;
  for (const actor of actors)
    if (shown.actor[actor.index] && (nearest === null || distance(actor) < distance(nearest))) nearest = actor;
  if (nearest === null) return null;
  const [across, down] = asItCame(middle.x - nearest.x, middle.y - nearest.y);
  return { actor: nearest.index, across, down, times: scaleAhead() / scaleOfAll() };
}

/** The scale at which all actors of the level, whatever passes the filters, just fit into the window. */
function scaleOfAll() {
  const { clientWidth, clientHeight } = byId("net");
  const { left, right, top, bottom } = arranged.get(state.level)?.extent ?? extentOf(actors);
  return Math.min(clientWidth / Math.max(right - left, 1), clientHeight / Math.max(bottom - top, 1));
}

/** Moves the camera to where the reader had it; to where it sees everything if the reader had moved it nowhere. */
function placeCamera(gliding = true) {
  if (state.camera === null) return fit(gliding);
  unfitted = state.view !== "picture" || byId("net").clientWidth === 0; // without a size there is no scale
  if (unfitted) return;
  const { actor, across, down, times } = state.camera;
  const [dx, dy] = asArranged(across, down);
  const position = { x: actors[actor].x + dx, y: actors[actor].y + dy };
  touched = true;
  moveCamera({ position, scale: bounded(scaleOfAll() * times) }, gliding ? GLIDE : 0);
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

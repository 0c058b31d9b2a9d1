// The camera moves of its own: at once, or in a glide that takes its time by the clock. vis-network's own animation counts
// frames, and where two begin within a frame it never lets go of the first.

const GLIDE = 350; // milliseconds
const ZOOM_GLIDE = 150;

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

let glide = null; // {to: {x, y, scale}, frame} while it lasts

/** Moves the camera to a place, a scale or both, in so many milliseconds; at once if motion is not wanted. */
function moveCamera({ position = placeAhead(), scale = scaleAhead() }, duration = 0) {
  stopGliding();
  const to = { ...position, scale };
  if (!duration || calm()) return network.moveTo({ position, scale, animation: false });
  const from = { ...network.getViewPosition(), scale: network.getScale() };
  const begun = performance.now();
  const step = (now) => {
    const passed = Math.min(1, Math.max(0, (now - begun) / duration));
    const eased = passed < 0.5 ? 2 * passed ** 2 : 1 - 2 * (1 - passed) ** 2;
    const [x, y, there] = ["x", "y", "scale"].map((part) => from[part] + (to[part] - from[part]) * eased);
    network.moveTo({ position: { x, y }, scale: there, animation: false });
    if (passed < 1) glide.frame = requestAnimationFrame(step);
    else {
      glide = null;
      noteIfMoved();
    }
  };
  glide = { to, frame: requestAnimationFrame(step) };
}

function stopGliding() {
  if (glide !== null) cancelAnimationFrame(glide.frame);
  glide = null;
}

/** Where the camera will be: keys that repeat add to one another, however fast they come. */
const scaleAhead = () => glide?.to.scale ?? network.getScale();
const placeAhead = () => (glide === null ? network.getViewPosition() : { x: glide.to.x, y: glide.to.y });

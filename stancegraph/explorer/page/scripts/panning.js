// While the picture is panned nothing changes in it but its place: all under the names is drawn once, a little beyond
// the edges, and then moved. It is drawn anew when it is out of reach, zoomed, or when anything else has changed.

const BEYOND = 240; // pixels beyond each edge
const MOST_OF_LAYER = 2 ** 24; // pixels; a larger screen draws each frame

let layer = null; // {canvas, x, y}: where the camera stood when it was drawn, in pixels of the canvas
let before = null; // {scale, x, y, changes} of the last frame
let changes = 0; // counted by whatever draws the picture for another reason than the camera

const changed = () => changes++;

/** What vis-network calls before it draws: what lies under the names, from the layer if it still holds. */
function drawFrame(ctx) {
  const { a: scale, e: x, f: y } = ctx.getTransform();
  const now = { scale, x, y, changes };
  const still = before !== null && before.scale === scale && before.changes === changes;
  const panned = still && (layer !== null || before.x !== x || before.y !== y);
  before = now;
  if (!panned) {
    layer = null;
    return drawUnderneath(ctx);
  }
  const beyond = Math.round(BEYOND * ratioOf(ctx));
  if (layer === null || Math.max(Math.abs(x - layer.x), Math.abs(y - layer.y)) > beyond)
    layer = layerAround(ctx, beyond);
  if (layer === null) return drawUnderneath(ctx);
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(layer.canvas, Math.round(x - layer.x) - beyond, Math.round(y - layer.y) - beyond);
  ctx.restore();
}

function layerAround(ctx, beyond) {
  const { a: scale, e: x, f: y } = ctx.getTransform();
  const [width, height] = [ctx.canvas.width + 2 * beyond, ctx.canvas.height + 2 * beyond];
  if (width * height > MOST_OF_LAYER) return null;
  const canvas = layer?.canvas ?? el("canvas");
  canvas.width = width; // empties it too
  canvas.height = height;
  const own = canvas.getContext("2d");
  own.ratio = ratioOf(ctx);
  own.setTransform(scale, 0, 0, scale, x + beyond, y + beyond);
  drawUnderneath(own);
  return { canvas, x, y };
}

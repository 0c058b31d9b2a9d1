// How an actor and a tie look: colours from the style sheet, shapes by kind, lines by sign and factuality. The
// picture and the legend draw with the same functions, so that they cannot disagree.

const CLUSTER_COLOURS = 8; // --cluster-0 ... in the style sheet; further clusters begin again, their regions are named

let palette = null;

/** The colours of the theme now in force; canvas needs them by value. */
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = {
    ink: colour("ink"),
    muted: colour("muted"),
    canvas: colour("canvas"),
    focus: colour("focus"),
    on: colour("on-cluster"),
    alone: colour("alone"),
    cluster: Array.from({ length: CLUSTER_COLOURS }, (_, i) => colour(`cluster-${i}`)),
    sign: Object.fromEntries(SIGNS.map(({ sign, key }) => [sign, colour(key)])),
    font: style.getPropertyValue("--font").trim(),
  };
  palette.region = palette.cluster.map((tint) => mixed(tint, palette.canvas, 0.13));
}

/** Two #rrggbb colours mixed. Regions are opaque, so that where fill and outline overlap no darker seam shows. */
function mixed(colour, ground, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const under = parts(ground);
  const sum = parts(colour).map((value, i) => Math.round(value * share + under[i] * (1 - share)));
  return `rgb(${sum.join(" ")})`;
}

/** Which colour a cluster has: the same on every level, as far as the same actors are in it. */
const hueOf = (cluster) => hues[cluster] % CLUSTER_COLOURS;

const clusterColour = (cluster) => (cluster < 0 ? palette.alone : palette.cluster[hueOf(cluster)]);
/** Without a cluster where others have one: an outline. Grey alone looks like teal to one man in twenty. */
const isHollow = (cluster) => cluster < 0 && clusters.length > 0;
const regionColour = (cluster) => palette.region[hueOf(cluster)];

// Corners of the kinds' shapes on a circle of radius 1, blown up so that all shapes cover about the same area.
const polygon = (corners, turn, size) =>
  Array.from({ length: corners }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / corners;
    return [Math.cos(angle) * size, Math.sin(angle) * size];
  });
const CORNERS = {
  official: polygon(4, 0, 1.22),
  organisation: polygon(4, Math.PI / 4, 1.22),
  group: polygon(3, -Math.PI / 2, 1.38),
};

/** Adds the outline of an actor to the path: countries are round, officials diamonds, organisations square, groups triangles. */
function tracePath(ctx, kind, x, y, r) {
  const corners = CORNERS[kind];
  if (!corners) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], i) => {
    if (i === 0) ctx.moveTo(x + cx * r, y + cy * r);
    else ctx.lineTo(x + cx * r, y + cy * r);
  });
  ctx.closePath();
}

const NAMED_FROM = 9.5; // pixels of radius on the screen from which three letters fit

// Sign by dash as well as colour: whole for friendly, dashed for hostile, dotted for neutral.
const DASHES = { 1: [], "-1": [7, 4], 0: [1.5, 4] };
// What the text does not vouch for is lighter; its arrow head is hollow.
const STRENGTH = { asserted: 0.95, alleged: 0.55, planned: 0.4, denied: 0.3 };

/** Line width in pixels at a scale of 1, in four steps, so that ties of one look can be drawn in one go. */
const widthStep = (weight) => Math.min(3, Math.floor(Math.log2(1 + Math.max(weight, 1)) - 1));
const ROUND_FROM = 0.4; // pixels a unit
const WIDTHS = [1.5, 2.3, 3.2, 4.2];

function setLine(ctx, sign, factuality, step, scale) {
  // Thicker when near, but less than the distance grows.
  const pixel = Math.min(Math.max(scale, 0.25), 3) ** 0.4 / scale;
  ctx.strokeStyle = ctx.fillStyle = palette.sign[sign];
  ctx.lineWidth = WIDTHS[step] * pixel;
  // Round dots take many times as long to draw as short strokes, and far away nobody can tell them apart.
  ctx.lineCap = sign === 0 && scale > ROUND_FROM ? "round" : "butt";
  ctx.setLineDash(DASHES[sign].map((length) => length * pixel * (1 + step / 3)));
  return STRENGTH[factuality];
}

/** A short stretch of the line that stands for a sign, for legends, filters and lists. */
function lineSwatch(sign, factuality = "asserted") {
  const { key } = signOf(sign);
  const dash = DASHES[sign].length ? DASHES[sign].join(" ") : null;
  return svg(
    "svg",
    { class: `swatch ${key}`, viewBox: "0 0 28 10", width: 28, height: 10, "aria-hidden": "true" },
    svg("line", {
      x1: 1,
      y1: 5,
      x2: 27,
      y2: 5,
      "stroke-width": 2.4,
      stroke: "currentColor",
      "stroke-dasharray": dash,
      "stroke-linecap": sign === 0 ? "round" : "butt",
      opacity: STRENGTH[factuality],
    }),
  );
}

/** The shape of a kind of actor, or a round spot for a cluster. */
function shapeSwatch(kind, cluster = null) {
  const corners = CORNERS[kind];
  const look = cluster !== null && isHollow(cluster) ? { fill: "none", stroke: "currentColor", "stroke-width": 2 } : { fill: "currentColor" };
  const shape = corners
    ? svg("polygon", { points: corners.map(([x, y]) => `${(8 + x * 5.2).toFixed(1)},${(8 + y * 5.2).toFixed(1)}`).join(" "), ...look })
    : svg("circle", { cx: 8, cy: 8, r: 5.4, ...look });
  const tint = cluster === null ? "" : cluster < 0 ? " tint-alone" : ` tint-${hueOf(cluster)}`;
  return svg(
    "svg",
    { class: `shape${tint}`, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    shape,
  );
}

// The picture under the names: regions of clusters, ties, arrow heads, actors. All of it is drawn in a few paths per
// frame on vis-network's canvas, which is what keeps thousands of ties smooth.

/**
 * Paths are kept for as long as the camera and the actors stand still: a filter mostly changes few of them, and tracing
 * them anew would take longer than all else between a click and the picture that it asks for. Whatever has a path is
 * an object with `traced`, the number of the sight that it was traced for.
 */
let sight = { key: "", number: 0 };
let moves = 0; // of actors

/** The number of what the reader sees now, 0 for contexts of which nothing is kept. */
function sightOf(ctx) {
  if (ctx.ratio !== undefined) return 0; // a layer or an export
  const { a, e, f } = ctx.getTransform();
  const key = [a, e, f, ctx.canvas.width, ctx.canvas.height, ratioOf(ctx), state.level, moves, shown.actors > CROWD].join(" ");
  if (key !== sight.key) sight = { key, number: sight.number + 1 };
  return sight.number;
}

/** A path to trace and then to draw on a context; the one that writes SVG has paths of its own. */
const newPath = (ctx) => ctx.newPath?.() ?? new Path2D();

/** What was worked out for another level: a frame may be drawn before the filters have run on the new one. */
function forgetPicture() {
  looks = alike = regions = [];
  piecesOfTies = groupsOfActors = [];
  outlines.clear();
  highlight = null;
}

/** Ties by how they look. Those of a look are drawn in one go; it is cut in pieces by stance, which filters leave or
    take as a whole: {ties, shown: how many of them are in view, line, heads, crosses}. */
let looks = [];
let piecesOfTies = [];
let tiesDrawn = null; // which were shown when paths were traced last; null before that

/** Finds out which pieces a changed filter leaves as they were. */
function groupTies() {
  looksOfTies();
  for (let i = 0; i < (tiesDrawn ?? NONE).length; i++) if (tiesDrawn[i] !== shown.tie[i]) piecesOfTies[i].traced = piecesOfTies[i].look.traced = -1;
  tiesDrawn = shown.tie;
}

/** How the ties of the level look, whether they are shown or not. */
function looksOfTies() {
  if (!looks.length) sortTies();
  return looks;
}

/** Lists by number, since maps, and texts as keys, cost more than all the rest. */
function sortTies() {
  const most = WIDTHS.length * FACTUALITY.length * SIGNS.length;
  const lookOf = new Array(most).fill(null);
  const pieceOf = new Array(most * stances.length).fill(null);
  const found = [];
  piecesOfTies = new Array(ties.length);
  for (const tie of ties) {
    const { index, sign, factuality, stance, weight } = tie;
    const step = widthStep(weight);
    const key = (step * FACTUALITY.length + FACTUALITY.indexOf(factuality)) * SIGNS.length + sign + 1;
    const own = key * stances.length + stance;
    if (pieceOf[own] === null) {
      if (lookOf[key] === null) found.push((lookOf[key] = { sign, factuality, step, pieces: [], traced: -1 }));
      pieceOf[own] = { look: lookOf[key], ties: [], traced: -1 };
      lookOf[key].pieces.push(pieceOf[own]);
    }
    pieceOf[own].ties.push(tie);
    piecesOfTies[index] = pieceOf[own];
  }
  tiesDrawn = null;
  // Neutral below, hostile on top: what is drawn last is seen first.
  looks = found.sort((a, b) => Math.abs(a.sign) - Math.abs(b.sign) || b.sign - a.sign);
}

const FAN = 17; // units between parallel ties at their middle
const LOOP = 16; // radius of the ring that stands for a tie of an actor with itself

/** The curve of a tie: its ends, its control point, and where its arrow head sits. Written into `curve`, which is reused. */
const curve = { x1: 0, y1: 0, cx: 0, cy: 0, x2: 0, y2: 0, dx: 0, dy: 0 };
function bend(tie) {
  const a = actors[tie.from];
  const b = actors[tie.to];
  // The way of fanning must not depend on the direction of the tie, or opposite ties would lie on each other.
  const way = tie.from < tie.to ? 1 : -1;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bow = Math.min(2 * FAN, (length * 0.9) / tie.parallel) * (tie.fan / 2) * way;
  const nx = -(b.y - a.y) / length;
  const ny = (b.x - a.x) / length;
  curve.cx = (a.x + b.x) / 2 + nx * bow;
  curve.cy = (a.y + b.y) / 2 + ny * bow;
  curve.x1 = a.x;
  curve.y1 = a.y;
  // The head stops short of the actor.
  const out = Math.hypot(b.x - curve.cx, b.y - curve.cy) || 1;
  curve.dx = (b.x - curve.cx) / out;
  curve.dy = (b.y - curve.cy) / out;
  const stop = Math.min(b.radius + 3, out * 0.9);
  curve.x2 = b.x - curve.dx * stop;
  curve.y2 = b.y - curve.dy * stop;
  return curve;
}

/** The point of a tie at `t`, 0 at its source and 1 at its target. */
function along(tie, t) {
  if (tie.from === tie.to) {
    const actor = actors[tie.from];
    const [x, y] = loopCentre(actor);
    return [x + LOOP * Math.cos(2 * Math.PI * t), y + LOOP * Math.sin(2 * Math.PI * t)];
  }
  const { x1, y1, cx, cy, x2, y2 } = bend(tie);
  const u = 1 - t;
  return [u * u * x1 + 2 * u * t * cx + t * t * x2, u * u * y1 + 2 * u * t * cy + t * t * y2];
}

const loopCentre = (actor) => [
  actor.x + actor.radius * 0.7 + LOOP * 0.6,
  actor.y - actor.radius * 0.7 - LOOP * 0.6,
];

/** Pixels of a context for each of the page's: exports draw finer than the screen. */
const ratioOf = (ctx) => ctx.ratio ?? (window.devicePixelRatio || 1);

/** What part of the plane is on the screen, in the picture's units, a little widened. */
function view(ctx) {
  const m = ctx.getTransform();
  const scale = m.a / ratioOf(ctx);
  const margin = 60 / scale;
  return {
    scale,
    left: -m.e / m.a - margin,
    top: -m.f / m.d - margin,
    right: (ctx.canvas.width - m.e) / m.a + margin,
    bottom: (ctx.canvas.height - m.f) / m.d + margin,
  };
}

const inView = (eye, x, y) => x > eye.left && x < eye.right && y > eye.top && y < eye.bottom;

function outOfView(eye, tie) {
  const a = actors[tie.from];
  const b = actors[tie.to];
  return (
    (a.x < eye.left && b.x < eye.left) ||
    (a.x > eye.right && b.x > eye.right) ||
    (a.y < eye.top && b.y < eye.top) ||
    (a.y > eye.bottom && b.y > eye.bottom)
  );
}

const FADED = 0.13;
const HEADS_FROM = 0.28; // below this scale an arrow head is a blot
const DASHED_UP_TO = 600; // ties of one look in view; more are a carpet in which no dash can be told, and dashes are slow to draw
const DOTS_BELOW = 2.8; // pixels of radius below which actors are dots
const GAP_AROUND = 5; // pixels, and units at most, of the gap between an actor and its ties
const OUTLINE = 2.5; // pixels, and units at most, of the line around an actor without a cluster
const SMALLEST_CODE = 8; // pixels of a code's letters
const SMALLEST = 2.4; // pixels of radius: however far away, an actor is a visible dot

function drawUnderneath(ctx) {
  const eye = view(ctx);
  const lit = highlight;
  ctx.save();
  drawRegions(ctx, eye);
  drawTies(ctx, eye, lit ? (tie) => !lit.ties.has(tie.index) : null, lit ? FADED : density());
  if (lit) drawTies(ctx, eye, (tie) => lit.ties.has(tie.index), 1);
  const { hovered } = state;
  if (hovered && hovered.tie !== undefined) drawGlow(ctx, eye, ties[hovered.tie]);
  if (state.selected && state.selected.tie !== undefined) drawGlow(ctx, eye, ties[state.selected.tie]);
  ctx.restore();
  drawActors(ctx, eye, lit);
  drawCodes(ctx, eye, lit);
}

/** Many ties need to be fainter each for their bundles to be seen. */
const density = () => Math.min(1, Math.max(0.16, 14 / Math.sqrt(shown.ties + 1)));

function drawTies(ctx, eye, chosen, alpha) {
  const number = chosen ? 0 : sightOf(ctx);
  for (const look of looks) {
    const strength = setLine(ctx, look.sign, look.factuality, look.step, eye.scale);
    const { count, line, heads, crosses } = tracedLook(ctx, eye, look, chosen, number);
    if (!count) continue;
    ctx.globalAlpha = alpha * strength;
    if (count > DASHED_UP_TO) ctx.setLineDash([]);
    ctx.stroke(line);
    if (!heads) continue;
    ctx.setLineDash([]);
    if (look.factuality === "asserted") {
      ctx.fill(heads);
    } else {
      // Hollow: filled with the ground, so that the line does not show through.
      ctx.fillStyle = palette.canvas;
      ctx.globalAlpha = 1;
      ctx.fill(heads);
      ctx.globalAlpha = alpha * strength;
      ctx.lineWidth = 1.2 / eye.scale;
      ctx.stroke(heads);
    }
    if (look.factuality === "denied") ctx.stroke(crosses);
  }
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

const PARTS = ["line", "heads", "crosses"];

/** The paths of a look, with the line that is set: {count, line, heads, crosses}, of which the last two may be null. */
function tracedLook(ctx, eye, look, chosen, number) {
  if (number > 0 && look.traced === number) return look;
  if (number === 0) return tracedTies(ctx, eye, look, look.pieces.flatMap((piece) => piece.ties), chosen);
  for (const piece of look.pieces)
    if (piece.traced !== number) Object.assign(piece, tracedTies(ctx, eye, look, piece.ties, null), { traced: number });
  const filled = look.pieces.filter((piece) => piece.count > 0);
  const count = filled.reduce((sum, piece) => sum + piece.count, 0);
  Object.assign(look, { traced: number, count }, Object.fromEntries(PARTS.map((part) => [part, joined(filled, part)])));
  return look;
}

function joined(pieces, part) {
  if (pieces.length === 1 || !pieces[0]?.[part]) return pieces[0]?.[part] ?? null;
  const path = new Path2D();
  for (const piece of pieces) path.addPath(piece[part]);
  return path;
}

function tracedTies(ctx, eye, { factuality }, list, chosen) {
  const pointed = eye.scale >= HEADS_FROM;
  // Without heads, and with fans narrower than a line, a straight line is the same picture.
  const straight = !pointed && FAN * eye.scale < 2;
  const drawn = list.filter((tie) => shown.tie[tie.index] && !outOfView(eye, tie) && (!chosen || chosen(tie)));
  const line = newPath(ctx);
  for (const tie of drawn) traceTie(line, tie, straight);
  if (!pointed) return { count: drawn.length, line, heads: null, crosses: null };
  const heads = newPath(ctx);
  for (const tie of drawn) if (!tie.symmetric && tie.from !== tie.to) traceHead(heads, tie, ctx.lineWidth);
  const crosses = factuality === "denied" ? newPath(ctx) : null;
  if (crosses) for (const tie of drawn) traceCross(crosses, tie, 5);
  return { count: drawn.length, line, heads, crosses };
}

function traceTie(ctx, tie, straight = false) {
  if (tie.from === tie.to) {
    const [x, y] = loopCentre(actors[tie.from]);
    ctx.moveTo(x + LOOP, y);
    ctx.arc(x, y, LOOP, 0, 2 * Math.PI);
    return;
  }
  if (tie.fan === 0 && tie.symmetric) {
    ctx.moveTo(actors[tie.from].x, actors[tie.from].y);
    ctx.lineTo(actors[tie.to].x, actors[tie.to].y);
    return;
  }
  if (straight) {
    ctx.moveTo(actors[tie.from].x, actors[tie.from].y);
    ctx.lineTo(actors[tie.to].x, actors[tie.to].y);
    return;
  }
  const { x1, y1, cx, cy, x2, y2, dx, dy } = bend(tie);
  ctx.moveTo(x1, y1);
  if (tie.fan === 0) return ctx.lineTo(x2 - dx * 4, y2 - dy * 4);
  // A little short of the tip, which the butt of a thick line would otherwise blunt.
  if (tie.symmetric) ctx.quadraticCurveTo(cx, cy, actors[tie.to].x, actors[tie.to].y);
  else ctx.quadraticCurveTo(cx, cy, x2 - dx * 4, y2 - dy * 4);
}

function traceHead(ctx, tie, width) {
  const { x2, y2, dx, dy } = bend(tie);
  const long = 8 + width * 1.4;
  const wide = 3.4 + width * 0.8;
  ctx.moveTo(x2, y2);
  ctx.lineTo(x2 - dx * long - dy * wide, y2 - dy * long + dx * wide);
  ctx.lineTo(x2 - dx * long + dy * wide, y2 - dy * long - dx * wide);
  ctx.closePath();
}

/** The cross on the middle of a tie that the text itself denies. */
function traceCross(ctx, tie, arm) {
  const [x, y] = along(tie, 0.5);
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
}

/** A broad soft line under the tie that is pointed at or selected. */
function drawGlow(ctx, eye, tie) {
  ctx.beginPath();
  traceTie(ctx, tie);
  ctx.setLineDash([]);
  ctx.lineCap = "round";
  ctx.lineWidth = 11 / eye.scale;
  ctx.strokeStyle = palette.sign[tie.sign];
  ctx.globalAlpha = 0.22;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Actors by how they look: {kind, cluster, all, members: those that are shown, traced, shapes, dots}. */
let alike = [];
let groupsOfActors = [];
let actorsDrawn = null; // which were shown when paths were traced last; null before that

function groupActors() {
  if (!alike.length) sortActors();
  for (let i = 0; i < (actorsDrawn ?? NONE).length; i++) if (actorsDrawn[i] !== shown.actor[i]) groupsOfActors[i].members = null;
  actorsDrawn = shown.actor;
  for (const group of alike)
    if (group.members === null) {
      group.members = group.all.filter(({ index }) => shown.actor[index]);
      group.traced = -1;
    }
}

/** The most central first, which are the largest. */
function sortActors() {
  const kinds = new Map(); // kind -> its groups, by colour
  groupsOfActors = new Array(actors.length);
  alike = [];
  for (const index of ranked) {
    const actor = actors[index];
    const { kind, cluster } = actor;
    if (!kinds.has(kind)) kinds.set(kind, new Array(CLUSTER_COLOURS + 1).fill(null));
    const groups = kinds.get(kind);
    const colour = cluster < 0 ? CLUSTER_COLOURS : hueOf(cluster);
    if (groups[colour] === null) alike.push((groups[colour] = { kind, cluster, all: [], members: null, traced: -1 }));
    groups[colour].all.push(actor);
    groupsOfActors[index] = groups[colour];
  }
  actorsDrawn = null;
}

/** One path per kind and colour. */
function drawActors(ctx, eye, lit) {
  ctx.save();
  const number = lit === null ? sightOf(ctx) : 0;
  for (const group of alike) {
    const inSight = group.traced === number ? [] : group.members.filter(({ x, y }) => inView(eye, x, y));
    if (number > 0) {
      if (group.traced !== number) Object.assign(group, tracedActors(ctx, eye, group.kind, inSight), { traced: number });
      drawAlike(ctx, eye, group, group, 1);
      continue;
    }
    const drawn = (members, alpha) => drawAlike(ctx, eye, group, tracedActors(ctx, eye, group.kind, members), alpha);
    if (lit === null) drawn(inSight, 1);
    else {
      drawn(inSight.filter(({ index }) => !lit.actors.has(index)), 0.25);
      drawn(inSight.filter(({ index }) => lit.actors.has(index)), 1);
    }
  }
  ctx.restore();
}

/** {shapes, dots}: paths, or null where there are none. */
function tracedActors(ctx, eye, kind, members) {
  const least = SMALLEST / eye.scale;
  // The largest come first: behind the first dot there are only dots.
  const first = members.findIndex(({ radius }) => radius < DOTS_BELOW / eye.scale);
  const large = first < 0 ? members.length : first;
  const shapes = large > 0 ? newPath(ctx) : null;
  for (let i = 0; i < large; i++) tracePath(shapes, kind, members[i].x, members[i].y, members[i].radius);
  const dots = large < members.length ? newPath(ctx) : null;
  // No shape can be told at this size. In a crowd squares are quicker; in a handful they would read as organisations.
  for (let i = large; i < members.length; i++) {
    const { x, y } = members[i];
    if (shown.actors > CROWD) dots.rect(x - least, y - least, 2 * least, 2 * least);
    else tracePath(dots, "country", x, y, least);
  }
  return { shapes, dots };
}

function drawAlike(ctx, eye, { cluster }, { shapes, dots }, alpha) {
  ctx.globalAlpha = alpha;
  if (shapes) {
    // The gap around an actor is painted in the colour of the ground: ties seem to end before it.
    ctx.strokeStyle = palette.canvas;
    ctx.lineWidth = Math.min(GAP_AROUND / eye.scale, GAP_AROUND);
    ctx.stroke(shapes);
    ctx.fillStyle = isHollow(cluster) ? palette.canvas : clusterColour(cluster);
    ctx.fill(shapes);
    if (isHollow(cluster)) outline(ctx, eye, shapes, cluster);
  }
  ctx.fillStyle = clusterColour(cluster);
  if (dots) ctx.fill(dots);
}

function outline(ctx, eye, shapes, cluster) {
  ctx.strokeStyle = clusterColour(cluster);
  ctx.lineWidth = Math.min(OUTLINE / eye.scale, OUTLINE);
  ctx.stroke(shapes);
}

/** The codes of countries, on those that are large enough on the screen. */
function drawCodes(ctx, eye, lit) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const { kind, cluster, members } of alike) {
    if (kind !== "country") continue;
    ctx.fillStyle = isHollow(cluster) ? palette.ink : palette.on;
    for (const { index, country, radius, x, y } of members) {
      if (radius * eye.scale < NAMED_FROM) break; // the rest are smaller
      if (!country || !inView(eye, x, y)) continue;
      ctx.globalAlpha = lit !== null && !lit.actors.has(index) ? 0.25 : 1;
      ctx.font = `600 ${Math.max(Math.round(radius * 7.6) / 10, SMALLEST_CODE / eye.scale)}px ${palette.font}`;
      ctx.fillText(oneLine(country).slice(0, 3), x, y + radius * 0.04);
    }
  }
  ctx.globalAlpha = 1;
}

// ---- regions ----------------------------------------------------------------------------------------------------

const AROUND = 30; // units from an actor's outline to the border of its region
const ROUND = polygon(32, 0, 1); // as good as a circle at these sizes, and quicker to fill
const BLOT = 14; // pixels of a blot that is seen from afar
const CROWD = 1500; // actors above which only the largest clusters have regions

/** A soft ground behind each cluster: its hull if no other actor stands in it, else a blot around each member. */
let regions = [];

function outlineRegions() {
  const drawn = actors.filter((actor) => shown.actor[actor.index]);
  const membersOf = clusters.map(() => []);
  for (const actor of drawn) if (actor.cluster >= 0) membersOf[actor.cluster].push(actor);
  // Of many clusters the largest are shown: the colours begin again after eight, and a carpet of regions tells nothing.
  const most = drawn.length > CROWD ? CLUSTER_COLOURS : clusters.length;
  regions = membersOf
    .map((members, cluster) => ({ name: clusters[cluster], cluster, members }))
    .filter(({ members }) => members.length > 1)
    .sort((a, b) => b.members.length - a.members.length || a.cluster - b.cluster)
    .slice(0, most)
    .map((region) => {
      const ground = hullOf(region);
      const { hull } = ground;
      if (drawn.some((actor) => actor.cluster !== region.cluster && inside(hull, actor)))
        return { ...region, ground, hull: null, outline: null };
      ground.outline ??= outlineAround(hull);
      return { ...region, ground, hull, outline: ground.outline };
    });
}

const OUTLINES_KEPT = 4; // for each cluster: filters are switched to and fro
const outlines = new Map(); // cluster -> [{members, hull, outline, traced, path}], the latest first; for as long as actors stand still

function hullOf({ cluster, members }) {
  const known = outlines.get(cluster) ?? [];
  const same = (one) => one.members.length === members.length && one.members.every((actor, i) => actor === members[i]);
  let found = known.find(same);
  if (!found) {
    found = { members, hull: convexHull(members), outline: null, traced: -1 }; // few have an outline
    outlines.set(cluster, [found, ...known].slice(0, OUTLINES_KEPT));
  }
  return found;
}

function drawRegions(ctx, eye) {
  const number = sightOf(ctx);
  for (const { cluster, members, outline, ground } of regions) {
    ctx.fillStyle = regionColour(cluster);
    if (number === 0) ctx.fill(tracedRegion(ctx, eye, members, outline));
    else {
      if (ground.traced !== number || ground.whole !== Boolean(outline))
        Object.assign(ground, { traced: number, whole: Boolean(outline), path: tracedRegion(ctx, eye, members, outline) });
      ctx.fill(ground.path);
    }
  }
}

function tracedRegion(ctx, eye, members, outline) {
  const path = newPath(ctx);
  if (outline) {
    outline.forEach(({ x, y }, i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
  } else traceBlots(path, eye, members);
  return path;
}

/** The outline of all that is near a hull. Filled once, it takes a fraction of the time of a broad round stroke. */
function outlineAround(hull) {
  const reach = AROUND + Math.max(...hull.map((actor) => actor.radius));
  return convexHull(hull.flatMap(({ x, y }) => ROUND.map(([cos, sin]) => ({ x: x + reach * cos, y: y + reach * sin }))));
}

/** A blot around each member. Seen from afar they run together: in a crowd one square stands for all that share it. */
function traceBlots(path, eye, members) {
  const afar = BLOT / eye.scale;
  if (afar < AROUND || shown.actors <= CROWD) {
    for (const { x, y, radius } of members) {
      if (!inView(eye, x, y)) continue;
      const reach = radius + Math.max(AROUND, afar);
      path.moveTo(x + reach, y);
      for (const [cos, sin] of ROUND) path.lineTo(x + reach * cos, y + reach * sin);
      path.closePath();
    }
    return;
  }
  const taken = new Set();
  for (const { x, y } of members) {
    if (!inView(eye, x, y)) continue;
    const [column, row] = [Math.round(x / afar), Math.round(y / afar)];
    const cell = column * 1e5 + row;
    if (taken.has(cell)) continue;
    taken.add(cell);
    path.rect((column - 0.5) * afar, (row - 0.5) * afar, afar, afar);
  }
}

/** Andrew's monotone chain. */
function convexHull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0)
        chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

function inside(hull, { x, y }) {
  if (hull.length < 3) return false;
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i];
    const b = hull[i + 1 < hull.length ? i + 1 : 0];
    if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0) return false;
  }
  return true;
}

// Names and stances over the picture. They keep their size on the screen, never overlap one another, and the most
// central come first; zooming in makes room for more.

const ROOM = 8000; // square pixels of picture for each name; with more names it turns into a page of text
const BLOCKING = 3.5; // pixels of radius from which an actor keeps names of others off itself
const TIE_LABELS_FROM = 95; // pixels that a tie must measure on the screen to carry its stance unasked
const TELLING = 3; // statements from which a tie is named however short it is
const MOST_CONTESTED_FIRST = 5; // contested ties whose stance is written before the names, which stand around it
const MOST_TIE_LABELS = 70; // ties on the screen above which only hovering and selecting names them

const BEFORE_REGIONS = 12; // actors who are named before clusters are: the rest find room around the names of those
const WIDEST_NAME = 320; // pixels, of the name of what is selected or pointed at: about fifty letters
const WIDEST_REGION = 260; // pixels, of a cluster's name: two ordinary names beside each other
const NARROW = 500; // pixels of picture below which names move closer together, as on a phone

const widths = new Map(); // font -> text -> pixels

/** Sets the font in which names are measured and written. A context would take its time to say which it has. */
function setFont(ctx, font) {
  ctx.font = ctx.written = font;
}

function textWidth(ctx, text) {
  if (!widths.has(ctx.written)) widths.set(ctx.written, new Map());
  const known = widths.get(ctx.written);
  let width = known.get(text);
  if (width === undefined) {
    if (known.size > 20000) known.clear();
    width = ctx.measureText(text).width;
    known.set(text, width);
  }
  return width;
}

/** Rectangles already taken, in coarse cells so that asking stays cheap. */
class Taken {
  constructor(cell = 48) {
    this.cell = cell;
    this.cells = new Map();
  }

  free(left, top, right, bottom, except = -1) {
    const { cell, cells } = this;
    for (let i = Math.floor(left / cell); i <= Math.floor(right / cell); i++)
      for (let j = Math.floor(top / cell); j <= Math.floor(bottom / cell); j++) {
        const there = cells.get(i * 1e5 + j);
        if (there === undefined) continue;
        for (const other of there)
          if (other.owner !== except && left < other.right && right > other.left && top < other.bottom && bottom > other.top)
            return false;
      }
    return true;
  }

  /** Whether there is room around a point. */
  freeAt(x, y, width, height, except = -1) {
    return this.free(x - width / 2, y - height / 2, x + width / 2, y + height / 2, except);
  }

  add(box) {
    const { cell, cells } = this;
    for (let i = Math.floor(box.left / cell); i <= Math.floor(box.right / cell); i++)
      for (let j = Math.floor(box.top / cell); j <= Math.floor(box.bottom / cell); j++) {
        const there = cells.get(i * 1e5 + j);
        if (there === undefined) cells.set(i * 1e5 + j, [box]);
        else there.push(box);
      }
  }
}

const box = (x, y, width, height, owner = null) => ({
  left: x - width / 2,
  right: x + width / 2,
  top: y - height / 2,
  bottom: y + height / 2,
  owner,
});

let buttonsBox = null; // where the buttons for zooming lie over the picture, which names keep off; null: they stand beside it

/** To ask for sizes takes the browser a layout, so it is done when they change. */
function measureButtons() {
  const picture = byId("net").getBoundingClientRect();
  const { left, right, top, bottom } = byId("zoom").getBoundingClientRect();
  const over = right > left && top < picture.bottom;
  buttonsBox = over
    ? { left: left - picture.left, right: right - picture.left, top: top - picture.top, bottom: bottom - picture.top, owner: null }
    : null;
}

/** How much of the lower edge a row of buttons takes; a column of them leaves it free. */
const rowOfButtons = () => {
  const isRow = buttonsBox !== null && buttonsBox.right - buttonsBox.left > buttonsBox.bottom - buttonsBox.top;
  return isRow ? buttonsBox.bottom - buttonsBox.top + 8 : 0;
};

/** Draws over all the rest; returns the boxes of the names for tests to look at. */
let placedLabels = [];

function drawOver(ctx) {
  const eye = view(ctx);
  const m = ctx.getTransform();
  const dpr = ratioOf(ctx);
  const toScreen = (x, y) => [(m.a * x + m.e) / dpr, (m.d * y + m.f) / dpr];
  const lit = highlight;
  ctx.save();
  drawRing(ctx, eye);
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0); // labels are measured in pixels
  ctx.lineJoin = "round";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const taken = new Taken();
  if (buttonsBox !== null && ctx.ratio === undefined) taken.add(buttonsBox); // exports have no buttons
  const most = (ctx.canvas.width * ctx.canvas.height) / dpr ** 2 / ROOM;
  // The most central are tried; were the rest to fill up what they leave, the least would be named at the margins.
  const tried = Math.floor(2 * most);
  const visibleActors = mostCentral(eye, tried, (i, x, y, side) => taken.add(box(...toScreen(x, y), side, side, i)));
  placedLabels = [];
  const written = drawContested(ctx, eye, toScreen, taken, lit);
  // What is selected or pointed at is named in any case, then its neighbours, then the rest by centrality.
  const first = [state.selected?.actor, state.hovered?.actor].filter((i) => i !== undefined && shown.actor[i]);
  const ordered = lit
    ? [...litActors(eye, lit), ...visibleActors.filter((i) => !lit.actors.has(i))]
    : visibleActors;
  let regionsNamed = false;
  const nameRegions = () => {
    if (!regionsNamed) drawRegionNames(ctx, toScreen, taken, ctx.canvas.width / dpr, ctx.canvas.height / dpr, lit);
    regionsNamed = true;
  };
  const names = [...new Set([...first, ...ordered])].slice(0, tried);
  for (const [place, i] of names.entries()) {
    if (place === BEFORE_REGIONS) nameRegions();
    if (placedLabels.length - written.length >= most) break;
    drawName(ctx, i, toScreen, eye.scale, taken, ctx.canvas.width / dpr, {
      faded: lit !== null && !lit.actors.has(i),
      forced: first.includes(i),
    });
  }
  nameRegions();
  drawStances(ctx, eye, toScreen, taken, lit, written);
  ctx.restore();
}

/** As many of the most central actors in view, or a few more; tells of all that are large enough to keep names off. */
function mostCentral(eye, many, tellLarge) {
  const found = [];
  for (const i of ranked) {
    if (shown.actor[i] === 0) continue;
    const { x, y, radius } = actors[i];
    const side = 2 * radius * eye.scale;
    const large = side >= 2 * BLOCKING;
    if (!large && found.length >= many) break; // those that follow are no larger
    if (!inView(eye, x, y)) continue;
    found.push(i);
    if (large) tellLarge(i, x, y, side);
  }
  return found;
}

const litActors = (eye, lit) =>
  [...lit.actors]
    .filter((i) => shown.actor[i] && inView(eye, actors[i].x, actors[i].y))
    .sort((a, b) => rankOf[a] - rankOf[b]);

function drawRing(ctx, eye) {
  for (const [selection, width] of [
    [state.hovered, 1.5],
    [state.selected, 2.5],
  ]) {
    if (!selection || selection.actor === undefined || !shown.actor[selection.actor]) continue;
    const actor = actors[selection.actor];
    ctx.beginPath();
    tracePath(ctx, actor.kind, actor.x, actor.y, actor.radius + 4.5 / eye.scale);
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = width / eye.scale;
    ctx.stroke();
  }
}

/** The code of a country that has no room for its name, unless it stands in its disc. */
const codeOf = ({ kind, country, radius }, scale) =>
  kind === "country" && country && radius * scale < NAMED_FROM ? [oneLine(country).slice(0, 3)] : [];

const NAME_LENGTHS = [30, 18]; // letters; tried in this order

function drawName(ctx, index, toScreen, scale, taken, right, { faded, forced }) {
  const actor = actors[index];
  const size = actor.radius > 18 ? 14 : actor.radius > 12 ? 13 : 12;
  const [x, y] = toScreen(actor.x, actor.y);
  const reach = actor.radius * scale * (actor.kind === "official" ? 1.22 : 1.05) + 4;
  const around = right < NARROW ? 1 : 4;
  const height = size + around;
  const place = { x, y, aside: reach, above: reach + height / 2, height, right, taken, index };
  // To measure a text takes longer than to look for room, and most names have none, however short they are.
  if (!forced && !spotOf(place, 2 + around).free) return;
  setFont(ctx, `${actor.radius > 15 ? 600 : 400} ${size}px ${palette.font}`);
  actor.lengths ??= lengthsOf(actor.name);
  const texts = forced
    ? [fitted(ctx, actor.lengths[0], Math.min(WIDEST_NAME, right - 16))]
    : [...actor.lengths[1], ...codeOf(actor, scale)];
  for (const text of texts) {
    const width = textWidth(ctx, text) + 2 + around;
    const { free, at: [px, py] } = spotOf(place, width);
    if (!free && !forced) continue;
    const label = { ...box(px, py, width, height, index), text };
    taken.add(label);
    placedLabels.push(label);
    ctx.globalAlpha = faded ? 0.35 : 1;
    haloed(ctx, text, px, py, palette.ink, 4);
    ctx.globalAlpha = 1;
    return;
  }
}

/** Where a name of that width may stand: {free, at: [x, y]}; the first place of all if none is free. */
function spotOf({ x, y, aside, above, height, right, taken, index }, width) {
  // Below or above, then a little aside there, then to the right or left; so at the margin of the picture too.
  const inside = (px) => Math.min(Math.max(px, width / 2 + 3), right - width / 2 - 3);
  const middle = Math.abs(inside(x) - x) < width / 2 ? inside(x) : x;
  const fits = ([px, py]) =>
    px > width / 2 && px < right - width / 2 && taken.freeAt(px, py, width, height, index);
  const shifted = (part) =>
    [width / part, -width / part]
      .map((shift) => inside(x + shift))
      .filter((px) => Math.abs(px - x) < width / 2)
      .flatMap((px) => [[px, y + above], [px, y - above]]);
  const beside = aside + width / 2;
  const straight = [[middle, y + above], [middle, y - above]];
  const free = straight.find(fits) ?? [...shifted(6), [x + beside, y], [x - beside, y], ...shifted(3)].find(fits);
  return { free: free !== undefined, at: free ?? straight[0] };
}

/** A name in one line, and in the lengths that are tried. */
function lengthsOf(name) {
  const whole = oneLine(name);
  return [whole, [...new Set(NAME_LENGTHS.map((most) => shortened(whole, most)))]];
}

function shortened(text, most) {
  if (text.length <= most) return text;
  const letters = Array.from(text); // a letter beyond the basic plane is not cut in two
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

/** The text, cut so that it is at most so many pixels wide in the font that is set. */
function fitted(ctx, text, widest) {
  if (textWidth(ctx, text) <= widest) return text;
  let [low, high] = [1, Math.min(text.length, Math.ceil(widest))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (textWidth(ctx, shortened(text, middle)) <= widest) low = middle;
    else high = middle - 1;
  }
  return shortened(text, low);
}

function haloed(ctx, text, x, y, colour, width) {
  ctx.strokeStyle = palette.canvas;
  ctx.lineWidth = width;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

const BESIDE = [-13, 13, -30, 30]; // pixels above and below the middle of a tie

// The middle first, then towards the source, where fewer arrow heads are; a short tie is named above or below it.
const SPOTS = [...[0.5, 0.38, 0.62, 0.28].map((t) => [t, 0, 0]), ...BESIDE.map((down) => [0.5, 0, down])];
const SIDEWAYS = [2, 3, 4, 6].flatMap((twelfths) => [-twelfths / 12, twelfths / 12]); // of its width

/** Where else a stance of that width may stand: its place on the tie, and pixels across and down from there. */
const furtherSpots = (width) =>
  [0, ...BESIDE].flatMap((down) => [0.5, 0.62, 0.38].flatMap((t) => SIDEWAYS.map((part) => [t, part * width, down])));

const byStrength = (a, b) => ties[b].weight - ties[a].weight || a - b;

/** The stances on what is contested, the strongest first: names find room around them more easily than they around names. */
function drawContested(ctx, eye, toScreen, taken, lit) {
  const inSight = (index) => shown.tie[index] && !outOfView(eye, ties[index]) && isLongEnough(eye, ties[index]);
  return [...contested()]
    .filter((index) => (!lit || lit.ties.has(index)) && inSight(index))
    .sort(byStrength)
    .slice(0, MOST_CONTESTED_FIRST)
    .filter((index) => drawStance(ctx, ties[index], toScreen, taken, furtherSpots));
}

function isLongEnough(eye, { from, to, count }) {
  const [a, b] = [actors[from], actors[to]];
  return count >= TELLING || Math.hypot(b.x - a.x, b.y - a.y) * eye.scale > TIE_LABELS_FROM;
}

/** The stances on their ties: where there is room, or where the reader looks. */
function drawStances(ctx, eye, toScreen, taken, lit, already) {
  const asked = new Set(lit ? lit.ties : []);
  if (state.hovered?.tie !== undefined) asked.add(state.hovered.tie);
  const near = [];
  for (const tie of lit ? [] : ties) {
    if (near.length > MOST_TIE_LABELS) break;
    if (!shown.tie[tie.index] || asked.has(tie.index)) continue;
    if (isLongEnough(eye, tie) && !outOfView(eye, tie)) near.push(tie.index);
  }
  const few = near.length <= MOST_TIE_LABELS ? near : [];
  for (const index of [...[...asked].sort(byStrength), ...few.sort(byStrength)]) {
    if (!already.includes(index)) drawStance(ctx, ties[index], toScreen, taken, isContested(ties[index]) ? furtherSpots : () => []);
  }
}

/** Writes the stance of a tie where there is room; returns whether there is. For all ties to look far would take long. */
function drawStance(ctx, tie, toScreen, taken, further) {
  const doubted = doubtsOf(tie);
  const text = oneLine(doubted ? `${tie.name} (${doubted})` : tie.name);
  setFont(ctx, `400 11px ${palette.font}`);
  const width = textWidth(ctx, text) + 6;
  const firstFree = (spots) =>
    spots
      .map(([t, across, down]) => {
        const [x, y] = toScreen(...along(tie, t));
        return [x + across, y + down];
      })
      .find(([x, y]) => taken.freeAt(x, y, width, 14));
  const spot = firstFree(SPOTS) ?? firstFree(further(width));
  if (!spot) return false;
  const label = { ...box(...spot, width, 14), text };
  taken.add(label);
  placedLabels.push(label);
  haloed(ctx, text, ...spot, palette.sign[tie.sign], 4);
  return true;
}

// Of the way from the middle of a region to its sides, and to where it begins and ends: at its rim a name is less in the way.
const ASIDE = [0, 0.2, -0.2, 0.4, -0.4, 0.6, -0.6, 0.8, -0.8];
const RIMS = [-0.6, 0.6, -0.8, 0.8, -0.4, 0.4, -0.2, 0.2, 0];

/** Where the name of a region may stand: {x, y, down: pixels below that}, above it or below, a little aside there, or in it. */
function spotsOfRegion(hull) {
  const { left, right, top, bottom } = extentOf(hull);
  const x = hull.reduce((sum, actor) => sum + actor.x, 0) / hull.length;
  const [half, high, middle] = [(right - left) / 2, (bottom - top) / 2, (top + bottom) / 2];
  const above = Math.min(...hull.map((actor) => actor.y - actor.radius)) - AROUND;
  const below = Math.max(...hull.map((actor) => actor.y + actor.radius)) + AROUND;
  const beyond = [0, -0.35, 0.35].flatMap((part) => [
    { x: x + part * half, y: above, down: -11 },
    { x: x + part * half, y: below, down: 11 },
  ]);
  const within = RIMS.flatMap((rise) => ASIDE.map((part) => ({ x: x + part * half, y: middle + rise * high, down: 0 })));
  return [...beyond, ...within.filter((spot) => inside(hull, spot))];
}

function drawRegionNames(ctx, toScreen, taken, right, low, lit) {
  setFont(ctx, `600 12px ${palette.font}`);
  for (const { name, cluster, members, hull } of regions) {
    if (!hull || members.length < 2) continue;
    const text = fitted(ctx, oneLine(name), WIDEST_REGION);
    const width = textWidth(ctx, text) + 8;
    // A region at the margin of the picture has its name a little aside, as actors have; one beyond it has none.
    const inner = (px) => Math.min(Math.max(px, width / 2), right - width / 2);
    const spot = spotsOfRegion(hull)
      .map(({ x, y, down }) => [...toScreen(x, y), down])
      .filter(([px]) => px > 0 && px < right)
      .map(([px, py, down]) => [inner(px), py + down])
      .find(([px, py]) => py > 8 && py < low - 8 && taken.freeAt(px, py, width, 16));
    if (!spot) continue;
    const label = { ...box(...spot, width, 16), text };
    taken.add(label);
    placedLabels.push(label);
    ctx.globalAlpha = lit ? 0.35 : 1;
    haloed(ctx, text, ...spot, clusterColour(cluster), 4);
    ctx.globalAlpha = 1;
  }
}

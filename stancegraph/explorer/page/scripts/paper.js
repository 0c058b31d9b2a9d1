// The picture on paper: what is in view with title, counts, filters and legend, as PNG or SVG. Nothing here runs
// before it is asked for.

const PAPER_MARGIN = 24; // pixels around title and legend
const LEAST_WIDTH = 1600; // pixels of a PNG: a slide's width
const MOST_PIXELS = 2 ** 24; // of a PNG; the most that browsers on phones give to one canvas

/** What part of the plane is in view; all of it while another view hides the picture. */
function cameraNow() {
  const { clientWidth, clientHeight } = byId(state.view === "picture" ? "net" : "page");
  const [width, height] = [Math.max(clientWidth, 320), Math.max(clientHeight, 240)];
  const seen =
    state.view === "picture"
      ? { position: network.getViewPosition(), scale: network.getScale() }
      : wholeView(width, height);
  return { width, height, ...(seen ?? { position: { x: 0, y: 0 }, scale: 1 }) };
}

/** Draws all that the screen has, in its order, on any context. */
function drawScene(ctx, { width, height, position, scale }) {
  const ratio = ratioOf(ctx);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = palette.canvas;
  ctx.fillRect(0, 0, width, height);
  const zoomed = ratio * scale;
  const [left, top] = [width / 2 - position.x * scale, height / 2 - position.y * scale];
  ctx.setTransform(zoomed, 0, 0, zoomed, left * ratio, top * ratio);
  drawUnderneath(ctx);
  const onScreen = placedLabels;
  drawOver(ctx);
  placedLabels = onScreen;
}

function canvasOf(width, height, ratio) {
  const canvas = el("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const ctx = canvas.getContext("2d");
  ctx.ratio = ratio;
  return ctx;
}

/** The picture alone, on a canvas of its own. */
function sceneCanvas(camera, ratio) {
  const ctx = canvasOf(camera.width, camera.height, ratio);
  // A printer is told what was drawn rather than the dots, also what was drawn beyond the edge.
  ctx.rect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.clip();
  drawScene(ctx, camera);
  return ctx.canvas;
}

// ---- title and legend ---------------------------------------------------------------------------------------------

/** Lines of a text that are at most so wide in the font that is set; a word wider than a line is cut. */
function wrappedLines(ctx, text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (ctx.measureText(longer).width <= width) line = longer;
    else {
      if (line) lines.push(line);
      line = fitted(ctx, word, width);
    }
  }
  return line ? [...lines, line] : lines;
}

/** Pieces of text and swatches with their places, from the top down; `height` is what they take. */
function titleBlock(ctx, width) {
  const pieces = [];
  let y = PAPER_MARGIN;
  const write = (text, font, colour, leading, most) => {
    ctx.font = font;
    const lines = wrappedLines(ctx, text, width - 2 * PAPER_MARGIN);
    for (const [i, line] of lines.slice(0, most).entries()) {
      const more = i === most - 1 && lines.length > most ? " …" : "";
      pieces.push({ text: line + more, font, colour, x: PAPER_MARGIN, y: y + leading / 2 });
      y += leading;
    }
  };
  write(oneLine(data.title), `600 19px ${palette.font}`, palette.ink, 26, 2);
  const selected = selectionInWords();
  const words = [countsInWords(), ...filtersInWords()].join("; ");
  write(words + (selected ? `; selected: ${selected}` : ""), `400 13px ${palette.font}`, palette.muted, 19, 4);
  return { pieces, height: y + PAPER_MARGIN / 2 };
}

const LEGEND_GAP = 20; // pixels between entries of the legend

/** The legend as it stands under the picture on the screen: read from there, so that it is the same. */
function legendBlock(ctx, width) {
  const pieces = [];
  const font = `400 12.5px ${palette.font}`;
  ctx.font = font;
  let [x, y] = [PAPER_MARGIN, PAPER_MARGIN / 2];
  for (const entry of byId("legend-body").querySelectorAll("li, p")) {
    const text = oneLine(entry.textContent);
    const swatch = entry.querySelector("svg");
    const drawn = swatch ? Number(swatch.getAttribute("width")) + 7 : 0;
    const wide = drawn + ctx.measureText(text).width;
    if (x > PAPER_MARGIN && x + wide > width - PAPER_MARGIN) [x, y] = [PAPER_MARGIN, y + 21];
    if (swatch) pieces.push({ swatch, x, y });
    for (const line of wrappedLines(ctx, text, width - 2 * PAPER_MARGIN - drawn)) {
      pieces.push({ text: line, font, colour: palette.muted, x: x + drawn, y: y + 10 });
      if (x + wide > width - PAPER_MARGIN) y += 18;
    }
    x += wide + LEGEND_GAP;
  }
  return { pieces, height: pieces.length ? y + 21 + PAPER_MARGIN / 2 : 0 };
}

function drawPieces(ctx, { pieces }, top) {
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const { text, font, colour, swatch, x, y } of pieces) {
    if (swatch) drawSwatch(ctx, swatch, x, top + y);
    else {
      ctx.font = font;
      ctx.fillStyle = colour;
      ctx.fillText(text, x, top + y);
    }
  }
}

/** Draws a small SVG of the legend: `swatch` is 20 pixels high at most and stands in the middle of its line. */
function drawSwatch(ctx, swatch, x, y) {
  const number = (shape, name) => Number(shape.getAttribute(name) ?? 0);
  const factor = number(swatch, "width") / (swatch.viewBox.baseVal.width || number(swatch, "width"));
  ctx.save();
  ctx.translate(x, y + 10 - number(swatch, "height") / 2);
  ctx.scale(factor, factor);
  for (const shape of swatch.querySelectorAll("line, polygon, polyline, circle, rect, path")) {
    const style = getComputedStyle(shape);
    ctx.beginPath();
    traceSwatch(ctx, shape, number);
    ctx.globalAlpha = Number(style.opacity);
    ctx.lineWidth = parseFloat(style.strokeWidth) || 1;
    ctx.lineCap = style.strokeLinecap;
    ctx.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(parseFloat));
    if (style.fill !== "none" && shape.tagName !== "line") {
      ctx.fillStyle = style.fill;
      ctx.fill();
    }
    if (style.stroke !== "none") {
      ctx.strokeStyle = style.stroke;
      ctx.stroke();
    }
  }
  ctx.restore();
}

function traceSwatch(ctx, shape, number) {
  const of = (...names) => names.map((name) => number(shape, name));
  if (shape.tagName === "circle") {
    const [cx, cy, r] = of("cx", "cy", "r");
    ctx.moveTo(cx + r, cy);
    ctx.arc(cx, cy, r, 0, 2 * Math.PI);
  } else if (shape.tagName === "line") {
    ctx.moveTo(...of("x1", "y1"));
    ctx.lineTo(...of("x2", "y2"));
  } else if (shape.tagName === "rect") {
    ctx.rect(...of("x", "y", "width", "height"));
  } else if (shape.tagName === "path") {
    tracePathData(ctx, shape.getAttribute("d"));
  } else {
    const points = shape.getAttribute("points").trim().split(/[\s,]+/).map(Number);
    for (let i = 0; i < points.length; i += 2) ctx[i ? "lineTo" : "moveTo"](points[i], points[i + 1]);
    if (shape.tagName === "polygon") ctx.closePath();
  }
}

/** The letters of path data that the page's own swatches use. */
function tracePathData(ctx, text) {
  const steps = {
    M: [2, "moveTo"],
    L: [2, "lineTo"],
    Q: [4, "quadraticCurveTo"],
    C: [6, "bezierCurveTo"],
  };
  let [x, y] = [0, 0];
  for (const [, letter, list] of text.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (list.match(/-?(\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const upper = letter.toUpperCase();
    const relative = letter !== upper;
    if (upper === "Z") ctx.closePath();
    else if (upper === "H" || upper === "V") {
      for (const each of numbers) {
        if (upper === "H") x = relative ? x + each : each;
        else y = relative ? y + each : each;
        ctx.lineTo(x, y);
      }
    } else if (steps[upper]) {
      const [size, method] = steps[upper];
      for (let i = 0; i + size <= numbers.length; i += size) {
        const points = numbers.slice(i, i + size).map((each, at) => (relative ? each + (at % 2 ? y : x) : each));
        ctx[method === "moveTo" && i ? "lineTo" : method](...points);
        [x, y] = points.slice(-2);
      }
    }
  }
}

// ---- the two files ------------------------------------------------------------------------------------------------

/** A PNG of what is in view, as a promise of a blob. */
function pngPicture() {
  const camera = cameraNow();
  const ruler = canvasOf(1, 1, 1);
  const [head, foot] = [titleBlock(ruler, camera.width), legendBlock(ruler, camera.width)];
  const height = head.height + camera.height + foot.height;
  const wanted = Math.max(2 * (window.devicePixelRatio || 1), LEAST_WIDTH / camera.width);
  const ratio = Math.min(wanted, Math.sqrt(MOST_PIXELS / (camera.width * height)));
  const ctx = canvasOf(camera.width, height, ratio);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.fillStyle = palette.canvas;
  ctx.fillRect(0, 0, camera.width, height);
  drawPieces(ctx, head, 0);
  drawPieces(ctx, foot, head.height + camera.height);
  ctx.drawImage(sceneCanvas(camera, ratio), 0, head.height, camera.width, camera.height);
  return new Promise((done, failed) => {
    ctx.canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture is too large"))), "image/png");
  });
}

/** The same as SVG text that stands alone. */
function svgPicture() {
  const camera = cameraNow();
  const { width } = camera;
  const frame = new VectorContext(width, 0);
  const [head, foot] = [titleBlock(frame, width), legendBlock(frame, width)];
  const height = hundredths(head.height + camera.height + foot.height);
  frame.fillStyle = palette.canvas;
  frame.fillRect(0, 0, width, height);
  drawPieces(frame, head, 0);
  drawPieces(frame, foot, head.height + camera.height);
  const scene = new VectorContext(width, camera.height);
  drawScene(scene, camera);
  const root = svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, "font-family": palette.font, role: "img" },
    svg("title", {}, xmlSafe(oneLine(data.title))),
    svg("desc", {}, xmlSafe([countsInWords(), ...filtersInWords()].join("; "))),
    frame.group,
    // A frame of its own cuts off what reaches beyond the picture.
    svg("svg", { y: hundredths(head.height), width, height: camera.height }, scene.group),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

// A drawing context that makes SVG of what is drawn on it. The picture is exported by the very functions that draw it
// on the screen, so that the two cannot differ; a function that asks for more than is here fails loudly.

const hundredths = (number) => Math.round(number * 100) / 100;

/** Characters that XML cannot hold. A pair of surrogates is one character here; one alone is none. */
const xmlSafe = (text) => visible(text).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

const PEN = {
  strokeStyle: "#000",
  fillStyle: "#000",
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  dash: [],
  matrix: [1, 0, 0, 1, 0, 0],
};
const ANCHORS = { center: "middle", right: "end", end: "end" };
const RISE = 0.34; // of a letter's height, from the middle of a line to its base

class TracedPath {
  calls = [];
}
for (const name of ["moveTo", "lineTo", "quadraticCurveTo", "rect", "arc", "closePath"])
  TracedPath.prototype[name] = function (...given) {
    this.calls.push([name, given]);
  };

class VectorContext {
  constructor(width, height) {
    this.ratio = 1;
    this.canvas = { width, height };
    this.group = svg("g");
    this.saved = [];
    this.path = [];
    this.measure = document.createElement("canvas").getContext("2d");
    Object.assign(this, PEN);
  }

  save() {
    this.saved.push(Object.fromEntries(Object.keys(PEN).map((name) => [name, this[name]])));
  }

  restore() {
    if (this.saved.length) Object.assign(this, this.saved.pop());
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  // ---- where things go

  getTransform() {
    const [a, b, c, d, e, f] = this.matrix;
    return { a, b, c, d, e, f };
  }

  setTransform(...matrix) {
    this.matrix = matrix;
  }

  translate(x, y) {
    const [a, b, c, d] = this.matrix;
    this.matrix = [a, b, c, d, ...this.at(x, y)];
  }

  scale(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a * x, b * x, c * y, d * y, e, f];
  }

  rotate(angle) {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  at(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  }

  /** How much longer a line becomes. */
  get magnified() {
    const [a, b, c, d] = this.matrix;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  // ---- paths

  beginPath() {
    this.path = [];
  }

  add(letter, ...coordinates) {
    const points = [];
    for (let i = 0; i < coordinates.length; i += 2)
      points.push(...this.at(coordinates[i], coordinates[i + 1]).map(hundredths));
    this.path.push(letter + points.join(" "));
  }

  moveTo(x, y) {
    this.add("M", x, y);
  }

  lineTo(x, y) {
    this.add(this.path.length ? "L" : "M", x, y);
  }

  quadraticCurveTo(...points) {
    this.add("Q", ...points);
  }

  bezierCurveTo(...points) {
    this.add("C", ...points);
  }

  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** An arc, clockwise unless told otherwise, in two halves: SVG draws none that ends where it begins. */
  arc(x, y, radius, from, to, back = false) {
    const turn = 2 * Math.PI;
    let sweep = to - from;
    if (Math.abs(sweep) >= turn) sweep = back ? -turn : turn;
    else sweep = back ? -((((from - to) % turn) + turn) % turn) : ((sweep % turn) + turn) % turn;
    const size = hundredths(radius * this.magnified);
    const point = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.lineTo(...point(from));
    for (const part of [0.5, 1])
      this.path.push(
        `A${size} ${size} 0 0 ${back ? 0 : 1} ${this.at(...point(from + sweep * part)).map(hundredths).join(" ")}`,
      );
  }

  closePath() {
    this.path.push("Z");
  }

  /** What is traced before it is drawn, as a Path2D elsewhere. */
  newPath() {
    return new TracedPath();
  }

  replay(path) {
    if (!path) return;
    this.path = [];
    for (const [name, given] of path.calls) this[name](...given);
  }

  stroke(path = null) {
    this.replay(path);
    const wide = this.lineWidth * this.magnified;
    this.draw({
      fill: "none",
      stroke: this.strokeStyle,
      "stroke-width": hundredths(wide),
      "stroke-dasharray": this.dash.length ? this.dash.map((length) => hundredths(length * this.magnified)).join(" ") : null,
      "stroke-linecap": this.lineCap === "butt" ? null : this.lineCap,
      "stroke-linejoin": this.lineJoin === "miter" ? null : this.lineJoin,
    });
  }

  fill(path = null) {
    this.replay(path);
    this.draw({ fill: this.fillStyle });
  }

  draw(look) {
    if (!this.path.length) return;
    this.group.append(svg("path", { d: this.path.join(""), ...look, opacity: this.opacity }));
  }

  get opacity() {
    return this.globalAlpha < 1 ? hundredths(this.globalAlpha) : null;
  }

  fillRect(x, y, width, height) {
    const path = this.path;
    this.path = [];
    this.rect(x, y, width, height);
    this.fill();
    this.path = path;
  }

  // ---- text

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  /** The halo of a text is part of it: an editor of the drawing moves both. */
  strokeText(text, x, y) {
    this.halo = { text, x, y, stroke: this.strokeStyle, width: this.lineWidth };
  }

  fillText(text, x, y) {
    const [, weight, size] = this.font.match(/^(?:(\d+) )?([\d.]+)px/) ?? [];
    const [left, top] = this.at(x, y);
    const { halo } = this;
    const under = halo?.text === text && halo.x === x && halo.y === y ? halo : null;
    this.halo = null;
    const pixels = Number(size ?? 10) * this.magnified;
    const down = this.textBaseline === "middle" ? pixels * RISE : this.textBaseline === "top" ? pixels * 0.8 : 0;
    this.group.append(
      svg(
        "text",
        {
          x: hundredths(left),
          y: hundredths(top + down),
          "font-size": hundredths(pixels),
          "font-weight": weight ?? null,
          "text-anchor": ANCHORS[this.textAlign] ?? null,
          fill: this.fillStyle,
          stroke: under?.stroke ?? null,
          "stroke-width": under ? hundredths(under.width * this.magnified) : null,
          "stroke-linejoin": under ? "round" : null,
          "paint-order": under ? "stroke" : null,
          opacity: this.opacity,
        },
        xmlSafe(text),
      ),
    );
  }
}

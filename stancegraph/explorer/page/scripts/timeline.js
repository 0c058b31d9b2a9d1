// Statements over time: a histogram above the filters in which a period is chosen with the pointer or the keys, and a
// button that lets it run. The bars count what every other filter leaves. A period that is chosen can be looked at closer:
// then the bars are of it alone, and finer.
//
// Friendly statements rise above the axis and hostile ones hang below it, so that sign is told by place as well as
// colour; neutral ones straddle it.

const MOST_BINS = 60; // bars that can still be told apart in a panel of about 200 pixels
const PLAYING = 14_000; // milliseconds from the first bar to the last, as far as the limits allow
const PACE = [250, 900]; // milliseconds for a step: time to see what changed, and not to wait for it
const SLACK = 4; // pixels within which a press is a click and not a drag

const DAY = 86_400_000;
const dayNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

const months = (number) => Number(isoDay(number).slice(0, 4)) * 12 + Number(isoDay(number).slice(5, 7)) - 1;
function monthStart(count) {
  const first = new Date(0);
  first.setUTCFullYear(Math.floor(count / 12), count % 12, 1); // Date.UTC would take the year 1 for 1901
  return Math.round(first.getTime() / DAY);
}
const ofMonths = (name, size, days) => ({
  name,
  days,
  start: (day) => monthStart(Math.floor(months(day) / size) * size),
  next: (start) => monthStart(months(start) + size),
});
const UNITS = [
  { name: "day", days: 1, start: (day) => day, next: (day) => day + 1 },
  { name: "week", days: 7, start: (day) => day - ((((day + 3) % 7) + 7) % 7), next: (day) => day + 7 }, // from Monday
  ofMonths("month", 1, 30.5),
  ofMonths("quarter", 3, 91.3),
  ofMonths("year", 12, 365.2),
  ofMonths("half-decade", 60, 1826),
  ofMonths("decade", 120, 3652),
  ofMonths("century", 1200, 36524),
];

let bins = null; // {unit, edges: day numbers, one more than there are bins, of: bin of each day in the payload}
let binsOf = ""; // of which span they are
let bars = null; // the elements that are changed later

/** Bars of the finest unit of which the span, the first and last of these day numbers, needs few enough. A day before it is
    in the bar -1, one after it in the bar after the last. */
function binsOver(numbers, [first, last]) {
  const unit = UNITS.find((each) => (last - first + 1) / each.days <= MOST_BINS) ?? UNITS[UNITS.length - 1];
  const edges = [unit.start(first)];
  while (edges[edges.length - 1] <= last) edges.push(unit.next(edges[edges.length - 1]));
  let bin = -1;
  const of = numbers.map((number) => {
    while (bin < edges.length - 1 && number >= edges[bin + 1]) bin++;
    return bin;
  });
  return { unit, edges, of };
}

/** Makes the bars anew if they are to be of another span; the first to hear of a change, since all else counts by them. */
function cutBins() {
  const key = JSON.stringify(state.span);
  if (bars === null || key === binsOf) return;
  binsOf = key;
  const numbers = data.days.map(dayNumber);
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const { since, until } = state.span ?? { since: null, until: null };
  bins = binsOver(numbers, [since === null ? first : dayNumber(since), until === null ? last : dayNumber(until)]);
  for (const thumb of Object.values(bars.thumbs)) thumb.setAttribute("aria-valuemax", bins.edges[lastBin() + 1] - 1 - bins.edges[0]);
}

const lastBin = () => (bins === null ? -1 : bins.edges.length - 2);
const binOf = (number) => {
  const after = bins.edges.findIndex((edge) => edge > number);
  return after < 0 ? lastBin() : Math.max(0, after - 1);
};
const acrossChart = (number) => {
  const [first, end] = [bins.edges[0], bins.edges[lastBin() + 1]];
  return Math.min(1, Math.max(0, (number - first) / (end - first)));
};

// What is chosen where nothing within the bars is: all days, or the span that is looked at closer.
const openSince = () => state.span?.since ?? null;
const openUntil = () => state.span?.until ?? null;
const timed = () => state.since !== openSince() || state.until !== openUntil();
const sinceNumber = () => (state.since === null ? bins.edges[0] : dayNumber(state.since));
const untilNumber = () => (state.until === null ? bins.edges[lastBin() + 1] - 1 : dayNumber(state.until));

function chooseBins(from, to) {
  // The span of the bars may begin and end within one.
  const since = from === 0 ? openSince() : isoDay(bins.edges[from]);
  const until = to === lastBin() ? openUntil() : isoDay(bins.edges[to + 1] - 1);
  if (since === openSince() && until === openUntil()) return clearTimes();
  change({ since: since ?? isoDay(bins.edges[0]), until: until ?? isoDay(bins.edges[lastBin() + 1] - 1) });
}

const clearTimes = () => timed() && change({ since: openSince(), until: openUntil() });

const isDays = () => bins.unit === UNITS[0];

/** Bars of the chosen period alone. */
function lookCloser() {
  stopPlaying();
  const [since, until] = [isoDay(sinceNumber()), isoDay(untilNumber())];
  change({ since, until, span: { since, until } });
  bars.clear.disabled = false; // before the button that was pressed is
  bars.clear.focus();
  announceTimes();
}

function seeAllDays() {
  stopPlaying();
  change({ since: null, until: null, span: null });
  if (document.activeElement === bars.clear) bars.thumbs.since.focus(); // the button goes
  announceTimes();
}

// ---- building it --------------------------------------------------------------------------------------------------

function buildTimeline() {
  const box = byId("times");
  box.hidden = data.days.length < 2;
  if (box.hidden) return;
  const paths = Object.fromEntries(SIGNS.map(({ sign, key }) => [sign, svg("path", { class: `bars ${key}` })]));
  const axis = svg("line", { class: "axis", x1: 0, x2: 1000, "vector-effect": "non-scaling-stroke" });
  const veils = [0, 1].map(() => svg("rect", { class: "veil", y: 0, height: 100 }));
  const drawing = svg(
    "svg",
    { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img" },
    ...Object.values(paths),
    axis,
    ...veils,
  );
  const thumb = (end, label) =>
    el("div", {
      class: "thumb",
      role: "slider",
      tabindex: 0,
      "data-end": end,
      "aria-label": label,
      "aria-valuemin": 0,
      onkeydown: (event) => keyOnThumb(event, end),
      onkeyup: releaseAddress,
    });
  const thumbs = { since: thumb("since", "From"), until: thumb("until", "To") };
  const chart = el(
    "div",
    { class: "chart", onpointerdown: press, onpointermove: drag, onpointerup: letGo, onpointercancel: letGo },
    drawing,
    thumbs.since,
    thumbs.until,
  );
  chart.addEventListener("pointerleave", () => showPeriod());
  const play = el("button", { type: "button", id: "play", class: "play", onclick: pressPlay });
  const clear = el("button", { type: "button", id: "times-clear", class: "plain", onclick: seeAllDays }, "All days");
  const closer = el("button", { type: "button", id: "times-closer", class: "plain", onclick: lookCloser }, "Closer");
  const told = el("p", { id: "period", class: "period" });
  const missing = el("p", { id: "undated", class: "quiet", hidden: true });
  bars = { chart, drawing, paths, axis, veils, thumbs, play, clear, closer, told, missing };
  cutBins();
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Time");
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(timed() || state.span || isPlaying())) return;
    event.preventDefault(); // clears the period only, not what is selected
    stopPlaying();
    if (timed()) clearTimes();
    else if (state.span) seeAllDays();
  });
  box.replaceChildren(el("div", { class: "row" }, el("h3", {}, "Time", el("span", { class: "unit" }, "statements")), el("span", { class: "row" }, closer, clear)), chart, el("div", { class: "row" }, told, play), missing);
  showPlay();
}

// ---- showing it ---------------------------------------------------------------------------------------------------

/** Statements of each bin by sign, with what the time filter alone hides. */
function binned() {
  const counts = counted().bars;
  return Object.fromEntries(
    SIGNS.map(({ sign }) => [sign, counts.subarray(barCount(sign, 0), barCount(sign, lastBin() + 1))]),
  );
}

function showTimeline() {
  if (!bars) return;
  if (playing && (state.since !== playing.since || state.until !== playing.until)) stopPlaying(); // someone else chose
  const counts = binned();
  bars.counts = counts;
  const up = (bin) => counts[1][bin] + counts[0][bin] / 2;
  const down = (bin) => counts[-1][bin] + counts[0][bin] / 2;
  let [highest, lowest] = [0, 0];
  for (let bin = 0; bin <= lastBin(); bin++) {
    highest = Math.max(highest, up(bin));
    lowest = Math.max(lowest, down(bin));
  }
  const unit = 96 / (highest + lowest || 1);
  const base = 2 + highest * unit;
  const outlines = { 1: [], 0: [], "-1": [] };
  for (let bin = 0; bin <= lastBin(); bin++) {
    const left = acrossChart(bins.edges[bin]) * 1000;
    const wide = acrossChart(bins.edges[bin + 1]) * 1000 - left;
    const gap = Math.min(5, wide * 0.2);
    const bar = (sign, top, height) => {
      if (counts[sign][bin])
        outlines[sign].push(`M${(left + gap / 2).toFixed(1)} ${top.toFixed(2)}h${(wide - gap).toFixed(1)}v${height.toFixed(2)}H${(left + gap / 2).toFixed(1)}z`);
    };
    const middle = (counts[0][bin] / 2) * unit;
    bar(1, base - middle - counts[1][bin] * unit, counts[1][bin] * unit);
    bar(0, base - middle, 2 * middle);
    bar(-1, base + middle, counts[-1][bin] * unit);
  }
  for (const { sign } of SIGNS) bars.paths[sign].setAttribute("d", outlines[sign].join(""));
  for (const end of ["y1", "y2"]) bars.axis.setAttribute(end, base.toFixed(2));
  bars.drawing.setAttribute("aria-label", `Statements by ${bins.unit.name}. ${busiestBin(counts)}`);
  showWindow();
}

function busiestBin(counts) {
  const sum = (bin) => counts[1][bin] + counts[0][bin] + counts[-1][bin];
  let most = 0;
  for (let bin = 1; bin <= lastBin(); bin++) if (sum(bin) > sum(most)) most = bin;
  return sum(most) ? `Most: ${tellSpan(most)}, ${inWords(sum(most))}.` : "None passes the filters.";
}

function showWindow() {
  const [first, last] = [sinceNumber(), untilNumber()];
  const [from, to] = [acrossChart(first), acrossChart(last + 1)];
  const [left, right] = bars.veils;
  left.setAttribute("width", (from * 1000).toFixed(1));
  right.setAttribute("x", (to * 1000).toFixed(1));
  right.setAttribute("width", ((1 - to) * 1000).toFixed(1));
  for (const [end, number, place] of [["since", first, from], ["until", last, to]]) {
    const thumb = bars.thumbs[end];
    thumb.style.left = `${(place * 100).toFixed(2)}%`;
    thumb.setAttribute("aria-valuenow", number - bins.edges[0]);
    thumb.setAttribute("aria-valuetext", date(isoDay(number)));
  }
  bars.chart.classList.toggle("brushed", timed());
  bars.clear.disabled = !timed() && state.span === null;
  bars.closer.disabled = !timed() || isDays() || first === last;
  showUndated();
  showPeriod();
}

/** The bars would pass for the whole where most statements have no day; without statements there are none. */
function showUndated() {
  if (!data.evidence) {
    bars.missing.hidden = false;
    bars.missing.textContent =
      "No bars: the graph came without its statements. A period leaves the ties whose first and last day it touches.";
    return;
  }
  const all = data.statements.date.length;
  const dated = data.statements.date.reduce((count, day) => count + (day >= 0), 0);
  bars.missing.hidden = dated === all;
  bars.missing.textContent =
    `${inWords(dated)} of ${plural(all, "statement")} ${dated === 1 ? "has" : "have"} a day` +
    (timed() || state.span ? "; the others are left out." : ".");
}

/** Under the bars: the period that is chosen, or the whole of it; or what the pointer is on. */
function showPeriod(bin = null) {
  bars.told.textContent =
    bin === null
      ? timed() || state.span
        ? period(isoDay(sinceNumber()), isoDay(untilNumber()))
        : period(data.days[0], data.days[data.days.length - 1])
      : tellBin(bin);
}

function tellBin(bin) {
  const told = [1, -1, 0]
    .filter((sign) => bars.counts[sign][bin])
    .map((sign) => `${inWords(bars.counts[sign][bin])} ${signOf(sign).key}`);
  return `${tellSpan(bin)}: ${told.join(", ") || "none"}`;
}

const tellSpan = (bin) => period(isoDay(bins.edges[bin]), isoDay(bins.edges[bin + 1] - 1));

function announceTimes() {
  const days = timed() || state.span ? period(isoDay(sinceNumber()), isoDay(untilNumber())) : "All days";
  say(`${days}: ${plural(shown.actors, "actor")}, ${plural(shown.ties, "tie")}`);
}

// ---- with the keys ------------------------------------------------------------------------------------------------

/** Arrows go by a bar, with Shift by a day; page keys by ten bars; Home and End open the period again. */
function keyOnThumb(event, end) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
  if (way === undefined) return;
  event.preventDefault();
  stopPlaying();
  if (event.repeat) holdAddress(); // a browser takes so many addresses a second only
  const [first, last] = [bins.edges[0], bins.edges[lastBin() + 1] - 1];
  const [since, until] = [sinceNumber(), untilNumber()];
  let number = end === "since" ? since : until;
  if (event.shiftKey && Math.abs(way) === 1) number += way;
  else if (end === "since") {
    // From within a bar the way back first goes to where the bar begins.
    const bin = binOf(since);
    const inside = way < 0 && since > bins.edges[bin] ? 1 : 0;
    number = bins.edges[Math.min(Math.max(0, bin + way + inside), lastBin())];
  } else {
    const bin = binOf(until);
    const inside = way > 0 && until < bins.edges[bin + 1] - 1 ? 1 : 0;
    number = bins.edges[Math.min(Math.max(0, bin + way - inside), lastBin()) + 1] - 1;
  }
  // The one end does not pass the other.
  if (end === "since") number = Math.min(number, binOf(until) === lastBin() && state.until === openUntil() ? number : until);
  else number = Math.max(number, since);
  number = Math.min(last, Math.max(first, number));
  if (end === "since") change({ since: number === first ? openSince() : isoDay(number) });
  else change({ until: number === last ? openUntil() : isoDay(number) });
}

// ---- with the pointer ---------------------------------------------------------------------------------------------

let dragged = null; // {kind, x, bin, from, to, moved} while the pointer is down

const binAt = ({ clientX }) => {
  const { left, width } = bars.chart.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (clientX - left) / width));
  const [first, end] = [bins.edges[0], bins.edges[lastBin() + 1]];
  return binOf(Math.min(end - 1, Math.floor(first + share * (end - first))));
};

function press(event) {
  if (event.button !== 0) return;
  stopPlaying();
  const end = event.target.dataset?.end;
  const bin = binAt(event);
  const [from, to] = [binOf(sinceNumber()), binOf(untilNumber())];
  const kind = end ?? (timed() && bin >= from && bin <= to ? "move" : "new");
  dragged = { kind, x: event.clientX, bin, from, to, moved: false };
  bars.chart.setPointerCapture(event.pointerId);
  holdAddress();
}

function drag(event) {
  if (!dragged) return showPeriod(binAt(event));
  if (!dragged.moved && Math.abs(event.clientX - dragged.x) < SLACK) return;
  if (!dragged.moved) requestAnimationFrame(followDrag);
  dragged.moved = true;
  dragged.at = binAt(event);
}

/** Once a frame and not at every move of the pointer, which may come faster than the picture can be drawn. */
function followDrag() {
  if (!dragged) return;
  applyDrag();
  requestAnimationFrame(followDrag);
}

function applyDrag() {
  const { kind, bin, from, to, at, done } = dragged;
  if (at === undefined || at === done) return;
  dragged.done = at;
  if (kind === "new") chooseBins(Math.min(bin, at), Math.max(bin, at));
  else if (kind === "since") chooseBins(Math.min(at, to), to);
  else if (kind === "until") chooseBins(from, Math.max(at, from));
  else {
    const by = Math.min(Math.max(at - bin, -from), lastBin() - to);
    chooseBins(from + by, to + by);
  }
}

function letGo(event) {
  if (!dragged) return;
  const { kind, moved } = dragged;
  if (moved) applyDrag();
  else if (event.type === "pointerup" && (kind === "new" || kind === "move")) clearTimes();
  dragged = null;
  releaseAddress();
  if (event.type === "pointerup") announceTimes();
}

// ---- letting it run -----------------------------------------------------------------------------------------------

let playing = null; // {timer, since, until}: what the last step chose

const isPlaying = () => playing !== null;

/** With reduced motion each press is one step. */
function pressPlay() {
  if (isPlaying()) {
    stopPlaying();
    return announceTimes();
  }
  if (calm()) {
    stepInTime();
    return announceTimes();
  }
  playing = {};
  holdAddress();
  say("Playing");
  tick();
}

function tick() {
  const more = stepInTime();
  if (!playing) return;
  if (!more) {
    stopPlaying();
    return announceTimes();
  }
  const pace = Math.min(PACE[1], Math.max(PACE[0], PLAYING / (lastBin() + 1)));
  playing.timer = setTimeout(tick, pace);
  showPlay();
}

function stopPlaying() {
  if (!playing) return;
  clearTimeout(playing.timer);
  playing = null;
  releaseAddress();
  showPlay();
}

const sumOfBin = (bin) => SIGNS.reduce((sum, { sign }) => sum + bars.counts[sign][bin], 0);

/**
 * Moves the chosen period on by a bar, or from the start again; without a beginning it grows. Steps that would change
 * nothing, or show nothing, are passed over. False at the end.
 */
function stepInTime() {
  const last = lastBin();
  const [from, to] = [binOf(sinceNumber()), binOf(untilNumber())];
  let [since, until] = [null, null];
  if (state.since === openSince()) {
    since = openSince();
    let grown = state.until === openUntil() ? 0 : to + 1;
    while (grown < last && !sumOfBin(grown)) grown++;
    until = grown >= last ? openUntil() : isoDay(bins.edges[grown + 1] - 1);
  } else {
    const wide = to - from;
    let start = to >= last ? 0 : from + 1;
    const filled = () => Array.from({ length: wide + 1 }, (_, i) => sumOfBin(start + i)).some(Boolean);
    const same = () => start > 0 && !sumOfBin(start - 1) && !sumOfBin(start + wide);
    while (start + wide < last && (!filled() || same())) start++;
    since = isoDay(bins.edges[start]);
    until = isoDay(bins.edges[start + wide + 1] - 1);
  }
  if (playing) Object.assign(playing, { since, until });
  change({ since, until });
  return since === openSince() ? until !== openUntil() : binOf(untilNumber()) < last;
}

function showPlay() {
  if (!bars) return;
  const [label, path] = isPlaying()
    ? ["Pause", "M3 2h3v10H3zM8 2h3v10H8z"]
    : calm()
      ? ["One step on in time", "M3 2l6 5-6 5zM10 2h2v10h-2z"]
      : ["Play through time", "M3 2l9 5-9 5z"];
  bars.play.setAttribute("aria-label", label);
  bars.play.replaceChildren(
    svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" }, svg("path", { d: path, fill: "currentColor" })),
  );
}

function wireTimeline() {
  buildTimeline();
  window.addEventListener("popstate", stopPlaying, true);
  window.matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", () => {
    stopPlaying();
    showPlay();
  });
}

// Statements over time as small bars: friendly and neutral ones stand on the line, hostile ones hang from it.

const MOST_BARS = 40;
const TIMELINE = { width: 320, height: 64, widest: 16 }; // in units of its own; it is drawn as wide as the panel
const DAY_LENGTH = 86_400_000;

// From the finest to the coarsest; `first` and `name` of a period by its number.
const utc = (iso) => new Date(`${iso}T00:00:00Z`);
const isoOf = (time) => new Date(time).toISOString().slice(0, 10);
const PERIODS = [
  { unit: "day", of: (t) => Math.floor(t / DAY_LENGTH), name: (n) => date(isoOf(n * DAY_LENGTH)) },
  // 1 January 1970 was a Thursday.
  { unit: "week", of: (t) => Math.floor((t / DAY_LENGTH + 3) / 7), name: (n) => `week of ${date(isoOf((n * 7 - 3) * DAY_LENGTH))}` },
  {
    unit: "month",
    of: (t) => new Date(t).getUTCFullYear() * 12 + new Date(t).getUTCMonth(),
    name: (n) => date(isoOf(Date.UTC(Math.floor(n / 12), n % 12))).slice(2),
  },
  { unit: "year", of: (t) => new Date(t).getUTCFullYear(), name: (n) => String(n) },
  { unit: "decade", of: (t) => Math.floor(new Date(t).getUTCFullYear() / 10), name: (n) => `${n}0s` },
];

/** The heading and the bars of these statements; nothing unless they are of two days at least. */
function timeline(list) {
  const time = (at) => utc(data.days[at]).getTime();
  const { date: firsts, date_end: lasts, stance } = data.statements;
  const dated = list.filter((i) => firsts[i] >= 0);
  const spans = dated.map((i) => [time(firsts[i]), time(lasts[i] < 0 ? firsts[i] : lasts[i])]);
  const [low, high] = spans.reduce(([a, b], [t, u]) => [Math.min(a, t), Math.max(b, u)], [Infinity, -Infinity]);
  if (!(low < high)) return [];
  const span = PERIODS.find(({ of }) => of(high) - of(low) < MOST_BARS) ?? PERIODS.at(-1);
  const start = span.of(low);
  const none = () => ({ "-1": 0, 0: 0, 1: 0 });
  const bars = Array.from({ length: span.of(high) - start + 1 }, none);
  const total = none();
  dated.forEach((i, n) => {
    const { sign } = stances[stance[i]];
    const [first, last] = spans[n].map((t) => span.of(t) - start);
    for (let bar = first; bar <= last; bar++) bars[bar][sign]++; // in every bar that it touches
    total[sign]++;
  });
  const undated = list.length - dated.length;
  const [from, to] = [low, high].map((t) => date(isoOf(t)));
  return [
    el("h3", {}, "Over time"),
    el(
      "figure",
      { class: "timeline" },
      barsOf(bars, (n) => span.name(start + n), `Statements by ${span.unit}, ${from} to ${to}: ${signCounts(total)}`),
      el("figcaption", {}, el("span", {}, from), el("span", {}, `by ${span.unit}`), el("span", {}, to)),
    ),
    undated ? el("p", { class: "quiet" }, `${plural(undated, "statement")} without a date.`) : null,
  ].filter(Boolean);
}

const signCounts = (counts) =>
  SIGNS.filter(({ sign }) => counts[sign])
    .map(({ sign, name }) => `${counts[sign]} ${name.toLowerCase()}`)
    .join(", ");

function barsOf(bars, nameOfBar, title) {
  const { width, height, widest } = TIMELINE;
  const above = Math.max(...bars.map((bar) => bar[1] + bar[0]));
  const below = Math.max(...bars.map((bar) => bar[-1]));
  const unit = (height - 4) / (above + below);
  const axis = 2 + above * unit;
  const step = width / bars.length;
  const thick = Math.max(2, Math.min(widest, step - 2));
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title },
    svg("line", { class: "axis", x1: 0, x2: width, y1: axis, y2: axis }),
  );
  bars.forEach((bar, n) => {
    if (!bar[1] && !bar[0] && !bar[-1]) return;
    const x = n * step + (step - thick) / 2;
    const part = (key, y, count) =>
      count ? [svg("rect", { class: key, x, y, width: thick, height: count * unit, rx: 1.5 })] : [];
    drawing.append(
      svg(
        "g",
        {},
        svg("title", {}, `${nameOfBar(n)}: ${signCounts(bar)}`),
        ...part("friendly", axis - bar[1] * unit, bar[1]),
        ...part("neutral", axis - (bar[1] + bar[0]) * unit, bar[0]),
        ...part("hostile", axis, bar[-1]),
      ),
    );
  });
  return drawing;
}

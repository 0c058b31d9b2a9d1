// The ties as a table: the equal of the picture for those who cannot or would rather not see it. Above it stands what
// it is narrowed to, one stance or all, and whether a row is a tie or a pair of actors: who accuses whom, how often.

const MOST_ROWS = 400; // drawn at once; a button adds as many

const TIE_COLUMNS = [
  {
    key: "from",
    label: "Source",
    of: (tie) => oneLine(actors[tie.from].name),
    cell: (tie) => actorButton(tie.from),
  },
  {
    key: "stance",
    label: "Stance",
    of: (tie) => `${SIGNS.findIndex(({ sign }) => sign === tie.sign)} ${tie.name}`, // friends stand together
    cell: (tie) => [stanceButton(tie), el("span", { class: "unseen" }, `, ${signOf(tie.sign).key}`)], // its line is only seen
  },
  { key: "to", label: "Target", of: (tie) => oneLine(actors[tie.to].name), cell: (tie) => actorButton(tie.to) },
  { key: "count", label: "Statements", of: (tie) => shown.count[tie.index], cell: (tie) => String(shown.count[tie.index]), number: true },
  { key: "first", label: "Dates", of: (tie) => tie.first ?? "", cell: (tie) => period(tie.first, tie.last) },
];

/** Statements of a pair of one sign; a click reads the strongest of the ties they are of. */
const signColumn = (sign) => ({
  key: signOf(sign).key,
  label: signOf(sign).name,
  of: (pair) => pair.of[sign],
  cell: (pair) =>
    pair.of[sign]
      ? el(
          "button",
          {
            type: "button",
            class: `stance ${signOf(sign).key}`,
            onclick: () => select({ tie: strongest(pair.ties.filter((tie) => tie.sign === sign)).index }),
          },
          el("span", { class: "unseen" }, `${oneLine(actors[pair.from].name)} toward ${oneLine(actors[pair.to].name)}: `),
          inWords(pair.of[sign]),
          el("span", { class: "unseen" }, ` ${signOf(sign).key}`),
        )
      : "",
  number: true,
});

const PAIR_COLUMNS = [
  TIE_COLUMNS[0],
  TIE_COLUMNS.find(({ key }) => key === "to"),
  signColumn(1),
  signColumn(-1),
  signColumn(0),
  {
    key: "net",
    label: "Net",
    of: (pair) => pair.net,
    cell: (pair) =>
      el(
        "span",
        { class: signOf(Math.sign(pair.net)).key },
        pair.net === 0 ? "0" : `${signOf(Math.sign(pair.net)).mark}${inWords(Math.abs(pair.net))}`,
      ),
    number: true,
  },
  { key: "count", label: "Statements", of: (pair) => pair.count, cell: (pair) => inWords(pair.count), number: true },
  { key: "first", label: "Dates", of: (pair) => pair.first ?? "", cell: (pair) => period(pair.first, pair.last) },
];

const GROUPINGS = {
  ties: { label: "Ties", columns: TIE_COLUMNS, one: "tie" },
  pairs: { label: "Pairs", columns: PAIR_COLUMNS, one: "pair" },
};
const tableColumns = () => GROUPINGS[state.rows.by].columns;

/** The ties that are shown and of the chosen stance, gathered by source and target. */
function pairsOf(list) {
  const pairs = new Map();
  for (const tie of list) {
    const key = tie.from * 1e6 + tie.to;
    if (!pairs.has(key))
      pairs.set(key, { index: pairs.size, from: tie.from, to: tie.to, ties: [], of: { 1: 0, "-1": 0, 0: 0 }, count: 0, first: null, last: null });
    const pair = pairs.get(key);
    pair.ties.push(tie);
    pair.of[tie.sign] += shown.count[tie.index];
    pair.count += shown.count[tie.index];
    if (tie.first !== null && (pair.first === null || tie.first < pair.first)) pair.first = tie.first;
    if (tie.last !== null && (pair.last === null || tie.last > pair.last)) pair.last = tie.last;
  }
  for (const pair of pairs.values()) pair.net = pair.of[1] - pair.of[-1];
  return [...pairs.values()];
}

let rowsShown = MOST_ROWS;

const byName = whenAsked(() => new Intl.Collator("en")); // as localeCompare, which would make one for each comparison

function tableRows() {
  const { stance, by } = state.rows;
  const list = ties.filter((tie) => shown.tie[tie.index] && (stance === null || tie.name === stance));
  const rows = by === "pairs" ? pairsOf(list) : list;
  const { column, descending } = state.sort;
  const { of } = tableColumns().find(({ key }) => key === column);
  const way = descending ? -1 : 1;
  const values = new Map(rows.map((row) => [row, of(row)]));
  const compare = (a, b) => (typeof a === "number" ? a - b : byName().compare(a, b));
  return rows.sort((a, b) => way * compare(values.get(a), values.get(b)) || a.index - b.index);
}

/** Chooses a stance or what a row is; a column that the other rows lack sorts them no more. */
function chooseRows(choice) {
  state.rows = { ...state.rows, ...choice };
  if (!tableColumns().some(({ key }) => key === state.sort.column)) state.sort = { column: "count", descending: true };
  rowsShown = MOST_ROWS;
  showTable();
  writeAddress("view");
}

function tableBar() {
  const { stance, by } = state.rows;
  const present = new Map();
  for (const tie of ties) if (shown.tie[tie.index]) present.set(tie.name, (present.get(tie.name) ?? 0) + 1);
  if (stance !== null && !present.has(stance)) present.set(stance, 0);
  const names = [...present.keys()].sort(byName().compare);
  const choice = el(
    "select",
    {
      id: "table-stance",
      onchange: () => {
        chooseRows({ stance: choice.value === "" ? null : names[Number(choice.value)] });
        byId("table-stance").focus(); // it was remade
      },
    },
    el("option", { value: "" }, "All stances"),
    ...names.map((name, i) =>
      el("option", { value: i, selected: name === stance }, `${oneLine(name)} (${inWords(present.get(name))})`),
    ),
  );
  return el(
    "div",
    { class: "table-bar" },
    el("label", { class: "quiet", for: "table-stance" }, "Stance"),
    choice,
    el(
      "div",
      { class: "switch", role: "group", "aria-label": "A row for each" },
      ...Object.entries(GROUPINGS).map(([name, { label }]) =>
        el(
          "button",
          {
            type: "button",
            id: `rows-${name}`,
            "aria-pressed": String(name === by),
            onclick: () => {
              chooseRows({ by: name });
              byId(`rows-${name}`).focus();
            },
          },
          label,
        ),
      ),
    ),
  );
}

/** What the header counts and a table of ties has no row for. */
function beyondTable(actorsLeft, statementsLeft) {
  const left = [
    actorsLeft > 0 ? `${plural(actorsLeft, "actor")} without a tie` : null,
    data.evidence && statementsLeft > 0 ? `${plural(statementsLeft, "statement")} without a target` : null,
  ].filter(Boolean);
  return left.length ? `Not in it: ${left.join(", ")}. ` : null;
}

/** What the table holds, in words; screen readers say it first. */
function tableCaption(rows) {
  const { stance, by } = state.rows;
  const ends = new Set(rows.flatMap(({ from, to }) => [from, to]));
  const statements = rows.reduce((sum, row) => sum + (by === "pairs" ? row.count : shown.count[row.index]), 0);
  return el(
    "caption",
    {},
    el(
      "span",
      {},
      stance === null ? null : ["Who ", el("b", {}, said(oneLine(stance))), " whom: "],
      `${plural(rows.length, GROUPINGS[by].one)} of ${plural(ends.size, "actor")}, ${plural(statements, "statement")}. `,
      stance === null ? beyondTable(shown.actors - ends.size, shown.statements - statements) : null,
      el("span", { class: "unseen" }, "The headings sort."),
      el("span", { class: "sideways" }, "Swipe sideways for all columns →"),
    ),
  );
}

function showTable() {
  if (state.view !== "table") return;
  const list = tableRows();
  const { column, descending } = state.sort;
  const columns = tableColumns();
  byId("table").replaceChildren(
    tableBar(),
    el(
      "table",
      { class: state.rows.by },
      tableCaption(list),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...columns.map(({ key, label, number }) =>
            el(
              "th",
              {
                scope: "col",
                class: number ? `of-${key} number` : `of-${key}`,
                "aria-sort": key === column ? (descending ? "descending" : "ascending") : "none",
              },
              el(
                "button",
                { type: "button", "data-column": key, onclick: () => sortBy(key) },
                label,
                el("span", { "aria-hidden": "true" }, key === column ? (descending ? " ↓" : " ↑") : ""),
              ),
            ),
          ),
        ),
      ),
      el(
        "tbody",
        {},
        ...list.slice(0, rowsShown).map((row) =>
          el(
            "tr",
            row.ties ? { "data-pair": `${row.from} ${row.to}` } : { "data-tie": row.index },
            ...columns.map(({ cell, number }) => el("td", { class: number ? "number" : null }, cell(row))),
          ),
        ),
      ),
    ),
    list.length ? "" : el("p", { class: "quiet" }, "No tie passes the filters."),
    list.length > rowsShown
      ? el(
          "button",
          {
            type: "button",
            class: "more",
            onclick: () => {
              rowsShown += MOST_ROWS;
              showTable();
            },
          },
          `Show ${Math.min(MOST_ROWS, list.length - rowsShown)} more of ${list.length}`,
        )
      : "",
  );
  markRow();
}

function sortBy(column) {
  const numeric = !["from", "stance", "to"].includes(column);
  state.sort = { column, descending: state.sort.column === column ? !state.sort.descending : numeric };
  showTable();
  writeAddress("view");
  byId("table").querySelector(`[data-column="${column}"]`).focus(); // the heading was remade
}

/** Marks the row of the selected tie without remaking the table, which would lose the focus. */
function markRow() {
  if (state.view !== "table") return;
  const tie = state.selected?.tie;
  const pair = tie === undefined ? null : `${ties[tie].from} ${ties[tie].to}`;
  for (const { classList, dataset } of byId("table").querySelectorAll("tbody tr"))
    classList.toggle("selected", pair !== null && (dataset.tie === undefined ? dataset.pair === pair : Number(dataset.tie) === tie));
}

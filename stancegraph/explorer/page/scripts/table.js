// The ties as a table: the equal of the picture for those who cannot or would rather not see it.

const MOST_ROWS = 400; // drawn at once; a button adds as many

const COLUMNS = [
  {
    key: "from",
    label: "Source",
    of: (tie) => oneLine(actors[tie.from].name),
    cell: (tie) => actorButton(tie.from),
  },
  { key: "stance", label: "Stance", of: (tie) => tie.name, cell: (tie) => stanceButton(tie) },
  { key: "to", label: "Target", of: (tie) => oneLine(actors[tie.to].name), cell: (tie) => actorButton(tie.to) },
  {
    key: "sign",
    label: "Sign",
    of: (tie) => tie.sign,
    cell: (tie) => el("span", { class: signOf(tie.sign).key }, signOf(tie.sign).name.toLowerCase()),
  },
  {
    key: "factuality",
    label: "Factuality",
    of: (tie) => FACTUALITY.indexOf(tie.factuality),
    cell: (tie) => tie.factuality,
  },
  { key: "count", label: "Statements", of: (tie) => shown.count[tie.index], cell: (tie) => String(shown.count[tie.index]), number: true },
  { key: "first", label: "Dates", of: (tie) => tie.first ?? "", cell: (tie) => period(tie.first, tie.last) },
];

let rowsShown = MOST_ROWS;

function sortedTies() {
  const { column, descending } = state.sort;
  const { of } = COLUMNS.find(({ key }) => key === column);
  const way = descending ? -1 : 1;
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en"));
  return ties
    .filter((tie) => shown.tie[tie.index])
    .sort((a, b) => way * compare(of(a), of(b)) || a.index - b.index);
}

function showTable() {
  if (state.view !== "table") return;
  const list = sortedTies();
  const { column, descending } = state.sort;
  byId("table").replaceChildren(
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Ties that pass the filters; the headings sort"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ...COLUMNS.map(({ key, label, number }) =>
            el(
              "th",
              {
                scope: "col",
                class: number ? "number" : null,
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
        ...list
          .slice(0, rowsShown)
          .map((tie) =>
            el(
              "tr",
              { class: state.selected?.tie === tie.index ? "selected" : null, "data-tie": tie.index },
              ...COLUMNS.map(({ cell, number }) => el("td", { class: number ? "number" : null }, cell(tie))),
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
}

function sortBy(column) {
  const numeric = ["count", "first"].includes(column);
  state.sort = { column, descending: state.sort.column === column ? !state.sort.descending : numeric };
  showTable();
  writeAddress("view");
  byId("table").querySelector(`[data-column="${column}"]`).focus(); // the heading was remade
}

/** Marks the row of the selected tie without remaking the table, which would lose the focus. */
function markRow() {
  for (const row of byId("table").querySelectorAll("tr[data-tie]"))
    row.classList.toggle("selected", state.selected?.tie === Number(row.dataset.tie));
}

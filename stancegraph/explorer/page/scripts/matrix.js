// The matrix: who stands how toward whom, actors ordered by cluster. A row takes the stance, a column bears it.
//
// It is a table with the keys of a grid: one stop of the tab key, from which arrows go on.

const MATRIX_STEP = 60; // actors at first, and more at each press of the button
const MATRIX_MOST = 180; // actors; the browser lays out no larger table without a pause
const FAR = 10; // cells that the page keys go

let matrixSize = MATRIX_STEP;
let grid = null; // {order, cells, table}: actors in their order, and of "row column" as a number the ties of a cell
let gridAt = [1, 1]; // row and column that have the focus, or would get it; 0 is the row or column of names

/** Actors with ties that are shown, those with the most statements first if they are too many; then by cluster and rank. */
function matrixActors() {
  const busy = new Int32Array(actors.length);
  for (const tie of ties)
    if (shown.tie[tie.index]) for (const end of [tie.from, tie.to]) busy[end] += shown.count[tie.index];
  const all = ranked.filter((i) => busy[i] > 0);
  const most = all.length > matrixSize ? [...all].sort((a, b) => busy[b] - busy[a] || rankOf[a] - rankOf[b]).slice(0, matrixSize) : all;
  const camp = (i) => (actors[i].cluster < 0 ? Infinity : actors[i].cluster);
  const order = [...most].sort((a, b) => (camp(a) === camp(b) ? rankOf[a] - rankOf[b] : camp(a) - camp(b)));
  return { order, all: all.length };
}

/** The ties of each cell, by `row * size + column`; a tie that holds both ways stands in both cells. */
function matrixCells(order) {
  const place = new Int32Array(actors.length).fill(-1);
  order.forEach((actor, i) => (place[actor] = i));
  const cells = new Map();
  const put = (tie, row, column) => {
    const key = row * order.length + column;
    const cell = cells.get(key);
    if (cell) cell.push(tie);
    else cells.set(key, [tie]);
  };
  for (const tie of ties) {
    const [from, to] = [place[tie.from], place[tie.to]];
    if (from < 0 || to < 0 || !shown.tie[tie.index]) continue;
    put(tie, from, to);
    if (tie.symmetric && from !== to) put(tie, to, from);
  }
  return cells;
}

const strongest = (list) =>
  list.reduce((best, tie) => (shown.count[tie.index] > shown.count[best.index] ? tie : best));

/** How the ties of a cell look together. */
function netOf(list) {
  const sum = (sign) => list.reduce((all, tie) => all + (tie.sign === sign ? shown.count[tie.index] : 0), 0);
  const [friendly, hostile, neutral] = [sum(1), sum(-1), sum(0)];
  const net = Math.sign(friendly - hostile);
  const statements = friendly + hostile + neutral;
  return {
    sign: net,
    mark: net === 0 && friendly ? "±" : signOf(net).mark,
    strength: Math.min(4, 1 + Math.floor(Math.log2(statements))),
    doubted: list.every((tie) => tie.factuality !== "asserted"),
    statements,
  };
}

function showMatrix() {
  if (state.view !== "matrix") return;
  const box = byId("matrix");
  const focused = grid?.table.contains(document.activeElement);
  const kept = grid ? gridAt.map((at) => grid.order[at - 1]) : [];
  const { order, all } = matrixActors();
  grid = { order, cells: matrixCells(order), table: el("table", { role: "grid", "aria-label": "Row toward column" }) };
  // What had the focus keeps it, wherever it has moved to.
  gridAt = kept.map((actor, i) => (gridAt[i] === 0 ? 0 : Math.max(0, order.indexOf(actor)) + 1));
  if (gridAt.length < 2 || !order.length) gridAt = [1, 1];
  fillGrid();
  const told = el("p", { class: "pair", id: "pair" });
  box.replaceChildren(
    el(
      "div",
      { class: "matrix-bar" },
      told,
      all > order.length
        ? el(
            "p",
            { class: "quiet" },
            `The ${order.length} actors with the most statements, of ${inWords(all)}. `,
            order.length < MATRIX_MOST
              ? el(
                  "button",
                  {
                    type: "button",
                    class: "plain",
                    id: "matrix-more",
                    onclick: () => {
                      matrixSize += MATRIX_STEP;
                      showMatrix();
                      (byId("matrix-more") ?? grid.table.querySelector("[tabindex='0']")).focus();
                    },
                  },
                  `Show ${Math.min(MATRIX_STEP, all - order.length)} more`,
                )
              : "The table has them all.",
          )
        : null,
    ),
    order.length ? el("div", { class: "grid" }, grid.table) : el("p", { class: "quiet none" }, "No tie passes the filters."),
  );
  markMatrix();
  tellCell(null);
  if (focused) gridCell(...gridAt)?.focus();
}

function fillGrid() {
  const { order, cells, table } = grid;
  const edge = order.map((actor, i) => i > 0 && actors[actor].cluster !== actors[order[i - 1]].cluster);
  const name = (actor, scope, i) =>
    el(
      "th",
      { scope, tabindex: -1, class: edge[i] ? "edge" : null },
      el("span", {}, shapeSwatch(actors[actor].kind, actors[actor].cluster), said(oneLine(actors[actor].name))),
    );
  const blank = el("tr", {}, ...order.map((_, i) => el("td", { tabindex: -1, class: edge[i] ? "edge" : null })));
  const rows = order.map((actor, row) => {
    const line = blank.cloneNode(true);
    if (edge[row]) line.className = "edge";
    line.children[row].classList.add("self");
    if (order.length <= MATRIX_STEP) [...line.children].forEach((cell, column) => cell.setAttribute("aria-label", cellName(row, column)));
    line.prepend(name(actor, "row", -1));
    return line;
  });
  for (const [key, list] of cells) {
    const [row, column] = [Math.floor(key / order.length), key % order.length];
    const { sign, mark, strength, doubted } = netOf(list);
    const cell = rows[row].children[column + 1];
    cell.setAttribute("aria-label", cellName(row, column));
    cell.append(el("span", { class: `cell ${signOf(sign).key} of-${strength}${doubted ? " doubted" : ""}` }, mark));
  }
  table.append(
    el("thead", {}, el("tr", {}, el("td", { class: "corner", tabindex: -1 }, el("span", { class: "unseen" }, "Row toward column")), ...order.map((actor, i) => name(actor, "col", i)))),
    el("tbody", {}, ...rows),
  );
  gridCell(...gridAt)?.setAttribute("tabindex", "0");
  const target = (event) => event.target.closest("td, th");
  table.addEventListener("click", (event) => openCell(target(event)));
  table.addEventListener("mouseover", (event) => tellCell(target(event)));
  table.addEventListener("mouseleave", () => tellCell(document.activeElement?.closest("#matrix td, #matrix th") ?? null));
  table.addEventListener("focusin", (event) => {
    takeTabStop(target(event));
    tellCell(target(event));
  });
  table.addEventListener("keydown", walkGrid);
}

const gridCell = (row, column) => grid.table.rows[row]?.cells[column];
const positionOf = (cell) => [cell.parentElement.rowIndex, cell.cellIndex];
const tiesAt = (row, column) => grid.cells.get((row - 1) * grid.order.length + column - 1) ?? [];

function cellName(row, column) {
  const { order, cells } = grid;
  const list = cells.get(row * order.length + column) ?? [];
  const toward = `${oneLine(actors[order[row]].name)} toward ${oneLine(actors[order[column]].name)}`;
  const stancesOf = byWeight(list).map((tie) => {
    const about = [signOf(tie.sign).key, doubtsOf(tie), shown.count[tie.index]].filter(Boolean).join(", ");
    return `${oneLine(tie.name)} (${about})`;
  });
  return `${toward}: ${stancesOf.join(", ") || "nothing"}`;
}

// ---- pointing, choosing, walking ----------------------------------------------------------------------------------

/** Above the grid: the pair under the pointer or the focus, and its stances; its names stand out. */
function tellCell(cell) {
  if (!grid) return;
  const told = byId("pair");
  const { order, table } = grid;
  for (const lit of table.querySelectorAll("th.lit")) lit.classList.remove("lit");
  if (!cell || !table.contains(cell)) {
    told.replaceChildren(el("span", { class: "quiet" }, "A row takes a stance toward a column: + friendly, − hostile, · neutral, ± as much of both. Stronger: more statements; hollow: the texts do not vouch for it."));
    return;
  }
  const [row, column] = positionOf(cell);
  if (row > 0) table.rows[row].cells[0].classList.add("lit");
  if (column > 0) table.rows[0].cells[column]?.classList.add("lit");
  if (row === 0 || column === 0) {
    const actor = order[Math.max(row, column) - 1];
    told.replaceChildren(actor === undefined ? "" : el("strong", {}, said(oneLine(actors[actor].name))));
    return;
  }
  const list = byWeight(tiesAt(row, column));
  told.replaceChildren(
    el("strong", {}, said(oneLine(actors[order[row - 1]].name)), " → ", said(oneLine(actors[order[column - 1]].name))),
    ...(list.length
      ? list.map((tie) =>
          el(
            "span",
            { class: `told ${signOf(tie.sign).key}` },
            `${signOf(tie.sign).mark} `,
            said(oneLine(tie.name)),
            doubtsOf(tie) ? ` (${doubtsOf(tie)})` : null,
            shown.count[tie.index] > 1 ? ` ×${shown.count[tie.index]}` : null,
          ),
        )
      : [el("span", { class: "quiet" }, "no stance")]),
  );
}

function openCell(cell) {
  if (!cell || !grid?.table.contains(cell)) return;
  const [row, column] = positionOf(cell);
  const actor = grid.order[Math.max(row, column) - 1];
  if (row > 0 && column > 0) {
    const list = tiesAt(row, column);
    if (list.length) select({ tie: strongest(list).index });
  } else if (actor !== undefined) select({ actor });
}

function takeTabStop(cell) {
  if (!cell || !grid?.table.contains(cell)) return;
  gridCell(...gridAt)?.setAttribute("tabindex", "-1");
  gridAt = positionOf(cell);
  // In a large grid most cells are empty: they are named when they are come to.
  if (cell.matches("tbody td:not([aria-label])")) cell.setAttribute("aria-label", cellName(gridAt[0] - 1, gridAt[1] - 1));
  cell.setAttribute("tabindex", "0");
}

function walkGrid(event) {
  const cell = event.target.closest("td, th");
  if (!cell || event.altKey || event.metaKey) return;
  const [row, column] = positionOf(cell);
  const last = grid.order.length;
  const far = event.ctrlKey;
  const to = {
    ArrowRight: [row, column + 1],
    ArrowLeft: [row, column - 1],
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    PageDown: [Math.min(last, row + FAR), column],
    PageUp: [Math.max(0, row - FAR), column],
    Home: [far ? 1 : row, far ? 1 : 0],
    End: [far ? last : row, last],
  }[event.key];
  if (to) {
    event.preventDefault();
    gridCell(...to)?.focus();
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    openCell(cell);
  }
}

/** Shows what is selected: its row and column, and the cell of a tie. Without remaking the table. */
function markMatrix() {
  if (state.view !== "matrix" || !grid) return;
  const { order, table } = grid;
  for (const marked of table.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  const { selected } = state;
  const tie = selected?.tie === undefined ? null : ties[selected.tie];
  const row = order.indexOf(tie ? tie.from : (selected?.actor ?? -1)) + 1;
  const column = order.indexOf(tie ? tie.to : (selected?.actor ?? -1)) + 1;
  const mark = (from, to) => gridCell(from, to)?.classList.add("chosen");
  if (row) mark(row, 0);
  if (column) mark(0, column);
  if (tie && row && column) {
    mark(row, column);
    if (tie.symmetric) mark(column, row);
  } else if (!tie)
    for (let i = 1; i <= order.length; i++) {
      if (row) mark(row, i);
      if (column) mark(i, column);
    }
}

let gridLevel = 0;

/** Another level has other actors. */
function freshMatrix() {
  if (gridLevel === state.level) return;
  gridLevel = state.level;
  matrixSize = MATRIX_STEP;
  grid = null;
  gridAt = [1, 1];
}

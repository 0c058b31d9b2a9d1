// What is shown as CSV: one row a tie, or one row a statement. Columns and guards are those of the package
// (exporting/tables.py, exporting/frames.py), which reads the ties back; intensities are not told to the page.

// Spreadsheets take a cell for a formula that begins so, Japanese editions also the full-width forms; the apostrophe
// is in the list so that one that was there before is told from ours.
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠']/;

/** A value as a cell that no spreadsheet runs as a formula. */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && FORMULA_START.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as RFC 4180 has them; the mark at the beginning tells Excel that it is UTF-8. */
function csv(columns, rows) {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

const COUNTED = ["asserted", "alleged"]; // what `weight` counts: what is said to have taken place

/** The attributes of a tie over the statements that pass, as the package adds them up. */
function summedTie(tie) {
  const { factuality, outlet, date, date_end, confidence } = data.statements;
  const own = { stance: tie.name, sign: tie.sign, symmetric: tie.symmetric };
  const passing = tie.statements.filter(statementPasses);
  if (!passing.length)
    return {
      ...own,
      weight: tie.weight,
      ...Object.fromEntries(FACTUALITY.map((name) => [name, tie[name]])),
      confidence: tie.confidence,
      first: tie.first,
      last: tie.last,
      outlets: tie.outlets.map((each) => data.outlets[each]),
      statements_shown: shown.count[tie.index],
    };
  const once = withoutCopies(passing);
  const tally = Object.fromEntries(FACTUALITY.map((name) => [name, 0]));
  for (const i of once) tally[FACTUALITY[factuality[i]]]++;
  const counts = once.filter((i) => COUNTED.includes(FACTUALITY[factuality[i]]));
  const telling = (counts.length ? counts : once).map((i) => confidence[i]).filter((value) => value !== null);
  const dated = passing.filter((i) => date[i] >= 0);
  const first = dated.reduce((least, i) => Math.min(least, date[i]), Infinity);
  const last = dated.reduce((most, i) => Math.max(most, date_end[i] < 0 ? date[i] : date_end[i]), -1);
  return {
    ...own,
    weight: counts.length,
    ...tally,
    confidence: telling.length ? Number((telling.reduce((a, b) => a + b, 0) / telling.length).toPrecision(6)) : null,
    first: last < 0 ? null : data.days[first],
    last: day(last),
    outlets: [...new Set(passing.map((i) => outlet[i]))].filter((i) => i >= 0).sort((a, b) => a - b).map((i) => data.outlets[i]),
    statements_shown: passing.length,
  };
}

/** Statements without the wire copies of others; known only once the texts are there. */
function withoutCopies(list) {
  const { copy_of } = texts.statements;
  const once = new Map();
  for (const i of list) {
    let at = i;
    for (let steps = 0; copy_of[at] >= 0 && steps < list.length + 1; steps++) at = copy_of[at];
    if (!once.has(at) || i === at) once.set(at, i);
  }
  return [...once.values()];
}

const SHEET_TIE_COLUMNS =
  "source target source_name source_kind source_country target_name target_kind target_country stance sign symmetric " +
  "weight asserted alleged planned denied confidence first last outlets statements_shown";

function tiesSheet() {
  const ends = (tie) => ({ source: actors[tie.from], target: actors[tie.to] });
  const rows = ties
    .filter((tie) => shown.tie[tie.index])
    .map((tie) => {
      const row = summedTie(tie);
      row.symmetric = row.symmetric ? "True" : "False"; // as Python writes it
      row.outlets = JSON.stringify(row.outlets);
      for (const [end, { id, name, kind, country }] of Object.entries(ends(tie)))
        Object.assign(row, { [end]: id, [`${end}_name`]: name, [`${end}_kind`]: kind, [`${end}_country`]: country });
      return row;
    });
  return csv(SHEET_TIE_COLUMNS.split(" "), rows);
}

const STATEMENT_COLUMNS =
  "source source_name stance target target_name sign factuality attributed_to attributed_to_name about date date_end " +
  "confidence quote cue document title outlet url published wire_copy";

/** The statements that the counts at the top count, in their order: those of ties, and those that name no target. */
function statementsShownNow() {
  const list = [];
  for (const tie of ties) if (shown.tie[tie.index]) list.push(...tie.statements.filter(statementPasses));
  for (const { index } of actors) if (shown.actor[index]) list.push(...untargetedOf[index].filter(statementPasses));
  return list.sort((a, b) => a - b);
}

function statementsSheet() {
  const rows = statementsShownNow().map((i) => {
    const entry = statement(i);
    const { document: source } = entry;
    const id = (end) => texts.actors.id[texts.statements[end][i]] ?? null;
    return {
      ...entry,
      source: id("source"),
      source_name: entry.source,
      target: id("target"),
      target_name: entry.target,
      attributed_to: id("attributed_to"),
      attributed_to_name: entry.attributed_to,
      stance: entry.stance.name,
      sign: entry.stance.sign,
      quote: entry.before + entry.cue + entry.after,
      document: source.id,
      title: source.title,
      outlet: source.outlet,
      url: source.url,
      published: source.date,
      wire_copy: entry.copy_of >= 0 ? "True" : "False",
    };
  });
  return csv(STATEMENT_COLUMNS.split(" "), rows);
}

// What the reader thinks of statements: a tag and a note for each, kept in this browser and written to and read from
// files. The page's own data stay as they are.

const TAGS = {
  keep: { label: "Keep", mark: "✓", key: "k" },
  doubt: { label: "Doubt", mark: "?", key: "d" },
  wrong: { label: "Wrong", mark: "✗", key: "w" },
};
const NOTES_VERSION = 1;
const NOTES_FILE = "notes.jsonl";

const notes = new Map(); // statement -> {tag, note}, both null or given
let notesKept = true; // false: this browser keeps nothing for the page, as in sandboxed frames
let notesMessage = ""; // what came of the last import

const notesCount = () => notes.size;
const tagOf = (i) => notes.get(i)?.tag ?? "untagged";

/** Changes the tag or the note of a statement; the caller tells "notes" once it is done. */
function putNote(i, changed) {
  const { tag, note } = { tag: null, note: null, ...notes.get(i), ...changed };
  if (tag === null && !note) notes.delete(i);
  else notes.set(i, { tag, note: note || null });
}

function toggleTag(i, tag) {
  putNote(i, { tag: tagOf(i) === tag ? null : tag });
  keepNotes();
  tell("notes");
}

const isTag = (tag) => typeof tag === "string" && Object.hasOwn(TAGS, tag);

/** Whether this may stand in `notes`: it comes from files and from what any page on this disk may have stored. */
const isNote = (tag, note) =>
  (tag === null || isTag(tag)) && (note === null || typeof note === "string") && (tag !== null || Boolean(note));

// ---- kept in the browser ------------------------------------------------------------------------------------------

// The digest covers the ids of all statements in order, so that numbers mean the same when the page is opened again.
const notesPlace = () => `stancegraph notes ${data.title} ${data.digest}`;

function keepNotes() {
  try {
    if (notes.size) window.localStorage.setItem(notesPlace(), JSON.stringify([...notes]));
    else window.localStorage.removeItem(notesPlace());
    notesKept = true;
  } catch {
    notesKept = false; // no storage in this frame, or it is full
  }
}

function loadNotes() {
  let stored = null;
  try {
    stored = window.localStorage.getItem(notesPlace());
  } catch {
    notesKept = false;
    return;
  }
  try {
    for (const [i, { tag, note }] of JSON.parse(stored ?? "[]"))
      if (Number.isInteger(i) && i >= 0 && i < data.statements.stance.length && isNote(tag, note))
        notes.set(i, { tag, note });
  } catch {
    // Not written by this page: there is nothing to restore.
  }
}

function recallNotes() {
  loadNotes();
  if (notes.size) tell("notes");
}

// ---- files --------------------------------------------------------------------------------------------------------

/** The id and the anchor of a statement, as `stancegraph.models.statement_ids` works them out. */
function statementIds(i) {
  if (texts.ids) return { id: texts.ids.id[i], anchor: texts.ids.anchor[i] };
  const { document, source, target, sentence, cue_start, cue_length, at } = texts.statements;
  const cue = texts.sentences[sentence[i]].slice(cue_start[i], cue_start[i] + cue_length[i]);
  // Python counts code points, as does the iterator of a string.
  const place = [documents[document[i]].id, at[i], at[i] + [...cue].length];
  const { id } = texts.actors;
  const what = [id[source[i]], stances[data.statements.stance[i]].name, target[i] < 0 ? null : id[target[i]]];
  return { id: sha256(asciiJson([...place, ...what])), anchor: sha256(asciiJson(place)) };
}

function noteLine(i) {
  const { id, anchor } = statementIds(i);
  const { tag, note } = notes.get(i);
  const { document, source, target, sentence } = texts.statements;
  const { name } = texts.actors;
  return asciiJson({
    schema_version: NOTES_VERSION,
    anchor,
    statement: id,
    tag,
    note: note && note.replace(/\p{Surrogate}/gu, "\ufffd"), // halves of characters, which no UTF-8 can hold
    source: name[source[i]],
    stance: stances[data.statements.stance[i]].name,
    target: target[i] < 0 ? null : name[target[i]],
    document: documents[document[i]].id,
    quote: texts.sentences[sentence[i]],
  });
}

const notesText = () => [...notes.keys()].sort((a, b) => a - b).map((i) => `${noteLine(i)}\n`).join("");

/** Saves all notes as JSON Lines. */
function exportNotes() {
  if (texts && notes.size) download(NOTES_FILE, "application/jsonl", notesText());
}

/** Takes the lines of such a file in. What the page has noted of the same statements gives way. A line without an id
    is about every statement at its anchor. */
function importNotes(text) {
  const lines = text.replace(/^\ufeff/, "").split("\n").filter((line) => line.trim());
  const read = lines.map(noteOf);
  const named = statementsByKey(read.filter(Boolean).map((row) => row.document));
  const found = { matched: 0, missing: 0, bad: 0 };
  for (const row of read) {
    const about = row && named.get(row.statement ?? `at ${row.anchor}`);
    if (row === null) found.bad++;
    else if (!about) found.missing++;
    else {
      for (const i of about) putNote(i, { tag: row.tag, note: row.note });
      found.matched++;
    }
  }
  keepNotes();
  return found;
}

/** Statements by id and, as "at ...", by anchor; of some documents, since digests take their time. */
function statementsByKey(wanted) {
  const ids = new Set(wanted);
  const all = ids.has(null); // a line written by hand may not name its document
  const found = new Map();
  texts.statements.document.forEach((document, i) => {
    if (!all && !ids.has(documents[document].id)) return;
    const { id, anchor } = statementIds(i);
    found.set(id, [i]);
    found.set(`at ${anchor}`, [...(found.get(`at ${anchor}`) ?? []), i]);
  });
  return found;
}

/** The note on a line, null if it holds none. */
function noteOf(line) {
  try {
    const row = { schema_version: NOTES_VERSION, statement: null, tag: null, note: null, document: null, ...JSON.parse(line) };
    const named = typeof (row.statement ?? row.anchor) === "string";
    return row.schema_version === NOTES_VERSION && named && isNote(row.tag, row.note) ? row : null;
  } catch {
    return null;
  }
}

async function importFile(file) {
  const { matched, missing, bad } = importNotes(await file.text());
  const parts = [`${plural(matched, "note")} matched`];
  if (missing) parts.push(`${plural(missing, "note")} of statements that are not in this page`);
  if (bad) parts.push(`${plural(bad, "bad line")} passed over`);
  notesMessage = `${parts.join(", ")}.`;
  tell("notes");
  say(notesMessage);
}

// ---- the filter and the section of the overview -------------------------------------------------------------------

/** Statements by tag that pass all filters but this one, of actors that do; like `Counts`. */
function tagCounts(passes) {
  const counts = { untagged: 0, keep: 0, doubt: 0, wrong: 0 };
  const add = (i) => {
    if ((shown.statement[i] & ~FAILS.tag) === 0) counts[tagOf(i)]++;
  };
  if (notes.size > 0) {
    for (const { from, to, statements } of ties) if (passes(from) && passes(to)) statements.forEach(add);
    for (const { index } of actors)
      if (passes(index)) for (const list of [untargetedOf[index], internalOf[index]]) list.forEach(add);
  }
  return { of: (tag) => counts[tag] };
}

/** Only there once something is tagged, or while it hides something. */
function tagFacet() {
  const labels = Object.entries(TAGS).map(([tag, { label, mark }]) =>
    option("tag", tag, [el("span", { class: "tag-mark", "aria-hidden": "true" }, mark), label]),
  );
  const made = facet("My tags", "statements", [option("tag", "untagged", ["Untagged"]), ...labels]);
  made.append(exportButton());
  made.id = "my-tags";
  return made;
}

function showTagFacet() {
  const made = byId("my-tags");
  if (made) made.hidden = state.off.tag.size === 0 && ![...notes.values()].some(({ tag }) => tag !== null);
}

const exportButton = () =>
  el("button", { type: "button", class: "plain export-notes", onclick: exportNotes }, "Export notes");

function notesSection() {
  if (!data.evidence || !data.statements.stance.length) return [];
  const input = el("input", {
    type: "file",
    accept: ".jsonl,.json,.txt",
    hidden: true,
    "aria-label": "File of notes",
    onchange: () => input.files.length && importFile(input.files[0]),
  });
  return [
    el("h2", {}, "My notes"),
    el(
      "div",
      { id: "my-notes" },
      el("p", { class: "quiet", id: "notes-told" }),
      el(
        "p",
        { class: "row-of-buttons" },
        exportButton(),
        el("button", { type: "button", class: "plain", id: "import-notes", onclick: () => input.click() }, "Import notes"),
        input,
      ),
    ),
  ];
}

/** Says how many notes there are and where they are kept, wherever the page shows that. */
function showNotesSection() {
  for (const button of document.querySelectorAll(".export-notes")) button.hidden = notes.size === 0;
  const told = byId("notes-told");
  if (!told) return;
  const where = notesKept ? "kept in this browser" : "kept until the page is closed";
  const how = notes.size
    ? `${plural(notes.size, "statement")} tagged or noted, ${where}.`
    : `Tag and note statements beneath their sentences; that is ${where}.`;
  told.textContent = [notesMessage, how].filter(Boolean).join(" ");
}

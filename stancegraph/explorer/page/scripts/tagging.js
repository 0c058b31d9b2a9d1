// Beneath each sentence: its tag, its note, and a copy of it as a citation.

function statementActions(entry) {
  const i = entry.index;
  const text = el("p", { class: "note-text", hidden: true });
  const area = el("textarea", {
    rows: 3,
    hidden: true,
    "aria-label": "Note",
    placeholder: "Your note",
    oninput: () => {
      putNote(i, { note: area.value });
      keepNotes();
    },
    onblur: () => closeNote(area),
    onkeydown: (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // closes the note only, not what is selected
      area.closest("article").focus();
    },
  });
  return [
    el(
      "div",
      { class: "actions" },
      el(
        "span",
        { class: "tags", role: "group", "aria-label": "Tag" },
        ...Object.entries(TAGS).map(([tag, { label, mark, key }]) =>
          el(
            "button",
            {
              type: "button",
              "data-tag": tag,
              "aria-keyshortcuts": key,
              title: `${label} (${key})`,
              onclick: () => toggleTag(i, tag),
            },
            el("span", { class: "tag-mark", "aria-hidden": "true" }, mark),
            label,
          ),
        ),
      ),
      el(
        "button",
        {
          type: "button",
          class: "note-button",
          "aria-expanded": "false",
          "aria-keyshortcuts": "n",
          title: "Note (n)",
          // The press would take the focus from the open note, which closes it: the click would open it again.
          onmousedown: (event) => area.hidden || event.preventDefault(),
          onclick: () => (area.hidden ? openNote(area) : area.closest("article").focus()),
        },
        "Note",
      ),
      el(
        "button",
        {
          type: "button",
          class: "cite-button",
          title: "Copy as citation",
          "aria-label": "Copy as citation",
          onclick: (event) => copyCitation(entry, event.currentTarget),
        },
        "Copy",
      ),
    ),
    text,
    area,
  ];
}

function openNote(area) {
  area.value = notes.get(Number(area.closest("article").dataset.statement))?.note ?? "";
  area.hidden = false;
  markQuotation(area.closest("article"));
  area.focus();
}

function closeNote(area) {
  const article = area.closest("article");
  if (area.hidden || !article) return;
  area.hidden = true;
  markQuotation(article);
  queueMicrotask(() => tell("notes")); // not now: the panel may be just about to be remade, which ends the focus
}

/** Shows the tag and the note of the statement that is quoted. */
function markQuotation(article) {
  const { tag = null, note = null } = notes.get(Number(article.dataset.statement)) ?? {};
  if (tag) article.dataset.tagged = tag;
  else delete article.dataset.tagged;
  for (const button of article.querySelectorAll("[data-tag]"))
    button.setAttribute("aria-pressed", String(button.dataset.tag === tag));
  const open = !article.querySelector("textarea").hidden;
  article.querySelector(".note-button").setAttribute("aria-expanded", String(open));
  const text = article.querySelector(".note-text");
  text.hidden = open || note === null;
  text.replaceChildren(note === null ? "" : said(note));
}

/** Keys while a quotation or one of its buttons has the focus. */
function quotationKey(event) {
  const article = event.currentTarget;
  if (event.target.closest("textarea, input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const tag = Object.keys(TAGS).find((name) => TAGS[name].key === event.key);
  if (tag) toggleTag(Number(article.dataset.statement), tag);
  else if (event.key === "n") openNote(article.querySelector("textarea"));
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Brings everything that shows notes up to date; the panel is only remade where the tags filter. */
function showNotes() {
  if (state.off.tag.size) applyFilters();
  else {
    findShown();
    showFilters();
  }
  for (const article of document.querySelectorAll("article[data-statement]")) markQuotation(article);
  showNotesSection();
}

// ---- citation -----------------------------------------------------------------------------------------------------

/** What the reading says in one line: "North Korea aids Russia (alleged by South Korea)". */
function statementLine(entry) {
  const { source, target, stance, factuality, attributed_to: by } = entry;
  const how = factuality === "asserted" && !by ? "" : ` (${factuality}${by ? ` by ${oneLine(by)}` : ""})`;
  return `${[source, stance.name, target].filter(Boolean).map(oneLine).join(" ")}${how}`;
}

function citation(entry) {
  const { document: source } = entry;
  const quote = oneLine(entry.before + entry.cue + entry.after);
  const published = source.date ?? (entry.basis === "publication" ? entry.date : null);
  const where = [source.title || source.id, source.outlet, date(published), webAddress(source.url)];
  return (
    `“${quote}” – ${where.filter(Boolean).map(oneLine).join(", ")}; ` +
    `stancegraph: ${statementLine(entry)}; statement ${statementIds(entry.index).id}`
  );
}

async function copyCitation(entry, button) {
  const done = await copyPlain(citation(entry));
  say(done ? "Copied" : "This browser does not let the page copy");
  button.textContent = done ? "Copied" : "Not copied";
  setTimeout(() => (button.textContent = "Copy"), 2_000);
}

/** Puts a text on the clipboard, whichever way the browser allows; false if none. */
async function copyPlain(text) {
  // Chromium complains aloud about the mere attempt in a frame that may not.
  const allowed = document.featurePolicy?.allowsFeature("clipboard-write") ?? true;
  try {
    if (allowed) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Missing or refused.
  }
  const area = el("textarea", { class: "unseen", readonly: true, tabindex: -1, "aria-hidden": "true" });
  const before = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  before?.focus({ preventScroll: true });
  return done;
}

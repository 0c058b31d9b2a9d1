// The sentences: under each tie in a list, and wherever a statement is read.

const NO_SENTENCES =
  "The sentences behind the ties are not in this page: it was made from a file that cannot hold them (GraphML, GEXF " +
  "or CSV). Make it from the statements (.jsonl) or from the node-link .json file to read them here.";

const MOST_OPEN = 6; // statements unfolded when an actor is clicked: about two screens of reading
const MOST_IN_ROW = 6; // statements of one tie in a list; the tie on its own shows all of them

// ---- ties with what they rest on ----------------------------------------------------------------------------------

/** Hostile ties first, then friendly and neutral ones, each from the most statements to the fewest. */
function byWeight(list) {
  const order = [-1, 1, 0];
  return [...list].sort(
    (a, b) => order.indexOf(a.sign) - order.indexOf(b.sign) || b.weight - a.weight || a.index - b.index,
  );
}

const statementsShown = (tie) => tie.statements.filter(statementPasses);

/** The ties whose sentences are there without a further click: the first in any case, more while they are few. */
function openAtFirst(list) {
  const open = new Set();
  let statements = 0;
  for (const tie of list) {
    statements += Math.min(statementsShown(tie).length, MOST_IN_ROW);
    if (open.size && statements > MOST_OPEN) break;
    open.add(tie.index);
  }
  return open;
}

function tieList(title, list, actor, open = new Set()) {
  if (!list.length) return [];
  return [
    el("h3", {}, title, el("span", { class: "count" }, String(list.length))),
    el("ul", { class: "ties" }, ...list.map((tie) => tieRow(tie, actor, open.has(tie.index)))),
  ];
}

/** A tie in a list. Its sentences are built when they are first asked for: an actor may have thousands of ties. */
function tieRow(tie, actor, open) {
  const inward = tie.to === actor && !tie.symmetric;
  const row = [stanceButton(tie), " ", actorButton(other(tie, actor))];
  if (inward) row.reverse();
  if (!tie.statements.length) return el("li", {}, ...row);
  const { fold, body } = folding(`Sentences: ${tieName(tie)}`, `sentences-${tie.index}`, () => sentencesOf(tie), open);
  return el("li", {}, fold, ...row, body);
}

/** A button and what it unfolds, which is made when it is first asked for. */
function folding(label, id, content, open = false) {
  const body = el("div", { class: "sentences", id, hidden: true });
  const fold = el(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-label": label,
      "aria-controls": id,
      onclick: () => unfold(body.hidden),
    },
    svg(
      "svg",
      { viewBox: "0 0 12 12", width: 10, height: 10, "aria-hidden": "true" },
      svg("path", { d: "M4 2l4 4-4 4", fill: "none", stroke: "currentColor", "stroke-width": 1.8 }),
    ),
  );
  const unfold = (wanted) => {
    if (wanted && !body.hasChildNodes()) body.append(...content());
    body.hidden = !wanted;
    fold.setAttribute("aria-expanded", String(wanted));
  };
  unfold(open);
  return { fold, body };
}

function sentencesOf(tie) {
  const passing = statementsShown(tie);
  const more = passing.length - MOST_IN_ROW;
  return [
    ...passing.slice(0, MOST_IN_ROW).map((i) => quotation(statement(i), tie)),
    ...(more > 0
      ? [
          el(
            "button",
            { type: "button", class: "plain", onclick: () => select({ tie: tie.index }) },
            `${plural(more, "more statement")} of this tie`,
          ),
        ]
      : []),
  ];
}

/** Opens the sentences of a tie; to the ear it also says between whom. */
const stanceButton = (tie) =>
  el(
    "button",
    { type: "button", class: `stance ${signOf(tie.sign).key}`, onclick: () => select({ tie: tie.index }) },
    el(
      "span",
      { class: "unseen" },
      `${oneLine(actors[tie.from].name)} toward ${oneLine(actors[tie.to].name)}: `,
    ),
    lineSwatch(tie.sign, tie.factuality),
    said(tie.name),
    doubtsOf(tie) ? [" ", el("i", {}, doubtsOf(tie))] : null,
    tie.count > 1 ? [" ", el("span", { class: "count" }, `×${tie.count}`)] : null,
  );

const tieName = (tie) =>
  `${oneLine(actors[tie.from].name)} ${oneLine(tie.name)} ${oneLine(actors[tie.to].name)}`;

// ---- statements ---------------------------------------------------------------------------------------------------

function statementList(title, list) {
  const passing = list.filter(statementPasses);
  if (!passing.length) return [];
  return [
    el("h3", {}, title, el("span", { class: "count" }, String(passing.length))),
    ...passing.map((i) => quotation(statement(i), null)),
  ];
}

/** One statement with its sentence, the words that trigger it marked. */
function quotation(entry, tie) {
  const { document: source } = entry;
  const { key } = signOf(entry.stance.sign);
  // Where actors are merged, or a statement stands alone, the line above the quote says who it was.
  const merged =
    tie && (entry.source !== actors[tie.from].name || (entry.target && entry.target !== actors[tie.to].name));
  const who =
    !tie || merged
      ? el(
          "p",
          { class: "who" },
          said(oneLine(entry.source)),
          " ",
          el("b", { class: key }, said(entry.stance.name)),
          entry.target ? [" ", said(oneLine(entry.target))] : null,
        )
      : null;
  const article = el(
    "article",
    {
      class: `quotation ${key}`,
      tabindex: 0,
      "data-statement": entry.index,
      onkeydown: quotationKey,
    },
    who,
    markedQuote(entry.before, entry.cue, entry.after),
    chipsOf(entry),
    entry.about ? el("p", { class: "about" }, "About: ", said(entry.about)) : null,
    sourceLine(source, ...datesOf(entry)),
    ...statementActions(entry),
  );
  markQuotation(article);
  return article;
}

const markedQuote = (before, cue, after) =>
  el("blockquote", {}, el("bdi", {}, visible(before), el("mark", {}, visible(cue)), visible(after)));

/** Outlet, days if given, and title of a document. */
function sourceLine(source, ...days) {
  const label = oneLine(source.title ? source.title : source.url ? source.url : source.id);
  return el(
    "footer",
    {},
    source.outlet ? [el("b", {}, said(oneLine(source.outlet))), " · "] : null,
    ...days,
    source.url ? link(source.url, label) : el("cite", {}, said(label)),
  );
}

/** What to bear in mind about a statement: who alleges it, how sure the reading is, whether others printed the same. */
function chipsOf(entry) {
  const { factuality, attributed_to: by, confidence, copy_of: original } = entry;
  const copies = copiesOf(entry.index);
  const chips = [
    by
      ? chip([`${factuality} by `, said(oneLine(by))], "doubt")
      : factuality === "asserted"
        ? null
        : chip(factuality === "denied" ? "denied by the text" : factuality, "doubt"),
    confidence !== null && confidence < 1
      ? el(
          "span",
          { class: "chip", title: "How sure the reading of this sentence is, from 0 to 1; not how true what it says is" },
          `confidence ${confidence.toFixed(2)}`,
        )
      : null,
    original >= 0 ? chip(["wire copy", ...inOutlet(original, " of the text in ")]) : null,
    copies.length ? chip([`also in ${plural(copies.length, "wire copy", "wire copies")}`]) : null,
  ].filter(Boolean);
  return chips.length ? el("p", { class: "chips" }, ...chips) : null;
}

function inOutlet(i, before) {
  const outlet = data.statements.outlet[i];
  return outlet < 0 ? [] : [before, said(oneLine(data.outlets[outlet]))];
}

let copies = null; // statement -> those that are wire copies of it; found when first asked for

function copiesOf(i) {
  if (copies === null) {
    copies = new Map();
    texts.statements.copy_of.forEach((original, copy) => {
      if (original >= 0) copies.set(original, [...(copies.get(original) ?? []), copy]);
    });
  }
  return copies.get(i) ?? [];
}

/** The day a text names is told apart from the day it appeared on. */
function datesOf(entry) {
  const { document: source, date: on, date_end: end, basis } = entry;
  const published = source.date ?? (basis === "publication" ? on : null);
  const told = on && basis !== "publication" && !(basis === null && on === published);
  const time = (first, last) => el("time", { datetime: first }, period(first, last));
  return [
    ...(told ? [time(on, end), basis === "text" ? ", as the text tells · " : " · "] : []),
    ...(published ? ["published ", time(published), " · "] : []),
  ];
}

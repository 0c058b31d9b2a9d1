// The panel on the right: what is selected, down to the sentences. Names in it can be clicked on and on.

let lastRead = null; // which panel was shown last

function showReading() {
  const panel = byId("reading");
  const { selected } = state;
  const reading = `${state.level} ${selected && selectionKey(selected)}`;
  const again = reading === lastRead;
  lastRead = reading;
  const folds = () => (again ? [...panel.querySelectorAll(".fold")] : []);
  const wasOpen = new Map(folds().map((fold) => [fold.getAttribute("aria-controls"), isUnfolded(fold)]));
  const scrolled = panel.scrollTop;
  const refocus = focusOf(panel, again);
  const content = !texts
    ? [el("p", { class: "quiet" }, "Unpacking the sentences …")]
    : !selected
      ? overview()
      : selected.way !== undefined
        ? wayPanel(...selected.way)
        : selected.tie === undefined
          ? actorPanel(actors[selected.actor])
          : tiePanel(ties[selected.tie]);
  if (!selected) content.unshift(overviewHead());
  panel.replaceChildren(...content.filter(Boolean));
  // A filter leaves the reader where he is: what he unfolded stays so.
  for (const fold of folds())
    if ((wasOpen.get(fold.getAttribute("aria-controls")) ?? isUnfolded(fold)) !== isUnfolded(fold)) fold.click();
  if (scrolled > 0) panel.scrollTop = again ? scrolled : 0; // asking for it lays the page out
  showNotesSection();
  refocus();
  byId("page").classList.toggle("selecting", Boolean(selected));
}

/** Gives the focus back once the panel is remade: to the same thing or, where a sentence is gone, to the one after it;
    in another panel to its heading. */
function focusOf(panel, again) {
  const at = document.activeElement;
  if (!panel.contains(at)) return () => {};
  const quotes = () => [...panel.querySelectorAll("article[data-statement]")];
  const quote = at.closest("article[data-statement]");
  if (!again) return focusHeading;
  if (!quote) return () => at.id && byId(at.id)?.focus({ preventScroll: true });
  const place = quotes().indexOf(quote);
  return () => {
    const left = quotes();
    const same = left.find((article) => article.dataset.statement === quote.dataset.statement);
    const button = same && at.dataset.tag ? same.querySelector(`[data-tag="${at.dataset.tag}"]`) : null;
    (button ?? same ?? left[Math.min(place, left.length - 1)] ?? panel).focus({ preventScroll: true });
  };
}

/** What was pressed to come here is gone. Closed on a phone, the panel is gone too. */
function focusHeading() {
  const to = byId("reading-title") ?? byId("reading");
  (to.offsetParent ? to : byId("net").querySelector(".vis-network"))?.focus({ preventScroll: true });
}

const isUnfolded = (fold) => fold.getAttribute("aria-expanded") === "true";

const actorButton = (index, label = null) =>
  el(
    "button",
    { type: "button", class: "name", onclick: () => select({ actor: index }) },
    label ?? said(oneLine(actors[index].name)),
  );

const heading = (eyebrow, ...title) =>
  el(
    "div",
    { class: "row top-row" },
    el(
      "div",
      {},
      el("p", { class: "eyebrow" }, eyebrow),
      el("h2", { id: "reading-title", tabindex: -1 }, ...title),
    ),
    el(
      "button",
      { type: "button", class: "close", "aria-label": "Close what is selected", onclick: () => select(null) },
      "×",
    ),
  );

const chip = (text, kind = "") => el("span", { class: `chip ${kind}` }, text);

// ---- lists and words ----------------------------------------------------------------------------------------------

const STEP = 200; // entries that one press adds to a list

/** A list cut after `most`, and a button that says how many there are and shows further ones. */
function cutList(kind, entries, most, made, tag = "ul") {
  const list = el(tag, { class: kind }, ...entries.slice(0, most).map(made));
  return [list, moreButton(entries.length, most, (from, to) => list.append(...entries.slice(from, to).map(made)), list)];
}

/** The button under what is cut; the focus goes on to what it brought. Null if nothing is. */
function moreButton(count, most, add, list) {
  let there = Math.min(most, count);
  const label = () => {
    const next = Math.min(STEP, count - there);
    return there + next === count ? `Show all ${inWords(count)}` : `Show ${next} more of ${inWords(count)}`;
  };
  if (there === count) return null;
  const button = el(
    "button",
    {
      type: "button",
      class: "plain cut",
      onclick: () => {
        const from = list.children.length;
        add(there, there + STEP);
        there = Math.min(there + STEP, count);
        list.children[from]?.closest("button, [tabindex]")?.focus();
        list.children[from]?.querySelector("button")?.focus();
        if (there === count) button.remove();
        else button.textContent = label();
      },
    },
    label(),
  );
  return button;
}

/** Actors by their names, one after the other, cut after `most`. */
function nameList(indices, most) {
  const list = el("p", { class: "members" });
  const add = (from, to) =>
    list.append(...indices.slice(from, to).flatMap((i, n) => {
        const last = from + n === indices.length - 1;
        // Name and comma in one piece, so that no comma begins a line.
        return [el("span", { class: "listed" }, actorButton(i), last ? "" : ","), " "];
      }));
  add(0, most);
  return [list, moreButton(indices.length, most, add, list)];
}

function ordinal(n) {
  const last = n % 100;
  const ending = last > 10 && last < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${inWords(n)}${ending}`;
}

function countryName(code) {
  const country = actors.find((actor) => actor.kind === "country" && actor.country === code);
  return country ? actorButton(country.index) : visible(code);
}

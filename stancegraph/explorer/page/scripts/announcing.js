// What a screen reader is told beside the counts, which tell of filters themselves: what is selected, which view and level
// is open.

let saying = []; // what is said in one go is read in one go

/** Has it read out; an empty text takes back what was said before. */
function say(text) {
  saying.push(text);
  if (saying.length === 1) queueMicrotask(readOut);
}

function readOut() {
  const text = saying.filter(Boolean).join(". ");
  saying = [];
  const region = byId("announce");
  if (!text || region.textContent !== text) return (region.textContent = text);
  region.textContent = ""; // the same words once more are news too, which nobody would notice
  requestAnimationFrame(() => (region.textContent = text));
}

function announceSelection() {
  if (!state.selected) return say("");
  const { actor } = state.selected;
  const own = actor === undefined ? null : tiesOf[actor].filter((index) => shown.tie[index]);
  say(`Selected: ${selectionInWords()}${own ? `, ${plural(own.length, "tie")}` : ""}`);
}

const whatIsOpen = () => [state.view, data.levels[state.level].by === null ? "actors" : "countries"];
let announcedOpen = []; // what was open when it was told last

/** View and level, where they have changed: back and forward tell of both in any case. */
function announceOpen() {
  const before = announcedOpen;
  announcedOpen = whatIsOpen();
  const [view, level] = announcedOpen;
  if (view !== before[0]) say(`View: ${view}, ${plural(shown.actors, "actor")} and ${plural(shown.ties, "tie")}`);
  else if (level !== before[1]) say(`Level: ${level}`);
}

function wireAnnouncing() {
  announcedOpen = whatIsOpen(); // what the page opens with is no news
  on("selection", announceSelection);
  on("view", announceOpen);
  on("level", announceOpen);
}

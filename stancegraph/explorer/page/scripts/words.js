// What is shown, in words: for the heads of exports and of print, where no filter can be looked at.

const MOST_NAMED = 6; // values of one filter that are written out: about one line

function listedNames(names) {
  const rest = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** The filters in force, each as a phrase: "without: Neutral", "since 2024-10-01". */
function filtersInWords() {
  const { off, since, until, weight, confidence, focus } = state;
  const named = {
    sign: (value) => signOf(value).name,
    stance: (value) => stances[value].name,
    factuality: (value) => value,
    outlet: (value) => (value < 0 ? "not told" : data.outlets[value]),
    kind: (value) => KINDS[value] ?? value,
    cluster: (value) => (value < 0 ? "on their own" : clusters[value]),
    tag: (value) => TAGS[value]?.label ?? "untagged",
  };
  const values = (facet) => [...off[facet]].map((value) => oneLine(named[facet](value)));
  const without = [...values("sign"), ...values("stance"), ...values("factuality")];
  const phrase = (words, list) => (list.length ? `${words}: ${listedNames(list)}` : null);
  return [
    state.level > 0 ? "rolled up to countries" : null,
    focus ? `at most ${plural(focus.steps, "step")} from ${oneLine(actors[focus.actor].name)}` : null,
    shown.backbone ? `the ${backbone.size} actors with the most statements, of ${inWords(actors.length)}` : null,
    phrase("without", without),
    phrase("without outlets", values("outlet")),
    phrase("without kinds of actor", values("kind")),
    phrase("without clusters", values("cluster")),
    phrase("without tags", values("tag")),
    since ? `since ${since}` : null,
    until ? `until ${until}` : null,
    weight > 1 ? `at least ${weight} statements a tie` : null,
    confidence > 0 ? `confidence at least ${confidence}` : null,
  ].filter(Boolean);
}

function selectionInWords() {
  const { selected } = state;
  if (!selected) return null;
  if (selected.tie !== undefined) return tieName(ties[selected.tie]);
  if (selected.way === undefined) return oneLine(actors[selected.actor].name);
  const [from, to] = selected.way.map((end) => oneLine(actors[end].name));
  return `the way from ${from} to ${to}`;
}

const countsInWords = () =>
  [
    plural(shown.actors, "actor"),
    plural(shown.ties, "tie"),
    data.evidence ? plural(shown.statements, "statement") : null,
  ]
    .filter(Boolean)
    .join(" · ");

const LONGEST_NAME = 60; // characters: four bytes each and an ending stay below the 255 bytes of file systems

/** A name that every system takes for a file, from the title of the page. */
function fileName(ending) {
  const stem = Array.from(data.title.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-"))
    .slice(0, LONGEST_NAME)
    .join("")
    .replace(/^-+|-+$/g, "");
  // Devices on Windows, whatever the ending.
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(stem);
  return `${stem && !reserved ? stem : "stancegraph"}${ending}`;
}

// What there is to see while nothing is selected: clusters, contested claims, what breaks the balance, who is central.

const MOST_CAMPS = 8; // with their members more than one screen of reading
const MOST_MEMBERS = 12;
const MOST_ALLEGED = 6;
const MOST_AGAINST = 6;
const MOST_CENTRAL = 8;

function overview() {
  if (!actors.length)
    return [el("h2", {}, "Nothing to show"), el("p", { class: "quiet" }, "The graph has no actors.")];
  return [
    el("p", { class: "lead" }, "Click an actor or a tie to read the sentences behind it."),
    data.evidence ? null : el("p", { class: "note" }, NO_SENTENCES),
    ...campsSection(),
    ...claimsSection(),
    ...againstSection(),
    ...allegedSection(),
    ...centralSection(),
    ...notesSection(),
  ];
}

const titled = (title, list) => el("h2", {}, title, el("span", { class: "count" }, inWords(list.length)));

// ---- clusters -----------------------------------------------------------------------------------------------------

function campsSection() {
  const members = clusters.map(() => []);
  for (const i of ranked) if (shown.actor[i] && actors[i].cluster >= 0) members[actors[i].cluster].push(i);
  const camps = clusters.map((name, cluster) => ({ name, cluster, members: members[cluster] })).filter((camp) => camp.members.length);
  if (!camps.length) return [];
  return [titled("Clusters", camps), ...cutList("camps", camps, MOST_CAMPS, campItem)];
}

function campItem({ name, cluster, members }) {
  return el(
    "li",
    { class: "camp" },
    el(
      "h3",
      {},
      shapeSwatch(null, cluster),
      said(oneLine(name)),
      el("span", { class: "count" }, String(members.length)),
    ),
    ...nameList(members, MOST_MEMBERS),
  );
}

// ---- ties that stand out ------------------------------------------------------------------------------------------

/** Why a tie runs against the clusters. */
function whyAgainst({ from, to, sign }) {
  const [here, there] = [from, to].map((end) => actors[end].cluster);
  const camp = (cluster) => said(oneLine(clusters[cluster]));
  if (sign < 0) return ["hostile within the cluster ", camp(here)];
  if (here >= 0 && there >= 0) return ["friendly between the clusters ", camp(here), " and ", camp(there)];
  if (here < 0 && there < 0) return ["friendly, though they share no cluster"];
  return ["friendly, though only one of them is in the cluster ", camp(Math.max(here, there))];
}

const tieItem = (tie, ...below) =>
  el("li", {}, actorButton(tie.from), " ", stanceButton(tie), " ", actorButton(tie.to), ...below);

const byCount = (list) => list.sort((a, b) => shown.count[b.index] - shown.count[a.index] || a.index - b.index);

function againstSection() {
  const list = byCount([...against].filter((index) => shown.tie[index]).map((index) => ties[index]));
  if (!list.length) return [];
  return [
    titled("Ties that break the balance", list),
    el("p", { class: "quiet" }, "Friends stand in one cluster and enemies in different ones, but for these."),
    ...cutList("ties", list, MOST_AGAINST, (tie) => tieItem(tie, el("p", { class: "why quiet" }, ...whyAgainst(tie)))),
  ];
}

function allegedSection() {
  const list = byCount(ties.filter((tie) => shown.tie[tie.index] && tie.factuality === "alleged"));
  if (!list.length) return [];
  return [
    titled("Alleged", list),
    el("p", { class: "quiet" }, "Said by others; the texts do not vouch for it."),
    ...cutList("ties", list, MOST_ALLEGED, (tie) => tieItem(tie)),
  ];
}

// ---- who is central -----------------------------------------------------------------------------------------------

function centralSection() {
  if (!shown.actors) return [];
  const chosen = measures().find(({ key }) => key === state.measure) ?? measures()[0];
  const { order, values } = standing(chosen.key);
  const list = order.filter((i) => shown.actor[i] && values[i] > 0);
  return [
    el("h2", {}, "Most central"),
    measureChoice(chosen),
    ...cutList(
      "ranking",
      list,
      MOST_CENTRAL,
      (i) => el("li", {}, actorButton(i), el("span", { class: "count" }, asValue(values[i]))),
      "ol",
    ),
    list.length ? null : el("p", { class: "quiet" }, "Nobody."),
  ];
}

/** The measure, and under it all others to choose from. */
const measureChoice = (chosen) =>
  el(
    "details",
    { class: "measure" },
    el("summary", { id: "measure" }, `by ${chosen.name}`),
    el(
      "ul",
      {},
      ...measures().map(({ key, name }) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", "aria-pressed": String(key === chosen.key), onclick: () => chooseMeasure(key) },
            name,
          ),
        ),
      ),
    ),
  );

function chooseMeasure(key) {
  state.measure = key;
  writeAddress("view");
  showReading();
  byId("measure").focus(); // the buttons are gone
}

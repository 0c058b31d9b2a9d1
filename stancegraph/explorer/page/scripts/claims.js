// Contested claims: what one side says another did and somebody denies, with the sentences of each.

const MOST_CONTESTED = 5;
const SPOKEN = [
  { voices: "asserted_by", statements: "assertions", words: "asserted by", title: "Asserted" },
  { voices: "denied_by", statements: "denials", words: "denied by", title: "Denied" },
  { voices: "investigated_by", statements: "inquiries", words: "looked into by", title: "Looked into" },
];

const nodesOf = new WeakMap(); // the actors of a level -> the actor of that level for each actor of the texts, or -1

/** Whom an actor of the texts is on the open level: itself, or its country. */
function nodeOf(actor) {
  if (actor < 0) return -1;
  if (!nodesOf.has(actors)) nodesOf.set(actors, foundNodes());
  return nodesOf.get(actors)[actor];
}

function foundNodes() {
  const here = new Map(actors.map(({ id, index }) => [id, index]));
  const single = data.levels[0].actors;
  const country = new Map(single.id.map((id, i) => [id, single.country[i]]));
  const found = Int32Array.from(texts.actors.id, (id) => here.get(id) ?? here.get(`country:${country.get(id)}`) ?? -1);
  // A graph that came merged no longer tells the countries of single actors; their ties do.
  const { source, target } = texts.statements;
  const note = (actor, node) => {
    if (actor >= 0 && found[actor] < 0) found[actor] = node;
  };
  for (const tie of ties)
    if (!tie.symmetric)
      for (const i of tie.statements) {
        note(source[i], tie.from);
        note(target[i], tie.to);
      }
  untargetedOf.forEach((list, node) => list.forEach((i) => note(source[i], node)));
  return found;
}

/** The name of an actor of the texts; a button where the picture shows it. */
function textActor(actor) {
  const node = nodeOf(actor);
  if (node >= 0 && (shown.actor[node] || beyondBackbone(node))) return actorButton(node);
  return said(oneLine(node >= 0 ? actors[node].name : texts.actors.name[actor]));
}

/** What voices are counted by: the actor in the picture, which at the level of countries two officials share. */
const sideOf = (actor) => (nodeOf(actor) >= 0 ? nodeOf(actor) : -2 - actor);

/** Claims with the statements that pass the filters; those without any, or of an actor out of the picture, are gone. */
function claimsShown() {
  return texts.claims
    .map((claim, number) => {
      const passing = SPOKEN.map(({ statements }) => claim[statements].filter(statementPasses));
      return { claim, number, passing };
    })
    .filter(({ claim, passing: [assertions, denials] }) => {
      const [accused, target] = [nodeOf(claim.accused), nodeOf(claim.target)];
      if (accused >= 0 && (!shown.actor[accused] || accused === target)) return false;
      // Without its denials, or without whoever asserts it, nobody contests it.
      return denials.length > 0 && (assertions.length > 0 || claim.assertions.length === 0);
    });
}

const contestedTies = new WeakMap(); // the ties of a level -> numbers of those that are a contested claim

/** Numbers of the ties that say what somebody denies; none before the texts are there. */
function contested() {
  if (!texts) return NONE_CONTESTED;
  if (!contestedTies.has(ties)) {
    const found = new Set();
    for (const { accused, stance, target } of texts.claims) {
      const [from, to] = [nodeOf(accused), nodeOf(target)];
      if (from < 0 || to < 0) continue;
      for (const index of tiesOf[from])
        if (ties[index].from === from && ties[index].to === to && ties[index].name === stance) found.add(index);
    }
    contestedTies.set(ties, found);
  }
  return contestedTies.get(ties);
}
const NONE_CONTESTED = new Set();

/** Whether somebody denies what a tie says. */
const isContested = ({ index }) => contested().has(index);

/** What keeps a tie from being a plain fact, in words: "alleged, contested"; empty if nothing does. */
const doubtsOf = (tie) =>
  [tie.factuality === "asserted" ? null : tie.factuality, isContested(tie) ? "contested" : null].filter(Boolean).join(", ");

/** In the panel of a tie: the claim that it is, with who denies it. */
function contestedSection(tie) {
  const { from, to, name } = tie;
  const list = claimsShown().filter(
    ({ claim }) => nodeOf(claim.accused) === from && claim.stance === name && nodeOf(claim.target) === to,
  );
  if (list.length) return [el("h3", {}, "Contested"), ...cutList("claims", list, MOST_CONTESTED, claimItem)];
  // A tie that somebody denies never looks uncontested, whatever is filtered away.
  return isContested(tie) ? [el("p", { class: "quiet" }, "Who denies it is hidden by the filters.")] : [];
}

/** Who says it in the statements that pass: [{actor, sentences}], wire copies and sentences told twice counted once. */
function voicesOf(claim, { voices, statements }, passing) {
  const { source, attributed_to, copy_of, document, sentence, cue_start, at } = texts.statements;
  const { id } = texts.actors;
  // Where the sentence begins, in code points as `at` is.
  const start = (i) => at[i] - [...texts.sentences[sentence[i]].slice(0, cue_start[i])].length;
  const found = new Map();
  const hear = (actor) => {
    if (!found.has(sideOf(actor))) found.set(sideOf(actor), { actor, sentences: new Set() });
    return found.get(sideOf(actor)).sentences;
  };
  const whole = passing.length === claim[statements].length;
  // In the order of the claim; whom only a denial quotes has no statement of its own.
  const spoken = new Set(passing.map(speaker));
  for (const [actor, sentences] of claim[voices]) if (spoken.has(actor) || (sentences === 0 && whole)) hear(actor);
  for (const i of passing) {
    const sentences = hear(speaker(i));
    if (copy_of[i] < 0) sentences.add(`${document[i]} ${start(i)}`);
  }
  return [...found.values()].map(({ actor, sentences }) => ({ actor, sentences: sentences.size }));

  // Of a deed it is whoever the text names as saying so, if it names anybody; of all else the source.
  function speaker(i) {
    const deed = statements === "assertions" && id[source[i]] === id[claim.accused];
    return deed ? attributed_to[i] : source[i];
  }
}

function claimsSection() {
  if (claimsAreLeftOut)
    return [
      el("h2", {}, "Contested claims"),
      el(
        "p",
        { class: "quiet" },
        `Not looked for among ${plural(data.statements.stance.length, "statement")}, which would take long: "stancegraph claims" does, or a page of fewer.`,
      ),
    ];
  const list = claimsShown();
  if (!list.length) return [];
  return [
    el("h2", {}, "Contested claims", el("span", { class: "count" }, String(list.length))),
    ...cutList("claims", list, MOST_CONTESTED, claimItem),
  ];
}

function claimItem({ claim, number, passing }) {
  const { accused, stance, target, words } = claim;
  const sign = stances.find(({ name }) => name === stance)?.sign ?? 0;
  const deed = [accused < 0 ? null : texts.actors.name[accused], stance, target < 0 ? null : texts.actors.name[target]];
  const label = `Sentences of the claim: ${deed.filter(Boolean).map(oneLine).join(" ")}`;
  const { fold, body } = folding(label, `claim-${number}`, () => claimSentences(claim, passing));
  return el(
    "li",
    {},
    fold,
    el(
      "div",
      { class: "claim" },
      el(
        "p",
        { class: "deed" },
        "Claim: ",
        textActor(accused),
        stance === null ? null : [" ", el("b", { class: signOf(sign).key }, said(oneLine(stance)))],
        target < 0 ? null : [" ", textActor(target)],
      ),
      el("p", { class: "quiet" }, "“", said(oneLine(words)), "”"),
      ...SPOKEN.map((spoken, n) => voicesLine(spoken.words, voicesOf(claim, spoken, passing[n]))),
      voicesLine("not confirmed by", doubters(doubtsShown(claim, passing))),
    ),
    body,
  );
}

function voicesLine(words, voices) {
  if (!voices.length) return null;
  return el(
    "p",
    { class: "voices" },
    `${words} `,
    ...voices.flatMap(({ actor, sentences }, n) => [
      n ? ", " : "",
      actor < 0 ? "somebody unnamed" : textActor(actor),
      sentences > 1 ? el("span", { class: "count" }, ` (${sentences})`) : null,
    ]),
  );
}

const claimSentences = (claim, passing) => {
  const doubts = doubtsShown(claim, passing);
  return [
    ...SPOKEN.flatMap(({ title }, n) =>
      passing[n].length ? [el("h3", {}, title), ...passing[n].map((i) => quotation(statement(i), null))] : [],
    ),
    ...(doubts.length ? [el("h3", {}, "Not confirmed"), ...doubts.map(doubtQuotation)] : []),
  ];
};

// ---- who cannot confirm it, which is no stance and so no statement -----------------------------------------------

/** Doubts of the documents in which a claim is asserted by what passes the filters. */
function doubtsShown({ doubts }, [assertions]) {
  const documentsShown = new Set(assertions.map((i) => texts.statements.document[i]));
  return doubts
    .map(([actor, document, sentence, cueStart, cueLength]) => ({ actor, document, sentence, cueStart, cueLength }))
    .filter(({ document }) => documentsShown.has(document));
}

function doubters(doubts) {
  const found = new Map();
  for (const { actor } of doubts) {
    const side = sideOf(actor);
    found.set(side, { actor, sentences: (found.get(side)?.sentences ?? 0) + 1 });
  }
  return [...found.values()];
}

function doubtQuotation({ actor, document, sentence, cueStart, cueLength }) {
  const text = texts.sentences[sentence];
  const cueEnd = cueStart + cueLength;
  return el(
    "article",
    { class: "quotation" },
    el("p", { class: "who" }, actor < 0 ? "Nobody named" : textActor(actor), " does not confirm it"),
    markedQuote(text.slice(0, cueStart), text.slice(cueStart, cueEnd), text.slice(cueEnd)),
    sourceLine(documents[document]),
  );
}

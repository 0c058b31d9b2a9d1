// The panel of a tie: every statement behind it, and what else is between the two.

const MOST_STATEMENTS = 50; // quoted at once

function tiePanel(tie) {
  const { key, name, sign } = signOf(tie.sign);
  const siblings = tiesOf[tie.from].filter(
    (index) => index !== tie.index && shown.tie[index] && other(ties[index], tie.from) === other(tie, tie.from),
  );
  const passing = statementsShown(tie);
  const hidden = tie.statements.length - passing.length;
  const quotes = el("div", { class: "quotes" });
  const quote = (from, to) => quotes.append(...passing.slice(from, to).map((i) => quotation(statement(i), tie)));
  quote(0, MOST_STATEMENTS);
  return [
    heading(
      [lineSwatch(sign, tie.factuality), `${name} tie`],
      actorButton(tie.from),
      " ",
      el(
        "span",
        { class: `verb ${key}` },
        tie.symmetric ? "↔ " : null,
        said(tie.name),
        tie.symmetric ? " ↔" : " →",
      ),
      " ",
      actorButton(tie.to),
    ),
    el(
      "p",
      { class: "quiet" },
      [factualitiesOf(tie, passing).join(", "), period(tie.first, tie.last)].filter(Boolean).join(" · "),
    ),
    against.has(tie.index) ? el("p", { class: "quiet" }, "Breaks the balance: ", ...whyAgainst(tie), ".") : null,
    ...contestedSection(tie),
    ...timeline(passing),
    quotes,
    moreButton(passing.length, MOST_STATEMENTS, quote, quotes),
    hidden ? el("p", { class: "quiet" }, `${plural(hidden, "more statement")} hidden by the filters.`) : null,
    tie.statements.length ? null : el("p", { class: "note" }, NO_SENTENCES),
    ...tieList(
      "Also between them",
      byWeight(siblings.map((index) => ties[index])),
      tie.from,
    ),
  ];
}

/** "2 asserted, 1 alleged": of the statements that pass, or what a tie without them says of itself. */
function factualitiesOf(tie, passing) {
  const count = (name, at) =>
    tie.statements.length ? passing.filter((i) => data.statements.factuality[i] === at).length : tie[name];
  return FACTUALITY.map((name, at) => [name, count(name, at)])
    .filter(([, number]) => number)
    .map(([name, number]) => `${number} ${name}`);
}

"""The way to one statement: frame, codebook entry, actors, date, and the reason for each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, is_negated, is_passive, patients
from stancegraph.extraction.dating import Dates
from stancegraph.extraction.explanations import Entry, Frame, Way
from stancegraph.extraction.findings import SURE
from stancegraph.extraction.matching import stems
from stancegraph.extraction.recording import is_wrong
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.codebook import Codebook, Pattern, Stance
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.resolutions import Resolution, Resolutions
    from stancegraph.models import Doubt, Statement

# Of a pattern's alternatives none of which is there, so many are shown.
SHOWN_ALTERNATIVES: Final = 3


class Ways:
    """Tells of the findings of one document how each became a statement."""

    def __init__(self, parse: Parse, resolutions: Resolutions, codebook: Codebook) -> None:
        self.resolutions = resolutions
        self.codebook = codebook
        self._dates = Dates(parse, codebook.nouns)

    def of(self, finding: Finding, statement: Statement) -> Way:
        """Return the way from a finding to its statement."""
        source = self.resolutions.of(finding.source)
        target, answered = None, None
        if finding.target is not None:
            if not finding.is_claimed:
                answered = finding.target.word
            target = self.resolutions.of(finding.target, answered=answered)
            if answered is finding.source.word:
                aim = "nobody is named, and a group that takes this stance is taken to take it toward its state"
                target = target.model_copy(update={"because": aim})
        return Way(
            id=statement.id,
            summary=_summary(statement),
            cue=statement.evidence.cue,
            frame=self._frame(finding),
            entry=self._entry(finding),
            source=source,
            target=target,
            target_because=None
            if target is not None
            else "nobody in particular, which this stance may be taken toward",
            factuality=statement.factuality,
            factuality_because=_factuality_because(finding),
            attributed_to=None if statement.attributed_to is None else statement.attributed_to.name,
            doubts=tuple(map(_doubt, statement.doubts)),
            date=statement.date,
            date_end=statement.date_end,
            date_basis=statement.date_basis,
            date_because=self._date_because(finding, statement),
            confidence=statement.confidence,
            confidence_because=_confidence_because(finding, source, target),
        )

    def _frame(self, finding: Finding) -> Frame:
        match, state = finding.match, finding.state
        head = finding.cue[0] if match is None else match.head
        is_verb = head.pos in {"VERB", "AUX"}
        phrase = self.resolutions.phrase
        if is_verb or match is None:
            by, to = agents(head), patients(head)
        else:
            by, to = [finding.source.word], []
        if match is not None:
            by, to = match.sources or by, match.targets or to
        reports = [] if state is None else state.reports
        return Frame(
            trigger=_joined(finding.cue),
            deed=_joined(match.cue) if match is not None and finding.origin == "report" else None,
            sort=finding.origin,
            voice=("passive" if is_passive(head) else "active") if is_verb else None,
            negated=is_negated(head),
            done_by=tuple(phrase(w) for w in by),
            done_to=tuple(phrase(w) for w in to),
            said_by=tuple(_report(r, [phrase(w) for w in agents(r)]) for r in reports),
        )

    def _entry(self, finding: Finding) -> Entry:
        stance = self.codebook.stances[finding.stance]
        pattern = None if finding.match is None else finding.match.pattern
        own = None if pattern is None else _owner(pattern, stance, self.codebook)
        derived = None
        if pattern is not None and pattern.text in stance.obligations:
            derived = f"to say that somebody {pattern.text} do something is {stance.name}"
        elif pattern is not None and own is None and pattern.text.split()[0] in self.codebook.judging:
            derived = f"no pattern has it; '{pattern.text}' judges, and to say it of another side is {stance.name}"
        elif own is not None and own.name != stance.name:
            if stance.answers_claims:
                derived = f"the pattern is of {own.name}; to say that one's own side did not do it is {stance.name}"
            elif finding.origin == "report":
                cue = () if finding.match is None else finding.match.cue
                helps = own.name in stance.blamed_stances and not is_wrong(stance, own.name, cue, self.codebook)
                side = "a side that the speaker blames elsewhere" if helps else "another side"
                derived = f"the pattern is of {own.name}; to report such a deed of {side} is {stance.name}"
            else:
                derived = f"the pattern is of {own.name}; to promise or threaten it is {stance.name}"
        return Entry(
            stance=stance.name,
            sign=stance.sign,
            meaning=stance.meaning,
            pattern=None if pattern is None else pattern.text,
            as_read=None if pattern is None else as_read(pattern.text, self._cue(finding), self.codebook),
            origin="the user's codebook" if pattern is not None and pattern.is_users else "the built-in codebook",
            derived=derived,
        )

    @staticmethod
    def _cue(finding: Finding) -> list[Word]:
        return [*finding.cue, *(() if finding.match is None else finding.match.cue)]

    def _date_because(self, finding: Finding, statement: Statement) -> str:
        dated = self._dates.of(finding.cue, planned=finding.factuality is Factuality.PLANNED)
        if dated.words:
            ordered = sorted(dated.words, key=lambda w: w.i)
            published = self._dates.published
            seen = "" if published is None else f", as seen from {published.isoformat()}"
            return f"'{' '.join(w.text for w in ordered)}' in the text{seen}"
        if statement.date is None:
            return "its words name no day, and the day of publication is not known"
        return "its words name no day, so that it is the day of publication"


def _doubt(doubt: Doubt) -> str:
    by = "nobody named" if doubt.actor is None else doubt.actor.name
    return f"{by}: '{doubt.evidence.parts()[1]}'"


def _owner(pattern: Pattern, stance: Stance, codebook: Codebook) -> Stance | None:
    """Return the stance under which a pattern stands in the codebook, the one it shows if it may be."""
    stances = [stance, *codebook.stances.values()]
    return next((s for s in stances if pattern.text in (*s.verbs, *s.nouns, *s.reported)), None)


def as_read(pattern: str, words: Iterable[Word], codebook: Codebook) -> str:
    """Return a pattern with only those of its alternatives that are among words, else with the first few."""
    forms = {form for w in words for form in (w.lemma, w.lower, *stems(w.lower))}
    tokens = []
    for token in pattern.split():
        alternatives = token.split("|")
        there = [a for a in alternatives if a in forms or not forms.isdisjoint(codebook.words.get(a[1:-1], ()))]
        if not there and len(alternatives) > SHOWN_ALTERNATIVES:
            there = [*alternatives[:SHOWN_ALTERNATIVES], "…"]
        tokens.append("|".join(there or alternatives))
    return " ".join(tokens)


def _summary(statement: Statement) -> str:
    target = "" if statement.target is None else f" {statement.target.name}"
    return f"{statement.source.name} {statement.stance}{target}"


def _joined(words: Iterable[Word]) -> str:
    return " ".join(w.text for w in sorted(words, key=lambda w: w.i))


def _report(report: Word, who: list[str]) -> str:
    by = ", ".join(f"'{words}'" for words in who) or "nobody named"
    return f"{by} ('{report.text}')"


def _factuality_because(finding: Finding) -> str:
    state = finding.state
    if finding.attributed_to is not None:
        return f"{finding.attributed_to.name} says so, and is of another side than {finding.source.actor.name}"
    if finding.origin == "report":
        return "the stance lies in saying it, and the text says that it was said"
    if state is not None and state.because and state.factuality is finding.factuality:
        return state.because
    if finding.factuality is Factuality.ASSERTED:
        own = state is not None and bool(state.reports)
        return "those who say so are of the source's own side, or not known" if own else "the text says so itself"
    return "the words around it"


def _confidence_because(finding: Finding, source: Resolution, target: Resolution | None) -> str:
    sorts = {"verb": "a verb shows it", "noun": "a noun shows it", "report": "it lies in a report"}
    factors = [
        f"{SURE[finding.origin]:g} as {sorts[finding.origin]}",
        f"{source.sureness:g} for the source by {source.how}",
    ]
    if target is not None:
        guess = "" if finding.is_claimed else ", from what stands before"
        factors.append(f"{target.sureness:g} for the target by {target.how}{guess}")
    return " \N{MULTIPLICATION SIGN} ".join(factors)

"""Why nothing came of a word that begins a pattern of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.explanations import Attempt
from stancegraph.extraction.matching import candidates, misfit
from stancegraph.extraction.notes import MISFIT, NOT_NEGATED, UNREPORTED, Note
from stancegraph.extraction.ways import as_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from stancegraph.codebook import Codebook
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.resolutions import Resolution, Resolutions
    from stancegraph.extraction.stances import StanceReader

# How many trigger words the one line of a sentence without statements names.
TRIGGERS_TOLD: Final = 3
# That no pattern of these fits is no news.
PLAIN_VERBS: Final = frozenset({"be", "do", "have"})
NO_FIT: Final = "no pattern fits"


class Attempts:
    """Tells of the words of one document that begin a pattern, and show no statement, why they do not."""

    def __init__(self, reader: StanceReader, notes: list[Note], resolutions: Resolutions, codebook: Codebook) -> None:
        self.reader = reader
        self.notes = notes
        self.resolutions = resolutions
        self.codebook = codebook

    def of(self, number: int, words: list[Word]) -> Iterator[Attempt]:
        """Yield each word of a sentence that begins a pattern, or would, and no statement shows."""
        shown = {w.i for f in self.reader.kept if f.sentence == number for w in f.cue}
        shown |= {f.match.head.i for f in self.reader.kept if f.match is not None and f.sentence == number}
        noted: dict[int, list[Note]] = {}
        for note in self.notes:
            noted.setdefault(note.word.i, []).append(note)
        for word in words:
            if word.i in shown:
                continue
            dropped = next((f for f in self.reader.findings if f.cue[0] is word and not self._is_kept(f)), None)
            if dropped is not None:
                yield self._dropped(word, dropped)
            elif word.i in noted:
                plain = word.dep in {"aux", "auxpass"} or word.lemma in PLAIN_VERBS
                if not plain or any(n.outcome != MISFIT for n in noted[word.i]):
                    yield self._attempt(word, noted[word.i])
            elif word.i in self.reader.references.names.at or not word.lower.isalpha():
                continue
            elif candidates(word, self.codebook.verbs) and word.pos in {"NOUN", "PROPN"}:
                yield _bare(word, "the codebook has it as a verb, and here the parser takes it for a noun")
            elif candidates(word, self.codebook.nouns) and word.pos in {"VERB", "AUX"}:
                yield _bare(word, "the codebook has it as a noun, and here the parser takes it for a verb")

    def _is_kept(self, finding: Finding) -> bool:
        return any(
            (f.cue, f.stance, f.source.actor.id) == (finding.cue, finding.stance, finding.source.actor.id)
            for f in self.reader.kept
        )

    def _dropped(self, word: Word, finding: Finding) -> Attempt:
        stance = self.codebook.stances[finding.stance]
        target = "" if finding.target is None else f" {finding.target.actor.name}"
        what = f"{finding.source.actor.name} {stance.name}{target}"
        if finding.target is None and stance.target == "required":
            outcome = f"{finding.source.actor.name} {stance.name} nobody: a target is needed, and the text implies none"
        elif finding.target is None and stance.answers:
            outcome = f"{what}: whom it is aimed at is not said, and the text names others whom it may be aimed at"
        else:
            outcome = f"{what}: shown by other words of the sentence already, and kept once"
        text = None if finding.match is None else finding.match.pattern.text
        return Attempt(
            word=word.text,
            start=word.start,
            end=word.end,
            stance=stance.name,
            pattern=text,
            as_read=text,
            outcome=outcome,
        )

    def _attempt(self, word: Word, notes: list[Note]) -> Attempt:
        """Return what became of a word: of the pattern that fitted, else of the one of which most is there."""
        fitting = [n for n in notes if n.outcome != MISFIT]
        best = min(fitting, key=lambda n: _SAYING_LESS.get(n.outcome, 0), default=None)
        patterns = {n.pattern for n in notes}
        if best is not None:
            same = [n for n in fitting if n.pattern is best.pattern]
            outcome = "; ".join(dict.fromkeys(self._outcome_of(n) for n in same))
        else:
            lacks = ((n, *misfit(n.pattern, word)) for n in notes)
            best, lack, _ = max(lacks, key=lambda each: (each[2], -len(each[0].pattern.text)))
            outcome = f"{NO_FIT}: {lack}"
        return Attempt(
            word=word.text,
            start=word.start,
            end=word.end,
            stance=best.pattern.stance,
            pattern=best.pattern.text,
            as_read=as_read(best.pattern.text, (word,), self.codebook),
            outcome=outcome,
            others=len(patterns) - 1,
        )

    def _outcome_of(self, note: Note) -> str:
        words = ", ".join(f"'{self.resolutions.phrase(w)}'" for w in note.words)
        return f"{note.outcome}: {words}" if words else note.outcome


def _bare(word: Word, outcome: str) -> Attempt:
    return Attempt(word=word.text, start=word.start, end=word.end, outcome=outcome)


def sentence_outcome(statements: int, attempts: tuple[Attempt, ...], actors: tuple[Resolution, ...]) -> str:
    """Return how many statements a sentence has, or the reason that it has none."""
    if statements:
        return f"{statements} statement{'' if statements == 1 else 's'}"
    if not attempts:
        return "no word of the codebook in it" + ("" if actors else ", and nobody is named or meant")
    ranked = sorted(attempts, key=lambda a: a.as_read is None or a.outcome.startswith(NO_FIT))
    told = [f"'{a.word}': {a.outcome}" for a in ranked[:TRIGGERS_TOLD]]
    more = [f"and {len(attempts) - TRIGGERS_TOLD} more"] if len(attempts) > TRIGGERS_TOLD else []
    nobody = [] if actors else ["nobody is named or meant in it"]
    return "; ".join([*nobody, *told, *more])


# These say less than what else became of a word: they are noted for whatever needs a speaker, or a "not".
_SAYING_LESS: Final[Mapping[str, int]] = {UNREPORTED: 1, NOT_NEGATED: 2}

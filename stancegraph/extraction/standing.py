"""How a clause stands in its sentence: asserted, planned, reported by somebody, or not said to be so at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, is_negated
from stancegraph.extraction.complements import unreal
from stancegraph.extraction.grammar import CONDITIONS, FUTURE, HEARSAY, OBLIGED, POSSIBLE, REPORTS, WE
from stancegraph.extraction.moods import MOODS, Standing, auxiliaries_of
from stancegraph.extraction.noun_phrases import conjuncts
from stancegraph.extraction.prospects import is_planned, why_not_done
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word


# With a verb in the past these are no conditions: until the army shelled the town.
PAST: Final = frozenset({"once", "until"})


def standing(word: Word, *, ignoring: frozenset[int] = frozenset()) -> Standing:
    """Return how the predicate `word`, a verb or a noun, stands in its sentence.

    Parameters
    ----------
    ignoring
        Auxiliaries that do not count, by index: those of the pattern itself. The "will" of "will not attend" makes
        the refusal, it does not put it off.

    Notes
    -----
    It climbs from the predicate to the top of the sentence. A sentence it gets wrong: "Kyiv, which Moscow says it
    attacked, is calm", where the report sits inside the clause.
    """
    result = Standing()
    if _would_have_been(word):
        result.block("what would have been, and was not")
    prospect = why_not_done(word)
    if prospect is not None:
        result.block(prospect)
    if is_planned(word):
        result.lower(Factuality.PLANNED, "only planned")
    current, steps, apart = word, 0, False
    while steps < MAX_DEPTH * 2:
        steps += 1
        if not _is_way_of_saying(current, word):
            _own_mood(current, result, ignoring, apart=apart)
        parent = current.head
        if parent is current or _is_parted(current, parent):
            break
        weigh = MOODS.get(current.dep)
        if weigh is not None and not (current.dep == "xcomp" and parent.i in ignoring):  # ought to leave
            weigh(current, parent, result)
        _according_to(parent, result)
        apart = _is_apart(current, parent)
        current = parent
    _according_to(word, result)
    return result


def _would_have_been(verb: Word) -> bool:
    """Tell whether a clause is of what was not: they would have shelled it; not what would have been done by Monday."""
    if verb.tag not in {"VBD", "VBN"} or not {"would", "have"} <= {c.lower for c in verb.children if c.dep == "aux"}:
        return False
    return not any(c.lower == "by" and any(p.entity == "DATE" for p in c.children) for c in verb.children)


def _is_way_of_saying(report: Word, word: Word) -> bool:
    """Tell whether a verb only brings in what "we" say by it: we can [say] that it is a disgrace, I must [admit] it."""
    return (
        report is not word
        and report.lemma in REPORTS
        and not is_negated(report)
        and any(c.lower in WE and c.dep in SUBJECTS for c in report.children)
    )


def _is_apart(clause: Word, parent: Word) -> bool:
    """Tell whether a clause has a subject or a speaker of its own, and no part in what its verb may or must do.

    It could not have been destroyed without them, and I [applaud] him; they must face trial, [adding] that he will.
    """
    if clause.pos not in {"VERB", "AUX"} or parent.pos not in {"VERB", "AUX"}:
        return False
    if clause.dep == "conj":
        return any(c.dep in SUBJECTS for c in clause.children)
    return clause.dep == "advcl" and clause.tag == "VBG" and clause.lemma in REPORTS and clause.i > parent.i


def _is_parted(clause: Word, parent: Word) -> bool:
    """Tell whether a semicolon parts two clauses that the parser hangs on each other: troops are there; we will not go.

    Of one that a verb of saying ends, "he came; he saw, she said", both are said.
    """
    has_object = any(c.dep == "dobj" for c in parent.children)  # he came; she condemned them
    if clause.dep != "ccomp" or (parent.lemma in REPORTS and not has_object) or clause.i > parent.i:
        return False
    if parent.dep == "ccomp" and parent.head.lemma in REPORTS and parent.i < parent.head.i:
        return False
    return any(c.text == ";" and clause.i < c.i < parent.i for c in (*parent.children, *clause.children))


def _own_mood(word: Word, result: Standing, ignoring: frozenset[int], *, apart: bool = False) -> None:
    """Weigh the words around a predicate; its auxiliaries do not bear on a clause that stands `apart` from it."""
    auxiliaries = auxiliaries_of(word) if word.pos in {"VERB", "AUX"} and not apart else set()
    auxiliaries -= {c.lower for c in word.children if c.i in ignoring}
    _mood_from_auxiliaries(auxiliaries, word, result)
    if not apart and (why := unreal(word)):
        result.block(why)
    for child in word.children:
        if child.dep == "mark":
            _mood_from_marker(child, word, result, is_infinitive="to" in auxiliaries)
        elif child.dep in {"advmod", "amod"} and child.lower in HEARSAY:
            result.lower(Factuality.ALLEGED, f"'{child.text}'")
        elif child.dep in SUBJECTS and any(c.dep == "amod" and c.lower in HEARSAY for c in child.children):
            result.lower(Factuality.ALLEGED, "its subject is 'alleged' or the like")
        elif child.dep == "advcl" and any(
            c.dep == "mark" and c.lower in {"if", "unless"} and c.i not in ignoring for c in child.children
        ):
            result.lower(Factuality.PLANNED, "bound to a condition")
        elif child.dep == "det" and child.lower == "any":
            result.block("any such act, not one that was done")


def _mood_from_auxiliaries(auxiliaries: set[str], word: Word, result: Standing) -> None:
    if auxiliaries & OBLIGED:
        result.block("an obligation, not an act")
    elif auxiliaries & POSSIBLE:
        result.block("a possibility, not an act")
    elif auxiliaries & FUTURE or ("to" in auxiliaries and word.dep == "ROOT"):
        result.lower(Factuality.PLANNED, "its verb is of what is to come")


def _mood_from_marker(marker: Word, word: Word, result: Standing, *, is_infinitive: bool) -> None:
    """Weigh the word that begins a clause: "if", "whether", "for" with an infinitive."""
    if marker.lower == "for" and is_infinitive:
        result.block("what somebody is to do, not an act")
    elif marker.lower in CONDITIONS and not (word.tag == "VBD" and marker.lower in PAST):
        result.block("a condition or question")


def _according_to(word: Word, result: Standing) -> None:
    for child in word.children:
        if child.lower == "according" and child.i not in {w.i for w in result.reports}:
            for to in child.children:
                sources = [w for p in to.children if p.dep == "pobj" for w in conjuncts(p)]
                if sources:
                    result.reporters.extend(sources)
                    result.reports.append(child)

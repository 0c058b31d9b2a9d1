"""Who says that a claim cannot be confirmed, or knows nothing of it: NATO could not verify the report.

That is no stance of the codebook, for who cannot confirm a claim sides with nobody. The statements that make the claim
carry it as `Doubt`, so that `claims` can say it beside who asserts and who denies.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, is_negated, patients
from stancegraph.extraction.findings import cue_span, only_disapproves
from stancegraph.extraction.grammar import CLAIM_NOUNS, CONFIRMATIONS, CONFIRMS, REPORTS
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.telling import tellers
from stancegraph.models import Doubt, Evidence, Factuality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.models import Actor, FoundBy, Statement

# How many sentences back a claim may stand that "the report" means.
REACH: Final = 5
# Who will not confirm a claim has no doubts of it: would neither confirm nor deny it.
REFUSES: Final = frozenset({"'d", "'ll", "will", "wo", "would"})
# What is not had of a claim is had, seen or found otherwise.
HOLDS: Final = frozenset({"discover", "find", "have", "hold", "know", "possess", "receive", "see", "uncover"})
# Besides claims, words for what was said before.
SAID: Final = CLAIM_NOUNS | {
    "account",
    "information",
    "it",
    "one",
    "statement",
    "story",
    "that",
    "them",
    "this",
}


@dataclass(frozen=True)
class _Doubting:
    """A sentence that doubts: the words that show it, by whom, and the heads of the words for what."""

    cue: tuple[Word, ...]
    by: list[Reading]
    of: list[Word]


def with_doubts(
    statements: Sequence[Statement], findings: Sequence[Finding], draft: Draft, found_by: FoundBy
) -> list[Statement]:
    """Return the statements, those that make a claim with the doubts of it.

    A doubt is of the claims of its own sentence or else of the nearest before, at most five sentences back, to which
    its words point. Nobody doubts his own claim, and who denies one does not doubt it.

    A sentence it gets wrong: "Mali accused Chad of a raid. The UN could not verify the report of a massacre in Togo",
    where "report" is taken for that on the raid.
    """
    claims = defaultdict(list)
    for number, finding in enumerate(findings):
        if _is_claim(finding, draft):
            claims[finding.sentence].append(number)
    doubts: defaultdict[int, list[Doubt]] = defaultdict(list)
    for doubting in _doubtings(draft) if claims else ():
        at, document = doubting.cue[0].sentence, draft.parse.document
        start, end = draft.parse.span(at)
        evidence = Evidence(
            start=start,
            end=end,
            quote=document.quote(start, end),
            cue=cue_span(doubting.cue),
            found_by=found_by,
        )
        deny = {
            f.source.actor.id for f in findings if f.sentence == at and draft.codebook.stances[f.stance].answers_claims
        }
        for number in _meant(doubting, claims, draft):
            by = [
                r.actor for r in doubting.by if r.actor not in _claimants(findings[number]) and r.actor.id not in deny
            ]
            named: list[Actor | None] = list(by) if doubting.by else [None]
            doubts[number] += [Doubt(document=document.reference(), actor=actor, evidence=evidence) for actor in named]
    return [
        statement.model_copy(update={"doubts": tuple(doubts[number])}) if number in doubts else statement
        for number, statement in enumerate(statements)
    ]


def _is_claim(finding: Finding, draft: Draft) -> bool:
    if finding.target is None:
        return False
    if finding.factuality is Factuality.ALLEGED:
        return True
    stance = draft.codebook.stances[finding.stance]
    return finding.factuality is Factuality.ASSERTED and stance.is_claim and not only_disapproves(stance)


def _claimants(finding: Finding) -> tuple[Actor, ...]:
    if finding.factuality is Factuality.ALLEGED:
        return () if finding.attributed_to is None else (finding.attributed_to,)
    return (finding.source.actor,)


def _meant(doubting: _Doubting, claims: dict[int, list[int]], draft: Draft) -> list[int]:
    """Return the numbers of the claims that a doubt is of."""
    at = doubting.cue[0].sentence
    points_back = not doubting.of or any(w.lemma in SAID or w.lower in SAID for w in doubting.of)
    words = {w for of in doubting.of for w in _content(draft, of.left_edge().i, of.right_edge().i + 1)}
    for sentence in range(at, max(-1, at - REACH - 1), -1):
        if sentence not in claims:
            continue
        if sentence == at or points_back or words & _content(draft, *draft.parse.sentences[sentence]):
            return claims[sentence]
    return []


def _content(draft: Draft, begin: int, end: int) -> set[str]:
    return {w.lemma for w in draft.parse.words[begin:end] if w.pos in {"NOUN", "PROPN", "VERB"} and w.lemma not in SAID}


def _doubtings(draft: Draft) -> Iterator[_Doubting]:
    for word in draft.parse.words:
        if word.lemma in CONFIRMS and word.pos == "VERB":
            doubting = _unable(draft, word)
        elif word.lemma in CONFIRMATIONS and word.dep in {"dobj", "attr"}:
            doubting = _without(draft, word)
        elif word.lower == "nothing" and word.head.lemma == "know":
            doubting = _Doubting((word.head, word), _who(draft, word.head), _matter(word) or _matter(word.head))
        elif word.lower in {"aware", "unaware"} and word.dep == "acomp":
            doubting = _unaware(draft, word)
        else:
            doubting = None
        if doubting is not None:
            yield doubting


def _unable(draft: Draft, verb: Word) -> _Doubting | None:
    """Read "could not confirm", "was unable to verify", "has not been independently confirmed"."""
    above = (
        verb.head if verb.dep == "xcomp" and (verb.head.lemma in {"fail", "unable"} or is_negated(verb.head)) else None
    )
    aux = [c for c in verb.children if c.dep in {"aux", "auxpass", "neg"}]
    if above is None and (not is_negated(verb) or any(c.lower in REFUSES for c in aux)):
        return None
    cue = (verb, *aux) if above is None else (above, verb)
    clauses = [c for c in verb.children if c.dep == "ccomp"]
    return _Doubting(cue, _who(draft, verb), [*patients(verb), *clauses])


def _without(draft: Draft, noun: Word) -> _Doubting | None:
    """Read "had no evidence of it", "said that there was no confirmation"."""
    verb = noun.head
    has_none = is_negated(verb) or any(c.lower == "no" for c in noun.children)
    if not has_none or any(c.lower in REFUSES for c in verb.children):
        return None
    if verb.lemma in HOLDS:
        by = _who(draft, verb)
    elif verb.lemma == "be" and any(c.dep == "expl" for c in verb.children):
        is_told = verb.dep == "ccomp" and verb.head.lemma in REPORTS
        by = _who(draft, verb.head) if is_told else _quoted(draft, verb)
    else:
        return None
    negations = [c for c in (*noun.children, *verb.children) if c.lower == "no" or c.dep == "neg"]
    return _Doubting((noun, *negations), by, _matter(noun))


def _unaware(draft: Draft, adjective: Word) -> _Doubting | None:
    verb = adjective.head
    if adjective.lower == "aware" and not is_negated(verb):
        return None
    return _Doubting((verb, adjective), _who(draft, verb), _matter(adjective))


def _matter(word: Word) -> list[Word]:
    """Return the heads of the words for what is not known or shown: of the raid, about it, that Chad struck."""
    clauses = [c for c in word.children if c.dep in {"acl", "ccomp"}]
    return [*governed(word, "about", "for", "of", "on"), *clauses]


def _who(draft: Draft, verb: Word) -> list[Reading]:
    return draft.actors(agents(verb), _quoted(draft, verb))


def _quoted(draft: Draft, word: Word) -> list[Reading]:
    """Return who says the words, where they are quoted."""
    verb = draft.references.quoted.get(word.i)
    return [] if verb is None else draft.actors(tellers(verb), [])

"""Judgements in free words → stances of whoever speaks toward whom he speaks of.

"They behaved like pirates," the minister said. "It is a stain on the country." No pattern has these words; a list of
words that judge has "pirate" and "stain". They count where the speaker is known, and where it is known whom he means:
the subject, the owner of the act that is judged, or whoever did what he has just heard of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.branding import read_branded
from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated, is_passive, patients, subjects
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import CLAIM_NOUNS, DEEDS, HE, IT, LANDS, REPORTS, THEY, VERDICTS, WE
from stancegraph.extraction.harm import inflicters
from stancegraph.extraction.hearing import doing_what, said_of, told_to
from stancegraph.extraction.matching import Match
from stancegraph.extraction.notes import OWN_SIDE
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.recording import add, take_toward
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.taking_up import doers_before
from stancegraph.extraction.topics import (
    DEMONSTRATIVES,
    is_addressed,
    is_admitted,
    is_imagined,
    person_spoken_of,
    topic,
)
from stancegraph.extraction.verdicts import SELF_REPROACH, THINGS, judging_clause, verdict
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.verdicts import Verdict

# How many sentences back the speaker may have spoken of him himself.
SPOKEN_REACH: Final = 3
# Nobody is meant by these, and so whoever has just acted: whoever fires at a hospital; a man who steals.
ANYBODY: Final = frozenset({"anybody", "anyone", "nobody", "none", "somebody", "someone", "that", "those", "whoever"})
# What they say of others is said of a match.
OF_SPORT: Final = frozenset({"captain", "coach", "goalkeeper", "player", "skier", "striker", "trainer"})
# Whoever is not trusted or forgiven stands behind these.
OF_OBJECT: Final = frozenset({"believe", "excuse", "forgive", "tolerate", "trust"})


def read_judgements(draft: Draft, words: list[Word]) -> None:
    """Read what is said in the words of a sentence for or against somebody, where nothing else has been found."""
    judging = draft.codebook.judging
    quoted = draft.references.quoted
    if not any(w.i in quoted or w.lemma in REPORTS or w.lower == "according" for w in words):
        return
    hits = [w for w in words if w.lemma in judging]
    clauses: dict[int, tuple[Word, list[Word]]] = {}
    for word in hits:
        clause = judging_clause(word)
        if clause is not None and word.i in quoted and _read_fragment(draft, word, clause):
            continue
        if clause is not None:
            clauses.setdefault(clause.i, (clause, []))[1].append(word)
    for clause, found in clauses.values():
        judged = verdict(draft.codebook, clause, found)
        if judged is not None:
            _read_judgement(draft, clause, judged)
    read_branded(draft, hits)


def _read_fragment(draft: Draft, word: Word, report: Word) -> bool:
    """Read words in quotes without a verb that are said of somebody: "A [disgrace]," Oman said of Chad's plan.

    A sentence it gets wrong: "A thief," he said of Oman's new film, "and a good one," where it is about a part in it.
    """
    if report.lemma not in REPORTS or is_negated(report) or any(c.i in draft.references.quoted for c in agents(report)):
        return False
    plain = [e for e in draft.codebook.judging.get(word.lemma, ()) if not (e.beside or e.is_weak or e.is_lack)]
    saying = agents(report)
    about = [w for v in (report, *saying) if v is report or v.i > report.i for w in governed(v, "of", "about")]
    if not plain or not about or any(w.i in draft.references.quoted for w in about):
        return False
    speakers = [s for s in draft.actors(saying, []) if not set((s.actor.role or "").lower().split()) & OF_SPORT]
    targets = [r for w in about for r in draft.actors([w], speakers) or draft.references.owners(w)]
    denial = next((s.name for s in draft.codebook.stances.values() if s.answers_claims), plain[0].stance)
    stance = denial if all(w.lemma in CLAIM_NOUNS for w in about) else plain[0].stance  # "Lies," she said of the claim
    pattern = Pattern(stance, word.lemma, frozenset(), (), target_first=True, negated=False)
    return add(draft, Match(pattern, report, [word, report]), speakers, targets, Scene.plain("report"))


def _read_judgement(draft: Draft, clause: Word, judged: Verdict) -> None:
    pattern = Pattern(judged.stance, judged.words[0].lemma, frozenset(), (), target_first=True, negated=False)
    match = Match(pattern, clause, list(judged.words))
    scene = draft.scene(match, "report")
    if scene.state.factuality is None and _is_said_anyhow(judged, clause):
        scene.state.factuality = Factuality.ASSERTED
    if scene.state.factuality is None or not scene.state.reports:
        draft.note_unreported(match, scene)
        return
    speakers = scene.speakers
    if not speakers or any(set((s.actor.role or "").lower().split()) & OF_SPORT for s in speakers):
        draft.note(clause, pattern, "whoever says so is nobody that is known", scene.state.reporters)
        return
    doers = [d for d in _judged(draft, clause, judged, scene) if not _is_told_already(draft, clause, d, speakers)]
    if judged.is_weak:
        doers = [d for d in doers if _is_backed(draft, clause, d, judged, speakers)]
    if not take_toward(draft, doers, match, scene):
        draft.note(clause, pattern, OWN_SIDE if doers else "it is not told whom this is said of", agents(clause))


def _is_said_anyhow(judged: Verdict, clause: Word) -> bool:
    """Tell whether it is said whatever may or should be: [such cruelty] cannot last, he should be [ashamed]."""
    first = judged.words[0]
    if first.lemma in SELF_REPROACH:
        return True
    if is_negated(clause) and any(w.lower in WE for w in subjects(clause)):
        return True  # we can no longer trust them
    if is_negated(clause) and is_passive(clause) and first is clause and first.lemma in OF_OBJECT:
        return True  # they cannot be trusted
    return first in subjects(clause) and any(c.lower in {"such", "this", "that"} for c in first.children)


def _is_told_already(draft: Draft, clause: Word, doer: Reading, speakers: list[Reading]) -> bool:
    """Tell whether something else in the sentence shows a stance of the speaker toward the one he judges."""
    stances = draft.codebook.stances
    return any(
        f.sentence == clause.sentence
        and (
            (stances[f.stance].answers_claims and f.cue[0] is clause)  # has nothing to do with it
            if f.target is None
            else f.target.actor.id == doer.actor.id
        )
        and any(f.source.actor.id == s.actor.id for s in speakers)
        for f in draft.findings
    )


def _is_backed(draft: Draft, clause: Word, doer: Reading, judged: Verdict, speakers: list[Reading]) -> bool:
    """Tell whether the text has the two at odds, or in league, before: what a weak word needs to count."""
    sign = draft.codebook.stances[judged.stance].sign
    before = [
        f
        for f in draft.findings
        if f.cue[0].i < clause.i
        and f.target is not None
        and draft.codebook.stances[f.stance].sign == sign
        and not draft.codebook.stances[f.stance].aims_at_state  # to march against somebody harms nobody
    ]
    own = [f for f in before if any(is_same_side(f.source.actor, s.actor) for s in speakers)]
    if any(f.target is not None and is_same_side(f.target.actor, doer.actor) for f in own):
        return True
    toward = {f.target.actor.id for f in own if f.target is not None}  # who is against the same ones is an ally
    theirs = [f for f in before if is_same_side(f.source.actor, doer.actor)]
    theirs = [f for f in theirs if not draft.codebook.stances[f.stance].is_speech]
    return any(f.target is not None and f.target.actor.id not in toward for f in theirs)


# ------------------------------------------------------------------------------------------------ who is judged


def _judged(draft: Draft, clause: Word, judged: Verdict, scene: Scene) -> list[Reading]:
    """Return whom a judging clause is about: its subject or its owner, else whoever did what it takes up."""
    speakers = scene.speakers
    passive = is_passive(clause)
    heads = [] if any(c.dep == "csubj" for c in clause.children) else agents(clause)  # to dig them up is barbaric
    if any(is_imagined(w, clause) for w in heads) or is_admitted(scene.state.reports):
        return []
    named = _named_as(draft, clause, judged, heads) or draft.actors(doing_what(clause), speakers)
    if not named and heads and all(is_addressed(w) for w in heads):
        named = told_to(draft, clause)
    elif not named and all(_is_impersonal(w, clause) or w.lower in HE | THEY for w in heads):
        named = said_of(draft, clause)
    # the verdict is a farce
    named = named or [r for w in heads if w.lemma in VERDICTS for r in doers_before(draft, w, clause)]
    of_object = judged.words[0].lemma in OF_OBJECT and judged.words[0].pos == "VERB"
    if passive and of_object and judged.words[0] is clause:  # they cannot be trusted
        named = draft.actors(patients(clause), speakers)
    if named:
        return named
    if passive and not heads:  # the money was stolen
        suffered = {s.actor.id for s in draft.actors(patients(clause), speakers)}
        found = [] if judged.is_weak else _topic(draft, clause, judged, speakers)
        return [r for r in found if r.actor.id not in suffered]
    if of_object or any(w.lower in WE for w in heads):
        return _spoken_to(draft, clause, judged, speakers)
    if heads and not all(_is_impersonal(w, clause) for w in heads):
        suffered = {r.actor.id for r in draft.actors(patients(clause), speakers)} if passive else set()
        found = [r for r in _personal(draft, clause, heads, judged, speakers) if r.actor.id not in suffered]
        if found or not all(_is_anybody(draft, w, judged) for w in heads):
            return found
    of_one = bool(heads) and all(w.lower in HE for w in heads)
    return [r for r in _topic(draft, clause, judged, speakers) if r.actor.kind is Kind.OFFICIAL or not of_one]


def _personal(draft: Draft, clause: Word, heads: list[Word], judged: Verdict, speakers: list[Reading]) -> list[Reading]:
    """Return whom the subjects of a judging clause mean: they, their owners, or who did what they name."""
    found = _chained(draft, clause, heads, judged, speakers) or draft.actors(heads, speakers)
    things = draft.codebook.words.get(THINGS, frozenset())
    if not found:
        found = [r for w in heads if w.lemma not in things for r in draft.references.owners(w)]
    found = found or [r for w in heads for r in inflicters(draft, w)]
    return found or [r for w in heads for r in person_spoken_of(draft, w, speakers)]


def _named_as(draft: Draft, clause: Word, judged: Verdict, heads: list[Word]) -> list[Reading]:
    """Return whom a clause names as what its subject calls bad or good: the enemy of peace is [Oman]."""
    if clause.lemma != "be" or not any(w in heads for w in judged.words):
        return []
    return [
        r
        for c in clause.children
        if c.dep == "attr" and c.i > clause.i and c.pos == "PROPN"
        for r in draft.actors_in(c)
    ]


def _topic(draft: Draft, clause: Word, judged: Verdict, speakers: list[Reading]) -> list[Reading]:
    return topic(draft, clause, draft.codebook.stances[judged.stance], speakers, is_state=judged.is_state)


def _chained(draft: Draft, clause: Word, heads: list[Word], judged: Verdict, speakers: list[Reading]) -> list[Reading]:
    """Return whom the speaker has just judged alike, where a pronoun can mean him, whoever else stands nearer."""
    if len(heads) != 1 or heads[0].lower not in HE | IT | THEY:
        return []
    before = _judged_before(draft, clause, judged, speakers)
    if before is None or clause.sentence - before.sentence > 1 or before.target is None:
        return []
    is_person = before.target.actor.kind is Kind.OFFICIAL
    fits = is_person if heads[0].lower in HE else not is_person
    return [Reading(before.target.actor, heads[0], "pronoun")] if fits else []


def _judged_before(draft: Draft, clause: Word, judged: Verdict, speakers: list[Reading]) -> Finding | None:
    """Return the last stance of the speaker's side that is of the sign of what he says now."""
    stances = draft.codebook.stances
    before = (
        f
        for f in reversed(draft.findings)
        if f.cue[0].i < clause.i
        and clause.sentence - f.sentence <= SPOKEN_REACH
        and f.target is not None
        and stances[f.stance].is_speech
        and stances[f.stance].sign == stances[judged.stance].sign
        and any(is_same_side(s.actor, f.source.actor) for s in speakers)
    )
    return next(before, None)


def _is_impersonal(word: Word, clause: Word) -> bool:
    """Tell whether a subject takes up what was done, not who did it: this, it [is], such a move, [to steal] is."""
    if word.pos in {"VERB", "AUX"}:
        return True
    if word.lower in DEMONSTRATIVES:
        return word.lower not in IT or clause.lemma == "be"
    return word.lemma in DEEDS and any(c.lower in {"such", "that", "the", "this"} for c in word.children)


def _is_anybody(draft: Draft, word: Word, judged: Verdict) -> bool:
    """Tell whether a subject is anybody of its kind, or a pronoun that means nobody named: a rich country; they."""
    if word.lower in THEY | HE | IT | ANYBODY or is_addressed(word):
        return True
    if any(c.dep == "poss" and c.lower in THEY | IT for c in word.children):
        return True  # their behaviour
    if any(c.dep == "poss" or c.lower in {"the", "these", "those"} for c in word.children):
        return False
    nouns = draft.references.nouns_of(word)
    return (
        word in judged.words or word.lemma in LANDS or bool(set(nouns) & {"body", "group", "person", "state"})
    ) and any(c.lower in {"a", "an", "no"} for c in word.children)


def _spoken_to(draft: Draft, clause: Word, judged: Verdict, speakers: list[Reading]) -> list[Reading]:
    """Return the one other side that is named below what "we" feel or do: we are proud of what [they] did."""
    if judged.words[0].dep == "dobj" or (
        judged.words[0] is clause and not is_passive(clause) and _is_wrong(draft, judged)
    ):
        return []  # we will answer their provocation; we betrayed them
    below = [w for w in _below(clause) if w.pos in {"NOUN", "PROPN", "PRON"} and w.lower not in WE]
    below = [w for w in below if not any(c.dep == "poss" and c.lower in WE for c in w.children)]
    found = once(r for w in below for r in draft.actors_in(w) or draft.references.read(w))
    others = [r for r in found if not any(is_same_side(r.actor, s.actor) for s in speakers)]
    if len(others) == 1 and not judged.is_weak:
        return others
    if not found and any(w.lower in DEMONSTRATIVES | {"them"} and w.dep in {"dobj", "nsubj", "pobj"} for w in below):
        return _topic(draft, clause, judged, speakers)
    return []


def _is_wrong(draft: Draft, judged: Verdict) -> bool:
    return bool(draft.codebook.stances[judged.stance].reported_stances)


def _below(word: Word) -> list[Word]:
    """Return all words below a verb but its subject and the clauses joined to it."""
    found, waiting = [], [c for c in word.children if c.dep not in SUBJECTS | {"advcl", "conj", "parataxis"}]
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].children
    return found

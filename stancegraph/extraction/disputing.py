"""What somebody says of what he has just been accused of: "That is a lie", "this is nonsense", "we did not do it".

The same words of a deed are a judgement of it; only who has been blamed a moment ago denies something by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import agents, is_negated, patients
from stancegraph.extraction.grammar import CLAIM_NOUNS, FUTURE, IT, POSSIBLE
from stancegraph.extraction.matching import Match
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.recording import add
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.sides import is_same_side

if TYPE_CHECKING:
    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# How many sentences back he may have been accused.
BLAMED_REACH: Final = 3
# What is said of an accusation by these is no more than that it is untrue.
UNTRUE: Final = "untrue"
# How somebody says that he has acted as he may, and by what.
ACTS: Final = frozenset({"act", "behave", "operate", "respond"})
LAWFULLY: Final = frozenset({"appropriately", "correctly", "lawfully", "legally", "legitimately", "properly"})
RULES: Final = frozenset(
    {"convention", "guideline", "law", "mandate", "norm", "obligation", "regulation", "right", "rule"}
)
POINTERS: Final = IT | {"this", "that", "these", "those"}


def read_disputed(draft: Draft, word: Word) -> bool:
    """Read who calls untrue, or says that he did not do, what he has just been blamed for; tell whether he does.

    A text it gets wrong: "Chad accused Mali of theft. 'Our map was wrong. It is a fake,' Mali's minister said."
    """
    if not (_calls_untrue(draft, word) or _was_not(word) or _is_of_own(word)):
        return False
    denial = next((s for s in draft.codebook.stances.values() if s.answers_claims), None)
    if denial is None:
        return False
    match = Match(Pattern(denial.name, word.lemma, frozenset(), (), target_first=False, negated=False), word, [word])
    scene = draft.scene(match, "report")
    if not scene.state.reports or scene.state.factuality is None or not scene.speakers:
        return False
    if _is_of_own(word):
        doers = draft.actors(agents(word), scene.speakers)
        if not any(is_same_side(d.actor, s.actor) for d in doers for s in scene.speakers):
            return False
    blaming = _blaming(draft, word, scene.speakers, denial)
    return blaming is not None and add(draft, match, scene.speakers[:1], [blaming], Scene.plain("report"))


def _calls_untrue(draft: Draft, verb: Word) -> bool:
    """Tell whether a clause says of "that", "it" or a claim that it is untrue: [that] is a lie; the charge is a lie."""
    if verb.lemma != "be" or is_negated(verb):
        return False
    about = agents(verb)
    untrue = draft.codebook.words.get(UNTRUE, frozenset())
    said = [w for c in verb.children if c.dep in {"acomp", "attr"} for w in (c, *_listed(c))]
    return (
        bool(about)
        and all(w.lower in POINTERS or w.lemma in CLAIM_NOUNS for w in about)
        and any(w.lemma in untrue for w in said)
    )


def _was_not(verb: Word) -> bool:
    """Tell whether a clause says that it was not so, or others: it never [happened], it [was] not us."""
    if not is_negated(verb) or not agents(verb) or not all(w.lower in POINTERS for w in agents(verb)):
        return False
    others = any(c.dep == "attr" and c.lower in {"me", "us"} for c in verb.children)
    return verb.lemma == "happen" or (verb.lemma == "be" and others)


def _listed(word: Word) -> list[Word]:
    """Return the nouns that a word only counts: a pack of [lies]."""
    return [p for c in word.children if c.lower == "of" for p in c.children if p.dep == "pobj"]


def _is_of_own(verb: Word) -> bool:
    """Tell whether a clause is a denial if it is of the speaker's own side: did not do it, acted within the law."""
    return _is_not_done(verb) or _is_in_order(verb)


def _is_in_order(verb: Word) -> bool:
    """Tell whether a clause says that what was done was lawful: its crew [acted] properly; we [comply] with it."""
    if is_negated(verb) or any(c.dep == "aux" and c.lower in FUTURE | POSSIBLE for c in verb.children):
        return False
    if verb.lemma == "comply":
        return any(w.lemma in RULES for w in governed(verb, "with"))
    if verb.lemma not in ACTS:
        return False
    inside = [w for w in governed(verb, "within", "under") if w.lemma in RULES]
    inside += [w for c in governed(verb, "in") if c.lemma in {"accordance", "line"} for w in governed(c, "with")]
    return any(c.dep == "advmod" and c.lower in LAWFULLY for c in verb.children) or any(
        w.lemma in RULES for w in inside
    )


def _is_not_done(verb: Word) -> bool:
    """Tell whether a clause says that somebody did not do it: we [did] not do it, but not: not alone."""
    nothing = [c for c in verb.children if c.lower == "nothing" and verb.lemma == "know"]
    if nothing:
        return any(p.lower in POINTERS for w in (verb, *nothing) for p in governed(w, "about", "of"))
    if verb.lemma != "do" or not is_negated(verb):
        return False
    if any(c.lower == "so" and c.i == verb.i + 1 for c in verb.children):
        return True  # has not done so
    objects = patients(verb)
    bare = not any(c.dep in {"advcl", "oprd", "prep", "xcomp"} or c.lower == "alone" for c in verb.children)
    return bool(objects) and bare and all(w.lower in POINTERS for w in objects)


def _blaming(draft: Draft, verb: Word, speakers: list[Reading], denial: Stance) -> Reading | None:
    """Return who has just blamed the side of those who speak."""
    named = any(w.lemma in CLAIM_NOUNS for w in agents(verb))  # the allegations: from wherever
    for finding in reversed(draft.findings):
        if not named and finding.sentence < verb.sentence - BLAMED_REACH:
            continue
        stance = draft.codebook.stances[finding.stance]
        teller = finding.attributed_to
        if teller is not None and any(is_same_side(finding.source.actor, s.actor) for s in speakers):
            return Reading(teller, verb, "implied")  # Oman said that they had sent guns
        if finding.target is None or stance is denial or not (stance.is_claim or stance.reported_stances):
            continue
        blamed, blamer = finding.target.actor, finding.source.actor
        if any(is_same_side(blamed, s.actor) for s in speakers) and not any(
            is_same_side(blamer, s.actor) for s in speakers
        ):
            return Reading(blamer, verb, "implied")
    return None

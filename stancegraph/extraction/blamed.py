"""Whom "it", "they" and "he" mean in the words that go with blame: Chad accused the rebels, saying [they] had lied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import BLAMES, CRITICISES, FUTURE, HE, IT, OWN_MATTERS, POSSIBLE, REPORTS, THEY
from stancegraph.extraction.noun_phrases import conjuncts
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.parsing import Word

PLURAL: Final = frozenset({"NNS", "NNPS"})
# With one of these before it, a verb tells what the speaker himself will do: saying it would strike back.
OWN_PLANS: Final = FUTURE | POSSIBLE


def blamed(word: Word, read: Callable[[Word], list[Reading]]) -> list[Reading] | None:
    """Return whom somebody blames and goes on to speak of, null if the pronoun stands in no such words.

    What he says beside the blame is its reason, so it is of whom he blames, unless it is what only the speaker can do:
    plan, want or suffer something.

    A sentence it gets wrong: "Oman accused Chad of theft, saying it had fed its troops", where Oman was generous.
    """
    if word.dep != "nsubj" or word.lower not in HE | IT | THEY:
        return None
    verb = word.head
    while verb.dep == "conj" and verb.head is not verb:
        verb = verb.head
    saying = verb.head
    if verb.dep != "ccomp" or saying.tag != "VBG" or saying.lemma not in REPORTS or saying.head is saying:
        return None
    if saying.dep == "conj":  # saying that it lied and adding that it stole
        saying = saying.head
    blame = saying.head
    objects = [c for c in blame.children if c.dep == "dobj" and c.i < saying.i]
    if blame.lemma not in BLAMES | CRITICISES or len(objects) != 1 or _is_own_doing(word.head):
        return None
    found = [r for w in conjuncts(objects[0]) for r in read(w)]
    if not _agrees(word, objects[0], agents(blame), found):
        return None
    return [Reading(r.actor, word, "pronoun") for r in found]


def _is_own_doing(verb: Word) -> bool:
    """Tell whether a verb says what speakers say of themselves: would strike back, did not know, has suffered."""
    planned = any(c.dep == "aux" and c.lower in OWN_PLANS for c in verb.children)
    return verb.lemma in OWN_MATTERS | REPORTS or planned or any(c.dep == "neg" for c in verb.children)


def _agrees(word: Word, target: Word, sources: list[Word], found: list[Reading]) -> bool:
    """Tell whether a pronoun fits those who are blamed better than those who blame them, by number and by kind."""
    kinds = {r.actor.kind for r in found}
    several = target.tag in PLURAL or len(found) > 1
    if word.lower in HE or Kind.OFFICIAL in kinds:
        return word.lower in HE and not several and kinds == {Kind.OFFICIAL}
    if word.lower in IT:
        return not several
    return several or not any(w.tag in PLURAL or len(conjuncts(w)) > 1 for w in sources)

"""To whom words in quotes are said, of whom they are said to be, and whose what they tell of is.

"You have blood on your hands," Oslo told [Chad]; "it is theft," she said of [Oman's] tax; "what [Mali] did was wrong".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, patients
from stancegraph.extraction.grammar import ANIMALS, NATURE
from stancegraph.extraction.noun_phrases import governed

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Verbs of saying whose object is who hears it.
TELLS: Final = frozenset({"advise", "ask", "inform", "remind", "tell", "warn"})


def told_to(draft: Draft, word: Word) -> list[Reading]:
    """Return to whom the quote that a word stands in is said.

    A sentence it gets wrong: "'You are thieves,' she told Chad's envoy of the Malians", which is about others.
    """
    verb = draft.references.quoted.get(word.i)
    if verb is None:
        return []
    hearers = patients(verb) if verb.lemma in TELLS else []
    return draft.actors([*hearers, *governed(verb, "to")], [])


def said_of(draft: Draft, word: Word) -> list[Reading]:
    """Return whom the quote that a word stands in is about: "It is a disgrace," she said of [Oman's] decision."""
    verb = draft.references.quoted.get(word.i)
    about = [] if verb is None else governed(verb, "of", "about")
    doing = [w for w in about if w.lemma not in NATURE | ANIMALS]  # "It is a disaster," she said of the floods in Chad
    return [r for w in doing for r in draft.actors([w], []) or draft.references.owners(w)]


def doing_what(clause: Word) -> list[Word]:
    """Return the words for whoever does what a clause is about: what [Chad] did was wrong."""
    return [
        w
        for c in clause.children
        if c.dep == "csubj" and any(g.lower == "what" and g.dep == "dobj" for g in c.children)
        for w in agents(c)
    ]

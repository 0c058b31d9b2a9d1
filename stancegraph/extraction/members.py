"""Lists of who takes part: "a force which will include Benin and Niger", "other signatories include Rwanda"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, subjects
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import FORMS, LEADING
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.taking_up import doers_before

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading


# Behind these a clause has those who take part in its subject.
LISTS: Final = frozenset({"bring", "comprise", "embrace", "encompass", "include", "unite"})


def is_list(draft: Draft, match: Match) -> bool:
    """Tell whether a clause says who is in what its subject names."""
    return bool(match.pattern.subject) and draft.stance(match).symmetric and match.head.lemma in LISTS


def fellows(draft: Draft, match: Match) -> list[Reading]:
    """Return with whom the listed take part: whoever leads, forms or announces it, or has signed the pact before.

    Where nobody is known, they take part with each other.

    A sentence it gets wrong: "The exercise includes a run from Chad to Togo".
    """
    whole, stance = wholes(draft, match), match.pattern.stance
    own = once(r for w in whole for r in draft.references.owners(w, but=frozenset({"of"})))
    own = own or once(r for w in whole if _is_led(w) for r in draft.references.nations(w))
    if own:
        return own
    forming = [w.head for w in whole if w.dep in {"dobj", "nsubjpass"} and w.head.lemma in FORMS]
    led = [c for w in whole for c in w.children if c.dep == "acl" and c.tag == "VBN" and c.lemma in FORMS]
    found = draft.actors([a for v in (*forming, *led) for a in agents(v)], [])
    return found or once(r for w in whole for r in doers_before(draft, w, match.head, stance=stance))


def _is_led(noun: Word) -> bool:
    return any(c.lower in LEADING for c in noun.children)


def wholes(draft: Draft, match: Match) -> list[Word]:
    """Return the words for what the listed take part in: the subject of the clause, or what it is of.

    Forces that include somebody's tanks are no force that he joins.
    """
    kinds = draft.codebook.words.get("coalition", frozenset()) | draft.codebook.words.get("pact", frozenset())
    found: list[Word] = []
    for subject in subjects(match.head):
        found += [w for w in (subject, *governed(subject, "to", "of", "in")) if w.lemma in kinds]
    return [w for w in found if w.lower != "forces"]

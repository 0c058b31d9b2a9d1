"""Whose a place is that something is done to: its holder's, not the ground's; a legation's own state's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import LOCATIVE
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.told_places import PLACES
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Places that are those of whoever is in them.
HELD_PLACES: Final = frozenset(
    {"barracks", "base", "bastion", "camp", "convoy", "headquarters", "hideout", "outpost", "position", "post",
     "stronghold"}
)  # fmt: skip
# Houses of a state in another one.
LEGATIONS: Final = frozenset({"consulate", "embassy", "legation", "mission"})
# Towns where states meet each other, and hardly ever their hosts: who comes there does not visit Switzerland.
VENUES: Final = frozenset({"davos", "geneva", "lausanne", "montreux", "new york", "strasbourg", "the hague", "hague"})
# Lines that are of two states alike: whoever is near one is in neither's hands.
BORDERS: Final = frozenset({"border", "boundary", "frontier"})
# What is captured, with "from" before whoever held it.
TAKEN: Final = frozenset(
    {"airport", "barracks", "base", "bridge", "capital", "city", "control", "district", "fort", "fortress", "garrison",
     "hill", "island", "outpost", "port", "post", "province", "region", "ridge", "stronghold", "territory", "town",
     "valley", "village"}
)  # fmt: skip
TAKES: Final = frozenset(
    {"capture", "grab", "occupy", "recapture", "regain", "retake", "seize", "take", "win", "wrest"}
)


def is_venue(draft: Draft, word: Word) -> bool:
    """Tell whether a name is that of a town where others meet: arrived in [Geneva] for the talks."""
    mention = draft.references.names.at.get(word.i)
    if mention is None or mention.entity.kind is not Kind.COUNTRY:
        return False
    return " ".join(w.lower for w in draft.parse.words[mention.first : mention.last + 1]) in VENUES


def lands_described(draft: Draft, match: Match) -> list[Reading]:
    """Return whose land a place is that an aside describes: raided Kfar Tib, a village in southern [Lebanon]."""
    named = [w.head.head for w in match.targets or () if w.dep == "pobj" and w.head.lower == "of"]
    whose = [r for w in named if w.lemma in PLACES for r in draft.references.nations(w)]  # the Omani village of NAME
    if whose:
        return [r for r in whose if r.actor.kind is Kind.COUNTRY][:1]
    asides = [c for w in match.targets or () for c in w.children if c.dep == "appos" and c.lemma in PLACES]
    if not asides:
        return []
    behind = (w for c in asides for w in governed(c, "across", "in", "inside", "near", "of", "off", "on", "outside"))
    found = [r for w in behind for r in draft.actors_in(w)] + [r for c in asides for r in draft.references.nations(c)]
    return [r for r in found if r.actor.kind is Kind.COUNTRY][:1]


def holders_of_place(draft: Draft, match: Match) -> list[Reading]:
    """Return whose the camp is that was hit, not whose the ground: raided an [al-Shabaab] camp near Bardhere."""
    by_place = any(w.head in match.cue[1:] and w.head.lower in LOCATIVE | {"on"} for w in match.targets or ())
    sites = [w for w in match.cue[1:] if w.lemma in HELD_PLACES and w.dep == "dobj"] if by_place else []
    owned = [r for w in sites for r in draft.references.owners(w, but=frozenset({"of", "from"}))]
    acting = {r.actor.country for w in agents(match.head) for r in draft.references.read(w)}
    return [r for r in owned if r.actor.kind is not Kind.OFFICIAL and r.actor.country not in acting]


def _own(draft: Draft, house: Word) -> list[Reading]:
    return draft.references.owners(house, but=frozenset(LOCATIVE)) or draft.references.nations(house)


def owners_of_legation(draft: Draft, match: Match) -> list[Reading]:
    """Return whose an embassy is, not in whose capital it stands: stormed the [Danish] embassy in Tehran."""
    located = any(w.dep == "pobj" and w.head.lower in LOCATIVE for w in match.targets or ())
    houses = match.cue[1:] if located else []
    owned = [r for w in houses if w.lemma in LEGATIONS for r in _own(draft, w)]
    doers = [r.actor for w in agents(match.head) for r in draft.references.read(w)]
    acting = {a.country for a in doers if a.kind is not Kind.GROUP}
    return [r for r in owned if r.word.pos != "PRON" and r.actor.kind is Kind.COUNTRY and r.actor.country not in acting]


def taken_from(draft: Draft, match: Match) -> list[Reading]:
    """Return from whom a place was taken, not whose ground it is: took the port of Massawa from the [Second Army]."""
    taken = next((w for w in match.cue[1:] if w.dep == "dobj" and w.lemma in TAKEN), None)
    if match.head.lemma not in TAKES or taken is None:
        return []
    losers = [w for w in (*governed(match.head, "from"), *governed(taken, "from")) if w.i > taken.i]
    return [r for w in losers for r in draft.references.read(w) if r.how != "name" or r.actor.kind is not Kind.OFFICIAL]


def is_at_border(preposition: Word) -> bool:
    """Tell whether something is only said to lie at a border: took a town on the Oman border, or near it."""
    return preposition.lower in {"along", "at", "near", "on"} and any(
        c.dep == "pobj" and c.lemma in BORDERS for c in preposition.children
    )

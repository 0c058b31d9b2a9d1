"""To whom somebody gives way, where the words for giving way do not say.

"Jakarta shelved the bill in the face of marches by students": whose pressure it was; "in a climbdown to teachers, Chad
dropped the tax": whom the step is called a gift to; "cut the price to placate dockers": whom it shall calm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.anchoring import OCCASIONS
from stancegraph.extraction.clauses import agents
from stancegraph.extraction.grammar import APPEASES, GIFTS, PRESSES, PRESSURES, WISHES
from stancegraph.extraction.matching import is_infinitive
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.opponents import around, within
from stancegraph.extraction.sides import is_own_act

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Prepositions behind which the pressure stands.
UNDER: Final = frozenset({"after", "amid", "before", "following", "under"})
# "In" one of these, and "of" or "to" behind it, the pressure follows.
FRAMES: Final = frozenset({"answer", "deference", "face", "obedience", "reaction", "reply", "response", "wake"})
# What is done with a gift.
GIVES: Final = frozenset({"deal", "deliver", "give", "grant", "hand", "offer"})
# Participles whose object is the pressure: facing riots by miners.
FACING: Final = frozenset({"confront", "face", "fear"})


def pressing(draft: Draft, match: Match, sources: list[Reading]) -> list[Reading]:
    """Return to whom a step gives way: whose pressure it follows, whom it is a gift to, or whom it shall calm.

    A sentence it gets wrong: "Oman dropped the tax after protests by Iran", where the protests were about pilgrims.
    """
    words = around(match)
    for find in (_pressed, _calmed, _demanding):
        found = [r for r in find(draft, words) if not any(is_own_act(s, r) for s in sources)]
        if found:
            return found
    return []


def _pressed(draft: Draft, words: list[Word]) -> list[Reading]:
    """Return whose pressure a step follows: under pressure from [Oman]; at its request; facing riots by [miners]."""
    clauses = [c for w in words for c in w.children if c.dep == "advcl" and c.tag in {"VBG", "VBN"}]
    prepositions = [c for w in words for c in w.children if c.dep == "prep" or c.lower == "following"]
    for found in (*(_facing(draft, c) for c in clauses), *(_behind(draft, p) for p in prepositions)):
        if found:
            return found
    return []


def _facing(draft: Draft, clause: Word) -> list[Reading]:
    """Read "shaken by a walkout of miners", "facing riots by them" and "handing them a victory"."""
    if clause.tag == "VBN":
        return _of_pressure(draft, governed(clause, "by"))
    if clause.lemma in FACING:
        return _of_pressure(draft, [c for c in clause.children if c.dep == "dobj"])
    if clause.lemma not in GIVES or not any(c.lemma in GIFTS for c in clause.children):
        return []
    return [r for c in clause.children if c.dep in {"dative", "dobj"} for r in within(draft, c)]


def _behind(draft: Draft, preposition: Word) -> list[Reading]:
    """Read "after protests by miners", "in the face of them", "in a concession to them" and "at their request"."""
    nouns = [c for c in preposition.children if c.dep in {"pobj", "dobj"}]
    if preposition.lower in UNDER:
        return _of_pressure(draft, nouns)
    if preposition.lower in {"in", "as"}:
        framed = [c for n in nouns if n.lemma in FRAMES for p in n.children for c in p.children if c.dep == "pobj"]
        gifts = [p for n in nouns if n.lemma in GIFTS for p in n.children if p.lower in {"for", "to"}]
        return _of_pressure(draft, framed) or [r for p in gifts for r in within(draft, p)]
    if preposition.lower in {"at", "on"}:
        return [r for n in nouns if n.lemma in WISHES for r in within(draft, n)]
    return []


def _of_pressure(draft: Draft, nouns: list[Word]) -> list[Reading]:
    """Return whose a pressure is, also where it is counted: under a deluge of protest from miners."""
    pressures = [n for n in nouns if n.lemma in PRESSURES or any(w.lemma in PRESSURES for w in governed(n, "of"))]
    return [r for n in pressures for r in within(draft, n)]


def _calmed(draft: Draft, words: list[Word]) -> list[Reading]:
    clauses = (c for w in words for c in w.children if is_infinitive(c) and c.lemma in APPEASES)
    return [r for clause in clauses for c in clause.children if c.dep in {"dobj", "prep"} for r in within(draft, c)]


def _demanding(draft: Draft, words: list[Word]) -> list[Reading]:
    """Return who pressed for it in a clause: dropped the tax after miners [threatened] to strike."""
    for clause in (c for w in words for c in w.children if c.dep == "advcl" and c.lemma in PRESSES):
        if any(c.lower in OCCASIONS and c.dep in {"mark", "advmod", "prep"} for c in clause.children):
            return draft.actors(agents(clause), [])
    return []

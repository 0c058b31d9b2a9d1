"""What hangs together in a noun phrase: coordination, examples, what a preposition governs, whose an act or thing is.

The functions return words; which actors these are is decided in `stancegraph.extraction.references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import TREATMENT

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# No list in prose is longer; one of noise may be.
MAX_CONJUNCTS: Final = 48


def conjuncts(word: Word) -> list[Word]:
    """Return a word and all that is coordinated with it or given as its examples, in the order of the text.

    What is joined by "but not" is left out, and so is the word itself in "not Oman but Chad".
    """
    found = [word]
    for child in word.children:
        if len(found) >= MAX_CONJUNCTS:
            break
        if child.dep == "conj" and not _is_excepted(child):
            found.extend(conjuncts(child))
        elif _gives_examples(child) and child.i > word.i and not _is_behind_clause(child):
            found.extend(w for c in child.children if c.dep == "pobj" for w in conjuncts(c))
        elif child.dep == "appos" and any(c.dep == "conj" for c in child.children):
            found.extend(conjuncts(child))  # three ministers, Dendias, Shoukry and Le Drian
    if len(found) > 1 and any(c.dep == "neg" and c.i < word.i for c in word.children):
        found.remove(word)
    return sorted(found, key=lambda w: w.i) if len(found) > 1 else found


def _is_excepted(conjunct: Word) -> bool:
    """Tell whether a word is joined by "but not": Oman, but not [Chad]."""
    if conjunct.lower == "not" or any(c.dep == "neg" for c in conjunct.children):
        return conjunct.pos not in {"VERB", "AUX"}
    return any(c.lower == "not" and c.i == conjunct.i - 1 for c in conjunct.head.children)


def _is_behind_clause(preposition: Word) -> bool:
    """Tell whether examples are those of a thing in a clause before: gunmen, who hold hostages in Oman, [including]."""
    return preposition.lower == "including" and any(
        c.dep == "relcl" and c.i < preposition.i and any(o.dep in {"dobj", "pobj"} for o in c.children)
        for c in preposition.head.children
    )


def is_told_by_examples(word: Word) -> bool:
    """Tell whether several are only the sort of those who are named behind them: firms including Siemens and Bosch."""
    if word.tag != "NNS":
        return False
    named = [o for c in word.children if c.lower in {"as", "including", "like"} for o in c.children if o.dep == "pobj"]
    return any(o.pos == "PROPN" and any(g.dep == "conj" for g in o.children) for o in named)


def _gives_examples(preposition: Word) -> bool:
    """Tell whether a preposition brings others in: allies such as Germany; firms including Siemens; Chad as well as."""
    if preposition.dep != "prep" or preposition.lower == "including":
        return preposition.dep == "prep" or (preposition.dep == "cc" and preposition.lower == "as")
    return preposition.lower == "as" and any(
        c.lower == "such" for c in preposition.children + preposition.head.children
    )


def governed(word: Word, *prepositions: str) -> list[Word]:
    """Return what any of these prepositions on `word` governs, with what is coordinated with it."""
    own = [c for c in word.children if c.lower in prepositions and c.dep in {"prep", "agent"}]
    if not own:
        return []
    again = [p for c in own for p in c.children if p.dep == "conj" and p.lower in prepositions]  # by Niger and by Mali
    return [
        w
        for c in [*own, *again]
        if not any(n.dep == "neg" for n in c.children)
        for p in c.children
        if p.dep == "pobj" and not any(d.lower == "neither" and d.dep == "preconj" for d in p.children)
        for w in conjuncts(p)
    ]


def owners(noun: Word, *, but: frozenset[str] = frozenset()) -> list[list[Word]]:
    """Return the words that say whose an act or thing is, grouped by how they say it, the surest first.

    "by" comes before the possessor, the possessor before the adjective, that before "of", "from" and "between".

    Parameters
    ----------
    but
        Prepositions that do not count: of "the killing of X" X is no owner.
    """

    def behind(*prepositions: str) -> list[Word]:
        return governed(noun, *(p for p in prepositions if p not in but))

    if noun.lemma in TREATMENT:
        but |= {"of"}
    possessors = [w for c in noun.children if c.dep == "poss" for w in conjuncts(c)]
    adjectives = [
        w for c in noun.children if c.dep in {"amod", "compound", "nmod"} and c.i < noun.i for w in conjuncts(c)
    ]
    groups = [
        behind("by") or _shared_agents(noun, but),
        possessors,
        adjectives,
        behind("of"),
        behind("from"),
        behind("between", "among"),
    ]
    return [group for group in groups if group]


def _shared_agents(noun: Word, but: frozenset[str]) -> list[Word]:
    """Return whose deed a noun is by what stands behind the one joined to it: the arrest and torture [by Chad]."""
    joined = [c for c in noun.children if c.dep == "conj" and c.pos == "NOUN" and "by" not in but]
    bare = (c for c in joined if not any(g.dep in {"det", "poss"} for g in c.children))
    return next((found for c in bare if (found := governed(c, "by"))), [])

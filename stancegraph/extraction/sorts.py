"""Named bodies meant by a noun for their sort, which is no word of their name: Hamas, then "the militants"."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import INSURGENT_NAMES
from stancegraph.extraction.roster import head_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention

_TABLE: Final = tomllib.loads(files("stancegraph").joinpath("data/sorts.toml").read_text(encoding="utf-8"))
SORTS: Final[Mapping[str, frozenset[str]]] = {
    sort: frozenset(f"organisation:{name}" for name in names) for sort, names in _TABLE.items()
}
# What those are called who fight, together or one by one.
ARMED: Final = frozenset(
    {"extremist", "faction", "fighter", "guerrilla", "gunman", "insurgency", "insurgent", "islamist", "jihadist",
     "militant", "militia", "terrorist"}
)  # fmt: skip
CHARITIES: Final = frozenset({"charity", "ngo", "watchdog"})
FIRMS: Final = frozenset(
    {"automaker", "brewer", "brewery", "builder", "carmaker", "carrier", "chain", "chipmaker", "conglomerate",
     "drugmaker", "giant", "insurer", "lender", "maker", "manufacturer", "miner", "operator", "planemaker",
     "producer", "publisher", "refiner", "retailer", "shipper", "steelmaker", "supplier", "utility"}
)  # fmt: skip
CLUBS: Final = frozenset({"association", "club", "federation", "foundation", "institute", "league", "society"})
# Words for any firm, whatever it makes.
ANY_FIRM: Final = frozenset(
    {"airline", "broadcaster", "channel", "company", "corporation", "firm", "network", "station"}
)
BLOCS: Final = frozenset({"bloc", "grouping"})
LENDERS: Final = frozenset({"lender"})
OF_A_SORT: Final = ARMED | BLOCS | CHARITIES | FIRMS | CLUBS
# Nouns that say the sort only with a word before them, and the words for those who fight and those who care.
VAGUE: Final = frozenset(
    {"agency", "body", "faction", "force", "group", "movement", "network", "organisation", "organization"}
)
FIGHTING: Final = frozenset(
    {"armed", "extremist", "fundamentalist", "guerrilla", "insurgent", "islamist", "jihadi", "jihadist", "militant",
     "militia", "paramilitary", "rebel", "resistance", "secessionist", "separatist", "terror", "terrorist"}
)  # fmt: skip
CARING: Final = frozenset(
    {"advocacy", "aid", "campaign", "campaigning", "conservation", "environment", "environmental", "environmentalist",
     "human", "humanitarian", "lobby", "medical", "monitoring", "pressure", "relief", "rights", "watchdog"}
)  # fmt: skip
# Words before "party" that do not tell it from another one of which alone is told.
POLITICAL: Final = frozenset({"governing", "main", "opposition", "political", "ruling"})
# In the name of a party that has no "party" in it.
PARTIES: Final = frozenset(
    {"alliance", "bloc", "coalition", "conservatives", "democrats", "front", "greens", "labour", "liberals", "movement",
     "rally", "republicans", "socialists"}
)  # fmt: skip
# What a body with one of these nouns in its name may be called as well.
ALSO: Final[Mapping[str, frozenset[str]]] = {
    "court": frozenset({"tribunal"}),
    "tribunal": frozenset({"court"}),
    "union": frozenset({"brotherhood", "guild"}),
}
# A body with one of these in its name is a state's or many states', and no firm or club.
OF_STATES: Final = frozenset(
    {"army", "assembly", "cabinet", "commission", "congress", "corps", "council", "court", "department", "forces",
     "guard", "ministry", "nations", "navy", "office", "parliament", "police", "senate", "service", "treasury"}
)  # fmt: skip
# In the name of a body, these alone do not say that it fights a state.
OF_ANYBODY: Final = frozenset({"army", "brigade", "brigades", "islamic", "movement"})
# At the head of its name, they make a body none that trades.
OF_PEOPLE: Final = frozenset(
    {"army", "association", "conference", "confederation", "federation", "front", "guild", "league", "movement",
     "party", "union"}
)  # fmt: skip
# Behind a hyphen, these say where somebody sits and how many he is: Paris-based, 27-nation.
PLAIN_ENDINGS: Final = ("-based", "-member", "-nation", "-state", "-strong")
POINTING: Final = frozenset({"that", "the", "these", "this", "those"})


def meant_by_sort(word: Word, said: Collection[str], before: Iterable[Mention]) -> Mention | None:
    """Return the body that a noun means by its sort, None if it means none or several may be meant.

    Of those who fight, of charities and of unions of states it is the last one that the lists know as such; of firms,
    clubs and parties the only body named before that may be one.

    Parameters
    ----------
    said
        The words before the noun that say more than where somebody sits: militant, rights.
    before
        Where bodies are named before the word and near it, in the order of the text.

    Notes
    -----
    A text it gets wrong: "Unicef met Toyota. The carrier was late.", where a ship is meant.
    """
    latest: dict[Entity, Mention] = {m.entity: m for m in before}
    for sort in _sorts_meant(word, said):
        known = [m for m in latest.values() if _is_of(m.entity, sort) or (sort == "armed" and is_armed(m.entity))]
        if known:
            return max(known, key=lambda m: m.first)
    if word.lemma == "party" and set(said) <= POLITICAL:
        others = [m for m in latest.values() if PARTIES & set(m.entity.name.lower().split())]
        return others[0] if len(others) == 1 else None
    if said or word.tag != "NN" or word.lemma not in FIRMS | CLUBS:
        return None
    others = [m for m in latest.values() if _may_be(m.entity, firm=word.lemma in FIRMS)]
    return others[0] if len(others) == 1 else None


def _sorts_meant(word: Word, said: Collection[str]) -> list[str]:
    """Return the sorts that a noun means with the words before it: "group" alone those that it stands for most."""
    vague = word.lemma in VAGUE and word.tag == "NN"
    if vague and not said:
        return ["armed", "charity"]
    found = ["armed"] if set(said) <= FIGHTING and (word.lemma in ARMED or vague) else []
    found += ["charity"] if set(said) <= CARING and (word.lemma in CHARITIES or vague) else []
    alone = {"bloc": BLOCS, "lender": LENDERS}
    return found + [sort for sort, nouns in alone.items() if word.lemma in nouns and not said]


def is_armed(entity: Entity) -> bool:
    """Tell whether a body is by the lists, or by the words of its name, one that fights for no state of its own."""
    return _is_of(entity, "armed") or bool({w.lower() for w in entity.name.split()} & INSURGENT_NAMES - OF_ANYBODY)


def qualifiers(word: Word, words: list[Word]) -> list[str]:
    """Return the words before a noun, but for articles and for where somebody sits or how many he is.

    Of "the New York-based rights group" there is only "rights" left, of "the 27-nation bloc" nothing.
    """
    phrase = [w for w in words[word.left_edge().i : word.i] if w.dep not in {"det", "poss", "punct"} or w.text == "-"]
    said: list[str] = []
    for w in phrase:
        joined = bool(said) and (w.text == "-" or words[w.i - 1].text == "-") and w.start == words[w.i - 1].end
        said[-1:] = [f"{said[-1]}{w.text}"] if joined else [*said[-1:], w.text]
    based = next((n for n, text in enumerate(said) if text.endswith("-based")), -1)
    said = [text for n, text in enumerate(said) if n > based or (n < based and text.islower())]
    return [text.lower() for text in said if not text.endswith(PLAIN_ENDINGS)]


def is_of_another_sort(noun: str, entity: Entity) -> bool:
    """Tell whether a body cannot be what a general word means: Hamas no company, a ministry no militia or movement."""
    if noun in ANY_FIRM:
        return not _may_be(entity, firm=True)
    state = bool(OF_STATES & set(entity.name.lower().split()))
    return state and noun in {"group", "militia", "movement"}


def _is_of(entity: Entity, sort: str) -> bool:
    return entity.known is not None and entity.known.id in SORTS[sort]


def _may_be(entity: Entity, *, firm: bool) -> bool:
    """Tell whether a body may be a firm, or a club, by what is known of it."""
    if any(_is_of(entity, sort) for sort in SORTS) or OF_STATES & set(entity.name.lower().split()):
        return False
    if firm and head_word(entity.name).lower() in OF_PEOPLE:
        return False
    return not firm or entity.known is None or entity.country is not None

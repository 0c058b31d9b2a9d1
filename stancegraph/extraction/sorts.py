"""Named bodies meant by a noun for their sort, which is no word of their name: Hamas, then "the militants"."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
OF_A_SORT: Final = ARMED | CHARITIES | FIRMS | CLUBS
# A body with one of these in its name is a state's or many states', and no firm or club.
OF_STATES: Final = frozenset(
    {"army", "assembly", "cabinet", "commission", "congress", "corps", "council", "court", "department", "forces",
     "guard", "ministry", "nations", "navy", "office", "parliament", "police", "senate", "service", "treasury"}
)  # fmt: skip
POINTING: Final = frozenset({"that", "the", "these", "this", "those"})


def meant_by_sort(word: Word, before: Iterable[Mention]) -> Mention | None:
    """Return the body that a noun for its sort means, None if it means none or several may be meant.

    Of those who fight, and of charities, it is the last one that the lists know as such; of firms and clubs the only
    body named before that may be one.

    Parameters
    ----------
    before
        Where bodies are named before the word and near it, in the order of the text.

    Notes
    -----
    A text it gets wrong: "Unicef met Toyota. The carrier was late.", where a ship is meant.
    """
    if not any(c.lower in POINTING for c in word.children):
        return None
    latest: dict[Entity, Mention] = {m.entity: m for m in before}
    for nouns, sort in ((ARMED, "armed"), (CHARITIES, "charity")):
        if word.lemma in nouns:
            known = [m for m in latest.values() if _is_of(m.entity, sort)]
            return max(known, key=lambda m: m.first, default=None)
    if word.tag != "NN" or word.lemma not in FIRMS | CLUBS:
        return None
    others = [m for m in latest.values() if _may_be(m.entity, firm=word.lemma in FIRMS)]
    return others[0] if len(others) == 1 else None


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
    return not firm or entity.known is None or entity.country is not None

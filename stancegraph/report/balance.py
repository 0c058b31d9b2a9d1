"""The section on how far a network is from two sides of friends, and which ties keep it from that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.balance import triangle_balance, triangle_counts
from stancegraph.frustration import frustration_index
from stancegraph.report.blocks import Heading, Quotes, Section, Table, Words
from stancegraph.report.sections import TOP, percent
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.frustration import Frustration
    from stancegraph.report.blocks import Block, Cell
    from stancegraph.report.case import Case

SECONDS: Final = 10.0  # for the proof; most networks from news take less than one


MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "+++": ("three friends", "yes"),
    "++-": ("a friend of two who are foes", "no"),
    "+--": ("two friends with a common foe", "yes"),
    "---": ("three foes", "only if there may be more than two sides"),
}


def balance(case: Case) -> Section | None:
    """Return the frustration index with its bound, and the ties that keep the network from two sides."""
    if not case.clustering.clusters:
        return None
    found = frustration_index(case.G, seed=case.seed, time_limit=SECONDS)
    rows: list[tuple[Cell, ...]] = [
        ("pairs with a sign", found.ties),
        ("pairs against the two sides (frustration index)", found.index),
        ("no division has less than", found.lower_bound),
        ("balance: 1 less the index by half the pairs", found.balance),
        ("actors on the larger side", len(found.sides[0])),
        ("actors on the other side", len(found.sides[1])),
    ]
    triangles = triangle_counts(case.G)
    count = sum(triangles.values())
    blocks: list[Block] = [
        Words(
            "A network is balanced if it falls into two sides, friends within and foes between. There may be any "
            "number of clusters; here everybody is on one of two sides, and each pair counts as one, friendly or "
            f"hostile on balance. {_proof(found)}"
        ),
        Table("Frustration", ("what", "value"), tuple(rows)),
        Table("Triangles of actors", ("signs", "triangles", "balanced"), _triangle_rows(triangles)),
        Words(_share(case) if count else "There are no triangles of actors."),
    ]
    for tie in found.frustrated[:TOP]:
        sort = "friendly, between the sides" if tie.sign > 0 else "hostile, within a side"
        blocks.append(Heading(f"{case.name(tie.u)} and {case.name(tie.v)}: {sort}"))
        blocks.append(Quotes(case.quotes(tie.u, tie.v, sign=tie.sign)))
    if len(found.frustrated) > TOP:
        blocks.append(Words(f"{counted(len(found.frustrated) - TOP, 'more pair')} against the sides, none heavier."))
    return Section("balance", "How far it is from two sides", tuple(blocks))


def _triangle_rows(counts: Mapping[str, int]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((f"{signs}: {MEANINGS[signs][0]}", count, MEANINGS[signs][1]) for signs, count in counts.items())


def _share(case: Case) -> str:
    share, weak = triangle_balance(case.G), triangle_balance(case.G, weak=True)
    return (
        f"{percent(share)} of the triangles are balanced, {percent(weak)} where three foes count as balanced too. As "
        "many may be in a network whose signs are shuffled: compare before you read a tendency into it."
    )


def _proof(found: Frustration) -> str:
    if found.is_proven:
        return "The index is proven least; other divisions may have as little against them, with other pairs."
    return (
        f"The proof was given up after {SECONDS:.0f} seconds: the index is no more than the one found and no less than "
        "the bound, and both may come out otherwise on another machine."
    )

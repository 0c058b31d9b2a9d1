"""Sections on what changes over time, and on how far the numbers depend on the texts at hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from stancegraph.dynamics import followed_clusters, over_time, tie_changes, turning_points, windowed
from stancegraph.measures import measured
from stancegraph.plots.overtime import FOLLOWED, SURE, fitting_window, followed_figure, measures_figure
from stancegraph.report.blocks import Heading, Items, Picture, Quotes, Section, Table, Words, one_line
from stancegraph.report.case import surest
from stancegraph.report.sections import ROWS
from stancegraph.uncertainty import Estimate, bootstrap, cluster_stability, left_out
from stancegraph.uncertainty.resampling import FEWEST
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stancegraph.dynamics import FollowedClusters, Moment, TieChange, Windows
    from stancegraph.models import Statement
    from stancegraph.report.blocks import Block, Cell
    from stancegraph.report.case import Case

TURNED: Final = 10  # ties
EVENTS: Final = 20  # of clusters
OUTLETS: Final = 5
EFFORT: Final = 30_000  # of the search for the clusters of a window, which has a small part of the ties
RESAMPLES: Final = 100  # for the stability of clusters; the standard error of a share of one half is 0.05
FEW: Final = 10  # documents, below which intervals held the value less often than they should, in docs/analysis.md
MOST_PAIRS: Final = 4_000  # with a sign, beyond which resampling the clusters takes minutes: 17,000 took three

RESAMPLED: Final[Mapping[str, str]] = {
    "hostile_share": "hostile share of the weight of friendly and hostile ties",
    "reciprocity": "pairs with ties both ways, of all pairs with a tie",
}
"""Measures with intervals, with what they are called; counts of what is different would have none that holds."""


def changes(case: Case) -> Section | None:
    """Return how the network changes over time."""
    dates = (data.get("date") for *_, data in case.G.edges(data=True))
    if not any(s.date for s in case.statements.values()) and not any(date is not None for date in dates):
        return None
    length = case.window or fitting_window(case.G)
    windows = windowed(case.G, window=length)
    if len(windows) < 2:
        return None
    moments = {name: over_time(windows, measure) for measure, name in FOLLOWED.values()}
    followed = followed_clusters(windows, seed=case.seed, effort=EFFORT)
    turned = [each for each in tie_changes(windows, directed=False, memory=len(windows)) if each.change == "turned"]
    words = [f"Windows of {length if length[0].isdigit() else f'one {length}'}."]
    name = windows.observations.row_name
    inside = len(windows.observations.first) - windows.undated
    if windows.undated:
        are = f"{counted(windows.undated, name)} that {'counts has' if windows.undated == 1 else 'count have'}"
        words.append(f"{are} no day: this section is about the other {inside:,}.")
    if windows.astride:
        words.append(f"{counted(windows.astride, name)} over more than one {_is(windows.astride)} in the first.")
    words.append("Little news in a window is no peace: look at the number of its statements first.")
    blocks: list[Block] = [
        Words(" ".join(words)),
        Picture(
            "series",
            "Hostile share, balance and fit of the clusters by window; the table below has the numbers.",
            lambda: measures_figure(moments, seed=case.seed, title=""),
        ),
        _windows_table(windows, moments),
        Items(tuple(_turning(moments, case.seed))),
    ]
    if any(followed.members):
        picture = "Clusters by window, with bands for the actors that go from one to the next; the list below tells it."
        blocks.append(Picture("flow", picture, lambda: followed_figure(followed, case.G, title="")))
    return Section("changes", "Changes over time", (*blocks, *_events(case, followed), *_turned(case, turned)))


def _windows_table(windows: Windows, moments: Mapping[str, Sequence[Moment]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for at, window in enumerate(windows):
        values = [each[at].value for each in moments.values()]
        shares = ["no answer" if not isinstance(value, float) else f"{value:.3f}" for value in values]
        rows.append((window.label, window.weight, len(window.arrays(signed=False).nodes), *shares))
    return Table("Windows of time", ("window", "statements that count", "actors", *moments), tuple(rows))


def _turning(moments: Mapping[str, Sequence[Moment]], seed: int) -> Iterator[str]:
    for name, values in moments.items():
        found = turning_points(values, seed=seed)
        if found.p_value is None:
            yield f"Turning points of the {name}: too few values, or all the same."
        elif found.p_value > SURE:
            yield f"Turning points of the {name}: none beyond what chance makes (p = {found.p_value:.3f})."
        else:
            steps = [f"from {values[p.index].label} on, {p.before:.2f} became {p.after:.2f}" for p in found.points]
            yield f"Turning points of the {name} (p = {found.p_value:.3f}): {'; '.join(steps) or 'no single step'}."


def _events(case: Case, followed: FollowedClusters) -> list[Block]:
    def around(label: int) -> str:
        return f"around {', '.join(map(case.name, followed.core[label][:2]))}"

    told = []
    for event in followed.events:
        when, one, other = followed.windows[event.window], event.cluster, event.other
        if other is not None and event.event == "joins":
            told.append(f"{when}: the cluster {around(one)} joins that {around(other)}")
        elif other is not None and event.event == "splits":
            told.append(f"{when}: the cluster {around(other)} splits off from that {around(one)}")
    if not told:
        return [Words("No cluster of two actors or more splits or joins another from one window to the next.")]
    more = [f"and {len(told) - EVENTS} more"] if len(told) > EVENTS else []
    return [Heading("Clusters that split and join"), Items((*told[:EVENTS], *more))]


def _turned(case: Case, turned: Sequence[TieChange]) -> list[Block]:
    if not turned:
        return [Words("No tie with a day turned from friendly to hostile or back.")]
    blocks: list[Block] = [
        Heading("Ties that turned"),
        Words(
            "From friendly to hostile or back, between the last window with a tie and the next. One statement each "
            "way is enough for that, so read both."
        ),
    ]
    order = sorted(turned, key=lambda each: -min(each.weight_before, each.weight_after))[:TURNED]
    for each in order:
        became = "became friends" if (each.after or 0) > 0 else "became enemies"
        sides = ((each.statements_before, each.before), (each.statements_after, each.after))
        quotes = [statement for ids, sign in sides for statement in _shown(case, ids, sign)]
        blocks.append(Words(f"{case.name(each.u)} and {case.name(each.v)} {became}: {each.since} to {each.window}."))
        blocks.append(Quotes(tuple(quotes)))
    if len(turned) > len(order):
        blocks.append(Words(f"{counted(len(turned) - len(order), 'more tie')} turned."))
    return blocks


def _shown(case: Case, ids: Sequence[str], sign: int | None) -> tuple[Statement, ...]:
    found = (case.statements[id_] for id_ in ids if id_ in case.statements)
    return surest((s for s in found if s.sign == sign), counted=case.counted, most=1)


def intervals(case: Case) -> Section | None:
    """Return how far the numbers depend on which texts there are."""
    if not case.statements or not case.G.number_of_edges():
        return None
    found = {name: bootstrap(case.G, measure, seed=case.seed) for measure, name in RESAMPLED.items()}
    first = next(iter(found.values()))
    if first.message is not None:
        return Section(
            "intervals",
            "How sure the numbers are",
            (Words(f"There is {one_line(first.message)}."),),
        )
    rows = [(name, *_interval(each.values)) for name, each in found.items()]
    few = " Of so few documents it is too short." if first.units < FEW else ""
    blocks: list[Block] = [
        Words(
            "Other texts of the same sort would have given other numbers. Each interval holds 95 % of those that come "
            f"of drawing the {first.units:,} documents anew, with replacement.{few} It knows nothing of "
            "statements that are read wrongly: that a sample judged by hand tells."
        ),
        Table("Figures with intervals", ("figure", "value", "from", "to"), tuple(rows)),
    ]
    without = [each for each in left_out(case.G) if isinstance(each.value, float)]
    if len(without) > 1:
        whole = measured(case.G, "hostile_share")
        cells = tuple(
            (each.name or "outlet unknown", each.statements, f"{each.value:.3f}") for each in without[:OUTLETS]
        )
        caption = f"Hostile share without an outlet, the largest differences first; with all it is {whole:.3f}"
        blocks.append(Table(caption, ("without", "statements that count", "hostile share"), cells))
    return Section("intervals", "How sure the numbers are", (*blocks, *_stability(case)))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _interval(values: object) -> tuple[str, str, str]:
    ends = (values.value, values.low, values.high) if isinstance(values, Estimate) else (None, None, None)
    value, low, high = ("no answer" if each is None else f"{each:.3f}" for each in ends)
    return value, low, high


def _stability(case: Case) -> list[Block]:
    if not case.clustering.clusters:
        return []
    if case.projection.number_of_edges() > MOST_PAIRS:
        words = (
            f"With more than {MOST_PAIRS:,} pairs how stable the clusters are takes minutes to compute, and is left to"
        )
        return [Words(f"{words} the command bootstrap --clusters.")]
    found = cluster_stability(case.G, n=RESAMPLES, seed=case.seed)
    sizes = Counter(each.cluster for each in found.placed)
    texts = _texts(case)
    rows = tuple(
        (number + 1, sizes[number], case.clustering.names[number], texts[number], _overlap(overlap, texts[number]))
        for number, overlap in enumerate(found.clusters)
        if sizes[number] > 1
    )
    if not rows:
        return []
    more = f", the {ROWS} largest" if len(rows) > ROWS else ""
    words = (
        "How much the clusters overlap, on average, with the most alike among those of the documents drawn anew. Above "
        "0.75 a cluster is usually taken to be there, below 0.5 to dissolve when other texts are read. One whose "
        "friendly ties come from a single document is whole wherever that is drawn, so that nothing can be said of it."
    )
    return [
        Words(words),
        Table(f"Stability of the clusters{more}", ("cluster", "actors", "around", "documents", "overlap"), rows[:ROWS]),
    ]


def _texts(case: Case) -> Counter[int]:
    """Return from how many documents the friendly ties within each cluster come; a wire copy is none."""
    home = case.clustering.membership()
    found: set[tuple[int, str]] = set()
    for u, v, data in case.G.edges(data=True):
        if u in home and home[u] == home.get(v) and data.get("sign", 0) > 0 and data.get("weight", 1) > 0:
            told = (case.statements[id_] for id_ in data.get("statements", ()) if id_ in case.statements)
            found |= {(home[u], s.document.id) for s in told if s.copy_of is None and s.factuality in case.counted}
    return Counter(cluster for cluster, _ in found)


def _overlap(overlap: float | None, texts: int) -> str:
    return "no answer" if overlap is None or texts < FEWEST else f"{overlap:.2f}"

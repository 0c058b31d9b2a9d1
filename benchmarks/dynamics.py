"""Windows over time and resamples of documents, beside graphs made anew: ``python benchmarks/dynamics.py``.

A case is made up from a seed: 200 actors in four camps, five years, 20,000 statements of six stances in 6,000 texts.
A measure is followed over weekly windows, and beside it over what a reader would write without `windowed`:
`to_multigraph` for each week, of the statements of that week, or `filtered` of the whole graph, of which only some
weeks are timed. Ratios are of single runs in one process; cutting the windows counts, though it is done once for all
measures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import random
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from stancegraph.dynamics import followed_clusters, over_time, tie_changes, turning_points, windowed
from stancegraph.graph import filtered, to_multigraph
from stancegraph.measures import measured
from stancegraph.models import Actor, DocumentRef, Evidence, FoundBy, Kind, Span, Statement
from stancegraph.uncertainty import bootstrap, cluster_stability

if TYPE_CHECKING:
    from collections.abc import Callable

ACTORS: Final = 200
CAMPS: Final = 4
STATEMENTS: Final = 20_000
DOCUMENTS: Final = 6_000
DAYS: Final = 5 * 365
BEGIN: Final = dt.date(2019, 1, 1)
SEED: Final = 5
STANCES: Final = {-1: ("accuses", "condemns", "attacks"), 1: ("supports", "aids", "cooperates")}
FILTERED: Final = 5  # weeks; one takes as long as all windows
EFFORT: Final = 20_000  # of the searches for clusters in windows of some 80 statements


def statements(actors: int, count: int, documents: int, seed: int) -> list[Statement]:
    """Return statements in which camps mostly hold together; who is prominent follows a Pareto law."""
    rng = random.Random(seed)
    everyone = [
        Actor(id=f"organisation:a{i}", name=f"Actor {i}", kind=Kind.ORGANISATION, country=None) for i in range(actors)
    ]
    weights = [rng.paretovariate(1.2) for _ in everyone]
    texts = [
        DocumentRef(id=f"text-{i}", outlet=f"Outlet {i % 12}", date=BEGIN + dt.timedelta(days=rng.randrange(DAYS)))
        for i in range(documents)
    ]
    by = FoundBy(extractor="made-up", version="1")
    made = []
    for i in range(count):
        document = rng.choice(texts)
        u, v = rng.choices(range(actors), weights=weights, k=2)
        sign = 1 if (u % CAMPS == v % CAMPS) != (rng.random() < 0.15) else -1
        stance = rng.choice(STANCES[sign])
        quote = f"Actor {u} {stance} Actor {v}."
        at = 100 * i
        made.append(
            Statement(
                document=document, source=everyone[u], stance=stance, target=everyone[v], sign=sign, intensity=sign * 5,
                symmetric=stance == "cooperates", date=document.date, date_basis="publication",
                evidence=Evidence(
                    start=at, end=at + len(quote), quote=quote, cue=Span(start=at, end=at + 5), found_by=by
                ),
            )
        )  # fmt: skip
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return seconds of CPU and what came out."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def naive(found: list[Statement], measure: str) -> list[Any]:
    """Return the measure for each week, of graphs made of the statements of that week."""
    weeks: defaultdict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in found:
        weeks[statement.date.isocalendar()[:2]].append(statement)
    return [measured(to_multigraph(weeks[week]), measure) for week in sorted(weeks)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    parser.add_argument("--resamples", type=int, default=1000)
    given = parser.parse_args()
    found = statements(ACTORS, given.statements, DOCUMENTS, SEED)
    making, G = timed(lambda: to_multigraph(found))
    cutting, weeks = timed(lambda: windowed(G, window="week"))
    print(f"Python {platform.python_version()}, {platform.machine()}, seconds of CPU")
    print(f"{len(G)} actors, {G.number_of_edges():,} ties, {len(found):,} statements, {len(weeks)} weeks")
    print(f"  to_multigraph of everything      {making:7.2f}")
    print(f"  windowed, by week                {cutting:7.2f}")
    some = weeks[:: len(weeks) // FILTERED]
    filtering, _ = timed(lambda: [filtered(G, since=week.start, until=week.end) for week in some])
    filtering *= len(weeks) / len(some)
    print(f"  filtered for each week           {filtering:7.2f}  ({len(some)} weeks timed, without any measure)")
    print("                                    windowed   made anew   ratio")
    for measure in ("hostile_share", "pagerank", "betweenness"):
        ours, values = timed(lambda measure=measure: over_time(weeks, measure))
        theirs, others = timed(lambda measure=measure: naive(found, measure))
        seen = [moment.value for moment in values if moment.statements]
        if measure == "hostile_share" and seen != others:
            raise SystemExit("the two ways differ")
        print(f"  over_time {measure:20s}   {ours + cutting:9.2f} {theirs:11.2f} {theirs / (ours + cutting):7.1f}")
    print()
    tasks: dict[str, Callable[[], Any]] = {
        "kernel of 28 days, hostile_share": lambda: over_time(G, window="week", kernel="gaussian", bandwidth=28),
        "kernel of 28 days, pagerank": lambda: over_time(G, "pagerank", window="week", kernel="gaussian", bandwidth=28),
        "turning_points": lambda: turning_points(over_time(weeks)),
        "tie_changes": lambda: tie_changes(weeks),
        "tie_changes, memory of 4": lambda: tie_changes(weeks, memory=4),
        "followed_clusters, by quarter": lambda: followed_clusters(windowed(G, window="quarter"), effort=EFFORT),
        f"bootstrap hostile_share, n={given.resamples}": lambda: bootstrap(G, n=given.resamples),
        f"bootstrap in_degree, n={given.resamples}": lambda: bootstrap(G, "in_degree", n=given.resamples),
        f"bootstrap reciprocity, n={given.resamples}": lambda: bootstrap(G, "reciprocity", n=given.resamples),
        f"bootstrap pagerank, n={given.resamples // 10}": lambda: bootstrap(G, "pagerank", n=given.resamples // 10),
        f"cluster_stability, n={given.resamples // 50}": lambda: cluster_stability(G, n=given.resamples // 50),
    }
    for name, work in tasks.items():
        print(f"  {name:36s} {timed(work)[0]:7.2f}", flush=True)


if __name__ == "__main__":
    main()

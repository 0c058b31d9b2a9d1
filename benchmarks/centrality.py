"""Centrality, balance and triads beside networkx and plain loops: ``python benchmarks/centrality.py``.

Each row is two things measured one after the other in one run, and their ratio: on a busy machine seconds mean little.
Wall time, the least of a few runs where they are short. The graphs are random, with weights from 1 to 8 and a third of
the ties hostile.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from typing import TYPE_CHECKING

import networkx as nx
import rustworkx as rx

from stancegraph import actor_centrality, tie_arrays, triad_census
from stancegraph.centrality import ONE_THREAD

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = 2.0  # seconds; what takes less is measured three times


def network(n: int, m: int) -> nx.DiGraph[int]:
    """Return a random signed graph."""
    rng = random.Random(1)
    G = nx.gnm_random_graph(n, m, seed=1, directed=True)
    for _, _, data in G.edges(data=True):
        data["sign"] = rng.choice((1, 1, -1))
        data["weight"] = rng.randint(1, 8)
        data["length"] = 1 / data["weight"]
    return G


def seconds(run: Callable[[], object]) -> float:
    """Return the least wall time of one run, or of three short ones."""
    taken = []
    while len(taken) < (1 if taken and taken[0] > SHORT else 3):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def row(name: str, other: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Print one line of the table."""
    mine, yours = seconds(ours), seconds(theirs)
    print(f"| {name} | {mine:.3g} | {other} | {yours:.3g} | {yours / mine:.2f} |", flush=True)


def plain_census(G: nx.DiGraph[int]) -> dict[tuple[int, ...], int]:
    """Return how many triples there are of each pattern of signs, in a plain loop over all triples."""
    sign = {(u, v): data["sign"] for u, v, data in G.edges(data=True)}
    counts: dict[tuple[int, ...], int] = {}
    for triple in itertools.combinations(G, 3):
        pattern = tuple(sign.get(pair, 0) for pair in itertools.permutations(triple, 2))
        counts[pattern] = counts.get(pattern, 0) + 1
    return counts


def bare_rustworkx(G: nx.DiGraph[int]) -> rx.PyDiGraph:
    """Return the graph as rustworkx has it."""
    R = rx.PyDiGraph()
    R.add_nodes_from(range(len(G)))
    R.add_edges_from_no_data(list(G.edges()))
    return R


def main() -> None:
    """Measure, and print a table."""
    arguments = argparse.ArgumentParser(description="Centrality beside networkx and rustworkx.")
    arguments.add_argument("--large", action="store_true", help="measure the large graphs too, some minutes")
    large = arguments.parse_args().large
    print("| what | seconds | beside | seconds | ratio |\n|---|---|---|---|---|")
    G = network(1_000, 5_000)
    R = bare_rustworkx(G)
    row(
        "betweenness, 1,000 / 5,000",
        "networkx",
        lambda: actor_centrality(G, measure="betweenness"),
        lambda: nx.betweenness_centrality(G),
    )
    row(
        "the same",
        "bare rustworkx",
        lambda: actor_centrality(G, measure="betweenness"),
        lambda: rx.digraph_betweenness_centrality(R, parallel_threshold=ONE_THREAD),
    )
    row(
        "weighted betweenness, 1,000 / 5,000",
        "networkx",
        lambda: actor_centrality(G, measure="weighted_betweenness"),
        lambda: nx.betweenness_centrality(G, weight="length"),
    )
    row(
        "weighted closeness, 1,000 / 5,000",
        "networkx",
        lambda: actor_centrality(G, measure="weighted_closeness"),
        lambda: nx.closeness_centrality(G, distance="length"),
    )
    small = network(200, 2_000)
    row("signed triad census, 200 / 2,000", "a plain loop", lambda: triad_census(small), lambda: plain_census(small))
    row("the same", "networkx, unsigned", lambda: triad_census(small), lambda: nx.triadic_census(small))
    row(
        "unsigned triad census, 1,000 / 5,000",
        "networkx",
        lambda: triad_census(G, signed=False),
        lambda: nx.triadic_census(G),
    )
    if large:
        G = network(10_000, 50_000)
        R = bare_rustworkx(G)
        row(
            "betweenness, 10,000 / 50,000",
            "bare rustworkx",
            lambda: actor_centrality(G, measure="betweenness"),
            lambda: rx.digraph_betweenness_centrality(R, parallel_threshold=ONE_THREAD),
        )
    G = network(100_000, 1_000_000) if large else network(20_000, 200_000)
    name = f"PageRank, {len(G):,} / {G.number_of_edges():,}"
    ties = tie_arrays(G, signed=False)
    row(f"{name}, from the graph", "networkx", lambda: actor_centrality(G), lambda: nx.pagerank(G))
    row(f"{name}, graph read before", "networkx", lambda: actor_centrality(ties), lambda: nx.pagerank(G))


if __name__ == "__main__":
    main()

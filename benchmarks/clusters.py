"""How good and how fast clusters are: ``python benchmarks/clusters.py [FOLDER]``.

For each network the cost of the clusters, how much of it the bound leaves open, and seconds, beside what a tool without
signs would give: the communities that networkx's Louvain method finds in the friendly ties. Networks are planted ones
(actors in communities, friendly ties within, hostile ones between, a share of signs turned round), made up from a seed,
and those of a folder of signed edge lists (source,target,sign), such as Correlates of War, if one is named.

==========  ==========================================================================================================
louvain     cost of the partition by `networkx.community.louvain_communities` of the friendly ties, and its seconds
search      cost by ``signed_clusters(method="search")``, as a share of that of Louvain; gap; seconds
page        the same with the effort of the page
exact       cost, gap and seconds by ``method="exact"`` within the time limit
k = 2, 3    cost and seconds with a number of clusters
planted     adjusted Rand index of the clusters and what was planted
==========  ==========================================================================================================
"""

from __future__ import annotations

import argparse
import platform
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from stancegraph import adjusted_rand_index, read_graph, signed_clusters, signed_projection
from stancegraph.explorer.payload import EFFORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

NODES: Final = (500, 2_000, 10_000)
TIES_PER_NODE: Final = 4
COMMUNITY: Final = 50  # actors in each
INSIDE: Final = 0.6  # share of ties within a community
TURNED: Final = 0.1  # share of signs that are the other way round
EXACT_UP_TO: Final = 500  # actors; beyond, planted networks stay open
LIMIT: Final = 20.0  # seconds
SEED: Final = 7


def planted(n: int, *, seed: int = SEED) -> tuple[nx.Graph[int], dict[int, int]]:
    """Return a network of `n` actors and their communities; the same for the same seed."""
    rng = random.Random(f"{seed} {n}")
    communities = max(2, n // COMMUNITY)
    label = {node: node % communities for node in range(n)}
    G: nx.Graph[int] = nx.Graph()
    G.add_nodes_from(range(n))
    for _ in range(TIES_PER_NODE * n):
        u = rng.randrange(n)
        v = rng.randrange(label[u], n, communities) if rng.random() < INSIDE else rng.randrange(n)
        fits = label[u] == label[v]
        if u != v:
            G.add_edge(u, v, sign=1 if fits != (rng.random() < TURNED) else -1)
    return G, label


def networks(folder: Path | None) -> Iterator[tuple[str, nx.Graph[Any], Mapping[Any, int] | None]]:
    """Yield name, network and what was planted in it."""
    for path in sorted(folder.glob("*.csv")) if folder is not None else ():
        if not path.name.endswith(".nodes.csv"):
            yield path.stem, read_graph(path), None
    for n in NODES:
        yield f"planted {n:,}", *planted(n)


def cost_of(P: nx.Graph[Any], label: Mapping[Any, int]) -> float:
    """Return the weight of ties against a partition."""
    ties = P.edges(data=True)
    return float(sum(data["weight"] for u, v, data in ties if (data["sign"] > 0) != (label[u] == label[v])))


def louvain(G: nx.Graph[Any]) -> dict[Any, int]:
    """Return the communities of the friendly ties."""
    P = signed_projection(G)
    friendly = nx.Graph()
    friendly.add_nodes_from(P)
    friendly.add_weighted_edges_from((u, v, d["weight"]) for u, v, d in P.edges(data=True) if d["sign"] > 0)
    found = nx.community.louvain_communities(friendly, seed=SEED)
    return {node: number for number, community in enumerate(found) for node in community}


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call gives, and its seconds of CPU."""
    before = time.process_time()
    return call(), time.process_time() - before


def report(name: str, G: nx.Graph[Any], label: Mapping[Any, int] | None) -> None:
    """Print the lines of one network."""
    P = signed_projection(G)
    print(f"\n{name}: {len(P):,} actors, {P.number_of_edges():,} pairs")
    parts, took = timed(lambda: louvain(G))
    yardstick = cost_of(P, parts)
    print(f"  louvain   cost {yardstick:8g}{'':24}{took:8.2f} s{_found(label, parts)}")
    runs: dict[str, dict[str, Any]] = {"search": {"method": "search"}, "page": {"effort": EFFORT}}
    if len(P) <= EXACT_UP_TO:
        runs["exact"] = {"method": "exact", "time_limit": LIMIT}
    runs |= {f"k = {k}": {"k": k, "method": "search"} for k in (2, 3)}
    for run, options in runs.items():
        found, took = timed(lambda options=options: signed_clusters(G, **options))
        share = f"{found.cost / yardstick:6.1%}" if yardstick else f"{'':6}"
        planted_ = _found(label, found.membership()) if "k" not in options else ""
        print(f"  {run:8}  cost {found.cost:8g}  {share}  gap {found.gap:6.1%}  {took:8.2f} s{planted_}")


def _found(label: Mapping[Any, int] | None, parts: Mapping[Any, int]) -> str:
    return "" if label is None else f"   planted {adjusted_rand_index(label, parts):.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Clusters of signed networks: cost, gap and time.")
    parser.add_argument("folder", nargs="?", type=Path, help="of signed edge lists as CSV")
    given = parser.parse_args(arguments)
    print(f"Python {platform.python_version()}, {platform.machine()}, networkx {nx.__version__}; seconds of CPU")
    for network in networks(given.folder):
        report(*network)


if __name__ == "__main__":
    main()

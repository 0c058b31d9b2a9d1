"""How long proofs of the frustration index take: ``python benchmarks/frustration.py``.

On networks with two planted sides and a share of signs that are out of place, and on the reference networks where they
are beside the repository, whose known values are compared.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from pathlib import Path

import networkx as nx
import numpy as np

from stancegraph.exact.clusters import exact_clusters
from stancegraph.frustration import frustration_index
from stancegraph.projection import signed_ties

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "signed"
PLANTED = (
    # nodes, ties, share of signs out of place
    (1000, 4000, 0.05), (1000, 4000, 0.10), (1000, 4000, 0.15), (1000, 4000, 0.20),
    (300, 1200, 0.15), (200, 800, 0.20), (200, 400, 0.20), (3000, 9000, 0.10),
    (40, 780, 0.10), (40, 780, 0.20), (100, 4950, 0.10), (100, 4950, 0.20),
)  # fmt: skip
TITLES = f"{'network':<30}{'ties':>7}{'index':>8}{'bound':>8}{'s':>8}{'s CPU':>8}"


def planted(nodes: int, ties: int, share: float, *, seed: int) -> nx.Graph[int]:
    """Return a random graph with two sides, friends within and foes between, and a share of signs turned round."""
    rng = np.random.default_rng(seed)
    G: nx.Graph[int] = nx.gnm_random_graph(nodes, ties, seed=seed)
    side = rng.integers(0, 2, nodes)
    turned = set(rng.permutation(ties)[: round(share * ties)].tolist())
    for at, (u, v) in enumerate(G.edges):
        fits = 1 if side[u] == side[v] else -1
        G.edges[u, v]["sign"] = -fits if at in turned else fits
    return G


def reference(name: str) -> nx.Graph[str]:
    """Return a reference network by its name."""
    is_directed = name.startswith("rand_dir") or name == "tribes_mutual"
    G: nx.Graph[str] = nx.DiGraph() if is_directed else nx.Graph()
    with (REFERENCE / "networks" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            G.add_edge(row["source"], row["target"], sign=int(row["sign"]))
    return G


def timed(name: str, G: nx.Graph[str] | nx.Graph[int], *, limit: float, known: float | None = None) -> float:
    """Print what was found and how long it took; return the seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = frustration_index(G, time_limit=limit)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    remark = "" if found.is_proven else "  not proven"
    if known is not None and known != found.index:
        remark += f"  expected {known}"
    print(
        f"{name:<30}{found.ties:>7}{found.index:>8g}{found.lower_bound:>8g}{wall:>8.2f}{cpu:>8.2f}{remark}", flush=True
    )
    return wall


def reference_networks(limit: float) -> None:
    """Time all reference networks, frustration and clusters."""
    seconds, clustered, wrong = [], [], 0
    for path in sorted((REFERENCE / "networks").glob("*.nodes.csv")):
        name = path.name.removesuffix(".nodes.csv")
        results = REFERENCE / "results" / f"{name}.json"
        known = json.loads(results.read_text(encoding="utf-8")) if results.exists() else {}
        G = reference(name)
        seconds.append(timed(name, G, limit=limit, known=known.get("frustration_index_exact")))
        begin = time.perf_counter()
        clusters = exact_clusters(signed_ties(G), time_limit=limit)
        clustered.append(time.perf_counter() - begin)
        wrong += known.get("correlation_clustering_exact", clusters.cost) != clusters.cost
        if not clusters.is_proven:
            print(f"  clusters of {name}: cost {clusters.cost:g}, bound {clusters.lower_bound:g}, not proven")
    for what, each in (("frustration", seconds), ("clusters", clustered)):
        print(f"{what}: {len(each)} networks, {sum(each):.1f} s in all, {max(each):.2f} s at most")
    print(f"clusters: {wrong} of the known values missed")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description="Proofs of the frustration index.")
    arguments.add_argument("--limit", type=float, default=60.0, help="seconds for each network")
    arguments.add_argument("--seeds", type=int, default=1, help="planted networks of each kind")
    arguments.add_argument("--planted", help="one kind instead: nodes,ties,share")
    given = arguments.parse_args()
    kinds = PLANTED
    if given.planted:
        nodes, ties, share = given.planted.split(",")
        kinds = ((int(nodes), int(ties), float(share)),)
    print(TITLES)
    for nodes, ties, share in kinds:
        for seed in range(given.seeds):
            name = f"planted {nodes} {ties} {share:.0%} seed {seed}"
            timed(name, planted(nodes, ties, share, seed=seed), limit=given.limit)
    if not given.planted and REFERENCE.is_dir():
        reference_networks(given.limit)


if __name__ == "__main__":
    main()

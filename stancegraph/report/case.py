"""What the sections of a report look at: the graph with what several of them need, computed once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from stancegraph.clusters import signed_clusters
from stancegraph.contested import group_claims
from stancegraph.projection import signed_projection
from stancegraph.report.blocks import one_line
from stancegraph.ties import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from stancegraph.clusters import Clustering
    from stancegraph.codebook import Codebook
    from stancegraph.contested import Claim
    from stancegraph.models import Statement
    from stancegraph.report.provenance import Provenance

QUOTED: Final = 2  # sentences for one tie; more can be asked for by the command `evidence`


class Case:
    """A graph, and what is known of it."""

    def __init__(
        self,
        G: nx.Graph[Any],
        *,
        seed: int,
        window: str | None,
        provenance: Provenance,
        codebook: Codebook | None,
        country_names: Mapping[str, str] | None,
    ) -> None:
        self.G = G
        self.seed = seed
        self.window = window
        self.provenance = provenance
        self._codebook = codebook
        self._country_names = country_names
        self.statements: dict[str, Statement] = dict(G.graph.get("statements", {}))

    @cached_property
    def has_weight(self) -> bool:
        """Whether any tie counts; those of planned and denied statements alone do not, unless the options say so."""
        return any(weight > 0 for u, v, weight in self.G.edges(data="weight", default=1) if u != v)

    @cached_property
    def clustering(self) -> Clustering:
        """The clusters of `signed_clusters`."""
        return signed_clusters(self.G, seed=self.seed)

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims of `group_claims`."""
        return group_claims(
            self.statements.values(),
            rollup=self.G.graph.get("rollup"),
            names=self._country_names,
            codebook=self._codebook,
        )

    @cached_property
    def projection(self) -> nx.Graph[Any]:
        """The undirected signed projection."""
        return signed_projection(self.G)

    @cached_property
    def _between(self) -> dict[frozenset[Any], list[str]]:
        found: defaultdict[frozenset[Any], list[str]] = defaultdict(list)
        for u, v, data in self.G.edges(data=True):
            found[frozenset((u, v))] += data.get("statements", ())
        return found

    def name(self, actor: Any) -> str:
        """Return what an actor is called, in one line."""
        return one_line(str(self.G.nodes[actor].get("name") or actor))

    def quotes(self, u: Any, v: Any, *, sign: int | None = None, most: int = QUOTED) -> tuple[Statement, ...]:
        """Return the surest statements between two actors, of one sign if one is given.

        Those that count in the weight come first, then the surest, then the earliest; wire copies are left out.
        """
        found = (self.statements[id_] for id_ in self._between.get(frozenset((u, v)), ()) if id_ in self.statements)
        return surest((s for s in found if sign is None or s.sign == sign), counted=self.counted, most=most)

    @property
    def counted(self) -> tuple[str, ...]:
        """The factualities that count in weights."""
        return tuple(self.G.graph.get("counted", ("asserted", "alleged")))


def surest(
    statements: Iterable[Statement], *, counted: Iterable[str] = (), most: int = QUOTED
) -> tuple[Statement, ...]:
    """Return a few statements, one a sentence: those that count first, then the surest, then the earliest."""
    counts = set(counted)
    order = sorted(
        (s for s in statements if s.copy_of is None),
        key=lambda s: (s.factuality.value not in counts, -s.confidence, reading_order(s)),
    )
    once: dict[tuple[str, int], Statement] = {}
    for statement in order:
        once.setdefault((statement.document.id, statement.evidence.start), statement)
    return tuple(list(once.values())[:most])

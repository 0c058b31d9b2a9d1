"""News text to a signed, typed, directed network of actors in which every tie shows its sentence.

Four calls lead from an article to a page::

    documents = read_documents("article.txt", date="2024-10-24")
    statements = extract(documents)
    G = to_multigraph(statements)
    explore(G).write("page.html")  # or actor_centrality(G), signed_clusters(G), ties_frame(G) ...

All public names are here; each is loaded from its module when it is first used, so that ``import stancegraph`` takes
no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.balance import (
        TieBalance,
        algebraic_conflict,
        node_balance,
        tie_balance,
        triangle_balance,
        triangle_counts,
        walk_balance,
    )
    from stancegraph.brokerage import Brokerage, brokerage_roles
    from stancegraph.centrality import MEASURES, actor_centrality, ranked
    from stancegraph.clusters import Clustering, signed_clusters, signed_modularity
    from stancegraph.codebook import Codebook, Stance, load_codebook
    from stancegraph.contested import Claim, Voice, group_claims
    from stancegraph.cores import StableCore, stable_core
    from stancegraph.corrections import Effect, corrected, read_corrections, write_corrections
    from stancegraph.discourse import (
        Backbone,
        BackboneStep,
        Coalitions,
        Debate,
        Position,
        SharedConcept,
        backbone_loss,
        nested_backbone,
        one_mode_network,
        polarised_coalitions,
        position_windows,
        positions_on_actors,
        positions_on_claims,
        positions_within,
        read_dna,
        read_positions,
        regrouped,
        shared_concepts,
        sought_backbone,
        two_mode_network,
        without_duplicates,
    )
    from stancegraph.dynamics import (
        Beside,
        ClusterEvent,
        Comparison,
        FollowedClusters,
        Moment,
        PairBeside,
        TieChange,
        TurningPoint,
        TurningPoints,
        Window,
        Windows,
        compared,
        followed_clusters,
        over_time,
        tie_changes,
        turning_points,
        windowed,
    )
    from stancegraph.errors import (
        CodebookError,
        GazetteerError,
        MergeWarning,
        MissingExtraError,
        ModelError,
        NotSignedError,
        ReadError,
        SkippedEntryWarning,
        SkippedTextWarning,
        StancegraphError,
        StancegraphWarning,
        UnknownNameError,
    )
    from stancegraph.explorer import Page, explore
    from stancegraph.exporting import actors_frame, read_graph, statements_frame, ties_frame, write_graph
    from stancegraph.extraction import extract, iter_extractions
    from stancegraph.extraction.explaining import explain
    from stancegraph.extraction.explanations import Explanation
    from stancegraph.frustration import FrustratedTie, Frustration, frustration_index, line_index
    from stancegraph.gazetteer import Gazetteer, load_gazetteer
    from stancegraph.graph import (
        filtered,
        find_actor,
        from_multigraph,
        rolled_up,
        signed_projection,
        to_multigraph,
        unsigned_layer,
        with_homes,
    )
    from stancegraph.hierarchies import Hierarchy, cluster_hierarchy
    from stancegraph.judging import (
        Judgement,
        Precision,
        Sampled,
        draw_sample,
        judged_precision,
        read_sheet,
        write_sheet,
    )
    from stancegraph.measures import NETWORK_MEASURES, measured
    from stancegraph.merges import Merge, Similar, merged, read_merges, similar_actors
    from stancegraph.models import (
        Actor,
        Correction,
        DateBasis,
        Document,
        DocumentRef,
        Doubt,
        Evidence,
        Factuality,
        FoundBy,
        Kind,
        Span,
        Statement,
        Tag,
    )
    from stancegraph.partitions import (
        adjusted_rand_index,
        normalized_mutual_information,
        variation_of_information,
    )
    from stancegraph.plots import flow_figure, heatmap_figure, matrix_figure, series_figure, write_figure
    from stancegraph.projection import TieArrays, layer_matrix, tie_arrays
    from stancegraph.reading import read_documents, read_statements, write_documents, write_statements
    from stancegraph.reciprocity import Exchange, Reciprocity, tie_exchanges, tie_reciprocity
    from stancegraph.report import InputFile, Provenance, Report, hashed_files, summarise
    from stancegraph.roles import actor_roles
    from stancegraph.signed_centrality import pn_index, signed_eigenvector
    from stancegraph.triads import triad_census
    from stancegraph.uncertainty import (
        Bootstrap,
        ClusterStability,
        Estimate,
        LeftOut,
        Placed,
        bootstrap,
        bootstrap_difference,
        cluster_stability,
        left_out,
    )

__version__ = "0.1.0"

__all__ = [
    "MEASURES",
    "NETWORK_MEASURES",
    "Actor",
    "Backbone",
    "BackboneStep",
    "Beside",
    "Bootstrap",
    "Brokerage",
    "Claim",
    "ClusterEvent",
    "ClusterStability",
    "Clustering",
    "Coalitions",
    "Codebook",
    "CodebookError",
    "Comparison",
    "Correction",
    "DateBasis",
    "Debate",
    "Document",
    "DocumentRef",
    "Doubt",
    "Effect",
    "Estimate",
    "Evidence",
    "Exchange",
    "Explanation",
    "Factuality",
    "FollowedClusters",
    "FoundBy",
    "FrustratedTie",
    "Frustration",
    "Gazetteer",
    "GazetteerError",
    "Hierarchy",
    "InputFile",
    "Judgement",
    "Kind",
    "LeftOut",
    "Merge",
    "MergeWarning",
    "MissingExtraError",
    "ModelError",
    "Moment",
    "NotSignedError",
    "Page",
    "PairBeside",
    "Placed",
    "Position",
    "Precision",
    "Provenance",
    "ReadError",
    "Reciprocity",
    "Report",
    "Sampled",
    "SharedConcept",
    "Similar",
    "SkippedEntryWarning",
    "SkippedTextWarning",
    "Span",
    "StableCore",
    "Stance",
    "StancegraphError",
    "StancegraphWarning",
    "Statement",
    "Tag",
    "TieArrays",
    "TieBalance",
    "TieChange",
    "TurningPoint",
    "TurningPoints",
    "UnknownNameError",
    "Voice",
    "Window",
    "Windows",
    "actor_centrality",
    "actor_roles",
    "actors_frame",
    "adjusted_rand_index",
    "algebraic_conflict",
    "backbone_loss",
    "bootstrap",
    "bootstrap_difference",
    "brokerage_roles",
    "cluster_hierarchy",
    "cluster_stability",
    "compared",
    "corrected",
    "draw_sample",
    "explain",
    "explore",
    "extract",
    "filtered",
    "find_actor",
    "flow_figure",
    "followed_clusters",
    "from_multigraph",
    "frustration_index",
    "group_claims",
    "hashed_files",
    "heatmap_figure",
    "iter_extractions",
    "judged_precision",
    "layer_matrix",
    "left_out",
    "line_index",
    "load_codebook",
    "load_gazetteer",
    "matrix_figure",
    "measured",
    "merged",
    "nested_backbone",
    "node_balance",
    "normalized_mutual_information",
    "one_mode_network",
    "over_time",
    "pn_index",
    "polarised_coalitions",
    "position_windows",
    "positions_on_actors",
    "positions_on_claims",
    "positions_within",
    "ranked",
    "read_corrections",
    "read_dna",
    "read_documents",
    "read_graph",
    "read_merges",
    "read_positions",
    "read_sheet",
    "read_statements",
    "regrouped",
    "rolled_up",
    "series_figure",
    "shared_concepts",
    "signed_clusters",
    "signed_eigenvector",
    "signed_modularity",
    "signed_projection",
    "similar_actors",
    "sought_backbone",
    "stable_core",
    "statements_frame",
    "summarise",
    "tie_arrays",
    "tie_balance",
    "tie_changes",
    "tie_exchanges",
    "tie_reciprocity",
    "ties_frame",
    "to_multigraph",
    "triad_census",
    "triangle_balance",
    "triangle_counts",
    "turning_points",
    "two_mode_network",
    "unsigned_layer",
    "variation_of_information",
    "walk_balance",
    "windowed",
    "with_homes",
    "without_duplicates",
    "write_corrections",
    "write_documents",
    "write_figure",
    "write_graph",
    "write_sheet",
    "write_statements",
]

# Type checkers would take a module with __getattr__ to have any name whatever; they read the imports above.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value  # asked once
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


_HOMES: Final[Mapping[str, str]] = {
    name: f"stancegraph.{module}"
    for module, names in {
        "balance": (
            "TieBalance",
            "algebraic_conflict",
            "node_balance",
            "tie_balance",
            "triangle_balance",
            "triangle_counts",
            "walk_balance",
        ),
        "brokerage": ("Brokerage", "brokerage_roles"),
        "centrality": ("MEASURES", "actor_centrality", "ranked"),
        "clusters": ("Clustering", "signed_clusters", "signed_modularity"),
        "codebook": ("Codebook", "Stance", "load_codebook"),
        "contested": ("Claim", "Voice", "group_claims"),
        "cores": ("StableCore", "stable_core"),
        "corrections": ("Effect", "corrected", "read_corrections", "write_corrections"),
        "discourse": (
            "Backbone",
            "BackboneStep",
            "Coalitions",
            "Debate",
            "Position",
            "SharedConcept",
            "backbone_loss",
            "nested_backbone",
            "one_mode_network",
            "polarised_coalitions",
            "position_windows",
            "positions_on_actors",
            "positions_on_claims",
            "positions_within",
            "read_dna",
            "read_positions",
            "regrouped",
            "shared_concepts",
            "sought_backbone",
            "two_mode_network",
            "without_duplicates",
        ),
        "dynamics": (
            "Beside",
            "ClusterEvent",
            "Comparison",
            "FollowedClusters",
            "Moment",
            "PairBeside",
            "TieChange",
            "TurningPoint",
            "TurningPoints",
            "Window",
            "Windows",
            "compared",
            "followed_clusters",
            "over_time",
            "tie_changes",
            "turning_points",
            "windowed",
        ),
        "errors": (
            "CodebookError",
            "GazetteerError",
            "MergeWarning",
            "MissingExtraError",
            "ModelError",
            "NotSignedError",
            "ReadError",
            "SkippedEntryWarning",
            "SkippedTextWarning",
            "StancegraphError",
            "StancegraphWarning",
            "UnknownNameError",
        ),
        "explorer": ("Page", "explore"),
        "exporting": ("actors_frame", "read_graph", "statements_frame", "ties_frame", "write_graph"),
        "extraction": ("extract", "iter_extractions"),
        "extraction.explaining": ("explain",),
        "extraction.explanations": ("Explanation",),
        "frustration": ("FrustratedTie", "Frustration", "frustration_index", "line_index"),
        "gazetteer": ("Gazetteer", "load_gazetteer"),
        "graph": (
            "filtered",
            "find_actor",
            "from_multigraph",
            "rolled_up",
            "signed_projection",
            "to_multigraph",
            "unsigned_layer",
            "with_homes",
        ),
        "hierarchies": ("Hierarchy", "cluster_hierarchy"),
        "judging": (
            "Judgement",
            "Precision",
            "Sampled",
            "draw_sample",
            "judged_precision",
            "read_sheet",
            "write_sheet",
        ),
        "measures": ("NETWORK_MEASURES", "measured"),
        "merges": ("Merge", "Similar", "merged", "read_merges", "similar_actors"),
        "models": (
            "Actor",
            "Correction",
            "DateBasis",
            "Document",
            "DocumentRef",
            "Doubt",
            "Evidence",
            "Factuality",
            "FoundBy",
            "Kind",
            "Span",
            "Statement",
            "Tag",
        ),
        "plots": ("flow_figure", "heatmap_figure", "matrix_figure", "series_figure", "write_figure"),
        "partitions": ("adjusted_rand_index", "normalized_mutual_information", "variation_of_information"),
        "reading": ("read_documents", "read_statements", "write_documents", "write_statements"),
        "report": ("InputFile", "Provenance", "Report", "hashed_files", "summarise"),
        "uncertainty": (
            "Bootstrap",
            "ClusterStability",
            "Estimate",
            "LeftOut",
            "Placed",
            "bootstrap",
            "bootstrap_difference",
            "cluster_stability",
            "left_out",
        ),
        "projection": ("TieArrays", "layer_matrix", "tie_arrays"),
        "reciprocity": ("Exchange", "Reciprocity", "tie_exchanges", "tie_reciprocity"),
        "roles": ("actor_roles",),
        "signed_centrality": ("pn_index", "signed_eigenvector"),
        "triads": ("triad_census",),
    }.items()
    for name in names
}

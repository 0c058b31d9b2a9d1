"""Debates as networks, as Discourse Network Analyzer has them: actors by what they agree and disagree with."""

from stancegraph.discourse.backbones import Backbone, BackboneStep, backbone_loss, nested_backbone, sought_backbone
from stancegraph.discourse.coalitions import Coalitions, polarised_coalitions
from stancegraph.discourse.dna import read_dna
from stancegraph.discourse.networks import SharedConcept, one_mode_network, shared_concepts, two_mode_network
from stancegraph.discourse.positions import (
    Debate,
    Position,
    position_windows,
    positions_within,
    regrouped,
    without_duplicates,
)
from stancegraph.discourse.spoken import positions_on_actors, positions_on_claims
from stancegraph.discourse.tables import read_positions

__all__ = [
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
]

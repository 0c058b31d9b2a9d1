"""Debates as networks, as Discourse Network Analyzer has them: actors by what they agree and disagree with."""

from stancegraph.discourse.dna import read_dna
from stancegraph.discourse.networks import one_mode_network, two_mode_network
from stancegraph.discourse.positions import (
    Debate,
    Position,
    position_windows,
    positions_within,
    regrouped,
    without_duplicates,
)

__all__ = [
    "Debate",
    "Position",
    "one_mode_network",
    "position_windows",
    "positions_within",
    "read_dna",
    "regrouped",
    "two_mode_network",
    "without_duplicates",
]

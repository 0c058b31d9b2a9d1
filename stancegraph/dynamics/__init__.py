"""How a network changes: measures over time and their turning points, ties that turn, clusters that split and join.

`windowed` cuts the statements of a graph into windows of time, which everything else takes. `compared` sets two graphs
side by side, whatever they are: periods, outlets, cases.
"""

from __future__ import annotations

from stancegraph.dynamics.changes import TieChange, tie_changes
from stancegraph.dynamics.comparing import Beside, Comparison, PairBeside, compared
from stancegraph.dynamics.following import ClusterEvent, FollowedClusters, followed_clusters
from stancegraph.dynamics.series import Moment, TurningPoint, TurningPoints, over_time, turning_points
from stancegraph.dynamics.windows import Window, Windows, windowed

__all__ = [
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
]

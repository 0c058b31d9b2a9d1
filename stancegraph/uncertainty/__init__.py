"""How sure a number is that comes from the texts at hand: resamples of documents, and texts left out.

Other texts of the same sort would have given other numbers. `bootstrap` says how far apart these may be, for a figure
of the network or the scores of actors; `cluster_stability` does so for clusters; `left_out` says what hangs on one
outlet. Faults of reading are another matter: those a sample judged by hand tells.
"""

from __future__ import annotations

from stancegraph.uncertainty.intervals import Estimate
from stancegraph.uncertainty.leaving_out import LeftOut, left_out
from stancegraph.uncertainty.resampling import Bootstrap, bootstrap, bootstrap_difference
from stancegraph.uncertainty.stability import ClusterStability, Placed, cluster_stability

__all__ = [
    "Bootstrap",
    "ClusterStability",
    "Estimate",
    "LeftOut",
    "Placed",
    "bootstrap",
    "bootstrap_difference",
    "cluster_stability",
    "left_out",
]

"""Figures for papers, notebooks and slides: who stands where, and how it changes.

============================  ================================================================================
`matrix_figure`               the signed adjacency matrix, ordered by cluster
`heatmap_figure`              who accuses whom, with counts and totals
`series_figure`               a measure, or several, over time, with intervals and turning points
`flow_figure`                 clusters over time: who stays, who changes sides, what joins and what splits
============================  ================================================================================

All return a `matplotlib.figure.Figure`; `write_figure` saves it. matplotlib is an extra and is loaded when the first
figure is made. pyplot is never touched, and neither are the settings of whoever calls.
"""

from stancegraph.plots.canvas import write_figure
from stancegraph.plots.flows import flow_figure
from stancegraph.plots.matrices import heatmap_figure, matrix_figure
from stancegraph.plots.series import series_figure

__all__ = ["flow_figure", "heatmap_figure", "matrix_figure", "series_figure", "write_figure"]

"""A figure that notebooks show by itself; the one module that loads matplotlib when it is imported."""

from __future__ import annotations

from matplotlib.figure import Figure

from stancegraph.plots.canvas import figure_bytes


class ShownFigure(Figure):
    """A matplotlib figure that a notebook shows without pyplot."""

    def _repr_png_(self) -> bytes:
        return figure_bytes(self, form="png")

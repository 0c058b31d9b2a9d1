"""The interactive page: a graph as one file in which every tie opens its sentences."""

from stancegraph.explorer.page import Page, explore

__all__ = ["Page", "explore"]

"""Ties that appear, break and turn from one window to the next, with the statements that show it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np
from pydantic import Field

from stancegraph.models import Record
from stancegraph.projection import EVEN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stancegraph.dynamics.windows import Window, Windows
    from stancegraph.observations import Observations

Change = Literal["new", "broken", "turned"]

CHANGES: Final = ("turned", "new", "broken")
"""What a tie does, in the order of how much it tells: whoever is not reported on may still be friends."""


class TieChange(Record):
    """A pair whose tie has changed: `u` toward `v`, or both where the ties have no direction."""

    change: Change
    window: str = Field(description="label of the window in which it shows")
    since: str | None = Field(description="label of the window with the last tie before; null for a new one")
    u: Any
    v: Any
    before: int | None = Field(description="sign before, -1 or 1; null for a new tie")
    after: int | None = Field(description="sign after; null for a broken tie")
    weight_before: float = Field(ge=0, description="what friendly and hostile statements left of each other")
    weight_after: float = Field(ge=0)
    statements_before: tuple[str, ...] = Field(description="ids, of the signed ties of the pair in that window")
    statements_after: tuple[str, ...]


class _Last(NamedTuple):
    """The last window in which a pair had a sign."""

    at: int
    balance: float


def tie_changes(
    windows: Windows, *, directed: bool = True, memory: int = 1, min_weight: float = 0.0
) -> list[TieChange]:
    """Return the ties that are new, broken or turned, from each window to the next.

    A tie is what `signed_projection` makes of the statements of a pair in a window: the sign of friendly minus hostile
    weight, none if that is 0 or nothing is said. It is *new* if the pair had none in the windows before, *turned* if it
    had the other sign, *broken* if it has had none since.

    Parameters
    ----------
    windows
        Of `windowed`.
    directed
        Whether u toward v and v toward u are two ties.
    memory
        For how many windows a tie without statements is remembered. With 1 consecutive windows are compared; with 4
        weeks, enemies of the first week who agree in the fifth have turned, and a tie is broken after four weeks
        of silence.
    min_weight
        The least weight of a tie, what is below is as none: 2 leaves out what a single statement shows.

    Returns
    -------
    list of TieChange
        By window, turned ones first, then the heaviest. Ties of the first window are not new.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign.
    ValueError
        If `memory` is below 1.

    Notes
    -----
    A broken tie is one that nothing was reported on: silence is not peace. It takes no more than two statements to turn
    a tie of two windows with one each, and a reader should look at both sentences.

    Examples
    --------
    >>> import networkx as nx
    >>> from stancegraph.dynamics import windowed
    >>> G = nx.MultiDiGraph()
    >>> _ = G.add_edge("a", "b", sign=-1, date="2024-10-21"), G.add_edge("a", "b", sign=1, date="2024-11-02")
    >>> [(each.change, each.window, each.u, each.v, each.after) for each in tie_changes(windowed(G))]
    [('turned', '2024-11', 'a', 'b', 1)]
    """
    if memory < 1:
        raise ValueError(f"memory {memory!r}, expected 1 or more windows")
    if not len(windows):
        return []
    pairs = _Pairs(windows.observations, directed=directed)
    last: dict[int, _Last] = {}
    found: list[TieChange] = []
    for index, window in enumerate(windows):
        balance = pairs.balances(window)
        for pair in np.flatnonzero((balance != 0) & (np.abs(balance) >= min_weight)).tolist():
            now, then = _Last(index, float(balance[pair])), last.get(pair)
            if then is None:
                if index > 0:
                    found.append(pairs.change(windows, pair, None, now, window))
            elif (then.balance > 0) != (now.balance > 0):
                found.append(pairs.change(windows, pair, then, now, window))
            last[pair] = now
        silent = [pair for pair, then in last.items() if index - then.at >= memory]
        found += [pairs.change(windows, pair, last.pop(pair), None, window) for pair in silent]
    order = {label: index for index, label in enumerate(window.label for window in windows)}
    return sorted(
        found,
        key=lambda each: (
            order[each.window],
            CHANGES.index(each.change),
            -max(each.weight_before, each.weight_after),
            str(each.u),
            str(each.v),
        ),
    )


class _Pairs:
    """The pairs of actors that a graph has ties between, and the sums of their statements in a window."""

    def __init__(self, seen: Observations, *, directed: bool) -> None:
        self.seen = seen
        n = max(len(seen.G), 1)
        source, target = seen.source, seen.target
        both = seen.symmetric & directed
        if not directed:
            source, target = np.minimum(source, target), np.maximum(source, target)
        ends = np.concatenate((source * n + target, (target * n + source)[both]))
        self.tie = np.concatenate((np.arange(len(source)), np.flatnonzero(both)))
        self.place, self.pair = np.unique(ends, return_inverse=True)
        self.pairs_of: defaultdict[int, list[int]] = defaultdict(list)  # tie -> the one or two pairs it is of
        for tie, pair in zip(self.tie.tolist(), self.pair.tolist(), strict=True):
            self.pairs_of[tie].append(pair)
        self._texts: dict[str, dict[int, list[str]]] = {}

    def balances(self, window: Window) -> NDArray[np.float64]:
        """Return friendly minus hostile weight of all pairs."""
        signed = (self.seen.sign * window.tie_weights())[self.tie]
        left, both = (
            np.bincount(self.pair, weights=each, minlength=len(self.place)).astype(np.float64)
            for each in (signed, np.abs(signed))
        )
        left[np.abs(left) <= EVEN * both] = 0.0
        return left

    def ids(self, window: Window, pair: int) -> tuple[str, ...]:
        """Return ids of the statements with a sign of a pair in a window, by day."""
        if window.label not in self._texts:
            self._texts[window.label] = self._ids(window)
        return tuple(dict.fromkeys(self._texts[window.label][pair]))

    def _ids(self, window: Window) -> dict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row, tie in zip(window.rows.tolist(), self.seen.tie[window.rows].tolist(), strict=True):
            if self.seen.sign[tie]:
                for pair in self.pairs_of[tie]:
                    found[pair] += self.seen.statements[row]
        return found

    def change(self, windows: Windows, pair: int, then: _Last | None, now: _Last | None, window: Window) -> TieChange:
        """Return the record of what a pair has become in a window."""
        u, v = divmod(int(self.place[pair]), len(self.seen.nodes))
        before = None if then is None else windows[then.at]
        return TieChange(
            change="new" if then is None else "broken" if now is None else "turned",
            window=window.label,
            since=None if before is None else before.label,
            u=self.seen.nodes[u],
            v=self.seen.nodes[v],
            before=None if then is None else _sign(then.balance),
            after=None if now is None else _sign(now.balance),
            weight_before=0.0 if then is None else abs(then.balance),
            weight_after=0.0 if now is None else abs(now.balance),
            statements_before=() if before is None else self.ids(before, pair),
            statements_after=() if now is None else self.ids(window, pair),
        )


def _sign(balance: float) -> int:
    return 1 if balance > 0 else -1

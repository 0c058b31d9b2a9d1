"""Options of commands that cut time into windows, in one bundle."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.messages import say
from stancegraph.wording import counted

if TYPE_CHECKING:
    import networkx as nx

    from stancegraph.cli.options import Filters
    from stancegraph.dynamics import Windows

_WINDOWS = "Windows"


class KernelOption(StrEnum):
    """The kernels of `stancegraph.dynamics`; a test compares."""

    GAUSSIAN = "gaussian"
    EPANECHNIKOV = "epanechnikov"
    UNIFORM = "uniform"


@dataclass(frozen=True, kw_only=True)
class Windowing:
    """How time is cut."""

    window: Annotated[
        str,
        typer.Option(
            "--window",
            "-w",
            metavar="LENGTH",
            rich_help_panel=_WINDOWS,
            help="day, week, month, quarter, year, several as in '2 weeks', or a number of days.",
        ),
    ] = "month"
    step: Annotated[
        str | None,
        typer.Option(
            metavar="LENGTH",
            show_default="a window",
            rich_help_panel=_WINDOWS,
            help="How far one window begins after the other; less than a window makes them overlap.",
        ),
    ] = None
    kernel: Annotated[
        KernelOption | None,
        typer.Option(
            show_default="none",
            rich_help_panel=_WINDOWS,
            help="Statements count the less the farther they are from the middle of a window.",
        ),
    ] = None
    bandwidth: Annotated[
        float | None,
        typer.Option(metavar="DAYS", show_default="a window", rich_help_panel=_WINDOWS, help="Of the kernel, in days."),
    ] = None
    spread: Annotated[
        bool,
        typer.Option(
            "--spread",
            show_default="on the first",
            rich_help_panel=_WINDOWS,
            help="Count statements over several days on all of them, on each in part.",
        ),
    ] = False

    def __post_init__(self) -> None:
        """Refuse what would have no effect."""
        if self.bandwidth is not None and self.kernel is None:
            raise typer.BadParameter("--bandwidth goes with --kernel")

    def of(self, G: nx.MultiDiGraph[str], input_: str, filters: Filters, *, keep_actors: bool = False) -> Windows:
        """Return the windows of a graph; what is in none of them is said."""
        from stancegraph.cli.inputs import why_empty
        from stancegraph.dynamics import windowed
        from stancegraph.errors import ReadError, StancegraphError

        try:
            found = windowed(
                G,
                window=self.window,
                step=self.step,
                kernel=None if self.kernel is None else self.kernel.value,
                bandwidth=self.bandwidth,
                since=None if filters.since is None else filters.since.date(),
                until=None if filters.until is None else filters.until.date(),
                spread=self.spread,
                keep_actors=keep_actors,
            )
        except ReadError as error:
            raise ReadError(f"{input_}: {error}") from None
        except StancegraphError:
            raise
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        name = found.observations.row_name
        if found.undated and found:
            say(f"{counted(found.undated, name)} without a day, in no window")
        if found.outside:
            say(f"{counted(found.outside, name)} that began before --since, in no window")
        if found.astride and not self.spread:
            say(f"{counted(found.astride, name)} over more than a window, counted on the first day; see --spread")
        if not found:
            say(f"{input_}: {_no_day(found)}" if found.undated else why_empty(G, input_, filters))
        return found


def _no_day(found: Windows) -> str:
    """Return why there are no windows though there are ties."""
    if found.observations.row_name == "tie":
        return "no windows, since no tie has a day; ties in a .csv have theirs in a column date"
    return "no windows, since no statement has a day; --date gives texts that of their publication"

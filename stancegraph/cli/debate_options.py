"""Options of the command `discourse`, which has more than others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final

import typer

_DEBATE: Final = "The debate"
_NETWORK: Final = "The network"

ACTOR: Final = "organization"
"""The variable of who speaks, as DNA sets it up."""


class ShowOption(StrEnum):
    """What there is to see of a debate."""

    NETWORK = "network"
    COALITIONS = "coalitions"
    BACKBONE = "backbone"


class ModeOption(StrEnum):
    """The networks of a debate; a test compares with `stancegraph.discourse.counting`, as for the next three."""

    ACTORS = "actors"
    CONCEPTS = "concepts"
    BOTH = "two-mode"


class AggregationOption(StrEnum):
    """What a tie weighs."""

    SUBTRACT = "subtract"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    IGNORE = "ignore"


class NormalisationOption(StrEnum):
    """What weights are divided by, in networks of one and of two modes."""

    NO = "no"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"
    SALTON = "salton"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"


class DuplicatesOption(StrEnum):
    """Within what the same position counts once."""

    NO = "no"
    DOCUMENT = "document"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class AboutOption(StrEnum):
    """What statements take positions on."""

    CLAIMS = "claims"
    ACTORS = "actors"


@dataclass(frozen=True, kw_only=True)
class DebateOptions:
    """Where positions come from, and which count."""

    about: Annotated[
        AboutOption,
        typer.Option(
            rich_help_panel=_DEBATE,
            help="Of statements: positions on claims, asserted and denied, or on the actors that stances are toward.",
        ),
    ] = AboutOption.CLAIMS
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD=COLUMN,...",
            show_default="their own names",
            rich_help_panel=_DEBATE,
            help="Of a .csv: which columns are actor, concept, agreement, document, date and quote; the last four may "
            "be missing.",
        ),
    ] = None
    actor: Annotated[
        str,
        typer.Option(metavar="VARIABLE", rich_help_panel=_DEBATE, help="Of a .dna: who speaks, such as person."),
    ] = ACTOR
    by: Annotated[
        str | None,
        typer.Option(
            metavar="ATTRIBUTE",
            show_default="single actors",
            rich_help_panel=_DEBATE,
            help="Of a .dna: put the values of an attribute, such as Type, in the place of the actors.",
        ),
    ] = None
    duplicates: Annotated[
        DuplicatesOption,
        typer.Option(rich_help_panel=_DEBATE, help="Within what the same position of an actor counts once."),
    ] = DuplicatesOption.DOCUMENT
    scale: Annotated[
        str | None,
        typer.Option(
            metavar="LOW,HIGH",
            show_default="-1,1 or as in the input",
            rich_help_panel=_DEBATE,
            help="Lowest and highest level of agreement there can be.",
        ),
    ] = None

    @property
    def ends(self) -> tuple[int, int] | None:
        """The scale as numbers."""
        if self.scale is None:
            return None
        try:
            low, high = (int(end) for end in self.scale.split(","))
        except ValueError:
            raise typer.BadParameter(f"--scale {self.scale!r}, expected two whole numbers such as -5,5") from None
        return low, high


@dataclass(frozen=True, kw_only=True)
class NetworkOptions:
    """Which network of a debate."""

    of: Annotated[
        ModeOption,
        typer.Option(rich_help_panel=_NETWORK, help="Of actors, of concepts, or of both with who speaks of what."),
    ] = ModeOption.ACTORS
    aggregation: Annotated[
        AggregationOption,
        typer.Option(rich_help_panel=_NETWORK, help="What ties weigh; subtract is congruence less conflict."),
    ] = AggregationOption.SUBTRACT
    normalisation: Annotated[
        NormalisationOption | None,
        typer.Option(
            metavar="|".join(NormalisationOption),
            show_default="average, of two modes no",
            rich_help_panel=_NETWORK,
            help="What weights are divided by; activity and prominence are for two modes, no for all, the others for "
            "one.",
        ),
    ] = None
    without_isolates: Annotated[
        bool,
        typer.Option(
            "--without-isolates",
            show_default="they stay",
            rich_help_panel=_NETWORK,
            help="Leave out who has no tie.",
        ),
    ] = False

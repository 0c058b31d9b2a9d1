"""Options that several commands share, in bundles that a command takes as one argument."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, get_type_hints

import typer

from stancegraph.cli.messages import say
from stancegraph.cli.tables import Format
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.errors import ReadError

_DAYS: Final = ["%Y-%m-%d"]
_READING: Final = "Reading"
_TIES: Final = "Which statements count"


class FactualityOption(StrEnum):
    """The factualities of `stancegraph.models`, which takes too long to load for a help page; a test compares."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    DENIED = "denied"


class SignOption(StrEnum):
    """Signs as they are typed."""

    NEGATIVE = "-1"
    NEUTRAL = "0"
    POSITIVE = "1"


class LayerOption(StrEnum):
    """The layers of `stancegraph.projection`; a test compares."""

    ALL = "all"
    FRIENDLY = "friendly"
    HOSTILE = "hostile"


class RollupOption(StrEnum):
    """What actors can be merged into."""

    COUNTRY = "country"


class StratumOption(StrEnum):
    """The strata of `stancegraph.judging`; a test compares."""

    STANCE = "stance"
    FACTUALITY = "factuality"
    OUTLET = "outlet"


def _stance_names(incomplete: str) -> list[str]:
    from stancegraph.codebook import load_codebook

    return [name for name in load_codebook().stances if name.startswith(incomplete)]


MEASURE_NAMES: Final = (
    "degree", "in_degree", "out_degree", "positive_degree", "positive_in_degree", "positive_out_degree",
    "negative_degree", "negative_in_degree", "negative_out_degree", "net_degree", "net_in_degree", "net_out_degree",
    "degree_ratio", "in_degree_ratio", "out_degree_ratio", "pagerank", "betweenness", "weighted_betweenness",
    "closeness", "weighted_closeness", "eigenvector", "hub", "authority", "pn", "pn_in", "pn_out", "signed_eigenvector",
)  # fmt: skip
"""The names in `stancegraph.centrality.MEASURES`, which takes too long to load for a help page; a test compares."""


FIGURE_NAMES: Final = (
    "actors", "ties", "statements", "friendly_statements", "hostile_statements", "hostile_share", "density",
    "reciprocity", "triangle_balance", "walk_balance", "algebraic_conflict", "frustration", "frustration_balance",
    "clusters", "cluster_fit", "cluster_cost", "modularity",
)  # fmt: skip
"""The names in `stancegraph.measures.NETWORK_MEASURES`; a test compares."""


def any_measure(name: str) -> str:
    """Return the name of a measure of actors or of the whole network, as typed."""
    plain = name.replace("-", "_")
    if plain not in FIGURE_NAMES and plain not in MEASURE_NAMES:
        raise typer.BadParameter(f"no measure {name!r}, expected one of {', '.join((*FIGURE_NAMES, *MEASURE_NAMES))}")
    return plain


def _all_measure_names(incomplete: str) -> list[str]:
    return [name for name in (*FIGURE_NAMES, *MEASURE_NAMES) if name.startswith(incomplete.replace("-", "_"))]


def _measure_names(incomplete: str) -> list[str]:
    return [name for name in MEASURE_NAMES if name.startswith(incomplete.replace("-", "_"))]


Input = Annotated[
    str,
    typer.Argument(
        metavar="INPUT",
        help="Articles (.txt .md .html .jsonl .csv, or a folder), statements (.jsonl), a graph (.json .graphml .gexf, "
        "ties as .csv), or - for standard input.",
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Articles: .txt .md .html, .jsonl and .csv of documents, folders, - for standard input.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]
MeasureOption = Annotated[
    str,
    typer.Option(
        "--measure",
        "-m",
        autocompletion=_measure_names,
        metavar="NAME",
        help=f"Of centrality: {', '.join(MEASURE_NAMES)}; hyphens do as well.",
    ),
]


AnyMeasureOption = Annotated[
    str,
    typer.Option(
        "--measure",
        "-m",
        autocompletion=_all_measure_names,
        metavar="NAME",
        help=f"Of the network: {', '.join(FIGURE_NAMES)}; or of its actors: those of the command centrality.",
    ),
]
_ANY_MEASURES: Final = (
    f"Of the network: {', '.join(FIGURE_NAMES)}; or of its actors: those of the command centrality; may be repeated."
)
AnyMeasuresOption = Annotated[
    list[str],
    typer.Option("--measure", "-m", autocompletion=_all_measure_names, metavar="NAME", help=_ANY_MEASURES),
]
MoreMeasuresOption = Annotated[
    list[str] | None,
    typer.Option(
        "--measure",
        "-m",
        autocompletion=_all_measure_names,
        metavar="NAME",
        show_default="of the network, the most common",
        help=_ANY_MEASURES,
    ),
]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How inputs are read, and statements found in texts."""

    date: Annotated[
        datetime | None,
        typer.Option(
            formats=_DAYS,
            metavar="YYYY-MM-DD",
            show_default="unknown",
            rich_help_panel=_READING,
            help="Day of publication of texts that do not tell theirs.",
        ),
    ] = None
    outlet: Annotated[
        str | None,
        typer.Option(show_default="unknown", rich_help_panel=_READING, help="Who published texts that do not tell."),
    ] = None
    title: Annotated[
        str | None,
        typer.Option(show_default="unknown", rich_help_panel=_READING, help="Title of texts that have none."),
    ] = None
    url: Annotated[
        str | None,
        typer.Option(show_default="unknown", rich_help_panel=_READING, help="Address of texts that have none."),
    ] = None
    encoding: Annotated[str, typer.Option(rich_help_panel=_READING, help="Of the texts.")] = "utf-8"
    codebook: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            show_default="the built-in one",
            rich_help_panel=_READING,
            help="TOML that adds to the stances or changes them; may be repeated.",
        ),
    ] = None
    gazetteer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            show_default="the built-in one",
            rich_help_panel=_READING,
            help="TOML that adds to the actors or changes them, or a PETRARCH actor dictionary (.txt, .actors); may be "
            "repeated.",
        ),
    ] = None
    merge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            show_default="as their ids tell",
            rich_help_panel=_READING,
            help="CSV of actors that are one, with the columns keep and merge: ids or names; may be repeated.",
        ),
    ] = None
    corrections: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            show_default="as they were read",
            rich_help_panel=_READING,
            help="JSON Lines of what readers of the page have tagged: wrong statements are left out; may be repeated.",
        ),
    ] = None
    without_doubted: Annotated[
        bool,
        typer.Option(
            "--without-doubted",
            show_default="they stay",
            rich_help_panel=_READING,
            help="With --corrections: leave out what is tagged as doubtful, too.",
        ),
    ] = False
    model: Annotated[
        str | None,
        typer.Option(
            show_default="the small English one",
            rich_help_panel=_READING,
            help="Another spaCy model, by name or folder; it must be installed.",
        ),
    ] = None
    processes: Annotated[
        int, typer.Option(min=1, rich_help_panel=_READING, help="That read side by side; the result is the same.")
    ] = 1
    keep_going: Annotated[
        bool,
        typer.Option(
            "--keep-going",
            show_default="stop at the first",
            rich_help_panel=_READING,
            help="Skip bad items, count them.",
        ),
    ] = False
    skipped: list[ReadError] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Refuse what would have no effect."""
        if self.without_doubted and not self.corrections:
            raise typer.BadParameter("--without-doubted goes with --corrections, which tell what is doubted")

    @property
    def decisions(self) -> tuple[str, ...]:
        """Files of what a person has decided, which no output may overwrite."""
        return (*(self.merge or ()), *(self.corrections or ()))

    def skip(self, error: ReadError) -> None:
        """Note and say that an item was bad."""
        self.skipped.append(error)
        say(f"skipped: {error}")

    def finish(self) -> None:
        """Say how many items were bad."""
        if self.skipped:
            say(f"{counted(len(self.skipped), 'bad item')} skipped")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which statements count, and between whom."""

    stance: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=_stance_names,
            metavar="NAME",
            show_default="all",
            rich_help_panel=_TIES,
            help="Only statements of this stance; may be repeated.",
        ),
    ] = None
    sign: Annotated[
        list[SignOption] | None,
        typer.Option(
            metavar="|".join(SignOption),
            show_default="all",
            rich_help_panel=_TIES,
            help="Only hostile, neutral or friendly ones; may be repeated.",
        ),
    ] = None
    factuality: Annotated[
        list[FactualityOption] | None,
        typer.Option(
            metavar="|".join(FactualityOption),
            show_default="asserted and alleged",
            rich_help_panel=_TIES,
            help="Count statements of this factuality; may be repeated.",
        ),
    ] = None
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=_DAYS, metavar="YYYY-MM-DD", show_default="the first", rich_help_panel=_TIES, help="First day."
        ),
    ] = None
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=_DAYS, metavar="YYYY-MM-DD", show_default="the last", rich_help_panel=_TIES, help="Last day."
        ),
    ] = None
    min_confidence: Annotated[
        float,
        typer.Option(
            "--confidence",
            min=0,
            max=1,
            rich_help_panel=_TIES,
            show_default="0, all",
            help="Only statements at least as sure as this.",
        ),
    ] = 0.0
    rollup: Annotated[
        RollupOption | None,
        typer.Option(
            metavar="country",
            show_default="single actors",
            rich_help_panel=_TIES,
            help="Merge actors into their country.",
        ),
    ] = None

    @property
    def any_given(self) -> bool:
        """True if some statements may be left out."""
        return any((self.stance, self.sign, self.factuality, self.since, self.until, self.min_confidence))


def with_bundles(command: Callable[..., None]) -> Callable[..., None]:
    """Return `command` with its bundles spread out into single options, which is how typer wants them."""
    hints = get_type_hints(command, include_extras=True)
    bundles = {name: hint for name, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in bundles:
            parameters += _spread(bundles[parameter.name])
        else:
            parameters.append(parameter.replace(annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def spread(**given: Any) -> None:
        made = {
            name: bundle(**{f.name: given.pop(f.name) for f in fields(bundle) if f.init})
            for name, bundle in bundles.items()
        }
        command(**given, **made)
        for bundle in made.values():
            if isinstance(bundle, Reading):
                bundle.finish()

    spread.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect and typer look there
    spread.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return spread


@functools.cache  # most commands share their bundles, and reading annotations takes most of the start
def _spread(bundle: type[Any]) -> tuple[inspect.Parameter, ...]:
    # The error type of the one field that is no option is known to type checkers only.
    hints = get_type_hints(bundle, localns={"ReadError": Exception}, include_extras=True)
    return tuple(
        inspect.Parameter(
            option.name, inspect.Parameter.KEYWORD_ONLY, default=option.default, annotation=hints[option.name]
        )
        for option in fields(bundle)
        if option.init
    )

"""The command line: each command parses, calls one public function and prints."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from stancegraph import __version__
from stancegraph.cli import (
    asking,
    balancing,
    brokering,
    changing,
    claiming,
    clustering,
    comparing,
    debating,
    drawing,
    explaining,
    judging,
    making,
    quotes,
    resampling,
    siding,
    timing,
)
from stancegraph.cli.messages import NAME, say, warnings_said
from stancegraph.cli.options import with_bundles
from stancegraph.errors import StancegraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""


class _Commands(TyperGroup):
    """Turns what goes wrong in a command into one line on standard error and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # Whoever runs a command again for its traceback adds the option at the end.
        if "--debug" in args:
            args = ["--debug", *(argument for argument in args if argument != "--debug")]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        debug = bool(ctx.params.get("debug"))
        if sys.stdout is None:
            raise self._failure("standard output: there is none", debug=False)
        try:
            with warnings_said(debug=debug):
                result = super().invoke(ctx)
            sys.stdout.flush()  # a reader that is gone shows itself here rather than at exit
        except BrokenPipeError:
            _give_up_standard_output()
            raise self._failure("whoever was reading the output has stopped", debug=False) from None
        except (StancegraphError, OSError) as error:
            raise self._failure(_one_line(error), debug=debug) from None
        except KeyboardInterrupt:
            raise self._failure("interrupted", debug=debug, code=INTERRUPTED) from None
        except Exception as error:
            if hasattr(error, "exit_code"):  # typer's own: bad usage, and the wish to exit
                raise
            what = f"this is a bug in {NAME}: {type(error).__name__}: {error}"
            again = "" if debug else "; run it again with --debug for the details that a report needs"
            raise self._failure(f"{what}{again}", debug=debug) from None
        return result

    @staticmethod
    def _failure(message: str, *, debug: bool, code: int = 1) -> typer.Exit:
        if debug:
            traceback.print_exc()
        say(message)
        return typer.Exit(code)


def _one_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def _give_up_standard_output() -> None:
    # Otherwise the interpreter tries to flush it once more at exit, and complains.
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


app = typer.Typer(
    name=NAME,
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Who takes which stance toward whom: news text to a signed network in which every tie shows its sentence.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def _begin(
    debug: Annotated[
        bool, typer.Option("--debug", show_default="off", help="Show tracebacks and what is logged.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", show_default="off", is_eager=True, callback=_print_version, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    # A stream whose encoding lacks a character of a name must not end the run.
    for stream, encoding in ((sys.stdout, None if sys.stdout.isatty() else "utf-8"), (sys.stderr, None)):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    # Without a handler the warnings of other packages' loggers would reach standard error.
    logging.basicConfig(level=logging.DEBUG if debug else logging.CRITICAL)


def main() -> None:
    """Run the command line."""
    app()


PANELS: Final[Mapping[str, Mapping[str, tuple[Callable[..., None], str]]]] = {
    "Texts to statements": {
        "extract": (making.extract, "extract article.txt --date 2024-10-21 -o statements.jsonl"),
        "explain": (explaining.explain, "explain article.txt --find 'denied the claims'"),
        "sample": (judging.sample, "sample statements.jsonl -n 100 -o sheet.csv"),
        "judged": (judging.judged, "judged sheet.csv"),
        "validate": (making.validate, "validate statements.jsonl"),
        "codebook": (making.codebook, "codebook --format json"),
    },
    "What an input holds": {
        "info": (asking.info, "info statements.jsonl"),
        "actors": (asking.actors, "actors statements.jsonl --format csv > actors.csv"),
        "evidence": (quotes.evidence, "evidence statements.jsonl 'South Korea' Russia"),
    },
    "Pages, files, documents": {
        "explore": (making.explore, "explore statements.jsonl -o page.html --open"),
        "report": (drawing.report, "report statements.jsonl -o report.html"),
        "plot": (drawing.plot, "plot matrix statements.jsonl -o matrix.svg"),
        "graph": (making.graph, "graph statements.jsonl -o ties.gexf"),
    },
    "Actors": {
        "centrality": (asking.centrality, "centrality statements.jsonl --measure betweenness --rollup country"),
        "roles": (brokering.roles, "roles statements.jsonl --since 2024-10-01"),
        "brokerage": (brokering.brokerage, "brokerage statements.jsonl --groups cluster"),
        "reciprocity": (brokering.reciprocity, "reciprocity statements.jsonl --rollup country"),
    },
    "Camps and balance": {
        "clusters": (clustering.clusters, "clusters statements.jsonl --since 2024-10-01"),
        "partitions": (clustering.partitions, "partitions october.csv november.csv"),
        "frustration": (siding.frustration, "frustration statements.jsonl --quotes"),
        "balance": (balancing.balance, "balance statements.jsonl --rollup country"),
        "triads": (balancing.triads, "triads statements.jsonl --rollup country"),
    },
    "Claims and debates": {
        "claims": (claiming.claims, "claims statements.jsonl --contested --quotes"),
        "discourse": (debating.discourse, "discourse debate.dna --show coalitions"),
    },
    "Time and chance": {
        "dynamics": (timing.dynamics, "dynamics statements.jsonl --measure hostile_share --window month --turning"),
        "changes": (changing.changes, "changes statements.jsonl --window week --memory 4 --only turned --quotes"),
        "compare": (comparing.compare, "compare statements.jsonl --split date --at 2024-10-20"),
        "bootstrap": (resampling.bootstrap, "bootstrap statements.jsonl --measure pagerank -n 1000"),
    },
}
"""The commands with an example each, as the help groups them."""

COMMANDS: Final[Mapping[str, tuple[Callable[..., None], str]]] = {
    name: command for panel in PANELS.values() for name, command in panel.items()
}
"""The commands by name."""

for _panel, _commands in PANELS.items():
    for _name, (_command, _example) in _commands.items():
        app.command(_name, epilog=f"Example: {NAME} {_example}", rich_help_panel=_panel)(with_bundles(_command))

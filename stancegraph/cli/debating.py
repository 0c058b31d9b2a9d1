"""Debates: who agrees with whom by what they say of the same concepts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stancegraph.cli.debate_options import ACTOR, AboutOption, DebateOptions, ModeOption, NetworkOptions, ShowOption
from stancegraph.cli.making import check_output
from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Reading
from stancegraph.cli.tables import Format, print_json, print_rows, print_text
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.discourse import Coalitions, Debate


def discourse(
    input_: Annotated[
        str,
        typer.Argument(
            metavar="INPUT",
            help="A database of Discourse Network Analyzer (.dna), positions (.csv with the columns actor and "
            "concept), or what other commands read: articles, statements, a graph with its statements.",
        ),
    ],
    *,
    show: Annotated[
        ShowOption,
        typer.Option(help="The ties, who stands together against whom, or the concepts that make the network."),
    ] = ShowOption.NETWORK,
    debate: DebateOptions,
    network: NetworkOptions,
    coalitions: Annotated[int, typer.Option(min=2, help="How many coalitions there may be.")] = 2,
    size: Annotated[
        int | None,
        typer.Option(min=1, show_default="all sizes, nested", help="Search the best backbone of so many concepts."),
    ] = None,
    penalty: Annotated[
        float | None,
        typer.Option(
            min=0, show_default="all sizes, nested", help="Search the best backbone, small ones preferred; try 3.5."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the searches; the same seed gives the same result.")] = 0,
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ACTOR OTHER",
            show_default="all ties",
            help="Show what stands behind the tie of two actors: their positions on the concepts of both, with quotes.",
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=0, help="How many ties to show; 0 shows all.")] = 20,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default="ties are shown",
            help="Write the network: .json, .graphml, .gexf or .csv (ties), which the other commands read.",
        ),
    ] = None,
    reading: Reading,
    filters: Filters,
    form: FormatOption = Format.TABLE,
) -> None:
    """Make the networks of a debate: who agrees and who disagrees with whom, coalitions, the concepts that matter.

    The networks are those of Discourse Network Analyzer: congruence, conflict, and subtract, with its normalisations
    and its rules for duplicates.
    """
    if show is not ShowOption.NETWORK and (output is not None or between is not None):
        raise typer.BadParameter("--output and --between go with --show network")
    if output is not None:
        if between is not None:
            raise typer.BadParameter("--output and --between exclude each other")
        check_output(output, [input_, *reading.decisions], may_be_standard=False)
    ends = debate.ends
    found = _debate(input_, debate, reading, filters)
    if not found.positions:
        say(f"{input_}: no positions {_why_none(input_, debate, filters)}")
    else:
        say(_extent(found))
    try:
        if between is not None:
            _between(found, between, debate, ends, form=form)
        elif show is ShowOption.NETWORK:
            _network(input_, found, debate, network, ends, form=form, top=top, output=output)
        elif show is ShowOption.COALITIONS:
            _coalitions(found, debate, network, ends, number=coalitions, seed=seed, form=form)
        else:
            _backbone(found, debate, network, ends, size=size, penalty=penalty, seed=seed, form=form)
    except ValueError as err:
        raise typer.BadParameter(str(err)) from err


def _debate(input_: str, options: DebateOptions, reading: Reading, filters: Filters) -> Debate:
    from stancegraph.cli.inputs import check_has_statements, country_names, load_graph
    from stancegraph.codebook import load_codebook
    from stancegraph.discourse import positions_on_actors, positions_on_claims

    is_dna = Path(input_).suffix.lower() == ".dna"
    columns = None if is_dna else _columns(input_, options.columns)
    if is_dna and options.columns is not None:
        raise typer.BadParameter("--columns is for a .csv file")
    if not is_dna and (options.by is not None or options.actor != ACTOR):
        raise typer.BadParameter("--actor and --by are for a .dna file; of a .csv, --columns names the actors")
    if is_dna or columns is not None:
        if filters.stance or filters.sign or filters.factuality or filters.rollup or reading.decisions:
            what = "--stance, --sign, --factuality, --rollup, --merge and --corrections"
            raise typer.BadParameter(f"{what} are for statements")
        return _coded(input_, options, columns, filters)
    G = load_graph(input_, reading, replace(filters, rollup=None))
    check_has_statements(G, input_)
    statements = G.graph["statements"].values()
    rollup = None if filters.rollup is None else filters.rollup.value
    names = None if rollup is None else country_names(reading)
    if options.about is AboutOption.ACTORS:
        return positions_on_actors(statements, rollup=rollup, names=names)
    book = load_codebook(*reading.codebook or ())
    return positions_on_claims(statements, rollup=rollup, names=names, codebook=book)


def _coded(input_: str, options: DebateOptions, columns: dict[str, Any] | None, filters: Filters) -> Debate:
    """Return positions that a person has coded, of the days asked for."""
    from stancegraph.discourse import Debate, positions_within, read_dna, read_positions

    if columns is None:
        found = read_dna(input_, actor=options.actor, by=options.by)
    else:
        found = Debate(read_positions(input_, **columns), {})
    first, last = (None if day is None else day.date() for day in (filters.since, filters.until))
    return found._replace(positions=positions_within(found.positions, since=first, until=last))


_FIELDS = ("actor", "concept", "agreement", "document", "date", "quote")


def _columns(input_: str, given: str | None) -> dict[str, Any] | None:
    """Return the column of each field, None where there is none; None for all if the input is no table of positions."""
    from stancegraph.discourse.tables import header_of

    named: dict[str, str] = {}
    for pair in (given or "").split(",") if given is not None else ():
        field, _, column = (part.strip() for part in pair.partition("="))
        if field not in _FIELDS or not column:
            expected = "pairs such as actor=speaker,concept=claim of " + ", ".join(_FIELDS)
            raise typer.BadParameter(f"--columns {pair!r}, expected {expected}")
        named[field] = column
    if given is None and (Path(input_).suffix.lower() != ".csv" or not Path(input_).is_file()):
        return None
    header = header_of(input_)
    if given is None and not {"actor", "concept"} <= set(header):
        return None
    named = {**{field: field for field in _FIELDS if field in header}, **named}
    return {**dict.fromkeys(_FIELDS[2:]), "actor": "actor", "concept": "concept", **named}


def _why_none(input_: str, options: DebateOptions, filters: Filters) -> str:
    if filters.any_given:
        return "are left by the options given"
    if Path(input_).suffix.lower() in {".dna", ".csv"}:
        return "were found: no record names both an actor and a concept"
    if options.about is AboutOption.CLAIMS:
        return "were found: nobody named asserts or denies anything; --about actors takes stances instead"
    return "were found: no statement that is asserted or alleged is friendly or hostile toward somebody"


def _extent(debate: Debate) -> str:
    positions = debate.positions
    actors, concepts = ({getattr(p, field) for p in positions} for field in ("actor", "concept"))
    documents = {position.document for position in positions}
    return (
        f"{counted(len(positions), 'position')} of {counted(len(actors), 'actor')} on "
        f"{counted(len(concepts), 'concept')} in {counted(len(documents), 'document')}"
    )


# --- the network ------------------------------------------------------------------------------------------------------

_ONE_MODE = {
    "u": "one", "v": "other", "sign": "sign", "weight": "weight", "congruence": "congruence", "conflict": "conflict",
    "u_id": "id", "v_id": "id",
}  # fmt: skip
_TWO_MODE = {
    "u": "actor", "v": "concept", "sign": "sign", "weight": "weight", "agree": "agree", "disagree": "disagree",
    "neither": "neither", "u_id": "id", "v_id": "id",
}  # fmt: skip


def _network(
    input_: str,
    found: Debate,
    debate: DebateOptions,
    options: NetworkOptions,
    scale: tuple[int, int] | None,
    *,
    form: Format,
    top: int,
    output: str | None,
) -> None:
    from stancegraph.exporting import write_graph

    G = _graph(found, debate, options, scale)
    if not G.number_of_edges() and found.positions:
        say(f"{input_}: no ties, since no two {options.of.value} have a position in common that counts")
    if output is not None:
        write_graph(G, Path(output))
        say(f"{counted(G.number_of_nodes(), 'node')} and {counted(G.number_of_edges(), 'tie')}, written to {output}")
        return
    columns = _TWO_MODE if options.of is ModeOption.BOTH else _ONE_MODE
    ties = sorted(G.edges(data=True), key=lambda tie: (-tie[2]["weight"], str(tie[0]), str(tie[1])))
    shown = ties[: top or None]
    rows: list[Row] = [{**{c: data.get(c) for c in columns}, **_ends(G, u, v)} for u, v, data in shown]
    print_rows(rows, columns, form=form, brief=[column for column in columns if not column.endswith("_id")])
    if len(shown) < len(ties):
        say(f"{counted(len(ties) - len(shown), 'more tie')} with --top 0")


def _ends(G: nx.Graph[str], u: str, v: str) -> dict[str, str]:
    return {"u": str(G.nodes[u]["name"]), "v": str(G.nodes[v]["name"]), "u_id": u, "v_id": v}


def _graph(
    found: Debate, debate: DebateOptions, options: NetworkOptions, scale: tuple[int, int] | None
) -> nx.Graph[str]:
    from stancegraph.discourse import one_mode_network, two_mode_network

    if options.of is ModeOption.BOTH:
        normalisation = "no" if options.normalisation is None else options.normalisation.value
        return two_mode_network(
            found.positions,
            aggregation=options.aggregation.value,  # type: ignore[arg-type]  # refused there if of no use
            normalisation=normalisation,  # type: ignore[arg-type]  # refused there if it is for one mode
            duplicates=debate.duplicates.value,
            attributes=found.attributes,
        )
    return one_mode_network(
        found.positions,
        of="actors" if options.of is ModeOption.ACTORS else "concepts",
        aggregation=options.aggregation.value,
        normalisation=_normalisation(options),
        duplicates=debate.duplicates.value,
        scale=scale,
        isolates=not options.without_isolates,
        attributes=found.attributes,
    )


def _normalisation(options: NetworkOptions) -> Any:
    return "average" if options.normalisation is None else options.normalisation.value


_BETWEEN = {
    "concept": "concept", "congruence": "congruence", "conflict": "conflict", "actor": "actor",
    "agreement": "agreement", "date": "date", "document": "document", "quote": "quote", "id": "id",
}  # fmt: skip


def _between(
    found: Debate,
    names: tuple[str, str],
    debate: DebateOptions,
    scale: tuple[int, int] | None,
    *,
    form: Format,
) -> None:
    from stancegraph.discourse import shared_concepts

    one, other = (_actor(found, name) for name in names)
    shared = shared_concepts(found.positions, one, other, duplicates=debate.duplicates.value, scale=scale)
    rows: list[Row] = [
        {
            "concept": _name(found, each.concept),
            "congruence": each.congruence,
            "conflict": each.conflict,
            "actor": _name(found, position.actor),
            "agreement": position.agreement,
            "date": position.date,
            "document": position.document,
            "quote": _quote(position.quote, form),
            "id": position.statement,
        }
        for each in shared
        for position in (*each.one, *each.other)
    ]
    print_rows(rows, _BETWEEN, form=form, brief=[column for column in _BETWEEN if column != "id"])
    if not shared:
        say(f"{_name(found, one)} and {_name(found, other)} speak of no concept that the other speaks of")


def _actor(found: Debate, name: str) -> str:
    """Return the actor that is called so, by id or by name."""
    from stancegraph.errors import UnknownNameError

    actors = sorted({position.actor for position in found.positions})
    if name in actors:
        return name
    called = [id_ for id_ in actors if _name(found, id_).casefold() == name.casefold()]
    if len(called) != 1:
        known = ", ".join(map(repr, called or [_name(found, id_) for id_ in actors]))
        what = "several actors, expected the id of one" if called else "no such actor, expected one"
        raise UnknownNameError(f"--between {name!r}: {what} of {known or 'none'}")
    return called[0]


def _quote(quote: str | None, form: Format) -> str | None:
    """Return a quote in one line; coders may mark pages, of which a table shows the beginning."""
    if quote is None:
        return None
    return shorten(quote, LONGEST_QUOTE, placeholder=" …") if form is Format.TABLE else " ".join(quote.split())


LONGEST_QUOTE = 300  # characters: a long sentence of a newspaper


# --- coalitions and backbone ------------------------------------------------------------------------------------------

_MEMBER_COLUMNS = {"coalition": "coalition", "name": "actor", "id": "id"}
_FIT_COLUMNS = {"what": "how far they are apart", "value": "value"}
_STEP_COLUMNS = {
    "concept": "can be spared next", "size": "concepts left", "positions": "positions left", "loss": "loss",
    "redundant_loss": "loss of what is spared", "id": "id",
}  # fmt: skip
_BACKBONE_COLUMNS = {"place": "place", "concept": "concept", "id": "id"}


def _coalitions(
    found: Debate,
    debate: DebateOptions,
    options: NetworkOptions,
    scale: tuple[int, int] | None,
    *,
    number: int,
    seed: int,
    form: Format,
) -> None:
    from stancegraph.discourse import polarised_coalitions

    if not found.positions:
        return
    result = polarised_coalitions(
        found.positions,
        coalitions=number,
        normalisation=_normalisation(options),
        duplicates=debate.duplicates.value,
        scale=scale,
        seed=seed,
    )
    members: list[Row] = [
        {"coalition": index, "name": _name(found, actor), "id": actor}
        for index, coalition in enumerate((*result.coalitions, result.unplaced), start=1)
        for actor in sorted(coalition)
    ]
    members = [{**row, "coalition": None} if row["id"] in result.unplaced else row for row in members]
    fit = _fit(result)
    if form is Format.JSON:
        print_json({"fit": {str(row["what"]): row["value"] for row in fit}, "actors": members})
    else:
        print_rows(members, _MEMBER_COLUMNS, form=form, brief=("coalition", "name"))
    if form is Format.TABLE:
        print_text("\n")
        print_rows(fit, _FIT_COLUMNS, form=form)
    if not result.coalitions:
        say("no coalitions, since no two actors agree on anything")
    elif result.conflict_between is None:
        say("nobody is divided, since no two actors disagree on anything")


def _fit(result: Coalitions) -> list[Row]:
    values: Mapping[str, float | str | None] = {
        "polarisation": result.polarisation,
        "share of congruence within coalitions": result.congruence_within,
        "share of conflict between coalitions": result.conflict_between,
        "share of both that the coalitions explain": result.explained,
        "parts of the debate that share no concept": result.parts,
        "no division can be better": "yes" if result.exact else "not sure",
    }
    return [{"what": what, "value": value} for what, value in values.items()]


def _backbone(
    found: Debate,
    debate: DebateOptions,
    options: NetworkOptions,
    scale: tuple[int, int] | None,
    *,
    size: int | None,
    penalty: float | None,
    seed: int,
    form: Format,
) -> None:
    from stancegraph.discourse import nested_backbone, sought_backbone

    if not found.positions:
        return
    settings: dict[str, Any] = {
        "aggregation": options.aggregation.value,
        "normalisation": _normalisation(options),
        "duplicates": debate.duplicates.value,
        "scale": scale,
    }
    if size is None and penalty is None:
        steps: list[Row] = [
            {**step.model_dump(), "concept": _name(found, step.concept), "id": step.concept}
            for step in nested_backbone(found.positions, **settings)
        ]
        print_rows(steps, _STEP_COLUMNS, form=form, brief=[name for name in _STEP_COLUMNS if name != "id"])
        return
    if size is not None and penalty is not None:
        raise typer.BadParameter("--size and --penalty exclude each other")
    chosen = {"size": size} if size is not None else {"penalty": penalty}
    best = sought_backbone(found.positions, **chosen, **settings, seed=seed)
    rows: list[Row] = [
        {"place": place, "concept": _name(found, concept), "id": concept}
        for place, concepts in (("backbone", best.concepts), ("redundant", best.redundant))
        for concept in concepts
    ]
    if form is Format.JSON:
        print_json(best.model_dump(mode="json"))
    else:
        print_rows(rows, _BACKBONE_COLUMNS, form=form, brief=("place", "concept"))
    say(_losses(best.loss, best.redundant_loss, exact=best.exact))


def _losses(loss: float, redundant: float, *, exact: bool) -> str:
    how = "every backbone was looked at" if exact else "a search found it, a better one may be"
    return f"loss {loss:.4f}, of the redundant concepts alone {redundant:.4f}; {how}"


def _name(found: Debate, id_: str) -> str:
    return str(found.attributes.get(id_, {}).get("name", id_))

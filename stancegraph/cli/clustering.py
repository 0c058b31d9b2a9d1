"""Commands about who stands together: clusters, their core and hierarchy, and how alike two partitions are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from stancegraph.cli.asking import named
from stancegraph.cli.messages import say
from stancegraph.cli.options import Filters, FormatOption, Input, Reading
from stancegraph.cli.tables import Format, print_json, print_rows, print_text
from stancegraph.wording import counted

if TYPE_CHECKING:
    import networkx as nx

    from stancegraph.cli.tables import Row
    from stancegraph.clusters import Clustering
    from stancegraph.cores import StableCore
    from stancegraph.hierarchies import Hierarchy
    from stancegraph.solutions import Method


def clusters(
    input_: Input,
    *,
    reading: Reading,
    filters: Filters,
    number: Annotated[
        int | None,
        typer.Option(
            "--number", "-k", min=1, show_default="as many as fit best", help="The most clusters there may be."
        ),
    ] = None,
    exactly: Annotated[
        bool, typer.Option("--exactly", show_default="at most", help="Make just the --number of clusters.")
    ] = False,
    alpha: Annotated[
        float,
        typer.Option(
            min=0, max=1, help="Weight of hostile ties within clusters; the rest is that of friendly ties between them."
        ),
    ] = 0.5,
    exact: Annotated[
        bool,
        typer.Option("--exact", show_default="where that is quick", help="Prove that no clusters fit better."),
    ] = False,
    time_limit: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="Of the proof.")] = 60.0,
    core: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="RUNS",
            show_default="the clusters of one search",
            help="Show who is together in every best division of so many searches.",
        ),
    ] = None,
    hierarchy: Annotated[
        bool,
        typer.Option("--hierarchy", show_default="the clusters", help="Show which clusters become one at what cost."),
    ] = False,
    homes: Annotated[
        bool,
        typer.Option(
            "--homes",
            show_default="the sentences alone",
            help="Let half a friendly tie join each state or body with those who speak for it, as on the page.",
        ),
    ] = False,
    against: Annotated[
        bool,
        typer.Option("--against", show_default="with the clusters", help="Show only the ties that run against them."),
    ] = False,
    seed: Annotated[int, typer.Option(help="Of the search; the same seed gives the same clusters.")] = 0,
    form: FormatOption = Format.TABLE,
) -> None:
    """Group the actors so that friends are together and foes apart, and show which ties run against it."""
    from stancegraph.cli.inputs import load_graph, why_empty

    views = {"--core": core is not None, "--hierarchy": hierarchy, "--against": against}
    _check_options([view for view, given in views.items() if given], number=number, exactly=exactly, exact=exact)
    G = load_graph(input_, reading, filters)
    if homes:
        from stancegraph.graph import with_homes

        G = with_homes(G)
    if core is not None:
        from stancegraph.cores import stable_core

        _print_core(G, stable_core(G, runs=core, k=number, alpha=alpha, seed=seed), form)
    elif hierarchy:
        from stancegraph.hierarchies import cluster_hierarchy

        _print_hierarchy(cluster_hierarchy(G, alpha=alpha, seed=seed), form)
    else:
        from stancegraph.clusters import signed_clusters

        if exactly and number is not None and number > (most := _signed_actors(G)):
            raise typer.BadParameter(f"--exactly with --number {number}, but only {most} actors have signed ties")
        method: Method = "exact" if exact else "auto"
        found = signed_clusters(
            G, k=number, exactly=exactly, alpha=alpha, method=method, time_limit=time_limit, seed=seed
        )
        _print_clusters(G, found, form, against=against)
        if exact and not found.is_optimal:
            say(f"not proven: no clusters cost less than {found.lower_bound:g}, these cost {found.cost:g}")
    if not G.number_of_edges():
        say(why_empty(G, input_, filters))
    elif not _signed_actors(G):
        say(f"{input_}: no clusters, since no tie is friendly or hostile on balance")


def _check_options(views: list[str], *, number: int | None, exactly: bool, exact: bool) -> None:
    if len(views) > 1:
        raise typer.BadParameter(f"{' and '.join(views)} show different things, expected one of them")
    if exactly and number is None:
        raise typer.BadParameter("--exactly without --number, expected both")
    if (exactly or exact) and views not in ([], ["--against"]):
        raise typer.BadParameter(f"--exact and --exactly are about the clusters, expected them without {views[0]}")
    if number is not None and views == ["--hierarchy"]:
        raise typer.BadParameter("--hierarchy shows every number of clusters, expected it without --number")


def _signed_actors(G: nx.MultiDiGraph[str]) -> int:
    from stancegraph.projection import signed_ties

    ties = signed_ties(G)
    return len({*ties.u.tolist(), *ties.v.tolist()})


def _print_clusters(G: nx.MultiDiGraph[str], found: Clustering, form: Format, *, against: bool) -> None:
    members, ties, values = _member_rows(G, found), _tie_rows(G, found), _fit(found)
    if against:
        print_rows(ties, _TIE_COLUMNS, form=form, brief=_TIE_BRIEF)
    elif form is Format.JSON:
        print_json({"fit": values, "actors": members, "against": ties})
    elif form is Format.CSV:
        print_rows(members, _MEMBER_COLUMNS, form=form)
    elif found.clusters:
        print_rows(_cluster_rows(G, found), _CLUSTER_COLUMNS, form=form)
        print_text("\n" if ties else "")
        print_rows(ties, _TIE_COLUMNS, form=form, brief=_TIE_BRIEF)
        print_text("\n")
        print_rows([{"what": _FIT[name], "value": value} for name, value in values.items()], _FIT_COLUMNS, form=form)
    if found.clusters and not found.ties_against:
        say("no tie runs against these clusters")


def _print_core(G: nx.MultiDiGraph[str], found: StableCore, form: Format) -> None:
    shares = found.shares()
    core_of = {actor: number for number, core in enumerate(found.cores, start=1) for actor in core}
    rows: list[Row] = [
        {
            "number": core_of.get(actor),
            "core": found.names[core_of[actor] - 1] if actor in core_of else None,
            **named(G, actor),
            "share": shares[actor],
        }
        for actor in sorted(found.actors, key=lambda actor: (core_of.get(actor, len(core_of) + 1), actor))
    ]
    if form is Format.TABLE:
        members = [tuple(sorted(str(named(G, actor)["name"]) for actor in core)) for core in found.cores]
        cores: list[Row] = [{"number": n, "size": len(each), "names": each} for n, each in enumerate(members, start=1)]
        print_rows(cores, {"number": "core", "size": "size", "names": "actors"}, form=form)
        loose: list[Row] = [row for row in rows if row["number"] is None]
        print_text("\n" if cores and loose else "")
        print_rows(loose, {"name": "actor in no core", "share": "share with the nearest core"}, form=form)
    else:
        columns = ("number", "core", "name", "kind", "country", "id", "share")
        print_rows(rows, {column: column for column in columns}, form=form)
    if found.actors:
        say(
            f"{len(found.costs)} of {found.runs} searches count, with costs from {found.costs[0]:g} to "
            f"{found.costs[-1]:g}, in {counted(found.divisions, 'different division')}"
        )


def _print_hierarchy(found: Hierarchy, form: Format) -> None:
    names, sizes = list(found.names), [len(leaf) for leaf in found.leaves]
    rows: list[Row] = []
    for at, step in enumerate(found.steps, start=len(found.leaves) + 1):
        larger = max(step.first, step.second, key=lambda cluster: sizes[cluster])
        rows.append(
            {
                "clusters": step.k,
                "cost": step.cost,
                "first": step.first + 1,
                "first_name": names[step.first],
                "second": step.second + 1,
                "second_name": names[step.second],
                "becomes": at,
                "size": sizes[step.first] + sizes[step.second],
            }
        )
        names.append(names[larger])
        sizes.append(sizes[step.first] + sizes[step.second])
    print_rows(rows, _STEP_COLUMNS, form=form)
    if len(found.leaves) == 1:
        say("one cluster, so that there is nothing to make one")
    elif found.leaves:
        say(f"it begins with {len(found.leaves)} clusters at a cost of {found.cost:g}")


_STEP_COLUMNS = {
    "clusters": "clusters left",
    "cost": "weight against",
    "first": "",
    "first_name": "cluster",
    "second": "",
    "second_name": "and",
    "becomes": "become",
    "size": "size",
}
_MEMBER_COLUMNS = {
    "number": "",
    "cluster": "cluster",
    "name": "actor",
    "kind": "kind",
    "country": "country",
    "id": "id",
}
_CLUSTER_COLUMNS = {"number": "cluster", "size": "size", "names": "actors"}
_TIE_COLUMNS = {
    "u": "tie that runs against them",
    "v": "and",
    "sign": "sign",
    "weight": "weight",
    "u_id": "id",
    "v_id": "id",
}
_TIE_BRIEF = ("u", "v", "sign", "weight")
_FIT_COLUMNS = {"what": "how well they fit", "value": "value"}


def _member_rows(G: nx.MultiDiGraph[str], found: Clustering) -> list[Row]:
    placed: list[Row] = [
        {"number": number, "cluster": name, **named(G, actor)}
        for number, (name, cluster) in enumerate(zip(found.names, found.clusters, strict=True), start=1)
        for actor in sorted(cluster)
    ]
    return placed + [{"number": None, "cluster": None, **named(G, actor)} for actor in sorted(found.unplaced)]


def _cluster_rows(G: nx.MultiDiGraph[str], found: Clustering) -> list[Row]:
    names = [tuple(sorted(str(named(G, actor)["name"]) for actor in cluster)) for cluster in found.clusters]
    several = [each for each in names if len(each) > 1]
    rows: list[Row] = [{"number": str(n), "size": len(each), "names": each} for n, each in enumerate(several, start=1)]
    # Clusters of one come last; a line for each would bury the others.
    alone = tuple(sorted(name for each in names if len(each) == 1 for name in each))
    if alone:
        first, last = len(several) + 1, len(names)
        rows.append({"number": f"{first}" if first == last else f"{first}-{last}", "size": 1, "names": alone})
    return rows


def _tie_rows(G: nx.MultiDiGraph[str], found: Clustering) -> list[Row]:
    return [
        {
            "u": named(G, tie.u)["name"],
            "v": named(G, tie.v)["name"],
            "sign": tie.sign,
            "weight": tie.weight,
            "u_id": tie.u,
            "v_id": tie.v,
        }
        for tie in found.ties_against
    ]


def _fit(found: Clustering) -> dict[str, int | float | None]:
    return {
        "clusters": len(found.clusters),
        "fit": found.fit,
        "cost": found.cost,
        "lower_bound": found.lower_bound,
        "gap": found.gap,
        "modularity": found.modularity,
        "mixed": found.mixed,
        "unplaced": len(found.unplaced),
    }


_FIT = {
    "clusters": "clusters",
    "fit": "share of the weight of ties that fits",
    "cost": "weight of the ties against",
    "lower_bound": "lower bound: no clusters have less against them",
    "gap": "share of the weight against that may be too much",
    "modularity": "signed modularity",
    "mixed": "pairs left out, friendly as much as hostile",
    "unplaced": "actors left out, without a friendly or hostile tie",
}


def partitions(
    first: Annotated[str, typer.Argument(metavar="A", help="A partition: CSV as clusters --format csv prints it.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one, of the same actors.")],
    *,
    form: FormatOption = Format.TABLE,
) -> None:
    """Tell how alike two partitions are, such as the clusters of two periods: files with the columns id and number."""
    from stancegraph.partitions import (
        adjusted_rand_index,
        normalized_mutual_information,
        variation_of_information,
    )

    A, B = _partition(first), _partition(second)
    both = A.keys() & B.keys()
    values: dict[str, int | float] = {
        "actors in both": len(both),
        "actors only in the first": len(A.keys() - both),
        "actors only in the second": len(B.keys() - both),
        "parts of the first": len({A[actor] for actor in both}),
        "parts of the second": len({B[actor] for actor in both}),
        "adjusted Rand index": adjusted_rand_index(A, B),
        "normalized mutual information": normalized_mutual_information(A, B),
        "variation of information, in bits": variation_of_information(A, B),
    }
    rows: list[Row] = [{"what": what, "value": value} for what, value in values.items()]
    print_rows(rows, {"what": "how alike they are", "value": "value"}, form=form)
    if not both:
        say(f"{first} and {second} have no actor in common, so that nothing can be said")


def _partition(path: str) -> dict[str, str]:
    """Return actor -> part; those without a part are not in it."""
    from stancegraph.errors import ReadError
    from stancegraph.reading.records import rows
    from stancegraph.reading.sources import bytes_of, decoded, name_of

    name = name_of(path)
    found: dict[str, str] = {}
    for line, row in rows(decoded(bytes_of(path), encoding="utf-8", name=name), known=_PARTITION, wanted="id"):
        where = f"{name} line {line}"
        if isinstance(row, ReadError):
            raise ReadError(f"{where}: {row}, expected a table with the columns id and number")
        if "number" not in row:
            raise ReadError(f"{where}: no column 'number' in the header, expected id and number")
        actor, part = row["id"].strip(), row["number"].strip()
        if found.get(actor, part) != part:
            raise ReadError(f"{where}: {actor!r} in part {part!r} and in {found[actor]!r}, expected it in one")
        if part:
            found[actor] = part
    return found


_PARTITION = ("id", "number")

"""Statements to a multigraph and back; filters and the roll-up to countries.

The multigraph is a plain `networkx.MultiDiGraph`: a node is an actor's id with the actor's fields, and there is one
edge for each (source, target, stance), with the stance as its key. Edge attributes:

========================================  ==================================================================
``stance, sign, symmetric``               str; -1, 0 or 1; bool (a symmetric tie is stored once, ends sorted)
``weight``                                statements that count: asserted and alleged, wire copies once
``asserted, alleged, planned, denied``    statements by factuality, wire copies once
``intensity, confidence``                 means over the statements that count; over all where none does
``first, last``                           `datetime.date` of the earliest and latest dated statement, or None
``outlets``                               sorted tuple of names
``statements``                            tuple of statement ids, wire copies included, by date and place
========================================  ==================================================================

Graph attributes: ``schema_version``; ``statements``, id -> `Statement`; ``untargeted``, ids of those without a target;
``rollup``, None or ``"country"``; ``members``, node -> ids of the actors merged in it; ``internal``, actor -> stance ->
edge attributes of what an actor did to itself, which is never an edge; ``counted``, the factualities in ``weight``.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from stancegraph.errors import ReadError, UnknownNameError
from stancegraph.models import SCHEMA_VERSION, Factuality, Kind, Statement
from stancegraph.projection import signed_projection, unsigned_layer
from stancegraph.ties import COUNTED, Wanted, merged, narrowed, reading_order, summed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from stancegraph.models import Actor
    from stancegraph.ties import T, Tie

__all__ = [
    "COUNTED",
    "filtered",
    "find_actor",
    "from_multigraph",
    "rolled_up",
    "signed_projection",  # these two work on anybody's graph and live in projection.py
    "to_multigraph",
    "unsigned_layer",
    "with_homes",
]

HOME_WEIGHT: Final = 0.5  # whose minister somebody is says less than a sentence about him
NEAR_NAMES: Final = 3  # more would not fit the one line of an error


def to_multigraph(statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """Return the signed, typed, directed multigraph of the statements.

    Where documents differ on an actor's name, kind, country or role, the most frequent value wins, then the one of
    the latest date, then the alphabet; a value that is known always wins over None.

    Parameters
    ----------
    statements
        In any order, which makes no difference; the same record given twice counts once.

    Returns
    -------
    networkx.MultiDiGraph
        As the module's docstring says; nodes sorted by id, edges by source, target and stance.

    Raises
    ------
    ReadError
        If two different statements have one id, or a stance has two signs or is symmetric only in part.

    See Also
    --------
    from_multigraph : the statements of a graph.

    Examples
    --------
    >>> len(to_multigraph([]))
    0
    """
    known = _by_id(statements)
    _check_stances(known.values())
    mentions: defaultdict[str, list[tuple[Actor, dt.date | None]]] = defaultdict(list)
    ties: defaultdict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in known.values():
        mentions[statement.source.id].append((statement.source, statement.date))
        if statement.target is not None:
            mentions[statement.target.id].append((statement.target, statement.date))
            ties[_ends(statement, statement.target)].append(statement)
    return _assembled(
        {actor: _agreed(found) for actor, found in mentions.items()},
        {place: summed(found, known=known, counted=COUNTED) for place, found in ties.items()},
        statements=known,
        untargeted=tuple(id_ for id_, statement in known.items() if statement.target is None),
    )


def from_multigraph(G: nx.MultiDiGraph[str]) -> list[Statement]:
    """Return the statements that a multigraph was made of, by date, document and place.

    A rolled-up graph returns the statements of the single actors; a filtered one those that passed.

    Raises
    ------
    ReadError
        If the graph has ties whose statements it does not hold, as after reading GraphML, GEXF or CSV.
    """
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    for u, v, stance, tie in G.edges(keys=True, data=True):
        if not tie.get("statements") or not all(id_ in known for id_ in tie["statements"]):
            raise ReadError(
                f"tie {u!r} {stance!r} {v!r}: the graph does not hold its statements, which only node-link .json and "
                "statements .jsonl do"
            )
    return sorted(known.values(), key=reading_order)


def filtered(
    G: nx.MultiDiGraph[str],
    *,
    stances: Iterable[str] | None = None,
    signs: Iterable[int] | None = None,
    kinds: Iterable[str] | None = None,
    factualities: Iterable[str] | None = None,
    outlets: Iterable[str] | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    min_confidence: float = 0.0,
) -> nx.MultiDiGraph[str]:
    """Return the multigraph of those statements that pass every filter given.

    Edges are computed anew from the statements that are left; actors without any are left out, the others keep
    their names and fields.

    Parameters
    ----------
    stances, outlets
        Names; a statement whose outlet is unknown passes no filter of outlets.
    signs
        Of -1, 0 and 1.
    kinds
        What both ends of a tie must be: country, official, organisation, group.
    factualities
        Of asserted, alleged, planned and denied. Naming them also makes `weight` count exactly these, which is the
        only way that planned and denied ties get a weight.
    since, until
        First and last day, both included. A statement over several days passes if one of them is within; one
        without a date passes neither.
    min_confidence
        Lowest confidence of a statement, 0 to 1.

    Raises
    ------
    UnknownNameError
        If there is no such kind, factuality or sign.
    ReadError
        If the graph does not hold its statements (as after reading GraphML, GEXF or CSV) and the attributes of an
        edge cannot tell which of them pass. Where they can, weight and counts are exact, the other attributes stay
        those of the whole edge, and statements without date or outlet on an edge that passes pass with it.
    """
    wanted = Wanted(
        stances=_names("stance", stances),
        signs=_names("sign", signs, (-1, 0, 1)),
        kinds=_names("kind", kinds, [kind.value for kind in Kind]),
        factualities=_names("factuality", factualities, [factuality.value for factuality in Factuality]),
        outlets=_names("outlet", outlets),
        since=since,
        until=until,
        min_confidence=min_confidence,
    )
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    counted: Sequence[str] = G.graph.get("counted", COUNTED)
    if wanted.factualities is not None:
        counted = [factuality.value for factuality in Factuality if factuality in wanted.factualities]
    able = {actor for actor, data in G.nodes(data=True) if wanted.kinds is None or data.get("kind") in wanted.kinds}
    ties: dict[tuple[str, str, str], Tie] = {}
    for place, tie in _ties(G):
        if able.issuperset(place[:2]):
            kept = narrowed(place, tie, wanted=wanted, known=known, counted=counted)
            if kept is not None:
                ties[place] = kept
    home = _homes(G)
    speakers = {
        id_: home.get(known[id_].source.id, known[id_].source.id)
        for id_ in G.graph.get("untargeted", ())
        if id_ in known and wanted.passes(known[id_])
    }
    untargeted = [id_ for id_, speaker in speakers.items() if speaker in able]
    left = {actor for place in ties for actor in place[:2]} | {speakers[id_] for id_ in untargeted}
    used = {id_ for tie in ties.values() for id_ in tie.get("statements", ())} | set(untargeted)
    return _assembled(
        {actor: G.nodes[actor] for actor in left},
        ties,
        statements={id_: statement for id_, statement in known.items() if id_ in used},
        untargeted=untargeted,
        rollup=G.graph.get("rollup"),
        members={node: of for node, of in G.graph.get("members", {}).items() if node in left},
        counted=counted,
    )


def rolled_up(
    G: nx.MultiDiGraph[str], *, by: str = "country", names: Mapping[str, str] | None = None
) -> nx.MultiDiGraph[str]:
    """Return the multigraph of countries: every actor that has a country is merged into it.

    Actors without a country stay as they are. What an actor did to its own country is no tie any more and is kept
    in ``internal``; statements are those of the single actors, whose ids are in ``members``.

    Parameters
    ----------
    by
        ``"country"``, the only way so far.
    names
        Country code -> name, for countries that are not themselves among the actors; the code is used otherwise.

    Raises
    ------
    UnknownNameError
        If `by` is anything else.
    """
    if by != "country":
        raise UnknownNameError(f"roll-up by {by!r}, expected 'country'")
    known: Mapping[str, Statement] = G.graph.get("statements", {})
    counted: Sequence[str] = G.graph.get("counted", COUNTED)
    home: dict[str, str] = {
        actor: actor if code is None else f"{Kind.COUNTRY}:{code}" for actor, code in G.nodes(data="country")
    }
    nodes: dict[str, dict[str, Any]] = {}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for actor, node in home.items():
        if node in G:
            nodes[node] = G.nodes[node]
        else:
            code = G.nodes[actor]["country"]
            name = code if names is None else names.get(code, code)
            nodes[node] = {"name": name, "kind": Kind.COUNTRY.value, "country": code, "role": None, "aliases": ()}
        members[node].update(G.graph.get("members", {}).get(actor, (actor,)))
    groups: defaultdict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for (u, v, stance), tie in _ties(G):
        groups[_place(home[u], home[v], stance, symmetric=tie.get("symmetric", False))].append(tie)
    return _assembled(
        nodes,
        {place: merged(group, known=known, counted=counted) for place, group in groups.items()},
        statements=known,
        untargeted=G.graph.get("untargeted", ()),
        rollup=by,
        members={node: sorted(of) for node, of in members.items()},
        counted=counted,
    )


def homes(G: nx.Graph[str]) -> list[tuple[str, str]]:
    """Return officials and organisations with whom they speak for, where that is an actor too: pairs of ids, sorted.

    That is the state; for officials of none ("NATO Secretary General") the one body that their role names.
    """
    called = _bodies_by_name(G)
    lengths = {len(name.split()) for name in called}
    found = []
    for actor in sorted(G):
        data = G.nodes[actor]
        state = f"{Kind.COUNTRY}:{data.get('country')}"
        if data.get("kind") in {Kind.OFFICIAL, Kind.ORGANISATION} and state in G:
            found.append((actor, state))
        elif data.get("kind") == Kind.OFFICIAL and data.get("role") and not data.get("country"):
            words = _folded(str(data["role"])).split()
            phrases = (" ".join(words[i : i + n]) for n in lengths for i in range(len(words)))
            named = {body for phrase in phrases for body in called.get(phrase, ())}
            found += [(actor, body) for body in named if len(named) == 1]
    return found


def _bodies_by_name(G: nx.Graph[str]) -> dict[str, set[str]]:
    """Return the organisations by their proper names, folded: "nato", and not "alliance"."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for actor, data in G.nodes(data=True):
        if data.get("kind") == Kind.ORGANISATION:
            for name in (data.get("name"), *data.get("aliases", ())):
                if name and any(map(str.isupper, name)):
                    called[_folded(name)].add(actor)
    return called


def with_homes(G: nx.MultiDiGraph[str], *, weight: float = HOME_WEIGHT) -> nx.MultiDiGraph[str]:
    """Return a copy of the multigraph in which a state is friends with its own officials and organisations.

    An official of no state is so with the body that their role names, as the Secretary General of NATO with NATO. No
    sentence says so: these ties, of stance ``"home"`` and without statements, are for finding clusters alone, in which
    a minister else stands apart from the state that he speaks for. They are wrong for an opposition.

    Parameters
    ----------
    weight
        Of each such tie, above 0; that of a stance is the count of its statements.

    Examples
    --------
    >>> G = nx.MultiDiGraph()
    >>> G.add_node("official:nor/anna-berg", kind="official", country="NOR")
    >>> G.add_node("country:NOR", kind="country", country="NOR")
    >>> with_homes(G).edges["official:nor/anna-berg", "country:NOR", "home"]
    {'stance': 'home', 'sign': 1, 'weight': 0.5, 'statements': ()}
    """
    H: nx.MultiDiGraph[str] = nx.MultiDiGraph(G)
    for actor, home in homes(G):
        H.add_edge(actor, home, "home", stance="home", sign=1, weight=weight, statements=())
    return H


def find_actor(G: nx.Graph[str], name: str) -> str:
    """Return the id of the actor that bears a name.

    Tried in this order: the id as it is; names; aliases, country codes of countries and ids without their kind;
    the first or last word of the names and aliases of officials, which is where a surname stands. Case, accents and
    a leading "the" make no difference in the last three. An official who is called or also called by a surname alone
    does not go before the others who have it.

    Raises
    ------
    UnknownNameError
        If nobody bears the name, with names that look alike; if several do, with their ids.
    """
    if name in G:
        return name
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    by_alias: defaultdict[str, list[str]] = defaultdict(list)
    by_surname: defaultdict[str, list[str]] = defaultdict(list)
    shown: dict[str, str] = {}
    for actor, data in G.nodes(data=True):
        own = str(data.get("name") or actor)
        shown.setdefault(_folded(own), own)
        by_name[_folded(own)].append(actor)
        for alias in {_folded(text) for text in (*data.get("aliases", ()), str(actor).partition(":")[2]) if text}:
            by_alias[alias].append(actor)
        if data.get("kind") == Kind.OFFICIAL:
            for surname in _surnames([own, *data.get("aliases", ())]):
                by_surname[surname].append(actor)
    wanted = _folded(name)
    for table in (by_name, by_alias, by_surname):
        found = set(table.get(wanted, ()))
        if all(G.nodes[actor].get("kind") == Kind.OFFICIAL for actor in found):
            found.update(by_surname.get(wanted, ()) if found else ())
        if len(found) == 1:
            return found.pop()
        if found:
            raise UnknownNameError(f"actor {name!r} may be any of {', '.join(sorted(map(repr, found)))}; give one id")
    near = difflib.get_close_matches(wanted, [*by_name, *by_alias, *by_surname], n=NEAR_NAMES)
    hint = ", ".join(repr(shown.get(text, text)) for text in near)
    raise UnknownNameError(f"no actor is called {name!r}" + (f"; near: {hint}" if near else ""))


def _surnames(names: Iterable[str]) -> set[str]:
    """Return the words, folded, that may be surnames: the last of a name, or the first as in Korean."""
    words = [_folded(name).split() for name in names]
    return {end for each in words if len(each) > 1 for end in (each[0], each[-1])}


def _by_id(statements: Iterable[Statement]) -> dict[str, Statement]:
    known: dict[str, Statement] = {}
    for statement in statements:
        if known.setdefault(statement.id, statement) != statement:
            raise ReadError(f"statement id {statement.id!r} stands for two different statements, expected one")
    return {statement.id: statement for statement in sorted(known.values(), key=reading_order)}


def _check_stances(statements: Iterable[Statement]) -> None:
    seen: dict[str, tuple[int, bool]] = {}
    for statement in statements:
        kind = (statement.sign, statement.symmetric)
        if seen.setdefault(statement.stance, kind) != kind:
            sign, symmetric = seen[statement.stance]
            raise ReadError(
                f"statement {statement.id!r}: stance {statement.stance!r} has sign={kind[0]} symmetric={kind[1]}, "
                f"elsewhere sign={sign} symmetric={symmetric}; expected the statements of one codebook"
            )


def _ends(statement: Statement, target: Actor) -> tuple[str, str, str]:
    return _place(statement.source.id, target.id, statement.stance, symmetric=statement.symmetric)


def _place(u: str, v: str, stance: str, *, symmetric: bool) -> tuple[str, str, str]:
    return (v, u, stance) if symmetric and v < u else (u, v, stance)


def _agreed(mentions: Sequence[tuple[Actor, dt.date | None]]) -> dict[str, Any]:
    fields = {
        field: _prevailing([(getattr(actor, field), date) for actor, date in mentions])
        for field in ("name", "kind", "country", "role")
    }
    other = {alias for actor, _ in mentions for alias in (actor.name, *actor.aliases)} - {fields["name"]}
    return {**fields, "aliases": tuple(sorted(other))}


def _prevailing(values: Iterable[tuple[str | None, dt.date | None]]) -> str | None:
    count: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for value, date in values:
        if value is not None:
            text = str(value)
            count[text] += 1
            latest[text] = max(latest.get(text, 0), 0 if date is None else date.toordinal())
    return min(count, key=lambda text: (-count[text], -latest[text], text), default=None)


def _assembled(
    nodes: Mapping[str, Mapping[str, Any]],
    ties: Mapping[tuple[str, str, str], Tie],
    *,
    statements: Mapping[str, Statement],
    untargeted: Iterable[str],
    rollup: str | None = None,
    members: Mapping[str, Sequence[str]] | None = None,
    counted: Sequence[str] = COUNTED,
) -> nx.MultiDiGraph[str]:
    G: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    G.add_nodes_from((actor, dict(nodes[actor])) for actor in sorted(nodes))
    internal: dict[str, dict[str, Tie]] = {}
    for (u, v, stance), tie in sorted(ties.items(), key=lambda item: item[0]):
        if u == v:
            internal.setdefault(u, {})[stance] = tie
        else:
            G.add_edge(u, v, key=stance, **tie)
    G.graph.update(
        schema_version=SCHEMA_VERSION,
        statements=dict(statements),
        untargeted=tuple(untargeted),
        rollup=rollup,
        members={node: tuple(members[node]) for node in sorted(members)} if members else {},
        internal=internal,
        counted=tuple(counted),
    )
    return G


def _names(what: str, given: Iterable[T] | None, allowed: Collection[T] = ()) -> frozenset[T] | None:
    if given is None:
        return None
    names: frozenset[T] = frozenset([given] if isinstance(given, str) else given)
    unknown = [name for name in names if allowed and name not in allowed]
    if unknown:
        raise UnknownNameError(f"{what} {unknown[0]!r}, expected one of {', '.join(map(repr, allowed))}")
    return names


def _ties(G: nx.MultiDiGraph[str]) -> Iterator[tuple[tuple[str, str, str], Tie]]:
    for u, v, stance, tie in G.edges(keys=True, data=True):
        yield (u, v, stance), tie
    for actor, by_stance in G.graph.get("internal", {}).items():
        if actor in G:
            for stance, tie in by_stance.items():
                yield (actor, actor, stance), tie


def _homes(G: nx.MultiDiGraph[str]) -> dict[str, str]:
    return {actor: node for node, members in G.graph.get("members", {}).items() for actor in members}


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).removeprefix("the ")

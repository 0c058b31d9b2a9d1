"""The sections of a report: each is a function from the case to a section, or to None where it has nothing to say.

They compute nothing that the analyses do not: they choose, put in order and say in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from stancegraph.centrality import actor_centrality, ranked
from stancegraph.plots import heatmap_figure, matrix_figure
from stancegraph.plots.matrices import TOP as DRAWN_HOSTILE
from stancegraph.report.blocks import Heading, Items, Picture, Quotes, Section, Table, Words, one_line
from stancegraph.report.case import surest
from stancegraph.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from stancegraph.contested import Claim, Voice
    from stancegraph.models import Statement
    from stancegraph.report.blocks import Block, Cell
    from stancegraph.report.case import Case

TOP: Final = 10  # rows of a table: what is read on paper; the commands show all
ROWS: Final = 30  # of a table of clusters
TOLD: Final = 5  # actors, clusters and pairs that are told in detail, with quotes
DRAWN: Final = 30  # actors in the matrix; more would have names too small for a page
NAMES: Final = 25  # of the members of a cluster
OUTLETS: Final = 5

MEASURES: Final[Mapping[str, str]] = {
    "degree": "weight of all ties",
    "pagerank": "PageRank",
    "betweenness": "betweenness",
    "positive_in_degree": "friendly toward it",
    "negative_in_degree": "hostile toward it",
    "negative_out_degree": "hostile from it",
}
"""The measures of the table of central actors, with their headings."""


def in_short(case: Case) -> Section | None:
    """Return what to know if nothing else is read."""
    G, statements = case.G, list(case.statements.values())
    texts: list[str] = []
    if statements:
        documents = len({s.document.id for s in statements})
        texts.append(
            f"{counted(len(statements), 'statement')} in {counted(documents, 'document')}{_period(statements)}, "
            f"between {counted(len(G), 'actor')} with {counted(G.number_of_edges(), 'tie')}."
        )
    else:
        texts.append(f"{counted(len(G), 'actor')} with {counted(G.number_of_edges(), 'tie')}; no sentences are known.")
    found = case.clustering
    groups = [each for each in found.clusters if len(each) > 1]
    if groups:
        largest = " and ".join(
            f"around {name} ({len(each)} actors)" for name, each in zip(found.names, groups[:2], strict=False)
        )
        what = "the largest " if len(groups) > 1 else ""
        texts.append(f"{counted(len(groups), 'cluster')} of friends, {what}{largest}. {_fit(case)}")
    if case.has_weight:
        leading = [case.name(actor) for actor, _ in ranked(actor_centrality(G, measure="pagerank"), top=3)]
        texts.append(f"Most central by PageRank: {', '.join(leading)}.")
    contested = [claim for claim in case.claims if claim.is_contested]
    if contested:
        first = contested[0]
        texts.append(
            f"{counted(len(contested), 'claim')} asserted by some and denied by others; told most often: "
            f"{claim_title(first)}."
        )
    texts.append("A program has read the texts and errs; each finding has the sentences to check it by.")
    return Section("in-short", "In short", (Items(tuple(texts)),))


def numbers(case: Case) -> Section | None:
    """Return the network in numbers."""
    G, statements = case.G, list(case.statements.values())
    rows: list[tuple[Cell, ...]] = []
    if statements:
        outlets = Counter(d.outlet for d in {s.document.id: s.document for s in statements}.values())
        without = outlets.pop(None, 0)
        rows += [
            ("documents", len({s.document.id for s in statements})),
            ("outlets", len(outlets)),
            ("documents without an outlet", without),
            ("statements", len(statements)),
            ("of these: without a target", sum(s.target is None for s in statements)),
            ("of these: wire copies, which count once", sum(s.copy_of is not None for s in statements)),
            ("of these: without a day", sum(s.date is None for s in statements)),
        ]
        days = sorted(s.date for s in statements if s.date is not None)
        rows += [("first day", days[0].isoformat()), ("last day", days[-1].isoformat())] if days else []
    rows += [("actors", len(G))]
    rows += [
        (f"of these: {kind}", count) for kind, count in _counts(str(kind) for _, kind in G.nodes(data="kind") if kind)
    ]
    rows += [("ties", G.number_of_edges())]
    signs = Counter(data.get("sign") for _, _, data in G.edges(data=True))
    rows += [(f"of these: {word}", signs[sign]) for sign, word in _SIGNS.items()]
    blocks: list[Block] = [Table("Documents, statements, actors and ties", ("what", "number"), tuple(rows))]
    if statements:
        blocks.append(_stances(statements))
        listed = _counts(outlet for outlet in (s.document.outlet for s in statements) if outlet)
        if listed:
            more = [(f"{counted(len(listed) - OUTLETS, 'other outlet')}", sum(n for _, n in listed[OUTLETS:]))]
            shown = [*listed[:OUTLETS], *(more if len(listed) > OUTLETS else [])]
            blocks.append(Table("Statements by outlet", ("outlet", "statements"), tuple(shown)))
    return Section("numbers", "The network in numbers", tuple(blocks))


def clusters(case: Case) -> Section | None:
    """Return who stands together, how well that fits, and by which sentences."""
    G, found = case.G, case.clustering
    if not found.clusters:
        return None
    groups = [each for each in found.clusters if len(each) > 1]
    alone = len(found.clusters) - len(groups)
    words = [f"{counted(len(groups), 'cluster')} of two actors or more."]
    words += (
        [f"{counted(alone, 'actor')} alone in {'its cluster' if alone == 1 else 'their clusters'}."] if alone else []
    )
    words += [f"{counted(len(found.unplaced), 'actor')} without a friendly or hostile tie."] if found.unplaced else []
    words += [_fit(case), _gap(case)]
    blocks: list[Block] = [
        Words(" ".join(words)),
        Picture(
            "matrix",
            "Signed adjacency matrix ordered by cluster; the tables below hold the clusters and the ties against them.",
            lambda: matrix_figure(G, clusters=found.clusters, names=found.names, top=DRAWN, title=""),
        ),
    ]
    if groups:
        blocks.append(_cluster_table(case, groups))
    for number, members in enumerate(groups[:TOLD], start=1):
        blocks += _cluster_told(case, number, members)
    if len(groups) > TOLD:
        blocks.append(Words(f"In the table only: {counted(len(groups) - TOLD, 'smaller cluster')}."))
    return Section("clusters", "Who stands together", tuple(blocks))


def _cluster_table(case: Case, groups: Sequence[frozenset[Any]]) -> Table:
    at = case.clustering.membership()
    inside: defaultdict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    outside: defaultdict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for u, v, data in case.projection.edges(data=True):
        hostile = data["sign"] < 0
        if at[u] == at[v]:
            inside[at[u]][hostile] += data["weight"]
        else:
            for end in (u, v):
                outside[at[end]][hostile] += data["weight"]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number + 1, len(members), case.clustering.names[number], *inside[number], *outside[number])
        for number, members in enumerate(groups[:ROWS])
    )
    columns = (
        "cluster",
        "actors",
        "around",
        "friendly within",
        "hostile within",
        "friendly to others",
        "hostile to others",
    )
    more = f"; {len(groups) - ROWS} smaller ones with the command clusters" if len(groups) > ROWS else ""
    return Table(f"Clusters, with the weight of their ties{more}", columns, rows)


def _cluster_told(case: Case, number: int, members: frozenset[Any]) -> list[Block]:
    strength = actor_centrality(case.projection, measure="degree")
    order = [actor for actor, _ in ranked({actor: strength[actor] for actor in members})]
    names = [case.name(actor) for actor in order[:NAMES]]
    more = [f"{len(order) - NAMES} more"] if len(order) > NAMES else []
    within = sorted(
        (-data["weight"], str(u), str(v), u, v)
        for u, v, data in case.projection.subgraph(members).edges(data=True)
        if data["sign"] > 0
    )
    quotes = _unique(s for *_, u, v in within[:QUOTED_TIES] for s in case.quotes(u, v, sign=1, most=1))
    told: list[Block] = [
        Heading(f"Cluster {number}: {one_line(case.clustering.names[number - 1])}"),
        Words("Members: " + ", ".join([*names, *more]) + "."),
    ]
    return [*told, Words("Its heaviest friendly ties:"), Quotes(quotes)] if quotes else told


def against(case: Case) -> Section | None:
    """Return the ties that run against the clusters."""
    found = case.clustering
    if not found.clusters:
        return None
    if not found.ties_against:
        return Section("against", "Ties against the clusters", (Words("No tie runs against the clusters."),))
    rows: list[tuple[Cell, ...]] = []
    blocks: list[Block] = []
    for u, v, sign, weight in found.ties_against[:TOP]:
        pair = f"{case.name(u)} and {case.name(v)}"
        if sign > 0:
            how = f"friendly, between {_side(case, u)} and {_side(case, v)}"
        else:
            how = f"hostile, within {_side(case, u)}"
        rows.append((pair, how, weight))
        quotes = case.quotes(u, v, sign=sign)
        blocks += [Heading(pair), Quotes(quotes)] if quotes else []
    left = len(found.ties_against) - len(rows)
    caption = "Ties against the clusters, heaviest first" + (f"; {left} more with the command clusters" if left else "")
    words = (
        "Friendly ties between clusters and hostile ones within a cluster: where the picture of camps does not hold, "
        "or where a statement is read wrongly. These are the first to check."
    )
    table = Table(caption, ("between", "tie", "weight"), tuple(rows))
    return Section("against", "Ties against the clusters", (Words(words), table, *blocks))


def _side(case: Case, actor: Any) -> str:
    number = case.clustering.membership()[actor]
    return f"cluster {number + 1}" if len(case.clustering.clusters[number]) > 1 else f"{case.name(actor)} alone"


def central(case: Case) -> Section | None:
    """Return who is central by several measures, with friends and enemies."""
    G = case.G
    if not case.has_weight:
        return None
    scores = {measure: actor_centrality(G, measure=measure) for measure in MEASURES}
    order = [actor for actor, _ in ranked(scores["pagerank"])]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (case.name(actor), *(scores[measure][actor] for measure in MEASURES)) for actor in order[:TOP]
    )
    blocks: list[Block] = [
        Words(
            "PageRank is high for those whom many statements are toward, above all statements by actors for whom it is "
            "high. The other columns but betweenness add up the weight of ties, which counts statements; "
            "friendly and hostile ones do not cancel out here."
        ),
        Table("Central actors, by PageRank", ("actor", *MEASURES.values()), rows),
    ]
    for actor in order[:TOLD]:
        blocks += _actor_told(case, actor)
    return Section("central", "Who is central", tuple(blocks))


def _actor_told(case: Case, actor: Any) -> list[Block]:
    ties = sorted((-data["weight"], str(v), v, data["sign"]) for v, data in case.projection[actor].items())
    sides = {sign: [(v, -weight) for weight, _, v, own in ties if own == sign] for sign in (1, -1)}
    words = []
    quotes: list[Statement] = []
    for sign, what in ((1, "Friends"), (-1, "Enemies")):
        listed = [f"{case.name(v)} ({_weight(weight)})" for v, weight in sides[sign][:TOP]]
        more = [f"{len(sides[sign]) - TOP} more"] if len(sides[sign]) > TOP else []
        words.append(f"{what} on balance, with the weight of their ties: {', '.join([*listed, *more]) or 'none'}.")
        for v, _ in sides[sign][:1]:
            quotes += case.quotes(actor, v, sign=sign, most=1)
    role, kind = case.G.nodes[actor].get("role"), case.G.nodes[actor].get("kind")
    about = one_line(", ".join(str(each) for each in (role, kind) if each))
    told: list[Block] = [Heading(case.name(actor) + (f" ({about})" if about else "")), Items(tuple(words))]
    return [*told, Quotes(_unique(quotes))] if quotes else told


def accusations(case: Case) -> Section | None:
    """Return who is hostile toward whom, by pair."""
    G = case.G
    pairs: defaultdict[tuple[Any, Any], Counter[str]] = defaultdict(Counter)
    for u, v, data in G.edges(data=True):
        if u != v and data.get("sign") == -1 and data.get("weight", 1) > 0:
            pairs[u, v][str(data.get("stance", "hostile"))] += data.get("weight", 1)
    if not pairs:
        return None
    order = sorted(pairs, key=lambda pair: (-pairs[pair].total(), str(pair[0]), str(pair[1])))
    rows = tuple(
        (
            case.name(u),
            case.name(v),
            pairs[u, v].total(),
            ", ".join(f"{s} {_weight(n)}" for s, n in _ordered(pairs[u, v])),
        )
        for u, v in order[:TOP]
    )
    left = len(order) - len(rows)
    caption = "Hostile pairs, heaviest first" + (f"; {left} more are not shown" if left else "")
    is_cut = any(len({pair[end] for pair in pairs}) > DRAWN_HOSTILE for end in (0, 1))
    blocks: list[Block] = [Words("The figure adds up all others in a row and a column of their own.")] if is_cut else []
    picture = Picture(
        "heatmap",
        "Heat map of hostile statements, sources in rows, targets in columns; the table below holds its largest cells.",
        lambda: heatmap_figure(G, title=""),
    )
    table = Table(caption, ("source", "target", "weight", "stances"), rows)
    return Section("accusations", "Who is hostile toward whom", (*blocks, picture, table))


def contested(case: Case) -> Section | None:
    """Return the claims that some assert and others deny."""
    if not case.claims:
        return None
    found = [claim for claim in case.claims if claim.is_contested]
    words = (
        f"{counted(len(case.claims), 'claim')} in all, {len(found)} of them asserted and denied. What is one claim "
        "is decided by the deed, or else by words in common."
    )
    blocks: list[Block] = [Words(words)]
    for number, claim in enumerate(found[:TOP], start=1):
        blocks.append(Heading(f"{number}. {claim_title(claim)}"))
        facts = [f"In words: {one_line(claim.words)}"]
        facts.append(f"Asserted by: {_voices(claim.asserted_by, claim.unattributed)}")
        facts.append(f"Denied by: {_voices(claim.denied_by)}")
        if claim.investigated_by:
            facts.append(f"Checked by: {_voices(claim.investigated_by)}")
        if claim.doubts:
            facts.append(f"Not confirmed by: {_voices(claim.unconfirmed_by, claim.unconfirmed)}")
        quotes = [surest(each, counted=case.counted) for each in (claim.assertions, claim.denials, claim.inquiries)]
        blocks += [Items(tuple(facts)), Quotes(_unique(s for each in quotes for s in each))]
    if len(found) > TOP:
        blocks.append(Words(f"{counted(len(found) - TOP, 'more contested claim')} with the command claims."))
    return Section("contested", "Contested claims", tuple(blocks))


def claim_title(claim: Claim) -> str:
    """Return a claim in one line."""
    if claim.stance is None:
        return one_line(f"Against {claim.accused.name}: {claim.words}")
    target = "" if claim.target is None else f" {claim.target.name}"
    return one_line(f"{claim.accused.name} {claim.stance}{target}")


def _voices(voices: Iterable[Voice], unnamed: int = 0) -> str:
    return ", ".join([*map(_voice, voices), *([f"nobody named ({unnamed})"] if unnamed else [])])


def _voice(voice: Voice) -> str:
    if not voice.sentences:
        return one_line(f"{voice.actor.name} (as the denial has it)")
    return one_line(f"{voice.actor.name} ({voice.sentences})")


def _fit(case: Case) -> str:
    found = case.clustering
    if found.fit is None:
        return ""
    return f"{percent(found.fit)} of the weight of friendly and hostile ties fits the clusters."


def _gap(case: Case) -> str:
    found = case.clustering
    cost, bound = _weight(found.cost), _weight(found.lower_bound)
    if not found.cost:
        gap = "No tie runs against them, which may hold for other divisions too."
    elif found.is_optimal:
        gap = f"Weight {cost} runs against them, and no other division has less, though others may have as little."
    else:
        gap = (
            f"Weight {cost} runs against them. No division has less than {bound}, so another could have at most "
            f"{_weight(found.cost - found.lower_bound)} less (a gap of {percent(found.gap)})."
        )
    are = "is" if found.mixed == 1 else "are"
    mixed = f" {counted(found.mixed, 'pair')} {are} as friendly as hostile and left out." if found.mixed else ""
    modularity = "" if found.modularity is None else f" Signed modularity {found.modularity:.3f}."
    return gap + mixed + modularity


def _stances(statements: Iterable[Statement]) -> Table:
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sign: dict[str, str] = {}
    for s in statements:
        table[s.stance][s.factuality.value] += 1
        sign[s.stance] = _SIGNS[s.sign]
    order = sorted(table, key=lambda stance: (-table[stance].total(), stance))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (stance, sign[stance], *(table[stance][each] for each in _FACTUALITIES), table[stance].total())
        for stance in order
    )
    return Table("Statements by stance and factuality", ("stance", "sign", *_FACTUALITIES, "all"), rows)


def _period(statements: Sequence[Statement]) -> str:
    days = [s.date for s in statements if s.date is not None]
    if not days:
        return ", none with a day"
    extent = f"on {days[0]}" if min(days) == max(days) else f"from {min(days)} to {max(days)}"
    if len(days) == len(statements):
        return f" {extent}"
    have = "1 of the statements has a day" if len(days) == 1 else f"{len(days):,} of the statements have a day"
    return f" ({have}, {extent})"


def _counts(values: Iterable[str]) -> list[tuple[str, int]]:
    return _ordered(Counter(values))


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _unique(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple({s.id: s for s in statements}.values())


def _weight(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def percent(share: float) -> str:
    """Return a share in percent; what is neither all nor nothing is never rounded to that.

    Examples
    --------
    >>> [percent(share) for share in (0.0, 0.001, 0.25, 0.998, 1.0)]
    ['0 %', 'below 1 %', '25 %', 'above 99 %', '100 %']
    """
    if 0 < share < _HALF_PERCENT:
        return "below 1 %"
    return "above 99 %" if 1 - _HALF_PERCENT < share < 1 else f"{100 * share:.0f} %"


_HALF_PERCENT: Final = 0.005
QUOTED_TIES: Final = 3
_SIGNS: Final[Mapping[int, str]] = {1: "friendly", 0: "neutral", -1: "hostile"}
_FACTUALITIES: Final = ("asserted", "alleged", "planned", "denied")

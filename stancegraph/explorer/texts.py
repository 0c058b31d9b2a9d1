"""What the page is told second: the sentences, the documents they stand in, who said them, and contested claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stancegraph.contested import group_claims
from stancegraph.explorer.packing import Interned, as_day, columns, utf16_length
from stancegraph.models import DateBasis, statement_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from stancegraph.contested import Claim, Voice
    from stancegraph.models import Actor, Statement

BASES: Final[dict[str | None, int]] = {None: -1, **{basis: number for number, basis in enumerate(DateBasis)}}

# Of a statement, in the order of its row below.
FIELDS: Final = (
    "document", "source", "target", "attributed_to", "about", "copy_of",
    "sentence", "cue_start", "cue_length", "at", "basis",
)  # fmt: skip

CLAIMS_UP_TO: Final = 20_000  # statements; grouping compares the accusations of an actor with one another


def texts(G: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return the texts behind a graph, in the order of the statements in `payload.payload`.

    Each sentence, document and actor stands once. `ids` holds the ids and anchors of statements only where they are
    not those that follow from document, cue, source, stance and target, which the page works out by itself.
    """
    statements: Mapping[str, Statement] = G.graph.get("statements") or {}
    order = {id_: i for i, id_ in enumerate(statements)}
    documents, sentences, abouts, actors = Interned(), Interned(), Interned(), Interned()

    def actor_number(actor: Actor | None) -> int:
        return -1 if actor is None else actors((actor.id, actor.name))

    def row(statement: Statement) -> tuple[int, ...]:
        before, cue, _ = statement.evidence.parts()
        return (
            documents(statement.document),
            actor_number(statement.source),
            actor_number(statement.target),
            actor_number(statement.attributed_to),
            abouts(statement.about),
            order.get(statement.copy_of or "", -1),
            sentences(statement.evidence.quote),
            # Python counts code points, the browser's strings count UTF-16 units.
            utf16_length(before),
            utf16_length(cue),
            statement.evidence.cue.start,
            BASES[statement.date_basis],
        )

    rows = columns(FIELDS, map(row, statements.values()))
    claims = None  # not looked for, which the page says
    if len(statements) <= CLAIMS_UP_TO:
        contested = [claim for claim in group_claims(statements.values()) if claim.is_contested]
        claims = [_claim(claim, actor_number, order) for claim in contested]
    return {
        "sentences": sentences.values(),
        "about": abouts.values(),
        "documents": columns(
            ("id", "title", "outlet", "url", "date"),
            ((d.id, d.title, d.outlet, d.url, as_day(d.date)) for d in documents.values()),
        ),
        "statements": rows,
        "ids": _ids(statements.values()),
        "claims": claims,
        # Last, since claims may name actors that no statement does.
        "actors": columns(("id", "name"), actors.values()),
    }


def _ids(statements: Iterable[Statement]) -> dict[str, list[str]] | None:
    listed = list(statements)
    if all(_follows(statement) for statement in listed):
        return None
    return {"id": [s.id for s in listed], "anchor": [s.anchor for s in listed]}


def _follows(statement: Statement) -> bool:
    cue, target = statement.evidence.cue, statement.target
    ids = statement_ids(
        statement.document.id,
        (cue.start, cue.end),
        statement.source.id,
        statement.stance,
        None if target is None else target.id,
    )
    return ids == {"id": statement.id, "anchor": statement.anchor}


def _claim(claim: Claim, actor_number: Any, order: Mapping[str, int]) -> dict[str, Any]:
    def voices(given: tuple[Voice, ...]) -> list[list[int]]:
        return [[actor_number(voice.actor), voice.sentences] for voice in given]

    return {
        "accused": actor_number(claim.accused),
        "stance": claim.stance,
        "target": actor_number(claim.target),
        "words": claim.words,
        "asserted_by": voices(claim.asserted_by),
        "denied_by": voices(claim.denied_by),
        "investigated_by": voices(claim.investigated_by),
        "unattributed": claim.unattributed,
        "assertions": [order[s.id] for s in claim.assertions],
        "denials": [order[s.id] for s in claim.denials],
        "inquiries": [order[s.id] for s in claim.inquiries],
    }

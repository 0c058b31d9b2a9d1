"""What the page is told second: the sentences, the documents they stand in, who said them, and contested claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from stancegraph.contested import contested_claims
from stancegraph.explorer.packing import Interned, as_day, columns, some_at_a_time, utf16_length
from stancegraph.models import DateBasis, ids_follow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import networkx as nx

    from stancegraph.contested import Claim, Voice
    from stancegraph.models import Actor, DocumentRef, Doubt, Evidence, Statement

BASES: Final[dict[str | None, int]] = {None: -1, **{basis: number for number, basis in enumerate(DateBasis)}}

# Of a statement, in the order in which they stand in the page.
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
    listed = list(statements.values())
    order = {id_: i for i, id_ in enumerate(statements)}
    documents, sentences, abouts = Interned(), Interned(), Interned()
    actors = _Actors()
    rows: dict[str, list[int]] = {name: [] for name in FIELDS}
    follow = True
    for some in some_at_a_time(listed):
        rows["document"] += [documents(_citation(statement.document)) for statement in some]
        for statement in some:  # each numbered where it first stands
            rows["source"].append(actors.number(statement.source))
            rows["target"].append(actors.number(statement.target))
            rows["attributed_to"].append(actors.number(statement.attributed_to))
        rows["about"] += [abouts(statement.about) for statement in some]
        rows["copy_of"] += [order.get(statement.copy_of or "", -1) for statement in some]
        rows["sentence"] += [sentences(statement.evidence.quote) for statement in some]
        for statement in some:
            start, length = _cue(statement.evidence)
            rows["cue_start"].append(start)
            rows["cue_length"].append(length)
        rows["at"] += [statement.evidence.cue.start for statement in some]
        rows["basis"] += [BASES[statement.date_basis] for statement in some]
        follow = follow and all(map(ids_follow, some))
    claims = None  # not looked for, which the page says
    if len(statements) <= CLAIMS_UP_TO:
        claims = [
            _claim(claim, actors, order)
            | {"doubts": [_doubt(doubt, actors, documents, sentences) for doubt in claim.doubts]}
            for claim in contested_claims(listed)
        ]
    return {
        "sentences": sentences.values(),
        "about": abouts.values(),
        "documents": columns(
            ("id", "title", "outlet", "url", "date"),
            ((id_, title, outlet, url, as_day(date)) for id_, title, outlet, url, date in documents.values()),
        ),
        "statements": rows,
        "ids": None if follow else {"id": [s.id for s in listed], "anchor": [s.anchor for s in listed]},
        "claims": claims,
        # Last, since claims may name actors that no statement does.
        "actors": columns(("id", "name"), actors.values()),
    }


def _citation(document: DocumentRef) -> tuple[str, str | None, str | None, str | None, dt.date | None]:
    # A tuple is looked up in a fraction of the time that a record takes.
    return document.id, document.title, document.outlet, document.url, document.date


class _Actors(Interned):
    """Ids and names of actors."""

    def number(self, actor: Actor | None) -> int:
        return -1 if actor is None else self((actor.id, actor.name))


def _cue(evidence: Evidence) -> tuple[int, int]:
    """Return where a cue begins in its quote and how long it is, in the units that the browser's strings count in."""
    if evidence.quote.isascii():
        return evidence.cue.start - evidence.start, evidence.cue.end - evidence.cue.start
    before, cue, _ = evidence.parts()
    return utf16_length(before), utf16_length(cue)


def _doubt(doubt: Doubt, actors: _Actors, documents: Interned, sentences: Interned) -> list[int]:
    """Return who cannot confirm a claim, and where that stands: document, sentence, and the cue in it."""
    evidence = doubt.evidence
    return [
        actors.number(doubt.actor),
        documents(_citation(doubt.document)),
        sentences(evidence.quote),
        *_cue(evidence),
    ]


def _claim(claim: Claim, actors: _Actors, order: Mapping[str, int]) -> dict[str, Any]:
    def voices(given: tuple[Voice, ...]) -> list[list[int]]:
        return [[actors.number(voice.actor), voice.sentences] for voice in given]

    return {
        "accused": actors.number(claim.accused),
        "stance": claim.stance,
        "target": actors.number(claim.target),
        "words": claim.words,
        "asserted_by": voices(claim.asserted_by),
        "denied_by": voices(claim.denied_by),
        "investigated_by": voices(claim.investigated_by),
        "unattributed": claim.unattributed,
        "assertions": [order[s.id] for s in claim.assertions],
        "denials": [order[s.id] for s in claim.denials],
        "inquiries": [order[s.id] for s in claim.inquiries],
    }

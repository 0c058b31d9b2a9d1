"""Statements to positions: on the claims that are asserted and denied, or on the actors that stances are toward."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from stancegraph.codebook import load_codebook
from stancegraph.contested import TAKEN, group_claims, side_of
from stancegraph.discourse.positions import Debate, Position
from stancegraph.errors import UnknownNameError
from stancegraph.models import Kind
from stancegraph.ties import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stancegraph.codebook import Codebook
    from stancegraph.contested import Claim
    from stancegraph.models import Actor, Statement


def positions_on_claims(
    statements: Iterable[Statement],
    *,
    rollup: str | None = None,
    names: Mapping[str, str] | None = None,
    codebook: Codebook | None = None,
) -> Debate:
    """Return who asserts and who denies the claims that statements make.

    Claims are those of `group_claims`. Who accuses, or is told to allege a deed, agrees with the claim; who denies it
    disagrees. Inquiries take no side and are left out, and so is what is alleged without naming anybody.

    Parameters
    ----------
    statements
        In any order, which makes no difference.
    rollup, names, codebook
        As in `group_claims`.

    Returns
    -------
    Debate
        One position for each sentence in which an actor takes it, on the day of the statement, wire copies once. A
        concept is called after the accused and the deed, ``claim:country:PRK aids country:RUS``, or the words;
        `attributes` have the name, kind and country of actors, and a readable name and the words of concepts.

    Raises
    ------
    UnknownNameError
        If `rollup` is anything but None or ``"country"``.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> text = "Kyiv accused Pyongyang of sending troops to Moscow. Pyongyang denied the accusation."
    >>> debate = positions_on_claims(extract([Document(id="a", text=text)]))
    >>> for position in debate.positions:
    ...     print(position.actor, position.agreement, debate.attributes[position.concept]["name"])
    country:UKR 1 North Korea aids Russia
    country:PRK -1 North Korea aids Russia
    """
    found = list(statements)
    book = load_codebook() if codebook is None else codebook
    actors = _Actors(found, rollup=rollup, names=names or {})
    originals = {statement.id for statement in _once(found)}
    positions: dict[tuple[str, int, str, str, int], Position] = {}
    concepts: dict[str, dict[str, Any]] = {}
    called = Counter[str]()
    for claim in group_claims(found, rollup=rollup, names=names, codebook=book):
        concept, name = _concept(claim)
        called[concept] += 1
        if called[concept] > 1:  # two claims may be labelled with the same words
            concept, name = f"{concept} ({called[concept]})", f"{name} ({called[concept]})"
        for statement, actor, agreement in _voices(claim, book):
            if statement.id in originals:
                position = Position(
                    document=statement.document.id,
                    date=statement.date,
                    actor=actors.home(actor),
                    concept=concept,
                    agreement=agreement,
                    statement=statement.id,
                    quote=statement.evidence.quote,
                )
                # An accusation and the deed that it is about are one sentence.
                place = (position.document, statement.evidence.start)
                positions.setdefault((*place, position.actor, concept, agreement), position)
                concepts[concept] = {"name": name, "words": claim.words}
    return Debate(list(positions.values()), {**actors.attributes(positions.values()), **concepts})


def _voices(claim: Claim, book: Codebook) -> Iterator[tuple[Statement, Actor, int]]:
    for statement in claim.assertions:
        stance = book.stances.get(statement.stance)
        by = statement.source if stance is not None and stance.is_claim else statement.attributed_to
        if by is not None:
            yield statement, by, 1
    for statement in claim.denials:
        yield statement, statement.source, -1


def _concept(claim: Claim) -> tuple[str, str]:
    """Return the name of a concept for programs, and for people."""
    if claim.stance is None or claim.target is None:
        return f"claim:{claim.accused.id}: {claim.words}", f"{claim.accused.name}: {claim.words}"
    ids = f"claim:{claim.accused.id} {claim.stance} {claim.target.id}"
    return ids, f"{claim.accused.name} {claim.stance} {claim.target.name}"


def positions_on_actors(
    statements: Iterable[Statement],
    *,
    rollup: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Debate:
    """Return who stands how toward whom, as positions on the targets: a stance of sign 1 agrees, one of -1 does not.

    Two actors agree then if they support, or condemn, the same others. Asserted and alleged statements count; those
    of neutral stances and those without a target do not. A symmetric stance is one of each side toward the other.

    Parameters
    ----------
    statements
        In any order, which makes no difference.
    rollup
        ``"country"`` merges actors into their country; what is within one is left out.
    names
        Country code -> name, for countries that are not themselves among the actors.

    Returns
    -------
    Debate
        One position a statement, wire copies once. The concept is called ``toward:country:RUS``, since the target is
        an actor too.

    Raises
    ------
    UnknownNameError
        If `rollup` is anything but None or ``"country"``.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> text = "Norway condemned Russia. Sweden condemned Russia."
    >>> debate = positions_on_actors(extract([Document(id="a", text=text)]))
    >>> [(p.actor, p.concept, p.agreement) for p in debate.positions]
    [('country:NOR', 'toward:country:RUS', -1), ('country:SWE', 'toward:country:RUS', -1)]
    """
    found = list(statements)
    actors = _Actors(found, rollup=rollup, names=names or {})
    positions: list[Position] = []
    concepts: dict[str, dict[str, Any]] = {}
    for statement in _once(found):
        if statement.target is None or not statement.sign or statement.factuality not in TAKEN:
            continue
        ends = (actors.home(statement.source), actors.home(statement.target))
        if ends[0] == ends[1]:
            continue
        for actor, other in (ends, ends[::-1])[: 2 if statement.symmetric else 1]:
            concept = f"toward:{other}"
            concepts[concept] = {"name": f"toward {actors.name(other)}"}
            positions.append(
                Position(
                    document=statement.document.id,
                    date=statement.date,
                    actor=actor,
                    concept=concept,
                    agreement=statement.sign,
                    statement=statement.id,
                    quote=statement.evidence.quote,
                )
            )
    return Debate(positions, {**actors.attributes(positions), **concepts})


def _once(statements: Iterable[Statement]) -> list[Statement]:
    """Return statements without wire copies; of copies whose original is not among them, the first."""
    originals: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.copy_of is not None, reading_order(s))):
        originals.setdefault(statement.copy_of or statement.id, statement)
    return sorted(originals.values(), key=reading_order)


class _Actors:
    """Who stands for whom, and what is known of each: the record that most statements have."""

    def __init__(self, statements: Iterable[Statement], *, rollup: str | None, names: Mapping[str, str]) -> None:
        if rollup not in {None, "country"}:
            raise UnknownNameError(f"roll-up by {rollup!r}, expected 'country'")
        self._by_country = rollup is not None
        self._names = names
        seen = Counter(
            actor for s in statements for actor in (s.source, s.target, s.attributed_to) if actor is not None
        )
        self._records: dict[str, Actor] = {}
        for actor in sorted(seen, key=lambda actor: (-seen[actor], repr(actor))):
            self._records.setdefault(actor.id, actor)

    def home(self, actor: Actor) -> str:
        return side_of(self._records[actor.id]) if self._by_country else actor.id

    def name(self, id_: str) -> str:
        if id_ in self._records:
            return self._records[id_].name
        code = id_.removeprefix(f"{Kind.COUNTRY}:")
        return self._names.get(code, code)

    def attributes(self, positions: Iterable[Position]) -> dict[str, dict[str, Any]]:
        return {id_: self._described(id_) for id_ in sorted({position.actor for position in positions})}

    def _described(self, id_: str) -> dict[str, Any]:
        if id_ in self._records:
            known = self._records[id_]
            return {"name": known.name, "kind": known.kind.value, "country": known.country}
        return {"name": self.name(id_), "kind": Kind.COUNTRY.value, "country": id_.removeprefix(f"{Kind.COUNTRY}:")}

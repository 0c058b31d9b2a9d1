"""Actors that a user knows to be one: lists of them, laid over statements.

Across documents an actor is the same where its id is: a full name with the same country, or with none. A surname that
only its document explains stays within it, since Smith in one text is not Smith in another. Whoever knows better
writes it down, a line for each pair, and every later step follows.
"""

from __future__ import annotations

import difflib
import warnings
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz

from stancegraph.errors import MergeWarning, ReadError, UnknownNameError
from stancegraph.models import Actor, Kind, Statement
from stancegraph.reading.records import brief, rows
from stancegraph.reading.sources import bytes_of, decoded, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

NEAR_NAMES: Final = 3  # more would not fit the one line of a message
SHOWN_CANDIDATES: Final = 8

# From this likeness on (rapidfuzz's ratio) two full names of one kind are shown as perhaps the same: Volodymyr
# Zelenskyy and Volodymyr Zelensky score 95, Kim Jong Un and Kim Jong Il 91. Whoever is asked decides.
ALIKE: Final = 90.0

_COLUMNS: Final = ("keep", "merge")


class Merge(NamedTuple):
    """Two actors that are one: which to keep, which to merge into it, each by id or name, and where that is said."""

    keep: str
    merge: str
    where: str = ""


class Similar(NamedTuple):
    """Two actors that may be one, and what speaks for it."""

    keep: Actor
    merge: Actor
    reason: str


def read_merges(path: str | Path) -> list[Merge]:
    r"""Return the pairs in a table with the columns ``keep`` and ``merge``.

    Parameters
    ----------
    path
        A CSV file, or ``-`` for standard input. In each line two actors, by id or by a name exactly as it is listed;
        other columns are for notes. Lines with an empty cell in either column are left out.

    Raises
    ------
    ReadError
        If the file is missing, no text or no such table.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name) / "same.csv"
    >>> _ = path.write_text("keep,merge\nJane Doe,official:doe@doc-1\n", encoding="utf-8")
    >>> [(one.keep, one.merge) for one in read_merges(path)]
    [('Jane Doe', 'official:doe@doc-1')]
    >>> folder.cleanup()
    """
    name = name_of(path)
    text = decoded(bytes_of(path), encoding="utf-8", name=name)
    merges = []
    for number, row in rows(text, known=_COLUMNS, wanted="keep"):
        where = f"{name} line {number}"
        if isinstance(row, ReadError):
            raise ReadError(f"{where}: {row}, expected a table with the columns keep and merge")
        if "merge" not in row:
            raise ReadError(f"{where}: no column 'merge' in the header, which is {brief(list(row))}")
        if row["keep"].strip() and row["merge"].strip():
            merges.append(Merge(row["keep"].strip(), row["merge"].strip(), where))
    return merges


def merged(statements: Iterable[Statement], merges: Iterable[tuple[str, str] | Merge]) -> list[Statement]:
    """Return the statements with actors merged, in their order.

    Source, target and whoever a claim is attributed to become the actor that is kept, under its name, and with the
    other's names as aliases. A statement of one to the other is left out, as is one that becomes the same as an
    earlier one. Ids are computed anew and `copy_of` follows them; anchors, the places in the text, stay.

    Parameters
    ----------
    statements
        All that the merges are about; names are looked up in them.
    merges
        Pairs (keep, merge). Each is an id, else the name of exactly one actor, else an alias of exactly one. Merges
        may build on each other: with a pair (A, B) and a pair (B, C) all three are A, in any order of the pairs.

    Raises
    ------
    UnknownNameError
        If a name fits several actors, with their ids; if the actor to keep is not there but the other is, with names
        that look alike.
    ReadError
        If an actor is to be merged into two that stay apart, or into itself by way of others.

    Warns
    -----
    MergeWarning
        How many statements were left out; how many pairs have nobody to merge here, which one list for several
        inputs may bring about.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> texts = {"a": "Jane Doe condemned Sweden.", "b": "Mrs Doe accused Norway of lying."}
    >>> statements = extract([Document(id=id_, text=text) for id_, text in texts.items()])
    >>> [s.source.id for s in statements]
    ['official:jane-doe', 'official:doe@b']
    >>> [s.source.id for s in merged(statements, [("Jane Doe", "official:doe@b")])]
    ['official:jane-doe', 'official:jane-doe']
    """
    given = list(statements)
    index = _Index(given)
    homes = _homes([Merge(*pair) for pair in merges], index)
    if not homes:
        return given
    found, renamed, dropped = _rewritten(given, index, homes)
    for why in (_WITHIN, _AGAIN):
        if count := dropped[why]:
            warnings.warn(f"{count} statement{'' if count == 1 else 's'} left out, {why}", MergeWarning, stacklevel=2)
    return [_following(statement, renamed) for statement in found]


_WITHIN: Final = "between actors that are now one"
_AGAIN: Final = "the same as others now"


class _Index:
    """Who is in some statements, by id, name and alias."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        records: defaultdict[str, Counter[Actor]] = defaultdict(Counter)
        for statement in statements:
            doubters = (doubt.actor for doubt in statement.doubts)
            for actor in (statement.source, statement.target, statement.attributed_to, *doubters):
                if actor is not None:
                    records[actor.id][actor] += 1
        self.actors: dict[str, Actor] = {id_: _usual(found) for id_, found in records.items()}
        self.by_name: defaultdict[str, set[str]] = defaultdict(set)
        self.by_alias: defaultdict[str, set[str]] = defaultdict(set)
        for id_, found in records.items():
            for actor in found:
                self.by_name[actor.name].add(id_)
                for alias in actor.aliases:
                    self.by_alias[alias].add(id_)

    def find(self, name: str, where: str) -> str | None:
        """Return the id of the one actor that bears a name, or None if nobody does."""
        if name in self.actors:
            return name
        found = sorted(self.by_name.get(name) or self.by_alias.get(name) or ())
        if len(found) > 1:
            more = len(found) - SHOWN_CANDIDATES
            shown = ", ".join(map(repr, found[:SHOWN_CANDIDATES])) + (f" and {more} more" if more > 0 else "")
            raise UnknownNameError(f"{_at(where)}actor {name!r} may be any of {shown}; give one id")
        return found[0] if found else None

    def near(self, name: str) -> str:
        """Return names and ids that look like `name`, as the end of a message."""
        known = [*self.actors, *self.by_name] if ":" in name else [*self.by_name, *self.by_alias]
        found = dict.fromkeys(difflib.get_close_matches(name, known, n=NEAR_NAMES))
        return f"; near: {', '.join(map(repr, found))}" if found else ""


def _usual(found: Counter[Actor]) -> Actor:
    """Return the most frequent record of an actor; of several the one that knows more, then the alphabet."""

    def rank(actor: Actor) -> tuple[int, bool, bool, str]:
        return -found[actor], actor.country is None, actor.role is None, actor.model_dump_json()

    return min(found, key=rank)


def _at(where: str) -> str:
    return f"{where}: " if where else ""


def _homes(merges: Sequence[Merge], index: _Index) -> dict[str, str]:
    """Return the id of every actor to be merged -> the id of the one it becomes in the end."""
    steps: dict[str, tuple[str, str]] = {}
    others: list[tuple[str, str, str]] = []
    nobody: list[tuple[str, str]] = []
    for keep, merge, where in merges:
        kept, gone = index.find(keep, where), index.find(merge, where)
        if gone is None:
            nobody.append((merge, where))
        elif kept is None:
            raise UnknownNameError(f"{_at(where)}no actor is called {keep!r}{index.near(keep)}")
        elif kept != gone and steps.setdefault(gone, (kept, where))[0] != kept:
            others.append((gone, kept, where))
    homes: dict[str, str] = {}
    for gone in steps:
        _settle(gone, steps, homes)
    for gone, kept, where in others:
        if homes.get(kept, kept) != homes[gone]:
            both = f"{steps[gone][0]!r} and {kept!r}"
            raise ReadError(f"{_at(where)}{gone!r} shall become both {both}, expected one of them")
    if nobody:
        name, where = nobody[0]
        rest = f" (and {len(nobody) - 1} more such lines)" if len(nobody) > 1 else ""
        message = f"{_at(where)}nothing to merge, no actor is called {name!r}{index.near(name)}{rest}"
        warnings.warn(message, MergeWarning, stacklevel=3)
    return homes


def _settle(gone: str, steps: Mapping[str, tuple[str, str]], homes: dict[str, str]) -> None:
    """Note in `homes` where an actor, and all on the way from it, end up."""
    way: dict[str, None] = {gone: None}
    here = gone
    while here in steps and here not in homes:
        here, where = steps[here]
        if here in way:
            circle = [*list(way)[list(way).index(here) :], here]
            shown = " into ".join(map(repr, circle[:SHOWN_CANDIDATES]))
            raise ReadError(f"{_at(where)}{shown} is a circle, expected an actor to keep")
        way[here] = None
    end = homes.get(here, here)
    homes.update((one, end) for one in way if one != end)


def _rewritten(
    statements: Sequence[Statement], index: _Index, homes: Mapping[str, str]
) -> tuple[list[Statement], dict[str, str], Counter[str]]:
    """Return the statements that are left, old id -> new id of all that changed, and how many were dropped why."""
    known: dict[Actor, Actor] = {}

    def kept(actor: Actor) -> Actor:
        if actor.id not in homes:
            return actor
        if actor not in known:
            known[actor] = _become(index.actors[homes[actor.id]], actor)
        return known[actor]

    found: dict[str, Statement] = {}
    renamed: dict[str, str] = {}
    dropped: Counter[str] = Counter()
    for statement in statements:
        source = kept(statement.source)
        target = None if statement.target is None else kept(statement.target)
        by = None if statement.attributed_to is None else kept(statement.attributed_to)
        doubts = tuple(
            doubt if doubt.actor is None else doubt.model_copy(update={"actor": kept(doubt.actor)})
            for doubt in statement.doubts
        )
        new = statement
        if (source, target, by, doubts) != (
            statement.source,
            statement.target,
            statement.attributed_to,
            statement.doubts,
        ):
            fields = {name: getattr(statement, name) for name in Statement.model_fields if name != "id"}
            changed = {"source": source, "target": target, "attributed_to": by, "doubts": doubts}
            new = Statement.model_validate({**fields, **changed})
            renamed[statement.id] = new.id
        was_within = statement.target is not None and statement.source.id == statement.target.id
        if new.target is not None and new.source.id == new.target.id and not was_within:
            dropped[_WITHIN] += 1
        elif new.id in found:
            dropped[_AGAIN] += 1
        else:
            found[new.id] = new
    return list(found.values()), renamed, dropped


def _become(kept: Actor, gone: Actor) -> Actor:
    """Return the actor that is kept as a statement of the other has it: under all names, in the role told there."""
    role = gone.role if gone.role is not None and gone.kind is kept.kind else kept.role
    aliases = {*kept.aliases, gone.name, *gone.aliases} - {kept.name}
    country = kept.country or gone.country
    return kept.model_copy(update={"aliases": tuple(sorted(aliases)), "role": role, "country": country})


def _following(statement: Statement, renamed: Mapping[str, str]) -> Statement:
    if statement.copy_of is None or statement.copy_of not in renamed:
        return statement
    return statement.model_copy(update={"copy_of": renamed[statement.copy_of]})


# ------------------------------------------------------------------------------------------------------- who may be one


def similar_actors(statements: Iterable[Statement]) -> list[Similar]:
    """Return pairs of actors that may be one, the surer first: to be looked through, not to be trusted.

    They are, in this order: persons and bodies of one name, of whom at most one has a country; the surname of one
    document, where only one actor has it in the others; full names of one kind that are spelled alike and whose
    countries do not differ. The one to keep is the one that is known better: with a country, a person, with more
    statements.

    Notes
    -----
    It shows Kim Jong Un and Kim Jong Il, who are two.

    Examples
    --------
    >>> from stancegraph import Document, extract
    >>> texts = {"a": "The Slovak minister Jan Novak condemned Sweden.", "b": "Jan Novak accused Norway of lying."}
    >>> for pair in similar_actors(extract([Document(id=id_, text=text) for id_, text in texts.items()])):
    ...     print(pair.keep.id, pair.merge.id, pair.reason)
    official:svk/jan-novak official:jan-novak same name
    """
    given = list(statements)
    counts = Counter(actor.id for s in given for actor in (s.source, s.target) if actor is not None)
    index = _Index(given)
    shown: dict[frozenset[str], Similar] = {}
    for found in (_same_names(index), _surnames(index), _spelled_alike(index)):
        for a, b, reason in found:
            keep, merge = sorted((a, b), key=lambda one: _worth(one, counts))
            shown.setdefault(frozenset((a.id, b.id)), Similar(keep, merge, reason))
    return list(shown.values())


def _worth(actor: Actor, counts: Mapping[str, int]) -> tuple[bool, bool, bool, int, str]:
    is_body = actor.kind is not Kind.OFFICIAL
    return "@" in actor.id, actor.country is None, is_body, -counts[actor.id], actor.id


def _same_names(index: _Index) -> Iterator[tuple[Actor, Actor, str]]:
    by_name: defaultdict[str, list[Actor]] = defaultdict(list)
    for id_, actor in sorted(index.actors.items()):
        if "@" not in id_ and actor.kind in {Kind.OFFICIAL, Kind.ORGANISATION}:  # one parse takes her for a body
            by_name[id_.partition(":")[2].rpartition("/")[2]].append(actor)
    for found in by_name.values():
        # Two who have countries are two; who has none may be the only one with a country.
        found.sort(key=lambda one: (one.country is None, one.kind is not Kind.OFFICIAL))
        if sum(one.country is not None for one in found) <= 1:
            yield from ((found[0], other, "same name") for other in found[1:])


def _surnames(index: _Index) -> Iterator[tuple[Actor, Actor, str]]:
    bearers: defaultdict[str, list[Actor]] = defaultdict(list)
    alone: list[Actor] = []
    for id_, actor in sorted(index.actors.items()):
        if actor.kind is Kind.OFFICIAL and "@" in id_:
            alone.append(actor)
        elif actor.kind is Kind.OFFICIAL:
            words = actor.name.casefold().split()
            for word in {words[0], words[-1]} if len(words) > 1 else ():
                bearers[word].append(actor)
    for actor in alone:
        found = bearers.get(actor.name.casefold().split()[-1], [])
        if len(found) == 1 and _may_share_country(actor, found[0]):
            yield actor, found[0], "surname that one actor has"


def _spelled_alike(index: _Index) -> Iterator[tuple[Actor, Actor, str]]:
    # Compared are those alone whose last words begin alike: some spellings are missed, and thousands of actors are
    # not compared with thousands.
    blocks: defaultdict[tuple[Kind, str], list[Actor]] = defaultdict(list)
    for id_, actor in sorted(index.actors.items()):
        if " " in actor.name and "@" not in id_ and actor.kind is not Kind.COUNTRY:
            blocks[actor.kind, actor.name.split()[-1][:2].casefold()].append(actor)
    for block in blocks.values():
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if _may_share_country(a, b) and fuzz.ratio(a.name.casefold(), b.name.casefold(), score_cutoff=ALIKE):
                    yield a, b, "spelled alike"


def _may_share_country(a: Actor, b: Actor) -> bool:
    return a.country is None or b.country is None or a.country == b.country

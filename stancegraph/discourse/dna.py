"""Databases of Discourse Network Analyzer (`.dna`, a file of SQLite) to positions."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stancegraph.discourse.positions import Debate, Position
from stancegraph.errors import ReadError, UnknownNameError

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Mapping

SIGNATURE: Final = b"SQLite format 3\x00"
NEEDED: Final[Mapping[str, frozenset[str]]] = {
    "DOCUMENTS": frozenset({"ID", "Text", "Date"}),
    "STATEMENTTYPES": frozenset({"ID", "Label"}),
    "VARIABLES": frozenset({"ID", "Variable", "DataType", "StatementTypeId"}),
    "STATEMENTS": frozenset({"ID", "StatementTypeId", "DocumentId", "Start", "Stop"}),
    "DATABOOLEAN": frozenset({"StatementId", "VariableId", "Value"}),
    "DATAINTEGER": frozenset({"StatementId", "VariableId", "Value"}),
    "DATASHORTTEXT": frozenset({"StatementId", "VariableId", "Entity"}),
    "ENTITIES": frozenset({"ID", "VariableId", "Value", "ChildOf"}),
    "ATTRIBUTEVARIABLES": frozenset({"ID", "AttributeVariable"}),
    "ATTRIBUTEVALUES": frozenset({"EntityId", "AttributeVariableId", "AttributeValue"}),
}
"""Tables of DNA 3 that are read, with their columns."""

FIRST_DAY: Final = dt.date(1970, 1, 1)  # DNA keeps dates as seconds from it
SECONDS: Final = 86_400


def read_dna(
    path: str | os.PathLike[str],
    *,
    actor: str = "organization",
    concept: str = "concept",
    agreement: str | None = "agreement",
    statement_type: str = "DNA Statement",
    by: str | None = None,
    parents: bool = False,
) -> Debate:
    """Return the coded statements of a DNA database as positions, with the attributes of its entities.

    Parameters
    ----------
    path
        A database of DNA 3. It is opened for reading only.
    actor, concept
        Variables of the statement type, of short text: ``"organization"`` or ``"person"`` speaks.
    agreement
        A boolean variable, of which no is read as -1, or an integer one, of which the level is kept. With None every
        position agrees.
    statement_type
        Which of the statement types of the database.
    by
        An attribute of the actors, such as ``"Type"``: its values take the place of the actors. Actors without one are
        left out.
    parents
        Whether an entity that is filed under another is read as that.

    Returns
    -------
    Debate
        One position a statement that names an actor and a concept, with the words that are marked; the others are left
        out. A document is called by its number. Attributes are those of the entities that occur, where they have a
        value.

    Raises
    ------
    ReadError
        If the file is no database of DNA 3, or a record in it is not what it must be.
    UnknownNameError
        If there is no such statement type, variable or attribute, or a variable is of another type.
    OSError
        If the file cannot be read.
    """
    file = Path(path)
    with file.open("rb") as opened:
        if opened.read(len(SIGNATURE)) != SIGNATURE:
            raise ReadError(f"{file}: not a database of SQLite, expected a .dna file of DNA 3")
    try:
        # As an address, which is the way to open a database that is never written to.
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            return _Database(database, file).debate(statement_type, actor, concept, agreement, by=by, parents=parents)
    except (sqlite3.Error, OverflowError, TypeError, ValueError) as err:  # SQLite keeps any type in any column
        raise ReadError(f"{file}: {err}, expected a database of DNA 3") from err


class _Text:
    """The text of a document, in which DNA counts as Java does: what is beyond the first plane of Unicode is two."""

    def __init__(self, text: str) -> None:
        self._units = str(text).encode("utf-16-le", errors="surrogatepass")

    def quote(self, start: int, stop: int) -> str | None:
        if not 0 <= start < stop:
            return None
        return self._units[2 * start : 2 * stop].decode("utf-16-le", errors="replace") or None


class _Database:
    """An open database whose tables are those of DNA 3. No word of a user is ever part of a query."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self._file = file
        found: defaultdict[str, set[str]] = defaultdict(set)
        for table, column in self._rows(_COLUMNS):
            found[table].add(column)
        for table, columns in NEEDED.items():
            if missing := sorted(columns - found[table]):
                raise ReadError(f"{file}: no column {missing[0]} in a table {table}, expected a database of DNA 3")

    def _rows(self, query: str, *values: int) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()

    def debate(
        self, statement_type: str, actor: str, concept: str, agreement: str | None, *, by: str | None, parents: bool
    ) -> Debate:
        kinds = {label: id_ for id_, label in self._rows("SELECT ID, Label FROM STATEMENTTYPES")}
        self._check_known(kinds, statement_type, "statement type")
        kind = kinds[statement_type]
        types = {name: (id_, type_) for id_, name, type_ in self._rows(_VARIABLES, kind)}
        entities = self._entities(parents=parents)
        attributes = self._attributes()
        if by is not None:
            self._check_known({name for of in attributes.values() for name in of}, by, "attribute")
        actors, concepts = (
            {s: entities[e] for s, e in self._values(types, name, ("short text",)) if e in entities}
            for name in (actor, concept)
        )
        levels = None if agreement is None else self._levels(types, agreement)
        positions: list[Position] = []
        used: dict[str, dict[str, Any]] = {}
        texts = {document: _Text(text) for document, text in self._rows("SELECT ID, Text FROM DOCUMENTS")}
        for statement, document, seconds, start, stop in self._rows(_STATEMENTS, kind):
            level = 1 if levels is None else levels.get(statement)
            if statement not in actors or statement not in concepts or level is None:
                continue
            (who, name), (what, words) = actors[statement], concepts[statement]
            if by is None:
                used[name] = attributes.get(who, {})
            else:
                name = attributes.get(who, {}).get(by, "")
            if name and words:
                used[words] = attributes.get(what, {})
                positions.append(
                    Position(
                        document=str(document),
                        date=self._day(document, seconds),
                        actor=name,
                        concept=words,
                        agreement=level,
                        statement=str(statement),
                        quote=texts[document].quote(start, stop),
                    )
                )
        return Debate(positions, {name: known for name, known in sorted(used.items()) if name and known})

    def _check_known(self, known: Collection[str], name: str, what: str) -> None:
        if name not in known:
            raise UnknownNameError(
                f"{self._file}: {what} {name!r}, expected one of {', '.join(map(repr, sorted(known)))}"
            )

    def _values(
        self, types: Mapping[str, tuple[int, str]], name: str, wanted: tuple[str, ...]
    ) -> list[tuple[int, int]]:
        """Return pairs of a statement and its value of a variable: an entity, a truth value or a level."""
        self._check_known(types, name, "variable")
        id_, type_ = types[name]
        if type_ not in wanted:
            raise UnknownNameError(f"{self._file}: variable {name!r} is {type_}, expected {' or '.join(wanted)}")
        return [(int(s), int(v)) for s, v in self._rows(_VALUES[type_], id_)]

    def _levels(self, types: Mapping[str, tuple[int, str]], name: str) -> dict[int, int]:
        values = self._values(types, name, ("boolean", "integer"))
        if types[name][1] == "integer":
            return dict(values)
        return {statement: 1 if value else -1 for statement, value in values}

    def _entities(self, *, parents: bool) -> dict[int, tuple[int, str]]:
        """Return number and words of each entity, with `parents` those of what it is filed under in the end."""
        listed = self._rows("SELECT ID, Value, ChildOf FROM ENTITIES")
        words = {id_: str(value) for id_, value, _ in listed}
        above = {id_: parent for id_, _, parent in listed if parents and parent in words}
        found: dict[int, tuple[int, str]] = {}
        for id_ in words:
            at, seen = id_, {id_}
            while at in above and above[at] not in seen:  # a ring has no top: each in it stands for itself
                at = above[at]
                seen.add(at)
            top = id_ if at in above else at
            found[id_] = (top, words[top])
        return found

    def _attributes(self) -> dict[int, dict[str, str]]:
        found: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for entity, name, value in self._rows(_ATTRIBUTES):
            if value:
                found[entity][str(name)] = str(value)
        return dict(found)

    def _day(self, document: int, seconds: Any) -> dt.date:
        try:
            return FIRST_DAY + dt.timedelta(days=int(seconds) // SECONDS)
        except (OverflowError, TypeError, ValueError) as err:
            raise ReadError(
                f"{self._file}: document {document}: Date={seconds!r:.60}, expected seconds since {FIRST_DAY}"
            ) from err


_COLUMNS: Final = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
_VARIABLES: Final = "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ?"
_STATEMENTS: Final = (
    "SELECT s.ID, d.ID, d.Date, s.Start, s.Stop FROM STATEMENTS AS s JOIN DOCUMENTS AS d ON d.ID = s.DocumentId "
    "WHERE s.StatementTypeId = ? ORDER BY s.ID"
)
_ATTRIBUTES: Final = (
    "SELECT v.EntityId, n.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES AS v "
    "JOIN ATTRIBUTEVARIABLES AS n ON n.ID = v.AttributeVariableId ORDER BY v.EntityId, n.ID"
)
_VALUES: Final[Mapping[str, str]] = {
    "short text": "SELECT StatementId, Entity FROM DATASHORTTEXT WHERE VariableId = ?",
    "boolean": "SELECT StatementId, Value FROM DATABOOLEAN WHERE VariableId = ?",
    "integer": "SELECT StatementId, Value FROM DATAINTEGER WHERE VariableId = ?",
}
"""Where the values of a variable are, by its type."""

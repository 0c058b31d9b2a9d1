"""The JSON Schemas of what is written, made from the records.

``python -m stancegraph.schemas`` writes them anew to ``stancegraph/data/schemas``; a test fails where they differ.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stancegraph.files import replacing
from stancegraph.models import Actor, Correction, Document, Record, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

# Left out of a statement, these are computed: pydantic sees only that they are there in the end.
_COMPUTED: Final = frozenset({"id", "anchor"})


def schema_text(name: str) -> str:
    """Return the JSON Schema of a record of `RECORDS` as text.

    Parameters
    ----------
    name
        ``"document"``, ``"statement"``, ``"actor"`` or ``"correction"``.

    Examples
    --------
    >>> json.loads(schema_text("statement"))["required"]
    ['document', 'source', 'stance', 'sign', 'intensity', 'evidence']
    """
    record = RECORDS[name]
    schema = {"$schema": _DIALECT, **record.model_json_schema()}
    if record is Statement:
        schema["required"] = [field for field in schema["required"] if field not in _COMPUTED]
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write the schema of every record to ``<name>.json`` in `folder`."""
    for name in RECORDS:
        with replacing(folder / f"{name}.json") as file:
            file.write(schema_text(name))


RECORDS: Final[Mapping[str, type[Record]]] = {
    "actor": Actor,
    "correction": Correction,
    "document": Document,
    "statement": Statement,
}


if __name__ == "__main__":
    write_schemas(Path(str(resources.files("stancegraph") / "data" / "schemas")))

"""What somebody else needs to make the same report again: the command, the input to the last byte, the versions."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import Field

from stancegraph.models import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stancegraph.models import Statement

LISTED: Final = 100  # files of a folder; of larger ones the report has one digest over all


class InputFile(Record):
    """A file, or a large folder, that a report was made of."""

    name: str = Field(description="as it was given; files in a folder with its name before theirs")
    size: int = Field(ge=0, description="in bytes")
    sha256: str = Field(
        description="of the bytes; of a folder, of the lines that `sha256sum` writes for its files by name"
    )
    files: int = Field(default=1, ge=0, description="more than one for a folder")


class Provenance(Record):
    """Where a report comes from, as far as the graph itself does not tell."""

    command: str | None = Field(default=None, description="the command that makes it, fit for a shell")
    inputs: tuple[InputFile, ...] = ()


def hashed_files(paths: Iterable[str | Path]) -> tuple[InputFile, ...]:
    """Return files with their SHA-256, folders file by file.

    Standard input, devices and pipes are left out: what came from them is gone.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    return tuple(found for path in dict.fromkeys(map(str, paths)) for found in _hashed(path))


def _hashed(path: str) -> Iterator[InputFile]:
    given = Path(path)
    if path != "-" and given.is_file():
        yield _file(given, path)
    elif path != "-" and given.is_dir():
        inside = sorted(each for each in given.rglob("*") if each.is_file() and not each.name.startswith("."))
        found = [_file(each, each.as_posix()) for each in inside]
        if len(found) <= LISTED:
            yield from found
        else:
            names = [each.relative_to(given).as_posix() for each in inside]
            lines = "".join(f"{each.sha256}  {name}\n" for each, name in zip(found, names, strict=True))
            size = sum(each.size for each in found)
            digest = hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()
            yield InputFile(name=path, size=size, sha256=digest, files=len(found))


def _file(path: Path, name: str) -> InputFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return InputFile(name=name, size=path.stat().st_size, sha256=digest)


def readers(statements: Iterable[Statement]) -> list[tuple[str, str | None, str | None, str | None, int]]:
    """Return what read the statements out of the texts, with how many: extractor, model, codebook, gazetteer."""
    found = Counter(
        (f"{by.extractor} {by.version}", by.model, by.codebook, by.gazetteer)
        for by in (statement.evidence.found_by for statement in statements)
    )
    return [(*key, count) for key, count in sorted(found.items(), key=lambda item: (-item[1], str(item[0])))]

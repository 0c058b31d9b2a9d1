"""Files to a gazetteer."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stancegraph.errors import GazetteerError
from stancegraph.gazetteer.dictionaries import lay_dictionary
from stancegraph.gazetteer.drafts import Content, finished, printable
from stancegraph.gazetteer.petrarch import MAX_DICTIONARY_BYTES
from stancegraph.gazetteer.tables import BUILT_IN, MAX_BYTES, SECTIONS, lay_tables

if TYPE_CHECKING:
    from stancegraph.gazetteer.entries import Gazetteer


def load_gazetteer(*paths: str | Path) -> Gazetteer:
    r"""Return the built-in lists, with users' files laid over them in the order given.

    A file whose name ends in .txt, .actors or .agents is an actor dictionary of PETRARCH: it adds actors and names
    under those that are there before it and changes none; `stancegraph.gazetteer.dictionaries.lay_dictionary` says how
    it is read.

    Any other file is TOML and has any of the tables ``[[country]]`` (known by `code`), ``[[organisation]]`` and
    ``[[official]]`` (by `id`, which is made of country and name where absent), ``[nouns]`` (lists by section,
    and under ``[nouns.remove]`` what to take out) and, at its top, ``nobody = [...]``, surfaces that contain a
    name but mean no actor. Many officials are written shorter, name = further names, under the code of their
    country, ``[officials.RUS]``, or under ``[officials]`` where they have none: ``"Vladimir Putin" =
    ["Putin"]``. An entry whose id is known is changed: `name`, `country` and `role` take the place of the old
    ones, lists (`names`, `adjectives`, `people`, `acronyms`, `capitals`, `seats`, `places`) add to it, and
    `remove` takes surfaces away, with the variants that come of them.

    Variants are never written in a file: acronyms with and without dots, both apostrophes, spelling without
    accents, "&" for "and", "St." for "Saint", "al Qaeda" for "al-Qaeda", and a capital at the start of a sentence.

    Raises
    ------
    GazetteerError
        If a file cannot be read or something in it is not what it must be. Of what a dictionary has wrong as much as
        possible is left out instead, and counted in a `SkippedEntryWarning`.

    Notes
    -----
    The lists know no context. "Georgia" is always the state in the Caucasus, also where a text means the one
    in the United States; a user who reads much of the latter removes it.

    Examples
    --------
    >>> gazetteer = load_gazetteer()
    >>> [(entry.form.value, entry.actor.id) for entry in gazetteer.entries["U.S."]]
    [('name', 'country:USA')]
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> mine = Path(folder.name) / "mine.toml"
    >>> _ = mine.write_text('[[country]]\ncode = "GEO"\nremove = ["Georgia"]\nnames = ["Sakartvelo"]\n')
    >>> gazetteer = load_gazetteer(mine)
    >>> "Georgia" in gazetteer.entries, gazetteer.entries["Sakartvelo"][0].actor.id
    (False, 'country:GEO')
    >>> folder.cleanup()
    """
    if not paths:
        return _built_in()
    content = _built_in_content().copied()
    for path in paths:
        _lay(content, Path(path))
    return finished(content)


@cache
def _built_in() -> Gazetteer:
    return finished(_built_in_content())


@cache
def _built_in_content() -> Content:
    content = Content(nouns={section: set() for section in SECTIONS})
    data = files("stancegraph") / "data"
    for name in BUILT_IN:
        lay_tables(content, f"data/{name}", (data / name).read_bytes())
    return content


def _lay(content: Content, path: Path) -> None:
    file = printable(str(path))
    if path.suffix.lower() in DICTIONARY_ENDINGS:
        lay_dictionary(content, file, _bytes_of(path, file, "an actor dictionary", MAX_DICTIONARY_BYTES))
    else:
        lay_tables(content, file, _bytes_of(path, file, "a TOML file", MAX_BYTES))


def _bytes_of(path: Path, file: str, wanted: str, largest: int) -> bytes:
    try:
        if not path.is_file():  # a pipe or a device might never end
            raise GazetteerError(f"{file}: not a file, expected {wanted}")
        with path.open("rb") as opened:
            raw = opened.read(largest + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        raise GazetteerError(f"{file}: cannot be read ({printable(str(error))}), expected {wanted}") from error
    if len(raw) > largest:
        raise GazetteerError(f"{file}: more than {largest} bytes, expected at most that")
    return raw


# Dictionaries are called Phoenix.Countries.actors.txt or Levant.080629.actors.
DICTIONARY_ENDINGS: Final = frozenset({".txt", ".actors", ".agents"})

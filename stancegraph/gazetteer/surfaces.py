"""How one name may be written."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_CURLY: Final = "\N{RIGHT SINGLE QUOTATION MARK}"


def slug(name: str) -> str:
    """Return a name in the shape ids have: lower case, latin letters and digits, joined by hyphens.

    A name without any latin letter or digit becomes the first 12 hex digits of its SHA-256.

    Examples
    --------
    >>> slug("Côte d'Ivoire's Ministry of Defence")
    'cote-divoires-ministry-of-defence'
    """
    folded = re.sub(rf"[.'{_CURLY}]", "", without_accents(name)).lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded)) or hashlib.sha256(name.encode()).hexdigest()[:12]


def without_accents(text: str) -> str:
    """Return `text` with every accented latin letter as its plain one.

    Examples
    --------
    >>> without_accents("São Tomé, Łódź, Tromsø")
    'Sao Tome, Lodz, Tromso'
    """
    if text.isascii():
        return text
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", letters).translate(_UNDECOMPOSED)


# Latin letters whose stroke or ligature Unicode does not decompose.
_UNDECOMPOSED: Final = str.maketrans("øØłŁđĐ\N{LATIN SMALL LETTER DOTLESS I}", "oOlLdDi") | str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae"}
)


# Every rule of `variants` but that for accents needs one of these, or a small letter at the start. Most surfaces have
# none, and looking once spares them a dozen searches.
_VARIES: Final = re.compile(r"[^\w -]|^(?:[A-Z]{2,4}$|U[NS] |[AaEe][Ll]-|Saint\b)| and ")


def as_key(name: str) -> str:
    """Return a name as it is compared where case, accents, hyphens and full stops tell nothing.

    Examples
    --------
    >>> as_key("Boutros Boutros-Ghali"), as_key("U.N._")
    ('BOUTROS BOUTROS GHALI', 'UN')
    """
    return " ".join(without_accents(name).upper().translate(_NO_KEY).split())


_NO_KEY: Final = str.maketrans({"-": " ", "_": " ", ".": None, ",": None, _CURLY: "'"})


def variants(surface: str) -> set[str]:
    """Return a surface as it is, and how else it may be printed, which no file needs to say.

    Examples
    --------
    >>> sorted(variants("al-Shabaab"))
    ['Al Shabaab', 'Al-Shabaab', 'al Shabaab', 'al-Shabaab']
    """
    if not surface[0].islower() and not _VARIES.search(surface):
        return {surface, without_accents(surface)}
    found = {surface}
    if re.fullmatch(r"[A-Z]{2,4}", surface):  # longer ones are never dotted in print
        found.add(".".join(surface) + ".")
    elif re.fullmatch(r"(?:[A-Z]\.){2,}", surface):
        found.add(surface.replace(".", ""))
    found |= {re.sub(r"^(U)([NS]) ", r"\1.\2. ", s) for s in found}  # U.S. Navy
    if surface[0].islower() and surface != surface.lower():  # al-Shabaab, not rebel or dpa
        found.add(surface[0].upper() + surface[1:])
    found |= {re.sub(r"^(al|el)-", r"\1 ", s, flags=re.IGNORECASE) for s in found}
    for short in ("St.", "St"):
        found |= {re.sub(r"^Saint\b", short, s) for s in found}
    found |= {s.replace(" and ", " & ") for s in found}
    found |= {without_accents(s) for s in found}
    return found | {s.replace("'", _CURLY) for s in found} | {s.replace(_CURLY, "'") for s in found}


def without_the(surface: str) -> str:
    """Return a surface without a leading article."""
    return surface[4:] if surface.startswith(("The ", "the ")) else surface

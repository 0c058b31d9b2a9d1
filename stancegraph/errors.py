"""The errors stancegraph raises on purpose.

    StancegraphError
    ├── ReadError            a file, a line or a record is not what it must be
    ├── CodebookError        a codebook is inconsistent
    ├── GazetteerError       a list of actors or titles is inconsistent
    ├── ModelError           the language model is missing, incompatible or altered
    ├── UnknownNameError     no actor, stance or measure bears that name (also a LookupError)
    ├── NotSignedError       a signed measure was asked of an unsigned graph (also a ValueError)
    └── MissingExtraError    an optional part is not installed (also an ImportError)

Every message is one line that says where, what came and what was wanted.
"""

from __future__ import annotations


class StancegraphError(Exception):
    """Base of every error that stancegraph raises on purpose."""


class ReadError(StancegraphError):
    """A file, a line of it or a record is not what it must be."""


class CodebookError(StancegraphError):
    """A codebook is inconsistent."""


class GazetteerError(StancegraphError):
    """A list of actors or titles is inconsistent."""


class ModelError(StancegraphError):
    """The language model is missing, incompatible or altered."""


# Not a KeyError: that would print its message in quotes.
class UnknownNameError(StancegraphError, LookupError):
    """No actor, stance or measure bears that name."""


class NotSignedError(StancegraphError, ValueError):
    """A signed measure was asked of a graph whose edges carry no usable sign."""


class MissingExtraError(StancegraphError, ImportError):
    """An optional part is not installed."""


class StancegraphWarning(UserWarning):
    """Base of every warning of stancegraph: something was left out, and the message says what and why."""


class SkippedTextWarning(StancegraphWarning):
    """A text was left out."""


class SkippedEntryWarning(StancegraphWarning):
    """Entries of an actor dictionary were left out."""


class MergeWarning(StancegraphWarning):
    """A merge of actors found nobody to merge, or left statements out."""

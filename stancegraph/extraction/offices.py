"""Posts, from ``data/posts.toml``: who has one (a home secretary is British or Indian), what else it is called."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLES: Final = tomllib.loads(files("stancegraph").joinpath("data/posts.toml").read_text(encoding="utf-8"))
POSTS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(codes) for name, codes in _TABLES["posts"].items()}
GOVERNMENTS: Final[Mapping[str, str]] = _TABLES["governments"]
ADMINISTRATIONS: Final[Mapping[str, str]] = _TABLES["administrations"]
KINDS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(posts) for name, posts in _TABLES["kinds"].items()}
LACKING: Final[Mapping[str, frozenset[str]]] = {name: frozenset(codes) for name, codes in _TABLES["lacking"].items()}


def states_with(role: str) -> frozenset[str] | None:
    """Return the states that have the post a role names, None if the list does not have it.

    "Secretary of state for trade" is another post, which many states have.

    Examples
    --------
    >>> sorted(states_with("former Home Secretary"))
    ['GBR', 'IND', 'PAK']
    """
    words = _as_words(role)
    found = [name for name in POSTS if f" {name} " in words and f" {name} for " not in words]
    return POSTS[max(found, key=len)] if found else None


def sole_state(role: str) -> str | None:
    """Return the only state that has such a post, None if several have: the pontiff is the Vatican's.

    Examples
    --------
    >>> sole_state("taoiseach"), sole_state("Home Secretary")
    ('IRL', None)
    """
    having = states_with(role) or frozenset()
    return next(iter(having)) if len(having) == 1 else None


def lack(role: str) -> frozenset[str]:
    """Return the states that have no such post.

    Examples
    --------
    >>> sorted(lack("Foreign Minister"))
    ['GBR', 'PHL', 'USA']
    """
    words = _as_words(role)
    return frozenset(code for name, codes in LACKING.items() if f" {name} " in words for code in codes)


def _as_words(role: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", role.lower()))
    return f" {words} "

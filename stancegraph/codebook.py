"""The codebook: which stances there are, what they mean, and which words show them.

A codebook is a TOML file. The one that comes with the package is ``data/codebook.toml``; its opening comment is the
manual of the pattern language. A user's own file adds to it, overrides fields of its stances, or, with
``standalone = true``, stands in its place.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import reprlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, StrictBool, ValidationError

from stancegraph.errors import CodebookError
from stancegraph.models import Intensity, NonEmpty, Record, Sign

BUILT_IN: Final = "data/codebook.toml"

# Word lists of the built-in codebook that have a file of their own.
BUILT_IN_WORDS: Final = "data/judgements.toml"

# A pattern of more words than this is a slip, not a pattern: the longest of ours has nine.
MAX_PATTERN_WORDS: Final = 24

PATTERN_FIELDS: Final = ("verbs", "nouns", "reported")

# Word lists that the rules read by name, of verbs and nouns that say nothing of a stance: a codebook that stands alone
# and has none of its own keeps those of ours, or "gave testimony against" would need a pattern for every such verb.
RULE_LISTS: Final = ("carries_out", "mutual", "undergoes")

PREPOSITIONS: Final = frozenset(
    {"about", "across", "after", "against", "along", "alongside", "among", "around", "as", "at", "before", "behind",
     "beside", "between", "by", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out",
     "outside", "over", "regarding", "through", "to", "toward", "towards", "under", "up", "upon", "with", "within"}
)  # fmt: skip
"""Words after which TARGET and SOURCE mean what the preposition governs."""


WRITTEN_ON: Final = frozenset({"back", "down", "off", "out", "over", "up"})
"""Particles behind the hyphen of a noun; a dressing-down is read as a dressingdown."""


# Half of all sentences have one of these; a pattern is better looked up by its other words.
_EVERYWHERE: Final = PREPOSITIONS | {"a", "all", "an", "be", "do", "have", "no", "not", "that", "the"}

OWNING: Final = frozenset({"by", "from", "of"})
"""Prepositions in whose place a possessor may stand: the aid of Syria, Syria's aid."""


class Slot(Enum):
    """What one element of a pattern stands for."""

    WORD = auto()
    """One of several words, hanging on what stands before it."""
    TARGET = auto()
    SOURCE = auto()
    CLAUSE_SUBJECT = auto()
    """``that TARGET``: the subject of the reported clause."""
    REACHED = auto()
    """``to ... TARGET``: whoever the infinitive acts on."""
    INFINITIVE = auto()
    """``to`` at the end: an infinitive must follow."""
    SOMETHING = auto()
    """Any object."""
    ABSENT = auto()
    """``!word``: none of these words may be there."""
    NO_OBJECT = auto()
    """``!SOMETHING``: no object but those that the pattern names."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern after its head."""

    slot: Slot
    words: frozenset[str] = frozenset()
    is_preposition: bool = False
    is_particle: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a codebook, taken apart; of equal ones a user's goes before a built-in one.

    `subject` holds the words one of which must be the subject, empty if any may be; `not_subject` those that may not,
    `not_target` those that may not be the target. A sentence that has no word of one of `needed` need not be looked at.
    """

    stance: str
    text: str
    heads: frozenset[str]
    elements: tuple[Element, ...]
    target_first: bool
    negated: bool
    is_users: bool = False
    subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    not_target: frozenset[str] = frozenset()
    needed: tuple[frozenset[str], ...] = ()

    @property
    def has_target(self) -> bool:
        """True if the pattern says where the target stands."""
        return self.target_first or any(
            e.slot in {Slot.TARGET, Slot.CLAUSE_SUBJECT, Slot.REACHED} for e in self.elements
        )


class Stance(Record):
    """One stance of a codebook.

    Attributes
    ----------
    target
        Whether a statement may lack one.
    is_speech
        It is taken in words, so that no later "the decision" or "this attack" means it.
    is_claim, answers_claims
        A claim about its target; a denial, whose target is whoever made the claim.
    answers
        Stances that this one answers: without a target of its own it is aimed at whoever last took one of them.
    joins
        Stances that this one joins in: without a target of its own it is aimed at whom one of them was aimed at just
        before.
    checks_claims
        Without a target it is aimed at whoever the last claim was about.
    aims_at_state
        Taken by a group without a target it is aimed at the state that the group belongs to.
    is_on_soil
        Against something that is nobody's it is against the country of the place.
    announced
        Stances that are this one when those who will take them say so themselves: we will bomb them.
    is_legal_act
        Only a state does it on its own soil: where no source is named, it is the state of the place.
    verbs, nouns, reported
        Patterns, see ``data/codebook.toml``.
    reported_stances, reported_words
        Reporting one of these stances of somebody, or any with a trigger from these word lists, is this stance.
    blamed_stances
        So is reporting one of these, where the speaker has blamed whom he reports it of elsewhere in the text.
    obligations
        Auxiliaries that make a reported clause this stance of the speaker toward its subject.
    judged_words, judged_weakly, judged_lacks
        Word lists: said of somebody in free words, one of them is this stance of the speaker; said weakly, only where
        the text has the two at odds, or in league, already; the last, if it is said to be missing.
    promises, promise_keeps_name
        Verbs that make a deed in their infinitive this stance, if it has this stance's sign; what is promised of a
        stance that keeps its name stays that stance ("vowed not to yield").
    """

    name: NonEmpty
    sign: Sign
    intensity: Intensity = 0.0
    symmetric: bool = False
    target: Literal["required", "optional"] = "required"
    is_speech: bool = False
    is_claim: bool = False
    answers_claims: bool = False
    is_legal_act: bool = False
    answers: tuple[NonEmpty, ...] = ()
    joins: tuple[NonEmpty, ...] = ()
    checks_claims: bool = False
    aims_at_state: bool = False
    is_on_soil: bool = False
    announced: tuple[NonEmpty, ...] = ()
    plover: str | None = None
    cameo: tuple[str, ...] = ()
    meaning: NonEmpty
    example: NonEmpty
    verbs: tuple[NonEmpty, ...] = ()
    nouns: tuple[NonEmpty, ...] = ()
    reported: tuple[NonEmpty, ...] = ()
    reported_stances: tuple[NonEmpty, ...] = ()
    blamed_stances: tuple[NonEmpty, ...] = ()
    reported_words: tuple[NonEmpty, ...] = ()
    promises: tuple[NonEmpty, ...] = ()
    promise_keeps_name: bool = False
    obligations: tuple[NonEmpty, ...] = ()
    judged_words: tuple[NonEmpty, ...] = ()
    judged_weakly: tuple[NonEmpty, ...] = ()
    judged_lacks: tuple[NonEmpty, ...] = ()


class _File(Record):
    name: NonEmpty = "unnamed"
    version: int = 1
    standalone: StrictBool = False
    words: dict[str, tuple[NonEmpty, ...]] = Field(default_factory=dict)
    stance: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Patterns(tuple[Pattern, ...]):
    """The patterns that begin with one word, those of most words first."""

    def fitting(self, around: frozenset[str]) -> list[Pattern]:
        """Return, in their order, those that a sentence with the words `around` can fit at all: mostly very few.

        They are looked up by one of the words that each needs, since common verbs begin hundreds.
        """
        needless, by_word, sifting = self._by_word
        found = set(needless)
        for word in sifting & around:
            found.update(by_word[word])
        fitting = []
        for i in sorted(found):
            pattern = self[i]
            for words in pattern.needed:
                if words.isdisjoint(around):
                    break
            else:
                fitting.append(pattern)
        return fitting

    @functools.cached_property
    def _by_word(self) -> tuple[list[int], dict[str, list[int]], frozenset[str]]:
        """Positions of the patterns that need no word, those of the rest by words they need one of, and these words."""
        needless, by_word = [], defaultdict(list)
        for i, pattern in enumerate(self):
            if not pattern.needed:
                needless.append(i)
            for word in min(pattern.needed, key=_commonness, default=()):
                by_word[word].append(i)
        return needless, dict(by_word), frozenset(by_word)


def _commonness(words: frozenset[str]) -> tuple[bool, int]:
    """Return how often a sentence has one of these words, for comparison: nearly all sentences have "of" or "be"."""
    return not words.isdisjoint(_EVERYWHERE), len(words)


PatternIndex = Mapping[str, Patterns]


@dataclass(frozen=True, slots=True)
class Judging:
    """A word by which a stance is taken in free words; `beside` are those that must stand in its clause too."""

    stance: str
    beside: frozenset[str] = frozenset()
    is_weak: bool = False
    is_lack: bool = False


@dataclass(frozen=True, slots=True)
class Codebook:
    """Stances with their patterns, indexed by the word that a pattern begins with.

    Attributes
    ----------
    name
        What the codebook calls itself; of several files, the last one's name.
    digest
        First 12 hex digits of the SHA-256 of its content: statements carry it, so that a reader knows which
        codebook found them.
    stances
        Stance name -> `Stance`, in the order of the file.
    words
        The word lists that patterns name in braces.
    verbs, nouns, reported
        First word of a pattern (lemma) -> its patterns: of what the source does, of deeds in noun phrases, and of
        what somebody else says of the target in a reported clause.
    judging
        First word of an entry of the lists by which somebody judges (lemma) -> its entries.
    obliging
        The stances that have `obligations`.
    """

    name: str
    digest: str
    stances: Mapping[str, Stance]
    words: Mapping[str, frozenset[str]]
    verbs: PatternIndex
    nouns: PatternIndex
    reported: PatternIndex
    judging: Mapping[str, tuple[Judging, ...]]
    obliging: tuple[Stance, ...]


def load_codebook(*paths: str | Path) -> Codebook:
    """Return the built-in codebook, with users' files added in the order given.

    A file's ``[stance.NAME]`` table overrides the fields it gives, and adds its ``verbs``, ``nouns`` and ``reported``
    to those there are; of equally long patterns that fit, a user's goes before a built-in one. ``drop = ["pattern"]``
    takes patterns away, as they are written. With ``standalone = true`` nothing from before it is kept but three word
    lists of common verbs and nouns, `RULE_LISTS`.

    Raises
    ------
    CodebookError
        If a file is not TOML, a field is unknown or out of range, or a pattern cannot be read.
    OSError
        If a file cannot be opened.

    Examples
    --------
    >>> load_codebook().stances["accuses"].sign
    -1
    """
    return _load(tuple(Path(path) for path in paths))


@functools.cache
def _built_in() -> dict[str, Any]:
    content, more = (
        tomllib.loads(files("stancegraph").joinpath(name).read_text(encoding="utf-8"))
        for name in (BUILT_IN, BUILT_IN_WORDS)
    )
    return content | {"words": content["words"] | more["words"]}


@functools.cache
def _load_built_in() -> Codebook:
    return _build([(BUILT_IN, _built_in())])


def _load(paths: tuple[Path, ...]) -> Codebook:
    if not paths:
        return _load_built_in()
    sources: list[tuple[str, dict[str, Any]]] = [(BUILT_IN, _built_in())]
    for path in paths:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise CodebookError(f"{path}: {_one_line(error)}, expected a TOML file in UTF-8") from error
        if content.get("standalone") is True:
            sources.clear()
        sources.append((str(path), content))
    return _build(sources)


def _build(sources: list[tuple[str, dict[str, Any]]]) -> Codebook:
    tables: dict[str, dict[str, Any]] = {}
    origin: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {name: tuple(_built_in()["words"][name]) for name in RULE_LISTS}
    name = ""
    for where, content in sources:
        try:
            file = _File.model_validate(content)
        except ValidationError as error:
            raise CodebookError(f"{where}: {_first(error)}") from error
        name = file.name
        words |= file.words
        for stance, table in file.stance.items():
            origin[stance] = where
            tables[stance] = _merged(where, stance, tables.get(stance, {}), table)
    where = sources[-1][0]
    stances = {}
    for stance, table in tables.items():
        try:
            stances[stance] = Stance.model_validate({"name": stance, **table})
        except ValidationError as error:
            raise CodebookError(f"{origin[stance]}: [stance.{stance}] {_of_stance(error, stance, tables)}") from error
    _check_references(where, stances, words)
    if not stances:
        raise CodebookError(f"{where}: no stances, expected at least one [stance.NAME] table")
    lists = {w: frozenset(v) for w, v in words.items()}
    users = {
        (stance, pattern)
        for source, content in sources
        if source != BUILT_IN
        for stance, table in content.get("stance", {}).items()
        for field in PATTERN_FIELDS
        for pattern in table.get(field, ())
    }

    def read(stance: Stance, texts: tuple[str, ...]) -> list[Pattern]:
        place = origin[stance.name]
        read_one = functools.partial(_read_pattern, stance.name, where=place, words=lists)
        return [replace(read_one(text), is_users=(stance.name, text) in users) for text in texts]

    return Codebook(
        name=name,
        digest=_digest(words, stances),
        stances=stances,
        words=lists,
        verbs=_index([p for s in stances.values() for p in read(s, s.verbs)]),
        nouns=_index([p for s in stances.values() for p in read(s, s.nouns)]),
        reported=_index([p for s in stances.values() for p in read(s, s.reported)]),
        judging=_judging(stances.values(), lists),
        obliging=tuple(s for s in stances.values() if s.obligations),
    )


def _judging(stances: Iterable[Stance], words: Mapping[str, frozenset[str]]) -> dict[str, tuple[Judging, ...]]:
    index: defaultdict[str, list[Judging]] = defaultdict(list)
    for stance in stances:
        for names, is_weak, is_lack in (
            (stance.judged_words, False, False),
            (stance.judged_weakly, True, False),
            (stance.judged_lacks, False, True),
        ):
            for entry in sorted(frozenset[str]().union(*(words[name] for name in names))):
                first, *beside = entry.split()
                index[first].append(Judging(stance.name, frozenset(beside), is_weak, is_lack))
    return {word: tuple(entries) for word, entries in index.items()}


def _check_references(where: str, stances: Mapping[str, Stance], words: Mapping[str, tuple[str, ...]]) -> None:
    """Raise if a stance names another stance or a word list that there is not."""
    for stance in stances.values():
        for field, named, known in (
            ("answers", stance.answers, stances),
            ("announced", stance.announced, stances),
            ("joins", stance.joins, stances),
            ("reported_stances", stance.reported_stances, stances),
            ("blamed_stances", stance.blamed_stances, stances),
            ("reported_words", stance.reported_words, words),
            ("judged_words", stance.judged_words, words),
            ("judged_weakly", stance.judged_weakly, words),
            ("judged_lacks", stance.judged_lacks, words),
        ):
            for name in named:
                if name not in known:
                    expected = f"expected one of {', '.join(known)}"
                    raise CodebookError(f"{where}: [stance.{stance.name}] {field} has {name!r}, {expected}")


def _digest(words: Mapping[str, tuple[str, ...]], stances: Mapping[str, Stance]) -> str:
    content = json.dumps([words, {n: s.model_dump(mode="json") for n, s in stances.items()}], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _merged(where: str, stance: str, before: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    if "name" in table:
        raise CodebookError(f"{where}: [stance.{stance}] name={table['name']!r}, expected none: the heading names it")
    for field in ("sign", "intensity"):
        if isinstance(table.get(field), bool):  # which Python counts among the numbers
            raise CodebookError(f"{where}: [stance.{stance}] {field}={table[field]!r}, expected a number")
    dropped = table.get("drop", [])
    if not isinstance(dropped, list) or not all(isinstance(pattern, str) for pattern in dropped):
        raise CodebookError(f"{where}: [stance.{stance}] drop={dropped!r}, expected a list of patterns")
    merged = before | {key: value for key, value in table.items() if key != "drop"}
    for field in PATTERN_FIELDS:
        added = table.get(field, [])
        if not isinstance(added, list):
            raise CodebookError(f"{where}: [stance.{stance}] {field}={added!r}, expected a list of patterns")
        kept = [pattern for pattern in before.get(field, []) if pattern not in dropped]
        merged[field] = kept + [pattern for pattern in added if pattern not in kept]
    known = {p for field in PATTERN_FIELDS for p in before.get(field, [])}
    unknown = [pattern for pattern in dropped if pattern not in known]
    if unknown:
        raise CodebookError(f"{where}: [stance.{stance}] drop has {unknown[0]!r}, which is no pattern of it")
    return merged


def _of_stance(error: ValidationError, stance: str, stances: Mapping[str, object]) -> str:
    """Return what is wrong with a stance, with the way out where its name or a field's may be misspelt."""
    kind, field = error.errors()[0]["type"], str(error.errors()[0]["loc"][0])
    if kind == "missing":
        similar = difflib.get_close_matches(stance, [name for name in stances if name != stance], n=1)
        meant = f"; if {similar[0]!r} is meant, the heading must be [stance.{similar[0]}]" if similar else ""
        return f"{field} is missing, expected sign, meaning and example of a new stance{meant}"
    if kind == "extra_forbidden":
        known = [name for name in Stance.model_fields if name != "name"] + ["drop"]
        similar = difflib.get_close_matches(field, known, n=1)
        expected = repr(similar[0]) if similar else f"one of {', '.join(known)}"
        return f"{_first(error).rpartition(': ')[0]}: no such field, expected {expected}"
    return _first(error)


def _first(error: ValidationError) -> str:
    """Return the first complaint of pydantic in one line: which field, what came, what was wanted."""
    first = error.errors()[0]
    field = _one_line(".".join(str(part) for part in first["loc"]))
    came = "" if first["type"] == "missing" else f"={reprlib.repr(first['input'])}"
    return f"{field}{came}: {_one_line(first['msg'])}"


def _one_line(text: object) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())


def _index(patterns: list[Pattern]) -> PatternIndex:
    index: defaultdict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        for head in pattern.heads:
            index[head].append(pattern)
    # Most words first: the more a pattern demands, the surer it is. A slot counts less than a word.
    return {head: Patterns(sorted(found, key=_rank)) for head, found in index.items()}


def _rank(pattern: Pattern) -> tuple[int, int, bool, bool, str]:
    words = sum(e.slot is Slot.WORD for e in pattern.elements)
    slots = sum(e.slot not in {Slot.ABSENT, Slot.NO_OBJECT} for e in pattern.elements)
    return -words, -slots, not pattern.subject, not pattern.is_users, pattern.text


def _read_pattern(stance: str, text: str, *, where: str, words: Mapping[str, frozenset[str]]) -> Pattern:
    place = f"{where}: [stance.{stance}] pattern {text!r}"
    tokens = text.split()
    if len(tokens) > MAX_PATTERN_WORDS:
        raise CodebookError(f"{place}: {len(tokens)} words, expected at most {MAX_PATTERN_WORDS}")
    negated = bool(tokens) and tokens[0] == "not"
    tokens = tokens[negated:]
    subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    if tokens and tokens[0].endswith(">"):
        among = _alternatives(tokens[0].removesuffix(">").removeprefix("!"), place, words)
        subject, not_subject = (frozenset[str](), among) if tokens[0].startswith("!") else (among, frozenset[str]())
        tokens = tokens[1:]
    target_first = bool(tokens) and tokens[0] == "TARGET"
    tokens = tokens[target_first:]
    not_target: set[str] = set()
    while target_first and tokens and tokens[0].startswith("!"):
        not_target |= _alternatives(tokens.pop(0)[1:], place, words)
    if not tokens or tokens[0] in {"TARGET", "SOURCE", "that", "to", "..."} or tokens[0].startswith("!"):
        raise CodebookError(f"{place}: begins with {tokens[:1]}, expected a word that the clause or phrase hangs on")
    for slot in ("TARGET", "SOURCE"):
        if tokens.count(slot) + (target_first and slot == "TARGET") > 1:
            raise CodebookError(f"{place}: names {slot} twice, expected once")
    elements: list[Element] = []
    rest = tokens[1:]
    while rest:
        element, used = _read_element(rest, place, words)
        is_behind_target = bool(elements) and elements[-1].slot is Slot.TARGET
        if element.slot is Slot.ABSENT and is_behind_target and not element.words <= PREPOSITIONS:
            not_target |= element.words
        else:
            elements.append(element)
        rest = rest[used:]
    return Pattern(
        stance,
        text,
        _alternatives(tokens[0], place, words),
        tuple(elements),
        target_first,
        negated,
        subject=subject,
        not_subject=not_subject,
        not_target=frozenset(not_target),
        needed=_needed(elements),
    )


def _needed(elements: list[Element]) -> tuple[frozenset[str], ...]:
    """Return the sets of words of which a sentence must have one each; a possessor may stand for "of" and the like."""
    return tuple(e.words for e in elements if e.slot is Slot.WORD and e.words.isdisjoint(OWNING))


# What in a pattern is no word.
_SLOTS: Final[Mapping[tuple[str, ...], Slot]] = {
    ("that", "TARGET"): Slot.CLAUSE_SUBJECT,
    ("to", "...", "TARGET"): Slot.REACHED,
    ("TARGET",): Slot.TARGET,
    ("SOURCE",): Slot.SOURCE,
    ("SOMETHING",): Slot.SOMETHING,
    ("!SOMETHING",): Slot.NO_OBJECT,
}


def _read_element(rest: list[str], place: str, words: Mapping[str, frozenset[str]]) -> tuple[Element, int]:
    if rest == ["to"]:
        return Element(Slot.INFINITIVE), 1
    for begins, slot in _SLOTS.items():
        if tuple(rest[: len(begins)]) == begins:
            return Element(slot), len(begins)
    if rest[0].startswith("!"):
        return Element(Slot.ABSENT, _alternatives(rest[0][1:], place, words)), 1
    if rest[0] == "...":
        raise CodebookError(f"{place}: '...' stands only in 'to ... TARGET'")
    if rest[0].startswith("-"):
        return Element(Slot.WORD, _alternatives(rest[0][1:].replace("|-", "|"), place, words), is_particle=True), 1
    alternatives = _alternatives(rest[0], place, words)
    return Element(Slot.WORD, alternatives, bool(alternatives & PREPOSITIONS)), 1


def _alternatives(token: str, place: str, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in token.split("|"):
        if word.startswith("{") and word.endswith("}"):
            if word[1:-1] not in words:
                raise CodebookError(f"{place}: no word list {word}, expected one of {', '.join(sorted(words))}")
            found |= words[word[1:-1]]
        elif not word or word != word.lower():
            raise CodebookError(f"{place}: {word!r}, expected a word in lower case, TARGET, SOURCE or SOMETHING")
        else:
            found.add(word)
            begins, _, particle = word.partition("-")
            if begins and particle in WRITTEN_ON:
                found.add(begins + particle)
            for british, american in (("ise", "ize"), ("isation", "ization")):
                if word.endswith(british):
                    found.add(word.removesuffix(british) + american)
    return frozenset(found)

"""Parses mended where the small model is known to go wrong, before any rule reads them.

Each function looks for one systematic fault by its shape alone and hangs the words where they belong. What it does not
recognise it leaves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.mending_asides import mend_cleft, mend_headless, mend_parenthesis, mend_so_called
from stancegraph.extraction.mending_calling import mend_called, mend_called_aside, mend_called_behind
from stancegraph.extraction.mending_dropped import mend_announced, mend_colon, mend_says, mend_short_passive
from stancegraph.extraction.mending_headlines import mend_capital, mend_headline
from stancegraph.extraction.mending_hyphens import mend_hyphen
from stancegraph.extraction.mending_objects import (
    mend_bearer,
    mend_behind_time,
    mend_calling_in,
    mend_counted_object,
    mend_desisting,
    mend_giving_to,
    mend_going_people,
    mend_hostage,
    mend_named_object,
    mend_receiver,
    mend_second_object,
    mend_shifted_object,
    mend_shot_dead,
)
from stancegraph.extraction.mending_participles import (
    mend_coordinated_participle,
    mend_gerund,
    mend_participle,
    mend_reduced_relative,
    mend_stationed,
    mend_swallowed_verb,
)
from stancegraph.extraction.mending_prepositions import mend_preposition
from stancegraph.extraction.mending_reports import (
    mend_asked,
    mend_claimed,
    mend_demanded,
    mend_inversion,
    mend_report,
    mend_split_quote,
    mend_summary,
    mend_trailing_report,
    mend_turn,
)
from stancegraph.extraction.mending_roots import mend_set_off_name, mend_verbless
from stancegraph.extraction.mending_subjects import (
    mend_auxiliary,
    mend_bare_infinitive,
    mend_between,
    mend_coordination,
    mend_dated_subject,
    mend_disputed,
    mend_listed_subject,
    mend_lost_subject,
    mend_opening_subject,
    mend_placed_subject,
    mend_split_subject,
    mend_stolen_subject,
    mend_swallowed_subject,
    mend_taken_participle,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from stancegraph.extraction.parsing import Parse, Word


# The parser takes these for what they are, and no fault of others is told by them.
NEVER_AMISS: Final = frozenset({"CCONJ", "DET", "INTJ", "NUM", "PART", "PUNCT", "SYM", "X"})


@dataclass(frozen=True, slots=True)
class Repair:
    """One word that was hung elsewhere or made another sort of word, and what it was before."""

    word: Word
    tag: str
    dep: str
    head: Word


def mend(parse: Parse, verbs: Container[str], repairs: list[Repair] | None = None) -> None:
    """Mend the known faults of a parse in place.

    Parameters
    ----------
    verbs
        Lemmas that may be the verb of a headline, where the tagger has found a noun: those that begin a pattern.
    repairs
        A list to which each repair is added, for `explain`.

    Notes
    -----
    A sentence it gets wrong: "Russia attacks on Ukraine ports", where "attacks" is the noun that it looks like.
    Others stand with the functions that read them.
    """
    for begin, end in parse.sentences:
        words = parse.words[begin:end]
        mend_capital(words, parse.entities)
        before = [] if repairs is None else [_place(w) for w in words]
        for word in words:
            if word.pos in NEVER_AMISS:
                continue
            for mend_word in _WORD_BY_WORD:
                mend_word(word)
        mend_verbless(words)
        mend_headline(words, verbs)
        mend_short_passive(words)
        mend_announced(words)
        mend_colon(words)
        if repairs is not None:
            repairs.extend(Repair(word, *old) for word, old in zip(words, before, strict=True) if old != _place(word))


def _place(word: Word) -> tuple[str, str, Word]:
    return word.tag, word.dep, word.head


# What each word is tried for, in this order: a subject that is found here is gone by there.
_WORD_BY_WORD: Final[tuple[Callable[[Word], None], ...]] = (
    mend_hyphen,
    mend_auxiliary,
    mend_preposition,
    mend_lost_subject,
    mend_listed_subject,
    mend_opening_subject,
    mend_placed_subject,
    mend_swallowed_subject,
    mend_dated_subject,
    mend_stolen_subject,
    mend_taken_participle,
    mend_participle,
    mend_gerund,
    mend_reduced_relative,
    mend_swallowed_verb,
    mend_coordinated_participle,
    mend_headless,
    mend_parenthesis,
    mend_cleft,
    mend_so_called,
    mend_disputed,
    mend_coordination,
    mend_split_quote,
    mend_turn,
    mend_bearer,
    mend_behind_time,
    mend_between,
    mend_report,
    mend_claimed,
    mend_says,
    mend_calling_in,
    mend_desisting,
    mend_bare_infinitive,
    mend_going_people,
    mend_named_object,
    mend_second_object,
    mend_shifted_object,
    mend_split_subject,
    mend_receiver,
    mend_giving_to,
    mend_hostage,
    mend_shot_dead,
    mend_trailing_report,
    mend_inversion,
    mend_summary,
    mend_asked,
    mend_demanded,
    mend_counted_object,
    mend_called,
    mend_called_aside,
    mend_called_behind,
    mend_stationed,
    mend_set_off_name,
)

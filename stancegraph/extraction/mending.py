"""Parses mended where the small model is known to go wrong, before any rule reads them.

Each function looks for one systematic fault by its shape alone and hangs the words where they belong. What it does not
recognise it leaves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.mending_adverbials import (
    mend_behind_adverb_of_time,
    mend_behind_date,
    mend_behind_occasion,
    mend_dated_passive,
)
from stancegraph.extraction.mending_asides import (
    mend_acronym,
    mend_cleft,
    mend_harming_relative,
    mend_headless,
    mend_parenthesis,
    mend_so_called,
)
from stancegraph.extraction.mending_calling import mend_called, mend_called_aside, mend_called_behind, mend_sent_off
from stancegraph.extraction.mending_deeds import mend_deeds
from stancegraph.extraction.mending_dropped import (
    mend_announced,
    mend_colon,
    mend_partly_quoted,
    mend_says,
    mend_short_passive,
)
from stancegraph.extraction.mending_headlines import mend_capital, mend_headline
from stancegraph.extraction.mending_hyphens import mend_hyphen
from stancegraph.extraction.mending_joined import (
    mend_joined_saying,
    mend_joined_state,
    mend_joined_to_predicate,
    mend_joined_voices,
    mend_last_relative,
    mend_which_behind_place,
    mend_who_behind_body,
)
from stancegraph.extraction.mending_objects import (
    mend_apposed_gift,
    mend_bearer,
    mend_behind_time,
    mend_calling_in,
    mend_counted_object,
    mend_desisting,
    mend_giving_to,
    mend_going_people,
    mend_hostage,
    mend_latest,
    mend_left_killed,
    mend_likely,
    mend_named_object,
    mend_receiver,
    mend_second_object,
    mend_shifted_object,
    mend_shifted_purpose,
    mend_shot_dead,
)
from stancegraph.extraction.mending_participles import (
    mend_coordinated_participle,
    mend_described_verb,
    mend_gerund,
    mend_joined_gerund,
    mend_joined_passive,
    mend_named_gerund,
    mend_opening_participle,
    mend_or_face,
    mend_participle,
    mend_reduced_relative,
    mend_relative_verb,
    mend_stationed,
    mend_swallowed_verb,
)
from stancegraph.extraction.mending_prepositions import (
    mend_about,
    mend_along_edge,
    mend_between_two,
    mend_charge,
    mend_condition,
    mend_edge,
    mend_examples_by,
    mend_felt,
    mend_judged_object,
    mend_judging_agent,
    mend_marked_subject,
    mend_met_people,
    mend_neighbouring,
    mend_posted,
    mend_together,
    mend_who_there,
)
from stancegraph.extraction.mending_reports import (
    mend_asked,
    mend_claimed,
    mend_demanded,
    mend_doer_behind,
    mend_inversion,
    mend_message,
    mend_report,
    mend_run_on,
    mend_split_quote,
    mend_summary,
    mend_trailing_report,
    mend_turn,
    mend_what_was_done,
)
from stancegraph.extraction.mending_roots import (
    mend_meeting,
    mend_participle_root,
    mend_people_root,
    mend_set_off_name,
    mend_should,
    mend_verbless,
)
from stancegraph.extraction.mending_subjects import (
    mend_auxiliary,
    mend_bare_infinitive,
    mend_between,
    mend_coordination,
    mend_dated_subject,
    mend_day_before_name,
    mend_disputed,
    mend_listed_subject,
    mend_lost_active,
    mend_lost_subject,
    mend_opening_subject,
    mend_placed_subject,
    mend_split_subject,
    mend_stolen_subject,
    mend_swallowed_subject,
    mend_taken_participle,
)
from stancegraph.extraction.remembering import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.codebook import Codebook
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


def mend(parse: Parse, codebook: Codebook, repairs: list[Repair] | None = None) -> None:
    """Mend the known faults of a parse in place.

    Parameters
    ----------
    codebook
        Its verbs may be those of a headline, where the tagger has found a noun; its nouns are deeds.
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
            _mend_word(word)
        mend_participle_root(words)
        mend_meeting(words)
        mend_should(words)
        mend_verbless(words)
        mend_people_root(words)
        mend_headline(words, codebook.verbs)
        mend_deeds(words, codebook.nouns, codebook.verbs)
        mend_short_passive(words)
        mend_announced(words)
        mend_colon(words)
        if repairs is not None:
            repairs.extend(Repair(word, *old) for word, old in zip(words, before, strict=True) if old != _place(word))
    settle(parse.words)


def _place(word: Word) -> tuple[str, str, Word]:
    return word.tag, word.dep, word.head


# What each word is tried for, in this order (a subject that is found here is gone by there), and how a word hangs that
# may have the fault, so that none is tried in vain for more than a few; None is anyhow.
_WORD_BY_WORD: Final[tuple[tuple[Callable[[Word], None], str | None], ...]] = (
    (mend_hyphen, None),
    (mend_acronym, "acl amod relcl"),
    (mend_auxiliary, "aux"),
    (mend_felt, "pobj"),
    (mend_marked_subject, "pobj"),
    (mend_met_people, "pcomp"),
    (mend_judged_object, "appos pobj"),
    (mend_between_two, "pobj"),
    (mend_posted, "pobj"),
    (mend_about, "prep"),
    (mend_together, "advmod"),
    (mend_judging_agent, "agent prep"),
    (mend_neighbouring, "ccomp pcomp xcomp"),
    (mend_charge, "prep"),
    (mend_edge, "prep"),
    (mend_along_edge, "prep advmod amod"),
    (mend_lost_subject, "aux auxpass"),
    (mend_dated_passive, "advcl"),
    (mend_listed_subject, "npadvmod dep"),
    (mend_opening_subject, "npadvmod"),
    (mend_placed_subject, None),
    (mend_swallowed_subject, "appos conj"),
    (mend_dated_subject, None),
    (mend_day_before_name, "pobj"),
    (mend_behind_date, "pobj"),
    (mend_behind_occasion, "prep"),
    (mend_behind_adverb_of_time, "npadvmod"),
    (mend_stolen_subject, "conj"),
    (mend_taken_participle, "acl"),
    (mend_participle, "attr dobj nsubj nsubjpass pobj"),
    (mend_gerund, "csubj nsubj"),
    (mend_named_gerund, "acl advcl xcomp"),
    (mend_reduced_relative, None),
    (mend_swallowed_verb, "amod compound nmod"),
    (mend_relative_verb, "relcl"),
    (mend_described_verb, "amod"),
    (mend_coordinated_participle, "amod"),
    (mend_headless, "acl appos"),
    (mend_parenthesis, "ccomp parataxis"),
    (mend_cleft, None),
    (mend_so_called, "ccomp csubj dobj pcomp pobj"),
    (mend_disputed, "acl appos relcl"),
    (mend_coordination, "conj"),
    (mend_joined_gerund, "conj"),
    (mend_joined_passive, "conj"),
    (mend_or_face, "compound"),
    (mend_who_there, "relcl"),
    (mend_split_quote, "ccomp parataxis"),
    (mend_turn, "ccomp"),
    (mend_opening_participle, "advcl"),
    (mend_run_on, "ccomp"),
    (mend_bearer, "appos"),
    (mend_behind_time, "prep"),
    (mend_between, "prep"),
    (mend_examples_by, "agent pcomp prep"),
    (mend_message, "agent prep"),
    (mend_doer_behind, "agent prep"),
    (mend_condition, "pcomp pobj"),
    (mend_report, "acl relcl"),
    (mend_claimed, "ccomp"),
    (mend_says, "ccomp"),
    (mend_partly_quoted, "ccomp"),
    (mend_calling_in, "prep"),
    (mend_desisting, "conj"),
    (mend_bare_infinitive, "ccomp"),
    (mend_going_people, "pcomp"),
    (mend_named_object, "npadvmod"),
    (mend_second_object, "dobj"),
    (mend_shifted_object, "pobj"),
    (mend_split_subject, "nsubj nsubjpass"),
    (mend_lost_active, "nsubjpass"),
    (mend_joined_state, "compound nmod"),
    (mend_joined_saying, "conj"),
    (mend_joined_to_predicate, "conj"),
    (mend_joined_voices, "conj"),
    (mend_likely, "xcomp"),
    (mend_last_relative, "relcl"),
    (mend_which_behind_place, "relcl"),
    (mend_who_behind_body, "relcl"),
    (mend_harming_relative, "relcl"),
    (mend_apposed_gift, "appos"),
    (mend_receiver, "dobj"),
    (mend_latest, "conj dobj nsubj nsubjpass pobj"),
    (mend_shifted_purpose, "advcl"),
    (mend_giving_to, "dative prep"),
    (mend_hostage, "dobj"),
    (mend_shot_dead, "amod"),
    (mend_left_killed, "acl"),
    (mend_trailing_report, None),
    (mend_inversion, None),
    (mend_summary, "appos conj dobj npadvmod"),
    (mend_asked, "acl advcl ccomp xcomp"),
    (mend_demanded, "relcl"),
    (mend_counted_object, "npadvmod"),
    (mend_what_was_done, "ccomp pcomp"),
    (mend_sent_off, "ccomp dobj oprd xcomp"),
    (mend_called, None),
    (mend_called_aside, "appos"),
    (mend_called_behind, "acl advcl relcl"),
    (mend_stationed, "advcl ccomp relcl xcomp"),
    (mend_set_off_name, "dep npadvmod"),
)


@cache
def _tried(dep: str) -> tuple[tuple[int, Callable[[Word], None]], ...]:
    """Return what a word that hangs as `dep` is tried for, each with its place in the order."""
    return tuple((i, fault) for i, (fault, deps) in enumerate(_WORD_BY_WORD) if deps is None or dep in deps.split())


def _mend_word(word: Word) -> None:
    """Try a word for all that its place in the parse allows; once it hangs otherwise, for what comes later there."""
    done, dep = -1, ""
    while dep != word.dep:
        dep = word.dep
        for i, mend_fault in _tried(dep):
            if i > done:
                mend_fault(word)
                done = i
                if word.dep != dep:
                    break

"""Persons by the form of their noun: who is one by its ending, and who acts for nobody but himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stancegraph.extraction.grammar import NOT_PERSONS, PERSON_ENDINGS, REPORTS

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word


def is_one_acting(word: Word) -> bool:
    """Tell whether somebody without a name or a post does something, and does not only say it: a Danish skipper.

    A sentence it gets wrong: "A Serb bomber killed two Croats", of a man with a bomb who fights for a side.
    """
    acts = word.dep == "nsubj" or word.head.dep == "agent"
    return word.tag == "NN" and acts and word.head.lemma not in REPORTS and is_person_by_ending(word)


def is_person_by_ending(word: Word) -> bool:
    """Tell whether a noun on no list is one for persons by its ending: fishermen, shopkeepers, lobbyists."""
    return word.lemma.endswith(PERSON_ENDINGS) and word.lemma not in NOT_PERSONS

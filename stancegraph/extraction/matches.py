"""Sentences that report a match: where nations meet, beat and hold each other in play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import GAMES, IN_EARNEST, SPORT
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# In, on or for these, nations play.
PLAYED: Final = frozenset(
    {"badminton", "curling", "final", "finals", "goals", "handball", "hockey", "medals", "overtime", "penalties",
     "playoff", "playoffs", "relay", "rugby", "slalom", "tennis", "volleyball"}
)  # fmt: skip
# Before these a word says that something is played: extra time, the last eight, the first round.
PARTS: Final = {
    "time": frozenset({"added", "extra", "injury", "stoppage"}),
    "eight": frozenset({"last"}),
    "sixteen": frozenset({"last"}),
    "leg": frozenset({"first", "return", "second"}),
    "goal": frozenset({"equalising", "late", "own", "winning"}),
    "half": frozenset({"first", "second"}),
    "goals": frozenset({"late", "two", "three", "four"}),
    "minutes": frozenset({"closing", "dying"}),
    "penalty": frozenset({"converted", "late", "missed", "saved", "taken"}),
    "stage": frozenset({"group"}),
    "table": frozenset({"league", "medal", "medals"}),
}
# What kicks off in play, where talks and marches do too.
MEETS: Final = frozenset({"clash", "derby", "duel", "encounter", "fixture", "game", "match", "qualifier", "tie"})
# Between two of these figures, in the clause of one of these verbs or nouns, stands a score: beat Chad 2-1.
SCORED: Final = frozenset(
    {"batter", "beat", "blast", "blitz", "conquer", "cruise", "crush", "defeat", "demolish", "destroy", "dismantle",
     "down", "draw", "edge", "equalise", "hammer", "hold", "humble", "lead", "level", "lose", "maul", "outclass",
     "overpower", "overwhelm", "pound", "rout", "shock", "shoot", "sink", "storm", "stun", "subdue", "surge",
     "sweep", "thrash", "trail", "trounce", "upset", "victory", "whip", "whitewash", "win"}
)  # fmt: skip
DASHES: Final = frozenset({"-", "\N{EN DASH}"})
# No match ends higher; what does is a span of years.
HIGHEST_SCORE: Final = 199
# Where judges or deputies vote, figures with a dash are votes.
VOTES: Final = frozenset(
    {"bench", "bill", "board", "chamber", "committee", "council", "court", "house", "judge", "justice", "motion",
     "panel", "parliament", "resolution", "rule", "ruling", "senate", "verdict", "vote"}
)  # fmt: skip
# In British reports a team is many: Iran meet Wales on Friday. These verbs have a past of their own, so that the
# tagger does not take "hit" for it.
TEAM_VERBS: Final = frozenset({"beat", "face", "hold", "host", "lead", "lose", "meet", "play", "take", "win"})


def is_of_match(words: list[Word], names: Roster) -> bool:
    """Tell whether a sentence reports a match: Spain met Portugal in the final and beat them on penalties.

    A sentence it gets wrong: "Oman crushed Chad's army on the second day of the match", where nothing says that they
    play but the match itself.
    """
    lemmas = {w.lemma for w in words}
    if len(lemmas & GAMES) > 1 and lemmas.isdisjoint(IN_EARNEST):
        return True
    if any(w.lemma in SPORT or _is_part(w) or _is_kicked_off(w) or _is_open(w, names) for w in words):
        return True
    return _has_score(words) or _is_of_team(words, names)


def _is_kicked_off(word: Word) -> bool:
    """Tell whether a verb says that a game begins: the clash between Ghana and Togo kicks off at eight."""
    if word.lemma != "kick" or not any(c.lower == "off" for c in word.children):
        return False
    return any(c.dep == "nsubj" and c.lemma in MEETS for c in word.children)


def _is_open(word: Word, names: Roster) -> bool:
    """Tell whether a word is the last of a tournament's name: pulled out of the Geneva Open."""
    return (
        word.text == "Open"
        and word.tag == "NNP"
        and names.is_alongside(word.i - 1, word)
        and names.words[word.i - 1].pos == "PROPN"
        and not (names.is_alongside(word.i + 1, word) and names.words[word.i + 1].pos == "PROPN")
    )


def _is_part(word: Word) -> bool:
    """Tell whether a word is what is played, or a part of it: in the final, after extra time, in the last eight."""
    if word.lower in PLAYED and word.head.lower in {"at", "for", "in", "into", "on", "with"} and word.dep == "pobj":
        return True
    kinds = PARTS.get(word.lower)
    if kinds is None or any(c.lower == "of" for c in word.children):
        return False  # in the second half of the year
    return any(c.lower in kinds for c in word.children)


def _has_score(words: list[Word]) -> bool:
    lemmas = {w.lemma for w in words}
    if lemmas.isdisjoint(SCORED) or not lemmas.isdisjoint(VOTES):
        return False
    return any(
        dash.text in DASHES and _is_points(one.text) and _is_points(other.text)
        for one, dash, other in zip(words, words[1:], words[2:], strict=False)
    )


def _is_points(text: str) -> bool:
    return text.isdecimal() and int(text) <= HIGHEST_SCORE


def _is_of_team(words: list[Word], names: Roster) -> bool:
    """Tell whether one nation is the subject of a verb for many: Iran meet Wales on Friday."""
    for verb in words:
        if verb.dep != "ROOT" or verb.tag not in {"VBP", "VB"} or verb.lemma not in TEAM_VERBS:
            continue
        subject = next((c for c in verb.children if c.dep == "nsubj"), None)
        if subject is None or subject.tag != "NNP" or any(c.dep in {"conj", "appos", "aux"} for c in subject.children):
            continue
        if any(c.dep in {"aux", "mark"} for c in verb.children):
            continue
        before = [m for i in range(words[0].i, verb.i) if (m := names.at.get(i)) is not None]
        if before and {id(m) for m in before} == {id(before[0])} and before[0].entity.kind is Kind.COUNTRY:
            return not subject.lower.endswith("s")  # the Netherlands meet
    return False

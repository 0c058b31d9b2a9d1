"""Marches, rallies and strikes: which are of workers, and which are only spoken of, with nobody who marches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import MARCHES, REPORTS
from stancegraph.extraction.noun_phrases import governed

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# A strike with one of these is none of bombers.
STRIKING: Final = frozenset({"general", "hunger", "prison", "rail", "rent", "transport", "warning", "wildcat"})
# Whose strike is one of workers, whoever it is against.
STRIKERS: Final = frozenset(
    {"cleaner", "docker", "doctor", "driver", "employee", "farmer", "firefighter", "fisherman", "inmate", "journalist",
     "labourer", "laborer", "lawyer", "miner", "nurse", "prisoner", "railwayman", "shopkeeper", "student", "teacher",
     "trader", "trucker", "union", "worker"}
)  # fmt: skip
# Of a march that is the object of these, it is not said that it took place.
LETS_OR_STOPS: Final = frozenset(
    {"allow", "authorise", "authorize", "avert", "ban", "cancel", "criminalise", "criminalize", "forbid", "foil",
     "outlaw", "permit", "preempt", "prevent", "prohibit", "restrict", "sanction", "suppress", "thwart", "tolerate"}
)  # fmt: skip
# "In" these of somebody, people march for him.
FRIENDLY: Final = frozenset(
    {"celebration", "favor", "favour", "honor", "honour", "memory", "praise", "solidarity", "support", "tribute"}
)
# These slow down or stop by themselves too: an economic slowdown, the stoppage of the pumps.
OF_THINGS: Final = frozenset({"slowdown", "stoppage"})
# A march of which it is said that it "happened", or that somebody "held" it, is told of as news also if it is known.
OCCURS: Final = frozenset(
    {"begin", "break", "continue", "drag", "draw", "engulf", "enter", "erupt", "escalate", "go", "grip", "grow", "hit",
     "intensify", "last", "occur", "paralyse", "paralyze", "rage", "resume", "rock", "spread", "start", "sweep",
     "swell", "take"}
)  # fmt: skip
HOLDS: Final = frozenset(
    {"attend", "continue", "hold", "join", "launch", "lead", "mount", "organise", "organize", "plan", "provoke",
     "resume", "spark", "stage", "start", "trigger", "unleash"}
)  # fmt: skip
DEFINITE: Final = frozenset({"that", "the", "these", "this", "those"})
# What is said "at" or "in" a rally, or to it, is said by those it is held for.
HEARD_AT: Final = frozenset({"at", "during", "in"})


def is_of_work(noun: Word) -> bool:
    """Tell whether a strike is one of workers: a general strike; a strike was called; a strike by farmers."""
    if noun.lemma != "strike":
        return False
    calls = [c for c in noun.children if c.dep == "acl"] + ([noun.head] if noun.dep in {"dobj", "nsubjpass"} else [])
    whose = [*governed(noun, "by", "of"), *(c for c in noun.children if c.dep in {"compound", "poss"})]
    if any(w.lemma in STRIKERS for w in whose):
        return True
    return any(c.lower in STRIKING for c in noun.children) or any(c.lemma == "call" for c in calls)


def is_only_spoken_of(noun: Word) -> bool:
    """Tell whether a march of which nothing says whose it is need be none against the state.

    It is only let or stopped (Chad banned protests), held for somebody (rallies in support of the king), the place
    where words are said (told a rally in Lima), or known already, and what else was done then is told (was hurt during
    the protest).

    A sentence it gets wrong: "Chad allowed the protests that filled its squares for a week", which took place.
    """
    if noun.lemma in OF_THINGS or any(w.lemma in FRIENDLY for w in governed(noun, "in")):
        return True
    if any(c.lower == "pro" or c.lower.startswith("pro-") for c in noun.children):
        return True
    if _is_known(noun):
        return True
    above = noun.head
    if noun.dep in {"dobj", "nsubjpass"}:
        return above.lemma in LETS_OR_STOPS or (noun.dep == "dobj" and above.lemma in REPORTS)
    at_rally = noun.lemma == "rally" and noun.dep == "pobj" and above.lower in HEARD_AT
    return at_rally and any(c.lower == "a" for c in noun.children)


def _is_known(noun: Word) -> bool:
    """Tell whether a march is one the readers know of, not said to take place: [the protest] was peaceful.

    Nor does a noun that one only marks: the [protest] law, a [rally] organiser.
    """
    if noun.dep == "compound":
        return True
    if not any(c.dep == "det" and c.lower in DEFINITE for c in noun.children):  # last week's protests are told of
        return False
    above = noun.head
    if noun.dep == "nsubj":
        return above.lemma not in OCCURS
    return noun.dep not in {"dobj", "nsubjpass"} or above.lemma not in HOLDS


def only_dates(noun: Word) -> bool:
    """Tell whether a march only says since when something else goes on: ten were held since the [protests] began."""
    clause = noun.head
    if (
        noun.lemma not in MARCHES
        or noun.dep != "nsubj"
        or clause.dep != "advcl"
        or not any(c.lower in DEFINITE for c in noun.children)
    ):
        return False
    return any(c.dep == "mark" and c.lower in {"after", "before", "since", "until"} for c in clause.children)

"""The words that the rules go by, from ``data/grammar.toml``: see there what each list is for."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

_LISTS: Final = tomllib.loads(files("stancegraph").joinpath("data/grammar.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name])


REPORTS: Final = _words("reports")
REPORTS_IF_FINITE: Final = _words("reports_if_finite")
CRITICISES: Final = _words("criticises")
ANNOUNCES: Final = _words("announces")
COLLECTIVES: Final = _words("collectives")
COMMITS: Final = _words("commits")
UNDOES: Final = _words("undoes")
UNREAL: Final = _words("unreal")
PLANS: Final = _words("plans")
SEEMS: Final = _words("seems")
SUBJECT_CONTROL: Final = _words("subject_control")
ANSWERS: Final = _words("answers")
ANSWERED: Final = _words("answered")
PLAN_NOUNS: Final = _words("plan_nouns")
UNREAL_NOUNS: Final = _words("unreal_nouns")
ACT_NOUNS: Final = _words("act_nouns")
CLAIM_NOUNS: Final = _words("claim_nouns")
DEEDS: Final = _words("deeds")
HEARSAY: Final = _words("hearsay")
FUTURE: Final = _words("future")
POSSIBLE: Final = _words("possible")
OBLIGED: Final = _words("obliged")
CIVILIANS: Final = _words("civilians")
CONDITIONS: Final = _words("conditions")
HE: Final = _words("he")
IT: Final = _words("it")
THEY: Final = _words("they")
WE: Final = _words("we")
PAIR: Final = _words("pair")
LANDS: Final = _words("lands")
LEADERS: Final = _words("leaders")
COUNTING: Final = _words("counting")
QUANTITIES: Final = _words("quantities")
MEASURES: Final = QUANTITIES | _words("measures")
LEADING: Final = _words("leading")
ENABLES: Final = _words("enables")
ETHNIC: Final = _words("ethnic")
ANY_BODY: Final = _words("any_body")
MESSAGES: Final = _words("messages")
NOT_PERSONS: Final = _words("not_persons")
LOCATIVE: Final = _words("locative")
HOME_BODIES: Final = _words("home_bodies")
WORLDWIDE: Final = _words("worldwide")
NATIONAL_BODIES: Final = _words("national_bodies")
BLAMES: Final = _words("blames")
BRINGS_ABOUT: Final = _words("brings_about")
HOUSES: Final = _words("houses")
ROYAL: Final = _words("royal")
TITLE_WORDS: Final = _words("title_words")

"""Who means himself by "it" and "they" in what he says: the union said it would strike; in a statement by X, they."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, agents, is_passive
from stancegraph.extraction.grammar import CROWDS, FUTURE, HOME_BODIES, IT, MESSAGES, REPORTS, SPOKESMEN, THEY
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# Bodies of many that say "it" of themselves, or "they".
MANY: Final = CROWDS | HOME_BODIES | {"army", "group", "military"}

# What happens to somebody, rather than that he does it: if Chad signs, it will get aid.
UNDERGOES: Final = frozenset(
    {"be", "become", "benefit", "face", "find", "gain", "get", "have", "join", "lose", "pay", "receive", "regret",
     "remain", "risk", "suffer"}
)  # fmt: skip


def own_words(names: Roster, word: Word, read: Callable[[Word], list[Reading]]) -> list[Reading]:
    """Return who means himself by a pronoun, none if no such words are there.

    A sentence it gets wrong: "The mob said they had lied to the town", where "they" are those whom it is angry at.
    """
    if word.lower not in IT | THEY:
        return []
    if word.dep == "poss" and word.head.dep in SUBJECTS:  # a rebel spokesman said its troops had won
        return _in_report(names, word.head, word, read, SPOKESMEN)
    if word.dep not in SUBJECTS:
        return []
    return _in_statement(names, word, read) or _in_report(names, word, word, read, MANY) or _under_condition(word, read)


def _in_statement(names: Roster, word: Word, read: Callable[[Word], list[Reading]]) -> list[Reading]:
    """Return whose statement a sentence opens with: In a statement issued by the [police], they warned them."""
    if word.head.lemma not in REPORTS:
        return []
    begin, _ = names.parse.sentences[word.sentence]
    opening = [w for w in names.words[begin : word.i] if w.lemma in MESSAGES and w.dep == "pobj"]
    for message in opening[:1] if names.words[begin].lower in {"in", "through", "via"} else ():
        issued = [c for c in message.children if c.dep == "acl"]
        authors = [w for c in issued for w in agents(c)] + governed(message, "by", "from", "of")
        return [Reading(r.actor, word, "pronoun") for w in authors for r in read(w)]
    return []


def _in_report(
    names: Roster, subject: Word, word: Word, read: Callable[[Word], list[Reading]], telling_nouns: frozenset[str]
) -> list[Reading]:
    """Return the crowd or body without a name that reports the clause: The [union] said it would strike."""
    above, steps = subject.head, 0
    while above.dep != "ccomp" and above.dep in {"conj", "xcomp"} and steps < MAX_DEPTH:
        above, steps = above.head, steps + 1
    if above.dep != "ccomp" or above.head.lemma not in REPORTS:
        return []
    telling = [w for w in agents(above.head) if w.i < word.i]
    if len(telling) != 1 or not (
        _is_people(names, telling[0]) if telling[0].i in names.at else telling[0].lemma in telling_nouns
    ):
        return []
    told = [r for r in read(telling[0]) if r.actor.kind is not Kind.OFFICIAL]
    return [Reading(r.actor, word, "pronoun") for r in told[:1]]


def _under_condition(word: Word, read: Callable[[Word], list[Reading]]) -> list[Reading]:
    """Return the state or body that says what it will do if another acts: Peru said that if Chile left, [it] would.

    A sentence it gets wrong: "Peru said that if Chile signed, it would join the bank", where Chile would.
    """
    verb = word.head
    if word.lower not in IT or verb.dep != "ccomp" or verb.head.lemma not in REPORTS or verb.lemma in UNDERGOES:
        return []
    will = any(c.dep == "aux" and c.lower in FUTURE | {"would"} for c in verb.children) and not is_passive(verb)
    if not will or not any(c.dep == "advcl" and c.i < word.i and _is_condition(c) for c in verb.children):
        return []
    telling = [r for w in agents(verb.head) if w.i < word.i for r in read(w)]
    fit = len(telling) == 1 and telling[0].actor.kind in {Kind.COUNTRY, Kind.ORGANISATION}
    return [Reading(telling[0].actor, word, "pronoun")] if fit else []


def _is_condition(clause: Word) -> bool:
    """Tell whether a clause says on what another depends, and has a subject of its own."""
    marks = {c.lower for c in clause.children if c.dep in {"mark", "advmod"}}
    own = [c for c in clause.children if c.dep in SUBJECTS]
    return bool(marks & {"if", "unless", "until"}) and any(c.pos != "PRON" for c in own)


def _is_people(names: Roster, word: Word) -> bool:
    """Tell whether a name is of many, who say "they" of themselves: the French said they had shelled the fort."""
    mention = names.at.get(word.i)
    if mention is None or mention.form not in {Form.ADJECTIVE, Form.PEOPLE}:
        return False
    return word.tag == "NNPS" or any(c.lower == "the" for c in word.children)

"""Who made a thing, or put out a message, that is told of without its owner: a list that envoys had handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.callings import is_one_acting
from stancegraph.extraction.clauses import agents, patients
from stancegraph.extraction.grammar import CIVILIANS, LAUNCHES, MESSAGES, UNDOES
from stancegraph.extraction.matching import stems
from stancegraph.extraction.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Roster

# What is done to a thing by whoever only speaks or thinks of it: a law that experts call unfair.
SPOKEN_OF: Final = frozenset(
    {"call", "consider", "deem", "describe", "dub", "fear", "label", "like", "regard", "say", "see", "term", "view"}
)
# What puts out the words of whoever heads it.
OFFICES: Final = frozenset({"aide", "bureau", "cabinet", "campaign", "office", "secretariat", "staff"})
# How many words back "the statement" may have been issued.
AUTHOR_REACH: Final = 150


class Authors:
    """The makers of the things of one document.

    Parameters
    ----------
    names
        Who is named.
    read, owners
        Read any other word, and whose a noun is.
    """

    def __init__(
        self, names: Roster, read: Callable[[Word], list[Reading]], owners: Callable[..., list[Reading]]
    ) -> None:
        self._names = names
        self._words = names.words
        self._nouns = names.nouns
        self._read = read
        self._owners = owners

    def makers(self, noun: Word, *, but: Word | None = None, verbs: frozenset[str] | None = None) -> list[Reading]:
        """Return who made a thing by the clause that hangs on it: a list that Chinese diplomats had handed over."""
        if noun.lemma in self._nouns["person"] or noun.lemma in self._nouns["group"]:
            return []  # a pilot whom Oman sent home
        clauses = [
            c
            for c in noun.children
            if c.dep in {"relcl", "acl"}
            and c is not but
            and c.lemma not in UNDOES  # a charge that Oman denies is none of Oman's
            and (verbs is not None or c.lemma not in SPOKEN_OF)
            and (_claims_responsibility(c) or (noun in patients(c) and (verbs is None or _is_any(c, verbs))))
        ]
        makers = [w for c in clauses for w in agents(c)]
        return [Reading(r.actor, r.word, "owner") for w in makers for r in self._read(w) or self._of_office(w)]

    def _of_office(self, word: Word) -> list[Reading]:
        """Return whose an office is that puts something out: a statement released by the [office] of Ann Moe."""
        return self._owners(word) if word.lemma in OFFICES else []

    def behind(self, noun: Word) -> list[Reading]:
        """Return who acts by way of a thing, its owner: Israel's missiles hit; the Turkish statement called for."""
        if (
            noun.pos not in {"NOUN", "PROPN"}
            or noun.lemma in self._nouns["group"]
            or noun.lemma in self._nouns["person"]
        ):
            return []
        if is_one_acting(noun) or (noun.tag == "NN" and noun.lemma in CIVILIANS):
            return []  # a Danish skipper sails for himself
        own = self._owners(noun, but=frozenset({"of"} if noun.lemma in MESSAGES else {"of", "from"}))
        if not own and noun.dep == "dobj" and noun.head.lemma in LAUNCHES:  # launched missiles targeting a base
            own = [Reading(r.actor, r.word, "owner") for w in agents(noun.head) for r in self._read(w)]
        if own or noun.lemma not in MESSAGES:
            return own or self.makers(noun)
        return self.makers(noun) or self._author(noun)

    def _author(self, message: Word) -> list[Reading]:
        """Return whose message it is: They released a statement which said ...; the sentence before has its author."""
        verb = message.head
        if message.dep in {"dobj", "pobj"}:
            while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
                verb = verb.head
            found = [r for w in agents(verb) if w is not message for r in self._read(w)]
            if found:
                return [Reading(r.actor, message, "owner") for r in found]
        for earlier in reversed(self._words[max(0, message.i - AUTHOR_REACH) : message.i]):
            if earlier.lemma in MESSAGES and earlier.pos == "NOUN" and earlier.dep in {"dobj", "pobj", "nsubjpass"}:
                found = self._owners(earlier, but=frozenset({"of", "from"})) or self.makers(earlier)
                found = found or [r for w in agents(earlier.head) for r in self._read(w)]
                if found:
                    return [Reading(r.actor, message, "implied") for r in found]
        definite = any(c.lower in {"the", "this", "that"} for c in message.children)
        if not definite or message.sentence == 0:
            return []
        begin, end = self._names.parse.sentences[message.sentence - 1]
        main = next((w for w in self._words[begin:end] if w.dep == "ROOT"), None)
        return (
            [] if main is None else [Reading(r.actor, message, "implied") for w in agents(main) for r in self._read(w)]
        )


def _is_any(verb: Word, verbs: frozenset[str]) -> bool:
    """Tell whether a verb is one of a list, also where the lemmatizer misses: charges levelled."""
    return verb.lemma in verbs or not verbs.isdisjoint(stems(verb.lower))


def _claims_responsibility(clause: Word) -> bool:
    """Tell whether a relative clause says who owns up to a deed: an attack for which rebels claimed responsibility."""
    return clause.lemma in {"claim", "take", "accept"} and any(
        c.dep == "dobj" and c.lemma in {"responsibility", "credit"} for c in clause.children
    )

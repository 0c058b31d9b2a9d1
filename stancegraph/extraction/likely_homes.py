"""The country that somebody most likely has where no words beside the name tell it.

Each of these guesses was right at least nine times of ten on the articles of ``fixtures/`` and on others of their kind;
what was not (the country named nearest before, the one most named of two) is not guessed: a wrong country is worse than
none. All are marked as guesses.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS
from stancegraph.extraction.grammar import BLAMES, CRITICISES, LEADERS, OPPOSING_ROLES
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.offices import lack, states_with
from stancegraph.extraction.roster import FEW_NAMES
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# A country named so many times as often as the next is the only one a text is about.
SOLE_LEAD: Final = 3.0
# A text about two countries names others at most this rarely.
MAIN_SHARE: Final = 0.75
# How many words a title in front of a name may have: In Wellington, Foreign Affairs Minister NAME.
PLACED_WORDS: Final = 5
# Cities where those of other states meet: "In Geneva, Foreign Minister NAME" is no Swiss.
MEETING_PLACES: Final = frozenset(
    {"Addis Ababa", "Brussels", "Davos", "Doha", "Geneva", "Hague", "Luxembourg", "New York", "Strasbourg", "Vienna"}
)  # fmt: skip
# How what says whose an object is hangs on it.
BEFORE_OBJECTS: Final = frozenset({"amod", "compound", "nmod", "poss"})
# In whose title one of these words stands speaks or acts for the state, if no word of `OPPOSING_ROLES` does.
OF_STATE: Final = frozenset(
    {"admiral", "adviser", "colonel", "commander", "commissioner", "general", "governor", "major", "minister",
     "premier", "president", "prosecutor", "secretary", "spokesman", "spokesperson", "spokeswoman"}
)  # fmt: skip
# Of those, who needs no nation beside his post where his own state is meant.
GOVERNS: Final = frozenset({"general", "governor", "minister", "premier", "president"})
# Who is abroad by his post or his fate, so that the place tells nothing.
ABROAD: Final = frozenset(
    {"ambassador", "consul", "correspondent", "envoy", "exile", "exiled", "representative", "visiting"}
)
# Where words are spoken: told reporters in Moscow, condemned it in a speech in Rosario.
SPEECHES: Final = frozenset({"conference", "interview", "journalist", "parliament", "rally", "reporter", "speech"})
SAYS: Final = frozenset({"add", "announce", "declare", "insist", "say", "tell"})
# Forces that a spokesman or commander may be of.
ARMIES: Final = frozenset({"army", "forces", "military"})
# Besides `BLAMES` and `CRITICISES`, verbs whose object is another state than the speaker's.
TOWARD: Final = frozenset(
    {"ask", "call", "congratulate", "meet", "phone", "praise", "summon", "telephone", "thank", "threaten", "urge",
     "visit", "warn"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does in a sentence, by the countries it concerns.

    Attributes
    ----------
    toward
        Those he acts or speaks toward.
    wronged
        Those to whom he says that wrong was done.
    peers
        Those of his counterparts.
    rebukes
        Whether he blames or criticises.
    """

    toward: set[str] = field(default_factory=set)
    wronged: set[str] = field(default_factory=set)
    peers: set[str] = field(default_factory=set)
    rebukes: bool = False


class LikelyHomes:
    """Guesses at the country of persons in one document."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.words = roster.words
        self._named = Counter(m.entity.country for m in roster.mentions if m.entity.country is not None)

    def of(self, person: Entity, mentions: list[Mention]) -> tuple[str, str] | None:
        """Return the likeliest country of a person and what tells so, None where none is likely enough."""
        role = person.role or ""
        deeds = [self._deed(m) for m in mentions]
        guesses = (
            (self._by_post(role), "a post that of the states named only this one has"),
            (self._told_before(role), "what the text says elsewhere of such a post"),
            (
                next((c for m in mentions if (c := self._placed(role, m)) is not None), None),
                "the place of the sentence",
            ),
            (self._by_deed(role, deeds), "toward whom the person acts"),
            (
                next((c for m in mentions if (c := self._heard_in(role, m)) is not None), None),
                "where the person speaks",
            ),
            (self._at_home(role) or self._of_text(self.sole, mentions), "most names in the text"),
            (self._of_text(self.of_lead, mentions), "the country that the text is most about and begins with"),
            (self._sent_from(role), "where the report was sent from"),
        )
        return next(((country, why) for country, why in guesses if country is not None), None)

    def _of_text(self, country: str | None, mentions: list[Mention]) -> str | None:
        """Return the country that a text is about for somebody whom it does not only name as spoken to by that state.

        Of "Macron telephoned Novak" nobody knows whose Novak is.
        """
        return None if country is not None and all(self._is_addressed(m, country) for m in mentions) else country

    def _is_addressed(self, mention: Mention, country: str) -> bool:
        """Tell whether somebody of a country acts toward a person in the way that is done to those of other states."""
        head = self.words[mention.last]
        verb = head.head.head if head.dep == "pobj" else head.head if head.dep in {"dobj", "dative"} else None
        if verb is None or verb.lemma not in BLAMES | CRITICISES | TOWARD:
            return False
        return country in self._countries([c for c in verb.children if c.dep in SUBJECTS])

    @cached_property
    def _home(self) -> str | None:
        """The country that a text is at home in, if it names more of it than places."""
        home = self.roster.home
        told = any(m.entity.country == home and m.form is not Form.PLACE for m in self.roster.mentions)
        return home if told else None

    @cached_property
    def sole(self) -> str | None:
        """The country that a text is about, if it is about one only."""
        ranked = self._named.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < SOLE_LEAD * ranked[1][1]):
            return None
        return ranked[0][0] if self._home == ranked[0][0] else None

    @cached_property
    def of_lead(self) -> str | None:
        """The country most named, if a text is sent from there or names no other one first.

        It gets a guest wrong who speaks in a text about one country.
        """
        ranked = self._named.most_common(2)
        if self._named.total() < FEW_NAMES or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        sent_from = self.roster.filed_from
        if sent_from is not None:
            # of two states that a text is about, either may be meant
            return sent_from if sent_from == self.roster.home and not self._pair else None
        first = next(m for m in self.roster.mentions if m.entity.country is not None)
        sentence = self.words[first.first].sentence
        here = {m.entity.country for m in self.roster.mentions if self.words[m.first].sentence <= sentence}
        return ranked[0][0] if here - {None} == {ranked[0][0]} else None

    @cached_property
    def only(self) -> str | None:
        """The country that a text names if it names no other."""
        return self._home if len(self._named) == 1 else None

    @cached_property
    def _pair(self) -> frozenset[str]:
        """The two countries that a text is about, empty if it is about more or fewer."""
        ranked = self._named.most_common(2)
        both = sum(n for _, n in ranked)
        total = self._named.total()
        enough = len(ranked) == 2 and total >= FEW_NAMES and both >= MAIN_SHARE * total
        return frozenset(c for c, _ in ranked) if enough else frozenset()

    def _by_post(self, role: str) -> str | None:
        """Return the only state of those named that has such a post: a home secretary beside Britain and Spain."""
        having = states_with(role)
        if having is None:
            return None
        named = having & self._named.keys()
        if self.roster.home in named:
            return self.roster.home
        if not named and len(having) == 1:
            named = having
        return next(iter(named)) if len(named) == 1 else None

    @cached_property
    def _posts_told(self) -> dict[str, set[str]]:
        """The posts and bodies that the text names with their nation: the French president, Israel's army."""
        told: dict[str, set[str]] = {}
        listed, at = self.roster.nouns["person"] | self.roster.nouns["body"] | ARMIES, self.roster.at
        for word in self.words:
            if word.lower not in listed or word.i in self.roster.titles:
                continue
            first = word.i
            while first > 0 and first - 1 not in at and self.words[first - 1].head is word:
                first -= 1
            first += self.words[first].tag == "POS" or self.words[first].pos == "DET"
            own = at.get(word.i)
            before = own if own is not None and own.first < word.i else None
            if before is not None:  # a ministry that is an actor with its nation
                first = next(
                    i for i in range(before.first, word.i + 1) if self.words[i].tag != "POS" and not self._is_nation(i)
                )
            elif first > 0:
                before = at.get(first - 1 - (self.words[first - 1].tag == "POS"))
            owners = [before] if before is not None else []
            owners += [m for w in governed(word, "of") if (m := at.get(w.i)) is not None]
            codes = {m.entity.country for m in owners if m.entity.country is not None and m.form is not Form.PLACE}
            told.setdefault(_plain(self.roster.text(first, word.i)), set()).update(codes)
        return told

    def _is_nation(self, i: int) -> bool:
        entries = self.roster.gazetteer.entries.get(self.words[i].text, ())
        return self.words[i].tag == "POS" or any(e.actor.kind is Kind.COUNTRY for e in entries)

    def _told_before(self, role: str) -> str | None:
        """Return the only country that the text names this very post of, or the body of it, apart from its holder.

        The military spokesman is Israel's where the text tells of Israel's army and of no other.
        """
        if not _is_of_state(role):
            return None
        plain = _plain(role)
        codes = self._posts_told.get(plain, set()) or self._posts_told.get(plain.rpartition(" ")[0], set())
        others = {p.country for p in self.roster.persons if p.role is not None and _plain(p.role) == plain}
        return next(iter(codes)) if len(codes) == 1 and not others - codes - {None} else None

    def _placed(self, role: str, mention: Mention) -> str | None:
        """Return the country of the place that a sentence begins with: In Wellington, Foreign Minister NAME said."""
        words, first = self.words, self.roster.parse.sentences[self.words[mention.first].sentence][0]
        place = self.roster.at.get(first + 1)
        if words[first].text not in {"At", "In"} or place is None or place.entity.kind is not Kind.COUNTRY:
            return None
        comma = place.last + 1
        if words[comma].text != "," or not comma < mention.first <= comma + 1 + PLACED_WORDS:
            return None
        if (
            self.roster.text(place.first, place.last) in MEETING_PLACES
            or not role
            or set(role.lower().split()) & ABROAD
        ):
            return None
        country = place.entity.country
        return None if country in lack(role) else country

    def _sent_from(self, role: str) -> str | None:
        """Return where a report was sent from for a minister without a nation, of which guests have one."""
        plain = set(_plain(role).split())
        country = self.roster.filed_from
        governs = bool(plain & (GOVERNS | {"ministry", "office"})) and _is_of_state(role) and not plain & ABROAD
        return country if governs and country is not None and country not in lack(role) else None

    def _at_home(self, role: str) -> str | None:
        """Return the country that a text is at home in for those who govern: a premier without a nation is its own."""
        home = self._home
        governs = _is_of_state(role) and bool(set(_plain(role).split()) & GOVERNS)
        return home if governs and home is not None and home not in lack(role) else None

    def _heard_in(self, role: str, mention: Mention) -> str | None:
        """Return where somebody says it whose nation goes unsaid: the organiser told reporters in Moscow.

        It gets a guest wrong whose nation the text never names.
        """
        head = self.words[mention.last]
        verb = head.head if head.dep in SUBJECTS else head.head.head if head.head.dep == "agent" else None
        if verb is None or not role or set(role.lower().split()) & ABROAD:
            return None
        spoken = [c for c in verb.children if c.lower == "in" and c.i > verb.i]
        spoken += [
            p for c in (*spoken, *verb.children) for o in (c, *c.children) if o.lemma in SPEECHES for p in o.children
        ]
        places = [self.roster.at.get(w.i) for p in spoken if p.lower == "in" for w in p.children if w.dep == "pobj"]
        found = [m for m in places if m is not None and m.entity.kind is Kind.COUNTRY]
        if len(found) != 1 or verb.lemma not in SAYS | BLAMES | CRITICISES | TOWARD:
            return None
        city, country = self.roster.text(found[0].first, found[0].last), found[0].entity.country
        return None if city in MEETING_PLACES or country in lack(role) else country

    def _by_deed(self, role: str, deeds: list[Deed]) -> str | None:
        """Return whose official somebody is by what he does, as subject of a verb, to whom."""
        toward = {code for deed in deeds for code in deed.toward}
        if "opposition" in role.lower().split():
            rebuked = {code for deed in deeds if deed.rebukes for code in deed.toward}
            return next(iter(rebuked)) if len(rebuked) == 1 else None
        if not _is_of_state(role):
            return None
        wronged = {code for deed in deeds for code in deed.wronged} - toward
        if len(wronged) == 1:
            return next(iter(wronged))
        return self._other_side(role, toward | {code for deed in deeds for code in deed.peers})

    def _deed(self, mention: Mention) -> Deed:
        head = self.words[mention.last]
        verb = head.head if head.dep in SUBJECTS else None
        if verb is None or verb.lemma not in BLAMES | CRITICISES | TOWARD:
            return Deed(peers=self._peers(mention))
        return Deed(self._objects(verb), self._wronged(verb), self._peers(mention), verb.lemma not in TOWARD)

    def _other_side(self, role: str, toward: set[str]) -> str | None:
        """Return, of the two states that a text is about, the only one that an official can be of.

        That is the one he does not act toward, and that has his post: "Foreign Minister NAME accused Canada", in a text
        on Iran and Canada, is Iran's. It gets a minister wrong who rebukes a party of his own state by its name.
        """
        possible = self._pair - lack(role) - toward
        return next(iter(possible)) if len(possible) == 1 else None

    def _wronged(self, verb: Word) -> set[str]:
        """Return to whom the deed is done that a speaker lays at somebody's door: accused Rwanda of invading Zaire."""
        deeds = [c for p in verb.children if p.lower == "of" for c in p.children if c.dep == "pcomp"]
        return {code for deed in deeds for code in self._objects(deed)}

    def _peers(self, mention: Mention) -> set[str]:
        """Return the countries of the counterparts that a sentence gives somebody: his Chinese counterpart."""
        _, end = self.roster.parse.sentences[self.words[mention.first].sentence]
        peers = [w for w in self.words[mention.last + 1 : end] if w.lemma == "counterpart"]
        return {code for w in peers for code in self._countries([c for c in w.children if c.dep in BEFORE_OBJECTS])}

    def _objects(self, verb: Word) -> set[str]:
        """Return the countries of the objects of a verb."""
        objects = [c for c in verb.children if c.dep in {"dobj", "dative"}]
        objects += governed(verb, "against", "on", "with")
        inner = [w for o in objects for w in (o, *(c for c in o.children if c.dep in BEFORE_OBJECTS))]
        inner += [w for o in objects for w in governed(o, "of", "in") if o.lemma == "government"]
        return self._countries(inner)

    def _countries(self, words: list[Word]) -> set[str]:
        found = (self.roster.at.get(w.i) for w in words)
        return {m.entity.country for m in found if m is not None and m.entity.country is not None}


def _first(codes: Iterable[str | None]) -> str | None:
    return next((code for code in codes if code is not None), None)


def _is_of_state(role: str) -> bool:
    """Tell whether a title is one of those who speak or act for their state."""
    words = set(role.lower().replace("-", " ").split())
    return bool(words & (OF_STATE | LEADERS)) and not words & OPPOSING_ROLES


def _plain(role: str) -> str:
    plain = role.lower().replace("-", " ").replace("defense", "defence")
    return " ".join("military" if word in ARMIES else word for word in plain.split())

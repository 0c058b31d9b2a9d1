"""What a noun phrase means: names, "US officials", "the ambassador", "Sudanese rebels", "he", "it", "they".

`References.read` takes the head word of a phrase and returns the actors it stands for, each with the way it was
found and how sure that is. It never guesses an actor that the neighbouring sentences do not name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.belonging import AT_SIDE
from stancegraph.extraction.callings import is_one_acting
from stancegraph.extraction.clauses import agents, conjuncts, governed, owners, patients
from stancegraph.extraction.collectives import Collectives, sections
from stancegraph.extraction.descriptions import Descriptions
from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    CIVILIANS,
    CLAIM_NOUNS,
    CONDUCT,
    COUNTING,
    CROWDS,
    ETHNIC,
    FORCES,
    HE,
    INSURGENTS,
    IT,
    LAUNCHES,
    LOCATIVE,
    MESSAGES,
    QUANTITIES,
    SUFFERED,
    THEY,
    UNDOES,
    WE,
)
from stancegraph.extraction.nations import Nations
from stancegraph.extraction.outlets import is_quoted_agency
from stancegraph.extraction.outsiders import takes_side
from stancegraph.extraction.pairs import SIDES
from stancegraph.extraction.pronouns import Pronouns
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.regions import acting_region
from stancegraph.extraction.roster import HYPHENS
from stancegraph.extraction.sets import NUMBERS, Sets
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor

# How many sentences back it may be told whose a thing is.
THING_REACH: Final = 4
# What is done to a thing by whoever only speaks or thinks of it: a law that experts call unfair.
SPOKEN_OF: Final = frozenset(
    {"call", "consider", "deem", "describe", "dub", "fear", "label", "like", "regard", "say", "see", "term", "view"}
)
# How many owners of owners, or clauses around a relative pronoun, are looked at.
OWNER_DEPTH: Final = 4
# So many names beside a noun are a list of whom it means.
LISTED: Final = 2
# Where it may begin, and what stands between its names.
LIST_REACH: Final = 8
BETWEEN_LISTED: Final = frozenset({",", "and", "the"})
# Who is sent by whoever stands behind "from".
SENT_OUT: Final = frozenset({"contingent", "crew", "delegation", "mission", "team"})
# With "a" before them and "of" and a plural behind, they say that some came together.
GATHERINGS: Final = frozenset(
    {"alliance", "band", "coalition", "column", "contingent", "delegation", "gang", "mob", "panel", "party", "squad",
     "team", "throng"}
)  # fmt: skip
# What a crowd has and a hearing has not: public anger, a public outcry.
FELT: Final = frozenset(
    {"anger", "backlash", "criticism", "demand", "discontent", "fury", "opposition", "outcry", "outrage", "pressure",
     "protest", "support", "unrest"}
)  # fmt: skip
# What puts out the words of whoever heads it.
OFFICES: Final = frozenset({"aide", "bureau", "cabinet", "campaign", "office", "secretariat", "staff"})
# How many words on a post may be told the name of its holder.
POST_REACH: Final = 14
# How many words back "the statement" may have been issued.
AUTHOR_REACH: Final = 150
# A city before these says where they were held or signed.
VENUED: Final = frozenset(
    {"accord", "agreement", "communique", "communiqué", "conference", "convention", "declaration", "negotiation",
     "pact", "process", "protocol", "round", "summit", "talk", "treaty"}
)  # fmt: skip


class References:
    """The noun phrases of one document, read on demand.

    Whoever stands before a noun owns it, even what others do to him: the "Iran sanctions" have Iran for their owner.
    """

    def __init__(self, names: Roster, quoted: Mapping[int, Word] | None = None) -> None:
        self.names = names
        self.quoted = quoted or {}
        self.words = names.words
        self.nouns = names.nouns
        self._read: dict[int, list[Reading]] = {}
        self._nations = Nations(names)
        self._pronouns = Pronouns(names, self._nations, self.quoted, self.read)
        self._sets = Sets(names, self._nations, self.read)
        self._collectives = Collectives(names, self._nations, self.read)
        self._descriptions = Descriptions(names, self._nations, self._collectives, self._pronouns, self.read)

    def read(self, word: Word, *, speakers: list[Reading] | None = None) -> list[Reading]:
        """Return the actors that the phrase headed by `word` stands for, none if it names or means no actor.

        Parameters
        ----------
        word
            Head of a noun phrase; what is coordinated with it is not looked at.
        speakers
            Who is quoted: what "I" and "we" mean.
        """
        if word.lower in WE and word.tag in {"PRP", "PRP$"}:
            return [Reading(r.actor, word, "speaker") for r in speakers or []]
        if word.i not in self._read:
            self._read[word.i] = []  # while it is being read, it means nothing to itself
            self._read[word.i] = self._phrase(word)
        return self._read[word.i]

    def owners(self, noun: Word, *, but: frozenset[str] = frozenset(), depth: int = 0) -> list[Reading]:
        """Return the actors whose act or possession a noun is: of "Seoul's decision", South Korea."""
        if noun.lemma in AT_SIDE and noun.tag == "NN":
            return []  # what is done to a French ally is not done to France
        suffering = noun.lemma in SUFFERED and noun.tag == "NN"  # her murder, but the junta's murders
        for owning in owners(noun, but=but | {"of"} if noun.lemma in SUFFERED else but):
            found: dict[str, Reading] = {}
            group = [w for w in owning if not (self.is_venue(w, noun) or self._is_side(w))]
            armed = [w for w in group if w.dep == "compound" and w.lemma in INSURGENTS and w.text.islower()]
            for word in armed or [w for both in group for w in (*self._hyphenated(both), both)]:
                readings = self.read(word) or (self._collectives.insurgents(word) if armed else [])
                if not readings and depth < OWNER_DEPTH and word.pos in {"NOUN", "PROPN"}:
                    readings = self.owners(word, depth=depth + 1)
                for reading in readings:
                    if not (suffering and word.dep == "poss" and reading.actor.kind in {Kind.OFFICIAL, Kind.GROUP}):
                        found.setdefault(reading.actor.id, Reading(reading.actor, reading.word, "owner"))
            if found:
                return list(found.values())
        return self._owners_told(noun) if depth == 0 else []

    def _owners_told(self, thing: Word) -> list[Reading]:
        """Return whose a thing is by what was said of it before: Oman seized two Greek trawlers; [the trawlers] had.

        A text it gets wrong: "A Greek ship sank. The ship that Oman had sent came late.", where there are two.
        """
        if thing.pos != "NOUN" or not self._is_told_of(thing):
            return []
        first = self.names.parse.first_word(thing.sentence - THING_REACH)
        for earlier in reversed(self.words[first : thing.left_edge().i]):
            if earlier.lemma == thing.lemma and earlier.pos == "NOUN":
                found = self.owners(earlier, depth=1)
                if found:
                    return [Reading(r.actor, thing, "definite") for r in found] if len(found) == 1 else []
        return []

    def _is_told_of(self, thing: Word) -> bool:
        """Tell whether it is "the" thing, and one that somebody may own."""
        if thing.lemma in ACT_NOUNS | CLAIM_NOUNS | CONDUCT or self.nouns_of(thing):
            return False
        others = [c for c in thing.children if c.dep not in {"det", "nummod", "punct"}]
        return not others and any(c.lower in {"the", "these", "those"} for c in thing.children)

    def _is_side(self, word: Word) -> bool:
        mention = self.names.at.get(word.i)
        return mention is not None and takes_side(mention, self.words)

    def is_venue(self, word: Word, noun: Word) -> bool:
        """Tell whether a city only says where it was met or signed: the [Geneva] talks, the [Minsk] accords."""
        mention = self.names.at.get(word.i)
        if word.dep not in {"compound", "nmod"} or noun.lemma not in VENUED or mention is None:
            return False
        shared = self.words[word.i - 1].text in HYPHENS or self.words[word.i + 1].text in HYPHENS  # Moscow-Kyiv talks
        return not shared and mention.form in {Form.CAPITAL, Form.PLACE}

    def _hyphenated(self, word: Word) -> list[Word]:
        """Return the nation that shares a hyphen with another, both owners: the [Serbian]-Bulgarian agreement."""
        at = self.names.at
        if word.i not in at or word.i < 2 or self.words[word.i - 1].text not in HYPHENS:
            return []
        return [c for c in word.children if c.i == word.i - 2 and c.i in at and at[c.i] is not at[word.i]]

    def _opens_list(self, i: int) -> bool:
        """Tell whether a name stands at word `i` right behind a comma, and another one behind it."""
        words, at = self.words, self.names.at
        first = i + (words[i].lower == "the") if i < len(words) else i
        if first >= len(words) or first not in at or words[i - 1].text != ",":
            return False
        after = at[first].last + 1
        return (
            after + 1 < len(words) and words[after].lower in {",", "and"} and bool({after + 1, after + 2} & at.keys())
        )

    def nouns_of(self, noun: Word) -> list[str]:
        """Return the word lists that a common noun is on: "person", "group", "body", "state"."""
        return sections(noun, self.nouns)

    def makers(self, noun: Word, *, but: Word | None = None, verbs: frozenset[str] | None = None) -> list[Reading]:
        """Return who made a thing by the clause that hangs on it: a list that Chinese diplomats had handed over."""
        if noun.lemma in self.nouns["person"] or noun.lemma in self.nouns["group"]:
            return []  # a pilot whom Oman sent home
        clauses = [
            c
            for c in noun.children
            if c.dep in {"relcl", "acl"}
            and c is not but
            and c.lemma not in UNDOES  # a charge that Oman denies is none of Oman's
            and (verbs is not None or c.lemma not in SPOKEN_OF)
            and (_claims_responsibility(c) or (noun in patients(c) and (verbs is None or c.lemma in verbs)))
        ]
        makers = [w for c in clauses for w in agents(c)]
        return [Reading(r.actor, r.word, "owner") for w in makers for r in self.read(w) or self._of_office(w)]

    def _of_office(self, word: Word) -> list[Reading]:
        """Return whose an office is that puts something out: a statement released by the [office] of Ann Moe."""
        return self.owners(word) if word.lemma in OFFICES else []

    def behind(self, noun: Word) -> list[Reading]:
        """Return who acts by way of a thing, its owner: Israel's missiles hit; the Turkish statement called for."""
        if noun.pos not in {"NOUN", "PROPN"} or noun.lemma in self.nouns["group"] or noun.lemma in self.nouns["person"]:
            return []
        if is_one_acting(noun) or (noun.tag == "NN" and noun.lemma in CIVILIANS):
            return []  # a Danish skipper sails for himself
        own = self.owners(noun, but=frozenset({"of"} if noun.lemma in MESSAGES else {"of", "from"}))
        if not own and noun.dep == "dobj" and noun.head.lemma in LAUNCHES:  # launched missiles targeting a base
            own = [Reading(r.actor, r.word, "owner") for w in agents(noun.head) for r in self.read(w)]
        if own or noun.lemma not in MESSAGES:
            return own or self.makers(noun)
        return self.makers(noun) or self._author(noun)

    def _author(self, message: Word) -> list[Reading]:
        """Return whose message it is: They released a statement which said ...; the sentence before has its author."""
        verb = message.head
        if message.dep in {"dobj", "pobj"}:
            while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
                verb = verb.head
            found = [r for w in agents(verb) if w is not message for r in self.read(w)]
            if found:
                return [Reading(r.actor, message, "owner") for r in found]
        for earlier in reversed(self.words[max(0, message.i - AUTHOR_REACH) : message.i]):
            if earlier.lemma in MESSAGES and earlier.pos == "NOUN" and earlier.dep in {"dobj", "pobj", "nsubjpass"}:
                found = self.owners(earlier, but=frozenset({"of", "from"})) or self.makers(earlier)
                found = found or [r for w in agents(earlier.head) for r in self.read(w)]
                if found:
                    return [Reading(r.actor, message, "implied") for r in found]
        definite = any(c.lower in {"the", "this", "that"} for c in message.children)
        if not definite or message.sentence == 0:
            return []
        begin, end = self.names.parse.sentences[message.sentence - 1]
        main = next((w for w in self.words[begin:end] if w.dep == "ROOT"), None)
        return (
            [] if main is None else [Reading(r.actor, message, "implied") for w in agents(main) for r in self.read(w)]
        )

    def nations(self, noun: Word) -> list[Reading]:
        """Return the actors named before a noun or in its possessor: of "US-China talks", both."""
        mentions = self._nations.of(noun)
        at, near = self.names.at, self.names.at.get(noun.i - 1)
        paired = near is not None and near.first > 1 and len(mentions) < LISTED
        if paired and near is not None and self.words[near.first - 1].text in HYPHENS and near.first - 2 in at:
            mentions = [at[near.first - 2], near]  # wherever the parser hangs the halves of the Iran-Iraq war
        found = {id(m.entity): Reading(self.names.actors[m.entity], noun, "owner") for m in mentions}
        return list(found.values())

    def is_pair(self, word: Word) -> bool:
        """Tell whether it is "both sides" or "the two parties", whoever they are."""
        return self._pronouns.pairs.is_pair(word) and word.lemma in SIDES | {"both"}

    def other_owners(self, noun: Word, barred: set[str]) -> list[Reading]:
        """Return whose "their base" is if it is not that of those who attack it."""
        own = [c for c in noun.children if c.dep == "poss" and c.pos == "PRON"]
        return [Reading(r.actor, r.word, "owner") for c in own for r in self._pronouns.other_owners(c, barred)]

    def men_of(self, noun: Word) -> list[Reading]:
        """Return the soldiers of a state as a group, for what the state does to them: Ghana shot three [officers]."""
        if noun.tag != "NNS" or noun.lemma not in FORCES:
            return []
        return [self._collectives.group(noun, self._nations.country_of(noun))]

    def protesters(self, noun: Word) -> list[Reading]:
        """Return who takes part in protests that a text does not say whose they are: those it names elsewhere."""
        return self._collectives.protesters(noun)

    def state_of(self, actor: Actor) -> Actor | None:
        """Return the state that an actor belongs to, null if there is none."""
        return self._nations.state_of(actor)

    def home(self) -> Actor | None:
        """Return the state that most of the document's names belong to, null if there is none."""
        return self.names.gazetteer.actors.get(f"country:{self.names.home}")

    @staticmethod
    def antecedents(word: Word) -> list[Word]:
        """Return what a relative pronoun stands for: the noun its clause hangs on."""
        clause, steps = word.head, 0
        while clause.dep != "relcl" and clause.head is not clause and steps < OWNER_DEPTH:
            clause, steps = clause.head, steps + 1
        if clause.dep != "relcl":
            return []
        noun = clause.head
        suffering = governed(noun, "of") if noun.lemma in SUFFERED and word.tag == "WP" else []
        return suffering or conjuncts(noun)  # the arrest of ten men, [whom] he accuses

    def _phrase(self, word: Word) -> list[Reading]:
        if (
            word.i in self.names.carriers
            or is_quoted_agency(word)
            or (word.tag == "JJ" and word.lemma in CROWDS and not _feels(word))
        ):
            return []  # the public grilling is not the public's
        mention = self.names.at.get(word.i)
        if mention is not None:
            return self._named(word, mention)
        if word.tag in {"WDT", "WP", "WP$"}:
            return [Reading(r.actor, word, r.how) for w in self.antecedents(word) for r in self.read(w)]
        counted = governed(word, "of") if word.lower in QUANTITIES or word.pos == "NUM" or _is_gathering(word) else []
        if counted:
            return self._counted(word, counted)
        if self._pronouns.pairs.is_pair(word):
            return self._pronouns.pairs.meant_by(word)
        found = self._sets.meant_by(word) or self._listed(word) or self._unnamed(word) or self._sent_by(word)
        return self._collectives.apart(word, found)

    def _sent_by(self, word: Word) -> list[Reading]:
        """Return whose people came: a [team] from the IAEA."""
        owned = any(c.i in self.names.at for c in word.children if c.i < word.i)  # the UN team from Geneva
        senders = governed(word, "from") if word.lemma in SENT_OUT and not owned else []
        return [Reading(r.actor, word, "nation word") for w in senders if w.i in self.names.at for r in self.read(w)]

    def _counted(self, word: Word, counted: list[Word]) -> list[Reading]:
        """Return whom a word of number or a gathering is of: one of the states, a team of European Union monitors."""
        beside = [c for c in word.children if c.dep == "appos"]  # one of these groups, the Syrian Democratic Forces
        found = [r for w in beside for r in self.read(w)] or [r for w in counted for r in self.read(w)]
        if not found and all(w.pos == "NUM" for w in counted):
            return self._unnamed(word)  # a crowd of about 2,000
        if found or not _is_gathering(word):
            return found
        return [r for w in counted for r in self.nations(w)]

    def _listed(self, word: Word) -> list[Reading]:
        """Return whom a list beside a noun names: the four guarantors, Oman, Chad, Mali and Togo."""
        if word.tag != "NNS" or not any(c.lower == "the" or c.dep == "nummod" for c in word.children):
            return []
        counts = [NUMBERS[c.lower] for c in word.children if c.dep == "nummod" and c.lower in NUMBERS]
        found: dict[str, Reading] = {}
        begin = next((i for i in range(word.i + 1, word.i + LIST_REACH) if self._opens_list(i)), None)
        for w in self.words[begin:] if begin is not None else ():
            mention = self.names.at.get(w.i)
            if mention is not None:
                found[self.names.actors[mention.entity].id] = Reading(self.names.actors[mention.entity], w, "title")
            elif w.lower not in BETWEEN_LISTED:
                break
        if counts and counts[0] != len(found):
            return []
        kinds = {r.actor.kind for r in found.values()}
        if len(found) < LISTED or len(kinds) > 1:
            return []
        before = None if begin is None else self.names.at.get(begin - 2)
        if before is not None and before.entity.kind in kinds and not counts:
            return []  # the navies of Oman, Chad and Togo are Oman's too
        return [Reading(r.actor, r.word, "title") for r in found.values()]

    def _named(self, word: Word, mention: Mention) -> list[Reading]:
        if mention.form in {Form.CAPITAL, Form.PLACE} and word.dep == "pobj" and word.head.lower in LOCATIVE:
            return []
        if mention.entity.kind is Kind.ORGANISATION and self._is_product(word, mention):
            return []
        region = acting_region(self.names, word, mention)
        if region is not None:
            return [Reading(region, word, "name")]
        group = self._of_people(word, mention) if mention.form is Form.PEOPLE and word.i == mention.last else None
        return [Reading(self.names.actors[mention.entity], word, "name") if group is None else group]

    def _is_product(self, word: Word, mention: Mention) -> bool:
        """Tell whether "a" before a firm makes it one of its things: struck by a Volvo, a Boeing 737, a Volvo XC90.

        A phrase it gets wrong: "a G7 of lesser powers".
        """
        phrase = [word]
        type_of = word.head
        if (
            word.dep in {"compound", "nmod"}
            and type_of.i == mention.last + 1
            and any(c.isdigit() for c in type_of.text)
        ):
            phrase.append(type_of)
        return any(c.lower in {"a", "an"} for w in phrase for c in w.children)

    def _of_people(self, word: Word, mention: Mention) -> Reading | None:
        """Return the group that words for a people name, none if they stand for its state.

        Bosnian Serbs are no Serbia, ethnic Turks in Sweden no Turkey: they are a people somewhere.
        """
        others = [m for m in self._nations.of(word) if m.entity is not mention.entity and m.first < word.i]
        elsewhere = self._home_of_people(word, mention)
        ethnic = any(c.lower in ETHNIC for c in word.children)
        opening = self.names.parse.sentences[word.sentence][0]  # there the tagger takes adjectives for names
        described = [
            c
            for c in word.children
            if c.i < word.i and c.i not in self.names.at and (c.tag == "JJ" or (c.tag == "NNP" and c.i == opening))
        ]
        young = word.tag == "NNPS" and any(c.lower not in COUNTING | QUANTITIES for c in described) and not ethnic
        counted = any(c.dep == "nummod" for c in word.children) or word.head.head.lower in QUANTITIES
        if elsewhere is not None:  # the Hungarians of southern Slovakia
            home: str | None = elsewhere
        elif others or ethnic:
            home = others[0].entity.country if others else self._other_home(mention)
        elif young or (counted and word.tag in {"NNS", "NNPS"}):  # young Algerians; deported 14,000 Haitians
            home = mention.entity.country
        else:
            return None
        return self._collectives.group(word, home)

    def _other_home(self, people: Mention) -> str | None:
        """Return the only other country that the sentence of a people apart names: ethnic Turks marched in Sweden."""
        sentence = self.words[people.first].sentence
        here = (m for m in self.names.mentions if self.words[m.first].sentence == sentence)
        others = {m.entity.country for m in here} - {people.entity.country, None}
        return next(iter(others)) if len(others) == 1 else None

    def _home_of_people(self, word: Word, people: Mention) -> str | None:
        """Return the other country that a people is said to live in, null if none: Serbs in Bosnia are no Serbia."""
        if word.tag != "NNPS":
            return None
        behind = [self.names.at.get(w.i) for p in word.children if p.i == word.i + 1 for w in governed(word, p.lower)]
        states = [m for m in behind if m is not None and m.form is Form.NAME and m.entity.kind is Kind.COUNTRY]
        near = any(c.lower in {"of", "in", "from"} and c.i == word.i + 1 for c in word.children)
        if not near or not states or states[0].entity is people.entity:
            return None
        return states[0].entity.country

    def _unnamed(self, word: Word) -> list[Reading]:
        """Read a pronoun or a description."""
        if word.pos == "PRON" or word.lower in HE | IT | THEY:
            return self._pronouns.meant_by(word)
        several = word.tag == "NNPS" or (word.text.endswith("s") and word.text in self.nouns["people"])
        if several and word.text[0].isupper() and not sections(word, self.nouns):
            return [self._collectives.group(word, self._nations.country_of(word))]
        if word.pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return []
        return self._titled(word) or self._descriptions.meant_by(word)

    def _titled(self, word: Word) -> list[Reading]:
        """Read "the Russian ambassador, NAME" and "NAME, an Iranian-backed militia" as whom they name."""
        bearer = self.names.titles.get(word.i)
        if bearer is not None and bearer in self.names.actors:
            return [Reading(self.names.actors[bearer], word, "title")]
        beside = [c for c in word.children if c.dep == "appos"] + ([word.head] if word.dep == "appos" else [])
        for other in beside:
            mention = self.names.at.get(other.i)
            if mention is not None and mention.entity.kind in {Kind.OFFICIAL, Kind.ORGANISATION}:
                return [Reading(self.names.actors[mention.entity], other, "title")]
        holder = self._named_behind(word)
        if holder is not None:
            return [Reading(self.names.actors[holder.entity], word, "title")]
        named = self._just_named(word) if word.dep == "appos" else None
        return [] if named is None else [Reading(self.names.actors[named.entity], word, "title")]

    def _named_behind(self, post: Word) -> Mention | None:
        """Return the person between commas behind a post and what it is of, wherever the parser hangs the name.

        The governor of the Russian region of Bryansk, [NAME], accused him. It gets "the brother of the king, NAME,"
        wrong, where the king is named.
        """
        if post.lemma not in self.nouns["person"] or post.tag not in {"NN", "NNP"} or post.i in self.names.at:
            return None
        for word in self.words[post.i + 1 : post.i + POST_REACH]:
            if word.text == ",":
                first = word.i + 1
                titles = self.nouns["person"] | self.nouns["honorific"]
                while first not in self.names.at and first < len(self.words) and self.words[first].lower in titles:
                    first += 1
                mention = self.names.at.get(first)
                closed = mention is not None and self.words[min(mention.last + 1, len(self.words) - 1)].text == ","
                is_holder = closed and mention is not None and mention.entity.kind is Kind.OFFICIAL
                return mention if is_holder and word.i > post.i + 1 else None
            if (
                word.sentence != post.sentence
                or word.pos in {"VERB", "AUX", "PRON"}
                or word.lemma in self.nouns["person"]
            ):
                return None
        return None

    def _just_named(self, word: Word) -> Mention | None:
        """Return the body before a comma and a noun for it, wherever the parser hangs it: NAME (NM), a militia."""
        first, lists = word.left_edge().i, sections(word, self.nouns)
        if first < 2 or self.words[first - 1].text != "," or not {"body", "group"} & set(lists):
            return None
        if not any(c.lower in {"a", "an"} for c in word.children):
            return None
        last = first - 2
        last -= self.words[last].text == ")"
        mention = self.names.at.get(last)
        return mention if mention is not None and mention.entity.kind is Kind.ORGANISATION else None


def _feels(adjective: Word) -> bool:
    """Tell whether it is a crowd that an adjective before a noun means: public anger, minority demands."""
    return adjective.dep != "amod" or adjective.head.lemma in FELT


def _is_gathering(word: Word) -> bool:
    """Tell whether a noun says no more than that some came together: a mob of students, a team of UN inspectors."""
    if word.lower not in GATHERINGS or not any(c.lower in {"a", "an", "another"} for c in word.children):
        return False
    return any(w.tag in {"NNS", "NNPS"} for w in governed(word, "of"))


def _claims_responsibility(clause: Word) -> bool:
    """Tell whether a relative clause says who owns up to a deed: an attack for which rebels claimed responsibility."""
    return clause.lemma in {"claim", "take", "accept"} and any(
        c.dep == "dobj" and c.lemma in {"responsibility", "credit"} for c in clause.children
    )

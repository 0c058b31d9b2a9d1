"""Whom a common noun describes: "US officials", "the ambassador", "the army", "Cambodian fishermen", "the country"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.areas import area_of, forms_of, named_in
from stancegraph.extraction.belonging import AT_SIDE, Belonging
from stancegraph.extraction.callings import is_one_acting, is_person_by_ending
from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS
from stancegraph.extraction.coalitions import Coalitions
from stancegraph.extraction.collectives import sections
from stancegraph.extraction.grammar import (
    APART,
    ARMED,
    CIVILIANS,
    COLLECTIVES,
    FIGURES,
    FORCES,
    GOVERNING,
    HOUSES,
    INSURGENTS,
    LANDS,
    PROTESTERS,
    QUANTITIES,
    STATE_BODIES,
    UNNAMED_BODIES,
)
from stancegraph.extraction.holders import Holders
from stancegraph.extraction.home_states import HomeStates
from stancegraph.extraction.nations import STATEHOODS
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.offices import KINDS
from stancegraph.extraction.outsiders import AGAINST, HANDS, is_no_part
from stancegraph.extraction.ranks import PAST
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.regions import REGIONAL, is_of_people, region
from stancegraph.extraction.sides import is_of_state
from stancegraph.extraction.sorts import POINTING
from stancegraph.extraction.told_bodies import ToldBodies
from stancegraph.extraction.told_posts import ToldPosts
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.collectives import Collectives
    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.pronouns import Pronouns
    from stancegraph.extraction.roster import Entity, Mention, Roster
    from stancegraph.models import Actor

# Posts that without a nation's word are of the only state that a text is about.
HEADS_OF_STATE: Final = frozenset({"emir", "king", "premier", "president", "queen", "sultan"})
# Members of these are lawmakers, who do not speak for the whole.
LEGISLATURES: Final = frozenset(
    {"assembly", "bundestag", "commons", "congress", "diet", "duma", "knesset", "legislature", "majlis", "parliament",
     "rada", "representatives", "riksdag", "senate"}
)  # fmt: skip
# Officials of these in a country are none of its own, nor are such forces.
OF_NO_STATE: Final = frozenset(
    {"aid", "airline", "bank", "charity", "church", "company", "hospital", "industry", "relief", "shipping", "union"}
)
FROM_ABROAD: Final = frozenset({"allied", "coalition", "foreign", "international", "multinational", "peacekeeping"})
# What one unnamed group is for, or of: a rights group said.
GROUPED: Final = frozenset(
    {"activist", "advocacy", "aid", "guerrilla", "insurgent", "militant", "monitoring", "rebel", "relief", "rights"}
)
# The people of an armed body: Hezbollah said its men had hit a tank.
MEN: Final = INSURGENTS | {"commando", "man", "member", "militiaman", "operative", "partisan", "unit"}
# Behind soldiers, with a name, whose they are instead of their state's.
FOLLOWING: Final = frozenset({"commanded", "led", "loyal"})
# Callings that are no office: an Iranian writer is not Iran.
CALLINGS: Final = frozenset(
    {"academic", "artist", "athlete", "blogger", "businessman", "dissident", "doctor", "engineer", "lawyer",
     "photographer", "priest", "professor", "reporter", "researcher", "scholar", "scientist", "writer"}
)  # fmt: skip
# Where nobody acts, though names of bodies end so: the centre of Sarajevo, BP's refinery, a house in Oman.
PREMISES: Final = frozenset({"center", "centre", "house", "mosque", "museum", "prison", "refinery"})
# What a speaker calls another government by where it sits.
FRIENDS: Final = frozenset({"ally", "brother", "colleague", "friend", "neighbor", "neighbour", "partner"})
# With "its", the other one of two states.
RIVALS: Final = frozenset({"adversary", "arch-enemy", "archenemy", "enemy", "foe", "neighbor", "neighbour", "rival"})
# Who is one as well where the text says whose, and somebody of that sort without a side elsewhere.
PARTNERS: Final = frozenset({"antagonist", "creditor", "opponent", "partner", "patron", "protector"})


class Descriptions:
    """What the common nouns of one document mean: somebody named, a state, or a group or body without a name.

    A noun on no word list is judged by its ending, so in "Swedish boilers exploded" the boilers are people.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    collectives
        Makes the actors without a name.
    pronouns
        Tell which name "the country" takes up.
    read
        Reads any other word: the owner in "his government", the first mention of "the embassy".
    """

    def __init__(
        self,
        names: Roster,
        nations: Nations,
        collectives: Collectives,
        pronouns: Pronouns,
        read: Callable[[Word], list[Reading]],
    ) -> None:
        self.names = names
        self.nations = nations
        self.collectives = collectives
        self.pronouns = pronouns
        self.words = names.words
        self.nouns = names.nouns
        self._read = read
        self.belonging = Belonging(names, read)
        self.told_posts = ToldPosts(names, nations)
        self.holders = Holders(names, read)
        self.coalitions = Coalitions(names, nations, collectives)
        self.told_bodies = ToldBodies(names, nations, read)
        self.home_states = HomeStates(names, nations, read)

    def meant_by(self, word: Word) -> list[Reading]:
        """Read a common noun, one of several peoples as a group of each: Serb and Croat militias."""
        apart = self._apart(word)
        found = (self.coalitions.meant_by(word) or self._described(word)) if apart is None else apart
        each = self.collectives.of_each(word) if len(found) == 1 and self.collectives.is_unnamed(found[0]) else []
        return each or found

    def _apart(self, word: Word) -> list[Reading] | None:
        """Read who is not whom the words before name: a French ally, Safaricom technicians; null if they may be."""
        body = self.told_bodies.of_sort(word)
        if body is not None:
            return [Reading(self.names.actors[body.entity], word, "definite")]
        state = self._of_such(word)
        if state is not None:
            return state
        if word.lemma in AT_SIDE and word.tag in {"NN", "JJ"}:
            named = self.belonging.called(word)
            if named or word.tag == "JJ":
                return named or None
            nations = self.nations.of(word)
            beside = bool(nations) and nations[0].last < word.i
            return self.belonging.at_side(word, nations, self.nations.states) if beside else None
        if (
            word.lemma in HANDS | AGAINST
            and word.tag == "NNS"
            and any(is_no_part(word, m) for m in self.nations.of(word))
        ):
            return [self.collectives.group(word, None)]
        return None

    def _of_such(self, word: Word) -> list[Reading] | None:
        """Read "the Gulf state" and "the emirate" as the state named before that is one; null if it is no such noun."""
        area, forms = area_of(word, self.words), forms_of(word, self.words)
        if (area is None and not forms) or self.nations.of(word):
            return None
        mention = named_in(area, word, self.names) if area is not None else None
        if area is None and any(c.lower in POINTING for c in word.children):
            for form in forms:
                such = [m for m in self.nations.states if m.entity.country in form and m.form is Form.NAME]
                such = [
                    m
                    for m in such
                    if not self._is_above(m, word) and self.pronouns.quoted.get(m.first) is not word.head
                ]
                mention = mention or self.pronouns.salient(word, such) or named_in(form, word, self.names)
        return [] if mention is None else [Reading(self.names.actors[mention.entity], word, "definite")]

    def _is_above(self, mention: Mention, word: Word) -> bool:
        """Tell whether a name is the subject of a verb that a description is below, which then is another's."""
        above, steps = word, 0
        while above.head is not above and steps < MAX_DEPTH:
            before, above, steps = above, above.head, steps + 1
            acting = [c for c in above.children if c.dep in SUBJECTS and c is not before]
            if any(mention.first <= w.i <= mention.last for w in acting):
                return True
        return False

    def _described(self, word: Word) -> list[Reading]:
        """Read a common noun: what it is of the word lists first, then what its form says."""
        nations = self.nations.of(word)
        armed = word.tag == "NNS" and (word.lemma == "force" or word.lemma in FORCES)
        outside = OF_NO_STATE | FROM_ABROAD if armed else OF_NO_STATE
        if any(c.dep in {"amod", "compound"} and c.lower in outside for c in word.children):
            nations = [m for m in nations if m.last < word.i]  # relief officials in Nairobi are not Kenya's
        lists = sections(word, self.nouns)
        is_national = any(m.last < word.i for m in nations)  # Chadian troops fighting for Oman
        told = self.belonging.fights_for(word) if word.lemma in ARMED and not is_national else []
        told = told or (self._of_post_in_full(word, nations) if "person" in lists else [])
        told = told or self._by_name(word, nations) or self.collectives.assembly(word) or self._of_crowd(word, lists)
        told = (
            told
            or self._friends_abroad(word)
            or self._of_its_men(word, nations)
            or self.belonging.whole(word)
            or self.home_states.at_arms(word, nations)
        )
        if not told and {"person", "state"} & set(lists):
            told = self.belonging.led(word)
        if told:
            return told
        beside = self._rival(word) if word.lemma in RIVALS | PARTNERS else []
        if beside or word.lemma in RIVALS | HOUSES:
            return self._of_state(word, nations) if word.lemma in HOUSES else beside
        if word.tag == "NNS" and word.lemma in FORCES and any(m.entity.kind is Kind.COUNTRY for m in nations):
            return self._of_state(word, [m for m in nations if m.entity.kind is Kind.COUNTRY])
        is_post = word.tag != "NNS" and ("person" in lists or word.lemma in KINDS)
        holder = self.holders.holder(word, nations) if is_post else None
        if holder is not None:
            return [Reading(self.names.actors[holder.entity], word, "definite")]
        if is_post and not PAST.isdisjoint(c.lower for c in word.children):
            lists = [section for section in lists if section not in {"person", "state"}]  # the former head of Peru
        readers = {
            "state": self._of_state,
            "group": self._of_group,
            "person": self._of_post,
            "body": self._of_premises if _is_premises(word) else self._of_body,
        }
        for section in lists:
            found = readers[section](word, nations)
            if found:
                return found
        return self._of_form(word, nations)

    def _of_post_in_full(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "the union leader" as who has been called so, word for word, or is the only one who leads any such."""
        before = [c for c in word.children if c.i < word.i and c.dep in {"amod", "compound"}]
        if not before or word.tag not in {"NN", "NNP"} or any(m.entity.kind is not Kind.ORGANISATION for m in nations):
            return []
        holder = self.holders.holder(word, []) if before else None
        held = set() if holder is None else set((holder.entity.role or "").lower().split())
        if holder is None or not {c.lower for c in before} <= held:
            holder = self.holders.leading(word, before) if not nations else None
        return [] if holder is None else [Reading(self.names.actors[holder.entity], word, "definite")]

    def _by_name(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "the Yugoslav republic of Slovenia" as the state that it names."""
        named = [m for m in nations[:1] if m.first > word.i and m.form is Form.NAME]
        return [Reading(self.names.actors[m.entity], word, "title") for m in named] if word.lemma in STATEHOODS else []

    def _of_crowd(self, word: Word, lists: list[str]) -> list[Reading]:
        """Read "farmers' groups", "opposition lawmakers" and "some members of opposition parties"."""
        sitting = word.lower == "members" and any(w.lemma in LEGISLATURES for w in governed(word, "of"))
        if _are_some_members(word) or sitting:
            return [self.collectives.group(word, self._seat_of(word), whole=True)]
        members = next((c for c in word.children if self.collectives.is_crowd_of(c)), None)
        if members is not None and word.tag == "NNS" and "body" in lists:
            return [self.collectives.group(word, self.nations.country_of(members))]
        if (lists or word.lemma in FIGURES) and self.collectives.is_of_crowd(word):
            return [self.collectives.group(word, self.nations.country_of(word))]
        return []

    def _seat_of(self, members: Word) -> str | None:
        """Return the country of those who sit in a body: members of the Knesset; Ugandan Members of Parliament."""
        own = self.nations.country_of(members)
        return own or next((r.actor.country for w in governed(members, "of") for r in self._read(w)), None)

    def _of_its_men(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "its men" and "its fighters" as the armed body that it means."""
        if word.lemma not in MEN or word.tag != "NNS" or nations:
            return []
        return [r for r in self._owner_readings(word, of_state=False) if r.actor.kind is Kind.ORGANISATION]

    def _of_form(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "foreign powers", "Cambodian fishermen" and "the country"."""
        if self._is_group_by_form(word, nations):
            return [self.collectives.group(word, self.nations.country_of(word))]
        if word.tag == "NNS" and any(c.lower in {"elect", "general"} and c.i == word.i + 1 for c in word.children):
            return self._of_owners(word)  # attorneys general from twelve states
        counted = word.head.head if word.dep == "pobj" and word.head.lower == "of" else word
        is_acting = word.tag == "NNS" and (
            word.dep == "nsubj"
            or word.head.dep == "agent"
            or (word.dep == "pobj" and word.head.lower == "among")
            or (counted.lemma in QUANTITIES and counted.dep == "nsubj")
        )
        of_nation = any(m.entity.kind is Kind.COUNTRY for m in nations)
        private = word.tag == "NNS" and word.lemma in CIVILIANS  # Norwegian war veterans
        if private and any(c.dep == "nummod" for c in word.children):
            return self._of_group(word, nations)  # jailed two reporters
        if (of_nation or is_acting) and (private or (is_person_by_ending(word) and not is_one_acting(word))):
            return self._of_group(word, nations)
        return self._of_land(word) if word.lemma in LANDS else []

    def _is_group_by_form(self, word: Word, nations: list[Mention]) -> bool:
        """Tell whether it is "foreign powers", "a rights group", "Uighur men" or "Rohingya families"."""
        if word.lemma == "group" and any(c.dep == "compound" and c.lower in GROUPED for c in word.children):
            return True
        if word.tag != "NNS":
            return False
        if word.lemma in COLLECTIVES and any(c.dep in {"amod", "compound", "nummod"} for c in word.children):
            return True
        of_people = not nations and any(c.text in self.nouns["people"] for c in word.children if c.i < word.i)
        return of_people and (is_person_by_ending(word) or word.lemma == "family")

    def _of_land(self, word: Word) -> list[Reading]:
        """Read "her country" and "the country"."""
        if any(c.tag == "PRP$" for c in word.children):
            return self._owner_readings(word)
        if not any(c.lower == "the" for c in word.children):
            return []
        mention = self.pronouns.salient(word, [m for m in self.nations.states if m.form is Form.NAME])
        entity = self._only_state_near(word) if mention is None else mention.entity
        return [] if entity is None else [Reading(self.names.actors[entity], word, "definite")]

    def _only_state_near(self, word: Word) -> Entity | None:
        """Return the state of which alone something is named just before: Nigerian soldiers ruled; [the country] ..."""
        near = {
            m.entity
            for m in self.names.mentions_of(Kind.COUNTRY)
            if m.last < word.i and 0 <= word.sentence - self.words[m.first].sentence <= 1
        }
        return next(iter(near)) if len(near) == 1 else None

    def _friends_abroad(self, word: Word) -> list[Reading]:
        """Read "our friends in Lima" as the state that they rule."""
        if word.lemma not in FRIENDS or word.tag != "NNS" or not any(c.lower in {"our", "my"} for c in word.children):
            return []
        mentions = (self.names.at.get(w.i) for w in governed(word, "in", "from"))
        states = [m for m in mentions if m is not None and m.form is Form.CAPITAL]
        return [Reading(self.names.actors[m.entity], word, "nation word") for m in states[:1]]

    def _rival(self, word: Word) -> list[Reading]:
        """Return the other state that "its neighbour" or "its old enemy" means: the only one named just before."""
        if word.lemma in RIVALS and self.collectives.is_beside(word):
            return [self.collectives.group(word, None)]  # Chad's neighbours
        own = {r.actor.country for c in word.children if c.dep == "poss" for r in self._read(c)}
        if not own or word.tag != "NN":
            return []
        for sentence in (word.sentence, word.sentence - 1):
            here = [m for m in self.nations.states if self.words[m.first].sentence == sentence and m.last < word.i]
            others = {m.entity: m for m in here if m.entity.country not in own}
            if others:
                found = list(others)
                return [Reading(self.names.actors[found[0]], word, "definite")] if len(found) == 1 else []
        return []

    def _of_state(self, word: Word, nations: list[Mention]) -> list[Reading]:
        if word.lemma == "state" and any(w.tag == "NN" and w.i not in self.names.at for w in governed(word, "of")):
            return []  # a state of emergency, of affairs, of war
        single = [m for m in nations if m.first == m.last < word.i]
        peoples = [m for m in single if self.words[m.first].text in self.nouns["people"]]
        if peoples and peoples == nations:
            return [self.collectives.group(word, None)]  # Tigrayan forces
        if len(nations) == 2 and nations[0].last + 1 == nations[1].first and nations[1].last < word.i:
            if nations[1].entity.kind is Kind.ORGANISATION:  # a Chinese Foreign Ministry spokesman
                return [Reading(self.names.actors[nations[0].entity], word, "nation word")]
            return [self.collectives.group(word, nations[0].entity.country)]  # Bosnian Serb forces
        found = self._of_region(word, nations) or self._by_nations(word, nations)
        if found or nations:
            return found
        found = self._owner_readings(word) or self._of_owners(word) or self._followers(word)
        of_somebody = any(c.dep == "poss" and c.pos == "PRON" for c in word.children)  # who is not known
        return found or self.home_states.authorities(word) or ([] if of_somebody else self.home_states.at_home(word))

    def _by_nations(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "the government of President X" and "the Labour-led government" as those of their state."""
        actors = (self.names.actors[m.entity] for m in nations)
        governs = {Kind.OFFICIAL, Kind.ORGANISATION} if word.lemma in GOVERNING else {Kind.OFFICIAL}
        states = (self.nations.state_of(a) or a if a.kind in governs else a for a in actors)
        return [Reading(a, word, "nation word") for a in states]

    def _of_region(self, word: Word, nations: list[Mention]) -> list[Reading]:
        """Read "the Saskatchewan government", "the state of Florida" and "the Catalan government" as that region's."""
        if word.lemma not in GOVERNING | REGIONAL:
            return []
        found = [r for m in nations if (r := region(self.names, m)) is not None]
        if not found and is_of_people(self.names, word, nations):
            country = self.nations.country_of(word) or self.names.home or self.nations.nearby(word)
            return [self.collectives.body(word, country)]
        return [Reading(r, word, "nation word") for r in found]

    def _followers(self, word: Word) -> list[Reading]:
        """Read "troops loyal to a general" as those troops, who are not their state's."""
        follow = word.tag == "NNS" and word.lemma in FORCES and any(c.lower in FOLLOWING for c in word.children)
        return [self.collectives.group(word, None)] if follow else []

    def _of_owners(self, word: Word) -> list[Reading]:
        """Read "envoys of the Philippine government and Muslim rebels" as those whose envoys they are."""
        behind = [word, *(c for c in word.children if c.dep == "amod" and c.i > word.i)]
        within = ("at", "in") if word.lemma == "official" else ()  # officials at Peru's central bank
        owners = [w for noun in behind for w in governed(noun, "of", "for", "from", *within)]
        return [Reading(r.actor, word, "nation word") for w in owners for r in self._read(w)]

    def _owner_readings(self, word: Word, *, of_state: bool = True) -> list[Reading]:
        """Return who "his government" or "their troops" belongs to, the state of persons and bodies if `of_state`."""
        return [
            Reading((self._state_behind(r.actor, word) if of_state else None) or r.actor, word, "pronoun")
            for c in word.children
            if c.dep == "poss" and (c.pos == "PRON" or c.lemma in LANDS)
            for r in self._read(c)
        ]

    def _state_behind(self, actor: Actor, what: Word) -> Actor | None:
        """Return the state whose government and troops somebody has; a people and rebels have their own.

        Troops of somebody without a post that makes them his state's are his: Savimbi said [his troops] took a town.
        """
        own = actor.kind is Kind.OFFICIAL and what.lemma in FORCES and not is_of_state(actor)
        return None if own or actor.kind is Kind.GROUP else self.nations.state_of(actor)

    def _of_post(self, word: Word, nations: list[Mention]) -> list[Reading]:
        court = word.lemma == "judge" and any(m.entity.kind is Kind.ORGANISATION for m in nations)
        if not court and ((word.tag == "NNS" and word.lemma in CIVILIANS) or (word.lemma in CALLINGS and nations)):
            return [self.collectives.group(word, self.nations.country_of(word))]
        after = self.words[word.i + 1 : word.i + 3]
        named = self.names.at.get(after[-1].i) if after and after[0].text == "," else None
        if word.tag == "NNS" and named is not None and named.entity.kind is Kind.OFFICIAL:
            return []  # his Greek and Cypriot counterparts, NAME and NAME
        regions = self._of_region(word, nations)
        if regions:
            return regions  # Scotland's first minister
        states = [m for m in nations if m.entity.kind is not Kind.OFFICIAL]
        if self.belonging.has_see(word, states):
            return []
        found = [Reading(self.names.actors[m.entity], word, "nation word") for m in states]
        found = self.belonging.sole_holder(word) or found
        if not found and word.lemma in HEADS_OF_STATE and any(c.lower == "the" for c in word.children):
            found = self.home_states.only(word)
        if not found and any(c.dep == "poss" and c.lemma in LANDS for c in word.children):
            found = self._owner_readings(word)  # the country's military rulers
        if not found and not states and not governed(word, "of", "for", "from"):
            found = self.told_posts.again(word) or self._of_state_before(word)
        if found or word.tag == "NNS":
            return found or self._of_owners(word)  # the leaders of both countries
        return self.belonging.served(word)

    def _of_state_before(self, word: Word) -> list[Reading]:
        """Read "the president" as the only state of the sentence before."""
        state = self.names.gazetteer.actors.get(f"country:{self.told_posts.of_state_before(word)}")
        return [] if state is None else [Reading(state, word, "home")]

    def _of_group(self, word: Word, nations: list[Mention]) -> list[Reading]:
        organisations = [m for m in nations if m.entity.kind is Kind.ORGANISATION and not self._is_where(m)]
        if any(is_no_part(word, m) for m in nations):
            return [self.collectives.group(word, None)]
        if word.lemma in APART and governed(word, "of"):
            return [self.collectives.group(word, nations[0].entity.country if nations else None, whole=True)]
        if organisations:  # Hezbollah fighters act as Hezbollah
            return [Reading(self.names.actors[m.entity], word, "nation word") for m in organisations]
        told = self._group_told(word) if not nations else self.told_bodies.in_full(word) if word.tag == "NN" else []
        return told or [self.collectives.group(word, nations[0].entity.country if nations else None)]

    def _group_told(self, word: Word) -> list[Reading]:
        """Read "the rebels", "the marchers" and "the union" as those who were named or called so in full before."""
        if not any(c.dep in {"amod", "nummod", "compound"} for c in word.children):
            armed = self.told_bodies.armed(word) if word.lemma in INSURGENTS and word.tag == "NNS" else None
            if armed is not None:
                return [Reading(self.names.actors[armed.entity], word, "definite")]
            kin = PROTESTERS if word.lemma in PROTESTERS else {word.lemma}
            told = [w for k in kin for w in self.home_states.national.get(k, ()) if w.i < word.i]
            if told:  # "the protesters", after "Serbian protesters"
                return [Reading(r.actor, word, "definite") for r in self._read(max(told, key=lambda w: w.i))]
        in_full = self.told_bodies.in_full(word) if word.tag == "NN" else []
        named = self.told_bodies.joined(word) if not in_full else None
        return in_full if named is None else [Reading(self.names.actors[named.entity], word, "definite")]

    def _is_where(self, mention: Mention) -> bool:
        """Tell whether a body is only where somebody is: separatists in Abkhazia."""
        before = mention.first - 1 - (self.words[mention.first - 1].lower == "the")
        return before >= 0 and self.words[before].lower == "in"

    def _of_premises(self, word: Word, _nations: list[Mention]) -> list[Reading]:
        return self._owner_readings(word)

    def _of_body(self, word: Word, nations: list[Mention]) -> list[Reading]:
        states = [m for m in nations if m.entity.kind is Kind.COUNTRY]
        opens = word.i == self.names.parse.sentences[word.sentence][0]  # Police in Moscow
        unnamed = (word.text.islower() or opens) and word.lemma in UNNAMED_BODIES
        if states and unnamed:  # a Cambodian court, Turkish police
            return [Reading(self.names.actors[m.entity], word, "nation word") for m in states]
        leaders = [m for m in nations if m.entity.kind is Kind.OFFICIAL] if unnamed else []
        if leaders:  # the cabinet of Prime Minister NAME
            led = (self.nations.state_of(self.names.actors[m.entity]) for m in leaders)
            return [Reading(a, word, "nation word") for a in led if a is not None]
        if states:
            state = states[0].entity
            return [self.collectives.body(word, state.country, state=self.names.actors[state].name)]
        return self._body_told(word)

    def _body_told(self, word: Word) -> list[Reading]:
        """Read "the court", "his ministry" and "the junta" as one that was named before, or that of a state told of."""
        if word.lemma == "ministry" and any(c.tag == "PRP$" for c in word.children):
            return [r for r in self._owner_readings(word) if r.actor.kind is Kind.COUNTRY]
        told = [w for w in self.home_states.national.get(word.lemma, ()) if w.i < word.i and word.lemma in STATE_BODIES]
        if told and any(c.lower == "the" for c in word.children):  # the foreign office, told of as Omani
            return [Reading(r.actor, word, "definite") for r in self._read(told[-1])]
        body = self.told_bodies.before(word)
        if body is not None:
            return [Reading(self.names.actors[body.entity], word, "definite")]
        in_full = self.told_bodies.in_full(word)
        country = None if in_full else self.told_posts.of_state_before(word)
        if country is not None:
            in_full = [self.collectives.body(word, country)]
        if not in_full and word.lemma == "junta" and self.told_bodies.stands_bare(word):
            return self.home_states.at_home(word)
        return in_full or self.collectives.body_at_home(word)


def _are_some_members(word: Word) -> bool:
    """Tell whether it is some of those who make bodies up: some members of opposition parties."""
    counted = any(c.lower in {"few", "many", "several", "some"} for c in word.children if c.i < word.i)
    return word.lower == "members" and counted and bool(governed(word, "of"))


def _is_premises(word: Word) -> bool:
    """Tell whether a noun is a place where others act, and does nothing itself: the centre of Gao, no upper house."""
    is_chamber = any(c.lower in {"lower", "upper"} for c in word.children)
    return word.text.islower() and word.lemma in PREMISES and word.dep != "nsubj" and not is_chamber

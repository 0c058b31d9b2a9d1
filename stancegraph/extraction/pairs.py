"""Which two "both sides", "the two parties" or "the two ministers" are."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, agents
from stancegraph.extraction.grammar import LANDS, PAIR
from stancegraph.extraction.joint_posts import PEERS
from stancegraph.extraction.noun_phrases import conjuncts, governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_below_state
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster
    from stancegraph.models import Actor

# How many sentences back two may have been named together.
PAIR_REACH: Final = 2
# How many sentences back the two sides of a quarrel may have been told, where nobody stands together since.
QUARREL_REACH: Final = 20
# How often the two states must have been named that "both sides" are, and the next one half as often as they at most.
MAIN_TIMES: Final = 2
# Who is one of two in a quarrel or in talks, whatever he is else.
SIDES: Final = frozenset(
    {"adversary", "ally", "army", "belligerent", "camp", "combatant", "delegation", "enemy", "faction", "foe",
     "neighbor", "neighbour", "opponent", "party", "rival", "side"}
)  # fmt: skip
# Two of these are two states, or of two states, whoever was named: both capitals, the two treasuries.
OF_STATES: Final = LANDS | frozenset(
    {"administration", "army", "capital", "government", "legislature", "military", "navy", "parliament", "power",
     "treasury"}
)  # fmt: skip
# Two states by where they lie, and how they stand to each other; in the plural they need no number.
NEIGHBOURS: Final = frozenset({"neighbor", "neighbour"})
STATES_SIDES: Final = NEIGHBOURS | {"adversary", "ally", "enemy", "foe", "rival", "side"}
UNCOUNTED: Final = NEIGHBOURS | {"adversary", "arch-rival", "foe", "rival"}
# Who is at war, is one of two where the text tells of two.
WARRING: Final = frozenset({"belligerent", "feuding", "opposing", "quarreling", "quarrelling", "warring"})
# Words for two of whatever sort.
EITHER: Final = frozenset({"both", "each", "government", "side", "two"})
# Two of these, without an article, are two whom the text has not told of: detained two men.
ANYBODY: Final = frozenset({"man", "woman"})
# What makes "two" a pair told of before: the two sides, not two sides of the coin.
TOLD_BEFORE: Final = frozenset({"both", "neither", "the", "these", "those"})


class Pairs:
    """The pairs that one document speaks of, by who was named together before.

    It goes by company, not by sense: of "Chad and Niger sent observers. Both sides fired on them" the sides are Chad
    and Niger.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    read
        Reads any other word.
    """

    def __init__(self, names: Roster, nations: Nations, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.nations = nations
        self.words = names.words
        self._read = read
        self._persons = names.mentions_of(Kind.OFFICIAL)

    def is_pair(self, word: Word) -> bool:
        """Tell whether it is "the two", "both sides" or "the two countries"."""
        before = {c.lower for c in word.children if c.i < word.i}
        if word.lower in {"duo", "pair"}:  # the pair met, not a pair of shoes
            return before == {"the"} and not any(c.dep == "prep" for c in word.children)
        if word.lower == "each" or "each" in before:  # each blamed the other; each side
            return (word.lemma in SIDES | LANDS or word.lower == "each") and word.dep in SUBJECTS
        two = (word.lower in {"two", "both"} and word.dep != "nummod") or bool(before & {"two", "both", "neither"})
        called = any(c.dep == "compound" and c.i < word.i for c in word.children)  # two student leaders
        if self._are_rivals(word) or self._at_war(word):
            return True
        if not two or called or self.nations.of(word):
            return False
        if {word.lower, word.lemma} & PAIR:
            return word.lemma not in ANYBODY or bool(before & TOLD_BEFORE)
        return word.lemma in SIDES | OF_STATES and bool(before & TOLD_BEFORE)

    def _are_rivals(self, word: Word) -> bool:
        """Tell whether it is "the neighbours" or "the nuclear-armed rivals", two without saying so."""
        before = [c for c in word.children if c.i < word.i]
        plain = all(c.dep in {"det", "punct"} or c.tag in {"JJ", "VBN"} for c in before) and not self.nations.of(word)
        bare = plain and not any(c.dep in {"prep", "relcl", "appos"} for c in word.children)
        return word.tag == "NNS" and word.lemma in UNCOUNTED and bare and any(c.lower == "the" for c in before)

    def _at_war(self, word: Word) -> list[Reading]:
        """Return whom "the warring parties" means: the last two between whom the text says that something is.

        Whoever stands together otherwise may be who hosts their talks.
        """
        before = {c.lower for c in word.children if c.i < word.i}
        if word.tag != "NNS" or "the" not in before or not before & WARRING or word.lemma not in SIDES | LANDS:
            return []
        told = [j for j in self._told_between if j[0].i < word.i and word.sentence - j[0].sentence <= QUARREL_REACH]
        return self._each_one(told[-1], word) if told else []

    def meant_by(self, word: Word) -> list[Reading]:
        """Return whom such a phrase means: the last two that were named together, or the last two who bear the post."""
        told = [conjuncts(c) for c in word.children if c.dep == "appos"]  # both leaders, Abe and Ito
        if told and len(told[0]) == 2 and (both := self._each_one(told[0], word)):
            return both
        if word.lemma in self.names.nouns["person"] and word.lemma not in SIDES:
            bearers = [
                m
                for m in self._persons
                if m.last < word.i and {word.lemma, *PEERS} & set((m.entity.role or "").lower().split())
            ]
            counts = Counter(m.entity for m in self._persons if m.last < word.i)
            entities = list({m.entity: m for m in reversed(bearers)}.values())
            latest = sorted(entities, key=lambda m: -counts[m.entity])[:2]  # of equal ones the last two
            if len(latest) == 2:
                return [Reading(self.names.actors[m.entity], word, "pronoun") for m in latest]
        own = self._acting_on(word)
        if at_war := self._at_war(word):
            return at_war
        if not any(c.lower in {"two", "both"} for c in word.children) and word.lemma in UNCOUNTED:
            return self._joined_states(word, own)
        for sentence in range(word.sentence, max(-1, word.sentence - PAIR_REACH - 1), -1):
            both = self._as_sides(self._joined_in(word, sentence, own), word)
            both = both or self._as_sides(self._in_sentence(word, sentence, own), word)
            if both:
                return both
        return self._main_two(word, own) or self._of_quarrel(word, own)

    def _joined_states(self, word: Word, own: set[str]) -> list[Reading]:
        """Return the two states that alone a text has named so far, or that it has named together just before.

        Whoever else the sentence itself names deals with them: Iran was condemned by the rivals.
        """
        states = {m.entity: self.names.actors[m.entity] for m in self.nations.states if m.last < word.i}
        begin, _ = self.names.parse.sentences[word.sentence]
        earlier = {m.entity for m in self.nations.states if m.first < begin}
        both = [Reading(actor, word, "pronoun") for entity, actor in states.items() if entity in earlier]
        both = [r for r in both if r.actor.id not in own]
        both = both if len(both) == 2 else []
        for sentence in range(word.sentence, max(-1, word.sentence - PAIR_REACH - 1), -1):
            both = both or self._joined_in(word, sentence, own)
        return both if _are_states(both) and not own & {r.actor.id for r in both} else []

    def _as_sides(self, both: list[Reading], word: Word) -> list[Reading]:
        if both and (word.lemma in OF_STATES or (word.lemma in STATES_SIDES and _act_for_states(both))):
            return self._states_of(both, word)
        return both if word.lemma not in NEIGHBOURS or _are_states(both) else []

    def _states_of(self, both: list[Reading], word: Word) -> list[Reading]:
        """Return the two states whose people two are, none if one has no state: both countries, after their heads.

        "Both sides" are those who were named, unless these are of two states, which are the sides then.
        """
        states = [r.actor if r.actor.kind is Kind.COUNTRY else self.nations.state_of(r.actor) for r in both]
        told = [Reading(s, word, "pronoun") for s in states if s is not None]
        if len({r.actor.id for r in told}) == len(both):
            return told
        return both if word.lemma in SIDES else []

    def _joined_in(self, word: Word, sentence: int, own: set[str]) -> list[Reading]:
        """Return the two that a sentence names together before a word: X and Y."""
        begin, end = self.names.parse.sentences[sentence]
        end = min(end, word.i)
        for w in self.words[begin:end]:
            if w.head is word.head and w.dep in SUBJECTS:
                continue  # they urge both sides: they are not the sides
            together = conjuncts(w)
            if len(together) == 2 and w.dep != "conj":
                both = self._each_one(together, word)
                if both and not own & {r.actor.id for r in both}:
                    return both
        return []

    def _in_sentence(self, word: Word, sentence: int, own: set[str]) -> list[Reading]:
        """Return the two that alone are named in a sentence before a word, or that are its subjects."""
        begin, end = self.names.parse.sentences[sentence]
        end = min(end, word.i)
        named = {id(m.entity): m for m in self.names.mentions if begin <= m.first and m.last < end}
        both = [Reading(self.names.actors[m.entity], word, "pronoun") for m in named.values()]
        both = both if len(both) == 2 else self.two_persons(word, begin, end)
        both = [] if own & {r.actor.id for r in both} or _is_one_country(both) else both
        return both or (self._subjects(word, begin, end, own) if word.lemma in SIDES | EITHER else [])

    def _each_one(self, together: Iterable[Word], word: Word) -> list[Reading]:
        """Return two actors that two words stand for, none if one of them stands for nobody or for several."""
        found = [self._read(w) for w in together]
        if any(len(readings) != 1 for readings in found):
            return []
        both = [Reading(r.actor, word, "pronoun") for readings in found for r in readings]
        return both if len({r.actor.id for r in both}) == 2 and not _is_one_country(both) else []

    def _subjects(self, word: Word, begin: int, end: int, own: set[str]) -> list[Reading]:
        """Return the only two who act in a sentence: Dockers walked out when [the port] had sacked eighty men."""
        acting = [w for w in self.words[begin:end] if w.dep in {"nsubj", "pobj", "dobj"} and w.head is not word.head]
        found: dict[str, Reading] = {}
        for w in acting:
            if w.dep == "nsubj" or w.head.dep == "agent" or w.head.lower in {"by", "with", "from"}:
                found |= {r.actor.id: Reading(r.actor, word, "pronoun") for r in self._read(w)}
        both = [r for i, r in found.items() if i not in own]
        return both if len(both) == 2 and not _is_one_country(both) else []

    def _of_quarrel(self, word: Word, own: set[str]) -> list[Reading]:
        """Return the last two before a word between whom the text says that something is: talks between X and Y."""
        if word.lemma not in SIDES | LANDS | EITHER:
            return []
        for joined in reversed(self._told_together):
            if joined[0].i < word.i and word.sentence - joined[0].sentence <= QUARREL_REACH:
                both = self._each_one(joined, word)
                if both and not own & {r.actor.id for r in both}:
                    return both
        return []

    @cached_property
    def _told_together(self) -> list[list[Word]]:
        """The pairs of words that act together or have something between them, in the order of the text."""
        acting = [conjuncts(w) for w in self.words if w.dep == "nsubj" and any(c.dep == "conj" for c in w.children)]
        acting = [j for j in acting if len(j) == 2]
        return sorted([*self._told_between, *acting], key=lambda j: j[0].i)

    @cached_property
    def _told_between(self) -> list[list[Word]]:
        """The pairs of words that have something between them, in the order of the text: talks between X and Y."""
        between = [conjuncts(w) for p in self.words if p.lower == "between" for w in governed(p.head, "between")[:1]]
        return sorted((j for j in between if len(j) == 2), key=lambda j: j[0].i)

    def _acting_on(self, word: Word) -> set[str]:
        """Return the ids of who acts on a phrase, and so is not what it means: [they] urge both sides."""
        verb, steps = word.head, 0
        while verb.pos not in {"VERB", "AUX"} and verb.head is not verb and steps < MAX_DEPTH:
            verb, steps = verb.head, steps + 1
        acting = [w for w in agents(verb) if w is not word and w not in conjuncts(word)]
        return {r.actor.id for w in acting for r in self._read(w)}

    def _main_two(self, word: Word, own: set[str]) -> list[Reading]:
        """Return the two that a text is mostly about so far, where it is plain which: both sides, in a war.

        States count with their people and officials; two lands are states, one of two sides may be a party or a band.
        """
        if word.lemma not in LANDS | EITHER | SIDES:
            return []
        states = {m.entity.country: self.names.actors[m.entity] for m in self.nations.states if m.last < word.i}
        counts: Counter[str] = Counter()
        parties: dict[str, Actor] = {}
        for mention in {id(m): m for m in self.names.mentions if m.last < word.i}.values():
            if self._is_scene(mention):
                continue
            actor = self.names.actors[mention.entity]
            if not (word.lemma in SIDES and is_below_state(actor)):
                actor = states.get(actor.country, actor)
            if actor.kind is Kind.COUNTRY or (word.lemma in SIDES and is_below_state(actor)):
                parties[actor.id] = actor
                counts[actor.id] += 1
        others = [(n, i) for i, n in counts.items() if i not in own]
        ranked = sorted(others, key=lambda other: -other[0])  # of equal ones the first that was named
        if len(ranked) < 2 or ranked[1][0] < MAIN_TIMES:
            return []
        if len(ranked) > 2 and 2 * ranked[2][0] > ranked[1][0]:
            return []
        return [Reading(parties[i], word, "pronoun") for _, i in ranked[:2]]

    def _is_scene(self, mention: Mention) -> bool:
        """Tell whether a mention only tells where something is: in Lusaka, a town in Zambia."""
        word = self.words[mention.last]
        placed = word.dep == "pobj" and word.head.lower in {"at", "from", "in", "near", "to"}
        return mention.form is Form.PLACE or (placed and mention.form in {Form.CAPITAL, Form.NAME})

    def two_persons(self, word: Word, begin: int, end: int) -> list[Reading]:
        """Return the only two persons named among words, where one of them is a subject: [X] met [Y] in Oslo."""
        named = {m.entity: m for m in self._persons if begin <= m.first and m.last < end}
        if len(named) != 2 or not any(self._stands_as_subject(m) for m in named.values()):
            return []
        return [Reading(self.names.actors[entity], word, "pronoun") for entity in named]

    def _stands_as_subject(self, mention: Mention) -> bool:
        words = self.words[mention.first : mention.last + 1]
        return any(w.dep in SUBJECTS or (w.dep == "appos" and w.head.dep in SUBJECTS) for w in words)


def _act_for_states(both: list[Reading]) -> bool:
    """Tell whether of two each is a state or a named official, who stands for his: both sides, no two firms."""
    return any(r.actor.kind is Kind.OFFICIAL for r in both) and all(
        r.actor.kind in {Kind.COUNTRY, Kind.OFFICIAL} for r in both
    )


def _are_states(both: list[Reading]) -> bool:
    return all(r.actor.kind is Kind.COUNTRY for r in both)


def _is_one_country(both: list[Reading]) -> bool:
    """Tell whether one of two is the state that the other is of: Ecuador and its president are no two sides.

    A band that fights its state, or its union, is another side.
    """
    countries = {r.actor.country for r in both}
    alike = len(countries) == 1 and None not in countries and any(r.actor.kind is Kind.COUNTRY for r in both)
    return alike and not any(is_below_state(r.actor) for r in both)

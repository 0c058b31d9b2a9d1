"""Whom a pronoun takes up: "he", "it", "they"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.blamed import blamed
from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, agents
from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    ANSWERED,
    BLAMES,
    CLAIM_NOUNS,
    CONDUCT,
    DEEDS,
    FEMALE_NAMES,
    FORCES,
    HE,
    IT,
    LANDS,
    MALE_NAMES,
    PLAN_NOUNS,
    REPORTS,
    SHE,
    THEY,
)
from stancegraph.extraction.noun_phrases import conjuncts, owners
from stancegraph.extraction.own_words import own_words
from stancegraph.extraction.pairs import Pairs
from stancegraph.extraction.reaching import sentences_back
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.roster import Mention
from stancegraph.extraction.telling import tellers
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stancegraph.extraction.nations import Nations
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Roster

# Who does this has been accused, and is not who accused.
DENIES: Final = frozenset({"deny", "dispute", "rebut", "refute"})
# How many sentences back a pronoun or "the country" may look.
PRONOUN_REACH: Final = 2
# Within a quote it is longer: all of it is about the same.
QUOTED_REACH: Final = 4
# What a speaker means of another state's by "their".
OF_OTHERS: Final = (ACT_NOUNS | ANSWERED | CLAIM_NOUNS | CONDUCT | DEEDS | FORCES | PLAN_NOUNS) - {
    "fear",
    "news",
    "word",
}
# What takes up the subject of its own verb.
REFLEXIVE: Final = frozenset({"herself", "himself", "itself", "themselves"})


class Pronouns:
    """What the pronouns of one document mean, by the names and groups before them.

    Nearness and the place in the sentence decide, not sense: of "Norway condemned Sweden. It was raining" the "it" is
    Norway.

    Parameters
    ----------
    names, nations
        Who is named, and whose a noun is.
    quoted
        Word index -> the verb of saying, for words within a quote.
    read
        Reads any other word: a pronoun may take up a description or another pronoun.
    """

    def __init__(
        self, names: Roster, nations: Nations, quoted: Mapping[int, Word], read: Callable[[Word], list[Reading]]
    ) -> None:
        self.names = names
        self.nations = nations
        self.quoted = quoted
        self.words = names.words
        self.nouns = names.nouns
        self._read = read
        self._persons = names.mentions_of(Kind.OFFICIAL)
        self._bodies = names.mentions_of(Kind.ORGANISATION)
        self.pairs = Pairs(names, nations, read)

    def meant_by(self, word: Word) -> list[Reading]:
        """Return whom a pronoun stands for, none if nobody before it fits."""
        told = blamed(word, self._read) if word.i not in self.quoted else None
        if word.lower in REFLEXIVE and word.dep != "poss":
            told = self._own(word)
        if told is not None:
            return told
        before = own_words(self.names, word, self._read) if word.i not in self.quoted else []
        before = before or self._ahead(word) or self._chained(word) or self._possessor_before(word)
        before = before or (self._unnamed_body(word) if word.lower in IT else [])
        before = before or (self._unnamed_speaker(word) if word.lower in HE else [])
        if before:
            return before
        if word.lower in HE:
            mention = self.salient(word, self._persons)
        elif word.lower in IT and self._is_of_stranger(word):
            mention = None
        elif word.lower in IT:
            mention = self.salient(word, sorted([*self.nations.states, *self._bodies], key=lambda m: m.first))
        elif word.lower in THEY:
            return self._plural(word)
        else:
            return []
        if mention is None:
            return self._unnamed_post(word) if word.lower in HE else []
        return [Reading(self.names.actors[mention.entity], word, "pronoun")]

    def _own(self, word: Word) -> list[Reading]:
        """Return whom a reflexive takes up: the subject of its own verb."""
        own = [r for w in agents(word.head) for r in self._read(w)] if word.head.pos == "VERB" else []
        return [Reading(r.actor, word, "pronoun") for r in own]

    def _chained(self, word: Word) -> list[Reading]:
        """Return whom the same pronoun meant as subject of the sentence before: They met ... They called on ..."""
        kind = next((k for k in (HE, IT, THEY) if word.lower in k), None)
        if kind is None or word.sentence == 0 or word.dep not in SUBJECTS or self.quoted.get(word.i) is not None:
            return []
        begin, _ = self.names.parse.sentences[word.sentence]
        if any(m.first >= begin and m.last < word.i for m in self.names.mentions):
            return []
        first, end = self.names.parse.sentences[word.sentence - 1]
        same = [w for w in self.words[first:end] if w.lower in kind and w.dep in SUBJECTS and w.head.dep == "ROOT"]
        same = [w for w in same if self.quoted.get(w.i) is None]
        return [Reading(r.actor, word, "pronoun") for r in self._read(same[0])] if same else []

    def _ahead(self, word: Word) -> list[Reading]:
        """Return the subject whom a possessive in front of it means: After [its] raid on Chad, Mali closed the border.

        A text it gets wrong: "Chad is broke. With its debts unpaid, Mali called in a loan."
        """
        begin, _ = self.names.parse.sentences[word.sentence]
        if word.dep != "poss" or word.i in self.quoted or any(begin <= m.first < word.i for m in self.names.mentions):
            return []
        above, steps = word.head, 0
        while above.dep in {"conj", "pcomp", "pobj", "prep"} and above.pos != "VERB" and steps < MAX_DEPTH:
            above, steps = above.head, steps + 1
        subject = next((c for c in above.children if c.dep in SUBJECTS), None)
        if above.pos not in {"AUX", "VERB"} or subject is None or not word.i < subject.i < above.i:
            return []
        fits = {Kind.OFFICIAL} if word.lower in HE else {Kind.COUNTRY, Kind.ORGANISATION}
        found = [r for r in self._read(subject) if r.actor.kind in fits] if word.lower in HE | IT else []
        return [Reading(r.actor, word, "pronoun") for r in found]

    def _unnamed_post(self, word: Word) -> list[Reading]:
        """Return whom somebody without a name speaks for who came first: A Thai envoy spoke. [She] refused."""
        if word.i in self.quoted or word.sentence == 0 or word.dep not in SUBJECTS:
            return []
        begin, end = self.names.parse.sentences[word.sentence - 1]
        mains = [w for w in self.words[begin:end] if w.dep in SUBJECTS and w.head.dep == "ROOT"]
        if not mains or mains[0].tag != "NN" or mains[0].lemma not in self.nouns["person"]:
            return []
        return [Reading(r.actor, word, "pronoun") for r in self._read(mains[0])[:1]]

    def _unnamed_speaker(self, word: Word) -> list[Reading]:
        """Return whom somebody without a name, who reports a clause, speaks for: A Thai envoy said [he] would go."""
        above, steps = word.head, 0
        while above.head is not above and steps < MAX_DEPTH:
            is_reported, above, steps = above.dep == "ccomp", above.head, steps + 1
            if not is_reported:
                continue
            told = agents(above)
            if not told or told[0].i > word.i or word.i in self.quoted:
                continue
            named = any(told[0].i < m.first < word.i for m in self._persons)
            if named or told[0].tag != "NN" or told[0].lemma not in self.nouns["person"] or told[0].i in self.names.at:
                return []
            return [Reading(r.actor, word, "pronoun") for r in self._read(told[0])[:1]]
        return []

    def _unnamed_body(self, word: Word) -> list[Reading]:
        """Return the body without a name that is the main subject before: The ministry objected. [It] asked Oslo."""
        if word.i in self.quoted or (word.dep not in SUBJECTS and word.dep != "poss"):
            return []
        for sentence in (word.sentence, word.sentence - 1):
            if sentence < 0:
                break
            begin, end = self.names.parse.sentences[sentence]
            before = [w for w in self.words[begin : min(end, word.i)] if not self._is_told_by(w.i, word)]
            if sentence == word.sentence and any(w.i in self.names.at and w.dep in SUBJECTS for w in before):
                break
            mains = [w for w in before if w.dep in SUBJECTS and w.head.dep in {"ROOT", "ccomp"} and w.head.i < word.i]
            mains = mains if sentence == word.sentence else [w for w in mains if w.head.dep == "ROOT"]
            if not mains:
                continue
            main = mains[-1] if sentence == word.sentence else mains[0]
            if main.i in self.names.at or main.tag not in {"NN", "NNP"}:
                break
            is_body = main.lemma in self.nouns["body"] | self.nouns["state"]
            fits = {Kind.COUNTRY, Kind.ORGANISATION} if main.lemma not in self.nouns["person"] or is_body else set()
            found = [r for r in self._read(main) if r.actor.kind in fits and (is_body or r.how == "definite")]
            if not is_body and not found:
                break
            return [Reading(r.actor, word, "pronoun") for r in found[:1]]
        return []

    def _is_of_stranger(self, word: Word) -> bool:
        """Tell whether a body that nobody knows speaks of itself: the council said [it] would look into the case.

        A sentence it gets wrong: "The council said it had shelled the town", where Oman was told of before.
        """
        verb = word.head.head
        if word.dep != "nsubj" or word.head.dep != "ccomp" or verb.lemma not in REPORTS or word.i in self.quoted:
            return False
        said = [c for c in verb.children if c.dep == "nsubj" and c.i < word.i]
        bodies = self.nouns["body"] - self.nouns["person"]
        return any(c.tag == "NN" and c.text.islower() and c.lemma in bodies and not self._read(c) for c in said)

    def _possessor_before(self, word: Word) -> list[Reading]:
        """Return the possessor of the phrase that a possessive is in: Chad's raid on Mali and [its] help for Niger."""
        if word.dep != "poss" or word.lower not in IT | THEY:
            return []
        noun, steps = word.head, 0
        while noun.pos in {"ADP", "NOUN"} and noun.dep in {"conj", "pobj", "prep"} and steps < MAX_DEPTH:
            noun, steps = noun.head, steps + 1
            own = [c for c in noun.children if c.dep == "poss" and c.pos in {"NOUN", "PROPN"} and c.i < word.i]
            if own and noun.pos == "NOUN":
                return [Reading(r.actor, word, "pronoun") for w in own for r in self._read(w)]
        return []

    def salient(self, word: Word, mentions: list[Mention]) -> Mention | None:
        """Return the mention a pronoun takes up: the nearest subject before it, else the nearest at all.

        Inside a quote it is never who is quoted.
        """
        barred = self._quoting(word) | self._claiming(word) | self._quoted_by(word) | self._acted_on(word)
        barred |= self._accusing(word)
        if word.lower in HE and mentions is self._persons and word.dep not in SUBJECTS:
            described = self._described_before(word)
            if described is not None and described.entity not in barred:
                return described
        if word.lower in HE and not self._quoting(word) and mentions is self._persons:
            speaker = self._last_speaker(word)
            if speaker is not None:
                return speaker
        reach = QUOTED_REACH if word.i in self.quoted else PRONOUN_REACH
        back = range(word.sentence, word.sentence - reach - 1, -1)
        is_speaking = word.lower in HE and word.dep in SUBJECTS
        for sentence in sentences_back(self.names.parse, self.quoted, word, reach) if is_speaking else back:
            named = [m for m in mentions if self.words[m.first].sentence == sentence]
            if word.lower in HE and mentions is self._persons and sentence >= 0:
                named = sorted([*named, *self._described_in(sentence, word)], key=lambda m: m.first)
            here = [
                m
                for m in named
                if m.last < word.i
                and not self._is_rival(m, word)
                and not self._is_at_home(m, word)
                and m.entity not in barred
                and not self._is_told_by(m.first, word)
                and _may_be(m, word)
            ]
            if not here:
                continue
            verb = self.quoted.get(word.i)
            inside = [m for m in here if verb is not None and self.quoted.get(m.first) is verb]
            here = inside or here
            subjects = [m for m in here if self._is_own_subject(m)] or [m for m in here if self._is_subject(m)]
            if sentence == word.sentence:
                return subjects[-1] if subjects else here[-1]
            return subjects[0] if subjects else here[-1]
        return None

    def _is_at_home(self, mention: Mention, word: Word) -> bool:
        """Tell whether "it" in a quote is hardly a state: the speaker's own, which he would call "we"."""
        verb = self.quoted.get(word.i)
        if verb is None or word.lower not in IT or mention.entity.kind is not Kind.COUNTRY:
            return False
        if self.quoted.get(mention.first) is verb:
            return False
        named = (self.names.at.get(w.i) for w in tellers(verb))
        return mention.entity.country in {m.entity.country for m in named if m is not None}

    def _described_before(self, word: Word) -> Mention | None:
        """Return the person whom a description in the same sentence means: hit back at the president, mocking [her]."""
        begin, _ = self.names.parse.sentences[word.sentence]
        for noun in reversed(self.words[begin : word.i]):
            if noun.i in self.names.at:
                return None  # a name is nearer
            if noun.pos != "NOUN" or noun.lemma not in self.nouns["person"] or noun.dep in {"compound", "appos"}:
                continue
            ids = {r.actor.id for r in self._read(noun) if r.how == "definite"}
            mention = next(
                (m for m in self._persons if m.last < word.i and self.names.actors[m.entity].id in ids), None
            )
            if mention is not None and _may_be(mention, word) and not self._is_rival(mention, word):
                return mention
        return None

    def _described_in(self, sentence: int, word: Word) -> list[Mention]:
        """Return where a sentence means somebody by his post: The premier met Ann Moe. [He] resigned.

        The post stands as if it were his name.
        """
        begin, end = self.names.parse.sentences[sentence]
        found: list[Mention] = []
        for noun in self.words[begin : min(end, word.i)]:
            if noun.lemma not in self.nouns["person"] or noun.tag != "NN" or noun.dep not in SUBJECTS:
                continue
            ids = {r.actor.id for r in self._read(noun) if r.how == "definite"} if noun.i not in self.names.at else ()
            person = next((m for m in self._persons if self.names.actors[m.entity].id in ids), None)
            if person is not None:
                found.append(Mention(noun.i, noun.i, person.form, person.entity))
        return found

    def _last_speaker(self, word: Word) -> Mention | None:
        """Return who spoke the quote that the sentence before ends with: what he says of himself follows as "he"."""
        begin, _ = self.names.parse.sentences[word.sentence]
        named = any(m.first >= begin and m.last < word.i for m in self._persons)
        verb = self.quoted.get(begin - 2) if not named and begin > 1 else None
        if verb is None:
            return None
        ids = {r.actor.id for w in tellers(verb) for r in self._read(w)}
        return next(
            (m for m in reversed(self._persons) if m.last < word.i and self.names.actors[m.entity].id in ids), None
        )

    def _quoting(self, word: Word) -> set[Entity]:
        """Return who speaks the quote that a word stands in."""
        verb = self.quoted.get(word.i)
        if verb is None:
            return set()
        mentions = (self.names.at.get(w.i) for w in tellers(verb))
        named = {m.entity for m in mentions if m is not None}
        if not named:
            ids = {r.actor.id for w in tellers(verb) for r in self._read(w)}
            named = {e for e, actor in self.names.actors.items() if actor.id in ids}
        return named

    def _quoted_by(self, word: Word) -> set[Entity]:
        """Return whom the speaker of a quote names in it, and so is not: "We came to see Mali's premier," [he] said."""
        verb = word.head
        if word.dep not in SUBJECTS or word.i in self.quoted or word.i == 0:
            return set()
        begin = self.names.parse.first_word(word.sentence - QUOTED_REACH)
        spoken = (m for m in self._persons if begin <= m.first < word.i)
        return {m.entity for m in spoken if self.quoted.get(m.first) is verb}

    def _is_told_by(self, i: int, word: Word) -> bool:
        """Tell whether a pronoun is the subject that brings in the quote word `i` is in: "Oman cheats," [it] said."""
        return word.dep in SUBJECTS and word.i not in self.quoted and self.quoted.get(i) is word.head

    def _acted_on(self, word: Word) -> set[Entity]:
        """Return whom the verb of a subject acts on, who is another: On this he blasted Ann Moe."""
        objects = word.head.children if word.dep in SUBJECTS and word.head.pos == "VERB" else ()
        mentions = (self.names.at.get(c.i) for c in objects if c.dep in {"dative", "dobj"})
        return {m.entity for m in mentions if m is not None}

    def _claiming(self, word: Word) -> set[Entity]:
        """Return who makes a claim that a word stands in: denied a charge by Mali that [it] had lied."""
        above, steps = word, 0
        while above.dep != "acl" and above.head is not above and steps < MAX_DEPTH:
            above, steps = above.head, steps + 1
        if above.dep != "acl" or above.head.lemma not in CLAIM_NOUNS or above.head.dep not in {"dobj", "pobj"}:
            return set()
        mentions = (self.names.at.get(w.i) for group in owners(above.head)[:1] for w in group)
        return {m.entity for m in mentions if m is not None}

    def _accusing(self, word: Word) -> set[Entity]:
        """Return who has just accused somebody, where a word denies something: Oman accused Iran. [It] denied this."""
        if word.dep not in SUBJECTS or word.head.lemma not in DENIES:
            return set()
        first = self.names.parse.first_word(word.sentence - 1)
        accused = [w for w in self.words[first : word.i] if w.lemma in BLAMES and w.pos == "VERB"]
        mentions = (self.names.at.get(w.i) for verb in accused[-1:] for w in agents(verb))
        return {m.entity for m in mentions if m is not None}

    def _is_rival(self, mention: Mention, pronoun: Word) -> bool:
        """Tell whether a mention is the subject of the very verb whose object the pronoun is: X accused it."""
        if pronoun.lower.endswith("self"):
            return False
        verb = pronoun.head
        if pronoun.dep in SUBJECTS and self._is_in_opening(mention, verb):
            return True
        if (
            pronoun.dep in SUBJECTS
            and verb.dep in {"ccomp", "xcomp"}
            and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
        ):
            verb = verb.head  # "asked him to leave": the parser makes him the subject of what he shall do
        elif pronoun.dep == "pobj" and verb.dep == "agent":
            suffering = [c for c in verb.head.children if c.dep == "nsubjpass"]  # Spain was condemned by [it]
            return any(mention.first <= w.i <= mention.last for w in suffering)
        elif pronoun.dep == "pobj":
            verb = verb.head
        elif pronoun.dep not in {"dobj", "dative"}:
            return False
        return verb.pos in {"VERB", "AUX"} and any(mention.first <= w.i <= mention.last for w in agents(verb))

    def _is_in_opening(self, mention: Mention, verb: Word) -> bool:
        """Tell whether a mention is below a participle that opens the clause of a verb: Speaking to X of Y, he said."""
        word = self.words[mention.last]
        while word.head is not word and word.head is not verb:
            word = word.head
        opens = word.dep == "advcl" and word.head is verb and word.i < verb.i
        return opens and word.tag == "VBG" and not any(c.dep in SUBJECTS for c in word.children)

    def _is_own_subject(self, mention: Mention) -> bool:
        """Tell whether a name is a subject, or stands beside one: his minister, Ann Moe, spoke."""
        words = self.words[mention.first : mention.last + 1]
        return any(w.dep in SUBJECTS or (w.dep == "appos" and w.head.dep in SUBJECTS) for w in words)

    def _is_subject(self, mention: Mention) -> bool:
        words = self.words[mention.first : mention.last + 1]
        return any(
            w.dep in SUBJECTS
            or (w.dep == "poss" and w.head.dep in SUBJECTS)
            # the state of Kiribati, the government of Mali
            or (
                w.dep == "pobj"
                and w.head.lower == "of"
                and w.head.head.dep in SUBJECTS
                and self._is_state_noun(w.head.head)
            )
            for w in words
        )

    def _is_state_noun(self, word: Word) -> bool:
        return word.lemma in self.nouns["state"] or word.lemma in LANDS

    def _plural(self, word: Word) -> list[Reading]:
        """Return whom "they", "them" or "their" means: several that were named together, or a group.

        An object is never the subject of its own verb; subjects come before objects, but for an object in the same
        sentence what was acted on just before it comes first: arrested the residents but set [them] free.
        """
        for sentence in range(word.sentence, max(-1, word.sentence - PRONOUN_REACH - 1), -1):
            if sentence != word.sentence and self._speaks_of_those(word, sentence):
                return []
            for noun in self._plural_candidates(word, sentence):
                found = [r for w in conjuncts(noun) for r in self._read(w)]
                if found:
                    return [Reading(r.actor, word, "pronoun") for r in found]
        if word.sentence > 0 and word.dep in SUBJECTS:
            begin, end = self.names.parse.sentences[word.sentence - 1]
            both = self.pairs.two_persons(word, begin, end)
            if both and not any(
                m.first < word.i and self.words[m.first].sentence == word.sentence for m in self._persons
            ):
                return both
        # "The Taliban said that they": a body is several people, if nobody else is meant.
        begin, _ = self.names.parse.sentences[word.sentence]
        bodies = [w for w in self.words[begin : word.i] if w.dep in SUBJECTS and w.head is not word.head]
        found = [r for w in bodies[:1] for r in self._read(w) if r.actor.kind is Kind.ORGANISATION]
        return [Reading(r.actor, word, "pronoun") for r in found] or self._state_spoken_of(word)

    def _state_spoken_of(self, word: Word) -> list[Reading]:
        """Return the state whose act "their" takes up in a quote: Oman shut the port. "[Their] act is wrong," he said.

        A text it gets wrong: "Oman jailed the twins. 'Their demand was fair,' Mali said.", where it is the twins'.
        """
        if word.dep != "poss" or word.i not in self.quoted or word.head.lemma not in OF_OTHERS:
            return []
        own = {self.names.at[w.i].entity.country for w in tellers(self.quoted[word.i]) if w.i in self.names.at}
        own |= {r.actor.country for w in tellers(self.quoted[word.i]) for r in self._read(w)}
        mention = self.salient(word, [m for m in self.nations.states if m.entity.country not in own])
        return [] if mention is None else [Reading(self.names.actors[mention.entity], word, "pronoun")]

    def other_owners(self, word: Word, barred: set[str]) -> list[Reading]:
        """Return whom "their" means if it is none of those who act: killed when troops attacked [their] base."""
        if word.lower != "their":
            return []
        for sentence in (word.sentence, word.sentence - 1):
            for noun in self._plural_candidates(word, sentence) if sentence >= 0 else ():
                found = [r for w in conjuncts(noun) for r in self._read(w)]
                if found and not barred & {r.actor.id for r in found}:
                    return [Reading(r.actor, word, "pronoun") for r in found]
        return []

    def _speaks_of_those(self, word: Word, sentence: int) -> bool:
        """Tell whether the same quote goes on from a sentence on "those who": then [they] are whoever they are."""
        verb = self.quoted.get(word.i)
        these = (w for w in self.words[slice(*self.names.parse.sentences[sentence])] if w.lower == "those")
        return verb is not None and any(w.dep in SUBJECTS and self.quoted.get(w.i) is verb for w in these)

    def _plural_candidates(self, word: Word, sentence: int) -> list[Word]:
        begin, end = self.names.parse.sentences[sentence]
        before = [
            w
            for w in self.words[begin : min(end, word.i)]
            if w.pos in {"NOUN", "PROPN"}
            and w.dep not in {"compound", "amod", "conj"}
            and (w.tag in {"NNS", "NNPS"} or w.lower == "police" or len(conjuncts(w)) > 1)
            and not self._governs(w, word)
            and not self._is_told_by(w.i, word)
        ]
        subjects = [w for w in before if w.dep in SUBJECTS]
        owners = [w for w in before if w.dep == "poss" and w.head.dep in SUBJECTS]
        rest = [w for w in before if w not in subjects and w not in owners]
        if sentence != word.sentence:
            return [*subjects, *owners, *reversed(rest)]
        if word.dep in {"dobj", "dative", "pobj"}:
            return [*reversed(rest), *reversed(subjects)]
        return [*reversed(subjects), *reversed(owners), *reversed(rest)]

    @staticmethod
    def _governs(noun: Word, pronoun: Word) -> bool:
        """Tell whether a noun is, or counts, the subject of the verb whose object the pronoun is."""
        if pronoun.dep not in {"dobj", "dative", "pobj"}:
            return False
        verb = pronoun.head
        while verb.pos == "ADP" and verb.head is not verb:
            verb = verb.head
        if verb.pos not in {"VERB", "AUX"}:
            return False
        own = {w.i for w in agents(verb)}
        return noun.i in own or any(w.i in own for w in (noun.head, noun.head.head))


def _may_be(mention: Mention, pronoun: Word) -> bool:
    """Tell whether a first name lets "he" or "she" mean its bearer."""
    if mention.entity.kind is not Kind.OFFICIAL or pronoun.lower not in HE:
        return True
    first = mention.entity.name.split()[0].lower()
    return first not in (MALE_NAMES if pronoun.lower in SHE else FEMALE_NAMES)

"""Clauses and codebook → statements.

For every word that begins a pattern of the codebook, the pattern is laid beside the parse (`_match`); what its slots
hold is read as actors; the clause says whether it happened, is planned, or is somebody's claim. Accusations that lie
in a report, and whose claim a denial is about, are found last.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import PREPOSITIONS, Pattern, Slot
from stancegraph.extraction.clauses import (
    SUBJECTS,
    Standing,
    agents,
    conjuncts,
    is_negated,
    is_passive,
    patients,
    standing,
    subjects,
)
from stancegraph.extraction.quoting import speakers_by_word
from stancegraph.extraction.references import QUANTITIES, Reading
from stancegraph.models import DateBasis, Evidence, Factuality, Kind, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stancegraph.codebook import Codebook
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.references import References
    from stancegraph.models import Actor, FoundBy

# Shares of right statements among those of each origin, by hand, on the cases of fixtures/cases.
SURE_VERB: Final = 0.85
SURE_NOUN: Final = 0.7
SURE_REPORT: Final = 0.7
SURE_CLAIMANT: Final = 0.75

# A cue longer than this is no longer a trigger but half the sentence: then the head alone is marked.
MAX_CUE: Final = 60
MAX_ABOUT: Final = 300

# Besides persons, things are counted so: "a shipment of missiles" are missiles.
MEASURES: Final = QUANTITIES | {
    "amount", "consignment", "delivery", "kind", "piece", "quantity", "round", "shipment", "ton", "tonne", "type", "worth"
}  # fmt: skip

# Verbs that answer a demand, an offer or a claim: who answers is whom it was made to.
ANSWERS: Final = frozenset(
    {"accept", "agree", "answer", "approve", "bow", "consider", "decline", "deny", "dismiss", "dispute", "give", "grant",
     "heed", "honour", "honor", "ignore", "meet", "rebuff", "refuse", "refute", "reject", "resist", "satisfy", "spurn", "turn",
     "welcome", "yield", "accede", "fulfil", "fulfill", "defy", "rebut", "condemn", "face"}
)  # fmt: skip

# Words for what somebody has just done.
DEEDS: Final = frozenset(
    {"act", "action", "agreement", "announcement", "approach", "ban", "behaviour", "behavior", "bill", "conduct", "decision",
     "deal", "declaration", "deployment", "law", "launch", "measure", "memorandum", "move", "operation", "order", "plan",
     "policy", "proclamation", "restriction", "rule", "ruling", "statement", "step", "test", "treatment", "withdrawal"}
)  # fmt: skip
DEED_REACH: Final = 2
# Stances that are words about a deed, not the deed that the next sentence calls "the decision".
SPEECH: Final = frozenset({"accuses", "condemns", "denies", "supports", "urges", "demands", "rejects"})

# What only a state does to somebody on its own soil.
LEGAL: Final = frozenset({"coerces"})
REFUSALS: Final = frozenset({"rejects"})

NOT_AN_OBJECT: Final = frozenset({"nsubj", "conj", "punct", "relcl", "cc", "det", "mark", "csubj"})
# The "to" of an infinitive and the "that" of a clause are no prepositions.
NOT_A_PREPOSITION: Final = frozenset({"aux", "mark", "nsubj", "dobj"})
INFINITIVES: Final = frozenset({"xcomp", "ccomp", "advcl", "acl"})


@dataclass(slots=True)
class Match:
    """A pattern that fits a clause or phrase, with the words in its slots."""

    pattern: Pattern
    head: Word
    cue: list[Word]
    targets: list[Word] | None = None
    sources: list[Word] | None = None
    first_only: bool = False
    prepositions: frozenset[str] = frozenset()
    between: bool = False


@dataclass(slots=True)
class _Found:
    """A statement before its denial's addressee is known."""

    source: Reading
    stance: str
    target: Reading | None
    factuality: Factuality
    attributed_to: Actor | None
    cue: list[Word]
    sentence: int
    sureness: float
    about: str | None = None
    match: Match | None = None
    extra: list[Reading] = field(default_factory=list)


class StanceReader:
    """Finds the statements of one document."""

    def __init__(self, parse: Parse, references: References, codebook: Codebook, found_by: FoundBy) -> None:
        self.parse = parse
        self.references = references
        self.codebook = codebook
        self.found_by = found_by
        self._used: set[int] = set()
        self._found: list[_Found] = []
        self._accuser = next((s for s in codebook.stances.values() if s.reported_stances or s.reported), None)
        self._quoted = speakers_by_word(parse)
        self._denials = {"denies"} & set(codebook.stances)

    def statements(self) -> list[Statement]:
        """Return the statements in the order of the text."""
        words = self.parse.words
        for word in words:
            for index in (self.codebook.verbs, self.codebook.reported):
                if word.pos in {"VERB", "AUX"} or word.tag in {"VBN", "VBG"} or word.dep in {"ROOT", "amod"}:
                    self._read_head(word, index is self.codebook.reported)
            if word.pos in {"VERB", "AUX"} and any(c.dep == "aux" for c in word.children):
                self._oblige(word)
        for word in words:
            if word.pos in {"NOUN", "PROPN"} and word.i not in self._used:
                self._read_noun(word)
        self._answer_denials()
        return self._unique()

    # ------------------------------------------------------------------------------------------------- matching

    def _candidates(self, word: Word, index: object) -> Iterable[Pattern]:
        patterns = index.get(word.lemma, ())  # type: ignore[attr-defined]
        if not patterns:
            for lemma in _stems(word.lower):
                patterns = index.get(lemma, ())  # type: ignore[attr-defined]
                if patterns:
                    break
        return patterns

    def _read_head(self, word: Word, wrong: bool) -> None:
        negated = is_negated(word)
        fallback = None
        for pattern in self._candidates(word, self.codebook.reported if wrong else self.codebook.verbs):
            match = self._match(pattern, word)
            if match is None or self._object_negated(match):
                continue
            if negated != pattern.negated:
                if negated and self._deny(match):
                    return
                continue
            if wrong:
                if self._accuse_of(match):
                    return
            elif not pattern.has_target and self.codebook.stances[pattern.stance].target == "optional":
                fallback = fallback or match
            elif self._read_match(match, SURE_VERB, targeted=True):
                self._used.update(w.i for w in match.cue)
                return
            elif fallback is None and self.codebook.stances[pattern.stance].target == "optional":
                fallback = match
        if fallback is not None and self._read_match(fallback, SURE_VERB):
            self._used.update(w.i for w in fallback.cue)

    def _object_negated(self, match: Match) -> bool:
        return not match.pattern.negated and any(
            is_negated(w) for w in match.cue[1:] if w.pos == "NOUN" and w.dep in {"dobj", "nsubjpass", "attr"}
        )

    def _match(self, pattern: Pattern, head: Word) -> Match | None:
        match = Match(pattern, head, [head])
        used_prepositions = set()
        anchors = [head]
        for element in pattern.elements:
            latest = anchors[-1]
            if element.slot is Slot.WORD:
                word = self._find(element.words, anchors, element.is_preposition)
                if word is None:
                    return None
                anchors.append(word)
                match.cue.append(word)
                if element.is_preposition:
                    used_prepositions.add(word.lower)
                continue
            if element.slot is Slot.SOMETHING:
                objects = [c for c in head.children if c.dep in {"dobj", "nsubjpass"}]
                if not objects and not patients(head):
                    return None
                anchors[0:0] = objects
                continue
            if element.slot is Slot.INFINITIVE:
                if not any(_is_infinitive(c) for c in head.children):
                    return None
                continue
            if element.slot is Slot.CLAUSE_SUBJECT:
                clause = next((c for a in reversed(anchors) for c in a.children if _is_that_clause(c)), None)
                if clause is None:
                    return None
                words = agents(clause) if is_passive(clause) and agents(clause) else subjects(clause)
                anchors.append(clause)
            elif element.slot is Slot.REACHED:
                clause = next((c for a in reversed(anchors) for c in a.children if _is_infinitive(c)), None)
                if clause is None:
                    return None
                words = _reached(clause)
                match.first_only = True
            elif (
                latest.lower in PREPOSITIONS
                and latest is not head
                or latest.dep in {"prep", "agent", "dative"}
                and latest.pos == "ADP"
            ):
                words = [w for p in latest.children if p.dep in {"pobj", "pcomp"} for w in conjuncts(p)]
                match.between = match.between or latest.lower in {"between", "among"}
            elif head.pos in {"NOUN", "PROPN"} and latest is head:
                return None
            else:
                words = [w for w in patients(head) if w not in match.cue]
            if not words:
                return None
            if element.slot is Slot.SOURCE:
                match.sources = words
            else:
                match.targets = words
                # A preposition that follows may hang on the object: "gave the trawlers back to".
                anchors[0:0] = [w for w in words if w.head is head and w.dep == "dobj"]
        if pattern.target_first:
            match.targets = subjects(head)
            if not match.targets:
                return None
        if match.targets is not None:
            match.targets = [w for w in match.targets if w not in match.cue] or None
            if match.targets is None:
                return None
        match.prepositions = frozenset(used_prepositions)
        return match

    def _find(self, words: frozenset[str], anchors: list[Word], preposition: bool) -> Word | None:
        for anchor in reversed(anchors):
            children = anchor.children
            if not preposition and anchor.pos in {"VERB", "AUX"}:
                children = [*children, *patients(anchor)]
            for child in children:
                if child.dep in NOT_AN_OBJECT and not (child.dep == "conj" and anchor.pos == "NOUN"):
                    continue
                if preposition and child.dep in NOT_A_PREPOSITION:
                    continue
                if child.lower in words or (not preposition and child.lemma in words):
                    return child
                if not preposition and child.lemma in MEASURES:  # thousands of soldiers
                    counted = [p for c in child.children if c.lower == "of" for p in c.children if p.dep == "pobj"]
                    if counted and (counted[0].lemma in words or counted[0].lower in words):
                        return counted[0]
                if not preposition and child.dep in {"dobj", "nsubjpass", "pobj", "attr"}:
                    for joined in conjuncts(child)[1:]:
                        if joined.lower in words or joined.lemma in words:
                            return joined
        return None

    # -------------------------------------------------------------------------------------------------- reading

    def _read_match(self, match: Match, sureness: float, *, targeted: bool = False) -> bool:
        """Turn a match into statements; tell whether there was one.

        With `targeted`, a match whose target is nobody yields nothing, though the stance would allow it.
        """
        stance = self.codebook.stances[match.pattern.stance]
        state = self._standing(match)
        if state.factuality is None and state.promise is not None:
            return self._read_promise(match, state.promise, sureness)
        if state.factuality is None or self._is_question(match.head, state):
            return False
        speakers = self._reporters(state)
        sources = self._read_all(match.sources if match.sources is not None else agents(match.head), speakers)
        if match.pattern.target_first and match.sources is None:
            return False
        if not sources and match.sources is None and is_passive(match.head) and stance.name in LEGAL:
            sources = self._jurisdiction(match.head)
        if match.targets is not None and len(sources) > 1 and any(_is_reciprocal(w) for w in match.targets):
            return self._reciprocate(match, sources, state, speakers, sureness)
        targets = self._targets(match, speakers) if match.targets is not None else []
        if stance.symmetric and not targets and len(sources) > 1:
            return self._pair(match, sources, state, speakers, sureness)
        if match.pattern.negated and state.reports and stance.name in self._denials:
            # "Moscow said that the pact was not directed against anybody": Moscow denies.
            sources, speakers, state.factuality = speakers or sources, [], Factuality.ASSERTED
        if not sources:
            return False
        if not targets:
            if stance.target == "required" or (targeted and match.pattern.has_target):
                return False
            return self._add(match, sources, [None], state, speakers, sureness)
        return self._add(match, sources, targets, state, speakers, sureness)

    def _jurisdiction(self, verb: Word) -> list[Reading]:
        """Return the country in which somebody was banned, arrested or tried: there it is the state that does so."""
        places = [
            p for c in verb.children if c.dep == "prep" and c.lower == "in" for p in c.children if p.dep == "pobj"
        ]
        mentions = [self.references.names.at.get(p.i) for p in places]
        states = [m for m in mentions if m is not None and m.entity.kind is Kind.COUNTRY]
        return [Reading(m.actor, verb, "owner") for m in states[:1]]

    def _read_promise(self, match: Match, promise: Word, sureness: float) -> bool:
        """Read "vowed to bomb", "offered to help": the deed's sign says which stance the promise is."""
        deed = self.codebook.stances[match.pattern.stance]
        if deed.name in REFUSALS:
            named = deed  # vowed not to yield
        else:
            makers = [s for s in self.codebook.stances.values() if promise.lemma in s.promises]
            fitting = [s for s in makers if s.sign == deed.sign or len(makers) == 1 or (deed.sign == 0 and s.sign > 0)]
            if not fitting:
                return False
            named = fitting[0]
        state = standing(promise)
        if state.factuality is None or is_negated(promise):
            return False
        speakers = self._reporters(state)
        sources = self._read_all(agents(promise), speakers)
        targets = self._targets(match, speakers) if match.targets is not None else []
        if not sources or not targets:
            return False
        promised = Match(replace(match.pattern, stance=named.name), match.head, [promise, *match.cue], match.targets)
        self._used.add(promise.i)
        return self._add(promised, sources, targets, state, speakers, sureness)

    def _deny(self, match: Match) -> bool:
        """Read "we have never armed them", said by those who are said to have: a denial."""
        deed = self.codebook.stances[match.pattern.stance]
        state = self._standing(match)
        if not self._denials or not state.reports or deed.sign == 0 or deed.name in REFUSALS | self._denials:
            return False
        if deed.sign > 0 and deed.name != "aids":
            return False
        speakers = self._reporters(state)
        doers = self._read_all(agents(match.head), speakers)
        own = [s for s in speakers if any(_same_side(s.actor, r.actor) for r in doers)]
        if not own:
            return False
        denial = Match(replace(match.pattern, stance=min(self._denials)), match.head, match.cue)
        return self._add(denial, own, [None], Standing(), [], SURE_REPORT)

    def _read_all(self, words: Iterable[Word], speakers: list[Reading]) -> list[Reading]:
        found: dict[str, Reading] = {}
        for word in words:
            for reading in self.references.read(word, speakers=speakers) or self.references.behind(word):
                found.setdefault(reading.actor.id, reading)
        return list(found.values())

    def _targets(self, match: Match, speakers: list[Reading]) -> list[Reading]:
        assert match.targets is not None
        found: dict[str, Reading] = {}
        for word in match.targets:
            readings = self.references.read(word, speakers=speakers)
            if not readings and word.pos in {"NOUN", "PROPN"}:
                readings = self.references.owners(word) or self._doers_before(word, match.head)
            if not readings and word.pos == "VERB":  # condemned ... for sending
                readings = self._read_all(agents(word), speakers)
            for reading in readings:
                found.setdefault(reading.actor.id, reading)
            if found and match.first_only:
                break
        return list(found.values())

    def _doers_before(self, noun: Word, verb: Word) -> list[Reading]:
        """Return whose "the decision", "this attack" or "the move" is: whoever did the last thing told before it.

        Only for words for acts with "the", "this" or "such", and only from this sentence and the two before.
        """
        definite = any(
            c.dep == "det" and c.lower in {"the", "this", "that", "these", "those", "such"} for c in noun.children
        )
        if not definite or (noun.lemma not in DEEDS and noun.lemma not in self.codebook.nouns):
            return []
        critics = {r.actor.id for w in agents(verb) for r in self.references.read(w)}
        for found in reversed(self._found):
            if found.sentence < noun.sentence - DEED_REACH:
                break
            if found.cue[0].i >= verb.i or found.factuality is Factuality.DENIED:
                continue
            wanted = noun.lemma not in self.codebook.nouns or any(
                p.stance == found.stance for p in self.codebook.nouns[noun.lemma]
            )
            if wanted and found.source.actor.id not in critics and found.stance not in SPEECH:
                return [Reading(found.source.actor, noun, "definite")]
        return []

    def _standing(self, match: Match) -> Standing:
        """Return how the head of a match stands, with whoever is quoted as reporter."""
        state = standing(match.head, ignoring=frozenset(w.i for w in match.cue))
        verb = self._quoted.get(match.head.i)
        if verb is not None and verb not in state.reports and verb.i not in {w.i for w in match.cue}:
            state.reporters.extend(agents(verb))
            state.reports.append(verb)
        return state

    def _reporters(self, state: Standing) -> list[Reading]:
        return self._read_all(state.reporters, [])

    def _is_question(self, word: Word, state: Standing) -> bool:
        _, end = self.parse.sentences[word.sentence]
        return self.parse.words[end - 1].text == "?" and not state.reports

    def _reciprocate(
        self, match: Match, readings: list[Reading], state: Standing, speakers: list[Reading], sureness: float
    ) -> bool:
        if self.codebook.stances[match.pattern.stance].symmetric:
            return self._pair(match, readings, state, speakers, sureness)
        pairs = [(one, other) for one in readings for other in readings if one is not other]
        return any([self._add(match, [one], [other], state, speakers, sureness) for one, other in pairs])

    def _pair(
        self, match: Match, readings: list[Reading], state: Standing, speakers: list[Reading], sureness: float
    ) -> bool:
        added = False
        for i, one in enumerate(readings):
            for other in readings[i + 1 :]:
                added = self._add(match, [one], [other], state, speakers, sureness) or added
        return added

    def _add(
        self,
        match: Match,
        sources: list[Reading],
        targets: list[Reading] | list[None],
        state: Standing,
        speakers: list[Reading],
        sureness: float,
    ) -> bool:
        added = False
        for source in sources:
            factuality, attributed_to = self._factuality(source, state, speakers)
            for target in targets:
                if target is not None and _is_own_side(source, target):
                    continue
                self._found.append(
                    _Found(
                        source,
                        match.pattern.stance,
                        target,
                        factuality,
                        attributed_to,
                        match.cue,
                        match.head.sentence,
                        sureness * source.sureness * (1.0 if target is None else target.sureness),
                        self._about(match),
                        match,
                    )
                )
                added = True
            if attributed_to is not None:
                self._accuse_by_report(match, source, state, speakers)
        return added

    def _factuality(self, source: Reading, state: Standing, speakers: list[Reading]) -> tuple[Factuality, Actor | None]:
        assert state.factuality is not None
        others = [r.actor for r in speakers if not _same_side(r.actor, source.actor)]
        if others and len(others) == len(speakers):
            return Factuality.ALLEGED, others[0]
        return state.factuality, None

    # ------------------------------------------------------------------------------------------------ accusations

    def _accuse_by_report(self, match: Match, source: Reading, state: Standing, speakers: list[Reading]) -> None:
        """Add the accusation that lies in reporting a blameworthy deed of somebody else."""
        accuser = self._accuser
        if accuser is None:
            return
        listed = [w for name in accuser.reported_words for w in self.codebook.words[name]]
        blamed = match.pattern.stance in accuser.reported_stances or any(w.lemma in listed for w in match.cue)
        if not blamed:
            return
        self._accuse(match, source, state, speakers, accuser.name)

    def _accuse_of(self, match: Match) -> bool:
        """Read what a reported clause says of its subject as a stance of the speaker; tell whether there was one."""
        state = self._standing(match)
        if state.factuality is None or not state.reports:
            return False
        speakers = self._reporters(state)
        doers = self._read_all(agents(match.head), speakers)
        if not doers:
            doers = [
                r for w in agents(match.head) for r in self.references.owners(w) or self._doers_before(w, match.head)
            ]
        return any([self._accuse(match, doer, state, speakers, match.pattern.stance) for doer in doers])

    def _accuse(self, match: Match, source: Reading, state: Standing, speakers: list[Reading], stance: str) -> bool:
        """Add the stance that speakers take by what they say of somebody who is not of their side."""
        added = False
        for speaker in speakers:
            if _same_side(speaker.actor, source.actor):
                continue
            self._found.append(
                _Found(
                    speaker,
                    stance,
                    source,
                    Factuality.ASSERTED,
                    None,
                    [state.reports[0] if state.reports[0].sentence == match.head.sentence else match.head],
                    match.head.sentence,
                    SURE_REPORT * speaker.sureness * source.sureness,
                    self._clause_text(match.head),
                    match,
                )
            )
            added = True
        return added

    def _oblige(self, word: Word) -> None:
        """Read "Ankara said that Athens must withdraw" as a demand of Ankara's."""
        said = {c.lower for c in word.children if c.dep == "aux"}
        for stance in self.codebook.stances.values():
            if not said & set(stance.obligations):
                continue
            pattern = Pattern(
                stance.name, " ".join(stance.obligations), frozenset(), (), target_first=True, negated=False
            )
            match = Match(pattern, word, [c for c in word.children if c.lower in stance.obligations][:1])
            state = self._standing(match)
            if state.factuality is None or not state.reports:
                continue
            speakers = self._reporters(state)
            obliged = self._read_all(subjects(word), speakers)
            if any([self._accuse(match, who, state, speakers, stance.name) for who in obliged]):
                continue
            if stance.target == "optional" and speakers and is_passive(word):
                self._add(match, speakers[:1], [None], Standing(), [], SURE_REPORT)

    # ------------------------------------------------------------------------------------------------------ nouns

    def _read_noun(self, word: Word) -> None:
        for pattern in self._candidates(word, self.codebook.nouns):
            match = self._match(pattern, word)
            if match is None or is_negated(word):
                continue
            if self._read_deed(match):
                self._used.update(w.i for w in match.cue)
                return
        if word.pos == "NOUN":
            self._read_undergone(word)

    def _read_deed(self, match: Match) -> bool:
        state = self._standing(match)
        if state.factuality is None or self._is_question(match.head, state):
            return False
        stance = self.codebook.stances[match.pattern.stance]
        speakers = self._reporters(state)
        if match.targets is None:
            return self._read_owned(match, state, speakers)
        targets = self._targets(match, speakers)
        if match.between and len(targets) > 1:
            if stance.symmetric:
                return self._pair(match, targets, state, speakers, SURE_NOUN)
            return self._add(match, targets[:1], targets[1:], state, speakers, SURE_NOUN)
        sources = self._deed_sources(match, speakers)
        if not sources or not targets:
            return False
        return self._add(match, sources, targets, state, speakers, SURE_NOUN)

    def _read_owned(self, match: Match, state: Standing, speakers: list[Reading]) -> bool:
        """Read a noun without a target: "the Franco-German treaty"; "Kyiv rejected Moscow's offer"."""
        owned = self.references.owners(match.head)
        if self.codebook.stances[match.pattern.stance].symmetric:
            owned = self.references.nations(match.head) or owned
            if len(owned) > 1:
                return self._pair(match, owned, state, speakers, SURE_NOUN)
        noun = match.head
        verb = noun.head.head if noun.dep == "pobj" else noun.head
        if not owned or verb.lemma not in ANSWERS or noun.dep not in {"dobj", "nsubjpass", "pobj"}:
            return False
        answering = self._read_all(agents(verb), speakers)
        return self._add(match, owned, answering, state, speakers, SURE_NOUN) if answering else False

    def _deed_sources(self, match: Match, speakers: list[Reading]) -> list[Reading]:
        """Return whose deed a noun is: that of the light verb's subject, else its owner's."""
        if match.sources is not None:
            return self._read_all(match.sources, speakers)
        noun = match.head
        own = self.references.owners(noun, but=match.prepositions)
        if own:
            return own
        verb = noun.head
        light = self.codebook.words.get("carries_out", frozenset())
        if noun.dep in {"dobj", "nsubjpass"} and verb.lemma in light and not is_negated(verb):
            return self._read_all(agents(verb), speakers)
        if noun.dep == "pobj" and verb.lower in {"after", "during", "following", "before", "in"}:
            if verb.head.pos == "VERB" and self.codebook.stances[match.pattern.stance].symmetric:
                return self._read_all(agents(verb.head), speakers)  # After talks with Oman, Iran freed ...
        return []

    def _read_undergone(self, word: Word) -> None:
        """Read "Minsk faced criticism from Vilnius": the subject is the target."""
        verb = word.head
        if word.dep != "dobj" or verb.lemma not in self.codebook.words.get("undergoes", frozenset()):
            return
        preps = [
            c for a in (word, verb) for c in a.children if c.dep in {"prep", "agent"} and c.lower in {"from", "by"}
        ]
        sources = [w for c in preps for p in c.children if p.dep == "pobj" for w in conjuncts(p)]
        for pattern in self._candidates(word, self.codebook.nouns):
            if not pattern.has_target or not sources:
                continue
            match = Match(pattern, word, [verb, word], targets=subjects(verb), sources=sources)
            if match.targets and self._read_deed(match):
                return

    # ---------------------------------------------------------------------------------------------------- denials

    def _answer_denials(self) -> None:
        """Give each denial without a target the ones who made the claim: who last accused the denier."""
        accusing = {"accuses", "condemns"}
        order = sorted(range(len(self._found)), key=lambda i: (self._found[i].sentence, self._found[i].cue[0].i))
        claims: list[tuple[int, Reading, Actor]] = []
        added: list[_Found] = []
        for i in order:
            found = self._found[i]
            if found.stance in accusing and found.target is not None:
                claims.append((found.sentence, found.source, found.target.actor))
            if found.stance not in self._denials or found.target is not None:
                continue
            claimants = self._claimants(found, claims)
            if claimants:
                found.target, found.sureness = claimants[0], found.sureness * SURE_CLAIMANT
                found.extra = claimants[1:]
        for found in self._found:
            for other in found.extra:
                added.append(
                    _Found(
                        found.source, found.stance, other, found.factuality, found.attributed_to,
                        found.cue, found.sentence, found.sureness, found.about, found.match,
                    )
                )  # fmt: skip
        self._found.extend(added)

    @staticmethod
    def _claimants(denial: _Found, claims: list[tuple[int, Reading, Actor]]) -> list[Reading]:
        against = [
            c
            for c in claims
            if _same_side(c[2], denial.source.actor) and not _same_side(c[1].actor, denial.source.actor)
        ]
        against = against or [c for c in claims if not _same_side(c[1].actor, denial.source.actor)]
        if not against:
            return []
        latest = against[-1][0]
        found: dict[str, Reading] = {}
        for sentence, accuser, _ in against:
            if sentence == latest:
                found.setdefault(accuser.actor.id, accuser)
        return list(found.values())

    # ------------------------------------------------------------------------------------------------- statements

    def _unique(self) -> list[Statement]:
        kept: dict[tuple[int, str, str, str], _Found] = {}
        for found in self._found:
            one = found.source.actor.id
            other = "" if found.target is None else found.target.actor.id
            if self.codebook.stances[found.stance].symmetric and other < one:
                one, other = other, one
            key = (found.sentence, one, found.stance, other)
            if key not in kept or kept[key].sureness < found.sureness:
                kept[key] = found
        # A denial, demand or the like without a target adds nothing where the same clause has one.
        targeted = {(f.sentence, f.source.actor.id, f.stance) for f in kept.values() if f.target is not None}
        chosen = [
            f
            for f in kept.values()
            if f.target is not None or (f.sentence, f.source.actor.id, f.stance) not in targeted
        ]
        chosen.sort(
            key=lambda f: (
                f.cue[0].start,
                f.cue[-1].end,
                f.stance,
                f.source.actor.id,
                f.target.actor.id if f.target else "",
            )
        )
        return [self._statement(f) for f in chosen]

    def _statement(self, found: _Found) -> Statement:
        document = self.parse.document
        stance = self.codebook.stances[found.stance]
        start, end = self.parse.span(found.sentence)
        return Statement.model_validate(
            {
                "document": document.reference(),
                "source": found.source.actor,
                "stance": found.stance,
                "target": None if found.target is None else found.target.actor,
                "sign": stance.sign,
                "intensity": stance.intensity,
                "symmetric": stance.symmetric,
                "factuality": found.factuality,
                "attributed_to": found.attributed_to,
                "about": found.about,
                "date": document.date,
                "date_basis": None if document.date is None else DateBasis.PUBLICATION,
                "confidence": round(found.sureness, 3),
                "evidence": Evidence(
                    start=start,
                    end=end,
                    quote=document.quote(start, end),
                    cue=_cue_span(found.cue),
                    found_by=self.found_by,
                ),
            }
        )

    def _about(self, match: Match) -> str | None:
        """Return the words of the claim or matter: the clause or phrase that the trigger governs."""
        for child in match.head.children:
            if child.dep in {"ccomp", "xcomp", "pcomp"} and child.i > match.head.i:
                return self._clause_text(child)
            if child.dep == "prep" and child.lower in {"of", "for", "over", "about"} and child not in match.cue:
                inner = [p for p in child.children if p.dep in {"pcomp", "pobj"}]
                if inner:
                    return self._clause_text(inner[0])
        targets = match.targets or []
        for child in match.head.children:
            if child.dep == "dobj" and (child.children or child not in targets):
                return self._clause_text(child)
        return None

    def _clause_text(self, word: Word) -> str:
        first, last = word.left_edge(), word.right_edge()
        return " ".join(self.parse.document.text[first.start : last.end].split())[:MAX_ABOUT]


def _cue_span(cue: list[Word]) -> Span:
    same = [w for w in cue if w.sentence == cue[0].sentence]
    start, end = min(w.start for w in same), max(w.end for w in same)
    if end - start > MAX_CUE:
        start, end = cue[0].start, cue[0].end
    return Span(start=start, end=end)


def _same_side(one: Actor, other: Actor) -> bool:
    """Tell whether two actors are one, or speak for the same country."""
    if one.id == other.id:
        return True
    official = {Kind.COUNTRY, Kind.OFFICIAL, Kind.ORGANISATION}
    return one.country is not None and one.country == other.country and {one.kind, other.kind} <= official


def _is_own_side(source: Reading, target: Reading) -> bool:
    """Tell whether a tie would lead from an actor to itself, or to its own country by way of a possession."""
    if source.actor.id == target.actor.id:
        return True
    return target.how == "owner" and target.actor.kind is Kind.COUNTRY and source.actor.country == target.actor.country


def _is_reciprocal(word: Word) -> bool:
    """Tell whether a word is the "other" of "each other" or "another" of "one another"."""
    return (word.lower == "other" and any(c.lower == "each" for c in word.children)) or (
        word.lower == "another" and any(c.lower == "one" for c in word.children)
    )


def _is_infinitive(clause: Word) -> bool:
    return clause.dep in INFINITIVES and any(c.dep == "aux" and c.lower == "to" for c in clause.children)


def _is_that_clause(clause: Word) -> bool:
    if clause.dep not in {"ccomp", "acl", "relcl"} or not any(c.dep in SUBJECTS for c in clause.children):
        return False
    if clause.dep == "ccomp":
        return not any(c.dep == "aux" and c.lower == "to" for c in clause.children)
    return any(c.dep == "mark" and c.lower == "that" for c in clause.children)


def _reached(clause: Word) -> list[Word]:
    """Return the words an infinitive acts on, its objects before what its prepositions govern."""
    words = list(patients(clause))
    for child in clause.children:
        if child.dep in {"prep", "dative"}:
            words += [w for p in child.children if p.dep == "pobj" for w in conjuncts(p)]
        elif child.dep in {"dobj"}:
            words += [
                w
                for c in child.children
                if c.dep == "prep"
                for p in c.children
                if p.dep == "pobj"
                for w in conjuncts(p)
            ]
    return words


def _stems(form: str) -> Iterator[str]:
    """Yield what a verb form may come from, for forms that the tagger took for adjectives or nouns."""
    for ending, replacements in (
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ies", ("y",)),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ing", ("", "e")),
    ):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            for replacement in replacements:
                yield stem + replacement
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]

"""Clauses and codebook → statements.

For every word that begins a pattern of the codebook, the pattern is laid beside the parse (`matching`); what its slots
hold is read as actors (`references`); the clause says whether it happened, is planned, or is somebody's claim
(`standing`). Verbs come first, then the deeds in noun phrases that no verb has used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import (
    agents,
    conjuncts,
    governed,
    is_negated,
    is_passive,
    owners,
    patients,
    subjects,
)
from stancegraph.extraction.dating import Dates
from stancegraph.extraction.findings import (
    Finding,
    is_own_act,
    is_same_side,
    to_statement,
    with_implied_targets,
    without_repeats,
)
from stancegraph.extraction.grammar import ABOUT_SOMETHING, ANSWERED, ANSWERS, BLAMES, CRITICISES, DEEDS, LOCATIVE
from stancegraph.extraction.matching import Match, candidates, is_reciprocal, match_pattern, may_fit, words_of
from stancegraph.extraction.references import Reading
from stancegraph.extraction.retelling import HalfTold, Scene, completed
from stancegraph.extraction.standing import Standing, standing
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.codebook import Codebook, PatternIndex, Stance
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.references import References
    from stancegraph.models import Actor, FoundBy, Statement

MAX_ABOUT: Final = 300
# How many sentences back "the decision" may look for who took it; "the attack" may look further, since only an
# attack is meant by it.
DEED_REACH: Final = 2
NAMED_DEED_REACH: Final = 10
# How many sentences back what a quote says of "this" may have its topic.
TOPIC_REACH: Final = 2
DEMONSTRATIVES: Final = frozenset({"this", "that", "it", "these", "those", "which", "such"})
# The last sentence of what an article opens with, heading included.
LEAD: Final = 2
# Verbs of what comes to nothing.
FALLS_APART: Final = frozenset({"collapse", "crumble", "disintegrate", "expire", "fail", "falter", "founder", "unravel"})
# With a group for an owner these are protests: a walkout by teachers.
IN_STREETS: Final = frozenset({"demonstration", "march", "protest", "rally", "sit-in", "walkout"})
# How far below a noun an actor may stand that it is taken to be about.
WITHIN_DEPTH: Final = 4
# How many sentences back whoever is named might be refused something.
COMPANY: Final = 2
YOU: Final = frozenset({"you", "your", "yours", "yourself", "yourselves"})
POINTING: Final = frozenset({"the", "this", "that", "these", "those", "such"})
# The deed behind these on a verb of blaming is that of whoever is blamed.
BLAMING_PREPOSITIONS: Final = frozenset({"for", "of", "over", "with", "about", "in"})
# In these stances nobody asks those to be freed, but those who hold them.
ASKS: Final = frozenset({"demands", "urges"})
FREEING: Final = frozenset(
    {"extradition", "freedom", "freeing", "handover", "inquiry", "investigation", "liberation", "probe", "release",
     "repatriation", "return"}
)  # fmt: skip
# Stances of those who take back what they did.
UNDOING: Final = frozenset({"concedes", "retreats"})
# "In" these, a deed is the stance of whoever does it: fires rockets in defiance of the council.
MANNERS: Final = frozenset({"defiance", "opposition", "solidarity"})
# Verbs that only ask for it if their clause has the base form: insisted that he leave, insisted that he left.
WISHES: Final = frozenset({"insist"})
# "Of" a deed these are whom it was done to.
SUFFERS: Final = frozenset({"object", "subject", "target", "victim"})
# Before a meeting or talks, these make the subject of the clause one of those who met: After talks with Oman, Iran ...
OCCASIONS: Final = frozenset({"after", "before", "during", "following", "in", "under"})

# Who does this to talks or a truce is none of the parties.
BROKERS: Final = frozenset(
    {"arrange", "broker", "chair", "facilitate", "host", "mediate", "moderate", "oversee", "sponsor"}
)
# Behind these a request or criticism is of the subject of the clause.
UNHEEDED: Final = frozenset({"after", "amid", "at", "despite", "following", "under"})

# What became of a pattern, for `explain`; other outcomes stand where they are noted.
MISFIT: Final = "does not fit"
NEGATED: Final = "it is negated"
NOT_NEGATED: Final = "it counts only if it is negated"
UNREAL: Final = "it is not said to be so"
OWN_ACT: Final = "its source and its target are one and the same, or one owns the other"
NO_DOER: Final = "nobody is named who does it"
NO_SOURCE: Final = "its source is nobody that is known"
NO_TARGET: Final = "its target is nobody that is known"
NO_OBJECT: Final = "it has no target"
OWN_SIDE: Final = "it is said of the speaker's own side, or by a verb that shows it already"
TOLD_NOWHERE: Final = "and nothing else in the text tells of the same deed in full"
UNREPORTED: Final = "it counts only in what somebody is quoted or reported as saying"


@dataclass(frozen=True, slots=True)
class Note:
    """What became of one pattern at one word, and the words that it turned on: for `explain`."""

    word: Word
    pattern: Pattern
    outcome: str
    words: tuple[Word, ...] = ()


class StanceReader:
    """Finds the statements of one document.

    Notes
    -----
    A sentence it gets wrong: "Italy sent flour to Albania and Germany lorries to Croatia", where the parser does not
    see that the second half lacks its verb.
    """

    def __init__(
        self,
        parse: Parse,
        references: References,
        codebook: Codebook,
        found_by: FoundBy,
        notes: list[Note] | None = None,
    ) -> None:
        self.parse = parse
        self.notes = notes
        self.references = references
        self.codebook = codebook
        self.found_by = found_by
        self._quoted = references.quoted
        self._used: set[int] = set()
        self.findings: list[Finding] = []  # in the order they were found
        self.kept: list[Finding] = []  # those that became statements, in their order
        self._half_told: list[HalfTold] = []
        self._around: dict[int, frozenset[str]] = {}  # sentence -> its words

    def statements(self) -> list[Statement]:
        """Return the statements in the order of the text."""
        words = self.parse.words
        for word in words:
            if self._is_inside_name(word):
                continue
            if word.pos in {"VERB", "AUX"} or word.tag in {"VBN", "VBG"} or word.dep in {"ROOT", "amod"}:
                self._read_verb(word)
                self._read_reported(word)
                self._read_obligation(word)
        for word in words:
            if self._is_inside_name(word) or (word.i in self._used and _is_on_the_phone(word)):
                continue
            if word.pos in {"NOUN", "PROPN"} and (
                word.i not in self._used or word.lemma in ANSWERED or _is_brokered(word)
            ):
                self._read_noun(word)
        for half in self._half_told:
            self._complete(half)
        self.kept = without_repeats(
            with_implied_targets(self.findings, self.codebook, self.references.state_of, self._is_alone), self.codebook
        )
        dates = Dates(self.parse, self.codebook.nouns)
        return [to_statement(f, self.parse, self.codebook, self.found_by, dates=dates) for f in self.kept]

    def _is_alone(self, finding: Finding) -> bool:
        """Tell whether no actor of another side is named in a finding's sentence or the two before."""
        names = self.references.names
        near = (m for m in names.mentions if 0 <= finding.sentence - self.parse.words[m.first].sentence <= COMPANY)
        return all(is_same_side(names.actors[m.entity], finding.source.actor) for m in near)

    def _is_inside_name(self, word: Word) -> bool:
        """Tell whether a word is part of the name of a body: the Committee to [Protect] Journalists."""
        mention = self.references.names.at.get(word.i)
        return mention is not None and mention.first < mention.last and mention.entity.kind is Kind.ORGANISATION

    def _candidates(self, word: Word, index: PatternIndex) -> Iterable[Pattern]:
        """Return the patterns that begin at a word, without those that its sentence has not the words for."""
        found = candidates(word, index)
        if self.notes is not None or not found:
            return found
        around = self._around.get(word.sentence)
        if around is None:
            around = words_of(self.parse.words[slice(*self.parse.sentences[word.sentence])])
            self._around[word.sentence] = around
        return [pattern for pattern in found if may_fit(pattern, around)]

    def _note(self, word: Word, pattern: Pattern, outcome: str, words: Iterable[Word] = ()) -> None:
        if self.notes is not None:
            self.notes.append(Note(word, pattern, outcome, tuple(words)))

    def _note_ends(self, match: Match, *, sources: bool, targets: bool) -> None:
        """Note which side of a match is nobody that is known."""
        if self.notes is None:
            return
        if not sources:
            words = match.sources if match.sources is not None else agents(match.head)
            self._note(match.head, match.pattern, NO_SOURCE if words else NO_DOER, words)
        elif not targets:
            self._note(match.head, match.pattern, NO_TARGET if match.targets else NO_OBJECT, match.targets or ())

    def _stance(self, match: Match) -> Stance:
        return self.codebook.stances[match.pattern.stance]

    # -------------------------------------------------------------------------------------------------- actors

    def _actors(self, words: Iterable[Word], speakers: list[Reading]) -> list[Reading]:
        """Return whom words for agents mean, each once; a thing acts for its owner."""
        return _once(r for w in words for r in self.references.read(w, speakers=speakers) or self.references.behind(w))

    def _targets(self, match: Match, speakers: list[Reading]) -> list[Reading]:
        """Return whom the target slot means: actors, the owners of acts and things, who did "the deed"."""
        found: list[Reading] = []
        for word in match.targets or ():
            reached = self._target(word, match, speakers)
            if match.nearest_only:  # promised to send its troops to Oman
                makers = self._actors(agents(match.head), speakers)
                reached = [r for r in reached if not makers or any(not is_own_act(m, r) for m in makers)]
            found += reached
            if found and match.nearest_only:
                break
        return _once(found)

    def _target(self, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
        references = self.references
        if match.pattern.stance in ASKS:
            freeing = word.head.head if word.dep == "pobj" and word.head.lower == "of" else word
            if freeing.lemma in FREEING and freeing.pos == "NOUN" and (freeing is not word or word.dep == "dobj"):
                return self._holders(freeing, speakers)
        if self._stance(match).answers_claims:  # "denied it": the claim, not an actor; who made it is asked later
            named = [] if word.pos == "PRON" else references.read(word, speakers=speakers)
            return named or references.owners(word) or references.makers(word, but=match.head)
        readings: list[Reading] = []
        if self._stance(match).is_claim and word.lower in DEMONSTRATIVES:
            readings = self._topic(match.head, self._actors(agents(match.head), speakers))
        readings = readings or references.read(word, speakers=speakers)
        if not readings and self._is_addressed(word):
            readings = self._topic(match.head, speakers)
        if not readings and not self._stance(match).is_speech:  # "strikes in Damascus": there it is no place only
            readings = self._below(word) if word.i in references.names.at else []
        if (
            not readings
            and word.dep == "npadvmod"
            and word.lemma not in ANSWERED
            and any(c is match.head for c in word.children)
        ):
            readings = self._actors(agents(word.head), speakers)  # they voted against it, a move that Bern regretted
        if not readings and word.pos in {"NOUN", "PROPN"}:
            readings = references.owners(word) or references.makers(word, but=match.head)
            readings = readings or self._doers_before(word, match.head) or self._within(word, match)
            readings = readings or self._doers_before(word, match.head, anything=self._stance(match).is_claim)
        if not readings and word.pos == "VERB":  # condemned ... for sending
            readings = self._actors(agents(word), speakers)
        return readings

    def _holders(self, freeing: Word, speakers: list[Reading]) -> list[Reading]:
        """Return whom "the release of two fishermen held by Russia" is asked of: whoever holds them, not they."""
        asked = governed(freeing, "from", "by")
        clauses = [c for w in governed(freeing, "of") for c in w.children if c.dep in {"relcl", "acl"}]
        held = [c for c in clauses if c.dep == "relcl" or c.tag == "VBN"]
        found = self._actors([*asked, *(w for c in held for w in agents(c))], speakers)
        return found or [r for c in held if is_passive(c) for r in self._jurisdiction(c)]

    @staticmethod
    def _is_addressed(word: Word) -> bool:
        """Tell whether it is "you" or something of yours: in a quote, whom the speaker has in mind."""
        return word.lower in YOU or any(c.dep == "poss" and c.lower in YOU for c in word.children)

    def _within(self, noun: Word, match: Match) -> list[Reading]:
        """Return the actors nearest below a noun: the handling of a crisis in which [UN] aid was looted.

        What a preposition of place governs counts for what is done by force only: an attack on a base in Iraq.
        """
        speech = self._stance(match).is_speech or self._stance(match).symmetric  # talks in Oman are not with Oman
        if noun.pos == "PROPN" or (noun.lemma in ABOUT_SOMETHING and not speech):
            return []  # a video of a drone is no drone
        level = [noun]
        for _ in range(WITHIN_DEPTH):
            level = [
                c
                for w in level
                for c in w.children
                if c not in match.cue
                and c.dep not in {"punct", "det"}
                and not (speech and c.lower in LOCATIVE)
                and not (c.dep == "relcl" and self._stance(match).symmetric)
            ]
            found = _once(r for w in level for r in self._below(w))
            if found:
                return found
        return []

    def _below(self, word: Word) -> list[Reading]:
        mention = self.references.names.at.get(word.i)
        if mention is not None:
            return [Reading(self.references.names.actors[mention.entity], word, "owner")]
        return [] if word.pos == "PRON" else [Reading(r.actor, r.word, "owner") for r in self.references.read(word)]

    def _doers_before(self, noun: Word, verb: Word, *, anything: bool = False) -> list[Reading]:
        """Return whose "the decision", "this attack" or "the move" is: whoever did the last such thing before it.

        Only for words for acts with "the", "this" or "such", and only from the sentences before.
        """
        patterns = self.codebook.nouns.get(noun.lemma, ())
        if not _is_pointing(noun) or not (patterns or noun.lemma in DEEDS or anything):
            return []
        critics = {r.actor.id for w in agents(verb) for r in self.references.read(w)}
        stances = {p.stance for p in patterns}
        before = [
            f
            for f in self.findings
            if f.sentence >= noun.sentence - (NAMED_DEED_REACH if patterns else DEED_REACH)
            and f.cue[0].i < verb.i
            and f.source.actor.id not in critics
            and (f.stance in stances if patterns else not self.codebook.stances[f.stance].is_speech)
        ]
        if not before:
            before = self._lead(critics, verb, stances)
        same = [f for f in before if (f.cue, f.stance) == (before[-1].cue, before[-1].stance)]
        ends = [e for f in same for e in ((f.source, f.target) if self._is_mutual(f) else (f.source,)) if e is not None]
        return _once(Reading(e.actor, noun, "definite") for e in ends if e.actor.id not in critics)

    def _is_mutual(self, finding: Finding) -> bool:
        return self.codebook.stances[finding.stance].symmetric

    def _lead(self, critics: set[str], verb: Word, stances: set[str]) -> list[Finding]:
        """Return the deed that an article opens with, which "the decision" means where nothing nearer fits."""
        told = [f for f in self.findings if not self.codebook.stances[f.stance].is_speech and f.sentence <= LEAD]
        fitting = [f for f in told if f.cue[0].i < verb.i and f.source.actor.id not in critics]
        return [f for f in fitting if not stances or f.stance in stances][:1]

    # ------------------------------------------------------------------------------------------ circumstances

    def _scene(self, match: Match, origin: str) -> Scene:
        """Return how the head of a match stands, with whoever is quoted among the reporters."""
        state = standing(match.head, ignoring=match.cue_indices)
        verb = self._quoted.get(match.head.i)
        if verb is not None and verb not in state.reports and verb.i not in match.cue_indices:
            state.reporters.extend(agents(verb))
            state.reports.append(verb)
        if not state.reports and self._is_question(match.head):
            state.block("a question")
        return Scene(state, self._actors(state.reporters, []), origin)

    def _is_question(self, word: Word) -> bool:
        _, end = self.parse.sentences[word.sentence]
        return self.parse.words[end - 1].text == "?"

    # --------------------------------------------------------------------------------------------------- verbs

    def _read_verb(self, word: Word) -> None:
        """Read the first pattern of a verb that yields a statement, one without a target only as a last resort."""
        negated = is_negated(word)
        without_target: Match | None = None
        for pattern in self._candidates(word, self.codebook.verbs):
            match = match_pattern(pattern, word)
            without = match is not None and _has_negated_object(match)
            if match is None or (without and not pattern.negated):
                self._note(word, pattern, MISFIT if match is None else "its object is negated, as in 'made no threat'")
                continue
            if without_target is not None and self._is_the_claim(match, without_target):
                continue
            if (negated or without) != pattern.negated:  # would not send, or would send no guns
                self._note(word, pattern, NEGATED if negated else NOT_NEGATED)
                if negated and self._read_negated(match):
                    return
                continue
            if self._read_clause(match):
                return
            if without_target is None and self._may_lack_target(match):
                without_target = match
        if without_target is not None:
            self._read_clause(without_target, needs_target=False)

    def _is_the_claim(self, match: Match, denial: Match) -> bool:
        """Tell whether what a pattern takes for its target is the claim denied: dismissed reports that troops had fled."""
        if self._stance(match).answers_claims or not self._stance(denial).answers_claims:
            return False
        return bool(match.targets) and set(match.targets or ()) <= set(denial.cue)

    def _read_clause(self, match: Match, *, needs_target: bool = True) -> bool:
        """Turn a match of a verb into statements; tell whether there was one."""
        scene = self._scene(match, "verb")
        stance, state = self._stance(match), scene.state
        if state.factuality is None:
            self._note(match.head, match.pattern, f"{UNREAL}: {state.why}")
            return state.promise is not None and self._read_promise(match, state.promise)
        sources = self._sources(match, scene.speakers)
        if match.targets is not None and len(sources) > 1 and any(is_reciprocal(w) for w in match.targets):
            pairs = combinations(sources, 2) if stance.symmetric else permutations(sources, 2)
            return self._add_pairs(match, pairs, scene)
        targets = self._targets(match, scene.speakers)
        if match.is_between and not sources and len(targets) > 1 and not stance.symmetric:
            return self._add(match, targets[:1], targets[1:], scene)  # fighting flared between
        if stance.symmetric and not targets and len(sources) > 1:
            return self._add_pairs(match, combinations(sources, 2), scene)
        if stance.answers_claims and match.head.dep == "relcl" and sources:
            # "Kyiv said that it had been sent, which Pyongyang denies": who says so made the claim.
            claimants = [s for s in scene.speakers if not is_same_side(s.actor, sources[0].actor)]
            targets, scene = claimants or targets, _plain(scene.origin)
        if match.pattern.negated and stance.answers_claims and scene.speakers:
            # "Moscow said that the pact was not directed against anybody": it is Moscow who denies.
            sources, scene = scene.speakers, _plain(scene.origin)
        if not targets and (stance.answers or stance.answers_claims):  # "dismissed Athens's allegation"
            targets = [r for w in match.cue[1:] if w.lemma in ANSWERED for r in self.references.owners(w)]
        if match.is_between and stance.symmetric and not sources and len(targets) > 1:  # a deal was reached between
            return self._add_pairs(match, combinations(targets, 2), scene)
        named = bool(targets)
        targets = [t for t in targets if any(not is_own_act(s, t) for s in sources)]
        if sources and named and not targets:
            self._note(match.head, match.pattern, OWN_ACT, match.targets or ())
        if not targets and stance.is_on_soil and match.targets is not None:
            targets = [t for t in self._soil(match.head) if not any(is_same_side(s.actor, t.actor) for s in sources)]
        if targets and sources:
            return self._add(match, sources, targets, scene)
        if needs_target or not self._may_lack_target(match):
            self._note_ends(match, sources=bool(sources), targets=named)
            if not stance.is_speech and not stance.symmetric and (targets or sources) and is_passive(match.head):
                self._half_told.append(HalfTold(match, sources, targets, scene, points_back=bool(targets)))
            return False
        return self._add(match, sources, [None], scene)

    def _sources(self, match: Match, speakers: list[Reading]) -> list[Reading]:
        if match.sources is not None:
            return self._actors(match.sources, speakers)
        if match.pattern.target_first:
            return []
        found = self._actors(agents(match.head), speakers)
        if not found and is_passive(match.head):
            found = self._by_deed(match) or self._own_forces(match) or self._undone(match)
        if not found and is_passive(match.head):
            if self._stance(match).is_legal_act:
                found = self._jurisdiction(match.head)
                if not found and any(c.dep == "auxpass" for c in match.head.children):
                    found = self._home(match.head)
            elif self._stance(match).symmetric and not set(match.targets or ()) & set(subjects(match.head)):
                found = self._actors(subjects(match.head), speakers)  # "the US had been allied with"
        return self._as_state(found, match)

    def _own_forces(self, match: Match) -> list[Reading]:
        """Return whose forces a passive moves, with them as its subject: The Kenyan army was sent into the streets."""
        moved = [w for w in match.cue[1:] if w.dep == "nsubjpass"]
        return [r for w in moved for r in self.references.read(w) if r.actor.kind is Kind.COUNTRY]

    def _undone(self, match: Match) -> list[Reading]:
        """Return who takes back what was theirs, where the passive does not say: Ghana's ban on Italy was lifted."""
        own = [w for w in match.cue[1:] if w.dep == "nsubjpass" and match.pattern.stance in UNDOING]
        return [r for w in own for r in self.references.owners(w, but=match.prepositions)]

    def _by_deed(self, match: Match) -> list[Reading]:
        """Return whose deed somebody fell to: killed in an Israeli airstrike; killed in an ambush claimed by rebels."""
        stance = match.pattern.stance
        deeds = governed(match.head, "in", "by", "during", "from", "after")
        fitting = [w for w in deeds if any(p.stance == stance for p in self.codebook.nouns.get(w.lemma, ()))]
        done = self.codebook.words.get("carries_out")
        return _once(r for w in fitting for r in self.references.owners(w) or self.references.makers(w, verbs=done))

    def _as_state(self, sources: list[Reading], match: Match) -> list[Reading]:
        """Return "we" of an official's words as his state, where it is a deed: we abandoned them."""
        if self._stance(match).is_speech or self._stance(match).symmetric:
            return sources
        return [
            Reading(self.references.state_of(r.actor) or r.actor, r.word, r.how)
            if r.how == "speaker" and r.word.lower in {"we", "our", "us"} and r.actor.kind is Kind.OFFICIAL
            else r
            for r in sources
        ]

    def _home(self, word: Word) -> list[Reading]:
        """Return the state that the document is at home in."""
        state = self.references.home()
        return [] if state is None else [Reading(state, word, "home")]

    def _soil(self, verb: Word) -> list[Reading]:
        """Return the country of the place where something was done: shelled a hospital [in Kharkiv]."""
        places = (self._below(w) for w in governed(verb, "in", "at", "near", "outside", "off", "across"))
        return [r for found in places for r in found if r.actor.kind is Kind.COUNTRY][:1]

    def _jurisdiction(self, verb: Word) -> list[Reading]:
        """Return the country in which somebody was banned, arrested or tried."""
        mentions = [self.references.names.at.get(w.i) for w in governed(verb, "in")]
        states = [m for m in mentions if m is not None and m.entity.kind is Kind.COUNTRY]
        return [Reading(self.references.names.actors[m.entity], verb, "owner") for m in states[:1]]

    def _may_lack_target(self, match: Match) -> bool:
        stance = self._stance(match)
        return stance.target == "optional" or (bool(stance.answers) and match.targets is None)

    def _read_promise(self, match: Match, promise: Word) -> bool:
        """Read "vowed to bomb", "offered to help": the sign of the deed says which stance the promise is."""
        deed = self._stance(match)
        makers = [s for s in self.codebook.stances.values() if promise.lemma in s.promises]
        fitting = [s for s in makers if s.sign == deed.sign or len(makers) == 1 or (deed.sign == 0 and s.sign > 0)]
        if deed.promise_keeps_name:
            fitting = [deed]
        if not fitting or is_negated(promise):
            why = NEGATED if fitting else "no stance is made of promising this"
            self._note(match.head, match.pattern, why, [promise])
            return False
        pattern = replace(match.pattern, stance=fitting[0].name)
        promised = Match(pattern, promise, [promise, *match.cue], match.targets, nearest_only=match.nearest_only)
        scene = self._scene(promised, "verb")
        if scene.state.factuality is None:
            self._note(promise, pattern, f"{UNREAL}: {scene.state.why}")
            return False
        targets = self._targets(promised, scene.speakers)
        if promise.pos == "NOUN":  # Berlin's pledge to arm them
            return self._add(promised, self._doers(promised, scene.speakers), targets, scene)
        return self._add(promised, self._actors(agents(promise), scene.speakers), targets, scene)

    def _read_negated(self, match: Match) -> bool:
        """Read "we have never armed them", said by those who are said to have: a denial."""
        denial = next((s for s in self.codebook.stances.values() if s.answers_claims), None)
        scene = self._scene(match, "report")
        if denial is None or not scene.state.reports or not self._is_blameworthy(match):
            return False
        doers = self._actors(agents(match.head), scene.speakers)
        own = [s for s in scene.speakers if any(is_same_side(s.actor, doer.actor) for doer in doers)]
        denied = Match(replace(match.pattern, stance=denial.name), match.head, match.cue)
        return self._add(denied, own, [None], _plain("report"))

    # ------------------------------------------------------------------------------------------------- reports

    def _read_reported(self, word: Word) -> None:
        """Read what a reported clause says of its subject as a stance of the speaker."""
        for pattern in self._candidates(word, self.codebook.reported):
            match = match_pattern(pattern, word)
            if match is None or is_negated(word) != pattern.negated:
                continue
            scene = self._scene(match, "report")
            if scene.state.factuality is None or not scene.state.reports:
                self._note(word, pattern, f"{UNREAL}: {scene.state.why}" if scene.state.why else UNREPORTED)
                continue
            doers = self._spoken_of(word, scene)
            if self._take_toward(doers, match, scene):
                return
            self._note_report(match, scene, doers)

    def _note_report(self, match: Match, scene: Scene, doers: list[Reading]) -> None:
        """Note why nobody who reports something takes a stance toward whom it is about."""
        if self.notes is None:
            return
        if not scene.speakers:
            self._note(match.head, match.pattern, "whoever says so is nobody that is known", scene.state.reporters)
        elif not doers:
            self._note(match.head, match.pattern, "whoever it is said of is nobody that is known", agents(match.head))
        else:
            self._note(match.head, match.pattern, OWN_SIDE)

    def _spoken_of(self, word: Word, scene: Scene) -> list[Reading]:
        """Return whom a clause in somebody's words is about: its subject, whose act that is, or the topic."""
        heads = agents(word)
        found = self._actors(heads, scene.speakers)
        if not found and any(self._is_addressed(w) for w in heads):
            found = self._topic(word, scene.speakers)
        if not found:
            found = [r for w in heads for r in self.references.owners(w) or self._doers_before(w, word)]
        is_clause = any(c.dep == "csubj" for c in word.children)  # "Leaving them to die is a mistake"
        if not found and (is_clause or heads) and all(w.lower in DEMONSTRATIVES or _is_pointing(w) for w in heads):
            found = self._topic(word, scene.speakers)
        return found

    def _topic(self, word: Word, speakers: list[Reading]) -> list[Reading]:
        """Return whom a speaker's "this", "it" or "such a move" is about.

        That is whom he last took a stance toward, else who last did something, in the sentences just before.
        """
        for finding in reversed(self.findings):
            if finding.sentence < word.sentence - TOPIC_REACH or finding.cue[0].i > word.i:
                continue
            own = any(is_same_side(s.actor, finding.source.actor) for s in speakers)
            about = finding.target if own else finding.source
            if about is not None and not any(is_same_side(s.actor, about.actor) for s in speakers):
                return [Reading(about.actor, word, "implied")]
        return []

    def _read_obligation(self, word: Word) -> None:
        """Read "Ankara said that Athens must withdraw" as a demand of Ankara's."""
        for stance in self.codebook.stances.values():
            said = [c for c in word.children if c.dep == "aux" and c.lower in stance.obligations]
            if not said and stance.obligations and _is_wished(word):
                said = [word.head]
            if not said:
                continue
            pattern = Pattern(stance.name, said[0].lower, frozenset(), (), target_first=True, negated=False)
            match = Match(pattern, word, said)
            scene = self._scene(match, "report")
            if scene.state.factuality is None or not scene.state.reports:
                self._note(word, pattern, f"{UNREAL}: {scene.state.why}" if scene.state.why else UNREPORTED)
                continue
            doers = self._actors(subjects(word), scene.speakers)
            if self._take_toward(doers, match, scene):
                return
            self._note_report(match, scene, doers)
            if stance.target == "optional" and is_passive(word) and said[0].lower != "should":
                self._add(match, scene.speakers[:1], [None], _plain("report"))

    def _is_blameworthy(self, match: Match) -> bool:
        """Tell whether to report this of somebody is to accuse him."""
        for stance in self.codebook.stances.values():
            listed = frozenset[str]().union(*(self.codebook.words[name] for name in stance.reported_words))
            if match.pattern.stance in stance.reported_stances or any(w.lemma in listed for w in match.cue):
                return True
        return False

    def _accuse_by_report(self, match: Match, doer: Reading, scene: Scene) -> None:
        """Add the accusation that lies in reporting a blameworthy deed of somebody else."""
        accuser = next((s for s in self.codebook.stances.values() if s.reported_stances or s.reported_words), None)
        if accuser is not None and scene.state.reports and self._is_blameworthy(match):
            accusing = Match(replace(match.pattern, stance=accuser.name), match.head, match.cue)
            self._take_toward([doer], accusing, scene)

    def _take_toward(self, doers: list[Reading], match: Match, scene: Scene) -> bool:
        """Add the stance of a match as one of the speakers toward those of another side whom they speak of."""
        report = scene.state.reports[0]
        cue = (report if report.sentence == match.head.sentence else match.head,)
        about = self._text(match.head)
        found = [
            Finding(
                speaker,
                match.pattern.stance,
                doer,
                Factuality.ASSERTED,
                None,
                cue,
                "report",
                about,
                match=match,
                state=scene.state,
            )
            for speaker in scene.speakers
            for doer in doers
            if not is_same_side(speaker.actor, doer.actor)
            and not self._is_worded(report, match.head.sentence, speaker, doer)
        ]
        self.findings += found
        return bool(found)

    def _is_worded(self, report: Word, sentence: int, speaker: Reading, doer: Reading) -> bool:
        """Tell whether the verb of a report is itself the speaker's claim about the doer: condemned X for sending."""
        return report.sentence == sentence and any(
            report in f.cue
            and f.origin == "verb"
            and self.codebook.stances[f.stance].is_claim
            and f.target is not None
            and (f.source.actor.id, f.target.actor.id) == (speaker.actor.id, doer.actor.id)
            for f in self.findings
        )

    # --------------------------------------------------------------------------------------------------- nouns

    def _read_noun(self, word: Word) -> None:
        if is_negated(word):
            for pattern in candidates(word, self.codebook.nouns) if self.notes is not None else ():
                self._note(word, pattern, NEGATED)
            return
        for pattern in self._candidates(word, self.codebook.nouns):
            if word.i in self._used and self.codebook.stances[pattern.stance].is_claim:
                continue  # what is denied has been claimed by somebody, but hardly of the one who denies it
            match = match_pattern(pattern, word)
            if match is not None and self._has_ended(match):
                self._note(word, pattern, f"{UNREAL}: it {word.head.text}")
                continue
            if match is not None and self._read_deed(match):
                return
            if match is None:
                self._note(word, pattern, MISFIT)
        for match in self._undergone(word):
            if self._read_deed(match):
                return
        self._read_bare(word)

    def _has_ended(self, match: Match) -> bool:
        """Tell whether what holds both ways is said to be over: a truce between them collapsed."""
        return self._stance(match).symmetric and match.head.dep == "nsubj" and match.head.head.lemma in FALLS_APART

    def _read_bare(self, noun: Word) -> None:
        """Read a deed that stands alone, "the attack", "police violence", "anti-government protests"."""
        patterns = [p for p in self.codebook.nouns.get(noun.lemma, ()) if p.has_target]
        deeds = [p for p in patterns if not self._is_said_or_shared(p)]
        if noun.lemma in IN_STREETS and any(r.actor.kind is Kind.GROUP for r in self.references.owners(noun)):
            deeds.sort(key=lambda p: not self.codebook.stances[p.stance].aims_at_state)
        deed = next(iter(deeds), None)
        if deed is None or noun.tag in {"NNP", "NNPS"} or any(h.match.head is noun for h in self._half_told):
            return
        if noun.lemma == "riot" and noun.dep == "compound":  # riot police
            return
        match = Match(deed, noun, [noun])
        scene = self._scene(match, "noun")
        if scene.state.factuality is None:
            return
        stance = self._stance(match)
        doers, accused_by = self._doers(match, scene.speakers), self._accusers(match)
        if accused_by and not doers:
            doers, scene = accused_by
        doers = doers or self.references.makers(noun, verbs=self.codebook.words.get("carries_out"))
        targets = self._opposed(noun)
        if stance.aims_at_state:
            doers = doers or self._protesters(noun)
            told = {f.source.actor.id for f in self.findings if f.stance == deed.stance and f.sentence == noun.sentence}
            if not targets and any(d.actor.id in told for d in doers):
                return  # marched against the premier, in the largest protest for years
            targets = targets or [r for d in doers for r in self._state_of(d)]
        if doers and targets:
            self._add(match, doers, targets, scene)
        elif doers:
            owned = self.references.owners(noun, but=match.prepositions)
            blamed = accused_by is not None or not owned
            self._half_told.append(HalfTold(match, doers, [], scene, points_back=blamed and _is_pointing(noun)))

    def _is_said_or_shared(self, pattern: Pattern) -> bool:
        stance = self.codebook.stances[pattern.stance]
        return stance.is_speech or stance.symmetric

    def _opposed(self, noun: Word) -> list[Reading]:
        """Return whom "anti-government" or "anti-American" before a noun is against."""
        words = self.parse.words
        for child in noun.children:
            first = child.left_edge().i
            for i in range(first, child.i + 1):
                if words[i].lower == "anti" and i + 2 < len(words) and words[i + 1].text == "-":
                    named = self._below(words[i + 2])
                    return named or (
                        self._home(noun) if words[i + 2].lemma in {"government", "regime", "state"} else []
                    )
        return []

    def _protesters(self, noun: Word) -> list[Reading]:
        """Return who protests where a text only says that there are protests: the protesters it names elsewhere."""
        return self.references.protesters(noun)

    def _state_of(self, reading: Reading) -> list[Reading]:
        state = self.references.state_of(reading.actor) if reading.actor.kind is Kind.GROUP else None
        return [] if state is None else [Reading(state, reading.word, "implied")]

    def _read_deed(self, match: Match) -> bool:
        """Turn a match of a noun into statements; tell whether there was one."""
        scene = self._scene(match, "noun")
        if scene.state.factuality is None:
            self._note(match.head, match.pattern, f"{UNREAL}: {scene.state.why}")
            return False
        stance = self._stance(match)
        if match.targets is None:
            return self._read_owned(match, scene)
        targets = self._targets(match, scene.speakers)
        if match.is_between and len(targets) > 1 and match.sources is None:
            if stance.symmetric:
                return self._add_pairs(match, combinations(targets, 2), scene)
            return self._add(match, targets[:1], targets[1:], scene)
        doers, accused_by = self._doers(match, scene.speakers), self._accusers(match)
        if accused_by and not doers:
            doers, scene = accused_by
        if doers and targets:
            return self._add(match, doers, targets, scene)
        self._note_ends(match, sources=bool(doers), targets=bool(targets))
        if not stance.is_speech and not stance.symmetric and (doers or targets):
            self._half_told.append(HalfTold(match, doers, targets, scene, points_back=_is_pointing(match.head)))
        return False

    def _accusers(self, match: Match) -> tuple[list[Reading], Scene] | None:
        """Return who is blamed for a deed by the verb that it hangs on, with the blame as its scene: blamed X for it."""
        preposition = match.head.head
        if match.head.dep != "pobj" or preposition.lower not in BLAMING_PREPOSITIONS:
            return None
        verb = preposition.head
        if verb.pos != "VERB" or verb.lemma not in BLAMES or is_negated(verb):
            return None
        accused = self._actors(patients(verb), [])
        accusers = self._actors(agents(verb), self._scene(Match(match.pattern, verb, [verb]), "noun").speakers)
        if not accused or not accusers:
            return None
        return accused, Scene(Standing(Factuality.ALLEGED, agents(verb), [verb]), accusers, "noun")

    def _complete(self, half: HalfTold) -> None:
        """Add a half-told deed with its other side, unless its words have been used by then."""
        if half.match.head.i in self._used:
            return
        whole = completed(half, self.findings, self._half_told)
        if whole is not None:
            sources, targets, scene = whole
            self._add(half.match, sources, targets, scene, accuses=False)
        else:
            self._note(half.match.head, half.match.pattern, TOLD_NOWHERE)

    def _doers(self, match: Match, speakers: list[Reading]) -> list[Reading]:
        """Return whose deed a noun is: its owner's, else that of the subject of a light verb."""
        if match.sources is not None:
            return self._actors(match.sources, speakers)
        noun, verb = match.head, match.head.head
        own = self.references.owners(noun, but=match.prepositions)
        if match.possessor is not None:  # "Khashoggi's killing": he did not do it
            own = [r for r in own if match.possessor not in {r.word, r.word.head}]
        if own:
            return own
        carried_out = verb.lemma in self.codebook.words.get("carries_out", ())
        if noun.dep in {"dobj", "nsubjpass"} and carried_out and not is_negated(verb):
            return self._actors(agents(verb), speakers)
        if self._stance(match).symmetric and speakers and match.targets:  # "He said that cooperation with Oman goes on"
            states = (self.references.state_of(s.actor) for s in speakers)
            return [Reading(a, noun, "implied") for a in states if a is not None]
        claimed = noun.dep == "pobj" and verb.lower == "for" and verb.head.lemma in {"responsibility", "credit"}
        if (
            claimed and verb.head.head.lemma in {"claim", "take"} and not is_negated(verb.head.head)
        ):  # claimed responsibility for the attack
            return self._actors(agents(verb.head.head), speakers)
        if noun.dep == "nsubj" and verb.lemma in {"arrive", "come", "pour"}:  # praise for Oman came from the bank
            return self._actors(governed(verb, "from"), speakers)
        if (
            noun.dep == "pobj"
            and verb.lower == "in"
            and noun.lemma in MANNERS
            and not any(c.dep == "det" for c in noun.children)
        ):
            while verb.head is not verb and verb.pos not in {"VERB", "AUX"}:
                verb = verb.head
            return [] if is_negated(verb) else self._actors(agents(verb), speakers)
        if noun.dep == "pobj" and verb.lower == "of" and verb.head.lower == "part" and verb.head.head.lower == "as":
            doing = verb.head.head.head  # raided the offices as part of an inquiry into the firm
            while doing.head is not doing and doing.pos not in {"VERB", "AUX"}:
                doing = doing.head
            return [] if is_negated(doing) else self._actors(agents(doing), speakers)
        occasion = noun.dep == "pobj" and verb.lower in OCCASIONS and verb.head.pos == "VERB"
        if occasion and self._stance(match).symmetric:
            return self._actors(agents(verb.head), speakers)
        return []

    def _read_owned(self, match: Match, scene: Scene) -> bool:
        """Read a noun without a target: "the Franco-German treaty"; "Kyiv rejected Moscow's offer"."""
        noun = match.head
        if self._stance(match).symmetric:
            both = self.references.nations(noun)
            if len(both) > 1:
                return self._add_pairs(match, combinations(both, 2), scene)
        elif noun.lemma in self.codebook.words.get("mutual", ()):
            return self._add_pairs(match, permutations(self.references.nations(noun), 2), scene)
        if self._read_unheeded(match, scene):
            return True
        verb = noun.head.head if noun.dep == "pobj" else noun.head
        if noun.dep not in {"dobj", "nsubjpass", "pobj"} or verb.lemma not in ANSWERS:
            self._note(noun, match.pattern, "alone it counts only with two owners, or behind a verb like 'rejected'")
            return False
        whose, answering = self.references.owners(noun), self._actors(agents(verb), scene.speakers)
        if not (whose and answering):
            self._note(noun, match.pattern, "whose it is, or who answers it, is nobody that is known", [noun, verb])
        return self._add(match, whose, answering, scene)

    def _read_unheeded(self, match: Match, scene: Scene) -> bool:
        """Read what was asked of the subject of a clause: sheltered him despite requests by Oman to hand him over."""
        noun, verb = match.head, match.head.head.head
        if (
            not self._stance(match).is_speech
            or noun.dep != "pobj"
            or noun.head.lower not in UNHEEDED
            or verb.pos != "VERB"
        ):
            return False
        whose = match.sources if match.sources is not None else governed(noun, "by", "from")
        asking = self._actors(whose, scene.speakers)
        asked = [r for r in self._actors(agents(verb), scene.speakers) if any(not is_own_act(a, r) for a in asking)]
        return bool(asking and asked) and self._add(match, asking, asked, scene)

    @staticmethod
    def _sufferers(noun: Word) -> list[Word]:
        """Return who a clause says is "the target of" a deed: Abqaiq was the target of an al-Qaeda attack."""
        of = noun.head
        if noun.dep != "pobj" or of.lower != "of" or of.head.lemma not in SUFFERS or of.head.dep != "attr":
            return []
        return subjects(of.head.head)

    def _undergone(self, noun: Word) -> list[Match]:
        """Return the matches of "Minsk faced criticism from Vilnius", where the subject is the target."""
        verb, targets = noun.head, self._sufferers(noun)
        if not targets and noun.dep == "dobj" and verb.lemma in self.codebook.words.get("undergoes", ()):
            targets = subjects(verb)
        if not targets:
            return []
        sources = governed(noun, "from", "by") or governed(verb, "from", "by")
        if not sources:  # "faced American sanctions"
            sources = next((group for group in owners(noun) if any(self.references.read(w) for w in group)), [])
        patterns = [p for p in candidates(noun, self.codebook.nouns) if p.has_target]
        return [Match(p, noun, [noun, verb], targets, sources) for p in patterns if sources]

    # ------------------------------------------------------------------------------------------------- findings

    def _add_pairs(self, match: Match, pairs: Iterable[tuple[Reading, Reading]], scene: Scene) -> bool:
        added = [self._add(match, [one], [other], scene) for one, other in pairs]
        return any(added)

    def _add(
        self,
        match: Match,
        sources: list[Reading],
        targets: list[Reading] | list[None],
        scene: Scene,
        *,
        accuses: bool = True,
    ) -> bool:
        """Add a finding for each source and target, and the accusations in reports of them; tell whether any."""
        match, scene = self._as_threat(match, sources, scene)
        about = self._about(match)
        added = False
        if self._stance(match).is_speech:
            sources = [self._spoken_for(s, scene.speakers) for s in sources]
        for source in sources:
            factuality, attributed_to = self._standing_of(match, source, scene)
            for target in targets:
                if target is not None and is_own_act(source, target):
                    self._note(match.head, match.pattern, OWN_ACT, match.targets or ())
                    continue
                stance = match.pattern.stance
                cue = tuple(match.cue)
                self.findings.append(
                    Finding(
                        source,
                        stance,
                        target,
                        factuality,
                        attributed_to,
                        cue,
                        scene.origin,
                        about,
                        points_back=any(_is_pointing(w) for w in match.targets or ()),
                        match=match,
                        state=scene.state,
                    )
                )
                added = True
            helped = self._stance(match).sign > 0 and any(
                t is not None and is_same_side(t.actor, s.actor) for t in targets for s in scene.speakers
            )  # Warsaw said that Berlin would send it tanks
            if attributed_to is not None and accuses and not helped and scene.state.reports:
                self._accuse_by_report(match, source, scene)
        if added:
            self._used |= match.cue_indices
        return added

    def _standing_of(self, match: Match, source: Reading, scene: Scene) -> tuple[Factuality, Actor | None]:
        """Return how far the text vouches for an act of `source`, and who says so if it is somebody else."""
        stance = self._stance(match)
        factuality, attributed_to = _factuality(source, scene)
        if factuality is Factuality.PLANNED and stance.is_speech and match.pattern.negated:
            return Factuality.ASSERTED, None  # "we will not obey" refuses now
        if factuality is Factuality.ASSERTED and match.head.lemma in {"announce", "plan"} and not stance.is_speech:
            return Factuality.PLANNED, None
        if stance.symmetric and scene.origin == "noun" and any(r.lemma in CRITICISES for r in scene.state.reports):
            return Factuality.ASSERTED, None  # who denounces a treaty does not say that there is one: there is
        return factuality, attributed_to

    @staticmethod
    def _spoken_for(source: Reading, speakers: list[Reading]) -> Reading:
        """Return the official who voices the stance of his state or body, as the one who takes it."""
        officials = [s for s in speakers if s.actor.kind is Kind.OFFICIAL and is_same_side(s.actor, source.actor)]
        return officials[0] if officials and source.actor.kind is not Kind.OFFICIAL else source

    def _as_threat(self, match: Match, sources: list[Reading], scene: Scene) -> tuple[Match, Scene]:
        """Read what somebody says he himself will do to others as a threat: "we will bomb them"."""
        announced = next((s for s in self.codebook.stances.values() if match.pattern.stance in s.announced), None)
        own = bool(scene.speakers) and all(any(is_same_side(s.actor, r.actor) for s in scene.speakers) for r in sources)
        if announced is None or not own or scene.state.factuality is not Factuality.PLANNED:
            return match, scene
        return replace(match, pattern=replace(match.pattern, stance=announced.name)), _plain(scene.origin)

    def _about(self, match: Match) -> str | None:
        """Return the words of the claim or matter: the clause or phrase that the trigger governs."""
        for child in match.head.children:
            if child.dep in {"ccomp", "xcomp", "pcomp"} and child.i > match.head.i:
                return self._text(child)
            if child.dep == "prep" and child.lower in {"of", "for", "over", "about"} and child not in match.cue:
                inner = [p for p in child.children if p.dep in {"pcomp", "pobj"}]
                if inner:
                    return self._text(inner[0])
        objects = [c for c in match.head.children if c.dep == "dobj" and c.tag not in {"WDT", "WP", "PRP"}]
        return next((self._text(o) for o in objects if o.children or o not in (match.targets or ())), None)

    def _text(self, word: Word) -> str:
        """Return a word with all that hangs on it, white space made single."""
        first, last = word.left_edge(), word.right_edge()
        return " ".join(self.parse.document.text[first.start : last.end].split())[:MAX_ABOUT]


def _is_on_the_phone(noun: Word) -> bool:
    """Tell whether a call is one that somebody gets or makes, not one for something."""
    return noun.lemma == "call" and noun.dep == "dobj" and noun.head.lemma in {"get", "have", "make", "place", "receive", "take"}


def _is_brokered(noun: Word) -> bool:
    """Tell whether somebody else brings a noun's deed about: Qatar brokered a [truce] between Oman and Yemen."""
    verbs = [c for c in noun.children if c.dep == "acl" and c.i > noun.i] + (
        [noun.head] if noun.dep in {"dobj", "nsubjpass"} else []
    )
    return any(v.lemma in BROKERS for v in verbs)


def _is_pointing(noun: Word) -> bool:
    """Tell whether a noun takes up what was told before: the decision, this attack."""
    return any(c.dep == "det" and c.lower in POINTING for c in noun.children)


def _factuality(source: Reading, scene: Scene) -> tuple[Factuality, Actor | None]:
    """Return how far the text vouches for an act of `source`, and who says so if it is somebody else."""
    others = [s.actor for s in scene.speakers if not is_same_side(s.actor, source.actor)]
    if others and len(others) == len(scene.speakers):
        return Factuality.ALLEGED, others[0]
    return scene.state.factuality or Factuality.ASSERTED, None


def _plain(origin: str) -> Scene:
    """Return the scene of what the text itself asserts."""
    return Scene(Standing(), [], origin)


def _has_negated_object(match: Match) -> bool:
    objects = [w for w in match.cue[1:] if w.pos == "NOUN" and w.dep in {"dobj", "nsubjpass", "attr"}]
    return not match.pattern.negated and any(is_negated(w) for w in objects)


def _is_wished(verb: Word) -> bool:
    """Tell whether a clause asks for something by its base form: insisted that NATO [station] a brigade."""
    if verb.dep != "ccomp" or verb.head.lemma not in WISHES or verb.tag not in {"VB", "VBP"}:
        return False
    if any(c.dep in {"aux", "auxpass"} for c in verb.children) or not any(
        c.dep == "mark" and c.lower == "that" for c in verb.children
    ):
        return False
    return verb.tag == "VB" or any(w.tag in {"NN", "NNP"} and len(conjuncts(w)) == 1 for w in subjects(verb))


def _once(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings with each actor once."""
    found: dict[str, Reading] = {}
    for reading in readings:
        found.setdefault(reading.actor.id, reading)
    return list(found.values())

"""A document while its statements are being found: what is known of it, and what has been found so far.

The modules for verbs, reports and nouns read from it and add to it; so do those for the two ends of a statement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, patients
from stancegraph.extraction.grammar import FIGHTS, GOVERNING, PRIVATE, QUANTITIES, SENDS_AWAY
from stancegraph.extraction.matching import called, candidates, words_of
from stancegraph.extraction.notes import NO_DOER, NO_OBJECT, NO_SOURCE, NO_TARGET, UNREAL, UNREPORTED, Note
from stancegraph.extraction.noun_phrases import governed, is_told_by_examples
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.standing import standing
from stancegraph.extraction.telling import tellers
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.codebook import Codebook, Pattern, PatternIndex, Stance
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.references import References
    from stancegraph.extraction.retelling import HalfTold

MAX_ABOUT: Final = 300
# Places that say in whose hands somebody is who was tried or is held there.
LOCKUPS: Final = frozenset({"camp", "cell", "court", "courtroom", "courthouse", "jail", "prison", "tribunal"})
# How words for a whole people end: the Danes, the Swiss, the British, the Chinese, the French.
SEVERAL: Final = ("s", "sh", "ese", "ch", "men")

# With these a question begins that is answered by yes or no.
ASKING: Final = frozenset({"are", "did", "do", "does", "had", "has", "have", "is", "was", "were", "will"})
# By what a state goes where a pattern asks for its subject.
AS_COUNTRY: Final = frozenset({"country"})
AS_PEOPLE: Final = frozenset({"people"})
# Whose post has one of these speaks for no state.
OUT_OF_OFFICE: Final = frozenset({"ex", "former", "opposition"})
# What two sides do, so that what it does is done by neither alone: the fighting between them killed ten.
MUTUAL: Final = FIGHTS | {"crossfire", "feud", "hostility"}
# What two have with each other, so that whom it hurts is hurt by neither.
QUARRELS: Final = frozenset({"conflict", "dispute", "feud", "row", "spat", "tension", "war"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One document under way.

    Attributes
    ----------
    notes
        What became of the patterns, in the order they were tried; None if nobody asks.
    findings
        In the order they were found.
    half_told
        Deeds with one side named, to be completed at the end.
    used
        Indices of the words that have shown a stance.
    """

    parse: Parse
    references: References
    codebook: Codebook
    notes: list[Note] | None = None
    findings: list[Finding] = field(default_factory=list)
    half_told: list[HalfTold] = field(default_factory=list)
    reported: list[tuple[Match, Reading, Scene]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    _around: dict[int, frozenset[str]] = field(default_factory=dict)  # sentence -> its words

    # ------------------------------------------------------------------------------------------------ patterns

    def stance(self, match: Match) -> Stance:
        """Return the stance that a match shows."""
        return self.codebook.stances[match.pattern.stance]

    def candidates(self, word: Word, index: PatternIndex) -> Iterable[Pattern]:
        """Return the patterns that begin at a word, without those that its sentence has not the words for."""
        found = candidates(word, index)
        if self.notes is not None or not found:
            return found
        around = self._around.get(word.sentence)
        if around is None:
            around = words_of(self.parse.words[slice(*self.parse.sentences[word.sentence])])
            self._around[word.sentence] = around
        return found.fitting(around)

    def called(self, word: Word) -> frozenset[str]:
        """Return the words that a subject goes by: "they" by those for the crowd it takes up, a state as "country".

        The Soviet Union is no union that strikes.
        """
        mention = self.references.names.at.get(word.i)
        if mention is not None and mention.entity.kind is Kind.COUNTRY:  # Norwegians who protest lodge no note
            return AS_PEOPLE if mention.form is Form.PEOPLE else AS_COUNTRY
        if mention is not None and mention.entity.kind is Kind.OFFICIAL:  # President Vera is a president
            post = (self.references.names.actors[mention.entity].role or "").lower().split()
            return called(word) | (frozenset(post) if OUT_OF_OFFICE.isdisjoint(post) else frozenset())
        if word.lemma in QUANTITIES and governed(word, "of"):  # thousands of teachers
            return called(governed(word, "of")[0])
        if word.lower != "they":
            return called(word)
        groups = [r.actor.name.lower().split()[-1] for r in self.references.read(word) if r.actor.kind is Kind.GROUP]
        return frozenset(form for name in groups for form in (name, name.removesuffix("s")))

    # ------------------------------------------------------------------------------------------- circumstances

    def scene(self, match: Match, origin: str) -> Scene:
        """Return how the head of a match stands, with whoever is quoted among the reporters."""
        state = standing(match.head, ignoring=match.cue_indices)
        verb = self.references.quoted.get(match.head.i)
        if verb is not None and verb not in state.reports and verb.i not in match.cue_indices:
            state.reporters.extend(tellers(verb))
            state.reports.append(verb)
        if self._is_question(match.head) and (not state.reports or self._is_put(match.head)):
            state.block("a question")
        return Scene(state, self.actors(state.reporters, []), origin)

    def _is_question(self, word: Word) -> bool:
        _, end = self.parse.sentences[word.sentence]
        return any(w.text == "?" for w in self.parse.words[max(word.i, end - 2) : end])

    def _is_put(self, word: Word) -> bool:
        """Tell whether a question in a quote is one that somebody puts: "Has Oman lied?" he asked, told behind it.

        A sentence it gets wrong: «"How can they be so cruel?" the mayor asked.», who waits for no answer.
        """
        verb = self.references.quoted.get(word.i)
        begin, end = self.parse.sentences[word.sentence]
        first = next((w for w in self.parse.words[begin:end] if w.pos != "PUNCT"), word)
        asks = first.lower in ASKING and not any(c.dep == "neg" for c in first.head.children)
        return verb is not None and (verb.sentence > word.sentence or asks)

    # -------------------------------------------------------------------------------------------------- actors

    def actors(self, words: Iterable[Word], speakers: list[Reading]) -> list[Reading]:
        """Return whom words for agents mean, each once; a thing acts for its owner, a private person for nobody.

        Firms that are named behind "including" stand for those firms.
        """
        acting = (w for w in words if not (self._is_one_of_many(w) or is_told_by_examples(w)))
        return once(r for w in acting for r in self._agent(w, speakers))

    def _agent(self, word: Word, speakers: list[Reading]) -> list[Reading]:
        found = self.references.read(word, speakers=speakers) or self._own_state(word, speakers)
        if found or word.lemma in PRIVATE or word.lemma in MUTUAL:
            return found
        counted = governed(word, "of")[:1] if word.lemma in QUANTITIES else []  # a wave of Israeli strikes
        found = self.references.behind(counted[0] if counted else word)
        return [] if len(found) > 1 and word.lemma in QUARRELS else found

    def _own_state(self, word: Word, speakers: list[Reading]) -> list[Reading]:
        """Return the state whose government a speaker means by "this government": that of his country."""
        if word.lemma not in GOVERNING or not any(c.lower == "this" for c in word.children):
            return []
        states = (self.references.state_of(s.actor) for s in speakers)
        return [Reading(state, word, "speaker") for state in states if state is not None]

    def _is_one_of_many(self, word: Word) -> bool:
        """Tell whether it is one of a people, who is not its state: a Swede; the Dane, but not the Danes or the Swiss.

        A sentence it gets wrong: "The Pole refused", of a minister named before.
        """
        mention = self.references.names.at.get(word.i)
        if mention is None or mention.form is not Form.PEOPLE or word.lower.endswith(SEVERAL):
            return False
        return any(c.lower in {"a", "an", "another", "the"} for c in word.children)

    def actors_in(self, word: Word) -> list[Reading]:
        """Return whom a word names or means as owners of what stands around it: strikes in [Damascus]."""
        mention = self.references.names.at.get(word.i)
        if mention is not None:
            return [Reading(self.references.names.actors[mention.entity], word, "owner")]
        return [] if word.pos == "PRON" else [Reading(r.actor, r.word, "owner") for r in self.references.read(word)]

    def home(self, word: Word) -> list[Reading]:
        """Return the state that the document is at home in."""
        state = self.references.home()
        return [] if state is None else [Reading(state, word, "home")]

    def jurisdiction(self, verb: Word) -> list[Reading]:
        """Return the country in which somebody was banned, arrested or tried, or which he was sent away from."""
        away = [w for out in verb.children if out.lower == "out" for w in governed(out, "of")]
        left = [*away, *governed(verb, "from")] if verb.lemma in SENDS_AWAY else []
        leaving = [*verb.children, *(g for c in verb.children if c.dep == "dobj" for g in c.children)]  # hours to leave
        left += [w for c in leaving if c.tag == "VB" and c.lemma in {"leave", "quit"} for w in patients(c)]
        places = left or governed(verb, "in", "before")  # sent to prison in Lima
        mentions = [self.references.names.at.get(w.i) for w in places]
        states = [m for m in mentions if m is not None and m.entity.kind is Kind.COUNTRY]
        if states:
            return [Reading(self.references.names.actors[m.entity], verb, "owner") for m in states[:1]]
        courts = [w for w in places if w.lemma in LOCKUPS]  # in a Lima courtroom
        owned = (r for w in courts for r in self.references.owners(w))
        return [Reading(r.actor, verb, "owner") for r in owned if r.actor.kind is Kind.COUNTRY][:1]

    # --------------------------------------------------------------------------------------------------- words

    def about(self, match: Match) -> str | None:
        """Return the words of the claim or matter: the clause or phrase that the trigger governs."""
        for child in match.head.children:
            if child.dep in {"ccomp", "xcomp", "pcomp"} and child.i > match.head.i:
                return self.text(child)
            if child.dep == "prep" and child.lower in {"of", "for", "over", "about"} and child not in match.cue:
                inner = [p for p in child.children if p.dep in {"pcomp", "pobj"}]
                if inner:
                    return self.text(inner[0])
        objects = [c for c in match.head.children if c.dep == "dobj" and c.tag not in {"WDT", "WP", "PRP"}]
        return next((self.text(o) for o in objects if o.children or o not in (match.targets or ())), None)

    def text(self, word: Word) -> str:
        """Return a word with all that hangs on it, white space made single, without the comma that ends it."""
        first, last = word.left_edge(), word.right_edge()
        text = " ".join(self.parse.document.text[first.start : last.end].split())[:MAX_ABOUT]
        return text.rstrip(" ,;:") or text

    # --------------------------------------------------------------------------------------------------- notes

    def note(self, word: Word, pattern: Pattern, outcome: str, words: Iterable[Word] = ()) -> None:
        """Note what became of a pattern at a word, if notes are taken."""
        if self.notes is not None:
            self.notes.append(Note(word, pattern, outcome, tuple(words)))

    def note_unreal(self, match: Match, scene: Scene) -> None:
        """Note why what a match tells is not said to be so."""
        self.note(match.head, match.pattern, f"{UNREAL}: {scene.state.why}")

    def note_unreported(self, match: Match, scene: Scene) -> None:
        """Note why what a match tells is not reported to be so."""
        self.note(match.head, match.pattern, f"{UNREAL}: {scene.state.why}" if scene.state.why else UNREPORTED)

    def note_ends(self, match: Match, *, sources: bool, targets: bool) -> None:
        """Note which side of a match is nobody that is known."""
        if self.notes is None:
            return
        if not sources:
            words = match.sources if match.sources is not None else agents(match.head)
            self.note(match.head, match.pattern, NO_SOURCE if words else NO_DOER, words)
        elif not targets:
            self.note(match.head, match.pattern, NO_TARGET if match.targets else NO_OBJECT, match.targets or ())


def once(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings with each actor once."""
    found: dict[str, Reading] = {}
    for reading in readings:
        found.setdefault(reading.actor.id, reading)
    return list(found.values())

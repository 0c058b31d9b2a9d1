"""Clauses and codebook → statements.

For every word that begins a pattern of the codebook, the pattern is laid beside the parse (`matching`); what its slots
hold is read as actors (`references`); the clause says whether it happened, is planned, or is somebody's claim
(`standing`). Verbs come first (`verbs`, `reported`), then the deeds in noun phrases that no verb has used (`deeds`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.accounts import with_conflicts
from stancegraph.extraction.clauses import agents, is_felt, patients
from stancegraph.extraction.crowds import counted_in, with_known_crowds
from stancegraph.extraction.culprits import read_culprits
from stancegraph.extraction.dating import Dates
from stancegraph.extraction.deeds import is_unread, read_noun
from stancegraph.extraction.disputing import read_disputed
from stancegraph.extraction.doubting import with_doubts
from stancegraph.extraction.draft import Draft
from stancegraph.extraction.employers import employer_of
from stancegraph.extraction.findings import to_statement, with_implied_targets, without_repeats
from stancegraph.extraction.grammar import FICTION, REPORTS
from stancegraph.extraction.imperatives import read_order
from stancegraph.extraction.judgements import read_judgements
from stancegraph.extraction.labels import read_label
from stancegraph.extraction.marches import only_dates
from stancegraph.extraction.matches import is_of_match
from stancegraph.extraction.recording import accuse_of_help, complete
from stancegraph.extraction.reported import read_obligation, read_reported
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.verbs import PREDICATIVE, read_adjective, read_verb
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Codebook
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.notes import Note
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.references import References
    from stancegraph.extraction.roster import Mention
    from stancegraph.models import FoundBy, Statement

# How many sentences back whoever is named might be refused something.
COMPANY: Final = 2
# How many sentences back what is denied may have been said.
TOLD_REACH: Final = 2

# So many years, or of these many, is longer ago than any news.
AGES: Final = frozenset({"century", "hundred", "millennium", "thousand"})
# What films and novels do with what they retell.
TELLING: Final = frozenset({"chronicle", "depict", "dramatise", "dramatize", "follow", "portray", "recount", "tell"})


def _is_of_teams(finding: Finding) -> bool:
    """Tell whether both ends are named like teams, where no pattern says who accuses or asks whom: a vow, a rank."""
    ends = (finding.source, finding.target)
    return all(end is not None and end.actor.kind is Kind.COUNTRY and end.how == "name" for end in ends)


def _is_of_title(word: Word, words: list[Word]) -> bool:
    """Tell whether a verb is part of a name that no list has, by its capital: the Campaign to [Free] Tibet.

    A sentence it gets wrong: "He said: Stop the war", where a quote without marks begins.
    """
    if word.pos != "VERB" or not word.text[0].isupper() or word is words[0] or word.text.isupper():
        return False
    before = words[word.i - words[0].i - 1]
    return before.text[0].isalpha() and before.lower != "that"


def _is_of_story(words: list[Word]) -> bool:
    """Tell whether a sentence retells fiction: In the novel, Chad declares war on Niger; the film tells of a siege."""
    if any(w.lemma in FICTION and w.dep == "nsubj" and w.head.lemma in TELLING for w in words):
        return True
    return any(
        (w.lemma in FICTION or (w.lemma == "game" and any(c.lower == "video" for c in w.children)))
        and w.dep == "pobj"
        and w.head.lower == "in"
        and w.head.head.pos in {"VERB", "AUX"}
        and any(c.dep == "det" for c in w.children)
        for w in words
    )


def _is_of_long_ago(words: list[Word]) -> bool:
    """Tell whether a sentence tells what nobody alive did: in 44 BC, two thousand years ago."""
    return any(w.lower in {"bc", "bce"} or _is_ages_ago(w) for w in words)


def _is_ages_ago(word: Word) -> bool:
    """Tell whether a word is the "ago" of centuries or a thousand years."""
    if word.lower != "ago":
        return False
    spans = [c for c in word.children if c.dep == "npadvmod"]
    return any(s.lemma in AGES or any(c.lower.removesuffix("s") in AGES for c in s.children) for s in spans)


def _read_predicate(draft: Draft, word: Word) -> None:
    """Read what a verb says by itself, in a report, or as what somebody ought to do."""
    if read_disputed(draft, word):
        return
    read_verb(draft, word)
    read_reported(draft, word)
    read_obligation(draft, word)
    read_order(draft, word)
    read_label(draft, word)


class StanceReader:
    """Finds the statements of one document.

    Attributes
    ----------
    findings
        In the order they were found.
    kept
        Those that became statements, in their order.

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
        self.references = references
        self.codebook = codebook
        self.found_by = found_by
        self._draft = Draft(parse, references, codebook, notes)
        self.findings = self._draft.findings
        self.kept: list[Finding] = []

    def statements(self) -> list[Statement]:
        """Return the statements in the order of the text."""
        draft = self._draft
        for begin, end in self.parse.sentences:
            words = self.parse.words[begin:end]
            written_small = any(w.pos == "VERB" and w.text.islower() for w in words)
            words = [w for w in words if not (self._is_inside_name(w) or (written_small and _is_of_title(w, words)))]
            told = len(self.findings)
            for word in words:
                if word.pos in {"VERB", "AUX"} or word.tag in {"VBN", "VBG"} or word.dep in {"ROOT", "amod"}:
                    _read_predicate(draft, word)
                if (word.pos == "ADJ" and word.dep in PREDICATIVE) or is_felt(word):
                    read_adjective(draft, word)
            for word in words:
                if word.pos in {"NOUN", "PROPN"} and is_unread(draft, word):
                    read_noun(draft, word)
            read_judgements(draft, words)
            if len(self.findings) == told:
                continue
            if _is_of_story(words) or _is_of_long_ago(words):
                self.findings[told:] = [f for f in self.findings[told:] if self.codebook.stances[f.stance].is_speech]
            elif is_of_match(words, self.references.names):
                self.findings[told:] = [f for f in self.findings[told:] if self._is_said(f)]
        self._complete_deeds()
        counted = with_known_crowds(self.findings, self.codebook)
        self.findings[:] = [f for f in counted if not (f.origin == "noun" and only_dates(f.cue[0]))]
        accuse_of_help(draft)
        aimed = with_implied_targets(
            self.findings,
            self.codebook,
            self.references.state_of,
            is_alone=self._is_alone,
            told_by=self._told_by,
            employer=lambda strike: employer_of(strike, self.references),
        )
        self.kept = without_repeats(with_conflicts(aimed, self.codebook), self.codebook)
        dates = Dates(self.parse, self.codebook.nouns)
        found = [to_statement(f, self.parse, self.codebook, self.found_by, dates=dates) for f in self.kept]
        return with_doubts(found, self.kept, draft, self.found_by)

    def _complete_deeds(self) -> None:
        """Find the sides of deeds that stand elsewhere in the text, and whose doing they are said to be.

        All of the text has been read by then.
        """
        for half in self._draft.half_told:
            complete(self._draft, half, counted_in(half, self.findings, self.codebook))
        for word in self.parse.words:
            read_culprits(self._draft, word)

    def _is_said(self, finding: Finding) -> bool:
        """Tell whether a stance is taken in words, by nobody's being stunned at play, nor by one team for another.

        Whatever a team vows, it plays: Chile vowed to give Peru a beating in the cup.
        """
        stunned = finding.match is not None and finding.match.pattern.target_first
        stance = self.codebook.stances[finding.stance]
        return stance.is_speech and not stunned and not _is_of_teams(finding)

    def _is_alone(self, finding: Finding) -> bool:
        """Tell whether no actor of another side is named in a finding's sentence or the two before."""
        names = self.references.names
        near = (m for m in names.mentions if 0 <= finding.sentence - self.parse.words[m.first].sentence <= COMPANY)
        return all(is_same_side(names.actors[m.entity], finding.source.actor) for m in near)

    def _told_by(self, denial: Finding) -> list[Reading]:
        """Return who just said something of the denier: Chad said that Malian jets had come. Mali denied it."""
        first = self.parse.first_word(denial.sentence - TOLD_REACH)
        for verb in reversed(self.parse.words[first : denial.cue[0].i]):
            said = [c for c in verb.children if c.dep == "ccomp"] if verb.lemma in REPORTS else []
            if not said or verb.head is denial.cue[0]:
                continue
            of_whom = {r.actor.country for c in said for w in (*agents(c), *patients(c)) for r in self._actors(w)}
            of_whom |= {m.entity.country for c in said for m in self._named_below(c)}
            tellers = [r for w in agents(verb) for r in self.references.read(w)]
            others = [r for r in tellers if not is_same_side(r.actor, denial.source.actor)]
            if others and denial.source.actor.country is not None and denial.source.actor.country in of_whom:
                return [replace(r, word=denial.cue[0], how="implied") for r in others]
        return []

    def _named_below(self, clause: Word) -> list[Mention]:
        """Return who is named in a clause."""
        first, last = clause.left_edge().i, clause.right_edge().i
        return [m for m in self.references.names.mentions if first <= m.first and m.last <= last]

    def _actors(self, word: Word) -> list[Reading]:
        return self.references.read(word) or self.references.owners(word)

    def _is_inside_name(self, word: Word) -> bool:
        """Tell whether a word is part of the name of a body: the Committee to [Protect] Journalists."""
        mention = self.references.names.at.get(word.i)
        return mention is not None and mention.first < mention.last and mention.entity.kind is Kind.ORGANISATION

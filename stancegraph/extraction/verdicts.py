"""What a clause in somebody's words says for or against whom it is about, by the words of the codebook for judging.

"They behaved like pirates" is a verdict by "pirate"; whose, and on whom, `judgements` finds out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, is_negated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.codebook import Codebook, Judging
    from stancegraph.extraction.parsing import Word

# What somebody should be, or do, who has done wrong.
SELF_REPROACH: Final = frozenset({"ashamed", "hang"})
# Clauses that can be a judgement on their own; what stands in another belongs to the one above it.
JUDGING: Final = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
# Second halves of compounds on the lists, which alone mean something else: heavy-handed, counter-productive.
SECOND_HALVES: Final = frozenset(
    {"advised", "conceived", "handed", "headed", "judged", "placed", "productive", "sided", "sighted"}
)
# As verbs these mean something harmless too: it lies on the coast.
NOUNS: Final = frozenset({"lie", "silence"})
# An adjective before the object of one of these says what was done, before that of another what it was done with: made
# a [brave] decision, but put [loyal] friends on the bench.
LIGHT: Final = frozenset(
    {"be", "become", "commit", "demonstrate", "display", "do", "give", "have", "make", "offer", "play", "prove", "set",
     "show", "take"}
)  # fmt: skip
# How a word hangs on the verb of its subject, or on one that does.
SAID_OF_SUBJECT: Final = SUBJECTS | {
    "acomp", "advmod", "amod", "attr", "compound", "conj", "dobj", "oprd", "prep", "xcomp"
}  # fmt: skip
# Prepositions that tell how somebody acts, or what he is taken for.
WAYS: Final = frozenset({"as", "beneath", "beyond", "by", "in", "like", "of", "with", "without"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance that a clause takes in free words.

    Attributes
    ----------
    words
        Those that show it, the first of an entry of the lists before the others.
    is_weak
        True if they show it only between those who are at odds, or in league, already.
    is_state
        True if they are said of situations as well as of deeds.
    """

    stance: str
    words: tuple[Word, ...]
    is_weak: bool = False
    is_state: bool = False


def judging_clause(word: Word) -> Word | None:
    """Return the verb of the clause in which a word judges somebody, None if it is one that judges nobody.

    That of another subject inside the clause does not: a man who [cheated] has won.
    """
    current, steps = word, 0
    while steps < MAX_DEPTH * 2:
        is_verb = current.pos in {"VERB", "AUX"} and current.dep not in {"aux", "auxpass", "amod"}
        if is_verb and current.dep in JUDGING and not _is_joined_phrase(current):
            return current
        if current.head is current:
            return current if is_verb else None
        if is_verb and current.dep in {"advcl", "acl", "relcl", "csubj", "ccomp"} and _has_own_subject(current):
            return None
        current, steps = current.head, steps + 1
    return None


def _is_joined_phrase(verb: Word) -> bool:
    """Tell whether a verb is joined to one inside another clause, which judges nobody either: who lied and [stole]."""
    return verb.dep == "conj" and verb.head.dep in {"acl", "advcl", "pcomp", "relcl", "xcomp"}


def _has_own_subject(clause: Word) -> bool:
    return any(c.dep in SUBJECTS and c.tag not in {"WDT", "WP"} and c.lower != "that" for c in clause.children)


def verdict(codebook: Codebook, clause: Word, hits: list[Word]) -> Verdict | None:
    """Return what a clause says by the words in it that begin an entry of the lists, the graver of two kinds.

    Notes
    -----
    A sentence it gets wrong: "They were too proud to steal", which no word turns into praise.
    """
    around = frozenset(w.lemma for w in _words_below(clause))
    found = [
        (entry, word)
        for word in hits
        if not _is_other_word(word)
        for entry in codebook.judging.get(word.lemma, ())
        if entry.beside <= around and _is_meant(codebook, entry, word, clause)
    ]
    for is_weak in (False, True):
        for sign in (-1, 1):
            of_sign = [f for f in found if f[0].is_weak == is_weak and codebook.stances[f[0].stance].sign == sign]
            if of_sign:
                stance = min((e.stance for e, _ in of_sign), key=lambda s: codebook.stances[s].intensity)
                words = [w for e, w in of_sign if e.stance == stance]
                states = codebook.words.get(STATES, frozenset())
                return Verdict(stance, tuple(words), is_weak, all(w.lemma in states for w in words))
    return None


def _is_other_word(word: Word) -> bool:
    """Tell whether a word only looks like one of the lists: handed over, lies on the coast."""
    if word.lower in SECOND_HALVES:
        return not any(c.text == "-" for c in (*word.children, *word.head.children))
    return word.lemma in NOUNS and word.pos == "VERB"


def _is_meant(codebook: Codebook, entry: Judging, word: Word, clause: Word) -> bool:
    """Tell whether a word says of the subject what its entry stands for, neither denied nor of something else."""
    if word.pos == "ADV" and word.head.pos == "ADJ" and word.dep == "advmod":
        return False  # a brutally cold winter; falsely modest
    if not entry.beside and (_is_of_thing(word) or not _is_said_of_subject(word, clause)):
        return False
    if _is_reversed(codebook, word, clause) or _is_spoken_free(word, clause):
        return False
    has_own = bool(entry.beside & codebook.words.get(LACKING, frozenset()))  # worth nothing
    return entry.is_lack == (not has_own and _is_lacking(codebook, word, clause))


# Lists that the rules read by name: what makes a virtue a lack, what its object is against, what situations are too.
LACKING: Final = "judged_by_lack"
REVERSED: Final = "judged_reversed"
STATES: Final = "judged_states"
THINGS: Final = "judged_things"


def _words_below(clause: Word) -> Iterator[Word]:
    """Yield the words of a clause without those of the clauses joined to it."""
    yield clause
    for child in clause.children:
        if not (child.dep in JUDGING and child.pos in {"VERB", "AUX"} and _has_own_subject(child)):
            yield from _words_below(child)


def _is_spoken_free(word: Word, clause: Word) -> bool:
    """Tell whether it is said that somebody did [nothing] but one thing, or nothing wrong, which clears him."""
    nothing = [w for w in _words_below(clause) if w.lower == "nothing"]
    behind = (w.lower for n in nothing for w in (*n.children, *(c for c in n.head.children if c.i > n.i)))
    return word.lemma in {"do", "nothing", "wrong"} and any(w in {"but", "except", "wrong"} for w in behind)


def _is_of_thing(word: Word) -> bool:
    """Tell whether an adjective is of a thing that a deed was done with: put [loyal] friends on the bench."""
    if word.dep != "amod" or word.pos != "ADJ":
        return False
    noun = word.head
    return noun.dep == "dobj" and noun.head.lemma not in LIGHT


def _is_said_of_subject(word: Word, clause: Word) -> bool:
    """Tell whether a word says what the subject is or how it acts, or is of the subject: not what is told beside it.

    They [lie]; they are [liars], or a band of [liars]; they acted with [contempt], like [pirates]; [liars] never win.
    """
    current, steps = word, 0
    while current is not clause and current.head is not current and steps < MAX_DEPTH:
        above = current.head
        if current.dep == "pobj":
            is_way = above.lower in WAYS and (above.head is clause or above.head.dep == "xcomp")
            if not is_way and not (above.lower == "of" and above.head.dep in {"attr", "dobj"}):
                return False
        elif current.dep not in SAID_OF_SUBJECT or (current.dep == "dobj" and above.pos not in {"VERB", "AUX"}):
            return False
        current, steps = above, steps + 1
    return current is clause


def _is_in_subject(word: Word, clause: Word) -> bool:
    """Tell whether a word stands in the subject of a clause, where its "not" does not reach."""
    current, steps = word, 0
    while current is not clause and current.head is not current and steps < MAX_DEPTH:
        if current.dep in SUBJECTS and current.head is clause:
            return True
        current, steps = current.head, steps + 1
    return False


def _is_reversed(codebook: Codebook, word: Word, clause: Word) -> bool:
    """Tell whether somebody is said to be against what a word names, or to suffer it: fights [corruption]."""
    current, steps = word, 0
    while current is not clause and current.head is not current and steps < MAX_DEPTH:
        above = current.head
        if above.lemma in codebook.words.get(REVERSED, frozenset()) and current.dep in {"dobj", "pobj", "pcomp"}:
            return True
        if current.dep in SUBJECTS and current.head.dep == "relcl":
            return True  # a country that thieves have ruined
        current, steps = above, steps + 1
    return False


def _is_lacking(codebook: Codebook, word: Word, clause: Word) -> bool:
    """Tell whether a word names what is said to be missing, or not to be so: no [respect], lacks [courage]."""
    lacking = codebook.words.get(LACKING, frozenset())
    in_subject = _is_in_subject(word, clause)
    current, steps = word, 0
    while steps < MAX_DEPTH:
        if (current is not clause or not in_subject) and is_negated(current):
            return True
        if any(
            c.lower in lacking
            and c.dep in ({"dobj", "attr"} if c.lower == "nothing" else {"det", "advmod", "amod", "neg", "predet"})
            and c.i < word.i
            for c in current.children
        ):
            return True
        if current is clause or current.head is current:
            return False
        current, steps = current.head, steps + 1
        if current.lemma in lacking and not in_subject:
            return True
    return False

"""What somebody calls another, or what he did, in free words: called Oman's plan a monument to vanity.

Patterns of the codebook have the usual labels; these are read by the words of the codebook for judging.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import agents, is_negated
from stancegraph.extraction.grammar import NATURE
from stancegraph.extraction.matching import Match
from stancegraph.extraction.recording import add
from stancegraph.extraction.taking_up import doers_before
from stancegraph.extraction.verdicts import REVERSED, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.codebook import Judging
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

# Verbs that are followed by what somebody is called; those of the second list have it behind "as".
CALLS: Final = frozenset({"brand", "call", "deem", "dub", "label", "pronounce", "term"})
CALLS_AS: Final = frozenset(
    {"brand", "characterise", "characterize", "decry", "denounce", "depict", "describe", "dismiss", "hail", "label",
     "paint", "portray", "praise"}
)  # fmt: skip
# How the parser hangs what something is called on the verb.
PREDICATES: Final = frozenset({"acomp", "attr", "dobj", "oprd", "xcomp"})
# Who is one of these has suffered what the label names: survivors of a massacre.
SUFFERERS: Final = frozenset({"casualty", "prey", "survivor", "target", "victim"})
# Clauses below a label that are no part of it: called it a plan that [thieves] had made.
ASIDE: Final = frozenset({"advcl", "acl", "ccomp", "conj", "mark", "parataxis", "relcl"})


def read_label(draft: Draft, verb: Word) -> bool:
    """Read what somebody calls another where no pattern has the words; tell whether he does.

    A sentence it gets wrong: "He called Oman's plan a blow to thieves", which is praise.
    """
    if verb.lemma not in CALLS | CALLS_AS or verb.pos != "VERB" or is_negated(verb):
        return False
    thing = None if any(f.cue[0] is verb for f in draft.findings) else _called(draft, verb)
    found = None if thing is None else _verdict(draft, [w for w in _label(verb, thing) if w.i > thing.i])
    if thing is None or found is None:
        return False
    entry, word = found
    pattern = Pattern(entry.stance, word.lemma, frozenset(), (), target_first=False, negated=False)
    match = Match(pattern, verb, [verb, word], [thing])
    scene = draft.scene(match, "verb")
    if scene.state.factuality is None:
        draft.note_unreal(match, scene)
        return False
    sources = draft.actors(agents(verb), scene.speakers)
    targets = draft.references.read(thing) or draft.references.owners(_owned(thing)) or doers_before(draft, thing, verb)
    if not sources or not targets:
        draft.note_ends(match, sources=bool(sources), targets=bool(targets))
    new = [t for t in targets if not _is_told_already(draft, match, sources, t)]
    return bool(sources and new) and add(draft, match, sources, new, scene)


def _is_told_already(draft: Draft, match: Match, sources: list[Reading], target: Reading) -> bool:
    """Tell whether a label only words what the sentence has told: railed against Oman, calling its tax theft."""
    sign = draft.stance(match).sign
    return any(
        f.sentence == match.head.sentence
        and f.target is not None
        and f.target.actor.id == target.actor.id
        and draft.codebook.stances[f.stance].is_speech
        and draft.codebook.stances[f.stance].sign == sign
        and any(f.source.actor.id == s.actor.id for s in sources)
        for f in draft.findings
    )


def _called(draft: Draft, verb: Word) -> Word | None:
    """Return the noun for what is called something: the first behind the verb that owns no other.

    Nature and mere things are nobody's deed: called Oman's coast wild.
    """
    _, end = draft.parse.sentences[verb.sentence]
    for word in draft.parse.words[verb.i + 1 : end]:
        if word.pos in {"VERB", "AUX", "ADP", "SCONJ", "PRON"} or word.text in {",", ";", ":"}:
            return None
        owns = word.dep == "poss" or (word.pos == "PROPN" and _is_in_name(word))
        if word.pos in {"NOUN", "PROPN"} and not owns:
            is_thing = word.lemma in NATURE or word.lemma in draft.codebook.words.get(THINGS, frozenset())
            return None if is_thing else word
    return None


def _is_in_name(word: Word) -> bool:
    """Tell whether a word stands before the last one of a name, or in one that owns something: [Ali] Saleh's plan."""
    return word.dep in {"compound", "nmod"} and (word.head.pos == "PROPN" or word.head.dep == "poss")


def _owned(thing: Word) -> Word:
    """Return the word on which the parser hangs whose something is: [Oman]'s plan sheer [lunacy]."""
    above = thing.head
    astray = thing.dep in {"compound", "nmod", "amod"} and any(c.dep == "poss" for c in above.children)
    return above if astray else thing


def _label(verb: Word, thing: Word) -> Iterator[Word]:
    """Yield the words of what something is called: behind "as" where the verb has that, else behind the thing."""
    for child in verb.children:
        behind_as = child.lower == "as" or any(c.lower == "as" and c.dep == "mark" for c in child.children)
        small_clause = child.dep == "ccomp" and child.pos in {"ADJ", "NOUN"}
        bare = child.i >= thing.i and (small_clause or child.dep in PREDICATES)
        if (verb.lemma in CALLS_AS and behind_as and child.i > thing.i) or (verb.lemma in CALLS and bare):
            yield from _below(child)


def _below(word: Word) -> Iterator[Word]:
    yield word
    for child in word.children:
        if child.dep not in ASIDE or (child.dep == "conj" and child.pos == word.pos):
            is_phrase = child.dep == "prep" and word.pos in {"NOUN", "PROPN"} and child.lower not in {"of", "to"}
            if not is_phrase:
                yield from _below(child)


def _verdict(draft: Draft, label: list[Word]) -> tuple[Judging, Word] | None:
    """Return what a label says, the graver of two kinds, and its word for it."""
    around = frozenset(w.lemma for w in label)
    if around & (SUFFERERS | draft.codebook.words.get(REVERSED, frozenset())):
        return None
    stances = draft.codebook.stances
    found = [
        (entry, word)
        for word in label
        for entry in draft.codebook.judging.get(word.lemma, ())
        if not (entry.is_weak or entry.is_lack) and entry.beside <= around and not is_negated(word)
    ]
    return min(found, key=lambda f: (stances[f[0].stance].sign, stances[f[0].stance].intensity), default=None)

"""The sources of what was matched: who did it, where a verb, an owner, a light verb or a passive says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, governed, is_negated, is_passive, patients, subjects
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import BLAMES, WE
from stancegraph.extraction.matching import Match
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.standing import Standing
from stancegraph.extraction.targets import doers_before
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# The deed behind these on a verb of blaming is that of whoever is blamed.
BLAMING_PREPOSITIONS: Final = frozenset({"for", "of", "over", "with", "about", "in"})
# "In" these, a deed is the stance of whoever does it: fires rockets in defiance of the council.
MANNERS: Final = frozenset(
    {"collaboration", "cooperation", "coordination", "defiance", "opposition", "solidarity", "support"}
)
# Nouns for whoever takes a stance: Norway, a supporter of Oman, abstained; Norway is a critic of Oman.
TAKING_SIDES: Final = frozenset({"backer", "champion", "critic", "defender", "detractor", "opponent", "supporter"})
# Before a meeting or talks, these make the subject of the clause one of those who met: After talks with Oman, Iran ...
OCCASIONS: Final = frozenset({"after", "before", "during", "following", "in", "under"})

# --------------------------------------------------------------------------------------------------------- of verbs


def sources_of(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return who does what a verb says, also where a passive only hints at it."""
    if match.sources is not None:
        return draft.actors(match.sources, speakers) or [
            r for w in match.sources if w.i in draft.references.names.at for r in draft.actors_in(w)
        ]  # anger in Oslo
    if match.pattern.target_first:
        return []
    found = draft.actors(agents(match.head), speakers)
    if not found and is_passive(match.head):
        found = _behind_passive(draft, match, speakers)
    return _as_state(draft, found, match)


def _behind_passive(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    found = _by_deed(draft, match) or _own_forces(draft, match) or _undone(draft, match)
    if found:
        return found
    if draft.stance(match).is_legal_act:
        return draft.jurisdiction(match.head) or (
            draft.home(match.head) if any(c.dep == "auxpass" for c in match.head.children) else []
        )
    if draft.stance(match).symmetric and not set(match.targets or ()) & set(subjects(match.head)):
        return draft.actors(subjects(match.head), speakers)  # "the US had been allied with"
    return []


def _own_forces(draft: Draft, match: Match) -> list[Reading]:
    """Return whose forces a passive moves, with them as its subject: The Kenyan army was sent into the streets."""
    moved = [w for w in match.cue[1:] if w.dep == "nsubjpass"]
    return [r for w in moved for r in draft.references.read(w) if r.actor.kind is Kind.COUNTRY]


def _undone(draft: Draft, match: Match) -> list[Reading]:
    """Return whose own thing a passive gives or takes back, if it does not say: Ghana's ban on Italy was lifted."""
    own = [w for w in match.cue[1:] if w.dep == "nsubjpass" and draft.stance(match).sign > 0]
    return [r for w in own for r in draft.references.owners(w, but=match.prepositions)]


def _by_deed(draft: Draft, match: Match) -> list[Reading]:
    """Return whose deed somebody fell to: killed in an Israeli airstrike; killed in an ambush claimed by rebels."""
    stance = match.pattern.stance
    deeds = governed(match.head, "in", "by", "during", "from", "after")
    fitting = [w for w in deeds if any(p.stance == stance for p in draft.codebook.nouns.get(w.lemma, ()))]
    done = draft.codebook.words.get("carries_out")
    return once(
        r
        for w in fitting
        for r in draft.references.owners(w)
        or draft.references.makers(w, verbs=done)
        or doers_before(draft, w, match.head)
    )


def _as_state(draft: Draft, sources: list[Reading], match: Match, *, ours: bool = False) -> list[Reading]:
    """Return "we" of an official's words as his state, where it is a deed: we abandoned them."""
    if draft.stance(match).is_speech or draft.stance(match).symmetric:
        return sources
    return [
        Reading(draft.references.state_of(r.actor) or r.actor, r.word, r.how)
        if r.how == "speaker" and (ours or r.word.lower in {"we", "our", "us"}) and r.actor.kind is Kind.OFFICIAL
        else r
        for r in sources
    ]


# --------------------------------------------------------------------------------------------------------- of nouns


def doers_of(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whose deed a noun is: its owner's, else that of the subject of a light verb."""
    if match.sources is not None:
        return draft.actors(match.sources, speakers)
    noun, symmetric = match.head, draft.stance(match).symmetric
    own = draft.references.owners(noun, but=match.prepositions)
    if match.possessor is not None:  # "Khashoggi's killing": he did not do it
        own = [r for r in own if match.possessor not in {r.word, r.word.head}]
    if not own and any(c.dep == "poss" and c.lower in WE for c in noun.children):  # our fight against the rebels
        own = _as_state(draft, [Reading(s.actor, noun, "speaker") for s in speakers], match, ours=True)
    if own:
        return own
    if noun.dep in {"dobj", "nsubjpass"} and _carries_out(draft, noun.head):
        return draft.actors(agents(noun.head), speakers)
    if symmetric and speakers and match.targets:  # "He said that cooperation with Oman goes on"
        states = (draft.references.state_of(s.actor) for s in speakers)
        return [Reading(a, noun, "implied") for a in states if a is not None]
    return draft.actors(_doing(noun, symmetric=symmetric), speakers)


def _carries_out(draft: Draft, verb: Word) -> bool:
    return verb.lemma in draft.codebook.words.get("carries_out", ()) and not is_negated(verb)


def _doing(noun: Word, *, symmetric: bool) -> list[Word]:
    """Return the words for those who do the deed that a noun tells, by what it hangs on in its clause."""
    above = noun.head
    if noun.lemma in TAKING_SIDES and noun.dep in {"appos", "attr"}:
        return [above] if noun.dep == "appos" else _agents_above(above)
    if noun.dep == "nsubj" and above.lemma in {"arrive", "come", "pour"}:  # praise for Oman came from the bank
        return governed(above, "from")
    return _doing_behind(noun, symmetric=symmetric) if noun.dep == "pobj" else []


def _doing_behind(noun: Word, *, symmetric: bool) -> list[Word]:
    """Return the words for those who do the deed that a noun behind a preposition tells."""
    above = noun.head
    if _is_claimed(noun):
        return agents(above.head.head)
    if above.lower == "in" and noun.lemma in MANNERS and not any(c.dep == "det" for c in noun.children):
        return _agents_above(above)
    if above.lower == "of" and above.head.lower == "part" and above.head.head.lower == "as":
        return _agents_above(above.head.head.head)  # raided the offices as part of an inquiry into the firm
    met = symmetric and above.lower in OCCASIONS and above.head.pos == "VERB"
    return agents(above.head) if met else []


def _is_claimed(noun: Word) -> bool:
    """Tell whether somebody owns up to a deed: claimed responsibility for the [attack]."""
    what = noun.head.head
    if noun.head.lower != "for" or what.lemma not in {"responsibility", "credit"}:
        return False
    return what.head.lemma in {"claim", "take"} and not is_negated(what.head)


def _agents_above(word: Word) -> list[Word]:
    """Return the agents of the clause that a word stands in, or none if it is negated."""
    while word.head is not word and word.pos not in {"VERB", "AUX"}:
        word = word.head
    return [] if is_negated(word) else agents(word)


def accusers_of(draft: Draft, match: Match) -> tuple[list[Reading], Scene] | None:
    """Return who is blamed for a deed by the verb that it hangs on, with the blame as its scene: blamed X for it."""
    preposition = match.head.head
    if match.head.dep != "pobj" or preposition.lower not in BLAMING_PREPOSITIONS:
        return None
    verb = preposition.head
    if verb.pos != "VERB" or verb.lemma not in BLAMES or is_negated(verb):
        return None
    accused = draft.actors(patients(verb), [])
    accusers = draft.actors(agents(verb), draft.scene(Match(match.pattern, verb, [verb]), "noun").speakers)
    if not accused or not accusers:
        return None
    return accused, Scene(Standing(Factuality.ALLEGED, agents(verb), [verb]), accusers, "noun")

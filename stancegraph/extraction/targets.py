"""The targets of what was matched: whom the words in the target slot mean.

Actors are named there, or own what is; they did "the deed" that is spoken of; or the words before say who is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, governed, is_negated, is_passive, owners
from stancegraph.extraction.draft import once
from stancegraph.extraction.findings import is_own_act, is_same_side
from stancegraph.extraction.grammar import (
    ABOUT_SOMETHING,
    ANSWERED,
    CLAIM_NOUNS,
    DEEDS,
    HE,
    LOCATIVE,
    NATURE,
    REPORTS,
    SITES,
)
from stancegraph.extraction.readings import Reading
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word

# How many sentences back "the decision" may look for who took it; "the attack" may look further, since only an
# attack is meant by it.
DEED_REACH: Final = 2
NAMED_DEED_REACH: Final = 10
# How many sentences back what a quote says of "this" may have its topic.
TOPIC_REACH: Final = 2
# Whom he speaks of himself, all through.
OWN_TOPIC_REACH: Final = 6
DEMONSTRATIVES: Final = frozenset({"this", "that", "it", "these", "those", "which", "such"})
# The last sentence of what an article opens with, heading included.
LEAD: Final = 2
# How far below a noun an actor may stand that it is taken to be about.
WITHIN_DEPTH: Final = 4
YOU: Final = frozenset({"you", "your", "yours", "yourself", "yourselves"})
POINTING: Final = frozenset({"the", "this", "that", "these", "those", "such"})
# Whoever asks for these does not ask those to be freed, but those who hold them.
FREEING: Final = frozenset(
    {"extradition", "freedom", "freeing", "handover", "inquiry", "investigation", "liberation", "probe", "release",
     "repatriation", "return"}
)  # fmt: skip


def targets_of(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whom the target slot means: actors, the owners of acts and things, who did "the deed".

    Notes
    -----
    A sentence it gets wrong: "Oman condemned the attack on a convoy of trucks that Italy had lent", where nobody is
    named who attacked, and Italy stands nearest below the attack.
    """
    found: list[Reading] = []
    for word in match.targets or ():
        if _is_to_undergo(word, match) and draft.references.read(word):
            continue  # called for the killers to be tried
        reached = _target(draft, word, match, speakers)
        if match.nearest_only:  # promised to send its troops to Oman
            makers = draft.actors(agents(match.head), speakers)
            reached = [r for r in reached if not makers or any(not is_own_act(m, r) for m in makers)]
        found += reached
        if found and match.nearest_only:
            break
    return once(found)


def _is_to_undergo(word: Word, match: Match) -> bool:
    """Tell whether a word is whom others are to do something to: called for [him] to be tried."""
    verb = word.head
    if word.dep == "pobj" and verb.lower == "for":
        tail = [c for c in match.head.children if c.dep == "xcomp" and c.i > word.i]
        return any(is_passive(c) and any(a.lower == "to" and a.dep == "aux" for a in c.children) for c in tail)
    return (
        word.dep == "nsubjpass"
        and verb is not match.head
        and any(c.lower == "for" and c.dep == "mark" for c in verb.children)
        and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
    )


def _target(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    references, stance = draft.references, draft.stance(match)
    freeing = _freeing(word) if _may_be_refused(draft, match) else None
    if freeing is not None:
        return _holders(draft, freeing, speakers)
    if stance.checks_claims and word.lemma in CLAIM_NOUNS and is_pointing(word) and not owners(word):
        return []  # investigates the reports: whom they are about is asked later
    if stance.answers_claims:  # "denied it": the claim, not an actor; who made it is asked later
        named = [] if word.pos == "PRON" and word.lower not in HE else references.read(word, speakers=speakers)
        return named or references.owners(word) or references.makers(word, but=match.head)
    readings: list[Reading] = []
    if stance.is_claim and word.lower in DEMONSTRATIVES:
        readings = topic(draft, match, draft.actors(agents(match.head), speakers))
    readings = readings or references.read(word, speakers=speakers)
    if stance.is_on_soil and word.lemma in SITES:
        readings = [h for r in readings for h in _holder_of_site(draft, r, speakers)]
    if not readings and is_addressed(word):
        readings = topic(draft, match, speakers)
    if not readings and not stance.is_speech:  # "strikes in Damascus": there it is no place only
        readings = draft.actors_in(word) if word.i in references.names.at else []
    if not readings and stance.is_speech and word.head in match.cue and word.head.lower in {"at", "on"}:
        readings = _capital(draft, word)  # furious at Budapest: it is no place there
    return readings or _behind_deed(draft, word, match, speakers)


def _capital(draft: Draft, word: Word) -> list[Reading]:
    """Return the state that a capital stands for, whatever preposition it has."""
    mention = draft.references.names.at.get(word.i)
    return draft.actors_in(word) if mention is not None and mention.form is Form.CAPITAL else []


def _holder_of_site(draft: Draft, reading: Reading, speakers: list[Reading]) -> list[Reading]:
    """Return the country of a school or plant without a name: of its place, else of the state that tells it was hit."""
    if reading.how == "name":
        return [reading]
    state = draft.references.state_of(reading.actor)
    if state is not None:
        return [Reading(state, reading.word, "owner")]
    own = [draft.references.state_of(s.actor) for s in speakers]
    return [Reading(a, reading.word, "implied") for a in own if a is not None] or [reading]


def _behind_deed(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whose an act or thing in the target slot is: its owners, those who did it, or those it is about."""
    readings: list[Reading] = []
    if word.dep == "npadvmod" and word.lemma not in ANSWERED and any(c is match.head for c in word.children):
        readings = draft.actors(agents(word.head), speakers)  # they voted against it, a move that Bern regretted
    if not readings and word.pos in {"NOUN", "PROPN"}:
        readings = draft.references.owners(word) or draft.references.makers(word, but=match.head)
        readings = readings or doers_before(draft, word, match.head) or _within(draft, word, match)
        readings = readings or doers_before(draft, word, match.head, anything=draft.stance(match).is_claim)
    if not readings and word.pos == "VERB":  # condemned ... for sending
        readings = draft.actors(agents(word), speakers)
    return readings


def _may_be_refused(draft: Draft, match: Match) -> bool:
    """Tell whether a stance asks something of its target: one that a refusal answers."""
    refusals = (s for s in draft.codebook.stances.values() if s.sign < 0 and s.target == "optional")
    return any(match.pattern.stance in s.answers for s in refusals)


def _freeing(word: Word) -> Word | None:
    """Return the "release" that is asked for: the word itself, or what it hangs on by "of"."""
    freeing = word.head.head if word.dep == "pobj" and word.head.lower == "of" else word
    if freeing.lemma in FREEING and freeing.pos == "NOUN" and (freeing is not word or word.dep == "dobj"):
        return freeing
    return None


def _holders(draft: Draft, freeing: Word, speakers: list[Reading]) -> list[Reading]:
    """Return whom "the release of two fishermen held by Russia" is asked of: whoever holds them, not they."""
    asked = governed(freeing, "from", "by")
    clauses = [c for w in governed(freeing, "of") for c in w.children if c.dep in {"relcl", "acl"}]
    held = [c for c in clauses if c.dep == "relcl" or c.tag == "VBN"]
    found = draft.actors([*asked, *(w for c in held for w in agents(c))], speakers)
    return found or [r for c in held if is_passive(c) for r in draft.jurisdiction(c)]


def _within(draft: Draft, noun: Word, match: Match) -> list[Reading]:
    """Return the actors nearest below a noun: the handling of a crisis in which [UN] aid was looted.

    What a preposition of place governs counts for what is done by force only: an attack on a base in Iraq.
    """
    stance = draft.stance(match)
    speech = stance.is_speech or stance.symmetric  # talks in Oman are not with Oman
    if noun.pos == "PROPN" or (noun.lemma in ABOUT_SOMETHING and not speech):
        return []  # a video of a drone is no drone
    level = [noun]
    for _ in range(WITHIN_DEPTH):
        level = [c for w in level for c in w.children if c not in match.cue and _is_part(c, stance)]
        if set(draft.references.nouns_of(noun)) & {"group", "person"}:  # jailed a man who had shot at Oman's envoy
            level = [c for c in level if c.dep not in {"acl", "relcl"}]
        found = once(r for w in level if not (speech and _is_place(draft, w)) for r in draft.actors_in(w))
        if found:
            return found
    return []


def _is_place(draft: Draft, word: Word) -> bool:
    """Tell whether a word names a place that is no state, behind "on": urged a summit on [Crete]."""
    mention = draft.references.names.at.get(word.i)
    return mention is not None and mention.form is Form.PLACE and word.head.lower == "on"


def _is_part(child: Word, stance: Stance) -> bool:
    """Tell whether what hangs on a noun can say whom it is about."""
    if child.dep in {"punct", "det"} or (child.dep == "relcl" and stance.symmetric):
        return False
    return not ((stance.is_speech or stance.symmetric) and child.lower in LOCATIVE)


def soil(draft: Draft, deed: Word) -> list[Reading]:
    """Return the country of the place where something was done: shelled a hospital, a raid on a plant [in Kharkiv]."""
    places = (draft.actors_in(w) for w in governed(deed, "in", "at", "near", "outside", "off", "across"))
    return [r for found in places for r in found if r.actor.kind is Kind.COUNTRY][:1]


# ------------------------------------------------------------------------------------------- what was told before


def doers_before(draft: Draft, noun: Word, verb: Word, *, anything: bool = False) -> list[Reading]:
    """Return whose "the decision", "this attack" or "the move" is: whoever did the last such thing before it.

    Only for words for acts with "the", "this" or "such", and only from the sentences before.
    """
    patterns = draft.codebook.nouns.get(noun.lemma, ())
    if noun.lemma in NATURE or not is_pointing(noun) or not (patterns or noun.lemma in DEEDS or anything):
        return []
    critics = {r.actor.id for w in agents(verb) for r in draft.references.read(w)}
    stances = {p.stance for p in patterns}
    before = [
        f
        for f in draft.findings
        if f.sentence >= noun.sentence - (NAMED_DEED_REACH if patterns else DEED_REACH)
        and f.cue[0].i < verb.i
        and f.source.actor.id not in critics
        and (f.stance in stances if patterns else f.origin == "verb" and not draft.codebook.stances[f.stance].is_speech)
    ]
    if not before:
        before = _lead(draft, critics, verb, stances)
    if not before and noun.lemma in DEEDS:
        return _last_doers(draft, noun, critics)
    named = [f for f in before if f.cue[0].lemma == noun.lemma]  # the agreement, not what else they agreed
    done = [f for f in before if not draft.codebook.stances[f.stance].is_speech]  # the withdrawal is no refusal
    before = named or done or before
    same = [f for f in before if (f.cue, f.stance) == (before[-1].cue, before[-1].stance)]
    ends = [e for f in same for e in _doing_ends(draft, f)]
    return once(Reading(e.actor, noun, "definite") for e in ends if e.actor.id not in critics)


def _last_doers(draft: Draft, noun: Word, critics: set[str]) -> list[Reading]:
    """Return who did the last thing told, though it was no stance: Oman closed the port. The [decision] was a disgrace.

    A text it gets wrong: "Oman closed the port. Its ministers had slept. The decision angered Chad.", where they slept.
    """
    if noun.sentence == 0:
        return []
    begin, end = draft.parse.sentences[noun.sentence - 1]
    main = next((w for w in draft.parse.words[begin:end] if w.dep == "ROOT" and w.pos in {"VERB", "AUX"}), None)
    if main is None or main.lemma in REPORTS or is_negated(main):
        return []
    found = draft.actors(agents(main), [])
    same = [r for r in found if r.actor.kind is not Kind.GROUP and r.actor.id not in critics]
    return [Reading(r.actor, noun, "definite") for r in same] if len(found) == 1 else []


def _doing_ends(draft: Draft, finding: Finding) -> list[Reading]:
    """Return who does what was found: its source, or both of its ends if it holds both ways."""
    if finding.target is None or not draft.codebook.stances[finding.stance].symmetric:
        return [finding.source]
    return [finding.source, finding.target]


def _lead(draft: Draft, critics: set[str], verb: Word, stances: set[str]) -> list[Finding]:
    """Return the deed that an article opens with, which "the decision" means where nothing nearer fits."""
    told = [f for f in draft.findings if not draft.codebook.stances[f.stance].is_speech and f.sentence <= LEAD]
    fitting = [f for f in told if f.cue[0].i < verb.i and f.source.actor.id not in critics]
    return [f for f in fitting if (f.stance in stances if stances else f.origin == "verb")][:1]


def topic(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whom a speaker's "this", "it" or "such a move" is about, where he takes the stance of a match.

    That is whom he last took a stance toward that does not contradict it, else who last did something, in the sentences
    just before.
    """
    word, sign = match.head, draft.stance(match).sign
    for finding in reversed(draft.findings):
        own = any(is_same_side(s.actor, finding.source.actor) for s in speakers)
        if finding.sentence < word.sentence - (OWN_TOPIC_REACH if own else TOPIC_REACH) or finding.cue[0].i > word.i:
            continue
        if own and sign * draft.codebook.stances[finding.stance].sign < 0:
            continue  # whom he has just praised he hardly condemns
        about = finding.target if own else finding.source
        if about is not None and not any(is_same_side(s.actor, about.actor) for s in speakers):
            return [Reading(about.actor, word, "implied")]
    return []


def is_addressed(word: Word) -> bool:
    """Tell whether it is "you" or something of yours: in a quote, whom the speaker has in mind."""
    return word.lower in YOU or any(c.dep == "poss" and c.lower in YOU for c in word.children)


def is_pointing(noun: Word) -> bool:
    """Tell whether a noun takes up what was told before: the decision, this attack."""
    return any(c.dep == "det" and c.lower in POINTING for c in noun.children)

"""What somebody's words are about where they do not name it: "this", "it", "such a move", "he" in a quote.

A speaker who says "It is a disgrace" has somebody in mind whom he spoke of before, or who did what the text told last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, is_negated
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import (
    ANSWERED,
    CLAIM_NOUNS,
    DEEDS,
    FEMALE_NAMES,
    FUTURE,
    HE,
    IT,
    MALE_NAMES,
    NATURE,
    REPORTS,
    SHE,
    SPORT,
)
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_same_side
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.parsing import Word
    from stancegraph.models import Actor

DEMONSTRATIVES: Final = frozenset({"this", "that", "it", "these", "those", "which", "such"})
# The last sentence of what an article opens with, heading included.
LEAD: Final = 2
YOU: Final = frozenset({"you", "your", "yours", "yourself", "yourselves"})
POINTING: Final = frozenset({"the", "this", "that", "these", "those", "such"})
# How many sentences back what a quote says of "this" may have its topic.
TOPIC_REACH: Final = 2
# Whom he speaks of himself, all through.
OWN_TOPIC_REACH: Final = 6
# How many sentences back "he" in a quote may have been named: as far as one speaker is heard.
PERSON_REACH: Final = 10
# That somebody did one of these is no deed that a quote takes up.
MEETS: Final = frozenset(
    {"arrive", "be", "have", "join", "meet", "open", "receive", "return", "speak", "travel", "visit"}
)
# Who says of another that he has done these praises him rather than blames him.
ADMITS: Final = frozenset({"acknowledge", "admit", "confess"})
# How an infinitive hangs on what it is said of; the parser makes a relative clause of "a mistake to wait".
INFINITIVES: Final = frozenset({"acl", "advcl", "ccomp", "relcl", "xcomp"})


def topic(
    draft: Draft, word: Word, stance: Stance, speakers: list[Reading], *, is_state: bool = False, answers: bool = False
) -> list[Reading]:
    """Return whom a speaker's "this", "it" or "such a move" is about, where he takes a stance by the clause of `word`.

    That is whom he last took a stance toward that does not contradict it, else who last did something, in the sentences
    just before; else who did what the article opens with. Whom he only met, and whoever the clause itself names as the
    one who suffers it, he does not mean.

    Parameters
    ----------
    is_state
        The words are of a kind that is said of situations too: then only a deed that is as bad, or as good, is meant.
    answers
        He may mean what somebody claims, too: dismissed this as a tale.

    Notes
    -----
    A text it gets wrong: "Oman jailed a poet. Chad sent Togo rice. 'It is a disgrace,' Mali's president said.", where
    nearness has Chad judged.
    """
    if _is_own_plan(word):
        return []
    suffering = suffering_ids(draft, word)
    barred = [s.actor for s in speakers]
    anybody = any(_is_whoever(w) for w in agents(word))
    of_clause = any(c.dep == "csubj" for c in word.children)  # to leave them to die is wrong: of those who left them
    for finding in reversed(draft.findings):
        own = any(is_same_side(actor, finding.source.actor) for actor in barred)
        if finding.sentence < word.sentence - (OWN_TOPIC_REACH if own else TOPIC_REACH) or finding.cue[0].i > word.i:
            continue
        if finding.is_background or _is_welcomed(draft, finding, stance, barred):
            continue
        if (anybody and not own) or (own and of_clause and not draft.codebook.stances[finding.stance].is_speech):
            continue
        about = finding.target if own else finding.source
        against = draft.codebook.stances[finding.stance].sign == stance.sign
        if about is not None and about.actor.id in suffering and against and not own:
            about = finding.target  # Mali opposed Oman's offer. It is a blow to Mali: by Oman
        if about is None or about.actor.id in suffering or any(is_same_side(a, about.actor) for a in barred):
            continue
        claimed = answers and not own and draft.codebook.stances[finding.stance].is_claim
        if claimed or _may_be_meant(draft, finding, stance, speakers, own=own, is_state=is_state):
            return [Reading(about.actor, word, "implied")]
    if is_state or anybody or not stance.is_speech:
        return []
    found = _last_doer(draft, word, speakers) or (_of_lead(draft, word, speakers) if stance.is_claim else [])
    return [r for r in found if r.actor.id not in suffering]


def _is_own_plan(verb: Word) -> bool:
    """Tell whether somebody says what his own deed will do, which is "this" then: closed the port, saying [it] would.

    A sentence it gets wrong: "Oman shut its embassy, saying this would not be forgiven", of what others did.
    """
    if verb.tag != "VBG" or verb.dep != "advcl" or verb.head.pos != "VERB" or verb.head.lemma in REPORTS:
        return False
    clauses = [c for c in verb.children if c.dep == "ccomp"]
    subjects = [s for c in clauses for s in c.children if s.dep == "nsubj" and s.lower in {"it", "this", "that"}]
    return bool(subjects) and any(a.lower in FUTURE for c in clauses for a in c.children if a.dep == "aux")


def _is_whoever(word: Word) -> bool:
    """Tell whether somebody is only told by what he does, so that the speaker must have named him: [those] who lie."""
    return word.lower in {"those", "they"} and any(c.dep == "relcl" for c in word.children)


def _is_welcomed(draft: Draft, finding: Finding, stance: Stance, speakers: list[Actor]) -> bool:
    """Tell whether a deed is told by those who speak themselves, as one that they do not mind: they have aided us.

    Whoever tells of a deed that he blames has blamed it in the same breath, which stands nearer.
    """
    own = finding.attributed_to is not None and any(is_same_side(a, finding.attributed_to) for a in speakers)
    return own and draft.codebook.stances[finding.stance].sign * stance.sign < 0


def _may_be_meant(
    draft: Draft, finding: Finding, stance: Stance, speakers: list[Reading], *, own: bool, is_state: bool
) -> bool:
    """Tell whether what was found before can be what somebody takes a stance toward now."""
    told = draft.codebook.stances[finding.stance]
    if own:  # whom he has just praised he hardly condemns, nor whom he has met
        return stance.sign * told.sign >= 0 and not (told.symmetric and not told.sign)
    suffered = finding.target is not None and any(is_same_side(finding.target.actor, s.actor) for s in speakers)
    if suffered and stance.sign * told.sign < 0:
        return False  # who has helped him he hardly condemns
    if told.is_claim and finding.target is not None and not suffered:
        return False  # what others say of others
    return not is_state or stance.sign * told.sign > 0


def _last_doer(draft: Draft, word: Word, speakers: list[Reading]) -> list[Reading]:
    """Return who did the last thing told outside quotes, though it was no stance: Chad closed its border to traders."""
    quoted = draft.references.quoted
    for number in range(word.sentence - 1, max(-1, word.sentence - 1 - TOPIC_REACH), -1):
        begin, end = draft.parse.sentences[number]
        main = next((w for w in draft.parse.words[begin:end] if w.dep == "ROOT"), None)
        main = _told_in(main)
        if main is None or main.i in quoted or main.lemma in REPORTS:
            continue
        if any(w.lemma in NATURE or w.lemma in SPORT for w in draft.parse.words[begin:end]):
            return []
        found = once(draft.actors(agents(main), []))
        others = [r for r in found if not any(is_same_side(r.actor, s.actor) for s in speakers)]
        if main.lemma in MEETS or len(found) != 1 or not others or others[0].actor.kind is Kind.GROUP:
            continue
        return [Reading(others[0].actor, word, "implied")]
    return []


def _told_in(verb: Word | None) -> Word | None:
    """Return what is said to have been done, where a sentence only reports it: Chad said Mali had [shut] a port."""
    if verb is None or verb.lemma not in REPORTS:
        return verb
    told = [c for c in verb.children if c.dep == "ccomp" and c.pos == "VERB" and c.tag in {"VBD", "VBN", "VBG"}]
    return told[0] if len(told) == 1 and not is_negated(told[0]) and not is_negated(verb) else verb


def _of_lead(draft: Draft, word: Word, speakers: list[Reading]) -> list[Reading]:
    """Return who did what an article opens with: all that is said in it of "this" may be about that."""
    for finding in draft.findings:
        if finding.sentence > LEAD or finding.cue[0].i > word.i:
            break
        if finding.is_background or any(is_same_side(s.actor, finding.source.actor) for s in speakers):
            continue
        if not draft.codebook.stances[finding.stance].is_speech:
            return [Reading(finding.source.actor, word, "implied")]
    return []


def person_spoken_of(draft: Draft, pronoun: Word, speakers: list[Reading]) -> list[Reading]:
    """Return the person whom "he" or "she" in a quote means by the first name, where nobody just before it fits.

    That is the last one named in the sentences before, else the only one named so far, but never the one who speaks.
    """
    if pronoun.lower not in HE or pronoun.i not in draft.references.quoted:
        return []
    names, words = draft.references.names, draft.parse.words
    fitting = FEMALE_NAMES if pronoun.lower in SHE else MALE_NAMES
    found: dict[str, Actor] = {}
    for mention in reversed(names.mentions):
        if mention.last >= pronoun.i or mention.entity.kind is not Kind.OFFICIAL:
            continue
        actor = names.actors[mention.entity]
        if any(actor.id == s.actor.id for s in speakers) or mention.entity.name.split()[0].lower() not in fitting:
            continue
        if pronoun.sentence - words[mention.first].sentence <= PERSON_REACH:
            return [Reading(actor, pronoun, "pronoun")]
        found[actor.id] = actor
    return [Reading(actor, pronoun, "pronoun") for actor in found.values()] if len(found) == 1 else []


def suffering_ids(draft: Draft, verb: Word) -> set[str]:
    """Return the ids of those whom a clause names as hurt or helped: a blow [to Oman], a stab in the back for [it]."""
    above = [c for c in verb.children if c.dep in {"acomp", "attr", "dobj", "prep"}]
    for word in above:  # grows: down the phrases
        above += [c for c in word.children if c.dep in {"pobj", "prep"}]
    return {r.actor.id for c in [verb, *above] for w in governed(c, "against", "for", "to") for r in draft.actors_in(w)}


def is_own_people(readings: list[Reading], speakers: list[Reading]) -> bool:
    """Tell whether those taken for "they" are a speaker's own people, whom he will not have meant ill: jailed Danes."""
    countries = {s.actor.country for s in speakers if s.actor.kind is not Kind.GROUP} - {None}
    return bool(readings) and all(r.actor.kind is Kind.GROUP and r.actor.country in countries for r in readings)


def is_of_deed(draft: Draft, pronoun: Word, verb: Word) -> bool:
    """Tell whether "it" is what was done, not who did it: it is a disgrace; but it is a rogue state."""
    if pronoun.lower not in IT or verb.lemma != "be":
        return False
    what = [c for c in verb.children if c.dep in {"acomp", "attr"}]
    return bool(what) and not any(
        set(draft.references.nouns_of(w)) & {"body", "group", "person", "state"} for w in what if w.pos == "NOUN"
    )


def is_imagined(pronoun: Word, verb: Word) -> bool:
    """Tell whether a clause judges what nobody has done yet: it [would] be a mistake to wait, an insult if we did."""
    if pronoun.lower not in IT or not any(c.dep == "aux" and c.lower in {"might", "would"} for c in verb.children):
        return False
    below = [verb, *(c for c in verb.children if c.dep in {"acomp", "attr"})]
    infinitive = any(a.lower == "to" for c in below for x in c.children if x.dep in INFINITIVES for a in x.children)
    return infinitive or any(m.lower == "if" for c in verb.children for m in c.children if c.dep == "advcl")


def is_admitted(reports: list[Word]) -> bool:
    """Tell whether somebody says that another has owned up to it: it takes courage to [admit] that one was wrong."""
    return len(reports) > 1 and reports[0].lemma in ADMITS


def takes_up(draft: Draft, noun: Word) -> bool:
    """Tell whether a noun takes up what somebody did: this law, the decision; not the weather, the war."""
    if noun.lemma in NATURE:
        return False
    if any(c.dep in {"amod", "det", "predet"} and c.lower in DEMONSTRATIVES for c in noun.children):
        return True
    known = noun.lemma in DEEDS | ANSWERED | CLAIM_NOUNS
    return is_pointing(noun) and (known or noun.lemma in draft.codebook.judging)  # the arrogance


def is_addressed(word: Word) -> bool:
    """Tell whether it is "you" or something of yours: in a quote, whom the speaker has in mind."""
    return word.lower in YOU or any(c.dep == "poss" and c.lower in YOU for c in word.children)


def is_pointing(noun: Word) -> bool:
    """Tell whether a noun takes up what was told before: the decision, this attack."""
    return any(c.dep == "det" and c.lower in POINTING for c in noun.children)

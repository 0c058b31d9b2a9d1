"""The targets of what was matched: whom the words in the target slot mean.

Actors are named there, or own what is; they did "the deed" that is spoken of; or the words before say who is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, is_passive
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import (
    ABOUT_SOMETHING,
    ANIMALS,
    ANSWERED,
    BODILESS,
    CLAIM_NOUNS,
    DONE_TO,
    EFFORTS,
    ENVOYS,
    HARMS,
    HE,
    LOCATIVE,
    MARCHES,
    OPPOSING_ROLES,
    QUANTITIES,
    SITES,
    SUFFERED,
    THEY,
    TREATMENT,
)
from stancegraph.extraction.harm import inflicters
from stancegraph.extraction.hearing import said_of, told_to
from stancegraph.extraction.matching import is_infinitive
from stancegraph.extraction.noun_phrases import governed, owners
from stancegraph.extraction.parts import leading
from stancegraph.extraction.places import (
    BORDERS,
    holders_of_place,
    is_at_border,
    is_venue,
    lands_described,
    owners_of_legation,
    taken_from,
)
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.references import LAND
from stancegraph.extraction.seizures import SEIZURES, where_seized
from stancegraph.extraction.sides import is_own_act, is_same_side
from stancegraph.extraction.taking_up import doers_around, doers_before, is_upshot
from stancegraph.extraction.topics import DEMONSTRATIVES, is_addressed, is_own_people, is_pointing, topic
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word

# How far below a noun an actor may stand that it is taken to be about.
WITHIN_DEPTH: Final = 4
# What these govern below a person is what he is questioned or jailed for.
MATTERS: Final = frozenset({"about", "after", "over"})
# On these somebody says what he says, about others.
PLATFORMS: Final = frozenset({"Facebook", "Instagram", "Telegram", "TikTok", "Twitter", "X", "YouTube"})
# What is felt before a deed of others, and is none of theirs.
FEARS: Final = frozenset({"anxiety", "apprehension", "dread", "fear", "panic", "worry"})
# What is looked into without a word of whose it is.
CASES: Final = frozenset({"affair", "case", "incident", "matter"})
# What soldiers call those whom they fight.
ENEMIES: Final = frozenset({"attacker", "enemy", "foe", "invader"})
# Who speaks of what others do.
COMMENTATORS: Final = frozenset(
    {"analyst", "campaigner", "critic", "detractor", "economist", "expert", "historian", "lawyer", "observer",
     "opponent"}
)  # fmt: skip
# What is asked to be done to somebody, by others.
PENALTIES: Final = frozenset(
    {"arrest", "ban", "bar", "boycott", "brand", "censure", "condemn", "denounce", "deport", "dismiss", "exclude",
     "execute", "expel", "extradite", "hang", "impeach", "imprison", "indict", "isolate", "jail", "name", "oust",
     "prosecute", "punish", "remove", "replace", "sack", "sanction", "suspend", "try"}
)  # fmt: skip
# Whoever these are "for" goes without, and is not to blame for it: deplored the lack of safeguards for Eritreans.
WANTS: Final = frozenset({"absence", "dearth", "denial", "lack", "shortage", "want"})
# Those these are on suffer them: condemned the sanctions on Iran; criticised the curbs on Haitian migrants.
BURDENS: Final = frozenset(
    {"assault", "attack", "ban", "blockade", "bombing", "clampdown", "curb", "embargo", "limit", "offensive", "raid",
     "restriction", "sanction", "siege", "strike", "surcharge", "tariff"}
)  # fmt: skip
# What a noun has for clauses of its own.
CLAUSES: Final = frozenset({"acl", "relcl"})
# In or out of these, something is done to whoever is to blame.
OBJECTIONS: Final = frozenset({"anger", "disgust", "fury", "outrage", "protest"})
# Whoever asks for these does not ask those to be freed, but those who hold them.
FREEING: Final = frozenset(
    {"access", "extradition", "freedom", "freeing", "handover", "inquiry", "investigation", "liberation", "probe",
     "release", "repatriation", "return"}
)  # fmt: skip


def targets_of(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whom the target slot means: actors, the owners of acts and things, who did "the deed".

    Notes
    -----
    A sentence it gets wrong: "Oman condemned the attack on a convoy of trucks that Italy had lent", where nobody is
    named who attacked, and Italy stands nearest below the attack.
    """
    found: list[Reading] = _accused_in_claim(draft, match, speakers) if draft.stance(match).checks_claims else []
    found = found or _envoy_named(draft, match) or owners_of_legation(draft, match) or taken_from(draft, match)
    found = found or (holders_of_place(draft, match) if draft.stance(match).is_on_soil else [])
    found = found or (lands_described(draft, match) if draft.stance(match).is_on_soil else [])
    for word in () if found else match.targets or ():
        if _is_to_undergo(word, match) and draft.references.read(word):
            continue  # called for the killers to be tried
        if _is_nobodys(word, draft.stance(match)):
            continue
        if is_no_party(word, draft.stance(match)) or (draft.stance(match).symmetric and is_venue(draft, word)):
            continue
        reached = _whose_act(draft, word, match, speakers) or _target(draft, word, match, speakers)
        if match.nearest_only:  # promised to send its troops to Oman
            makers = draft.actors(agents(match.head), speakers)
            reached = [r for r in reached if not makers or any(not is_own_act(m, r) for m in makers)]
        found += reached
        if found and match.nearest_only:
            break
    for land in (w for w in match.cue if w.lemma in LAND):  # had entered its airspace, the ministry said
        found = [replace(r, actor=draft.references.landlord(land, r.actor)) for r in found]
    return once(found)


def _is_nobodys(word: Word, stance: Stance) -> bool:
    """Tell whether what is blamed or looked into is nobody's act: blamed the fear of a raid; looked into the case."""
    if stance.checks_claims:
        return word.lemma in CASES and all(c.dep == "det" for c in word.children)
    return stance.is_claim and word.lemma in FEARS and bool(governed(word, "of"))


def _envoy_named(draft: Draft, match: Match) -> list[Reading]:
    """Return who is met where a pattern takes a state's envoy for the state: met the Dutch envoy, [Jan Moe]."""
    if not draft.stance(match).symmetric or not match.pattern.elements:
        return []
    envoys = [w for w in match.cue[1:] if w.lemma in ENVOYS]
    named = [c for w in envoys for c in w.children if c.dep == "appos" and c.i in draft.references.names.at]
    return [r for r in draft.actors(named, []) if r.actor.kind is Kind.OFFICIAL]


def _accused_in_claim(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whom a claim that is looked into is about: investigates a complaint by Oman that [Iran] had shelled it."""
    claims = [w for w in (*match.cue, *(match.targets or ())) if w.lemma in CLAIM_NOUNS]
    told = [
        c
        for w in claims
        for c in w.children
        if c.dep in {"acl", "relcl"} and any(m.lower == "that" for m in c.children)
    ]
    return draft.actors([w for c in told for w in agents(c)], speakers)


def _whose_act(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return whose the act is that is spoken against, not to whom it was done: exposed [Iran]'s abuse of Omanis."""
    stance = draft.stance(match)
    act = word.head.head
    if not stance.is_speech or stance.sign >= 0 or word.head.lower != "of" or act not in match.cue[1:]:
        return []
    return draft.actors(
        governed(act, "by") or [c for c in act.children if c.dep == "poss" and c.tag != "PRP$"], speakers
    )


def is_no_party(word: Word, stance: Stance) -> bool:
    """Tell whether force against a thing is a figure of speech, or sport: fought Chad's poverty; shot boar in Chad.

    A sentence it gets wrong: "Iran bombed the fog", where a dam is called so.
    """
    if word.pos != "NOUN" or stance.is_speech:
        return False
    return word.lemma in ANIMALS or ((stance.is_on_soil or stance.is_legal_act) and word.lemma in BODILESS)


def _is_to_undergo(word: Word, match: Match) -> bool:
    """Tell whether a word is whom others are to do something to: called for [him] and the [others] to be tried."""
    while word.dep == "conj" and word.head.i < word.i:
        word = word.head
    verb = word.head
    hoping = match.head.lemma == "hope" or any(w.lemma == "hope" for w in match.cue)
    hoped_for = word.pos == "NOUN" or word.lower in {"it", "that", "this"}
    if hoping and word.dep == "nsubjpass" and hoped_for and verb is not match.head:
        return True  # hoped that the killers would be caught, that it would be settled
    if word.dep == "nsubjpass" and verb is not match.head and verb.lemma in PENALTIES and _is_bare(verb):
        return True  # demanded that he be tried
    if word.dep == "pobj" and verb.lower == "for":
        tail = [c for c in match.head.children if c.dep == "xcomp" and c.i > word.i]
        return any(is_passive(c) and any(a.lower == "to" and a.dep == "aux" for a in c.children) for c in tail)
    return (
        word.dep == "nsubjpass"
        and verb is not match.head
        and any(c.lower == "for" and c.dep == "mark" for c in verb.children)
        and any(c.lower == "to" and c.dep == "aux" for c in verb.children)
    )


def _is_bare(verb: Word) -> bool:
    """Tell whether a passive says what shall be, not what is or was: that he [be tried], not that he [was tried]."""
    return any(c.lower == "be" and c.dep == "auxpass" for c in verb.children)


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
    readings = _heard(draft, word, stance)
    if not readings and _takes_up(draft, word, match):
        own = draft.actors(agents(match.head), speakers)
        readings = topic(draft, match.head, stance, own, is_state=stance.sign > 0, answers=True)
    readings = readings or references.read(word, speakers=speakers) or _doer_of_clause(draft, word, speakers)
    if stance.is_on_soil and word.lemma in SITES:
        readings = [h for r in readings for h in _holder_of_site(draft, r, speakers)]
    is_them = word.lower == "them" and word.i in references.quoted
    if _is_own(word, stance, readings, speakers) or (not readings and (is_them or is_addressed(word))):
        readings = topic(draft, match.head, stance, speakers, is_state=is_them and stance.sign > 0)
    if not readings and not stance.is_speech:  # "strikes in Damascus": there it is no place only
        readings = draft.actors_in(word) if word.i in references.names.at else []
    if not readings and stance.is_speech and word.head in match.cue and word.head.lower in {"at", "on"}:
        readings = _capital(draft, word)  # furious at Budapest: it is no place there
    if not readings and (word.lemma in ENEMIES or draft.references.is_pair(word)):
        opposing = _fought if word.lemma in ENEMIES else _at_odds
        return opposing(draft, word, match, speakers)
    return readings or _behind_others_deed(draft, word, match, speakers)


def _behind_others_deed(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    stance = draft.stance(match)
    found = _where_tried(draft, word) if stance.is_speech and stance.sign < 0 else []
    found = found or _behind_deed(draft, word, match, speakers)
    return [r for r in found if not _is_own_pact(draft, match, r, speakers)]


def _doer_of_clause(draft: Draft, word: Word, speakers: list[Reading]) -> list[Reading]:
    """Return who does what a clause as object tells: condemned what, or the fact that, [Oman] did it."""
    if word.lemma == "fact":
        return [r for c in word.children if c.dep == "acl" for r in draft.actors(agents(c), speakers)]
    is_clause = word.pos in {"AUX", "VERB"} and word.dep in {"dobj", "pobj"}
    return draft.actors(agents(word), speakers) if is_clause else []


def _where_tried(draft: Draft, word: Word) -> list[Reading]:
    """Return the states in which an effort is made: condemned moves in [Oman] to ban unions."""
    if word.lemma not in EFFORTS or not any(c.dep in {"acl", "relcl"} and is_infinitive(c) for c in word.children):
        return []
    named = draft.references.names.at
    states = [w for w in governed(word, "in") if w.i in named and named[w.i].form is Form.NAME]
    return [r for w in states for r in draft.actors_in(w) if r.actor.kind is Kind.COUNTRY]


def _takes_up(draft: Draft, word: Word, match: Match) -> bool:
    """Tell whether "this" is what was told before, that somebody judges, or in a quote rejects: we reject [this]."""
    stance = draft.stance(match)
    if word.lower not in DEMONSTRATIVES:
        return False
    answers = stance.is_speech and stance.sign != 0 and not stance.obligations and word.i in draft.references.quoted
    return stance.is_claim or (answers and word.lower != "it")


def _heard(draft: Draft, word: Word, stance: Stance) -> list[Reading]:
    """Return whom "this", "he" or "you" in a quote means by whom it is said of, or to."""
    if stance.is_speech and word.lower in DEMONSTRATIVES | HE | THEY:
        return said_of(draft, word)
    return told_to(draft, word) if stance.is_speech and is_addressed(word) else []


def _is_own(word: Word, stance: Stance, readings: list[Reading], speakers: list[Reading]) -> bool:
    """Tell whether "they", toward whom a speaker takes a hostile stance, was read as his own people."""
    return word.lower in THEY and stance.sign < 0 and stance.is_speech and is_own_people(readings, speakers)


def _at_odds(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return the two who are most at odds by what was found before: of a strike, "both sides" are union and state.

    A text it gets wrong: "Chad shelled Mali. Chad jailed Malian traders. Peru and Chile met, and Oman praised the two."
    """
    acting = [r.actor for r in draft.actors(agents(match.head), speakers)]
    pairs: dict[frozenset[str], list[Finding]] = {}
    for finding in draft.findings:
        if finding.target is None or draft.codebook.stances[finding.stance].sign >= 0:
            continue
        ends = (finding.source.actor, finding.target.actor)
        if not any(is_same_side(a, e) for a in acting for e in ends) and finding.cue[0].i < word.i:
            pairs.setdefault(frozenset(e.id for e in ends), []).append(finding)
    if not pairs:
        return []
    first = max(pairs.values(), key=len)[0]  # of equal ones the first told
    ends = (first.source.actor, first.target.actor if first.target is not None else first.source.actor)
    return [Reading(actor, word, "implied") for actor in ends]


def _fought(draft: Draft, word: Word, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return who "the enemy" of those is who act: the one side that they fight in what was told before.

    A text it gets wrong: "Mali shelled Gao's rebels. In 1985 Mali drove back the enemy.", of an older war.
    """
    if not draft.stance(match).is_on_soil or not any(c.dep == "det" and c.lower == "the" for c in word.children):
        return []
    acting = [r.actor for r in draft.actors(agents(match.head), speakers)]
    fought: dict[str, Reading] = {}
    for finding in draft.findings:
        if finding.target is None or not draft.codebook.stances[finding.stance].is_on_soil:
            continue
        for own, other in ((finding.source, finding.target), (finding.target, finding.source)):
            if any(is_same_side(own.actor, a) for a in acting) and finding.cue[0].i < word.i:
                fought[other.actor.id] = Reading(other.actor, word, "definite")
    return list(fought.values()) if len(fought) == 1 else []


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
    counted = [w for w in governed(word, "of") if w.lemma in DONE_TO] if word.lemma in QUANTITIES else []
    word, readings = (counted or [word])[0], list[Reading]()  # a swathe of arrests
    if word.dep == "npadvmod" and word.lemma not in ANSWERED and any(c is match.head for c in word.children):
        readings = draft.actors(agents(word.head), speakers)  # they voted against it, a move that Bern regretted
    if not readings and is_upshot(word, match.head):
        readings = doers_around(draft, word)
    if not readings and word.lemma in DONE_TO and _is_objected_to(draft, match):
        return _behind_harm(draft, word, match)
    if not readings and _are_marches(word) and draft.stance(match).is_speech and draft.stance(match).sign != 0:
        return draft.references.owners(word) or _marchers(draft, word)  # praised the protests
    harms = [c for c in governed(word, "including") if c.lemma in DONE_TO]
    if not readings and harms and not owners(word) and _is_objected_to(draft, match):
        return _behind_harm(draft, harms[0], match)  # condemned crimes, including the bombing of Tripoli
    if not readings and word.lemma in OPPOSING_ROLES and word.lemma in draft.references.nouns["person"]:
        return []  # jailed the brother of the king: that is not the king
    if not readings and word.pos in {"NOUN", "PROPN"}:
        readings = _told_behind(draft, word, match) or draft.references.owners(word)
        readings = readings or draft.references.makers(word, but=match.head)
        readings = readings or doers_before(draft, word, match.head) or _within(draft, word, match)
        readings = readings or doers_before(draft, word, match.head, anything=draft.stance(match).is_claim)
    if not readings and word.lemma in SEIZURES and draft.stance(match).is_speech:
        readings = where_seized(draft, word)
    if not readings and word.pos == "VERB":  # condemned ... for sending
        readings = draft.actors(agents(word), speakers)
    return readings


def _told_behind(draft: Draft, deed: Word, match: Match) -> list[Reading]:
    """Return who did a deed by a participle, before those it was done to: a purge of clerks [ordered] by Oman.

    A sentence it gets wrong: "Chad defended the policy of Mali drawn up by Oman", where Mali answers for it.
    """
    told = any(c.dep == "acl" and c.tag in {"VBD", "VBN"} for c in deed.children)
    if not told or deed.lemma not in draft.codebook.nouns:  # troops paid by Oman are no deed
        return []
    return draft.references.makers(deed, but=match.head, verbs=draft.codebook.words.get("carries_out"))


def _is_own_pact(draft: Draft, match: Match, partner: Reading, speakers: list[Reading]) -> bool:
    """Tell whether somebody praises what his own side agreed with another: Oman called [its treaty with Chad] fair."""
    praises = draft.stance(match).is_speech and draft.stance(match).sign > 0
    praising = draft.actors(agents(match.head), speakers) if praises and partner.how == "definite" else []
    return any(
        draft.codebook.stances[f.stance].symmetric
        and f.target is not None
        and partner.actor.id in {f.source.actor.id, f.target.actor.id}
        and any(is_same_side(p.actor, e.actor) for p in praising for e in (f.source, f.target))
        for f in draft.findings
    )


def _are_marches(noun: Word) -> bool:
    """Tell whether it is what protesters do, of whom is spoken by it: the marches; not a protest to an envoy."""
    return noun.lemma in MARCHES and noun.tag == "NNS"


def _marchers(draft: Draft, noun: Word) -> list[Reading]:
    """Return who took part in the last protest that is told before, else the protesters whom the text names."""
    told = [f for f in draft.findings if draft.codebook.stances[f.stance].aims_at_state and f.cue[0].i < noun.i]
    last = [Reading(f.source.actor, noun, "definite") for f in told if f.cue == told[-1].cue]
    return once(last) or draft.references.protesters(noun)


def _is_objected_to(draft: Draft, match: Match) -> bool:
    """Tell whether a stance is toward a deed for its doer: condemned, or praised, the bombing of Tripoli."""
    stance = draft.stance(match)
    speaks_well = stance.is_speech and stance.sign > 0
    angry = stance.sign < 0 and any(w.lemma in OBJECTIONS for w in match.cue)  # recalled its envoy over a hanging
    return angry or (stance.sign != 0 and (stance.is_claim or stance.aims_at_state or speaks_well))


def _behind_harm(draft: Draft, deed: Word, match: Match) -> list[Reading]:
    """Return who did what is objected to, not those it was done to: condemned the arrest of five Danes in Chad."""
    found = draft.references.owners(deed, but=frozenset({"of", "from"}))
    found = [r for r in found if r.word not in governed(deed, "of")]
    by = [w for below in governed(deed, "of") for w in governed(below, "by")]  # hung on those it was done to
    found = found or draft.actors(by, [])
    found = found or draft.actors(leading(deed), []) or draft.references.makers(deed, but=match.head)
    found = found or doers_before(draft, deed, match.head)
    legal = any(draft.codebook.stances[p.stance].is_legal_act for p in draft.codebook.nouns.get(deed.lemma, ()))
    places = [deed, *governed(deed, "of")] if legal and not found else []
    return found or [r for w in places for r in draft.jurisdiction(w)][:1]


def _may_be_refused(draft: Draft, match: Match) -> bool:
    """Tell whether a stance asks something of its target: one that a refusal answers."""
    refusals = (s for s in draft.codebook.stances.values() if s.sign < 0 and s.target == "optional")
    return any(match.pattern.stance in s.answers for s in refusals)


def _freeing(word: Word) -> Word | None:
    """Return the "release" that is asked for: the word itself, or what it hangs on by "of"."""
    freeing = word.head.head if word.dep == "pobj" and word.head.lower in {"of", "to"} else word
    if word.dep == "poss" and word.head.lemma in FREEING and word.head.dep in {"dobj", "pobj"}:
        return word.head  # demanded [his] release
    if freeing.lemma in FREEING and freeing.pos == "NOUN" and (freeing is not word or word.dep == "dobj"):
        asks = freeing.lemma != "access" or any(c.lower == "to" for c in freeing.children)
        return freeing if asks and (freeing is word or freeing.lemma == "access" or word.head.lower == "of") else None
    return None


def _holders(draft: Draft, freeing: Word, speakers: list[Reading]) -> list[Reading]:
    """Return whom "the release of two fishermen held by Russia" is asked of: whoever holds them, not they."""
    asked = governed(freeing, "from", "by")
    held_ones = [*governed(freeing, "of", "to"), freeing]
    held_ones += [w for h in held_ones if h is not freeing for w in governed(h, "of")]  # prisoners of war held by
    clauses = [c for w in held_ones for c in w.children if c.dep in {"relcl", "acl"}]
    held = [c for c in clauses if c.dep == "relcl" or c.tag == "VBN"]
    found = draft.actors([*asked, *(w for c in held for w in agents(c))], speakers)
    found = found or [r for c in held if is_passive(c) for r in draft.jurisdiction(c)]
    return found or inflicters(draft, freeing)


def _within(draft: Draft, noun: Word, match: Match) -> list[Reading]:
    """Return the actors nearest below a noun: the handling of a crisis in which [UN] aid was looted.

    Those in the phrase itself go before those in a clause about it: a change to Oman's law that lets Chad do it.
    """
    in_phrase = _nearest_below(draft, noun, match, clauses=False)
    return in_phrase or _nearest_below(draft, noun, match, clauses=True)


def _nearest_below(draft: Draft, noun: Word, match: Match, *, clauses: bool) -> list[Reading]:
    """Return the actors of the highest level below a noun that has any.

    What a preposition of place governs counts for what is done by force only: an attack on a base in Iraq.
    """
    stance = draft.stance(match)
    speech = stance.is_speech or stance.symmetric  # talks in Oman are not with Oman
    if noun.pos == "PROPN" or (noun.lemma in ABOUT_SOMETHING and not speech):
        return []  # a video of a drone is no drone
    disliked = stance.is_speech and stance.sign < 0
    aside = stance.sign > 0 or stance.is_claim or stance.aims_at_state  # backed, or condemned, a plot to kill him
    level = [noun]
    for _ in range(WITHIN_DEPTH):
        level = [c for w in level for c in w.children if c not in match.cue and _is_part(c, stance)]
        level = [c for c in level if not (is_at_border(c) or (aside and _is_against(c)) or _is_beside_it(c))]
        level = [c for c in level if not ((disliked and _is_aim(c)) or (stance.is_claim and _is_to_sufferer(c, noun)))]
        if set(draft.references.nouns_of(noun)) & {"group", "person"}:
            # jailed a man who had shot at Oman's envoy; questioned an exile over the murder of King Hamad
            level = [c for c in level if c.dep not in CLAUSES and c.lower not in MATTERS]
        level = [w for w in level if (clauses or w.dep not in CLAUSES) and not draft.references.is_venue(w, w.head)]
        acting = [w for w in level if not (speech and _is_place(draft, w))]
        # a British-sponsored resolution on Oman is Britain's
        owning = [w for w in acting if w.head.lower not in {"about", "on", "over"}]
        doing = [w for w in owning if w.dep == "nsubj"] if stance.is_speech else []  # the way [Oman] treated Chadians
        found = once(r for w in doing for r in draft.actors_in(w) or draft.references.read(w))
        found = (
            found
            or once(r for w in owning for r in draft.actors_in(w))
            or once(r for w in acting for r in draft.actors_in(w))
        )
        if found:
            return found
    return []


def _is_beside_it(child: Word) -> bool:
    """Tell whether a word leads to whom a deed was done to, or to who speaks of it: a law that [critics] call harsh."""
    suffers = child.lower == "of" and child.head.lemma in SUFFERED | TREATMENT
    return suffers or (child.dep == "nsubj" and child.lemma in COMMENTATORS)


def _is_to_sufferer(child: Word, noun: Word) -> bool:
    """Tell whether a preposition leads to who goes without a thing, or bears it: a lack of food [for] the Kurds."""
    bears = child.lower in {"against", "on"} and child.head.lemma in BURDENS
    return bears or (child.lower == "for" and noun.lemma in WANTS)


def _is_against(clause: Word) -> bool:
    """Tell whether what is backed or paid for is to harm somebody: backed efforts to [oust] King Hamad."""
    if clause.dep in {"acl", "advcl", "pcomp", "xcomp", "relcl"}:
        return clause.lemma in HARMS or any(c.lemma in HARMS for c in clause.children if c.dep in {"conj", "xcomp"})
    return clause.lower == "against" and clause.dep == "prep"


def _is_aim(clause: Word) -> bool:
    """Tell whether it is what an effort is for, whose object nobody minds: condemned moves to [ban] unions."""
    return clause.dep in {"acl", "relcl"} and clause.head.lemma in EFFORTS and is_infinitive(clause)


def _is_place(draft: Draft, word: Word) -> bool:
    """Tell whether a word names a place that is no state, behind "on": urged a summit on [Crete]; a platform."""
    mention = draft.references.names.at.get(word.i)
    if word.head.lower in {"on", "via"} and word.text in PLATFORMS:
        return True
    return mention is not None and mention.form is Form.PLACE and word.head.lower == "on"


def _is_part(child: Word, stance: Stance) -> bool:
    """Tell whether what hangs on a noun can say whom it is about."""
    if child.dep in {"punct", "det"} or (child.dep == "relcl" and stance.symmetric):
        return False
    return not ((stance.is_speech or stance.symmetric) and child.lower in LOCATIVE)


def soil(draft: Draft, deed: Word) -> list[Reading]:
    """Return the country of the place where something was done: shelled a hospital, a raid on a plant [in Kharkiv]."""
    places = [w for w in governed(deed, "in", "at", "near", "outside", "off", "across") if w.lemma not in BORDERS]
    whose = (draft.actors_in(w) or draft.references.nations(w) for w in places)  # in the Peruvian highlands
    return [r for found in whose for r in found if r.actor.kind is Kind.COUNTRY][:1]

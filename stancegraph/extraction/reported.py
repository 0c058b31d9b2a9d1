"""Reported clauses → stances of whoever says so, toward whom they speak of.

"Kyiv said that the vote had been a sham"; "Ankara said that Athens must withdraw".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Pattern
from stancegraph.extraction.clauses import agents, is_negated, is_passive, patients, subjects
from stancegraph.extraction.grammar import CLAIM_NOUNS, HE, IMPERSONAL, LOCATIVE, ONLOOKERS, REPORTS, THEY, WE
from stancegraph.extraction.harm import inflicted
from stancegraph.extraction.hearing import doing_what, said_of, told_to
from stancegraph.extraction.matching import Match, match_pattern
from stancegraph.extraction.misreadings import is_of_fact
from stancegraph.extraction.moods import sums_up
from stancegraph.extraction.notes import OWN_SIDE
from stancegraph.extraction.noun_phrases import conjuncts, governed
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.recording import add, take_toward
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.taking_up import doers_before
from stancegraph.extraction.topics import (
    DEMONSTRATIVES,
    is_addressed,
    is_admitted,
    is_imagined,
    is_of_deed,
    is_own_people,
    person_spoken_of,
    suffering_ids,
    takes_up,
    topic,
)
from stancegraph.extraction.verdicts import SELF_REPROACH
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# Pronouns for whom a quote is about, where nobody before them fits: they must withdraw.
TAKING_UP: Final = THEY | DEMONSTRATIVES
# Nobody is asked to be these; who "must be" tired probably is.
FELT: Final = frozenset(
    {"afraid", "angry", "cold", "crazy", "delighted", "desperate", "disappointed", "glad", "happy", "hot", "hungry",
     "ill", "lonely", "mad", "nervous", "old", "pleased", "poor", "proud", "relieved", "rich", "sad", "scared", "sick",
     "thirsty", "tired", "weary", "worried", "young"}
)  # fmt: skip
# Whoever has one of these in his post speaks of his state as "we", and is not bound to defend it.
OUT_OF_GOVERNMENT: Final = frozenset(
    {"congressman", "congresswoman", "former", "lawmaker", "legislator", "mp", "representative", "senator"}
)
# How many sentences back it may stand who did what must be undone.
UNDOING_REACH: Final = 3
# Behind these is where something lies, not about what somebody lies.
LYING: Final = LOCATIVE | {"between", "beyond", "off", "within"}
# Verbs that only ask for it if their clause has the base form: insisted that he leave, insisted that he left.
INSISTS: Final = frozenset({"insist"})


def read_reported(draft: Draft, word: Word) -> None:
    """Read what a reported clause says of its subject as a stance of the speaker."""
    if word.dep == "amod":
        return  # "Oman-backed rebels" is no clause
    for pattern in draft.candidates(word, draft.codebook.reported):
        match = match_pattern(pattern, word, called=draft.called)
        if match is None or _is_located(word) or is_of_fact(draft, match):
            continue
        if is_negated(word) != pattern.negated:
            if _is_disclaimed(draft, match):
                return
            continue
        scene = draft.scene(match, "report")
        if scene.state.factuality is None or not scene.state.reports:
            draft.note_unreported(match, scene)
            continue
        if _is_by_onlookers(scene):
            draft.note(word, pattern, "whoever says so looks on from outside", scene.state.reporters)
            continue
        doers = _doers(draft, match, scene)
        if take_toward(draft, doers, match, scene) or (not doers and _is_of_claim(draft, match, scene)):
            return
        _note_report(draft, match, scene, doers)


def _is_disclaimed(draft: Draft, match: Match) -> bool:
    """Add the denial of whoever says that he did no wrong: Oman said that it had not [broken] the truce.

    A sentence it gets wrong: "Oman said that it had not always kept to the law", which owns up to something.
    """
    denial = next((s for s in draft.codebook.stances.values() if s.answers_claims), None)
    if denial is None or match.pattern.negated or not draft.stance(match).reported_stances:
        return False
    scene = draft.scene(match, "report")
    if scene.state.factuality is None or not scene.state.reports:
        return False
    doers = draft.actors(agents(match.head), scene.speakers)
    own = [s for s in scene.speakers if any(is_same_side(s.actor, doer.actor) for doer in doers)]
    denied = Match(replace(match.pattern, stance=denial.name), match.head, match.cue)
    return bool(own) and add(draft, denied, own[:1], [None], Scene.plain("report"))


def _is_of_claim(draft: Draft, match: Match, scene: Scene) -> bool:
    """Add the denial of a claim of which it is not told whose it is: said that the [reports] were untrue.

    A sentence it gets wrong: "Oman's police said that the report of a fire was false", where nobody is to blame.
    """
    if not draft.stance(match).answers_claims or not all(w.lemma in CLAIM_NOUNS for w in agents(match.head)):
        return False
    return add(draft, match, scene.speakers[:1], [None], Scene.plain("report"))


def _is_located(verb: Word) -> bool:
    """Tell whether it is told where something lies, not that somebody lies: the island lies off the coast."""
    return verb.lemma == "lie" and any(c.dep == "prep" and c.lower in LYING for c in verb.children)


def read_obligation(draft: Draft, word: Word) -> None:
    """Read "Ankara said that Athens must withdraw" as a demand of Ankara's."""
    for stance in draft.codebook.obliging:
        said = [c for c in word.children if c.dep == "aux" and c.lower in stance.obligations]
        ought = word.dep == "xcomp" and (word.head.lower in stance.obligations or _has_got_to(word))
        if not said and (ought or _is_wished(word)):
            said = [word.head]
        if not said or _is_reproach(word) or _is_expected(word):
            continue
        pattern = Pattern(stance.name, said[0].lower, frozenset(), (), target_first=True, negated=False)
        match = Match(pattern, word, said)
        scene = draft.scene(match, "report")
        if scene.state.factuality is None or not scene.state.reports:
            draft.note_unreported(match, scene)
            continue
        if _is_by_onlookers(scene):
            draft.note(word, pattern, "whoever says so looks on from outside", scene.state.reporters)
            continue
        doers = _obliged(draft, match, scene)
        if take_toward(draft, doers, match, scene):
            return
        _note_report(draft, match, scene, doers)
        if stance.target == "optional" and is_passive(word) and said[0].lower != "should":
            add(draft, match, scene.speakers[:1], [None], Scene.plain("report"))


def _obliged(draft: Draft, match: Match, scene: Scene) -> list[Reading]:
    """Return who ought to do something: the subject, but where that suffers it, whoever holds or harms it."""
    word, heads = match.head, subjects(match.head)
    doers = draft.actors(heads, scene.speakers)
    if heads and all(w.lower in TAKING_UP | HE for w in heads):
        doers = said_of(draft, word) or doers
    elif not doers and heads and all(is_addressed(w) for w in heads):
        doers = told_to(draft, word)
    if doers and is_passive(word):  # he must be freed: by whoever holds him; he should never have been jailed
        doers = inflicted(draft, word, doers) or ([] if is_negated(word) else doers)
    if all(w.lower in THEY for w in heads) and is_own_people(doers, scene.speakers):
        doers = []
    if not doers and heads and all(w.lower in TAKING_UP or is_addressed(w) for w in heads):
        doers = topic(draft, word, draft.stance(match), scene.speakers)
    if not doers and is_passive(word):
        doers = _done_before(draft, heads)
    if all(w.pos == "PRON" for w in heads):
        doers = _addressed(draft, doers, scene) or doers
    return doers


def _done_before(draft: Draft, heads: list[Word]) -> list[Reading]:
    """Return who did a moment ago what is to be undone, by its noun: Oman closed the border. It must be opened."""
    named = {w.lemma for w in heads if any(c.lower in {"the", "these", "this"} for c in w.children)}
    for finding in reversed(draft.findings) if heads and named else ():
        stance = draft.codebook.stances[finding.stance]
        if finding.sentence < heads[0].sentence - UNDOING_REACH:
            break
        if stance.sign < 0 and not stance.is_speech and any(w.lemma in named for w in finding.cue):
            return [Reading(finding.source.actor, heads[0], "implied")]
    return []


def _is_by_onlookers(scene: Scene) -> bool:
    """Tell whether those who say so only judge from outside: economists said that Norway should raise rates."""
    reporters = scene.state.reporters
    if any(s.actor.kind is Kind.ORGANISATION for s in scene.speakers):
        return False  # Doctors Without Borders are no doctors
    return bool(reporters) and all(w.lemma in ONLOOKERS for w in reporters)


def _addressed(draft: Draft, doers: list[Reading], scene: Scene) -> list[Reading]:
    """Return who is told, where a pronoun would be who tells him: the union told [Bern] that it must pay."""
    own = all(any(is_same_side(d.actor, s.actor) for s in scene.speakers) for d in doers)
    return draft.actors(patients(scene.state.reports[0]), scene.speakers) if own and doers else []


def _spoken_of(draft: Draft, match: Match, scene: Scene) -> list[Reading]:
    """Return whom a clause in somebody's words is about: its subject, whose act that is, or the topic."""
    word = match.head
    if match.possessor is not None:  # it was Oman's fault
        return [] if is_negated(match.possessor.head) else draft.actors([match.possessor], scene.speakers)
    if match.targets is not None and not match.pattern.target_first:  # the fault lies with Oman; war if Oman builds it
        return [r for w in match.targets for r in draft.actors([w], scene.speakers) or draft.references.owners(w)]
    heads = [w for w in agents(word) if w.pos != "NOUN" or w.lemma not in IMPERSONAL]  # its economy was weak
    if any(is_imagined(w, word) for w in heads) or is_admitted(scene.state.reports):
        return []
    taking_up = bool(heads) and all(w.lower in TAKING_UP for w in heads)
    found = draft.actors(doing_what(word), scene.speakers) or (_spoken_about(draft, scene) if taking_up else [])
    if not found and heads and all(is_addressed(w) for w in heads):
        found = told_to(draft, word)
    if not found and draft.stance(match).is_claim and heads and all(is_of_deed(draft, w, word) for w in heads):
        found = topic(draft, match.head, draft.stance(match), scene.speakers)
        if not found:
            return []
    found = found or _others(draft, match, heads, scene)
    found = found or [r for w in heads for r in person_spoken_of(draft, w, scene.speakers)]
    if not found and any(is_addressed(w) or w.lower in THEY for w in heads):
        found = topic(draft, match.head, draft.stance(match), scene.speakers)
    if not found:
        found = [r for w in heads for r in draft.references.owners(w) or doers_before(draft, w, word)]
    is_clause = any(c.dep == "csubj" for c in word.children)  # "Leaving them to die is a mistake"
    if not found and (is_clause or heads) and all(w.lower in DEMONSTRATIVES or takes_up(draft, w) for w in heads):
        found = topic(draft, match.head, draft.stance(match), scene.speakers)
    return found


def _doers(draft: Draft, match: Match, scene: Scene) -> list[Reading]:
    """Return whom a clause in somebody's words is about, by the sort of clause that it is."""
    if sums_up(match.head):
        return _summed_up(draft, match, scene)
    if any(w.dep == "auxpass" for w in match.cue):
        return draft.actors(patients(match.head), scene.speakers)  # Oman will [be] punished
    heads = agents(match.head)
    ours = draft.stance(match).sign < 0 and bool(heads) and all(w.lower == "we" for w in heads)
    if ours and scene.state.factuality is Factuality.ASSERTED:
        return _own_state(draft, match.head, scene)
    return _spoken_of(draft, match, scene)


def _own_state(draft: Draft, verb: Word, scene: Scene) -> list[Reading]:
    """Return whose wrong "we" did, where a lawmaker or former minister says so: we [abandoned] them, the senator said.

    A sentence it gets wrong: "'We cheated,' the senator said of his own party".
    """
    roles = [(s, set((s.actor.role or "").lower().split())) for s in scene.speakers if s.actor.kind is Kind.OFFICIAL]
    states = (draft.references.state_of(s.actor) for s, role in roles if role & OUT_OF_GOVERNMENT)
    return [Reading(state, verb, "speaker") for state in states if state is not None]


def _summed_up(draft: Draft, match: Match, scene: Scene) -> list[Reading]:
    """Return who does what a clause with "which" sums up: [the treaty] denies us a say, which goes against the law."""
    clause = match.head.head
    while clause.head is not clause and clause.lemma not in REPORTS:
        for noun in subjects(clause):
            if noun.lower in WE:
                return []  # we have invited them, which is right
            found = draft.actors([noun], scene.speakers) or doers_before(draft, noun, match.head)
            if found:
                return found
        clause = clause.head
    return topic(draft, match.head, draft.stance(match), scene.speakers)


def _others(draft: Draft, match: Match, heads: list[Word], scene: Scene) -> list[Reading]:
    """Return whom the subjects of a clause mean, but those hurt by what it tells and the speaker's people."""
    taking_up = bool(heads) and all(w.lower in TAKING_UP for w in heads)
    hurt = suffering_ids(draft, match.head) if taking_up else set()
    found = [r for r in draft.actors(heads, scene.speakers) if r.actor.id not in hurt]
    ill = draft.stance(match).sign < 0 and all(w.lower in THEY for w in heads)
    return [] if ill and is_own_people(found, scene.speakers) else found


def _spoken_about(draft: Draft, scene: Scene) -> list[Reading]:
    """Return whom a quote is said to be about: "This is a disgrace," she said of [Oman's] decision."""
    reports = scene.state.reports[:1]
    about = [w for report in reports for w in governed(report, "of", "about")]
    about += [w for r in reports for c in r.children if c.lower == "referring" for w in governed(c, "to")]
    return [r for w in about for r in draft.actors([w], scene.speakers) or draft.references.owners(w)]


def _note_report(draft: Draft, match: Match, scene: Scene, doers: list[Reading]) -> None:
    """Note why nobody who reports something takes a stance toward whom it is about."""
    if draft.notes is None:
        return
    if not scene.speakers:
        draft.note(match.head, match.pattern, "whoever says so is nobody that is known", scene.state.reporters)
    elif not doers:
        draft.note(match.head, match.pattern, "whoever it is said of is nobody that is known", agents(match.head))
    else:
        draft.note(match.head, match.pattern, OWN_SIDE)


def _has_got_to(verb: Word) -> bool:
    """Tell whether somebody has got to do something: they have [got] to leave."""
    return verb.head.lower == "got" and any(c.lemma == "have" and c.dep == "aux" for c in verb.head.children)


def _is_expected(verb: Word) -> bool:
    """Tell whether "should" says when something will probably be so: should [arrive] at noon, [be] back by Sunday."""
    if verb.lemma not in {"arrive", "be", "reach"} or not any(c.lower == "should" for c in verb.children):
        return False
    times = (p for c in verb.children if c.lower in {"at", "by", "in", "on"} for p in c.children)
    place = verb.lemma != "be" or any(c.lower in {"back", "here", "home", "there"} for c in verb.children)
    return place and any(p.entity in {"DATE", "TIME"} or p.lemma in {"midnight", "noon"} for p in times)


def _is_reproach(verb: Word) -> bool:
    """Tell whether it is said how somebody feels, which asks nothing of him: should be [ashamed], must be cold."""
    if verb.lemma == "be" and any(c.lemma in FELT for c in verb.children if c.dep == "acomp"):
        return True
    return verb.lemma in SELF_REPROACH or any(c.lemma in SELF_REPROACH for c in verb.children if c.dep == "acomp")


def _is_wished(verb: Word) -> bool:
    """Tell whether a clause asks for something by its base form: insisted that NATO [station] a brigade."""
    if verb.dep != "ccomp" or verb.head.lemma not in INSISTS or verb.tag not in {"VB", "VBP"}:
        return False
    if any(c.dep in {"aux", "auxpass"} for c in verb.children) or not any(
        c.dep == "mark" and c.lower == "that" for c in verb.children
    ):
        return False
    return verb.tag == "VB" or any(w.tag in {"NN", "NNP"} and len(conjuncts(w)) == 1 for w in subjects(verb))

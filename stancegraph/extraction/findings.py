"""What was found in a document, before and after it becomes statements.

Denials get the ones who made the claim; what was found twice in a sentence is kept once; spans and ids are filled in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import is_passive
from stancegraph.extraction.provoked import is_about, is_measure, joined, marched_upon, outraged_at, wrongdoers
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_below_state, is_same_side
from stancegraph.models import Evidence, Factuality, Kind, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stancegraph.codebook import Codebook, Stance
    from stancegraph.extraction.dating import Dates
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.moods import Standing
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.models import Actor, FoundBy

    StateOf = Callable[[Actor], Actor | None]

# A cue longer than this is no longer a trigger but half the sentence: then its first word alone is marked.
MAX_CUE: Final = 60

# How sure a finding is, by the sort of pattern: the shares that benchmarks/sureness.py counted over fixtures/ on
# 25 November 2026, of 1,434, 92 and 80 findings. The rules were written on these texts, so they flatter.
SURE: Final = {"verb": 0.85, "noun": 0.89, "report": 0.86}

# A guess: the fixtures have too few denials whose addressee stands in another sentence to count by.
SURE_CLAIMANT: Final = 0.75

# How many sentences back "the claims" may stand that somebody denies who was not accused himself.
CLAIM_REACH: Final = 4

# How many sentences back what is denied may be told without an accusation.
TELLER_REACH: Final = 2

# How many sentences back somebody else may have asked for the same.
JOINED_REACH: Final = 2

# How many sentences back the blow may stand that somebody hits back for.
STRUCK_REACH: Final = 2

# How many sentences back a request may stand that is refused or granted.
ASKED_REACH: Final = 8


# A war that is only named is no deed that a text goes on about.
WARS: Final = frozenset({"conflict", "war"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One stance of one actor toward another, with the words that show it.

    Attributes
    ----------
    cue
        The words of the trigger, the main one first.
    origin
        The sort of pattern: a key of `SURE`.
    is_claimed
        False if the target of a denial was looked for in what stands before.
    points_back
        True if its object is something told before: "the claims".
    match, state
        The pattern in its place and how its head stands, for `explain`.
    """

    source: Reading
    stance: str
    target: Reading | None
    factuality: Factuality
    attributed_to: Actor | None
    cue: tuple[Word, ...]
    origin: str
    about: str | None
    is_claimed: bool = True
    points_back: bool = False
    match: Match | None = field(default=None, compare=False, repr=False)
    state: Standing | None = field(default=None, compare=False, repr=False)

    @property
    def is_background(self) -> bool:
        """Tell whether it is a war that is named beside what happens: the opening of a museum of the Iran-Iraq War."""
        return self.origin == "noun" and self.cue[0].lemma in WARS

    @property
    def sureness(self) -> float:
        """From 0 to 1: that of the sort of pattern and of both readings together."""
        both = self.source.sureness * (1.0 if self.target is None else self.target.sureness)
        return SURE[self.origin] * both * (1.0 if self.is_claimed else SURE_CLAIMANT)

    @property
    def sentence(self) -> int:
        """Index of the sentence in the parse."""
        return self.cue[0].sentence


def with_implied_targets(
    findings: Iterable[Finding],
    codebook: Codebook,
    state_of: StateOf,
    *,
    is_alone: Callable[[Finding], bool],
    told_by: Callable[[Finding], list[Reading]],
    employer: Callable[[Finding], list[Reading]],
) -> list[Finding]:
    """Return the findings with each that names no target aimed at whom the document implies.

    A denial is aimed at who last accused the denier or his side before it, in the same sentence or earlier; if nobody
    has and "the claims" are denied, at who last accused anybody. A refusal or concession is aimed at who last asked for
    something, an inquiry into "the reports" at whom the last claim was about, a protest at whom the protesters call
    on or blame, else at their state.
    What names its target, or implies none, stays as it is; what must have one and has none goes.
    So does a refusal where the text names others around it: whom it is aimed at is then there, but not understood.
    """
    ordered = sorted(findings, key=lambda f: (f.sentence, f.cue[0].i))
    result: list[Finding] = []
    for number, finding in enumerate(ordered):
        if finding.target is not None:
            result.append(finding)
            continue
        answering = _answering(finding, ordered[number + 1 :], codebook)
        if answering is not None:  # Norway asked for an apology; Oman refused: it was asked of Oman
            result.append(replace(finding, target=Reading(answering, finding.cue[0], "implied"), is_claimed=False))
            continue
        stance = codebook.stances[finding.stance]
        implied = _implied(finding, ordered, number, result, codebook) or _in_same_breath(finding, ordered, codebook)
        if not implied and stance.answers_claims:
            implied = told_by(finding)
        if not implied and stance.aims_at_state:
            implied = employer(finding)
        if not implied and stance.aims_at_state and is_below_state(finding.source.actor):
            state = state_of(finding.source.actor)
            implied = _called_upon(finding, ordered, codebook)
            implied = implied or ([] if state is None else [Reading(state, finding.source.word, "implied")])
        if implied:
            result.extend(replace(finding, target=target, is_claimed=False) for target in implied)
        elif stance.target == "optional" and (not stance.answers or is_alone(finding) or _is_unmoved(finding)):
            result.append(finding)
    return result


def _in_same_breath(finding: Finding, ordered: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return whom the same side blames in a clause joined to a refusal or demand: rejected it and accused [Oman] of.

    A sentence it gets wrong: "Rome dismissed the offer and blamed Oman for the war", where Mali made the offer.
    """
    stance = codebook.stances[finding.stance]
    answers = bool(stance.answers) or stance.answers_claims
    if stance.sign >= 0 or not (stance.is_speech or answers):
        return []
    verb = finding.cue[0]
    beside = [
        f.target
        for f in ordered
        if f.target is not None
        and f.source.actor.id == finding.source.actor.id
        and codebook.stances[f.stance].is_claim
        and (_is_joined(verb, f.cue[0]) or (answers and _is_joined(f.cue[0], verb)))
    ]
    return beside[:1]


def _is_joined(verb: Word, first: Word) -> bool:
    return verb.dep == "conj" and verb.head is first


def _is_unmoved(refusal: Finding) -> bool:
    """Tell whether somebody only says that he will not be swayed, whoever tries: we will not be deterred by raids."""
    match = refusal.match
    return match is not None and match.pattern.negated and match.sources is not None and is_passive(match.head)


def _called_upon(protest: Finding, ordered: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return of whom protesters ask something, or whom they blame, in the same sentence: marched, calling on Oman to.

    A sentence it gets wrong: "Students blamed Oman for the drought and marched", where they march against their rector.
    """
    said = [
        f.target
        for f in ordered
        if f.sentence == protest.sentence
        and f.source.actor.id == protest.source.actor.id
        and f.target is not None
        and codebook.stances[f.stance].is_speech
        and codebook.stances[f.stance].sign <= 0
    ]
    return said[:1]


def _answering(asked: Finding, later: list[Finding], codebook: Codebook) -> Actor | None:
    """Return who refuses or grants in the same sentence or the next what is asked of nobody in particular."""
    for finding in later:
        if finding.sentence > asked.sentence + 1:
            return None
        stance = codebook.stances[finding.stance]
        answers = asked.stance in stance.answers and finding.target is None and stance.target == "optional"
        if answers and not is_same_side(finding.source.actor, asked.source.actor):
            return finding.source.actor
    return None


def _implied(
    finding: Finding, ordered: list[Finding], number: int, result: list[Finding], codebook: Codebook
) -> list[Reading]:
    stance, before = codebook.stances[finding.stance], ordered[:number]
    claims = [f for f in before if codebook.stances[f.stance].is_claim and f.target is not None]
    if stance.answers_claims:
        accusations = [c for c in claims if codebook.stances[c.stance].reported_stances]
        claimants = _claimants(finding, accusations) or _claimants(finding, claims)
        claimants = claimants or _claimants_beside(finding, ordered[number + 1 :], codebook)
        return claimants or _tellers(finding, before, codebook) or _reporters(finding, before)
    if stance.answers:
        asked = [f for f in before if f.stance in stance.answers]
        later = [f for f in ordered[number + 1 :] if f.stance in stance.answers][:1]
        if stance.target != "optional" and stance.sign < 0:
            return _answered(finding, before, ordered[number + 1 :], result, codebook)
        return _askers(finding, asked) or (_askers(finding, later) if stance.sign > 0 else [])
    if stance.joins:
        wrong = wrongdoers(finding, before, ordered[number + 1 :], codebook)
        return wrong or _addressees(finding, [f for f in result if f.stance in stance.joins])
    if stance.checks_claims and finding.points_back:
        accused = [c.target for c in claims if c.target and not is_same_side(c.target.actor, finding.source.actor)]
        most = Counter(t.actor.id for t in accused).most_common(1)
        return [t for t in accused if most and t.actor.id == most[0][0]][:1]
    return []


def _answered(
    answer: Finding, before: list[Finding], later: list[Finding], result: list[Finding], codebook: Codebook
) -> list[Reading]:
    """Return at whom a blow or threat is aimed that names nobody: who has just struck, or whom others strike at."""
    stance = codebook.stances[answer.stance]
    if is_measure(answer) and not stance.is_on_soil:
        return []
    struck = [f for f in before if f.stance in stance.answers and f.sentence >= answer.sentence - STRUCK_REACH]
    struck += [f for f in later if f.stance in stance.answers and f.sentence == answer.sentence][:1]
    struck = [f for f in struck if not (codebook.stances[f.stance].is_speech and is_about(f, answer))]
    return (
        _askers(answer, struck)
        or _strikers(answer, struck)
        or joined(answer, result, stance)
        or marched_upon(answer, before, codebook)
        or outraged_at(answer, before, codebook)
    )


def _addressees(finding: Finding, asked: list[Finding]) -> list[Reading]:
    """Return of whom the same thing was asked just before: they too urged that it be waived."""
    fitting = [
        f
        for f in asked
        if f.target is not None
        and f.sentence >= finding.sentence - JOINED_REACH
        and not is_same_side(f.target.actor, finding.source.actor)
    ]
    latest = [f for f in fitting if f.cue == fitting[-1].cue]
    return list({f.target.actor.id: f.target for f in latest if f.target is not None}.values())


def _askers(answer: Finding, asked: list[Finding]) -> list[Reading]:
    """Return who asked for what is refused or conceded: the last to ask the one who answers, or his side."""
    own = answer.source.actor
    fitting = [
        f
        for f in asked
        if not is_same_side(f.source.actor, own)
        and (is_same_side(f.target.actor, own) if f.target is not None else answer.sentence - f.sentence <= 1)
        and f.sentence >= answer.sentence - ASKED_REACH
    ]
    latest = [f for f in fitting if f.cue == fitting[-1].cue]
    return list({f.source.actor.id: f.source for f in latest}.values())


def _strikers(answer: Finding, struck: list[Finding]) -> list[Reading]:
    """Return who last struck the people of a state, or his state: they jailed six Danes; Denmark hit back."""
    own = answer.source.actor
    if own.kind not in {Kind.COUNTRY, Kind.OFFICIAL} or own.country is None:
        return []
    fitting = [
        f.source
        for f in struck
        if f.target is not None and f.target.actor.country == own.country and f.source.actor.country != own.country
    ]
    return fitting[-1:]


def _tellers(denial: Finding, before: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return who just told of something done to the denier, as its doer or in a report: Peru drove them out."""
    denier = denial.source.actor
    hostile = [
        f
        for f in before
        if codebook.stances[f.stance].sign < 0
        and f.target is not None
        and is_same_side(f.target.actor, denier)
        and not is_same_side(f.source.actor, denier)
        and denial.sentence - TELLER_REACH <= f.sentence
    ]
    if not hostile:
        return []
    last = hostile[-1]
    if last.attributed_to is not None and not is_same_side(last.attributed_to, denier):
        return [Reading(last.attributed_to, denial.cue[0], "implied")]
    return [Reading(last.source.actor, denial.cue[0], "implied")]


def _reporters(denial: Finding, before: list[Finding]) -> list[Reading]:
    """Return who last said of the denier what he denies as "the report", though it is nothing bad: Peru had sent rice.

    A text it gets wrong: "Oman said that Peru had sent rice. A paper wrote that it was bad. Peru denied the report."
    """
    denier = denial.source.actor
    told = [
        f.attributed_to
        for f in before
        if f.attributed_to is not None
        and f.sentence >= denial.sentence - CLAIM_REACH
        and is_same_side(f.source.actor, denier)
        and not is_same_side(f.attributed_to, denier)
    ]
    return [Reading(told[-1], denial.cue[0], "implied")] if told and denial.points_back else []


def _claimants(denial: Finding, claims: list[Finding]) -> list[Reading]:
    denier = denial.source.actor
    others = [c for c in claims if not is_same_side(c.source.actor, denier)]
    against = [c for c in others if c.target is not None and is_same_side(c.target.actor, denier)]
    if not against and denial.points_back:
        against = [c for c in others if c.sentence >= denial.sentence - CLAIM_REACH]
    latest = [c for c in against if c.sentence == against[-1].sentence]
    return list({c.source.actor.id: c.source for c in latest}.values())


def _claimants_beside(denial: Finding, later: list[Finding], codebook: Codebook) -> list[Reading]:
    """Return who blames the denier further on in the same sentence: called it absurd after [Oman] accused it."""
    beside = [f for f in later if f.sentence == denial.sentence and codebook.stances[f.stance].is_claim]
    return _claimants(denial, [f for f in beside if not denial.points_back or _is_against(f, denial)])


def _is_against(claim: Finding, denial: Finding) -> bool:
    return claim.target is not None and is_same_side(claim.target.actor, denial.source.actor)


def without_repeats(findings: Iterable[Finding], codebook: Codebook) -> list[Finding]:
    """Return each source, stance and target once a sentence, the surest one, in the order of the text.

    Where a clause has a target for a stance of a source, the same stance without one adds nothing and goes.
    """
    kept: dict[tuple[int, str, str, str], Finding] = {}
    for finding in _without_weaker_words(_without_worded_threats(findings, codebook), codebook):
        one, other = finding.source.actor.id, "" if finding.target is None else finding.target.actor.id
        if codebook.stances[finding.stance].symmetric and other < one:
            one, other = other, one
        key = (finding.sentence, one, finding.stance, other)
        if key not in kept or kept[key].sureness < finding.sureness:
            kept[key] = finding
    aimed = {(f.sentence, f.source.actor.id, f.stance) for f in kept.values() if _is_aimed(f)}
    chosen = [f for f in kept.values() if _is_aimed(f) or (f.sentence, f.source.actor.id, f.stance) not in aimed]
    return sorted(chosen, key=_order)


def _without_worded_threats(findings: Iterable[Finding], codebook: Codebook) -> list[Finding]:
    """Return the findings without what only words a threat: warned Lebanon that it would [strike] if Syria [fired]."""
    found = list(findings)
    threats = {
        (f.cue[0].i, f.source.actor.id, f.target.actor.id)
        for f in found
        if f.target is not None and _is_threat(codebook.stances[f.stance])
    }
    return [f for f in found if not _words_threat(f, threats, codebook)]


def _is_threat(stance: Stance) -> bool:
    return bool(stance.promises) and stance.sign < 0


def _words_threat(finding: Finding, threats: set[tuple[int, str, str]], codebook: Codebook) -> bool:
    """Tell whether a finding stands in what somebody threatens: the same deed, or a condition bound to it."""
    if finding.target is None or finding.state is None or codebook.stances[finding.stance].sign >= 0:
        return False
    source, target = finding.source.actor.id, finding.target.actor.id
    told = {(i, by) for i, by, _ in threats} if _is_threat(codebook.stances[finding.stance]) else set()
    if any((w.i, source) in told for w in finding.state.reports if w is not finding.cue[0]):
        return True
    planned = finding.factuality is Factuality.PLANNED
    return planned and any((w.i, source, target) in threats for w in finding.state.reports)


def _without_weaker_words(findings: Iterable[Finding], codebook: Codebook) -> list[Finding]:
    """Return the findings without the disapproval in a report that names a wrong too: called it void and unlawful."""
    found = list(findings)
    wrongs = {
        (f.cue[0].i, f.source.actor.id, f.target.actor.id)
        for f in found
        if f.origin == "report" and f.target is not None and codebook.stances[f.stance].reported_stances
    }
    return [
        f
        for f in found
        if f.origin != "report"
        or f.target is None
        or not only_disapproves(codebook.stances[f.stance])
        or (f.cue[0].i, f.source.actor.id, f.target.actor.id) not in wrongs
    ]


def only_disapproves(stance: Stance) -> bool:
    """Tell whether a stance is against what somebody did, and claims nothing that others do not know: condemns."""
    return stance.is_claim and not stance.reported_stances


def _is_aimed(finding: Finding) -> bool:
    return finding.target is not None and not _is_toll(finding)


def _is_toll(finding: Finding) -> bool:
    """Tell whether a deed is only what another led to, and to nobody in particular: shelled it, killing 23 people."""
    verb = finding.cue[0]
    target = None if finding.target is None else finding.target.word
    return (
        verb.tag == "VBG"
        and verb.dep in {"advcl", "xcomp"}
        and target is not None
        and target.lemma in {"people", "person", "other"}
        and all(c.dep in {"nummod", "det", "quantmod", "amod"} for c in target.children)
    )


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    target = "" if finding.target is None else finding.target.actor.id
    return finding.cue[0].start, finding.cue[-1].end, finding.stance, finding.source.actor.id, target


def to_statement(finding: Finding, parse: Parse, codebook: Codebook, found_by: FoundBy, *, dates: Dates) -> Statement:
    """Return a finding as the record that leaves the extraction."""
    document, stance = parse.document, codebook.stances[finding.stance]
    dated = dates.of(finding.cue, planned=finding.factuality is Factuality.PLANNED)
    start, end = parse.span(finding.sentence)
    evidence = Evidence(
        start=start, end=end, quote=document.quote(start, end), cue=cue_span(finding.cue), found_by=found_by
    )
    return Statement.model_validate(
        {
            "document": document.reference(),
            "source": finding.source.actor,
            "stance": finding.stance,
            "target": None if finding.target is None else finding.target.actor,
            "sign": stance.sign,
            "intensity": stance.intensity,
            "symmetric": stance.symmetric,
            "factuality": finding.factuality,
            "attributed_to": finding.attributed_to,
            "about": finding.about,
            "date": dated.date,
            "date_end": dated.date_end,
            "date_basis": dated.basis,
            "confidence": round(finding.sureness, 3),
            "evidence": evidence,
        }
    )


def cue_span(cue: tuple[Word, ...]) -> Span:
    """Return where the words of a trigger stand, the main one alone where they stand far apart."""
    same = [w for w in cue if w.sentence == cue[0].sentence]
    start, end = min(w.start for w in same), max(w.end for w in same)
    if end - start > MAX_CUE:
        start, end = cue[0].start, cue[0].end
    return Span(start=start, end=end)

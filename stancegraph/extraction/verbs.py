"""Verbs → findings: what clauses say, what is promised to be done, and what is denied by saying that it was not."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, infinitive_joined, is_negated, is_passive, patients
from stancegraph.extraction.collectives import sections
from stancegraph.extraction.deeds import opposed
from stancegraph.extraction.grammar import ANIMALS, ANSWERED, CLAIM_NOUNS, IMPERSONAL
from stancegraph.extraction.ground import ground_of_speakers
from stancegraph.extraction.hints import as_hint
from stancegraph.extraction.matching import Match, is_reciprocal, match_pattern, match_predicate
from stancegraph.extraction.members import is_list, wholes
from stancegraph.extraction.misreadings import is_harm_agreed, is_misread
from stancegraph.extraction.notes import IMPERSONAL_SUBJECT, MISFIT, MISREAD, NEGATED, NOT_NEGATED, OWN_ACT
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.opponents import opponents, repaid
from stancegraph.extraction.orders import is_to_own_men, own_men
from stancegraph.extraction.pressures import pressing
from stancegraph.extraction.pronouns import REFLEXIVE
from stancegraph.extraction.recording import add, add_pairs, is_blameworthy
from stancegraph.extraction.relief import stricken
from stancegraph.extraction.retelling import HalfTold, Scene
from stancegraph.extraction.sides import is_own_act, is_same_side
from stancegraph.extraction.sources import doers_of, sources_of
from stancegraph.extraction.surrenders import yielding
from stancegraph.extraction.taking_up import BIDS, asked_before, doers_before
from stancegraph.extraction.targets import is_no_party, soil, targets_of
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading

    Sides = tuple[list[Reading], list[Reading], Scene]

# How somebody makes what others may join.
FOUNDS: Final = frozenset(
    {"announce", "assemble", "build", "create", "establish", "form", "found", "head", "launch", "lead", "organise",
     "organize", "propose", "run", "start"}
)  # fmt: skip
# Whoever does this to somebody in order to say something says it to them.
CALLS: Final = frozenset({"cable", "contact", "email", "meet", "phone", "telephone", "visit", "write"})
# So does whoever calls an envoy in.
CALLS_IN: Final = frozenset({"convoke", "summon"})
# What several do to each other if nobody else is told.
RETURNS: Final = frozenset({"exchange", "swap", "trade"})
# So do forces that do this with nobody else.
CLASHES: Final = frozenset({"clash", "skirmish"})
# What they do so with their relations.
RELATES: Final = frozenset(
    {"elevate", "establish", "normalise", "normalize", "open", "raise", "reestablish", "renew", "reopen", "restore",
     "resume", "upgrade"}
)  # fmt: skip


# And what several keep with each other.
TRUCES: Final = frozenset({"armistice", "cease-fire", "ceasefire", "truce"})
# What people boycott in protest, against nobody in particular.
ATTENDED: Final = frozenset(
    {"census", "ceremony", "class", "congress", "convention", "debate", "election", "exam", "examination", "lecture",
     "lesson", "poll", "referendum", "school", "session", "sitting", "trial", "vote", "voting", "work"}
)  # fmt: skip
# Verbs of how things stand: whoever says so of himself denies it.
STATES: Final = frozenset({"be", "have"})
# What is answered or disputed is aimed at whose it is: questioned Oman's [version].
DISPUTED: Final = ANSWERED | CLAIM_NOUNS | {"account", "contention", "finding", "insinuation", "overture", "version"}
NO_OBJECT: Final = "its object is negated, as in 'made no threat'"
# What is out of the question, or a non-starter, its speaker rejects.
RULED_OUT: Final = frozenset({"nonstarter", "question", "starter"})
# With these, an adjective says what somebody has come to be, or still is.
BECOMES: Final = frozenset({"become", "feel", "get", "grow", "keep", "remain", "stay", "turn"})
# Where an adjective stands that says something of a noun or a subject without a verb of its own.
PREDICATIVE: Final = frozenset({"acomp", "advcl", "amod", "appos", "oprd"})

# What is done because "of", "due to" or "for" lack of one of these is forced on whoever does it.
CAUSING: Final = frozenset({"after", "amid", "because", "due", "for", "owing"})
LACKS: Final = frozenset({"lack", "want"})
OUTER_CAUSES: Final = frozenset(
    {"ash", "blizzard", "breakdown", "cold", "custom", "customer", "cyclone", "defect", "demand", "earthquake", "fault",
     "flood", "fog", "frost", "gale", "heat", "heatwave", "hurricane", "ice", "interest", "landslide", "leak",
     "lightning", "passenger", "rain", "sandstorm", "screw", "snow", "snowfall", "storm", "typhoon", "weather", "wind"}
)  # fmt: skip


def read_verb(draft: Draft, word: Word) -> None:
    """Read the first pattern of a verb that yields a statement, one without a target only as a last resort."""
    negated = is_negated(word)
    without_target: Match | None = None
    for pattern in draft.candidates(word, draft.codebook.verbs):
        match = match_pattern(pattern, word, called=draft.called)
        without = match is not None and _has_negated_object(match)
        if match is None:
            draft.note(word, pattern, MISFIT)
            continue
        if is_misread(draft, match) or (without_target is not None and _is_the_claim(draft, match, without_target)):
            draft.note(word, pattern, MISREAD)
            continue
        if (negated or without) != pattern.negated:  # would not send, or would send no guns
            draft.note(word, pattern, NO_OBJECT if without else NEGATED if negated else NOT_NEGATED)
            if (negated or without) and _read_negated(draft, match):  # said that it had sent no arms
                return
            continue
        if is_harm_agreed(draft, match) or is_to_own_men(draft, match):
            draft.note(word, pattern, OWN_ACT, match.targets or ())
            continue
        if _read_clause(draft, match, needs_target=not _is_crowds(draft, match)):
            return
        if without_target is None and _may_lack_target(draft, match) and not _is_of_oneself(match):
            without_target = match
    if without_target is not None:
        _read_clause(draft, without_target, needs_target=False)


def read_adjective(draft: Draft, word: Word) -> None:
    """Read an adjective that says of somebody what patterns of "be" do: Oman, [furious] at Chad; it grew wary of Chad.

    A sentence it gets wrong: "Oman sounded critical of Chad, but was acting", where it is the text that says so.
    """
    if not any(c.dep == "prep" for c in word.children) or is_negated(word):
        return
    if word.dep == "acomp" and (word.head.lemma not in BECOMES or is_negated(word.head)):
        return
    for pattern in draft.codebook.verbs.get("be", ()):
        match = None if pattern.negated or pattern.subject else match_predicate(pattern, word)
        if match is not None and not is_misread(draft, match) and _read_clause(draft, match):
            return


def _is_crowds(draft: Draft, match: Match) -> bool:
    """Tell whether a clause says of a crowd what crowds do, though not against whom: truckers blocked the highway."""
    if not draft.stance(match).aims_at_state or match.targets is not None or not match.pattern.elements:
        return False
    return any(r.actor.kind is Kind.GROUP for w in agents(match.head) for r in draft.references.read(w))


def _read_ruled_out(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read who rules out what he speaks of: Iran said that talks with Iraq were out of the question."""
    topics = [c for c in match.head.children if c.dep in {"csubj", "nsubj"}]
    about = [w for c in topics for w in ([c] if c.pos != "VERB" else patients(c))]
    ruled_out = Match(match.pattern, match.head, [*match.cue, *about], about)
    targets = targets_of(draft, ruled_out, scene.speakers) if about else []
    return add(draft, ruled_out, scene.speakers, targets or [None], Scene.plain(scene.origin))


def _is_of_oneself(match: Match) -> bool:
    """Tell whether a clause acts on its own subject: gave themselves up last week."""
    return bool(match.targets) and all(w.lower in REFLEXIVE for w in match.targets or ())


def _read_clause(draft: Draft, match: Match, *, needs_target: bool = True) -> bool:
    """Turn a match of a verb into statements; tell whether there was one."""
    scene = draft.scene(match, "verb")
    hint = as_hint(draft, match, scene) if scene.state.factuality is None else None
    if hint is not None:
        match, scene = hint
    elif scene.state.factuality is None:
        if scene.state.order is not None and own_men(draft, scene.state.order):
            return _read_resolved(draft, match, scene.state.order)
        draft.note_unreal(match, scene)
        promise = scene.state.promise
        return promise is not None and not _is_told_aside(match, promise) and _read_promise(draft, match, promise)
    if _has_no_party(draft, match):
        return False
    stance, sources = draft.stance(match), sources_of(draft, match, scene.speakers)
    targets = targets_of(draft, match, scene.speakers)
    if not sources and (asked := asked_before(draft, match)) is not None:
        sources, targets = asked
    pairs = _pairs(match, sources, targets, symmetric=stance.symmetric, is_force=stance.is_on_soil)
    pairs = _pairs_between(draft, match, sources, targets) if pairs is None else pairs
    if pairs is not None:
        return add_pairs(draft, match, pairs, scene)
    sources, targets, scene = _of_claims(draft, match, (sources, targets, scene))
    if not targets and scene.speakers and any(w.lemma in RULED_OUT for w in match.cue):
        return _read_ruled_out(draft, match, scene)
    return _add_clause(draft, match, (sources, targets, scene), needs_target=needs_target)


def _has_no_party(draft: Draft, match: Match) -> bool:
    """Tell whether what does it, or what it is done to, is on nobody's side, and note so."""
    stance = draft.stance(match)
    if _is_impersonal(match):
        draft.note(match.head, match.pattern, IMPERSONAL_SUBJECT, agents(match.head))
        return True
    if match.targets and all(is_no_party(w, stance) for w in match.targets):
        draft.note(match.head, match.pattern, "what it is done to is nobody's side", match.targets)
        return True
    cause = None if stance.is_speech or stance.sign >= 0 else _outer_cause(match.head)
    if cause is not None:
        draft.note(match.head, match.pattern, "weather, a fault or want of custom forces it", [cause])
        return True
    return False


def _outer_cause(deed: Word) -> Word | None:
    """Return what forces a deed on whoever does it: halted flights to Oman because of [fog], for want of [demand].

    A sentence it gets wrong: "Oman closed its border with Yemen because of the heat of its quarrels", which is a
    figure of speech.
    """
    reasons = [c for c in deed.children if c.lower in CAUSING]
    found = (g for c in reasons for g in _governed_after(c))
    return next((g for g in found if g.lemma in OUTER_CAUSES), None)


def _governed_after(reason: Word) -> list[Word]:
    """Return what stands behind "because of", "due to", "amid" or "for lack of"."""
    inner = [g for c in (reason, *reason.children) for g in c.children if g.dep == "pobj"]
    if reason.lower == "for":
        return [g for w in inner if w.lemma in LACKS for g in governed(w, "of")]
    return inner


def _is_impersonal(match: Match) -> bool:
    """Tell whether what does it, or suffers what a subject suffers, has no will: the lira came under attack.

    A sentence it gets wrong: "The Greek market rejected Berlin's terms", where those who trade there are meant.
    """
    acting = (match.targets if match.pattern.target_first else agents(match.head)) or []
    return bool(acting) and all(w.pos == "NOUN" and (w.lemma in IMPERSONAL or w.lemma in ANIMALS) for w in acting)


def _pairs(
    match: Match, sources: list[Reading], targets: list[Reading], *, symmetric: bool, is_force: bool
) -> Iterable[tuple[Reading, Reading]] | None:
    """Return the pairs among the sources that a clause tells of: Oman and Iran fought each other; they met."""
    if len(sources) <= 1 or _joins_others(match):
        return None
    if match.targets is not None and any(is_reciprocal(w) for w in match.targets):
        return combinations(sources, 2) if symmetric else permutations(sources, 2)
    mutual = RETURNS | (CLASHES if is_force else RELATES)
    at_war = is_force and any(w.lemma == "war" for w in match.cue[1:])  # Oman and Iran went to war
    if not targets and not symmetric and match.targets is None and (match.head.lemma in mutual or at_war):
        return permutations(sources, 2)  # Oman and Iran traded fire
    if not targets and match.targets is None and is_force is False and any(w.lemma in TRUCES for w in match.cue[1:]):
        return permutations(sources, 2)  # Oman and Iran observed a cease-fire
    among = match.head.lemma == "agree" and match.nearest_only  # they agreed to ask the king
    return combinations(sources, 2) if symmetric and (among or not targets) else None


def _pairs_between(
    draft: Draft, match: Match, sources: list[Reading], targets: list[Reading]
) -> Iterable[tuple[Reading, Reading]] | None:
    """Return the pairs where all sides are behind one word: a deal was reached between; fighting flared between."""
    if sources or len(targets) <= 1:
        return None
    if draft.stance(match).symmetric:
        among = match.is_between or (is_list(draft, match) and bool(wholes(draft, match)))
        return combinations(targets, 2) if among else None
    return permutations(targets, 2) if match.is_between and not is_passive(match.head) else None


def _of_claims(draft: Draft, match: Match, sides: Sides) -> Sides:
    """Return the sides of an answer or denial, aimed at who asked or claimed if the clause tells it."""
    sources, targets, scene = sides
    stance = draft.stance(match)
    if stance.answers_claims and match.head.dep == "relcl" and sources:
        # "Kyiv said that it had been sent, which Pyongyang denies": who says so made the claim.
        claimants = [s for s in scene.speakers if not is_same_side(s.actor, sources[0].actor)]
        targets, scene = claimants or targets, Scene.plain(scene.origin)
    if stance.answers_claims and match.head.lemma in STATES and _is_said_of_others(sources, scene):
        return [], [], scene
    if match.pattern.negated and stance.answers_claims and scene.speakers:
        # "Moscow said that the pact was not directed against anybody": it is Moscow who denies.
        sources, scene = scene.speakers, Scene.plain(scene.origin)
    if not targets and (stance.answers or stance.answers_claims):  # "dismissed Athens's allegation"
        targets = [r for w in match.cue[1:] if w.lemma in DISPUTED for r in draft.references.owners(w)]
    elif not targets and stance.symmetric:  # "accepted the offer", made the sentence before
        targets = [r for w in match.cue[1:] if w.lemma in BIDS for r in doers_before(draft, w, match.head)]
    return sources, targets, scene


def _is_said_of_others(sources: list[Reading], scene: Scene) -> bool:
    """Tell whether somebody says of another side what only its own word denies: Oman said Iran had no part in it."""
    themselves = [s for s in sources if s.how != "owner"]  # the ban was no part of it: the speaker's denial
    own = any(is_same_side(s.actor, r.actor) for s in sources for r in scene.speakers)
    return bool(themselves and scene.state.reports and scene.speakers) and not own


def _add_clause(draft: Draft, match: Match, sides: Sides, *, needs_target: bool) -> bool:
    """Add what a clause says, or keep it as half told; tell whether there was a statement."""
    named, scene = sides[1], sides[2]
    stance = draft.stance(match)
    sources, targets = _sides_understood(draft, match, sides)
    if targets and sources:
        added = add(draft, match, sources, targets, scene)
        if added and match.head.lemma in RETURNS and stance.sign < 0 and not stance.symmetric:
            add(draft, match, targets, sources, scene)  # Oman exchanged fire with Iran: both fired
        return added
    if not needs_target and _may_lack_target(draft, match):
        against = [t for w in match.cue[1:] for t in opposed(draft, w)] if stance.aims_at_state else []
        return add(draft, match, sources, against or [None], scene)  # chanted anti-American slogans
    draft.note_ends(match, sources=bool(sources), targets=bool(named))
    if not stance.is_speech and not stance.symmetric and (targets or sources) and is_passive(match.head):
        draft.half_told.append(HalfTold(match, sources, targets, scene, points_back=bool(targets)))
    return False


def _sides_understood(draft: Draft, match: Match, sides: Sides) -> tuple[list[Reading], list[Reading]]:
    """Return the sides of a clause, its targets those named or, where those are the doer's own, whom it implies."""
    sources, named, scene = sides
    stance = draft.stance(match)
    targets = [t for t in named if not sources or any(not is_own_act(s, t) for s in sources)]
    if sources and named and not targets and stance.sign < 0:
        acting = {s.actor.id for s in sources}
        targets = [t for w in match.targets or () for t in draft.references.other_owners(w, acting)]
        if not targets and not stance.is_speech and not is_passive(match.head):  # a court jailed 14 officers
            targets = [t for w in match.targets or () for t in draft.references.men_of(w)]
    if sources and named and not targets:
        draft.note(match.head, match.pattern, OWN_ACT, match.targets or ())
    if not targets and stance.is_on_soil and match.targets is not None:
        ground = soil(draft, match.head) or ground_of_speakers(draft, match, sources, scene.speakers)
        targets = [t for t in ground if not any(is_same_side(s.actor, t.actor) for s in sources)]
    if not targets and sources and stance.sign < 0:
        aimed = _bound(draft, match) if stance.promises else [] if named or stance.is_speech else repaid(draft, match)
        targets = [t for t in aimed if not any(is_own_act(s, t) for s in sources)]
    if not targets and sources and stance.is_speech:
        targets = _called_up(draft, match, sources)
    if not targets and sources and match.targets is None and stance.sign < 0 and stance.is_on_soil:
        return sources, opponents(draft, match, sources)
    if not targets and match.targets is None and stance.symmetric and _joins_others(match):
        return sources, [t for t in _founders(draft, match) if not any(is_own_act(s, t) for s in sources)]
    if not targets and match.targets is None and stance.sign > 0:
        pressed = pressing(draft, match, sources) if sources and stance.answers and not stance.is_speech else []
        helped = pressed or stance.is_speech or not sources
        return yielding(draft, match, sources) or (sources, pressed if helped else stricken(draft, match, sources))
    return sources, targets


def _joins_others(match: Match) -> bool:
    """Tell whether somebody joins what others have founded, and does not join hands or forces with them."""
    return match.head.lemma == "join" and all(w.lemma != "hand" and w.lower != "forces" for w in match.cue[1:])


def _founders(draft: Draft, match: Match) -> list[Reading]:
    """Return whose what somebody joins is: [Oman] announced a patrol, which was joined by Chad; a force led by [Oman].

    Wrong for "Oman announced a coalition of farmers, which Chad joined", where the coalition is its farmers'.
    """
    joined = match.cue[1:]
    found = [r for w in joined for r in draft.references.owners(w) or draft.references.makers(w, verbs=FOUNDS)]
    return found or draft.actors([a for w in joined if w.head.lemma in FOUNDS for a in agents(w.head)], [])


def _called_up(draft: Draft, match: Match, sources: list[Reading]) -> list[Reading]:
    """Return who is called or met so that something may be said to them: telephoned [Oman] to ask for a truce."""
    said = infinitive_joined(match.head) or match.head
    while said.dep == "conj" and said.head.pos == "VERB":
        said = said.head
    verb = said.head.head if said.head.dep == "dobj" else said.head
    called_in = verb.lemma in CALLS_IN and not is_passive(verb) and said.dep in {"acl", "advcl", "relcl", "xcomp"}
    called = verb.lemma in CALLS and match.targets is None and said.dep in {"advcl", "xcomp"}
    if not (called or (called_in and said.tag == "VB" and agents(said) == agents(verb))):
        return []
    return [r for r in draft.actors(patients(verb), []) if not any(is_own_act(s, r) for s in sources)]


def _bound(draft: Draft, match: Match) -> list[Reading]:
    """Return whom a threat is bound to: warned that it would shut the border unless [Oman] reopened the port."""
    below = [match.head, *(c for c in match.head.children if c.dep in {"ccomp", "xcomp"})]
    clauses = [
        c
        for w in below
        for c in w.children
        if c.dep == "advcl" and any(m.dep == "mark" and m.lower in {"if", "unless"} for m in c.children)
    ]
    return [r for c in clauses for r in draft.actors(agents(c), [])]


def _read_promise(draft: Draft, match: Match, promise: Word) -> bool:
    """Read "vowed to bomb", "offered to help": the sign of the deed says which stance the promise is."""
    deed = draft.stance(match)
    if promise.lemma == "agree" and deed.sign < 0 and not deed.is_speech:
        return _read_resolved(draft, match, promise)
    makers = [s for s in draft.codebook.stances.values() if promise.lemma in s.promises]
    fitting = [s for s in makers if s.sign == deed.sign or len(makers) == 1 or (deed.sign == 0 and s.sign > 0)]
    if deed.promise_keeps_name and len(makers) != 1:  # vowed to veto it; who threatens to does no more than that
        fitting = [deed]
    if not fitting or is_negated(promise):
        why = NEGATED if fitting else "no stance is made of promising this"
        draft.note(match.head, match.pattern, why, [promise])
        return False
    pattern = replace(match.pattern, stance=fitting[0].name)
    promised = Match(pattern, promise, [promise, *match.cue], match.targets, nearest_only=match.nearest_only)
    scene = draft.scene(promised, "verb")
    if scene.state.factuality is None:
        draft.note_unreal(promised, scene)
        return False
    targets = targets_of(draft, promised, scene.speakers)
    if promise.pos == "NOUN":  # Berlin's pledge to arm them
        return add(draft, promised, doers_of(draft, promised, scene.speakers), targets, scene)
    promising = draft.actors(agents(promise), scene.speakers)
    if promise.lemma == "agree" and len(promising) > 1:
        return False  # Norway and Sweden agreed to ask the king: they agree with each other
    nobody = not targets and _may_lack_target(draft, promised)  # threatened to cut off aid: at whom has just struck
    return add(draft, promised, promising, [None] if nobody else targets, scene)


def _is_told_aside(match: Match, promise: Word) -> bool:
    """Tell whether a deed is not what is promised, but told of a thing in it: agreed to print what [blames] Chad.

    Wrong for "promised a law that will ban Danish ships", where the law is what it does.
    """
    clause = match.head
    while clause is not promise and clause.head is not clause:
        if clause.dep == "relcl" and not any(c.dep == "aux" for c in clause.children):
            return True
        clause = clause.head
    return False


def _read_resolved(draft: Draft, match: Match, promise: Word) -> bool:
    """Read as planned what several agree to do, or somebody orders his men to: The Six agreed to ban imports."""
    if is_negated(promise):
        draft.note(match.head, match.pattern, NEGATED, [promise])
        return False
    scene = draft.scene(Match(match.pattern, promise, [promise]), "verb")
    if scene.state.factuality is None:
        draft.note_unreal(match, scene)
        return False
    scene.state.lower(Factuality.PLANNED, f"'{promise.text} to'")
    sources = draft.actors(agents(promise), scene.speakers)
    sources, targets = _sides_understood(draft, match, (sources, targets_of(draft, match, scene.speakers), scene))
    return bool(targets) and add(draft, match, sources, targets, scene)


def _read_negated(draft: Draft, match: Match) -> bool:
    """Read "we have never armed them", said by those who are said to have: a denial."""
    denial = next((s for s in draft.codebook.stances.values() if s.answers_claims), None)
    scene = draft.scene(match, "report")
    if denial is None or not scene.state.reports or not is_blameworthy(draft, match):
        return False
    doers = draft.actors(agents(match.head), scene.speakers)
    own = [s for s in scene.speakers if any(is_same_side(s.actor, doer.actor) for doer in doers)]
    denied = Match(replace(match.pattern, stance=denial.name), match.head, match.cue)
    return add(draft, denied, own, [None], Scene.plain("report"))


def _is_the_claim(draft: Draft, match: Match, denial: Match | None) -> bool:
    """Tell whether a pattern takes the claim that is denied for its target: dismissed reports that troops had fled."""
    if denial is None or draft.stance(match).answers_claims or not draft.stance(denial).answers_claims:
        return False
    return bool(match.targets) and set(match.targets or ()) <= set(denial.cue)


def _may_lack_target(draft: Draft, match: Match) -> bool:
    stance = draft.stance(match)
    if match.head.lemma == "boycott" and match.targets:
        return any(w.lemma in ATTENDED for w in match.targets)  # not who boycotted the buffet
    if match.head.lemma == "hope" and match.targets:  # hoped that the talks would go well: nobody is asked
        return all(w.dep == "nsubj" and sections(w, draft.references.names.nouns) for w in match.targets)
    return stance.target == "optional" or (bool(stance.answers) and match.targets is None)


def _has_negated_object(match: Match) -> bool:
    objects = [w for w in match.cue[1:] if w.pos == "NOUN" and w.dep in {"dobj", "nsubjpass", "attr"}]
    return not match.pattern.negated and any(is_negated(w) for w in objects)

"""Matches with their ends → findings.

A deed that its doer only announces becomes a threat, words for a state get the official who says them, and a deed that
somebody else reports gets the accusation that lies in the report.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, subjects
from stancegraph.extraction.findings import Finding
from stancegraph.extraction.grammar import BYSTANDERS, CLAIM_NOUNS, CRITICISES, INSURGENTS, PROTESTERS, TRAVELLERS
from stancegraph.extraction.interviews import is_interview
from stancegraph.extraction.matching import Match
from stancegraph.extraction.notes import INTERVIEW, OWN_ACT, TOLD_NOWHERE
from stancegraph.extraction.restating import (
    as_deportation,
    as_protest,
    as_refusal,
    as_ultimatum,
    in_words,
    protests_in_words,
)
from stancegraph.extraction.retelling import Scene, completed, told_by_verb
from stancegraph.extraction.sides import is_below_state, is_own_act, is_same_side
from stancegraph.extraction.telling import tellers
from stancegraph.extraction.topics import is_pointing
from stancegraph.extraction.unfit import unfit
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stancegraph.codebook import Codebook, Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.retelling import HalfTold
    from stancegraph.models import Actor


# Those who travel for themselves, and may use force where they come.
HOOLIGANS: Final = frozenset({"fan", "supporter"})
# How names of news agencies end, and verbs by which somebody only tells what another has said.
CARRIERS: Final = ("agency", "newspaper", "press", "radio", "television", "tv")
RETELLS: Final = frozenset(
    {"add", "allege", "announce", "argue", "assert", "claim", "complain", "declare", "insist", "maintain", "say",
     "state", "tell", "warn", "write"}
)  # fmt: skip
# Who says that he will do these to others threatens them by saying so.
HITS_BACK: Final = frozenset({"answer", "avenge", "fight", "hit", "react", "respond", "retaliate", "strike"})
# Whoever passes on what these say does not say it.
SOMEBODY: Final = frozenset({"few", "many", "most", "others", "people", "several", "some", "somebody", "someone"})
# Whom a state only gives advice (rule 13 of the codebook), where they are its own.
CITIZENS: Final = frozenset({"citizen", "national", "traveler", "traveller"})


def add_pairs(draft: Draft, match: Match, pairs: Iterable[tuple[Reading, Reading]], scene: Scene) -> bool:
    """Add a finding for each pair of a source and a target; tell whether any."""
    added = [add(draft, match, [one], [other], scene) for one, other in pairs]
    return any(added)


def add(
    draft: Draft,
    match: Match,
    sources: list[Reading],
    targets: Sequence[Reading | None],
    scene: Scene,
    *,
    accuses: bool = True,
) -> bool:
    """Add a finding for each source and target, and the accusations in reports of them; tell whether any."""
    match, scene = _as_threat(draft, match, sources, scene)
    match = as_deportation(draft, as_refusal(draft, match, targets), sources, targets)
    match = as_protest(draft, match, sources, targets)
    speaking = [s for s in sources if protests_in_words(draft, match, s)]
    if speaking and targets != [None]:
        add(draft, in_words(draft, match), speaking, targets, scene, accuses=accuses)
    stance, about = draft.stance(match), draft.about(match)
    added = False
    if stance.symmetric and not stance.sign:
        targets = [t for t in targets if t is None or not (match.head.lemma == "host" and _is_sheltered(t))]
    for source in _taking(draft, stance, [s for s in sources if s not in speaking], scene):
        factuality, attributed_to = _standing_of(draft, match, source, sources, scene)
        for target in targets:
            if target is not None and (is_own_act(source, target) or _is_advice(stance, source, target)):
                draft.note(match.head, match.pattern, OWN_ACT, match.targets or ())
                continue
            why = unfit(stance, (sources, targets), source, target)
            if target is not None and stance.symmetric and not stance.sign:
                asked = is_interview(draft.references.names, match.head, (source.actor, target.actor))
                why = INTERVIEW if asked else why
            if why is not None:
                draft.note(match.head, match.pattern, why, match.targets or ())
                added = True  # what the words mean is known, and no other pattern need try
                continue
            draft.findings.append(
                Finding(
                    source,
                    match.pattern.stance,
                    target,
                    factuality,
                    attributed_to,
                    tuple(match.cue),
                    scene.origin,
                    about,
                    points_back=any(is_pointing(w) for w in match.targets or ()) or _is_of_claim(match.head),
                    match=match,
                    state=scene.state,
                )
            )
            added = True
        helped = stance.sign > 0 and _is_to_speakers(targets, scene)  # Warsaw said that Berlin would send it tanks
        if attributed_to is not None and accuses and not helped and scene.state.reports:
            _accuse_by_report(draft, match, source, scene)
            draft.reported.append((match, source, scene))
    if added:
        draft.used.update(match.cue_indices)
    return added


def _have_part(scene: Scene, sources: list[Reading]) -> bool:
    """Tell whether somebody who says so was in it with others: troops of Chad and Mali raided it, Mali's army said."""
    words = [r.word for r in sources]
    if len(words) < 2 or any(w is not words[0] for w in words):
        return False
    return any(_speaks_for(s.actor, r.actor, scene) for s in scene.speakers for r in sources)


def _taking(draft: Draft, stance: Stance, sources: list[Reading], scene: Scene) -> list[Reading]:
    """Return who takes a stance: the protesters of a people, the official who speaks for his state, no tourists."""
    if stance.aims_at_state:
        sources = [s for source in sources for s in _in_streets(draft, source)]
    if stance.is_speech:
        sources = [_spoken_for(s, scene.speakers) for s in sources]
    if stance.symmetric and not stance.sign:
        sources = [s for s in sources if not _travels(s)]
    if stance.is_on_soil:  # tourists invaded the beaches of Oman
        sources = [s for s in sources if not _travels(s) or _last_word(s) in HOOLIGANS]
    return sources


def _is_of_claim(verb: Word) -> bool:
    """Tell whether a clause says what is done to a claim told before it: a charge that both Oman and Iran dispute."""
    return verb.dep == "relcl" and verb.head.lemma in CLAIM_NOUNS


def _travels(source: Reading) -> bool:
    """Tell whether it is somebody who visits a country for himself: tourists."""
    return source.actor.kind is Kind.GROUP and _last_word(source) in TRAVELLERS


def _last_word(reading: Reading) -> str:
    return reading.actor.name.split()[-1].lower().removesuffix("s")


def _is_sheltered(target: Reading) -> bool:
    """Tell whether whoever hosts a group shelters it, and holds no talks with it: hosts a million refugees."""
    name = target.actor.name.split()[-1].lower().removesuffix("s")
    return target.actor.kind is Kind.GROUP and name in {"evacuee", "migrant", "orphan", "refugee"}


def _in_streets(draft: Draft, source: Reading) -> list[Reading]:
    """Return the protesters whom a people's name means, where it is they who protest: Bulgarians protested."""
    if source.actor.kind is not Kind.COUNTRY or source.word.tag != "NNPS" or source.how != "name":
        return [source]
    if not any(w.lemma in PROTESTERS for w in draft.parse.words):
        return [source]
    return draft.references.protesters(source.word) or [source]


def _is_advice(stance: Stance, source: Reading, target: Reading) -> bool:
    """Tell whether a state speaks to its own citizens: advised Danish nationals to leave."""
    country = target.actor.country
    to_people = target.word.lemma in CITIZENS and target.actor.kind is Kind.GROUP
    return stance.is_speech and to_people and country is not None and country == source.actor.country


def complete(draft: Draft, half: HalfTold, crowd: list[Reading]) -> None:
    """Add a half-told deed with its other side, unless its words have been used by then.

    Parameters
    ----------
    crowd
        Of whom those are whom it befell, if they are only counted.
    """
    if half.match.head.i in draft.used:
        return
    if crowd:
        add(draft, half.match, half.sources, list(crowd), half.scene, accuses=False)
        return
    told = told_by_verb(half, draft.findings)
    if told is not None:
        match = replace(half.match, pattern=replace(half.match.pattern, stance=told.stance))
        add(draft, match, [half.reading(told.source.actor)], half.targets, half.scene, accuses=False)
        return
    whole = completed(half, draft.findings, draft.half_told, at_home=draft.stance(half.match).aims_at_state)
    if whole is not None:
        sources, targets, scene = whole
        add(draft, half.match, sources, targets, scene, accuses=False)
    else:
        draft.note(half.match.head, half.match.pattern, TOLD_NOWHERE)


def _is_some_ministry(speaker: Reading) -> bool:
    """Tell whether somebody is a ministry of which nothing says whose: Oman condemned it, a Foreign Ministry said."""
    actor = speaker.actor
    return actor.kind is Kind.ORGANISATION and actor.country is None and actor.name.endswith("Ministry")


def _standing_of(
    draft: Draft, match: Match, source: Reading, sources: list[Reading], scene: Scene
) -> tuple[Factuality, Actor | None]:
    """Return how far the text vouches for an act of `source`, one of `sources`, and who says so if it is another."""
    stance = draft.stance(match)
    if stance.is_speech and source.actor.kind is Kind.COUNTRY and any(map(_is_some_ministry, scene.speakers)):
        return scene.state.factuality or Factuality.ASSERTED, None
    factuality, attributed_to = _factuality(source, scene)
    if attributed_to is not None and _have_part(scene, sources):
        return scene.state.factuality or Factuality.ASSERTED, None
    if factuality is Factuality.PLANNED and _is_done_by_saying(draft, match, scene):
        return Factuality.ASSERTED, None
    if factuality is Factuality.ASSERTED and match.head.lemma in {"announce", "plan"} and not stance.is_speech:
        return Factuality.PLANNED, None
    if stance.symmetric and scene.origin == "noun" and any(r.lemma in CRITICISES for r in scene.state.reports):
        return Factuality.ASSERTED, None  # who denounces a treaty does not say that there is one: there is
    return factuality, attributed_to


def _is_done_by_saying(draft: Draft, match: Match, scene: Scene) -> bool:
    """Tell whether what is to come is a stance already: "we will not obey" refuses, "we will strike back" threatens."""
    stance = draft.stance(match)
    if stance.announced and scene.speakers and match.head.lemma in HITS_BACK:
        return True
    return stance.is_speech and (match.pattern.negated or _is_polite(match.head))


def _is_polite(verb: Word) -> bool:
    """Tell whether somebody does by saying so what he "would": I would [ask] them, I would like to [thank] them."""
    while verb.dep == "xcomp" and verb.head.lemma in {"like", "love", "want", "wish"}:
        verb = verb.head
    said = {c.lower for c in verb.children if c.dep == "aux"}
    bound = any(c.dep == "advcl" for c in verb.children)  # I would thank them if they left
    return not bound and bool(said & {"would", "'d"}) and any(c.lower in {"i", "we"} for c in subjects(verb))


def _factuality(source: Reading, scene: Scene) -> tuple[Factuality, Actor | None]:
    others = [s.actor for s in scene.speakers if not _speaks_for(s.actor, source.actor, scene)]
    if others and (len(others) == len(scene.speakers) or _is_retold(others, scene)):
        return Factuality.ALLEGED, others[0]
    return scene.state.factuality or Factuality.ASSERTED, None


def _is_retold(others: list[Actor], scene: Scene) -> bool:
    """Tell whether somebody of another side says that an actor's own side has said it: Oman said Chad had said that."""
    first, last = scene.speakers[0].actor, scene.speakers[-1].actor
    reports = scene.state.reports
    told = len(reports) > 1 and reports[0].pos == "VERB" and reports[0].lemma in RETELLS
    return told and last in others and first not in others and not _carries(last)


def _carries(actor: Actor) -> bool:
    """Tell whether an actor only passes on what others say: the Anadolu news agency."""
    return actor.kind is Kind.ORGANISATION and actor.name.lower().endswith(CARRIERS)


def _in_whose_words(draft: Draft, scene: Scene, doers: list[Reading]) -> tuple[list[Reading], Actor | None]:
    """Return who takes the stance that lies in a report, and who says that he does where that is another side.

    Of two reports the inner one is told by the outer, unless that vouches for it: Oman said that experts had found it.

    A sentence it gets wrong: "Oman said that Chad had said truly that Mali lied", where both say so.
    """
    speakers, reports = scene.speakers, scene.state.reports
    if len(reports) < 2:
        return speakers, None
    named = [s.actor for s in speakers if s.actor.kind is Kind.OFFICIAL]
    speakers = [
        s for s in speakers if s.actor.kind is Kind.OFFICIAL or not any(is_same_side(s.actor, n) for n in named)
    ]
    if reports[0].pos != "VERB" or reports[0].lemma not in RETELLS:
        return speakers, None
    inside = tellers(reports[0])
    inner = draft.actors(inside, [])
    if inside and all(w.lower in SOMEBODY for w in inside):
        return [], None  # some say that Oman lied
    outer = [s for s in speakers if not any(is_same_side(s.actor, i.actor) for i in inner)]
    own = any(is_same_side(d.actor, i.actor) for d in doers for i in inner)
    if not inner or not outer or own:
        return speakers, None
    return inner, None if _carries(outer[-1].actor) else outer[-1].actor


def _speaks_for(speaker: Actor, actor: Actor, scene: Scene) -> bool:
    """Tell whether somebody is of an actor's side, or tells what his own state will do: Li Peng said China would."""
    if is_same_side(speaker, actor):
        return True
    at_home = speaker.kind is Kind.OFFICIAL and actor.kind is Kind.COUNTRY and speaker.country == actor.country
    return at_home and speaker.role is None and scene.state.factuality is Factuality.PLANNED


def _spoken_for(source: Reading, speakers: list[Reading]) -> Reading:
    """Return the official who voices the stance of his state or body, as the one who takes it."""
    officials = [s for s in speakers if s.actor.kind is Kind.OFFICIAL and is_same_side(s.actor, source.actor)]
    return officials[0] if officials and source.actor.kind is not Kind.OFFICIAL else source


def _is_to_speakers(targets: Sequence[Reading | None], scene: Scene) -> bool:
    return any(t is not None and is_same_side(t.actor, s.actor) for t in targets for s in scene.speakers)


def _as_threat(draft: Draft, match: Match, sources: list[Reading], scene: Scene) -> tuple[Match, Scene]:
    """Read what somebody says he himself will do to others as a threat: "we will bomb them"."""
    announced = next((s for s in draft.codebook.stances.values() if match.pattern.stance in s.announced), None)
    announced = announced or as_ultimatum(draft, match)
    own = bool(scene.speakers) and all(
        any(_speaks_for(s.actor, r.actor, scene) for s in scene.speakers) for r in sources
    )
    if announced is None or not own or scene.state.factuality is not Factuality.PLANNED:
        return match, scene
    return replace(match, pattern=replace(match.pattern, stance=announced.name)), Scene.plain(scene.origin)


# ----------------------------------------------------------------------------------------------------- of speakers


def take_toward(draft: Draft, doers: list[Reading], match: Match, scene: Scene) -> bool:
    """Add the stance of a match as one of the speakers toward those of another side whom they speak of.

    Witnesses, residents and the radio tell what was done, and blame nobody by it.
    """
    report = scene.state.reports[0]
    if any(_only_tells(draft, w) for w in agents(report)) or _have_part(scene, doers):
        return False
    cue = (report if report.sentence == match.head.sentence else match.head,)
    about = draft.text(match.head)
    # What several say in one breath blames none of them; what one says that another one demands of him, does.
    together = len(scene.state.reports) == 1 or bool(draft.stance(match).reported_stances)
    speakers, teller = _in_whose_words(draft, scene, doers)
    found = [
        Finding(
            speaker,
            match.pattern.stance,
            doer,
            Factuality.ASSERTED if teller is None else Factuality.ALLEGED,
            teller,
            cue,
            "report",
            about,
            match=match,
            state=scene.state,
        )
        for speaker in speakers
        for doer in doers
        if not any(
            _speaks_for(s.actor, doer.actor, scene) and not _honours(draft.stance(match), s.actor, doer.actor)
            for s in (scene.speakers if together else [speaker])
        )
        and not _is_worded(draft, report, match.head.sentence, speaker, doer)
    ]
    draft.findings.extend(found)
    return bool(found)


def _honours(stance: Stance, speaker: Actor, person: Actor) -> bool:
    """Tell whether a state or body speaks well of a person of its own: the army called its dead general a hero."""
    return stance.sign > 0 and person.kind is Kind.OFFICIAL and speaker.kind is not Kind.OFFICIAL


def _only_tells(draft: Draft, word: Word) -> bool:
    """Tell whether somebody has only seen or heard it, or prints it: villagers, the radio, a news agency."""
    if word.i in draft.references.names.at:  # Doctors Without Borders are no bystanders
        mention = draft.references.names.at[word.i]
        return mention.entity.kind is Kind.ORGANISATION and mention.entity.name.lower().endswith("news agency")
    is_agency = word.lemma == "agency" and any(c.lower == "news" for c in word.children)
    return word.lemma in BYSTANDERS or is_agency


def _is_worded(draft: Draft, report: Word, sentence: int, speaker: Reading, doer: Reading) -> bool:
    """Tell whether the verb of a report is itself the speaker's claim about the doer: condemned X for sending."""
    return report.sentence == sentence and any(
        report in f.cue
        and f.origin == "verb"
        and draft.codebook.stances[f.stance].is_claim
        and f.target is not None
        and (f.source.actor.id, f.target.actor.id) == (speaker.actor.id, doer.actor.id)
        for f in draft.findings
    )


def _accuse_by_report(draft: Draft, match: Match, doer: Reading, scene: Scene) -> None:
    """Add the accusation that lies in reporting a blameworthy deed of somebody else."""
    accuser = next((s for s in draft.codebook.stances.values() if s.reported_stances or s.reported_words), None)
    if _only_prints(scene):
        draft.note(match.head, match.pattern, "whoever reports it only prints the news", scene.state.reporters)
        return
    if _is_minded(draft, match, doer, scene):
        return
    if draft.stance(match).is_legal_act and doer.word is match.head:
        draft.note(match.head, match.pattern, "where they are held is told, not who is to blame", [doer.word])
        return
    if match.is_between or any(map(_is_some_ministry, scene.speakers)):
        return  # said that a rally ended in a clash between two sides: he blames neither
    if accuser is not None and scene.state.reports and is_blameworthy(draft, match):
        accusing = Match(replace(match.pattern, stance=accuser.name), match.head, match.cue)
        take_toward(draft, [doer], accusing, scene)


def _is_minded(draft: Draft, match: Match, doer: Reading, scene: Scene) -> bool:
    """Tell whether the speaker says in other words what he thinks of the deed: said it was alarmed by the [killing]."""
    if match.head.pos != "NOUN":
        return False
    above, current = set(), match.head
    while current.head is not current:
        current = current.head
        above.add(current.i)
    return any(
        f.origin == "verb"
        and f.cue[0].i in above
        and draft.codebook.stances[f.stance].is_claim
        and f.target is not None
        and f.target.actor.id == doer.actor.id
        and any(is_same_side(s.actor, f.source.actor) for s in scene.speakers)
        for f in draft.findings
    )


def _only_prints(scene: Scene) -> bool:
    """Tell whether a body that no list knows "reported" a deed: a paper or a station, which accuses nobody.

    A sentence it gets wrong: "The Galle Ferrymen's League reported that soldiers had beaten two of its men".
    """
    if not scene.state.reports or any(verb.lemma != "report" for verb in scene.state.reports):
        return False
    speakers = [s.actor for s in scene.speakers]
    return bool(speakers) and all(a.kind is Kind.ORGANISATION and not a.aliases and a.country is None for a in speakers)


def accuse_of_help(draft: Draft) -> None:
    """Add the accusation that lies in a report of help by a side that those who report it blame elsewhere in the text.

    So does one in a report of help for rebels against those who report it, whom they need not blame for anything else.

    A text it gets wrong: "Oslo criticised Bonn for its fishing. Oslo said that Bonn had sent Mali flour."
    """
    accuser = next((s for s in draft.codebook.stances.values() if s.blamed_stances), None)
    if accuser is None:
        return
    blaming = [f for f in draft.findings if f.target is not None and draft.codebook.stances[f.stance].is_claim]
    for match, doer, scene in draft.reported:
        helps = match.pattern.stance in accuser.blamed_stances and not is_blameworthy(draft, match)
        if (helps and any(_is_blamed(f, doer, scene) for f in blaming)) or _helps_rebels(draft, match, doer, scene):
            accusing = Match(replace(match.pattern, stance=accuser.name), match.head, match.cue)
            take_toward(draft, [doer], accusing, scene)


def _helps_rebels(draft: Draft, match: Match, doer: Reading, scene: Scene) -> bool:
    """Tell whether those who report it say that somebody helps rebels of their own state: Chad said Mali armed them."""
    stance = draft.stance(match)
    if stance.sign <= 0 or stance.symmetric or stance.is_claim:
        return False
    own = {s.actor.country for s in scene.speakers} - {None}
    return (
        bool(own)
        and doer.actor.country not in own
        and any(
            f.match is match
            and f.source.actor.id == doer.actor.id
            and f.target is not None
            and f.target.actor.kind is not Kind.COUNTRY
            and f.target.actor.country in {*own, None}
            and is_below_state(f.target.actor)
            and _is_fought(draft, f.target, own)
            for f in draft.findings
        )
    )


def _is_fought(draft: Draft, rebels: Reading, own: set[str | None]) -> bool:
    """Tell whether somebody is called a rebel, or the text tells of force between him and his state."""
    if _last_word(rebels) in INSURGENTS and rebels.actor.country in own:
        return True
    force = [f for f in draft.findings if draft.codebook.stances[f.stance].is_on_soil]
    ends = [{f.source.actor, f.target.actor} for f in force if f.target is not None]
    return any(
        other.country in own and not is_below_state(other)
        for both in ends
        if rebels.actor in both
        for other in both - {rebels.actor}
    )


def _is_blamed(blame: Finding, doer: Reading, scene: Scene) -> bool:
    """Tell whether it is one of those who report a deed who blames the side of its doer."""
    return (
        blame.target is not None
        and is_same_side(blame.target.actor, doer.actor)
        and any(is_same_side(s.actor, blame.source.actor) for s in scene.speakers)
    )


def is_blameworthy(draft: Draft, match: Match) -> bool:
    """Tell whether to report this of somebody is to accuse him."""
    return any(is_wrong(s, match.pattern.stance, match.cue, draft.codebook) for s in draft.codebook.stances.values())


def is_wrong(stance: Stance, deed: str, cue: Iterable[Word], codebook: Codebook) -> bool:
    """Tell whether to report a deed of somebody, whoever he is, is to take a stance toward him."""
    listed = frozenset[str]().union(*(codebook.words[name] for name in stance.reported_words))
    return deed in stance.reported_stances or any(w.lemma in listed for w in cue)

"""The sources of what was matched: who did it, where a verb, an owner, a light verb or a passive says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated, is_passive, patients, subjects
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import BLAMES, ENVOYS, SENDS_AWAY, SUFFERED, TAKES_IN, WE
from stancegraph.extraction.matching import Match, stems
from stancegraph.extraction.members import fellows, is_list
from stancegraph.extraction.moods import Standing
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.parts import PARTS, partakers
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.retelling import Scene
from stancegraph.extraction.taking_up import doers_before
from stancegraph.models import Factuality, Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word

# The deed behind these on a verb of blaming is that of whoever is blamed.
BLAMING_PREPOSITIONS: Final = frozenset({"for", "of", "over", "with", "about", "in"})
# Who is found to be one of these did the deed behind them, by the account of whoever finds it.
ANSWERABLE: Final = frozenset({"accountable", "culpable", "responsible"})
FINDS: Final = frozenset({"believe", "consider", "declare", "deem", "find", "hold", "judge", "think"})
# "In" these, a deed is the stance of whoever does it: fires rockets in defiance of the council.
MANNERS: Final = frozenset(
    {"collaboration", "cooperation", "coordination", "defiance", "opposition", "solidarity", "support"}
)
SUMMED_UP: Final = frozenset({"climb-down", "climbdown", "concession", "rebuff", "rebuke", "snub", "tribute"})
# Nouns for whoever takes a stance: Norway, a supporter of Oman, abstained; Norway is a critic of Oman.
TAKING_SIDES: Final = frozenset({"backer", "champion", "critic", "defender", "detractor", "opponent", "supporter"})
# How many sentences back the deed may stand of which it is told whom else it hit.
TOLD_REACH: Final = 2
# How many sentences back it may stand who seized whoever is freed.
HELD_REACH: Final = 6
# Out of a country that is not one's own.
DEPORTS: Final = frozenset({"deport", "expel", "repatriate"})
# Out of a body that one is a member of.
SHUTS_OUT: Final = frozenset({"bar", "eject", "exclude", "expel", "oust", "suspend"})
FREES: Final = frozenset({"free", "liberate", "release"})
# Verbs of force that leave somebody in the hands of who does it.
SEIZES: Final = frozenset({"abduct", "capture", "grab", "hijack", "hold", "kidnap", "seize", "snatch", "take"})
# What is done to whoever is freed later.
HOLDS: Final = SEIZES | {"arrest", "detain", "imprison", "intern", "jail", "lock"}
# Before a meeting or talks, these make the subject of the clause one of those who met: After talks with Oman, Iran ...
OCCASIONS: Final = frozenset({"after", "before", "during", "following", "in", "under"})
# With these the subject goes on a visit or sits at a meeting: On a visit to Oman, he ...; a book on it is no visit.
VISITS: Final = frozenset({"mission", "pilgrimage", "tour", "trip", "visit"})
# Whose journey is his state's: not that of a choir or a couple.
VISITORS: Final = frozenset(
    {"ambassador", "chancellor", "chief", "commander", "delegation", "diplomat", "emir", "envoy", "general", "king",
     "leader", "mediator", "minister", "monarch", "official", "pope", "premier", "president", "prince", "queen",
     "secretary", "senator", "sheikh", "sultan"}
)  # fmt: skip
SITTINGS: Final = frozenset(
    {"audience", "banquet", "breakfast", "dinner", "luncheon", "lunch", "meeting", "reception", "summit", "talk"}
)

# With an adjective behind the object, they only judge it.
CALLS: Final = frozenset({"call", "declare"})
# "With" or "into" what is said in a noun, the subject of these says it.
RETORTS: Final = frozenset(
    {"answer", "begin", "break", "burst", "close", "come", "conclude", "counter", "end", "erupt", "explode", "follow",
     "go", "launch", "open", "react", "rejoin", "reply", "respond", "retaliate", "retort", "start", "weigh"}
)  # fmt: skip

# Whoever does this in a fight has not begun it.
FALLS: Final = frozenset({"die", "escape", "fall", "flee", "lose", "perish", "suffer", "survive"})

# Where envoys work.
MISSIONS: Final = frozenset({"commission", "consulate", "embassy", "mission"})
# Of these, whoever tells of them has done nothing.
DEATHS: Final = frozenset({"death", "disappearance", "loss"})
TELLS: Final = frozenset({"announce", "confirm", "declare", "report"})

# --------------------------------------------------------------------------------------------------------- of verbs
# Lists of what is sent by those whose it is: the massing of Serbian troops, the sale of French arms.
SENT: Final = ("arms", "service", "troops")


def sources_of(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return who does what a verb says, also where a passive only hints at it."""
    if match.sources is not None:
        return draft.actors(match.sources, speakers) or [
            r for w in match.sources if w.i in draft.references.names.at for r in draft.actors_in(w)
        ]  # anger in Oslo
    if match.pattern.target_first:  # died in the attack
        legal = draft.stance(match).is_legal_act  # got ten years in a Lima court
        return _by_deed(draft, match) or (_tried_by(draft, match) if legal else _last_to_do(draft, match))
    victims = [w for w in subjects(match.head) if w.lemma in draft.codebook.words.get("victims", ())]
    if victims and match.pattern.subject:  # victims of the raid included
        raids = [d for w in victims for d in governed(w, "of", "in", "from")]
        return _doers_told(draft, match, raids) if raids else _last_to_do(draft, match)
    if is_list(draft, match):
        return fellows(draft, match)
    passive = is_passive(match.head)
    own = not passive or governed(match.head, "by")  # were armed with Libyan guns and paid by Chad
    found = (_by_gift(draft, match) if not own else []) or draft.actors(agents(match.head), speakers)
    if not found:
        found = _behind_passive(draft, match, speakers) if passive else _by_act(draft, match)
    if not found:
        found = draft.actors(_owning_up(match.head), speakers)
    return _as_state(draft, found, match)


def _tried_by(draft: Draft, match: Match) -> list[Reading]:
    """Return in which state somebody is tried or jailed, where he is the subject: went on trial [in Oman], or at home.

    A text it gets wrong: "Chad held a vote. Omar Sadr went on trial.", if he did so in France.
    """
    states = draft.jurisdiction(match.head)
    if states or any(w.tag == "TO" for w in match.head.children):
        return states
    tried = draft.actors(match.targets or (), [])
    if not tried or any(r.actor.kind not in {Kind.GROUP, Kind.OFFICIAL} for r in tried):
        return []  # a party whose leader is on trial
    return [h for h in draft.home(match.head) if {r.actor.country for r in tried} <= {h.actor.country, None}]


def _behind_passive(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    found = _by_deed(draft, match) or _own_forces(draft, match) or _undone(draft, match)
    found = found or _captors(draft, match, speakers) or _hosts(draft, match) or _shut_out_of(draft, match)
    if found:
        return found
    stance = draft.stance(match)
    away = match.head.lemma in SENDS_AWAY or any(w.lemma in {"leave", "quit"} for w in match.cue)
    if stance.is_legal_act or (away and stance.sign < 0):
        states = draft.jurisdiction(match.head)
        if states or not stance.is_legal_act or not any(c.dep == "auxpass" for c in match.head.children):
            return states
        abroad = match.head.lemma in DEPORTS
        return [h for h in draft.home(match.head) if not (abroad and _is_of(draft, h, match.targets))]
    if stance.symmetric and not set(match.targets or ()) & set(subjects(match.head)):
        return draft.actors(subjects(match.head), speakers)  # "the US had been allied with"
    return []


def _hosts(draft: Draft, match: Match) -> list[Reading]:
    """Return who calls an envoy in: the Danish ambassador [to Oman] was called in; was summoned to the [ministry].

    A sentence it gets wrong: "Denmark's envoy to Oman was summoned home", where it is his own state that calls him.
    """
    envoys = [w for w in match.targets or () if _is_envoy(w)]
    if not envoys or draft.stance(match).sign >= 0 or any(c.lower in {"home", "back"} for c in match.head.children):
        return []
    above = [*envoys, match.head, *governed(match.head, "to", "into")]  # to the ministry in Oslo
    posts = [p for w in above for p in governed(w, *(("to", "in") if w in envoys else ("in", "at")))]
    own = {r.actor.country for w in envoys for r in draft.references.read(w)}
    hosts = [r for p in posts for r in draft.actors_in(p) if r.actor.kind is Kind.COUNTRY]
    abroad = [h for h in hosts if h.actor.country not in own]
    called_to = [r for w in governed(match.head, "to", "into", "at") for r in draft.references.read(w)]
    bodies = [r for r in called_to if r.actor.kind is Kind.ORGANISATION and r.actor.country not in {*own, None}]
    return (abroad or bodies)[:1]  # was summoned to the Swedish foreign ministry


def _shut_out_of(draft: Draft, match: Match) -> list[Reading]:
    """Return the body that somebody has to leave, which makes him do so: Sudan was suspended from the [AU].

    A sentence it gets wrong: "Oman was excluded from FIFA by a slip of the pen", where nobody meant it.
    """
    if match.head.lemma not in SHUTS_OUT or draft.stance(match).sign >= 0:
        return []
    if any(r.actor.kind is not Kind.COUNTRY for w in match.targets or () for r in draft.references.read(w)):
        return []  # was expelled from the party
    named = [w for w in governed(match.head, "from") if w.i in draft.references.names.at]
    return [r for w in named for r in draft.references.read(w) if r.actor.kind is Kind.ORGANISATION][:1]


def _is_envoy(word: Word) -> bool:
    """Tell whether a word is for somebody at an embassy, by it, its title or where he works: the high commissioner."""
    if word.lemma in ENVOYS or any(c.dep in {"appos", "compound"} and _is_envoy(c) for c in word.children):
        return True
    if word.lemma == "commissioner":
        return any(c.lower == "high" for c in word.children)
    return word.lemma == "official" and any(w.lemma in MISSIONS for w in governed(word, "of", "in", "at", "from"))


def _captors(draft: Draft, match: Match, speakers: list[Reading]) -> list[Reading]:
    """Return who holds somebody that is freed, as is told beside or before: They kidnapped Elbrick. He was [released].

    A text it gets wrong: "Chad seized Omar Sadr in 1980 and let him go. In Rome, in 1999, he was freed on bail."
    """
    if match.head.lemma not in FREES or draft.stance(match).sign <= 0 or governed(match.head, "from"):
        return []
    holding = [c for w in match.targets or () for c in w.children if c.dep == "acl" and c.lemma in HOLDS]
    told = [r for c in holding for w in governed(c, "by") for r in draft.actors([w], speakers)]
    told = told or [r for c in holding for r in draft.jurisdiction(c)]
    if told:
        return told[:1]  # six sailors held in Oman were freed
    freed = {r.actor.id for r in draft.actors(match.targets or (), speakers)}
    held = [
        f
        for f in draft.findings
        if f.target is not None
        and f.target.actor.id in freed
        and match.head.sentence - HELD_REACH <= f.sentence < match.head.sentence
        and (draft.codebook.stances[f.stance].is_legal_act or f.cue[0].lemma in SEIZES)
    ]
    return [Reading(f.source.actor, match.head, "implied") for f in held[-1:]]


def _is_of(draft: Draft, state: Reading, targets: list[Word] | None) -> bool:
    """Tell whether a state is that of one of the targets: it is not Haiti that deports Haitians."""
    return any(r.actor.country == state.actor.country for w in targets or () for r in draft.references.read(w))


def _own_forces(draft: Draft, match: Match) -> list[Reading]:
    """Return whose forces a passive moves, with them as its subject: The Kenyan army was sent into the streets."""
    moved = [w for w in match.cue[1:] if w.dep == "nsubjpass"]
    return [r for w in moved for r in draft.references.read(w) if r.actor.kind is Kind.COUNTRY]


def _undone(draft: Draft, match: Match) -> list[Reading]:
    """Return whose own thing a passive gives or takes back, if it does not say: Ghana's ban on Italy was lifted."""
    own = [w for w in match.cue[1:] if w.dep == "nsubjpass" and draft.stance(match).sign > 0]
    return [r for w in own for r in draft.references.owners(w, but=match.prepositions)]


def _by_gift(draft: Draft, match: Match) -> list[Reading]:
    """Return whose goods somebody was given, where a passive names no giver: armed with Libyan rockets."""
    if draft.stance(match).is_speech or draft.stance(match).symmetric or draft.stance(match).sign <= 0:
        return []
    return once(r for w in governed(match.head, "with") for r in draft.references.owners(w, but=frozenset({"of"})))


def _by_deed(draft: Draft, match: Match) -> list[Reading]:
    """Return whose deed somebody fell to: killed in an Israeli airstrike; killed in an ambush claimed by rebels."""
    return _doers_told(draft, match, governed(match.head, "in", "by", "during", "from", "after"))


def _last_to_do(draft: Draft, match: Match) -> list[Reading]:
    """Return who did the last such deed just before, where it is only told whom it hit: Four were among those killed.

    A text it gets wrong: "Chad bombed a Malian port. A storm was worse: two Malian boys were among the dead."
    """
    if draft.stance(match).is_speech or draft.stance(match).sign >= 0 or governed(match.head, "in", "by", "during"):
        return []
    before = [
        f
        for f in draft.findings
        if f.stance == match.pattern.stance
        and match.head.sentence - TOLD_REACH <= f.sentence < match.head.sentence
        and f.factuality is Factuality.ASSERTED
    ]
    same = [f for f in before if f.cue == before[-1].cue]
    return once(Reading(f.source.actor, match.head, "implied") for f in same)


def _by_act(draft: Draft, match: Match) -> list[Reading]:
    """Return whose deed or fire does what a verb says: the [raid] killed ten; mortar [fire] from Syria hit a village.

    A text it gets wrong: "Chad shelled Mali. A year on, the attack killed again: two boys found a shell."
    """
    return _doers_told(draft, match, agents(match.head), but=frozenset({"of"}))


def _doers_told(draft: Draft, match: Match, deeds: list[Word], *, but: frozenset[str] = frozenset()) -> list[Reading]:
    """Return who did those of some deeds that are of the stance of a match, by their owners or by what stands before.

    A war is that of both sides: who killed somebody in "the war" is told by nothing before it.
    """
    stance, mutual = match.pattern.stance, draft.codebook.words.get("mutual", frozenset())
    fitting = [w for w in deeds if any(p.stance == stance for p in draft.codebook.nouns.get(w.lemma, ()))]
    two = {w.i for w in fitting if governed(w, "between") or len(draft.references.nations(w)) > 1}
    fitting = [w for w in fitting if w.lemma not in mutual or w.i not in two]
    done = draft.codebook.words.get("carries_out")
    return once(
        r
        for w in fitting
        for r in draft.references.owners(w, but=but)
        or draft.references.makers(w, verbs=done)
        or ([] if w.lemma in mutual else doers_before(draft, w, match.head, stance=stance))
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
    suffered = frozenset({"of"}) if noun.lemma in SUFFERED else frozenset[str]()  # the extradition of a spy from Oman
    own = draft.references.owners(noun, but=match.prepositions | suffered)
    if match.possessor is not None:  # "Khashoggi's killing": he did not do it
        own = [r for r in own if match.possessor not in {r.word, r.word.head}]
    if not own and any(c.dep == "poss" and c.lower in WE for c in noun.children):  # our fight against the rebels
        own = _as_state(draft, [Reading(s.actor, noun, "speaker") for s in speakers], match, ours=True)
    own = own or draft.references.makers(noun, verbs=draft.codebook.words.get("carries_out"))
    own = own or _whose_it_undoes(draft, match)
    if own:
        return own
    if (
        noun.dep in {"dobj", "nsubjpass"}
        and _carries_out(draft, noun.head)
        and not _is_told(noun)
        and not _is_judged(noun)
    ):
        return draft.actors(agents(noun.head), speakers)
    if draft.stance(match).is_speech and _puts_forward(noun):
        return draft.actors(agents(noun.head), speakers)
    if symmetric and speakers and match.targets:  # "He said that cooperation with Oman goes on"
        states = (draft.references.state_of(s.actor) for s in speakers)
        return [Reading(a, noun, "implied") for a in states if a is not None]
    return draft.actors(partakers(noun) or _doing(noun, symmetric=symmetric), speakers)


def _whose_it_undoes(draft: Draft, match: Match) -> list[Reading]:
    """Return whose deed it is that the noun ends or goes on with: the lifting of [American] sanctions on Sudan.

    A sentence it gets wrong: "Lower courts saw to the lifting of American sanctions on Sudan."
    """
    if "from" in match.prepositions or draft.stance(match).is_speech:
        return []  # the purchase of Danish wheat from Oman is not Denmark's, nor the threat of an Iranian strike Iran's
    lists = [draft.codebook.nouns, *(draft.codebook.words.get(name, ()) for name in SENT)]
    ended = [w for w in governed(match.head, "of") if w in match.cue and any(w.lemma in words for words in lists)]
    return [r for w in ended for r in draft.references.owners(w, but=match.prepositions)]


def _is_told(noun: Word) -> bool:
    """Tell whether somebody only tells of a death: Oman announced the [death] of a poet."""
    return noun.lemma in DEATHS and noun.head.lemma in TELLS


def _is_judged(noun: Word) -> bool:
    """Tell whether somebody only says what a deed is: called the [jailing] of the writers unacceptable."""
    if noun.head.lemma not in CALLS:
        return False
    astray = [c for w in governed(noun, "of") for c in w.children if c.dep == "amod" and c.i > w.i]
    return bool(astray) or any(c.dep in {"acomp", "ccomp", "oprd", "xcomp"} for c in noun.head.children)


def _carries_out(draft: Draft, verb: Word) -> bool:
    verbs = draft.codebook.words.get("carries_out", frozenset())  # the lemmatizer makes "stag" of "staged"
    if verb.lemma == "call" and any(c.dep in {"oprd", "ccomp"} for c in verb.children):
        return False  # called the deployment an outrage
    return not is_negated(verb) and (verb.lemma in verbs or not verbs.isdisjoint(stems(verb.lower)))


def _puts_forward(noun: Word) -> bool:
    """Tell whether what is said in a noun is said by the subject: penned a [diatribe] against Oman, heard it not.

    A sentence it gets wrong: "The archive keeps a denunciation of Oman", where it is somebody else's.
    """
    verb = noun.head
    if noun.dep != "dobj" or verb.pos != "VERB" or is_negated(verb):
        return False
    return verb.lemma not in TAKES_IN and not any(c.lower in {"that", "the", "these", "this"} for c in noun.children)


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
    if _is_claimed(noun) or _is_answered_for(noun):
        return agents(above.head.head)
    so = (_doing_so(noun) or _doing_meanwhile(noun)) if above.lower == "in" else []
    if so:
        return so
    if above.lower in {"into", "with"} and above.head.lemma in RETORTS and not is_negated(above.head):
        return agents(above.head)  # answered with a denunciation of Oman
    if above.lower == "of" and above.head.lower == "part" and above.head.head.lower == "as":
        return _agents_above(above.head.head.head)  # raided the offices as part of an inquiry into the firm
    if symmetric and _is_attended(noun):
        host = above.head
        going = [host] if host.dep in SUBJECTS | {"appos"} else agents(host)
        return [w for w in going if w.pos != "NOUN" or w.lemma in VISITORS]
    met = symmetric and above.lower in OCCASIONS and above.head.pos == "VERB"
    return agents(above.head) if met else []


def _doing_so(noun: Word) -> list[Word]:
    """Return who does something in protest, or in whatever manner it is: cut its ties [in retaliation]."""
    doing = _agents_above(noun.head)
    if noun.lemma in MANNERS and not any(c.dep == "det" for c in noun.children):
        return doing
    if noun.lemma in SUMMED_UP and any(c.lower in {"a", "an"} for c in noun.children):
        return doing  # put off the vote in a concession to the strikers
    return [w for w in doing if noun.lemma == "protest" and w.tag in {"NNS", "NNPS"}]  # a state words its other deed


def _doing_meanwhile(noun: Word) -> list[Word]:
    """Return who does in a deed what its clause tells: In a [raid] on Chad, Mali killed ten; in a plea to it, he said.

    A sentence it gets wrong: "In an attack on Oman, Iran saved the lives of five Omanis", if others attacked.
    """
    verb = noun.head.head
    if noun.head.i > verb.i or verb.pos != "VERB" or verb.lemma in FALLS or is_passive(verb) or is_negated(verb):
        return []
    new = any(c.lower in {"a", "an", "another"} for c in noun.children) or (
        noun.tag == "NNS" and not any(c.dep in {"det", "poss"} for c in noun.children)
    )
    return agents(verb) if new else []


def _is_attended(noun: Word) -> bool:
    """Tell whether a clause or its subject is told to be on a visit or at a meeting: the king, on a [visit] to Oman.

    A sentence it gets wrong: "At a dinner for Oman, the band played", where a band is an actor.
    """
    preposition, above = noun.head, noun.head.head
    going = preposition.lower == "on" and noun.lemma in VISITS
    sitting = preposition.lower == "at" and noun.lemma in SITTINGS and above.pos in {"VERB", "AUX"}
    if above.pos in {"VERB", "AUX"}:
        return (going or sitting) and not is_passive(above)
    return going and above.dep in SUBJECTS | {"appos"}


def _is_claimed(noun: Word) -> bool:
    """Tell whether somebody owns up to a deed: claimed responsibility for the [attack]."""
    what = noun.head.head
    if noun.head.lower != "for" or what.lemma not in {"responsibility", "credit"}:
        return False
    return what.head.lemma in {"claim", "take"} and not is_negated(what.head)


def _owning_up(verb: Word) -> list[Word]:
    """Return who owns up to what did something: the [rebels] claimed responsibility for a bomb that killed ten."""
    return agents(verb.head.head.head.head) if verb.dep == "relcl" and _is_claimed(verb.head) else []


def _is_answered_for(noun: Word) -> bool:
    """Tell whether somebody is said to have done a deed: was responsible for the [attack]."""
    answerable = noun.head.head
    called = noun.head.lower == "for" and answerable.lower in ANSWERABLE and answerable.dep == "acomp"
    return called and not is_negated(answerable.head)


def _agents_above(word: Word) -> list[Word]:
    """Return the agents of the clause that a word stands in, or none if it is negated."""
    while word.head is not word and word.pos not in {"VERB", "AUX"}:
        word = word.head
    return [] if is_negated(word) else agents(word)


def _listed_under(deed: Word) -> Word:
    """Return what stands in the place of a deed that somebody is blamed for.

    He is accused of crimes [including] it, or of his [part] in it.
    """
    if deed.dep != "pobj":
        return deed
    whole = deed.head.head
    if deed.head.lower == "in" and whole.lemma in PARTS and whole.dep == "pobj":
        return whole
    if deed.head.lower != "including":
        return deed
    return whole.head if whole.dep == "dobj" and whole.head.dep == "pcomp" else whole


def accusers_of(draft: Draft, match: Match) -> tuple[list[Reading], Scene] | None:
    """Return who is blamed for a deed by the verb that it hangs on, with the blame as its scene: blamed X for it."""
    deed = _listed_under(match.head)
    preposition = deed.head
    if deed.dep not in {"pcomp", "pobj"} or preposition.lower not in BLAMING_PREPOSITIONS:
        return None
    verb, accused_words = preposition.head, patients(preposition.head)
    if verb.lower in ANSWERABLE and verb.head.lemma in FINDS:  # found Chad responsible for the raid on
        accused_words = [c for c in verb.children if c.dep in SUBJECTS]
        verb = verb.head
        accused_words = accused_words or patients(verb)
    elif verb.lemma not in BLAMES:
        return None
    if verb.pos != "VERB" or is_negated(verb):
        return None
    accused = draft.actors(accused_words, [])
    accusers = draft.actors(agents(verb), draft.scene(Match(match.pattern, verb, [verb]), "noun").speakers)
    if not accused or not accusers:
        return None
    return accused, Scene(Standing(Factuality.ALLEGED, agents(verb), [verb]), accusers, "noun")

"""Deeds in noun phrases → findings: "the attack on Oman", "Moscow's offer", "anti-government protests"."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final

from stancegraph.codebook import Slot
from stancegraph.extraction.called_deeds import doers_called, is_label
from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated, patients, subjects
from stancegraph.extraction.draft import QUARRELS
from stancegraph.extraction.grammar import ANSWERED, ANSWERS, FIGHTS, MARCHES, TALLIES
from stancegraph.extraction.grounds import doers_answering
from stancegraph.extraction.marches import is_of_work, is_only_spoken_of
from stancegraph.extraction.matching import Match, candidates, match_pattern
from stancegraph.extraction.misreadings import is_gunfire, is_others_deed, is_to_another, is_to_forum
from stancegraph.extraction.notes import MISFIT, NEGATED, UNREAL
from stancegraph.extraction.noun_phrases import governed, owners
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.recording import add, add_pairs
from stancegraph.extraction.retelling import HalfTold
from stancegraph.extraction.roster import HYPHENS
from stancegraph.extraction.sides import is_body_apart, is_own_act
from stancegraph.extraction.sources import TAKING_SIDES, accusers_of, doers_of
from stancegraph.extraction.taking_up import doers_before
from stancegraph.extraction.targets import soil, targets_of
from stancegraph.extraction.topics import is_pointing
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.codebook import Pattern, Stance
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.retelling import Scene

# A war or conflict with one of these before it is fought without weapons.
BLOODLESS: Final = frozenset(
    {"bidding", "cold", "currency", "diplomatic", "price", "tariff", "trade", "turf", "verbal", "word"}
)
# Verbs of what comes to nothing.
FALLS_APART: Final = frozenset(
    {"collapse", "crumble", "disintegrate", "expire", "fail", "falter", "founder", "unravel"}
)
# What breaks a truce or a deal.
BREAKS: Final = frozenset({"break", "kill", "scupper", "scuttle", "sink", "torpedo", "violate", "wreck"})
# What statistics count.
TRADED: Final = frozenset({"commerce", "trade"})
# "Of" a deed these are whom it was done to.
SUFFERS: Final = frozenset({"object", "subject", "target", "victim"})
# Who does this to talks or a truce is none of the parties.
BROKERS: Final = frozenset(
    {"arrange", "broker", "chair", "facilitate", "host", "mediate", "moderate", "oversee", "sponsor"}
)
# Who does this to talks or a pact takes part.
JOINS: Final = frozenset({"attend", "enter", "host", "join", "rejoin"})
# Behind these a request or criticism is of the subject of the clause.
UNHEEDED: Final = frozenset({"after", "amid", "at", "despite", "following", "under"})
# With these of somebody, he takes a stance toward the subject of the clause: came in with the backing of Oman.
BACKINGS: Final = frozenset({"approval", "backing", "blessing", "support"})
# With these from somebody, he has given them to the subject: drained the marsh with help from Oman.
HELPS: Final = frozenset({"aid", "assistance", "credit", "funding", "grant", "help", "loan", "money"})
# A treaty or project of fewer does not say who joins whom.
MIN_PARTIES: Final = 2
# What is said in these is meant by those who talk, what is done in them is not.
BOUTS: Final = frozenset({"exchange", "round", "session"})
SAID: Final = frozenset(
    {"contact", "greeting", "idea", "information", "intelligence", "letter", "message", "note", "opinion", "question",
     "view", "visit", "word"}
)  # fmt: skip
# With these a call is one that somebody gets or makes, not one for something.
TELEPHONES: Final = frozenset({"get", "have", "make", "place", "receive", "take"})


def is_unread(draft: Draft, noun: Word) -> bool:
    """Tell whether a noun may still tell of a deed: its words have shown no stance, or may show another."""
    if noun.i not in draft.used:
        return True
    again = noun.lemma in ANSWERED or is_label(noun) or _is_brokered(noun) or _is_put_down(draft, noun)
    return again and not _is_on_the_phone(noun)


def _is_put_down(draft: Draft, noun: Word) -> bool:
    """Tell whether a protest is what others act against, and says whose it is: broke up a [march] by pensioners."""
    if noun.lemma not in MARCHES or not any(
        r.actor.kind is Kind.GROUP for w in governed(noun, "by", "of") for r in draft.references.read(w)
    ):
        return False
    shown = [f.stance for f in draft.findings if f.sentence == noun.sentence and noun in f.cue]
    return not any(draft.codebook.stances[stance].aims_at_state for stance in shown)


def _is_on_the_phone(noun: Word) -> bool:
    return noun.lemma == "call" and noun.dep == "dobj" and noun.head.lemma in TELEPHONES


def _is_brokered(noun: Word) -> bool:
    """Tell whether somebody else brings a noun's deed about: Qatar brokered a [truce] between Oman and Yemen."""
    verbs = [c for c in noun.children if c.dep == "acl" and c.i > noun.i] + (
        [noun.head] if noun.dep in {"dobj", "nsubjpass"} else []
    )
    return any(v.lemma in BROKERS for v in verbs)


def read_noun(draft: Draft, word: Word) -> None:
    """Read the first pattern of a noun that yields a statement, else the noun as a deed that stands alone."""
    if is_negated(word):
        for pattern in candidates(word, draft.codebook.nouns) if draft.notes is not None else ():
            draft.note(word, pattern, NEGATED)
        return
    for pattern in draft.candidates(word, draft.codebook.nouns):
        if _is_ruled_out(draft, word, pattern):
            continue
        match = match_pattern(pattern, word)
        if match is None:
            draft.note(word, pattern, MISFIT)
        elif not _is_void(draft, match) and _read_deed(draft, match):
            return
    for match in [*_reactions(draft, word), *_undergone(draft, word)]:
        if not is_gunfire(draft, match) and _read_deed(draft, match):
            return
    _read_bare(draft, word)


def _is_ruled_out(draft: Draft, noun: Word, pattern: Pattern) -> bool:
    """Tell whether a noun cannot show what a pattern takes it for.

    What is denied has been claimed by somebody, but hardly of the one who denies it; a hunger strike bombs nobody.
    """
    stance = draft.codebook.stances[pattern.stance]
    return (
        _is_matter(draft, noun, stance)
        or _is_left_undone(draft, noun)
        or (noun.i in draft.used and stance.is_claim)
        or (is_of_work(noun) and not stance.aims_at_state)
    )


def _is_matter(draft: Draft, noun: Word, stance: Stance) -> bool:
    """Tell whether what holds both ways is only what others agree, talk or quarrel about: a [trade] war or treaty."""
    if noun.dep != "compound" or not stance.symmetric:
        return False
    of_both = (draft.codebook.stances[p.stance].symmetric for p in draft.codebook.nouns.get(noun.head.lemma, ()))
    return noun.head.lemma in QUARRELS or any(of_both)


def _is_left_undone(draft: Draft, noun: Word) -> bool:
    """Tell whether a deed is one that is not done, where a pattern takes it for done: the non-[recognition] of Oman."""
    before = draft.references.names.words[max(noun.i - 2, 0) : noun.i]
    return [w.lower for w in before] == ["non", "-"] and not noun.lemma.startswith("non")


def _is_void(draft: Draft, match: Match) -> bool:
    """Tell whether the words of a match are there, but show no stance of whose they are."""
    if _has_ended(draft, match):
        draft.note(match.head, match.pattern, f"{UNREAL}: it {match.head.head.text}")
        return True
    charms = match.head.lemma == "appeal" and bool(governed(match.head, "of"))  # the appeal of Portugal to surfers
    others = is_others_deed(draft, match) or is_to_forum(draft, match)
    return charms or others or _is_backer(match.head) or _is_bout(draft, match)


def _is_bout(draft: Draft, match: Match) -> bool:
    """Tell whether a round or an exchange is none of talks: a round of sanctions, an exchange of fire.

    A sentence it gets wrong: "A round of golf between the premiers went on till dusk", if they talked.
    """
    of = governed(match.head, "of") if match.head.lemma in BOUTS and draft.stance(match).symmetric else []
    return bool(of) and not any(w.lemma in draft.codebook.words.get("talks", frozenset()) | SAID for w in of)


def _has_ended(draft: Draft, match: Match) -> bool:
    """Tell whether what holds both ways is said to be over, or only counted: a truce collapsed; trade fell by half."""
    stance, noun = draft.stance(match), match.head  # of no sign are talks, which were held even if they failed
    if not stance.symmetric or stance.sign <= 0:
        return False
    ends = TALLIES if noun.lemma in TRADED else FALLS_APART
    return noun.head.lemma in ({"nsubj": ends, "dobj": BREAKS, "nsubjpass": BREAKS}.get(noun.dep) or ())


def _read_deed(draft: Draft, match: Match) -> bool:
    """Turn a match of a noun into statements; tell whether there was one."""
    scene = draft.scene(match, "noun")
    if scene.state.factuality is None:
        draft.note_unreal(match, scene)
        return False
    stance = draft.stance(match)
    if match.targets is None:
        return _read_owned(draft, match, scene)
    targets = targets_of(draft, match, scene.speakers)
    if not targets and stance.is_on_soil:
        targets = soil(draft, match.head)
    if match.is_between and len(targets) > 1 and match.sources is None:
        if stance.symmetric:
            return add_pairs(draft, match, combinations(targets, 2), scene)
        of_words = any(t.actor.kind is Kind.OFFICIAL for t in targets)  # a conflict between ministers
        ways = list(permutations(targets, 2)) if match.head.lemma in FIGHTS else [(targets[0], t) for t in targets[1:]]
        return not of_words and add_pairs(draft, match, ways, scene)
    doers, scene = _doers(draft, match, scene)
    if targets and not doers and stance.is_legal_act:
        doers = draft.jurisdiction(match.head) or _tried_where(draft, match.head)
    if doers and targets:
        return add(draft, match, doers, targets, scene)
    draft.note_ends(match, sources=bool(doers), targets=bool(targets))
    if not stance.is_speech and not stance.symmetric and (doers or targets) and not _is_civil(match.head):
        draft.half_told.append(HalfTold(match, doers, targets, scene, points_back=is_pointing(match.head)))
    return False


def _is_backer(noun: Word) -> bool:
    """Tell whether it is somebody's supporters whom something befalls: who beats backers of the king backs no king."""
    return noun.lemma in TAKING_SIDES and noun.dep in {"dobj", "nsubjpass", "pobj"}


def _doers(draft: Draft, match: Match, scene: Scene) -> tuple[list[Reading], Scene]:
    """Return whose deed a noun is, and its scene: where somebody is blamed for it, that of the blame."""
    accused_by, answering = accusers_of(draft, match), doers_answering(draft, match.head)
    doers = answering or doers_of(draft, match, scene.speakers)
    called = None if accused_by or doers else doers_called(draft, match, scene)
    if called is not None:
        return called
    return accused_by if accused_by is not None and (answering or not doers) else (doers, scene)


def _tried_where(draft: Draft, noun: Word) -> list[Reading]:
    """Return the state where a legal act goes on, by the verb that it is subject of: the trial opened in Lima."""
    return draft.jurisdiction(noun.head) if noun.dep in SUBJECTS and noun.head.pos == "VERB" else []


# ---------------------------------------------------------------------------------------- without a target of its own


def _read_owned(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read a noun without a target: "the Franco-German treaty"; "Kyiv rejected Moscow's offer"."""
    noun = match.head
    if draft.stance(match).symmetric:
        if noun.lemma in draft.codebook.words.get("shared", ()) and not _is_hyphenated(noun):
            return False  # the war effort, Dutch and Danish projects
        both = draft.references.nations(noun)
        pairs = combinations(both, 2)
        if add_pairs(draft, match, pairs, scene) or (len(both) < MIN_PARTIES and _read_joined(draft, match, scene)):
            return True
    elif noun.lemma in draft.codebook.words.get("mutual", ()) and not _is_apart(noun):
        return add_pairs(draft, match, permutations(draft.references.nations(noun), 2), scene)
    if _read_unheeded(draft, match, scene) or _read_listed(draft, match, scene):
        return True
    return _read_answered(draft, match, scene)


def _read_answered(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read what the subject of a verb answers, as toward whose it is: Kyiv rejected Moscow's [offer]."""
    noun = match.head
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if noun.dep not in {"dobj", "nsubjpass", "pobj"} or verb.lemma not in ANSWERS:
        draft.note(noun, match.pattern, "alone it counts only with two owners, or behind a verb like 'rejected'")
        return False
    whose, answering = draft.references.owners(noun), draft.actors(agents(verb), scene.speakers)
    if draft.stance(match).symmetric and is_to_another(draft, noun, answering):
        draft.note(noun, match.pattern, "it is made to somebody else than who answers it", [noun, verb])
        return False
    if not (whose and answering):
        draft.note(noun, match.pattern, "whose it is, or who answers it, is nobody that is known", [noun, verb])
    return add(draft, match, whose, answering, scene)


def _is_apart(noun: Word) -> bool:
    """Tell whether a war is none of the nations beside it with each other: a trade war, civil wars in Chad and Mali."""
    bloodless = any(c.lower in BLOODLESS for c in noun.children)
    return bloodless or _is_civil(noun) or bool(governed(noun, "in", "within"))


def _is_civil(noun: Word) -> bool:
    """Tell whether it is fought within a nation, so that its owner does it to nobody: Chad's civil war."""
    return any(c.lower == "civil" for c in noun.children)


def _is_hyphenated(noun: Word) -> bool:
    """Tell whether nations share a noun by a hyphen: a [Franco]-Malian project, not Dutch and Danish projects."""
    return any(c.text in HYPHENS for w in noun.children if w.i < noun.i for c in w.children)


def _read_listed(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read what a crowd is said to ask for, as asked of its state: the strikers' [demands] include a pay rise."""
    noun, stance = match.head, draft.stance(match)
    if noun.tag != "NNS" or not stance.is_speech or stance.target != "optional" or noun.dep in {"dobj", "nsubjpass"}:
        return False
    if noun.dep == "pobj" and noun.head.head.lower != "one":  # one of their demands
        return False
    crowds = [r for r in draft.references.owners(noun) if r.actor.kind is Kind.GROUP]
    added = [add(draft, match, [crowd], _state_of(draft, crowd), scene) for crowd in crowds]
    return any(added)


def _read_joined(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read who comes to what others were told to hold: Oslo and Bonn met; Rome joined the [talks]."""
    noun = match.head
    verb = noun.head.head if noun.dep == "pobj" else noun.head
    if noun.dep not in {"dobj", "pobj"} or verb.lemma not in JOINS or is_negated(verb) or not is_pointing(noun):
        return False
    joining = draft.actors(agents(verb), scene.speakers)
    parties = doers_before(draft, noun, verb)
    return bool(joining and parties) and add(draft, match, joining, parties, scene)


def _read_unheeded(draft: Draft, match: Match, scene: Scene) -> bool:
    """Read what was asked of the subject of a clause: sheltered him despite requests by Oman to hand him over."""
    noun, verb = match.head, match.head.head.head
    heeded = noun.head.lower == "to" and verb.lemma in {"answer", "reply", "response"} and verb.dep == "pobj"
    if heeded:  # in response to an appeal by Chad, France sent troops
        verb = verb.head.head
    if not draft.stance(match).is_speech or noun.dep != "pobj":
        return False
    if not (heeded or noun.head.lower in UNHEEDED) or verb.pos != "VERB":
        return False
    whose = match.sources if match.sources is not None else governed(noun, "by", "from")
    asking = draft.actors(whose, scene.speakers)
    if not asking and noun.head.lower == "at":  # at the Gambian government's request, Senegal sent troops
        asking = draft.references.owners(noun)
    doers = agents(verb) or (patients(verb) if noun.head.lower == "at" else [])  # the council was called at its request
    asked = [r for r in draft.actors(doers, scene.speakers) if any(not is_own_act(a, r) for a in asking)]
    return bool(asking and asked) and add(draft, match, asking, asked, scene)


def _undergone(draft: Draft, noun: Word) -> list[Match]:
    """Return the matches of "Minsk faced criticism from Vilnius", where the subject is the target."""
    verb, targets = noun.head, _sufferers(noun)
    if not targets and noun.dep == "dobj" and verb.lemma in draft.codebook.words.get("undergoes", ()):
        targets = subjects(verb)
    if not targets or draft.references.read(noun):  # criticism that somebody met with, not critics whom he met
        return []
    sources = governed(noun, "from", "by") or governed(verb, "from", "by")
    if not sources:  # "faced American sanctions"
        sources = next((group for group in owners(noun) if any(draft.references.read(w) for w in group)), [])
    patterns = [p for p in candidates(noun, draft.codebook.nouns) if p.has_target and not _needs_more(p)]
    if _sufferers(noun):  # the target of an attack: hardly of one in words
        patterns.sort(key=lambda p: draft.codebook.stances[p.stance].is_speech)
    return [Match(p, noun, [noun, verb], targets, sources) for p in patterns if sources]


def _reactions(draft: Draft, noun: Word) -> list[Match]:
    """Return the matches of "Nicaragua followed suit, to the fury of Tbilisi", where the subject is the target."""
    to = noun.head
    helped = to.lower == "with" and noun.lemma in HELPS
    backed = helped or (to.lower == "with" and noun.lemma in BACKINGS)
    if noun.dep != "pobj" or not (to.lower == "to" or backed):
        return []
    whose = [c for c in noun.children if c.dep == "poss" and c.pos == "PROPN"]  # to Tbilisi's fury
    if not whose and not helped and not any(c.lower in {"full", "great", "the"} for c in noun.children):
        return []
    sources = whose or (governed(noun, "of", "from") if backed else governed(noun, "of"))
    if not sources and helped:  # with Swedish money
        sources = [c for c in noun.children if c.dep in {"amod", "compound"} and c.entity in {"GPE", "NORP"}]
    verb = to.head
    while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
        verb = verb.head
    if not sources or verb.pos not in {"VERB", "AUX"} or is_negated(verb):
        return []
    patterns = [p for p in candidates(noun, draft.codebook.nouns) if p.has_target and not _needs_more(p)]
    stances = draft.codebook.stances
    if helped:
        patterns = [p for p in patterns if stances[p.stance].sign > 0 and not stances[p.stance].symmetric]
    patterns = [p for p in patterns if stances[p.stance].is_speech != helped]
    return [Match(p, noun, [noun], agents(verb), sources) for p in patterns]


def _needs_more(pattern: Pattern) -> bool:
    """Tell whether a pattern asks for words that a noun by itself does not have: an attack decision."""
    return any(e.slot is Slot.WORD and not e.is_preposition for e in pattern.elements)


def _sufferers(noun: Word) -> list[Word]:
    """Return who a clause says is "the target of" a deed: Abqaiq was the target of an al-Qaeda attack."""
    of = noun.head
    if noun.dep != "pobj" or of.lower != "of" or of.head.lemma not in SUFFERS or of.head.dep != "attr":
        return []
    return subjects(of.head.head)


# -------------------------------------------------------------------------------------------------------- bare deeds


def _read_bare(draft: Draft, noun: Word) -> None:
    """Read a deed that stands alone, "the attack", "police violence", "anti-government protests"."""
    deed = _bare_deed(draft, noun)
    if deed is None or (noun.dep in SUBJECTS and is_negated(noun.head)):  # protests are not reported
        return
    match = Match(deed, noun, [noun])
    scene = draft.scene(match, "noun")
    if scene.state.factuality is None:
        return
    own_scene = scene
    doers, scene = _doers(draft, match, scene)
    doers = doers or draft.references.makers(noun, verbs=draft.codebook.words.get("carries_out"))
    targets = opposed(draft, noun)
    if draft.stance(match).aims_at_state:
        doers = doers or _callers(draft, noun) or ([] if is_only_spoken_of(noun) else draft.references.protesters(noun))
        told = {f.source.actor.id for f in draft.findings if f.stance == deed.stance and f.sentence == noun.sentence}
        if not targets and any(d.actor.id in told for d in doers):
            return  # marched against the premier, in the largest protest for years
        workers = noun.lemma in MARCHES or is_of_work(noun)  # a party's march, but not its rebellion
        targets = targets or [r for d in doers for r in _state_of(draft, d, bodies=workers)]
    if doers and targets:
        add(draft, match, doers, targets, scene)
    elif doers and not _is_civil(noun):
        owned = draft.references.owners(noun, but=match.prepositions)
        blamed = scene is not own_scene or not owned
        draft.half_told.append(HalfTold(match, doers, [], scene, points_back=blamed and is_pointing(noun)))


def _callers(draft: Draft, noun: Word) -> list[Reading]:
    """Return who called a strike or march, not who called it off."""
    if noun.dep not in {"dobj", "nsubjpass"} or noun.head.lemma != "call":
        return draft.references.makers(noun, verbs=frozenset({"call"}))
    if is_negated(noun.head) or any(c.lower in {"for", "off"} for c in noun.head.children):
        return []
    return draft.actors(agents(noun.head), [])


def _bare_deed(draft: Draft, noun: Word) -> Pattern | None:
    """Return the pattern of the deed that a noun is by itself, if it is one."""
    stances = draft.codebook.stances
    patterns = [p for p in draft.codebook.nouns.get(noun.lemma, ()) if p.has_target]
    deeds = [p for p in patterns if not (stances[p.stance].is_speech or stances[p.stance].symmetric)]
    if not deeds or noun.tag in {"NNP", "NNPS"} or any(h.match.head is noun for h in draft.half_told):
        return None
    if noun.lemma == "riot" and noun.dep == "compound":  # riot police
        return None
    told = {h.stance for h in draft.half_told if h.match.head.lemma == noun.lemma}  # the raid: the one told before
    deeds.sort(key=lambda p: p.stance not in told)
    crowd = draft.codebook.words.get("crowd", frozenset())
    by_crowd = noun.lemma == "strike" and any(w.lemma in crowd for w in governed(noun, "by"))
    in_streets = noun.lemma in MARCHES or is_of_work(noun) or by_crowd
    whose = draft.references.owners(noun) if in_streets else []
    if in_streets and (not whose or any(r.actor.kind is Kind.GROUP for r in whose)):
        deeds.sort(key=lambda p: not stances[p.stance].aims_at_state)
    return deeds[0]


def opposed(draft: Draft, noun: Word) -> list[Reading]:
    """Return whom "anti-government" or "anti-American" before a noun is against."""
    words = draft.parse.words
    for child in noun.children:
        for i in range(child.left_edge().i, child.i + 1):
            if words[i].lower == "anti" and i + 2 < len(words) and words[i + 1].text == "-":
                against = words[i + 2]
                return draft.actors_in(against) or (
                    draft.home(noun) if against.lemma in {"government", "regime", "state"} else []
                )
    return []


def _state_of(draft: Draft, reading: Reading, *, bodies: bool = False) -> list[Reading]:
    outside = reading.actor.kind is Kind.GROUP or (bodies and is_body_apart(reading.actor))
    state = draft.references.state_of(reading.actor) if outside else None
    return [] if state is None else [Reading(state, reading.word, "implied")]

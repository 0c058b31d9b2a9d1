"""Matches of words that mean something else where they stand: guns where a pattern takes fire for criticism."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import MAX_DEPTH, SUBJECTS, agents, is_negated, is_passive, patients, subjects
from stancegraph.extraction.complements import NEEDED, is_indicative
from stancegraph.extraction.grammar import CROWDS, FUTURE, IT, REPORTS, SENDS_AWAY, THEY, TRAVELLERS
from stancegraph.extraction.marches import is_of_work
from stancegraph.extraction.matching import is_infinitive, match_pattern
from stancegraph.extraction.noun_phrases import conjuncts, governed, owners
from stancegraph.extraction.restating import TERRITORY
from stancegraph.extraction.sides import is_same_side
from stancegraph.extraction.unfit import PUBLICS, REQUEST
from stancegraph.extraction.verdicts import REVERSED
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.readings import Reading
    from stancegraph.extraction.roster import Mention

# What is blocked with bodies and barricades.
WAYS: Final = frozenset(
    {"access", "bridge", "entrance", "highway", "motorway", "railway", "road", "street", "transport"}
)

# Verbs of force that mean a contest where what is fought for is trade, and what that is.
VIES: Final = frozenset({"attack", "battle", "challenge", "combat", "fight"})
CUSTOM: Final = frozenset(
    {"business", "contract", "customer", "custom", "franchise", "licence", "license", "market", "order", "passenger",
     "route", "sale", "share", "title", "traffic", "viewer"}
)  # fmt: skip

# What a body does that is called together, and what a complaint does to whom it is about.
CONVENES: Final = frozenset({"assemble", "convene", "discuss", "meet", "sit"})
CHARGES: Final = frozenset({"accuse", "allege", "blame", "charge"})
COMPLAINTS: Final = frozenset({"complaint", "grievance", "protest"})
# What is done to guests, and to news.
RECEIVES: Final = frozenset({"greet", "receive", "see", "welcome"})
# The code of CAMEO for threats.
THREATS: Final = "13"
# What those do who speak to reporters without their name, and what is not done to it.
ASKS_FOR_SILENCE: Final = frozenset({"ask", "demand", "insist", "plead", "request"})
NAMES: Final = frozenset({"cite", "identify", "name", "quote"})
# That of formal protests to a state.
PROTESTS: Final = "114"
# Verbs that lay a deed to somebody: attributed the attack to Oman.
IMPUTES: Final = frozenset({"ascribe", "attribute", "connect", "impute", "lay", "link", "pin", "put", "tie", "trace"})
# An attack that is so is one with words.
SPOKEN: Final = frozenset(
    {"blistering", "outspoken", "personal", "rhetorical", "scathing", "scorching", "stinging", "verbal", "withering"}
)
# Where sides have words with each other.
SESSIONS: Final = frozenset(
    {"assembly", "conference", "congress", "council", "court", "debate", "forum", "hearing", "meeting", "negotiation",
     "parliament", "session", "summit", "talk"}
)  # fmt: skip
# What moves by itself, and what befalls it.
CRAFT: Final = frozenset(
    {"aircraft", "airliner", "bike", "boat", "bus", "car", "coach", "engine", "express", "ferry", "helicopter", "jet",
     "liner", "locomotive", "lorry", "metro", "minibus", "motorcycle", "plane", "ship", "taxi", "train", "tram",
     "truck", "tug", "van", "vehicle", "yacht"}
)  # fmt: skip
MISHAPS: Final = frozenset(
    {"capsize", "careen", "collide", "crash", "derail", "jackknife", "overturn", "plough", "plow", "plunge", "sink",
     "skid", "swerve", "veer"}
)  # fmt: skip
# What befalls people: who is worried about it means them well.
PLIGHT: Final = frozenset(
    {"fate", "future", "health", "hardship", "misery", "plight", "suffering", "survival", "welfare", "well-being",
     "wellbeing"}
)  # fmt: skip
WORRIES: Final = frozenset(
    {"alarm", "alarmed", "anxiety", "anxious", "concern", "concerned", "dismay", "dismayed", "distressed", "fear",
     "fearful", "troubled", "worried", "worry"}
)  # fmt: skip
# With condolences, these are felt for those who mourn, and for nobody's side.
COMPASSION: Final = frozenset({"compassion", "grief", "regret", "sorrow", "sympathy"})
# Behind more words than these, a request is no plain advice: urged, asked to.
LONGEST_ADVICE: Final = 2
# Where people work or learn: who walks out of there strikes.
WORKPLACES: Final = frozenset(
    {"class", "classroom", "depot", "factory", "hospital", "job", "lecture", "mill", "mine", "office", "plant",
     "school", "shop", "ward", "warehouse", "work", "workplace", "yard"}
)  # fmt: skip


def is_misread(draft: Draft, match: Match) -> bool:
    """Tell whether the words of a match mean something else than its pattern.

    A sentence it gets wrong: "Oman came under attack from Iranian officers in the press", where nobody shoots.
    """
    if match.pattern.negated and draft.stance(match).answers_claims and _is_to_come(match.head):
        return True
    for misreads in MISREADINGS:  # noqa: SIM110 -- asked of every match, a loop costs half as much
        if misreads(draft, match):
            return True
    return False


def is_gunfire(draft: Draft, match: Match) -> bool:
    """Tell whether fire or an attack is that of guns, not criticism: came under fire from the army."""
    if not draft.stance(match).is_claim or match.head.lemma in REPORTS:  # says Oman is behind the attack
        return False
    fire = [w for w in match.cue if w.pos == "NOUN" and w.lemma in {"assault", "attack", "fire"}]
    if match.head.lemma in IMPUTES or any(c.lower in SPOKEN for w in fire for c in w.children):
        return False
    if not fire or _is_between_states(draft, match) or any(c.dep == "det" for w in fire for c in w.children):
        return bool(fire)
    armed = {*draft.codebook.words.get("fighters", ()), *draft.codebook.words.get("arms", ()), "position"}
    return any(w.lemma in armed for w in (*(match.sources or ()), *(match.targets or ())))


def _is_between_states(draft: Draft, match: Match) -> bool:
    """Tell whether states are named, and no reason why one would speak against the other: under attack from Iran."""
    names = draft.references.names.at
    ends = [*(match.sources or ()), *(match.targets or ())]
    reasons = (c for w in (match.head, *match.cue, *ends) for c in w.children)
    if any(c.lower in {"about", "after", "because", "for", "over"} and c.dep in {"mark", "prep"} for c in reasons):
        return False
    return all(w.i in names and names[w.i].form is Form.NAME and names[w.i].entity.kind is Kind.COUNTRY for w in ends)


def is_others_deed(draft: Draft, match: Match) -> bool:
    """Tell whether what somebody warns of is what others may do: Oman warned of an Iranian [attack] on Chad."""
    if THREATS not in draft.stance(match).cameo:
        return False
    deeds = [w for w in match.cue[1:] if w.pos == "NOUN" and w.dep == "pobj" and w.head.lower in {"about", "of"}]
    sources = draft.actors(agents(match.head) or [w for group in owners(match.head) for w in group], [])
    whose = [r for w in deeds for r in draft.references.owners(w, but=match.prepositions)]
    return bool(sources) and any(not is_same_side(r.actor, s.actor) for r in whose for s in sources)


def _is_sacking(draft: Draft, match: Match) -> bool:
    """Tell whether somebody is removed from his post, and not disregarded: dismissed two ministers."""
    if match.head.lemma != "dismiss" or not draft.stance(match).answers or len(match.cue) > 1:
        return False
    return any("person" in draft.references.nouns_of(w) for w in match.targets or ())


def _is_beaten_off(draft: Draft, match: Match) -> bool:
    """Tell whether it is an attack that is met, with force and not with a refusal: repulsed an [attack] by Chad."""
    stance = draft.stance(match)
    if match.head.lemma not in {"repel", "repulse"} or not stance.answers or stance.is_on_soil:
        return False
    deeds = (p.stance for w in match.targets or () for p in draft.codebook.nouns.get(w.lemma, ()))
    return any(draft.codebook.stances[stance].is_on_soil for stance in deeds)


def _is_in_the_way(draft: Draft, match: Match) -> bool:
    """Tell whether a road is blocked, where a pattern takes it for a refusal: blocked the roads leading to Nairobi."""
    return (
        match.head.lemma == "block"
        and bool(draft.stance(match).answers)
        and any(w.lemma in WAYS for w in match.targets or ())
    )


def _is_addressing(draft: Draft, match: Match) -> bool:
    """Tell whether it only says to whom somebody said something else: Speaking to students, she said ..."""
    verb = match.head
    if verb.lemma not in {"speak", "talk"} or verb.tag != "VBG" or not draft.stance(match).symmetric:
        return False
    beside = verb.head.lemma in REPORTS or verb.dep == "acl"  # the premier, speaking to a club, said
    return "to" in match.prepositions and beside and not any(c.dep == "aux" for c in verb.children)


def _is_for_envoy(_draft: Draft, match: Match) -> bool:
    """Tell whether a protest is what an envoy is called in for, not his own: was summoned to lodge a strong protest."""
    verb = match.head.head if match.head.dep == "dobj" else match.head
    above, purpose = verb.head, verb.dep in {"advcl", "xcomp"} and is_infinitive(verb)
    return purpose and above.lemma in {"convoke", "summon"} and is_passive(above)


def _is_of_work(draft: Draft, match: Match) -> bool:
    """Tell whether a strike is one of workers, not of bombers: began a hunger strike in Turkish jails."""
    stance = draft.stance(match)
    force = stance.sign < 0 and not (stance.is_speech or stance.aims_at_state)
    return force and any(is_of_work(w) for w in match.cue[1:])


def _is_of_forces(draft: Draft, match: Match) -> bool:
    """Tell whether a strike is one of bombers, not of workers, by who launches it: Chad launched strikes on Mali."""
    if not draft.stance(match).aims_at_state or not any(w.lemma == "strike" for w in match.cue[1:]):
        return False
    striking = [r.actor for r in draft.actors(agents(match.head), [])]
    struck = {r.actor.country for w in match.targets or () for r in draft.actors_in(w)}
    abroad = bool(struck) and None not in struck
    return any(
        a.kind is Kind.COUNTRY or (a.kind is Kind.ORGANISATION and abroad and a.country not in {*struck, None})
        for a in striking
    )


def _is_to_come(verb: Word) -> bool:
    """Tell whether it is of what is to come, which nobody can be said to have done: will not take part in the talks."""
    return any(c.dep == "aux" and c.lower in FUTURE for c in verb.children)


def is_of_fact(_draft: Draft, match: Match) -> bool:
    """Tell whether somebody speaks of what was or is, and asks for nothing: insists that he was elected.

    Nor does he who calls a fact important: it is vital that Oman has signed.
    """
    if match.head.lemma == "be" and any(w.lower in NEEDED for w in match.cue[1:]):
        return any(is_indicative(w.head) for w in match.targets or () if w.dep in SUBJECTS)
    return match.head.lemma == "insist" and any(w.lower in {"are", "is", "was", "were"} for w in match.cue[1:])


def _is_for_custom(draft: Draft, match: Match) -> bool:
    """Tell whether firms or cities vie for trade, with no force: the airline fights its rival for the Accra route."""
    stance = draft.stance(match)
    is_force = stance.sign < 0 and not (stance.is_speech or stance.aims_at_state)
    return is_force and match.head.lemma in VIES and any(w.lemma in CUSTOM for w in governed(match.head, "for", "over"))


def _is_at_table(draft: Draft, match: Match) -> bool:
    """Tell whether it is with words that sides clash, at a meeting: clashed with Oman at the Arab League."""
    verb = match.head
    if verb.lemma != "clash" or draft.stance(match).is_speech:
        return False
    named = draft.references.names.at
    at = [w for v in (verb, *(match.targets or ())) for w in governed(v, "at", "before", "in")]
    return any(w.lemma in SESSIONS or _is_body(named.get(w.i)) for w in at)


def _is_of_news(draft: Draft, match: Match) -> bool:
    """Tell whether it is no guest who is welcomed, but what somebody did: welcomed Oman's [apology] to Chad."""
    stance, targets = draft.stance(match), match.targets or ()
    if not stance.symmetric or match.head.lemma not in RECEIVES or len(match.cue) > 2:
        return False
    return not any(draft.references.read(w) for w in targets) and any(owners(w) for w in targets)


def is_to_another(draft: Draft, noun: Word, answering: list[Reading]) -> bool:
    """Tell whether an offer or visit is to others than those who answer it: Rome welcomed Oslo's [offer] to Bonn."""
    towards = draft.actors(governed(noun, "to", "with"), [])
    return bool(towards) and not any(is_same_side(t.actor, a.actor) for t in towards for a in answering)


def _is_among_others(draft: Draft, match: Match) -> bool:
    """Tell whether what is done to an offer or pact makes nobody a party to it: denounced Oslo's [pact] with Bonn."""
    stance, noun = draft.stance(match), next((w for w in match.cue[1:] if w.pos == "NOUN"), None)
    if noun is None or match.head.pos != "VERB" or noun.dep not in {"dobj", "nsubjpass"} or not match.targets:
        return False
    if match.prepositions & {"to", "with"}:
        return False
    mutual = (draft.codebook.stances[p.stance].symmetric for p in draft.codebook.nouns.get(noun.lemma, ()))
    if not stance.symmetric and not (stance.answers and any(mutual)):
        return False
    return is_to_another(draft, noun, draft.actors(agents(match.head), []))


def _is_out_of_own_land(_draft: Draft, match: Match) -> bool:
    """Tell whether it is his own land that somebody sends others out of: ordered the envoys out of their countries."""
    lands = [w for w in match.targets or () if w.lemma in TERRITORY]
    own = any(c.dep == "poss" and c.lower in IT | THEY for w in lands for c in w.children)
    return own and match.head.lemma in SENDS_AWAY


def is_to_forum(draft: Draft, match: Match) -> bool:
    """Tell whether a complaint is only heard by whom it is made to: protested to the [UN] against a raid.

    Nor is a body of states called to account when it is called together: summoned the Council to [meet].
    """
    lodged = (match.head, *match.cue[1:], *(c for c in match.head.children if c.dep == "dobj"))
    if PROTESTS not in draft.stance(match).cameo and not any(w.lemma in COMPLAINTS for w in lodged):
        return False
    named = draft.references.names.at
    bodies = [w for w in match.targets or () if _is_body(named.get(w.i)) and named[w.i].entity.country is None]
    heard = [w for w in bodies if w.dep == "pobj" and w.head.lower in {"before", "to", "with"}]
    if any(governed(w, "about", "against", "at", "over") for w in lodged) or _is_charging(match.head):
        return bool(heard)
    meets = [c for c in match.head.children if is_infinitive(c) and c.lemma in CONVENES]
    return bool(meets) and any(w.dep in {"dobj", "nsubj"} for w in bodies)


def _is_charging(word: Word) -> bool:
    """Tell whether somebody accuses another by what he does: filed a complaint [charging] Oman with aggression."""
    verb = word.head if word.pos == "NOUN" else word
    clauses = [c for w in (verb, *verb.children) if w is verb or w.dep == "dobj" for c in w.children]
    return any(c.tag == "VBG" and c.lemma in CHARGES for c in clauses)


def _is_left_land(_draft: Draft, match: Match) -> bool:
    """Tell whether it is out of a land that envoys are sent, by the land itself: were expelled from [Oman]."""
    away = match.head.lemma in SENDS_AWAY and is_passive(match.head)
    return away and any(w.dep == "pobj" and w.head.lower == "from" for w in match.targets or ())


def _is_for_silence(_draft: Draft, match: Match) -> bool:
    """Tell whether it is only his name that somebody who speaks wants to be left out: asked not to be [named]."""
    verb = match.head
    if verb.lemma not in ASKS_FOR_SILENCE:
        return False
    asked = [*match.cue, *verb.children, *(w for c in verb.children if c.dep == "prep" for w in c.children)]
    return any(
        w.lemma in {"anonymity", "confidentiality"}
        or (w.lemma == "withhold" and any(c.lemma in {"identity", "name"} for c in w.children))
        or (w.lemma in NAMES and w.pos == "VERB" and is_negated(w) and (is_passive(w) or w.tag == "VBG"))
        for w in asked
    )


def _is_mishap(draft: Draft, match: Match) -> bool:
    """Tell whether a vehicle kills because something befell it: the train derailed when it hit a lorry, killing two.

    A sentence it gets wrong: "An Iranian lorry crashed through the gate and hit the guards", where it was meant to.
    """
    stance = draft.stance(match)
    if stance.sign >= 0 or stance.is_speech or stance.aims_at_state or match.head.pos != "VERB":
        return False
    verb, chain = match.head, [match.head]
    while verb.dep in {"acl", "advcl", "conj", "xcomp"} and verb.head.pos == "VERB" and len(chain) <= MAX_DEPTH:
        verb = verb.head
        chain.append(verb)
    chain += [c for v in tuple(chain) for c in v.children if c.dep in {"advcl", "conj"} and c.pos == "VERB"]
    if not any(v.lemma in MISHAPS for v in chain):
        return False
    moving = [s for v in chain for s in subjects(v)]
    moving += [
        c for s in moving if s.pos == "DET" for c in s.children
    ]  # the parser's subject of "A locomotive derailed"
    return any(w.lemma in CRAFT and w.pos != "VERB" for w in moving)


def _is_for_their_good(draft: Draft, match: Match) -> bool:
    """Tell whether it is what befalls people that somebody worries about: worried about the fate of the Eritreans."""
    if not draft.stance(match).is_claim or not any(w.lower in WORRIES or w.lemma in WORRIES for w in match.cue):
        return False
    return any(w.lemma in PLIGHT and (owners(w) or governed(w, "of")) for w in match.targets or ())


def _is_condolence(draft: Draft, match: Match) -> bool:
    """Tell whether sympathy goes to those who mourn: expressed its sympathy and condolences to the Turkish people."""
    if draft.stance(match).sign <= 0:
        return False
    felt = [w for w in match.cue if w.lemma in COMPASSION]
    mourned = [c for w in felt for c in (*conjuncts(w), w.head, *w.children)]
    return bool(felt) and any(c.lemma in {"condolence", "condolences"} for c in mourned)


def _is_advice(draft: Draft, match: Match) -> bool:
    """Tell whether it is the public that is asked, and nobody's side: urged the curious to keep off; warned visitors.

    A sentence it gets wrong: "Oman asked tourists from Chad to leave", if nothing else told whose they are.
    """
    if draft.stance(match).plover != REQUEST or len(match.cue) > LONGEST_ADVICE:
        return False
    asked = patients(match.head) if match.head.pos == "VERB" else []
    return bool(asked) and all(_is_public(w) and not draft.references.read(w) for w in asked)


def _is_public(word: Word) -> bool:
    """Tell whether a noun is one for the public: motorists, visitors, the curious."""
    named = any(c.lower == "the" for c in word.children)
    return word.lemma in PUBLICS | TRAVELLERS or (word.tag == "JJ" and named and word.lemma not in CROWDS)


def _is_off_work(draft: Draft, match: Match) -> bool:
    """Tell whether it is a workplace that is left, and no talks: nurses walked out of two hospitals."""
    leaves = match.head.lemma in {"storm", "walk"} and "out" in {w.lower for w in match.cue}
    places = governed(match.head, "of") + [w for w in match.targets or () if w.pos == "NOUN"]
    return leaves and not draft.stance(match).aims_at_state and any(w.lemma in WORKPLACES for w in places)


def _is_body(mention: Mention | None) -> bool:
    return mention is not None and mention.entity.kind is Kind.ORGANISATION


def _is_told_by_text(draft: Draft, match: Match) -> bool:
    """Tell whether the text itself says what somebody has not, and nobody disputes it: although it has no troops."""
    clause = match.head
    if not match.pattern.negated or not draft.stance(match).answers_claims or clause.lemma != "have":
        return False
    background = clause.dep == "advcl" and any(c.dep == "mark" for c in clause.children)
    told = clause.dep in {"ROOT", "relcl"} or (background and clause.head.lemma not in REPORTS)
    return told and clause.i not in draft.references.quoted


def is_harm_agreed(draft: Draft, match: Match) -> bool:
    """Tell whether what is agreed on, or one is ready for, is done to the target: agreed to expel the Cuban envoy."""
    if match.head.lemma not in {"agree", "be"} or not match.nearest_only:
        return False
    above = [match.head] if match.head.lemma == "agree" else match.cue[1:]  # is ready to fight them
    for clause in (c for w in above for c in w.children if is_infinitive(c)):
        for pattern in draft.candidates(clause, draft.codebook.verbs):
            if match_pattern(pattern, clause) is not None:
                return draft.codebook.stances[pattern.stance].sign < 0
    return False


def _is_claim_of_good(draft: Draft, match: Match) -> bool:
    """Tell whether what is claimed is that somebody ends a wrong: claimed Oman had curbed illegal fishing.

    A sentence it gets wrong: "Oman claimed that Chad had ended the brutal war by a massacre".
    """
    if match.head.lemma != "claim" or match.head.pos != "VERB":
        return False
    words = draft.codebook.words
    wrong, bad = words.get("wrong", frozenset()) | words.get("assault", frozenset()), words.get("bad", frozenset())
    for clause in (c for c in match.head.children if c.dep == "ccomp"):
        ended = [w for c in clause.children if c.dep in {"dobj", "nsubjpass"} for w in conjuncts(c)]
        harm = [w for w in ended if w.lemma in wrong or any(c.lemma in bad for c in w.children if c.dep == "amod")]
        if clause.lemma in words.get(REVERSED, ()) and harm and not is_negated(clause):
            return True
    return False


MISREADINGS: Final[tuple[Callable[[Draft, Match], bool], ...]] = (
    is_gunfire,
    is_others_deed,
    _is_sacking,
    _is_addressing,
    _is_of_work,
    _is_of_forces,
    _is_beaten_off,
    _is_in_the_way,
    _is_for_envoy,
    is_of_fact,
    _is_told_by_text,
    _is_for_custom,
    _is_at_table,
    _is_of_news,
    _is_among_others,
    _is_out_of_own_land,
    _is_claim_of_good,
    _is_for_silence,
    is_to_forum,
    _is_left_land,
    _is_mishap,
    _is_for_their_good,
    _is_condolence,
    _is_off_work,
    _is_advice,
)

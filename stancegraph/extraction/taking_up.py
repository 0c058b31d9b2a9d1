"""Whose "the decision", "this attack", "the remark" or "the offer" is: what a noun takes up of what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, is_negated, is_passive
from stancegraph.extraction.draft import once
from stancegraph.extraction.grammar import ANSWERED, DEEDS, FIGHTS, NATURE, REPORTS, VERDICTS
from stancegraph.extraction.harm import inflicters, is_named, sufferers
from stancegraph.extraction.matching import candidates
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.telling import tellers
from stancegraph.extraction.topics import LEAD, is_pointing
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.draft import Draft
    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word

# How many sentences back "the decision" may look for who took it; "the attack" may look further, since only an
# attack is meant by it.
DEED_REACH: Final = 2
NAMED_DEED_REACH: Final = 10
# A request without an asker is that of the sentence before.
ANSWER_REACH: Final = 1
# What has been said, by whoever spoke last.
UTTERANCES: Final = frozenset(
    {"address", "comment", "criticism", "interview", "joke", "language", "observation", "outburst", "rebuke", "remark",
     "rhetoric", "speech", "statement", "threat", "utterance", "warning", "word"}
)  # fmt: skip
# These are of one side, also where a call or visit had two.
OF_ONE: Final = frozenset({"act", "action", "decision", "gesture", "move", "step"})
# So are these, whether the traveller or his host is told to have had them.
TRAVELS: Final = frozenset({"journey", "tour", "trip", "visit"})
HOSTS: Final = frozenset({"greet", "host", "receive", "welcome"})
PUBLISHED: Final = frozenset({"announcement", "declaration", "measure", "proclamation"})
# So many letters a verb shares with its noun: expel, expulsion; detain, detention; seize, seizure.
ROOT: Final = 3
# An act of force that is over in a day, and one that goes on.
SINGLE_DEEDS: Final = frozenset(
    {"airstrike", "ambush", "assault", "attack", "bombing", "incident", "killing", "raid", "shooting", "strike"}
)
LASTING_DEEDS: Final = FIGHTS | {"counter", "defeat", "fight", "war"}
# What a court does whose verdict is spoken of.
PASSES_SENTENCE: Final = frozenset(
    {"ban", "condemn", "convict", "fine", "give", "hand", "imprison", "jail", "sentence", "try"}
)
# What only courts hand down, and who rules beside them.
RULINGS: Final = frozenset({"judgement", "judgment", "ruling", "verdict"})
RULE: Final = frozenset({"arbitrator", "commission", "committee", "council", "justice"})
# How somebody brings up what others then speak of.
PROPOSES: Final = frozenset(
    {"draft", "float", "moot", "offer", "outline", "present", "propose", "put", "suggest", "table", "unveil"}
)
# What has been asked or offered, and by which verbs: Oman offered to mediate. The [offer] was turned down.
BIDS: Final = {
    "appeal": frozenset({"appeal", "ask", "beg", "call", "plead", "urge"}),
    "demand": frozenset({"ask", "call", "demand", "insist", "tell", "want"}),
    "idea": PROPOSES,
    "initiative": PROPOSES,
    "invitation": frozenset({"ask", "invite"}),
    "offer": frozenset({"offer", "propose", "suggest", "volunteer"}),
    "plan": PROPOSES,
    "plea": frozenset({"appeal", "ask", "beg", "call", "implore", "plead", "urge"}),
    "proposal": frozenset({"offer", "propose", "put", "suggest", "unveil"}),
    "request": frozenset({"ask", "demand", "request", "seek", "urge", "want"}),
    "suggestion": frozenset({"propose", "suggest"}),
}


def doers_before(
    draft: Draft, noun: Word, verb: Word, *, anything: bool = False, stance: str | None = None
) -> list[Reading]:
    """Return whose "the decision", "this attack" or "the move" is: whoever did the last such thing before it.

    Only for words for acts with "the", "this" or "such", and only from the sentences before.

    Parameters
    ----------
    verb
        What is said of it, by somebody else than who did it.
    anything
        Whether the noun need not be a word for an act.
    stance
        The one that the act shows, where the noun may be a word for several: a strike.
    """
    victims = sufferers(draft.references, noun)
    inflicted = inflicters(draft, noun) if victims else []
    if inflicted or is_named(victims):
        return inflicted
    if noun.lemma in UTTERANCES or noun.lemma in BIDS:
        told = _last_to_speak(draft, noun, verb) if is_pointing(noun) else []
        if told:
            return told
    known = (p for p in draft.codebook.nouns.get(noun.lemma, ()) if p.has_target)
    patterns = [p for p in known if stance is None or p.stance == stance]
    stances = {p.stance for p in patterns}
    if noun.lemma in VERDICTS:
        stances |= {s.name for s in draft.codebook.stances.values() if s.is_legal_act}
    if noun.lemma in NATURE or not is_pointing(noun) or not (stances or noun.lemma in DEEDS or anything):
        return []
    critics = {r.actor.id for w in agents(verb) for r in draft.references.read(w)}
    told = [] if stances else (_doers_beside(draft, noun, verb, critics) or _blamed_before(draft, noun))
    if told:
        return told
    before = [
        f
        for f in draft.findings
        if f.sentence >= noun.sentence - (NAMED_DEED_REACH if stances else DEED_REACH)
        and f.cue[0].i < verb.i
        and (not f.is_background or noun.lemma == f.cue[0].lemma)
        and f.source.actor.id not in critics
        and (f.stance in stances if stances else f.origin == "verb" and not draft.codebook.stances[f.stance].is_speech)
    ]
    ruled = noun.lemma in RULINGS
    before = before or (_judged if ruled else _of_one_root)(draft, noun, critics, verb)
    last = (
        _last_doers(draft, noun, critics, stance) if not (before or ruled) and (noun.lemma in DEEDS or stance) else []
    )
    if last:
        return last
    before = before or ([] if ruled else _lead(draft, critics, verb, stances))
    if noun.lemma in SINGLE_DEEDS:  # the strike is none of those who have fought for years
        before = [f for f in before if f.cue[0].lemma not in LASTING_DEEDS] or before
    passing = PASSES_SENTENCE if noun.lemma in VERDICTS else frozenset({noun.lemma})
    named = [f for f in before if f.cue[0].lemma in passing]  # the agreement, not what else they agreed
    done = [f for f in before if not draft.codebook.stances[f.stance].is_speech]  # the withdrawal is no refusal
    before = named or done or before
    same = [f for f in before if (f.cue, f.stance) == (before[-1].cue, before[-1].stance)]
    ends = [e for f in same for e in _doing_ends(draft, f, noun)]
    return once(Reading(e.actor, noun, "definite") for e in ends if e.actor.id not in critics)


def _judged(draft: Draft, noun: Word, critics: set[str], verb: Word) -> list[Finding]:
    """Return what courts did before: The tribunal rejected Oman's appeal. Muscat was angered by the [ruling].

    A text it gets wrong: "The council jailed two men. A referee ruled on the match. Oman hailed the verdict."
    """
    courts = draft.codebook.words.get("court", frozenset()) | RULE
    return [
        f
        for f in draft.findings
        if f.sentence >= noun.sentence - NAMED_DEED_REACH
        and f.cue[0].i < verb.i
        and f.source.actor.id not in critics
        and not courts.isdisjoint(f.source.actor.name.lower().split())
    ]


def _doers_beside(draft: Draft, noun: Word, verb: Word, critics: set[str]) -> list[Reading]:
    """Return who does what the clause before tells in the same sentence: [Peru] shut it, but Oslo hailed the move.

    A sentence it gets wrong: "Chad's ministers met in May, but Oman hailed the decision", of a decision told before.
    """
    deed = verb.head
    if noun.lemma not in OF_ONE | PUBLISHED or verb.dep != "conj" or deed.pos != "VERB" or is_negated(deed):
        return []
    if deed.lemma in REPORTS and not any(c.dep == "dobj" for c in deed.children):  # but: declared independence
        return []
    found = draft.actors(agents(deed), [])
    doing = [r for r in found if r.actor.kind is not Kind.GROUP and r.actor.id not in critics]
    return [Reading(r.actor, noun, "definite") for r in doing] if len(found) == 1 else []


def is_upshot(noun: Word, verb: Word) -> bool:
    """Tell whether a noun sums up the clause it hangs on, and others judge it: jailed them, in a [move] Oslo hailed.

    A sentence it gets wrong: "Chad sank the boat in a step that Mali had taken before", where the step is Mali's.
    """
    summing = noun.lemma in DEEDS | VERDICTS and noun.dep == "pobj" and noun.head.lower in {"in", "with"}
    return summing and verb.dep == "relcl" and verb.head is noun and any(c.lower in {"a", "an"} for c in noun.children)


def doers_around(draft: Draft, noun: Word) -> list[Reading]:
    """Return who does what a sentence tells in the clause that a noun sums up, or in one around it."""
    clause, found = noun.head.head, list[Reading]()
    while True:  # up to the top: convicted of ordering arrests, in a verdict that ...
        told = [f.source for f in draft.findings if clause in f.cue and f.cue[0].i < noun.i]
        found = [Reading(r.actor, noun, "implied") for r in told] or found
        if clause.head is clause:
            return once(found)
        clause = clause.head


def _blamed_before(draft: Draft, noun: Word) -> list[Reading]:
    """Return whom a speaker has just blamed, whose "this step" his next sentence is about."""
    saying = draft.references.quoted.get(noun.i)
    speakers = {r.actor.id for w in tellers(saying) for r in draft.references.read(w)} if saying is not None else set()
    own = [
        f.target.actor
        for f in draft.findings
        if f.target is not None
        and f.source.actor.id in speakers
        and noun.sentence - DEED_REACH <= f.sentence
        and draft.codebook.stances[f.stance].is_claim
        and draft.codebook.stances[f.stance].sign < 0
    ]
    return [Reading(own[-1], noun, "definite")] if own else []


def _of_one_root(draft: Draft, noun: Word, critics: set[str], verb: Word) -> list[Finding]:
    """Return the deeds just told by the verb that a noun is of, of whatever stance: expelled clerks; expulsions.

    Of letters as few as these it gets "The shot ... the shooting" right, and "sent ... the sentence" wrong.
    """
    return [
        f
        for f in draft.findings
        if f.sentence >= noun.sentence - DEED_REACH
        and f.cue[0].i < verb.i
        and f.origin == "verb"
        and f.cue[0].lemma[:ROOT] == noun.lemma[:ROOT]
        and f.source.actor.id not in critics
        and not draft.codebook.stances[f.stance].is_speech
    ]


def _last_to_speak(draft: Draft, noun: Word, verb: Word) -> list[Reading]:
    """Return who said, asked or offered what a noun takes up: the subject of the last such verb before its sentence.

    A text it gets wrong: "Peru threatened Chile. Oslo said that it was worried. The remark angered Chile."
    """
    verbs = BIDS.get(noun.lemma, REPORTS)
    critics = {r.actor.id for w in agents(verb) for r in draft.references.read(w)}
    for sentence in range(noun.sentence - 1, max(-1, noun.sentence - 1 - DEED_REACH), -1):
        begin, end = draft.parse.sentences[sentence]
        spoken = [w for w in draft.parse.words[begin:end] if w.lemma in verbs and w.pos == "VERB" and not is_negated(w)]
        for said in sorted(spoken, key=lambda w: w.dep != "ROOT"):
            found = draft.actors(agents(said), [])
            if found and not any(r.actor.id in critics for r in found):
                return [Reading(r.actor, noun, "definite") for r in found]
    return []


def _last_doers(draft: Draft, noun: Word, critics: set[str], stance: str | None) -> list[Reading]:
    """Return who did the last thing told, though it was no stance: Oman closed the port. The [decision] was a disgrace.

    Of a noun for a deed of some stance, it is a verb for one, with a target that nobody knows: stormed a hill fort.

    A text it gets wrong: "Oman closed the port. Its ministers had slept. The decision angered Chad.", where they slept.
    """
    for sentence in range(noun.sentence - 1, max(-1, noun.sentence - 1 - DEED_REACH), -1):
        begin, end = draft.parse.sentences[sentence]
        if any(is_pointing(w) and w.lemma in DEEDS for w in draft.parse.words[begin:end]):
            continue  # that one spoke of the same deed: The decision angered Chad. Mali deplored the [step].
        return _doers_in(draft, noun, sentence, critics, stance)
    return []


def _doers_in(draft: Draft, noun: Word, sentence: int, critics: set[str], stance: str | None) -> list[Reading]:
    """Return who does the last thing of a sentence that is told and not only said, if it is one actor."""
    begin, end = draft.parse.sentences[sentence]
    main = next((w for w in draft.parse.words[begin:end] if w.dep == "ROOT" and w.pos in {"VERB", "AUX"}), None)
    told = [] if main is None else [main, *(c for c in main.children if c.dep == "conj" and c.pos == "VERB")]
    done = [v for v in told if v.lemma not in REPORTS and not is_negated(v)]  # accused it and introduced a bill
    if not done:
        return []
    main = done[-1]
    if noun.lemma not in DEEDS and not any(p.stance == stance for p in candidates(main, draft.codebook.verbs)):
        return []
    found = draft.actors(agents(main), [])
    same = [r for r in found if (stance or r.actor.kind is not Kind.GROUP) and r.actor.id not in critics]
    return [Reading(r.actor, noun, "definite") for r in same] if len(found) == 1 else []


def _doing_ends(draft: Draft, finding: Finding, noun: Word) -> list[Reading]:
    """Return whose what was found is by a noun: its source's, or that of both ends if it holds both ways."""
    if noun.lemma in TRAVELS and finding.target is not None and finding.cue[0].lemma in HOSTS:
        return [finding.target]
    if noun.lemma in OF_ONE | TRAVELS:
        return [finding.source]
    if finding.target is None or not draft.codebook.stances[finding.stance].symmetric:
        return [finding.source]
    return [finding.source, finding.target]


def _lead(draft: Draft, critics: set[str], verb: Word, stances: set[str]) -> list[Finding]:
    """Return the deed that an article opens with, which "the decision" means where nothing nearer fits."""
    told = [f for f in draft.findings if not draft.codebook.stances[f.stance].is_speech and f.sentence <= LEAD]
    fitting = [f for f in told if f.cue[0].i < verb.i and f.source.actor.id not in critics]
    return [f for f in fitting if (f.stance in stances if stances else f.origin == "verb")][:1]


def asked_before(draft: Draft, match: Match) -> tuple[list[Reading], list[Reading]] | None:
    """Return who refuses and to whom, where neither is named: Ghana asked Togo for troops. The request was refused."""
    stance = draft.stance(match)
    nouns = [w for w in match.targets or () if w.lemma in ANSWERED and is_pointing(w)]
    if not stance.answers or not nouns or not is_passive(match.head) or agents(match.head):
        return None
    asked = [
        f
        for f in draft.findings
        if f.stance in stance.answers and f.target is not None and 0 < match.head.sentence - f.sentence <= ANSWER_REACH
    ]
    last = [f for f in asked if f.cue == asked[-1].cue and f.source.actor.id == asked[-1].source.actor.id]
    refusing = [Reading(f.target.actor, nouns[0], "implied") for f in last if f.target is not None]
    return (refusing, [Reading(last[0].source.actor, nouns[0], "implied")]) if last else None

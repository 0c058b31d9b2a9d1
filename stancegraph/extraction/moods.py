"""How the word above a clause bears on whether it happened: denied that it had, is expected to, a plan to do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS, agents, is_negated, is_passive, subjects
from stancegraph.extraction.complements import (
    Outcome,
    behind_adjective,
    behind_preposition,
    is_conceivable,
    is_given_up,
    is_inverted,
    is_needed,
    is_obliged,
)
from stancegraph.extraction.grammar import (
    ANNOUNCES,
    ANSWERED,
    BLAMES,
    BRINGS_ABOUT,
    CLAIM_NOUNS,
    COMMITS,
    CONDITIONS,
    CRITICISES,
    ENABLES,
    PLAN_NOUNS,
    PLANS,
    REPORTS,
    REPORTS_IF_FINITE,
    SEEMS,
    TAKEN_BACK,
    TAKES_BACK,
    UNDOES,
    UNREAL,
    UNREAL_NOUNS,
)
from stancegraph.extraction.noun_phrases import owners
from stancegraph.extraction.parts import PARTS
from stancegraph.extraction.plots import plotted
from stancegraph.extraction.telling import tellers
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stancegraph.extraction.parsing import Word


# What is done to plans that come to nothing.
DROPS: Final = frozenset(
    {"abandon", "block", "bury", "cancel", "ditch", "drop", "foil", "forgo", "frustrate", "jettison", "kill",
     "postpone", "renounce", "scrap", "shelve", "suspend", "thwart", "withdraw"}
)  # fmt: skip
# After these a verb of accusing has its accusation.
ACCUSING_PREPOSITIONS: Final = frozenset({"of", "for", "over", "with", "about"})
# Behind these, a word for a claim has what is claimed: the reports on troops fighting, rumours of a raid.
CLAIMING_PREPOSITIONS: Final = frozenset({"about", "of", "on"})
# Of these the clause behind "that" is a claim, but not the deed behind a preposition: news of the attack.
TELLS_WHAT_IS_SO: Final = frozenset({"charge", "evidence", "fear", "news", "word"})
# Clauses with these say what was so: asked for aid after the rebels had shelled the port.
FACTUAL: Final = frozenset({"after", "although", "as", "because", "since", "though", "when", "while"})
# What is asked for has not happened, nor what it is asked for to do: called for a force to protect the camps.
ASKS: Final = frozenset(
    {"appeal", "ask", "beg", "call", "campaign", "demand", "encourage", "exhort", "hope", "implore", "lobby",
     "petition", "plead", "press", "propose", "push", "request", "seek", "urge", "want"}
)  # fmt: skip
# Of what these are on, it is only said that it shall be: talks on sharing a river, agreed on opening the border.
TALKED_OF: Final = frozenset(
    {"accord", "agree", "agreement", "confer", "consultation", "deal", "discussion", "memorandum", "negotiate",
     "negotiation", "pact", "proposal", "protocol", "talk", "term", "treaty", "understanding", "vote"}
)  # fmt: skip
TALKING_OF: Final = frozenset({"about", "on", "over"})
# What somebody hopes is no report of it, if it is of what is to come.
HOPES: Final = frozenset({"hope", "pray", "wish"})
HOPED: Final = frozenset({"can", "could", "may", "might", "will", "would"})
# So is what somebody is afraid of.
FEARS: Final = frozenset({"dread", "fear", "worry"})
# Several of these are nobody's word: reports said that Oman had sent guns.
HEARD: Final = frozenset({"account", "allegation", "report", "rumor", "rumour"})
# How long somebody is given, who has not done it: has 48 [hours] to leave.
TERMS: Final = frozenset({"day", "fortnight", "hour", "minute", "month", "week", "weekend", "year"})
# What is to be done by these has not been done.
ULTIMATA: Final = frozenset({"deadline", "ultimatum"})
# Who is called no more than this is not named.
UNNAMED: Final = frozenset(
    {"analyst", "commentator", "critic", "expert", "eyewitness", "insider", "observer", "pundit", "source", "witness"}
)
# Whoever makes something this says it.
MADE_KNOWN: Final = frozenset({"clear", "known", "plain", "public"})
# "Did not say that" and "could not confirm that" report nothing.
DISCLAIMING: Final = frozenset({"could", "can", "did", "do", "does", "would"})
# What is the object of these is no more than somebody's word: alleged a raid on Oman, suspected its hand in it.
SUPPOSES: Final = frozenset({"allege", "conjecture", "insinuate", "posit", "presume", "suspect"})
# What stands behind these is so, whatever may or will be because of it.
GIVEN: Final = frozenset({"after", "despite", "following", "since", "under"})
# A question with one of these takes for granted what it asks about.
TAKEN_FOR_SO: Final = frozenset({"how", "why"})
# Whoever takes or uses a chance does what it is a chance for.
TAKES: Final = frozenset({"grab", "seize", "take", "use"})
# Whoever does not do these does what is below them.
OMITS: Final = frozenset({"fail", "forget", "hesitate", "neglect"})
# Nor these what they are doing: has not stopped accusing, could not help accusing.
ENDS: Final = frozenset({"cease", "help", "quit", "stop"})
# What a clause hangs on that says of nothing and nobody that it was so.
NOBODY: Final = frozenset({"nobody", "none", "nothing"})


@dataclass(slots=True)
class Standing:
    """How a predicate stands in its sentence.

    Attributes
    ----------
    factuality
        Asserted, alleged or planned, before it is known who the reporters are; null if nothing says that it is so.
    reporters
        The words for those who say it, innermost report first.
    reports
        The verbs or nouns of these reports, in the same order.
    why
        The reason for a null factuality, for `explain`.
    because
        The reason for a lesser one than asserted, for `explain`.
    is_fact
        True once the climb has left a clause that is told as a fact, whatever stands above: after a bomb killed ten.
    is_purpose
        True once the climb has left an infinitive that says what for: promised to work with Oman to revive the port.
    is_condition
        True once the climb has left a clause that says on what condition: vowed to fight on unless they freed them.
    is_beside
        True once the climb has left a clause on what else was going on: accused Oman of spying as Chad [shelled] Mali.
    promise
        The verb that commits its subject to the predicate, where that is why it is not said to be so.
    order
        The verb that it stands below, which may order somebody to do it.
    """

    factuality: Factuality | None = Factuality.ASSERTED
    reporters: list[Word] = field(default_factory=list)
    reports: list[Word] = field(default_factory=list)
    why: str = ""
    because: str = ""
    promise: Word | None = None
    order: Word | None = None
    is_fact: bool = False
    is_purpose: bool = False
    is_condition: bool = False
    is_beside: bool = False

    def block(self, why: str) -> None:
        """Note that the text does not say that it is so."""
        if self.is_fact:
            return
        self.factuality = None
        self.why = self.why or why

    def lower(self, factuality: Factuality, because: str) -> None:
        """Note a lesser factuality; what is not said to be so stays so."""
        if self.factuality is Factuality.ASSERTED and not self.is_fact:
            self.factuality = factuality
            self.because = because


def auxiliaries_of(verb: Word) -> set[str]:
    """Return the auxiliaries of a verb, or those that it shares with the verb it is joined to: will come and see."""
    found = {c.lower for c in verb.children if c.dep in {"aux", "auxpass"}}
    if (
        not found
        and verb.dep == "conj"
        and verb.head.pos in {"VERB", "AUX"}
        and not any(c.dep in SUBJECTS for c in verb.children)
    ) and (verb.tag in ("VB", verb.head.tag)):
        return {c.lower for c in verb.head.children if c.dep == "aux"} - {"to"}
    return found


def _mood_from_infinitive(current: Word, parent: Word, result: Standing) -> None:
    """Weigh "threatened to", "appears to have", "is expected to", "has yet to", "gave up"."""
    lemma = parent.lemma
    if is_negated(parent) and (lemma in OMITS or (lemma in ENDS and current.tag == "VBG")):
        return  # did not hesitate to accuse
    if parent.lower == "going":  # its "not" is that of what is not going to be
        result.lower(Factuality.PLANNED, f"'{parent.text} to'")
        return
    if is_negated(parent):
        result.block(f"not {parent.text}")
    elif (is_passive(parent) and lemma in SEEMS) or lemma in {"appear", "seem"}:
        result.lower(Factuality.ALLEGED, f"'{parent.text}'")
    elif lemma in PLANS or lemma == "be":
        result.lower(Factuality.PLANNED, f"'{parent.text} to'")
    elif why := _left_undone(current, parent):
        result.block(why)
    elif lemma in UNREAL:
        result.order = result.order or parent
        committed = lemma in COMMITS and not result.is_purpose and not result.is_condition
        result.promise = parent if committed else result.promise
        result.block(f"only {parent.text}")
    elif parent.pos == "ADJ":
        _weigh(behind_adjective(parent), f"{parent.text} to", result)


def _left_undone(infinitive: Word, verb: Word) -> str:
    """Return why what is below a verb was not done, empty if it may have been: has yet to; gave them a week to."""
    if verb.lemma == "have" and any(c.lower == "yet" for c in verb.children):
        return "has yet to"
    if verb.lemma in {"give", "have"} and any(c.lemma in TERMS or c.lower == "until" for c in verb.children):
        return f"only {verb.text} time to"
    return f"only {verb.text}" if is_given_up(verb) or is_obliged(infinitive, verb) else ""


def _weigh(outcome: Outcome, why: str, result: Standing) -> None:
    """Note what is said of a deed by the words above it."""
    if outcome is Outcome.OPEN:
        result.block(f"only '{why}'")
    elif outcome is Outcome.PLANNED:
        result.lower(Factuality.PLANNED, f"'{why}'")


def _mood_from_preposition(current: Word, parent: Word, result: Standing) -> None:
    """Weigh "without attacking", "prevented from entering", "accused of sending"."""
    governor = parent.head
    if parent.lower == "in" and current.lemma == "protest" and governor.head.lemma in {"decline", "refuse"}:
        result.is_fact = True  # refused to bake in protest
    elif parent.lower == "of" and governor.lemma in {"capable", "incapable"}:
        result.block(f"only {governor.text}")
    elif parent.lower == "without" or (parent.lower == "from" and governor.lemma in UNREAL):
        result.block(f"{governor.text} {parent.text}")
    elif parent.lower in {"from", "on", "over"} and _takes_back(
        governor.head if governor.pos == "ADV" else governor, current
    ):
        result.block(f"only {governor.text} {parent.text}")
    elif parent.lower == "for" and governor.lemma in ASKS and result.is_purpose:
        result.block(f"only {governor.text}")
    elif current.tag == "VBG" and parent.lower in TALKING_OF and governor.lemma in TALKED_OF:
        result.block(f"only '{governor.text} {parent.text}' it")
    elif (punishing := plotted(current)) is not None:
        result.lower(Factuality.ALLEGED, f"{punishing.text} over a '{current.text}'")
        result.reporters.extend(agents(punishing))
    elif parent.lower in CLAIMING_PREPOSITIONS and (_is_claim(governor) or _is_evidence(governor, current)):
        _note_claim(governor, result)
    elif (
        governor.lemma in REPORTS
        and governor.i < parent.i
        and parent.lower in ACCUSING_PREPOSITIONS
        and not (governor.lemma == "think" and current.tag == "VBG")  # thought about sending them
        and (current.dep == "pcomp" or governor.lemma in BLAMES)
    ):
        _note_report(governor, result)
    else:
        _weigh(behind_preposition(current, parent), f"{governor.text} {parent.text}", result)


def _mood_from_verb(current: Word, parent: Word, result: Standing) -> None:
    """Weigh what a verb does to the deed that is its object: denied the attack, announced a withdrawal."""
    lemma = parent.lemma
    if _takes_back(parent, current):
        result.block(f"only {parent.text}")
    elif lemma in UNDOES or _calls_off(parent):
        if current.lemma not in CLAIM_NOUNS | ANSWERED or not owners(current):
            result.block(f"only {parent.text}")
    elif _is_known(current, parent):
        return
    elif lemma in ANNOUNCES and current.pos == "NOUN":
        result.lower(Factuality.PLANNED, f"'{parent.text}'")
    elif current.dep == "dobj" and lemma in CRITICISES | SUPPOSES and not result.reports:
        _note_report(parent, result)
    elif is_negated(parent) and (current.dep != "nsubjpass" or lemma in BRINGS_ABOUT):
        result.block(f"not {parent.text}")


def _is_known(deed: Word, verb: Word) -> bool:
    """Tell whether a deed is one that others have done: discussed Iran's attack, nobody expected its attack."""
    owned = any(c.dep == "poss" and c.tag != "PRP$" for c in deed.children)
    return owned and (verb.lemma == "discuss" or (verb.lemma == "expect" and is_negated(verb)))


def _takes_back(verb: Word, deed: Word) -> bool:
    """Tell whether somebody drops what he has said himself: dropped its [demand], retreated from its [claim].

    A sentence it gets wrong: "Oman lowered demands by Chad on its people", where Chad still makes them.
    """
    withdrawn = verb.lemma in TAKES_BACK or (
        verb.lemma in {"back", "climb", "give", "take"}
        and any(c.lower in {"away", "back", "down", "off", "up"} and c.dep in {"advmod", "prt"} for c in verb.children)
    )
    own = deed.dep == "nsubjpass" or all(w.tag == "PRP$" for lot in owners(deed) for w in lot)
    return withdrawn and own and deed.lemma in TAKEN_BACK


def _calls_off(verb: Word) -> bool:
    return verb.lemma == "call" and any(c.lower == "off" and c.dep in {"advmod", "prt"} for c in verb.children)


def _mood_from_condition(current: Word, parent: Word, result: Standing) -> None:
    marks = {c.lower for c in current.children if c.dep in {"mark", "advmod"}}
    if any(c.dep == "aux" and c.lower == "to" for c in current.children):
        result.is_purpose = True
        if parent.pos == "ADJ":
            _weigh(behind_adjective(parent), f"{parent.text} to", result)  # found it hard to leave
        if parent.lemma in ASKS or any(c.lemma in ULTIMATA and c.dep == "dobj" for c in parent.children):
            result.block(f"only {parent.text}")  # set them a deadline to free the sailors
        elif why := _left_undone(current, parent):
            result.block(why)  # has a week to leave the island
        _mood_from_object(current, parent, result)
    if marks & CONDITIONS or is_inverted(current):
        result.is_condition = True
        result.block("a condition")
    elif marks & FACTUAL and any(c.dep in SUBJECTS for c in current.children):
        result.is_fact = True
        result.is_beside = bool(marks & {"as", "while"}) and parent.dep in {"pcomp", "pobj"}


def _mood_from_object(infinitive: Word, verb: Word, result: Standing) -> None:
    """Weigh the object that an infinitive follows, where the parser hangs it on the verb: passed a [law] to ban it."""
    for noun in verb.children:
        if noun.dep == "dobj" and noun.right_edge().i == infinitive.left_edge().i - 1 and not _is_taken(noun):
            if noun.lemma in UNREAL_NOUNS:
                result.block(f"only a {noun.text}")
            elif noun.lemma in PLAN_NOUNS:
                result.lower(Factuality.PLANNED, f"a '{noun.text}'")


def _mood_from_report(current: Word, parent: Word, result: Standing) -> None:
    """Weigh "said that", "denied that", "could not confirm that"."""
    lemma = parent.lemma
    if is_negated(parent) and any(c.lower in TAKEN_FOR_SO and c.dep == "advmod" for c in current.children):
        result.is_fact = result.is_fact or _is_finite(current)  # it is not clear why Oman shelled it: it did
        return
    finite = not any(c.dep == "aux" and c.lower == "to" for c in current.children)
    hoped = lemma in HOPES | FEARS and auxiliaries_of(current) & HOPED  # hoped that Oman would free them
    if hoped or (lemma in UNREAL and not (finite and lemma in REPORTS_IF_FINITE)):
        result.order = result.order or (None if hoped else parent)
        result.block(f"only {parent.text}")
    elif lemma == "make" and current.lower in MADE_KNOWN:
        _note_report(parent, result)
    elif lemma in ENABLES:
        result.block(f"{parent.text} it to happen")
    elif is_conceivable(current):
        result.block("only called possible, or unlikely")
    elif is_needed(current):
        result.block("only called needful")
    elif is_negated(parent) and (lemma not in REPORTS or auxiliaries_of(parent) & DISCLAIMING):
        result.block(f"not {parent.text}")
    elif lemma in REPORTS | CRITICISES:
        _note_report(parent, result)


def _is_taken(noun: Word) -> bool:
    """Tell whether somebody does what he has the chance to do: [took] the opportunity to rebuke Oman."""
    return noun.dep == "dobj" and noun.head.lemma in TAKES and not is_negated(noun.head)


def _is_told_aside(clause: Word) -> bool:
    """Tell whether a relative clause tells what was so, whatever is asked for around it: free those who were jailed."""
    if not any(c.tag in {"WDT", "WP"} and c.dep in SUBJECTS | {"dobj"} for c in clause.children):
        return False
    if any(c.text == "," and c.i < clause.left_edge().i + 1 for c in clause.head.children if c.i > clause.head.i):
        # but for Togo, which Niger does not recognise; not of oneself, which only words it: which it calls a farce
        own = any(c.dep == "dobj" and c.lower == "which" for c in clause.children)
        return _is_finite(clause) and not (own and any(c.pos == "PRON" for c in subjects(clause)))
    return clause.tag == "VBD" or (
        clause.tag == "VBN"
        and any(c.dep in {"aux", "auxpass"} and c.tag in {"VBD", "VBZ", "VBP"} for c in clause.children)
    )


def sums_up(clause: Word) -> bool:
    """Tell whether a relative clause is on all that was said before it: we have no say, which [breaks] the treaty."""
    which = [c for c in clause.children if c.lower == "which" and c.dep in SUBJECTS]
    comma = any(c.text == "," and c.i == w.left_edge().i - 1 for w in which for c in clause.head.children)
    return clause.dep == "relcl" and comma and _is_finite(clause)


def _is_finite(clause: Word) -> bool:
    """Tell whether a clause says what is or was so: not what may, must or will be."""
    auxiliaries = [c for c in clause.children if c.dep in {"aux", "auxpass"}]
    finite = {"VBD", "VBP", "VBZ"}
    return not any(c.tag == "MD" or c.lower == "to" for c in auxiliaries) and (
        clause.tag in finite or any(c.tag in finite for c in auxiliaries)
    )


def _mood_from_noun(current: Word, noun: Word, result: Standing) -> None:
    if current.dep == "acl" and current.tag == "VBN" and noun.dep == "pobj" and noun.head.lower in GIVEN:
        result.is_fact = True  # under an accord signed by Oman, boats may cross
    if sums_up(current):
        result.is_fact = True
    if noun.lower in NOBODY or any(c.dep == "det" and c.lower == "no" for c in noun.children):
        result.block(f"'{noun.text}' did or suffered it")  # has nothing to hide
    _mood_from_whoever(current, noun, result)
    if (current.dep == "relcl" and noun.lemma not in CLAIM_NOUNS and _is_told_aside(current)) or (
        current.dep == "acl" and noun.lemma == "fact" and _is_finite(current)
    ):
        result.is_fact = True
    elif current.dep == "relcl" and _is_opposed(noun) and _is_finite(current):
        result.is_fact = True  # I reject a measure that bans flights: there is such a one
    if any(c.dep == "aux" and c.lower == "to" for c in current.children):
        _weigh_purpose(noun, result)
    if (
        current.dep == "acl"
        and noun.lemma in UNREAL_NOUNS
        and current.tag not in {"VBG", "VBN"}
        and not _is_taken(noun)
    ):
        result.block(f"only a {noun.text}")
    elif current.dep == "acl" and _is_dropped(noun):
        result.block(f"a {noun.text} came to nothing: {noun.head.text}")
    elif current.dep == "acl":
        _mood_from_plan(current, noun, result)


def _mood_from_plan(current: Word, noun: Word, result: Standing) -> None:
    """Weigh what a plan, a pledge or a claim is to do or says: a pledge to send; a claim that it had sent."""
    if noun.lemma in COMMITS and noun.lemma in PLAN_NOUNS and current.tag == "VB":
        result.promise = noun if not result.is_fact else result.promise
        result.block(f"only a {noun.text}")
    elif noun.lemma in PLAN_NOUNS:
        result.lower(Factuality.PLANNED, f"a '{noun.text}'")
    elif noun.lemma in CLAIM_NOUNS:
        _note_claim(noun, result)


def _mood_from_whoever(clause: Word, noun: Word, result: Standing) -> None:
    """Weigh what is told of a sort of people under threat: threatened action against unionists who [join] strikes."""
    above = noun.head.head if noun.dep == "pobj" else noun.head
    if clause.dep == "relcl" and clause.tag == "VBP" and "threaten" in {above.lemma, above.head.lemma}:
        result.block("whoever would do it is threatened")


def _weigh_purpose(noun: Word, result: Standing) -> None:
    """Weigh an infinitive that hangs on a noun: has ten [days] to meet their terms."""
    result.is_purpose = True
    if noun.lemma in TERMS and noun.dep == "dobj" and noun.head.lemma == "have":
        result.block("only given so long to")


def _is_dropped(noun: Word) -> bool:
    """Tell whether a plan has come to nothing: dropped its plan to sink the platform."""
    return noun.lemma in PLAN_NOUNS and noun.dep in {"dobj", "nsubjpass"} and noun.head.lemma in DROPS


def _is_opposed(noun: Word) -> bool:
    """Tell whether somebody is against a thing that is there: rejects the measure, condemns the rule; not a plan."""
    against = noun.dep == "dobj" and noun.head.lemma in CRITICISES | {"oppose", "reject"}
    return against and noun.lemma not in CLAIM_NOUNS | PLAN_NOUNS


def _is_claim(noun: Word) -> bool:
    return noun.pos == "NOUN" and noun.lemma in CLAIM_NOUNS and noun.lemma not in TELLS_WHAT_IS_SO


def _is_evidence(noun: Word, matter: Word) -> bool:
    """Tell whether somebody only has grounds to think that others had a part in a deed: evidence of their [role]."""
    return noun.pos == "NOUN" and noun.lemma in CLAIM_NOUNS and matter.lemma in PARTS


def _note_claim(noun: Word, result: Standing) -> None:
    result.lower(Factuality.ALLEGED, f"a '{noun.text}'")
    result.reporters.extend(w for group in owners(noun, but=CLAIMING_PREPOSITIONS)[:1] for w in group)
    result.reports.append(noun)


def _note_report(report: Word, result: Standing) -> None:
    if result.is_beside:
        return
    who = tellers(report)
    result.reporters.extend(who)
    result.reports.append(report)
    if all(w.lemma in UNNAMED and w.pos == "NOUN" and not _is_told_of(w) for w in who):
        result.lower(Factuality.ALLEGED, f"'{report.text}', and not by whom")
    elif all(w.tag == "NNS" and w.lemma in HEARD and not _is_owned(w) for w in who):
        result.lower(Factuality.ALLEGED, f"'{who[0].text}', and not whose")


def _is_owned(noun: Word) -> bool:
    """Tell whether it is told whose a noun is: Omani reports, the reports of the police; not unconfirmed reports."""
    whose = (w for group in owners(noun) for w in group)
    return any(w.pos == "PROPN" or w.entity or w.dep in {"pobj", "poss"} for w in whose)


def _is_told_of(noun: Word) -> bool:
    """Tell whether a word before it says who somebody is: a [government] source."""
    return any(c.dep in {"amod", "compound", "nmod", "poss"} for c in noun.children)


# How what a word hangs on bears on whether it happened, by the way it hangs on it.
MOODS: Final[Mapping[str, Callable[[Word, Word, Standing], None]]] = {
    "ccomp": _mood_from_report,
    "parataxis": _mood_from_report,
    "xcomp": _mood_from_infinitive,
    "pcomp": _mood_from_preposition,
    "pobj": _mood_from_preposition,
    "acl": _mood_from_noun,
    "relcl": _mood_from_noun,
    "dobj": _mood_from_verb,
    "nsubjpass": _mood_from_verb,
    "attr": _mood_from_verb,
    "advcl": _mood_from_condition,
}

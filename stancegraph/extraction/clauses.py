"""Who did what to whom in one clause: voice, control, coordination, negation, report.

The functions answer questions about one predicate of a parse: whose act it is (`agents`), who it acts on
(`patients`), to whom an act in a noun phrase belongs (`owners`), and how it stands in its sentence (`standing`):
asserted, planned, reported by somebody, or not said to be so at all. They return words; which actors these are is
decided in `stancegraph.extraction.references`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    ANNOUNCES,
    ANSWERED,
    CLAIM_NOUNS,
    COMMITS,
    CONDITIONS,
    CRITICISES,
    FUTURE,
    HEARSAY,
    OBLIGED,
    PLAN_NOUNS,
    PLANS,
    POSSIBLE,
    REPORTS,
    REPORTS_IF_FINITE,
    SEEMS,
    SUBJECT_CONTROL,
    UNREAL,
    UNREAL_NOUNS,
)
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# No clause of prose nests deeper; a parse of noise may.
MAX_DEPTH: Final = 12

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


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
    promise
        The verb that commits its subject to the predicate, where that is why it is not said to be so.
    """

    factuality: Factuality | None = Factuality.ASSERTED
    reporters: list[Word] = field(default_factory=list)
    reports: list[Word] = field(default_factory=list)
    why: str = ""
    promise: Word | None = None

    def block(self, why: str) -> None:
        """Note that the text does not say that it is so."""
        self.factuality = None
        self.why = self.why or why

    def lower(self, factuality: Factuality) -> None:
        """Note a lesser factuality; what is not said to be so stays so."""
        if self.factuality is Factuality.ASSERTED:
            self.factuality = factuality


def conjuncts(word: Word) -> list[Word]:
    """Return a word and all that is coordinated with it, in the order of the text."""
    found = [word]
    for child in word.children:
        if child.dep == "conj" and len(found) < MAX_DEPTH * 4:
            found.extend(conjuncts(child))
        elif child.dep == "appos" and any(c.dep == "conj" for c in child.children) and len(found) < MAX_DEPTH * 4:
            found.extend(conjuncts(child))  # three ministers, Dendias, Shoukry and Le Drian
    return sorted(found, key=lambda w: w.i)


def is_passive(verb: Word, depth: int = 0) -> bool:
    """Tell whether the grammatical subject of a verb is the one acted on."""
    if any(c.dep in {"auxpass", "nsubjpass", "csubjpass"} for c in verb.children):
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep in {"acl", "amod"}:
        return True
    if verb.dep == "advcl" and not any(c.dep in {"aux", "nsubj"} for c in verb.children):
        return True
    bare = not any(c.dep in {"aux", "nsubj"} for c in verb.children)
    return verb.dep == "conj" and bare and depth < MAX_DEPTH and is_passive(verb.head, depth + 1)


def subjects(verb: Word, depth: int = 0) -> list[Word]:
    """Return the words for the understood grammatical subject of a verb, each head of its phrase."""
    if depth > MAX_DEPTH:
        return []
    own = [c for c in verb.children if c.dep in SUBJECTS]
    if own:
        return [w for subject in own for w in _antecedents(subject, verb)]
    head = verb.head
    match verb.dep:
        case "conj" if head.pos in {"VERB", "AUX"}:
            return subjects(head, depth + 1)
        case "xcomp" | "ccomp" | "advcl" | "dep" if head.pos in {"VERB", "AUX", "ADJ"} and head is not verb:
            return _controllers(verb, head, depth)
        case "pcomp":
            return _preposition_controllers(head, depth)
        case "acl":
            if verb.tag in {"VBG", "VBN"}:
                return conjuncts(head)
            return _noun_controllers(head, depth)
        case "relcl":
            # "summoned the envoy to criticise": the parser hangs the purpose on the object.
            if any(c.dep == "aux" and c.lower == "to" for c in verb.children):
                return _noun_controllers(head, depth)
            return conjuncts(head)
        case "amod":
            return [head]
        case "acomp" | "attr" | "auxpass" if head is not verb:
            return subjects(head, depth + 1)
    return []


def agents(verb: Word, depth: int = 0) -> list[Word]:
    """Return the words for those whose act a verb is."""
    if not is_passive(verb):
        return subjects(verb, depth)
    by = [
        p
        for c in verb.children
        if (c.dep == "agent" or (c.dep == "prep" and c.lower == "by")) and not any(n.dep == "neg" for n in c.children)
        for p in c.children
    ]
    found = [w for p in by if p.dep == "pobj" for w in conjuncts(p)]
    if not found and verb.dep == "conj" and depth < MAX_DEPTH and is_passive(verb.head):
        return agents(verb.head, depth + 1)
    if not found and verb.children:
        # "US-backed": the backer stands before the hyphen.
        found = [
            c
            for c in verb.children
            if c.dep in {"npadvmod", "compound", "nmod", "amod", "advmod"}
            and c.i < verb.i
            and c.pos in {"PROPN", "ADJ"}
        ]
    if not found:
        # "arrested and then jailed by the army": the agent of the last one serves all.
        following = [c for c in verb.children if c.dep == "conj" and c.tag == "VBN"]
        found = [w for c in following if depth < MAX_DEPTH for w in agents(c, depth + 1)]
    return found


def patients(verb: Word, depth: int = 0) -> list[Word]:
    """Return the words for those or that a verb acts on."""
    if is_passive(verb):
        found = subjects(verb, depth)
        return found + [w for c in verb.children if c.dep in {"dobj", "oprd"} for w in conjuncts(c)]
    found = [w for c in verb.children if c.dep in {"dobj", "dative"} and c.lower != "to" for w in _antecedents(c, verb)]
    # "urged Moscow to stop": the parser makes the one urged the subject of what he shall do.
    for clause in verb.children:
        # "called the decision unacceptable": so it does in a clause without a verb.
        verbless = clause.pos in {"ADJ", "NOUN"} and not any(c.dep in {"aux", "cop", "mark"} for c in clause.children)
        if clause.dep in {"ccomp", "xcomp"} and (
            verbless or any(c.dep == "aux" and c.lower == "to" for c in clause.children)
        ):
            found.extend(w for c in clause.children if c.dep in SUBJECTS for w in conjuncts(c))
    if not found and verb.dep == "relcl" and any(c.dep in SUBJECTS for c in verb.children):
        relative = [c for c in verb.children if c.tag in {"WDT", "WP"} and c.dep in SUBJECTS]
        if not relative and not any(c.dep == "prep" and not c.children for c in verb.children):
            return conjuncts(verb.head)
    if not found and verb.dep == "conj" and verb.head.pos == "VERB" and depth < MAX_DEPTH:
        return []
    if not found:
        # "condemned and sanctioned Minsk": the object of the last verb serves all.
        following = [c for c in verb.children if c.dep == "conj" and c.pos == "VERB" and not is_passive(c)]
        if following and not any(
            c.dep in {"prep", "ccomp", "xcomp", "agent"} and c.i < following[0].i for c in verb.children
        ):
            found = [w for c in following[:1] if depth < MAX_DEPTH for w in patients(c, depth + 1)]
    return found


def _antecedents(word: Word, verb: Word) -> list[Word]:
    if word.tag in {"WDT", "WP"} or (word.lower in {"that", "who", "which"} and verb.dep == "relcl"):
        clause, steps = verb, 0
        while clause.dep in {"conj", "xcomp", "ccomp"} and steps < MAX_DEPTH:
            clause, steps = clause.head, steps + 1
        if clause.dep in {"relcl", "acl"} and clause.head is not clause:
            return conjuncts(clause.head)
        return []
    return conjuncts(word)


def _controllers(verb: Word, head: Word, depth: int) -> list[Word]:
    """Return the understood subject of a complement or adverbial clause without one of its own."""
    if verb.dep == "xcomp" and head.lemma not in SUBJECT_CONTROL:
        if is_passive(head):
            return subjects(head, depth + 1)
        objects = [c for c in head.children if c.dep in {"dobj", "dative"}]
        if objects:
            return [w for o in objects for w in conjuncts(o)]
    if (
        verb.dep == "advcl"
        and any(c.dep == "prep" and c.lower in {"on", "upon"} for c in head.children)
        and head.lemma == "call"
    ):
        return [
            w
            for c in head.children
            if c.lower in {"on", "upon"}
            for p in c.children
            if p.dep == "pobj"
            for w in conjuncts(p)
        ]
    return subjects(head, depth + 1)


def _preposition_controllers(preposition: Word, depth: int) -> list[Word]:
    """Return the understood subject of "of sending", "for attacking", "by striking"."""
    governor = preposition.head
    if governor is preposition:
        return []
    if governor.pos in {"NOUN", "PROPN"}:
        return _noun_controllers(governor, depth)
    if preposition.lower in {"of", "for", "from", "with", "against", "over", "into"}:
        objects = patients(governor, depth + 1)
        if objects:
            return objects
    return subjects(governor, depth + 1)


def _noun_controllers(noun: Word, depth: int) -> list[Word]:
    """Return whose "decision to send" it is: its owner's; whose "envoy to criticise", that of who called him in."""
    is_act = noun.lemma in PLAN_NOUNS | UNREAL_NOUNS | CLAIM_NOUNS | ACT_NOUNS
    found = owners(noun) if is_act or noun.dep not in {"dobj", "nsubjpass"} else []
    if found:
        return found[0]
    if noun.dep == "nsubjpass" and agents(noun.head, depth + 1):
        return agents(noun.head, depth + 1)
    if noun.dep in {"dobj", "attr"} and noun.head.pos in {"VERB", "AUX"}:
        return agents(noun.head, depth + 1)
    if noun.dep == "pobj" and noun.head.head.pos == "VERB":
        return agents(noun.head.head, depth + 1)
    return []


def governed(word: Word, *prepositions: str) -> list[Word]:
    """Return what any of these prepositions on `word` governs, with what is coordinated with it."""
    return [
        w
        for c in word.children
        if c.lower in prepositions and c.dep in {"prep", "agent"}
        for p in c.children
        if p.dep == "pobj"
        for w in conjuncts(p)
    ]


def owners(noun: Word, *, but: frozenset[str] = frozenset()) -> list[list[Word]]:
    """Return the words that say whose an act or thing is, grouped by how they say it, the surest first.

    "by" comes before the possessor, the possessor before the adjective, that before "of", "from" and "between".

    Parameters
    ----------
    but
        Prepositions that do not count: of "the killing of X" X is no owner.
    """

    def behind(*prepositions: str) -> list[Word]:
        return governed(noun, *(p for p in prepositions if p not in but))

    possessors = [w for c in noun.children if c.dep == "poss" for w in conjuncts(c)]
    adjectives = [
        w for c in noun.children if c.dep in {"amod", "compound", "nmod"} and c.i < noun.i for w in conjuncts(c)
    ]
    groups = [behind("by"), possessors, adjectives, behind("of"), behind("from"), behind("between", "among")]
    return [group for group in groups if group]


def governing_verb(noun: Word) -> Word | None:
    """Return the verb whose clause a noun stands in."""
    word, steps = noun, 0
    while word.head is not word and steps < MAX_DEPTH * 2:
        word, steps = word.head, steps + 1
        if word.pos in {"VERB", "AUX"}:
            return word
    return None


def is_negated(verb: Word) -> bool:
    """Tell whether a verb or noun is negated in its own clause: not, never, no; nobody did."""
    for child in verb.children:
        if child.dep == "neg" and any(
            c.lower == "only" and c.i == child.i + 1 for c in [*verb.children, *child.children]
        ):
            continue  # "not only condemned"
        if child.dep == "neg" or (
            child.lower in {"never", "neither", "no"} and child.dep in {"det", "advmod", "preconj", "neg"}
        ):
            return True
        if child.dep in SUBJECTS and (
            child.lower in {"nobody", "none", "neither"}
            or any(d.lower in {"no", "neither"} for d in child.children if d.dep == "det")
        ):
            return True
        if child.dep in {"dobj", "attr"} and any(d.lower == "no" for d in child.children if d.dep == "det"):
            return True
    if verb.dep == "conj" and not any(c.dep in SUBJECTS for c in verb.children):
        joined = [c.lower for c in verb.head.children if c.dep == "cc"]
        return ("or" in joined or "nor" in joined) and verb.head is not verb and is_negated(verb.head)
    return False


def _auxiliaries(verb: Word) -> set[str]:
    found = {c.lower for c in verb.children if c.dep in {"aux", "auxpass"}}
    if (
        not found
        and verb.dep == "conj"
        and verb.head.pos in {"VERB", "AUX"}
        and not any(c.dep in SUBJECTS for c in verb.children)
    ) and (verb.tag in ("VB", verb.head.tag)):
        return {c.lower for c in verb.head.children if c.dep == "aux"} - {"to"}
    return found


def standing(word: Word, *, ignoring: frozenset[int] = frozenset()) -> Standing:
    """Return how the predicate `word`, a verb or a noun, stands in its sentence.

    Parameters
    ----------
    ignoring
        Auxiliaries that do not count, by index: those of the pattern itself. The "will" of "will not attend" makes
        the refusal, it does not put it off.

    Notes
    -----
    It climbs from the predicate to the top of the sentence. A sentence it gets wrong: "Kyiv, which Moscow says it
    attacked, is calm", where the report sits inside the clause.
    """
    result = Standing()
    current, steps = word, 0
    while steps < MAX_DEPTH * 2:
        steps += 1
        _own_mood(current, result, ignoring)
        parent = current.head
        if parent is current:
            break
        _mood_from(current, parent, result)
        _according_to(parent, result)
        current = parent
    _according_to(word, result)
    return result


def _own_mood(word: Word, result: Standing, ignoring: frozenset[int]) -> None:
    auxiliaries = _auxiliaries(word) if word.pos in {"VERB", "AUX"} else set()
    auxiliaries -= {c.lower for c in word.children if c.i in ignoring}
    if auxiliaries & OBLIGED:
        result.block("an obligation, not an act")
    elif auxiliaries & POSSIBLE:
        result.block("a possibility, not an act")
    elif auxiliaries & FUTURE or ("to" in auxiliaries and word.dep == "ROOT"):
        result.lower(Factuality.PLANNED)
    for child in word.children:
        if child.dep in {"advmod", "amod"} and child.lower in HEARSAY:
            result.lower(Factuality.ALLEGED)
        elif child.dep == "mark" and child.lower in CONDITIONS:
            result.block("a condition or question")
        elif child.dep in SUBJECTS and any(c.dep == "amod" and c.lower in HEARSAY for c in child.children):
            result.lower(Factuality.ALLEGED)
        elif child.dep == "advcl" and any(c.dep == "mark" and c.lower in {"if", "unless"} for c in child.children):
            result.lower(Factuality.PLANNED)
        elif child.dep == "det" and child.lower == "any":
            result.block("any such act, not one that was done")


def _mood_from(current: Word, parent: Word, result: Standing) -> None:
    lemma = parent.lemma
    match current.dep:
        case "ccomp" | "parataxis":
            _mood_from_report(current, parent, result)
        case "xcomp":
            if is_negated(parent):
                result.block(f"not {parent.text}")
            elif (is_passive(parent) and lemma in SEEMS) or lemma in {"appear", "seem"}:
                result.lower(Factuality.ALLEGED)
            elif lemma in PLANS or lemma == "be":
                result.lower(Factuality.PLANNED)
            elif lemma == "have" and any(c.lower == "yet" for c in parent.children):
                result.block("has yet to")
            elif lemma in COMMITS:
                result.promise = parent
                result.block(f"only {parent.text}")
            elif lemma in UNREAL:
                result.block(f"only {parent.text}")
        case "pcomp" | "pobj":
            governor = parent.head
            if parent.lower == "without" or (parent.lower == "from" and governor.lemma in UNREAL):
                result.block(f"{governor.text} {parent.text}")
            elif (
                current.dep == "pcomp"
                and governor.lemma in REPORTS
                and parent.lower in {"of", "for", "over", "with", "about"}
            ):
                _note_report(governor, result)
        case "acl" | "relcl":
            _mood_from_noun(current, parent, result)
        case "dobj" | "nsubjpass" if lemma in {"deny", "reject", "dismiss", "avoid", "prevent", "fear"}:
            if current.lemma not in CLAIM_NOUNS | ANSWERED or not owners(current):
                result.block(f"only {parent.text}")
        case "dobj" | "nsubjpass" if lemma in ANNOUNCES and current.pos == "NOUN":
            result.lower(Factuality.PLANNED)
        case "dobj" if lemma in CRITICISES and not result.reports:
            _note_report(parent, result)
        case "dobj" | "attr" if is_negated(parent):
            result.block(f"not {parent.text}")
        case "advcl" if any(c.dep == "mark" and c.lower in CONDITIONS for c in current.children):
            result.block("a condition")


def _mood_from_report(current: Word, parent: Word, result: Standing) -> None:
    lemma = parent.lemma
    finite = not any(c.dep == "aux" and c.lower == "to" for c in current.children)
    if (lemma in UNREAL and not (finite and lemma in REPORTS_IF_FINITE)) or lemma in {
        "ensure",
        "mean",
        "imagine",
        "suppose",
        "pretend",
    }:
        result.block(f"only {parent.text}")
    elif is_negated(parent) and lemma not in REPORTS:
        result.block(f"not {parent.text}")
    elif lemma in REPORTS:
        if is_negated(parent) and any(
            c.dep == "aux" and c.lower in {"could", "can", "did", "do", "does"} for c in parent.children
        ):
            result.block(f"not {parent.text}")
        else:
            _note_report(parent, result)


def _mood_from_noun(current: Word, noun: Word, result: Standing) -> None:
    if current.dep == "acl" and noun.lemma in UNREAL_NOUNS and current.tag not in {"VBG", "VBN"}:
        result.block(f"only a {noun.text}")
    elif current.dep == "acl" and noun.lemma in PLAN_NOUNS:
        result.lower(Factuality.PLANNED)
    elif current.dep == "acl" and noun.lemma in CLAIM_NOUNS:
        result.lower(Factuality.ALLEGED)
        result.reporters.extend(w for group in owners(noun)[:1] for w in group)
        result.reports.append(noun)


def _note_report(report: Word, result: Standing) -> None:
    who = agents(report)
    result.reporters.extend(who)
    result.reports.append(report)
    if not who:
        result.lower(Factuality.ALLEGED)


def _according_to(word: Word, result: Standing) -> None:
    for child in word.children:
        if child.lower == "according" and child.i not in {w.i for w in result.reports}:
            for to in child.children:
                sources = [w for p in to.children if p.dep == "pobj" for w in conjuncts(p)]
                if sources:
                    result.reporters.extend(sources)
                    result.reports.append(child)

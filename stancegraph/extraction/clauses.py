"""Who did what to whom in one clause: voice, control, negation, report.

The functions answer questions about one predicate of a parse: whose act it is (`agents`), who it acts on (`patients`).
They return words; which actors these are is decided in `stancegraph.extraction.references`, whose an act in a noun
phrase is in `stancegraph.extraction.noun_phrases`, and whether it happened in `stancegraph.extraction.standing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    BLAMES,
    CIRCUMSTANCES,
    CLAIM_NOUNS,
    FELT,
    JUDGES,
    MESSAGES,
    PLAN_NOUNS,
    SUBJECT_CONTROL,
    UNREAL_NOUNS,
)
from stancegraph.extraction.noun_phrases import conjuncts, governed, owners
from stancegraph.extraction.plots import plotted
from stancegraph.extraction.remembering import remembered, remembered_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stancegraph.extraction.parsing import Word

# No clause of prose nests deeper; a parse of noise may.
MAX_DEPTH: Final = 12

# Whoever is at, or in, one of these is who does what follows: was at pains to deny it.
TAKEN_PAINS: Final = frozenset({"lengths", "pain", "pains"})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# With these somebody feels something toward another.
FEELS_TOWARD: Final = frozenset({"about", "at", "over", "with"})
# Participles that say so only with this word: fed up with it, dead set against it.
STANDS: Final = {"fed": "up", "set": "dead"}
# Participles of no verb, so that "by" behind them is by whom nobody is moved.
UNSTIRRED: Final = frozenset({"undaunted", "undeterred", "unfazed", "unimpressed", "unmoved", "unswayed"})
# Verbs that have "by" of their own: abide by a truce, stand by a friend.
GOES_WITH_BY: Final = frozenset(
    {"abide", "act", "come", "drop", "go", "live", "pass", "stand", "stick", "stop", "swear"}
)
# What somebody does to words of his: a statement released by Oman.
ISSUES: Final = frozenset({"circulate", "issue", "publish", "read", "release", "send", "sign", "write"})
# Stands for a verb that went before: as did Oman.
DOES: Final = frozenset({"did", "do", "does"})
# Time that somebody spends doing something does nothing itself.
TIMES: Final = frozenset(
    {"afternoon", "day", "decade", "evening", "hour", "life", "minute", "month", "morning", "night", "summer", "time",
     "week", "weekend", "winter", "year"}
)  # fmt: skip
# Entities that say when or how much, not who.
MEASURES: Final = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
# What somebody calls an envoy in for, to do it himself: summoned the envoy to [lodge] a protest, not to explain.
LODGES: Final = frozenset(
    {"complain", "condemn", "convey", "criticise", "criticize", "deliver", "demand", "denounce", "deplore", "express",
     "lodge", "protest", "register", "tell", "urge", "voice", "warn"}
)  # fmt: skip
# What comes of what is done to somebody is none of his doing: the post was shelled, [killing] six.
BEFALLS: Final = frozenset({"damage", "destroy", "injure", "kill", "leave", "maim", "wound"})
# Who is one of these, or among them, does what a clause tells of them.
FELLOWS: Final = frozenset(
    {"body", "company", "country", "firm", "government", "group", "lawmaker", "leader", "man", "member", "minister",
     "nation", "official", "party", "people", "politician", "power", "senator", "state", "those", "union", "woman"}
)  # fmt: skip
FIRST_OF: Final = frozenset({"first", "last", "latest", "one"})
# What is said of one among several: the only state, the third country.
RANKS: Final = FIRST_OF | {"next", "only", "second", "sole", "third"}

# Nouns for what somebody decides, says or does, which is then his to do.
OWNED_NOUNS: Final = PLAN_NOUNS | UNREAL_NOUNS | CLAIM_NOUNS | ACT_NOUNS


def is_felt(verb: Word) -> bool:
    """Tell whether a participle says how its subject feels, not what is done to it: was [disgusted] with Oman.

    A sentence it gets wrong: "The villagers were disturbed at night".
    """
    if verb.tag not in {"JJ", "VBN"} or not any(c.dep == "auxpass" for c in verb.children):
        return False
    words = {c.lower for c in verb.children}
    if verb.lower in STANDS:
        return STANDS[verb.lower] in words and not {"against", "with"}.isdisjoint(words)
    if verb.lower in UNSTIRRED:
        return True
    felt = verb.tag == "JJ" or verb.lemma in FELT
    return felt and "by" not in words and not FEELS_TOWARD.isdisjoint(words)


@remembered
def is_passive(verb: Word) -> bool:
    """Tell whether the grammatical subject of a verb is the one acted on."""
    return _is_passive(verb, 0)


def _is_passive(verb: Word, depth: int) -> bool:
    if any(c.dep in {"auxpass", "nsubjpass", "csubjpass"} for c in verb.children):
        return verb.lemma != "engage" and not is_felt(verb)  # were engaged in shelling the town: they shelled it
    if verb.tag != "VBN":
        return False
    if verb.dep in {"acl", "amod"}:
        return not any(c.dep == "nsubj" for c in verb.children)  # the fact that they have shelled it
    if verb.dep == "advcl" and not any(c.dep in {"aux", "nsubj"} for c in verb.children):
        return True
    bare = not any(c.dep in {"aux", "nsubj"} for c in verb.children)
    return verb.dep == "conj" and bare and depth < MAX_DEPTH and _is_passive(verb.head, depth + 1)


@remembered_words
def subjects(verb: Word, depth: int = 0) -> list[Word]:
    """Return the words for the understood grammatical subject of a verb, each head of its phrase."""
    if depth > MAX_DEPTH:
        return []
    own = [c for c in verb.children if c.dep in SUBJECTS]
    if own:
        return [w for subject in own for w in _antecedents(subject, verb)]
    parted = [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i] if verb.dep == "ROOT" else []
    if parted and any(c.text == ";" for c in (*verb.children, *parted[-1].children)):
        return subjects(parted[-1], depth + 1)  # Norway jails them; seeks aid
    control = _CONTROLS.get(verb.dep)
    return [] if control is None or verb.head is verb else control(verb, depth)


@remembered_words
def agents(verb: Word, depth: int = 0) -> list[Word]:
    """Return the words for those whose act a verb is."""
    if not is_passive(verb):
        found = subjects(verb, depth)
        also = [w for s in found for w in _joining(s)] + _doing_alike(verb)
        return found + [w for w in also if w not in found]
    found = governed(verb, "by") or _by_behind_title(verb) or _agents_astray(verb) or _by_behind_infinitive(verb)
    found = found or _by_message(verb)
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


def _by_behind_title(verb: Word) -> list[Word]:
    """Return who calls somebody something, where the parser hangs it on that: declared persona non grata by Mali."""
    called = [c for c in verb.children if c.dep in {"oprd", "attr", "dobj"}]
    return [w for c in called for noun in (c, *c.children) for w in governed(noun, "by") if noun.pos != "VERB"]


def _agents_astray(verb: Word) -> list[Word]:
    """Return the agents of a passive that the parser hangs on what stands before them: was joined in the suit by Oman.

    Of "was condemned in a report by Oman" too it is Oman who condemns. Wrong for "was buried in a tomb by Bernini".
    """
    return [
        w
        for preposition in verb.children
        if preposition.dep == "prep" and preposition.i > verb.i and preposition.lower not in CIRCUMSTANCES
        for noun in preposition.children
        if noun.dep == "pobj"
        for w in governed(noun, "by")
    ]


def _by_message(verb: Word) -> list[Word]:
    """Return who issued the words in which a passive is done: was rejected in a statement released by [Oman].

    Wrong for "was attacked in a letter from Oslo", which is where it was posted.
    """
    for preposition in verb.children:
        if preposition.lower != "in" or preposition.i < verb.i:
            continue
        for noun in (c for c in preposition.children if c.dep == "pobj" and c.lemma in MESSAGES):
            issued = [c for c in noun.children if c.dep == "acl" and c.lemma in ISSUES]
            found = [w for word in (noun, *issued) for w in governed(word, "from", "by")]
            if found:
                return found
    return []


def _by_behind_infinitive(verb: Word) -> list[Word]:
    """Return who bade it, where the parser hangs it on what was bidden: was urged to leave by Oman.

    Wrong for "was asked to win by Oman", where winning by another means is meant.
    """
    bidden = [c for c in verb.children if c.dep == "xcomp" and c.tag == "VB" and c.i > verb.i and not is_passive(c)]
    things = [w for c in bidden for w in (c, *(n for n in c.children if n.dep == "dobj"))]
    return [w for t in things if t.lemma not in GOES_WITH_BY for w in governed(t, "by") if w.entity not in MEASURES]


def _joining(subject: Word) -> list[Word]:
    """Return who acts with a subject: Norway, joined by [Oman], ...; Norway, along with [Oman], ..."""
    clauses = [c for c in subject.children if c.dep == "acl"]
    clauses += [j for c in clauses if c.tag == "VBN" for j in c.children if j.dep == "conj"]  # led by one and joined by
    found = [w for c in clauses if c.lower == "joined" for w in governed(c, "by")]
    for child in subject.children:
        if child.dep == "prep" and child.lower == "with" and child.i > subject.i:
            around = [*subject.children, *child.children]
            if any(c.lower in {"along", "together"} and c.i == child.i - 1 for c in around):
                found += [w for p in child.children if p.dep == "pobj" for w in conjuncts(p)]
    return found


def _doing_alike(verb: Word) -> list[Word]:
    """Return who is said to do the same to another: Peru condemned Oman, as did [Chile]; and so did [Fiji].

    Who recalled "its envoy", as did another, did not do it to the same one; who agreed to it, as did another, need not
    have agreed with him.
    """
    alike = [
        c
        for c in verb.children
        if c.lower in DOES and c.i > verb.i and any(m.lower in {"as", "so"} and m.i < c.i for m in c.children)
    ]
    if not alike or not _is_done_to_another(verb):
        return []
    return [w for c in alike for s in c.children if s.dep in SUBJECTS and s.i > c.i for w in conjuncts(s)]


def _is_done_to_another(verb: Word) -> bool:
    objects = [c for c in verb.children if c.dep == "dobj"]
    own = any(c.tag == "PRP$" for o in objects for c in o.children)
    return bool(objects) and not (own and not any(c.dep == "prep" for o in (verb, *objects) for c in o.children))


@remembered_words
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
        bare = clause.tag == "VB" and not any(c.dep in {"aux", "mark"} for c in clause.children)  # help Bogotá arrest
        if clause.dep in {"ccomp", "xcomp"} and (
            verbless or bare or any(c.dep == "aux" and c.lower == "to" for c in clause.children)
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
            noun = _agreeing(clause.head, clause) if word.dep in SUBJECTS else clause.head
            return _one_of(noun) or conjuncts(noun)
        return []
    return conjuncts(word)


def _one_of(noun: Word) -> list[Word]:
    """Return who is said to be one of those of whom a clause tells: [Chad] is among the states that recognised it.

    Wrong for "Chad is one of the states that Mali attacked together", where the clause holds only of all.
    """
    preposition, above = noun.head, noun.head.head
    if noun.dep != "pobj" or noun.lemma not in FELLOWS:
        return []
    if preposition.lower == "of" and above.lower in FIRST_OF:
        if above.dep == "appos":
            return [above.head]
        if above.dep == "pobj":
            preposition, above = above.head, above.head.head
        elif above.dep == "attr":
            return subjects(above.head)
    if preposition.lower != "among":
        return []
    return subjects(above) if above.lemma == "be" else [above] if above.pos == "PROPN" else []


def _agreeing(noun: Word, clause: Word) -> Word:
    """Return the noun that a relative clause is about: by number, activists from the shore of a lake, who were jailed.

    The parser hangs the clause on the nearest noun.
    """
    if noun.entity in {"ORG", "GPE"} and any(c.lower == "who" for c in clause.children):
        above, steps = noun, 0
        while above.head is not above and steps < MAX_DEPTH:
            above, steps = above.head, steps + 1
            if above.pos in {"NOUN", "PROPN"} and above.entity in {"", "PERSON"}:
                return above  # a rapporteur for the Office, who had investigated
            if above.pos in {"VERB", "AUX"}:
                break
    verbs = [clause, *(c for c in clause.children if c.dep in {"aux", "auxpass"})]
    plural = any(v.tag == "VBP" or v.lower == "were" for v in verbs)
    singular = any(v.tag == "VBZ" or v.lower == "was" for v in verbs)
    several = noun.tag in {"NNS", "NNPS"} or any(c.dep == "conj" for c in noun.children)
    if not (plural and not several) and not (singular and several):
        return noun
    found, above, steps = noun, noun, 0
    while above.dep == "pobj" and above.head.head is not above and steps < MAX_DEPTH:
        above, steps = above.head.head, steps + 1
        if above.pos not in {"NOUN", "PROPN"}:
            break
        if above.tag in ({"NNS", "NNPS"} if plural else {"NN", "NNP"}):
            found = above
    return found


def _of_conjunct(verb: Word, depth: int) -> list[Word]:
    above = infinitive_joined(verb) or verb.head
    return subjects(above, depth + 1) if above.pos in {"VERB", "AUX"} else []


def infinitive_joined(verb: Word) -> Word | None:
    """Return the infinitive that another goes on from, where the parser hangs it on a noun between them.

    To [lodge] a protest against the raid and to demand an apology.
    """
    if verb.dep != "conj" or verb.tag != "VB" or verb.head.pos != "NOUN":
        return None
    if not any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return None
    above, steps = verb.head, 0
    while above.pos not in {"VERB", "AUX"} and above.head is not above and steps < MAX_DEPTH:
        above, steps = above.head, steps + 1
    return above if above.tag == "VB" and any(c.dep == "aux" and c.lower == "to" for c in above.children) else None


def _of_complement(verb: Word, depth: int) -> list[Word]:
    """Return the understood subject of a complement or adverbial clause without one of its own."""
    head = verb.head.head if verb.head.lemma == "far" else verb.head  # went so far as to condemn it
    if head.pos not in {"VERB", "AUX", "ADJ"}:
        return []
    found = _set_apart(verb)
    if found is None and verb.dep == "xcomp":
        found = _of_infinitive(verb, depth)
    elif found is None and verb.dep == "advcl" and verb.lemma in BEFALLS and verb.tag == "VBG" and is_passive(head):
        return agents(head, depth + 1)
    elif found is None and verb.dep == "advcl":
        found = _of_purpose(verb)
    return subjects(head, depth + 1) if found is None else found


def _set_apart(verb: Word) -> list[Word] | None:
    """Return whom a sentence sets apart from its clause: it is Minsk that sends them."""
    head = verb.head
    if head.lemma != "be" or not any(c.dep == "mark" and c.lower == "that" for c in verb.children):
        return None
    if not any(c.lower == "it" and c.dep in {"nsubj", "expl"} for c in head.children):
        return None
    return [w for c in head.children if c.dep == "attr" for w in conjuncts(c)] or None


def _of_infinitive(verb: Word, depth: int) -> list[Word] | None:
    """Return who is to do what an infinitive says, where it is not the subject of the verb above."""
    head = verb.head
    if head.dep == "advcl" and head.tag == "VBN" and head.head.lemma in BLAMES:
        return patients(head.head)  # "accused Minsk of sending troops, estimated at thousands, to aid Moscow"
    if head.lemma in SUBJECT_CONTROL or (head.lemma == "summon" and not is_passive(head) and verb.lemma in LODGES):
        return None
    if is_passive(head):
        return subjects(head, depth + 1)
    # not in "spent a week shelling Oman"
    above = [c for c in head.children if c.dep in {"dobj", "dative"} and c.lemma not in TIMES]
    return [w for c in above for w in conjuncts(c)] or None


def _of_purpose(verb: Word) -> list[Word] | None:
    """Return who does what an adverbial clause says, where it is not the subject of the verb above."""
    head = verb.head
    if head.lemma in BLAMES and any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        named = [p for c in head.children if c.dep == "prep" and c.i < verb.i for p in c.children if p.dep == "pcomp"]
        if named:  # "accused Minsk of sending troops to aid Moscow"
            return patients(head)
    return (governed(head, "on", "upon") or None) if head.lemma == "call" else None


def _of_preposition(verb: Word, depth: int) -> list[Word]:
    return _preposition_controllers(verb.head, depth)


def _of_noun_clause(verb: Word, depth: int) -> list[Word]:
    if verb.tag == "VBG":
        return _authors(verb.head, depth) or conjuncts(verb.head)
    # A finite verb that hangs on a noun is a main verb that the parser has lost.
    if verb.tag in {"VBD", "VBZ"}:
        return conjuncts(_opening(verb.head))
    if verb.tag == "VBN":
        return _counted_among(verb.head, depth) + conjuncts(verb.head)
    return _noun_controllers(verb.head, depth)


def _counted_among(noun: Word, depth: int) -> list[Word]:
    """Return who is said to be of those a participle tells of: [Ann] was among the men held; those held include Ann.

    Wrong for "Ann Moe was among friends invited by Chad", who was there too.
    """
    above = noun.head
    if noun.dep == "nsubj" and above.lemma == "include":
        return [w for c in above.children if c.dep == "dobj" for w in conjuncts(c)]
    if noun.dep != "pobj" or above.lower != "among" or above.head.lemma != "be" or depth > MAX_DEPTH:
        return []
    named = [c for c in above.head.children if c.dep in {*SUBJECTS, "attr"} and c.tag not in {"EX", "WP", "WDT"}]
    return [w for c in named for w in conjuncts(c)]


def _opening(noun: Word) -> Word:
    """Return the noun that a sentence without a main verb opens with: [Relatives] of passengers of a liner condemned.

    It is the noun itself where the sentence has another root.
    """
    above, steps = noun, 0
    while above.dep == "pobj" and above.head.dep == "prep" and steps < MAX_DEPTH:
        above, steps = above.head.head, steps + 1
    return above if above.dep == "ROOT" and above.pos in {"NOUN", "PROPN"} else noun


def _authors(noun: Word, depth: int) -> list[Word]:
    """Return who wrote or said what `noun` is or stands in: posted a message on Twitter blaming ..."""
    word, steps = noun, 0
    while steps < MAX_DEPTH and word.dep in {"pobj", "prep", "dobj", "conj"}:
        if word.lemma in MESSAGES:
            by = owners(word)
            verb = word.head
            while verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
                verb = verb.head
            return by[0] if by else agents(verb, depth + 1)
        word, steps = word.head, steps + 1
    return []


def _of_relative_clause(verb: Word, depth: int) -> list[Word]:
    # "summoned the envoy to criticise": the parser hangs the purpose on the object, but "an exhibition to be hosted".
    if any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        is_thing = is_passive(verb) and verb.head.pos in {"NOUN", "PROPN"}  # not: the second to be shot
        return conjuncts(verb.head) if is_thing else _noun_controllers(verb.head, depth)
    return _one_of(verb.head) or conjuncts(verb.head)


def _of_modifier(verb: Word, _: int) -> list[Word]:
    return [verb.head]


def _of_predicate(verb: Word, depth: int) -> list[Word]:
    return subjects(verb.head, depth + 1)


def _preposition_controllers(preposition: Word, depth: int) -> list[Word]:
    """Return the understood subject of "of sending", "for attacking", "by striking"."""
    governor = preposition.head.head if preposition.head.lemma == "far" else preposition.head
    if governor is preposition:
        return []
    if governor.pos in {"NOUN", "PROPN"}:
        return _noun_controllers(governor, depth)
    if preposition.lower == "in":  # Chad was allied with Niger in fighting them
        return subjects(governor, depth + 1) + governed(governor, "with")
    if preposition.lower in {"of", "for", "from", "with", "against", "over", "into"}:
        objects = patients(governor, depth + 1)
        if objects:
            return objects
    return subjects(governor, depth + 1)


def _noun_controllers(noun: Word, depth: int) -> list[Word]:
    """Return whose "decision to send" it is: its owner's; whose "envoy to criticise", that of who called him in."""
    is_act = noun.lemma in OWNED_NOUNS
    ranked = noun.dep == "attr" and any(c.lower in RANKS for c in noun.children)  # is the first state to condemn it
    found = owners(noun) if is_act or not (ranked or noun.dep in {"dobj", "nsubjpass"}) else []
    if noun.dep == "dobj":  # took the unusual step of shelling it
        found = [group for group in found if not all(_is_plain_adjective(w) for w in group)]
    if found:
        return found[0]
    if noun.dep == "nsubjpass" and agents(noun.head, depth + 1):
        return agents(noun.head, depth + 1)
    if noun.dep in {"dobj", "attr"} and noun.head.pos in {"VERB", "AUX"}:
        judged = noun.dep == "dobj" and noun.head.lemma in JUDGES  # condemned a decision to bomb Oman, whoever took it
        return [] if judged else agents(noun.head, depth + 1)
    if noun.dep == "pobj" and noun.head.head.pos == "AUX" and noun.lemma in TAKEN_PAINS:
        return subjects(noun.head.head, depth + 1)  # was at pains to deny it
    if noun.dep == "pobj" and noun.head.head.pos == "VERB":
        verb = noun.head.head
        return patients(verb, depth + 1) if plotted(noun) is verb else agents(verb, depth + 1)
    verb = plotted(noun) or noun
    return [] if verb is noun else patients(verb, depth + 1)


def _is_plain_adjective(word: Word) -> bool:
    """Tell whether a word says of what sort a thing is, not whose: the [unusual] step, not the Omani one."""
    return word.pos == "ADJ" and word.text.islower()


@remembered
def is_negated(verb: Word) -> bool:
    """Tell whether a verb or noun is negated in its own clause: not, never, no, no longer; nobody did."""
    for child in verb.children:
        if child.dep == "neg" and any(
            c.lower == "only" and c.i == child.i + 1 for c in [*verb.children, *child.children]
        ):
            continue  # "not only condemned"
        if child.dep == "neg" or (
            child.lower in {"never", "neither", "no"} and child.dep in {"det", "advmod", "preconj", "neg"}
        ):
            return True
        if child.lower == "longer" and any(c.lower == "no" for c in child.children):
            return True  # no longer sells
        if child.dep in SUBJECTS and (
            child.lower in {"nobody", "none", "neither"}
            or any(d.lower in {"no", "neither"} for d in child.children if d.dep == "det")
        ):
            return True
        if child.dep in {"dobj", "attr"} and any(
            (d.lower, d.dep) in {("no", "det"), ("neither", "preconj")} for d in child.children
        ):
            return True
    return verb.head is not verb and _shares_negation(verb) and is_negated(verb.head)


def _shares_negation(verb: Word) -> bool:
    """Tell whether the "not" above is a verb's own: are not going to [accept] it; did not bomb or [shell] it."""
    if verb.dep == "xcomp":
        return verb.head.lower == "going" and any(c.lower == "to" for c in verb.children)
    joined = {c.lower for c in verb.head.children if c.dep == "cc"}
    return verb.dep == "conj" and bool(joined & {"nor", "or"}) and not any(c.dep in SUBJECTS for c in verb.children)


# Whose subject a verb without one of its own takes over, by the way it hangs on what governs it.
_CONTROLS: Final[Mapping[str, Callable[[Word, int], list[Word]]]] = {
    "conj": _of_conjunct,
    "xcomp": _of_complement,
    "ccomp": _of_complement,
    "advcl": _of_complement,
    "dep": _of_complement,
    "pcomp": _of_preposition,
    "acl": _of_noun_clause,
    "relcl": _of_relative_clause,
    "amod": _of_modifier,
    "acomp": _of_predicate,
    "attr": _of_predicate,
    "auxpass": _of_predicate,
}

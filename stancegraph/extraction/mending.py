"""Parses mended where the small model is known to go wrong, before any rule reads them.

Each function looks for one systematic fault by its shape alone and hangs the words where they belong. What it does not
recognise it leaves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ACT_NOUNS, ANSWERED, CLAIM_NOUNS, MEASURES, PLAN_NOUNS, REPORTS

if TYPE_CHECKING:
    from collections.abc import Container

    from stancegraph.extraction.parsing import Parse, Word

NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
FINITE: Final = frozenset({"VBZ", "VBD", "VBP", "MD"})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# The verbs that may be auxiliaries; "admits" before "downing" is none.
AUXILIARIES: Final = frozenset({"be", "have", "do", "get", "go", "use", "need", "dare", "ought", "let", "to"})
# Between commas these begin a clause of its own, not what was denied or said before.
TURNS: Final = frozenset({"however", "nevertheless", "nonetheless", "meanwhile", "but", "yet"})
TIMES: Final = frozenset({"day", "fortnight", "hour", "minute", "month", "night", "time", "week", "weekend", "year"})
LENGTHS: Final = frozenset(
    {"cent", "dollar", "euro", "foot", "kilometer", "kilometre", "km", "meter", "metre", "mile", "percent", "point", "yard"}
)
# Verbs that have no passive: the president was not stood by.
WITHOUT_PASSIVE: Final = frozenset(
    {"abide", "arrive", "begin", "climb", "come", "decline", "drop", "end", "fall", "gain", "go", "grow", "increase", "jump",
     "live", "pass", "rise", "run", "shrink", "sit", "speak", "stand", "start", "stay", "stop", "swear", "talk", "travel"}
)  # fmt: skip
# Verbs with two objects.
GIVES: Final = frozenset(
    {
        "allow",
        "award",
        "deny",
        "give",
        "grant",
        "guarantee",
        "lend",
        "offer",
        "promise",
        "refuse",
        "sell",
        "send",
        "supply",
    }
)
# Verbs whose participle before people tells of them, not of what is done to them.
WITHOUT_OBJECT: Final = frozenset(
    {"advance", "die", "emerge", "flee", "mourn", "protest", "retreat", "return", "riot", "rule", "starve", "strike", "suffer",
     "survive", "visit", "war"}
)  # fmt: skip
ENVOYS: Final = frozenset({"ambassador", "attaché", "consul", "diplomat", "envoy", "representative", "chargé"})
# What nobody but the second of two objects is: the access that somebody is granted.
GIVEN: Final = frozenset(
    {"access", "aid", "asylum", "autonomy", "cash", "credit", "entry", "independence", "money", "permission", "recognition",
     "refuge", "sanctuary", "shelter", "support"}
)  # fmt: skip
# Verbs whose infinitive is what is asked for, however far behind.
ASKING: Final = frozenset({"appeal", "call", "lobby", "petition", "plead", "pray"})
LETTERS: Final = frozenset({"broadcast", "interview", "letter", "message", "note", "speech", "statement", "telegram"})
# Those who say something behind it: Bonn broke the pact, the emirate [charged] in a letter.
TRAILING: Final = frozenset(
    {"add", "allege", "announce", "charge", "claim", "complain", "declare", "say", "tell", "warn", "write"}
)
# With "a" before and a clause behind, a word for what the sentence has just told: ..., a [move] that Bern regretted.
SUMMARIES: Final = frozenset({"concession", "demand", "gesture", "measure", "offer", "request", "threat", "verdict"})
# Words that open a sentence before police, forces and the like, and are no names there.
OPENINGS: Final = frozenset(
    {"army", "border", "coast", "government", "guerrilla", "immigration", "opposition", "police", "prison", "rebel", "riot",
     "security", "separatist", "state", "traffic"}
)  # fmt: skip
# Sentences longer than this are no headlines.
HEADLINE_WORDS: Final = 18


@dataclass(frozen=True, slots=True)
class Repair:
    """One word that was hung elsewhere or made another sort of word, and what it was before."""

    word: Word
    tag: str
    dep: str
    head: Word


def mend(parse: Parse, verbs: Container[str], repairs: list[Repair] | None = None) -> None:
    """Mend the known faults of a parse in place.

    Parameters
    ----------
    verbs
        Lemmas that may be the verb of a headline, where the tagger has found a noun: those that begin a pattern.
    repairs
        A list to which each repair is added, for `explain`.

    Notes
    -----
    A sentence it gets wrong: "Lebanon talks stall", where "talks" is the noun that it looks like.
    """
    for begin, end in parse.sentences:
        words = parse.words[begin:end]
        _mend_capital(words, parse.entities)
        before = [] if repairs is None else [_place(w) for w in words]
        for word in words:
            _mend_auxiliary(word)
            _mend_lost_subject(word)
            _mend_stolen_subject(word)
            _mend_coordination(word)
            _mend_turn(word)
            _mend_bearer(word)
            _mend_behind_time(word)
            _mend_report(word)
            _mend_calling_in(word, words)
            _mend_bare_infinitive(word)
            _mend_going_people(word)
            _mend_shifted_object(word)
            _mend_split_subject(word)
            _mend_receiver(word)
            _mend_trailing_report(word)
            _mend_summary(word)
            _mend_asked(word)
            _mend_demanded(word)
            _mend_counted_object(word)
        _mend_short_passive(words)
        _mend_headline(words, verbs)
        if repairs is not None:
            repairs.extend(Repair(word, *old) for word, old in zip(words, before, strict=True) if old != _place(word))


def _place(word: Word) -> tuple[str, str, Word]:
    return word.tag, word.dep, word.head


def _hang(word: Word, head: Word, dep: str) -> None:
    """Hang `word`, with all that hangs on it, on `head`; on itself it is the root."""
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    if head is not word:
        head.children.append(word)
        head.children.sort(key=lambda w: w.i)


def _is_above(word: Word, other: Word) -> bool:
    """Tell whether `other` hangs on `word`, directly or not."""
    while other.head is not other:
        other = other.head
        if other is word:
            return True
    return False


def _mend_capital(words: list[Word], entities: list[tuple[int, int, str]]) -> None:
    """Make a common noun of a capital that only opens the sentence: [Riot] police fired."""
    if len(words) < 2 or words[0].lower not in OPENINGS or words[0].tag != "NNP" or not words[1].text.islower():
        return
    words[0].tag, words[0].pos, words[0].entity = "NN", "NOUN", ""
    entities[:] = [e for e in entities if e[:2] != (words[0].i, words[0].i + 1)]


def _mend_auxiliary(word: Word) -> None:
    """Make a verb of what was taken for an auxiliary: Iran [admits] downing a jet."""
    if word.dep != "aux" or word.tag not in {"VBZ", "VBD", "VBP"} or word.lemma in AUXILIARIES:
        return
    verb = word.head
    if verb.tag != "VBG" or word.i > verb.i:
        return
    above, dep, root = verb.head, verb.dep, verb.head is verb
    moved = [c for c in verb.children if c.i < word.i or c.dep == "punct" or (c.dep == "conj" and c.tag in FINITE)]
    _hang(word, word if root else above, "ROOT" if root else dep)
    word.pos = "VERB"
    verb.head = verb  # so that hanging it takes nothing from what it hung on before
    if not root:
        above.children.remove(verb)
    _hang(verb, word, "xcomp")
    for child in moved:
        if child is not word:
            _hang(child, word, child.dep)


def _mend_lost_subject(word: Word) -> None:
    """Give a verb the subject that hangs on its auxiliary: the US has [been] encouraging."""
    if (
        word.dep in {"aux", "auxpass"}
        and word.head.pos == "VERB"
        and not any(c.dep in SUBJECTS for c in word.head.children)
    ):
        for child in [c for c in word.children if c.dep in SUBJECTS]:
            _hang(child, word.head, child.dep)


def _mend_coordination(word: Word) -> None:
    """Hang a finite verb on the finite one it goes with, not on an infinitive: urged it to think and [spoke] with it."""
    above = word.head
    if (
        word.dep != "conj"
        or word.tag not in {"VBD", "VBZ", "VBP"}
        or above.tag != "VB"
        or word.pos not in {"VERB", "AUX"}
    ):
        return
    if any(c.dep in SUBJECTS for c in word.children) or not any(
        c.dep == "aux" and c.lower == "to" for c in above.children
    ):
        return
    while above.head is not above and (above.tag not in FINITE or above.pos not in {"VERB", "AUX"}):
        above = above.head
    if above.tag in FINITE and above.i < word.i:
        _hang(word, above, "conj")


def _mend_bearer(word: Word) -> None:
    """Hang a person on his post, not on the country in it: the foreign minister of Mali, [Abdou Keita]."""
    place = word.head
    if word.dep != "appos" or word.entity != "PERSON" or place.entity not in {"GPE", "ORG", "NORP"}:
        return
    if place.dep == "pobj" and place.head.dep == "prep" and place.head.head.pos == "NOUN":
        _hang(word, place.head.head, "appos")


def _mend_behind_time(word: Word) -> None:
    """Hang on the verb what the parser hangs on a span of time before it: conferred for four hours [with] the king."""
    span = word.head
    if word.dep != "prep" or word.lower not in {
        "with",
        "between",
        "to",
        "against",
        "at",
        "on",
        "from",
        "in",
        "despite",
        "amid",
    }:
        return
    if span.pos != "NOUN" or span.lemma not in TIMES or span.i > word.i or word.i - span.i > 1:
        return
    verb = span.head.head if span.dep == "pobj" else span.head
    if verb.pos == "VERB" and span.dep in {"pobj", "npadvmod", "dobj"}:
        _hang(word, verb, "prep")


def _mend_report(word: Word) -> None:
    """Hang what is reported on the verb of saying, not on whom it is said to: complained to a crowd that ..."""
    noun = word.head
    if word.dep not in {"acl", "relcl"} or not any(c.dep == "mark" and c.lower == "that" for c in word.children):
        return
    if not any(c.dep in SUBJECTS for c in word.children) or noun.lemma in CLAIM_NOUNS | ACT_NOUNS | PLAN_NOUNS:
        return
    while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head is not noun.head:
        noun = noun.head.head
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower in {"to", "with", "before"} else noun.head
    if verb.pos == "VERB" and verb.lemma in REPORTS and noun.dep in {"pobj", "dobj"} and verb.i < word.i:
        _hang(word, verb, "ccomp")


def _mend_calling_in(word: Word, words: list[Word]) -> None:
    """Make a particle of the "in" with which envoys are called: called [in] the ambassador."""
    if word.lower != "in" or word.dep != "prep" or word.head.lemma not in {"call", "haul"} or word.i != word.head.i + 1:
        return
    envoys = [c for c in word.children if c.dep == "pobj"]
    to_explain = [p for w in (word.head, *envoys) for c in w.children if c.lower == "for" for p in c.children]
    if not any(p.lower in {"explanation", "interrogation", "questioning"} for p in to_explain):
        envoys = [c for c in envoys if c.lemma in ENVOYS]
    if envoys and words:
        word.dep = "prt"
        _hang(envoys[0], word.head, "dobj")


def _mend_bare_infinitive(word: Word) -> None:
    """Make an infinitive of the verb behind "let" with an object in between: let France and Oman [use] the port."""
    if (
        word.tag != "VBP"
        or word.dep != "ccomp"
        or word.head.lemma not in {"help", "let", "make"}
        or word.head.i > word.i
    ):
        return
    if not any(c.dep in {"aux", "mark"} for c in word.children):
        word.tag = "VB"


def _mend_going_people(word: Word) -> None:
    """Make an attribute of the participle of a verb without object: gave seed to [returning] farmers."""
    preposition = word.head
    if word.dep != "pcomp" or word.tag != "VBG" or word.lemma not in WITHOUT_OBJECT or word.i != preposition.i + 1:
        return
    nouns = [c for c in word.children if c.dep == "dobj" and c.tag in {"NNS", "NNPS"}]
    if len(nouns) != 1 or any(
        w.i in range(word.i + 1, nouns[0].i) and w.tag not in {"JJ", "NNP"} for w in nouns[0].children
    ):
        return
    noun = nouns[0]
    _hang(noun, preposition, "pobj")
    for child in [c for c in word.children if c.i > noun.i]:
        _hang(child, noun, child.dep)
    _hang(word, noun, "amod")
    word.pos = "ADJ"


def _mend_shifted_object(word: Word) -> None:
    """Hang on its verb the object that comes late: rejected as baseless a [claim] by Oman."""
    preposition = word.head
    if (
        word.dep != "pobj"
        or preposition.lower != "as"
        or preposition.head.pos != "VERB"
        or word.left_edge().tag != "DT"
    ):
        return
    before = [c for c in preposition.children if c.pos == "ADJ" and c.i < word.left_edge().i]
    if before and before[0].i == preposition.i + 1 and not any(c.dep == "dobj" for c in preposition.head.children):
        before[0].dep = "pobj"
        _hang(word, preposition.head, "dobj")


def _mend_split_subject(word: Word) -> None:
    """Make one subject of several that stand side by side: the [FIFA] [vice]-president Jack Warner is."""
    if word.dep not in {"nsubj", "nsubjpass"} or word.pos not in NOMINAL:
        return
    following = next((c for c in word.head.children if c.i > word.i), None)
    if (
        following is None
        or following.dep != word.dep
        or following.pos not in NOMINAL
        or following.tag in {"PRP", "WDT", "WP"}
    ):
        return
    if word.right_edge().i + 1 == following.left_edge().i and following.i < word.head.i:
        _hang(word, following, "compound")


def _mend_receiver(word: Word) -> None:
    """Give a verb of giving its receiver, whose name was hung on the gift: granted the [Red Cross] access; sent [Kyiv] tanks."""
    verb = word.head
    if word.dep != "dobj" or verb.lemma not in GIVES or word.pos != "NOUN":
        return
    names = [c for c in word.children if c.dep in {"compound", "nmod"} and c.pos == "PROPN" and c.i < word.i]
    if not names or names[-1].i != word.i - 1:
        return
    is_state = (
        names[-1].entity == "GPE" and word.left_edge() is names[-1].left_edge() and word.left_edge().i == verb.i + 1
    )
    if not is_state and (word.lemma not in GIVEN or word.tag != "NN"):
        return
    for child in [c for c in word.children if c.i < word.i and c is not names[-1]]:
        _hang(child, names[-1], child.dep)
    _hang(names[-1], verb, "dative")


def _mend_trailing_report(word: Word) -> None:
    """Put a clause below the report behind it: Mali must free the emir, the Red Cross [said] on Monday.

    The parser makes one list of "the emir, the Red Cross", or a participle of the verb.
    """
    if word.lemma not in TRAILING or word.tag not in {"VBD", "VBN"}:
        return
    if word.dep == "acl":
        speaker = word.head
        behind = word.head.head
        if word.i != speaker.i + 1 or any(c.lower in {"by", "with"} for c in word.children):
            return
        lost = None
    else:
        lost = next((c for c in word.children if c.dep in SUBJECTS), None)
        if lost is None or word.dep not in {"ccomp", "conj", "parataxis", "advcl"} or word.head.i > lost.left_edge().i:
            return
        lists = [c for c in lost.children if c.dep in {"conj", "appos"} and c.i > lost.i]
        if not lists or any(c.dep == "cc" for c in lost.children):
            return
        speaker, behind = lists[-1], word.head
        if speaker.right_edge().i + 1 != word.i:
            return
    while behind.pos not in {"VERB", "AUX"} and behind.head is not behind:
        behind = behind.head
    if behind.head is not behind or not any(c.dep in SUBJECTS for c in behind.children) or behind.i > speaker.i:
        return
    comma = speaker.left_edge().i - 1
    marks = [c for w in (speaker.head, lost or speaker, behind) for c in w.children if c.i == comma and c.text == ","]
    if not marks or speaker.lower in {"who", "which", "that"}:
        return
    if lost is not None:
        _hang(lost, behind, "dobj")
    word.head.children.remove(word)
    word.head, word.dep, word.tag = word, "ROOT", "VBD"
    _hang(speaker, word, "nsubj")
    behind.head = word
    behind.dep = "ccomp"
    word.children.append(behind)
    word.children.sort(key=lambda w: w.i)


def _mend_asked(word: Word) -> None:
    """Make what is asked for, not a purpose, of an infinitive: called on Bern on Tuesday to [free] the prisoners."""
    verb = word.head
    to = next((c for c in word.children if c.dep == "aux" and c.lower == "to"), None)
    appeals = [c for c in verb.children if c.dep == "dobj" and c.lemma in ANSWERED and c.i < word.i]
    if word.dep in {"advcl", "xcomp"} and to is not None and appeals and to.i == appeals[-1].right_edge().i + 1:
        _hang(word, appeals[-1], "acl")  # shrugged off appeals by Bern to free them
        return
    if word.dep == "acl" and verb.lemma in LETTERS and verb.dep == "pobj":
        verb = verb.head.head  # appealed to Bern in a letter to free them
    elif word.dep != "advcl":
        return
    if to is None or verb.lemma not in ASKING or verb.i > word.i:
        return
    if not any(c.i == to.i - 1 and c.text == "," for c in [*word.head.children, *word.children]):
        _hang(word, verb, "xcomp")


def _mend_demanded(word: Word) -> None:
    """Hang what is demanded on the demand, not on who makes it: demands by the unions that he [step] down."""
    that = next((c for c in word.children if c.lower == "that" and c.dep in {"dobj", "mark", "advmod"}), None)
    if (
        word.dep != "relcl"
        or word.tag not in {"VB", "VBP"}
        or that is None
        or not any(c.dep in SUBJECTS for c in word.children)
    ):
        return
    maker = word.head
    while maker.dep == "conj":
        maker = maker.head
    noun = maker.head.head
    if maker.dep == "pobj" and maker.head.lower in {"by", "from", "of"} and noun.lemma in ANSWERED:
        that.dep = "mark"
        _hang(word, noun, "acl")


def _mend_summary(word: Word) -> None:
    """Hang what sums a sentence up on its verb: accused Bern of letting rockets fly over it, a [charge] Bern denied."""
    if word.dep not in {"appos", "conj", "dobj", "npadvmod"} or word.lemma not in SUMMARIES | CLAIM_NOUNS | ACT_NOUNS:
        return
    if not any(c.dep == "det" and c.lower in {"a", "an"} for c in word.children):
        return
    clause = next((c for c in word.children if c.dep in {"relcl", "acl"} and c.i > word.i), None)
    top = word
    while top.head is not top:
        top = top.head
    comma = word.left_edge().i - 1
    before = [c for w in (word.head, word, top) for c in w.children if c.i == comma and c.text == ","]
    if clause is not None and before and top.pos in {"VERB", "AUX"} and top.i < word.i:
        _hang(word, top, "npadvmod")


def _mend_counted_object(word: Word) -> None:
    """Make an object of a counted noun taken for a measure: jailed 11 [dissidents]."""
    verb = word.head
    if word.dep != "npadvmod" or word.tag != "NNS" or verb.pos != "VERB" or word.lemma in TIMES | MEASURES | LENGTHS:
        return
    counted = any(c.dep == "nummod" for c in word.children) and word.left_edge().i == verb.i + 1
    if counted and not any(c.dep in {"dobj", "auxpass"} for c in verb.children):
        word.dep = "dobj"


def _mend_stolen_subject(word: Word) -> None:
    """Give a clause its subject back from a list: they defeated the rebels and [Turkey] would move in."""
    if word.dep != "conj" or word.pos not in {"VERB", "AUX"} or any(c.dep in SUBJECTS for c in word.children):
        return
    first = min([word, *(c for c in word.children if c.dep in {"aux", "auxpass", "neg"})], key=lambda w: w.i)
    if first.tag not in FINITE:
        return
    before = word.head
    for noun in _conjoined_below(before, limit=first.i):
        joined = any(c.dep == "cc" and c.i < noun.i for c in noun.head.children)
        if joined and noun.right_edge().i == first.i - 1 and not _is_above(noun, word):
            passive = any(c.dep == "auxpass" for c in word.children)
            _hang(noun, word, "nsubjpass" if passive else "nsubj")
            return


def _conjoined_below(verb: Word, *, limit: int) -> list[Word]:
    """Return the nouns that are coordinated with an object below a verb and end before word `limit`."""
    found: list[Word] = []
    waiting = [c for c in verb.children if c.dep in {"dobj", "prep", "attr", "dative", "pobj", "ccomp"}]
    while waiting:
        word = waiting.pop()
        if word.i >= limit:
            continue
        if word.dep == "conj" and word.pos in NOMINAL:
            found.append(word)
        waiting.extend(c for c in word.children if c.dep in {"pobj", "prep", "conj", "dobj", "attr"})
    return found


def _mend_turn(word: Word) -> None:
    """Free a clause behind "however" from the verb of saying before it: denied it, however, a report found ..."""
    if word.dep != "ccomp" or word.head.i > word.i or not any(c.dep in SUBJECTS for c in word.children):
        return
    if any(c.dep == "mark" for c in word.children):
        return
    first = word.left_edge().i
    turns = [c for c in [*word.head.children, *word.children] if c.lower in TURNS and word.head.i < c.i < word.i]
    if any(abs(t.i - first) <= 2 for t in turns):
        word.dep = "conj"


def _mend_short_passive(words: list[Word]) -> None:
    """Make a passive of a participle without its auxiliary, as headlines have it: envoy [expelled] by Turkey."""
    for word in words:
        if word.tag != "VBD" or word.dep not in {"ROOT", "ccomp", "conj"} or word.lemma in WITHOUT_PASSIVE:
            continue
        agents = [c for c in word.children if c.lower == "by" and c.dep in {"agent", "prep"} and c.i > word.i]
        bare = not any(c.dep in {"dobj", "aux", "auxpass", "ccomp", "xcomp", "prt"} for c in word.children)
        by = [p for c in agents for p in c.children if p.dep == "pobj" and p.entity not in {"DATE", "TIME", "PERCENT"}]
        if not (bare and by) or by[0].pos not in NOMINAL or by[0].entity in {"CARDINAL", "MONEY", "QUANTITY"}:
            continue
        word.tag = "VBN"
        for child in word.children:
            if child.dep == "nsubj":
                child.dep = "nsubjpass"
        for agent in agents:
            agent.dep = "agent"


def _mend_headline(words: list[Word], verbs: Container[str]) -> None:
    """Make a verb of a noun in a heading that has none: Turkey [summons] Swedish envoy."""
    if not 3 <= len(words) <= HEADLINE_WORDS or words[-1].text in {".", "!", "?"}:
        return
    if any(w.tag in FINITE for w in words):
        return
    for position in range(1, len(words) - 1):
        word = words[position]
        stem = _verb_stem(word.lower, verbs)
        if stem is None or word.tag not in {"NNS", "NNPS", "NN", "NNP"} or words[position - 1].pos not in NOMINAL:
            continue
        if word.text[0].isupper() and not words[position - 1].text[0].isupper():
            continue
        following = words[position + 1]
        if following.pos == "PUNCT" or following.tag in {"CC", "POS"}:
            continue
        _make_verb(word, stem, words)
        return


def _verb_stem(form: str, verbs: Container[str]) -> str | None:
    if not form.endswith("s") or form.endswith("ss"):
        return None
    endings = {"ies": "y", "es": "", "s": ""}
    stems = (form[: -len(e)] + r for e, r in endings.items() if form.endswith(e))
    return next((stem for stem in stems if stem in verbs), None)


def _make_verb(verb: Word, stem: str, words: list[Word]) -> None:
    """Make `verb` the root of its sentence, the noun before it its subject and the one behind it its object."""
    tops = [
        w for w in words if w is not verb and (w.head is w or (w.head.i >= verb.i) != (w.i >= verb.i) or w.head is verb)
    ]
    subject = next(w for w in reversed(words) if w.i < verb.i)
    _hang(verb, verb, "ROOT")
    verb.lemma, verb.pos, verb.tag = stem, "VERB", "VBZ"
    _hang(subject, verb, "nsubj")
    has_object = False
    for top in tops:
        if top is subject or _is_above(top, subject):
            continue
        if top.i < verb.i:
            _hang(top, subject, "compound" if top.pos in {"NOUN", "PROPN", "ADJ"} else top.dep)
        elif top.pos in NOMINAL and not has_object:
            has_object = True
            _hang(top, verb, "dobj")
        elif top.pos in NOMINAL:
            _hang(top, verb, "dep")
        else:
            _hang(top, verb, "prep" if top.pos == "ADP" else "advcl" if top.pos == "VERB" else "dep")

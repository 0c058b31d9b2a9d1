"""Parses mended where a heading, or the capital that opens a sentence, misleads the tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import CROWDS, FORCES, INSURGENTS, LEADERS, PROTESTERS, REPORTS
from stancegraph.extraction.mending_dropped import is_heading
from stancegraph.extraction.regrafting import FINITE, NOMINAL, hang, is_above

if TYPE_CHECKING:
    from collections.abc import Container

    from stancegraph.extraction.parsing import Word

# Words that open a sentence before police, forces and the like, and are no names there.
OPENINGS: Final = frozenset(
    {"army", "border", "coast", "government", "guerrilla", "immigration", "opposition", "police", "prison", "rebel",
     "riot", "security", "separatist", "state", "traffic"}
)  # fmt: skip
# Behind these a heading has a clause of its own.
CONJUNCTIONS: Final = frozenset({"as", "while"})
# Who in the plural is not a word before another noun: rebels raid, as against weapons trade.
PEOPLE: Final = CROWDS | FORCES | INSURGENTS | LEADERS | PROTESTERS | frozenset(
    {"army", "farmer", "lawmaker", "military", "miner", "official", "police", "relative", "student", "worker"}
)  # fmt: skip
# What a verb without an ending is taken for.
BARE: Final = frozenset({"JJ", "NN", "NNP", "VB", "VBP"})
# What is held by those who are in it.
HELD: Final = frozenset(
    {
        "clash",
        "cooperation",
        "deal",
        "dialogue",
        "dispute",
        "drill",
        "exercise",
        "manoeuvre",
        "negotiation",
        "pact",
        "talk",
        "war",
    }
)
# Things with a verb for their first word, which a heading shows as one: Iran issues [arrest] warrants.
NAMED_FOR: Final = {
    "arrest": frozenset({"order", "warrant"}),
    "attack": frozenset({"alert", "plan", "warning"}),
    "export": frozenset({"ban", "curb", "duty", "licence", "license", "quota"}),
    "import": frozenset({"ban", "curb", "duty", "licence", "license", "quota", "tariff"}),
    "search": frozenset({"warrant"}),
    "strike": frozenset({"ballot", "call", "notice", "threat"}),
    "travel": frozenset({"advice", "ban", "curb", "permit", "restriction", "visa", "warning"}),
}
# What is wished may stand without an ending: Chad demands Mali go.
WISHES: Final = frozenset(
    {"ask", "beg", "demand", "insist", "move", "order", "propose", "recommend", "request", "suggest", "urge"}
)
# A part of a headline that is shorter has no subject, verb and object.
MIN_HEADLINE: Final = 3


def mend_capital(words: list[Word], entities: list[tuple[int, int, str]]) -> None:
    """Make a common noun of a capital that only opens the sentence: [Riot] police fired."""
    if len(words) < 2 or words[0].lower not in OPENINGS or words[0].tag != "NNP" or not words[1].text.islower():
        return
    words[0].tag, words[0].pos, words[0].entity = "NN", "NOUN", ""
    entities[:] = [e for e in entities if e[:2] != (words[0].i, words[0].i + 1)]


def mend_headline(words: list[Word], verbs: Container[str]) -> None:
    """Make verbs of nouns in a heading, in each part that has none: Turkey [summons] envoy as Greece [regrets] raid."""
    if not is_heading(words):
        return
    for word in words[1:-1]:
        _mend_people(word)
    _mend_about(words)
    _mend_last(words)
    _mend_taken_for_subject(words)
    _mend_named_for(words)
    ends = [i for i, w in enumerate(words) if w.text == ";" or w.lower in CONJUNCTIONS]
    for begin, end in zip([0, *(i + 1 for i in ends)], [*ends, len(words)], strict=True):
        part = words[begin:end]
        _join_two_names(part)
        if len(part) >= MIN_HEADLINE and not any(w.tag in FINITE and w.dep != "compound" for w in part):
            _mend_part(part, verbs)
    _join_halves(words)
    _mend_bare_clause(words)
    _mend_held(words)


def _join_halves(words: list[Word]) -> None:
    """Give the second half of a heading the subject of the first, if it has none: Iran issues warrants; [seeks] aid."""
    tops = [w for w in words if w.dep == "ROOT"]
    if len(tops) != 2 or not any(w.text == ";" for w in words[tops[0].i - words[0].i : tops[1].i - words[0].i]):
        return
    first, second = tops
    if second.pos == "VERB" and not any(c.dep in {"nsubj", "nsubjpass"} for c in second.children):
        hang(first, second, "ccomp")


def _mend_about(words: list[Word]) -> None:
    """Make a thing of the verb that ends a heading behind a preposition: Chad summons envoy over [remarks]."""
    word, preposition = words[-1], words[-2]
    verb = word.head
    if word.tag != "VBZ" or preposition.tag != "IN" or preposition.children or verb.tag not in {*FINITE, "NNS"}:
        return
    thing = next((c for c in word.children if c.dep in {"dobj", "nsubj"} and c.i < preposition.i), None)
    if thing is None or verb.i > thing.i or thing.pos not in NOMINAL:
        return
    hang(thing, verb, "dobj")
    hang(preposition, verb, "prep")
    hang(word, preposition, "pobj")
    word.tag, word.pos = "NNS", "NOUN"


def _mend_last(words: list[Word]) -> None:
    """Make a thing of the verb that ends a heading behind a name: Chad rejects Mali [offer]."""
    word = words[-1]
    if word.dep == "ccomp" and word.tag == "VBP" and word.head.tag in FINITE:
        _mend_reported_last(word)
        return
    verb = next((c for c in word.children if c.dep == "ccomp" and c.tag in FINITE), None)
    if word.dep != "ROOT" or word.tag not in {"VB", "VBP"} or verb is None or verb.lemma in REPORTS:
        return
    name = next((c for c in verb.children if c.dep == "dobj" and c.pos == "PROPN" and c.i == word.i - 1), None)
    if name is None or len(word.children) > 1:
        return
    hang(verb, verb, "ROOT")
    hang(word, verb, "dobj")
    hang(name, word, "compound")
    word.tag, word.pos = "NN", "NOUN"


def _mend_reported_last(word: Word) -> None:
    """Do the same where the parser has the verb say it: one state "offers", and does not "offer"."""
    verb = word.head
    if len(word.children) != 1 or verb.lemma in REPORTS | WISHES or verb.i != word.i - 2:
        return
    name = word.children[0]
    if name.dep == "nsubj" and name.tag == "NNP" and name.i == word.i - 1:
        hang(word, verb, "dobj")
        name.dep = "compound"
        word.tag, word.pos = "NN", "NOUN"


def _mend_taken_for_subject(words: list[Word]) -> None:
    """Give a heading its verb back that was taken for the subject of a thing: Chad [lodges] protest with Mali."""
    verb = next((w for w in words[1:3] if w.tag == "VBZ" and w.dep == "nsubj"), None)
    if verb is None or verb.head.tag not in {"VB", "VBP"} or verb.head.i != verb.i + 1 or verb.head.dep != "ROOT":
        return
    thing = verb.head
    names = [c for c in verb.children if c.dep in {"compound", "nmod", "amod"} and c.pos in {"PROPN", "NOUN"}]
    if len(names) != len(verb.children) or not names or names[-1].i != verb.i - 1:
        return
    hang(verb, verb, "ROOT")
    names[-1].dep = "nsubj"
    for child in [c for c in thing.children if c.i > thing.i]:
        hang(child, verb, child.dep)
    hang(thing, verb, "dobj")
    verb.pos, thing.tag, thing.pos = "VERB", "NN", "NOUN"


def _mend_named_for(words: list[Word]) -> None:
    """Make one thing of what was taken for a verb and its object: Iran issues [arrest warrants]."""
    heads = (w for w in words if w.dep in {"ROOT", "ccomp", "parataxis"} and w.tag in {"VB", "VBP"})
    verb = next((w for w in heads if w.lemma in NAMED_FOR), None)
    things = NAMED_FOR.get(verb.lemma) if verb is not None else None
    if verb is None or things is None:
        return
    thing = next((c for c in verb.children if c.dep == "dobj" and c.i == verb.i + 1 and c.lemma in things), None)
    subject = next((c for c in verb.children if c.dep == "nsubj" and c.i == verb.i - 1), None)
    if thing is None or subject is None or subject.tag != "NNS" or not subject.children:
        return
    hang(thing, thing if verb.head is verb else verb.head, verb.dep)
    for child in [c for c in verb.children if c is not thing]:
        hang(child, thing, child.dep)
    hang(verb, thing, "compound")
    verb.tag, verb.pos = "NN", "NOUN"


def _mend_held(words: list[Word]) -> None:
    """Make those who are in something its owners, where the heading has no verb: [Chad] in talks with Mali."""
    first = words[0].head if words[0].dep == "compound" else words[0]
    if first.dep != "ROOT" or first.pos != "PROPN" or any(w.pos in {"VERB", "AUX"} for w in words):
        return
    second = next((c for c in first.children if c.dep == "appos" and c.pos == "PROPN"), None)
    names = [first] if second is None else [first, second]
    within = next((c for n in names for c in n.children if c.lower == "in" and c.dep == "prep"), None)
    held = next((c for c in within.children if c.dep == "pobj"), None) if within is not None else None
    if within is None or held is None or held.lemma not in HELD:
        return
    if second is not None and second.i < within.i:
        second.dep = "conj"
    hang(held, held, "ROOT")
    hang(within, held, "dep")
    hang(first, held, "poss")


def _mend_people(word: Word) -> None:
    """Make people of what was taken for a verb: Fiji [soldiers] storm parliament."""
    plural = word.lower.endswith("s") and word.lower[:-1] in PEOPLE
    if word.tag == "VBZ" and plural and any(c.i == word.i - 1 and c.pos in NOMINAL for c in word.children):
        word.tag, word.pos, word.lemma = "NNS", "NOUN", word.lower[:-1]


def _mend_bare_clause(words: list[Word]) -> None:
    """Make a thing of a clause without an object that ends a heading: Taiwan slams China [drills]."""
    word = words[-1]
    verb = word.head
    if word.tag != "VBZ" or word.dep != "ccomp" or verb.tag not in FINITE or verb.lemma in REPORTS:
        return
    name = next((c for c in word.children if c.dep == "nsubj"), None)
    if name is None or name.pos != "PROPN" or len(word.children) > 1 or name.left_edge().i != verb.i + 1:
        return
    word.tag, word.pos, word.dep, name.dep = "NNS", "NOUN", "dobj", "compound"


def _mend_part(words: list[Word], verbs: Container[str]) -> None:
    if _mend_two_names(words, verbs):
        return
    for position in range(1, len(words) - 1):
        word = words[position]
        stem = _plural_verb(word, words[position - 1], verbs) or _verb_stem(word.lower, verbs)
        if stem is None or words[position - 1].pos not in NOMINAL:
            continue
        if word.tag not in {"NNS", "NNPS", "NN", "NNP"} and stem != word.lower:
            continue
        if word.text[0].isupper() and not words[position - 1].text[0].isupper():
            continue
        following = words[position + 1]
        if following.pos == "PUNCT" or following.tag in {"CC", "POS"}:
            continue
        _make_verb(word, stem, words)
        return


def _mend_two_names(words: list[Word], verbs: Container[str]) -> bool:
    """Make a verb of a noun behind two names: Israel, Hamas [trade] blame; Chad and Mali [sign] pact.

    It tells whether it was one.
    """
    verb = next((w for w in words if not w.text[0].isupper() and w.text not in {",", "-", ".", "and"}), None)
    if verb is None or verb is words[-1] or verb.lower not in verbs or verb.tag not in {"NN", "NNP", "JJ", "VB", "VBP"}:
        return False
    before = words[: words.index(verb)]
    commas = [w for w in before if w.text == "," or w.lower == "and"]
    if len(commas) != 1 or commas[0] in {before[0], before[-1]} or before[-1].pos not in NOMINAL:
        return False
    first, second = words[words.index(commas[0]) - 1], before[-1]
    if first.pos not in NOMINAL:
        return False
    _make_verb(verb, verb.lower, words)
    hang(first, verb, "nsubj")
    hang(second, first, "conj")
    verb.tag = "VBP"
    return True


def _join_two_names(words: list[Word]) -> None:
    """Make one list of two names and a comma before a verb: [Seoul], Tokyo mend fences."""
    if len(words) < MIN_HEADLINE or words[0].head.pos != "VERB" or words[0].dep not in {"dep", "npadvmod", "nsubj"}:
        return
    first, verb = words[0], words[0].head
    subjects = [c for c in verb.children if c.dep == "nsubj" and c is not first and c.i < verb.i]
    if first.pos != "PROPN" or len(subjects) != 1 or subjects[0].pos != "PROPN" or verb.tag not in {"VBP", "VBD", "VB"}:
        return
    between = [w for w in words if first.i < w.i < subjects[0].left_edge().i]
    if [w.text for w in between] == [","] and subjects[0].right_edge().i + 1 == verb.i:
        first.dep = "nsubj"
        hang(subjects[0], first, "conj")


def _plural_verb(word: Word, before: Word, verbs: Container[str]) -> str | None:
    """Return a word itself if it may be what people do: Maoists [end] boycott; police [raid] opposition offices."""
    people = before.tag == "NNPS" or before.lemma in PEOPLE
    plural = before.tag in {"NNS", "NNPS"} or before.lower in {"military", "opposition", "police"}
    return word.lower if people and plural and word.tag in BARE and word.lower in verbs else None


def _verb_stem(form: str, verbs: Container[str]) -> str | None:
    if not form.endswith("s") or form.endswith("ss"):
        return None
    endings = {"ies": "y", "es": "", "s": ""}
    stems = (form[: -len(e)] + r for e, r in endings.items() if form.endswith(e))
    return next((stem for stem in stems if stem in verbs), None)


def _is_top(word: Word, verb: Word, words: list[Word]) -> bool:
    """Tell whether a word hangs on nothing of its own side of the verb to be."""
    return word.head in (word, verb) or word.head not in words or (word.head.i >= verb.i) != (word.i >= verb.i)


def _make_verb(verb: Word, stem: str, words: list[Word]) -> None:
    """Make `verb` the root of its sentence, the noun before it its subject and the one behind it its object."""
    tops = [w for w in words if w is not verb and _is_top(w, verb, words)]
    subject = next(w for w in reversed(words) if w.i < verb.i)
    hang(verb, verb, "ROOT")
    verb.lemma, verb.pos, verb.tag = stem, "VERB", "VBZ"
    hang(subject, verb, "nsubj")
    has_object = False
    for top in tops:
        if top is subject or is_above(top, subject):
            continue
        if top.i < verb.i:
            hang(top, subject, "compound" if top.pos in {"NOUN", "PROPN", "ADJ"} else top.dep)
        elif top.pos in NOMINAL and not has_object:
            has_object = True
            thing = next((c for c in top.children if c.dep == "dobj" and c.i == top.i + 1), None)
            hang(thing or top, verb, "dobj")
            if thing is not None:  # the name before it was taken for a verb
                hang(top, thing, "compound")
        elif top.pos in NOMINAL:
            hang(top, verb, "dep")
        else:
            hang(top, verb, "prep" if top.pos == "ADP" else "advcl" if top.pos == "VERB" else "dep")

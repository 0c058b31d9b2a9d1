"""Parses mended where what belongs to a deed in a noun phrase hangs on its verb, its victim or its doer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ANNOUNCES, CRITICISES, JUDGES
from stancegraph.extraction.matching import stems
from stancegraph.extraction.regrafting import FINITE, SUBJECTS, hang

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from stancegraph.codebook import PatternIndex
    from stancegraph.extraction.parsing import Word

# What is done to a deed, by verbs that themselves take no "against" or "into": debated its raid [into] Chad.
HANDLES: Final = ANNOUNCES | CRITICISES | JUDGES | frozenset(
    {"brand", "call", "characterise", "characterize", "consider", "continue", "debate", "describe", "end", "escalate",
     "explain", "extend", "halt", "intensify", "justify", "label", "portray", "reaffirm", "regard", "reiterate",
     "renew", "repeat", "resume", "see", "stop", "suspend", "view", "watch"}
)  # fmt: skip
# What is done in no other way than by doing a deed: a ban imposed, a strike carried out.
DONE: Final = frozenset(
    {"announce", "begin", "bring", "carry", "cast", "conduct", "declare", "deliver", "express", "file", "give", "grant",
     "impose", "issue", "launch", "level", "lodge", "make", "mount", "open", "order", "publish", "raise", "send",
     "sign", "stage", "submit", "voice", "wage"}
)  # fmt: skip
# Names of those who do deeds.
DOERS: Final = frozenset({"GPE", "NORP", "ORG", "PERSON"})
STATES: Final = frozenset({"GPE", "NORP"})
# How what says whose something is hangs on it from before.
OWNING: Final = frozenset({"amod", "compound", "nmod", "poss"})
# In how many words from the first a headline names the first of two states.
MAX_OPENING: Final = 4
# Behind the object of these stands what it is called.
CALLS: Final = frozenset({"brand", "call", "consider", "deem", "label", "term"})
# How a verb may hang on what stands before it in a headline and was taken for the verb.
LOST_AS: Final = frozenset({"advcl", "ccomp", "conj", "dep", "parataxis"})
# Who a state is to another: its neighbour India.
BESIDE: Final = frozenset(
    {"adversary", "ally", "backer", "enemy", "foe", "friend", "neighbor", "neighbour", "opponent", "partner", "patron",
     "rival"}
)  # fmt: skip


def mend_deeds(words: list[Word], nouns: PatternIndex, verbs: Container[str]) -> None:
    """Mend what belongs to the deeds of a sentence, by the prepositions that the codebook's nouns for them take."""
    _mend_headline_pair(words)
    for word in words:
        _mend_judged_deed(word, words, nouns)
        if word.dep == "acl" and any(c.lower == "that" and c.dep == "dobj" for c in word.children):
            word.dep = "relcl"  # the raid that Mali launched: no claim
        if word.dep in {"acl", "agent", "appos", "dative", "prep"}:
            _mend_doer_above(word, words, nouns)
            _mend_owned_deed(word, words, nouns)
            _mend_doer_behind(word, nouns)
            _mend_doer_of_object(word, nouns)
            _mend_done_by(word, nouns)
            _mend_swallowed_deed(word, nouns)
            _mend_headline_gerund(word, nouns)
        elif word.lemma in BESIDE:
            _mend_beside(word, words)
        elif word.dep in SUBJECTS and word.entity in STATES:
            _mend_parties(word, words)
            _mend_headline_owner(word, nouns)
        elif word.dep == "ROOT":
            _mend_headline_deed(word, nouns)
        elif word.dep == "amod":
            _mend_verb_between(word, nouns, verbs)
        elif word.dep in BY_DEPENDENCY:
            BY_DEPENDENCY[word.dep](word, nouns)


def _takes(noun: Word, preposition: Word, nouns: PatternIndex) -> bool:
    """Tell whether a noun is for a deed with which the codebook has a preposition."""
    if noun.pos != "NOUN":
        return False
    patterns = nouns.get(noun.lemma, ())
    return any(e.is_preposition and preposition.lower in e.words for p in patterns for e in p.elements)


def _mend_owned_deed(word: Word, words: list[Word], nouns: PatternIndex) -> None:
    """Hang on a deed against whom it is, not on what is done to it or over it: defended its war [against] Greece.

    A sentence it gets wrong: "Oman defended Iran's operation against Chad's critics", if they criticise it.
    """
    above = word.head
    if above.pos not in {"AUX", "NOUN", "NUM", "VERB"} or word.i < above.i:
        return
    deed: Word | None = words[word.i - 1 - words[0].i]
    while deed is not None and not _takes(deed, word, nouns):
        deed = deed.head if deed.dep in {"pobj", "prep"} and deed.head is not above else None
    if deed is None or any(p.entity in {"DATE", "TIME"} for p in word.children):
        return
    is_object = deed.head is above and deed.dep in {"dobj", "nsubjpass"}
    is_object = is_object and (above.lemma in HANDLES or (above.lemma == "report" and word.lower != "to"))
    if deed is above or not (is_object or (deed.dep == "pobj" and deed.head.i > above.i)):
        return
    owned = any(
        c.dep == "poss" or (c.entity and c.dep in {"amod", "compound"}) or _tells_doer(c) for c in deed.children
    )
    if owned or (is_object and above.lemma in ANNOUNCES):
        hang(word, deed, "prep")


def _is_doing(participle: Word) -> bool:
    return participle.lemma in DONE or not DONE.isdisjoint(stems(participle.lower))


def _tells_doer(word: Word) -> bool:
    """Tell whether it is "by" or "from" somebody with a name, or several of a nation: by Oman, by Omani farmers."""
    if word.lower not in {"by", "from"} or word.dep not in {"agent", "prep"}:
        return False
    return any(c.dep == "pobj" and (c.entity in DOERS or (c.tag == "NNS" and _is_named_of(c))) for c in word.children)


def _is_named_of(noun: Word) -> bool:
    """Tell whether a name beside a noun says whose it is: [Omani] farmers, the ports of [Oman]."""
    before = (c for c in noun.children if c.dep in OWNING and c.i < noun.i)
    behind = (w for c in noun.children if c.lower == "of" for w in c.children if w.dep == "pobj")
    return any(w.entity in DOERS for w in before) or any(w.pos == "PROPN" for w in behind)


def _mend_doer_above(word: Word, words: list[Word], nouns: PatternIndex) -> None:
    """Hang on a deed by whom it is, not on a verb in the active: Oman defended the raid on Mali [by] Chad.

    So is to whom the deed is, if that hangs there too: welcomed the plea [to] Mali by Chad. A sentence it gets wrong:
    "Oman ended the strike by Iranian agents", where it is they who ended it.
    """
    verb = word.head
    if word.lower != "by" or word.dep not in {"agent", "prep"} or verb.pos != "VERB" or word.i < verb.i:
        return
    kinds = {c.dep for c in verb.children}
    if "auxpass" in kinds or (word.dep == "agent" and kinds.isdisjoint(SUBJECTS)):
        return
    if not _tells_doer(word) or (verb.tag == "VBN" and "aux" not in kinds):
        return
    astray: list[Word] = []
    deed = words[word.i - 1 - words[0].i]
    while not (deed.pos == "NOUN" and deed.lemma in nouns and deed.dep in {"dobj", "pobj"}):
        if deed.i <= verb.i or (deed.head is verb and (astray or deed.dep not in {"dative", "prep"})):
            return
        if deed.head is verb:
            astray, deed = [deed], words[deed.i - 1 - words[0].i]
        else:
            deed = deed.head
    if deed.i < verb.i or (astray and not _takes(deed, astray[0], nouns)):
        return
    for preposition in (*astray, word):
        hang(preposition, deed, "prep")


def _mend_done_clause(word: Word, nouns: PatternIndex) -> None:
    """Make what is done to a deed its own again: Oman welcomed the inquiry [opened] by Mali into Chad, which was none.

    Before "by" with no auxiliary there is no clause.
    """
    deed = next((c for c in word.children if c.dep in SUBJECTS), None)
    if word.tag not in {"VBD", "VBN"} or deed is None or not word.head.i < deed.i < word.i or deed.lemma not in nouns:
        return
    kinds = {c.dep for c in word.children}
    if "agent" in kinds and not kinds & {"aux", "auxpass", "dobj", "mark"} and word.head.pos == "VERB":
        hang(deed, word.head, "dobj")
        hang(word, deed, "acl")
        word.tag = "VBN"


def _mend_doer_behind(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed by whom it is, not on whom it was done to: the invasion of Rwanda [by] Chad, of its ports."""
    sufferer = word.head
    if word.lower != "by" or sufferer.dep != "pobj" or sufferer.i > word.i:
        return
    if sufferer.entity not in DOERS and (sufferer.lemma in nouns or not _is_named_of(sufferer)):
        return
    deed = sufferer.head.head
    if _takes(deed, sufferer.head, nouns) and _tells_doer(word):
        hang(word, deed, "prep")


def _mend_doer_of_object(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed by whom it is, not on the active verb before: tells of his arrest in Lima [by] Chadian police."""
    verb = word.head
    deed = next((c for c in verb.children if c.dep == "dobj" and verb.i < c.i < word.i), None)
    if word.lower != "by" or deed is None or deed.lemma not in nouns or any(c.dep == "auxpass" for c in verb.children):
        return
    doers = [w for c in word.children if c.dep == "pobj" for w in (c, *c.children)]
    if any(w.entity in DOERS for w in doers) and not any(c.lower == "by" for c in deed.children):
        hang(word, deed, "prep")


def _mend_done_by(word: Word, nouns: PatternIndex) -> None:
    """Hang on a deed a participle that tells who did it: the warning to Chad [issued] by Mali."""
    is_deed = word.dep == "acl" and word.head.pos == "NOUN" and word.head.lemma in nouns and _is_doing(word)
    if word.tag == "VBD" and is_deed and any(c.dep == "agent" for c in word.children):
        word.tag = "VBN"  # charges levelled by Oman
    sufferer = word.head
    of_state = sufferer.entity in STATES or (
        _is_doing(word)
        and (sufferer.entity in DOERS or any(c.entity in STATES and c.i < sufferer.i for c in sufferer.children))
    )
    if word.tag != "VBN" or sufferer.dep != "pobj" or not of_state:
        return
    deed = sufferer.head.head
    if _takes(deed, sufferer.head, nouns) and any(c.dep == "agent" for c in word.children):
        hang(word, deed, "acl")


def _mend_beside(word: Word, words: list[Word]) -> None:
    """Put a name where the words for whose side he is on have got: a raid into its [neighbour] India made headlines."""
    preposition, at = word.head, word.i + 1 - words[0].i
    if word.dep != "pobj" or preposition.dep != "prep" or at >= len(words):
        return
    name = words[at]
    while name.dep == "compound" and name.head.pos == "PROPN" and name.head.i > name.i:
        name = name.head
    owner = next((c for c in word.children if c.dep == "poss" and c.tag == "PRP$"), None)
    if owner is None or name.pos != "PROPN" or not name.entity:
        return
    deed = preposition.head
    if name.dep in SUBJECTS and deed.head is name:
        hang(deed, name.head, name.dep)
    elif name.dep != "appos" or name.head not in {word, deed}:
        return
    hang(name, preposition, "pobj")
    hang(word, name, "compound")
    hang(owner, name, "poss")


def _mend_parties(word: Word, words: list[Word]) -> None:
    """Join to the first of those between whom something is the ones that were taken for its subject.

    The talks among Iran, [Greece] and Oman began.
    """
    comma = word.i - 1 - words[0].i
    if comma < 1 or words[comma].text != "," or not any(c.dep == "conj" for c in word.children):
        return
    first = words[comma - 1]
    while first.dep == "conj":
        first = first.head
    between = first.head
    if first.dep != "pobj" or between.lower not in {"among", "between"} or first.entity not in STATES:
        return
    verb, dep, deed = word.head, word.dep, between.head
    if deed.head is word:
        hang(deed, verb, dep)
    if deed.head is verb:
        hang(word, first, "conj")


def _mend_done_before(word: Word, nouns: PatternIndex) -> None:
    """Give a verb its subject back that a participle has taken: the probe into Mali [opened] by Chad drew protests."""
    verb = word.head
    deed = next((c for c in word.children if c.dep in SUBJECTS and c.i < word.i), None)
    if word.tag not in {"VBD", "VBN"} or deed is None or deed.lemma not in nouns or verb.i < word.i:
        return
    if verb.tag not in FINITE or any(c.dep in SUBJECTS for c in verb.children):
        return
    if any(c.dep == "agent" for c in word.children) and not any(c.dep in {"aux", "auxpass"} for c in word.children):
        hang(deed, verb, "nsubj")
        hang(word, deed, "acl")
        word.tag = "VBN"


def _mend_verb_between(word: Word, nouns: PatternIndex, verbs: Container[str]) -> None:
    """Make the verb of a clause that was taken for a word before a name: its threat against Mali [angered] Chad."""
    name = word.head
    preposition, deed = name.head, name.head.head
    if name.dep != "pobj" or name.entity not in STATES or deed.dep != "ROOT" or deed.lemma not in nouns:
        return
    other = next((c for c in name.children if c.dep in {"compound", "nmod"} and c.i == word.i - 1), None)
    lemma = next((v for v in stems(word.lower) if v in verbs), None)
    if other is None or other.entity not in STATES or lemma is None or not word.lower.endswith("ed"):
        return
    word.pos, word.tag, word.lemma = "VERB", "VBD", lemma
    hang(word, word, "ROOT")
    hang(other, preposition, "pobj")
    hang(name, word, "dobj")
    for child in [c for c in deed.children if c.dep == "punct"]:
        hang(child, word, "punct")
    hang(deed, word, "nsubj")


def _mend_joint_owners(word: Word, nouns: PatternIndex) -> None:
    """Make two states the owners of a deed that was joined to the first: Mali and Chad's [raid] on Niger.

    A sentence it gets wrong: "Oman met Mali and Chad's envoy to Niger", if an envoy were a deed.
    """
    first = word.head
    second = next((c for c in word.children if c.dep == "poss" and c.i == first.i + 2), None)
    if second is None or first.entity != "GPE" or second.entity != "GPE" or word.i < second.i:
        return
    cc = next((c for c in first.children if c.dep == "cc" and c.i == first.i + 1), None)
    behind = [c for c in word.children if c.dep == "prep" and c.i > word.i]
    if cc is None or not any(_takes(word, c, nouns) for c in behind):
        return
    hang(word, first.head, first.dep)
    hang(first, word, "poss")
    hang(second, first, "conj")


def _mend_judged_deed(word: Word, words: list[Word], nouns: PatternIndex) -> None:
    """Hang on a verb what it calls a deed, not on whom the deed is done to: called the raid on Chad a [mistake]."""
    if word.dep not in {"appos", "pobj"} or word.pos != "NOUN":
        return
    begins = word.left_edge()
    before = words[begins.i - 1 - words[0].i]
    if begins.lower not in {"a", "an"} or before.entity not in STATES or before.head not in {word.head, word.head.head}:
        return
    deed = before.head.head
    if deed.dep == "dobj" and deed.lemma in nouns and deed.head.lemma in CALLS and deed.head.i < deed.i:
        hang(word, deed.head, "oprd")


def _mend_headline_owner(word: Word, nouns: PatternIndex) -> None:
    """Make a state the owner of the deed behind it that was taken for its verb: [Iran] airstrike on Chad kills six."""
    deed = word.head
    if deed.dep in SUBJECTS and word.i < deed.i and word.right_edge().i + 2 >= deed.i:
        if deed.pos != "NOUN" and not _is_deed(deed, nouns):
            return
        _make_noun(deed)
        word.dep = "compound"


def _mend_headline_pair(words: list[Word]) -> None:
    """Join two states whose something is that opens a headline: [Iran], Oman talks begin."""
    comma = next((i for i, w in enumerate(words[:MAX_OPENING]) if w.text == ","), 0)
    if not 0 < comma < len(words) - 2:
        return
    first, rest = words[comma - 1], words[comma + 1 :]
    second = next((w for w in rest if w.dep not in {"compound", "punct"} or w.head.pos != "PROPN"), None)
    if second is None or first.left_edge() is not words[0] or first.entity != "GPE" or second.entity != "GPE":
        return
    owned = second.head
    if second.dep != "compound" or owned.pos != "NOUN" or owned.i != second.i + 1 + _between(second, owned):
        return
    if first.head is second or first.head in {owned, owned.head}:
        hang(first, second, "conj")


def _between(name: Word, noun: Word) -> int:
    """Return how many words before a noun stand between it and a name: trade talks."""
    return sum(c.dep in {"amod", "compound"} and c.i > name.i for c in noun.children)


def _mend_headline_gerund(word: Word, nouns: PatternIndex) -> None:
    """Make the subject of a deed that hangs on the state whose it is: Chad [shelling] of Mali sparks outcry."""
    owner = word.head
    if owner.dep not in SUBJECTS or owner.entity != "GPE" or word.i != owner.i + 1 or not _is_deed(word, nouns):
        return
    if any(c.lower == "of" for c in word.children) and owner.head.i > word.i:
        hang(word, owner.head, owner.dep)
        hang(owner, word, "compound")
        _make_noun(word)


def _mend_swallowed_deed(word: Word, nouns: PatternIndex) -> None:
    """Give a preposition its name back that was taken for the subject: Iran's threat [to] Chad alarms Mali."""
    deed, name = word.head, word.head.head
    if word.children or deed.dep != "compound" or name.dep not in SUBJECTS or not deed.i < word.i < name.i:
        return
    if _takes(deed, word, nouns) and name.entity in STATES and name.i <= word.i + 2:
        hang(deed, name.head, name.dep)
        hang(name, word, "pobj")


def _is_deed(word: Word, nouns: PatternIndex) -> bool:
    return word.lower in nouns and word.tag in {"NN", "VB", "VBG", "VBP"}


def _make_noun(word: Word) -> None:
    word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower


def _mend_headline_deed(word: Word, nouns: PatternIndex) -> None:
    """Make a noun of a deed that was taken for the verb of a headline: Israel [strike] on a Gaza school kills 20.

    By its form it is none: one state strikes. A headline it gets wrong: "Mali attack on rebels fails, kills ten".
    """
    owner = next((c for c in word.children if c.dep == "nsubj" and c.i == word.i - 1), None)
    if word.tag not in {"NN", "VB", "VBP"} or owner is None or owner.entity != "GPE" or word.lemma not in nouns:
        return
    verb = next((c for c in word.children if c.tag == "VBZ" and c.i > word.i and c.dep in LOST_AS), None)
    if verb is None or any(c.dep in {*SUBJECTS, "mark"} for c in verb.children):
        return
    hang(verb, verb, "ROOT")
    hang(word, verb, "nsubj")
    _make_noun(word)
    owner.dep = "compound"


# What is tried for a word by how alone it hangs.
BY_DEPENDENCY: Final[Mapping[str, Callable[[Word, PatternIndex], None]]] = {
    "advcl": _mend_done_before,
    "ccomp": _mend_done_clause,
    "conj": _mend_joint_owners,
}

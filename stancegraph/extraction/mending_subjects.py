"""Parses mended where a verb has lost its subject, its auxiliary or the verb it goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.datewords import WEEKDAYS
from stancegraph.extraction.regrafting import FINITE, NOMINAL, SUBJECTS, hang, is_above

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# What may stand between a subject and its verb and hang on the verb.
BESIDE_VERBS: Final = frozenset({"advmod", "aux", "auxpass", "neg", "npadvmod", "prep"})
# How far below a verb a subject may have got.
MAX_STEPS: Final = 10
# The verbs that may be auxiliaries; "admits" before "downing" is none.
AUXILIARIES: Final = frozenset({"be", "have", "do", "get", "go", "use", "need", "dare", "ought", "let", "to"})

# Nouns that are verbs too, of what is done to a claim.
DISPUTES: Final = {"contest": "contest", "contests": "contest", "dispute": "dispute", "disputes": "dispute",
                   "doubt": "doubt", "doubts": "doubt", "challenge": "challenge", "question": "question"}  # fmt: skip

# What two sides hold, sign or fight, so that "between" tells of it and not of its verb.
OF_TWO: Final = frozenset(
    {"accord", "agreement", "battle", "ceasefire", "clash", "contact", "consultation", "cooperation", "deal",
     "dialogue", "discussion", "exchange", "fighting", "hostility", "meeting", "negotiation", "pact", "skirmish",
     "summit", "talk", "trade", "treaty", "truce", "war"}
)  # fmt: skip
# How far above "between" its verb may stand: is under [way] between.
MOST_STEPS: Final = 4


def mend_auxiliary(word: Word) -> None:
    """Make a verb of what was taken for an auxiliary: Iran [admits] downing a jet."""
    if word.dep != "aux" or word.tag not in {"VBZ", "VBD", "VBP"} or word.lemma in AUXILIARIES:
        return
    verb = word.head
    if verb.tag != "VBG" or word.i > verb.i:
        return
    above, dep, root = verb.head, verb.dep, verb.head is verb
    moved = [c for c in verb.children if c.i < word.i or c.dep == "punct" or (c.dep == "conj" and c.tag in FINITE)]
    hang(word, word if root else above, "ROOT" if root else dep)
    word.pos = "VERB"
    verb.head = verb  # so that hanging it takes nothing from what it hung on before
    if not root:
        above.children.remove(verb)
    hang(verb, word, "xcomp")
    for child in moved:
        if child is not word:
            hang(child, word, child.dep)


def mend_lost_subject(word: Word) -> None:
    """Give a verb the subject that hangs on its auxiliary: the [US] has been encouraging."""
    if (
        word.dep in {"aux", "auxpass"}
        and word.head.pos == "VERB"
        and not any(c.dep in SUBJECTS for c in word.head.children)
    ):
        for child in [c for c in word.children if c.dep in SUBJECTS]:
            hang(child, word.head, child.dep)


def mend_opening_subject(word: Word) -> None:
    """Give a verb the name for its subject that was taken for a time: [Jakarta], its patience at an end, recalled him.

    A sentence it gets wrong: "Easter in Rome, and went home", if the parser does not know the day.
    """
    verb = word.head
    if word.dep != "npadvmod" or word.pos != "PROPN" or word.entity in {"DATE", "TIME"} or word.i > verb.i:
        return
    if (
        (verb.tag in {"VBD", "VBZ"} or any(c.dep in {"aux", "auxpass"} for c in verb.children))
        and verb.dep == "ROOT"
        and not any(c.dep in {*SUBJECTS, "expl"} for c in verb.children)
    ):
        word.dep = "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj"


def mend_listed_subject(word: Word) -> None:
    """Give a list of subjects its first name back: [Malaysia], Indonesia and Brunei have run patrols.

    A sentence it gets wrong: "This Easter in Rome, Peru and Chile met", if the parser lets Rome hang on the verb.
    """
    verb = word.head
    if word.dep not in {"npadvmod", "dep"} or word.pos != "PROPN" or verb.pos not in {"VERB", "AUX"}:
        return
    subject = next((c for c in verb.children if c.dep in SUBJECTS and c.i > word.i), None)
    if subject is None or subject.pos != "PROPN" or not any(c.dep == "conj" for c in subject.children):
        return
    commas = [c for c in verb.children if c.text == "," and word.right_edge().i < c.i < subject.i]
    if len(commas) == 1 and commas[0].i == word.right_edge().i + 1 and subject.left_edge().i == commas[0].i + 1:
        dep = subject.dep
        hang(word, verb, dep)
        hang(subject, word, "conj")


def mend_placed_subject(word: Word) -> None:
    """Give a verb the subject that was taken for more about the place in front: In Lima, [Peru's envoy], NAME, said.

    A sentence it gets wrong: "In Lima, the capital, flew flags of all sorts", where the capital is Lima.
    """
    preposition, verb = word.head, word.head.head
    if word.dep in SUBJECTS:  # the parser has taken the place itself for the subject
        verb = word.head
        preposition = next((c for c in verb.children if c.dep == "prep" and c.i < word.i), word)
    if preposition.lower not in {"at", "in"} or word.pos != "PROPN" or preposition.head is not verb:
        return
    if verb.tag not in FINITE or preposition.i > verb.i or word.left_edge().i != preposition.i + 1:
        return
    if any(c.dep in SUBJECTS and c is not word for c in verb.children):
        return
    beside = next((c for c in word.children if c.dep == "appos" and c.i > word.i), None)
    comma = next((c for c in word.children if c.text == "," and c.i == word.i + 1), None)
    if beside is None or comma is None or beside.left_edge().i != comma.i + 1 or beside.i > verb.i:
        return
    hang(word, preposition, "pobj")
    hang(beside, verb, "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj")
    hang(comma, verb, "punct")


def mend_stolen_subject(word: Word) -> None:
    """Give a clause its subject back from a list: they defeated the rebels and [Turkey] would move in."""
    if word.dep != "conj" or word.pos not in {"VERB", "AUX"} or any(c.dep in SUBJECTS for c in word.children):
        return
    first = min([word, *(c for c in word.children if c.dep in {"aux", "auxpass", "neg"})], key=lambda w: w.i)
    if first.tag not in FINITE:
        return
    before = word.head
    for noun in _conjoined_below(before, limit=first.i):
        joined = any(c.dep == "cc" and c.i < noun.i for c in noun.head.children)
        if joined and noun.right_edge().i == first.i - 1 and not is_above(noun, word):
            passive = any(c.dep == "auxpass" for c in word.children)
            hang(noun, word, "nsubjpass" if passive else "nsubj")
            return


def mend_taken_participle(word: Word) -> None:
    """Make the main verb of what was taken for a participle: the premier, speaking to the council, [called] it void.

    The parser makes the main verb of "speaking", and hangs the other one on the council.
    """
    top = above = word.head
    if word.dep != "acl" or word.tag not in {"VBD", "VBN"} or above.dep not in {"pobj", "dobj"}:
        return
    while top.head is not top:
        top = top.head
    if top.tag != "VBG":
        return
    if not any(c.dep in {"ccomp", "dobj", "xcomp"} for c in word.children) or any(c.dep == "aux" for c in top.children):
        return
    if above.head is not top and above.head.head is not top:
        return
    subject = next((c for c in top.children if c.dep == "nsubj" and c.i < top.i), None)
    if subject is None:
        return
    hang(word, word, "ROOT")
    word.tag = "VBD"
    hang(subject, word, "nsubj")
    hang(top, subject, "acl")


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


def mend_split_subject(word: Word) -> None:
    """Make one subject of several that stand side by side: the [FIFA] [vice]-president Jack Warner is.

    With "and" in between they are two: the [minister], Jack Warner, and three [aides] met.
    """
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
        joined = word.children[-1] if word.children else word
        if joined.dep == "cc" and joined.i > word.i:
            hang(following, word, "conj")
        else:
            hang(word, following, "compound")


def mend_swallowed_subject(word: Word) -> None:
    """Give a verb its subject back that hangs below what opens the sentence: On behalf of all, the [envoy] spoke.

    So too "In Rome, [Peru] and Chile condemned it" and "After talks with the king, the Dutch [premier] left". It takes
    the capital for who met in "In Accra, the capital, met no delegates", which is no sentence.
    """
    listed = word.dep == "conj" and word.i > 1 and word.head.i == word.i - 2 and word.head.head.lower in {"at", "in"}
    if not (listed or word.dep == "appos") or word.head.dep != "pobj" or word.pos not in NOMINAL:
        return
    top, steps = word.head, 0
    while top.i < word.i and top.head is not top and steps < MAX_STEPS and top.dep != "nsubj":
        top, steps = top.head, steps + 1
    occasion, verb = (top, top.head) if top.dep == "nsubj" else (None, top)
    is_main = verb.dep == "ROOT" or (verb.dep == "ccomp" and verb.head.i > verb.i)
    is_bare = verb.tag == "VBN" and not any(c.dep in {"aux", "auxpass"} for c in verb.children)
    if not (is_bare or verb.tag in {"VBD", "VBZ", "VBP"}) or verb.i < word.i or not is_main:
        return
    opening = next((c for c in verb.children if c.dep != "punct"), verb)
    if occasion is not None and not (opening.dep == "mark" and opening.lower in {"after", "before"}):
        return
    others = [c for c in verb.children if c.dep in {*SUBJECTS, "expl"} and c is not occasion and c.tag != "VBN"]
    if others or opening.i > word.i or not _is_beside(word, verb):
        return
    if any(c.dep != "punct" and c.i < word.i and c not in {opening, occasion} for c in verb.children):
        return
    if is_bare:
        verb.tag = "VBD"
    if opening.dep in SUBJECTS:
        opening.dep = "advcl"  # Asked about the raid, [Oman] denied it
    hang(word, verb, "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj")
    if occasion is not None:
        opening.dep = "prep"
        hang(occasion, opening, "pobj")


def _is_beside(subject: Word, verb: Word) -> bool:
    """Tell whether nothing parts a subject from its verb but adverbs, a day, or what stands between two commas."""
    between = [c for c in verb.children if subject.right_edge().i < c.i < verb.i]
    if len(between) > 1 and between[0].text == between[-1].text == "," and between[-1].i == verb.i - 1:
        return True
    return all(c.dep in BESIDE_VERBS | {"punct"} or c.entity in {"DATE", "TIME"} for c in between)


def mend_dated_subject(word: Word) -> None:
    """Give a verb its subject back that the day before it has swallowed: On Friday security [forces] killed four.

    It parts "On Friday prayers ended" in the same way.
    """
    if word.tag not in {"NNS", "NNPS"}:
        return
    first = next((c for c in word.children if c.dep == "compound" and c.tag == "NNP"), None)
    if first is None or first.entity != "DATE":
        return
    if word.dep == "nsubj":  # the parser has seen the subject, but not that the day is none of it
        opening = next((c for c in word.head.children if c.i == first.i - 1 and c.dep == "prep"), None)
        if opening is not None and opening.lower in {"in", "on"} and not opening.children:
            hang(first, opening, "pobj")
        return
    opening, verb = word.head, word.head.head
    if word.dep != "pobj" or opening.lower not in {"in", "on"} or first.i != opening.i + 1:
        return
    beside = all(c.dep in {"advmod", "aux", "punct"} for c in verb.children if word.right_edge().i < c.i < verb.i)
    if verb.tag not in {"VBD", "VBZ", "VBP"} or verb.i < word.i or not beside:
        return
    if any(c.dep in {*SUBJECTS, "auxpass", "expl"} and (c.i < verb.i or verb.dep == "ROOT") for c in verb.children):
        return
    hang(first, opening, "pobj")
    hang(word, verb, "nsubj")


def mend_day_before_name(word: Word) -> None:
    """Give a verb its subject back that a weekday has swallowed: On Monday [Turkey] recalled its envoy.

    A sentence it gets wrong: "On Friday Market rose a tower", where the square is called so.
    """
    opening = word.head
    if word.tag not in {"NN", "NNP"} or word.dep != "pobj" or opening.lower != "on":
        return
    day = word.left_edge()
    verb = opening.head
    if day.lower not in WEEKDAYS or day.i != opening.i + 1 or day.dep not in {"compound", "nmod"} or day is word:
        return
    if verb.pos not in {"AUX", "VERB"} or verb.i < word.i or any(c.dep in {*SUBJECTS, "expl"} for c in verb.children):
        return
    hang(day, opening, "pobj")
    hang(word, verb, "nsubjpass" if any(c.dep == "auxpass" for c in verb.children) else "nsubj")


def mend_coordination(word: Word) -> None:
    """Hang a finite verb on the finite one it goes with, not on an infinitive or a gerund.

    Urged it to go and [spoke] with it; accuses it of cheating and [demands] a recount. A plural verb in the present
    looks like an infinitive: they accuse it of cheating and [demand] a recount.

    A sentence it gets wrong: "Unions oppose letting firms cheat and go free", where it is the firms that go.
    """
    above = word.head
    if word.dep != "conj" or word.pos not in {"VERB", "AUX"} or not _is_unfinished(above):
        return
    if any(c.dep in {*SUBJECTS, "aux", "auxpass"} for c in word.children):
        return
    bare = word.tag == "VB" and above.tag == "VBG"
    if not bare and word.tag not in {"VBD", "VBZ", "VBP"}:
        return
    while above.head is not above and (above.tag not in FINITE or above.pos not in {"VERB", "AUX"}):
        above = above.head
    if above.tag not in ({"VBP"} if bare else FINITE) or above.i > word.i:
        return
    if bare:
        word.tag = "VBP"
    hang(word, above, "conj")


def _is_unfinished(verb: Word) -> bool:
    """Tell whether a verb is an infinitive or a gerund, with no auxiliary that makes it finite."""
    if verb.tag == "VB":
        return any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    return verb.tag == "VBG" and verb.dep == "pcomp" and not any(c.dep == "aux" for c in verb.children)


def mend_bare_infinitive(word: Word) -> None:
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


def mend_disputed(word: Word) -> None:
    """Make a verb of the noun that ends a clause on a claim: a charge that both Oman and Iran [dispute]."""
    if word.tag not in {"NN", "NNS"} or word.dep not in {"acl", "relcl", "appos"} or word.lower not in DISPUTES:
        return
    noun = word.head
    opening = next((c for c in word.children if c.lower in {"that", "which"} and c.i < word.i), None)
    if noun.pos != "NOUN" or opening is None:
        return
    names = [c for c in word.children if opening.i < c.i < word.i and c.pos in NOMINAL]
    if not names:
        return
    subject = names[-1]
    for first in names[:-1]:  # both hang on the noun, one by one
        if any(c.dep == "cc" and first.i < c.i == subject.left_edge().i - 1 for c in first.children):
            hang(subject, first, "conj")
            subject = first
    word.pos, word.tag, word.lemma = "VERB", "VBP" if word.tag == "NN" else "VBZ", DISPUTES[word.lower]
    word.dep = "relcl"
    opening.dep, opening.tag = "dobj", "WDT"
    subject.dep = "nsubj"


def mend_between(word: Word) -> None:
    """Hang "between" on what is held or fought, not on its verb: Talks are under way [between] Oman and Yemen.

    A sentence it gets wrong: "Talks broke off between noon and one", where no two sides are named.
    """
    if word.lower not in {"among", "between"} or word.dep != "prep" or not any(c.dep == "pobj" for c in word.children):
        return
    verb, steps = word.head, 0
    while verb.pos not in {"VERB", "AUX"} and verb.lemma not in OF_TWO and verb.head is not verb and steps < MOST_STEPS:
        verb, steps = verb.head, steps + 1
    if verb.pos not in {"VERB", "AUX"}:
        return
    held = [c for c in verb.children if c.dep in {"dobj", "nsubj", "nsubjpass"} and c.lemma in OF_TWO and c.i < word.i]
    if held and not any(c.lower in {"among", "between", "with"} for c in held[0].children):
        hang(word, held[0], "prep")


def mend_lost_active(word: Word) -> None:
    """Take a past tense for one that was taken for a passive, though it has an object: who was there [condemned] Oman.

    A sentence it gets wrong: "The men held hostage it freed", where headlines leave "were" out.
    """
    verb = word.head
    if word.dep != "nsubjpass" or verb.tag != "VBN" or verb.dep not in {"ROOT", "ccomp"} or word.i > verb.i:
        return
    own = verb.children
    named = any(c.dep == "dobj" and c.pos == "PROPN" and c.i == verb.i + 1 for c in own)
    if named and not any(c.dep in {"agent", "aux", "auxpass"} for c in own):
        word.dep, verb.tag = "nsubj", "VBD"

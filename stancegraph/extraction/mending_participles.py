"""Parses mended where a participle was taken for the noun it stands behind, or for a word before a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import FORCES, REPORTS
from stancegraph.extraction.regrafting import NOMINAL, SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# How a noun hangs that a participle may have taken the place of.
PLACES: Final = frozenset({"attr", "dobj", "nsubj", "nsubjpass", "pobj"})
# What a participle governs that no noun does.
GOVERNED: Final = frozenset({"ccomp", "dobj", "prep"})


# What the object or complement of a verb hangs as, and what stands behind a noun for a deed.
ACTED: Final = frozenset({"aux", "ccomp", "dobj", "nsubj", "xcomp"})
OF_DEEDS: Final = frozenset({"against", "among", "between", "by", "of"})
# Before these a participle is what it looks like, whatever name stands in front: Uganda armed forces.
OF_ARMIES: Final = frozenset({"force", "nation", "state", "thing"})
# Before -ed these letters have lost an e: seized, forced, accused; but harassed.
SILENT_E: Final = frozenset("cgsuvz")
# Before a hyphen and a verb these are no subject: test-fired, flight-tested.
TRIALS: Final = frozenset({"flight", "test"})
# Behind a participle that took the place of the main verb: fired by, launched from; and how that hangs then.
BY_WHOM: Final = frozenset({"by", "from"})
LOST_AS: Final = frozenset({"advcl", "ccomp", "conj", "dep", "parataxis"})


# How far below its verb the forces may stand whose purpose the verb was given.
MAX_BELOW: Final = 4

# What is done to somebody who is then to do something.
TELLS_TO: Final = frozenset({"advise", "ask", "instruct", "invite", "order", "request", "tell", "urge", "warn"})


def mend_joined_gerund(word: Word) -> None:
    """Hang a gerund on the one it goes with, not on the verb above both: accused Oman of arming and [paying] rebels.

    A sentence it gets wrong: "Oman left without paying and limping", if it is Oman that limps.
    """
    above = word.head
    if word.dep != "conj" or word.tag != "VBG" or above.tag not in {"VBD", "VBP", "VBZ", "VBN"} or above.i > word.i:
        return
    if any(c.dep in {"aux", "nsubj", "nsubjpass"} for c in word.children):
        return
    openings = [p for p in above.children if p.dep == "prep" and above.i < p.i < word.i]
    first = [g for p in openings for g in p.children if g.dep in {"pcomp", "pobj"} and g.i == p.i + 1]
    if not first or not first[-1].lower.endswith("ing"):
        return
    gerund = first[-1]
    gerund.pos, gerund.tag, gerund.dep = "VERB", "VBG", "pcomp"
    hang(word, gerund, "conj")
    for own in [c for c in word.children if c.dep == "dobj"][:1]:
        for aside in [c for c in above.children if c.dep == "dobj" and c.i > word.i]:
            hang(aside, own, "appos")  # paying the rebels, a group that Chad calls terrorists


def mend_participle(word: Word) -> None:
    """Give a noun its place back from the participle behind it: vetoed a [resolution] censuring the raid.

    A sentence it gets wrong: "Norway fears the oil leaking", where it is the leaking that is feared.
    """
    if word.tag != "VBG" or word.dep not in PLACES:
        return
    before = [c for c in word.children if c.i < word.i]
    if not before or before[-1].i != word.i - 1 or before[-1].dep not in {"compound", "nmod", "nsubj"}:
        return
    noun = before[-1]
    if noun.pos not in NOMINAL or noun.tag == "PRP" or any(c.lower == "of" and c.i > word.i for c in word.children):
        return
    of_noun = [c for c in before[:-1] if c.dep in {"amod", "compound", "det", "nmod", "nummod", "poss"}]
    told = any(c.dep in GOVERNED and c.i > word.i for c in word.children)
    if not told or not (noun.dep == "nsubj" or of_noun or any(c.dep == "det" for c in noun.children)):
        return
    above, dep = word.head, word.dep
    hang(noun, above, dep)
    for child in of_noun:
        hang(child, noun, child.dep)
    hang(word, noun, "acl")
    word.pos = "VERB"


def mend_stationed(word: Word) -> None:
    """Hang on forces what they are somewhere for: home to French [troops] there to fight the rebels.

    A sentence it gets wrong: "He left the troops there to rest", where it is he who rests.
    """
    if word.tag != "VB" or word.dep not in {"advcl", "ccomp", "relcl", "xcomp"}:
        return
    to = next((c for c in word.children if c.lower == "to" and c.dep == "aux"), None)
    forces = [] if to is None else _forces_below(word.head)
    for noun in forces:
        around = (*noun.children, *word.head.children, *word.children)
        placed = any(c.i == noun.i + 1 and c.lower in {"there", "stationed"} and to is not None and to.i == c.i + 1
                     for c in around)  # fmt: skip
        if placed and noun.dep in {"attr", "dobj", "pobj"} and noun.head.lemma != "leave":
            hang(word, noun, "acl")
            return


def _forces_below(clause: Word) -> list[Word]:
    """Return the words for forces below a verb: is home to French [troops]."""
    found: list[Word] = []
    level = [clause]
    for _ in range(MAX_BELOW):
        level = [c for w in level for c in w.children]
        found += [w for w in level if w.lemma in FORCES and w.tag == "NNS"]
    return found


def mend_gerund(word: Word) -> None:
    """Make a noun of a subject in -ing that acts on nothing: [Fighting] between Chad and Libya flared.

    A sentence it gets wrong: "Fighting in vain tires an army", where nobody is told of who fights.
    """
    if word.tag != "VBG" or word.dep not in {"csubj", "nsubj"} or any(c.dep in ACTED for c in word.children):
        return
    behind = [c for c in word.children if c.i > word.i]
    if behind and behind[0].dep == "prep" and behind[0].lower in OF_DEEDS:
        word.pos, word.tag, word.lemma, word.dep = "NOUN", "NN", word.lower, "nsubj"


def mend_named_gerund(word: Word) -> None:
    """Make a noun of a deed in -ing whose nation was taken for the object: died in the Kenyan [shelling]."""
    nation = next((c for c in word.head.children if c.dep == "prep" and c.right_edge().i == word.i - 1), None)
    if word.tag != "VBG" or word.dep not in {"advcl", "acl", "xcomp"} or nation is None or word.children:
        return
    name = next((c for c in nation.children if c.dep == "pobj" and c.i == word.i - 1), None)
    if name is None or name.entity != "NORP" or not any(c.tag == "DT" for c in name.children):
        return
    for child in list(name.children):
        hang(child, word, child.dep)
    hang(word, nation, "pobj")
    hang(name, word, "amod")
    word.pos, word.tag, word.lemma = "NOUN", "NN", word.lower


def mend_reduced_relative(word: Word) -> None:
    """Make the main verb of what stands behind a participle that took its place: rockets fired by rebels [rained].

    A sentence it gets wrong: "Officers trained by Oman left, returned", of officers who were trained.
    """
    if word.tag not in {"VBN", "VBD"} or word.dep in {"acl", "relcl", "amod"}:
        return
    subject = next((c for c in word.children if c.dep in {"nsubj", "nsubjpass"} and c.i < word.i), None)
    if subject is None or any(c.dep in {"aux", "auxpass", "cc", "neg"} for c in word.children):
        return
    verb = _behind_aside(word, subject) or _behind_agent(word, subject)
    if verb is None or any(c.dep in {"aux", "mark", "nsubj", "nsubjpass"} for c in verb.children):
        return
    above, dep, is_root = word.head, word.dep, word.head is word
    hang(verb, verb if is_root else above, "ROOT" if is_root else dep)
    for child in [c for c in word.children if c is not subject and (c.i > verb.i or c.i < subject.left_edge().i)]:
        hang(child, verb, child.dep)
    hang(subject, verb, "nsubj")
    if is_root:
        word.head = verb
        verb.children.append(word)
        verb.children.sort(key=lambda w: w.i)
    hang(word, subject, "acl")
    word.tag = "VBN"


def _behind_agent(participle: Word, subject: Word) -> Word | None:
    """Return the past tense behind a participle and its agent: rockets fired by rebels [rained]."""
    if any(c.dep == "dobj" for c in participle.children) or any(c.i > participle.i for c in subject.children):
        return None
    by = next((c for c in participle.children if c.i > participle.i and c.dep not in {"prt", "punct"}), None)
    particles = sum(c.dep == "prt" for c in participle.children)  # a raid carried out by rebels
    if by is None or by.i != participle.i + 1 + particles or by.lower not in BY_WHOM:
        return None
    return next((c for c in participle.children if c.i > by.i and c.tag == "VBD" and c.dep in LOST_AS), None)


def _behind_aside(participle: Word, subject: Word) -> Word | None:
    """Return the past tense behind a participle between commas: Oman, urged to leave by Iran, [closed] the port."""
    commas = [c.i for c in (*subject.children, *participle.children) if c.text == ","]
    if [i for i in commas if i < participle.i] != [participle.i - 1]:
        return None
    return next((c for c in participle.children if c.dep == "conj" and c.tag == "VBD" and c.i - 1 in commas), None)


def mend_swallowed_verb(word: Word) -> None:
    """Make the main verb of a past tense that was taken for a word before its object: Oman test-[fired] missiles.

    A sentence it gets wrong: "The long lost treaties of Oman", as a headline, if the tagger finds a past tense there.
    """
    noun = word.head
    if word.dep not in {"amod", "compound", "nmod"} or noun.head is not noun or noun.i < word.i:
        return
    if word.tag != "VBD" and not _is_behind_name(word):
        return
    if noun.pos not in NOMINAL or any(c.dep in {"nsubj", "aux", "cop"} for c in noun.children):
        return
    before = [
        c for c in (*word.children, *noun.children) if c.pos in {"NOUN", "PROPN"} and c.i < word.i and c is not word
    ]
    subject = max((c for c in before if c.lower not in TRIALS), key=lambda w: w.i, default=None)
    if subject is None or subject.tag in {"CD", "PRP$"}:
        return
    moved = [
        c for c in noun.children if c is not word and (c.i < word.i or c.dep in {"prep", "punct", "advcl", "conj"})
    ]
    hang(word, word, "ROOT")
    _make_past(word, "VBD")
    hang(subject, word, "nsubj")
    for child in moved:
        if child is not subject:
            hang(child, subject if child.i < subject.i else word, child.dep)
    noun.head = word
    noun.dep = "dobj"
    word.children.append(noun)
    word.children.sort(key=lambda w: w.i)


def _is_behind_name(word: Word) -> bool:
    """Tell whether a participle stands between a name and people in a sentence: Oman [armed] rebels."""
    if word.tag not in {"JJ", "VBN"} or not word.lower.endswith("ed") or word.head.lemma in OF_ARMIES:
        return False
    before = next((c for c in [*word.children, *word.head.children] if c.i == word.i - 1), None)
    ends = any(c.text == "." for c in word.head.children)
    return before is not None and before.tag == "NNP" and word.head.tag == "NNS" and ends


def mend_coordinated_participle(word: Word) -> None:
    """Make a second verb of what was taken for a word before a noun: took to the streets of Fez and [looted] shops.

    Only behind a place, which nothing that can be looted goes with. A sentence it gets wrong: "They drove to Fez and
    burned houses", where the houses had burned before they came.
    """
    noun = word.head
    if word.tag != "VBN" or word.dep != "amod" or noun.dep != "conj" or noun.tag not in {"NNS", "NNPS"}:
        return
    place = noun.head
    if place.tag != "NNP" or place.entity == "PERSON" or place.dep != "pobj" or noun.left_edge() is not word:
        return
    if not any(c.dep == "cc" and c.i == word.i - 1 for c in place.children):
        return
    verb = place
    while verb.head is not verb and verb.pos != "VERB":
        verb = verb.head
    if verb.tag not in {"VBD", "VBN"} or verb.i > place.i:
        return
    hang(word, verb, "conj")
    word.pos, word.tag = "VERB", "VBD"
    hang(noun, word, "dobj")


def mend_or_face(word: Word) -> None:
    """Make a verb of "face" behind "or", before what is faced: gave it a day to leave its posts or [face] attack."""
    noun = word.head
    if word.lower not in {"face", "risk"} or word.dep != "compound" or noun.dep != "conj" or noun.i < word.i:
        return
    joint = next((c for c in noun.head.children if c.lower == "or" and c.i == word.i - 1), None)
    verb = noun.head
    while verb.pos != "VERB" and verb.head is not verb:
        verb = verb.head
    if joint is None or not any(c.dep == "aux" and c.lower == "to" for c in verb.children):
        return
    hang(joint, verb, "cc")
    hang(word, verb, "conj")
    hang(noun, word, "dobj")
    word.tag, word.pos = "VB", "VERB"


def mend_joined_passive(word: Word) -> None:
    """Read as passive, like the verb before it, what is asked of whoever was called: was called in and [asked] to help.

    A sentence it gets wrong: "The envoy was called home and asked to stay", where it is he who asks.
    """
    first = word.head
    if word.dep != "conj" or word.tag != "VBD" or word.lemma not in TELLS_TO or first.tag != "VBN":
        return
    passive = any(c.dep == "auxpass" for c in first.children)
    if not passive or any(c.dep in {"aux", "dobj", "nsubj"} for c in word.children):
        return
    if any(c.dep in {"ccomp", "xcomp"} and c.left_edge().i == word.i + 1 for c in word.children):
        word.tag = "VBN"


def mend_relative_verb(word: Word) -> None:
    """Make a verb of what was taken for a word before its object: Cuba, which [armed] the rebels' rivals, left.

    A sentence it gets wrong: "The town that armed Serbs left", where they are armed.
    """
    relative = next((c for c in word.children if c.dep == "nsubj" and c.tag in {"WDT", "WP"}), None)
    if relative is None or word.pos not in NOMINAL or any(c.dep in {"aux", "cop"} for c in word.children):
        return
    verb = next((c for c in word.children if c.i == relative.i + 1 and c.dep == "amod"), None)
    if verb is None or not verb.lower.endswith("ed"):
        return
    above, hung = word.head, word.dep
    _make_past(verb, "VBD")
    for child in [c for c in word.children if c is relative or c.dep in {"prep", "advmod", "punct"}]:
        hang(child, verb, child.dep)
    hang(verb, above, hung)
    hang(word, verb, "dobj")


def mend_described_verb(word: Word) -> None:
    """Make a verb of what was taken for a word before its object: Mali has long [backed] rebels.

    No sentence is known that it gets wrong: a word before a noun has no subject.
    """
    noun = word.head
    if noun.i < word.i or noun.pos not in NOMINAL or not any(c.dep == "nsubj" for c in word.children):
        return
    if not any(c.dep == "aux" and c.lemma == "have" for c in word.children):
        return
    hang(word, word if noun.head is noun else noun.head, noun.dep)
    _make_past(word, "VBN")
    for child in [c for c in noun.children if c.i < word.i or c.dep in {"advcl", "punct"}]:
        hang(child, word, child.dep)
    hang(noun, word, "dobj")


def mend_opening_participle(word: Word) -> None:
    """Hang a participle before a speaker on what he says it with, not on the quote: [Speaking] to X, he said: "It is".

    A sentence it gets wrong: "Fearing the worst, he says, Oman armed itself", where it was Oman that feared.
    """
    quote = word.head
    if word.dep != "advcl" or word.tag not in {"VBG", "VBN"} or word.i > quote.i:
        return
    if any(c.dep in SUBJECTS or c.dep == "mark" for c in word.children):
        return
    says = [c for c in quote.children if c.dep in {"ccomp", "parataxis"} and word.i < c.i < quote.i]
    if says and says[0].lemma in REPORTS and any(c.dep == "nsubj" and c.i > word.i for c in says[0].children):
        hang(word, says[0], "advcl")


def _make_past(word: Word, tag: str) -> None:
    """Make a past tense or participle of a word, and its lemma the verb's: forced is of force, armed of arm."""
    word.pos, word.tag = "VERB", tag
    stem = word.lower.removesuffix("ed")
    if word.lemma == word.lower and stem not in {"", word.lower}:
        word.lemma = f"{stem}e" if stem[-1] in SILENT_E and not stem.endswith("ss") else stem

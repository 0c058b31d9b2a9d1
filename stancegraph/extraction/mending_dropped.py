"""Parses mended where a heading leaves out a small word: "was" before a participle, "says" between speaker and claim.

So do leads of wire agencies: "..., accused of bombing the port" hangs where it should, "Sudan accused of bombing" does
not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import CROWDS, INSURGENTS, REPORTS, SPEAKERS, STATE_BODIES, TAKES_OBJECT
from stancegraph.extraction.regrafting import FINITE, NOMINAL, SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Verbs that have no passive: the president was not stood by.
WITHOUT_PASSIVE: Final = frozenset(
    {"abide", "arrive", "begin", "climb", "come", "decline", "drop", "end", "fall", "gain", "go", "grow", "increase",
     "jump", "live", "pass", "rise", "run", "shrink", "sit", "speak", "stand", "start", "stay", "stop", "swear", "talk",
     "travel"}
)  # fmt: skip
# Verbs that ask somebody to do something: urged to leave, and without "was" nobody has urged.
ASKS: Final = frozenset({"ask", "forbid", "force", "oblige", "order", "pressure", "tell", "urge", "warn"})
# How a verb hangs that may be the one of its clause.
CLAUSAL: Final = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
# What shows that a verb has its object, or is no bare past tense.
HAS_OBJECT: Final = frozenset({"aux", "auxpass", "ccomp", "dative", "dobj", "nsubjpass"})
# With a particle and "by" behind it, the past tense of these is a passive: shot down by Chad, shut down by Chile.
DONE_DOWN: Final = frozenset(
    {"beat", "blow", "close", "force", "gun", "hunt", "kick", "lock", "mow", "pick", "push", "round", "shoot", "shut",
     "tear", "throw", "track"}
)  # fmt: skip
# Sentences longer than this are no headlines.
HEADLINE_WORDS: Final = 18
DASHES: Final = frozenset({"-", "--", "\N{EN DASH}", "\N{EM DASH}"})
QUOTE_MARKS: Final = frozenset({'"', "'", "``", "\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"})
# A speaker behind or before a colon is named in as many words: Nigeria air force; Bosnian Serb leader Karadzic.
SPEAKER_WORDS: Final = 5


def is_heading(words: list[Word]) -> bool:
    """Tell whether a sentence is short and ends without a stop."""
    return 3 <= len(words) <= HEADLINE_WORDS and words[-1].text not in {".", "!", "?"}


def mend_short_passive(words: list[Word]) -> None:
    """Make a passive of a participle without its auxiliary: envoy [expelled] by Turkey, Sudan [accused] of bombing.

    A sentence it gets wrong: "The soldiers walked by the river", where nobody walks them.
    """
    heading = is_heading(words)
    for word in words:
        bare = heading and word.tag == "VBN" and not any(c.dep in {"aux", "auxpass"} for c in word.children)
        if not (bare or word.tag == "VBD") or word.dep not in CLAUSAL or word.lemma in WITHOUT_PASSIVE:
            continue
        if word.lemma in ASKS and any(c.lower == "for" and c.i == word.i + 1 for c in word.children):
            continue  # urged for a halt to raids by Chad
        agents = _agents(word) or (_accusers(word) if heading else [])
        if bare and not any(_is_named(p) for a in agents for p in a.children):
            continue  # hit by strikes
        if not agents and not _lacks_object(word, heading=heading):
            continue
        word.tag = "VBN"
        for child in word.children:
            if child.dep == "nsubj":
                child.dep = "nsubjpass"
        for agent in agents:
            agent.dep = "agent"


def _agents(verb: Word) -> list[Word]:
    """Return "by" behind a verb, if it names who may have done it and the verb has nothing that it was done to."""
    agents = [c for c in verb.children if c.lower == "by" and c.dep in {"agent", "prep"} and c.i > verb.i]
    by = [p for c in agents for p in c.children if p.dep == "pobj" and p.entity not in {"DATE", "TIME", "PERCENT"}]
    if not by or any(c.dep in {"dobj", "aux", "auxpass", "ccomp", "xcomp"} for c in verb.children):
        return []
    if any(c.dep == "prt" for c in verb.children) and verb.lemma not in DONE_DOWN:
        return []
    is_doer = by[0].pos in NOMINAL and by[0].entity not in {"CARDINAL", "MONEY", "QUANTITY"}
    return agents if is_doer else []


def _is_named(noun: Word) -> bool:
    """Tell whether a noun is a name, or whose it is told by one: by Chad, by Chadian police."""
    return noun.pos == "PROPN" or any(c.text[0].isupper() for c in noun.children)


def _accusers(verb: Word) -> list[Word]:
    """Return "by" at the end of a heading, below what somebody is accused of: Mali accused of spying [by] Chad."""
    if verb.lemma not in TAKES_OBJECT or any(c.dep == "dobj" for c in verb.children):
        return []
    matters = [m for c in verb.children if c.dep == "prep" and c.i == verb.i + 1 for m in c.children]
    found = [c for m in matters for c in m.children if c.lower == "by" and c.dep in {"agent", "prep"}]
    for by in found:
        hang(by, verb, "agent")
    return found


def _lacks_object(verb: Word, *, heading: bool) -> bool:
    """Tell whether a verb that must have an object has none, but more about it: accused [of], urged [to] leave."""
    subject = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    if subject is None or any(c.dep in HAS_OBJECT for c in verb.children) or subject.tag in {"WP", "WDT"}:
        return False
    if any(c.dep == "conj" and c.pos == "VERB" and c.i > verb.i for c in verb.children):
        return False  # rejected and condemned the raid
    behind = next((c for c in verb.children if c.i > verb.i and c.dep not in {"advmod", "npadvmod"}), None)
    if behind is None:
        return False
    if verb.lemma in ASKS and behind.dep == "xcomp":
        to = behind.left_edge()
        return to.lower == "to" and to.i == verb.i + 1 and (heading or verb.lemma not in {"ask", "tell", "warn"})
    return verb.lemma in TAKES_OBJECT and behind.dep in {"prep", "advcl"} and behind.left_edge().i == verb.i + 1


def mend_says(word: Word) -> None:
    """Give a clause its speaker for its subject, as headings leave out "it": Chad says [wants] the rebels gone.

    A sentence it gets wrong: "The sign says closed", if the tagger finds a past tense there.
    """
    verb = word.head
    if word.dep != "ccomp" or word.tag not in {"VBD", "VBP", "VBZ"} or word.i != verb.i + 1:
        return
    if verb.lemma in REPORTS and verb.tag in FINITE and not any(c.dep in SUBJECTS for c in word.children):
        word.dep = "xcomp"


def mend_partly_quoted(word: Word) -> None:
    """Give the quoted rest of a clause its subject, which stands before the mark: Mali says Chad 'must [leave]'."""
    verb = word.head
    if word.dep != "ccomp" or verb.lemma not in REPORTS or any(c.dep in SUBJECTS for c in word.children):
        return
    marks = [c for w in (word, verb) for c in w.children if c.text in QUOTE_MARKS and verb.i < c.i < word.i]
    subject = next((c for c in verb.children if c.dep == "dobj" and marks and c.right_edge().i == marks[0].i - 1), None)
    parts = [word, *(c for c in word.children if c.dep in {"aux", "auxpass"} and c.i < word.i)]
    if subject is not None and subject.i > verb.i and any(c.tag in FINITE for c in parts):
        hang(subject, word, "nsubjpass" if any(c.dep == "auxpass" for c in word.children) else "nsubj")


def mend_announced(words: list[Word]) -> None:
    """Make the first verb of an infinitive for the future: Chad [to recall] its envoy, accuses Sudan of a plot.

    What else of its sort begins a heading has a subject, and "will" is understood.
    """
    if not is_heading(words):
        return
    first = words[0]
    if first.dep in {"dep", "npadvmod"} and first.head.tag == "VB" and words[1].lower == "to":
        first.dep = "nsubj"
    for word in words:
        if (
            word.lower == "to"
            and word.dep == "aux"
            and word.head.dep in {"ROOT", "ccomp"}
            and _begins(word.head, words)
        ):
            word.lower = word.lemma = "will"
            word.tag = "MD"
    verb = next((w for w in words if w.head is w), words[0])
    subject = next((c for c in verb.children if c.dep in {"nsubj", "nsubjpass"} and c.i < verb.i), None)
    if subject is None or verb.tag != "VBZ":
        return
    planned = next((c for c in subject.children if c.dep == "acl" and c.tag == "VB"), None)
    if planned is None or planned.left_edge().lower != "to" or planned.left_edge().i != subject.i + 1:
        return
    if not any(c.text == "," and planned.i < c.i < verb.i for c in [*verb.children, *planned.children]):
        return
    hang(planned, planned, "ROOT")
    hang(verb, planned, "conj")
    hang(subject, planned, "nsubj")


def _begins(verb: Word, words: list[Word]) -> bool:
    subject = next((c for c in verb.children if c.dep in SUBJECTS), None)
    return subject is not None and subject.left_edge() is words[0]


def mend_colon(words: list[Word]) -> None:
    """Make "says" of a colon between a speaker and what he says: Rebels[:] army bombed village; Gas to be cut[:] PM.

    A place before a colon only says where it is: "Kenya: police shoot at marchers". A heading it gets wrong:
    "Putin: Russia defeats fate", of a book.
    """
    if not is_heading(words):
        return
    colons = [i for i, w in enumerate(words) if w.text == ":"] or _dashes(words)
    if len(colons) != 1 or not 0 < colons[0] < len(words) - 1:
        return
    colon = words[colons[0]]
    before, behind = words[: colons[0]], words[colons[0] + 1 :]
    quoted = behind[0].text in QUOTE_MARKS  # a place says it, if it is in quotes
    if colon.text == ":" and _is_speaker(before, place=quoted) and (clause := _clause(behind)) is not None:
        speaker = before[-1]
    elif _is_speaker(behind, place=True) and (clause := _clause(before)) is not None:
        speaker = behind[-1]
    else:
        return
    _make_say(colon, speaker, clause, words)


def _dashes(words: list[Word]) -> list[int]:
    """Return where dashes stand between spaces, as before a speaker: Chad must leave [-] Malian minister."""
    return [
        i
        for i, w in enumerate(words)
        if w.text in DASHES and 0 < i < len(words) - 1 and words[i - 1].end < w.start and w.end < words[i + 1].start
    ]


def _is_speaker(words: list[Word], *, place: bool) -> bool:
    """Tell whether words are the name or the post of somebody who can say something; a place can, if `place`."""
    if len(words) > SPEAKER_WORDS or any(w.pos in {"VERB", "AUX", "ADP", "PUNCT", "NUM"} for w in words):
        return False
    last = words[-1]
    if last.pos == "PROPN" or last.entity == "GPE":  # in headings the tagger misses names
        return place or last.entity in {"PERSON", "ORG"} or (not last.entity and last.text.isupper())
    return last.lemma in SPEAKERS | STATE_BODIES | INSURGENTS | CROWDS


def _clause(words: list[Word]) -> Word | None:
    """Return the verb of words that are a clause with a subject; a participle is one where "is" is left out."""
    inside = set(words)
    for word in words:
        noun = word.head
        if word.tag == "VBG" and word.dep == "acl" and noun.i == word.i - 1 and noun.head is noun and noun in inside:
            hang(word, word, "ROOT")
            hang(noun, word, "nsubj")
        if word.dep == "acl" and noun not in inside and any(c.dep in SUBJECTS for c in word.children):
            word.dep = "ccomp"  # the parser hangs it on the speaker
        if word.pos not in {"VERB", "AUX"} or word.dep in {"amod", "aux", "auxpass", "compound", "acl", "relcl"}:
            continue
        if word.head in inside and word.head is not word:
            continue
        if any(c.dep in SUBJECTS and c in inside for c in word.children):
            return word
    return None


def _make_say(colon: Word, speaker: Word, clause: Word, words: list[Word]) -> None:
    """Make a verb of saying of a colon, with a speaker before or behind it."""
    said = set(words[: words.index(colon)] if colon.i > clause.i else words[words.index(colon) + 1 :])
    tops = [w for w in words if w is not colon and (w.head is w or (w.head in said) != (w in said) or w.head is colon)]
    hang(colon, colon, "ROOT")
    colon.lemma, colon.pos, colon.tag = "say", "VERB", "VBZ"
    for top in tops:
        if top is clause:
            hang(top, colon, "ccomp")
        elif top in said:
            hang(top, clause, top.dep if top.dep != "ROOT" else "dep")
    hang(speaker, colon, "nsubj")
    for top in tops:
        if top not in said and top is not speaker:
            hang(top, speaker, "compound" if top.pos in NOMINAL else "dep")

"""Parses mended where it is unclear what is said, asked for or summed up, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import (
    ACT_NOUNS,
    ANSWERED,
    CIRCUMSTANCES,
    CLAIM_NOUNS,
    CRITICISES,
    MESSAGES,
    PLAN_NOUNS,
    REPORTS,
)
from stancegraph.extraction.regrafting import FINITE, SUBJECTS, hang

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Between commas these begin a clause of its own, not what was denied or said before.
TURNS: Final = frozenset({"however", "nevertheless", "nonetheless", "meanwhile", "but", "yet"})
# Those who say something behind it: Bonn broke the pact, the emirate [charged] in a letter.
TRAILING: Final = frozenset(
    {"add", "allege", "announce", "charge", "claim", "complain", "declare", "say", "tell", "warn", "write"}
)
# Verbs for what is liked in others, and those that only say how somebody calls it.
APPROVES: Final = frozenset({"admire", "applaud", "approve", "back", "defend", "hail", "praise", "support", "welcome"})
NAMES_IT: Final = frozenset(
    {"believe", "brand", "call", "characterise", "characterize", "claim", "consider", "deem", "describe", "dub",
     "label", "regard", "say", "see", "tell", "term", "think", "view"}
)  # fmt: skip
# At these somebody says something.
OCCASIONS: Final = frozenset({"briefing", "conference", "debate", "hearing", "meeting", "rally", "session"})
# What ends a quote.
CLOSING: Final = frozenset(
    {'"', "\N{RIGHT DOUBLE QUOTATION MARK}", "''", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"}
)
# How words are given: said the minister, read the letter.
TOLD: Final = REPORTS | {"read"}
QUOTE_MARKS: Final = CLOSING | {"\N{LEFT DOUBLE QUOTATION MARK}", "``"}
# Between two clauses, the second follows from the first or comes after it.
SEQUELS: Final = frozenset({"hence", "so", "then", "therefore", "thus"})
# With "a" before and a clause behind, a word for what the sentence has just told: ..., a [move] that Bern regretted.
SUMMARIES: Final = frozenset({"concession", "demand", "gesture", "measure", "offer", "request", "threat", "verdict"})
# Verbs whose infinitive is what is asked for or promised, however far behind.
ASKING: Final = frozenset(
    {"appeal", "call", "decline", "lobby", "offer", "petition", "plead", "pledge", "pray", "promise", "refuse", "swear",
     "threaten", "vow"}
)  # fmt: skip

# What is said to somebody who heeds it or does not.
PLEAS: Final = frozenset(
    {"appeal", "call", "complaint", "criticism", "demand", "objection", "opposition", "plea", "pressure", "protest",
     "request", "threat", "urging", "warning"}
)  # fmt: skip


def mend_split_quote(word: Word) -> None:
    """Give the halves of a quote back to each other: "[Lusaka]", said the minister, "has broken its word".

    A sentence it gets wrong: "The 'Rex', said the owner, 'won'", where the parser does the same for a name in quotes.
    """
    if word.dep == "parataxis" and word.lemma in TRAILING and word.i < word.head.i:
        said, told = word, word.head
    elif word.dep == "ccomp" and word.head.lemma in TRAILING and word.head.i < word.i:
        said, told = word.head, word
    else:
        return
    first = next((c for c in said.children if c.dep == "nsubj" and c.i < said.i), None)
    both = (*said.children, *told.children)
    speaker = next((c for c in both if c.dep == "nsubj" and said.i < c.i < told.i), None)
    if first is None or speaker is None or any(c.dep == "mark" for c in told.children):
        return
    marks = [c for c in (*both, *speaker.children) if c.text in QUOTE_MARKS]
    if any(first.i < c.i < said.i for c in marks) and any(speaker.i < c.i < told.i for c in marks):
        hang(first, told, "nsubj")
        hang(speaker, said, "nsubj")


def mend_turn(word: Word) -> None:
    """Free a clause behind "however" from the verb of saying before it: denied it, however, a report [found].

    A sentence it gets wrong: "Norway said Sweden, however, had broken the truce", where Norway says it.
    """
    if word.dep != "ccomp" or word.head.i > word.i or not any(c.dep in SUBJECTS for c in word.children):
        return
    if any(c.dep == "mark" for c in word.children):
        return
    first = word.left_edge().i
    turns = [c for c in [*word.head.children, *word.children] if c.lower in TURNS and word.head.i < c.i < word.i]
    if any(abs(t.i - first) <= 2 for t in turns):
        word.dep = "conj"


def mend_run_on(word: Word) -> None:
    """Free a clause from the one behind it that nobody says it in: Chad [denies] the charge, so it refuses to pay.

    A sentence it gets wrong: "The port is shut, the harbour master let slip", where he says it.
    """
    below = word.head
    if word.dep != "ccomp" or word.i > below.i:
        return
    tells_more = any(c.dep in {"ccomp", "dobj", "xcomp"} and c.i > below.i for c in below.children)
    if below.lemma in TRAILING | REPORTS and not tells_more:  # so the minister said
        return
    if word.tag not in FINITE or any(c.dep == "mark" or c.text in QUOTE_MARKS for c in word.children):
        return
    subject = next((c for c in below.children if c.dep in SUBJECTS and word.i < c.i < below.i), None)
    if subject is None or not any(c.dep in SUBJECTS and c.i < word.i for c in word.children):
        return
    between = [c for w in (word, below) for c in w.children if word.i < c.i < subject.i]
    if any(c.lower in SEQUELS | TURNS for c in between) and not any(c.text in QUOTE_MARKS for c in between):
        word.dep = "conj"


def mend_report(word: Word) -> None:
    """Hang what is reported on the verb of saying, not on whom it is said to: complained to a crowd that he [lied]."""
    noun = word.head
    if word.dep not in {"acl", "relcl"} or not _is_that_clause(word):
        return
    if not any(c.dep in SUBJECTS for c in word.children):
        return
    told_in = noun.head.head if noun.dep == "pobj" and noun.head.lower in {"at", "in"} else noun
    if told_in.lemma in REPORTS and told_in.i < noun.i and noun.lemma in MESSAGES | OCCASIONS:
        next(c for c in word.children if c.lower == "that").dep = "mark"
        hang(word, told_in, "ccomp")  # said in a statement that Mali lied
        return
    if noun.lemma in CLAIM_NOUNS | ACT_NOUNS | PLAN_NOUNS or noun.lemma == "fact":
        return
    while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head is not noun.head:
        noun = noun.head.head
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower in {"to", "with", "before"} else noun.head
    if verb.pos == "VERB" and verb.lemma in REPORTS and noun.dep in {"pobj", "dobj"} and verb.i < word.i:
        hang(word, verb, "ccomp")


def _is_that_clause(clause: Word) -> bool:
    """Tell whether "that" begins a clause and means nobody in it, which has its object already."""
    that = next((c for c in clause.children if c.lower == "that"), None)
    if that is None or that.dep != "dobj":
        return that is not None and that.dep == "mark"
    return any(c.dep == "dobj" and c is not that for c in clause.children)


def mend_claimed(word: Word) -> None:
    """Hang on a claim the clause behind it, not on the verb above: looked into a complaint that Mali [had] mined it."""
    if word.dep != "ccomp":
        return
    verb = word.head
    that = next((c for c in word.children if c.dep == "mark" and c.lower == "that"), None)
    if that is None or verb.lemma in REPORTS or verb.i > that.i:
        return
    waiting = [c for c in verb.children if c.dep in {"dobj", "prep", "pobj"} and c.i < that.i]
    while waiting:
        noun = waiting.pop()
        if noun.i == that.i - 1 and noun.lemma in CLAIM_NOUNS:
            hang(word, noun, "acl")
            return
        waiting.extend(c for c in noun.children if c.dep in {"dobj", "prep", "pobj"})


def mend_trailing_report(word: Word) -> None:
    """Put a clause below the report behind it: Mali must free the emir, the Red Cross [said] on Monday.

    The parser makes one list of "the emir, the Red Cross", or a participle of the verb.
    """
    if word.lemma not in TRAILING or word.tag not in {"VBD", "VBN"} or _mend_speaker_behind(word):
        return
    found = _trailing_speaker(word)
    if found is None:
        return
    speaker, lost = found
    behind = word.head.head if lost is None else word.head
    while behind.pos not in {"VERB", "AUX"} and behind.head is not behind:
        behind = behind.head
    if behind.head is not behind or not any(c.dep in SUBJECTS for c in behind.children) or behind.i > speaker.i:
        return
    comma = speaker.left_edge().i - 1
    marks = [c for w in (speaker.head, lost or speaker, behind) for c in w.children if c.i == comma and c.text == ","]
    if not marks or speaker.lower in {"who", "which", "that"}:
        return
    if lost is not None:
        hang(lost, behind, "dobj")
    word.head.children.remove(word)
    word.head, word.dep, word.tag = word, "ROOT", "VBD"
    hang(speaker, word, "nsubj")
    behind.head = word
    behind.dep = "ccomp"
    word.children.append(behind)
    word.children.sort(key=lambda w: w.i)


def _mend_speaker_behind(verb: Word) -> bool:
    """Give a report behind a whole clause its speaker, or put the clause below it; tell whether it was such a one.

    Mali freed the monks, [an envoy in Bamako] said: the parser takes the envoy for a word for the monks, or the
    report for a clause beside the first.
    """
    said = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    clause = verb.head if verb.head is not verb else next((c for c in verb.children if c.dep == "ccomp"), None)
    if clause is None or clause.i > verb.i or clause.pos not in {"VERB", "AUX"}:
        return False
    if not any(c.dep in SUBJECTS for c in clause.children) or any(
        c.dep in {"dobj", "ccomp", "xcomp", "mark", "cc"} and c is not clause for c in verb.children
    ):
        return False
    if verb.head is not verb and (verb.dep not in {"conj", "advcl"} or clause.head is not clause):
        return False
    appended = _appended(clause, verb.i) if said is None else None
    if appended is not None:
        hang(appended, verb, "nsubj")
    said = said or appended
    if verb.head is verb or said is None:
        return appended is not None
    if said.tag in {"WDT", "WP"} or not _is_behind_comma(said, clause):
        return False
    verb.head.children.remove(verb)
    verb.head, verb.dep, verb.tag = verb, "ROOT", "VBD"
    hang(clause, verb, "ccomp")
    return True


def _appended(clause: Word, end: int) -> Word | None:
    """Return the noun behind a comma that ends right before word `end`, hung on what stands before it."""
    word = clause
    while True:
        below = [c for c in word.children if c.i < end and c.pos != "PUNCT"]
        if not below or below[-1].i < word.i:
            return None
        above, word = word, below[-1]
        if word.dep in {"appos", "conj"} and word.pos in {"NOUN", "PROPN"} and word.right_edge().i == end - 1:
            first = word.left_edge().i
            lists = any(c.dep == "cc" and above.i < c.i < first for c in above.children)
            if not lists and _is_behind_comma(word, clause):
                return word


def _is_behind_comma(word: Word, top: Word) -> bool:
    """Tell whether a comma stands before all that hangs on `word`, itself hung anywhere below `top`."""
    comma, waiting = word.left_edge().i - 1, [top]
    while waiting:
        below = waiting.pop()
        if below.i == comma:
            return below.text == ","
        waiting.extend(below.children)
    return False


def mend_inversion(word: Word) -> None:
    """Make the speaker of what stands behind a quote: "...," said a [farmer] from Mali; "..." reads the [letter].

    A sentence it gets wrong: «"Peace," said the banner "now".», where nobody is meant.
    """
    if word.pos != "VERB" or word.lemma not in TOLD or any(c.dep in SUBJECTS for c in word.children):
        return
    beside = [c for c in [*word.children, *word.head.children] if c.i == word.i - 1]
    told = any(c.dep == "ccomp" and c.i < word.i for c in word.children)  # the truce had ended, claimed the king
    if not any(c.text in CLOSING or (told and c.text == ",") for c in beside):
        return
    speaker = next((c for c in word.children if c.dep == "dobj" and c.left_edge().i == word.i + 1), None)
    if speaker is None:
        return
    hang(speaker, word, "nsubj")
    word.tag = "VBD"
    quoted = word.head
    if word.dep in {"ccomp", "advcl", "conj"} and quoted.head is quoted:
        word.head.children.remove(word)
        word.head, word.dep = word, "ROOT"
        hang(quoted, word, "ccomp")


def mend_what_was_done(word: Word) -> None:
    """Make an object of what somebody did that others judge: condemned what Chad [did]; appalled by what it did.

    A sentence it gets wrong: "Oman condemned what Chad had lost at sea", where a storm is to blame.
    """
    above = word.head
    if word.dep not in {"ccomp", "pcomp"} or word.i < above.i or word.lemma in NAMES_IT:
        return
    first = word.left_edge()
    subject = next((c for c in word.children if c.dep == "nsubj"), None)
    if first.head is not word or first.lower not in {"how", "what"} or first is subject or subject is None:
        return
    if word.dep == "ccomp" and above.lemma in CRITICISES | APPROVES:
        word.dep = "dobj"
    elif word.dep == "pcomp" and above.lower in {"at", "by", "over"}:
        word.dep = "pobj"


def mend_doer_behind(word: Word) -> None:
    """Hang whose deed it is on the deed, not on who speaks of it: we condemn this attack [by] Chad.

    A sentence it gets wrong: "The court condemned the raid by 7 to 2", if one of the numbers were a name.
    """
    verb = word.head
    if word.dep not in {"agent", "prep"} or word.lower != "by":
        return
    if _is_beside_plea(word):
        return
    if verb.lemma not in CRITICISES | {"welcome", "hail"}:
        return
    deed = next((c for c in verb.children if c.dep == "dobj" and c.right_edge().i == word.i - 1), None)
    doers = [c for c in word.children if c.dep == "pobj" and (c.pos == "PROPN" or c.tag == "NNS")]
    if deed is not None and deed.pos == "NOUN" and doers and deed.i > verb.i:
        hang(word, deed, "prep")


def _is_beside_plea(by: Word) -> bool:
    """Hang on a plea or protest whose it is: the ban was lifted despite appeals [by] the United Nations."""
    beside = [c for c in by.head.children if c.dep == "prep" and c.lower in CIRCUMSTANCES]
    despite = [c for c in beside if c.right_edge().i == by.i - 1]
    pleas = [p for c in despite for p in c.children if p.dep == "pobj" and p.lemma in PLEAS]
    if not pleas or not any(c.dep == "pobj" for c in by.children):
        return False
    hang(by, pleas[-1], "prep")
    return True


def mend_message(word: Word) -> None:
    """Hang whoever sent a message on it, not on the verb: "...," read a statement [by] the ministry.

    A sentence it gets wrong: "'Rain,' read a letter by the lamp", where the lamp gives light.
    """
    verb = word.head
    if word.dep not in {"agent", "prep"} or word.lower != "by" or verb.lemma not in TOLD:
        return
    message = next((c for c in verb.children if c.right_edge().i == word.i - 1 and c.dep == "nsubj"), None)
    if message is not None and verb.i < message.i and message.lemma in MESSAGES:
        hang(word, message, "prep")


def _trailing_speaker(verb: Word) -> tuple[Word, Word | None] | None:
    """Return who says the clause before `verb`, and the object that the parser has put in one list with him.

    Where `verb` was taken for his participle there is no such object.
    """
    if verb.dep == "acl":
        is_active = verb.i == verb.head.i + 1 and not any(c.lower in {"by", "with"} for c in verb.children)
        return (verb.head, None) if is_active else None
    lost = next((c for c in verb.children if c.dep in SUBJECTS), None)
    if lost is None or verb.dep not in {"ccomp", "conj", "parataxis", "advcl"} or verb.head.i > lost.left_edge().i:
        return None
    lists = [c for c in lost.children if c.dep in {"conj", "appos"} and c.i > lost.i]
    if not lists or any(c.dep == "cc" for c in lost.children) or lists[-1].right_edge().i + 1 != verb.i:
        return None
    return lists[-1], lost


def mend_summary(word: Word) -> None:
    """Hang what sums a sentence up on its verb: accused Bern of letting rockets fly over it, a [charge] Bern denied.

    A sentence it gets wrong: "Norway criticised the embargo, a measure that Sweden had imposed", where the measure is
    the embargo.
    """
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
        hang(word, top, "npadvmod")


def mend_asked(word: Word) -> None:
    """Make what is asked for, not a purpose, of an infinitive: called on Bern on Tuesday to [free] the prisoners.

    A sentence it gets wrong: "The king called a meeting on Monday to plan the visit", where it is a purpose.
    """
    if word.dep not in {"acl", "advcl", "ccomp", "xcomp"}:
        return
    verb = word.head
    to = next((c for c in word.children if c.dep == "aux" and c.lower == "to"), None)
    appeals = [c for c in verb.children if c.dep == "dobj" and c.lemma in ANSWERED and c.i < word.i]
    opening = word.left_edge()
    if word.dep in {"advcl", "ccomp"} and appeals and opening.lower == "for" and opening.i == appeals[-1].i + 1:
        hang(word, appeals[-1], "acl")  # renewed calls for Bern to free them
        return
    if word.dep in {"advcl", "xcomp"} and to is not None and appeals and to.i == appeals[-1].right_edge().i + 1:
        hang(word, appeals[-1], "acl")  # shrugged off appeals by Bern to free them
        return
    if word.dep == "acl" and verb.lemma in MESSAGES and verb.dep == "pobj":
        verb = verb.head.head  # appealed to Bern in a letter to free them
    elif word.dep != "advcl":
        return
    if to is None or verb.lemma not in ASKING or verb.i > word.i:
        return
    if not any(c.i == to.i - 1 and c.text == "," for c in [*word.head.children, *word.children]):
        hang(word, verb, "xcomp")


def mend_demanded(word: Word) -> None:
    """Hang what is demanded on the demand, not on who makes it: demands by the unions that he [step] down."""
    if word.dep != "relcl" or word.tag not in {"VB", "VBP"}:
        return
    that = next((c for c in word.children if c.lower == "that" and c.dep in {"dobj", "mark", "advmod"}), None)
    if that is None or not any(c.dep in SUBJECTS for c in word.children):
        return
    maker = word.head
    while maker.dep == "conj":
        maker = maker.head
    noun = maker.head.head
    if maker.dep == "pobj" and maker.head.lower in {"by", "from", "of"} and noun.lemma in ANSWERED:
        that.dep = "mark"
        hang(word, noun, "acl")

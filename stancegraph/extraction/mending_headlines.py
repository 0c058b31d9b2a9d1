"""Parses mended where a heading, or the capital that opens a sentence, misleads the tagger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.regrafting import FINITE, NOMINAL, hang, is_above

if TYPE_CHECKING:
    from collections.abc import Container

    from stancegraph.extraction.parsing import Word

# Words that open a sentence before police, forces and the like, and are no names there.
OPENINGS: Final = frozenset(
    {"army", "border", "coast", "government", "guerrilla", "immigration", "opposition", "police", "prison", "rebel",
     "riot", "security", "separatist", "state", "traffic"}
)  # fmt: skip
# Verbs that have no passive: the president was not stood by.
WITHOUT_PASSIVE: Final = frozenset(
    {"abide", "arrive", "begin", "climb", "come", "decline", "drop", "end", "fall", "gain", "go", "grow", "increase",
     "jump", "live", "pass", "rise", "run", "shrink", "sit", "speak", "stand", "start", "stay", "stop", "swear", "talk",
     "travel"}
)  # fmt: skip
# Sentences longer than this are no headlines.
HEADLINE_WORDS: Final = 18


def mend_capital(words: list[Word], entities: list[tuple[int, int, str]]) -> None:
    """Make a common noun of a capital that only opens the sentence: [Riot] police fired."""
    if len(words) < 2 or words[0].lower not in OPENINGS or words[0].tag != "NNP" or not words[1].text.islower():
        return
    words[0].tag, words[0].pos, words[0].entity = "NN", "NOUN", ""
    entities[:] = [e for e in entities if e[:2] != (words[0].i, words[0].i + 1)]


def mend_short_passive(words: list[Word]) -> None:
    """Make a passive of a participle without its auxiliary, as headlines have it: envoy [expelled] by Turkey.

    A sentence it gets wrong: "The soldiers walked by the river", where nobody walks them.
    """
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


def mend_headline(words: list[Word], verbs: Container[str]) -> None:
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
            hang(top, verb, "dobj")
        elif top.pos in NOMINAL:
            hang(top, verb, "dep")
        else:
            hang(top, verb, "prep" if top.pos == "ADP" else "advcl" if top.pos == "VERB" else "dep")

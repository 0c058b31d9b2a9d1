"""Lemmas and parts of speech, found once for each form with its tag and place in the parse.

Two components of the pipeline judge nearly every word by itself: `attribute_ruler` lays two hundred patterns beside it,
`lemmatizer` asks its dictionary. A text repeats its words, and so do texts; what was found of one is kept. That takes
a tenth of the parser's time from the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.tokens import Doc, Token

# The components whose answers are kept.
WORDWISE: Final = ("attribute_ruler", "lemmatizer")
# The first words of the few pairs that the ruler judges together: ain't, c'mon, gonna, gotta, let's, y'all, there is.
FIRST_OF_PAIR: Final = frozenset({"ai", "c'm", "gon", "got", "let", "y", "y'"})
EXPLETIVE: Final = "expl"
# More forms than the news of a year have; past that it is begun anew, lest a long run fill the memory.
MAX_KNOWN: Final = 100_000


class WordForm(NamedTuple):
    """What a word is by its form, its tag and its dependency; `is_common` if it is no entity, whatever the model says.

    Lemma, part of speech and tag are put right where the model is known to miss them.
    """

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    is_common: bool
    is_space: bool


class WordForms:
    """The forms of words that a pipeline has met.

    Parameters
    ----------
    nlp
        A pipeline.
    read
        What makes a form of a word that all components have read.
    is_known
        Whether its ruler is the one whose pairs are known here; of another all components are run as they are.

    Attributes
    ----------
    left_out
        The components that it does the work of: the others are run before.
    """

    def __init__(self, nlp: Language, read: Callable[[Token], WordForm], *, is_known: bool) -> None:
        self.vocab = nlp.vocab
        self.read = read
        self.left_out = [name for name in WORDWISE if is_known and name in nlp.pipe_names]
        self._components: list[Any] = [nlp.get_pipe(name) for name in self.left_out]
        self._known: dict[tuple[int, ...], WordForm] = {}

    def of(self, doc: Doc) -> list[WordForm]:
        """Return the form of each token of a text that the other components have read."""
        if not self.left_out:
            return [self.read(token) for token in doc]
        if len(self._known) > MAX_KNOWN:
            self._known.clear()
        keys = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
        forms = list(map(self._known.get, keys))
        new = [i for i, form in enumerate(forms) if form is None]
        if new:
            # A first word of a pair is never kept, and the word behind it is judged with it.
            pairs = {i for i in new if doc[i].dep_ == EXPLETIVE or doc[i].lower_ in FIRST_OF_PAIR}
            pairs |= {i + 1 for i in pairs if i + 1 < len(doc)}
            for i, form in self._judged(doc, sorted(pairs.union(new))):
                forms[i] = form
                if i not in pairs:
                    self._known[keys[i]] = form
        return [form for form in forms if form is not None]

    def _judged(self, doc: Doc, places: list[int]) -> list[tuple[int, WordForm]]:
        """Return the forms of some tokens, for which the components read no others."""
        from spacy.tokens import Doc  # noqa: PLC0415 -- half a second that only extraction needs

        alone = Doc(self.vocab, words=[doc[i].text for i in places])
        read: Any = doc.to_array(["TAG", "DEP"])
        alone.from_array(["TAG", "DEP"], read[places])
        for component in self._components:
            component(alone)
        return [(i, self.read(token)) for i, token in zip(places, alone, strict=True)]

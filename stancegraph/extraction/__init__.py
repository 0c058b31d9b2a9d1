"""Documents → statements."""

from __future__ import annotations

import warnings
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from stancegraph import __version__
from stancegraph.codebook import Codebook, load_codebook
from stancegraph.errors import SkippedTextWarning, StancegraphError
from stancegraph.extraction.language import foreign_language
from stancegraph.extraction.mending import mend
from stancegraph.extraction.naming import read_names
from stancegraph.extraction.parsing import describe_model, load_model, parse_all
from stancegraph.extraction.quoting import speakers_by_word
from stancegraph.extraction.references import References
from stancegraph.extraction.stances import StanceReader
from stancegraph.gazetteer import Gazetteer, load_gazetteer
from stancegraph.models import Document, FoundBy, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.queues import Queue

    from stancegraph.extraction.mending import Repair
    from stancegraph.extraction.notes import Note
    from stancegraph.extraction.parsing import Parse

    _Readers = tuple[Codebook, Gazetteer, str | None]
    _Lot = list[tuple[Document, bool]]

__all__ = ["extract", "iter_extractions"]

# Documents are parsed together until they have as many characters: fifty sentences, or two or three articles. Fewer
# cost up to a tenth more, more of them cost as much.
LOT: Final = 8_000
# Several processes could not share a few articles evenly in such lots: a dozen sentences, or an article.
SHARED_LOT: Final = 2_000


def extract(
    documents: Iterable[Document],
    *,
    codebook: Codebook | None = None,
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    processes: int = 1,
) -> list[Statement]:
    """Return the statements of all documents, in the order of the documents and of their texts.

    Parameters
    ----------
    documents
        What to read. A text that is surely not English is left out with a `SkippedTextWarning`.
    codebook, gazetteer
        Defaults to those of the package.
    model
        Name or folder of an installed spaCy pipeline for English; defaults to the small one of the package.
    processes
        How many processes read side by side. The result is the same for any number. Each new process imports the
        script that started it, so with more than one a script must make the call under
        ``if __name__ == "__main__":``; notebooks and the command line need nothing.

    Raises
    ------
    StancegraphError
        If one of several processes ended before its work was done.
    ModelError
        If the model is missing or not what it must be.
    TypeError
        If what is given holds anything but documents, such as texts.

    Examples
    --------
    >>> [s] = extract([Document(id="a", text="Sweden was condemned by Norway.")])
    >>> s.source.name, s.stance, s.target.name
    ('Norway', 'condemns', 'Sweden')
    """
    return [
        statement
        for _, statements in iter_extractions(
            documents, codebook=codebook, gazetteer=gazetteer, model=model, processes=processes
        )
        for statement in statements
    ]


def iter_extractions(
    documents: Iterable[Document],
    *,
    codebook: Codebook | None = None,
    gazetteer: Gazetteer | None = None,
    model: str | None = None,
    processes: int = 1,
) -> Iterator[tuple[Document, list[Statement]]]:
    """Yield each document with its statements, in the order given, as soon as a few thousand characters are read.

    Takes and raises what `extract` does. A text in another language is yielded too, with no statements.
    """
    readers = (codebook or load_codebook(), gazetteer or load_gazetteer(), model)
    if processes <= 1:
        for lot in _lots(documents, LOT):
            yield from _with_statements(lot, _statements(_to_read(lot), *readers))
        return
    try:
        # "spawn" behaves alike on every system, and no threads are forked in the middle of something.
        context = get_context("spawn")
        # Not as arguments: where a new process dies on its way, handing over that much would wait for it forever.
        sent: Queue[_Readers] = context.Queue()
        sent.cancel_join_thread()
        for _ in range(processes):
            sent.put(readers)
        with ProcessPoolExecutor(processes, context, initializer=_start, initargs=(sent,)) as pool:
            waiting = _lots(documents, SHARED_LOT)

            def submit(number: int) -> Iterator[tuple[_Lot, Future[list[list[Statement]]]]]:
                for lot in islice(waiting, number):
                    yield lot, pool.submit(_in_worker, _to_read(lot))

            # A bounded number under way at once: a generator of a million texts must not be read into memory.
            under_way = deque(submit(4 * processes))
            while under_way:
                lot, result = under_way.popleft()
                yield from _with_statements(lot, result.result())
                under_way.extend(submit(1))
    except BrokenProcessPool as error:
        raise StancegraphError(
            f"processes={processes}: one of them ended before its work was done; in a script, make the call under "
            'if __name__ == "__main__":, and where memory is short, use fewer processes'
        ) from error


def _lots(documents: Iterable[Document], size: int) -> Iterator[_Lot]:
    """Yield documents in lots of about `size` characters to parse together, each with whether it is skipped."""
    lot: _Lot = []
    characters = 0
    given: object = documents
    if isinstance(given, (str, Document)):  # both can be iterated over
        raise _not_documents(given)
    for document in documents:
        if not isinstance(document, Document):
            raise _not_documents(document)
        lot.append((document, is_skipped(document)))
        characters += len(document.text)
        if characters >= size:
            yield lot
            lot, characters = [], 0
    if lot:
        yield lot


def _not_documents(given: object) -> TypeError:
    return TypeError(
        f"documents: got {type(given).__name__} {str(given)[:40]!r}, expected a list of documents, "
        'such as [Document(id="a", text="Sweden was condemned by Norway.")]'
    )


def _to_read(lot: _Lot) -> list[Document]:
    return [document for document, skipped in lot if not skipped]


def _with_statements(lot: _Lot, read: list[list[Statement]]) -> Iterator[tuple[Document, list[Statement]]]:
    statements = iter(read)
    for document, skipped in lot:
        yield document, [] if skipped else next(statements)


def is_skipped(document: Document) -> bool:
    """Tell whether a text is surely not English, and warn if so."""
    language = foreign_language(document.text)
    if language is not None:
        message = f"document {document.id!r}: the text is in another language ({language!r}), expected English: skipped"
        warnings.warn(message, SkippedTextWarning, stacklevel=3)
    return language is not None


def _statements(
    documents: list[Document], codebook: Codebook, gazetteer: Gazetteer, model: str | None
) -> list[list[Statement]]:
    parses = parse_all(documents, load_model(model), gazetteer)
    return [stance_reader(parsed, codebook, gazetteer, model).statements() for parsed in parses]


def stance_reader(
    parsed: Parse,
    codebook: Codebook,
    gazetteer: Gazetteer,
    model: str | None,
    *,
    notes: list[Note] | None = None,
    repairs: list[Repair] | None = None,
) -> StanceReader:
    """Return the reader of a document, mended and with its names read; it fills `notes` and `repairs` if given."""
    mend(parsed, codebook, repairs)
    found_by = FoundBy(
        extractor="stancegraph rules",
        version=__version__,
        model=describe_model(load_model(model)),
        codebook=codebook.digest,
        gazetteer=gazetteer.digest,
    )
    references = References(read_names(parsed, gazetteer), speakers_by_word(parsed))
    return StanceReader(parsed, references, codebook, found_by, notes)


@dataclass
class _Worker:
    """What a worker process was started with; the pool sends it once, not with every document."""

    readers: _Readers | None = None


_WORKER = _Worker()


def _start(sent: Queue[_Readers]) -> None:
    _WORKER.readers = sent.get()


def _in_worker(documents: list[Document]) -> list[list[Statement]]:
    if _WORKER.readers is None:
        raise RuntimeError("a worker process reads documents before it was started")
    return _statements(documents, *_WORKER.readers)

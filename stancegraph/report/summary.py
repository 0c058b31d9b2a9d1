"""The report of a graph: its sections, put together and written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stancegraph.errors import UnknownNameError
from stancegraph.files import replacing
from stancegraph.report import balance, changes, method, sections
from stancegraph.report.blocks import Section, Words, one_line
from stancegraph.report.case import Case
from stancegraph.report.markdown import as_markdown
from stancegraph.report.provenance import Provenance
from stancegraph.report.webpage import as_html

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from os import PathLike

    import networkx as nx

    from stancegraph.codebook import Codebook

TITLE: Final = "Who takes which stance toward whom"
FRAME_HEIGHT: Final = 720  # pixels in a notebook


@dataclass(frozen=True)
class Report:
    """A finished report; in a notebook it shows itself."""

    title: str
    sections: tuple[Section, ...]

    @cached_property  # its figures take a second
    def html(self) -> str:
        """The report as one page without a script, that needs no network."""
        return as_html(self.title, self.sections)

    @property
    def markdown(self) -> str:
        """The report as Markdown (CommonMark with tables), without figures."""
        return as_markdown(self.title, self.sections)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the report in the form that the ending names: .html or .md.

        Raises
        ------
        UnknownNameError
            If the ending is another one.
        OSError
            If the folder is missing or may not be written to.
        """
        text = getattr(self, checked_form(path))
        with replacing(path) as file:
            file.write(text)

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="" title="stancegraph report" '
            f'style="width:100%;height:{FRAME_HEIGHT}px;border:0" loading="lazy"></iframe>'
        )


def summarise(
    G: nx.Graph[Any],
    *,
    title: str | None = None,
    seed: int = 0,
    window: str | None = None,
    provenance: Provenance | None = None,
    codebook: Codebook | None = None,
    country_names: Mapping[str, str] | None = None,
) -> Report:
    """Return a report of a graph: what is in it, what was found, by which sentences, and how to read and repeat it.

    Parameters
    ----------
    G
        A multigraph of `to_multigraph`, filtered or rolled up or not. Any networkx graph with signed edges does, but
        its report has no quotes.
    title
        Of the report.
    seed
        Of the searches for clusters, and of what is drawn at random.
    window
        How long a window of time is, as `windowed` takes it; by default the shortest that makes at most 24 of them.
    provenance
        The command and the input, for the section on how to make the report again.
    codebook
        Says which stances are claims; by default the built-in one.
    country_names
        Country code -> name, for claims in a graph that is rolled up.

    Returns
    -------
    Report
        With `html`, `markdown` and `write(path)`. Sections without anything to say are left out; where there is nothing
        at all, the report says why. Figures are drawn if matplotlib is installed; where not, the report says so.

    Raises
    ------
    NotSignedError
        If an edge has no usable sign, or a weight that is negative or not a number.

    Examples
    --------
    >>> import networkx as nx
    >>> report = summarise(nx.MultiDiGraph(), title="Nothing yet")
    >>> [section.title for section in report.sections]
    ['Nothing was found', 'How to read this', 'How to make it again']
    """
    case = Case(
        G,
        seed=seed,
        window=window,
        provenance=provenance or Provenance(),
        codebook=codebook,
        country_names=country_names,
    )
    found = [section for make in SECTIONS if (section := make(case)) is not None]
    return Report(one_line(title or TITLE), tuple(found))


def checked_form(path: str | PathLike[str]) -> str:
    """Return the form of a report that a path's ending names."""
    ending = Path(path).suffix.lower()
    if ending not in FORMS:
        raise UnknownNameError(f"{path}: ending {ending!r}, expected one of {', '.join(FORMS)}")
    return FORMS[ending]


def nothing(case: Case) -> Section | None:
    """Return why there is nothing to report."""
    count = len(case.statements)
    if case.has_weight:
        return None
    if case.G.number_of_edges():
        words = (
            f"No tie counts: no statement between two actors is {' or '.join(case.counted)}. The option --factuality "
            "counts others."
            if count
            else "No tie between two different actors has a weight above 0."
        )
        return Section("nothing", "No ties that count were found", (Words(words),))
    if count:
        none = "the only statement is not" if count == 1 else f"none of the {count:,} statements is"
        words = f"There are no ties: {none} about two different actors."
    else:
        words = (
            "No statements were found. Either the texts hold no stance that the codebook has words for, or are not "
            "in English, or the options of the report leave none of them."
        )
    return Section("nothing", "Nothing was found" if not count else "No ties were found", (Words(words),))


def _if_any(make: Callable[[Case], Section | None]) -> Callable[[Case], Section | None]:
    """Return a section that is left out where there are neither statements nor ties."""
    return lambda case: make(case) if case.statements or case.G.number_of_edges() else None


FORMS: Final[Mapping[str, str]] = {".html": "html", ".htm": "html", ".md": "markdown"}
"""The forms of a report by ending: names of properties of `Report`."""

SECTIONS: Final[tuple[Callable[[Case], Section | None], ...]] = (
    nothing,
    _if_any(sections.in_short),
    _if_any(sections.numbers),
    sections.clusters,
    sections.against,
    balance.balance,
    sections.central,
    sections.accusations,
    sections.contested,
    changes.changes,
    changes.intervals,
    method.limits,
    method.reproduce,
)
"""The sections in their order; another one is another function."""

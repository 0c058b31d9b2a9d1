"""One document with the findings of a network and the sentences behind them, as HTML or as Markdown.

`summarise` makes it. Its sections are computed by the analyses that the commands use, each by one function in
`SECTIONS`; both forms are written from the same sections, so that they hold the same facts.
"""

from stancegraph.report.provenance import InputFile, Provenance, hashed_files
from stancegraph.report.summary import Report, summarise

__all__ = ["InputFile", "Provenance", "Report", "hashed_files", "summarise"]

"""Files, folders and standard input to documents; documents and statements to and from JSON Lines.

What is read is not trusted: every way in which it can be wrong ends in a one-line `ReadError` that names the file,
the line and the reason. Texts are kept exactly as decoded, since the offsets of statements point into them.
"""

from stancegraph.reading.documents import read_documents, write_documents
from stancegraph.reading.stages import Stage, stage_of
from stancegraph.reading.statements import read_statements, write_statements

__all__ = ["Stage", "read_documents", "read_statements", "stage_of", "write_documents", "write_statements"]

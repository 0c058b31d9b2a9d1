"""Who says what a verb of saying reports: its agent, but of a verb that passes words on, whoever spoke them.

"'We wait,' Ann Moe was quoted by the ministry": it is she who speaks; "the radio quoted him as saying that …": he does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import agents, patients

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word

# Whoever does these passes on what others say.
PASSES_ON: Final = frozenset({"quote"})
# Behind "as" and one of those, somebody else's words follow: quoted, or cited, him as saying.
PASSES_ON_SAYING: Final = PASSES_ON | {"cite", "report"}


def tellers(report: Word) -> list[Word]:
    """Return the words for those who say what a verb reports.

    A sentence it gets wrong: "'Blessed are the meek,' the bishop quoted Matthew", where it is the bishop's point.
    """
    if report.lemma in PASSES_ON:
        spoken = patients(report)
        if spoken:
            return spoken
    above = report.head
    if report.dep == "pcomp" and above.lower == "as" and above.head.lemma in PASSES_ON_SAYING:
        spoken = patients(above.head)
        if spoken:
            return spoken
    return agents(report)

"""Whose people somebody is who has no name: a committee of the Senate, the chancellor's spokesman, a rebel leader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.clauses import SUBJECTS
from stancegraph.extraction.grammar import APART, INSURGENTS, OPPOSING_ROLES
from stancegraph.extraction.noun_phrases import governed
from stancegraph.extraction.offices import sole_state
from stancegraph.extraction.readings import Reading
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

# Those who are led by somebody and are no state's.
LED: Final = INSURGENTS | {
    "clan", "community", "faction", "guerrilla", "insurgency", "minority", "opposition", "rebellion", "resistance",
    "tribe",
}  # fmt: skip
# With "of" and a body behind them, they act for the body.
PARTS: Final = frozenset(
    {"arm", "branch", "bureau", "chamber", "committee", "council", "directorate", "executive", "faction", "leadership",
     "panel", "presidium", "secretariat", "section", "subcommittee", "wing"}
)  # fmt: skip
# Who is with or against a state, and so is another one.
AT_SIDE: Final = frozenset({"adversary", "ally", "enemy", "foe", "neighbour", "neighbor", "partner", "rival"})
# What carries guns for whose it is.
CRAFT: Final = frozenset({"boat", "craft", "helicopter", "jet", "plane", "ship", "vessel", "warplane", "warship"})
# What stands behind armed men before whom they serve.
SERVING: Final = {
    "acting": ("for",), "belonging": ("to",), "commanded": ("by",), "deployed": ("by",), "despatched": ("by",),
    "dispatched": ("by",), "fighting": ("for",), "hired": ("by",), "loyal": ("to",), "ordered": ("by",),
    "paid": ("by",), "sent": ("by",), "serving": ("in", "under", "with"), "working": ("for",),
}  # fmt: skip
# Those who speak the law of the state in a town of it: a judge in Lyon.
BENCH: Final = frozenset({"judge", "justice", "magistrate"})


class Belonging:
    """Reads the nouns of one document by whom they belong to.

    Parameters
    ----------
    names
        Who is named.
    read
        Reads any other word: the body behind "of".
    """

    def __init__(self, names: Roster, read: Callable[[Word], list[Reading]]) -> None:
        self.names = names
        self.words = names.words
        self._read = read

    def whole(self, part: Word) -> list[Reading]:
        """Read "a committee of the Senate" and "the armed wing of Hamas" as the body that they are part of."""
        found = [r for w in governed(part, "of") for r in self._read(w)] if part.lemma in PARTS else []
        return [Reading(r.actor, part, "nation word") for r in found if r.actor.kind is Kind.ORGANISATION]

    def fights_for(self, man: Word) -> list[Reading]:
        """Read "hackers working for Oman", "a gunman of the Brigades", "troops loyal to the junta" as whose they are.

        A sentence it gets wrong: "Agents sent by a friend in the Brigades", where the friend acts for himself.
        """
        masters: list[Word] = []
        for child in man.children:
            if child.dep in {"acl", "amod"} and child.i > man.i:
                masters += governed(child, *SERVING.get(child.lower, ()))
            elif child.dep == "prep" and child.lower == "in":
                pays = [c for c in child.children if c.lemma in {"employ", "pay", "service"}]
                masters += [w for c in pays for w in governed(c, "of")]
        found = [r for w in masters for r in self._read(w) if r.actor.kind in {Kind.COUNTRY, Kind.ORGANISATION}]
        kinds = {Kind.COUNTRY, Kind.ORGANISATION} if man.lemma in CRAFT else {Kind.ORGANISATION}
        members = [r for w in governed(man, "of") for r in self._read(w) if r.actor.kind in kinds]
        return [Reading(r.actor, man, "nation word") for r in found or members]

    def led(self, leader: Word) -> list[Reading]:
        """Read "the leader of the Iranian opposition" as those whom he leads, who are not Iran."""
        if leader.lemma in APART:
            return []
        led = [w for w in governed(leader, "of") if w.lemma in LED and w.i not in self.names.at]
        groups = [r for w in led for r in self._read(w) if r.actor.kind is not Kind.COUNTRY]
        return [Reading(r.actor, leader, "nation word") for r in groups]

    def served(self, servant: Word) -> list[Reading]:
        """Read "a member of Kenya's election commission" as the commission, "the Dutch premier's aide" as his state.

        A phrase it gets wrong: "a director of the central bank" as the bank, where he speaks for himself.
        """
        if servant.lemma in OPPOSING_ROLES:
            return []
        whose = [c for c in servant.children if c.dep == "poss" and c.pos == "NOUN"]
        whose += governed(servant, "of", "to")
        return [
            Reading(r.actor, servant, "nation word")
            for w in whose
            if w.i not in self.names.at
            for r in self._read(w)
            if r.actor.kind in {Kind.COUNTRY, Kind.ORGANISATION} and r.how != "home"
        ]

    def at_side(self, word: Word, nations: list[Mention], states: list[Mention]) -> list[Reading]:
        """Return which state is another one's ally or foe, the last named before that is neither it nor who acts.

        A sentence it gets wrong: "Oman left Chad out and chided the French ally that Togo lost", which is another.
        """
        barred = {m.entity for m in nations}
        begin, _ = self.names.parse.sentences[word.sentence]
        acting = {m.entity for m in states if any(w.dep in SUBJECTS for w in self.words[m.first : m.last + 1])}
        for state in reversed([m for m in states if begin <= m.first < word.i]):
            if state.entity not in barred | acting:
                return [Reading(self.names.actors[state.entity], word, "definite")]
        return []

    def called(self, word: Word) -> list[Reading]:
        """Read "its ally Oman" as Oman, wherever the parser hangs the name that stands right behind.

        A sentence it gets wrong: "After it lost an ally Oman gave in", which wants a comma.
        """
        behind = self.words[word.i + 1 : self.names.parse.sentences[word.sentence][1]]
        first = 1 if [w.text for w in behind[:3:2]] == [",", ","] else 0  # its neighbour, Oman, left
        mention = self.names.at.get(behind[first].i) if len(behind) > first else None
        if mention is None or mention.first != behind[first].i:
            return []
        if mention.entity.kind is not Kind.COUNTRY or mention.form is not Form.NAME:
            return []
        return [Reading(self.names.actors[mention.entity], word, "name")]

    def sole_holder(self, post: Word) -> list[Reading]:
        """Read "the Pope" and "the taoiseach" as who holds the post that one state alone has, else as that state."""
        if [c.lower for c in post.children if c.i < post.i] != ["the"] or governed(post, "of"):
            return []  # the Coptic Pope, the Pope of Alexandria
        code = sole_state(post.lower)
        if code is None:
            return []
        for person in reversed(
            [p for p in self.names.mentions_of(Kind.OFFICIAL) if p.last < post.i and p.entity.country == code]
        ):
            if any(sole_state(w) == code for w in f"{person.entity.name} {person.entity.role or ''}".split()):
                return [Reading(self.names.actors[person.entity], post, "definite")]
        state = self.names.gazetteer.actors.get(f"country:{code}")
        return [] if state is None else [Reading(state, post, "nation word")]

    def has_see(self, word: Word, places: list[Mention]) -> bool:
        """Tell whether somebody is the bishop or mayor of a town, which he is no state by: Zagreb's archbishop."""
        if word.lemma not in OPPOSING_ROLES or word.lemma in BENCH:
            return False
        return any(m.form in {Form.CAPITAL, Form.PLACE} and self._is_owner(m, word) for m in places)

    def _is_owner(self, mention: Mention, word: Word) -> bool:
        return mention.first < word.i or self.words[mention.first - 1].lower == "of"

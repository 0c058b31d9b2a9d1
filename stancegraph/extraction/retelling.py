"""Deeds of which a sentence names one side only, completed from where the document tells the rest.

"Seven soldiers were killed in an ambush. The rebels claimed responsibility for the attack.": the first sentence has the
target, the second the source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import FUTURE, WE
from stancegraph.extraction.moods import Standing
from stancegraph.extraction.readings import Reading
from stancegraph.extraction.sides import is_same_side
from stancegraph.models import Factuality

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stancegraph.extraction.findings import Finding
    from stancegraph.extraction.matching import Match
    from stancegraph.extraction.parsing import Word
    from stancegraph.models import Actor

# "The attack" is the last one told within so many sentences, if it does not say whose it is.
RETOLD_REACH: Final = 8

# Two halves of one deed stand side by side: in a text about several attacks, what is further off is another.
HALVES_REACH: Final = 2


# What people are on board of.
CRAFT: Final = frozenset(
    {"aircraft", "airliner", "airplane", "barge", "boat", "bus", "coach", "cruiser", "destroyer", "dhow", "ferry",
     "flight", "freighter", "frigate", "gunboat", "helicopter", "jet", "liner", "plane", "ship", "steamer",
     "submarine", "tanker", "train", "trawler", "vessel", "warplane", "warship", "yacht"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What surrounds a match: how it stands in its sentence, who says so, and of which sort its pattern is."""

    state: Standing
    speakers: list[Reading]
    origin: str

    @classmethod
    def plain(cls, origin: str) -> Scene:
        """Return the scene of what the text itself asserts."""
        return cls(Standing(), [], origin)


@dataclass(frozen=True, slots=True)
class HalfTold:
    """A deed with one side named where it stands.

    Attributes
    ----------
    sources, targets
        One of them is empty.
    points_back
        True if it is "the" attack, one told before.
    """

    match: Match
    sources: list[Reading]
    targets: list[Reading]
    scene: Scene
    points_back: bool = False

    @property
    def stance(self) -> str:
        """Name of the stance."""
        return self.match.pattern.stance

    @property
    def sentence(self) -> int:
        """Index of the sentence in the parse."""
        return self.match.head.sentence

    def reading(self, actor: Actor) -> Reading:
        """Return an actor from elsewhere as a side of this deed."""
        return Reading(actor, self.match.head, "implied")


def completed(
    half: HalfTold, findings: Sequence[Finding], halves: Sequence[HalfTold], *, at_home: bool = False
) -> tuple[list[Reading], list[Reading], Scene] | None:
    """Return sources, targets and scene of a deed with its missing side filled in, or None if nothing fits.

    Parameters
    ----------
    at_home
        True if it is done to one's own state, as marches are; else nobody does it to his own.

    Notes
    -----
    The same deed is one of the same stance that shares the side which is named: the last one told before it, else the
    first one after it. For one that points back, it is the last of that stance that was told, also if that has only the
    side which is missing here.

    A pair it gets wrong: "Mali's army was attacked on Monday. The rebels, who shelled Gao a year ago, claimed the
    attack.", where the shelling is nearer.
    """
    if _lies_ahead(half):
        return None
    near = _comparable(half, findings)
    told = _told_of_craft(half, findings) if _is_aboard(half) else _told(half, near, at_home=at_home)
    if told is not None and not _is_on_own(half, [told.source]):
        side = told.source if half.targets else told.target
        if side is None:
            return None
        scene = half.scene
        if told.attributed_to is not None and not scene.speakers:
            scene = Scene(Standing(Factuality.ALLEGED), [half.reading(told.attributed_to)], scene.origin)
        return _filled(half, [half.reading(side.actor)], scene)
    other = _other_half(half, halves) if half.points_back and not _is_aboard(half) else None
    if other is None or _is_on_own(half, other.sources):
        return None
    sides = other.sources if half.targets else other.targets
    return _filled(half, [half.reading(r.actor) for r in sides], half.scene)


def _comparable(half: HalfTold, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that may be the same deed: those near it, unless it points back to one told before.

    A text it gets wrong: "A raid by Mali began. It was noon. It was hot. People ran. Gao's rebels were hit by Mali.",
    where the last sentence tells whom it was on.
    """
    if half.points_back:
        return list(findings)
    return [f for f in findings if abs(f.sentence - half.sentence) <= HALVES_REACH]


def _lies_ahead(half: HalfTold) -> bool:
    """Tell whether the deed is only expected, so that it is none of those that were done: Chad will be suspended."""
    return any(c.lower in FUTURE for c in half.match.head.children)


def told_by_verb(half: HalfTold, findings: Sequence[Finding]) -> Finding | None:
    """Return the deed of its own verb that a noun takes up: Bonn banned Gulf Air; the [ban] on it ..."""
    noun = half.match.head
    if noun.pos != "NOUN" or not half.targets or half.sources:
        return None
    same = [
        f
        for f in findings
        if f.origin == "verb"
        and f.cue[0].i < noun.i
        and f.cue[0].lemma == noun.lemma
        and f.factuality is not Factuality.PLANNED
        and f.target is not None
        and any(is_same_side(f.target.actor, t.actor) for t in half.targets)
    ]
    return same[-1] if same else None


def _is_aboard(half: HalfTold) -> bool:
    """Tell whether it was done to those on a ship or plane: The 176 people on board were killed."""
    below = [c for w in half.match.targets or () for c in w.children]
    return any(c.lower == "aboard" or (c.lower == "on" and any(p.lower == "board" for p in c.children)) for c in below)


def _told_of_craft(half: HalfTold, findings: Sequence[Finding]) -> Finding | None:
    """Return the last deed against a ship or plane before: who is on board has suffered that, and nothing else."""
    fitting = [
        f
        for f in findings
        if f.stance == half.stance
        and f.target is not None
        and f.cue[0].i < half.match.head.i
        and is_of_craft(f.cue, [f.target])
    ]
    return fitting[-1] if fitting else None


def is_of_craft(cue: Sequence[Word], targets: Sequence[Reading]) -> bool:
    """Tell whether a deed was done to a ship or plane: shot down an Omani [airliner]."""
    return any(w.lemma in CRAFT for w in (*cue, *(w for t in targets for w in (t.word, t.word.head))))


def _is_on_own(half: HalfTold, doers: Sequence[Reading]) -> bool:
    """Tell whether it was done to those whom its doers call their own: the targeting of our civilians."""
    own = any(c.dep == "poss" and c.lower in WE for w in half.match.targets or () for c in w.children)
    speakers = half.scene.speakers
    return own and bool(half.targets) and any(is_same_side(d.actor, s.actor) for d in doers for s in speakers)


def _filled(half: HalfTold, sides: list[Reading], scene: Scene) -> tuple[list[Reading], list[Reading], Scene]:
    return (sides, half.targets, scene) if half.targets else (half.sources, sides, scene)


def _told(half: HalfTold, findings: Sequence[Finding], *, at_home: bool) -> Finding | None:
    fitting = [
        f
        for f in findings
        if f.stance == half.stance
        and (f.target is not None or (at_home and _is_domestic(f.source.actor, half.targets)))
        and not (half.points_back and f.is_background)
        and f.factuality is not Factuality.PLANNED
        and (at_home or not _is_domestic(f.source.actor, half.targets))
        and (at_home or f.target is None or not (half.sources and _is_domestic(f.target.actor, half.sources)))
    ]
    same = [f for f in fitting if _shares_side(half, f)]
    before = [f for f in same if f.cue[0].i < half.match.head.i]
    if before:
        return before[-1]
    if half.points_back and half.sources:  # whoever is blamed for "the attack", or claims it
        last = [f for f in fitting if f.cue[0].i < half.match.head.i and half.sentence - f.sentence <= RETOLD_REACH]
        if last:
            return last[-1]
    return next(iter(same), None)


def _shares_side(half: HalfTold, finding: Finding) -> bool:
    if half.targets:  # a march that names no target is on the marchers' own state
        target = finding.target
        return target is None or any(is_same_side(target.actor, t.actor) for t in half.targets)
    return any(finding.source.actor.id == s.actor.id for s in half.sources)


def _is_domestic(actor: Actor, sides: list[Reading]) -> bool:
    """Tell whether an actor is of the country of one of the sides, so that he is hardly the other side."""
    return actor.country is not None and any(actor.country == r.actor.country for r in sides)


def _other_half(half: HalfTold, halves: Sequence[HalfTold]) -> HalfTold | None:
    """Return the nearest deed of the same stance that has the side which is missing here."""
    fitting = [
        h
        for h in halves
        if h is not half
        and h.stance == half.stance
        and not _is_aboard(h)
        and not _is_hearsay_beside(h, half)
        and abs(h.sentence - half.sentence) <= HALVES_REACH
        and (h.sources if half.targets else h.targets)
    ]
    before = [h for h in fitting if h.match.head.i < half.match.head.i]
    return before[-1] if before else next(iter(fitting), None)


def _is_hearsay_beside(other: HalfTold, half: HalfTold) -> bool:
    """Tell whether only a report or a charge has the other half: [accused of violence]; six people were killed.

    Two pairs: of "They said rebels had attacked. Six were killed." both halves may be one deed, and nothing says so.
    """
    return _is_hearsay(other) and not _is_hearsay(half)


def _is_hearsay(half: HalfTold) -> bool:
    """Tell whether a deed is only alleged, or told by another side than that of whoever did it."""
    tellers = half.scene.speakers
    told = bool(tellers) and not any(is_same_side(t.actor, s.actor) for t in tellers for s in half.sources)
    return half.scene.state.factuality is Factuality.ALLEGED or (bool(half.sources) and told)

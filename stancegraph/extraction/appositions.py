"""Nouns that stand beside a name, and mean whom it names: "the Russian ambassador, NAME", "NAME, a militia"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.collectives import sections
from stancegraph.extraction.readings import Reading
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

# How many words on a post may be told the name of its holder.
POST_REACH: Final = 14


def beside_name(word: Word, names: Roster) -> list[Reading]:
    """Read "the Russian ambassador, NAME" and "NAME, an Iranian-backed militia" as whom they name."""
    bearer = names.titles.get(word.i)
    if bearer is not None and bearer in names.actors:
        return [Reading(names.actors[bearer], word, "title")]
    beside = [c for c in word.children if c.dep == "appos"] + ([word.head] if word.dep == "appos" else [])
    for other in beside:
        mention = names.at.get(other.i)
        if mention is not None and mention.entity.kind in {Kind.OFFICIAL, Kind.ORGANISATION}:
            return [Reading(names.actors[mention.entity], other, "title")]
    holder = _named_behind(word, names)
    if holder is not None:
        return [Reading(names.actors[holder.entity], word, "title")]
    named = _just_named(word, names) if word.dep == "appos" else None
    return [] if named is None else [Reading(names.actors[named.entity], word, "title")]


def _named_behind(post: Word, names: Roster) -> Mention | None:
    """Return the person between commas behind a post and what it is of, wherever the parser hangs the name.

    The governor of the Russian region of Bryansk, [NAME], accused him. It gets "the brother of the king, NAME,"
    wrong, where the king is named.
    """
    if post.lemma not in names.nouns["person"] or post.tag not in {"NN", "NNP"} or post.i in names.at:
        return None
    for word in names.words[post.i + 1 : post.i + POST_REACH]:
        if word.text == ",":
            first = word.i + 1
            titles = names.nouns["person"] | names.nouns["honorific"]
            while first not in names.at and first < len(names.words) and names.words[first].lower in titles:
                first += 1
            mention = names.at.get(first)
            closed = mention is not None and names.words[min(mention.last + 1, len(names.words) - 1)].text == ","
            is_holder = closed and mention is not None and mention.entity.kind is Kind.OFFICIAL
            return mention if is_holder and word.i > post.i + 1 else None
        if word.sentence != post.sentence or word.pos in {"VERB", "AUX", "PRON"} or word.lemma in names.nouns["person"]:
            return None
    return None


def _just_named(word: Word, names: Roster) -> Mention | None:
    """Return the body before a comma and a noun for it, wherever the parser hangs it: NAME (NM), a militia."""
    first, lists = word.left_edge().i, sections(word, names.nouns)
    if first < 2 or names.words[first - 1].text != "," or not {"body", "group"} & set(lists):
        return None
    if not any(c.lower in {"a", "an"} for c in word.children):
        return None
    last = first - 2
    last -= names.words[last].text == ")"
    mention = names.at.get(last)
    return mention if mention is not None and mention.entity.kind is Kind.ORGANISATION else None

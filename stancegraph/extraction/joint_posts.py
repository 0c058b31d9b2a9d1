"""Posts that several persons share: "the foreign ministers of Chad and Togo, NAME and NAME"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# So many names joined by "and" share a post.
SEVERAL: Final = 2
JOINED: Final = frozenset({",", "&", "and", "the"})
# They bear the post of the person whose counterparts they are, whatever it is.
PEERS: Final = frozenset({"colleague", "counterpart", "homologue"})


class Share(NamedTuple):
    """Whose post a list of names gives to a person: the nation or body, and the post if it is told."""

    person: Entity
    home: Entity
    role: str | None


def joint_posts(roster: Roster) -> Iterator[Share]:
    """Yield what plural posts say of the persons listed beside them.

    Of as many nations as names each name has its own, in their order; one nation is that of all. A sentence it gets
    wrong: "the Greek and Cypriot lawyers, Adam and Berg", if both are of both.
    """
    words, posts = roster.words, roster.nouns["person"]
    for word in words:
        if word.tag not in {"NNS", "NNPS"} or word.i in roster.at:
            continue
        if (post := word.lemma.lower()) not in posts and post not in PEERS:
            continue
        nations, first = _nations_before(roster, word)
        end = word.i + 1
        if not nations:
            nations, end = _nations_behind(roster, word)
        nations = [n for n in nations if n.country is not None]
        persons = _persons_behind(roster, end, word) or _persons_before(roster, first)
        if len(nations) == 1:
            nations *= len(persons)
        if len(persons) < SEVERAL or len(persons) != len(nations):
            continue
        role = None if word.lemma in PEERS else _singular(roster, word)
        yield from (Share(person, home, role) for person, home in zip(persons, nations, strict=True))


def _singular(roster: Roster, word: Word) -> str:
    """Return a post with the words before it that no nation is among: foreign minister."""
    first = word.i
    while roster.is_alongside(first - 1, word) and first - 1 not in roster.at:
        before = roster.words[first - 1]
        if before.dep not in {"amod", "compound"} or before.head is not word or before.pos == "NUM":
            break
        first -= 1
    return " ".join([*(w.text for w in roster.words[first : word.i]), word.lemma])


def _nations_before(roster: Roster, word: Word) -> tuple[list[Entity], int]:
    """Return the nations right before a post, his [Greek, Cypriot and French] counterparts, and where they begin."""
    words, i = roster.words, word.i - 1
    found: list[Entity] = []
    while roster.is_alongside(i, word):
        mention = roster.at.get(i)
        if mention is not None and mention.entity.kind is not Kind.OFFICIAL:
            found.append(mention.entity)
            i = mention.first - 1
        elif words[i].lower in JOINED or words[i].tag == "POS" or (not found and words[i].pos in {"ADJ", "NOUN"}):
            if words[i].text == "," and (i - 1 not in roster.at or not found):
                break
            i -= 1
        elif words[i].pos == "NUM":
            i -= 1
        else:
            break
    return found[::-1], i


def _nations_behind(roster: Roster, word: Word) -> tuple[list[Entity], int]:
    """Return the nations that "of" joins to a post, ministers of [Chad and Togo], and the word behind them."""
    i = word.i + 1
    if not roster.is_alongside(i, word) or roster.words[i].lower not in {"of", "from"}:
        return [], i
    found: list[Entity] = []
    i += 1
    while roster.is_alongside(i, word):
        mention = roster.at.get(i)
        if mention is not None and mention.entity.kind is not Kind.OFFICIAL:
            found.append(mention.entity)
            i = mention.last + 1
        elif mention is None and roster.words[i].lower in JOINED:
            i += 1
        else:
            break
    return found, i


def _persons_behind(roster: Roster, i: int, word: Word) -> list[Entity]:
    found: list[Entity] = []
    while roster.is_alongside(i, word):
        mention = roster.at.get(i)
        if mention is not None and mention.entity.kind is Kind.OFFICIAL:
            found.append(mention.entity)
            i = mention.last + 1
        elif mention is None and (roster.words[i].lower in JOINED or roster.words[i].text in {"-", ":"}):
            i += 1
        else:
            break
    return found


def _persons_before(roster: Roster, i: int) -> list[Entity]:
    """Return the names before a comma and a post: [Adam and Berg], the Greek and Cypriot envoys."""
    words = roster.words
    if i < 1 or i + 1 >= len(words):
        return []
    here = words[i + 1]
    while roster.is_alongside(i, here) and words[i].lower in {"a", "the", "two", "three", "four"}:
        i -= 1
    if not roster.is_alongside(i, here) or words[i].text != ",":
        i += 1  # the comma may have been taken for part of the nations
        if not roster.is_alongside(i, here) or words[i].text != ",":
            return []
    found: list[Entity] = []
    i -= 1
    while roster.is_alongside(i, here):
        mention: Mention | None = roster.at.get(i)
        if mention is not None and mention.entity.kind is Kind.OFFICIAL:
            found.append(mention.entity)
            i = mention.first - 1
        elif mention is None and words[i].lower in JOINED:
            i -= 1
        else:
            break
    return found[::-1]

"""The post and country of a person by the title in front of the name, the apposition beside it and "of" behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import TITLE_WORDS
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# How many words before a name may belong to its title: "South Korean First Vice Foreign Minister" has six.
MAX_TITLE_WORDS: Final = 9
# Small words inside a title.
LINKS: Final = frozenset({"of", "for", "to", "-", "and"})
# What somebody is called by whatever post he has.
RANKS: Final = frozenset(
    {"admiral", "air marshal", "baron", "baroness", "brigadier", "brigadier general", "captain", "colonel",
     "commodore", "count", "duke", "field marshal", "general", "lieutenant", "lieutenant colonel", "lieutenant general",
     "major", "major general", "marshal", "prince", "princess", "rear admiral", "sergeant", "sheikh",
     "vice admiral"}
)  # fmt: skip
SHORT_RANKS: Final = frozenset({"adm", "brig", "capt", "cmdr", "col", "cpl", "gen", "lieut", "lt", "maj", "sgt"})


def is_rank(role: str) -> bool:
    """Tell whether a role is no more than what somebody is called by: Colonel, Lt. Gen."""
    return role.lower() in RANKS or all(word.rstrip(".") in SHORT_RANKS for word in role.lower().split())


def title_start(roster: Roster, first: int) -> int:
    """Return the word at which the title of the name at word `first` begins, `first` itself if it has none."""
    begin = first
    while first - begin < MAX_TITLE_WORDS and _belongs_to_title(roster, begin - 1, first):
        begin -= 1
    return begin


def add_title_words(roster: Roster, first: int, entity: Entity) -> None:
    """Note that the post in front of a name is its bearer's, however the parser hangs it on the name."""
    posts = [w.i for w in roster.words[title_start(roster, first) : first] if w.lower in roster.nouns["person"]]
    roster.titles.update(dict.fromkeys(posts, entity))


def title(roster: Roster, first: int, last: int) -> tuple[str | None, str | None]:
    """Return role and country of the person named in ``[first, last]``, from what stands around the name."""
    role, country = _title_before(roster, first)
    if role is None or is_rank(role):  # the Polish minister, Colonel NAME
        post, beside = _title_beside(roster, first, last)
        role, country = post or role, country or beside
    return role, country or _home_behind(roster, last)


def _title_before(roster: Roster, first: int) -> tuple[str | None, str | None]:
    """Read a title in front of a name: [South Korean] Vice Foreign Minister NAME."""
    words = roster.words
    begin = title_start(roster, first)
    posts = [w.i for w in words[begin:first] if w.lower in roster.nouns["person"]]
    country, start = None, begin
    for mention in _mentions_in(roster, begin, first):
        if posts and mention.first > posts[-1] and words[mention.first - 1].lower != "of":
            continue
        country = mention.entity.country or country
        if mention.entity.kind is Kind.COUNTRY and mention.last < (posts[-1] if posts else first):
            start = mention.last + 1
    while start < first and (words[start].tag == "POS" or words[start].lower in {"and", "-"}):
        start += 1
    if not any(i >= start for i in posts) or words[first - 1].lower in LINKS:
        return None, country
    return roster.text(start, first - 1), country


def _mentions_in(roster: Roster, begin: int, end: int) -> list[Mention]:
    return list({id(m): m for i in range(begin, end) if (m := roster.at.get(i)) is not None}.values())


def _belongs_to_title(roster: Roster, i: int, first: int) -> bool:
    """Tell whether word `i`, before what is already known to belong, belongs to the title of the name at `first`."""
    if not roster.is_alongside(i, roster.words[first]) or i in roster.carriers:
        return False
    if i in roster.at:
        return roster.at[i].entity.kind is not Kind.OFFICIAL
    word, posts = roster.words[i], roster.nouns["person"]
    if word.lower == "the" and i + 1 in roster.at and i > 0:  # Ambassador to [the] United Nations NAME
        return roster.words[i - 1].lower in LINKS
    if word.lower in posts or word.lower in TITLE_WORDS or word.tag == "POS":
        return True
    if word.lower in {"of", "for", "to"}:  # the sister of | leader NAME: the name is what "of" governs
        return _governs_home(roster, i) and i > 0 and roster.words[i - 1].lower in posts
    has_post = any(w.lower in posts for w in roster.words[i:first])
    return (word.pos in {"NOUN", "PROPN", "ADJ"} and (has_post or word.pos == "PROPN")) or (
        word.lower in LINKS and has_post
    )


def _governs_home(roster: Roster, i: int) -> bool:
    """Tell whether "of", "for" or "to" is followed by a country or body: Ambassador to Berlin NAME."""
    after = i + 2 if roster.is_alongside(i + 1, roster.words[i]) and roster.words[i + 1].lower == "the" else i + 1
    mention = roster.at.get(after)
    return mention is not None and mention.entity.kind is not Kind.OFFICIAL


def _title_beside(roster: Roster, first: int, last: int) -> tuple[str | None, str | None]:
    """Read an apposition: the Russian ambassador, NAME; NAME, head of the agency."""
    words, posts = roster.words, roster.nouns["person"]
    head = next((w for w in reversed(words[first : last + 1]) if not first <= w.head.i <= last), words[last])
    beside = [w for w in head.children if w.dep == "appos"] + ([head.head] if head.dep == "appos" else [])
    noun = next((w for w in beside if w.lower in posts or w.lemma in posts), None)
    if noun is None:
        return None, None
    parts = [w for w in noun.children if w.dep in {"amod", "compound", "poss", "nmod", "prep"} and w.lower != "to"]
    homes = [m for p in parts for m in _mentions_in(roster, p.left_edge().i, p.right_edge().i + 1)]
    country = next((m.entity.country for m in homes), None)
    begin, end = noun.i, noun.i
    while roster.is_alongside(begin - 1, noun) and _modifies(roster, words[begin - 1], noun):
        begin -= 1
    of = next((p.right_edge().i for p in parts if p.lower == "of" and p.i > noun.i), noun.i)
    if of - noun.i <= MAX_TITLE_WORDS and not first <= of <= last:
        end = of
    return roster.text(begin, end), country


def _modifies(roster: Roster, word: Word, noun: Word) -> bool:
    mention = roster.at.get(word.i)
    is_nation = mention is not None and mention.entity.kind is Kind.COUNTRY
    return word.head is noun and word.dep in {"amod", "compound"} and not is_nation


def _home_behind(roster: Roster, last: int) -> str | None:
    """Read "of Nigeria" behind a name."""
    words = roster.words
    if not roster.is_alongside(last + 1, words[last]) or words[last + 1].lower != "of":
        return None
    step = last + 3 if roster.is_alongside(last + 2, words[last]) and words[last + 2].lower == "the" else last + 2
    home = roster.at.get(step) if roster.is_alongside(step, words[last]) else None
    return None if home is None else home.entity.country

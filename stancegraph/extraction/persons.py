"""Named persons in one document, with their titles, countries and spellings.

Full names are read before surnames: a surname in the first line may find its full name in the tenth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from stancegraph.extraction.grammar import INSURGENTS, ROYAL, TITLE_WORDS
from stancegraph.extraction.roster import FAMILY_FIRST, Entity, name_parts, without_article
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

    NameTest = Callable[[list[str], list[str], str | None], bool]

# Two spellings of one name, by rapidfuzz's ratio: Zinoviev and Zinovyev score 87.5, Petrov and Pavlov 50. It alone is
# not enough: Johnson and Johnston score 93, Ivanov and Ivanova 92, and are other people.
SAME_SURNAME: Final = 84.0
COMPARED_LENGTH: Final = 5

# How many words before a name may belong to its title: "South Korean First Vice Foreign Minister" has six.
MAX_TITLE_WORDS: Final = 9

# In front of a title, the form of a name that is no part of it: "Russian [President] ...", "NATO [chief] ...".
BEFORE_TITLES: Final = frozenset({Form.ADJECTIVE, Form.ACRONYM, Form.SEAT})
# Behind a surname, what tells that its bearer governs.
GOVERNMENTS: Final = frozenset({"administration", "cabinet", "government", "presidency", "regime"})
# Small words inside names.
PARTICLES: Final = frozenset(
    {"bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von"}
)
LINKS: Final = frozenset({"of", "for", "to", "-", "and"})


def person_ranges(roster: Roster) -> list[tuple[int, int]]:
    """Return the half-open word ranges that name persons: what the parser marks, and capitals behind a title."""
    ranges = [trimmed(roster, a, b) for a, b, label in roster.parse.entities if label == "PERSON"]
    ranges += [(a, b) for a, b, label in roster.parse.entities if label == "ORG" and _is_posts_name(roster, b - 1)]
    ranges += _titled_runs(roster)
    ranges = [(a, b) for a, b in ranges if not _is_of_group(roster, b)]
    return sorted({(a, b) for a, b in ranges if a < b and roster.is_free(a, b)})


def _is_of_group(roster: Roster, end: int) -> bool:
    """Tell whether fighters follow what the parser took for a person: [Viv Ansanm] gunmen."""
    return end < len(roster.words) and roster.words[end].lemma in INSURGENTS and roster.words[end].tag == "NNS"


def _is_posts_name(roster: Roster, last: int) -> bool:
    """Tell whether word `last` ends a name that stands beside a post: Norway's ambassador to Ghana, NAME."""
    word = roster.words[last]
    return word.dep == "appos" and word.head.lower in roster.nouns["person"] and word.lower not in roster.nouns["body"]


def is_titled(roster: Roster, begin: int) -> bool:
    """Tell whether a post or a form of address stands right before word `begin`: Mr Novak."""
    if not roster.is_alongside(begin - 1, roster.words[begin]):
        return False
    before = roster.words[begin - 1].lower
    return before in roster.nouns["person"] or before.rstrip(".") in roster.nouns["honorific"]


def trimmed(roster: Roster, begin: int, end: int) -> tuple[int, int]:
    """Cut titles and a possessive off what the parser took for a personal name, and join what it cut at a hyphen."""
    words = roster.words
    while begin > 2 and words[begin - 2].text == "-" and words[begin - 3].end == words[begin - 2].start:
        if not words[begin - 3].text[0].isupper() or words[begin - 3].pos != "PROPN" or words[begin - 1].pos != "PROPN":
            break
        begin -= 3  # Man- | kei Tam
    while begin < end and _is_no_name(roster, begin, end):
        begin += 1
    while end > begin and (words[end - 1].tag == "POS" or not words[end - 1].text[-1].isalnum()):
        end -= 1
    if end - begin == 1 and not words[begin].text[0].isupper():
        return begin, begin
    while (
        begin < end < len(words) and words[end].start == words[end - 1].end and "-" in _texts(words[end - 1 : end + 1])
    ):
        end += 1  # Kim Hong- | kyun
    return begin, end


def _texts(words: list[Word]) -> set[str]:
    return {w.text for w in words}


def _is_no_name(roster: Roster, begin: int, end: int) -> bool:
    """Tell whether the first word of ``[begin, end)`` is a title or stands before one."""
    word, nouns = roster.words[begin], roster.nouns
    if word.lower.rstrip(".") in nouns["honorific"] or word.lower in nouns["person"] or word.lower in TITLE_WORDS:
        return True
    mention = roster.at.get(begin)
    if mention is not None and end - begin > 1 and mention.form in BEFORE_TITLES:
        return True
    return not word.text[0].isalnum()


def _titled_runs(roster: Roster) -> Iterator[tuple[int, int]]:
    """Yield runs of capitals behind a title that the parser took for no person: ambassador Zinovyev."""
    words, nouns = roster.words, roster.nouns
    for word in words:
        if word.lower not in nouns["person"] and word.lower.rstrip(".") not in nouns["honorific"]:
            continue
        last = word.i
        while roster.is_alongside(last + 1, word) and _continues_name(roster, words[last + 1]):
            last += 1
            particles = _particles(roster, last + 1)
            if particles and roster.is_alongside(last + particles + 1, word):
                last += particles
        if last > word.i and words[word.i + 1].pos == "PROPN":
            yield word.i + 1, last + 1


def _particles(roster: Roster, first: int) -> int:
    """Count the small words from word `first` on that stand inside a name: F. W. [de] Klerk, Ursula [von der] Leyen."""
    words, i = roster.words, first
    while i < len(words) and words[i].text in PARTICLES:
        i += 1
    inside = first < i < len(words) and _continues_name(roster, words[i])
    return i - first if inside else 0


def _continues_name(roster: Roster, word: Word) -> bool:
    if word.i in roster.at or word.lower in roster.nouns["body"] or word.lower in roster.nouns["person"]:
        return False
    if word.text == "-":
        words = roster.words
        inside = 0 < word.i < len(words) - 1
        return inside and words[word.i - 1].end == word.start and word.end == words[word.i + 1].start
    return word.pos == "PROPN" and word.text[0].isupper()


def add_person(roster: Roster, begin: int, end: int) -> None:
    """Note that words ``[begin, end)`` name a person, one who is known from before if any fits."""
    words = roster.words
    if end - begin == 1 and roster.is_alongside(begin - 1, words[begin]) and words[begin - 1].lower in ROYAL:
        begin -= 1  # who reigns is called so: King Hussein
    name = roster.text(begin, end - 1)
    if not any(c.isalpha() for c in name) or (name.isupper() and len(name) <= 3):
        return
    role, country = _title(roster, begin, end - 1)
    entity = _same_person(roster, name, country, begin)
    if entity is None:
        entity = Entity(Kind.OFFICIAL, name, is_surname_only=end - begin == 1, first=begin)
        roster.persons.append(entity)
    entity.role = role if entity.role is None else entity.role
    governs = end < len(words) and words[end].lower in GOVERNMENTS and words[end - 1].head is words[end]
    if (
        country is None and entity.is_surname_only and (role is not None or governs)
    ):  # President Reagan, the Reagan administration
        country = roster.gazetteer.family_countries.get(name.rsplit(" ", 1)[-1])
        entity.is_country_guessed = True
    entity.country = country if entity.country is None else entity.country
    if len(name.split()) > len(entity.name.split()):
        entity.name, entity.is_surname_only = name, False
    roster.add(begin, end - 1, Form.NAME, entity)
    _add_title_words(roster, begin, entity)


def _add_title_words(roster: Roster, first: int, entity: Entity) -> None:
    """Note that the post in front of a name is its bearer's, however the parser hangs it on the name."""
    begin = first
    while first - begin < MAX_TITLE_WORDS and _belongs_to_title(roster, begin - 1, first):
        begin -= 1
    posts = [w.i for w in roster.words[begin:first] if w.lower in roster.nouns["person"]]
    roster.titles.update(dict.fromkeys(posts, entity))


def add_known_titles(roster: Roster) -> None:
    """Note the roles that the text gives to persons of the gazetteer, which knows none: offices change hands."""
    for mention in {id(m): m for m in roster.at.values()}.values():
        entity = mention.entity
        if entity.kind is Kind.OFFICIAL and entity.role is None:
            entity.role, country = _title(roster, mention.first, mention.last)
            entity.country = entity.country or country
        if entity.kind is Kind.OFFICIAL:
            _add_title_words(roster, mention.first, entity)


def add_bare_surnames(roster: Roster, other: Callable[[int], Entity | None]) -> None:
    """Note surnames that the parser took for nothing, a body or a place, now that their owners are known.

    Parameters
    ----------
    other
        Gives what else than a person the word of an index may name.
    """
    for word in roster.words:
        if word.pos != "PROPN" or not roster.is_free(word.i, word.i + 1):
            continue
        entity = roster.by_family_name(word.i) or other(word.i)
        if entity is not None and not _has_name_beside(roster, word):
            words, first = roster.words, word.i
            if first > 1 and words[first - 1].text == "-" and words[first - 2].lower in {"al", "el"}:
                first -= 2  # al-Muhandis
            roster.add(first, word.i, Form.NAME, entity)


def _has_name_beside(roster: Roster, word: Word) -> bool:
    """Tell whether a word is part of a longer run of capitals that has no title in it."""
    for i in (word.i - 1, word.i + 1):
        beside = roster.words[i] if roster.is_alongside(i, word) else None
        if beside is not None and beside.pos == "PROPN" and beside.text[0].isalpha() and i not in roster.at:
            if beside.lower in {"al", "el"}:
                continue
            return roster.words[i].lower not in roster.nouns["person"]
    return False


# ------------------------------------------------------------------------------------------------------- who is who


def _same_person(roster: Roster, name: str, country: str | None, position: int) -> Entity | None:
    """Return the person of this document whom `name` means.

    The very name comes before a surname, that before another spelling; of several who bear a surname, the one named
    last before `position`.
    """
    parts = name_parts(name)
    fitting = [p for p in roster.persons if country is None or p.country in {None, country}]
    fitting.sort(key=lambda p: (p.first > position, abs(p.first - position)))
    for fits in _NAME_TESTS:
        for person in fitting:
            if fits(parts, name_parts(person.name), person.country or country):
                return person
    return None


def _is_name(a: list[str], b: list[str], _: str | None) -> bool:
    return a == b


def _is_shorter(a: list[str], b: list[str], country: str | None) -> bool:
    """Tell whether one name is the surname, or the given name and surname, of the other."""
    short, full = sorted((a, b), key=len)
    if not short or len(short) == len(full):
        return False
    if len(short) == 1:
        return without_article(short[0]) == without_article(full[-1]) or (
            country in FAMILY_FIRST and short[0] == full[0]
        )
    return short[-1] == full[-1] and short[0] == full[0]


def _is_spelling(a: list[str], b: list[str], _: str | None) -> bool:
    """Tell whether two names differ in the spelling of the surname only; given names must not disagree.

    Transliterations differ in vowels and doubled letters, so the consonants must be the same; and a name in -a beside
    one without is a woman's of the same family.
    """
    if not a or not b or min(len(a[-1]), len(b[-1])) < COMPARED_LENGTH or a[-1][0] != b[-1][0]:
        return False
    if fuzz.ratio(a[-1], b[-1]) < SAME_SURNAME or _consonants(a[-1]) != _consonants(b[-1]):
        return False
    if a[-1].endswith("a") != b[-1].endswith("a"):
        return False
    return len(a) == 1 or len(b) == 1 or fuzz.ratio(" ".join(a[:-1]), " ".join(b[:-1])) >= SAME_SURNAME


def _consonants(name: str) -> str:
    """Return the consonants of a folded name, doubled ones once; j and y are vowels, as transliterations mix them."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyj'-]", "", name))


def _is_first_name(a: list[str], b: list[str], _: str | None) -> bool:
    """Tell whether a name is the first word of the other: Kengo for Kengo wa Dondo."""
    return len(a) == 1 and len(b) > 1 and a[0] == b[0]


_NAME_TESTS: Final[tuple[NameTest, ...]] = (_is_name, _is_shorter, _is_spelling, _is_first_name)


# ------------------------------------------------------------------------------------------------------------ titles


def _title(roster: Roster, first: int, last: int) -> tuple[str | None, str | None]:
    """Return role and country of the person named in ``[first, last]``, from what stands around the name."""
    role, country = _title_before(roster, first)
    if role is None:
        role, beside = _title_beside(roster, first, last)
        country = country or beside
    return role, country or _home_behind(roster, last)


def _title_before(roster: Roster, first: int) -> tuple[str | None, str | None]:
    """Read a title in front of a name: [South Korean] Vice Foreign Minister NAME."""
    words = roster.words
    begin = first
    while first - begin < MAX_TITLE_WORDS and _belongs_to_title(roster, begin - 1, first):
        begin -= 1
    posts = [w.i for w in words[begin:first] if w.lower in roster.nouns["person"]]
    country, start = None, begin
    for mention in _mentions_in(roster, begin, first):
        if posts and mention.first > posts[-1] and words[mention.first - 1].lower != "of":
            continue
        country = mention.entity.country or country
        if mention.entity.kind is Kind.COUNTRY and mention.last < (posts[-1] if posts else first):
            start = mention.last + 1
    while start < first and (words[start].tag == "POS" or not words[start].text[0].isalnum()):
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

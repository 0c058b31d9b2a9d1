"""Named persons in one document, with their titles, countries and spellings.

Full names are read before surnames: a surname in the first line may find its full name in the tenth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from stancegraph.extraction.epithets import read_epithet
from stancegraph.extraction.grammar import FEMALE_NAMES, INSURGENTS, LEADERS, MALE_NAMES, SITES, TITLE_WORDS
from stancegraph.extraction.posts import LINKS, add_title_words, title
from stancegraph.extraction.ranks import RANKS
from stancegraph.extraction.roster import (
    FAMILY_FIRST,
    FATHERS_FIRST,
    GIVEN_ALONE,
    Entity,
    fold,
    name_parts,
    without_article,
)
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

# In front of a title, the form of a name that is no part of it: "Russian [President] ...", "NATO [chief] ...".
BEFORE_TITLES: Final = frozenset({Form.ADJECTIVE, Form.ACRONYM, Form.SEAT})
# Last words of places that are called after persons: Hans Island.
LANDFORMS: Final = frozenset(
    {"air", "airport", "avenue", "bay", "beach", "bridge", "camp", "canyon", "cape", "city", "dam", "falls", "forest",
     "gulf", "hill", "hills", "island", "islands", "lake", "mountain", "mountains", "park", "point", "port", "prize",
     "province", "river", "road", "sea", "square", "straits", "street", "tower", "valley", "village"}
)  # fmt: skip
# A nickname between a given name and a surname, and the brackets of an editor: [Bashar al] Assad.
_NO_NAME: Final = re.compile(r"""["\u201c\u201d][^"\u201c\u201d]{1,40}["\u201c\u201d]|[\[\]]""")
QUOTES: Final = frozenset({'"', "'", "``", "''", "\u2018", "\u2019", "\u201c", "\u201d"})
NICKNAME_WORDS: Final = 5
# How many words a name has that nothing but its company tells.
RUN_LENGTHS: Final = range(1, 5)
# Small words inside names.
PARTICLES: Final = frozenset(
    {"ag", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ould", "ten",
     "ter", "van", "von", "wa"}
)  # fmt: skip


def person_ranges(roster: Roster) -> list[tuple[int, int]]:
    """Return the half-open word ranges that name persons: what the parser marks, and capitals that are told of as one.

    Of two that begin alike the longer one is first.
    """
    ranges = [trimmed(roster, a, b) for a, b, label in roster.parse.entities if label == "PERSON"]
    ranges += [(a, b) for a, b, label in roster.parse.entities if label == "ORG" and _is_posts_name(roster, b - 1)]
    ranges += _titled_runs(roster)
    ranges += _told_runs(roster)
    ranges = [(a, b) for a, b in ranges if not _is_of_group(roster, b) and not _is_thing(roster, a, b)]
    ranges = [(a, b) for a, b in ranges if not _is_body_by_last_word(roster, a, b)]
    ranges = [(a, b) for a, b in ranges if roster.words[b - 1].lemma != "mp"]  # Tory MPs
    return sorted({(a, b) for a, b in ranges if a < b and roster.is_free(a, b)}, key=lambda r: (r[0], -r[1]))


def _is_of_group(roster: Roster, end: int) -> bool:
    """Tell whether fighters follow what the parser took for a person: [Viv Ansanm] gunmen."""
    return end < len(roster.words) and roster.words[end].lemma in INSURGENTS and roster.words[end].tag == "NNS"


def _is_body_by_last_word(roster: Roster, begin: int, end: int) -> bool:
    """Tell whether what the parser took for a person is a body: Kenyatta [Hospital]; but Frank Church is a person."""
    words = roster.words[begin:end]
    if len(words) < len(("name", "body")) or words[-1].lower not in roster.nouns["body"]:
        return False
    return words[-1].text[0].isupper() and not _is_given(roster, fold(words[0].text))


def _is_thing(roster: Roster, begin: int, end: int) -> bool:
    """Tell whether "the" stands before a full name, as before that of a ship: the John W. Brown was seized."""
    if end - begin < 2 or begin == 0 or roster.words[begin - 1].lower != "the":
        return False
    head = roster.words[end - 1]
    return not (head.dep in {"amod", "compound", "nmod"} and head.head.i >= end)  # the John Doe administration


def is_told_of(roster: Roster, begin: int, end: int) -> bool:
    """Tell whether a name stands beside a post or before "who": Norway's ambassador to Ghana, NAME; NAME, who leads."""
    words = roster.words
    if roster.is_alongside(end + 1, words[begin]) and words[end].text == "," and words[end + 1].lower == "who":
        return True
    return _is_posts_name(roster, end - 1)


def _is_posts_name(roster: Roster, last: int) -> bool:
    """Tell whether word `last` ends a name that the parser hangs beside a post."""
    word = roster.words[last]
    return word.dep == "appos" and word.head.lower in roster.nouns["person"] and word.lower not in roster.nouns["body"]


def is_titled(roster: Roster, begin: int) -> bool:
    """Tell whether a post or a form of address stands right before word `begin`: Mr Novak."""
    if not roster.is_alongside(begin - 1, roster.words[begin]):
        return False
    before = roster.words[begin - 1].lower
    return before in roster.nouns["person"] or _is_form_of_address(roster, begin - 1)


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
    if _is_form_of_address(roster, begin) or word.lower in nouns["person"] or word.lower in TITLE_WORDS:
        return True
    mention = roster.at.get(begin)
    if mention is not None and end - begin > 1 and mention.form in BEFORE_TITLES:
        return True
    if mention is not None and mention.first == begin:
        return is_home_before_name(roster, begin, mention.last, end, mention.entity.kind)
    return not word.text[0].isalnum()


def is_home_before_name(roster: Roster, first: int, last: int, end: int, kind: Kind) -> bool:
    """Tell whether "of" governs the first words of what the parser took for a person: the Bank of [Kenya] | Ann Moe."""
    words = roster.words
    if first < 2 or words[first - 1].lower not in {"of", "for"} or end - last - 1 < len(("given", "family")):
        return False
    if kind is Kind.ORGANISATION:
        return True  # the director of [Greenpeace] | Ann Moe
    if words[first - 2].lower not in roster.nouns["body"] | LEADERS:
        return False  # the wife of Chad Michael Murray
    return _is_given(roster, fold(words[last + 1].text)) and not _is_given(roster, fold(words[last].text))


def _is_given(roster: Roster, name: str) -> bool:
    return any(name in names for names in (roster.gazetteer.given_names, FEMALE_NAMES, MALE_NAMES))


def _is_form_of_address(roster: Roster, i: int) -> bool:
    """Tell whether a word before a name is only how its bearer is spoken to; Tan is, before Sri, and a name else."""
    word = roster.words[i]
    behind = roster.words[i + 1].lower if roster.is_alongside(i + 1, word) else ""
    return word.lower.rstrip(".") in roster.nouns["honorific"] or (word.lower == "tan" and behind == "sri")


def _before_nickname(roster: Roster, begin: int) -> int:
    """Return where a name begins that goes on behind a nickname in quotes: Ahmed "the Wolf" | Karimi."""
    words, close = roster.words, begin - 1
    if close < 2 or words[close].text not in QUOTES or not roster.is_alongside(close - 2, words[begin]):
        return begin
    for start in range(close - 1, max(0, close - 1 - NICKNAME_WORDS), -1):
        if words[start].text in QUOTES:
            first = start - 1
            given = words[first].pos == "PROPN" and words[first].text[0].isupper() and roster.is_free(first, begin)
            return first if given and start < close - 1 and roster.is_alongside(first, words[begin]) else begin
    return begin


def _titled_runs(roster: Roster) -> Iterator[tuple[int, int]]:
    """Yield runs of capitals behind a title that the parser took for no person: ambassador Zinovyev."""
    words, nouns = roster.words, roster.nouns
    for word in words:
        several = word.tag in {"NNS", "NNPS"} and word.lower.removesuffix("s") in nouns["person"]
        if not (several or word.lower in nouns["person"] or word.lower.rstrip(".") in nouns["honorific"]):
            continue
        first = word.i + 1
        while roster.is_alongside(first + 1, word) and _is_form_of_address(roster, first):
            first += 1  # spokesman Dr NAME, Datuk Seri NAME
        end = _run_end(roster, first)
        if end > first and words[first].pos == "PROPN":
            yield first, end
        elif _is_mistaken_name(roster, word.i + 1):
            yield word.i + 1, _run_end(roster, word.i + 2)


def _run_end(roster: Roster, first: int) -> int:
    """Return the word behind a run of capitals that may be a name and begins with word `first`."""
    words, end = roster.words, first
    while end < len(words) and roster.is_alongside(end, words[first]) and _continues_name(roster, words[end]):
        end += 1
        if end + 1 < len(words) and words[end].text == "-" and words[end].start == words[end - 1].end:
            joined = words[end + 1].start == words[end].end and words[end + 1].text[0].isalpha()
            end += 2 if joined and end + 1 not in roster.at else 0  # Park Mi-sook
        particles = _particles(roster, end)
        if particles and roster.is_alongside(end + particles, words[first]):
            end += particles
    return end


def _is_mistaken_name(roster: Roster, i: int) -> bool:
    """Tell whether the tagger took a given name behind a title for a word: Presidents [Amadou] Keita."""
    words = roster.words
    if not roster.is_alongside(i + 1, words[i - 1]) or i in roster.at or not words[i].text[0].isupper():
        return False
    is_name = words[i].tag in {"FW", "JJ", "NN", "VB", "VBP"} and words[i].lower not in roster.nouns["person"]
    ends = words[roster.parse.sentences[words[i].sentence][1] - 1].text
    return is_name and ends in {".", '"', "\u201d"} and _continues_name(roster, words[i + 1])


def _told_runs(roster: Roster) -> Iterator[tuple[int, int]]:
    """Yield runs of capitals that a given name begins or that are told of as of a person: Ana Villacis, a nurse.

    A sentence it gets wrong: "Martin Marietta sued Canada", of a company.
    """
    words, i = roster.words, 0
    labels = {i: label for a, b, label in roster.parse.entities for i in range(a, b)}
    while i < len(words):
        starts = words[i].pos == "PROPN" and words[i].text[0].isupper()
        starts = starts and not _is_form_of_address(roster, i)
        end = _run_end(roster, i) if starts else i
        if end - i in RUN_LENGTHS and labels.get(i) != "PERSON" and _is_told_of_person(roster, i, end):
            yield i, end
        i = max(end, i + 1)


def _is_told_of_person(roster: Roster, first: int, end: int) -> bool:
    words = roster.words
    own = {w.lower for w in words[first:end]}
    of_others = not all(own.isdisjoint(listed) for listed in (roster.nouns["body"], TITLE_WORDS, SITES, LANDFORMS))
    if of_others or words[end - 1].lower in INSURGENTS:
        return False
    if words[end - 1].dep == "compound" and words[end - 1].head.i >= end and words[end - 1].head.pos == "NOUN":
        return False  # the Jose Marti airport
    given = end - first > 1 and _is_given(roster, fold(words[first].text))
    if given or (_has_syllables(words[first:end]) and _is_behind_home_of_post(roster, first)):
        return True
    if not roster.is_alongside(end + 1, words[first]) or words[end].text != ",":
        return False
    if words[end + 1].lower == "who":
        return True
    opens = words[end + 1].lower in {"a", "an"} or (end - first > 1 and words[end + 1].lower == "the")
    told = read_epithet(roster, end + 1) if opens else None
    return told is not None and told.role is not None and told.role.split()[-1].lower() not in roster.nouns["body"]


def _has_syllables(run: list[Word]) -> bool:
    """Tell whether a run begins with a given name of two syllables, as in Chinese and Korean: Man-kei Tam."""
    hyphen, lower, family = 1, 2, 3
    return (
        len(run) == family + 1
        and run[hyphen].text == "-"
        and run[hyphen].start == run[0].end
        and run[lower].text.isalpha()
        and run[lower].text.islower()
    )


def _is_behind_home_of_post(roster: Roster, first: int) -> bool:
    """Tell whether a post and whom it serves stand right before word `first`: the head of Human Rights Watch [NAME]."""
    home = roster.at.get(first - 1)
    if home is None or home.entity.kind is Kind.OFFICIAL:
        return False
    before = home.first - 1 - (roster.words[home.first - 1].lower == "the")
    return (
        before > 0 and roster.words[before].lower in LINKS and roster.words[before - 1].lower in roster.nouns["person"]
    )


def _particles(roster: Roster, first: int) -> int:
    """Count the small words from word `first` on that stand inside a name: F. W. [de] Klerk, Ursula [von der] Leyen."""
    words, i = roster.words, first
    while i < len(words) and words[i].text in PARTICLES:
        i += 1
    inside = first < i < len(words) and _continues_name(roster, words[i])
    return i - first if inside else 0


def _continues_name(roster: Roster, word: Word) -> bool:
    if word.i in roster.at or word.lower in roster.nouns["body"]:
        return False
    if word.lower in roster.nouns["person"]:  # Tom King, Ben Bishop
        return word.text[0].isupper() and (
            roster.words[word.i - 1].lower in FEMALE_NAMES or roster.words[word.i - 1].lower in MALE_NAMES
        )
    if word.text == "-":
        words = roster.words
        inside = 0 < word.i < len(words) - 1
        return inside and words[word.i - 1].end == word.start and word.end == words[word.i + 1].start
    return word.pos == "PROPN" and word.text[0].isupper()


def add_person(roster: Roster, begin: int, end: int) -> None:
    """Note that words ``[begin, end)`` name a person, one who is known from before if any fits."""
    begin = _before_nickname(roster, begin)
    name = " ".join(_NO_NAME.sub(" ", roster.text(begin, end - 1)).split())
    if not any(c.isalpha() for c in name) or (name.isupper() and len(name) <= 3):
        return
    role, country = title(roster, begin, end - 1)
    entity = _same_person(roster, name, country, begin)
    if entity is None:
        entity = Entity(Kind.OFFICIAL, name, is_surname_only=end - begin == 1, first=begin)
        roster.persons.append(entity)
    entity.role = role if entity.role is None else entity.role
    if country is None and entity.is_surname_only and role is not None:  # President Reagan
        country = roster.gazetteer.family_countries.get(name.rsplit(" ", 1)[-1])
        entity.country_by = "who bears the surname"
    entity.country = country if entity.country is None else entity.country
    if len(name.split()) > len(entity.name.split()):
        entity.name, entity.is_surname_only = name, False
    roster.add(begin, end - 1, Form.NAME, entity)
    add_title_words(roster, begin, entity)


def add_known_titles(roster: Roster) -> None:
    """Note the roles that the text gives to persons of the gazetteer, which knows none: offices change hands."""
    for mention in {id(m): m for m in roster.at.values()}.values():
        entity = mention.entity
        if entity.kind is Kind.OFFICIAL and entity.role is None:
            entity.role, country = title(roster, mention.first, mention.last)
            entity.role = entity.role or _crowned(roster, mention)
            entity.country = entity.country or country
        if entity.kind is Kind.OFFICIAL:
            add_title_words(roster, mention.first, entity)


def _crowned(roster: Roster, name: Mention) -> str | None:
    """Return the rank that is part of a name in the gazetteer: [King] Harald, [Crown Prince] NAME."""
    words, last = roster.words, name.first
    while last < name.last and words[last].lower in RANKS | {"crown"}:
        last += 1
    return roster.text(name.first, last - 1) if last > name.first and words[last - 1].lower in RANKS else None


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
        last = _hyphened_end(roster, word.i)
        double = roster.called(roster.text(word.i, last)) if last > word.i else None
        if double is not None and roster.is_free(word.i, last + 1):
            roster.add(word.i, last, Form.NAME, double)
            continue
        entity = roster.by_family_name(word.i) or other(word.i)
        if entity is not None and not _has_name_beside(roster, word):
            words, first = roster.words, word.i
            if first > 1 and words[first - 1].text == "-" and words[first - 2].lower in {"al", "el"}:
                first -= 2  # al-Muhandis
            roster.add(first, word.i, Form.NAME, entity)


def _hyphened_end(roster: Roster, i: int) -> int:
    """Return the last word of a name that hyphens hold together: Novak-Horvat."""
    words = roster.words
    while i + 2 < len(words) and words[i + 1].text == "-" and words[i].end == words[i + 1].start:
        if words[i + 2].start != words[i + 1].end or not words[i + 2].text[0].isalpha():
            break
        i += 2
    return i


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
            called = {person.name, *person.names} if person.known is not None else {person.name}
            if any(fits(parts, name_parts(each), person.country or country) for each in sorted(called)):
                return person
    return None


def _is_name(a: list[str], b: list[str], _: str | None) -> bool:
    return a == b


def _is_shorter(a: list[str], b: list[str], country: str | None) -> bool:
    """Tell whether one name is what stands alone for the other, its first and last word, or how it begins or ends."""
    short, full = sorted((a, b), key=len)
    if not short or len(short) == len(full):
        return False
    if len(short) == 1:
        return (
            without_article(short[0]) == without_article(full[-1])
            or (country in FAMILY_FIRST | GIVEN_ALONE and short[0] == full[0])
            or (country in FATHERS_FIRST and len(full) > 2 and short[0] == full[-2])
        )
    whole = short in (full[-len(short) :], full[: len(short)])  # von Mises, Binh Minh; Abdul Latif
    return whole or (short[-1] == full[-1] and short[0] == full[0])


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

"""What a text tells of a person beside the name: "NAME, a Kenyan lawyer", "NAME, who was Peru's envoy", "NAME (Spain)".

They are read from word to word: the parser often hangs what stands behind a name on the wrong word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from stancegraph.extraction.grammar import ALLIES, BEARERS, NOT_PERSONS, PERSON_ENDINGS, SPOKESMEN
from stancegraph.extraction.posts import title_start
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Entity, Mention, Roster

# "a former chief minister of the northern state of Bihar": no epithet is much longer.
MAX_WORDS: Final = 14
# What may begin one: a Kenyan lawyer, the envoy, her father.
DETERMINERS: Final = frozenset({"a", "an", "another", "her", "his", "its", "our", "the", "their", "then"})
INNER_TAGS: Final = frozenset({"ADJ", "ADV", "NOUN", "NUM", "PROPN"})
# Behind "who": was Peru's ambassador, served as its envoy.
COPULAS: Final = frozenset({"be", "become"})
SERVES: Final = frozenset({"act", "serve", "work"})
# Behind "who", verbs whose object is what somebody is the head or the voice of: who leads the Greek delegation.
LEADS: Final = frozenset({"chair", "command", "govern", "head", "lead", "rule", "run"})
# What somebody is a citizen or an official of, or comes from.
OF_HOME: Final = frozenset({"from", "of"})
# Behind a post, what it is of, to or in.
POST_LINKS: Final = frozenset({"at", "for", "from", "in", "of", "to"})
# Who serves the one behind "to": an aide to the Azerbaijani president.
AT_HAND: Final = frozenset({"adviser", "advisor", "aide", "assistant", "deputy"})
# Who belongs to the place he is told to be in: a surgeon in Bukavu, an army spokesman in Rawalpindi.
RESIDENTS: Final = frozenset(
    {"doctor", "farmer", "imam", "inhabitant", "mayor", "nurse", "resident", "shopkeeper", "spokesman", "spokesperson",
     "spokeswoman", "surgeon", "teacher", "villager", "writer"}
)  # fmt: skip
# Between a post and the name behind "of": mayor of the city of X.
BEFORE_HOMES: Final = frozenset({"and", "of", "the"})


class Epithet(NamedTuple):
    """A noun phrase that says what a person is.

    Attributes
    ----------
    end
        Index of the word behind it.
    role
        Its noun with what stands before it, without the nation; null if it is only the nation: an American.
    home
        The nation or body that it names as the person's, the nearest to the noun.
    owner
        The person in whose service it is: Trump's envoy; null if there is none.
    possessive
        Index of a pronoun for the one whose it is: its water commissioner; null if there is none.
    """

    end: int
    role: str | None
    home: Entity | None
    owner: Entity | None
    possessive: int | None = None


def epithet_of(roster: Roster, mention: Mention) -> Epithet | None:
    """Return what stands beside a personal name, behind it first, unless only what stands before tells whose he is.

    A sentence it gets wrong: "With Vogt, a Danish critic, Larsen left", where the critic may be a third person.
    """
    behind = _behind(roster, mention)
    if behind is not None and (behind.home or behind.owner or behind.possessive is not None):
        return behind
    front = _in_front(roster, mention)  # the Danish minister, Ole Vogt, a former judge, left
    return front if front is not None and (behind is None or front.home is not None) else behind


def home_behind(roster: Roster, last: int) -> Entity | None:
    """Return the nation in "NAME (Spain)", "NAME of Nigeria", "NAME, 34, from Leeds" and "NAME, of Norway,"."""
    words, i = roster.words, last + 1
    if not roster.is_alongside(i, words[last]):
        return None
    if words[i].text == "(":
        inside = roster.at.get(i + 1)
        closed = inside is not None and inside.last + 1 < len(words) and words[inside.last + 1].text == ")"
        return inside.entity if closed and inside is not None and inside.entity.kind is Kind.COUNTRY else None
    while roster.is_alongside(i, words[last]) and (words[i].text == "," or words[i].pos == "NUM"):
        i += 1
    if not roster.is_alongside(i + 1, words[last]) or words[i].lower not in OF_HOME:
        return None
    if words[i].lower == "from" and i == last + 1:
        return None  # demanded Novak from Oman
    mention = roster.at.get(i + 1 + (words[i + 1].lower == "the"))
    return None if mention is None or mention.entity.kind is Kind.OFFICIAL else mention.entity


def read_epithet(roster: Roster, first: int) -> Epithet | None:
    """Read the phrase that begins with word `first`, if it says what a person is: the Danish ambassador to Togo."""
    words = roster.words
    begin = first + 1 if words[first].lower in DETERMINERS else first
    if begin >= len(words):
        return None
    end, home, owner = _extent(roster, begin)
    if end == begin or not roster.is_alongside(end - 1, words[first]):
        return None
    last = words[end - 1]
    nation = roster.at.get(last.i)
    if nation is not None:
        alone = begin > first and nation.first == begin and nation.form in {Form.ADJECTIVE, Form.PEOPLE}
        return Epithet(end, None, nation.entity, None) if alone else None
    head = next((w for w in reversed(words[max(begin, end - 3) : end]) if is_bearer(roster, w)), None)
    if head is None or head.lemma in ALLIES:
        return None
    start = max((m.last + 1 for m in _mentions(roster, begin, head.i)), default=begin)
    while start < head.i and (words[start].tag == "POS" or not words[start].text[0].isalnum()):
        start += 1
    end, complement = _complement(roster, head, end)
    possessive = first if words[first].tag == "PRP$" else None
    told = home or (complement if owner is None and possessive is None else None)
    return Epithet(end, roster.text(start, head.i), told, owner, possessive)


def is_bearer(roster: Roster, word: Word) -> bool:
    """Tell whether a noun is what one person may be: minister, farmer, citizen, arms dealer."""
    nouns = roster.nouns
    if word.i in roster.at or word.pos not in {"NOUN", "PROPN"}:
        return False
    forms = {word.lower, word.lemma}
    listed = not all(forms.isdisjoint(bearers) for bearers in (nouns["person"], nouns["group"], BEARERS))
    by_ending = word.tag == "NN" and word.lemma.endswith(PERSON_ENDINGS) and word.lemma not in NOT_PERSONS
    return listed or (by_ending and word.lemma not in nouns["body"])


def _extent(roster: Roster, begin: int) -> tuple[int, Entity | None, Entity | None]:
    """Return where the words before and of a noun end, the last nation or body among them, and who possesses it."""
    words, i = roster.words, begin
    home: Entity | None = None
    owner: Entity | None = None
    while roster.is_alongside(i, words[begin]) and i - begin < MAX_WORDS:
        mention = roster.at.get(i)
        if mention is not None and mention.entity.kind is Kind.OFFICIAL:
            possesses = mention.last + 1 < len(words) and words[mention.last + 1].tag == "POS"
            if not possesses or owner is not None:
                break
            owner, i = mention.entity, mention.last + 2
        elif mention is not None:
            leads = _is_only_led(roster, mention)
            home = home if leads else mention.entity
            i = mention.last + 1 + leads
        elif (
            words[i].pos in INNER_TAGS
            or words[i].tag in {"POS", "VBN"}
            or words[i].text == "-"
            or (words[i].lower == "and" and i > begin and i + 1 < len(words) and words[i + 1].pos in INNER_TAGS)
        ):
            i += 1
        else:
            break
    return i, home, owner


def _is_only_led(roster: Roster, mention: Mention) -> bool:
    """Tell whether a hyphen makes something else of a nation: Iranian-backed, London-based; US-Iranian is both."""
    words, behind = roster.words, mention.last + 1
    joined = behind + 1 < len(words) and words[behind].text == "-" and words[behind].start == words[behind - 1].end
    return joined and behind + 1 not in roster.at


def _mentions(roster: Roster, begin: int, end: int) -> list[Mention]:
    return list({id(m): m for i in range(begin, end) if (m := roster.at.get(i)) is not None}.values())


def _complement(roster: Roster, head: Word, end: int) -> tuple[int, Entity | None]:
    """Return where "of Norway" behind a noun ends, and the state or body that is the person's by it.

    Of "ambassador to Chile" and "consul in Chile" only the end counts: the home is another one.
    """
    words, home = roster.words, None
    links = OF_HOME | ({"in"} if head.lemma in RESIDENTS else set())
    links |= {"for"} if head.lemma in SPOKESMEN else {"to"} if head.lemma in AT_HAND else set()
    while roster.is_alongside(end + 1, head) and words[end].lower in POST_LINKS:
        is_home, i = words[end].lower in links, end + 1
        while roster.is_alongside(i, head) and i - end < MAX_WORDS:
            mention = roster.at.get(i)
            if mention is not None and mention.entity.kind is not Kind.OFFICIAL:
                home = home or (mention.entity if is_home else None)
                i = mention.last + 1
            elif mention is None and _is_inside(words[i]):
                i += 1
            else:
                break
        if i == end + 1:
            break
        end = i
    return end, home


def _is_inside(word: Word) -> bool:
    return word.lower in BEFORE_HOMES or word.pos in INNER_TAGS or word.tag == "POS"


def _behind(roster: Roster, mention: Mention) -> Epithet | None:
    """Read ", a Kenyan lawyer", ", who was the envoy of Chad" and "is a Kenyan lawyer" behind a name."""
    words, last = roster.words, mention.last
    i = last + 1
    while roster.is_alongside(i, words[last]) and (words[i].text == "," or words[i].pos == "NUM"):
        i += 1
    if not roster.is_alongside(i, words[last]):
        return None
    if words[i].lower == "who":
        return _told_of_who(roster, i)
    if i == last + 1:
        is_copula = words[i].lower in {"is", "was"} and i + 1 < len(words) and words[i + 1].lower in {"a", "an"}
        return read_epithet(roster, i + 1) if is_copula else None
    found = read_epithet(roster, i)
    if found is None or not _is_closed(roster, found.end, words[last]):
        return None
    return found


def _is_closed(roster: Roster, end: int, word: Word) -> bool:
    """Tell whether a phrase beside a name ends at a mark, so that it is no subject of its own."""
    if not roster.is_alongside(end, word):
        return True
    behind = roster.words[end]
    return behind.pos in {"ADP", "PUNCT", "SCONJ"} or behind.tag in {"VBG", "WP", "WDT", "WP$"}


def _told_of_who(roster: Roster, who: int) -> Epithet | None:
    """Read a relative clause: who is a Saudi citizen, who served as Peru's ambassador, who heads the Greek party."""
    words = roster.words
    i = who + 1
    while roster.is_alongside(i, words[who]) and (words[i].pos in {"ADV", "AUX"} and words[i].lemma not in COPULAS):
        i += 1
    if not roster.is_alongside(i + 1, words[who]):
        return None
    verb = words[i]
    if verb.lemma in SERVES and words[i + 1].lower == "as":
        return read_epithet(roster, i + 2) if roster.is_alongside(i + 2, verb) else None
    if verb.lemma in COPULAS:
        after = i + 2 if words[i + 1].lemma in COPULAS and roster.is_alongside(i + 2, verb) else i + 1
        return read_epithet(roster, after)
    speaks = verb.lemma == "speak" and words[i + 1].lower == "for" and roster.is_alongside(i + 2, verb)
    leads = verb.lemma in LEADS
    if leads or speaks:
        end, home, _ = _extent(roster, i + 1 + speaks + (words[i + 1 + speaks].lower in DETERMINERS))
        return Epithet(end, "leader" if leads else None, home, None) if home is not None else None
    return None


def _in_front(roster: Roster, mention: Mention) -> Epithet | None:
    """Read "the mayor of Osaka," in front of a name that a mark follows, and "Spanish cook" right before a name."""
    words, begin = roster.words, title_start(roster, mention.first)
    direct = _ends_at(roster, mention.first, mention.first)
    if direct is not None:
        return direct
    comma = begin - 1
    if not roster.is_alongside(comma, words[mention.first]) or words[comma].text != ",":
        return None
    behind = mention.last + 1
    if roster.is_alongside(behind, words[comma]) and words[behind].text not in {",", ".", ")", ";", ":"}:
        return None
    return _ends_at(roster, comma, comma)


def _ends_at(roster: Roster, end: int, behind: int) -> Epithet | None:
    """Return the longest epithet that ends before word `end`."""
    words, found = roster.words, None
    for first in range(end - 1, max(-1, end - MAX_WORDS), -1):
        if not roster.is_alongside(first, words[behind]) or words[first].text in {",", ";"}:
            break
        opens = words[first].lower in DETERMINERS or first in roster.at or first == _sentence_start(roster, first)
        read = read_epithet(roster, first) if opens else None
        if read is not None and read.end == end:
            found = read
            if words[first].lower in DETERMINERS:
                break
    return found


def _sentence_start(roster: Roster, i: int) -> int:
    return roster.parse.sentences[roster.words[i].sentence][0]

"""Names in one document → actors: the gazetteer, persons with their titles, organisations with their acronyms.

Reading a document's names comes before any clause is looked at. What a noun phrase without a name means (*the
ambassador*, *it*) is the matter of `stancegraph.extraction.references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.acronyms import add_acronyms
from stancegraph.extraction.bodies import add_bodies, by_head_word, by_leading_word
from stancegraph.extraction.governments import add_governments
from stancegraph.extraction.grammar import HOME_BODIES
from stancegraph.extraction.homes import add_homes
from stancegraph.extraction.persons import (
    BEFORE_TITLES,
    add_bare_surnames,
    add_known_titles,
    add_person,
    is_home_before_name,
    is_titled,
    is_told_of,
    person_ranges,
    trimmed,
)
from stancegraph.extraction.roster import HYPHENS, Roster
from stancegraph.gazetteer import Form
from stancegraph.gazetteer.surfaces import as_key
from stancegraph.models import Kind

if TYPE_CHECKING:
    from stancegraph.extraction.parsing import Parse, Word
    from stancegraph.extraction.roster import Entity, Mention
    from stancegraph.gazetteer import Entry, Gazetteer

# Behind a place and a colon a shorter sentence may be what somebody there says, as in headlines: Moscow: no deal.
DATED_WORDS: Final = 8
# The longest surface of the gazetteer has thirteen words.
MAX_SURFACE_WORDS: Final = 13
# A longer word in capitals alone may be a shouted name rather than an acronym: SUDAN.
SHOUTED_LENGTH: Final = 4
# Small words inside a name have at most four letters: "for the", "von der", "bint".
LONGEST_PARTICLE: Final = 4
ARTICLES: Final = frozenset({"al", "el"})
# What the model may take an actor for.
NAMED: Final = frozenset({"FAC", "GPE", "LOC", "NORP", "ORG", "PERSON", "PRODUCT"})


# What is called by the place where it was signed.
SIGNED: Final = frozenset(
    {"accord", "agreement", "charter", "convention", "declaration", "protocol", "treatie", "treaty"}
)

# Bodies that other states call so too, by the state that the world's news means.
SHARED_OFFICES: Final = {"Foreign Office": "GBR", "Home Office": "GBR"}
# Former states, those that their capitals are of now, and the last year of the former.
FORMER: Final = {"SUN": ("RUS", 1991), "YUG": ("SRB", 2003), "CSK": ("CZE", 1992)}
# Of these, which was called by its greatest part, and until when: from 1990 Russia spoke for itself.
CALLED_BY_PART: Final = {"SUN": 1989}
# What is left of a state that is no more: a Soviet war memorial.
RELICS: Final = frozenset({"cemetery", "era", "grave", "memorial", "monument", "occupation", "past", "rule", "statue"})


def read_names(parse: Parse, gazetteer: Gazetteer) -> Roster:
    """Return who is named where in a document.

    Notes
    -----
    A sentence it gets wrong: in "Jordan said the talks with Pippen had failed" the player is taken for the state.
    """
    roster = Roster(parse, gazetteer)
    _add_surfaces(roster)
    _add_koreas(roster)
    persons = person_ranges(roster)
    for begin, end in persons:
        sure = end - begin > 1 or is_titled(roster, begin) or is_told_of(roster, begin, end)
        if sure and roster.is_free(begin, end):
            add_person(roster, begin, end)
    add_governments(roster)
    add_bodies(roster)

    def leading(i: int) -> Entity | None:
        return by_leading_word(roster, roster.words[i].text) or by_head_word(roster, i)

    for begin, end in persons:
        if end - begin == 1 and roster.is_free(begin, end) and leading(begin) is None:
            add_person(roster, begin, end)
    add_known_titles(roster)
    add_bare_surnames(roster, leading)
    add_acronyms(roster)
    _restore_former(roster)
    add_homes(roster)
    return roster


def _restore_former(roster: Roster) -> None:
    """Let the capitals of a successor stand for the former state in a text that names only it: Moscow for the USSR.

    In a text of its own days a former state is called by its greatest part as well: Russian tanks, in 1956.
    """
    published = roster.parse.document.date
    for former, (successor, last_year) in FORMER.items():
        if published is not None and published.year > last_year:
            continue
        old = roster.gazetteer.actors.get(f"country:{former}")
        mentions = [m for m in roster.mentions_now() if m.entity.known is not None]
        olds = [m for m in mentions if m.entity.known is not None and m.entity.known.id == f"country:{former}"]
        names_old = any(not _is_of_relic(roster, m) for m in olds)
        new = [m for m in mentions if m.entity.known is not None and m.entity.known.id == f"country:{successor}"]
        called_so = published is not None and published.year <= CALLED_BY_PART.get(former, 0)
        if old is None or not names_old or any(m.form not in {Form.CAPITAL, Form.SEAT} and not called_so for m in new):
            continue
        for mention in new:
            roster.add(mention.first, mention.last, mention.form, roster.known(old, mention.first))


def _is_of_the_americas(roster: Roster, i: int) -> bool:
    """Tell whether "Indians" are a people of the Americas by the name right before them: Amazon Indians."""
    before = roster.words[i - 1] if i else None
    return (
        before is not None
        and roster.is_alongside(i - 1, roster.words[i])
        and before.dep in {"amod", "compound", "nmod"}
        and before.text[0].isupper()
        and before.entity not in {"DATE", "PERSON", "TIME"}
    )


def _is_of_relic(roster: Roster, mention: Mention) -> bool:
    """Tell whether a former state is only named for what it left: a Soviet war memorial, Soviet-era tanks."""
    behind = roster.words[mention.last + 1 : mention.last + 4]
    return mention.form is Form.ADJECTIVE and any(w.lemma in RELICS for w in behind)


def _add_surfaces(roster: Roster) -> None:
    """Note what the gazetteer knows, the longest surface first."""
    words, carriers = roster.words, roster.nouns["carrier"]
    persons = {i: (a, b) for a, b, label in roster.parse.entities if label == "PERSON" for i in range(a, b)}
    i = 0
    while i < len(words):
        last, surface = _longest(roster, i)
        end, entry = _in_dictionary(roster, i)
        if entry is not None and (end > last or not surface):
            last = end
            if not (i in persons and _is_part_of_person(roster, entry, i, last, persons[i])):
                roster.add(i, last, entry.form, roster.known(entry.actor, i))
        elif surface in carriers:
            if not _goes_on(roster, last):
                roster.carriers.update(range(i, last + 1))
        elif surface == "Indians" and _is_of_the_americas(roster, i):
            pass
        elif surface.lower() in HOME_BODIES:
            pass  # "Congress" is that of the country a text is about
        elif surface:
            entry = _likeliest(roster, roster.gazetteer.entries[surface])
            named = entry is not None and not _is_signed_there(roster, entry, i, last)
            named = named and not _is_dateline(roster, i, last)
            named = named and not _is_others_office(roster, surface, last) and not _is_of_other_town(roster, entry, i)
            if (
                entry is not None
                and named
                and not (i in persons and _is_part_of_person(roster, entry, i, last, persons[i]))
            ):
                roster.add(i, last, entry.form, roster.known(entry.actor, i))
        i = last + 1


def _is_others_office(roster: Roster, surface: str, last: int) -> bool:
    """Tell whether a body that several states have is not the one the world means: the Foreign Office in Islamabad."""
    owner = SHARED_OFFICES.get(surface)
    if owner is None:
        return False
    seat = roster.words[last + 2].text if roster.is_alongside(last + 2, roster.words[last]) else ""
    placed = roster.gazetteer.entries.get(seat, ()) if roster.words[last + 1].lower == "in" else ()
    states = {e.actor.country for e in placed if e.actor.kind is Kind.COUNTRY} or {roster.filed_from}
    return not states & {None, owner}


def _is_of_other_town(roster: Roster, entry: Entry | None, first: int) -> bool:
    """Tell whether a body bears the name of another state's town, and so is not the known one: Accra High Court."""
    if entry is None or entry.actor.kind is not Kind.ORGANISATION or entry.actor.country is None or first == 0:
        return False
    town, before = roster.at.get(first - 1), roster.words[first - 1]
    placed = town is not None and town.form in {Form.CAPITAL, Form.PLACE} and before.dep in {"compound", "nmod"}
    return placed and town is not None and town.entity.country != entry.actor.country


def _is_dateline(roster: Roster, first: int, last: int) -> bool:
    """Tell whether a place that opens the text only says where it was written: New Delhi: The ministry ..."""
    words = roster.words
    if first > 0 or roster.filed_from is None or last + 1 >= len(words) or words[last + 1].text != ":":
        return False
    return roster.parse.sentences[words[first].sentence][1] - last > DATED_WORDS


def _add_koreas(roster: Roster) -> None:
    """Note "the North" and "the South" as the Koreas, in a document that names either."""
    koreas = {f"country:{code}": code for code in ("PRK", "KOR")}
    if not any(m.entity.known is not None and m.entity.known.id in koreas for m in roster.at.values()):
        return
    for word in roster.words[1:]:
        code = {"North": "PRK", "South": "KOR"}.get(word.text)
        before = roster.words[word.i - 1]
        alone = not roster.is_alongside(word.i + 1, word) or roster.words[word.i + 1].pos not in {
            "PROPN",
            "NOUN",
            "ADJ",
        }
        actor = roster.gazetteer.actors.get(f"country:{code}")
        if actor is not None and before.lower == "the" and alone and word.i not in roster.at:
            roster.add(word.i, word.i, Form.NAME, roster.known(actor, word.i))


def _longest(roster: Roster, i: int) -> tuple[int, str]:
    """Return where the longest surface that begins at word `i` ends, and the surface; empty if there is none."""
    words, entries, carriers = roster.words, roster.gazetteer.entries, roster.nouns["carrier"]
    text = words[i].text
    longest = roster.gazetteer.first_words.get(text)
    if longest is None and text not in entries:  # N'Djamena is one word of a parse
        shouted = text.isupper() and len(text) > SHOUTED_LENGTH and text.title() in entries
        return i, text.title() if shouted else ""
    end = min(i + MAX_SURFACE_WORDS, roster.parse.sentences[words[i].sentence][1])
    if longest is not None:
        end = _within(words, i, end, longest)
    for j in range(end - 1, i - 1, -1):
        surface = roster.text(i, j)
        if surface in entries or surface in carriers:
            if j > i and surface in entries and not entries[surface] and _shares_hyphen(roster, i):
                continue  # the Iran-Iraq War is one of Iraq's, the Iraq War was fought there
            return j, surface
    return i, ""


def _within(words: list[Word], begin: int, end: int, characters: int) -> int:
    """Return how far words from `begin` go, at most to `end`, that have no more characters, and one word at least."""
    for i in range(begin, end):
        characters -= len(words[i].text)
        if characters < 0:
            return max(i, begin + 1)
    return end


def _shares_hyphen(roster: Roster, i: int) -> bool:
    """Tell whether a name stands right behind another one's hyphen."""
    return i > 1 and roster.words[i - 1].text in HYPHENS and i - 2 in roster.at


def _in_dictionary(roster: Roster, i: int) -> tuple[int, Entry | None]:
    """Return where the longest name of a dictionary that begins at word `i` ends, and what it means.

    A dictionary does not tell Cod from cod: a name of one word counts only where the model marks an actor or at least
    a proper noun, and not in a document that has the word without its capital too.
    """
    gazetteer, words = roster.gazetteer, roster.words
    word = words[i]
    if not gazetteer.dictionary or not (word.text[0].isupper() or word.text in ARTICLES):
        return i, None
    length = gazetteer.dictionary_starts.get(as_key(word.text).partition(" ")[0], 0)
    if not length:
        return i, None
    # A word of a name may be three for the parser: Jean-Marie.
    end = min(i + 3 * length, roster.parse.sentences[word.sentence][1])
    for j in range(end - 1, i - 1, -1):
        surface = roster.text(i, j)
        entry = gazetteer.dictionary.get(as_key(surface))
        if entry is not None and words[j].text[-1].isalnum() and _is_written_as_name(roster, entry, i, j, surface):
            return j, entry
    return i, None


def _is_written_as_name(roster: Roster, entry: Entry, first: int, last: int, surface: str) -> bool:
    if entry.form is Form.ACRONYM:
        return surface.isupper()
    if first < last:
        return all(part[0].isupper() or (part.islower() and len(part) <= LONGEST_PARTICLE) for part in surface.split())
    word = roster.words[first]
    if entry.form is Form.CAPITAL and word.entity == "PERSON":
        return False  # most towns are somebody's surname
    is_name = word.entity in NAMED or (word.pos == "PROPN" and not word.entity)
    return is_name and not any(other.text == word.lower for other in roster.words)


def _is_signed_there(roster: Roster, entry: Entry, first: int, last: int) -> bool:
    """Tell whether a treaty is called by a place, which takes no part in it: the Algiers accords, the Kyoto protocol.

    A phrase it gets wrong: "the Bonn treaty", of one with Bonn.
    """
    words = roster.words
    if entry.form not in {Form.CAPITAL, Form.PLACE} or not roster.is_alongside(last + 1, words[last]):
        return False
    joined = first > 0 and words[first - 1].text in {"-", "\N{EN DASH}"}  # the Bonn-Paris treaty
    return words[last + 1].lower.removesuffix("s") in SIGNED and not joined


def _goes_on(roster: Roster, last: int) -> bool:
    """Tell whether a name goes on behind word `last`: The National is a newspaper, The National Bank is none."""
    if not roster.is_alongside(last + 1, roster.words[last]):
        return False
    following = roster.words[last + 1]
    return following.pos == "PROPN" and following.text[0].isupper()


def _likeliest(roster: Roster, meanings: tuple[Entry, ...]) -> Entry | None:
    """Return what a surface means here: of several actors the one whose full name the document has, else the first.

    Initials of two states' bodies mean that of the only one of them that the document names: SDF in a text on Syria.
    """
    text = roster.parse.document.text
    in_full = next((m for m in meanings if m.actor.name in text), None)
    if in_full is not None or len(meanings) < 2 or meanings[0].form is not Form.ACRONYM:
        return in_full or (meanings[0] if meanings else None)
    at_home = [m for m in meanings if m.actor.country in roster.countries_written]
    of_none = [m for m in meanings if m.actor.country is None]
    fitting = at_home or of_none
    return fitting[0] if len(fitting) == 1 else None


def _is_part_of_person(roster: Roster, entry: Entry, first: int, last: int, person: tuple[int, int]) -> bool:
    """Tell whether a surface is a word of a longer personal name: Michael Jordan, Paris Hilton.

    "Russian Vladimir Putin" is a nation and a name, and so is what else the parser marks with an adjective in front.
    """
    begin, end = trimmed(roster, *person)
    before = entry.form in BEFORE_TITLES or is_home_before_name(roster, first, last, end, entry.actor.kind)
    leads = begin == first and before
    inside = begin <= first and last < end and last - first + 1 < end - begin and not leads
    whole = roster.words[begin:end]
    joins = {*ARTICLES, "-"} if any(w.text in ARTICLES for w in whole) else set()  # Jaber al-Sabah
    return inside and all(w.text[0].isupper() or w.text in joins for w in whole)

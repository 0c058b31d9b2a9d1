"""Organisations in one document that the gazetteer does not have: by the parser, by their last word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stancegraph.extraction.grammar import ANY_BODY, HOME_BODIES, HOUSES, INSURGENTS, TITLE_WORDS
from stancegraph.extraction.outlets import MEDIA, is_news_agency, note_outlets
from stancegraph.extraction.roster import Entity, head_word
from stancegraph.gazetteer import Form
from stancegraph.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stancegraph.extraction.parsing import Word
    from stancegraph.extraction.roster import Mention, Roster

# A first word that may stand for the whole name must be long enough not to be a common one: Mahan for Mahan Air.
LEADING_LENGTH: Final = 5

# With a capital at the start of a sentence, they say where somebody stands and are no party.
CAMPS: Final = frozenset(
    {"centre-left", "centre-right", "communist", "conservative", "far-left", "far-right", "hard-line", "hardline",
     "islamist", "jihadist", "left-wing", "leftist", "leftwing", "liberal", "loyalist", "marxist", "moderate",
     "nationalist", "orthodox", "populist", "pro-government", "pro-independence", "radical", "right-wing", "rightist",
     "rightwing", "royalist", "secessionist", "separatist", "socialist", "ultra-orthodox", "ultranationalist"}
)  # fmt: skip

# What stands behind names of bodies or tells what bears a name, and with what the latter begins.
OF_A_KIND: Final = frozenset(
    {"airline", "alliance", "association", "bloc", "charity", "company", "conglomerate", "faction", "federation",
     "firm", "group", "league", "militia", "movement", "organisation", "organization", "party", "union"}
)  # fmt: skip
OF_FIGHTERS: Final = frozenset(
    {"guerrilla", "insurgent", "militant", "opposition", "rebel", "resistance", "separatist"}
)
# What only a party is.
IN_POWER: Final = frozenset({"governing", "ruling"})
# Behind the name of a body, another one: the Boeing union.
PART_OF: Final = frozenset({"faction", "union"})
GLOSSING: Final = frozenset({"a", "an", "its", "one", "the"})

# Bodies of the world with one of their own in each nation: the Danish Red Cross.
BRANCHES: Final = frozenset({"Red Crescent", "Red Cross"})

# Bodies whose name is not whole without the country behind it.
OF_A_COUNTRY: Final = frozenset(
    {"association", "bank", "church", "congress", "council", "court", "federation", "parliament", "party", "society",
     "union", "university"}
)  # fmt: skip

# What the parser calls a name that it does not know for a person or a place.
UNSURE: Final = frozenset({"", "EVENT", "ORG", "PRODUCT", "WORK_OF_ART"})

# Whose a body is by its own name.
MEMBERS: Final = frozenset(
    {"Bishops", "Citizens", "Doctors", "Employers", "Farmers", "Journalists", "Lawyers", "Lord", "Miners", "Nurses",
     "Peasants", "People", "Peoples", "Pilots", "Soldiers", "Students", "Teachers", "Veterans", "Women", "Workers"}
)  # fmt: skip

# What stands before these is what their holder is in charge of: the Education Minister.
IN_CHARGE: Final = frozenset({"commissioner", "minister", "ministers", "secretary"})

# What the parser takes for a body behind an hour.
CLOCKS: Final = frozenset({"BST", "CET", "CST", "EDT", "EST", "GMT", "IST", "MST", "PDT", "PST", "UTC"})

# At the end of a name, they say what takes place or what time of the year it is.
OCCASIONS: Final = frozenset(
    {"anniversary", "break", "carnival", "ceremony", "championship", "championships", "cup", "derby", "eve", "expo",
     "fair", "feast", "festival", "games", "holiday", "holidays", "marathon", "month", "olympics", "prix", "recess",
     "season", "week", "weekend"}
)  # fmt: skip
# At the end of a name, they say where something is.
GROUNDS: Final = frozenset(
    {"avenue", "bay", "beach", "boulevard", "common", "gardens", "green", "heights", "hill", "hills", "island",
     "islands", "lake", "lane", "mountain", "mountains", "park", "plaza", "river", "road", "square", "street",
     "terrace", "valley", "village"}
)  # fmt: skip
# What may stand before the nation of a government.
OF_GOVERNMENTS: Final = frozenset({"federal", "imperial", "interim", "islamic", "provisional", "royal", "transitional"})

INNER_WORDS: Final = frozenset({"of", "the", "for", "and", "to", "on", "&", "-"})


def add_bodies(roster: Roster) -> None:
    """Note the organisations of a document, in place of the nations named inside their names."""
    _add_national(roster)
    note_outlets(roster)
    ranges = [
        (a, b)
        for a, b, label in roster.parse.entities
        if label == "ORG" or (label == "PERSON" and b < len(roster.words) and roster.words[b].lemma in INSURGENTS)
    ]
    for begin, end in [*ranges, *_capital_runs(roster)]:
        first, last = _trimmed(roster, begin, end)
        last = _with_home(roster, last)
        if first <= last and not _is_government(roster, first, last) and _is_new_body(roster, first, last):
            _add_body(roster, first, last)
    _add_described(roster)
    _add_possessed(roster)
    _add_of_a_kind(roster)
    _add_glossed(roster)
    _add_ruling(roster)
    _add_short_names(roster)
    _add_repeated(roster)
    _add_lowered(roster)


def _is_government(roster: Roster, first: int, last: int) -> bool:
    """Tell whether a name is no more than a nation and "Government", which is the state: the Royal Thai Government."""
    words = roster.words
    nation = roster.at.get(last - 1)
    if words[last].lower != "government" or nation is None or nation.entity.kind is not Kind.COUNTRY:
        return False
    return all(w.lower in OF_GOVERNMENTS for w in words[first : nation.first])


def _add_described(roster: Roster) -> None:
    """Note names that stand right behind a word for a body: the Finnish company [Botnia], the channel [Formula]."""
    words, bodies = roster.words, roster.nouns["body"]
    for word in words:
        if word.lower not in bodies and word.lower not in ANY_BODY:
            continue
        if word.text[0].isupper() or not word.text.isalpha():
            continue
        first = word.i + 1
        while roster.is_alongside(first, word) and words[first].text in {",", "the"}:
            if words[first].text == "," and not (first + 1 < len(words) and words[first + 1].dep == "appos"):
                break
            first += 1
        last = first
        while roster.is_alongside(last, word) and words[last].pos == "PROPN" and words[last].text[0].isupper():
            last += 1
        if first < last and words[last - 1].dep in {"nsubj", "nsubjpass"} and words[last - 1].left_edge().i > word.i:
            continue  # in an interview with a French newspaper Chad denied it
        if first < last and (word.lower in MEDIA or is_news_agency(word)):
            roster.carriers.update(range(first, last))  # quoted as a carrier it is no actor
        elif first < last and roster.is_free(first, last) and words[first].entity not in {"DATE", "TIME", "CARDINAL"}:
            _add_body(roster, first, last - 1)


def _add_of_a_kind(roster: Roster) -> None:
    """Note names that stand right before a common word for what bears them: the [UNITA] movement, the [APRA] party."""
    words = roster.words
    for word in words:
        if word.lower not in OF_A_KIND or not word.text.islower() or word.i in roster.at:
            continue
        if any(c.dep == "appos" and c.pos == "PROPN" for c in word.children):
            continue  # the Hutu rebel group, Palipehutu
        last = word.i - 1
        while roster.is_alongside(last, word) and words[last].lower in OF_FIGHTERS and words[last].head is word:
            last -= 1  # the ELN rebel group
        named = roster.at.get(last)
        if named is not None:
            stands = named.last == last and words[last].head is word and word.lower not in PART_OF
            if named.entity.kind is Kind.ORGANISATION and stands:
                roster.stretch(named, word.i)
            continue
        first = _first_of_name(roster, last + 1, word)
        opens = first == roster.parse.sentences[word.sentence][0]
        if first <= last and not opens and _is_own_name(roster, words[first : last + 1]):
            _add_body(roster, first, last)
            roster.stretch(roster.at[first], word.i)


def _is_own_name(roster: Roster, own: list[Word]) -> bool:
    """Tell whether capitals before a common word for a body are its name: APRA party, no Hutu or Communist party."""
    if any(w.entity not in UNSURE or w.i in roster.carriers or w.text in roster.nouns["people"] for w in own):
        return False
    if len(own) == 1 and not own[0].text.isupper() and own[0].pos != "PROPN":
        return False
    return not any(w.lower in roster.nouns["person"] or w.lower in CAMPS for w in own)


def _add_glossed(roster: Roster) -> None:
    """Note names that are said to be a body, and of which nothing else is known: [Memorial], a human rights group."""
    for word in roster.words:
        if word.pos != "PROPN" or word.entity not in UNSURE or word.i in roster.at or not word.text[0].isupper():
            continue
        gloss = next((c for c in word.children if c.dep == "appos" and c.i > word.i), None)
        if gloss is None or gloss.lower not in OF_A_KIND or gloss.left_edge().lower not in GLOSSING:
            continue
        first = _first_of_name(roster, word.i, word)
        if roster.is_free(first, word.i + 1) and _is_new_body(roster, first, word.i):
            _add_body(roster, first, word.i)


def _add_ruling(roster: Roster) -> None:
    """Note initials behind a word that only parties have: the ruling [TMC], Serbia's governing [SNS]."""
    for word in roster.words[1:]:
        if roster.words[word.i - 1].lower not in IN_POWER or not roster.is_alongside(word.i - 1, word):
            continue
        initials = word.text.isupper() and word.text.isalpha() and len(word.text) > 1
        stands = word.pos == "PROPN" and word.dep not in {"compound", "nmod"}  # no ruling ANC leader
        if initials and stands and roster.is_free(word.i, word.i + 1):
            party = _add_body_named(roster, word.i, word.i)
            party.country = party.country or owner_country(roster, word.i - 1)


def _add_national(roster: Roster) -> None:
    """Note capitals that only a nation's adjective stands before, unknown to the parser: [Georgian Dream]."""
    words = roster.words
    for word in words[1:]:
        nation = roster.at.get(word.i - 1)
        if nation is None or nation.form is not Form.ADJECTIVE or not roster.is_alongside(word.i - 1, word):
            continue
        branch = roster.at.get(word.i)
        if branch is not None and roster.text(branch.first, branch.last) in BRANCHES:
            _add_body_named(roster, nation.first, branch.last).country = nation.entity.country
            continue
        last = word.i
        while (
            roster.is_alongside(last + 1, word) and words[last + 1].pos == "PROPN" and words[last + 1].text[0].isupper()
        ):
            last += 1
        own = words[word.i : last + 1]
        plain = all(w.pos == "PROPN" and w.text[0].isupper() and w.text.isalpha() and w.entity in UNSURE for w in own)
        if not plain or _is_government(roster, nation.first, last):
            continue
        kinds = [roster.nouns[kind] for kind in ("person", "group", "body")]
        forces = roster.nouns["state"]  # Israeli Phantoms, French Legionnaires
        named = any(w.lower in k for w in own for k in kinds) or any(
            w.lower[-1] == "s" and w.lower[:-1] in forces for w in own
        )
        alone = words[last].dep not in {"compound", "amod", "nmod"} and words[last].tag == "NNP"
        if alone and not named and roster.is_free(word.i, last + 1) and words[word.i - 1].entity != "PERSON":
            _add_body_named(roster, nation.first, last).country = nation.entity.country


def _add_possessed(roster: Roster) -> None:
    """Note capitals that act and that a state has before it, unknown to the parser: Denmark's [Carlsberg] sued Oman.

    A sentence it gets wrong: "Spain's Murcia flooded its neighbour", of a town.
    """
    words = roster.words
    for word in words[2:]:
        if word.dep != "nsubj" or word.pos != "PROPN" or word.entity == "PERSON" or not word.text[0].isupper():
            continue
        first = _first_of_name(roster, word.i, word)
        nation = roster.at.get(first - 2) if roster.is_alongside(first - 2, word) else None
        owned = words[first - 1].tag == "POS" and nation is not None and nation.form is Form.NAME
        persons = roster.nouns["person"]
        if any(w.lower in persons or w.lower in TITLE_WORDS for w in words[first : word.i + 1]):
            continue  # Taiwan's Vice Foreign Minister
        if owned and nation is not None and nation.entity.kind is Kind.COUNTRY and roster.is_free(first, word.i + 1):
            _add_body_named(roster, first, word.i).country = nation.entity.country


def _add_body_named(roster: Roster, first: int, last: int) -> Entity:
    name = roster.text(first, last)
    entity = next((b for b in roster.bodies if b.name == name), None)
    if entity is None:
        entity = Entity(Kind.ORGANISATION, name, first=first)
        roster.bodies.append(entity)
    roster.add(first, last, Form.NAME, entity)
    return entity


def _add_repeated(roster: Roster) -> None:
    """Note every further place where a body is called by the very name it was given once."""
    names = {name: body for body in roster.bodies for name in body.names if name[0].isupper() and " " not in name}
    for word in roster.words:
        body = names.get(word.text)
        if body is not None and word.pos == "PROPN" and roster.is_free(word.i, word.i + 1):
            roster.add(word.i, word.i, Form.NAME, body)


def _add_lowered(roster: Roster) -> None:
    """Note bodies that are called by their name with its nation, but without its capitals: Omani [security forces].

    A text it gets wrong: "The Iraqi Security Forces, and all other Iraqi security forces", of those and the rest.
    """
    words, bodies, forces = roster.words, roster.nouns["body"], roster.nouns["state"]
    named = {
        tuple(w.lower for w in words[m.first : m.last + 1]): m.entity
        for m in roster.mentions_now()
        if m.entity.kind is Kind.ORGANISATION
        and m.last - m.first > 1
        and any(
            form in bodies or form in forces for form in (words[m.last].lower, words[m.last].lower.removesuffix("s"))
        )
    }
    for nation in roster.mentions_now() if named else ():
        if nation.entity.kind is not Kind.COUNTRY or nation.form not in {Form.ADJECTIVE, Form.NAME}:
            continue
        for name, body in named.items():
            end = nation.first + len(name)
            own = words[nation.first : end]
            lowered = end > nation.last + 1 and all(w.text.islower() for w in words[nation.last + 1 : end])
            if lowered and tuple(w.lower for w in own) == name and roster.is_free(nation.last + 1, end):
                roster.add(nation.first, end - 1, Form.NAME, body)


def _add_short_names(roster: Roster) -> None:
    """Note bodies that are called by their name without its last word: ABS-CBN for ABS-CBN Corporation."""
    whole = {id(m): m for m in roster.at.values() if m.entity in roster.bodies and m.last > m.first}.values()
    short = {
        roster.text(m.first, m.last - 1): (m.last - m.first, m.entity)
        for m in whole
        if roster.words[m.last].lower in roster.nouns["body"] and not roster.words[m.last - 1].text.islower()
    }
    starts = {name[:1] for name in short}
    for word in roster.words:
        if word.text[0] not in starts or word.i in roster.at:
            continue
        for name, (length, entity) in short.items():
            end = word.i + length
            if end <= len(roster.words) and roster.is_free(word.i, end) and roster.text(word.i, end - 1) == name:
                roster.add(word.i, end - 1, Form.NAME, entity)


def _add_body(roster: Roster, first: int, last: int) -> None:
    name = roster.text(first, last)
    inner = next((roster.at[i].entity.country for i in range(first, last + 1) if i in roster.at), None)
    country = inner or owner_country(roster, first)
    entity = by_leading_word(roster, name) or by_head_word(roster, first) if first == last else None
    if entity is None:
        own = _without_nation(roster, first, last)
        entity = next((b for b in roster.bodies if (b.own_name, b.country) == (own, country)), None)
    if entity is None:
        entity = Entity(Kind.ORGANISATION, name, country, first=first, own_name=own)
        roster.bodies.append(entity)
    if len(name) > len(entity.name):
        entity.name = name
    entity.country = entity.country or country
    roster.add(first, last, Form.NAME, entity)


def _without_nation(roster: Roster, first: int, last: int) -> str:
    """Return the name of a body without the nations in it: [Polish] Ministry of Defence, [Poland's] Home Guard."""
    own = [w for w in roster.words[first : last + 1] if w.i not in roster.at and w.tag != "POS"]
    while len(own) > 1 and own[-1].lower in INNER_WORDS:
        own.pop()
    return " ".join(w.text for w in own)


def by_leading_word(roster: Roster, word: str) -> Entity | None:
    """Return the body of two words or more whose name begins with `word`, the latest first."""
    if len(word) < LEADING_LENGTH:
        return None
    named = [*roster.known_bodies, *roster.bodies]
    return next((b for b in reversed(named) if b.name.startswith(f"{word} ")), None)


def by_head_word(roster: Roster, i: int) -> Entity | None:
    """Return the body that "the" and the head word of its name mean: the [Observatory], of one for Human Rights."""
    word = roster.words[i]
    if len(word.text) < LEADING_LENGTH or not roster.is_alongside(i - 1, word) or roster.words[i - 1].lower != "the":
        return None
    named = [*roster.known_bodies, *roster.bodies]
    return next((b for b in reversed(named) if b.first < i and head_word(b.name) == word.text), None)


def _capital_runs(roster: Roster) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words around a word for a body: Ministry of Water, Federal Court."""
    words = roster.words
    for word in words:
        if not word.text[0].isupper() or word.lower not in roster.nouns["body"]:
            continue
        first = last = word.i
        if _is_of_holder(roster, first):
            first -= 2  # the Prime [Minister's] Office
        if _is_of_members(words, first):
            first -= 2  # the Catholic [Bishops'] Conference
        while roster.is_alongside(first - 1, word) and _joins(words[first - 1]):
            first -= 1
            if _is_of_members(words, first):
                first -= 2  # Sudan [People's] Liberation Army
        while (step := _of_step(roster, last)) is not None:
            last = step
            while roster.is_alongside(last + 1, word) and _joins(words[last + 1]):
                last += 1
        if last > first:
            yield first, last + 1


def _is_of_members(words: list[Word], first: int) -> bool:
    return first > 1 and words[first - 1].tag == "POS" and words[first - 2].text in MEMBERS


def _is_of_holder(roster: Roster, office: int) -> bool:
    """Tell whether the holder of a post stands before his office, both in capitals: the Attorney General's Office."""
    words = roster.words
    if (
        office < 2
        or words[office].text != "Office"
        or not roster.is_alongside(office - 2, words[office])
        or words[office - 1].tag != "POS"
    ):
        return False
    holder = words[office - 2]
    return (
        holder.text[0].isupper() and holder.lower in roster.nouns["person"] | {"general"} and holder.i not in roster.at
    )


def _of_step(roster: Roster, last: int) -> int | None:
    """Return the capitalised word that "of" or "for" joins to what ends with word `last`."""
    words = roster.words
    if last + 2 >= len(words) or words[last + 1].lower not in {"of", "for"}:
        return None
    step = last + 3 if words[last + 2].lower == "the" else last + 2
    return step if roster.is_alongside(step, words[last]) and words[step].text[0].isupper() else None


def _first_of_name(roster: Roster, first: int, word: Word) -> int:
    """Return where capitals begin that run up to word `first`, in the sentence of `word`, and are no actor yet."""
    while roster.is_alongside(first - 1, word) and _joins(roster.words[first - 1]) and first - 1 not in roster.at:
        first -= 1
    return first


def _joins(word: Word) -> bool:
    return word.text[0].isupper() and word.pos in {"PROPN", "ADJ", "NOUN"} and word.lower != "the"


def _with_home(roster: Roster, last: int) -> int:
    """Return the last word of a body's name with the country that belongs to it: the Law Society [of Kenya]."""
    words = roster.words
    if words[last].lower not in OF_A_COUNTRY or not roster.is_alongside(last + 2, words[last]):
        return last
    mention = roster.at.get(last + 2) if words[last + 1].lower == "of" else None
    fits = mention is not None and mention.form is Form.NAME and mention.entity.kind is Kind.COUNTRY
    return mention.last if fits and mention is not None else last


def _trimmed(roster: Roster, begin: int, end: int) -> tuple[int, int]:
    """Cut articles, a possessor, common words and a trailing possessive off: [the UK's] Home Office ['s]."""
    words = roster.words
    if end < len(words) and words[end - 2].text == "(":  # the parser takes the acronym in: Water Board (WB
        end -= 2
    for i in range(end - 2, begin - 1, -1):
        possessor = words[i].tag == "POS" and i - 1 in roster.at
        inner = words[i].lower in INNER_WORDS or _is_of_holder(roster, i + 1)
        if words[i].lower == "the" and i > begin and words[i - 1].lower not in INNER_WORDS:
            begin = i  # in the suburb of Comas | the Civil Guard
            break
        if possessor or (words[i].text.islower() and not inner):
            begin = i + 1
            break
    while begin < end and words[begin].lower in {"the", "a", "an"}:
        begin += 1
    while end > begin and (
        words[end - 1].tag == "POS" or words[end - 1].lower == "the" or not words[end - 1].text[0].isalnum()
    ):
        end -= 1
    return begin, end - 1


def _is_new_body(roster: Roster, first: int, last: int) -> bool:
    """Tell whether words ``[first, last]`` name a body that nothing names yet."""
    inner = {id(m): m for i in range(first, last + 1) if (m := roster.at.get(i)) is not None}.values()
    if any(i in roster.carriers for i in range(first, last + 1)) or _is_portfolio(roster, first, last):
        return False
    if any(m.first < first or m.last > last or m.entity.kind is not Kind.COUNTRY for m in inner):
        return False  # "UN Security Council" and the like are in the gazetteer as they are
    across = roster.text(first, last).lower().startswith("pan-")
    across = across and roster.words[last].dep in {"amod", "compound", "nmod"}
    if first < last and (roster.words[last].lower in GROUNDS or across):
        return False  # at Rotorua's Village Green, on the Pan-American highway
    if roster.words[last].lower in OCCASIONS or (first == last and roster.words[first].lower in HOME_BODIES):
        return False  # after its Lenten Break, at the Riga Festival
    if " " not in (name := roster.text(first, last)) and (name in CLOCKS or roster.called(name) is not None):
        return False
    return _looks_like_body(roster, first, last, list(inner))


def _is_portfolio(roster: Roster, first: int, last: int) -> bool:
    """Tell whether words say what an official is in charge of: British [Defence] Secretary, [Education] Minister."""
    if not roster.is_alongside(last + 1, roster.words[last]):
        return False
    holder = roster.words[last + 1]
    titled = roster.words[last].lower in TITLE_WORDS and holder.lower in roster.nouns["person"]
    return holder.text[0].isupper() and (titled or (first == last and holder.lower in IN_CHARGE))


def _looks_like_body(roster: Roster, first: int, last: int, inner: list[Mention]) -> bool:
    words, nouns = roster.words, roster.nouns
    before_noun = first == last and words[first].dep in {"amod", "compound"}
    if before_noun and (words[first].head.lemma in nouns["group"] or _is_common(roster, words[first])):
        return False  # Tigrayan rebels, Kashmiri students, Hardline members of parliament: no body
    own = [w for w in words[first : last + 1] if w.i not in roster.at]
    holders = {i for w in own if _is_of_holder(roster, w.i) for i in (w.i - 1, w.i - 2)}  # the Mayor's Office
    own = [w for w in own if w.i not in holders and not (w.tag == "POS" and words[w.i - 1].text in MEMBERS)]
    if not own or not all(w.text[0].isupper() or w.lower in INNER_WORDS for w in own):
        return False
    if any(w.lower in nouns["person"] for w in own) or words[last].lower in HOUSES | (nouns["state"] - nouns["body"]):
        return False
    if len(inner) == 1 and _begins_with_nation(roster, first, last, inner[0]):
        return True  # Georgian Dream, Free Syrian Army
    if inner:  # with a nation's name there must be a word for a body: Iraqi Security Forces, Bank of Japan
        return any(w.lower in nouns["body"] or w.lemma in nouns["body"] for w in own)
    return len(words[first].text) > 1


def _is_common(roster: Roster, word: Word) -> bool:
    """Tell whether a word has its capital from the sentence it begins: [Hardline] members, [Party] officials."""
    if word.lower in CAMPS:
        return True
    begin, _ = roster.parse.sentences[word.sentence]
    opens = word.i == begin or (word.i == begin + 1 and not roster.words[begin].text.isalpha())
    return opens and (word.lower in roster.nouns["body"] or word.lower in ANY_BODY) and word.head.text.islower()


def _begins_with_nation(roster: Roster, first: int, last: int, nation: Mention) -> bool:
    """Tell whether the parser takes a nation's adjective and the capitals behind it for one body."""
    whole = next(((a, b) for a, b, label in roster.parse.entities if label == "ORG" and a <= first and last < b), None)
    is_adjective = nation.first == nation.last == first and nation.form is Form.ADJECTIVE
    return whole is not None and is_adjective and last > first and roster.words[first + 1].pos == "PROPN"


def owner_country(roster: Roster, first: int) -> str | None:
    """Return the country of whoever stands before a body: South Korea's [National Intelligence Service]."""
    words = roster.words
    i = first - 1
    while i >= 0 and (words[i].tag == "POS" or (words[i].text.islower() and words[i].pos in {"NOUN", "ADJ"})):
        i -= 1
    mention = roster.at.get(i)
    return mention.entity.country if mention is not None and roster.is_alongside(i, words[first]) else None

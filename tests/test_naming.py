"""Who is meant: names, titles, acronyms, variants, nation words, pronouns; and ids that are the same everywhere.

Persons and bodies are invented where the list of known ones would otherwise answer for the rules.
"""

import datetime as dt
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import Document, extract
from stancegraph.extraction.naming import read_names
from stancegraph.extraction.parsing import load_model, parse
from stancegraph.extraction.references import References
from stancegraph.extraction.roster import name_parts
from stancegraph.gazetteer import load_gazetteer
from stancegraph.models import Kind


def read(text, doc="doc-1"):
    return extract([Document(id=doc, text=text)])


def sources(text, doc="doc-1"):
    """Return the sources of all statements in the order of the text."""
    return [s.source for s in read(text, doc)]


def source(text, doc="doc-1"):
    """Return the source of all statements, which is one."""
    [actor] = {a.id: a for a in sources(text, doc)}.values()
    return actor


def ties(text):
    return [(s.source.name, s.stance, s.target and s.target.name) for s in read(text)]


def references(text):
    roster = read_names(parse(Document(id="doc-1", text=text), load_model()), load_gazetteer())
    return roster, References(roster)


def meant(text, word):
    """Return the names of the actors that the last `word` of a text stands for."""
    roster, refs = references(text)
    return [r.actor.name for r in refs.read([w for w in roster.words if w.lower == word][-1])]


# --------------------------------------------------------------------------------------- persons and their titles


@pytest.mark.parametrize(
    ("phrase", "country", "role"),
    [
        ("Slovak President Petra Novak", "SVK", "President"),
        ("Slovak Vice Foreign Minister Jan Novak", "SVK", "Vice Foreign Minister"),
        ("Slovakia's Foreign Minister Jan Novak", "SVK", "Foreign Minister"),
        ("The Slovak foreign minister, Jan Novak,", "SVK", "foreign minister"),
        ("Jan Novak, the Slovak foreign minister,", "SVK", "foreign minister"),
        ("Petra Novak, Slovakia's defence minister,", "SVK", "defence minister"),
        ("President Petra Novak of Slovakia", "SVK", "President"),
        ("Dr. Petra Novak, a Slovak lawmaker,", "SVK", "lawmaker"),
    ],
)
def test_title_gives_country_and_role(phrase, country, role):
    actor = source(f"{phrase} condemned Russia.")
    assert actor.kind is Kind.OFFICIAL
    assert actor.name in {"Petra Novak", "Jan Novak"}
    assert (actor.country, actor.role) == (country, role)
    assert actor.id == f"official:svk/{actor.name.lower().replace(' ', '-')}"


def test_a_person_without_a_title_has_neither():
    actor = source("Petra Novak condemned Russia.")
    assert (actor.id, actor.kind) == ("official:petra-novak", "official")
    assert (actor.country, actor.role) == (None, None)


@pytest.mark.parametrize(
    ("phrase", "identity", "role"),
    [
        (
            "South Korean Vice Foreign Minister Kim Hong-kyun",
            "official:kor/kim-hong-kyun",
            "Vice Foreign Minister",
        ),
        ("NATO Secretary General Mark Rutte", "official:mark-rutte", "NATO Secretary General"),
        ("NATO chief Mark Rutte", "official:mark-rutte", "NATO chief"),
        ("Russian Ambassador Georgy Zinoviev", "official:rus/georgy-zinoviev", "Ambassador"),
    ],
)
class TestKnownPersons:
    def test_are_known(self, phrase, identity, role):
        assert source(f"{phrase} condemned Poland.").id == identity

    def test_bear_the_title_that_the_text_gives_them(self, phrase, identity, role):
        assert source(f"{phrase} condemned Poland.").role == role


@pytest.mark.parametrize(
    "text",
    [
        "Slovak President Petra Novak arrived on Monday. Novak condemned Russia.",
        "Novak condemned Russia. Slovak President Petra Novak had arrived on Monday.",
        "Slovak President Petra Novak arrived on Monday. President Novak condemned Russia.",
        "Slovak President Petra Novak arrived on Monday. Ms Novak condemned Russia.",
    ],
)
def test_a_surname_means_the_full_name(text):
    actor = source(text)
    assert (actor.id, actor.name, actor.role) == ("official:svk/petra-novak", "Petra Novak", "President")
    assert "Novak" in actor.aliases


def test_where_the_family_name_comes_first_it_stands_alone():
    actor = source("Chinese Vice Minister Zhao Lianhai arrived on Monday. Zhao condemned Japan.")
    assert (actor.id, actor.name) == ("official:chn/zhao-lianhai", "Zhao Lianhai")


def test_a_surname_alone_stays_in_its_document():
    text = "President Novak condemned Russia."
    assert source(text, "one").id == "official:novak@one"
    assert source(text, "two").id == "official:novak@two"


def test_mr_makes_a_person():
    actor = source("Mr Novak condemned Russia.")
    assert (actor.id, actor.kind) == ("official:novak@doc-1", "official")


def test_two_spellings_of_a_surname_are_one_person():
    text = "Slovak ambassador Andrej Zinoviev condemned Malta. Zinovyev also praised Chad."
    assert source(text).id == "official:svk/andrej-zinoviev"
    known = "Russian Ambassador Georgy Zinovyev condemned Malta. Zinoviev also praised Chad."
    assert source(known).id == "official:rus/georgy-zinoviev"


def test_accents_and_hyphens_do_not_part_a_person():
    text = "Slovak President Zuzana Čaputová condemned Malta. Caputova also praised Chad."
    assert source(text).country == "SVK"
    text = "Korean envoy Park Min-soo condemned Malta. Park Min Soo also praised Chad."
    assert len({a.id for a in sources(text)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kim Jong Un", "Kim Jong Il"), ("Jan Novak", "Petra Novak"), ("Ivan Petrov", "Ivan Pavlov")],
)
def test_different_persons_stay_apart(one, other):
    text = f"{one} condemned Japan. {other} praised China."
    assert ties(text) == [(one, "condemns", "Japan"), (other, "supports", "China")]
    assert len({a.id for a in sources(text)}) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Jordan condemned Russia.", "Michael Jordan"),
        pytest.param("Paris Hilton praised Iran.", "Paris Hilton", marks=pytest.mark.xfail(reason="France")),
        ("Chad Wolf condemned Iran.", "Chad Wolf"),
        pytest.param(
            "Foreign Minister Ahmed Al-Sabah of Kuwait praised Mali.",
            "Ahmed Al-Sabah",
            marks=pytest.mark.xfail(reason="the Malaysian state of Sabah"),
        ),
        pytest.param(
            "Michael Jordan, an American senator, arrived on Monday. Jordan condemned Iran.",
            "Michael Jordan",
            marks=pytest.mark.xfail(reason="the state of Jordan"),
        ),
    ],
)
def test_a_person_named_like_a_country_is_none(text, name):
    assert source(text).name == name


# ------------------------------------------------------------------------------------------------------ countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Sweden", "SWE"), ("Stockholm", "SWE"), ("The Kremlin", "RUS"), ("Pyongyang", "PRK"), ("The US", "USA")),
        *(("Swedish officials", "SWE"), ("North Korean troops", "PRK"), ("The American president", "USA")),
        *(("The government of Sweden", "SWE"), ("Sweden's army", "SWE"), ("The Soviet Union", "SUN")),
        *(("The Swedish ambassador", "SWE"), ("KENYA", "KEN"), ("Côte d\u2019Ivoire", "CIV"), ("Kosovo", "XKX")),
    ],
)
def test_a_state_by_any_of_its_names(name, code):
    actor = source(f"{name} condemned Malta.")
    assert (actor.id, actor.kind, actor.country) == (f"country:{code}", "country", code)


def test_us_is_a_state_and_a_pronoun():
    assert ties("The US condemned Norway.") == [("United States", "condemns", "Norway")]
    assert ties("Norway condemned the US.") == [("Norway", "condemns", "United States")]
    assert ties("They told us to leave. Norway condemned us.") == []


def test_a_capital_as_a_place_does_nothing():
    assert ties("Norway condemned Sweden in Geneva.") == [("Norway", "condemns", "Sweden")]
    assert ties("Norway met Sweden in Moscow.") == [("Norway", "consults", "Sweden")]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported that Norway condemned Sweden.",
        "Norway condemned Sweden, the BBC reported.",
        "Norway condemned Sweden, according to Reuters.",
        "Norway condemned Sweden, the Suna news agency said.",
        "Norway condemned Sweden, the state-run Daily Bugle News reported.",
        "Norway condemned Sweden, the Tehran Times reported.",
        "Norway condemned Sweden, the B92 television station said.",
    ],
)
def test_a_carrier_is_no_actor(text):
    [statement] = read(text)
    assert (statement.source.name, statement.stance, statement.target.name) == ("Norway", "condemns", "Sweden")
    assert statement.attributed_to is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway praised Angola's UNITA movement.", "UNITA"),
        ("Norway praised the ELN rebel group.", "ELN"),
        ("Russia's army shut down Memorial, the country's oldest human rights group.", "Memorial"),
        ("Norway praised the Danish Red Cross.", "Danish Red Cross"),
        ("Norway praised Amazon Indians.", "Amazon Indians"),
    ],
)
def test_a_name_ends_before_the_word_for_what_bears_it(text, name):
    [statement] = read(text)
    assert statement.target.name == name


def test_a_name_does_not_run_on_over_an_article():
    [statement] = read("In the slum belt of Comas the Civil Guard opened fire on a crowd.")
    assert statement.source.name == "Civil Guard"


@pytest.mark.parametrize(("year", "code"), [(1980, "SUN"), (2007, "RUS")])
def test_a_former_state_acts_no_more_after_its_last_year(year, code):
    text = "The Kremlin denounced Estonia. Soviet troops had marched there."
    found = extract([Document(id="a", text=text, date=dt.date(year, 5, 1))])
    assert {s.source.country for s in found if s.stance == "condemns"} == {code}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Iran banned the Zan newspaper.", "Zan"),
        ("Israel daily bombs Syria.", "Syria"),
        ("France sent weapons to Ivory Coast.", "Ivory Coast"),
    ],
)
def test_what_is_no_carrier_and_no_coast_is_acted_on(text, target):
    assert [s.target.name for s in read(text)] == [target]


def test_a_text_may_end_with_a_name_and_an_article():
    assert read("He met John Smith, a") == []


def test_a_newspaper_accuses_nobody():
    assert read("The New York Times accused Norway of fraud.") == []


# -------------------------------------------------------------------------------------------------- organisations


def test_an_acronym_means_what_it_was_defined_as():
    text = "The African Unity League (AUL) condemned Mali. AUL then praised Chad. The AUL also met Togo."
    actor = source(text)
    assert (actor.id, actor.name, actor.kind) == (
        "organisation:african-unity-league",
        "African Unity League",
        "organisation",
    )
    assert "AUL" in actor.aliases
    assert len(read(text)) == 3


def test_an_acronym_of_a_board():
    text = "The National Grain Board (NGB) accused Hungary of fraud. The NGB also blamed Slovakia."
    assert source(text).name == "National Grain Board"
    assert len(read(text)) == 2


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Bank of Japan criticised China.", "Bank of Japan", "JPN"),
        ("The Iraqi Interior Ministry condemned Turkey.", "Iraqi Interior Ministry", "IRQ"),
        ("Slovakia's National Water Agency condemned Hungary.", "National Water Agency", "SVK"),
        ("NATO condemned Russia.", "NATO", None),
    ],
)
def test_a_body_has_the_country_that_stands_with_it(text, name, country):
    actor = source(text)
    assert (actor.name, actor.kind, actor.country) == (name, "organisation", country)


def test_a_ministry_is_the_same_with_adjective_and_with_possessor():
    text = "The Iraqi Interior Ministry condemned Turkey. Iraq's interior ministry praised Chad."
    assert len({a.id for a in sources(text)}) == 1


def test_fighters_act_as_their_body():
    assert ties("Hezbollah fighters attacked Israel.") == [("Hezbollah", "attacks", "Israel")]


# --------------------------------------------------------------------------------------------------------- groups


@pytest.mark.parametrize(
    ("phrase", "identity", "country"),
    [
        ("Sudanese rebels", "group:sdn/rebels", "SDN"),
        ("The rebels in eastern Sudan", "group:sdn/rebels", "SDN"),
        ("Rebels in Sudan", "group:sdn/rebels", "SDN"),
        ("Four Cambodian fishermen", "group:khm/fishermen", "KHM"),
        ("Rebels", "group:rebels@doc-1", None),
        ("Kurdish militias", "group:kurdish-militias@doc-1", None),
        ("Dozens of protesters", "group:protesters@doc-1", None),
    ],
)
def test_a_group_has_the_country_that_its_words_name(phrase, identity, country):
    actor = source(f"{phrase} attacked Chad.")
    assert (actor.id, actor.kind, actor.country) == (identity, "group", country)


def test_a_group_without_a_country_stays_in_its_document():
    assert source("Rebels attacked Chad.", "one").id == "group:rebels@one"
    assert source("Sudanese rebels attacked Chad.", "one").id == source("Sudanese rebels attacked Chad.", "two").id


# ----------------------------------------------------------------------------------------- pronouns, descriptions


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Slovak President Petra Novak arrived. She condemned Russia.", "she", ["Petra Novak"]),
        ("Slovak President Jan Novak arrived. Russia condemned him.", "him", ["Jan Novak"]),
        ("Russia invaded Georgia. It also threatened Moldova.", "it", ["Russia"]),
        ("Norway and Sweden condemned Russia. They also praised Finland.", "they", ["Norway", "Sweden"]),
        ("Germany and France held talks. The two countries condemned Russia.", "countries", ["Germany", "France"]),
        ("Germany and France held talks. Both sides condemned Russia.", "sides", ["Germany", "France"]),
        ("Slovak ambassador Jan Novak arrived. The ambassador condemned Malta.", "ambassador", ["Jan Novak"]),
        ("Slovak President Petra Novak arrived. The Slovak leader condemned Malta.", "leader", ["Petra Novak"]),
        ("The African Unity League met. The league condemned Mali.", "league", ["African Unity League"]),
        ("It rained. He left. They slept.", "it", []),
        ("It rained. He left. They slept.", "he", []),
        ("It rained. He left. They slept.", "they", []),
        ("The ambassador condemned Malta.", "ambassador", []),
        ("The two countries condemned Malta.", "countries", []),
    ],
)
def test_what_a_word_stands_for(text, word, names):
    assert meant(text, word) == names


@pytest.mark.parametrize("pronoun", ["He", "It", "They"])
def test_a_pronoun_looks_no_further_than_the_sentences_before(pronoun):
    text = f"Slovak President Jan Novak and Norway rest. {'Nothing was said there. ' * 4}{pronoun} condemned Malta."
    assert read(text) == []


def test_the_ambassador_speaks():
    text = "Slovak ambassador Jan Novak lives in Oslo. The ambassador criticised Norway."
    assert ties(text) == [("Jan Novak", "condemns", "Norway")]


def test_owners_are_the_surest_that_are_named():
    roster, refs = references("Norway condemned Sweden's decision and the attack on Chad by Mali.")
    words = {w.text: w for w in roster.words}
    assert [r.actor.name for r in refs.owners(words["decision"])] == ["Sweden"]
    assert [r.actor.name for r in refs.owners(words["attack"], but=frozenset({"on"}))] == ["Mali"]
    assert refs.owners(words["Chad"]) == []
    assert {r.how for r in refs.owners(words["decision"])} == {"owner"}


def test_an_uncertain_reading_is_less_sure_than_a_name():
    [by_name] = read("Norway condemned Russia.")
    by_pronoun = read("Norway condemned Russia. It also threatened Moldova.")[1]
    assert 0 < by_pronoun.confidence < by_name.confidence <= 1


# ----------------------------------------------------------------------------------------------------------- laws

SENTENCES = [
    "Slovak President Petra Novak condemned Russia.",
    "The African Unity League (AUL) praised Chad.",
    "Sudanese rebels attacked Chad.",
    "Hezbollah threatened Israel.",
    "Norway and Sweden met in Geneva.",
]
BYSTANDERS = ["Rain fell.", "The price of copper rose.", "Two hundred people came.", "\U0001f600", "It was a long day."]


def identities(text):
    return {(s.source.id, s.stance, s.target.id, s.source.name) for s in read(text)}


def test_ids_are_stable_when_unrelated_text_is_added():
    wanted = identities("\n\n".join(SENTENCES))
    assert len(wanted) == len(SENTENCES)
    mixed = [part for pair in zip(BYSTANDERS, SENTENCES, strict=True) for part in pair]
    assert identities("\n\n".join(mixed)) == wanted


def test_ids_do_not_depend_on_the_order_of_the_text():
    wanted = identities("\n\n".join(SENTENCES))
    for order in list(permutations(SENTENCES))[:: len(SENTENCES) * 4]:
        assert identities("\n\n".join(order)) == wanted


def test_a_document_alone_gives_the_same_ids_as_among_others():
    documents = [Document(id=f"doc-{i}", text=text) for i, text in enumerate([*SENTENCES, *SENTENCES])]
    together = extract(documents)
    assert [s for d in documents for s in extract([d])] == together


NAMES = [
    "Norway",
    "Petra Novak",
    "Slovak President Petra Novak",
    "NATO",
    "US",
    "us",
    "Reuters",
    "Sudanese rebels",
    "Xi",
]
PIECES = st.lists(
    st.sampled_from([*NAMES, "condemned", "and", ".", ",", "'s", "the", "of", "(", ")", "\n\n", "-", "It"])
)


@given(PIECES)
def test_mentions_never_overlap(pieces):
    roster, refs = references(" ".join(pieces))
    assert all(before.last < after.first for before, after in pairwise(roster.mentions))
    for mention in roster.mentions:
        assert mention.first <= mention.last
        assert all(roster.at[i] is mention for i in range(mention.first, mention.last + 1))
        assert not roster.carriers & set(range(mention.first, mention.last + 1))
    for word in roster.words:
        for reading in refs.read(word):
            assert 0 < reading.sureness <= 1
            assert reading.actor.id.partition(":")[0] == reading.actor.kind


# ----------------------------------------------------------------------------------------- the country of a person


def homes(text):
    """Return the country of each person of a text by surname."""
    roster = read_names(parse(Document(id="doc-1", text=text), load_model()), load_gazetteer())
    return {name_parts(p.name)[-1]: p.country for p in roster.persons}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("His Greek, Omani and Dutch counterparts, Adam Lark, Hamid Rooz and Piet Boom, left.", "GRC OMN NLD"),
        ("The foreign ministers of Chad, Togo and Mali, Idris Oum, Kofi Aku and Adama Sow, left.", "TCD TGO MLI"),
        ("Presidents Adama Sow of Mali and Kofi Aku of Togo met.", "MLI TGO"),
        ("Anna Virta (Finland) and Ivo Kask (Estonia) condemned Russia.", "FIN EST"),
        ("Peder Lund, of Norway, praised Ghana.", "NOR"),
        ("Salim Bakar is a Kenyan lawyer who condemned Oman.", "KEN"),
        ("Rosa Prado, who served as Peru's ambassador to Chile, condemned Oman.", "PER"),
        ("Greg Pell, an American who lives in Oman, praised Ghana.", "USA"),
        ("The Norwegian ambassador to Ghana, Peder Lund, praised Oman.", "NOR"),
        ("Spanish cook Xavier Olm accused Israel of lying.", "ESP"),
        ("Bavarian premier Alois Hub condemned Austria.", "DEU"),
        ("The Taoiseach, Conor Daly, condemned Spain.", "IRL"),
        ("Britain rejected the claim of Spain. Home Secretary Leon Brit accused Madrid of lying.", "GBR"),
        ("Mexico denied it. Its water commissioner, Efra Loza, criticised America.", "MEX"),
        ("In Wellington, Foreign Minister Winston Para condemned Fiji.", "NZL"),
    ],
)
def test_a_person_has_the_country_that_the_text_tells(text, expected):
    assert " ".join(code or "-" for code in homes(text).values()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Turkey and Greece met. Jean Marin, a witness, condemned Turkey.",
        "NATO envoy Anna Berg met officials in Turkey.",
        "The Iranian-backed commander Abu Tarik condemned Oman.",
        "In Geneva, Foreign Minister Winston Para condemned Fiji.",
        "Fiji expelled New Zealand's envoy. Samoa protested. Farmer Tom Gand condemned Fiji.",
        "Peder Lund, a critic of Iran, praised Ghana.",
    ],
)
def test_a_person_of_whom_the_text_does_not_tell_has_none(text):
    assert set(homes(text).values()) == {None}


def test_a_country_told_late_reaches_earlier_sentences():
    text = "Bruno Rey condemned Oman. Oman answered Kenya. Kenya sent nobody. Rey, a French lawyer, left."
    assert homes(text)["rey"] == "FRA"


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ('Ahmed "the Wolf" Karimi, an Afghan warlord, condemned Pakistan. Karimi left.', "Ahmed Karimi", 2),
        ("Senator Robert Halloran Jr. condemned Libya. Halloran praised Chad.", "Robert Halloran Jr.", 2),
        ("South African President F.W. van Tonder left. Van Tonder condemned Chad.", "F.W. van Tonder", 2),
        ("Colombian President Luis Londo Velez left. Londo condemned Chad.", "Luis Londo Velez", 2),
        ("Icelandic Prime Minister Katrín Einarsdóttir left. Katrín met Norway's premier.", "Katrín Einarsdóttir", 2),
        ("Petra Novak-Horvat of Croatia left. Novak-Horvat condemned Serbia.", "Petra Novak-Horvat", 2),
    ],
)
def test_what_stands_alone_for_a_name(text, name, times):
    roster = read_names(parse(Document(id="doc-1", text=text), load_model()), load_gazetteer())
    [person] = roster.persons
    assert (person.name, sum(person.names.values())) == (name, times)


def test_a_ship_is_no_person():
    assert homes("The John W. Brown was seized by Libya.") == {}

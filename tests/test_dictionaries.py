"""Actor dictionaries of event-data projects add actors, change none of ours, and are refused in one line.

The entries are invented, or name what everybody knows.
"""

from __future__ import annotations

import datetime as dt
import pickle
import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stancegraph import Document, extract
from stancegraph.errors import GazetteerError, SkippedEntryWarning
from stancegraph.gazetteer import Form, load_gazetteer
from stancegraph.gazetteer.dictionaries import lay_dictionary
from stancegraph.gazetteer.drafts import Content, Draft, finished
from stancegraph.gazetteer.petrarch import MAX_DICTIONARY_BYTES, MAX_DICTIONARY_LINE, _day
from stancegraph.gazetteer.tables import SECTIONS
from stancegraph.models import Kind

SAMPLE = """\
# An own dictionary.
<!-- a comment
over lines -->
ICELAND_ [ISL]  ; a state
+ICELLAND_
+NESKAUPSTADUR_

SIGRID_OLAVSDOTTIR_  # a person by her dates
+PRIME_MINISTER_SIGRID_OLAVSDOTTIR_
+S._OLAVSDOTTIR_
+OLAVSDOTTIR_
\t[ISLELI 100101-171129]
\t[ISLGOV >171130]
BORIS_MCGREGOR_ [GBRLEG]
HARBOUR_WORKERS'_LEAGUE_(HWL)_ [ISLLAB]
+HARBOUR_LEAGUE
THE_TUNA_BOARD_ [IGOFSH]
+ITB_
MARITIME_SEPARATISTS_ [ISLSEP]
RED_HERRINGS_ [ISLREB 190101-210101]
COD_ [MNC]
MANFRED_MULLER_
+MANFRED_VAN_DER_MULLER_
   [DEUGOV <990101]
   [IGOWST >990101] [---]
"""


@pytest.fixture
def load(tmp_path):
    def loaded(text, name="own.actors.txt", *others):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_gazetteer(path, *others)

    return loaded


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("dictionary") / "own.actors.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return load_gazetteer(path)


def means(gazetteer, key):
    entry = gazetteer.dictionary[key]
    return entry.form, entry.actor.id


def told(text, gazetteer):
    return [
        (s.source.id, s.stance, s.target and s.target.id)
        for s in extract([Document(id="a", text=text)], gazetteer=gazetteer)
    ]


# --- what entries become


@pytest.mark.parametrize(
    ("key", "form", "identity"),
    [
        ("ICELLAND", Form.NAME, "country:ISL"),
        ("NESKAUPSTADUR", Form.CAPITAL, "country:ISL"),
        ("SIGRID OLAVSDOTTIR", Form.NAME, "official:isl/sigrid-olavsdottir"),
        ("S OLAVSDOTTIR", Form.NAME, "official:isl/sigrid-olavsdottir"),
        ("BORIS MCGREGOR", Form.NAME, "official:gbr/boris-mcgregor"),
        ("HARBOUR WORKERS' LEAGUE", Form.NAME, "organisation:isl/harbour-workers-league"),
        ("HARBOUR LEAGUE", Form.NAME, "organisation:isl/harbour-workers-league"),
        ("HWL", Form.ACRONYM, "organisation:isl/harbour-workers-league"),
        ("TUNA BOARD", Form.NAME, "organisation:tuna-board"),
        ("ITB", Form.ACRONYM, "organisation:tuna-board"),
        ("MARITIME SEPARATISTS", Form.NAME, "group:isl/maritime-separatists"),
        ("RED HERRINGS", Form.NAME, "organisation:isl/red-herrings"),
        ("MANFRED VAN DER MULLER", Form.NAME, "official:manfred-muller"),
    ],
)
def test_codes_tell_kind_and_country(sample, key, form, identity):
    assert means(sample, key) == (form, identity)


def test_a_surname_alone_is_left_out(sample):
    assert "OLAVSDOTTIR" not in sample.dictionary


def test_a_town_of_a_known_family_name_is_left_out(load):
    assert set(load("ICELAND_ [ISL]\n+MERKEL_\n+ZZYXVIK_\n").dictionary) == {"ZZYXVIK"}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("DEPUTY_FOREIGN_MINISTER_ZZYX_QUORN_ [ISLGOV >010101]", {"ZZYX QUORN"}),
        ("UN_SECRETARY-GENERAL_ZZYX_QUORN_ [IGOUNO >010101]\n+MR._ZZYX_QUORN-VALE_", {"ZZYX QUORN", "ZZYX QUORN VALE"}),
        ("PRESIDENT_QUORN_ [ISLGOV >010101]\n+ZZYX_QUORN_", {"ZZYX QUORN"}),
        ("ZZYX_KING_ [ISLGOV >010101]", {"ZZYX KING"}),
    ],
)
def test_titles_are_no_part_of_a_name(load, line, keys):
    assert set(load(line).dictionary) == keys


def test_names_are_shown_as_they_are_printed(sample):
    names = {entry.actor.name for entry in sample.dictionary.values()}
    assert {"Harbour Workers' League", "Tuna Board", "Sigrid Olavsdottir"} <= names


def test_codes_of_cameo_become_those_of_iso(load):
    country = {"ROMGOV": "ROU", "TMPGOV": "TLS", "KSVGOV": "XKX", "GZAGOV": "PSE", "SUNGOV": "SUN", "IGOUNO": None}
    read = load("\n".join(f"{code}_ZZYX_ [{code}]" for code in country)).dictionary
    assert {code: read[f"{code} ZZYX"].actor.country for code in country} == country


def test_of_several_times_the_one_that_holds_today_counts(load):
    country = {
        "[FRAGOV 900101-951231] [DEUGOV >960101]": "DEU",
        "[DEUGOV >960101] [FRAGOV 900101-951231] [ITAELI]": "DEU",
        "[FRAGOV 900101-951231] [DEUELI]": "DEU",
        "[FRAGOV 20010101-20051231] [DEUGOV 900101-951231]": "FRA",
        "[FRAGOV 010101-051231] [DEUGOV 900101-951231]": "FRA",
        "[FRAGOV <900101] [DEUGOV 910101-920101]": "DEU",
    }
    names = dict(zip(country, ("ADA", "BEA", "CLEO", "DORA", "EDDA", "FAY"), strict=True))
    read = load("\n".join(f"{name}_QUORN_\n\t{codes}" for codes, name in names.items())).dictionary
    assert {codes: read[f"{name} QUORN"].actor.country for codes, name in names.items()} == country


@pytest.mark.parametrize(
    ("figures", "day"),
    [("301231", dt.date(2030, 12, 31)), ("310101", dt.date(1931, 1, 1)), ("18970101", dt.date(1897, 1, 1))],
)
def test_short_years_are_read_as_petrarch_reads_them(figures, day):
    assert _day(figures) == day


def test_persons_are_told_from_bodies(load):
    kind = {
        "SILVER_DUSK_ [GRCGOV >120506]": Kind.OFFICIAL,  # a party: wrong, and said so in the docstring
        "XZANA_GUSMO_ [TLSREB]": Kind.ORGANISATION,  # a person: wrong
        "HAIRY_BEASTS_ [GRCREB >120506]": Kind.ORGANISATION,
        "ANGELA_BEASTS_ [GRCREB >120506]": Kind.OFFICIAL,
        "NATIONAL_SEA_COMMISSION_ [GRCGOV >120506]": Kind.ORGANISATION,
        "BANK_OF_ZZYX_ [GRCGOV >120506]": Kind.ORGANISATION,
        "ANGELA_ZZYX_ [MNC]": Kind.ORGANISATION,
        "QUORNFORD_ [GRCGOV >120506]": Kind.OFFICIAL,
        "KGZB_ [GRCGOV >120506]": Kind.ORGANISATION,
    }
    read = load("\n".join(kind)).dictionary
    assert {line: read[line.partition("_ ")[0].replace("_", " ")].actor.kind for line in kind} == kind


# --- beside the lists that are there


def test_our_lists_win(load):
    ours = load_gazetteer()
    mixed = load("NATO_ [RUSMIL]\nKREMLIN_ [USA]\nLATIN_AMERICA_ [BRA]\nREUTERS_ [GBRMED]\nGOVERNMENT_ [USAGOV]\n")
    assert not mixed.dictionary
    assert mixed.entries == ours.entries
    assert mixed.actors == ours.actors


def test_an_entry_with_a_known_name_is_that_actor(load):
    gazetteer = load("VLADIMIR_PUTIN_ [RUSGOV >991231]\n+VLADIMIR_ZZYX_PUTIN_\nNATO_ [IGOWSTNAT]\n+TREATY_CLUB_\n")
    assert means(gazetteer, "VLADIMIR ZZYX PUTIN") == (Form.NAME, "official:rus/vladimir-putin")
    assert means(gazetteer, "TREATY CLUB") == (Form.NAME, "organisation:nato")


def test_a_later_file_of_ones_own_changes_a_dictionary(load, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[organisation]]\nid = "organisation:isl/harbour-workers-league"\nremove = ["Harbour League"]\n'
        'names = ["The Dockers"]\n[[official]]\nname = "Sigrid Olavsdottir"\ncountry = "NOR"\n',
        encoding="utf-8",
    )
    gazetteer = load(SAMPLE, "own.actors.txt", mine)
    assert "HARBOUR LEAGUE" not in gazetteer.dictionary
    assert "HWL" in gazetteer.dictionary
    assert gazetteer.entries["Dockers"][0].actor.id == "organisation:isl/harbour-workers-league"
    assert told("Sigrid Olavsdottir condemned Sweden.", gazetteer)[0][0] == "official:nor/sigrid-olavsdottir"


def test_of_two_dictionaries_the_first_wins(load, tmp_path):
    other = tmp_path / "other.actors"
    other.write_text("HARBOUR_LEAGUE_ [NORLAB]\n", encoding="utf-8")
    assert means(load(SAMPLE, "a.txt", other), "HARBOUR LEAGUE")[1] == "organisation:isl/harbour-workers-league"


def test_the_digest_tells_dictionaries_apart(load, sample):
    assert len({sample.digest, load_gazetteer().digest, load("ZZYX_ [ISL]").digest}) == 3


def test_a_gazetteer_with_a_dictionary_can_be_sent_to_another_process(sample):
    assert pickle.loads(pickle.dumps(sample)) == sample


# --- in texts


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "Sigríd Olavsdóttir condemned the Harbour Workers\u2019 League.",
            ("official:isl/sigrid-olavsdottir", "condemns", "organisation:isl/harbour-workers-league"),
        ),
        (
            "SIGRID OLAVSDOTTIR condemned the HARBOUR LEAGUE.",
            ("official:isl/sigrid-olavsdottir", "condemns", "organisation:isl/harbour-workers-league"),
        ),
        ("Boris McGregor accused Norway of lying.", ("official:gbr/boris-mcgregor", "accuses", "country:NOR")),
        ("Manfred van der M\u00fcller accused Norway.", ("official:manfred-muller", "accuses", "country:NOR")),
        ("The ITB accused Norway of lying.", ("organisation:tuna-board", "accuses", "country:NOR")),
        ("Neskaupstadur accused Norway of lying.", ("country:ISL", "accuses", "country:NOR")),
        ("The Maritime Separatists attacked Norway.", ("group:isl/maritime-separatists", "attacks", "country:NOR")),
    ],
)
def test_names_are_found_however_they_are_written(sample, text, statement):
    assert statement in told(text, sample)


def test_a_surname_follows_its_full_name(sample):
    found = told("Boris McGregor accused Norway of lying. McGregor later condemned Sweden.", sample)
    assert [source for source, _, _ in found] == ["official:gbr/boris-mcgregor"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Norway praised the red herrings of Sweden.",
        "Norway praised the cod of Sweden.",
        "Cod is what Sweden likes. Sweden praised Norway for its cod.",
        "Sweden met Norway. Itb is no word.",
        "Sweden praised the tuna board of Norway.",
        "Sweden condemned talks between Denmark and Norway in Neskaupstadur.",
    ],
)
def test_common_words_and_places_are_no_actors(sample, text):
    ids = {end for source, _, target in told(text, sample) for end in (source, target)}
    assert not ids & {entry.actor.id for entry in sample.dictionary.values()}


def test_a_longer_name_of_ours_goes_before(load):
    gazetteer = load("ZZYX_ [ISL]\nEUROPEAN_ [FRA]\nEUROPEAN_UNION_NAVAL_QUORN_ [IGOEUR]")
    assert told("The European Union condemned Norway.", gazetteer)[0][0] == "organisation:eu"
    [(source, _, _)] = told("The European Union Naval Quorn condemned Norway.", gazetteer)
    assert source == "organisation:european-union-naval-quorn"


# --- what cannot be used


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "ZZYX_ [ISLGOV 2004017-20050101] [ISL]",
            r"1 bad line \(first line 1: '\[ISLGOV 2004017-20050101\]', expected a",
        ),
        ("ZZYX_ [ISLGOV 990230-010101] [ISL]", "expected a day as YYMMDD"),
        ("ZZYX_ [ISLGOV yesterday] [ISL]", "expected a time such as"),
        ("ZZYX_ [ISL]\nQUORN_ [ISL", r"1 bad line \(first line 2: 'QUORN_ \[ISL', expected codes in brackets"),
        ("ZZYX_ [ISL]\nQUORN_ [ISL] or so", "expected codes in brackets and nothing"),
        ("+QUORN_\nZZYX_ [ISL]", r"1 bad line \(first line 1: '\+QUORN_', expected a name above it"),
        ("ZZYX_ [ISL]\nA\x07B_ [ISL]", r"1 bad line \(first line 2: 'A\\x07B_ \[ISL\]'"),
        ("ZZYX_ [ISL]\n---_ [ISL]", "expected a name with letters"),
        ("ZZYX_ [ISL] []", r"'\[\]', expected a code"),
        (
            "ZZYX_ [ISL]\nA_ [QQQGOV]\nB_ [isl]\nC_ [ISLX]",
            r"3 entries whose code is not known \(first line 2: 'QQQGOV'",
        ),
        ("ZZYX_ [ISL]\nA_\nB_ [---]", r"2 entries without a code \(first line 2: 'A_'"),
        ("MINISTER_ [~GOV]\n!P! = MAN, MEN\nTHIEF {THIEVES} [~CRM]", r"3 common nouns \(first line 1: 'MINISTER_'"),
        ("ZZYX_ [ISL]\nUN_ENVOY_ [IGOUNO]", r"1 common noun \(first line 2: 'UN_ENVOY_'"),
    ],
)
def test_what_is_left_out_is_counted_in_one_warning(load, text, message):
    with pytest.warns(SkippedEntryWarning, match=message) as caught:
        gazetteer = load(text)
    assert len(caught) == 1
    assert "\n" not in str(caught[0].message)
    assert set(gazetteer.dictionary) <= {"ZZYX"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"ZZYX_ [ISL]\n\xff", "byte 12 is not UTF-8"),
        ("Dear all,\nthis is a letter.\n", r"nothing in it is an entry, line 1: 'Dear all,', expected NAME_ \[CODE\]"),
        ("+ZZYX", "nothing in it is an entry, line 1"),
        ("ZZYX_ [ISL", "nothing in it is an entry, line 1"),
        ("ZZYX_ [ISLGOV yesterday]", "nothing in it is an entry, line 1"),
        ("A" * (MAX_DICTIONARY_LINE + 1), f"line 1 has {MAX_DICTIONARY_LINE + 1} characters"),
        (b"#" * (MAX_DICTIONARY_BYTES + 1), f"more than {MAX_DICTIONARY_BYTES} bytes"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_line(load, text, message):
    with pytest.raises(GazetteerError, match=message) as caught:
        load(text)
    assert "\n" not in str(caught.value)


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(GazetteerError, match="not a file, expected an actor dictionary"):
        load_gazetteer(tmp_path / "a.txt")


def test_a_file_of_comments_adds_nothing(load):
    assert load("# nothing\n\n; here\n<!-- or\nhere -->").dictionary == {}


PIECES = (
    *("ZZYX_", "ANGELA_", "[ISL]", "[ISLGOV", "[ISLGOV]", "[ISLREB ", ">010101]", "[IGO]", "[~GOV]", "[---]", "(ABC)"),
    *("+", "_", "[", "]", "<!--", "-->", "#", ";", "<", ">", "-", "010101", " ", "\n", "\t", "!", "{", "}", "THE_"),
    *("UN_", "REBELS_", "'S", "\u00c9", "\u00df", "\u0308", "\x00", "\u2028", "\u0130"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
DRAFTS = (
    ("country:ISL", Kind.COUNTRY, "Iceland", "ISL"),
    ("organisation:un", Kind.ORGANISATION, "UN", None),
    ("official:deu/angela-merkel", Kind.OFFICIAL, "Angela Merkel", "DEU"),
    ("country:DEU", Kind.COUNTRY, "Germany", "DEU"),
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.binary(max_size=60)
)
@example(text="(ABC)_ [ISLGOV]")
@example(text="THE_ [ISL]\nTHE_ [ISLGOV >010101]\n_ [ISL]")
def test_any_text_loads_or_is_refused_in_one_line(text):
    content = Content(nouns={section: set() for section in SECTIONS} | {"group": {"rebel"}})
    for identity, kind, name, country in DRAFTS:
        content.drafts[identity] = Draft(kind, name, "here", country=country, surfaces={(Form.NAME, name)})
    said = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            lay_dictionary(
                content, "any.txt", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
            )
        except GazetteerError as error:
            said.append(str(error))
    gazetteer = finished(content)
    for key, entry in gazetteer.dictionary.items():
        assert len(key) > 1
        assert gazetteer.actors[entry.actor.id] == entry.actor
    said += [str(warning.message) for warning in caught]
    assert len(said) <= 1
    assert all(len(message.splitlines()) == 1 for message in said)

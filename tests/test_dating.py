"""The day a stance was taken: which days words mean, and which clause they date."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph import Document, extract
from stancegraph.extraction.datewords import dateline_day, mentions
from stancegraph.extraction.dating import Dates
from stancegraph.extraction.days import Frame
from stancegraph.extraction.parsing import load_model, parse
from stancegraph.extraction.standing import standing
from stancegraph.graph import filtered, to_multigraph
from stancegraph.models import Factuality

THURSDAY = dt.date(2024, 10, 24)

# Sentence, the verb or noun asked about, and the days expected: one, "first/last", or "" for those of publication.
CASES = [
    # weekdays
    ("Norway condemned Sweden on Monday.", "condemned", "2024-10-21"),
    ("On Monday Norway condemned Sweden.", "condemned", "2024-10-21"),
    ("Norway Monday condemned Sweden.", "condemned", "2024-10-21"),
    ("Norway condemned Sweden Monday night.", "condemned", "2024-10-21"),
    ("Norway condemned Sweden early Tuesday.", "condemned", "2024-10-22"),
    ("Norway condemned Sweden late on Tuesday.", "condemned", "2024-10-22"),
    ("Norway condemned Sweden earlier on Monday.", "condemned", "2024-10-21"),
    ("Norway called the Swedes liars at 9 p.m. Monday.", "called", "2024-10-21"),
    ("Norway condemned Sweden on Thursday.", "condemned", "2024-10-24"),
    ("Norway condemned Sweden last Thursday.", "condemned", "2024-10-17"),
    ("Last Friday, Norway condemned Sweden.", "condemned", "2024-10-18"),
    ("Norway will meet Sweden on Monday.", "meet", "2024-10-28"),
    ("Norway will meet Sweden on Thursday.", "meet", "2024-10-24"),
    ("Norway will meet Sweden next Thursday.", "meet", "2024-10-31"),
    ("Norway plans to meet Sweden on Monday.", "meet", "2024-10-28"),
    ("Norway is meeting Sweden on Monday.", "meeting", "2024-10-28"),
    ("Norway condemned Sweden on Monday last week.", "condemned", "2024-10-14"),
    ("Norway fought Sweden from Monday to Wednesday.", "fought", "2024-10-21/2024-10-23"),
    ("Norway met Sweden on Saturday and Sunday.", "met", "2024-10-19/2024-10-20"),
    ("Norway has attacked Sweden since Monday.", "attacked", "2024-10-21"),
    # days and weeks as seen from publication
    ("Norway condemned Sweden today.", "condemned", "2024-10-24"),
    ("Norway condemned Sweden yesterday.", "condemned", "2024-10-23"),
    ("Norway will meet Sweden tomorrow.", "meet", "2024-10-25"),
    ("Norway condemned Sweden last night.", "condemned", "2024-10-23"),
    ("Norway condemned Sweden two days ago.", "condemned", "2024-10-22"),
    ("Norway condemned Sweden three weeks earlier.", "condemned", "2024-09-30/2024-10-06"),
    ("Norway condemned Sweden last week.", "condemned", "2024-10-14/2024-10-20"),
    ("Norway condemned Sweden earlier this week.", "condemned", "2024-10-21/2024-10-24"),
    ("Norway will meet Sweden this week.", "meet", "2024-10-24/2024-10-27"),
    ("Norway will meet Sweden next week.", "meet", "2024-10-28/2024-11-03"),
    ("Norway condemned Sweden last month.", "condemned", "2024-09-01/2024-09-30"),
    ("Norway condemned Sweden earlier in the month.", "condemned", "2024-10-01/2024-10-24"),
    ("Norway condemned Sweden last year.", "condemned", "2023-01-01/2023-12-31"),
    ("Norway has condemned Sweden this year.", "condemned", "2024-01-01/2024-10-24"),
    ("Norway condemned Sweden over the weekend.", "condemned", "2024-10-19/2024-10-20"),
    ("Norway attacked Sweden in the past two weeks.", "attacked", "2024-10-10/2024-10-24"),
    # days as seen from those mentioned before
    ("The day before, Norway condemned Sweden.", "condemned", "2024-10-23"),
    ("On Monday Finland met Latvia. The day before, Norway condemned Sweden.", "condemned", "2024-10-20"),
    ("On Monday Finland met Latvia. The following day, Norway condemned Sweden.", "condemned", "2024-10-22"),
    ("On Monday Finland met Latvia. Norway condemned Sweden the same day.", "condemned", "2024-10-21"),
    ("Finland met Latvia on 3 May 2019. Two days later Norway condemned Sweden.", "condemned", "2019-05-05"),
    ("The following day, Norway condemned Sweden.", "condemned", ""),
    # days of a month
    ("Norway condemned Sweden on March 3.", "condemned", "2024-03-03"),
    ("Norway condemned Sweden on 3 March.", "condemned", "2024-03-03"),
    ("Norway condemned Sweden on December 3.", "condemned", "2023-12-03"),
    ("Norway condemned Sweden on Oct. 3.", "condemned", "2024-10-03"),
    ("Norway condemned Sweden on the 3rd of March 2019.", "condemned", "2019-03-03"),
    ("Norway condemned Sweden on March 3, 2019.", "condemned", "2019-03-03"),
    ("Norway condemned Sweden on Monday, October 7.", "condemned", "2024-10-07"),
    ("Norway condemned Sweden on the morning of October 3.", "condemned", "2024-10-03"),
    ("Norway condemned Sweden on October 8 last year.", "condemned", "2023-10-08"),
    ("Norway is expected to meet Sweden on November 3.", "meet", "2024-11-03"),
    ("Norway and Sweden held talks October 8 to 13.", "held", "2024-10-08/2024-10-13"),
    ("Norway and Sweden met from October 8 to 13.", "met", "2024-10-08/2024-10-13"),
    ("Norway and Sweden met October 8-13.", "met", "2024-10-08/2024-10-13"),
    ("Norway and Sweden met between 3 and 5 May.", "met", "2024-05-03/2024-05-05"),
    ("Norway and Sweden met from 30 September to 2 October 2021.", "met", "2021-09-30/2021-10-02"),
    ("Norway condemned Sweden on 2019-10-24.", "condemned", "2019-10-24"),
    ("Norway condemned Sweden on 10/24/2019.", "condemned", "2019-10-24"),
    ("Norway condemned Sweden on 10/11/2019.", "condemned", ""),
    # months and years
    ("Norway condemned Sweden in March.", "condemned", "2024-03-01/2024-03-31"),
    ("Norway condemned Sweden in December.", "condemned", "2023-12-01/2023-12-31"),
    ("Norway will meet Sweden in March.", "meet", "2025-03-01/2025-03-31"),
    ("In May, Norway condemned Sweden.", "condemned", "2024-05-01/2024-05-31"),
    ("Norway condemned Sweden in early October.", "condemned", "2024-10-01/2024-10-10"),
    ("Norway condemned Sweden in mid-March.", "condemned", "2024-03-11/2024-03-20"),
    ("Norway condemned Sweden in March last year.", "condemned", "2023-03-01/2023-03-31"),
    ("Norway condemned Sweden in March 2011.", "condemned", "2011-03-01/2011-03-31"),
    ("Norway condemned Sweden in 2011.", "condemned", "2011-01-01/2011-12-31"),
    ("Norway condemned Sweden in late 2019.", "condemned", "2019-09-01/2019-12-31"),
    ("Norway fought Sweden from 2014 to 2016.", "fought", "2014-01-01/2016-12-31"),
    ("Norway attacked Sweden during the 1980s.", "attacked", "1980-01-01/1989-12-31"),
    # whose date it is
    ("On Monday Iran condemned the attack that Israel carried out last week.", "condemned", "2024-10-21"),
    ("On Monday Iran condemned the attack that Israel carried out last week.", "carried", "2024-10-14/2024-10-20"),
    ("On Monday Iran condemned the attack that Israel carried out last week.", "attack", "2024-10-14/2024-10-20"),
    ("France condemned Monday's attack by Mali on Niger.", "attack", "2024-10-21"),
    ("France condemned Monday's attack by Mali on Niger.", "condemned", ""),
    ("France condemned the June 12 strike by Mali on Niger.", "strike", "2024-06-12"),
    ("France condemned the June 12 strike by Mali on Niger.", "condemned", ""),
    ("The 1994 agreement between Israel and Jordan held.", "agreement", "1994-01-01/1994-12-31"),
    ("Iran rejected the 1967 borders of Israel.", "rejected", ""),
    ("Norway said on Monday that Sweden attacked Denmark on Sunday.", "said", "2024-10-21"),
    ("Norway said on Monday that Sweden attacked Denmark on Sunday.", "attacked", "2024-10-20"),
    ("Norway said on Monday that Sweden attacked Denmark.", "attacked", ""),
    ("Norway said Monday it had condemned Sweden.", "condemned", ""),
    ('"We condemn Sweden," Norway said on Monday.', "condemn", "2024-10-21"),
    ("Norway's spokesman said on Monday that Sweden should withdraw.", "should", "2024-10-21"),
    ("Norway condemned Sweden after it attacked Denmark on Monday.", "condemned", ""),
    ("Sweden, which attacked Denmark on Monday, condemned Norway.", "condemned", ""),
    ("Norway urged Sweden to hold an election in March.", "urged", ""),
    ("On Monday Norway met Sweden and urged Denmark to stop.", "urged", "2024-10-21"),
    ("Norway met Sweden and urged Denmark on Tuesday to stop.", "met", ""),
    ("Norway met Sweden on Monday and will visit Denmark.", "visit", ""),
    ("On Monday Norway attacked Denmark, and Sweden condemned it.", "condemned", ""),
    ("Norway expelled the envoy on Monday, calling him a spy.", "calling", "2024-10-21"),
    ("Norway on Tuesday began attacking Sweden.", "attacking", "2024-10-22"),
    ("Norway responded on Monday by expelling the envoy.", "expelling", "2024-10-21"),
    ("In a statement on Monday, Norway condemned Sweden.", "condemned", "2024-10-21"),
    ("In a Tuesday statement, Norway condemned Sweden.", "condemned", "2024-10-22"),
    ("Norway's attack on Sweden took place on Monday.", "attack", "2024-10-21"),
    ("Norway and Sweden signed a treaty in Oslo on 3 May 1999.", "signed", "1999-05-03"),
    ("Visiting Lima on Monday, Ola Berg of Norway condemned Sweden.", "condemned", "2024-10-21"),
    ("Having visited Lima on Monday, Ola Berg of Norway condemned Sweden.", "condemned", ""),
    ("In a letter dated October 3, Norway urged Sweden to withdraw.", "urged", "2024-10-03"),
    ("Norway announced on Monday that it will withdraw its troops from Sweden.", "withdraw", "2024-10-21"),
    ("Norway announced on Monday that its army will leave Sweden on Friday.", "leave", "2024-10-25"),
    ("Norway announced on Monday that Sweden will withdraw its troops.", "withdraw", ""),
    ("Yesterday the parliament of Peru voted on a resolution to expel the envoy.", "expel", "2024-10-23"),
    ("The cabinet of Peru on Monday approved a plan to expel the envoy.", "expel", "2024-10-21"),
    ("The cabinet of Peru on Monday discussed a plan to expel the envoy.", "expel", ""),
    ("In 2006, Oslo was the target of an attack by Sweden.", "attack", "2006-01-01/2006-12-31"),
    (
        "On Monday, Peru summoned the Chilean ambassador, Ana Ruiz, to formally criticise Bolivia.",
        "criticise",
        "2024-10-21",
    ),
    ("It was on Monday that Norway condemned Sweden.", "condemned", "2024-10-21"),
    ("The last time that Norway attacked Sweden was in 1972.", "attacked", "1972-01-01/1972-12-31"),
    # no dates, or none of the stance
    ("Norway sent 2,000 troops to Sweden.", "sent", ""),
    ("Norway sent 2000 troops to Sweden.", "sent", ""),
    ("Norway condemned Sweden at 2000 GMT.", "condemned", ""),
    ("Norway condemned Sweden at 1300 GMT.", "condemned", ""),
    ("Norway condemned Sweden under Resolution 2259.", "condemned", ""),
    ("Norway condemned Sweden under Resolution 1973.", "condemned", ""),
    ("Theresa May condemned Russia.", "condemned", ""),
    ("Norway may have condemned Sweden.", "condemned", ""),
    ("Norway condemned the march of Sweden.", "condemned", ""),
    ("Norway condemned Sweden for the second time under the sun.", "condemned", ""),
    ("Russia Today condemned Norway.", "condemned", ""),
    ("Norway condemned Sweden several days ago.", "condemned", ""),
    ("Norway condemned Sweden more than two years ago.", "condemned", ""),
    ("Norway gave Sweden until Monday to withdraw.", "gave", ""),
    ("Norway condemned Sweden before Monday.", "condemned", ""),
    ("Norway condemns Sweden every Monday.", "condemns", ""),
    ("Norway condemned Sweden on 30 February.", "condemned", ""),
]


def dated(text, cue, *, date=THURSDAY):
    parsed = parse(Document(id="a", text=text, date=date), load_model())
    word = next(w for w in reversed(parsed.words) if w.text == cue)
    return Dates(parsed).of([word], planned=standing(word).factuality is Factuality.PLANNED)


def written(found):
    return "/".join(day.isoformat() for day in (found.date, found.date_end) if day is not None)


@pytest.mark.parametrize(("text", "cue", "expected"), CASES, ids=[f"{cue}: {text}" for text, cue, _ in CASES])
def test_stance_has_the_day_that_its_clause_names(text, cue, expected):
    found = dated(text, cue)
    assert written(found) == (expected or THURSDAY.isoformat())
    assert found.basis == ("text" if expected else "publication")
    assert bool(found.words) == bool(expected)


def test_the_words_that_say_so_are_told():
    assert [w.text for w in dated("Norway and Sweden met from October 8 to 13.", "met").words] == [
        "October", "8", "to", "13",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "expected"),
    [("on 3 May 2019", "2019-05-03"), ("in 2011", "2011-01-01/2011-12-31"), ("on Monday", ""), ("on 3 May", "")],
)
def test_without_publication_only_what_names_its_year_is_dated(when, expected):
    found = dated(f"Norway condemned Sweden {when}.", "condemned", date=None)
    assert written(found) == expected
    assert found.basis == ("text" if expected else None)


def test_a_dateline_stands_for_publication_where_that_is_unknown():
    text = "OSLO, Oct 3, 2019 (AGENCY) - Norway condemned Sweden on Monday. Norway attacked Sweden."
    assert written(dated(text, "condemned", date=None)) == "2019-09-30"
    assert (dated(text, "attacked", date=None).date, dated(text, "attacked", date=None).basis) == (
        dt.date(2019, 10, 3),
        "publication",
    )
    assert written(dated(text, "attacked")) == "2024-10-24"
    assert dateline_day("OSLO, Oct 3 (AGENCY) - Norway condemned Sweden.") is None


def test_statements_are_dated_by_text_and_keep_their_ids():
    text = "On Monday Norway condemned Sweden. Norway will meet Denmark next week. Norway thanked Finland."
    found = {s.stance: s for s in extract([Document(id="a", text=text, date=THURSDAY)])}
    undated = {s.stance: s for s in extract([Document(id="a", text=text)])}
    when = {name: (str(s.date), s.date_end and str(s.date_end), str(s.date_basis)) for name, s in found.items()}
    assert when == {
        "condemns": ("2024-10-21", None, "text"),
        "consults": ("2024-10-28", "2024-11-03", "text"),
        "supports": ("2024-10-24", None, "publication"),
    }
    assert {s.id for s in found.values()} == {s.id for s in undated.values()}


def test_windows_of_a_graph_go_by_the_day_of_the_stance():
    text = "Norway condemned Sweden last week. Norway sanctioned Sweden on Monday."
    G = to_multigraph(extract([Document(id="a", text=text, date=THURSDAY)]))
    assert {(d["stance"], d["first"].day, d["last"].day) for *_, d in G.edges(data=True)} == {
        ("condemns", 14, 20),
        ("sanctions", 21, 21),
    }
    assert [key for *_, key in filtered(G, until=dt.date(2024, 10, 18)).edges(keys=True)] == ["condemns"]
    assert [key for *_, key in filtered(G, since=dt.date(2024, 10, 21)).edges(keys=True)] == ["sanctions"]


WORDS = """
    on in at since from the last next this early mid - of to and between Monday Sunday March May Oct. 29 February 3rd 31
    8 13 8-13 1999 2024 0001 1980s 2019-02-30 2019-10-24 31/12/2020 days weeks year ago earlier before later day
    yesterday today weekend night two 99 Norway condemned attacked Sweden will , .
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n"])


@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60), st.none() | st.dates(), st.booleans())
@settings(max_examples=150)
def test_any_words_give_days_in_order_and_no_crash(text, published, planned):
    parsed = parse(Document(id="a", text=text, date=published), load_model())
    for before in ((), [(dt.date.min, dt.date.min)], [(dt.date.max, dt.date.max)]):
        for mention in mentions(parsed):
            days = mention.days(Frame(published, planned, before))
            assert days is None or days[0] <= days[1]
    dates = Dates(parsed)
    for word in parsed.words:
        found = dates.of([word], planned=planned)
        assert found.date_end is None or found.date < found.date_end
        assert (found.basis == "text") == bool(found.words)
        assert found.basis is not None or found.date is None

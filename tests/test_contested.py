"""Claims bring together who asserts the same thing, who denies it and who looks into it."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph import extract, read_documents
from stancegraph.contested import ALIKE, contested_claims, group_claims
from stancegraph.errors import UnknownNameError
from stancegraph.models import Actor, Evidence, FoundBy, Span

KOR, PRK, RUS, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "RUS", "UKR", "USA"))
NIS = "organisation:kor/nis"


@pytest.fixture
def say(make_statement, make_actor):
    """``say(UKR, "accuses", PRK, about="sending troops", sentence=2)``: of one sentence if `sentence` is the same."""
    count = itertools.count()

    def statement(source, stance, target=None, *, sentence=0, by=None, at=None, **fields):
        # Statements of one sentence have the same evidence and, unless told, cues of their own.
        start = 1000 * sentence
        quote = "Somebody says something of somebody else. " * 4
        cue = start + (next(count) % 100 if at is None else at)
        evidence = Evidence(
            start=start,
            end=start + len(quote),
            quote=quote,
            cue=Span(start=cue, end=cue + 3),
            found_by=FoundBy(extractor="by-hand", version="1"),
        )
        attributed = {} if by is None else {"attributed_to": by if isinstance(by, Actor) else make_actor(by)}
        return make_statement(source, stance, target, evidence=evidence, **attributed, **fields)

    return statement


def names(voices):
    return [voice.actor.name for voice in voices]


def only(claims):
    (claim,) = claims
    return claim


# --- what is one claim ------------------------------------------------------------------------------------------


def test_accusation_and_the_deed_of_its_sentence_are_one_claim(say):
    claim = only(
        group_claims(
            [
                say(UKR, "accuses", PRK, about="sending troops to Moscow"),
                say(PRK, "aids", RUS, factuality="alleged", by=UKR),
            ]
        )
    )
    assert (claim.accused.id, claim.stance, claim.target.id) == (PRK, "aids", RUS)
    assert claim.words == "sending troops to Moscow"
    assert [(voice.actor.id, voice.sentences) for voice in claim.asserted_by] == [(UKR, 1)]
    assert not claim.is_contested


def test_accusers_joined_by_and_assert_the_same_deed(say):
    accusers = [say(each, "accuses", PRK, at=7) for each in (KOR, UKR)]
    claim = only(group_claims([*accusers, say(PRK, "aids", RUS, factuality="alleged", by=KOR)]))
    assert sorted(names(claim.asserted_by)) == ["South Korea", "Ukraine"]


def test_another_accusation_in_the_sentence_is_another_claim(say):
    made = [
        say(USA, "accuses", PRK, about="printing dollars"),
        say(PRK, "aids", RUS, factuality="alleged", by=UKR, about="soldiers"),
    ]
    assert len(group_claims(made)) == 2


def test_deed_alleged_in_several_documents_is_one_claim(say):
    made = [
        say(PRK, "aids", RUS, factuality="alleged", by=UKR, document="a", date="2024-10-14"),
        say(PRK, "aids", RUS, factuality="alleged", by=USA, document="b", date="2024-10-23"),
        say(PRK, "aids", RUS, factuality="alleged", by=USA, document="c", date="2024-10-20"),
    ]
    claim = only(group_claims(made))
    assert [(v.actor.id, v.sentences, v.first) for v in claim.asserted_by] == [
        (USA, 2, dt.date(2024, 10, 20)),
        (UKR, 1, dt.date(2024, 10, 14)),
    ]
    assert (claim.first, claim.last) == (dt.date(2024, 10, 14), dt.date(2024, 10, 23))


def test_deed_toward_somebody_else_is_another_claim(say):
    made = [say(PRK, "aids", each, factuality="alleged", by=UKR) for each in (RUS, USA)]
    assert len(group_claims(made)) == 2


def test_deeds_that_a_text_states_or_announces_are_nobodys_claim(say):
    made = [say(PRK, "aids", RUS, factuality=each) for each in ("asserted", "planned", "denied")]
    assert group_claims(made) == []


def test_accusation_that_is_only_planned_is_none(say):
    assert group_claims([say(UKR, "accuses", PRK, factuality="planned", about="sending troops")]) == []


def test_deed_that_nobody_is_named_for_is_counted(say):
    claim = only(group_claims([say(PRK, "aids", RUS, factuality="alleged")]))
    assert (claim.asserted_by, claim.unattributed) == ((), 1)


def test_accusations_worded_alike_are_one_claim_across_documents(say):
    made = [
        say(KOR, "accuses", PRK, about="dispatching troops to the front", document="a"),
        say(USA, "condemns", PRK, about="having dispatched 3,000 troops to a front", document="b"),
        say(UKR, "accuses", PRK, about="counterfeiting cigarettes", document="b", sentence=1),
    ]
    first, second = group_claims(made)
    assert sorted(names(first.asserted_by)) == ["South Korea", "United States"]
    assert names(second.asserted_by) == ["Ukraine"]


def test_accusations_that_share_less_than_half_of_their_words_stay_apart(say):
    # violate, international, law; violate, human, right, law: two of five.
    assert ALIKE > 2 / 5
    made = [
        say(USA, "accuses", RUS, about="violating international law"),
        say(UKR, "accuses", RUS, about="violating human rights law", sentence=1),
    ]
    assert len(group_claims(made)) == 2


def test_same_words_about_another_actor_are_another_claim(say):
    made = [say(USA, "accuses", each, about="violating international law") for each in (RUS, PRK)]
    assert len(group_claims(made)) == 2


def test_accusations_without_words_stay_apart(say):
    made = [say(USA, "condemns", RUS, about=about, sentence=n) for n, about in enumerate([None, "it", "that"])]
    claims = group_claims(made)
    assert len(claims) == 3
    assert {claim.words for claim in claims} == {("Somebody says something of somebody else. " * 4).strip()}


def test_accusation_joins_a_deed_of_another_document_if_it_names_the_target(say, make_actor):
    russia = make_actor(RUS, aliases=("Moscow", "Russian"))
    deed = [
        say(UKR, "accuses", PRK, about="shipping soldiers to Moscow", document="a"),
        say(PRK, "aids", russia, factuality="alleged", by=UKR, document="a"),
    ]
    named = say(KOR, "accuses", PRK, about="giving Russian generals soldiers", document="b")
    unnamed = say(USA, "accuses", PRK, about="maltreating its soldiers", document="b", sentence=1)
    first, second = group_claims([*deed, named, unnamed])
    assert sorted(names(first.asserted_by)) == ["South Korea", "Ukraine"]
    assert names(second.asserted_by) == ["United States"]


def test_wire_copies_are_kept_and_not_counted(say):
    original = say(PRK, "aids", RUS, factuality="alleged", by=UKR, document="a")
    copy = say(PRK, "aids", RUS, factuality="alleged", by=UKR, document="b", copy_of=original.id)
    claim = only(group_claims([original, copy]))
    assert claim.asserted_by[0].sentences == 1
    assert len(claim.assertions) == 2


# --- who denies -------------------------------------------------------------------------------------------------


def test_accused_who_answers_his_accuser_denies_the_claim(say):
    made = [say(UKR, "accuses", PRK, about="sending troops"), say(PRK, "denies", UKR, sentence=3)]
    claim = only(group_claims(made))
    assert claim.is_contested
    assert names(claim.denied_by) == ["North Korea"]


def test_state_answers_for_its_officials_and_to_those_of_the_accuser(say):
    made = [
        say(NIS, "accuses", "official:prk/kim", about="sending troops"),
        say(PRK, "denies", KOR, sentence=1),
    ]
    claim = only(group_claims(made))
    assert (claim.accused.id, names(claim.asserted_by), names(claim.denied_by)) == (
        "official:prk/kim",
        ["Nis"],
        ["North Korea"],
    )


def test_whoever_the_deed_was_done_for_may_deny_it(say):
    made = [say(PRK, "aids", RUS, factuality="alleged", by=KOR), say(RUS, "denies", KOR, sentence=1)]
    assert names(only(group_claims(made)).denied_by) == ["Russia"]


def test_within_one_country_only_the_accuser_himself_is_answered(say):
    made = [
        say("official:usa/doe", "accuses", USA, about="paying a ransom"),
        say("official:usa/roe", "accuses", USA, about="breaking its word", sentence=1),
        say(USA, "denies", "official:usa/doe", sentence=2),
    ]
    first, second = group_claims(made)
    assert (first.words, names(first.denied_by)) == ("paying a ransom", ["United States"])
    assert not second.is_contested


def test_words_say_which_of_two_claims_is_denied(say):
    made = [
        say(UKR, "accuses", PRK, about="shipping shells by train"),
        say(UKR, "accuses", PRK, about="hacking a bank", sentence=1),
        say(PRK, "denies", UKR, about="that it shipped shells", sentence=2),
    ]
    assert only(c for c in group_claims(made) if c.is_contested).words == "shipping shells by train"


def test_of_claims_that_fit_alike_the_last_one_is_denied(say):
    made = [
        say(UKR, "accuses", PRK, about="shipping shells by train"),
        say(UKR, "accuses", PRK, about="hacking a bank", sentence=1),
        say(PRK, "denies", UKR, about="the claim", sentence=2),
        say(UKR, "accuses", PRK, about="printing dollars", sentence=3),
    ]
    assert only(c for c in group_claims(made) if c.is_contested).words == "hacking a bank"


def test_denial_of_something_else_is_a_claim_of_its_own(say):
    made = [
        say(UKR, "accuses", PRK, about="sending troops"),
        say(PRK, "denies", about="that it had hacked a bank", sentence=1),
    ]
    asserted, denied = group_claims(made)
    assert not asserted.is_contested
    assert not denied.is_contested
    assert (denied.accused.id, denied.words, denied.asserted_by) == (PRK, "it had hacked a bank", ())


def test_denial_tells_who_made_the_claim_where_nothing_else_does(say):
    claim = only(group_claims([say(PRK, "denies", UKR, about="having hacked a bank")]))
    assert [(voice.actor.id, voice.sentences, voice.first) for voice in claim.asserted_by] == [(UKR, 0, None)]
    assert claim.is_contested


def test_deniers_joined_by_and_deny_one_claim(say):
    made = [say(each, "denies", UKR, at=5, about="what is said of the drill") for each in (PRK, RUS)]
    assert sorted(names(only(group_claims(made)).denied_by)) == ["North Korea", "Russia"]


def test_denial_worded_alike_answers_a_claim_of_another_document(say):
    made = [
        say(UKR, "accuses", PRK, about="hacking a central bank", document="a"),
        say(PRK, "denies", about="that it hacked the central bank", document="b"),
    ]
    assert only(group_claims(made)).is_contested


def test_nobody_denies_what_he_says_himself(say):
    made = [say(UKR, "accuses", PRK, about="sending troops"), say(UKR, "denies", about="sending troops", sentence=1)]
    assert not any(claim.is_contested for claim in group_claims(made))


# --- who looks into it ------------------------------------------------------------------------------------------


def test_inquiry_into_the_accused_is_one_into_the_claim_it_names(say):
    made = [
        say(UKR, "accuses", PRK, about="sending troops"),
        say(USA, "investigates", PRK, about="reports about troops", sentence=1),
        say(KOR, "investigates", PRK, about="the death of a tourist", sentence=2),
    ]
    claim = only(group_claims(made))
    assert names(claim.investigated_by) == ["United States"]
    assert not claim.is_contested


# --- all of them ------------------------------------------------------------------------------------------------


def test_contested_claims_come_first_then_those_of_most_statements(say):
    made = [
        *(say(UKR, "accuses", RUS, about="shelling Odesa", sentence=n) for n in range(3)),
        *(say(UKR, "accuses", USA, about="dragging its feet", sentence=n) for n in range(4)),
        say(UKR, "accuses", PRK, about="sending troops", sentence=8),
        say(PRK, "denies", UKR, sentence=9),
    ]
    assert [claim.accused.id for claim in group_claims(made)] == [PRK, USA, RUS]


def test_rollup_merges_accused_and_voices_into_their_country(say):
    made = [
        say("official:kor/kim", "accuses", "official:prk/choe", about="sending troops"),
        say(KOR, "accuses", PRK, about="sending troops", document="b"),
    ]
    assert len(group_claims(made)) == 2
    claim = only(group_claims(made, rollup="country"))
    assert (claim.accused.id, names(claim.asserted_by)) == (PRK, ["South Korea"])
    claim = only(group_claims(made[:1], rollup="country", names={"PRK": "Norkor"}))
    assert (claim.accused.name, names(claim.asserted_by)) == ("Norkor", ["KOR"])
    with pytest.raises(UnknownNameError, match="expected 'country'"):
        group_claims(made, rollup="bloc")


def test_own_codebook_says_what_is_a_claim(say, tmp_path):
    from stancegraph import load_codebook

    (tmp_path / "c.toml").write_text(
        '[stance.smears]\nsign = -1\nis_claim = true\nmeaning = "smears"\nexample = "A smeared B."\n', encoding="utf-8"
    )
    made = [say(UKR, "smears", RUS, about="sending troops")]
    assert group_claims(made) == []
    assert len(group_claims(made, codebook=load_codebook(tmp_path / "c.toml"))) == 1


def test_no_statements_make_no_claims():
    assert group_claims([]) == []


def test_article_about_troops_reads_rightly():
    documents = read_documents("fixtures/articles/docs/north-korean-troops.txt", date="2024-10-24")
    claim = group_claims(extract(documents))[0]
    assert (claim.accused.name, claim.stance, claim.target.name) == ("North Korea", "aids", "Russia")
    assert claim.is_contested
    assert {"South Korea", "Ukraine", "National Intelligence Service", "John Kirby"} <= set(names(claim.asserted_by))
    assert {"North Korea", "Dmitry Peskov"} <= set(names(claim.denied_by))
    assert "troops" in claim.words


@given(st.data())
def test_every_statement_is_in_one_claim_at_most_and_order_makes_no_difference(statement_lists, data):
    statements = data.draw(statement_lists(max_size=14))
    claims = group_claims(statements)
    ids = [statement.id for claim in claims for statement in claim.statements]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {statement.id for statement in statements}
    assert group_claims(data.draw(st.permutations(statements))) == claims
    deeds = [(c.accused.id, c.stance, c.target.id) for c in claims if c.stance is not None]
    assert len(deeds) == len(set(deeds))
    for claim in claims:
        assert claim.assertions or claim.denials
        assert {s.source.id for s in claim.denials} == {voice.actor.id for voice in claim.denied_by}


@given(st.data())
def test_accusations_and_denials_are_all_in_a_claim(statement_lists, data):
    statements = data.draw(statement_lists(max_size=14))
    placed = {s.id for claim in group_claims(statements) for s in claim.statements}
    for statement in statements:
        taken = statement.factuality in ("asserted", "alleged")
        if taken and (statement.stance == "denies" or (statement.stance == "accuses" and statement.target is not None)):
            assert statement.id in placed


def test_contested_claims_are_those_of_all_that_are_contested(korea):
    statements = list(korea.graph["statements"].values())
    wanted = [claim for claim in group_claims(statements) if claim.is_contested]
    assert wanted
    assert contested_claims(reversed(statements)) == wanted

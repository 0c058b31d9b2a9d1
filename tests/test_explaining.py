"""Every step from a sentence to its statements can be seen, and so can the reason where there are none."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancegraph import Document, Explanation, explain, extract, load_codebook
from stancegraph.errors import SkippedTextWarning, UnknownNameError
from stancegraph.extraction.findings import SURE
from stancegraph.extraction.readings import SURENESS

GERMAN = (
    "Die Regierung in Berlin verurteilte am Montag den Angriff auf das Krankenhaus und forderte eine sofortige "
    "Untersuchung durch die Vereinten Nationen, wie ein Sprecher des Ministeriums am Abend sagte."
)


def told(text, **options):
    return explain([Document(id="a", text=text, date="2024-10-24")], **options)


def ways(text):
    return [way for sentence in told(text) for way in sentence.statements]


def way(text, summary=None):
    [found] = [w for w in ways(text) if summary is None or w.summary == summary]
    return found


# ------------------------------------------------------------------------------------------------------ statements


def test_explains_what_extract_finds():
    text = "Kyiv said Pyongyang had sent troops to Moscow. Russia denied the claims. It rained."
    document = Document(id="a", text=text)
    found = [w for sentence in explain([document]) for w in sentence.statements]
    assert [w.id for w in found] == [s.id for s in extract([document])]
    assert [w.confidence for w in found] == [s.confidence for s in extract([document])]


def test_a_statement_shows_its_whole_way():
    found = way("Sweden was condemned on Monday by Norway.")
    assert found.frame.voice == "passive"
    assert found.frame.done_by == ("Norway",)
    assert found.frame.done_to == ("Sweden",)
    assert found.entry.stance == "condemns"
    assert found.entry.as_read == "condemn TARGET"
    assert found.entry.pattern in load_codebook().stances["condemns"].verbs
    assert found.entry.origin == "the built-in codebook"
    assert found.entry.meaning.startswith("criticises")
    assert found.date_because == "'Monday' in the text, as seen from 2024-10-24"
    assert found.factuality_because == "the text says so itself"


@pytest.mark.parametrize(
    ("how", "text", "name", "because"),
    [
        ("name", "Seoul condemned Sweden.", "South Korea", "'Seoul' is the capital of South Korea in the gazetteer"),
        ("name", "The Kremlin condemned Sweden.", "Russia", "a seat of power of Russia"),
        ("name", "Erik Berg condemned Sweden.", "Erik Berg", "'Erik Berg' is the full name of a person in the text"),
        ("name", "Erik Berg is ill. Berg condemned Sweden.", "Erik Berg", "short for Erik Berg, as in sentence 1"),
        (
            "name",
            "The Norwegian Fishing Board (NFB) met. NFB condemned Sweden.",
            "Norwegian Fishing Board",
            "'NFB' is what the text abbreviates Norwegian Fishing Board to",
        ),
        ("name", "Norway, which is rich, condemned Sweden.", "Norway", "'Norway' is a name of Norway"),
        ("nation word", "US officials condemned Sweden.", "United States", "'US officials' stands for United States"),
        ("title", "The ambassador, Lars Holm, condemned Sweden.", "Lars Holm", "'Lars Holm' stands beside a title"),
        (
            "pronoun",
            "Erik Berg met Iran's leaders. He condemned Sweden.",
            "Erik Berg",
            "'He' takes up Erik Berg, last 'Erik Berg' in sentence 1",
        ),
        (
            "definite",
            "Norwegian President Erik Berg met Iran's leaders. The president condemned Sweden.",
            "Erik Berg",
            "'The president' takes up Erik Berg, last 'Erik Berg' in sentence 1",
        ),
        ("group", "Sudanese rebels condemned Sweden.", "Sudanese rebels", "is a group without a name"),
        ("home", "Norway is cold. The government condemned Sweden.", "Norway", "whose 'The government' is goes unsaid"),
        ("speaker", '"We condemn Sweden," said Erik Berg.', "Erik Berg", "'We' in a quote is Erik Berg, who is quoted"),
    ],
    ids=lambda value: value if value in SURENESS else "",
)  # fmt: skip
def test_each_way_of_finding_an_actor_is_named(how, text, name, because):
    source = ways(text)[-1].source
    assert (source.how, source.name) == (how, name)
    assert because in source.because


def test_the_owner_of_what_is_spoken_of_is_told():
    target = way("Sweden condemned the Kremlin's decision.").target
    assert target.how == "owner"
    assert target.because.startswith(
        "it acts through, or owns, what is spoken of; 'Kremlin' is a seat of power of Russia"
    )


def test_every_way_of_finding_an_actor_has_words():
    # "implied" and "home" are tested in other sentences; a new way must be told as well.
    assert set(SURENESS) == {
        "name", "nation word", "title", "owner", "definite", "group", "pronoun", "speaker", "home", "implied",
    }  # fmt: skip
    assert set(SURE) == {"verb", "noun", "report"}


def test_whoever_is_denied_is_said_to_be_implied():
    target = way("Ukraine accused Russia. It was cold. Russia denied it.", "Russia denies Ukraine").target
    assert "sentence 1" in target.because
    assert "implied" in target.because


def test_a_protest_is_said_to_be_aimed_at_the_state():
    assert "toward its state" in way("Serbian students protested in Belgrade.").target.because


def test_a_missing_target_is_explained():
    found = way("Norway denied the claims.")
    assert found.target is None
    assert found.target_because


def test_what_a_noun_shows_is_told():
    found = way("Norway's visit to Sweden ended.")
    assert (found.frame.sort, found.frame.voice) == ("noun", None)
    assert found.frame.done_to == ("Sweden",)


def test_a_report_is_told_with_the_deed_and_whose_pattern_it_is():
    found = way("Kyiv said Pyongyang had sent troops to Moscow.", "Ukraine accuses North Korea")
    assert (found.frame.sort, found.frame.trigger, found.frame.deed) == ("report", "said", "sent troops to")
    assert found.frame.said_by == ("'Kyiv' ('said')",)
    assert found.entry.derived == "the pattern is of aids; to report such a deed of another side is accuses"
    alleged = way("Kyiv said Pyongyang had sent troops to Moscow.", "North Korea aids Russia")
    assert alleged.attributed_to == "Ukraine"
    assert "another side" in alleged.factuality_because


@pytest.mark.parametrize(
    ("text", "factuality", "because"),
    [
        ("Norway will meet Sweden.", "planned", "its verb is of what is to come"),
        ("Norway reportedly attacked Sweden.", "alleged", "'reportedly'"),
        ("Norway plans to attack Sweden.", "planned", "'plans to'"),
        ("Norway is accused of attacking Sweden.", "alleged", "'accused', and not by whom"),
        ("Norway appears to have attacked Sweden.", "alleged", "'appears'"),
    ],
)
def test_why_a_deed_is_not_asserted_is_told(text, factuality, because):
    found = ways(text)[-1]
    assert (found.factuality, found.factuality_because) == (factuality, because)


@pytest.mark.parametrize(
    ("text", "derived"),
    [
        ("Norway said that Sweden must leave.", "to say that somebody must do something is demands"),
        ("Norway vowed to conquer Sweden.", "the pattern is of attacks; to promise or threaten it is threatens"),
    ],
)
def test_a_stance_that_follows_from_another_says_so(text, derived):
    assert ways(text)[0].entry.derived == derived


def test_what_was_mended_in_the_parse_is_told():
    [sentence] = told("Turkey summons Swedish envoy")
    assert any("'summons': NNS made VBZ" in repair for repair in sentence.repairs)
    assert told("Norway condemned Sweden.")[0].repairs == ()


def test_the_parse_has_every_word_of_the_sentence_below_what_it_hangs_on():
    sentence = told("It rained. Norway condemned Sweden.")[1]
    assert {w.text for w in sentence.parse} == {"Norway", "condemned", "Sweden", "."}
    assert [(w.text, w.hangs, w.on, w.depth) for w in sentence.parse][:2] == [
        ("condemned", "root", None, 0),
        ("Norway", "subject", "condemned", 1),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Norwegian officials met. Norwegian minister Erik Berg condemned Sweden.", "the words beside the name"),
        ("Norway is cold. Norway rests. Oslo sleeps. Erik Berg condemned Sweden.", "most names in the text, a guess"),
        ("Olaf Scholz condemned Sweden.", "the gazetteer"),
        ("Sudanese rebels condemned Sweden.", "the words that name it"),
        ("Norway condemned Sweden.", None),
    ],
)
def test_where_a_country_comes_from_is_told(text, source):
    assert ways(text)[-1].source.country_from == source


def test_a_users_pattern_is_told_from_a_built_in_one(tmp_path):
    path = tmp_path / "c.toml"
    path.write_text('[stance.condemns]\nverbs = ["tut at TARGET"]\n', encoding="utf-8")
    book = load_codebook(path)
    mine, theirs = (
        s.statements[0].entry for s in told("Norway tutted at Sweden. Norway condemned Sweden.", codebook=book)
    )
    assert (mine.pattern, mine.origin) == ("tut at TARGET", "the user's codebook")
    assert theirs.origin == "the built-in codebook"


# ---------------------------------------------------------------------------------------------------------- nothing


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The sky is blue.", "no word of the codebook in it, and nobody is named or meant"),
        ("Norway is blue.", "no word of the codebook in it"),
        ("Norway did not condemn Sweden.", "'condemn': it is negated"),
        ("Norway could have attacked Sweden.", "'attacked': it is not said to be so: a possibility, not an act"),
        ("Norway failed to attack Sweden.", "not said to be so: only failed"),
        ("Egypt prevented Sudan from attacking Chad.", "'attacking': it is not said to be so: prevented from"),
        ("Norway attacked Sweden?", "it is not said to be so: a question"),
        ("Norway criticised the plan.", "'criticised': its target is nobody that is known: 'the plan'"),
        ("The plan was criticised.", "nobody is named or meant in it; 'criticised': nobody is named who does it"),
        ("He condemned Sweden.", "'condemned': its source is nobody that is known: 'He'"),
        ("Norway attacked Norway.", "its source and its target are one and the same"),
        ("Norway must leave.", "it counts only in what somebody is quoted or reported as saying"),
        ("It rained in Norway.", "'rained': no pattern fits: no 'bomb', 'fire', 'rocket', 'shell' hangs on it"),
        ("The attack on Sweden ended.", "nothing else in the text tells of the same deed in full"),
        ("The treaty was signed.", "'treaty': alone it counts only with two owners"),
    ],
)
def test_why_nothing_was_found_is_told(text, outcome):
    [sentence] = told(text)
    assert sentence.statements == ()
    assert outcome in sentence.outcome


def test_what_is_said_of_the_speakers_own_side_is_told():
    attempts = told("Norway said that Norway violated the truce.")[0].attempts
    assert any("speaker's own side" in a.outcome for a in attempts)


def test_whoever_is_read_in_a_sentence_is_told_also_without_statements():
    [sentence] = told("Norway and the Kremlin did not meet NATO.")
    assert [a.name for a in sentence.actors] == ["Norway", "Russia", "NATO"]


# ----------------------------------------------------------------------------------------------------------- choice


TWO = "Norway condemned Sweden. It rained. Norway thanked Iran."


def test_a_statement_is_found_by_the_beginning_of_its_id():
    wanted = ways(TWO)[1]
    [sentence] = told(TWO, statement=wanted.id[:8])
    assert [w.id for w in sentence.statements] == [wanted.id]
    assert sentence.attempts == ()


def test_an_unknown_or_ambiguous_id_is_one_clear_line():
    with pytest.raises(UnknownNameError, match=r"statement 'zzz': none of the 2 that were found has this id"):
        told(TWO, statement="zzz")
    with pytest.raises(UnknownNameError, match=r"statement '': 2 begin so .* expected more of the id"):
        told(TWO, statement="")


def test_sentences_are_found_by_their_words_or_number():
    assert [s.sentence for s in told(TWO, find="NORWAY  ")] == [1, 3]
    assert [s.sentence for s in told(TWO, sentence=2)] == [2]
    assert told(TWO, sentence=4) == []
    assert told("It \t rained hard.", find="it rained")[0].sentence == 1


def test_other_languages_are_skipped_with_a_warning():
    with pytest.warns(SkippedTextWarning):
        assert told(GERMAN) == []


def test_explanations_are_records_that_survive_json():
    for sentence in told("Kyiv said on Monday that Pyongyang had sent troops to Moscow. It rained."):
        assert Explanation.model_validate_json(sentence.model_dump_json()) == sentence
        json.dumps(sentence.model_dump(mode="json"), allow_nan=False)


# Words of every sort, and what markup, formats and terminals take for more than words.
ODD = """
Norway Sweden Kyiv said that condemned attack on the not would to have been by troops who he they its government Mr Berg
President , . " ? must denied claims and [bold] \x1b[31m {words} {0} % \u202e
"""
WORDS = st.sampled_from([*ODD.split(), "\n\n"])


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80))
def test_no_text_is_too_odd_to_explain(text):
    # Other languages may be met, which is a warning and no error.
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedTextWarning)
        try:
            document = Document(id="a", text=text)
        except ValueError:  # a lone surrogate, which no document has
            return
        sentences = explain([document])
        assert [w.id for s in sentences for w in s.statements] == [s.id for s in extract([document])]
    for sentence in sentences:
        assert sentence.quote == text[sentence.start : sentence.end]
        assert sentence.outcome

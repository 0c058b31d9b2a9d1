"""The built-in codebook is consistent, users' files are laid over it, and bad ones are named in one line."""

import pickle
from collections import Counter
from pathlib import Path

import pytest

from stancegraph import Document, extract
from stancegraph.codebook import MAX_PATTERN_WORDS, RULE_LISTS, Slot, load_codebook
from stancegraph.errors import CodebookError

# name -> sign, whether it holds both ways, whether a statement may lack its target
STANCES = {
    "accuses": (-1, False, False),
    "condemns": (-1, False, False),
    "denies": (-1, False, True),
    "rejects": (-1, False, True),
    "demands": (-1, False, True),
    "urges": (0, False, True),
    "summons": (-1, False, False),
    "threatens": (-1, False, False),
    "protests": (-1, False, True),
    "sanctions": (-1, False, False),
    "mobilises": (-1, False, False),
    "coerces": (-1, False, False),
    "attacks": (-1, False, False),
    "investigates": (0, False, True),
    "consults": (0, True, False),
    "supports": (1, False, False),
    "agrees": (1, True, False),
    "concedes": (1, False, False),
    "cooperates": (1, True, False),
    "aids": (1, False, False),
    "retreats": (1, False, False),
}
PLOVER = {
    *("ACCUSE", "REJECT", "REQUEST", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "CONSULT"),
    *("SUPPORT", "AGREE", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
}
HUGS = """
[stance.hugs]
sign = 1
intensity = 2
meaning = "puts its arms around the target"
example = "Norway hugged Sweden."
verbs = ["hug|cuddle TARGET"]
"""
BUILT_IN = load_codebook()


@pytest.fixture
def write(tmp_path):
    def write(content, name="mine.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def stances_in(text, codebook=None):
    found = extract([Document(id="a", text=text)], codebook=codebook)
    return [(s.source.name, s.stance, s.target and s.target.name) for s in found]


# ------------------------------------------------------------------------------------------------------ built in


def test_stances_have_their_signs_and_directions():
    table = {s.name: (s.sign, s.symmetric, s.target == "optional") for s in BUILT_IN.stances.values()}
    assert table == STANCES
    assert list(BUILT_IN.stances) == [stance.name for stance in BUILT_IN.stances.values()]


@pytest.mark.parametrize("stance", BUILT_IN.stances.values(), ids=lambda s: s.name)
def test_stance_is_whole(stance):
    assert stance.verbs, "each stance is shown by a verb at least"
    assert stance.meaning
    assert stance.example.endswith(".")
    assert stance.cameo
    assert all(code.isdigit() and 2 <= len(code) <= 3 for code in stance.cameo)
    assert stance.plover in PLOVER or stance.name == "denies"
    assert (stance.intensity > 0) >= (stance.sign > 0), "what is friendly has a friendly intensity"
    assert (stance.intensity < 0) >= (stance.sign < 0)


@pytest.mark.parametrize("stance", BUILT_IN.stances.values(), ids=lambda s: s.name)
def test_example_is_read_as_its_stance(stance):
    assert stance.name in {found for _, found, _ in stances_in(stance.example)}


def repeats(index):
    """Return the heads at which two patterns of one stance ask for the same."""
    return [
        (head, stance)
        for head, patterns in index.items()
        for (stance, *_), number in Counter((p.stance, p.elements, p.target_first, p.negated) for p in patterns).items()
        if number > 1
    ]


@pytest.mark.parametrize("name", ["verbs", "nouns", "reported"])
def test_no_pattern_stands_twice_in_a_stance(name):
    assert repeats(getattr(BUILT_IN, name)) == []


def test_more_demanding_patterns_come_first():
    for index in (BUILT_IN.verbs, BUILT_IN.nouns, BUILT_IN.reported):
        for patterns in index.values():
            words = [sum(e.slot is Slot.WORD for e in p.elements) for p in patterns]
            assert words == sorted(words, reverse=True)


def test_both_spellings_of_a_verb_are_known():
    assert {p.stance for p in BUILT_IN.verbs["criticize"]} == {p.stance for p in BUILT_IN.verbs["criticise"]}
    assert "mobilize" in BUILT_IN.verbs
    assert stances_in("Norway criticized Sweden.") == stances_in("Norway criticised Sweden.") != []


def test_a_pattern_is_taken_apart(write):
    path = write(HUGS.replace("hug|cuddle TARGET", "not send|ship {arms} to TARGET"))
    [pattern] = [p for p in load_codebook(path).verbs["ship"] if p.stance == "hugs"]
    assert pattern.negated
    assert pattern.heads == {"send", "ship"}
    arms, to, target = pattern.elements
    assert "tank" in arms.words
    assert not arms.is_preposition
    assert to.words == {"to"}
    assert to.is_preposition
    assert target.slot is Slot.TARGET
    assert pattern.has_target


COURTSHIP = """
standalone = true
[words]
firm = ["airline", "bank"]
[stance.courts]
sign = 1
meaning = "tries to win the favour of the target"
example = "Sweden courted Norway."
verbs = ["!{firm}> court TARGET !sleep !for", "dance with TARGET !SOMETHING", "TARGET !sleep charm SOURCE"]
"""


def test_what_a_pattern_must_not_have_is_read(write):
    verbs = load_codebook(write(COURTSHIP)).verbs
    (courting,), (dancing,), (charming,) = verbs["court"], verbs["dance"], verbs["charm"]
    assert courting.not_subject == {"airline", "bank"}
    assert not courting.subject
    assert courting.not_target == {"sleep"}
    assert [e.slot for e in courting.elements] == [Slot.TARGET, Slot.ABSENT]  # prepositions hang on the head
    assert dancing.elements[-1].slot is Slot.NO_OBJECT
    assert charming.not_target == {"sleep"}
    assert charming.target_first


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sweden courted Norway.", True),
        ("Sweden courted Norway's sleep.", False),
        ("Sweden courted Norway for years.", False),
        ("The airline of Sweden courted Norway.", False),
        ("Sweden danced with Norway.", True),
        ("Sweden danced a waltz with Norway.", False),
    ],
)
def test_what_a_pattern_must_not_have_keeps_it_from_fitting(write, text, found):
    assert bool(stances_in(text, load_codebook(write(COURTSHIP)))) is found


# --------------------------------------------------------------------------------------------------- users' files


def test_a_new_stance_is_found_beside_the_old_ones(write):
    codebook = load_codebook(write(HUGS))
    assert list(codebook.stances) == [*STANCES, "hugs"]
    text = "Norway cuddled Sweden. Denmark condemned Norway."
    assert stances_in(text, codebook) == [("Norway", "hugs", "Sweden"), ("Denmark", "condemns", "Norway")]
    assert stances_in(text) == [("Denmark", "condemns", "Norway")]


def test_fields_are_overridden_and_patterns_added(write):
    codebook = load_codebook(write('[stance.condemns]\nintensity = -3\nverbs = ["tut at TARGET"]'))
    before, after = BUILT_IN.stances["condemns"], codebook.stances["condemns"]
    assert after.intensity == -3
    assert after.meaning == before.meaning
    assert after.nouns == before.nouns
    assert after.verbs == (*before.verbs, "tut at TARGET")


def test_a_pattern_added_twice_is_there_once(write):
    pattern = BUILT_IN.stances["aids"].verbs[0]
    path = write(f'[stance.aids]\nverbs = ["{pattern}"]')
    assert load_codebook(path).stances["aids"].verbs == BUILT_IN.stances["aids"].verbs


def test_a_pattern_is_dropped(write):
    codebook = load_codebook(write('[stance.accuses]\ndrop = ["sue TARGET"]'))
    assert "sue TARGET" not in codebook.stances["accuses"].verbs
    assert "accuses" not in {pattern.stance for pattern in codebook.verbs["sue"]}
    assert stances_in("Norway sued Sweden.") == [("Norway", "accuses", "Sweden")]
    assert stances_in("Norway sued Sweden.", codebook) == []


def test_word_lists_of_a_user_serve_patterns(write):
    path = write('[words]\ncakes = ["cake", "tart"]\n' + HUGS.replace("hug|cuddle", "bake {cakes} for"))
    assert stances_in("Norway baked a tart for Sweden.", load_codebook(path)) == [("Norway", "hugs", "Sweden")]


def test_a_standalone_file_stands_alone(write):
    codebook = load_codebook(write('name = "hugs only"\nstandalone = true\n' + HUGS))
    assert list(codebook.stances) == ["hugs"]
    assert codebook.name == "hugs only"
    assert set(codebook.words) == set(RULE_LISTS)
    assert stances_in("Norway hugged Sweden and condemned Denmark.", codebook) == [("Norway", "hugs", "Sweden")]
    with pytest.raises(CodebookError, match=r"no word list \{troops\}"):
        load_codebook(write("standalone = true\n" + HUGS.replace("hug|cuddle", "send {troops} to")))


def test_files_are_laid_over_one_another_in_order(write):
    first, second = write(HUGS, "1.toml"), write("[stance.hugs]\nsign = -1\nintensity = -1", "2.toml")
    assert load_codebook(first, second).stances["hugs"].sign == -1
    assert load_codebook(second, first).stances["hugs"].sign == 1


def test_an_empty_file_changes_nothing(write):
    codebook = load_codebook(write(""))
    assert codebook.stances == BUILT_IN.stances
    assert codebook.digest == BUILT_IN.digest


def test_a_byte_order_mark_is_no_matter(write):
    assert "hugs" in load_codebook(write(b"\xef\xbb\xbf" + HUGS.encode())).stances


# --------------------------------------------------------------------------------------------------------- digest


def test_digest_is_that_of_the_content(write):
    assert len(BUILT_IN.digest) == 12
    assert int(BUILT_IN.digest, 16) >= 0
    assert load_codebook(write("# a comment\n" + HUGS)).digest == load_codebook(write(HUGS, "other.toml")).digest


@pytest.mark.parametrize(
    "content",
    [
        HUGS,
        HUGS.replace("intensity = 2", "intensity = 3"),
        HUGS.replace("cuddle", "embrace"),
        '[stance.aids]\ndrop = ["forgive|cancel|write|reschedule debt|loan of|to|for|owed TARGET"]',
        '[words]\ntalks = ["chat"]',
    ],
)
def test_digest_changes_with_the_content(content, write):
    digests = {BUILT_IN.digest, load_codebook(write(HUGS.replace("arms", "hands"))).digest}
    assert load_codebook(write(content)).digest not in digests


def test_pickles_whole():
    again = pickle.loads(pickle.dumps(BUILT_IN))
    assert again == BUILT_IN
    assert any(e.slot is Slot.TARGET for pattern in again.verbs["sue"] for e in pattern.elements)
    around = frozenset({"sue", "over", "for"})
    assert again.verbs["sue"].fitting(around) == BUILT_IN.verbs["sue"].fitting(around) != []


# ------------------------------------------------------------------------------------------------------- bad files


def stance(**fields):
    return "[stance.accuses]\n" + "\n".join(f"{key} = {value}" for key, value in fields.items())


def pattern(text):
    return stance(verbs=f'["{text}"]')


BAD = {
    "unknown field of a stance": (stance(colour='"red"'), ["[stance.accuses]", "colour", "'red'"]),
    "unknown field of the file": ('colour = "red"', ["colour", "'red'"]),
    "sign 2": (stance(sign=2), ["[stance.accuses]", "sign=2", "-1, 0 or 1"]),
    "sign in words": (stance(sign='"minus"'), ["[stance.accuses]", "sign='minus'"]),
    "intensity off the scale": (stance(intensity=11), ["[stance.accuses]", "intensity=11", "10"]),
    "no number": (stance(intensity="nan"), ["[stance.accuses]", "intensity=nan"]),
    "target neither": (stance(target='"never"'), ["target='never'", "'required' or 'optional'"]),
    "patterns not a list": (stance(verbs='"sue TARGET"'), ["[stance.accuses]", "verbs='sue TARGET'", "a list"]),
    "pattern not a text": (stance(verbs="[3]"), ["[stance.accuses]", "verbs", "3"]),
    "stance not a table": ("[stance]\naccuses = 3", ["accuses", "3"]),
    "new stance without a sign": ('[stance.hugs]\nmeaning = "m"\nexample = "e"', ["[stance.hugs]", "sign"]),
    "stance without a name": (HUGS.replace("hugs", '""'), ["name=''"]),
    "words not a list": ('[words]\naid = "rice"', ["aid", "'rice'"]),
    "empty word": ('[words]\naid = [""]', ["aid", "''"]),
    "no stances": ("standalone = true", ["no stances", "[stance.NAME]"]),
    "unknown word list": (pattern("send {tropps} to TARGET"), ["'send {tropps} to TARGET'", "{tropps}", "troops"]),
    "TARGET twice": (pattern("TARGET sue TARGET"), ["'TARGET sue TARGET'", "TARGET twice"]),
    "dots in the middle": (pattern("sue ... TARGET"), ["'sue ... TARGET'", "'to ... TARGET'"]),
    "dots at the end": (pattern("refuse to ..."), ["'refuse to ...'", "'to ... TARGET'"]),
    "dots in front": (pattern("... sue TARGET"), ["'... sue TARGET'", "expected a word"]),
    "empty pattern": (pattern(""), ["[stance.accuses]", "''"]),
    "blank pattern": (pattern("  "), ["[stance.accuses]", "'  '"]),
    "pattern of a slot alone": (pattern("TARGET"), ["'TARGET'", "expected a word"]),
    "pattern of a negation alone": (pattern("not"), ["'not'", "expected a word"]),
    "capitals": (pattern("Sue TARGET"), ["'Sue TARGET'", "'Sue'", "lower case"]),
    "empty alternative": (pattern("sue||charge TARGET"), ["'sue||charge TARGET'", "''"]),
    "too long": (pattern("sue " + "and " * MAX_PATTERN_WORDS), [f"{MAX_PATTERN_WORDS + 1} words"]),
    "not TOML": ("[stance.accuses", ["declaration", ", expected a TOML file in UTF-8"]),
    "not UTF-8": (b'name = "\xff"', ["position 8", ", expected a TOML file in UTF-8"]),
    "unknown reported stance": (stance(reported_stances='["attakcs"]'), ["reported_stances", "'attakcs'", "attacks"]),
    "unknown blamed stance": (stance(blamed_stances='["adis"]'), ["blamed_stances", "'adis'", "aids"]),
    "unknown reported words": (stance(reported_words='["armz"]'), ["reported_words", "'armz'", "arms"]),
    "drop of what is not there": (stance(drop='["sue"]'), ["[stance.accuses]", "drop", "'sue'"]),
    "drop not a list": (stance(drop='"sue TARGET"'), ["[stance.accuses] drop='sue TARGET'", "a list of patterns"]),
    "drop a number": (stance(drop="3"), ["[stance.accuses] drop=3", "a list of patterns"]),
    "drop a list of lists": (stance(drop='[["sue TARGET"]]'), ["drop=[['sue TARGET']]", "a list of patterns"]),
    "TARGET twice behind the head": (pattern("accuse TARGET of TARGET"), ["'accuse TARGET of TARGET'", "TARGET twice"]),
    "SOURCE twice": (pattern("TARGET stand accused by SOURCE by SOURCE"), ["[stance.accuses]", "SOURCE twice"]),
    "standalone in words": ('standalone = "yes"', ["standalone='yes'", "boolean"]),
    "another name inside": (stance(name='"condemns"'), ["[stance.accuses] name='condemns'", "expected none"]),
    "line break in a key": ('[stance.accuses]\n"a\\nb" = 1', ["[stance.accuses] a b=1"]),
}  # fmt: skip


def complaint(path):
    with pytest.raises(CodebookError) as raised:
        load_codebook(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert len(message.splitlines()) == 1
    return message


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
def test_bad_file_is_named_in_one_line(content, said, write):
    message = complaint(write(content))
    for part in said:
        assert part in message


@pytest.mark.parametrize("field", ["sign", "intensity"])
@pytest.mark.parametrize("value", ["true", "false"])
def test_true_and_false_are_no_numbers(field, value, write):
    assert f"{field}={value.title()}" in complaint(write(stance(**{field: value})))


def test_of_several_files_the_bad_one_is_named(write):
    bad, good = write(stance(sign=2), "bad.toml"), write(HUGS, "good.toml")
    with pytest.raises(CodebookError, match=r"bad\.toml: "):
        load_codebook(bad, good)


def test_a_missing_field_is_called_missing(write):
    message = complaint(write('[stance.hugs]\nsign = 1\nexample = "e"'))
    assert "meaning" in message
    assert "'example': 'e'" not in message


def test_a_misspelt_stance_or_field_is_told_what_may_be_meant(write):
    message = complaint(write('[stance.condems]\nverbs = ["tut at TARGET"]'))
    assert "sign is missing" in message
    assert "if 'condemns' is meant, the heading must be [stance.condemns]" in message
    assert complaint(write(stance(verb='["tut at TARGET"]'))).endswith("no such field, expected 'verbs'")
    assert "expected one of sign, " in complaint(write(stance(colour='"red"')))


def test_a_standalone_codebook_keeps_the_lists_that_the_rules_read(write):
    alone = "standalone = true\n" + HUGS.replace("verbs =", 'nouns = ["testimony against TARGET"]\nverbs =')
    text = "Norway gave testimony against Sweden."
    assert stances_in(text, load_codebook(write(alone))) == [("Norway", "hugs", "Sweden")]
    own = alone + '\n[words]\ncarries_out = ["bake"]\n'
    codebook = load_codebook(write(own))
    assert codebook.words["carries_out"] == {"bake"}
    assert stances_in(text, codebook) == []


def test_a_missing_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_codebook(tmp_path / "none.toml")


def test_a_file_may_be_given_by_name(write):
    path = write(HUGS)
    assert load_codebook(str(path)).digest == load_codebook(Path(path)).digest

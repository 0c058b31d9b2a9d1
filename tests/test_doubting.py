"""Who says that a claim cannot be confirmed: found in the text, carried by the claim, told by `claims`."""

import json

import pytest

from stancegraph import Document, extract, group_claims
from stancegraph.merges import Merge, merged

CLAIM = "Kyiv accused Moscow of shelling a hospital. "


def doubts_of(text):
    """The doubts of the first statement of a text: who, and in which words."""
    first, *_ = extract([Document(id="a", text=text)])
    return [(d.actor and d.actor.name, d.evidence.parts()[1]) for d in first.doubts]


@pytest.mark.parametrize(
    ("after", "by", "words"),
    [
        ("NATO said it could not confirm the report.", "NATO", "could not confirm"),
        (
            "The Pentagon could neither confirm nor deny that a hospital had been hit.",
            "Pentagon",
            "could neither confirm",
        ),
        ("Norway was unable to verify the claim.", "Norway", "unable to verify"),
        ("Norway has failed to verify the allegation.", "Norway", "failed to verify"),
        ("The claim could not be independently verified.", None, "could not be independently verified"),
        ("The reports have not been confirmed.", None, "have not been confirmed"),
        ("Norway's prime minister said his country had no information about it.", "Norway", "no information"),
        ("Norway had received no information about a shelled hospital.", "Norway", "no information"),
        ("There was no independent confirmation of the account.", None, "no independent confirmation"),
        ("Norway said it knew nothing of it.", "Norway", "knew nothing"),
        ('"We cannot confirm these reports," a Norwegian spokesman said.', "Norway", "cannot confirm"),
        ("The town lies on a river. Norway could not verify the report.", "Norway", "could not verify"),
    ],
)
def test_a_doubt_is_told_of_the_claim_before(after, by, words):
    assert doubts_of(CLAIM + after) == [(by, words)]


def test_a_doubt_is_told_of_the_claim_in_its_sentence():
    [accusation, deed] = extract(
        [Document(id="a", text="Chad accused Sudan of arming rebels, but the UN could not verify it.")]
    )
    assert [(d.actor.name) for d in (*accusation.doubts, *deed.doubts)] == ["UN", "UN"]


@pytest.mark.parametrize(
    "after",
    [
        "Norway confirmed the report.",
        "Norway said it would not confirm the report.",  # it keeps to itself whether it doubts it
        "Norway would neither confirm nor deny the claim.",
        "Norway could not confirm the date of the regatta.",
        "Norway could not confirm the figure.",
        "Norway has no plans. It has evidence of the attack.",
        "Kyiv could not confirm the number of shells.",  # nobody doubts what he claims himself
        "Moscow denied the claim and said it had no information about the report.",  # who denies it does not doubt it
        f"{5 * 'A day passed. '}Norway could not confirm the report.",
    ],
)
def test_what_is_no_doubt_of_a_claim(after):
    assert doubts_of(CLAIM + after) == []


def test_a_doubt_passes_over_what_only_disapproves():
    text = f"{CLAIM}Norway condemned Moscow. NATO said it could not confirm the report."
    doubted = [s.stance for s in extract([Document(id="a", text=text)]) if s.doubts]
    assert doubted == ["accuses", "attacks"]


def test_without_a_claim_nothing_is_doubted():
    statements = extract([Document(id="a", text="Norway met Sweden. Finland could not confirm the report.")])
    assert [s.doubts for s in statements] == [()]


def test_a_claim_says_who_cannot_confirm_it():
    texts = [
        f"{CLAIM}Norway could not confirm the report. The report was not verified.",
        f"{CLAIM}Norway could not confirm the report.",
    ]
    documents = [Document(id=str(n), text=text, date=f"2024-10-0{n + 1}") for n, text in enumerate(texts)]
    [claim] = group_claims(extract(documents))
    [voice, *_] = claim.unconfirmed_by
    assert (voice.actor.name, voice.sentences, str(voice.first)) == ("Norway", 2, "2024-10-01")
    assert claim.unconfirmed == 1
    assert len(claim.doubts) == sum(v.sentences for v in claim.unconfirmed_by) + claim.unconfirmed


def test_merged_actors_are_merged_in_doubts_too():
    statements = extract([Document(id="a", text=f"{CLAIM}NATO could not confirm it.")])
    [merged_one] = [s for s in merged(statements, [Merge("Ukraine", "NATO")]) if s.stance == "accuses"]
    assert [d.actor.id for d in merged_one.doubts] == ["country:UKR"]


def test_the_command_shows_names_and_sentences(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{CLAIM}NATO could not confirm the report. It could not be verified.", encoding="utf-8")
    told = run("claims", path, "--quotes").output
    assert "not confirmed by  NATO (1), nobody named (1)" in told
    assert "NATO «could not confirm» the report." in told
    [claim] = json.loads(run("claims", path, "--quotes", "--format", "json").stdout)
    assert [v["name"] for v in claim["unconfirmed_by"]] == ["NATO"]
    assert [s["actor"] for s in claim["sentences"] if s["role"] == "not confirmed"] == ["NATO", None]
    rows = run("claims", path, "--quotes", "--format", "csv").stdout.splitlines()
    assert sum(",not confirmed," in row for row in rows) == 2
    explained = run("explain", path, "--sentence", "1").output
    assert "not confirmed by" in explained

"""What a sentence leaves out is taken from where the document tells it, and from nowhere else."""

import pytest

from stancegraph import Document, extract


def told(text):
    """Return source, stance and target of each statement of a text."""
    statements = extract([Document(id="a", text=text)])
    return [(s.source.name, s.stance, None if s.target is None else s.target.name) for s in statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # whoever claims "the attack" is its source, and its target the one of the sentence beside it
        (
            "Kenyan soldiers were attacked in Garissa. Al-Shabaab claimed responsibility for the attack.",
            ("Al-Shabaab", "attacks", "Kenya"),
        ),
        (
            "Al-Shabaab claimed responsibility for the attack. Twelve Kenyan soldiers were killed in Garissa.",
            ("Al-Shabaab", "attacks", "Kenya"),
        ),
        # what is condemned is the deed told before, and so its doer
        ("Chad attacked Sudan on Monday. The attack was condemned by Egypt.", ("Egypt", "condemns", "Chad")),
        # a refusal answers who asked, a rejection who warned
        ("Norway asked Sweden for ships. Sweden refused.", ("Sweden", "rejects", "Norway")),
        ("Sweden warned Norway against the dam. Oslo rejected the warning.", ("Norway", "rejects", "Sweden")),
    ],
)
def test_the_missing_side_is_found(text, wanted):
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kenyan soldiers were attacked in Garissa. Egypt signed a treaty.", "attacks"),
        ("Chad attacked Sudan on Monday. Egypt condemned racism in sport.", "condemns"),
        ("Norway asked Sweden for ships. Denmark slept.", "rejects"),
    ],
)
def test_nothing_is_made_up(text, wrong):
    assert [s for s in told(text) if s[1] == wrong] == []


def test_a_deed_far_off_is_another():
    filler = " ".join(["The weather was fine on the coast that week."] * 12)
    text = f"Chad attacked Sudan on Monday. {filler} Libya claimed responsibility for the attack."
    assert ("Libya", "attacks", "Sudan") not in told(text)


# ------------------------------------------------------------------------------------------------ homes and states


def ends(text):
    """Return the ends of every statement of a text: names with their countries."""
    actors = [a for s in extract([Document(id="a", text=text)]) for a in (s.source, s.target) if a is not None]
    return {(actor.name, actor.country) for actor in actors}


def test_police_and_crowds_without_a_nation_are_of_the_country_of_the_text():
    text = "Police in Nairobi shot two demonstrators. Protesters called on President William Ruto to resign."
    assert ends(text) >= {("Kenya", "KEN"), ("Protesters", "KEN")}


def test_officials_of_world_bodies_get_no_country_of_the_text():
    assert ends("NATO Secretary General Jens Stoltenberg praised Norway.") == {
        ("Jens Stoltenberg", None),
        ("Norway", "NOR"),
    }


def test_a_guessed_country_is_not_in_the_id():
    text = "Kenya is a republic. Kenya has two houses of parliament. Senator Jane Achieng condemned Uganda."
    statements = extract([Document(id="a", text=text)])
    assert [(s.source.name, s.source.country, s.source.id) for s in statements] == [
        ("Jane Achieng", "KEN", "official:jane-achieng")
    ]


def test_a_strike_is_aimed_at_the_state_of_those_who_strike():
    assert ("doctors", "protests", "Sudan") in told("Sudan's doctors went on strike on Monday.")


def test_a_denial_is_aimed_at_who_made_the_claim():
    text = "Mali accused Algeria of arming the rebels. Algeria denied the claims."
    assert ("Algeria", "denies", "Mali") in told(text)

"""Small debates that several tests are about, and ways to write them."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import settings
from hypothesis import strategies as st

from stancegraph.discourse import Position


def said(*rows, day=None):
    """Positions of rows such as ``("A", "tax", 1)`` or ``("A", "tax", 1, "document")``, each else in its document."""
    return [
        Position(document=rest[0] if rest else f"d{n}", date=day, actor=actor, concept=concept, agreement=sign)
        for n, (actor, concept, sign, *rest) in enumerate(rows)
    ]


DEBATE = said(
    *[("A", "tax", 1)] * 2, ("A", "cap", 1), ("A", "cap", -1), ("A", "sea", 1),
    *[("B", "tax", 1)] * 3, ("B", "cap", -1), ("C", "tax", -1), ("C", "ice", 1), ("D", "fire", -1),
)  # fmt: skip


few = settings(max_examples=40)  # laws over debates of a few actors; more examples found no more


POSITIONS = st.lists(
    st.builds(
        Position,
        document=st.sampled_from("123"),
        date=st.none() | st.dates(dt.date(2023, 12, 25), dt.date(2024, 2, 5)),
        actor=st.sampled_from("ABCDE"),
        concept=st.sampled_from("vwxyz"),
        agreement=st.sampled_from([-1, 1, 1, 0]),
    ),
    max_size=25,
)


def signed_weights(G):
    return {frozenset((u, v)): data["sign"] * data["weight"] for u, v, data in G.edges(data=True)}


def large_debate(actors=24, concepts=14, noise=0.15):
    rng = random.Random(1)
    camps = [rng.choice((-1, 1)) for _ in range(actors)]
    return [
        Position(document=f"d{rng.randrange(40)}", actor=f"a{i:02}", concept=f"c{j:02}",
                 agreement=camp if rng.random() >= noise else -camp)
        for i, camp in enumerate(camps) for j in rng.sample(range(concepts), 5)
    ]  # fmt: skip


def table(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path

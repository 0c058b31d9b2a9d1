from __future__ import annotations

import datetime as dt
import random

import pytest

from stancegraph.errors import ReadError
from stancegraph.graph import from_multigraph, to_multigraph


def test_one_edge_for_each_source_target_and_stance(troops):
    G = to_multigraph(troops)
    tie = G.edges["country:KOR", "country:PRK", "condemns"]
    assert (tie["weight"], tie["asserted"], tie["sign"], tie["symmetric"]) == (2, 2, -1, False)
    assert (tie["first"], tie["last"]) == (dt.date(2024, 10, 18), dt.date(2024, 10, 19))
    assert tie["outlets"] == ("Weekly Sample",)
    assert [G.graph["statements"][id_].evidence.start for id_ in tie["statements"]] == [0, 200]


def test_statements_to_graph_and_back_are_the_same(troops):
    assert set(from_multigraph(to_multigraph(troops))) == set(troops)


def test_order_of_input_makes_no_difference(troops):
    G = to_multigraph(troops)
    H = to_multigraph(random.Random(1).sample(troops, len(troops)))
    assert list(G.nodes(data=True)) == list(H.nodes(data=True))
    assert list(G.edges(keys=True, data=True)) == list(H.edges(keys=True, data=True))
    assert list(G.graph["statements"].items()) == list(H.graph["statements"].items())
    assert G.graph == H.graph


def test_two_statements_of_one_id_are_refused(make_statement):
    one = make_statement("country:USA", "aids", "country:UKR")
    with pytest.raises(ReadError, match="two different"):
        to_multigraph([one, one.model_copy(update={"confidence": 0.5})])

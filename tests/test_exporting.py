from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.errors import MissingExtraError, NotSignedError, ReadError
from stancegraph.exporting import (
    FORMATS,
    actors_frame,
    read_graph,
    statements_frame,
    ties_frame,
    write_graph,
)
from stancegraph.exporting.plain import adopted
from stancegraph.graph import filtered, from_multigraph, rolled_up, signed_projection, to_multigraph

KOR, PRK, UKR, USA = (f"country:{code}" for code in ("KOR", "PRK", "UKR", "USA"))


def contents(G, *, statements=True):
    graph = {name: value for name, value in G.graph.items() if statements or name != "statements"}
    return list(G.nodes(data=True)), list(G.edges(keys=True, data=True)), graph


def through(G, ending):
    write, read = FORMATS[ending]
    return read(write(adopted(G)))


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


# --- there and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".json", ".graphml", ".gexf"])
def test_a_graph_is_the_same_after_writing_and_reading(troops, tmp_path, ending):
    for number, G in enumerate(
        (to_multigraph(troops), rolled_up(to_multigraph(troops)), to_multigraph(troops[:1]), to_multigraph([]))
    ):
        path = tmp_path / f"{number}{ending}"
        write_graph(G, path)
        again = read_graph(path)
        assert contents(again, statements=ending == ".json") == contents(G, statements=ending == ".json")
        assert again.is_directed()
        assert again.is_multigraph()
        assert all(type(d["weight"]) is int and type(d["symmetric"]) is bool for *_, d in again.edges(data=True))


def test_node_link_holds_the_statements(troops, tmp_path):
    write_graph(to_multigraph(troops), tmp_path / "g.json")
    assert set(from_multigraph(read_graph(tmp_path / "g.json"))) == set(troops)


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".csv"])
def test_other_formats_ask_for_the_statements(troops, tmp_path, ending):
    write_graph(to_multigraph(troops), tmp_path / f"g{ending}")
    with pytest.raises(ReadError, match="statements"):
        from_multigraph(read_graph(tmp_path / f"g{ending}"))


@given(st.data())
@pytest.mark.parametrize("ending", [".json", ".graphml", ".gexf"])
def test_any_graph_survives_every_format(statement_lists, ending, data):
    statements = data.draw(statement_lists(max_size=6))
    G = to_multigraph(statements)
    G = rolled_up(G) if data.draw(st.booleans()) else G
    assert contents(through(G, ending), statements=ending == ".json") == contents(G, statements=ending == ".json")


@given(st.data())
def test_ties_survive_csv(statement_lists, data):
    G = to_multigraph(data.draw(statement_lists(max_size=6)))
    again = through(G, ".csv")
    assert list(again.edges(keys=True, data=True)) == list(G.edges(keys=True, data=True))
    for node, fields in again.nodes(data=True):
        assert all(fields[name] == G.nodes[node][name] for name in ("name", "kind", "country"))
    assert set(again) == {node for edge in G.edges() for node in edge}


@pytest.mark.parametrize("ending", list(FORMATS))
def test_the_same_graph_gives_the_same_bytes(troops, tmp_path, ending):
    write_graph(to_multigraph(troops), tmp_path / f"a{ending}")
    write_graph(to_multigraph(troops[::-1]), tmp_path / f"b{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
    write_graph(read_graph(tmp_path / f"a{ending}"), tmp_path / f"c{ending}")
    assert (tmp_path / f"c{ending}").read_bytes() == (tmp_path / f"a{ending}").read_bytes()


def test_attributes_that_a_user_adds_survive(troops, tmp_path):
    G = to_multigraph(troops)
    nx.set_node_attributes(G, {node: index / 2 for index, node in enumerate(G)}, "pagerank")
    G.nodes[KOR]["cluster"] = 3
    for ending in (".json", ".graphml", ".gexf"):
        write_graph(G, tmp_path / f"g{ending}")
        again = read_graph(tmp_path / f"g{ending}")
        assert nx.get_node_attributes(again, "pagerank") == nx.get_node_attributes(G, "pagerank")
        assert nx.get_node_attributes(again, "cluster") == {KOR: 3}


def test_a_filter_works_on_what_was_read(troops, tmp_path):
    write_graph(to_multigraph(troops), tmp_path / "g.graphml")
    left = filtered(read_graph(tmp_path / "g.graphml"), factualities=["planned"])
    assert [(u, v) for u, v in left.edges()] == [(KOR, UKR)]


# --- read by others ---------------------------------------------------------------------------------------------------


def test_networkx_reads_the_files_by_itself(troops, tmp_path):
    G = to_multigraph(troops)
    for ending in (".json", ".graphml", ".gexf"):
        write_graph(G, tmp_path / f"g{ending}")
    readers = {
        ".json": lambda path: nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges"),
        ".graphml": lambda path: nx.read_graphml(path, force_multigraph=True),
        ".gexf": nx.read_gexf,
    }
    for ending, read in readers.items():
        H = read(tmp_path / f"g{ending}")
        assert set(H) == set(G)
        assert sorted(d["stance"] for *_, d in H.edges(data=True)) == sorted(
            d["stance"] for *_, d in G.edges(data=True)
        )
        assert sum(d["weight"] for *_, d in H.edges(data=True)) == sum(d["weight"] for *_, d in G.edges(data=True))


def test_gexf_says_what_gephi_shows(troops, tmp_path):
    write_graph(to_multigraph(troops), tmp_path / "g.gexf")
    root = ET.parse(tmp_path / "g.gexf").getroot()
    name = "{http://gexf.net/1.3}"
    edges = list(root.iter(f"{name}edge"))
    assert {"label": "condemns", "kind": "condemns", "weight": "2", "source": KOR, "target": PRK}.items() <= next(
        edge.attrib for edge in edges if (edge.get("source"), edge.get("target")) == (KOR, PRK)
    ).items()
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert "South Korea" in {node.get("label") for node in root.iter(f"{name}node")}


def test_graphml_keys_are_typed(troops, tmp_path):
    write_graph(to_multigraph(troops), tmp_path / "g.graphml")
    keys = ET.parse(tmp_path / "g.graphml").getroot().iter("{http://graphml.graphdrawing.org/xmlns}key")
    types = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    assert types["edge", "weight"] == types["edge", "sign"] == "long"
    assert types["edge", "symmetric"] == "boolean"
    assert types["edge", "confidence"] == "double"
    assert types["node", "name"] == "string"


def test_pandas_reads_the_ties(troops, tmp_path):
    write_graph(to_multigraph(troops), tmp_path / "g.csv")
    frame = pd.read_csv(tmp_path / "g.csv")
    assert len(frame) == to_multigraph(troops).number_of_edges()
    assert set(frame["sign"]) == {-1, 0, 1}
    assert frame["weight"].sum() == 13


# --- hostile text -----------------------------------------------------------------------------------------------------

FORMULA = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("name", [FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])  # noqa: RUF001 -- full-width sign is meant
def test_no_cell_of_csv_begins_as_a_formula(make_actor, make_statement, tmp_path, name):
    G = to_multigraph([make_statement(make_actor("official:usa/x", name=name), "aids", KOR, outlet=name)])
    write_graph(G, tmp_path / "g.csv")
    frame = pd.read_csv(tmp_path / "g.csv", keep_default_na=False)
    assert frame["source_name"][0] == f"'{name}"
    assert read_graph(tmp_path / "g.csv").nodes["official:usa/x"]["name"] == name


def test_markup_in_names_stays_text(make_actor, make_statement, tmp_path):
    name = '"/><script>alert(1)</script>&amp;]]>'
    G = to_multigraph([make_statement(make_actor("official:usa/x", name=name), "aids", KOR)])
    for ending in (".graphml", ".gexf"):
        write_graph(G, tmp_path / f"g{ending}")
        root = ET.parse(tmp_path / f"g{ending}").getroot()
        assert not [element for element in root.iter() if element.tag.endswith("script")]
        assert read_graph(tmp_path / f"g{ending}").nodes["official:usa/x"]["name"] == name


BOMB = """<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"><node id="&b;"/></graph>
</graphml>"""


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        '<!DOCTYPE g SYSTEM "file:///etc/passwd"><graphml/>',
        BOMB.replace('1.0"?>', '1.0" encoding="utf-16"?>').encode("utf-16"),
        BOMB.replace('1.0"?>', '1.0" encoding="cp037"?>'),
    ],
)
def test_xml_with_declarations_is_refused(tmp_path, ending, text):
    with pytest.raises(ReadError, match=r"without declarations|UTF-8"):
        read_graph(written(tmp_path, f"g{ending}", text))


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("g.json", "{", "JSON"),
        ("g.json", "[" * 100_000, "JSON"),
        ("g.json", "[]", "nodes"),
        ("g.json", '{"nodes": []}', "edges"),
        ("g.json", '{"nodes": [{}], "edges": []}', "node 0: id"),
        ("g.json", '{"nodes": [1], "edges": []}', "node 0: id"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "sign": 1}]}', "edge 0: target"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "target": 2}]}', "sign=None"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "target": 2, "sign": 1, "weight": NaN}]}', "weight=nan"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "target": 2, "sign": 1, "first": "May"}]}', "first='May'"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "target": 2, "sign": 1, "outlets": 3}]}', "outlets=3"),
        ("g.json", '{"nodes": [], "edges": [{"source": 1, "target": 2, "sign": 1, "planned": "x"}]}', "planned='x'"),
        ("g.json", '{"nodes": [], "edges": [], "graph": {"statements": [{}]}}', "statement 0"),
        ("g.json", '{"nodes": [], "edges": [], "graph": {"statements": 1}}', "statements=1"),
        ("g.json", '{"nodes": [], "edges": [], "graph": {"members": 1}}', "members=1"),
        ("g.json", '{"nodes": [], "edges": [], "graph": 1}', "graph=1"),
        ("g.graphml", "", "well-formed"),
        ("g.graphml", "<graphml/>", "graph in"),
        ("g.gexf", "<gexf/>", "graph"),
        ("g.gexf", "<a>" * 10, "well-formed"),
        ("g.csv", "", "no column"),
        ("g.csv", "source,target\na,b\n", "no column 'sign'"),
        ("g.csv", "source,target,sign\na,b,friend\n", "line 2: sign='friend'"),
        ("g.csv", "source,target,sign\na,b,\n", "sign=None"),
        ("g.csv", "source,target,sign\na,b,nan\n", "sign=nan"),
        ("g.csv", "source,target,sign\n,b,1\n", "line 2: no source"),
        ("g.csv", 'source,target,sign\n"a,b,1\n', "CSV"),
        ("g.csv", b"source,target,sign\n\xff,b,1\n", "byte 19 is 0xff, expected UTF-8"),
        ("g.txt", "", "ending '.txt'"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(tmp_path, name, text, reason):
    path = written(tmp_path, name, text)
    with pytest.raises((ReadError, NotSignedError)) as caught:
        read_graph(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("stancegraph.exporting.MAX_BYTES", 10)
    with pytest.raises(ReadError, match="at most 10"):
        read_graph(written(tmp_path, "g.csv", "source,target,sign\n"))


def test_a_failed_writing_leaves_the_file_as_it_was(troops, tmp_path):
    path = tmp_path / "g.json"
    write_graph(to_multigraph(troops), path)
    before = path.read_bytes()
    with pytest.raises(NotSignedError):
        write_graph(nx.DiGraph([("a", "b")]), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


# --- other people's graphs --------------------------------------------------------------------------------------------


def test_a_plain_signed_graph_of_networkx_is_made_fit(tmp_path):
    G = nx.Graph([(1, 2, {"sign": -1, "weight": 2.5}), (2, 3, {"sign": 1})])
    text = json.dumps(nx.node_link_data(G, edges="links"))
    H = read_graph(written(tmp_path, "g.json", text))
    assert [(u, v, k, d["weight"], d["symmetric"]) for u, v, k, d in H.edges(keys=True, data=True)] == [
        ("1", "2", "negative", 2.5, True),
        ("2", "3", "positive", 1, True),
    ]
    assert H.nodes["1"]["name"] == "1"
    assert signed_projection(H).number_of_edges() == 2
    assert filtered(H, factualities=["asserted"]).number_of_edges() == 2


def test_parallel_ties_of_one_stance_are_added_up_and_loops_kept_apart(tmp_path):
    text = "source,target,sign,weight\na,b,1,2\na,b,1,3\na,b,-1,1\nb,b,-1,1\n"
    H = read_graph(written(tmp_path, "g.csv", text))
    assert {(u, v, k): d["weight"] for u, v, k, d in H.edges(keys=True, data=True)} == {
        ("a", "b", "positive"): 5,
        ("a", "b", "negative"): 1,
    }
    assert H.graph["internal"]["b"]["negative"]["weight"] == 1


def test_graphml_of_networkx_is_read(tmp_path):
    G = nx.DiGraph([("a", "b", {"sign": -1})])
    G.add_node("c", label="Cee")
    nx.write_graphml_xml(G, tmp_path / "g.graphml")
    nx.write_gexf(G, tmp_path / "g.gexf")
    for name in ("g.graphml", "g.gexf"):
        H = read_graph(tmp_path / name)
        assert list(H.edges(keys=True)) == [("a", "b", "negative")]
        assert H.nodes["c"]["name"] == "Cee"


def test_every_reference_network_is_read(reference):
    for path in sorted((reference / "networks").glob("*.csv")):
        if not path.name.endswith(".nodes.csv"):
            frame = pd.read_csv(path, keep_default_na=False, dtype={"source": str, "target": str})
            G = read_graph(path)
            assert G.number_of_edges() == len(frame.drop_duplicates())
            assert set(G) == set(frame["source"]) | set(frame["target"])


def test_projections_can_be_written_too(troops, tmp_path):
    write_graph(signed_projection(to_multigraph(troops)), tmp_path / "p.graphml")
    P = read_graph(tmp_path / "p.graphml")
    assert P.edges[KOR, PRK, "negative"]["weight"] == 2
    assert P.edges[KOR, PRK, "negative"]["symmetric"]


# --- data frames ------------------------------------------------------------------------------------------------------


def test_frames_have_a_row_for_each_and_sensible_types(troops):
    G = to_multigraph(troops)
    statements, ties, actors = statements_frame(troops), ties_frame(G), actors_frame(G)
    assert (len(statements), len(ties), len(actors)) == (len(troops), G.number_of_edges(), len(G))
    assert statements["date"].dt.year.dropna().unique().tolist() == [2024]
    assert statements["cue"].tolist() == [s.stance for s in troops]
    assert statements["target"].isna().sum() == 1
    assert str(ties["stance"].dtype) == "category"
    assert ties["weight"].sum() == 13
    assert actors.loc[USA, "ties_in"] == 1  # cooperates with South Korea, both ways
    assert actors.loc[KOR, "first"] == pd.Timestamp("2024-10-18")


def test_frames_of_nothing_have_their_columns():
    assert list(statements_frame([]).columns[:2]) == ["stance", "source"]
    assert len(ties_frame(to_multigraph([]))) == 0
    assert "weight" in ties_frame(to_multigraph([]))
    assert "name" in actors_frame(to_multigraph([]))


def test_frames_without_pandas_say_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'stancegraph\[notebook\]'"):
        statements_frame([])

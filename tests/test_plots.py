"""Figures: what is in them, that they are the same in every run, and that names cannot act in them."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import matplotlib as mpl
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.dates import date2num
from typer.testing import CliRunner

from stancegraph import (
    MissingExtraError,
    NotSignedError,
    ReadError,
    StancegraphWarning,
    UnknownNameError,
    filtered,
    flow_figure,
    heatmap_figure,
    matrix_figure,
    series_figure,
    to_multigraph,
    write_figure,
    write_statements,
)
from stancegraph.cli import app
from stancegraph.dynamics import followed_clusters, over_time, windowed
from stancegraph.plots import canvas, matrices
from stancegraph.plots.flows import EVENTS
from stancegraph.plots.overtime import LENGTHS, MOST_WINDOWS, fitting_window, followed_figure, measures_figure

HOSTILE = [
    "$\\frac{1}{0}$",
    "$",
    "a\nb\tc",
    "<script>alert(1)</script>",
    "_hidden",
    "\x07bell\ufffe\ud800",
    "\u202eevil",
    "%s {0} \\n &amp; ]]>",
    "x" * 500,
    "",
]


@pytest.fixture
def two_camps() -> nx.MultiDiGraph:
    """Friends a-b and c-d, hostility between them, e hostile alone, a mixed pair, a tie to nobody's taste."""
    G = nx.MultiDiGraph()
    G.add_node("a", name="Alba")
    G.add_edge("a", "b", sign=1, weight=3, stance="aids")
    G.add_edge("b", "a", sign=1, weight=1, stance="supports")
    G.add_edge("c", "d", sign=1, weight=1, stance="supports")
    G.add_edge("a", "c", sign=-1, weight=4, stance="accuses")
    G.add_edge("a", "c", sign=-1, weight=1, stance="condemns")
    G.add_edge("c", "a", sign=-1, weight=2, stance="accuses")
    G.add_edge("e", "a", sign=-1, weight=1, stance="accuses")
    G.add_edge("d", "b", sign=1, weight=1, stance="supports")
    G.add_edge("d", "b", sign=-1, weight=1, stance="accuses")
    G.add_edge("f", "a", sign=0, weight=1, stance="urges")
    return G


def texts(figure):
    """Return everything that a figure says, as its SVG does."""
    root = ET.fromstring(canvas.figure_bytes(figure, form="svg"))
    return ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]


def cells(axes):
    """Return row, column -> colour of the rectangles of a matrix."""
    return {
        (round(bar.get_y() + 0.5), round(bar.get_x() + 0.5)): bar.get_facecolor()
        for container in axes.containers
        for bar in container
    }


# ---------------------------------------------------------------------------------------------------------- matrix


def test_matrix_has_a_cell_for_each_directed_pair_with_a_sign(two_camps):
    axes = matrix_figure(two_camps).axes[0]
    order = [label.get_text() for label in axes.get_yticklabels()]
    assert order == [label.get_text() for label in axes.get_xticklabels()]
    assert sorted(order) == ["Alba", "b", "c", "d", "e"]  # f has a neutral tie only
    named = {(order[u], order[v]) for u, v in cells(axes)}
    assert named == {("Alba", "b"), ("b", "Alba"), ("c", "d"), ("Alba", "c"), ("c", "Alba"), ("e", "Alba"), ("d", "b")}
    said = {text.get_text() for text in axes.texts}
    assert said == {"+3", "+1", "−5", "−2", "−1", "·"}  # noqa: RUF001 - the sign as it is printed


def test_colours_of_the_matrix_tell_the_sign(two_camps):
    axes = matrix_figure(two_camps).axes[0]
    order = [label.get_text() for label in axes.get_yticklabels()]
    colour = {(order[u], order[v]): rgba[:3] for (u, v), rgba in cells(axes).items()}
    for (red, _, blue), sign in ((colour["Alba", "b"], 1), (colour["Alba", "c"], -1), (colour["d", "b"], 0)):
        assert (blue > red + 0.2) == (sign == 1)
        assert (red > blue + 0.2) == (sign == -1)
    assert sum(colour["Alba", "b"]) < sum(colour["b", "Alba"])  # the heavier, the darker


def test_matrix_follows_the_clusters_given_and_names_the_rest(two_camps):
    axes = matrix_figure(two_camps, clusters=[{"c", "d"}, {"a"}]).axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["c", "d", "Alba", "b", "e"]
    boxes = [line for line in axes.lines if len(line.get_xdata()) == 5]
    assert [tuple(map(float, line.get_xdata()[:2])) for line in boxes] == [(-0.5, 1.5), (2.5, 4.5)]


def test_matrix_of_the_strongest_says_how_many_there_are(two_camps):
    figure = matrix_figure(two_camps, top=2)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["Alba", "c"]
    assert "The 2 actors with the most weight of 5." in " ".join(texts(figure))


def test_undirected_ties_are_drawn_both_ways():
    axes = matrix_figure(nx.Graph([("x", "y", {"sign": -1})])).axes[0]
    assert set(cells(axes)) == {(0, 1), (1, 0)}


def _large(n, camps=3):
    G = nx.Graph()
    for i in range(n):
        G.add_edge(i, (i + camps) % n, sign=1)
        G.add_edge(i, (i + 1) % n, sign=-1)
    return G


def test_above_the_legible_number_clusters_are_named_and_actors_are_not():
    names = {i: f"actor {i}" for i in range(90)}
    G = nx.Graph()
    G.add_nodes_from((i, {"name": name}) for i, name in names.items())
    G.add_edges_from(_large(90).edges(data=True))
    figure = matrix_figure(G)
    axes = figure.axes[0]
    named = [label.get_text() for label in axes.get_yticklabels()]
    assert [re.sub(r"actor \d+", "actor", text) for text in named] == ["actor, actor (30)"] * 3
    assert list(axes.get_xticklabels()) == []
    drawn = {len(each.get_offsets()) for each in axes.collections}
    assert drawn == {180, 0}  # ties both ways of either sign, and the empty ones of the legend


@pytest.mark.parametrize("G", [nx.Graph(), nx.MultiDiGraph([("a", "b", {"sign": 0})]), nx.empty_graph(1)])
def test_without_signed_ties_figures_say_so(G):
    assert any("No tie is friendly or hostile" in text for text in texts(matrix_figure(G)))
    assert any("There are no hostile ties" in text for text in texts(heatmap_figure(G)))


def test_unsigned_input_is_refused():
    with pytest.raises(NotSignedError, match="sign=None"):
        matrix_figure(nx.path_graph(3))
    with pytest.raises(NotSignedError, match="sign=None"):
        heatmap_figure(nx.path_graph(3))


# --------------------------------------------------------------------------------------------------------- heat map


def test_heat_map_counts_and_totals_are_those_of_the_graph(two_camps):
    figure = heatmap_figure(two_camps)
    axes, above, beside = figure.axes
    rows = [label.get_text() for label in axes.get_yticklabels()]
    columns = [label.get_text() for label in axes.get_xticklabels()]
    found = {
        (rows[round(text.get_position()[1])], columns[round(text.get_position()[0])]): float(text.get_text())
        for text in axes.texts
    }
    assert found == {("Alba", "c"): 5, ("c", "Alba"): 2, ("e", "Alba"): 1, ("d", "b"): 1}
    assert [bar.get_width() for bar in beside.patches] == [5, 2, 1, 1]
    assert [bar.get_height() for bar in above.patches] == [5, 3, 1]


def test_heat_map_of_one_stance(two_camps):
    axes = heatmap_figure(two_camps, stance="accuses").axes[0]
    assert sorted(text.get_text() for text in axes.texts) == ["1", "1", "2", "4"]


def test_what_is_beyond_the_top_is_added_up(two_camps):
    axes, above, beside = heatmap_figure(two_camps, top=1).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Alba", "3 others"]
    assert sum(float(text.get_text()) for text in axes.texts) == 9
    for margin in (above, beside):
        assert sum(float(text.get_text()) for text in margin.texts) == 9
        assert len(margin.patches) == 1  # a bar for all others would hide the rest


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.integers(1, 9)), max_size=12),
    st.integers(1, 4),
)
@settings(max_examples=10)
def test_heat_map_totals_do_not_depend_on_the_top(ties, top):
    G = nx.MultiDiGraph()
    for u, v, weight in ties:
        G.add_edge(u, v, sign=-1, weight=weight)
    total = sum(weight for u, v, weight in ties if u != v)
    figure = heatmap_figure(G, top=top)
    shown = sum(float(text.get_text()) for text in figure.axes[0].texts) if total else 0
    assert shown == total


def test_heat_map_refuses_what_the_graph_does_not_have(two_camps):
    with pytest.raises(UnknownNameError, match="'praises': the graph has accuses, aids, condemns, supports, urges"):
        heatmap_figure(two_camps, stance="praises")
    with pytest.raises(UnknownNameError, match="sign 2, expected one of -1, 0, 1"):
        heatmap_figure(two_camps, sign=2)


# ------------------------------------------------------------------------------------------------------------ series


def test_series_has_a_panel_for_each_measure_a_gap_and_a_band():
    first = [("2024-01-01", 0.5, 0.4, 0.6), ("2024-02-01", None), (dt.date(2024, 3, 1), 0.7, None, None)]
    figure = series_figure({"balance": first, "frustration": [("2024-02-01", 3)]}, turning_points={"2024-02-01": "war"})
    balance, frustration = figure.axes
    (line, turn) = balance.lines
    assert [str(value) for value in line.get_ydata()] == ["0.5", "nan", "0.7"]
    assert len(balance.collections) == 2  # the band and its bars
    assert list(frustration.lines[0].get_ydata()) == [3]
    assert len(set(turn.get_xdata())) == 1
    said = " ".join(texts(figure))
    assert "2024-02-01 war" in said
    assert "Gaps: 1 window without a value" in said


def test_series_takes_points_in_any_order():
    points = [("2024-01-01", 1), ("2024-02-01", 2), ("2024-03-01", 3)]
    one, other = (canvas.figure_bytes(series_figure(each), form="svg") for each in (points, points[::-1]))
    assert one == other


def test_series_goes_to_the_ends_of_the_calendar():
    days = [dt.date.min, dt.date.max]
    figure = series_figure([(day, 1) for day in days])
    assert list(figure.axes[0].get_xlim()) == [date2num(day) for day in days]
    assert canvas.figure_bytes(figure, form="svg")


@pytest.mark.parametrize("points", [[], [("2024-01-01", None)], [("2024-01-01", float("nan"))]])
def test_series_without_values_says_so(points):
    (said,) = [text for text in texts(series_figure(points)) if "window" in text]
    assert said


@pytest.mark.parametrize("point", [("2024-01-01",), ("soon", 1), ("2024-01-01", 1, 2), ("2024-01-01", "much"), (3, 1)])
def test_series_refuses_what_is_no_point(point):
    with pytest.raises(ReadError, match=re.escape(f"point {point!r}, expected (date, value)")):
        series_figure([point])


# -------------------------------------------------------------------------------------------------------------- flow


def _width(band) -> float:
    """Return how wide a band is where it begins."""
    (path,) = band.get_paths()
    left = path.vertices[:, 0].min()
    heights = path.vertices[path.vertices[:, 0] == left, 1]
    return round(heights.max() - heights.min(), 6)


def test_bars_are_as_tall_as_clusters_and_bands_as_wide_as_moves():
    windows = [
        ("2024-01", dict.fromkeys("abc", 1) | dict.fromkeys("def", 2) | {"g": 3}),
        ("2024-02", dict.fromkeys("abcde", 1) | dict.fromkeys("fh", 2)),
        ("2024-03", dict.fromkeys("ab", 1) | dict.fromkeys("cde", 4) | dict.fromkeys("fh", 2)),
    ]
    figure = flow_figure(windows, names={1: "West", 2: "East", 4: "New"})
    axes = figure.axes[0]
    heights = {c.get_label(): [bar.get_height() for bar in c] for c in axes.containers}
    assert heights == {"1  West": [3, 5, 2], "2  East": [3, 2, 2], "3  New": [3], "alone": [1]}
    marks = {each.get_label(): len(each.get_offsets()) for each in axes.collections}
    assert {name: count for name, count in marks.items() if name in EVENTS} == {"join": 1, "split": 1}
    bands = sorted(_width(each) for each in axes.collections if each.get_label() not in EVENTS)
    assert bands == [1, 2, 2, 2, 3, 3]  # f and d, e; a, b and f, h; a, b, c and c, d, e


def test_flow_draws_the_events_given_and_no_other():
    windows = [("1", dict.fromkeys("abcd", "x")), ("2", dict.fromkeys("ab", "x") | dict.fromkeys("cd", "y"))]
    for events, expected in (([], {}), ([(0, "x", "split")], {"split": 1}), ([(1, "never", "join")], {})):
        axes = flow_figure(windows, events=events).axes[0]
        labels = {each.get_label(): len(each.get_offsets()) for each in axes.collections}
        assert {name: count for name, count in labels.items() if name in EVENTS} == expected


def test_more_clusters_than_colours_have_hatches():
    axes = flow_figure([("1", {f"{c}{i}": c for c in range(12) for i in range(2)})]).axes[0]
    looks = {(bar.get_facecolor(), bar.get_hatch()) for container in axes.containers for bar in container}
    assert len(looks) == 12


@pytest.mark.parametrize("windows", [[], [("2024", {})]])
def test_flow_without_clusters_says_so(windows):
    assert any("indow" in text for text in texts(flow_figure(windows)))


# ------------------------------------------------------------------------------------------- of what the package finds


def test_windows_that_fit_are_never_many(make_statement):
    for days in (1, 100, 400, 3000, 8000, 30000):
        last = dt.date(1940, 1, 1) + dt.timedelta(days=days)
        some = [make_statement("country:KOR", "accuses", "country:PRK", date=day, start=100 * n)
                for n, day in enumerate([dt.date(1940, 1, 1), last])]  # fmt: skip
        G = to_multigraph(some)
        assert len(windowed(G, window=fitting_window(G))) <= MOST_WINDOWS + 2  # begun at either end
    assert fitting_window(nx.MultiDiGraph()) in LENGTHS


def test_windows_fit_graphs_whose_edges_have_days_of_their_own():
    G = nx.DiGraph()
    G.add_edge("a", "b", sign=1, date="1990-01-01")
    G.add_edge("b", "c", sign=-1, date=dt.date(2024, 1, 1))
    assert fitting_window(G) == "5 years"


def test_followed_clusters_and_measures_are_drawn(troops):
    G = to_multigraph(troops)
    windows = windowed(G, window="week")
    figure = measures_figure({"hostile": over_time(windows, "hostile_share")})
    assert len(figure.axes) == 1
    followed = followed_clusters(windows)
    axes = followed_figure(followed, G).axes[0]
    bars = [bar for container in axes.containers for bar in container]
    assert len(bars) == sum(map(len, followed.members)) > 0


# ----------------------------------------------------------------------------------------------- untrusted names, files


def test_hostile_names_are_drawn_as_they_are_in_one_line():
    G = nx.MultiDiGraph()
    G.add_nodes_from((f"n{number}", {"name": name}) for number, name in enumerate(HOSTILE))
    G.add_edges_from((f"n{n}", f"n{(n + 1) % len(HOSTILE)}", {"sign": -1}) for n in range(len(HOSTILE)))
    together = {f"{number}{end}": number for number in range(len(HOSTILE)) for end in "ab"}
    for figure in (
        matrix_figure(G, title=HOSTILE[0]),
        heatmap_figure(G),
        series_figure({name: [("2024-01-01", 1)] for name in HOSTILE}),
        flow_figure([("2024-01-01", together)], names=dict(enumerate(HOSTILE)), title=HOSTILE[0]),
    ):
        said = texts(figure)
        assert canvas.figure_bytes(figure, form="png").startswith(b"\x89PNG")
        for name in HOSTILE:
            start = canvas.label(name)[:20]  # where there is more room, more is shown
            assert any(start in text for text in said), (name, said)
        assert not any(re.search("[\x00-\x1f\u202e\ufffe]", text.strip()) for text in said)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_in_a_time_line(name):
    said = texts(series_figure([("2024-01-01", 1)], unit=name, turning_points={"2024-01-01": name}))
    assert any(f"2024-01-01 {canvas.label(name)}"[:16].strip() in text for text in said)


def test_names_stay_plain_when_figures_are_saved_by_matplotlib_itself(tmp_path):
    G = nx.DiGraph([("$\\frac$", "$x^2$", {"sign": -1})])
    matrix_figure(G).savefig(tmp_path / "own.png")
    assert (tmp_path / "own.png").read_bytes().startswith(b"\x89PNG")


@given(st.text(max_size=80))
def test_labels_are_short_and_in_one_line(text):
    short = canvas.label(text)
    assert len(short) <= canvas.LONGEST_NAME
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", short)


@pytest.mark.parametrize(("form", "signature"), [("png", b"\x89PNG\r\n"), ("svg", b"<?xml"), ("pdf", b"%PDF-")])
def test_files_have_their_format_and_the_same_bytes_again(two_camps, tmp_path, form, signature):
    for number in range(2):
        write_figure(matrix_figure(two_camps), tmp_path / f"{number}.{form}")
    one, other = ((tmp_path / f"{number}.{form}").read_bytes() for number in range(2))
    assert one == other
    assert one.startswith(signature)
    assert not re.search(rb"20\d\d-\d\d-\d\dT|D:20\d\d", one)


def test_order_of_nodes_and_edges_changes_no_byte(two_camps):
    H = nx.MultiDiGraph()
    H.add_nodes_from(reversed(list(two_camps.nodes(data=True))))
    H.add_edges_from(reversed([(u, v, data) for u, v, data in two_camps.edges(data=True)]))
    for draw in (matrix_figure, heatmap_figure):
        assert canvas.figure_bytes(draw(two_camps), form="svg") == canvas.figure_bytes(draw(H), form="svg")


def test_settings_of_the_caller_neither_matter_nor_change(two_camps):
    plain = canvas.figure_bytes(matrix_figure(two_camps), form="svg")
    with mpl.rc_context({"font.size": 30, "axes.grid": True, "svg.fonttype": "path", "text.parse_math": True}):
        before = dict(mpl.rcParams)
        assert canvas.figure_bytes(matrix_figure(two_camps), form="svg") == plain
        assert dict(mpl.rcParams) == before


def test_pyplot_is_not_loaded():
    code = (
        "import sys, networkx as nx\nfrom stancegraph import matrix_figure\n"
        "matrix_figure(nx.DiGraph([('a', 'b', {'sign': 1})]))._repr_png_()\nprint('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_letters_that_no_font_has_are_told(two_camps, tmp_path):
    two_camps.nodes["a"]["name"] = "\U00012000\U00012001"  # cuneiform
    figure = matrix_figure(two_camps)
    with pytest.warns(StancegraphWarning, match="no installed font"):
        write_figure(figure, tmp_path / "one.png")
    write_figure(figure, tmp_path / "one.svg")  # there it is text, and whoever opens it may have one
    assert "\U00012000" in (tmp_path / "one.svg").read_text("utf-8")


def test_other_endings_are_refused(two_camps, tmp_path):
    with pytest.raises(UnknownNameError, match=r"ending 'gif', expected one of png, svg, pdf"):
        write_figure(matrix_figure(two_camps), tmp_path / "one.gif")
    assert list(tmp_path.iterdir()) == []


def test_missing_matplotlib_is_told_with_the_way_out(two_camps, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.style", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'stancegraph\[notebook\]'"):
        matrix_figure(two_camps)


# ------------------------------------------------------------------------------------------------------ command line


@pytest.fixture
def file(troops, tmp_path):
    write_statements(troops, tmp_path / "troops.jsonl")
    return tmp_path / "troops.jsonl"


@pytest.mark.parametrize("kind", ["matrix", "heatmap", "series", "flow"])
def test_plot_writes_each_kind(file, kind, tmp_path):
    done = CliRunner().invoke(app, ["plot", kind, str(file), "-o", str(tmp_path / "figure.svg"), "--heading", "Mine"])
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    assert f"{kind} of 6 actors" in done.stderr or f"{kind} of 7 actors" in done.stderr
    assert ">Mine</text>" in (tmp_path / "figure.svg").read_text("utf-8")


def test_plot_heatmap_of_a_stance_counts_what_the_graph_does(file, troops, tmp_path):
    CliRunner().invoke(app, ["plot", "heatmap", str(file), "--stance", "condemns", "-o", str(tmp_path / "figure.svg")])
    G = filtered(to_multigraph(troops), stances=["condemns"])
    weight = sum(data["weight"] for *_, data in G.edges(data=True))
    text = (tmp_path / "figure.svg").read_text("utf-8")
    assert ">Who condemns whom</text>" in text
    assert f"Total {weight}." in text


def test_plot_of_nothing_says_so_and_draws_that(tmp_path):
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    for kind in ("matrix", "heatmap", "series", "flow"):
        given = ["plot", kind, str(tmp_path / "none.jsonl"), "-o", str(tmp_path / f"{kind}.png")]
        done = CliRunner().invoke(app, given)
        assert done.exit_code == 0, done.stderr
        assert "no statements were found" in done.stderr
        assert (tmp_path / f"{kind}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "figure.gif"], "expected one of png, svg, pdf"),
        (["-o", "figure.svg", "--window", "fortnight"], "fortnight"),
        (["-o", "figure.svg", "-m", "beauty"], "no measure 'beauty'"),
    ],
)
def test_plot_refuses_what_it_cannot_do(file, options, message, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["plot", "series", str(file), *options])
    assert done.exit_code != 0
    assert message in done.stderr
    assert not (tmp_path / "figure.svg").exists()


def test_legible_matrices_say_every_weight_that_finds_room():
    assert [matrices._signed(weight) for weight in (3, -12, 100, 0, 0.5)] == ["+3", "−12", "+", "·", "+"]  # noqa: RUF001 - as above

"""What tests of the command line share: how a command is started, and how its answer is read."""

import json
import subprocess
import sys

ANALYSES = ["info", "actors", "centrality", "clusters", "frustration", "evidence", "claims"]
SENTENCE = "Sweden was condemned by Norway."
TEASES = """
[stance.teases]
sign = -1
meaning = "makes fun of"
example = "Norway teased Sweden."
verbs = ["tease TARGET"]
"""


def process(*arguments, given=None, cwd=None):
    command = [sys.executable, "-m", "stancegraph", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, cwd=cwd, timeout=120, check=False)


def line_of(result, code=1):
    """The one line that a failed command leaves."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0].removeprefix("stancegraph: ")


def rows_of(result):
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)

"""CPU time until ``stancegraph --help`` has answered: ``python benchmarks/startup.py``.

A new process each time, as when somebody types it, with the start of Python itself beside it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys

REPEATS = 9
# The child says at its end what it has used: that works on every system, and counts nobody else's processes.
COUNTED = "import atexit, sys, time; atexit.register(lambda: print(time.process_time(), file=sys.stderr)); "
HELP = "sys.argv = ['stancegraph', '--help']; from stancegraph.cli import main; main()"


def cpu_seconds(code: str) -> float:
    """Return the CPU time of a new Python that runs `code`."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED + code],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    return float(done.stderr.splitlines()[-1])


def main() -> None:
    """Measure, and print medians."""
    arguments = argparse.ArgumentParser(description="CPU time of stancegraph --help.")
    arguments.add_argument(
        "--repeats", type=int, default=REPEATS, help="measurements of each, of which the median counts"
    )
    repeats = arguments.parse_args().repeats
    for name, code in (("python -c pass", "pass"), ("stancegraph --help", HELP)):
        cpu_seconds(code)  # once unmeasured: byte code is written, files are in memory
        print(
            f"{name:<20}{statistics.median(cpu_seconds(code) for _ in range(repeats)):6.3f} s CPU, median of {repeats}"
        )


if __name__ == "__main__":
    main()

"""How long commands take in processes of their own, and how a ratio stands to its target.

The machine may be doing other things: of several runs the best counts, and beside the elapsed time
stands that of the processor (user and system), which others disturb less.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_MUCH = 0.25
"""By what share of the target a ratio is missed by much."""
_DONE = (0, 1)
"""Exit codes of a command that did its work; some returns may be refused."""


@dataclass(frozen=True)
class Taken:
    """What a run took: seconds elapsed, and seconds of the processor."""

    elapsed: float
    processor: float

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.elapsed + other.elapsed, self.processor + other.processor)


def best(runs: Sequence[Taken]) -> Taken:
    """The least of each."""
    return Taken(min(each.elapsed for each in runs), min(each.processor for each in runs))


def run_once(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Taken:
    """Runs a command in a process of its own.  Raises CalledProcessError if it could do nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    done = subprocess.run(
        list(map(str, command)), env=environment, cwd=folder, capture_output=True, check=False
    )
    elapsed = time.perf_counter() - begin
    if done.returncode not in _DONE:
        sys.stderr.buffer.write(done.stderr)
        raise subprocess.CalledProcessError(done.returncode, done.args)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Taken(elapsed, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def in_turn(
    runs: int, commands: Sequence[Sequence[str]], environment: Mapping[str, str]
) -> list[Taken]:
    """The best run of each command.  They take turns, so that what else the machine does falls on
    all; a first run of each compiles its modules and fills the system's cache."""
    for command in commands:
        run_once(command, environment)
    rounds = [[run_once(command, environment) for command in commands] for _ in range(runs)]
    return [best(of_one) for of_one in zip(*rounds, strict=True)]


@contextmanager
def as_installed() -> Iterator[Mapping[str, str]]:
    """The environment of a program that is installed: its modules are kept compiled, as pip leaves
    them."""
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as folder:
        own = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
        here = str(Path(__file__).parent.parent)
        yield {**own, "PYTHONPYCACHEPREFIX": folder, "PYTHONPATH": here}


@dataclass(frozen=True)
class Target:
    """What two times or counts are held against: `at_most` or `at_least` so many times."""

    way: Literal["at most", "at least"]
    times: float

    def missed_by(self, ratio: float) -> float:
        """By what share of the target the ratio is off; 0 where it is met."""
        off = ratio / self.times - 1 if self.way == "at most" else 1 - ratio / self.times
        return max(off, 0.0)

    def sentence(self, ratio: float) -> str:
        """The ratio, the target, and whether it is met."""
        off = self.missed_by(ratio)
        verdict = f"missed by {off:.0%}" if off else "met"
        return f"{ratio:.2f} x (target: {self.way} {self.times:g} x; {verdict})"

    def is_missed_by_much(self, *ratios: float) -> bool:
        """Whether each of the ratios, taken in different ways, is far off."""
        return all(self.missed_by(ratio) > _MUCH for ratio in ratios)

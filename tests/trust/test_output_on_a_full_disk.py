"""What a command prints goes to a full disk: it says so and ends with 2, and what it stored and
wrote is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.pipeline.counted import ingest
from tests.sending import write_return

ROOT = Path(__file__).parents[2]
_FULL = Path("/dev/full")
_LSCB = "import sys; sys.path.insert(0, sys.argv.pop(1)); from pipeline.cli import entry; entry()"

_SAID = (
    "lscb: What the command prints can't be written: No space left on device; make room there and "
    "run the command again. What was stored or written until then stays.\n"
)

pytestmark = pytest.mark.skipif(
    not _FULL.is_char_device(), reason="This system has no /dev/full, which is always full."
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a store that holds May, and the return of June in `june`."""
    for month, number in (("may", 5), ("june", 6)):
        cover = {"return_date": f"2011-0{number}-06"}
        write_return(tmp_path / month / "a.csv", [{"local_id": "A1"}], cover)
    assert ingest(tmp_path / "store", tmp_path / "may") == 0
    return tmp_path


def printed_to_full(
    desk: Path, *argv: str, errors_too: bool = False, unbuffered: str = ""
) -> tuple[int, str]:
    """The exit code and what was said on standard error; standard output is full.  `unbuffered`:
    whether Python holds nothing back, as its own setting says it."""
    with _FULL.open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-c", _LSCB, str(ROOT), *argv, "--store", "store"],
            cwd=desk, stdout=full, stderr=full if errors_too else subprocess.PIPE, text=True,
            check=False, env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    return ran.returncode, ran.stderr or ""


@pytest.mark.parametrize(
    "argv",
    [
        ["status"],
        ["status", "--json"],
        ["snapshot", "--no-publish", "--date", "2011-05-06", "--out", "out"],
        ["verify"],
        ["ingest", "june"],
    ],
    ids=" ".join,
)
def test_a_command_says_that_what_it_prints_can_not_be_written(desk: Path, argv: list[str]) -> None:
    assert printed_to_full(desk, *argv) == (2, _SAID)


def test_that_is_said_also_where_nothing_is_held_back(desk: Path) -> None:
    assert printed_to_full(desk, "status", unbuffered="1") == (2, _SAID)


def test_an_ingest_whose_output_is_full_has_stored_the_return_and_written_the_feedback(
    desk: Path,
) -> None:
    assert printed_to_full(desk, "ingest", "june")[0] == 2
    assert len(Store(desk / "store").covers()) == 2
    assert len(list((desk / "store-feedback" / "2011-06-06").glob("*/feedback.json"))) == 1


def test_a_command_that_can_say_nothing_at_all_ends_with_2(desk: Path) -> None:
    assert printed_to_full(desk, "status", errors_too=True)[0] == 2


def test_a_reader_that_leaves_early_is_told_nothing(desk: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _LSCB, str(ROOT), "status", "--store", "store"],
        cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""

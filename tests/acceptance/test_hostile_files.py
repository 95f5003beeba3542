"""Files made to harm are refused or read: in 1 GB of memory, in 30 s, with a sentence, and without
a word of what they hold."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.formats.hostile import CLIMBING, HOSTILE, ODD, SECRET, climbing, written

SECONDS = 30
MARK = "=== "
GIGABYTE = 1 << 30
# Memory that a process may write to.  Its address space (RLIMIT_AS) is larger before a file is
# opened: libraries reserve 1.2 GB that they do not use.
IN_ONE_GIGABYTE = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, ({GIGABYTE}, {GIGABYTE}))
from pipeline.cli import run
for path in sys.argv[1:]:
    code = run(["check", path])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("{MARK}" + str(code), most, flush=True)
    print("{MARK}", file=sys.stderr, flush=True)
"""
# Each thread has a stack: many cores would use up much of the limit before a file is read.
FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1"}
READ = ("nil.csv", "nil.xlsx")
MAY_BE_READ = (
    *("far-cell.xlsx", "claims-a-million-columns.xlsx", "cell-in-column-a-million.xlsx"),
    *("nested-tables.docx", "ten-megabytes.csv", "ten-megabytes.xlsx", "ten-megabytes.docx"),
    *("columns.csv", "columns.xlsx", "repeated-rows.ods", "repeated-columns.ods"),
    *("external-in-strings.xlsx", "external-in-sheet.xlsx", "external.docx"),
    *("repeated-both.ods", "bomb.xlsx", "bomb-that-lies.xlsx", "zips.zip"),
)
"""What harms only by its size, or would if it were believed."""


@dataclass(frozen=True)
class Said:
    """The exit code for a file, the most memory used so far in kB, and all that was said."""

    code: int
    kilobytes: int
    text: str


def checked(*paths: Path) -> Iterator[Said]:
    """What `lscb check` says of each path, all in one limited process."""
    done = subprocess.run(
        [sys.executable, "-c", IN_ONE_GIGABYTE, *map(str, paths)],
        capture_output=True,
        timeout=SECONDS * len(paths),
        env={**os.environ, **FEW_THREADS, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    out, error = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
    assert done.returncode == 0, f"the process ended with {done.returncode}: {error[-2000:]}"
    errors = error.split(f"{MARK}\n")
    lines: list[str] = []
    for line in out.splitlines():
        if line.startswith(MARK):
            code, most = map(int, line.removeprefix(MARK).split())
            yield Said(code, most, "\n".join([*lines, errors.pop(0)]))
            lines = []
        else:
            lines.append(line)


def hold_to_promise(path: Path, said: Said) -> None:
    assert said.code in (0, 1, 2)
    assert said.kilobytes * 1024 < GIGABYTE
    assert "Traceback" not in said.text
    assert "fault of the program" not in said.text
    assert path.name in said.text
    assert any(line.rstrip().endswith(".") for line in said.text.splitlines())
    assert SECRET.casefold() not in said.text.casefold()
    assert "root:x:" not in said.text
    if path.name not in (*MAY_BE_READ, *READ):
        assert said.code != 0, said.text
    if path.name in READ:
        assert said.code == 0, said.text


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_take_all_memory_or_time_takes_neither(name: str, tmp_path: Path) -> None:
    (path,) = written(tmp_path, {name: HOSTILE[name]})
    (said,) = checked(path)
    hold_to_promise(path, said)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Said]]:
    """All odd files checked one after another in one process."""
    paths = list(written(tmp_path_factory.mktemp("odd"), ODD))
    return {path.name: (path, said) for path, said in zip(paths, checked(*paths), strict=True)}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_return_is_refused_in_a_sentence(
    name: str, odd: dict[str, tuple[Path, Said]]
) -> None:
    hold_to_promise(*odd[name])


@pytest.mark.parametrize(
    ("name", "word"),
    [
        *[("old.doc", "docx"), ("old-named.docx", "docx"), ("locked.zip", "password")],
        *[("locked.xlsx", "password"), ("form.pdf", "Word"), ("form.rtf", "Word")],
    ],
)
def test_a_refusal_says_what_to_do(name: str, word: str, odd: dict[str, tuple[Path, Said]]) -> None:
    assert word in odd[name][1].text


@pytest.mark.parametrize("name", CLIMBING)
def test_nothing_of_a_zip_is_written_outside_the_store(
    name: str, tmp_path: Path, file_of: Callable[[str, bytes], Path]
) -> None:
    path = file_of(name, climbing(name))
    before = {*tmp_path.rglob("*"), *Path("/tmp").glob("*.csv")}
    (said,) = checked(path)
    hold_to_promise(path, said)
    assert {*tmp_path.rglob("*"), *Path("/tmp").glob("*.csv")} == before


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Writes a file some folders deep, so that what climbs out of it would be seen."""

    def write(name: str, content: bytes) -> Path:
        path = tmp_path / "a" / "b" / "c" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return path

    return write

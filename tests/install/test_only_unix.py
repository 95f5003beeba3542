"""No call that only Unix has stands on a path that an analyst uses, nor a name that Windows can't
write."""

import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from openpyxl import Workbook

from tests.install.portable import Finding, forbidden_in_name, in_source, in_tree
from tests.sending import write_return

ROOT = Path(__file__).parents[2]
PACKAGES = ("pipeline", "schemas", "ingest", "reports")
LONGEST_PATH = 260
"""Of Windows, with the drive and one sign at the end."""
AN_ANALYSTS_FOLDER = "C:\\Users\\firstname.lastname\\Documents\\Child exploitation\\"
"""docs/installing.md asks for at most 60 signs."""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_call_that_only_unix_has_on_any_path_an_analyst_uses(package: str) -> None:
    assert [str(place) for place in in_tree(ROOT / package)] == []


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "import resource",
        "from termios import tcgetattr",
        "from os import getuid",
        "import os\nos.fork()",
        "import os\nos.geteuid()",
        "import signal\nsignal.signal(signal.SIGKILL, f)",
        "import time\ntime.tzset()",
        "import subprocess",
        "import os\nos.system('ls')",
        "Path('/tmp/lscb')",
        "where = '~/store'",
        "moment.strftime('%-d %B')",
        "moment.strftime('%s')",
        "text = f'{moment:%-d %B}'",
        "open(path)",
        "open(path, 'w', encoding='utf-8')",
        "path.open()",
        "path.open('w', newline='')",
        "path.read_text()",
        "path.write_text(text, encoding='utf-8')",
        "path.write_text(text, newline='')",
        "os.fdopen(handle, 'w')",
        "folder / 'tables/own.csv'",
        "folder / f'{day}/own.csv'",
        "folder / 'at 10:30.txt'",
        "folder / 'con.csv'",
        "folder / 'and so on.'",
        "str(path).split('/')",
        "str(path.relative_to(folder))",
        "print(f'{path.relative_to(folder)}')",
        "link.symlink_to(path)",
    ],
)
def test_what_windows_has_not_is_found(source: str) -> None:
    assert len(in_source(source)) >= 1


@pytest.mark.parametrize(
    "source",
    [
        '"""Never /tmp, never os.fork()."""',
        "import os\nos.replace(old, new)",
        "import os\nif os.name == 'posix':\n    os.getuid()",
        "import sys\nwho = os.getuid() if sys.platform != 'win32' else 0",
        "signal.signal(signal.SIGINT, f)",
        "moment.strftime('%Y-%m-%d')",
        "path.open('rb')",
        "open(path, encoding='utf-8')",
        "path.open('x', encoding='utf-8', newline='\\n')",
        "path.read_text(encoding='utf-8')",
        "os.fdopen(os.open(path, os.O_WRONLY), 'wb')",
        "package.open('word/document.xml')",
        "folder / f'{agency} - {area}'",
        "folder / 'tables' / 'own.csv'",
        "rows / 2",
        "path.relative_to(folder).as_posix()",
        "name.split('/')",
    ],
)
def test_what_works_everywhere_is_not_found(source: str) -> None:
    assert in_source(source) == []


def test_a_finding_names_its_line_and_what_is_wrong() -> None:
    found = in_source("import os\n\nwho = os.getuid()\n")
    assert found == [Finding(3, "os.getuid is not on Windows")]


def test_names_that_windows_forbids_are_known() -> None:
    forbidden = ["CON", "con.csv", "LPT1", "a:b", "a?", "end.", "end ", "a\\b", "bell\x07"]
    assert [name for name in forbidden if forbidden_in_name(name) is None] == []
    allowed = ["console.csv", "Saltmarbles Trust - York", ".writing-1", "a.b.c", "LPT10"]
    assert [name for name in allowed if forbidden_in_name(name) is not None] == []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that a month writes, of agencies with names that no file can have."""
    folder = tmp_path_factory.mktemp("month")
    child = {"local_id": "A1", "age": "15", "gender": "Female"}
    for number, agency in enumerate(["CON", 'Why? A/B: "C" <D|E>*', "Trailing. ", "Long " * 40]):
        write_return(folder / "returns" / f"{number}.csv", [child], {"agency": agency})
    _write_long_names(folder / "returns")
    (folder / "returns" / "refused.csv").write_text("nothing\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "month", "returns", "--out", "out"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr  # the file that is no return was refused
    return folder


def _write_long_names(folder: Path) -> None:
    """A workbook with a cell to mend, so that there is a marked copy, and all its names long."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("Agency", "Centre for the Safety, Support and Participation of Young People in the South"),
        ("Agency type", "voluntary"),
        ("LSCB area", "Cornwall and Isles of Scilly"),
        ("Return date", "06/06/2011"),
        ("Local identifier", "Age"),
        ("A1", "fifteen or so"),
    ):
        sheet.append(line)
    book.save(folder / f"{'Return on exploited young people, ' * 5}final.xlsx")


def test_every_name_that_a_month_writes_may_stand_on_windows(written: Path) -> None:
    names = {part for path in written.rglob("*") for part in path.relative_to(written).parts}
    assert {name: why for name in names if (why := forbidden_in_name(name)) is not None} == {}


def test_no_two_names_in_a_folder_differ_in_case_alone(written: Path) -> None:
    paths = [str(path).casefold() for path in written.rglob("*")]
    assert len(paths) == len(set(paths))


def test_no_path_that_a_month_writes_is_too_long_for_windows(written: Path) -> None:
    below = (path.relative_to(written) for path in written.rglob("*"))
    paths = [path for path in below if path.parts[0] != "returns"]
    assert len(AN_ANALYSTS_FOLDER) <= 60
    longest = max((str(PureWindowsPath(AN_ANALYSTS_FOLDER, path)) for path in paths), key=len)
    assert "marked" in longest
    assert len(longest) < LONGEST_PATH, longest


@pytest.mark.parametrize("command", [["status"], ["problems"], ["--help"]])
def test_a_terminal_of_few_letters_stops_no_command(written: Path, command: list[str]) -> None:
    """Windows' own letters are 256, and fewer where what is printed goes into a file."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *command],
        cwd=written,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "cp437"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)

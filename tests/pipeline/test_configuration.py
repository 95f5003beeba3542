"""`lscb.toml`: what it says, every way in which it can't be used, and where it is looked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.agencies import NO_AGENCIES, Agency
from ingest.agencies_reading import COLUMNS
from pipeline.cli import run
from pipeline.configuration import (
    NO_CONFIGURATION,
    ChangeThresholds,
    Configuration,
    read_configuration,
)
from schemas.errors import UserError
from tests.docs.shown import DOCS, blocks
from tests.sending import write_return

DOCUMENT = "configuration.md"


def write(folder: Path, text: str, agencies: str | None = None) -> Path:
    path = folder / "lscb.toml"
    path.write_text(text, encoding="utf-8")
    if agencies is not None:
        (folder / "agencies.csv").write_text(agencies, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as error:
        read_configuration(path)
    return str(error.value)


def test_an_empty_configuration_says_nothing(tmp_path: Path) -> None:
    assert read_configuration(write(tmp_path, "")) == NO_CONFIGURATION


def test_a_configuration_says_all_that_a_board_sets(tmp_path: Path) -> None:
    text = (
        'agencies = "agencies.csv"\ndue_days = 10\n[changes]\nrows_down = 0.3\n'
        "new_identifiers = 0\nunchanged = 0.9\nother_area = 1\nleast_rows = 8\n"
    )
    found = read_configuration(write(tmp_path, text, "agency\nPolice\n"))
    assert found.agencies.agencies == (Agency("Police"),)
    assert found.due_days == 10
    assert found.changes == ChangeThresholds(0.3, 0.0, 0.9, 1.0, 8)


def test_what_is_left_out_is_as_without_a_configuration(tmp_path: Path) -> None:
    found = read_configuration(write(tmp_path, "[changes]\nleast_rows = 1\n"))
    assert found == Configuration(NO_AGENCIES, None, ChangeThresholds(least_rows=1))


def test_the_agencies_lie_where_the_path_from_the_configuration_leads(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "ours.csv").write_text("agency\nPolice\n", encoding="utf-8")
    found = read_configuration(write(tmp_path, 'agencies = "lists/ours.csv"'))
    assert found.agencies.agencies == (Agency("Police"),)


def test_a_configuration_with_a_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lscb.toml"
    path.write_bytes(b"\xef\xbb\xbfdue_days = 3\r\n")
    assert read_configuration(path).due_days == 3


def test_an_agencys_own_due_days_win_also_where_they_are_none(tmp_path: Path) -> None:
    agencies = "agency,spellings,due_days\nPolice,Constabulary,0\nHarbour,,\n"
    text = 'agencies = "agencies.csv"\ndue_days = 10\n'
    found = read_configuration(write(tmp_path, text, agencies))
    june = date(2011, 6, 6)
    assert found.due_day("CONSTABULARY", june) == june
    assert found.due_day("Harbour", june) == date(2011, 6, 16)
    assert found.due_day("Unlisted", june) == date(2011, 6, 16)
    assert NO_CONFIGURATION.due_day("Police", june) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\ndue_day = 10", "lscb.toml, line 2: unknown key 'due_day'"),
        ("[changes]\nrows_up = 1", "lscb.toml, line 2: unknown key 'rows_up'"),
        ('due_days = "ten"', "lscb.toml, line 1: this must be a whole number"),
        ("due_days = 367", "lscb.toml, line 1: due_days must be from 0 to 366"),
        ("due_days = -1", "lscb.toml, line 1: due_days must be from 0 to 366"),
        (
            "[changes]\nleast_rows = 5\nrows_down = 50",
            "lscb.toml, line 3: rows_down must be a share, from 0 to 1",
        ),
        (
            "[changes]\nnew_identifiers = -0.1",
            "lscb.toml, line 2: new_identifiers must be a share, from 0 to 1",
        ),
        ("[changes]\nunchanged = nan", "lscb.toml, line 2: unchanged must be a share"),
        ("[changes]\nother_area = inf", "lscb.toml, line 2: other_area must be a share"),
        ("[changes]\nleast_rows = 0", "lscb.toml, line 2: least_rows must be 1 or more"),
        ("agencies = agencies.csv", "lscb.toml, line 1: this can't be read"),
        ('agencies = "a\\u0000.csv"', "lscb.toml, line 1: agencies must be the name of a file"),
        ("agencies = 1", "lscb.toml, line 1: this must be a text in quotation marks"),
    ],
)
def test_what_can_not_be_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(write(tmp_path, text)).startswith(said)


def test_agencies_that_are_not_there_are_refused_with_the_line_that_names_them(
    tmp_path: Path,
) -> None:
    message = refusal(write(tmp_path, 'due_days = 1\nagencies = "ours.csv"'))
    assert message == (
        f"lscb.toml, line 2: the agencies, {tmp_path / 'ours.csv'}: No such file or directory"
    )


def test_a_mistake_in_the_agencies_is_refused_with_their_line(tmp_path: Path) -> None:
    path = write(tmp_path, 'agencies = "agencies.csv"', "agency,due_days\nPolice,soon\n")
    assert refusal(path).startswith(f"{tmp_path / 'agencies.csv'}, line 2: due_days must be")


def test_a_configuration_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lscb.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert refusal(path) == f"{path} is no UTF-8. Save it as UTF-8."


COMMANDS = (
    ("check", "sent"),
    ("ingest", "sent"),
    ("status",),
    ("snapshot", "--date", "2011-06-06", "--out", "out"),
)


@pytest.fixture
def _board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A current folder with a delivery, and a store of it."""
    monkeypatch.chdir(tmp_path)
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert run(["ingest", "sent", "--no-feedback"]) == 0
    yield


@pytest.mark.usefixtures("_board")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
class TestWhereItIsLookedFor:
    def test_a_mistake_in_the_current_folders_stops_the_command(
        self, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(Path(), "due_days = 400")
        assert run(command) == 2
        assert "lscb.toml, line 1: due_days" in capsys.readouterr().err
        assert not Path("out").exists()

    def test_one_that_is_named_is_read_in_its_place(self, command: tuple[str, ...]) -> None:
        write(Path(), "due_days = 400")
        Path("ours.toml").write_text("due_days = 4", encoding="utf-8")
        assert run([*command, "--config", "ours.toml"]) == 0

    def test_one_that_is_named_and_not_there_stops_the_command(
        self, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run([*command, "--config", "ours.toml"]) == 2
        said = capsys.readouterr().err
        assert "ours.toml: No such file or directory. Name the configuration by --config" in said

    def test_the_environment_names_one(
        self, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LSCB_CONFIG", "ours.toml")
        assert run(command) == 2


def test_the_documented_example_is_read_as_the_document_says(tmp_path: Path) -> None:
    (configuration,) = blocks(DOCUMENT, "toml")
    (agencies,) = blocks(DOCUMENT, "csv")
    found = read_configuration(write(tmp_path, configuration, agencies))
    assert found.agencies.agencies == (
        Agency(
            "Saltmarbles Trust", ("Salt Marbles Trust", "SMT"), "voluntary", ("York", "Leeds"),
            "own", "SM", 14,
        ),
        Agency(
            "York Youth Offending Service", ("York YOS",), "statutory", ("York",), "shared",
        ),
        Agency("Northgate Partnership", type="mixed", since=date(2011, 7, 1)),
    )  # fmt: skip
    assert found.due_day("smt", date(2011, 6, 6)) == date(2011, 6, 20)
    assert found.due_day("York YOS", date(2011, 6, 6)) == date(2011, 6, 16)
    assert found.changes == ChangeThresholds()


def test_every_column_of_the_agencies_is_documented() -> None:
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    for column in COLUMNS:
        assert f"\n| `{column}` | " in text


def test_every_key_of_the_configuration_is_documented_with_what_holds_without_it() -> None:
    text = (DOCS / DOCUMENT).read_text(encoding="utf-8")
    for key in ("agencies", "due_days"):
        assert f"\n| `{key}` | " in text
    for name in ChangeThresholds.__dataclass_fields__:
        (line,) = [each for each in text.splitlines() if each.startswith(f"| `{name}` |")]
        assert line.endswith(f"| {getattr(ChangeThresholds, name)} |")

"""`lscb status`: who sent, who is late, who is missing, by agency, area and month."""

import json
import stat
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from tests.sending import COVER, REGISTER_HEADER, write_csv, write_return

MAY, JUNE, JULY = "2011-05-06", "2011-06-06", "2011-07-06"
ROW = {"local_id": "A1"}


class Board:
    """A board's deliveries, store and configuration; each delivery is a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, folder / "store"
        self.config: list[str] = []
        self.deliveries = 0

    def sends(
        self,
        day: str,
        *records: Mapping[str, str],
        agency: str = "Harbour Project",
        area: str = "York",
        received: str = "",
        files: int = 1,
    ) -> int:
        """Ingests one return, its records in each of `files` files; gives the exit code."""
        cover = {"agency": agency, "area": area, "return_date": day}
        return self._ingest(cover, [list(records)] * files, [received] * files)

    def sends_in_parts(self, day: str, parts: Mapping[str, Mapping[str, str]]) -> int:
        """Ingests one return in several files: the day on which each came, and its record."""
        return self._ingest({"return_date": day}, [[each] for each in parts.values()], list(parts))

    def _ingest(
        self,
        cover: Mapping[str, str],
        contents: Sequence[Sequence[Mapping[str, str]]],
        received: Sequence[str],
    ) -> int:
        self.deliveries += 1
        delivery = self.folder / f"delivery-{self.deliveries}"
        lines = [(*REGISTER_HEADER, "received")]
        for number, (records, came) in enumerate(zip(contents, received, strict=True)):
            own = [{**each, "notes": f"file {number}"} for each in records]
            write_return(delivery / f"{number}.csv", own, cover)
            said = {**COVER, **cover, "file": f"{number}.csv", "received": came}
            lines.append(tuple(said.get(name, "") for name in (*REGISTER_HEADER, "received")))
        write_csv(delivery / "register.csv", lines)
        store = str(self.store)
        return run(["ingest", "--no-feedback", "--store", store, *self.config, str(delivery)])

    def sends_a_refused_file(
        self, day: str, agency: str = "Harbour Project", area: str = "York", received: str = ""
    ) -> None:
        """Ingests a file that is refused: it has no column for the identifier."""
        self.deliveries += 1
        delivery = self.folder / f"delivery-{self.deliveries}"
        said = {**COVER, "agency": agency, "area": area, "return_date": day, "received": received}
        said |= {"file": "a.csv"}
        write_csv(delivery / "a.csv", [["Gender", "Current age"], ["Female", "15"]])
        header = (*REGISTER_HEADER, "received")
        line = [said.get(name, "") for name in header]
        write_csv(delivery / "register.csv", [header, line])
        assert run(["ingest", "--no-feedback", "--store", str(self.store), str(delivery)]) == 1

    def goes_by(self, due_days: int | None, agencies: Sequence[Sequence[str]] = ()) -> None:
        """Writes lscb.toml; `agencies` are lines of agency, spellings, areas, due_days and, where
        they are said, from and to."""
        text = "" if due_days is None else f"due_days = {due_days}\n"
        if agencies:
            header = ("agency", "spellings", "areas", "due_days", "from", "to")
            write_csv(self.folder / "agencies.csv", [header, *agencies])
            text += 'agencies = "agencies.csv"\n'
        (self.folder / "lscb.toml").write_text(text, encoding="utf-8")
        self.config = ["--config", str(self.folder / "lscb.toml")]

    def status(self, *options: str) -> int:
        return run(["status", "--store", str(self.store), *self.config, *options])


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)


def listed(capsys: pytest.CaptureFixture[str], board: Board, *options: str) -> list[dict[str, Any]]:
    """The returns that `lscb status --json` lists."""
    capsys.readouterr()
    assert board.status("--json", *options) == 0
    returns: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["returns"]
    return returns


def states(
    capsys: pytest.CaptureFixture[str], board: Board, *options: str
) -> list[tuple[str, str | None, str, str]]:
    """Agency, area, month and state of each line."""
    lines = listed(capsys, board, *options)
    return [(each["agency"], each["area"], each["month"], each["state"]) for each in lines]


def test_a_return_that_stands_is_received_with_its_rows(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW, {"local_id": "tbc"}, received="10/06/2011")
    (line,) = listed(capsys, board)
    expected = {
        "agency": "Harbour Project",
        "area": "York",
        "return_date": "2011-06-06",
        "month": "2011-06",
        "rows": 2,
        "refused_rows": 1,
        "state": "received",
        "received_on": "2011-06-10",
        "due": None,
        "late": False,
        "refused_files": 0,
    }
    assert {name: line[name] for name in expected} == expected


def test_the_day_that_the_register_says_decides_what_is_late(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, agency="In Time", received="13/06/2011")
    board.sends(JUNE, ROW, agency="Too Late", received="14/06/2011")
    lines = listed(capsys, board)
    said = [(each["agency"], each["state"], each["late"], each["due"]) for each in lines]
    assert said == [
        ("In Time", "received", False, "2011-06-13"),
        ("Too Late", "late", True, "2011-06-13"),
    ]


def test_without_a_day_in_the_register_it_is_the_day_of_the_ingest(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW)
    (line,) = listed(capsys, board)
    assert (line["state"], line["received_on"]) == ("late", line["received"][:10])


def test_without_a_due_day_nothing_is_late(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]


def test_an_agencys_own_due_days_go_before_those_of_all(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7, [("Harbour Project", "", "York", "14")])
    board.sends(JUNE, ROW, received="20/06/2011")
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]


def test_a_return_in_several_files_came_with_the_last_of_them(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends_in_parts(JUNE, {"10/06/2011": {"local_id": "A1"}, "20/06/2011": {"local_id": "A2"}})
    (line,) = listed(capsys, board)
    assert (line["state"], line["rows"], line["received_on"]) == ("late", 2, "2011-06-20")


def test_a_resubmission_after_the_due_day_leaves_a_return_in_time(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="10/06/2011")
    board.sends(JUNE, ROW, {"local_id": "A2"}, received="30/06/2011")
    lines = listed(capsys, board)
    said = [(each["state"], each["rows"], each["late"]) for each in lines]
    assert said == [("replaced", 1, False), ("received", 2, False)]


def test_a_resubmission_does_not_make_a_late_return_one_in_time(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="20/06/2011")
    board.sends(JUNE, ROW, {"local_id": "A2"}, received="10/06/2011")
    assert [each["state"] for each in listed(capsys, board)] == ["replaced", "late"]


def test_a_nil_return_may_be_late_as_well(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    board.goes_by(7)
    board.sends(JUNE, received="20/06/2011")
    (line,) = listed(capsys, board)
    assert (line["state"], line["late"], line["rows"]) == ("nil", True, 0)
    board.status()
    assert "nil, late" in capsys.readouterr().out


def test_a_refused_file_without_a_return_is_a_line_of_its_own(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_a_refused_file(JUNE, received="10/06/2011")
    (line,) = listed(capsys, board)
    expected = {
        "agency": "Harbour Project",
        "area": "York",
        "month": "2011-06",
        "state": "refused",
        "received_on": "2011-06-10",
        "rows": None,
        "refused_files": 1,
    }
    assert {name: line[name] for name in expected} == expected


def test_a_refused_file_that_was_mended_is_no_line_any_more(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends_a_refused_file(JUNE)
    board.sends(JUNE, ROW)
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 0)


def test_a_file_refused_after_the_return_came_is_said_beside_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    board.sends_a_refused_file(JUNE)
    (line,) = listed(capsys, board)
    assert (line["state"], line["refused_files"]) == ("received", 1)
    board.status()
    assert "Harbour Project, York, 2011-06: 1 file refused." in capsys.readouterr().out


def test_a_refused_file_without_area_is_that_of_the_agencys_only_area(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW)
    board.sends_a_refused_file(JUNE, area="")
    assert states(capsys, board, "--month", "2011-06") == [
        ("Harbour Project", "York", "2011-06", "refused")
    ]


def test_a_refused_file_without_area_of_an_agency_with_several_has_none(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW, area="York")
    board.sends(JUNE, ROW, area="Leeds")
    board.sends_a_refused_file(JUNE, area="")
    assert states(capsys, board) == [
        ("Harbour Project", None, "2011-06", "refused"),
        ("Harbour Project", "Leeds", "2011-06", "received"),
        ("Harbour Project", "York", "2011-06", "received"),
    ]


def test_a_refused_file_with_a_day_in_the_future_makes_no_month(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    board.sends_a_refused_file("2111-06-06")
    assert states(capsys, board) == [("Harbour Project", "York", "2011-06", "received")]
    board.status()
    assert "1 refused file does not say whose return of what day." in capsys.readouterr().out


def test_who_sent_before_and_not_since_is_missing(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW, agency="Gone")
    board.sends(MAY, ROW, agency="Here")
    board.sends(JUNE, ROW, agency="Here")
    board.sends(JULY, ROW, agency="Here")
    board.sends(JULY, ROW, agency="New")
    assert states(capsys, board) == [
        ("Gone", "York", "2011-05", "received"),
        ("Gone", "York", "2011-06", "missing"),
        ("Gone", "York", "2011-07", "missing"),
        ("Here", "York", "2011-05", "received"),
        ("Here", "York", "2011-06", "received"),
        ("Here", "York", "2011-07", "received"),
        ("New", "York", "2011-07", "received"),
    ]


def test_a_month_for_which_nobody_sent_is_no_month_of_the_collection(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW)
    board.sends(JULY, ROW)
    assert [line[2] for line in states(capsys, board)] == ["2011-05", "2011-07"]


def test_each_area_of_an_agency_is_expected_by_itself(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, ROW, area="York")
    board.sends(MAY, ROW, area="Leeds")
    board.sends(JUNE, ROW, area="Leeds")
    assert states(capsys, board) == [
        ("Harbour Project", "Leeds", "2011-05", "received"),
        ("Harbour Project", "Leeds", "2011-06", "received"),
        ("Harbour Project", "York", "2011-05", "received"),
        ("Harbour Project", "York", "2011-06", "missing"),
    ]


def test_agencies_csv_says_who_is_expected_and_who_is_the_same(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [
            ("Harbour Project", "The Harbour", "York;Leeds", ""),
            ("Silent Agency", "", "York", ""),
        ],
    )
    board.sends(JUNE, ROW, agency="The Harbour", area="York")
    board.sends(JUNE, ROW, agency="Stranger", area="York")
    lines = listed(capsys, board)
    said = [(each["agency"], each["area"], each["state"], each["expected"]) for each in lines]
    assert said == [
        ("Harbour Project", "Leeds", "missing", True),
        ("Harbour Project", "York", "received", True),
        ("Silent Agency", "York", "missing", True),
        ("Stranger", "York", "received", False),
    ]


def test_an_agency_of_which_no_area_is_named_is_expected_in_some_area(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(None, [("Harbour Project", "", "", ""), ("Silent Agency", "", "", "")])
    board.sends(JUNE, ROW)
    assert states(capsys, board) == [
        ("Harbour Project", "York", "2011-06", "received"),
        ("Silent Agency", None, "2011-06", "missing"),
    ]


@pytest.mark.parametrize(
    ("on", "state"),
    [("2011-06-12", "awaited"), ("2011-06-13", "awaited"), ("2011-06-14", "missing")],
)
def test_what_is_not_due_yet_is_awaited(
    board: Board, capsys: pytest.CaptureFixture[str], on: str, state: str
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, agency="Slow", received="08/05/2011")
    board.sends(JUNE, ROW, agency="Quick", received="08/06/2011")
    assert states(capsys, board, "--on", on) == [
        ("Quick", "York", "2011-06", "received"),
        ("Slow", "York", "2011-05", "received"),
        ("Slow", "York", "2011-06", state),
    ]


def test_what_came_after_the_day_was_not_there_on_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, agency="Quick", received="08/06/2011")
    board.sends(JUNE, ROW, agency="Slow", received="20/06/2011")
    on_the_19th = states(capsys, board, "--on", "2011-06-19")
    on_the_20th = states(capsys, board, "--on", "2011-06-20")
    assert on_the_19th == [("Quick", "York", "2011-06", "received")]
    assert on_the_20th == [*on_the_19th, ("Slow", "York", "2011-06", "late")]


@pytest.mark.parametrize(("on", "state"), [("2011-06-30", "awaited"), ("2011-07-01", "missing")])
def test_for_a_month_of_which_nobody_sent_a_return_is_awaited_until_it_ends(
    board: Board, capsys: pytest.CaptureFixture[str], on: str, state: str
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, received="08/05/2011")
    (line,) = listed(capsys, board, "--month", "2011-06", "--on", on)
    assert (line["state"], line["due"]) == (state, None)


def test_months_can_be_chosen(board: Board, capsys: pytest.CaptureFixture[str]) -> None:
    for day in (MAY, JUNE, JULY):
        board.sends(day, ROW)
    of_june = states(capsys, board, "--month", "2011-06")
    since_june = states(capsys, board, "--from", "2011-06")
    until_june = states(capsys, board, "--to", "2011-06")
    assert [line[2] for line in of_june] == ["2011-06"]
    assert [line[2] for line in since_june] == ["2011-06", "2011-07"]
    assert [line[2] for line in until_june] == ["2011-05", "2011-06"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--month", "June"], "Write the month as 2011-06."),
        (["--month", "2011-13"], "Write the month as 2011-06."),
        (["--month", "2011-06", "--from", "2011-05"], "Name either --month, or --from and --to."),
        (["--from", "2011-06", "--to", "2011-05"], "The month of --to is before that of --from."),
    ],
)
def test_months_that_make_no_sense_are_said(
    board: Board, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    board.sends(JUNE, ROW)
    assert board.status(*options) == 2
    assert said in capsys.readouterr().err


def test_the_table_has_a_line_for_each_and_says_how_many(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, received="08/05/2011")
    board.sends(JUNE, ROW, agency="Quick", received="20/06/2011")
    capsys.readouterr()
    assert board.status() == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == [
        "agency", "area", "month", "return", "date", "received", "rows", "refused", "rows", "state",
        "complete", "%",
    ]  # fmt: skip
    assert out[2].split() == ["Harbour", "Project", "York", "2011-06", "missing"]
    assert out[1].split()[:7] == [
        "Harbour", "Project", "York", "2011-05", "2011-05-06", "2011-05-08", "1",
    ]  # fmt: skip
    assert out[3].split()[:8] == [
        "Quick", "York", "2011-06", "2011-06-06", "2011-06-20", "1", "0", "late",
    ]  # fmt: skip
    assert out[4:] == ["2 returns in force, 0 replaced.", "1 late, 1 missing."]


def test_completeness_is_the_share_answered_of_what_was_asked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    """Theme 5 asks two questions: of two young people one answer, one not known, one blank and one
    refused."""
    board.sends(
        JUNE,
        {
            "local_id": "A1",
            "education_status": "full_time",
            "special_educational_needs": "not known",
        },
        {"local_id": "A2", "education_status": "", "special_educational_needs": "perhaps"},
    )
    (line,) = listed(capsys, board)
    (theme,) = (each for each in line["themes"] if each["theme"] == 5)
    assert theme == {
        "theme": 5,
        "title": "Education, employment and training",
        "answered": 1,
        "not_known": 1,
        "not_provided": 1,
        "refused": 1,
        "complete": "25.0",
    }


def test_the_page_is_the_same_whenever_it_is_written_and_its_owners_alone(
    board: Board, tmp_path: Path
) -> None:
    board.goes_by(7)
    board.sends(JUNE, ROW, received="08/06/2011")
    page = tmp_path / "out" / "status.html"
    assert board.status("--on", "2011-06-20", "--page", str(page)) == 0
    first = page.read_bytes()
    assert board.status("--on", "2011-06-20", "--page", str(page)) == 0
    assert page.read_bytes() == first
    assert [path.name for path in page.parent.iterdir()] == ["status.html"]
    if sys.platform != "win32":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_file_that_is_no_page_of_ours_is_not_written_over(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, ROW)
    other = tmp_path / "other.html"
    other.write_text("<p>Mine</p>", encoding="utf-8")
    assert board.status("--page", str(other)) == 2
    assert "was not made by lscb" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "<p>Mine</p>"


@pytest.mark.parametrize("option", ["--page", "--chase"])
def test_nothing_is_written_into_the_store(
    board: Board, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    board.sends(JUNE, ROW)
    assert board.status(option, str(board.store / "sealed")) == 2
    assert "lies in the store" in capsys.readouterr().err


def test_each_agency_to_be_written_to_has_one_text_with_its_own_facts(
    board: Board, tmp_path: Path
) -> None:
    board.goes_by(7)
    board.sends(MAY, ROW, agency="Silent Agency")
    board.sends(JUNE, ROW, {"local_id": "tbc"}, agency="Slips & Co", received="08/06/2011")
    board.sends(JUNE, ROW, agency="Faultless", received="08/06/2011")
    folder = tmp_path / "chase"
    assert board.status("--on", "2011-06-20", "--month", "2011-06", "--chase", str(folder)) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "slips-co.txt"]
    text = (folder / "slips-co.txt").read_text(encoding="utf-8")
    assert "1 young person is not counted" in text
    assert "Silent" not in text
    assert "Faultless" not in text
    assert "tbc" not in text


def test_a_second_chase_takes_the_place_of_the_first(board: Board, tmp_path: Path) -> None:
    board.sends(MAY, ROW, agency="Silent Agency")
    board.sends(JUNE, ROW, agency="Here")
    folder = tmp_path / "chase"
    assert board.status("--chase", str(folder)) == 0
    assert (folder / "silent-agency.txt").exists()
    board.sends(JUNE, ROW, agency="Silent Agency")
    assert board.status("--chase", str(folder)) == 0
    assert [path.name for path in folder.iterdir()] == ["manifest.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


PEOPLE = [
    {"local_id": f"HP {number}", "age": str(number), "gender": "Female"} for number in range(10, 18)
]


def warned(lines: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, list[str]]]:
    """Area, return date and warnings of each line that has any."""
    return [
        (each["area"], each["return_date"], each["warnings"]) for each in lines if each["warnings"]
    ]


def test_a_return_far_shorter_than_the_last_is_to_be_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE[:3])
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["rows_down"])]
    board.status()
    out = capsys.readouterr().out
    assert "  received, check" in out
    assert "check: Harbour Project, York, 2011-06: The return has far fewer young people" in out
    assert "It has 3 young people; that of 6 May 2011 had 8." in out


def test_the_last_months_file_under_a_new_date_is_to_be_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE)
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["same_as_last_time"])]


def test_only_the_last_month_of_a_status_is_checked(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE)
    board.sends(JUNE, *PEOPLE[:3])
    board.sends(JULY, *PEOPLE)
    assert warned(listed(capsys, board)) == [("York", "2011-07-06", ["many_new_identifiers"])]
    of_june = listed(capsys, board, "--month", "2011-06")
    assert warned(of_june) == [("York", "2011-06-06", ["rows_down"])]


def test_what_came_after_the_day_warns_of_nothing_on_it(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, *PEOPLE, received="10/05/2011")
    board.sends(JUNE, *PEOPLE, {"local_id": "HP 99"}, received="10/06/2011")
    board.sends(JUNE, *PEOPLE[:3], received="20/06/2011")
    assert warned(listed(capsys, board, "--on", "2011-06-15")) == []
    assert warned(listed(capsys, board)) == [("York", "2011-06-06", ["rows_down"])]


def test_returns_of_one_file_are_each_held_against_their_own_last_ones(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    """Eight in each of two areas; of Leeds three are left, in York one is answered differently."""
    leeds = [{**each, "local_id": f"L {n}", "area": "Leeds"} for n, each in enumerate(PEOPLE)]
    board.sends(MAY, *PEOPLE, *leeds)
    board.sends(JUNE, *leeds[:3], {**PEOPLE[0], "gender": "Male"}, *PEOPLE[1:])
    assert warned(listed(capsys, board)) == [("Leeds", "2011-06-06", ["rows_down"])]


def test_a_return_all_of_whose_rows_were_refused_is_refused(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(7)
    board.sends(MAY, *PEOPLE, received="10/05/2011")
    board.sends(JUNE, {"local_id": "tbc"}, {"local_id": "n/a"}, received="20/06/2011")
    line = listed(capsys, board)[-1]
    said = {name: line[name] for name in ("state", "rows", "refused_rows", "late", "warnings")}
    assert said == {
        "state": "refused", "rows": 2, "refused_rows": 2, "late": False, "warnings": [],
    }  # fmt: skip


def test_no_nil_return_is_wanted_for_an_area_that_is_not_recognised(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(MAY, {"local_id": "A1"}, {"local_id": "A2", "area": "Narnia"})
    capsys.readouterr()
    board.sends(JUNE, {"local_id": "A1"})
    assert "nil return" not in capsys.readouterr().out


def test_it_is_told_whether_the_agency_the_area_or_the_month_was_not_expected(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [("Harbour Project", "", "York", "", "", ""), ("Left", "", "York", "", "", "31/05/2011")],
    )
    board.sends(JUNE, ROW)
    board.sends(JUNE, ROW, area="Leeds")
    board.sends(JUNE, ROW, agency="Left")
    board.sends(JUNE, ROW, agency="Stranger")
    lines = listed(capsys, board)
    assert [(each["agency"], each["area"], each["unexpected"]) for each in lines] == [
        ("Harbour Project", "Leeds", "area"),
        ("Harbour Project", "York", None),
        ("Left", "York", "month"),
        ("Stranger", "York", "agency"),
    ]


def test_an_agency_is_missing_only_from_the_day_it_joined_to_the_day_it_left(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.goes_by(
        None,
        [
            ("Here", "", "York", "", "", ""),
            ("Joined", "", "York", "", "06/06/2011", ""),
            ("Left", "", "", "", "", "06/06/2011"),
        ],
    )
    for day in (MAY, JUNE, JULY):
        board.sends(day, ROW, agency="Here")
    missing = [line[:3] for line in states(capsys, board) if line[3] == "missing"]
    assert missing == [
        ("Joined", "York", "2011-06"),
        ("Joined", "York", "2011-07"),
        ("Left", None, "2011-05"),
        ("Left", None, "2011-06"),
    ]


def test_of_two_returns_of_a_month_the_earlier_tells_by_which_it_was_followed(
    board: Board, capsys: pytest.CaptureFixture[str]
) -> None:
    board.sends(JUNE, *PEOPLE)
    board.sends("2011-06-10", *PEOPLE, ROW)
    lines = listed(capsys, board)
    assert [(each["return_date"], each["state"], each["followed_by"]) for each in lines] == [
        ("2011-06-06", "received", "2011-06-10"),
        ("2011-06-10", "received", None),
    ]

"""A year of a board's months, April 2010 to March 2011: what was sent is in `tests.year.sent`, what
must be said of it in `tests.year.expected`."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.year.board import Board, Said, new_board
from tests.year.expected import EXPECTED, GRID, SIGNS, Expected, table
from tests.year.sent import YEAR, delivery_of, only

pytestmark = pytest.mark.xdist_group("year")

DELIVERIES = [each.folder for each in YEAR]
SINCE_JULY = DELIVERIES[DELIVERIES.index("july") :]


@dataclass(frozen=True)
class Done:
    """What `lscb month` said of a delivery, and `lscb status` right after it."""

    month: Said
    status: Said


@dataclass(frozen=True)
class BoardsYear:
    board: Board
    done: dict[str, Done]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> BoardsYear:
    """All deliveries of the year, taken in one after the other."""
    board = new_board(tmp_path_factory.mktemp("year"))
    done: dict[str, Done] = {}
    for each in YEAR:
        said = board.month(each, "--json", "--no-publish")
        on = EXPECTED[each.folder].on
        done[each.folder] = Done(said, board.status("--json", "--month", each.month, "--on", on))
    return BoardsYear(board, done)


@pytest.fixture(params=DELIVERIES)
def folder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def done(year: BoardsYear, folder: str) -> Done:
    return year.done[folder]


@pytest.fixture
def expected(folder: str) -> Expected:
    return EXPECTED[folder]


def test_a_month_ends_with_one_only_if_something_was_refused(
    done: Done, expected: Expected
) -> None:
    assert (done.month.code, done.month.error) == (expected.code, "")


def test_each_warning_is_given_and_no_other(done: Done, expected: Expected) -> None:
    delivery = done.month.json["delivery"]
    found = [(each["code"], each["agency"], each["area"]) for each in delivery["warnings"]]
    found += [
        ("nil_return_wanted", each["agency"], each["area"])
        for each in delivery["nil_return_wanted"]
    ]
    assert tuple(found) == expected.warnings


def test_the_summary_names_the_same_warnings(done: Done, expected: Expected) -> None:
    odd = done.month.json["summary"]["to_check"]
    found = {(each["code"], each["agency"], each["area"]) for each in odd}
    assert (len(odd), found) == (len(expected.warnings), set(expected.warnings))


def test_the_young_people_are_counted_beside_the_month_before(
    done: Done, expected: Expected
) -> None:
    places = done.month.json["summary"]["young_people"]
    assert {each["place"]: (each["before"], each["now"]) for each in places} == expected.counted


def test_each_return_is_held_against_the_one_before(done: Done, expected: Expected) -> None:
    keys = ("since", "rows_before", "rows_now", "new", "gone", "answers_changed")
    found = [
        (each["agency"], each["area"], *(_cell(each[key]) for key in keys))
        for each in done.month.json["summary"]["returns"]
    ]
    assert found == expected.changes


def test_the_status_of_the_month_is_as_it_stood_on_the_day(done: Done, expected: Expected) -> None:
    assert _status(done.status) == expected.status


@pytest.mark.parametrize("folder", SINCE_JULY)
def test_at_the_years_end_a_look_back_on_a_day_says_the_same(year: BoardsYear, folder: str) -> None:
    said = year.board.status(
        "--json", "--month", delivery_of(folder).month, "--on", EXPECTED[folder].on
    )
    assert _status(said) == EXPECTED[folder].status


def test_at_the_years_end_every_month_has_its_state(year: BoardsYear) -> None:
    said = year.board.status("--json", "--on", "2011-03-31")
    assert said.code == 0
    found: dict[tuple[str, str], dict[str, str]] = {}
    for each in said.json["returns"]:
        if each["state"] != "replaced":
            found.setdefault((each["agency"], each["area"]), {})[each["month"]] = _state(each)
    months = said.json["months"]
    assert months == sorted({each.month for each in YEAR})
    states = {
        whose: [of_month.get(month, "") for month in months] for whose, of_month in found.items()
    }
    lines = table(GRID.strip().splitlines()[1:])
    assert states == {
        (agency, area): [SIGNS[sign] for sign in signs] for agency, area, *signs in lines
    }


def test_a_spelling_of_agencies_csv_is_the_same_agency_throughout(year: BoardsYear) -> None:
    said = year.board.status("--json", "--on", "2011-03-31")
    assert len({each["agency"] for each in said.json["returns"]}) == 5
    assert "CYC" not in said.out


def test_nobody_is_late_who_mends_after_the_day_on_which_the_return_was_due(
    year: BoardsYear,
) -> None:
    for month in ("2010-06", "2010-11"):
        said = year.board.status("--json", "--month", month, "--on", "2011-03-31")
        mended = [
            (each["state"], each["due"] < each["received_on"], each["late"])
            for each in said.json["returns"]
            if (each["agency"], each["area"]) == ("Harbour Project", "York")
        ]
        assert mended == [("replaced", False, False), ("received", True, False)]


def test_the_file_that_was_refused_is_told_until_it_is_mended(year: BoardsYear) -> None:
    def refused_files(said: Said) -> int:
        return sum(each["refused_files"] for each in said.json["returns"])

    assert refused_files(year.done["december"].status) == 1
    assert refused_files(year.done["december-later"].status) == 0


def test_the_texts_of_a_month_go_to_those_who_are_late_missing_or_have_slips(
    year: BoardsYear, tmp_path: Path
) -> None:
    chase = tmp_path / "chase"
    said = year.board.status("--month", "2010-07", "--on", "2010-07-31", "--chase", str(chase))
    assert said.code == 0
    assert {each.name: each.read_text("utf-8") for each in chase.glob("*.txt")} == CHASED_IN_JULY
    in_month = year.board.out("2010-07") / "chase"
    assert {each.name for each in in_month.iterdir()} == set(CHASED_IN_JULY)
    for name, text in CHASED_IN_JULY.items():
        said_then = (in_month / name).read_text("utf-8")
        assert said_then.split("\n\n")[:-1] == text.split("\n\n")[:-1]


CHASED_IN_JULY = {
    "lantern-house.txt": """\
Lantern House: return for July 2010

Area: York
We have your return of 6 July 2010: 8 young people.
1 young person is not counted, because the row was refused.
Please mend what the feedback workbook lists, and send the whole return again: it then takes the \
place of this one.

This is how it stood on 31 July 2010.
""",
    "north-bridge-trust.txt": """\
North Bridge Trust: return for July 2010

Area: York
We have your return of 6 July 2010: 7 young people.
It came late: it was due on 20 July 2010. Please send the next in time.

This is how it stood on 31 July 2010.
""",
    "york-youth-offending-team.txt": """\
York Youth Offending Team: return for July 2010

Area: York
We have no return from you for July 2010. It was due on 16 July 2010.
Please send it. If you are working with nobody, send the form without rows: that is a nil return, \
and counts as sent.

This is how it stood on 31 July 2010.
""",
}


def test_the_summary_shows_at_a_glance_who_sent_what_is_odd_and_what_changed(
    year: BoardsYear,
) -> None:
    lines = (year.board.out("2010-07") / "summary.txt").read_text("utf-8").splitlines()
    assert lines[0] == "The month to 6 July 2010"
    begin = lines.index("Who sent for July 2010")
    assert lines[begin + 1 : lines.index("", begin)] == [
        "  5 of 6 expected returns are there.",
        "  The returns hold 42 rows, 1 of them refused.",
        "  Missing:",
        "    York Youth Offending Team, York: due on 16 July 2010",
        "  Late:",
        "    North Bridge Trust, York: came on 22 July 2010, due on 20 July 2010",
        "  Rows or answers refused:",
        "    Lantern House, York: 1 row",
    ]
    begin = lines.index("To check: 1 warning")
    assert lines[begin + 1] == "  York Youth Offending Team, York, return of 6 June 2010"
    counted = [line.split() for line in lines if line.startswith(("  England", "  York  "))]
    assert counted == [["England", "46", "38", "+8"], ["York", "39", "31", "+8"]]
    assert "    York Youth Offending Team, York: 5 rows of 6 June 2010" in lines
    (harbour,) = [line for line in lines if line.startswith("  Harbour Project, Leeds ")]
    assert harbour.split()[3:] == ["7", "7", "0", "0", "2", "6", "June", "2010"]


def test_a_return_that_agencies_csv_does_not_expect_is_named(tmp_path: Path) -> None:
    board = new_board(tmp_path, "agency,areas\nHarbour Project,York\n")
    board.month(only(delivery_of("august"), "lantern.xlsx"))
    lines = (board.out("2010-08") / "summary.txt").read_text("utf-8").splitlines()
    heading = "  Not expected: agencies.csv has no such agency"
    (begin,) = [n for n, line in enumerate(lines) if line.startswith(heading)]
    assert lines[begin + 1] == "    Lantern House, York"


def test_the_folder_of_a_month_holds_all_that_is_made_of_it(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    board.month(only(delivery_of("april"), "yot.csv", "cyc.xlsx"))
    out = board.out("2010-04")
    assert {each.name for each in out.iterdir()} == {
        "manifest.json", "summary.txt", "status.html", "chase", "snapshot",
    }  # fmt: skip
    assert {each.name for each in (out / "chase").iterdir()} == {
        "harbour-project.txt", "north-bridge-trust.txt",
    }  # fmt: skip
    restricted = {each.name for each in (out / "snapshot" / "restricted").iterdir()}
    assert {"tables.csv", "snapshot.xlsx", "snapshot.html"} <= restricted


def _cell(value: str | int | None) -> str:
    return "-" if value is None else str(value)


def _state(line: dict[str, object]) -> str:
    is_late = line["late"] and line["state"] != "late"
    return f"{line['state']},late" if is_late else str(line["state"])


def _status(said: Said) -> list[tuple[str, ...]]:
    """Each line as in the tables of what is expected."""
    assert said.code == 0
    keys = ("rows", "refused_rows", "received_on")
    return [
        (each["agency"], each["area"], _state(each), *(_cell(each[key]) for key in keys))
        for each in said.json["returns"]
    ]

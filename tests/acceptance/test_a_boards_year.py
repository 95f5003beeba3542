"""A year of a board's months, April 2010 to March 2011: what was sent is in `tests.year.sent`, what
must be said of it in `tests.year.expected`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.year.board import Board, Said, new_board, write_delivery
from tests.year.expected import EXPECTED, GRID, SIGNS, Expected, table
from tests.year.sent import AGENCIES_FROM_JULY, YEAR, delivery_of, only

WORKBOOK = "pipeline.snapshot_output.write_workbook"
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


@pytest.fixture(autouse=True)
def without_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot's workbook takes most of the time of a month and is tested elsewhere."""
    monkeypatch.setattr(WORKBOOK, lambda path, _: path.write_bytes(b""))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoardsYear]:
    """All deliveries of the year, taken in one after the other."""
    board = new_board(tmp_path_factory.mktemp("year"))
    done: dict[str, Done] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WORKBOOK, lambda path, _: path.write_bytes(b""))
        for each in YEAR:
            if each.folder == "july":
                board.knows(AGENCIES_FROM_JULY)
            said = board.month(each, "--json")
            on = EXPECTED[each.folder].on
            done[each.folder] = Done(
                said, board.status("--json", "--month", each.month, "--on", on)
            )
    yield BoardsYear(board, done)


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
    states = {whose: [of_month[month] for month in months] for whose, of_month in found.items()}
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
    board = new_board(tmp_path)  # Lantern House is not in it
    board.month(only(delivery_of("august"), "lantern.xlsx"))
    lines = (board.out("2010-08") / "summary.txt").read_text("utf-8").splitlines()
    begin = lines.index("  Not expected by agencies.csv:")
    assert lines[begin + 1] == "    Lantern House, York"


def test_the_folder_of_a_month_holds_all_that_is_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    board = new_board(tmp_path)
    board.month(only(delivery_of("april"), "yot.csv", "cyc.xlsx"))
    out = board.out("2010-04")
    assert {each.name for each in out.iterdir()} == {
        "manifest.json", "summary.txt", "status.html", "chase", "snapshot",
    }  # fmt: skip
    assert {each.name for each in (out / "chase").iterdir()} == {
        "harbour-project.txt", "north-bridge-trust.txt",
    }  # fmt: skip
    restricted = out / "snapshot" / "restricted"
    assert {"tables.csv", "snapshot.xlsx", "snapshot.html"} <= {
        each.name for each in restricted.iterdir()
    }
    assert (restricted / "snapshot.xlsx").read_bytes().startswith(b"PK")


def test_the_same_months_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = [delivery_of("june"), delivery_of("july")]
    for each in months:
        write_delivery(tmp_path / "returns" / each.folder, each)
    boards = [new_board(tmp_path / name, AGENCIES_FROM_JULY) for name in ("one", "two")]
    for board in boards:
        (board.folder / "returns").symlink_to(tmp_path / "returns")
        board.month(months[0])
    monkeypatch.undo()
    found = [_written(board, board.month(months[1])) for board in boards]
    again = _written(boards[0], boards[0].month(months[1]))
    assert "snapshot/restricted/snapshot.xlsx" in found[0]
    assert found == [again, again]


def _written(board: Board, said: Said) -> dict[str, bytes]:
    """All files of July's output by their path in it."""
    assert said.code == 1  # a row was refused
    out = board.out("2010-07")
    files = [each for each in out.rglob("*") if each.is_file()]
    return {each.relative_to(out).as_posix(): each.read_bytes() for each in files}


# When a month can't be done.


def test_where_no_file_is_accepted_a_sentence_says_so_and_feedback_is_written(
    tmp_path: Path,
) -> None:
    board = new_board(tmp_path)
    said = board.month(only(delivery_of("december"), "cyc.xlsx"))
    assert (said.code, said.out) == (2, "")
    assert said.error == (
        "lscb: None of the files was accepted, so there is no day to count. The feedback in "
        f"{board.feedback} says what is to be mended; --date names a day of returns that are "
        "stored already.\n"
    )
    (feedback,) = board.feedback.rglob("feedback.xlsx")
    assert "City of York Children's Services" in feedback.parent.name
    assert not board.out("2010-12").exists()


def test_with_a_day_given_stored_returns_are_counted_though_no_file_is_accepted(
    tmp_path: Path,
) -> None:
    board = new_board(tmp_path)
    november = only(delivery_of("november"), "cyc.xlsx")
    board.month(november)
    said = board.month(only(delivery_of("december"), "cyc.xlsx"), "--date", "2010-12-06", "--json")
    assert said.code == 1
    summary = said.json["summary"]
    assert (summary["date"], summary["before"]) == ("2010-12-06", "2010-11-06")
    assert summary["young_people"][0] == {"place": "England", "before": 13, "now": 13}
    assert summary["returns"] == []
    assert [each["return_date"] for each in summary["of_earlier_months"]] == ["2010-11-06"]


def test_the_day_given_is_counted_and_not_the_latest_return_date(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(delivery_of("april"), "--date", "2010-04-30", "--json")
    assert said.code == 0
    summary = said.json["summary"]
    assert (summary["date"], summary["before"]) == ("2010-04-30", None)
    assert summary["of_earlier_months"] == []


def test_a_day_on_which_nothing_counts_is_named_and_nothing_written(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(only(delivery_of("april"), "yot.csv"), "--date", "2010-03-06")
    assert (said.code, said.out) == (2, "")
    assert "2010-03-06" in said.error
    assert not board.out("2010-04").exists()


def test_without_a_month_before_the_summary_says_so(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    board.month(only(delivery_of("april"), "yot.csv"))
    text = (board.out("2010-04") / "summary.txt").read_text("utf-8")
    assert "  The store holds no month before this one.\n" in text
    assert "change" not in text.split("Returns delivered")[0]


def test_output_in_the_store_is_refused_and_nothing_is_taken_in(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    said = board.month(delivery_of("april"), out=board.store / "out")
    assert said.code == 2
    assert said.error == (
        f"lscb: {board.store / 'out'} lies in the store. Name another place for --out.\n"
    )
    assert not board.store.exists()


def test_a_folder_that_is_not_ours_is_kept_and_nothing_is_taken_in(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    theirs = tmp_path / "minutes" / "june.txt"
    theirs.parent.mkdir()
    theirs.write_text("minutes", encoding="utf-8")
    said = board.month(delivery_of("april"), out=theirs.parent)
    assert said.code == 2
    assert "was not made by lscb, so it is not replaced" in said.error
    assert theirs.read_text("utf-8") == "minutes"
    assert not board.store.exists()


@pytest.mark.parametrize(("out", "feedback"), [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_feedback_and_output_stay_apart(tmp_path: Path, out: str, feedback: str) -> None:
    board = new_board(tmp_path)
    given = ["--feedback", str(tmp_path / feedback)]
    said = board.month(delivery_of("april"), *given, out=tmp_path / out)
    assert said.code == 2
    assert "lie one in the other" in said.error
    assert not board.store.exists()


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

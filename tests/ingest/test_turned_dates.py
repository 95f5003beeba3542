"""Dates that a spreadsheet may have turned, and the day of the return where months come first."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.date_order import turned_dates
from ingest.laid_out import CellProblem
from tests.ingest.sent_files import answers, problem, read_rows, read_workbook

BORN = ["Local identifier", "Date of birth"]
DATED = [*BORN, "Return date"]
BOTH_ORDERS = (["A1", "25/03/1996"], ["A2", "03/25/1996"])


def turned(*born: str | None) -> dict[str, list[int]]:
    return turned_dates({"born": pa.array(born, pa.string())})


@pytest.mark.parametrize("text", ["25/03/1996", "03/25/1996", "25.3.96"])
def test_dates_beside_texts_that_a_spreadsheet_could_not_read_may_be_turned(text: str) -> None:
    assert turned("1996-03-04", text, None, "1995-12-01 00:00:00") == {"born": [0, 3]}


@pytest.mark.parametrize(
    "born",
    [
        ["1996-03-25", "1996-03-04", "25/03/1996"],
        ["1996-03-04", "25/03/1996", "04/03/1996"],
        ["1996-03-04", "04/03/1996"],
        ["1996-03-04", "25/03/1996", "03/25/1996"],
        ["1996-04-04", "25/03/1996"],
        ["1996-03-04", "25 March 1996"],
        ["1996-03-04"],
        ["25/03/1996"],
        [None],
    ],
    ids=[
        "a date with a day over 12",
        "a text that could be either",
        "only a text that could be either",
        "texts of both orders",
        "the same day either way",
        "a text with the month in letters",
        "dates only",
        "texts only",
        "nothing",
    ],
)
def test_dates_are_not_turned_beside(born: list[str | None]) -> None:
    assert turned(*born) == {}


def test_each_column_has_dates_turned_or_not_of_its_own() -> None:
    columns = {
        "born": pa.array(["1996-03-04", "25/03/1996"]),
        "referred": pa.array(["2010-03-04", "2010-03-25"]),
    }
    assert turned_dates(columns) == {"born": [0]}


def test_a_turned_date_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    read = answers(read_workbook(tmp_path, BORN, ["A1", "1996-03-04"], ["A2", "25/03/1996"]))
    assert read.rows["date_of_birth"].to_pylist() == [None, "25/03/1996"]
    assert read.cell_problems == (CellProblem("ambiguous_date", "date_of_birth", 0),)


def test_a_turned_date_in_a_file_of_months_first_is_refused_too(tmp_path: Path) -> None:
    read = answers(read_workbook(tmp_path, BORN, ["A1", "1996-03-04"], ["A2", "03/25/1996"]))
    assert read.rows["date_of_birth"].to_pylist() == [None, "1996-03-25"]
    assert read.cell_problems == (CellProblem("ambiguous_date", "date_of_birth", 0),)
    assert read.understood.month_first


def test_a_turned_end_of_work_refuses_the_row(tmp_path: Path) -> None:
    header = ["Local identifier", "Date work ended"]
    read = answers(read_workbook(tmp_path, header, ["A1", "2011-03-04"], ["A2", "25/03/2011"]))
    assert read.cell_problems == (CellProblem("ambiguous_closure_date", "closure_date", 0),)


def test_turned_dates_and_those_of_both_orders_are_listed_together(tmp_path: Path) -> None:
    header = [*BORN, "Date of referral"]
    rows = [["A1", "1996-03-04", "01/02/2011"], ["A2", "25/03/1996", "02/25/2011"]]
    read = answers(read_workbook(tmp_path, header, *rows))
    assert read.cell_problems == (
        CellProblem("ambiguous_date", "date_of_birth", 0),
        CellProblem("ambiguous_date", "referral_date", 0),
    )


@pytest.mark.parametrize("order", ["day", "month"])
def test_no_date_is_turned_where_the_mapping_says_the_order(tmp_path: Path, order: str) -> None:
    rows = [["A1", "1996-03-04"], ["A2", "25/03/1996"]]
    read = answers(read_workbook(tmp_path, BORN, *rows, mapping=f'date_order = "{order}"'))
    assert read.rows["date_of_birth"][0].as_py() == "1996-03-04"
    assert read.cell_problems == ()


def test_a_date_written_as_iso_in_text_was_turned_by_nobody(tmp_path: Path) -> None:
    read = answers(read_rows(tmp_path, BORN, ["A1", "1996-03-04"], ["A2", "25/03/1996"]))
    assert read.rows["date_of_birth"].to_pylist() == ["1996-03-04", "25/03/1996"]
    assert read.cell_problems == ()


def test_a_covers_date_that_the_files_order_would_decide_is_refused(tmp_path: Path) -> None:
    read = read_rows(tmp_path, BORN, ["A1", "03/25/1996"], cover={"return_date": "06/05/2011"})
    assert problem(read).code == "ambiguous_return_date"


def test_a_rows_date_of_return_that_the_files_order_would_decide_is_refused(tmp_path: Path) -> None:
    rows = [["A1", "03/25/1996", "06/05/2011"]]
    assert problem(read_rows(tmp_path, DATED, *rows)).code == "ambiguous_return_date"


@pytest.mark.parametrize(("order", "day"), [("month", date(2011, 6, 5)), ("day", date(2011, 5, 6))])
def test_a_return_date_is_read_in_the_order_that_the_mapping_says(
    tmp_path: Path, order: str, day: date
) -> None:
    cover, mapping = {"return_date": "06/05/2011"}, f'date_order = "{order}"'
    read = read_rows(tmp_path, BORN, ["A1", "03/25/1996"], cover=cover, mapping=mapping)
    assert answers(read).rows["return_date"].to_pylist() == [day]


def test_a_covers_date_with_the_day_and_month_alike_is_sure(tmp_path: Path) -> None:
    read = read_rows(tmp_path, BORN, ["A1", "03/25/1996"], cover={"return_date": "06/06/2011"})
    assert answers(read).rows["return_date"].to_pylist() == [date(2011, 6, 6)]


def test_a_covers_date_that_can_only_be_month_first_is_turned(tmp_path: Path) -> None:
    read = read_rows(tmp_path, BORN, ["A1", "04/03/1996"], cover={"return_date": "05/31/2011"})
    assert answers(read).rows["return_date"].to_pylist() == [date(2011, 5, 31)]
    assert answers(read).rows["date_of_birth"].to_pylist() == ["1996-04-03"]


def test_a_covers_ambiguous_date_in_a_file_of_both_orders_is_refused(tmp_path: Path) -> None:
    read = read_rows(tmp_path, BORN, *BOTH_ORDERS, cover={"return_date": "06/05/2011"})
    assert problem(read).code == "unreadable_return_date"


def test_a_rows_ambiguous_date_of_return_is_never_replaced_by_the_covers(tmp_path: Path) -> None:
    rows = [[*BOTH_ORDERS[0], "06/05/2011"], [*BOTH_ORDERS[1], ""]]
    found = problem(read_rows(tmp_path, DATED, *rows))
    assert (found.code, found.place.row) == ("unreadable_return_date", 6)


def test_a_row_that_says_no_date_of_return_has_the_covers(tmp_path: Path) -> None:
    rows = [[*BOTH_ORDERS[0], "2011-05-06"], [*BOTH_ORDERS[1], ""]]
    read = answers(read_rows(tmp_path, DATED, *rows))
    assert read.rows["return_date"].to_pylist() == [date(2011, 5, 6), date(2011, 6, 6)]

"""A hidden figure that stands in another file of the folder is found there."""

from pathlib import Path

import pytest
import xlsxwriter

from pipeline.attack.attack import attack
from pipeline.attack.facts import AuditError
from tests.attack.written import NORTH_EAST, cases, table, written


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two hidden answers that protect each other, in England and in the North East."""
    gender = {"female": "c c", "male": "c c", "transgender": "0 0.0"}
    rest = {"base": 60, "not_known": 0, "not_provided": 0}
    return written(
        tmp_path,
        cases(base=60) + cases(NORTH_EAST, 60),
        table("figure_3", **gender, **rest),
        table("figure_3", NORTH_EAST, **gender, **rest),
    )


def files_named(folder: Path) -> set[tuple[str, str]]:
    return {(each.file, each.row) for each in attack(folder).exact}


def test_the_folder_itself_gives_nothing_away(folder: Path) -> None:
    assert attack(folder).found == ()


def test_a_count_on_the_page_is_found(folder: Path) -> None:
    (folder / "snapshot.html").write_text(
        "<h3 id='figure_3'>Figure 3: Cases by gender</h3><table>"
        "<tr><th>Answer</th><th>Cases</th></tr><tr><th>Female</th><td>1,057</td></tr>"
        "<tr><th>Male</th><td>[c]</td></tr></table>".replace("1,057", "57"),
        encoding="utf-8",
    )
    assert ("snapshot.html", "Female") in files_named(folder)


def test_a_region_beside_england_on_the_page_is_found(folder: Path) -> None:
    (folder / "snapshot.html").write_text(
        "<h3 id='figure_3'>Gender</h3><table>"
        "<tr><th>Answer</th><th>England</th><th>North East</th></tr>"
        "<tr><th>Female</th><td>c</td><td>57</td></tr></table>",
        encoding="utf-8",
    )
    assert ("snapshot.html", "Female") in files_named(folder)


def test_a_bar_beside_a_hidden_count_is_found(folder: Path) -> None:
    (folder / "snapshot.html").write_text(
        "<h3 id='figure_3'>Gender</h3><table><tr><th>Answer</th><th>Cases</th></tr>"
        "<tr><th>Female</th><td>c</td><td><i style='width:95.0%'></i></td></tr></table>",
        encoding="utf-8",
    )
    assert attack(folder).exact


def test_what_a_chart_says_of_a_mark_is_found(folder: Path) -> None:
    (folder / "snapshot.html").write_text(
        "<h3 id='figure_3'>Gender</h3>"
        "<svg><path aria-label='Cases: 57; Answer: Female'></path></svg>",
        encoding="utf-8",
    )
    assert ("snapshot.html", "Female") in files_named(folder)


def test_a_count_in_a_hidden_sheet_of_the_workbook_is_found(folder: Path) -> None:
    book = xlsxwriter.Workbook(folder / "snapshot.xlsx")
    book.add_worksheet("Cover")
    sheet = book.add_worksheet("Figure 3")
    sheet.hide()
    sheet.write_row(0, 0, ["Place", "Level", "Region", "Code", "Female", "Male"])
    sheet.write_row(1, 0, ["North East", "Region", "North East", NORTH_EAST, "[c]", 3])
    book.close()
    assert ("snapshot.xlsx", "Male") in files_named(folder)


def test_a_figure_that_tables_csv_has_not_refuses_the_folder(folder: Path) -> None:
    (folder / "snapshot.html").write_text(
        "<h3 id='figure_3'>Gender</h3><table><tr><th>Answer</th><th>Cases</th></tr>"
        "<tr><th>Transgender</th><td>9</td></tr></table>",
        encoding="utf-8",
    )
    with pytest.raises(AuditError, match="do not agree"):
        attack(folder)

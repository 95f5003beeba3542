"""Each problem stands at the cell of its answer, in every layout, of several files too."""

from pathlib import Path

from ingest.delivery import open_delivery
from pipeline.checked import check_delivery
from tests.ingest.made_files import docx, paragraph, table, text_cell
from tests.sending import COVER, write_csv

LINES = [list(line) for line in COVER.items()]
Problem = tuple[str, str, str | None, int | None, int | None]


def problems(folder: Path) -> list[Problem]:
    """File, code, sheet, row and column of each problem of a delivery."""
    return [
        (each.read.path, row["code"], row["sheet"], row["row"], row["column"])
        for each in check_delivery(open_delivery(folder)).files
        if each.problems is not None
        for row in each.problems.to_pylist()
    ]


def test_in_rows_the_cell_is_the_records_row_and_the_questions_column(tmp_path: Path) -> None:
    header = ["Local identifier", "Gender", "Current age"]
    write_csv(tmp_path / "a.csv", [*LINES, header, ["A1", "F", "15"], [], ["A2", "?!", "old"]])
    assert problems(tmp_path) == [
        ("a.csv", "number_out_of_range", None, 8, 3),
        ("a.csv", "not_an_option", None, 8, 2),
    ]


def test_across_the_cell_is_the_questions_row_and_the_records_column(tmp_path: Path) -> None:
    rows = [["Local identifier", "A1", "A2"], ["Gender", "F", "?!"], ["Current age", "15", "16"]]
    write_csv(tmp_path / "a.csv", [*LINES, *rows])
    assert problems(tmp_path) == [("a.csv", "not_an_option", None, 6, 3)]


def test_in_forms_each_answer_has_its_own_cell(tmp_path: Path) -> None:
    forms = [["Local identifier", "A1"], ["Gender", "?!"], ["Current age", "15"]]
    forms += [["Local identifier", "A2"], ["Gender", "M"], ["Current age", "old"]]
    write_csv(tmp_path / "a.csv", [*LINES, *forms])
    assert problems(tmp_path) == [
        ("a.csv", "not_an_option", None, 6, 2),
        ("a.csv", "number_out_of_range", None, 10, 2),
    ]


def test_a_tick_that_is_none_is_at_its_own_cell(tmp_path: Path) -> None:
    header = ["Local identifier", "Methods of coercion: Grooming", "Methods of coercion: Other"]
    write_csv(tmp_path / "a.csv", [*LINES, header, ["A1", "x", "maybe"], ["A2", "perhaps", ""]])
    assert problems(tmp_path) == [
        ("a.csv", "not_a_tick", None, 6, 3),
        ("a.csv", "not_a_tick", None, 7, 2),
    ]


def test_problems_of_several_files_are_each_files_own(tmp_path: Path) -> None:
    header = ["Local identifier", "Gender"]
    write_csv(tmp_path / "a.csv", [*LINES, header, ["A1", "?!"], ["A2", "F"]])
    across = [["Local identifier", "B1", "B2"], ["Nationality", "", ""], ["Gender", "F", "?!"]]
    write_csv(tmp_path / "b.csv", [["agency", "Shore"], *LINES[1:], *across])
    assert problems(tmp_path) == [
        ("a.csv", "not_an_option", None, 6, 2),
        ("b.csv", "not_an_option", None, 7, 3),
    ]


def test_a_row_without_an_identifier_is_at_its_row(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [*LINES, ["Local identifier", "Gender"], ["", "F"]])
    assert problems(tmp_path) == [("a.csv", "identifier_missing", None, 6, 1)]


def word_table(rows: list[list[str]]) -> str:
    return table(*([text_cell(text) for text in row] for row in rows)) + paragraph()


def word_form(identifier: str, gender: str, age: str) -> str:
    """A form over two tables of two rows."""
    first = [["Local identifier", identifier], ["Gender", gender]]
    return word_table(first) + word_table([["Current age", age], ["Nationality", "British"]])


def test_in_forms_over_two_tables_each_problem_stands_in_its_own(tmp_path: Path) -> None:
    first, other = word_table(LINES), word_table([["agency", "Shore"], *LINES[1:]])
    first += word_form("A1", "?!", "15") + word_form("A2", "F", "old")
    (tmp_path / "a.docx").write_bytes(docx(first))
    other += word_form("B1", "F", "old") + word_form("B2", "?!", "15")
    (tmp_path / "b.docx").write_bytes(docx(other))
    assert problems(tmp_path) == [
        ("a.docx", "not_an_option", "table 2", 2, 2),
        ("a.docx", "number_out_of_range", "table 5", 1, 2),
        ("b.docx", "number_out_of_range", "table 3", 1, 2),
        ("b.docx", "not_an_option", "table 4", 2, 2),
    ]


def test_forms_in_word_beside_a_file_of_rows_keep_their_places(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [*LINES, ["Local identifier", "Gender"], ["A1", "?!"]])
    forms = word_table([["agency", "Shore"], *LINES[1:]]) + word_form("B1", "F", "old")
    (tmp_path / "b.docx").write_bytes(docx(forms))
    assert problems(tmp_path) == [
        ("a.csv", "not_an_option", None, 6, 2),
        ("b.docx", "number_out_of_range", "table 3", 1, 2),
    ]


def test_a_remark_in_place_of_an_identifier_is_refused_and_not_kept(tmp_path: Path) -> None:
    header = ["Local identifier", "Gender", "Current age"]
    people = [[f"YP {n}", "F", "15"] for n in range(1, 6)]
    write_csv(tmp_path / "a.csv", [*LINES, header, *people, ["Red"], ["By: Person"]])
    (result,) = check_delivery(open_delivery(tmp_path)).files
    assert result.records is not None
    assert result.records["local_id"].to_pylist()[4:] == ["YP 5", "Red", None]
    assert result.records["identifier"].to_pylist()[4:] == ["YP-5", "RED", None]
    assert result.records["quarantined"].to_pylist()[4:] == [False, False, True]
    assert problems(tmp_path) == [
        ("a.csv", "row_unlike_others", None, 11, 1),
        ("a.csv", "remark_for_identifier", None, 12, 1),
    ]


def test_a_last_line_that_is_refused_for_its_identifier_has_that_problem_only(
    tmp_path: Path,
) -> None:
    header = ["Local identifier", "Gender", "Current age"]
    people = [[f"YP {n}", "F", "15"] for n in range(1, 6)]
    write_csv(tmp_path / "a.csv", [*LINES, header, *people, ["tbc"]])
    assert problems(tmp_path) == [("a.csv", "identifier_placeholder", None, 11, 1)]

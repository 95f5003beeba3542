"""The catalogue as users read it: `lscb problems` and the page in the documents."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.cli import run
from reports.problems_page import problems_page
from schemas.problems import Problem, load_problems

DOCS = Path(__file__).parents[2] / "docs"

MADE_UP = {
    "odd": Problem("odd", "warning", "It is odd.", "Look | at it.", "It is 3; it should be 2."),
    "lost": Problem("lost", "file", "It is lost.", "Write one of: {choices}.", "It should not be."),
    "old": Problem("old", "row", "It is old.", "Mend it.", "It should be new.", retired=True),
}


def printed(capsys: pytest.CaptureFixture[str], argv: Sequence[str]) -> str:
    assert run(argv) == 0
    return capsys.readouterr().out


def test_the_page_of_problems_is_that_of_the_catalogue() -> None:
    """`make docs` writes it again."""
    written = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert written == problems_page(load_problems())


def test_the_page_goes_from_the_costliest_to_warnings_and_ends_with_what_is_retired() -> None:
    lines = problems_page(MADE_UP).splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    assert headings == [
        "## The file is refused",
        "## The row is refused",
        "## The answer is refused",
        "## Warning",
        "## Not given any more",
    ]
    lost = "| `lost` | It is lost. | It should not be. | Write one of: the question's answers. |"
    assert lines.index("## The file is refused") < lines.index(lost)
    assert "| `odd` | It is odd. | It is 3; it should be 2. | Look \\| at it. |" in lines
    old = "| `old` | It is old. | It should be new. | Mend it. |"
    assert lines[-1] == old
    assert lines.count(old) == 1


def test_the_page_of_a_catalogue_without_retired_codes_does_not_speak_of_any() -> None:
    assert "Not given any more" not in problems_page({"odd": MADE_UP["odd"]})


def test_every_problem_is_printed_under_its_size(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, ["problems"]).splitlines()
    assert {*load_problems()} <= {*lines}
    starts = [
        lines.index("THE FILE IS REFUSED (file)"),
        lines.index("no_header"),
        lines.index("THE ROW IS REFUSED (row)"),
        lines.index("identifier_name"),
        lines.index("THE ANSWER IS REFUSED (answer)"),
        lines.index("not_an_option"),
        lines.index("WARNING (warning)"),
        lines.index("sent_again"),
        lines.index("NOT GIVEN ANY MORE"),
        lines.index("questions_down"),
    ]
    assert starts == sorted(starts)
    assert max(map(len, lines)) <= 100


def test_one_problem_is_printed_with_its_example_remedy_and_cost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert printed(capsys, ["problems", "not_an_option"]).splitlines() == [
        "not_an_option",
        "  The answer is none of the question's options.",
        "  for example: The cell holds 'Femal'; it should hold 'Female'.",
        "  what to do: Write one of: the question's answers.",
        "  what it costs: The answer is refused. The young person is counted, and the answer "
        "counts as not",
        "    provided.",
    ]


def test_as_json_every_code_has_size_meaning_example_and_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    entries = json.loads(printed(capsys, ["problems", "--json"]))["problems"]
    assert [each["code"] for each in entries] == [*load_problems()]
    assert all(each["what"] and each["example"] and each["remedy"] for each in entries)
    (one,) = json.loads(printed(capsys, ["problems", "pdf_file", "--json"]))["problems"]
    assert one == {
        "code": "pdf_file",
        "size": "file",
        "what": "This is a PDF, from which no answer can be read surely.",
        "example": "The file is 'return.pdf', printed from Excel; it should be the workbook, "
        "'return.xlsx'.",
        "remedy": "Send the Word or Excel file from which it was made.",
        "retired": False,
    }


def test_a_code_that_is_none_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["problems", "not_a_option"]) == 2
    assert capsys.readouterr().err == (
        "lscb: No problem has this code. Do you mean not_an_option? "
        "`lscb problems` lists all codes.\n"
    )
    assert run(["problems", "99"]) == 2
    assert capsys.readouterr().err == (
        "lscb: No problem has this code. `lscb problems` lists all codes.\n"
    )

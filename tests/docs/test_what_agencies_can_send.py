"""What docs/what-agencies-can-send.md says of formats, refusals and answers is so."""

import re
from collections.abc import Iterator

import pytest

from ingest.headers import header_book
from ingest.readings import date_of, read_answer
from pipeline.cli import run
from schemas.codebook_reading import load_codebook
from schemas.problems import load_problems
from tests.docs.shown import DOCS, Shown, commands, is_shown
from tests.formats.cases import FORMATS, LAYOUTS

DOCUMENT = "what-agencies-can-send.md"
FORMS = {
    "CSV or text": {"csv", "txt"},
    "Excel": {"xlsx", "xlsm", "xls"},
    "OpenDocument": {"ods"},
    "Word": {"docx"},
}
NOT_GIVEN_ANY_MORE = {"mapping_not_read", "questions_down"}


def _text() -> str:
    return (DOCS / DOCUMENT).read_text(encoding="utf-8")


def _table(heading: str) -> Iterator[list[str]]:
    """The rows of the first table that begins with `heading`, without those of the header."""
    _, _, after = _text().partition(f"| {heading} |")
    for line in after.split("\n\n")[0].splitlines()[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_of_formats_says_yes_where_sixty_young_people_are_read_from_it() -> None:
    tried = {
        (case.layout, column)
        for case in FORMATS
        for column, endings in FORMS.items()
        if endings & set(re.findall(r"[a-z]+", case.format))
    }
    written = {}
    for layout, *cells in _table("layout"):
        name = re.sub(r"\[(.*)\]\(.*\)", r"\1", layout)
        written |= {(name, column): cell for column, cell in zip(FORMS, cells, strict=True)}
    assert {layout for layout, _ in written} == set(LAYOUTS)
    assert {key for key, cell in written.items() if cell == "yes"} == tried
    assert {cell for key, cell in written.items() if key not in tried} == {"small forms"}


def test_every_reason_to_refuse_a_file_is_explained() -> None:
    explained = {cells[0] for cells in _table("what `check` says")}
    problems = load_problems().items()
    refusals = {problem.what for code, problem in problems if problem.size == "file"}
    not_given = {problem.what for code, problem in problems if code in NOT_GIVEN_ANY_MORE}
    assert explained == refusals - not_given


@pytest.mark.parametrize("shown", commands(DOCUMENT), ids=lambda shown: shown.arguments[-1])
def test_check_prints_what_the_document_shows(
    shown: Shown, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(DOCS / "examples")
    run(shown.arguments)
    assert is_shown(shown.output, capsys.readouterr().out)


def test_every_header_in_the_table_of_headers_has_a_meaning() -> None:
    headers = header_book(load_codebook())
    written = [text for row in _table("on the form") for text in re.findall("`(.*?)`", row[0])]
    assert len(written) > 5
    assert [text for text in written if headers.meaning(text) is None] == []


def test_the_headers_that_are_called_doubtful_are_so() -> None:
    headers = header_book(load_codebook())
    _, _, after = _text().partition("**Doubtful headers.**")
    for text in re.findall("`(.*?)`", after.split("Then the whole file")[0]):
        assert headers.meaning(text) is None
        assert headers.perhaps(text) is not None


def test_every_way_to_write_the_last_day_of_2010_is_that_day() -> None:
    rows = [row for row in _table("written") if row[1].startswith(("31 December 2010", "the same"))]
    written = [text for row in rows for text in re.findall("`(.*?)`", row[0])]
    assert len(written) > 10
    assert {str(date_of(text)) for text in written} == {"2010-12-31"}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("coercion_methods", "Grooming; X; Gang"),
        ("gender", "X Female"),
        ("gender", "☐ Female X ☐ Male"),
        ("domestic_violence", "☐ None ☐ Witnessed twice"),
    ],
)
def test_the_ticks_of_which_the_document_says_so_are_refused(question: str, text: str) -> None:
    codebook = load_codebook()
    reading = read_answer(codebook.question(question), text, codebook.words)
    assert f"`{text}`" in _text()
    assert reading.problems == ("not_an_option",)

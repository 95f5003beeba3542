"""The same sixty young people come out of every layout in every format."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.delivery import open_delivery
from pipeline.checked import check_delivery
from schemas.codebook import Kind
from tests.formats.cases import FORMATS, LAYOUTS, REFERENCE, Case, TextsKept
from tests.formats.expected import Stored, expected_record
from tests.formats.layouts import Laid, Row, across, blocks, cover_lines, one_row
from tests.formats.people import NUMBER_OF_PEOPLE, young_people
from tests.formats.sealed import Sealed, Slip, sealed_case
from tests.formats.wording import PLAIN
from tests.formats.writers import COMMA_UTF8, write_csv, write_xlsx

SOME_REFUSED = 1
KEPT: dict[TextsKept, tuple[Kind, ...]] = {
    "all": ("one", "several"),
    "one answer": ("one",),
    "none": (),
}


@pytest.fixture(scope="module", params=FORMATS, ids=lambda case: case.id)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case in turn: pytest keeps the tests of one together, so that it is ingested once."""
    each: Case = request.param
    return each


def differences(sealed: Sealed) -> list[tuple[int, str, Stored, Stored]]:
    """Young person, column, what is stored and what should be; the invented people may be named."""
    found: list[tuple[int, str, Stored, Stored]] = []
    for person, stored in zip(young_people(), sealed.people(), strict=True):
        wanted = expected_record(person)
        assert set(stored) == set(wanted)
        found += [
            (person.number, name, stored[name], wanted[name])
            for name in wanted
            if stored[name] != wanted[name]
        ]
    return found


def planted() -> set[Slip]:
    return {
        (person.number, question, code)
        for person in young_people()
        for question, code in person.problems
    }


def test_every_answer_is_the_one_that_was_sent(case: Case) -> None:
    sealed = sealed_case(case)
    assert sealed.records.num_rows == NUMBER_OF_PEOPLE, sealed.said
    assert differences(sealed) == []


def test_the_planted_slips_are_found_and_no_others(case: Case) -> None:
    sealed = sealed_case(case)
    assert sealed.exit_code == SOME_REFUSED
    assert set(sealed.problems) == planted(), sealed.said
    assert len(sealed.problems) == len(planted())


def test_free_text_is_dropped_and_counted(case: Case) -> None:
    texts = sum(person.free_texts(KEPT[case.texts]) for person in young_people())
    assert sealed_case(case).dropped_texts == texts


def test_the_records_equal_those_of_the_standard_csv(case: Case) -> None:
    assert sealed_case(case).records.equals(sealed_case(REFERENCE).records)


def by_twos(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """The rows of two tables beside each other, an empty column between."""
    width = max(map(len, rows))
    made: list[Row] = []
    for n in range(max(len(rows), len(others))):
        row = rows[n] if n < len(rows) else []
        other = others[n] if n < len(others) else []
        made.append([*row, *[None] * (width + 1 - len(row)), *other])
    return made


def unusual_arrangements() -> dict[str, tuple[list[Row], int]]:
    """Rows under the cover, in ways in which tables are put together, and how many people they
    hold."""
    first, second = young_people()[:5], young_people()[5:9]
    header, *body = one_row(first, PLAIN).rows
    down, more_down = (across(each, PLAIN, heading=False).rows for each in (first, second))
    forms = blocks(second, PLAIN).rows
    return {
        "two groups across, one below the other": ([*down, [], *more_down], 9),
        "a group across above forms": ([*down, [], *forms], 9),
        "a header sorted in among the rows": ([*body[:3], header, *body[3:]], 5),
        "a header below all rows": ([*body, header], 5),
        "a header on each page": ([header, *body, *one_row(second, PLAIN).rows], 9),
        "forms beside each other": (by_twos(blocks(first, PLAIN).rows, forms), 9),
        "a column between question and answer": ([[*row[:1], None, *row[1:]] for row in forms], 4),
        "numbers before the questions": ([[n, *row] for n, row in enumerate(down)], 5),
    }


@pytest.mark.parametrize("name", unusual_arrangements())
def test_a_file_is_read_with_all_its_people_or_refused(name: str, tmp_path: Path) -> None:
    rows, number = unusual_arrangements()[name]
    path = write_csv(tmp_path / "return.csv", [*cover_lines(PLAIN), [], *rows], COMMA_UTF8)
    (result,) = check_delivery(open_delivery(path)).files
    assert result.outcome == "refused" or result.rows == number


def test_a_sheet_that_goes_on_without_headers_is_not_passed_over(tmp_path: Path) -> None:
    table = one_row(young_people()[:9], PLAIN)
    sheets = [
        ("Cover", Laid(cover_lines(PLAIN))),
        ("May", Laid(table.rows[:6])),
        ("June", Laid(table.rows[6:])),
    ]
    path = write_xlsx(tmp_path / "return.xlsx", sheets)
    (result,) = check_delivery(open_delivery(path)).files
    assert result.outcome == "refused" or result.rows == 9


def test_every_layout_stands_in_text_and_in_workbooks() -> None:
    for layout in LAYOUTS:
        formats = {case.format for case in FORMATS if case.layout == layout}
        assert {"xlsx", "xls", "ods"} <= formats
        assert sum(name.startswith(("csv", "txt")) for name in formats) >= 3


def test_every_layout_has_a_file_made_by_hand_and_one_of_an_office_program() -> None:
    for maker in ("hand", "LibreOffice"):
        assert {case.layout for case in FORMATS if case.made_by == maker} == set(LAYOUTS)


def test_case_names_are_unique() -> None:
    assert len({case.id for case in FORMATS}) == len(FORMATS)

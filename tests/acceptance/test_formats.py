"""The same sixty young people come out of every layout in every format."""

import pytest

from schemas.codebook import Kind
from tests.formats.cases import FORMATS, LAYOUTS, REFERENCE, Case, TextsKept
from tests.formats.expected import Stored, expected_record
from tests.formats.people import NUMBER_OF_PEOPLE, young_people
from tests.formats.sealed import Sealed, Slip, sealed_case

SOME_REFUSED = 1
KEPT: dict[TextsKept, tuple[Kind, ...]] = {
    "all": ("one", "several"),
    "one answer": ("one",),
    "none": (),
}


@pytest.fixture(scope="module", params=FORMATS, ids=lambda case: case.id)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case in turn: pytest keeps the tests of one together, so that it is ingested once."""
    return request.param


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

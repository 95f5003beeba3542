"""How completely a return was answered, as its cover keeps it from the ingest on.

Questions that every row is asked: 6 of theme 1, 4 of themes 2, 3 and 7, 1 of theme 4, 2 of theme 5,
3 of themes 6 and 8; theme 4 has one more for those with family and one for those looked after.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.cover import ReturnPart, ThemeCount
from pipeline.store import Store
from tests.pipeline.counted import ingest
from tests.sending import write_return

Answers = Mapping[str, str]


def parts(tmp_path: Path, *records: Answers) -> list[ReturnPart]:
    """The parts of a file with these records, as sealed."""
    numbered = [{"local_id": f"A{n}", **each} for n, each in enumerate(records, start=1)]
    ingest(tmp_path / "store", write_return(tmp_path / "return.csv", numbered))
    (cover,) = Store(tmp_path / "store").covers()
    return list(cover.returns)


def theme(tmp_path: Path, number: int, *records: Answers) -> tuple[int, int, int, int]:
    """Answered, not known, not provided and refused in a theme."""
    (part,) = parts(tmp_path, *records)
    (found,) = (each for each in part.themes if each.theme == number)
    return (found.answered, found.not_known, found.not_provided, found.refused)


def test_every_answer_is_in_exactly_one_state(tmp_path: Path) -> None:
    first = {"sexual_health_concern": "yes", "mental_health_concern": "nk", "camhs_contact": ""}
    second = {"sexual_health_concern": "perhaps", "mental_health_concern": "no"}
    assert theme(tmp_path, 6, first, second) == (2, 1, 2, 1)


def test_all_eight_themes_are_there_in_their_order(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, {"gender": "female"})
    assert part.themes == (
        ThemeCount(1, 1, 0, 5, 0),
        ThemeCount(2, 0, 0, 4, 0),
        ThemeCount(3, 0, 0, 4, 0),
        ThemeCount(4, 0, 0, 1, 0),
        ThemeCount(5, 0, 0, 2, 0),
        ThemeCount(6, 0, 0, 3, 0),
        ThemeCount(7, 0, 0, 4, 0),
        ThemeCount(8, 0, 0, 3, 0),
    )


def test_a_question_that_depends_on_another_is_asked_only_where_its_condition_holds(
    tmp_path: Path,
) -> None:
    with_family = {"living_situation": "with_family", "family_setting": "family_home"}
    looked_after = {"living_situation": "looked_after"}
    alone = {"living_situation": "independent"}
    assert theme(tmp_path, 4, with_family, looked_after, alone) == (4, 0, 1, 0)


def test_an_answer_without_its_condition_was_not_asked_for(tmp_path: Path) -> None:
    alone = {"living_situation": "independent", "family_setting": "family_home"}
    assert theme(tmp_path, 4, alone) == (1, 0, 0, 0)


def test_where_the_condition_itself_was_refused_nothing_more_was_asked(tmp_path: Path) -> None:
    castle = {"living_situation": "castle", "family_setting": "family_home"}
    assert theme(tmp_path, 4, castle) == (0, 0, 0, 1)


def test_an_age_worked_out_from_the_date_of_birth_is_answered(tmp_path: Path) -> None:
    blank = {"age": "", "date_of_birth": "1996-03-01"}
    not_known = {"age": "nk", "date_of_birth": "1996-03-01"}
    refused = {"age": "fifteenish", "date_of_birth": "1996-03-01"}
    contradicted = {"age": "11", "date_of_birth": "1996-03-01"}
    assert theme(tmp_path, 1, blank, not_known, refused, contradicted) == (4, 0, 20, 0)


@pytest.mark.parametrize(
    ("age", "states"),
    [("15", (1, 0, 5, 0)), ("nk", (0, 1, 5, 0)), ("fifteenish", (0, 0, 5, 1)), ("", (0, 0, 6, 0))],
)
def test_an_age_without_a_date_of_birth_stands_for_itself(
    tmp_path: Path, age: str, states: tuple[int, int, int, int]
) -> None:
    assert theme(tmp_path, 1, {"age": age}) == states


def test_a_rule_that_refuses_an_answer_makes_it_refused(tmp_path: Path) -> None:
    assert theme(tmp_path, 1, {"age": "14", "age_at_first_assessment": "16"}) == (1, 0, 4, 1)


def test_a_date_that_is_not_known_is_one_and_one_that_can_t_be_read_is_refused(
    tmp_path: Path,
) -> None:
    dates = {"referral_date": "n/k", "first_assessment_date": "in spring"}
    assert theme(tmp_path, 2, dates) == (0, 1, 2, 1)


def test_several_answers_that_lost_one_are_answered(tmp_path: Path) -> None:
    assert theme(tmp_path, 2, {"support_provided": "Education; Juggling"}) == (1, 0, 3, 0)


def test_several_answers_that_lost_all_are_refused_once(tmp_path: Path) -> None:
    assert theme(tmp_path, 2, {"support_provided": "Juggling; Fencing"}) == (0, 0, 3, 1)


def test_not_known_beside_another_choice_is_answered(tmp_path: Path) -> None:
    assert theme(tmp_path, 2, {"support_provided": "Education; Not known"}) == (1, 0, 3, 0)


def test_a_blank_date_of_birth_and_a_blank_date_work_ended_are_not_missed(tmp_path: Path) -> None:
    blank, given = {"gender": "male"}, {"date_of_birth": "1996-03-01", "closure_date": "2011-07-01"}
    (part,) = parts(tmp_path, blank, given)
    counts = {each.theme: each.answered + each.not_provided for each in part.themes}
    assert counts[1] == 12
    assert counts[2] == 8


def test_rows_refused_are_left_out(tmp_path: Path) -> None:
    stands, refused = {"camhs_contact": "yes"}, {"camhs_contact": "yes", "local_id": "tbc"}
    assert theme(tmp_path, 6, stands, refused) == (1, 0, 2, 0)


def test_a_part_of_which_no_row_stands_has_no_counts(tmp_path: Path) -> None:
    (part,) = parts(tmp_path, {"local_id": "tbc"})
    assert (part.rows, part.refused_rows, part.themes) == (1, 1, ())


def test_each_part_of_a_file_has_its_own(tmp_path: Path) -> None:
    york, leeds = {"gender": "female"}, {"gender": "nk", "area": "Leeds"}
    found = parts(tmp_path, york, leeds, leeds)
    answers = {each.area: (each.themes[0].answered, each.themes[0].not_known) for each in found}
    assert answers == {"E06000014": (1, 0), "E08000035": (0, 2)}


def test_each_file_of_a_delivery_has_its_own(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1", "gender": "female"}])
    other = {"agency": "The Quay"}
    write_return(tmp_path / "d" / "b.csv", [{"local_id": "A1", "gender": "seven"}], other)
    ingest(tmp_path / "store", tmp_path / "d")
    found = {
        part.agency: (part.themes[0].answered, part.themes[0].refused)
        for cover in Store(tmp_path / "store").covers()
        for part in cover.returns
    }
    assert found == {"Harbour Project": (1, 0), "The Quay": (0, 1)}

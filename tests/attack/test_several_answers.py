"""What a question with several answers gives away."""

from pathlib import Path

from schemas.areas import ENGLAND
from tests.attack.written import audited, cases, exact, interval, table


def misuse(**rows: int | str) -> list[tuple[str, ...]]:
    return table("question_substance_misuse", **rows, not_known=0, not_provided=0)


def test_a_small_other_side_in_print_is_found(tmp_path: Path) -> None:
    """97 of 100 misuse alcohol: 3 do not."""
    finding = audited(
        tmp_path, cases(base=100), misuse(alcohol=97, drugs=40, base=100, one_answer_only=63)
    )
    assert [each.row for each in finding.printed] == ["Alcohol"]


def test_cases_with_one_answer_only_give_the_last_answer(tmp_path: Path) -> None:
    """100 answers of 100 cases with one answer only: 96 of one are 4 of the other."""
    finding = audited(
        tmp_path, cases(base=100), misuse(alcohol="c", drugs=94, base=100, one_answer_only=100)
    )
    assert exact(finding) == {(ENGLAND, "alcohol", 6)}


def test_none_stands_alone(tmp_path: Path) -> None:
    """With 90 of 100 that misuse nothing, no answer is that of more than 10."""
    finding = audited(
        tmp_path,
        cases(base=100),
        misuse(none=90, alcohol="c", drugs=8, base=100, one_answer_only="c"),
    )
    assert interval(finding, "alcohol")[1] == 10


def test_the_most_answers_bound_the_sum(tmp_path: Path) -> None:
    """30 cases: 20 with one answer, 10 with two, are 40 answers."""
    finding = audited(
        tmp_path,
        cases(base=30),
        misuse(alcohol=16, drugs=18, other="c", base=30, one_answer_only=20, most_answers="2"),
    )
    assert exact(finding) == {(ENGLAND, "other", 6)}


def test_who_gave_one_answer_only_lacks_one_of_any_two(tmp_path: Path) -> None:
    """9 of 10 gave one answer; 9 used alcohol; so drugs can't be more than 2."""
    finding = audited(
        tmp_path,
        cases(base=10),
        misuse(alcohol=9, drugs="c", other="c", base=10, one_answer_only=9),
    )
    assert interval(finding, "drugs") == (1, 2)


def test_those_with_certain_answers_and_no_other_have_each_of_them(tmp_path: Path) -> None:
    rows = {"exactly_asbo_victim_of_crime": 12, "exactly_asbo_offending_victim_of_crime": 0}
    finding = audited(
        tmp_path,
        cases(base=40),
        table("figure_10", none=0, victim_of_crime=20, offending=20, asbo="c", base=40,
              one_answer_only="c", not_known=0, not_provided=0, **rows),
    )  # fmt: skip
    assert interval(finding, "asbo") == (12, 32)


def test_an_answer_hidden_for_its_small_other_side_must_not_come_back(tmp_path: Path) -> None:
    """Every case has one answer only; two of the three are in print."""
    finding = audited(
        tmp_path,
        cases(base=60),
        misuse(alcohol="c", drugs=0, other="c", base=60, one_answer_only=60),
    )
    assert interval(finding, "alcohol") == (0, 60)
    assert finding.found == ()


def test_the_other_side_of_hidden_answer_and_hidden_base_is_bounded(tmp_path: Path) -> None:
    """Whatever the base is: two more than alcohol, because two gave one answer and that was
    drugs."""
    finding = audited(
        tmp_path,
        cases(base=60),
        misuse(alcohol="c", drugs="c", base="c", one_answer_only=2, none=0)[:-2],
        table("question_substance_misuse", not_known=0, not_provided="c"),
    )
    assert finding.narrow

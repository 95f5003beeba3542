"""What several releases give away together."""

from pathlib import Path

from pipeline.attack.attack import attack
from tests.attack.written import cases, table, written


def release(
    folder: Path, female: int | str, male: int | str, transgender: int | str, base: int = 60
) -> Path:
    return written(
        folder,
        cases(base=base),
        table("figure_3", female=female, male=male, transgender=transgender, base=base,
              not_known=0, not_provided=0),
    )  # fmt: skip


def test_another_pattern_on_the_same_day_gives_all_away(tmp_path: Path) -> None:
    first = release(tmp_path / "first", "c", "c", 10)
    second = release(tmp_path / "second", "c", 46, "c")
    assert attack(first).found == attack(second).found == ()
    assert {each.row for each in attack(second, [first]).exact} == {"Female", "Male"}


def test_what_only_the_earlier_release_of_the_day_prints_is_not_told_by_the_later(
    tmp_path: Path,
) -> None:
    """A reader who takes the hidden 5 for the 6 of before is wrong, and one who is right has it
    from the earlier release."""
    first = release(tmp_path / "first", 6, 44, 10)
    second = release(tmp_path / "second", "c", "c", "c")
    assert attack(second, [first]).found == ()
    assert len(attack(first, [second]).exact) == 3


def test_the_same_pattern_on_the_same_day_gives_nothing_away(tmp_path: Path) -> None:
    first = release(tmp_path / "first", "c", "c", 10)
    second = release(tmp_path / "second", "c", "c", 10)
    assert attack(second, [first]).found == ()


def test_a_correction_is_not_taken_for_the_same_counts(tmp_path: Path) -> None:
    """The base changed in print, so the answers may have too."""
    first = release(tmp_path / "first", "c", "c", 10)
    second = release(tmp_path / "second", "c", 47, "c", base=61)
    assert attack(second, [first]).found == ()


def test_where_few_can_have_changed_an_earlier_month_bounds_the_next(tmp_path: Path) -> None:
    """6 in May and at most one young person changed: 5 to 7 in June."""
    may = release(tmp_path / "may", 6, 44, 10)
    june = release(tmp_path / "june", "c", "c", 10)
    assert attack(june).found == ()
    finding = attack(june, [may], changed=1, every_bound=True)
    assert {each.row for each in finding.narrow} == {"Female"}
    assert {(of.least, of.most) for of in finding.intervals.values()} == {(5, 7), (43, 45)}


def test_an_answer_changed_is_one_less_here_and_one_more_there(tmp_path: Path) -> None:
    """So two young people who changed theirs are four changes of counts: 4 to 8 in June."""
    may = release(tmp_path / "may", 6, 44, 10)
    june = release(tmp_path / "june", "c", "c", 10)
    finding = attack(june, [may], changed=2, every_bound=True)
    assert finding.found == ()
    assert {(of.least, of.most) for of in finding.intervals.values()} == {(4, 8), (42, 46)}


def test_changes_in_print_are_taken_off_those_that_are_left(tmp_path: Path) -> None:
    """One of the two is seen to have come as transgender: another may have changed from female to
    male, or the other way."""
    may = release(tmp_path / "may", 10, 40, 10)
    june = release(tmp_path / "june", "c", "c", 11, base=61)
    finding = attack(june, [may], changed=2, every_bound=True)
    assert {(of.least, of.most) for of in finding.intervals.values()} == {(9, 11), (39, 41)}


def test_only_what_is_exact_may_be_asked_for(tmp_path: Path) -> None:
    may = release(tmp_path / "may", 6, 44, 10)
    june = release(tmp_path / "june", "c", "c", 10)
    assert attack(june, [may], changed=1, only_exact=True).found == ()
    assert len(attack(june, [may], changed=0, only_exact=True).exact) == 2


def test_where_nobody_can_have_changed_it_is_the_same_count(tmp_path: Path) -> None:
    may = release(tmp_path / "may", 6, 44, 10)
    june = release(tmp_path / "june", "c", "c", 10)
    assert len(attack(june, [may], changed=0).exact) == 2


def test_an_assumption_that_the_print_contradicts_is_given_up(tmp_path: Path) -> None:
    """Ten more in June: not one change, so each month is looked at alone."""
    may = release(tmp_path / "may", "c", "c", 10)
    june = release(tmp_path / "june", "c", "c", 20, base=70)
    assert attack(june, [may], changed=1).found == ()


def test_months_are_chained(tmp_path: Path) -> None:
    """6 in May, hidden in June and July: in July it is at most two from 6."""
    may = release(tmp_path / "may", 6, 44, 10)
    june = release(tmp_path / "june", "c", "c", 10)
    july = release(tmp_path / "july", "c", "c", 10)
    finding = attack(july, [may, june], changed=1, every_bound=True)
    assert {(of.least, of.most) for of in finding.intervals.values()} == {(4, 8), (42, 46)}

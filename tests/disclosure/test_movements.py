"""The movements of a trend published, and attacked from the file."""

from pathlib import Path

import pytest

from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.movements import attack_movements, movements_of, read_movements
from pipeline.attack.release import Cell
from pipeline.attack.sums import Range
from reports.disclosure.cells import Cell as TrueCell
from reports.disclosure.movements import (
    MovementsPublication,
    hidden_movements_csv,
    hidden_with,
    publish_movements,
    published_movements_csv,
)
from reports.disclosure.movements_system import (
    MovementsDisagree,
    movements_system,
    published_counts,
)
from reports.movement_words import label
from reports.movements import Movements
from schemas.areas import ENGLAND
from tests.disclosure.naive import one_more, threshold_only
from tests.disclosure.trends import random_trend, trend

NORTH_EAST, NORTH_WEST, YORKSHIRE = "E12000001", "E12000002", "E12000003"
# One month of two regions; the other seven have nobody.
THREE_NEW = {
    NORTH_EAST: Movements(open_start=40, new=3, came_back=10, ended=8, unknown=9, open_end=36),
    NORTH_WEST: Movements(open_start=60, new=20, came_back=12, ended=15, unknown=7, open_end=70),
}
SENT = {NORTH_EAST: 20, NORTH_WEST: 40}


def attacked(publication: MovementsPublication, every_bound: bool = False) -> Finding:
    text = published_movements_csv(publication.movements)
    counts = movements_of(text, Path("movements.csv"))
    return attack_movements(counts, publication.movements.threshold, every_bound=every_bound)


def test_a_hidden_new_of_3_is_had_from_the_balance_if_nothing_else_is_hidden() -> None:
    months = published_counts(trend([THREE_NEW], [SENT]))
    naive = hidden_with(months, threshold_only(movements_system(months), 5), 5)
    finding = attacked(naive)
    assert [(each.place, each.column, each.row) for each in finding.exact] == [
        ("North East", "2010-04", "New")
    ]
    assert finding.intervals == {Cell(NORTH_EAST, "2010-04", "new"): Range(3, 3)}


def test_a_hidden_new_of_3_can_be_1_to_5_in_what_is_published() -> None:
    publication = publish_movements(trend([THREE_NEW], [SENT]))
    finding = attacked(publication, every_bound=True)
    assert finding.found == ()
    of = finding.intervals[Cell(NORTH_EAST, "2010-04", "new")]
    assert of.least <= 1
    assert of.most >= 5


def test_england_and_those_open_stay_in_print_where_they_can() -> None:
    movements = publish_movements(trend([THREE_NEW], [SENT])).movements
    assert movements.cases("2010-04", ENGLAND, "open_end") == "106"
    assert movements.cases("2010-04", ENGLAND, "new") == "23"
    assert movements.cases("2010-04", NORTH_EAST, "open_start") == "40"
    assert movements.cases("2010-04", NORTH_EAST, "open_others") == "16"
    assert movements.cases("2010-04", NORTH_EAST, "new") == "c"


def test_a_few_open_at_the_end_are_hidden_as_those_of_the_next_month_s_start() -> None:
    first = {
        **THREE_NEW,
        NORTH_EAST: Movements(open_start=12, ended=8, open_end=4),
    }
    second = {
        NORTH_EAST: Movements(open_start=4, new=20, open_end=24),
        NORTH_WEST: Movements(open_start=70, ended=10, open_end=60),
    }
    report = trend([first, second], [{NORTH_EAST: 0, NORTH_WEST: 40}, {NORTH_EAST: 24}])
    publication = publish_movements(report)
    assert publication.movements.cases("2010-04", NORTH_EAST, "open_end") == "c"
    assert publication.movements.cases("2010-05", NORTH_EAST, "open_start") == "c"
    assert publication.movements.hidden_at_end("2010-04") >= {NORTH_EAST}
    assert attacked(publication, every_bound=True).found == ()


def test_a_line_says_what_is_hidden_and_why() -> None:
    text = hidden_movements_csv(publish_movements(trend([THREE_NEW], [SENT])).lines)
    line = "2010-04,regional,E12000001,North East,new,New,3,small"
    assert line in text.splitlines()


def test_what_is_to_be_kept_hidden_is_hidden_and_gives_nothing_away() -> None:
    keep = frozenset({TrueCell(NORTH_WEST, "movements 2010-04", "open_end")})
    publication = publish_movements(trend([THREE_NEW], [SENT]), keep=keep)
    assert publication.movements.cases("2010-04", NORTH_WEST, "open_end") == "c"
    assert attacked(publication, every_bound=True).found == ()


def test_movements_that_do_not_add_up_are_a_fault() -> None:
    wrong = {NORTH_EAST: Movements(open_start=40, new=3, open_end=42)}
    with pytest.raises(MovementsDisagree, match="2010-04"):
        publish_movements(trend([wrong], [{}]))


@pytest.mark.parametrize("seed", range(5))
def test_nothing_can_be_worked_out_of_six_months_of_nine_regions(seed: int) -> None:
    publication = publish_movements(random_trend(seed, 6))
    assert publication.pattern.declared == ()
    finding = attacked(publication)
    assert finding.hidden > 0
    assert finding.found == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_naive_rules_do_not_protect_six_months(seed: int) -> None:
    months = published_counts(random_trend(seed, 6))
    for rule in (threshold_only, one_more):
        naive = hidden_with(months, rule(movements_system(months), 5), 5)
        assert attacked(naive).exact != ()


# -- the attacker, from files written by hand ---------------------------------------------------

ROWS = (
    "open_start",
    "new",
    "came_back",
    "ended",
    "unknown",
    "open_end",
    "open_sent_every_month",
    "open_others",
)


def written(folder: Path, *places: tuple[str, str]) -> Path:
    """A movements.csv of April 2010: each place with its eight counts."""
    lines = ["month,geographic_level,geography_code,geography_name,row,row_label,cases"]
    for code, counts in places:
        level = "national" if code == ENGLAND else "regional"
        lines += [
            f'2010-04,{level},{code},{code},{row},"{label(row)}",{cases}'
            for row, cases in zip(ROWS, counts.split(), strict=True)
        ]
    path = folder / "movements.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ranges(path: Path) -> dict[tuple[str, str], Range]:
    finding = attack_movements(read_movements(path), 5, every_bound=True)
    return {(cell.place, cell.row): of for cell, of in finding.intervals.items()}


def test_a_hidden_count_is_at_least_1_beside_one_in_print(tmp_path: Path) -> None:
    """The third region has 30 new, so a hidden new is at least 1; as many ended, and two more."""
    path = written(
        tmp_path,
        (ENGLAND, "150 40 21 44 21 146 70 76"),
        (NORTH_EAST, "40 c 7 c 7 38 20 18"),
        (NORTH_WEST, "60 c 7 c 7 58 30 28"),
        (YORKSHIRE, "50 30 7 30 7 50 20 30"),
    )
    assert ranges(path) == {
        (NORTH_EAST, "new"): Range(1, 9),
        (NORTH_EAST, "ended"): Range(3, 11),
        (NORTH_WEST, "new"): Range(1, 9),
        (NORTH_WEST, "ended"): Range(3, 11),
    }


def test_a_hidden_count_may_be_0_where_its_line_prints_nothing_above_0(tmp_path: Path) -> None:
    """The new of no region are in print, nor those who ended."""
    path = written(
        tmp_path,
        (ENGLAND, "100 10 14 14 14 96 50 46"),
        (NORTH_EAST, "40 c 7 c 7 38 20 18"),
        (NORTH_WEST, "60 c 7 c 7 58 30 28"),
    )
    assert ranges(path) == {
        (NORTH_EAST, "new"): Range(0, 10),
        (NORTH_EAST, "ended"): Range(2, 12),
        (NORTH_WEST, "new"): Range(0, 10),
        (NORTH_WEST, "ended"): Range(2, 12),
    }


def test_a_small_count_in_print_is_found(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        (ENGLAND, "40 3 0 0 0 43 20 23"),
        (NORTH_EAST, "40 3 0 0 0 43 20 23"),
    )
    finding = attack_movements(read_movements(path), 5)
    assert [(each.place, each.row) for each in finding.printed] == [
        (NORTH_EAST, "New"),
        (ENGLAND, "New"),
    ]


def test_a_file_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        (ENGLAND, "40 13 0 0 0 52 20 32"),
        (NORTH_EAST, "40 13 0 0 0 52 20 32"),
    )
    with pytest.raises(AuditError, match="does not add up"):
        attack_movements(read_movements(path), 5)


def test_a_file_without_all_rows_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, (ENGLAND, "40 13 0 0 0 53 20 33"))
    whole = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(whole[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(AuditError, match="Write the trend again"):
        read_movements(path)

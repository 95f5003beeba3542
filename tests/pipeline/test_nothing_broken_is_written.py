"""Figures that do not add up are never written."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.flow import STEPS, Flow, FlowBroken
from reports.counting import count_tables
from reports.figures import TrueTables
from reports.reconciliation import TablesBroken, check_tables
from tests.pipeline.counted import DAY, ingest
from tests.sending import write_return


def changed(tables: TrueTables, table_id: str, code: str, row: str, cases: str) -> TrueTables:
    """`tables` with one figure of one place changed."""
    return replace(
        tables,
        tables=tuple(
            replace(
                each,
                figures=tuple(
                    replace(figure, cases=cases)
                    if (each.table.id, each.geography.code, figure.row.code, figure.column)
                    == (table_id, code, row, "total")
                    else figure
                    for figure in each.figures
                ),
            )
            for each in tables.tables
        ),
    )


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrueTables:
    """The tables of two young people, in York and in Leeds."""
    kept: list[TrueTables] = []

    def keeping(*arguments: object) -> TrueTables:
        kept.append(count_tables(*arguments))  # type: ignore[arg-type]
        return kept[-1]

    monkeypatch.setattr("pipeline.snapshot_tables.count_tables", keeping)
    records = [{"local_id": "A1", "gender": "female"}, {"local_id": "A2", "area": "Leeds"}]
    write_return(tmp_path / "d" / "a.csv", records)
    store, out = tmp_path / "store", tmp_path / "out"
    ingest(store, tmp_path / "d")
    assert run(["snapshot", "--store", str(store), "--date", DAY, "--out", str(out)]) == 0
    return kept[0]


def test_tables_that_add_up_pass(tables: TrueTables) -> None:
    check_tables(tables, 2)


@pytest.mark.parametrize(
    ("table_id", "code", "row"),
    [
        ("figure_3", "E92000001", "female"),
        ("figure_3", "E12000003", "male"),
        ("figure_3", "E06000014", "not_provided"),
        ("table_4", "E92000001", "outside_base"),
        ("figure_6", "E92000001", "of_which_kinship_care"),
        ("table_2", "E92000001", "base"),
        ("table_2", "E12000003", "base"),
    ],
)
def test_one_figure_more_anywhere_is_noticed(
    tables: TrueTables, table_id: str, code: str, row: str
) -> None:
    with pytest.raises(TablesBroken):
        check_tables(changed(tables, table_id, code, row, "7"), 2)


def test_another_number_of_cases_than_were_counted_is_noticed(tables: TrueTables) -> None:
    with pytest.raises(TablesBroken):
        check_tables(tables, 3)


def test_rows_that_are_at_no_step_or_at_two_are_noticed() -> None:
    ended = dict.fromkeys(STEPS, 1)
    Flow(len(STEPS), ended).check()
    for received in (len(STEPS) - 1, len(STEPS) + 1):
        with pytest.raises(FlowBroken):
            Flow(received, ended).check()


def test_tables_that_do_not_add_up_stop_the_snapshot_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrong(*arguments: object) -> TrueTables:
        true = count_tables(*arguments)  # type: ignore[arg-type]
        return changed(true, "figure_3", "E12000003", "female", "2")

    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1", "gender": "female"}])
    store, out = tmp_path / "store", tmp_path / "out"
    ingest(store, tmp_path / "d")
    monkeypatch.setattr("pipeline.snapshot_tables.count_tables", wrong)
    assert run(["snapshot", "--store", str(store), "--date", DAY, "--out", str(out)]) == 2
    assert "fault of the program, and nothing was written" in capsys.readouterr().err
    assert not out.exists()

"""What the benches say of a ratio, and what they hold `lscb` against."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from bench.by_hand import checked, read
from bench.month_files import READ_BY_HAND, write_month
from bench.ratios import Target, as_installed, run_once
from bench.validation import Rows, frictionless_report, table_schema
from pipeline.cli import run
from schemas.codebook_reading import load_codebook
from tests.sending import write_csv

AT_MOST, AT_LEAST = Target("at most", 1.5), Target("at least", 5)


def test_a_ratio_on_the_target_is_met() -> None:
    assert AT_MOST.sentence(1.5) == "1.50 x (target: at most 1.5 x; met)"
    assert AT_LEAST.sentence(5) == "5.00 x (target: at least 5 x; met)"


def test_a_missed_target_says_by_what_share_of_it() -> None:
    assert AT_MOST.sentence(1.8) == "1.80 x (target: at most 1.5 x; missed by 20%)"
    assert AT_LEAST.sentence(4) == "4.00 x (target: at least 5 x; missed by 20%)"


def test_a_target_is_missed_by_much_where_every_clock_says_so() -> None:
    assert AT_LEAST.is_missed_by_much(2, 3)
    assert not AT_LEAST.is_missed_by_much(2, 4.5)
    assert not AT_MOST.is_missed_by_much(1.8, 1.8)


def test_a_command_that_could_do_nothing_has_no_time() -> None:
    with as_installed() as environment, pytest.raises(subprocess.CalledProcessError):
        run_once([sys.executable, "-c", "raise SystemExit(2)"], environment)


def test_the_script_finds_the_wrong_answer_and_keeps_the_row(tmp_path: Path) -> None:
    header = ("Local identifier", "Current age", "Gender", "Main support provided")
    rows = (("A1", "15", "Female", "Managing risk; Other"), ("A2", "14", "mistyped", ""))
    found = checked(write_csv(tmp_path / "return.csv", [header, *rows]))
    assert found.wrong["column"].to_list() == ["Gender"]
    assert found.rows["Local identifier"].to_list() == ["A1", "A2"]
    assert found.rows["Gender"].isna().to_list() == [False, True]


def test_a_month_is_read_by_the_script_and_by_lscb_alike(tmp_path: Path) -> None:
    """The same young people in the same files; Word forms only by ours."""
    sent = write_month(tmp_path, 10)
    assert {each.format for each in sent} == {"csv", "xlsx", "xlsx form", "docx form"}
    for each in sent:
        path = tmp_path / each.format / each.name
        if each.format in READ_BY_HAND:
            table = read(path)
            assert isinstance(table, pd.DataFrame)
            assert len(table) == each.rows
    for each in {one.format: one for one in sent}.values():
        assert run(["check", str(tmp_path / each.format / each.name)]) in (0, 1)


def test_frictionless_is_given_what_the_codebook_says() -> None:
    names = ["local_id", "age", "gender", "support_provided", "referral_date"]
    right = ["A1", "15", "Female", "Managing risk; Other", "02/11/2010"]
    wrong: list[list[str | None]] = [
        [None, "15", None, None, None],
        ["A2", "old", None, None, None],
        ["A3", None, "mistyped", None, None],
        ["A4", None, None, "Managing risk; mistyped", None],
        ["A5", None, None, None, "31/31/2010"],
    ]
    schema = table_schema(names, load_codebook())
    report = frictionless_report(Rows(names, [list(right), *wrong]), schema)
    found = [(error.row_number, error.field_name) for error in report.tasks[0].errors]
    assert found == [
        (3, "local_id"),
        (4, "age"),
        (5, "gender"),
        (6, "support_provided"),
        (7, "referral_date"),
    ]

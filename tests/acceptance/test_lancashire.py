"""The Lancashire briefing and the Engage report's appendix 1, rebuilt from synthetic returns of
2020: each published figure is that of the profile, or named as one that can't be rebuilt."""

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import run
from tests.sending import read_csv

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample" / "lancashire"
DAY = "2022-03-31"
AREAS = ("Lancashire", "Blackburn with Darwen", "Blackpool")
LINES = {line["line"]: line for line in read_csv(SAMPLE / "published.csv")}
NOT_REBUILT = "not_rebuilt"


@dataclass(frozen=True)
class Rebuilt:
    """The profile of the sample, as the command wrote it, and the store of its returns."""

    store: Path
    out: Path

    @cached_property
    def figures(self) -> list[dict[str, str]]:
        """Those of all areas together."""
        lines = read_csv(self.out / "restricted" / "profile.csv")
        return [line for line in lines if line["place_kind"] == "together"]

    @cached_property
    def missing(self) -> list[dict[str, str]]:
        return read_csv(self.out / "restricted" / "missing.csv")

    def figure(self, table: str, row: str, column: str, period: str = "last") -> Decimal:
        (found,) = (
            line
            for line in self.figures
            if (line["table_id"], line["row"], line["period"]) == (table, row, period)
        )
        return Decimal(found[column])

    def districts(self, name: str) -> list[dict[str, str]]:
        """The rows of a district (in each area), or of `area: district` that one alone."""
        area, _, district = name.rpartition(": ")
        return [
            line
            for line in self.missing
            if line["district"] == district and line["area"] in (area or line["area"])
        ]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Rebuilt:
    """The sample taken in and its profile made, by the commands that docs/lancashire.md shows."""
    folder = tmp_path_factory.mktemp("lancashire")
    store, out = folder / "store", folder / "profile"
    settings = ("--store", str(store), "--config", str(SAMPLE / "lscb.toml"))
    deliveries = sorted(str(path) for path in (SAMPLE / "returns").iterdir())
    assert run(["ingest", *settings, "--no-feedback", *deliveries]) == 0
    areas = [word for area in AREAS for word in ("--area", area)]
    assert run(["profile", *settings, *areas, "--date", DAY, "--out", str(out)]) == 0
    return Rebuilt(store, out)


def test_bands_are_not_published_beside_the_number_that_they_follow_from(rebuilt: Rebuilt) -> None:
    """The table of bands hid what the table of the number showed."""
    published = {line["table_id"] for line in read_csv(rebuilt.out / "publish" / "profile.csv")}
    assert "times_missing" in published
    assert "missing_episodes" not in published


def value_of(line: dict[str, str], rebuilt: Rebuilt) -> Decimal:
    """The rebuilt figure of a published line."""
    table, row, measure = line["table"], line["row"], line["measure"]
    if line["kind"] == "returns":
        return Decimal(_young_people_with(table, row, rebuilt.store))
    if table == "missing_from_home":
        numbers = [Decimal(each[measure]) for each in rebuilt.districts(row)]
        return max(numbers) if measure.startswith("highest") else sum(numbers, Decimal(0))
    if table == "referrals":
        of = measure.removeprefix("share_")
        return rebuilt.figure(table, of, "percent" if of != measure else "cases")
    column = "percent_of_all" if measure == "of_all" else measure
    return rebuilt.figure(table, row, column)


def _young_people_with(question: str, answer: str, store: Path) -> int:
    """How many were referred in the last six months with the answer, by area and identifier."""
    return len(
        {
            (row["area"], row["local_id"])
            for path in store.glob("sealed/*/records.parquet")
            for row in pq.read_table(path).to_pylist()
            if row[question] == answer and str(row["referral_date"]) >= "2021-10-01"
        }
    )


def lines_of(*kinds: str) -> list[str]:
    return [name for name, line in LINES.items() if line["kind"] in kinds]


@pytest.mark.parametrize("name", lines_of("exact", "returns"))
def test_a_published_number_is_that_of_the_sample(name: str, rebuilt: Rebuilt) -> None:
    assert value_of(LINES[name], rebuilt) == Decimal(LINES[name]["value"])


@pytest.mark.parametrize("name", lines_of("rounded"))
def test_a_published_share_is_that_of_the_sample_in_whole_per_cent(
    name: str, rebuilt: Rebuilt
) -> None:
    share = value_of(LINES[name], rebuilt)
    assert share.quantize(Decimal(1), ROUND_HALF_UP) == Decimal(LINES[name]["value"])


@pytest.mark.parametrize("name", lines_of("most"))
def test_what_is_said_of_most_holds_for_more_than_half(name: str, rebuilt: Rebuilt) -> None:
    assert value_of(LINES[name], rebuilt) > 50


@pytest.mark.parametrize("name", lines_of("largest"))
def test_what_is_said_to_be_most_frequent_is_the_largest_row(name: str, rebuilt: Rebuilt) -> None:
    line = LINES[name]
    rows = {
        each["row"]: int(each["cases"])
        for each in rebuilt.figures
        if (each["table_id"], each["period"]) == (line["table"], "last") and each["base"]
    }
    assert max(rows, key=lambda row: rows[row]) == line["row"]


def test_the_referrals_of_both_periods_are_in_the_published_range(rebuilt: Rebuilt) -> None:
    both = [rebuilt.figure("referrals", "referrals", "cases", at) for at in ("last", "before")]
    assert both == [658, 671]
    assert all(650 <= each <= 700 for each in both)


def test_each_line_is_compared_or_says_why_it_can_not_be_rebuilt() -> None:
    compared = set(lines_of("exact", "returns", "rounded", "most", "largest", "range"))
    assert set(LINES) - compared == set(lines_of(NOT_REBUILT))
    assert all(LINES[name]["why"] for name in lines_of(NOT_REBUILT))
    assert len(compared) == 34


def test_the_page_shows_each_rebuilt_figure_and_names_each_that_is_not(rebuilt: Rebuilt) -> None:
    shown = {cells[0]: cells for cells in _rows_of_page()}
    for name in lines_of("exact", "returns"):
        assert shown[name][2] == str(value_of(LINES[name], rebuilt))
    for name in lines_of("rounded", "most"):
        assert shown[name][2] == f"{value_of(LINES[name], rebuilt)}%"
    not_rebuilt = {name for first in shown for name in first.split(", ") if len(shown[first]) == 3}
    assert not_rebuilt == set(lines_of(NOT_REBUILT))


def _rows_of_page() -> Iterator[list[str]]:
    """The rows of its tables that begin with the name of a line."""
    text = (ROOT / "docs" / "lancashire.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| ([BE][0-9].*) \|$", text, re.MULTILINE):
        yield row.split(" | ")


def test_nothing_of_the_sample_is_refused(rebuilt: Rebuilt) -> None:
    problems = {
        row["code"]
        for path in rebuilt.store.glob("sealed/*/problems.parquet")
        for row in pq.read_table(path).to_pylist()
    }
    assert problems == {"identifier_twice"}
    returns = list((SAMPLE / "returns").rglob("*.*"))
    assert len(list(rebuilt.store.glob("sealed/*"))) == len(returns) == 21


def test_districts_and_highest_numbers_are_not_published(rebuilt: Rebuilt) -> None:
    published = rebuilt.out / "publish"
    texts = [path.read_text(encoding="utf-8") for path in published.rglob("*.csv")]
    assert texts
    assert not any("Eastern" in text or "highest" in text for text in texts)


def test_the_sample_is_what_its_script_writes(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "returns")
    shutil.copytree(ROOT / "data" / "sample", tmp_path / "sample", ignore=ignored)
    made = tmp_path / "sample" / "lancashire"
    subprocess.run([sys.executable, str(made / "make_lancashire.py")], check=True)
    for name in ("returns", "agencies.csv"):
        assert _contents(made / name) == _contents(SAMPLE / name)


def _contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in files}


def test_the_agencies_and_identifiers_are_seen_to_be_made_up() -> None:
    with (SAMPLE / "agencies.csv").open(encoding="utf-8", newline="") as file:
        names = [line["agency"] for line in csv.DictReader(file)]
    assert len(names) == 5
    assert all(name.endswith(" (sample)") for name in names)

"""A trend of three months published: movements and tables, alone and together."""

from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.years.publish_trend as of_trends
from pipeline.attack.facts import AuditError
from pipeline.configuration import PublishRules
from pipeline.publication import NotFitToPublish, fit_to_publish
from pipeline.publish_output import NotPublished
from pipeline.years.audit_trend import audit_trend
from pipeline.years.publish_trend import PublishedTrend, publish_trend, write_trend_csvs
from reports.disclosure.cells import CASES, Cell
from reports.disclosure.published import publish
from reports.figures import BASE
from reports.movements import Movements
from reports.trend import TrendReport
from schemas.areas import ENGLAND
from tests.disclosure.trends import country_trend, trend

RULES = PublishRules()
NORTH_EAST, LONDON = "E12000001", "E12000007"


@pytest.fixture(scope="module")
def report() -> TrendReport:
    return country_trend(seed=1, months=3, size=600, boards=20)


@pytest.fixture(scope="module")
def published(report: TrendReport) -> PublishedTrend:
    found = publish_trend(report, RULES)
    assert isinstance(found, PublishedTrend)
    return found


def test_a_trend_has_its_movements_and_the_tables_of_its_months(published: PublishedTrend) -> None:
    assert published.movements.movements.months == ("2010-04", "2010-05", "2010-06")
    assert [each.name for each in published.months] == ["2010-04", "2010-05", "2010-06"]
    assert published.without_tables == ()
    assert published.movements.movements.cases("2010-06", ENGLAND, "open_end") == "600"


def test_those_open_are_hidden_in_the_tables_and_in_the_movements_alike(
    published: PublishedTrend,
) -> None:
    for each in published.months:
        assert each.publication is not None
        hidden = {
            cell.place
            for cell in each.publication.pattern.cells
            if cell.question == CASES and cell.column == "total" and cell.row == BASE.code
        }
        of_movements = published.movements.movements.hidden_at_end(each.name)
        assert {place for place in hidden if place.startswith(("E92", "E12"))} == of_movements


def test_nothing_can_be_worked_out_of_the_files_of_a_trend(
    published: PublishedTrend, tmp_path: Path
) -> None:
    write_trend_csvs(tmp_path, published)
    finding = audit_trend(tmp_path, RULES.threshold, RULES.changed)
    assert [each.name for each in finding.months] == ["2010-04", "2010-05", "2010-06"]
    assert finding.movements.hidden > 0
    assert finding.is_clean


def test_what_the_movements_print_of_those_whom_the_tables_hide_is_found(
    published: PublishedTrend, tmp_path: Path
) -> None:
    write_trend_csvs(tmp_path, published)
    path = tmp_path / "months" / "2010-05" / "tables.csv"
    text = path.read_text(encoding="utf-8")
    shown = published.movements.movements.cases("2010-05", ENGLAND, "open_end")
    line = f"base,Cases with information,total,{shown},"
    assert f"England,{line}" in text
    path.write_text(
        text.replace(f"England,{line}", f"England,{line.replace(shown, 'c')}", 1), encoding="utf-8"
    )
    finding = audit_trend(tmp_path, RULES.threshold, RULES.changed)
    assert [each.unlike for each in finding.months] == [(), ("England",), ()]
    assert not finding.is_clean


def moved(folder: Path, published: PublishedTrend, month: str) -> None:
    """Writes the trend with the tables of April alone, as those of another month."""
    write_trend_csvs(folder, replace(published, months=published.months[:1]))
    (folder / "months" / "2010-04").rename(folder / "months" / month)


def test_movements_and_tables_that_say_different_numbers_are_refused(
    published: PublishedTrend, tmp_path: Path
) -> None:
    moved(tmp_path, published, "2010-05")
    with pytest.raises(AuditError, match="another number"):
        audit_trend(tmp_path, RULES.threshold, RULES.changed)


def test_tables_of_a_month_that_the_movements_do_not_have_are_refused(
    published: PublishedTrend, tmp_path: Path
) -> None:
    moved(tmp_path, published, "2012-04")
    with pytest.raises(AuditError, match="no such month"):
        audit_trend(tmp_path, RULES.threshold, RULES.changed)


def test_a_month_that_can_not_be_made_fit_has_its_movements_only(
    report: TrendReport, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def not_in_may(tables, *rest):  # type: ignore[no-untyped-def]
        if tables.day.month == 5:
            raise NotFitToPublish("")
        return publish(tables, False, RULES.threshold, rest[-1])

    monkeypatch.setattr(of_trends, "fit_to_publish", not_in_may)
    found = publish_trend(report, RULES)
    assert isinstance(found, PublishedTrend)
    assert found.without_tables == ("2010-05",)
    assert "2010-05" in found.months[1].why_not
    assert found.movements.movements.cases("2010-05", ENGLAND, "open_end") == "600"
    write_trend_csvs(tmp_path, found)
    months = tmp_path / "months"
    assert sorted(each.name for each in months.iterdir()) == ["2010-04", "2010-06"]


def test_whom_the_tables_of_a_month_hide_the_movements_hide_too(
    report: TrendReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if London's cases had to be hidden in April, for the sake of an answer."""
    london = Cell(LONDON, CASES, BASE.code)

    def with_london(tables, local, threshold, changed, earlier, keep):  # type: ignore[no-untyped-def]
        more = frozenset({london}) if tables.day.month == 4 else frozenset()
        return fit_to_publish(tables, local, threshold, changed, (), keep | more)

    monkeypatch.setattr(of_trends, "fit_to_publish", with_london)
    found = publish_trend(report, RULES)
    assert isinstance(found, PublishedTrend)
    assert found.without_tables == ()
    assert LONDON in found.movements.movements.hidden_at_end("2010-04")
    assert found.movements.movements.cases("2010-05", LONDON, "open_start") == "c"


def test_a_trend_with_a_month_of_very_few_is_not_published() -> None:
    many = {NORTH_EAST: Movements(open_start=30, ended=5, open_end=25)}
    few = {NORTH_EAST: Movements(open_start=25, ended=6, open_end=19)}
    found = publish_trend(trend([many, few], [{}, {}]), RULES)
    assert isinstance(found, NotPublished)
    assert "fewer than 20" in found.why

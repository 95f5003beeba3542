"""What `lscb trend` does, and what it prints."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.left_out import NOTHING, store_without
from pipeline.output import check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.publish_output import NOT_ASKED, NotPublished
from pipeline.releases.sealed import releases_of
from pipeline.returns import stored_returns
from pipeline.snapshot_command import files_lines
from pipeline.store import Store
from pipeline.years.over_time import Asked, NoReturnsInTime
from pipeline.years.period import Period, month_of, months_between
from pipeline.years.publish_trend import PublishedTrend, publish_trend
from pipeline.years.trend import take_trend
from pipeline.years.trend_output import write_trend
from reports.trend import TrendReport
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook

_STEPS = 12
_MONTHS_SHOWN = 12
"""How many months a trend has if none are named."""


@dataclass(frozen=True)
class TrendPlan:
    """Which months are counted (as 2010-04; None: the twelve up to the latest return), from which
    store as of which moment (None for now), where they go, whether they are published, and
    the sealed files that count as never received."""

    store: Path
    out: Path
    first: str | None = None
    last: str | None = None
    as_of: datetime | None = None
    publish: bool = True
    left_out: frozenset[str] = NOTHING


def make_trend(
    plan: TrendPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes the trend, and says what is in it.

    Raises NoPeriod for months that are none, and what store, output and disclosure control raise.
    """
    store = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    months = _months(plan, store, areas)
    asked = Asked(
        store, months[0].first, months[-1].last, plan.as_of, agencies=configuration.agencies
    )
    with progress_bar("trend", _STEPS, as_json) as tick:
        taken = take_trend(asked, months, areas, codebook, tick)
        publishing: PublishedTrend | NotPublished = NOT_ASKED
        if plan.publish:
            publishing = publish_trend(taken.report, configuration.publish, releases_of(store))
            tick("disclosure control")
        written = write_trend(
            plan.out,
            taken,
            publishing,
            areas,
            codebook,
            plan.as_of,
            configuration.agencies.identity,
            tick,
            left_out=plan.left_out,
        )
    _say(plan.out, taken.report, written, publishing, as_json)


def _months(plan: TrendPlan, store: Store, areas: Areas) -> tuple[Period, ...]:
    """The months named; without names the twelve up to that of the latest return, none before the
    first return."""
    if plan.first is not None and plan.last is not None:
        return months_between(plan.first, plan.last)
    days = [
        each.id.return_date
        for each in stored_returns(store.covers(), areas, plan.as_of).standing
        if areas.knows(each.area)
    ]
    if not days:
        raise NoReturnsInTime("The store has no return. Ingest returns first (`lscb ingest`).")
    last = plan.last or f"{max(days):%Y-%m}"
    if plan.first is not None:
        return months_between(plan.first, last)
    end = month_of(last).first
    at = end.year * 12 + end.month - _MONTHS_SHOWN
    earliest = max(f"{at // 12:04}-{at % 12 + 1:02}", f"{min(days):%Y-%m}")
    return months_between(min(earliest, last), last)


def _say(
    out: Path,
    report: TrendReport,
    written: Sequence[Path],
    publishing: PublishedTrend | NotPublished,
    as_json: bool,
) -> None:
    if as_json:
        months = report.series[0].months
        said: dict[str, object] = {
            "movements": {each.name: dict(each.movements[0].movements.lines()) for each in months},
            "sent_every_month": len(report.every_month),
            "not_every_month": len(report.not_every_month),
            "published": isinstance(publishing, PublishedTrend),
            "not_published": publishing.why if isinstance(publishing, NotPublished) else None,
            "files": [str(path) for path in written],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    for line in _lines(report):
        click.echo(line)
    for line in files_lines(
        out,
        written,
        publishing if isinstance(publishing, NotPublished) else _published(publishing),
    ):
        click.echo(line)


def _published(publishing: PublishedTrend) -> str:
    without = ", ".join(publishing.without_tables)
    left = f" Without tables: {without}; the page says why." if without else ""
    return (
        f"{publishing.hidden:,} of {publishing.shown:,} numbers hidden; why stands in "
        f"restricted/disclosure.csv.{left}"
    )


def _lines(report: TrendReport) -> Iterator[str]:
    yield f"{'month':10}{'open':>8}{'new':>8}{'back':>8}{'ended':>8}{'unknown':>9}{'sent all':>10}"
    by_series = {each.series: each.months for each in report.series}
    for each, every in zip(by_series["all"], by_series["sent_every_month"], strict=True):
        england, same = each.movements[0].movements, every.movements[0].movements
        yield (
            f"{each.name:10}{england.open_end:>8,}{england.new:>8,}{england.came_back:>8,}"
            f"{england.ended:>8,}{england.unknown:>9,}{same.open_end:>10,}"
        )
    yield "Open at the end of the month; 'sent all': those of agencies that sent in every month."

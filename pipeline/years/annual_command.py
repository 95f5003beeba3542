"""What `lscb annual` and `lscb annual collate` do, and what they print."""

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
from pipeline.releases.sealed import SealedRelease, releases_of
from pipeline.snapshot_command import files_lines, hidden_sentence
from pipeline.years.annual_output import write_annual, write_collated
from pipeline.years.collating import Collated, collate
from pipeline.years.over_time import Asked
from pipeline.years.period import Period, year_of
from pipeline.years.publish_year import PublishedYearTables, publish_year
from pipeline.years.year import take_year
from reports.movements import Movements
from reports.year import YearReport
from schemas.areas import Areas, load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.text import plural

_STEPS = 9
_BOARDS_OWN = NotPublished(
    "a board's own return goes to the centre with true counts. Take the year of all boards, "
    "without --area, to publish."
)


@dataclass(frozen=True)
class AnnualPlan:
    """Which year is counted, of which board (as written; None for all), from which store as of
    which moment (None for now), where it goes, whether it is published, and the sealed files that
    count as never received."""

    store: Path
    out: Path
    year: str
    area: str | None = None
    as_of: datetime | None = None
    publish: bool = True
    left_out: frozenset[str] = NOTHING


@dataclass(frozen=True)
class CollatePlan:
    """The boards' return files (or folders with them), where the year goes, the store whose own
    count is held against them (None for none), whether it is published, and the sealed files of
    that store that count as never received."""

    paths: Sequence[Path]
    out: Path
    against: Path | None = None
    publish: bool = True
    left_out: frozenset[str] = NOTHING


def make_annual(
    plan: AnnualPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes the year, and says what is in it.

    Raises NoPeriod for a year that is none, UserError for an area that is none, and what store,
    output and disclosure control raise.
    """
    year = year_of(plan.year)
    store = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    board = None if plan.area is None else _board(plan.area, year, areas)
    asked = Asked(store, year.first, year.last, plan.as_of, board, configuration.agencies)
    with progress_bar("annual", _STEPS, as_json) as tick:
        taken = take_year(asked, year, areas, codebook, tick)
        releases = releases_of(store)
        publishing = _publishing(plan.publish, board, taken.report, configuration, releases)
        tick("disclosure control")
        written = write_annual(
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


def collate_returns(
    plan: CollatePlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes the year that boards' own returns make together, and says what is in it."""
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    against = None
    if plan.against is not None:
        check_outside(plan.against, plan.out)
        against = store_without(plan.against, plan.left_out)
    with progress_bar("annual", _STEPS, as_json) as tick:
        collated = collate(plan.paths, areas, codebook, against, configuration.agencies)
        tick("returns")
        publishing = _publishing(plan.publish, None, collated.report, configuration)
        tick("disclosure control")
        written = write_collated(
            plan.out, collated, publishing, against is not None, tick, left_out=plan.left_out
        )
    _say(plan.out, collated.report, written, publishing, as_json, collated, against is not None)


def _publishing(
    wanted: bool,
    board: str | None,
    report: YearReport,
    configuration: Configuration,
    releases: Sequence[SealedRelease] = (),
) -> PublishedYearTables | NotPublished:
    if not wanted:
        return NOT_ASKED
    return _BOARDS_OWN if board else publish_year(report, configuration.publish, releases)


def _board(text: str, year: Period, areas: Areas) -> str:
    """The code of the board that a text names, at the end of the year."""
    code = areas.code_of(text, year.last)
    if code in areas.nations:
        raise UserError("--area names a place outside England, which is not counted.")
    if code is None or areas.place_on(code, year.last).region is None:
        raise UserError(
            f"--area names no local authority or board of England on {year.last}. Write its name, "
            "3-digit code or GSS code as in the returns."
        )
    return areas.place_on(code, year.last).code


def _say(
    out: Path,
    report: YearReport,
    written: Sequence[Path],
    publishing: PublishedYearTables | NotPublished,
    as_json: bool,
    collated: Collated | None = None,
    against: bool = False,
) -> None:
    movements = report.movements[0].movements
    differences = collated.differences if collated else ()
    if as_json:
        said: dict[str, object] = {
            "year": report.name,
            "movements": dict(movements.lines()),
            "missing": list(report.missing),
            **({"differences": len(differences)} if collated else {}),
            "published": isinstance(publishing, PublishedYearTables),
            "not_published": publishing.why if isinstance(publishing, NotPublished) else None,
            "files": [str(path) for path in written],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    for line in _lines(movements):
        click.echo(line)
    for line in _said_beside(report):
        click.echo(line)
    if collated:
        for line in _said_of_files(collated, against):
            click.echo(line)
    for line in files_lines(
        out,
        written,
        publishing if isinstance(publishing, NotPublished) else hidden_sentence(publishing.tables),
    ):
        click.echo(line)


def _said_beside(report: YearReport) -> Iterator[str]:
    movements = report.movements[0].movements
    if movements.not_confirmed:
        yield (
            "Open on 31 March, but shown by no return of the last 31 days: "
            f"{movements.not_confirmed:,}."
        )
    if report.board is not None and not any(each.sent for each in report.sending):
        yield "No return is dated in the year: what was said before still stands."
    if report.refused_rows:
        rows = plural(report.refused_rows, "refused row")
        yield f"Not counted: {rows} of the year's returns. Have them mended."
    if report.missing:
        boards = plural(len(report.missing), "board")
        yield f"No return is dated in the year for {boards}; restricted/missing.csv names them."


def _said_of_files(collated: Collated, against: bool) -> Iterator[str]:
    yield f"{plural(len(collated.files), 'board')} sent an annual return."
    if collated.without_file:
        yield (
            f"None came from {len(collated.without_file):,} authorities; "
            "restricted/without-return.csv names them."
        )
    if not against:
        return
    of_one = [each for each in collated.differences if None in (each.board, each.centre)]
    figures = len(collated.differences) - len(of_one)
    if figures:
        yield (
            f"{plural(figures, 'figure')} of the boards' returns differ from the store's own "
            "count; restricted/differences.csv lists them."
        )
    else:
        yield "No figure of the boards' returns differs from the store's own count."
    if of_one:
        yield (
            f"{plural(len(of_one), 'board')} are in the store and sent no annual return, or the "
            "other way round; restricted/differences.csv names them."
        )


def _lines(movements: Movements) -> Iterator[str]:
    for label, number in (
        ("open on 1 April", movements.open_start),
        ("new", movements.new),
        ("came back", movements.came_back),
        ("ended", movements.ended),
        ("unknown", movements.unknown),
        ("open on 31 March", movements.open_end),
        ("young people", movements.individuals),
    ):
        yield f"{label:20}{number:>10,}"

"""`lscb annual` and `lscb trend`: the year and the months."""

from datetime import datetime
from pathlib import Path

import click

from pipeline.cli_options import (
    AnyPath,
    as_of_option,
    config_option,
    json_option,
    leave_out_option,
    no_publish_option,
    out_option,
    store_option,
)

_OUT_HELP = "The folder to write; one that lscb made before is replaced whole."


@click.group(
    invoke_without_command=True,
    epilog="Example:  lscb annual --year 2010-11 --area York --out out/annual-2010-11",
)
@click.option("--year", help="The year from 1 April to 31 March, as 2010-11.")
@click.option("--area", help="A board, for its own return: name, 3-digit code or GSS code.")
@click.option("--out", type=AnyPath(), help=_OUT_HELP)
@store_option
@leave_out_option
@as_of_option
@no_publish_option
@config_option
@json_option
@click.pass_context
def annual(
    context: click.Context,
    year: str | None,
    area: str | None,
    out: Path | None,
    store: Path,
    left_out: frozenset[str],
    as_of: datetime | None,
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """The annual return of a board (--area), or of all boards: who was worked with, who came, who
    went, who is unknown, each young person once in an area, with all tables.

    `lscb annual collate` puts boards' own returns together.
    """
    if context.invoked_subcommand is not None:
        if year or area or out or as_of or left_out or not publish:
            raise click.UsageError("Write the options after `collate`.")
        return 0
    if year is None or out is None:
        raise click.UsageError("Name the year by --year 2010-11 and the folder by --out.")
    from pipeline.configuration import configured
    from pipeline.years.annual_command import AnnualPlan, make_annual

    plan = AnnualPlan(store, out, year, area, as_of, publish, left_out)
    make_annual(plan, as_json, configured(config))
    return 0


@annual.command(epilog="Example:  lscb annual collate returns-of-boards --out out/annual-2010-11")
@click.argument("paths", nargs=-1, required=True, type=AnyPath(), metavar="PATH...")
@out_option
@click.option(
    "--against",
    type=AnyPath(),
    help="A store whose own count of each board is held against the board's return.",
)
@leave_out_option
@no_publish_option
@config_option
@json_option
def collate(
    paths: tuple[Path, ...],
    out: Path,
    against: Path | None,
    left_out: frozenset[str],
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Put boards' own annual returns together, where the centre has no records: sums, checks,
    differences and missing boards.  PATH is an annual-return file, or a folder with such files."""
    from pipeline.configuration import configured
    from pipeline.years.annual_command import CollatePlan, collate_returns

    if left_out and against is None:
        raise click.UsageError("Name the store from which a file is left out, by --against.")
    plan = CollatePlan(paths, out, against, publish, left_out)
    collate_returns(plan, as_json, configured(config))
    return 0


@click.command(epilog="Example:  lscb trend --from 2010-04 --to 2011-06 --out out/trend")
@click.option("--from", "first", metavar="MONTH", help="The first month, as 2010-04.")
@click.option("--to", "last", metavar="MONTH", help="The last month, as 2011-06.")
@out_option
@store_option
@leave_out_option
@as_of_option
@no_publish_option
@config_option
@json_option
def trend(
    first: str | None,
    last: str | None,
    out: Path,
    store: Path,
    left_out: frozenset[str],
    as_of: datetime | None,
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Month by month: open, new, ended, unknown, and each question's shares, by region, board and
    type of agency; also for those agencies alone that sent every month.

    Without --from and --to the twelve months up to that of the latest return.
    """
    from pipeline.configuration import configured
    from pipeline.years.trend_command import TrendPlan, make_trend

    plan = TrendPlan(store, out, first, last, as_of, publish, left_out)
    make_trend(plan, as_json, configured(config))
    return 0

"""`lscb profile`: the pages that a board's meeting reads."""

from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli_options import (
    Day,
    as_of_option,
    config_option,
    json_option,
    leave_out_option,
    no_publish_option,
    out_option,
    store_option,
)


@click.command(
    epilog='Example:  lscb profile --area "Blackburn with Darwen" --date 2021-03-31 --out out/bwd'
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    required=True,
    help="An authority, joint board or region, or England; may be named again.",
)
@click.option("--date", "day", type=Day(), required=True, help="The last day of the six months.")
@out_option
@store_option
@leave_out_option
@as_of_option
@no_publish_option
@config_option
@json_option
def profile(
    areas: tuple[str, ...],
    day: date,
    out: Path,
    store: Path,
    left_out: frozenset[str],
    as_of: datetime | None,
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """The profile of an area, or of several: who was referred in the last six months and the six
    before, by whom and what followed, beside its region and England; who goes missing from home.

    As pages that print on A4, a workbook and a csv, with true counts into restricted/, and fit to
    leave the building into publish/.
    """
    from pipeline.configuration import configured
    from pipeline.profiles.command import ProfilePlan, make_profile

    plan = ProfilePlan(store, out, day, areas, as_of, publish, left_out)
    make_profile(plan, as_json, configured(config))
    return 0

"""`lscb tables`: an analyst's own tables."""

from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli_options import (
    EXCLUDE,
    AnyPath,
    as_of_option,
    config_option,
    day_option,
    json_option,
    leave_out_option,
    max_age_option,
    out_option,
    potential_option,
    publish_options,
    store_option,
)


@click.command(
    epilog="Example:  lscb tables gender-by-ethnicity.toml --date 2011-06-06 --out out/own-tables"
)
@click.argument("file", type=AnyPath())
@day_option
@out_option
@store_option
@leave_out_option
@max_age_option
@as_of_option
@potential_option
@publish_options
@config_option
@json_option
def tables(
    file: Path,
    day: date,
    out: Path,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    potential: str,
    local_tables: bool,
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Your own tables of a day: any question by any other by place, as FILE declares them in a few
    lines each; with true counts into restricted/, and fit to leave the building into publish/."""
    from pipeline.configuration import configured
    from pipeline.own_tables_command import OwnPlan, make_own_tables
    from pipeline.snapshot_command import SnapshotPlan

    counted = SnapshotPlan(
        store, out, day, max_age, as_of, potential == EXCLUDE, publish, local_tables, left_out
    )
    plan = OwnPlan(file, counted)
    make_own_tables(plan, as_json, configured(config))
    return 0

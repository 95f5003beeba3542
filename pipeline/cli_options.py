"""The kinds of value and the options that commands share."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pipeline.returns import MAX_AGE_DAYS

_DEFAULT_STORE = "lscb-store"
INCLUDE, EXCLUDE = "include", "exclude"
"""What `--potential` may say of possible duplicates."""


class Day(click.ParamType[date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail("write the date as 2011-06-06.", param, ctx)


class AnyPath(click.ParamType[Path]):
    """A path that is not empty: an empty one would mean the current folder."""

    name = "path"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        if not str(value).strip():
            self.fail("the path is empty.", param, ctx)
        return Path(str(value))


class Moment(click.ParamType[datetime]):
    name = "timestamp"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            self.fail("write the moment as 2011-07-01T12:00:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


store_option = click.option(
    "--store",
    type=AnyPath(),
    envvar="LSCB_STORE",
    default=_DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The folder that holds what was ingested; made on first use.",
)


def _ids(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> frozenset[str]:
    return frozenset(value)


leave_out_option = click.option(
    "--leave-out",
    "left_out",
    metavar="ID",
    multiple=True,
    callback=_ids,
    help="Count as if this sealed file had never been received: one that is damaged, by its ID as "
    "the message and `lscb verify` print it.  May be named again.",
)
config_option = click.option(
    "--config",
    type=AnyPath(),
    envvar="LSCB_CONFIG",
    show_envvar=True,
    help="What your board sets for itself; lscb.toml in the current folder, where there is one, if "
    "none is named.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


drafts_option = click.option(
    "--drafts",
    type=AnyPath(),
    help="A folder to write a drafted mapping to for each refused file that one could help.",
)

day_option = click.option(
    "--date", "day", type=Day(), required=True, help="The day to count, as 2011-06-06."
)
out_option = click.option(
    "--out",
    type=AnyPath(),
    required=True,
    help="The folder to write; one that lscb made before is replaced whole.",
)
as_of_option = click.option(
    "--as-of", type=Moment(), help="Count what the store held at this moment (UTC unless it says)."
)
max_age_option = click.option(
    "--max-age",
    type=click.IntRange(0, 3660),
    metavar="DAYS",
    default=MAX_AGE_DAYS,
    show_default=True,
    help="How many days before the day counted a return may be dated.",
)
potential_option = click.option(
    "--potential",
    type=click.Choice([INCLUDE, EXCLUDE]),
    default=INCLUDE,
    show_default=True,
    help="Whether to count possible duplicates apart, or to leave them out as the 2011 study did.",
)
_local_tables_option = click.option(
    "--local-tables",
    is_flag=True,
    help="Publish the tables of each authority and board too, not only its number of cases. Takes "
    "longer, and hides more.",
)
no_publish_option = click.option(
    "--no-publish",
    "publish",
    flag_value=False,
    default=True,
    type=bool,
    help="Write the restricted tables alone.",
)


def publish_options(command: Callable[..., object]) -> Callable[..., object]:
    """What of a snapshot is published."""
    return _local_tables_option(no_publish_option(command))


feedback_option = click.option(
    "--feedback",
    type=AnyPath(),
    help="The folder for the feedback on each return; beside the store, STORE-feedback, if none is "
    "named.",
)

"""`lscb check`, `ingest` and `status`: the returns that agencies sent."""

from datetime import date
from pathlib import Path

import click

from pipeline.cli_options import (
    AnyPath,
    Day,
    config_option,
    drafts_option,
    feedback_option,
    json_option,
    leave_out_option,
    store_option,
)

DONE, SOME_REFUSED = 0, 1


@click.command(epilog="Example:  lscb check returns/2011-06/york.xlsx --mapping mappings/york.toml")
@click.argument("files", nargs=-1, required=True, type=AnyPath(), metavar="FILE...")
@click.option("--mapping", type=AnyPath(), help="A local mapping to try on all the files.")
@drafts_option
@click.option(
    "--out",
    type=AnyPath(),
    help="A folder to write the feedback on each return to; one that lscb made is replaced whole.",
)
@config_option
@json_option
def check(
    files: tuple[Path, ...],
    mapping: Path | None,
    drafts: Path | None,
    out: Path | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Validate returns (files, folders or zips): how each was understood, and every problem.
    Stores nothing."""
    from pipeline.commands import check_files
    from pipeline.configuration import configured

    refused = check_files(files, mapping, drafts, out, as_json, configuration=configured(config))
    return SOME_REFUSED if refused else DONE


@click.command(epilog="Example:  lscb ingest returns/2011-06 --store my-store")
@click.argument("paths", nargs=-1, required=True, type=AnyPath(), metavar="PATH...")
@store_option
@leave_out_option
@drafts_option
@feedback_option
@click.option("--no-feedback", is_flag=True, help="Write no feedback.")
@click.option("--again", is_flag=True, help="Also files from which rows were erased.")
@config_option
@json_option
def ingest(
    paths: tuple[Path, ...],
    store: Path,
    left_out: frozenset[str],
    drafts: Path | None,
    feedback: Path | None,
    no_feedback: bool,
    again: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Read, validate and store returns, and write what goes back to each agency.  Each PATH, a
    folder, a zip or a file, is one delivery; a later delivery's return for the same agency, area
    and return date replaces the earlier one."""
    from pipeline.commands import ingest_paths
    from pipeline.configuration import configured
    from pipeline.feedback_command import default_feedback

    where = None if no_feedback else feedback or default_feedback(store)
    refused = ingest_paths(
        paths,
        store,
        drafts,
        where,
        as_json,
        configuration=configured(config),
        again=again,
        left_out=left_out,
    )
    return SOME_REFUSED if refused else DONE


@click.command(epilog="Example:  lscb status --month 2011-06 --page out/status.html")
@store_option
@leave_out_option
@config_option
@click.option(
    "--month",
    metavar="MONTH",
    help="Only this month of return dates, as 2011-06; in place of --from and --to.",
)
@click.option("--from", "first", metavar="MONTH", help="From this month on.")
@click.option("--to", "last", metavar="MONTH", help="To this month.")
@click.option("--on", type=Day(), help="As it stood on this day; today if none is named.")
@click.option("--page", type=AnyPath(), help="A file to write the status to as a page (HTML).")
@click.option(
    "--chase",
    type=AnyPath(),
    help="A folder to write a short text to for each agency that is late, missing or has something "
    "to mend in the last month; a folder that lscb made is replaced whole.",
)
@json_option
def status(
    store: Path,
    left_out: frozenset[str],
    config: Path | None,
    month: str | None,
    first: str | None,
    last: str | None,
    on: date | None,
    page: Path | None,
    chase: Path | None,
    as_json: bool,
) -> int:
    """Who sent, who is late, who is missing and how complete it is, by agency, area and month."""
    from pipeline.configuration import configured
    from pipeline.status_command import show_status, span_of

    months = span_of(month, first, last)
    show_status(store, as_json, months, on, page, chase, configured(config), left_out)
    return DONE

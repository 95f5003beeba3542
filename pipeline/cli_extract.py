"""`lscb extract`: one line a young person, for a researcher."""

from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli_options import (
    as_of_option,
    config_option,
    day_option,
    json_option,
    leave_out_option,
    max_age_option,
    out_option,
    store_option,
)


@click.command(
    epilog="Example:  lscb extract --date 2011-06-06 --questions age,gender,disability "
    "--out out/extract"
)
@day_option
@out_option
@click.option(
    "--questions",
    multiple=True,
    metavar="NAMES",
    help="Only these questions, as age,gender; all but dates and districts, if none is named.",
)
@click.option("--with-area", is_flag=True, help="With each young person's area and district.")
@click.option("--with-dates", is_flag=True, help="With dates; of a date of birth the month.")
@click.option("--with-agency-type", is_flag=True, help="With the type of the agency.")
@click.option(
    "--with-forms",
    is_flag=True,
    help="With the versions of the form that tell of the young person.",
)
@store_option
@leave_out_option
@max_age_option
@as_of_option
@config_option
@json_option
def extract(
    day: date,
    out: Path,
    questions: tuple[str, ...],
    with_area: bool,
    with_dates: bool,
    with_agency_type: bool,
    with_forms: bool,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """One line for each young person that a snapshot of the day counts, for a researcher: under
    pseudonyms that are new each time, without local identifiers, and without dates and areas below
    the region unless they are asked for.  RESTRICTED: a line can still be recognised."""
    from pipeline.configuration import configured
    from pipeline.extract import QuestionsError
    from pipeline.extract_command import ExtractPlan, run_extract

    names = tuple(name.strip() for text in questions for name in text.split(","))
    named = tuple(name for name in names if name)
    if questions and not named:
        raise QuestionsError("--questions names no question. Write them as age,gender.")
    plan = ExtractPlan(
        store,
        out,
        day,
        max_age,
        as_of,
        named,
        with_area,
        with_dates,
        with_agency_type,
        with_forms,
        left_out,
    )
    run_extract(plan, as_json, configured(config))
    return 0

"""`lscb duplicates`: possible duplicates found, decided by people, and explained."""

from datetime import date, datetime
from pathlib import Path

import click

from pipeline.cli_options import (
    AnyPath,
    Day,
    Moment,
    config_option,
    day_option,
    json_option,
    leave_out_option,
    max_age_option,
    out_option,
    store_option,
)

DONE, SOME_REFUSED = 0, 1

as_of_option = click.option(
    "--as-of", type=Moment(), help="What the store held at this moment (UTC unless it says)."
)
area_option = click.option(
    "--area", metavar="AREA", help="Only this area, by its name or code; all areas, if not named."
)
who_option = click.option(
    "--who", metavar="NAME", help="Who decided, where the file does not say it."
)


@click.group()
def duplicates() -> None:
    """Possible duplicates: young people of one area who may be the same.  lscb finds the pairs
    and says why; people decide.

    \b
      lscb duplicates find --date 2011-06-06 --out out/review
      (fill in review.xlsx)
      lscb duplicates decide out/review/review.xlsx
      lscb snapshot --date 2011-06-06 --out out/2011-06
    """


@duplicates.command(epilog="Example:  lscb duplicates find --date 2011-06-06 --out out/review")
@day_option
@out_option
@area_option
@store_option
@leave_out_option
@max_age_option
@as_of_option
@config_option
@json_option
def find(
    day: date,
    out: Path,
    area: str | None,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """List the pairs of young people of an area who may be one, the likeliest first, with the
    reasons: a workbook to review, CSV and JSON."""
    from pipeline.configuration import configured
    from pipeline.duplicates.find_command import FindPlan, find_duplicates

    plan = FindPlan(store, out, day, area, max_age, as_of, left_out)
    find_duplicates(plan, as_json, configured(config))
    return DONE


@duplicates.command(
    epilog="Example:  lscb duplicates decide out/review/review.xlsx --who 'A Jones'"
)
@click.argument("file", type=AnyPath())
@who_option
@store_option
@leave_out_option
@config_option
@json_option
def decide(
    file: Path,
    who: str | None,
    store: Path,
    left_out: frozenset[str],
    config: Path | None,
    as_json: bool,
) -> int:
    """Take the decisions in FILE, a review workbook that was filled in or a CSV, into the store.
    All of them or, where two contradict each other, none."""
    from pipeline.configuration import configured
    from pipeline.duplicates.decide_command import decide_file

    decide_file(file, who, store, as_json, configured(config), left_out)
    return DONE


@duplicates.command(epilog="Example:  lscb duplicates decided --date 2011-06-06")
@click.option("--date", "day", type=Day(), help="Say how each stands on this day.")
@area_option
@store_option
@leave_out_option
@max_age_option
@as_of_option
@config_option
@json_option
def decided(
    day: date | None,
    area: str | None,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """List the decisions in the store and, with --date, how each stands on that day."""
    from pipeline.configuration import configured
    from pipeline.duplicates.decided_command import DecidedPlan, list_decided

    plan = DecidedPlan(store, day, area, max_age, as_of, left_out)
    list_decided(plan, as_json, configured(config))
    return DONE


@duplicates.command(
    "take-back", epilog="Example:  lscb duplicates take-back 12 --who 'A Jones' --why 'twins'"
)
@click.argument("number", type=click.IntRange(min=1))
@click.option("--who", metavar="NAME", required=True, help="Who takes it back.")
@click.option("--why", metavar="TEXT", default="", help="Why.")
@store_option
@leave_out_option
@config_option
@json_option
def take_back(
    number: int,
    who: str,
    why: str,
    store: Path,
    left_out: frozenset[str],
    config: Path | None,
    as_json: bool,
) -> int:
    """Take back the decision NUMBER; `lscb duplicates decided` lists them."""
    from pipeline.configuration import configured
    from pipeline.duplicates.decide_command import take_back_decision

    take_back_decision(number, who, why, store, as_json, configured(config), left_out)
    return DONE


@duplicates.command(epilog="Example:  lscb duplicates explain 'Blackburn with Darwen' 123")
@click.argument("area", metavar="AREA")
@click.argument("identifier", metavar="ID")
@click.option("--date", "day", type=Day(), help="The day; the latest return date if not named.")
@store_option
@leave_out_option
@max_age_option
@as_of_option
@config_option
@json_option
def explain(
    area: str,
    identifier: str,
    day: date | None,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Say how the records with identifier ID in AREA became young people: which were merged and
    why, which were kept apart and why, and whom else they may be."""
    from pipeline.configuration import configured
    from pipeline.duplicates.explain_command import ExplainPlan, explain_young_person

    plan = ExplainPlan(store, area, identifier, day, max_age, as_of, left_out)
    explain_young_person(plan, as_json, configured(config))
    return DONE

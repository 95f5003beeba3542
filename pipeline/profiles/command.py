"""What `lscb profile` does, and what it prints."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.left_out import NOTHING, store_without
from pipeline.output import check_outside, check_replaceable
from pipeline.profiles.output import write_profile
from pipeline.profiles.places import area_asked
from pipeline.profiles.publish import ProfileToPublish, publish_profile
from pipeline.profiles.take_profile import take_profile
from pipeline.progress import progress_bar
from pipeline.publish_output import NOT_ASKED, NotPublished
from pipeline.releases.sealed import releases_of
from pipeline.snapshot_command import files_lines
from reports.profile_published_wording import how_many_hidden
from reports.profile_tables import PERIODS, ProfileReport
from reports.profile_wording import PERIOD_LABELS
from reports.wording import long_date
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.text import plural

_STEPS = 7


@dataclass(frozen=True)
class ProfilePlan:
    """Which areas (as written), up to which day, from which store as of which moment (None for
    now), where it goes, whether it is published, and the sealed files that count as never
    received."""

    store: Path
    out: Path
    day: date
    areas: Sequence[str]
    as_of: datetime | None = None
    publish: bool = True
    left_out: frozenset[str] = NOTHING


def make_profile(
    plan: ProfilePlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes the profile, and says what is in it.

    Raises UserError for areas that are none or can't stand together, NoReturnsInTime without
    returns, and what store, output and disclosure control raise.
    """
    store = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    areas, codebook = load_areas(), load_codebook()
    asked = [area_asked(each, areas, plan.day) for each in plan.areas]
    with progress_bar("profile", _STEPS, as_json) as tick:
        taken = take_profile(
            store,
            asked,
            plan.day,
            areas,
            codebook,
            as_of=plan.as_of,
            agencies=configuration.agencies,
            progress=tick,
        )
        publishing: ProfileToPublish | NotPublished = NOT_ASKED
        if plan.publish:
            publishing = publish_profile(taken.report, configuration.publish, releases_of(store))
        tick("disclosure control")
        written = write_profile(
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
    if as_json:
        click.echo(_json(taken.report, publishing, written))
        return
    for line in (*_lines(taken.report), *files_lines(plan.out, written, _published(publishing))):
        click.echo(line)


def _published(publishing: ProfileToPublish | NotPublished) -> str | NotPublished:
    if isinstance(publishing, NotPublished):
        return publishing
    return f"{how_many_hidden(publishing.profile)} Why stands in restricted/disclosure.csv."


def _lines(report: ProfileReport) -> Iterator[str]:
    for period in PERIODS:
        span = report.span(period)
        yield f"{PERIOD_LABELS[period]}: {long_date(span.first)} to {long_date(span.last)}"
    yield f"{'':28}{'referrals':>11}{'before':>9}{'young people':>15}{'before':>9}"
    for place in report.places:
        last, before = (report.referrals_of(place.key, period) for period in PERIODS)
        yield (
            f"{place.name:28}{last.referrals:>11,}{before.referrals:>9,}"
            f"{last.young_people:>15,}{before.young_people:>9,}"
        )
    undated = sum(
        report.referrals_of(each.key, period).undated
        for each in report.places
        if each.kind == "area"
        for period in PERIODS
    )
    if undated:
        people = "1 young person" if undated == 1 else f"{undated:,} young people"
        yield f"Without any day, and so in no figure: {people}."
    if report.refused_rows:
        yield f"Not counted: {plural(report.refused_rows, 'refused row')}. Have them mended."


def _json(
    report: ProfileReport, publishing: ProfileToPublish | NotPublished, written: Sequence[Path]
) -> str:
    said = {
        "date": report.day.isoformat(),
        "places": [
            {
                "code": place.key,
                "name": place.name,
                "kind": place.kind,
                **{
                    period: {"referrals": of.referrals, "young_people": of.young_people}
                    for period in PERIODS
                    for of in (report.referrals_of(place.key, period),)
                },
            }
            for place in report.places
        ],
        "refused_rows": report.refused_rows,
        "published": isinstance(publishing, ProfileToPublish),
        "not_published": publishing.why if isinstance(publishing, NotPublished) else None,
        "files": [str(path) for path in written],
    }
    return json.dumps(said, indent=2, ensure_ascii=True)

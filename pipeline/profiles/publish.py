"""A profile made fit to leave the building."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.profile import PROFILE, attack_profiles, profile_lines
from pipeline.configuration import PublishRules
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import LEAST_PUBLISHED, NotPublished
from pipeline.releases.held_together import HeldRelease
from reports.disclosure.cells import Cell, is_local
from reports.disclosure.profile import HOW_OFTEN, ProtectedPeriod, protected_period, referrals_of
from reports.disclosure.published import DisclosureLine
from reports.profile_csv import profile_csv
from reports.profile_published import PublishedProfile, WhatIsPublished, published_profile
from reports.profile_shown import At
from reports.profile_tables import PERIODS, PeriodName, ProfileReport

_REFERRALS = "referrals"
_FAULT = "Take the profile with --no-publish, and tell the makers of lscb."


@dataclass(frozen=True)
class ProfileToPublish:
    """A profile after disclosure control, why each hidden figure is, by period, the cells hidden,
    and the names of the releases to whose patterns it keeps."""

    profile: PublishedProfile
    lines: Mapping[PeriodName, tuple[DisclosureLine, ...]]
    kept_to: tuple[str, ...]


def publish_profile(
    report: ProfileReport, rules: PublishRules, releases: Sequence[HeldRelease] = ()
) -> ProfileToPublish | NotPublished:
    """The profile after disclosure control, looked at as an attacker would.

    What a sealed release of a period's last day hides of a place is hidden of its referrals too.
    Of a place and period with fewer than LEAST_PUBLISHED young people nothing is published; tables
    of which something could be worked out all the same are left out.  Raises NotFitToPublish where
    that does not help.
    """
    places = _places(report)
    asked = {each.key for each in report.places if each.kind == "area"}
    if not asked & {key for key, _ in places}:
        return NotPublished(
            f"fewer than {LEAST_PUBLISHED} young people were referred in either period, so any "
            "table would tell of each of them."
        )
    regions = _regions(report)
    kept = {period: _kept(report, period, releases) for period in PERIODS}
    periods = {
        period: protected_period(report.counted[period], regions, rules.threshold, keep)
        for period, (keep, _) in kept.items()
        if any(of == period for _, of in places)
    }
    what = WhatIsPublished(
        periods, places, frozenset(), LEAST_PUBLISHED, rules.threshold, rules.contact
    )
    if not _has_an_area(asked, what):
        return NotPublished("the number of referrals can't be shown of any of the areas.")
    shown = _attacked(report, what)
    return ProfileToPublish(
        profile=shown,
        lines={period: _lines(of, report) for period, of in periods.items()},
        kept_to=tuple(dict.fromkeys(name for _, names in kept.values() for name in names)),
    )


def check_published_profile(folder: Path, threshold: int) -> None:
    """Audits the profile in `folder` (publish/), from its file.  Raises NotFitToPublish."""
    text = (folder / PROFILE).read_text(encoding="utf-8")
    for finding in _findings(text, threshold):
        if finding.found:
            raise _not_fit(finding)


def _places(report: ProfileReport) -> frozenset[At]:
    """The places and periods of which something is published; areas together where each is."""
    enough = {
        (each.key, period)
        for each in report.places
        for period in PERIODS
        if report.referrals_of(each.key, period).young_people >= LEAST_PUBLISHED
    }
    return frozenset(
        (each.key, period)
        for each in report.places
        for period in PERIODS
        if (each.key, period) in enough
        and (each.kind != "together" or all((code, period) in enough for code in each.codes))
    )


def _regions(report: ProfileReport) -> frozenset[str]:
    """The regions of the areas asked for, where these are authorities or boards."""
    asked = {code for each in report.places if each.kind == "area" for code in each.codes}
    return frozenset(
        each.geography.region
        for of in report.counted.values()
        for each in of.referrals.tables
        if is_local(each.geography) and each.geography.code in asked and each.geography.region
    )


def _kept(
    report: ProfileReport, period: PeriodName, releases: Iterable[HeldRelease]
) -> tuple[frozenset[Cell], list[str]]:
    """What the releases of a period's last day hid, and their names."""
    day = report.span(period).last
    of_day = [each for each in releases if each.is_snapshot and each.day == day]
    return frozenset(cell for each in of_day for cell in each.pattern), [
        each.name for each in of_day
    ]


def _has_an_area(asked: Iterable[str], what: WhatIsPublished) -> bool:
    return any(
        (code, period) in what.places and referrals_of(of, code)
        for code in asked
        for period, of in what.periods.items()
    )


def _attacked(report: ProfileReport, what: WhatIsPublished) -> PublishedProfile:
    """The profile without tables of which something could be worked out."""
    while True:
        shown = published_profile(report, what)
        findings = _findings(profile_csv(shown), what.threshold)
        found = [each for finding in findings for each in finding.found]
        if not found:
            return shown
        tables = {HOW_OFTEN if each.table_id == _REFERRALS else each.table_id for each in found}
        if any(not each.cell.question for each in found) or tables <= what.left_out:
            raise _not_fit(next(each for each in findings if each.found))
        what = replace(what, left_out=what.left_out | tables)


def _findings(text: str, threshold: int) -> tuple[Finding, ...]:
    try:
        return attack_profiles([profile_lines(text, Path(PROFILE))], threshold=threshold)
    except AuditError as error:
        raise NotFitToPublish(f"The profile is not fit to publish: {error} {_FAULT}") from None


def _not_fit(finding: Finding) -> NotFitToPublish:
    first = finding.found[0]
    return NotFitToPublish(
        f"The profile is not fit to publish: {first.table_id}, {first.place}: '{first.row}' is in "
        f"print or can be worked out. {_FAULT}"
    )


def _lines(period: ProtectedPeriod, report: ProfileReport) -> tuple[DisclosureLine, ...]:
    """Why figures are hidden, of the places of the profile."""
    codes = {code for each in report.places for code in each.codes}
    return tuple(each for each in period.lines if each.geography.code in codes)

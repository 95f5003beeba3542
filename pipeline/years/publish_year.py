"""The year's tables made fit to leave the building."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.attack.attack import attack_figures
from pipeline.attack.facts import AuditError
from pipeline.attack.printed import read_tables
from pipeline.configuration import PublishRules
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import LEAST_PUBLISHED, NotPublished
from pipeline.releases.held_together import HeldRelease
from pipeline.years.read_together import check_year, months_of_year
from reports.disclosure.protection import Pattern
from reports.disclosure.published import DisclosureLine, PublishedTables, publish
from reports.disclosure.year_and_months import kept_in_year, with_its_months
from reports.year import YearReport
from reports.year_tables import combined


@dataclass(frozen=True)
class PublishedYearTables:
    """A year's tables by group after disclosure control, why each hidden figure is, the pattern,
    and whom readers may ask."""

    tables: PublishedTables
    lines: Sequence[DisclosureLine]
    pattern: Pattern
    contact: str = ""


def publish_year(
    report: YearReport, rules: PublishRules, releases: Sequence[HeldRelease] = ()
) -> PublishedYearTables | NotPublished:
    """All who were worked with in the year, those new in it and those known before, protected
    together, so that their differences tell nothing either; nor do those from a trend of the year's
    months, to which `releases` of the days on which it begins and ends belong.

    Of fewer than LEAST_PUBLISHED young people, in all, new or known before, nothing is published.
    Raises NotFitToPublish if a count could be worked out together with a trend.
    """
    for tables, which in (
        (report.worked_with, "were worked with"),
        (report.new, "are new"),
        (report.known_before, "were known before"),
    ):
        if tables.counted < LEAST_PUBLISHED:
            return NotPublished(
                f"fewer than {LEAST_PUBLISHED} young people {which} in the year, so any table of "
                "them would tell of each."
            )
    together = combined(report.worked_with, report.new, report.known_before, report.movements)
    with_months = months_of_year(report, rules.threshold, releases)
    if with_months is None:
        publication = publish(together, threshold=rules.threshold)
    else:
        publication = publish(
            together,
            threshold=rules.threshold,
            keep=kept_in_year(with_months),
            joined=partial(with_its_months, year=with_months),
        )
        check_year(publication.tables, with_months)
    return PublishedYearTables(
        publication.tables, publication.lines, publication.pattern, rules.contact
    )


def check_published_year(folder: Path, threshold: int) -> None:
    """Audits the tables that are to be published in `folder`, from the file.

    Raises NotFitToPublish if a count can be worked out.
    """
    try:
        finding = attack_figures([tuple(read_tables(folder))], threshold=threshold)
    except AuditError as error:
        raise NotFitToPublish(f"The year's tables are not fit to publish: {error}") from None
    if finding.found:
        first = finding.found[0]
        raise NotFitToPublish(
            f"The year's tables are not fit to publish: {first.table_id}, {first.place}: "
            f"'{first.row}' is in print or can be worked out. Take the year with --no-publish, and "
            "tell the makers of lscb."
        )

"""What a snapshot publishes, made fit to leave the building and written."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.configuration import PublishRules
from pipeline.output import PUBLISH, RESTRICTED, write_text
from pipeline.publication import fit_to_publish
from pipeline.releases.pattern_file import PATTERN, pattern_json
from pipeline.releases.sealed import SealedRelease, releases_of
from pipeline.store import Store
from reports.disclosure.beside import hidden_steps
from reports.disclosure.cells import Cell
from reports.disclosure.published import Publication
from reports.disclosure_csv import disclosure_csv
from reports.figures import TrueTables
from reports.open_data import open_data_files
from reports.page import public_page_html
from reports.report import PublicReport
from reports.tables_csv import published_tables_csv
from reports.workbook import write_public_workbook

OPEN_DATA = "open-data"


LEAST_PUBLISHED = 20
"""Of fewer young people in all nothing is published."""


@dataclass(frozen=True)
class ToPublish:
    """A snapshot's tables after disclosure control, the releases beside which they are published,
    and how much a reader may know of what changed between two of them."""

    publication: Publication
    releases: tuple[SealedRelease, ...]
    rules: PublishRules

    @property
    def kept_to(self) -> tuple[str, ...]:
        """The names of the releases of the same day, to whose patterns the tables keep."""
        day = self.publication.tables.day
        return tuple(each.name for each in self.releases if each.day == day)

    @property
    def kept(self) -> frozenset[Cell]:
        """What the releases of the same day hid."""
        day = self.publication.tables.day
        return frozenset(cell for each in self.releases if each.day == day for cell in each.pattern)

    @property
    def never_shown(self) -> frozenset[Cell]:
        """The cells to which releases of the day keep: those that these tables hide, and those that
        earlier releases hid, though these tables may not have them."""
        return self.publication.pattern.cells | self.kept


@dataclass(frozen=True)
class NotPublished:
    """Why nothing is published, in a sentence; `refused` where it was to be."""

    why: str
    refused: bool = False


NOTHING_PUBLISHED = NotPublished("it was not asked for.")
NOT_ASKED = NotPublished("--no-publish was given.")


def to_publish(
    tables: TrueTables, store: Store, local_tables: bool, rules: PublishRules
) -> ToPublish | NotPublished:
    """The tables after disclosure control, held against the releases sealed in the store.  Tables
    of very few young people are not published: each row would tell of each of them.

    Raises NotFitToPublish if they can't be protected.
    """
    if tables.counted < LEAST_PUBLISHED:
        return NotPublished(
            f"fewer than {LEAST_PUBLISHED} young people are counted, so any table would tell of "
            "each of them."
        )
    releases = releases_of(store)
    publication = fit_to_publish(tables, local_tables, rules.threshold, rules.changed, releases)
    return ToPublish(publication, releases, rules)


def write_published(
    folder: Path,
    report: PublicReport,
    to_publish: ToPublish,
) -> None:
    """Writes publish/ below `folder`, and the reasons and the pattern into restricted/."""
    to = folder / PUBLISH
    write_text(to / "tables.csv", published_tables_csv(report.tables))
    for name, text in open_data_files(report.tables).items():
        write_text(to / OPEN_DATA / name, text)
    write_public_workbook(to / "snapshot.xlsx", report)
    write_text(to / "snapshot.html", public_page_html(report))
    write_text(folder / RESTRICTED / "disclosure.csv", disclosure_csv(to_publish.publication.lines))
    write_text(
        folder / RESTRICTED / PATTERN, pattern_json(to_publish.never_shown | hidden_steps(report))
    )

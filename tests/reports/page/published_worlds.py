"""Random national data sets as they are published, and their page."""

from dataclasses import dataclass
from functools import cache

from reports.disclosure.beside import public_report
from reports.disclosure.published import publish
from reports.page import public_page_html
from reports.report import CountedReturn, PossibleDuplicates, PublicReport, RestrictedReport
from reports.review import CountedRange
from tests.disclosure.worlds import DAY, make_world
from tests.reports.example_report import ENGLAND, example_provided, example_quality

AGENCY = "Kestrel House Young People's Project"


@dataclass(frozen=True)
class PublishedWorld:
    report: PublicReport
    page: str


@cache
def published_world(seed: int, size: int) -> PublishedWorld:
    """A world of so many young people, of whom seven may be the same as others."""
    world = make_world(seed, size)
    restricted = RestrictedReport(
        tables=world.tables,
        flow=(
            ("received", str(size + 120)),
            ("replaced", "100"),
            ("not_current", "20"),
            ("counted", str(size)),
        ),
        returns_used=81,
        agencies=62,
        possible=PossibleDuplicates(
            (CountedRange(ENGLAND.code, ENGLAND.name, size - 7, size),), False, 9, 0.1
        ),
        max_age=31,
        conflicts=3,
        codebook_version="2011",
        program_version="0.1.0",
        returns=(CountedReturn(AGENCY, "County Durham", DAY, 4, 1),),
        quality=example_quality(),
        provided=example_provided(),
    )
    report = public_report(restricted, publish(world.tables).tables)
    return PublishedWorld(report, public_page_html(report))

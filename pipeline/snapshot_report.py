"""What a snapshot's restricted workbook and page show, gathered."""

from collections.abc import Sequence

from pipeline.duplicates.possible import Possible, counted_ranges
from pipeline.left_out import in_days, left_out_sentences
from pipeline.quality import data_provided
from pipeline.snapshot import Snapshot
from reports.figures import Geography, TrueTables
from reports.report import CountedReturn, RestrictedReport
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.text import folded
from schemas.version import program_version


def restricted_report(
    snapshot: Snapshot, tables: TrueTables, possible: Possible, areas: Areas, codebook: Codebook
) -> RestrictedReport:
    """The report of a snapshot with its `tables`; `possible` are its possible duplicates, those
    left out of them among them."""
    places = _places(tables)
    returns = tuple(
        CountedReturn(
            each.agency, areas.name_of(each.area), each.id.return_date, each.rows, each.refused_rows
        )
        for each in snapshot.counted_returns
        if areas.knows(each.area)
    )
    return RestrictedReport(
        tables=tables,
        flow=tuple((step, str(rows)) for step, rows in snapshot.flow.lines()),
        returns_used=len(returns),
        agencies=len({folded(each.agency) for each in returns}),
        returns=returns,
        quality=snapshot.quality,
        provided=data_provided(snapshot.people, places, codebook),
        possible=counted_ranges(possible, places, left_out=snapshot.flow.leaves_out_possible),
        max_age=snapshot.max_age,
        conflicts=len(snapshot.conflicts),
        codebook_version=codebook.version,
        program_version=program_version(),
        without=left_out_sentences(
            in_days(snapshot.left_out, snapshot.day, snapshot.max_age), areas
        ),
    )


def _places(tables: TrueTables) -> Sequence[Geography]:
    return [each.geography for each in tables.of(tables.tables[0].table.id)]

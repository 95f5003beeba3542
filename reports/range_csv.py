"""`range.csv`: how far each place's count may be off for possible duplicates."""

import csv
import io

from reports.report import RestrictedReport

HEADER = ("geographic_level", "geography_code", "geography_name", "counted", "least", "most")


def range_csv(report: RestrictedReport) -> str:
    """A line for England, each region, and each authority and board with a case, in the order of
    the tables."""
    possible = report.possible
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for each in report.tables.of(report.tables.tables[0].table.id):
        place = each.geography
        here = possible.range_of(place.code)
        counted = here.least if possible.left_out else here.most
        writer.writerow((place.level, place.code, place.name, counted, here.least, here.most))
    return text.getvalue()

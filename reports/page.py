"""The page of a snapshot for those who hold the data: one file that needs nothing else."""

from reports.page_model import (
    boards_by_region,
    flow_lines,
    headlines,
    provided_section,
    region_section,
    table_section,
)
from reports.page_templates import page_template
from reports.range_wording import LEFT_OUT_LABEL, summary_sentences, words
from reports.report import RestrictedReport
from reports.views import table_views
from reports.wording import (
    RESTRICTED_LINE,
    RESTRICTED_WHY,
    WARNING,
    long_date,
    method,
    title,
    what_it_is,
)


def page_html(report: RestrictedReport) -> str:
    """The report as HTML; the same report makes the same text."""
    views = table_views(report.tables)
    (regions,) = (view for view in views if view.table.question is None)
    sections = [table_section(view, report) for view in views if view.table.question is not None]
    return page_template("snapshot.html.j2").render(
        title=title(report),
        restricted=RESTRICTED_LINE,
        restricted_why=RESTRICTED_WHY,
        what_it_is=what_it_is(report),
        left_out_label=LEFT_OUT_LABEL,
        left_out=summary_sentences(report) if report.possible.left_out else (),
        warning=WARNING,
        day=long_date(report.day),
        headlines=headlines(report, regions),
        regions=region_section(regions, report),
        study=[each for each in sections if not each.id.startswith("question_")],
        beyond_study=[each for each in sections if each.id.startswith("question_")],
        boards=boards_by_region(regions, report),
        provided=provided_section(report),
        flow=flow_lines(report),
        returns=report.returns,
        long_date=long_date,
        method=method(report),
        words=words(report),
        report=report,
    )

"""The page of a snapshot, for those who hold the data and for everybody: one file that needs
nothing else."""

from reports.disclosure_wording import hidden_sentences
from reports.page_front import FILES, flow_lines, headlines, provided_section
from reports.page_places import boards_by_region, choices, region_section
from reports.page_tables import table_section
from reports.page_templates import page_template
from reports.range_wording import LEFT_OUT_LABEL, summary_sentences, words
from reports.report import PublicReport, Report, RestrictedReport
from reports.views import table_views
from reports.wording import (
    RESTRICTED_LINE,
    RESTRICTED_WHY,
    SHOWN_HIDDEN,
    WARNING,
    contact,
    long_date,
    method,
    title,
    what_it_is,
)


def page_html(report: RestrictedReport) -> str:
    """The report with true counts as HTML; the same report makes the same text."""
    return _page(
        report,
        restricted=RESTRICTED_LINE,
        restricted_why=RESTRICTED_WHY,
        provided=provided_section(report),
        returns=report.returns,
        without=report.without,
    )


def public_page_html(report: PublicReport) -> str:
    """The published report as HTML; the same report makes the same text."""
    return _page(
        report,
        restricted="",
        hidden_sign=SHOWN_HIDDEN,
        hidden=hidden_sentences(report.tables),
        files=FILES,
        contact=contact(report),
    )


def _page(report: Report, **own: object) -> str:
    """`own` is what only one of the two pages has; `restricted` tells them apart."""
    views = table_views(report.tables)
    (regions,) = (view for view in views if view.table.question is None)
    sections = [table_section(view, report) for view in views if view.table.question is not None]
    return page_template("snapshot.html.j2").render(
        title=title(report),
        what_it_is=what_it_is(report),
        left_out_label=LEFT_OUT_LABEL,
        left_out=summary_sentences(report) if report.possible.left_out else (),
        warning=WARNING,
        day=long_date(report.day),
        headlines=headlines(report, regions),
        choices=choices(regions),
        regions=region_section(regions, report),
        study=[each for each in sections if not each.id.startswith("question_")],
        beyond_study=[each for each in sections if each.id.startswith("question_")],
        boards=boards_by_region(regions, report),
        flow=flow_lines(report),
        long_date=long_date,
        method=method(report),
        words=words(report),
        report=report,
        **own,
    )

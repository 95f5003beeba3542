"""The page of a status: this month in words, a month-by-agency grid, completeness by theme."""

from reports.page_templates import page_template
from reports.status import Month, Status, summed
from reports.status_glance import FOLLOWED, followed, headlines, named, sentences, to_check
from reports.status_page_model import grids, return_rows, theme_rows
from reports.status_signs import CHECK, NOT_EXPECTED, SIGNS
from reports.wording import RESTRICTED_LINE, long_date

GENERATOR = "lscb status"
"""Stands in the head of the page: by it a file is known as one that `lscb` made."""
WHY = (
    "It says of each agency how many young people it returned. Keep this file where the returns "
    "are kept, and share it only with those who may see them."
)


def status_page(status: Status) -> str:
    """The status as HTML, one file that needs nothing else; the same status makes the same text."""
    latest = status.latest
    lines = status.of_month(latest)
    shares = [each.themes for each in lines if each.stands and each.themes]
    return page_template("status.html.j2").render(
        generator=GENERATOR,
        title=_title(latest),
        restricted=RESTRICTED_LINE,
        why=WHY,
        on=long_date(status.on),
        month=latest.name if latest else "",
        headlines=headlines(lines),
        sentences=sentences(status, lines),
        named=named(lines),
        check=CHECK,
        to_check=to_check(lines),
        followed_heading=FOLLOWED,
        followed=followed(status.followed(latest)),
        grids=grids(status),
        legend=(*SIGNS.items(), ("none", NOT_EXPECTED), ("check", CHECK)),
        themes=theme_rows(shares),
        returns=return_rows(lines, summed(shares)),
        theme_titles=[each.title for each in summed(shares)],
        number_of_shares=len(shares),
    )


def _title(month: Month | None) -> str:
    return f"Who has sent: returns for {month.name}" if month else "Who has sent"

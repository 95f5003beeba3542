"""The page of a trend, for those who hold the data and for everybody: one file that needs nothing
else."""

from reports.page_model import Choice, FileBeside
from reports.page_templates import page_template
from reports.trend_notes import method, words
from reports.trend_page_movements import (
    headlines,
    moves_of_places,
    open_of_places,
    region_section,
    type_section,
)
from reports.trend_page_questions import question_section
from reports.trend_shares import moving_questions
from reports.trend_shown import PublishedTrend, RestrictedTrend, ShownTrend
from reports.trend_wording import (
    ADDS_UP,
    ENGLAND_ALONE,
    NOBODY_EVERY_MONTH,
    SHARES,
    WHAT_IT_IS,
    WHY_EVERY_MONTH,
    asked,
    hidden_sentences,
    months_without_return,
    months_without_tables,
    title,
    who_sent,
)
from reports.wording import RESTRICTED_LINE, RESTRICTED_WHY, SHOWN_HIDDEN, WARNING

_FILES = (
    FileBeside("trend.xlsx", "The same figures as a workbook."),
    FileBeside("movements.csv", "How many were open, came and went, a line a figure."),
    FileBeside("months/", "England's table of every question, a folder a month."),
)


def trend_page_html(trend: RestrictedTrend) -> str:
    """The trend with true counts as HTML; the same trend makes the same text."""
    return _page(
        trend,
        restricted=RESTRICTED_LINE,
        restricted_why=RESTRICTED_WHY,
        sent_every_month=trend.sent_every_month,
        sent_not_every_month=trend.sent_not_every_month,
    )


def public_trend_page_html(trend: PublishedTrend) -> str:
    """The published trend as HTML; the same trend makes the same text."""
    return _page(
        trend,
        restricted="",
        hidden_sign=SHOWN_HIDDEN,
        hidden=hidden_sentences(trend),
        files=_FILES,
        contact=asked(trend),
    )


def _page(trend: ShownTrend, **own: object) -> str:
    """`own` is what only one of the two pages has; `restricted` tells them apart."""
    england_open, *regions_open = open_of_places(trend)
    england_moves, *regions_moves = moves_of_places(trend)
    questions = [question_section(each, trend) for each in moving_questions(trend)]
    return page_template("trend.html.j2").render(
        title=title(trend),
        what_it_is=WHAT_IT_IS,
        warning=WARNING,
        headlines=headlines(trend),
        choices=[Choice(each.code, each.name) for each in trend.places("regional")],
        why_every_month=WHY_EVERY_MONTH if trend.every_month else NOBODY_EVERY_MONTH,
        without_return=months_without_return(trend),
        england_open=england_open,
        regions_open=regions_open,
        adds_up=ADDS_UP,
        england_moves=england_moves,
        regions_moves=regions_moves,
        by_region=region_section(trend),
        by_type=type_section(trend),
        shares=_of_shares(trend) if questions else months_without_tables(trend),
        study=[each for each in questions if not each.id.startswith("question_")],
        beyond_study=[each for each in questions if each.id.startswith("question_")],
        who_sent=who_sent(trend),
        words=words(trend),
        method=method(trend),
        trend=trend,
        **own,
    )


def _of_shares(trend: ShownTrend) -> tuple[str, ...]:
    alone = () if trend.restricted else (ENGLAND_ALONE,)
    return (*alone, *SHARES, *months_without_return(trend), *months_without_tables(trend))

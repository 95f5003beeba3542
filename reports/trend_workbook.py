"""The workbooks of a trend, in the form of official statistics: one with true counts for those who
hold the data, and one for the public."""

from collections.abc import Sequence
from pathlib import Path

from reports.disclosure_wording import SHORTHAND
from reports.trend_notes import method, words
from reports.trend_shares import MovingQuestion, moving_questions
from reports.trend_shown import PublishedTrend, RestrictedTrend, ShownTrend
from reports.trend_wording import (
    ENGLAND_ALONE,
    SHARES,
    WHAT_IT_IS,
    asked,
    hidden_sentences,
    months_without_return,
    rate_sentences,
    span,
    title,
    versions,
    who_sent,
)
from reports.trend_workbook_sheets import count_sheets, question_sheet
from reports.wording import RESTRICTED_WHY, WARNING, Explained, heading
from reports.workbook_model import CONTENTS, Link, Sheet, SheetTable, with_shorthand
from reports.workbook_writing import Document, write_document


def write_trend_workbook(path: Path, trend: RestrictedTrend) -> None:
    """Write the trend with true counts as .xlsx to `path`; the same trend makes the same bytes."""
    _write(path, trend, (("Who may see it", RESTRICTED_WHY),))


def write_public_trend_workbook(path: Path, trend: PublishedTrend) -> None:
    """Write the published trend as .xlsx to `path`; the same trend makes the same bytes."""
    signs = tuple((each.word, f"{each.word} means {_lower(each.meaning)}") for each in SHORTHAND)
    hidden = (("Figures not shown", hidden_sentences(trend)[0]), *signs)
    _write(path, trend, (*hidden, ("Contact", asked(trend))))


def _write(path: Path, trend: ShownTrend, own: tuple[tuple[str, str], ...]) -> None:
    """`own` are the lines of the cover that only one of the two workbooks has."""
    questions = moving_questions(trend)
    sheets = (
        _notes(trend, questions),
        *count_sheets(trend),
        *(question_sheet(each, trend) for each in questions),
    )
    document = Document(title(trend), trend.restricted, trend.months[-1].last)
    write_document(path, document, _cover(trend, own), (_contents(sheets), *sheets))


def _cover(trend: ShownTrend, own: tuple[tuple[str, str], ...]) -> Sheet:
    about = SheetTable(
        name="about_this_trend",
        title=title(trend),
        lines=("This sheet has one table, about this trend.",),
        columns=("About this trend", "What to know"),
        rows=(
            ("What it is", WHAT_IT_IS),
            ("Months", span(trend)),
            ("Read with care", WARNING),
            ("Percentages", " ".join(SHARES[:1])),
            ("Agencies", who_sent(trend)),
            *(("Months without a return", text) for text in months_without_return(trend)),
            *(() if trend.restricted else (("Regions", ENGLAND_ALONE),)),
            ("Population", trend.population_note),
            *own,
            ("Versions", versions(trend)),
        ),
    )
    return Sheet("Cover", title(trend), (about,), (28, 92))


def _contents(sheets: Sequence[Sheet]) -> Sheet:
    table = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=("Sheet", "What it holds"),
        rows=tuple((Link(each.name), each.title) for each in sheets),
    )
    return Sheet(CONTENTS, CONTENTS, with_shorthand((table,)), (32, 108))


def _notes(trend: ShownTrend, questions: Sequence[MovingQuestion]) -> Sheet:
    hidden: tuple[Explained, ...] = ()
    if isinstance(trend, PublishedTrend):
        said = (Explained("Figures not shown", text) for text in hidden_sentences(trend))
        hidden = (*SHORTHAND, *said)
    single = tuple(
        Explained(heading(each.table), each.table.note) for each in questions if each.table.note
    )
    rates = tuple(Explained("Rates", text) for text in rate_sentences(trend))
    parts = (
        ("What is not published", hidden),
        ("What the words mean", words(trend)),
        ("How the counting is done", (*method(trend), *rates)),
        ("Single tables", single),
    )
    table = SheetTable(
        name="notes",
        title="Notes: what the words mean, and how the counting is done",
        lines=("This sheet has one table. Notes on a single table also stand on its own sheet.",),
        columns=("Part", "Subject", "Note"),
        rows=tuple((part, each.word, each.meaning) for part, some in parts for each in some),
    )
    return Sheet("Notes", table.title, (table,), (28, 36, 84))


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"

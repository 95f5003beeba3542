"""`quality.csv` and `data-provided.csv`: how each agency answered each theme, and for how many of
the young people each question was answered."""

import csv
import io
from collections.abc import Iterable

from reports.quality import DataProvided, Quality
from reports.spreadsheet_text import in_csv

QUALITY_HEADER = (
    "geographic_level", "geography_code", "geography_name", "agency", "theme", "theme_title",
    "asked", "answered", "not_known", "not_provided", "refused",
    "answered_percent", "not_known_percent", "not_provided_percent", "refused_percent",
)  # fmt: skip
PROVIDED_HEADER = (
    "geographic_level", "geography_code", "geography_name", "theme", "question", "question_label",
    "cases", "asked", "provided", "not_known", "not_provided", "percent_provided",
)  # fmt: skip


def quality_csv(quality: Quality) -> str:
    """England, the regions and the agencies in each of their areas, a line for each theme."""
    return _csv(
        QUALITY_HEADER,
        (
            (
                "agency" if line.agency is not None else line.geography.level,
                line.geography.code, line.geography.name, in_csv(line.agency or ""),
                theme.number, theme.title, answers.asked, *answers.counts, *answers.percentages,
            )
            for line in quality.lines
            for theme, answers in zip(quality.themes, line.themes, strict=True)
        ),
    )  # fmt: skip


def data_provided_csv(provided: DataProvided) -> str:
    """England, the regions, authorities and boards with a case, a line for each question."""
    return _csv(
        PROVIDED_HEADER,
        (
            (
                each.geography.level, each.geography.code, each.geography.name,
                answer.question.theme, answer.question.name, answer.question.label,
                each.cases, answer.asked, answer.provided, answer.not_known, answer.not_provided,
                answer.percent,
            )
            for each in provided.places
            for answer in each.questions
        ),
    )  # fmt: skip


def _csv(header: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()

"""The figures of own tables, as they stand in their tables.csv."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.attack.facts import (
    BASE,
    CASES,
    NOT_PROVIDED,
    ONE_ANSWER,
    OUTSIDE,
    TOTAL,
    AuditError,
    standard_rows,
)
from pipeline.attack.printed import HIDDEN, TABLES, PrintedFigure
from schemas.codebook import NOT_KNOWN

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name",
    "question", "by_question", "by", "by_label",
    "row", "row_label", "column", "cases", "percent",
)  # fmt: skip
OF_GROUP, OF_ANSWER = "|", "="
"""What parts, in the key of a column, the place from the group, and in this the question across
from its answer."""
OF_ROWS = ":"
"""Parts, in the name of a question that has rows other than the standard ones, it from these."""


@dataclass(frozen=True)
class CrossFigure:
    """A figure of an own table: which question it is of, across which other (empty for none), and
    the figure itself, of the group that stands in its column (empty for all)."""

    question: str
    across: str
    figure: PrintedFigure


def is_own_tables(folder: Path) -> bool:
    """Whether the tables.csv in a folder is one of own tables."""
    try:
        with (folder / TABLES).open(encoding="utf-8-sig", newline="") as file:
            return tuple(next(csv.reader(file), ())) == HEADER
    except (OSError, UnicodeDecodeError, csv.Error):
        return False


def read_crosses(folder: Path) -> tuple[CrossFigure, ...]:
    """The figures of own tables from the tables.csv in a folder.  Raises AuditError."""
    path = folder / TABLES
    try:
        return crosses_in(path.read_text(encoding="utf-8-sig"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise AuditError(f"{path} can't be read: {type(error).__name__}.") from None


def crosses_in(text: str, path: Path) -> tuple[CrossFigure, ...]:
    """The figures of a tables.csv with this text; `path` names it.  Raises AuditError."""
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise AuditError(f"{path} can't be read as CSV: {error}.") from None
    if any(tuple(row) != HEADER or None in row.values() for row in rows):
        raise AuditError(f"{path}: the first line must be {','.join(HEADER)}.")
    names = _names(rows)
    return tuple(_figure(row, names, path) for row in rows)


def of_another_file(figures: Iterable[CrossFigure], name: str) -> Iterator[CrossFigure]:
    """The figures with the name of their folder before that of their table."""
    for each in figures:
        named = replace(each.figure, table_id=f"{name}/{each.figure.table_id}")
        yield replace(each, figure=named)


def _figure(
    row: Mapping[str, str], names: Mapping[tuple[str, str], str], path: Path
) -> CrossFigure:
    across = names.get((row["table_id"], "by"), "")
    is_of_all = row["by"] == TOTAL
    group = "" if is_of_all else f"{across}{OF_ANSWER}{row['by']}"
    if row["cases"] != HIDDEN and not row["cases"].isdigit():
        raise AuditError(f"{path}: what stands in cases is no figure and not '{HIDDEN}'.")
    name = row["geography_name"] if is_of_all else f"{row['geography_name']}, {row['by_label']}"
    figure = PrintedFigure(
        row["table_id"], row["geographic_level"], row["geography_code"], name, row["row"],
        row["row_label"], row["column"], row["cases"], row["percent"], group=group,
    )  # fmt: skip
    return CrossFigure(names[row["table_id"], "down"], across, figure)


def _names(rows: Iterable[Mapping[str, str]]) -> Mapping[tuple[str, str], str]:
    """How the question down and the one across of each table are called here: with rows other than
    those of the standard tables it is another question."""
    questions: dict[tuple[str, str], str] = {}
    answers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for row in rows:
        down, across = (row["table_id"], "down"), (row["table_id"], "by")
        questions[down] = row["question"]
        answers[down][row["row"]] = None
        if row["by_question"]:
            questions[across] = row["by_question"]
            answers[across][row["by"]] = None
    return {key: _name(question, answers[key]) for key, question in questions.items()}


def _name(question: str, answers: Iterable[str]) -> str:
    own = own_answers(question, answers)
    return f"{question}{OF_ROWS}{','.join(sorted(own))}" if own else question


def own_answers(question: str, rows: Iterable[str]) -> list[str]:
    """The rows that are answers and no rows of the standard table."""
    try:
        known = standard_rows(question)
    except KeyError:
        raise AuditError(
            f"The audit does not know the question '{question}', so it can't say what its figures "
            "give away. Audit the folder with the program that wrote it."
        ) from None
    further = {CASES, TOTAL, BASE, NOT_KNOWN, NOT_PROVIDED, OUTSIDE, ONE_ANSWER}
    return [each for each in rows if not each.isdigit() and each not in known | further]

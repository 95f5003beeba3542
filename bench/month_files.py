"""The returns of an ordinary month, as agencies send them: CSV, plain workbooks, our Excel form and
our Word form, filled in.  Synthetic, for timing only."""

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import numpy as np
import xlsxwriter

from bench.returns import DAY, write_returns
from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook
from tests.filled_forms import Answer, fill_document, fill_workbook

Format = Literal["csv", "xlsx", "xlsx form", "docx form"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx", "xlsx form", "docx form")
READ_BY_HAND: tuple[Format, ...] = FORMATS[:3]
_IN_TEN: tuple[Format, ...] = (
    "csv", "xlsx", "csv", "xlsx form", "csv", "xlsx", "docx form", "csv", "xlsx", "xlsx form",
)  # fmt: skip
_FEWEST, _MOST, _MOST_FORMS = 5, 300, 60
_SLIPS = 0.02
_KNOWN_TO_OTHERS = 0.05
_IDENTIFIER = "Local identifier"

Record = dict[str, str]


@dataclass(frozen=True)
class MonthFile:
    """One agency's return: its name in the folder, its format and its register line."""

    name: str
    format: Format
    rows: int
    agency: str
    area: str


def write_month(folder: Path, files: int, seed: int = 2011) -> list[MonthFile]:
    """Writes `files` returns of 5 to 300 young people (of Word forms at most 60), few of them
    large, into a folder for each format, each with a register of its own; and gives them.

    Of 2% of the rows one answer is mistyped (in tables), and 5% are about a young person of whom
    the area's agency before also told.
    """
    chance = np.random.default_rng(seed)
    sent = _plan(files, chance)
    (folder / "blank").mkdir()
    write_blank_forms(load_codebook().of_form("2011"), load_areas(), folder / "blank")
    write_returns(folder / "all", sum(each.rows for each in sent), 1, seed, slips=_SLIPS)
    with (folder / "all" / "return-00000.csv").open(encoding="utf-8", newline="") as file:
        records = csv.DictReader(file)
        before: dict[str, list[Record]] = {}
        for each in sent:
            rows = [next(records) for _ in range(each.rows)]
            for n, known in enumerate(before.get(each.area, [])[: len(rows)]):
                if chance.random() < _KNOWN_TO_OTHERS:
                    rows[n][_IDENTIFIER] = known[_IDENTIFIER]
            before[each.area] = rows
            _write(folder, each, rows)
    for format_ in FORMATS:
        _write_register(folder / format_, [each for each in sent if each.format == format_])
    return sent


def _plan(files: int, chance: np.random.Generator) -> list[MonthFile]:
    areas = [
        authority.name
        for authority in load_areas().authorities.values()
        if authority.last_day is None and authority.first_day.year < 2011
    ]
    sent: list[MonthFile] = []
    for n in range(files):
        format_ = _IN_TEN[n % len(_IN_TEN)]
        most = _MOST_FORMS if format_ == "docx form" else _MOST
        rows = round(math.exp(chance.uniform(math.log(_FEWEST), math.log(most))))
        extension = format_.split()[0]
        name = f"return-{n:03}.{extension}"
        sent.append(MonthFile(name, format_, rows, f"Agency {n}", areas[n % len(areas)]))
    return sent


def _write_register(folder: Path, sent: Sequence[MonthFile]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("file", "agency", "agency_type", "area", "return_date"))
        for each in sent:
            writer.writerow((each.name, each.agency, "voluntary", each.area, DAY))


def _write(folder: Path, each: MonthFile, rows: Sequence[Record]) -> None:
    path = folder / each.format / each.name
    path.parent.mkdir(exist_ok=True)
    match each.format:
        case "csv":
            _write_csv(path, rows)
        case "xlsx":
            _write_workbook(path, rows)
        case "xlsx form":
            blank = folder / "blank" / "return-form-2011.xlsx"
            fill_workbook(blank, path, {}, list(map(_chosen, rows)))
        case "docx form":
            blank = folder / "blank" / "return-form-2011.docx"
            fill_document(blank, path, {}, list(map(_chosen, rows)))


def _write_csv(path: Path, rows: Sequence[Record]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_workbook(path: Path, rows: Sequence[Record]) -> None:
    """Dates and numbers as Excel keeps them, where they are such."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Returns")
        as_date = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, list(rows[0]))
        for n, row in enumerate(rows, start=1):
            for column, (label, text) in enumerate(row.items()):
                value = _as_kept(_QUESTIONS[label], text)
                if isinstance(value, datetime):
                    sheet.write_datetime(n, column, value, as_date)
                elif isinstance(value, int):
                    sheet.write_number(n, column, value)
                elif value:
                    sheet.write_string(n, column, value)


def _chosen(row: Record) -> dict[str, Answer]:
    """The answers that can be chosen or entered in a form."""
    return dict(_answers_chosen(row))


def _answers_chosen(row: Record) -> Iterator[tuple[str, Answer]]:
    for label, text in row.items():
        question = _QUESTIONS[label]
        options = {option.label for option in question.answers}
        if question.kind == "several":
            ticked = tuple(each for each in text.split("; ") if each in options)
            if ticked:
                yield label, ticked
        elif text in options or (text and not options):
            value = _as_kept(question, text)
            yield label, value.date() if isinstance(value, datetime) else value


def _as_kept(question: Question, text: str) -> datetime | int | str:
    if question.kind == "date" and text[:1].isdigit():
        return datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 - a day has no zone
    if question.kind == "number" and text.isdigit():
        return int(text)
    return text


_QUESTIONS = {each.label: each for each in load_codebook().of_form("2011").questions}

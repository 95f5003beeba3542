"""What came back to an agency, read from the files as another program would."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.cli import run
from tests.feedback.writers import Spot

FOLDER = Path("2011-06-06") / "Harbour Project - York"
"""The feedback on the return of the cover that the writers write."""

Told = tuple[str, str, str]
"""The place in words, the question (its name in the csv, else its label; blank for a row as a
whole) and the code."""


@dataclass(frozen=True)
class Line:
    """One line of what to mend: the young person, and what belongs together in it."""

    local_id: str
    told: tuple[Told, ...]
    not_run: str = ""


def feedback_json(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((folder / "feedback.json").read_text(encoding="utf-8"))
    return found


def spots_in_json(folder: Path) -> list[tuple[Spot, str, str]]:
    """Cell in numbers, question and code of each fault."""
    return [
        (
            Spot(fault["cell"]["sheet"] or "", fault["cell"]["row"], fault["cell"]["column"] or 0),
            fault["question"] or "",
            fault["code"],
        )
        for defect in feedback_json(folder)["defects"]
        for fault in defect["faults"]
    ]


def lines_of_json(folder: Path) -> list[Line]:
    return [
        Line(
            defect["local_id"],
            tuple(
                (fault["cell"]["text"], fault["label"] or "", fault["code"])
                for fault in defect["faults"]
            ),
        )
        for defect in feedback_json(folder)["defects"]
    ]


def rows_of_csv(folder: Path) -> list[dict[str, str]]:
    text = (folder / "feedback.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, "")))


def lines_of_csv(folder: Path) -> list[Line]:
    """`codes`, `questions` and `cells` are parted by semicolons, in step with each other."""
    return [
        Line(
            row["local_id"],
            tuple(
                zip(
                    row["cells"].split("; "),
                    row["questions"].split("; "),
                    row["codes"].split("; "),
                    strict=True,
                )
            ),
            row["not_run"],
        )
        for row in rows_of_csv(folder)
    ]


def rows_of_workbook(folder: Path, sheet: str = "What to mend") -> list[dict[str, str]]:
    """The lines of a sheet of the workbook by their headers, which are the first row of which more
    than two cells are filled."""
    rows = [
        ["" if value is None else str(value) for value in row]
        for row in openpyxl.load_workbook(folder / "feedback.xlsx")[sheet].iter_rows(
            values_only=True
        )
    ]
    top = next(n for n, row in enumerate(rows) if sum(map(bool, row)) > 2)
    return [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :] if any(row)]


def check(path: Path, at: Path) -> Path:
    """The folder of feedback on a file."""
    run(["check", str(path), "--out", str(at / "out")])
    return at / "out"

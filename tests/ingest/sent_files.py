"""Files that are written and read as a delivery is: with a cover, perhaps with a mapping."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from ingest.delivery import DeliveredFile
from ingest.files import file_reader
from ingest.read_file import Answers, FileProblem, ReadFile
from ingest.sources import FileSource
from schemas.areas import load_areas
from schemas.problems import load_problems
from tests.ingest.given import CODEBOOK, TODAY
from tests.sending import COVER, write_csv

READER = file_reader(CODEBOOK, load_areas(), TODAY)
Row = Sequence[str]
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_file(path: Path, mapping: str | None = None) -> ReadFile:
    content = mapping.encode() if mapping is not None else None
    return READER.read(DeliveredFile(path.name, None, content, FileSource(path)))


def read_rows(
    folder: Path, *rows: Row, cover: Mapping[str, str] | None = None, mapping: str | None = None
) -> ReadFile:
    """A comma separated file of these rows below COVER, which `cover` changes (blank: left out)."""
    lines = {**COVER, **(cover or {})}
    above = [[name, text] for name, text in lines.items() if text]
    return read_file(write_csv(folder / "a.csv", [*above, *rows]), mapping)


def read_workbook(folder: Path, *rows: Row, mapping: str | None = None) -> ReadFile:
    """A workbook of these rows below COVER; a text that is an ISO date is a date cell."""
    workbook = openpyxl.Workbook()
    for row in [*map(list, COVER.items()), *rows]:
        workbook.active.append(
            [date.fromisoformat(text) if _ISO.fullmatch(text) else text for text in row]
        )
    workbook.save(folder / "a.xlsx")
    return read_file(folder / "a.xlsx", mapping)


def answers(read: ReadFile) -> Answers:
    assert read.problem is None
    assert read.answers is not None
    return read.answers


def problem(read: ReadFile) -> FileProblem:
    assert read.answers is None
    assert read.problem is not None
    assert load_problems()[read.problem.code].size == "file"
    return read.problem

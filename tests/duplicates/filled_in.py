"""An analyst's review: a store, the workbook that `find` writes, and what is filled in."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.cli import run
from pipeline.duplicates.decision_store import standing_decisions
from pipeline.duplicates.decisions import Decision, Key, Seen, SeenProfile, seen_text
from pipeline.store import Store
from reports.review import Beside, IdentifiersBeside, KnownAs, Review, ReviewPair, ReviewSide
from reports.review_words import (
    BECAUSE,
    DECIDED_BY,
    ON,
    PAIR,
    PROGRAM_SHEET,
    REVIEW_SHEET,
    YOUR_DECISION,
)
from reports.review_workbook import write_review_workbook
from tests.sending import write_csv, write_return

JUNE = "2011-06-06"
YORK = "E06000014"
POLICE, CARE = "York Police", "York Social Care"
ONE = ("York", POLICE, "YP/101", CARE, "77", "same", "A Jones", "20/06/2011", "the same mother")
COLUMNS = (
    "area", "agency_1", "identifier_1", "agency_2", "identifier_2", "decision", "who", "when",
    "why",
)  # fmt: skip


class Office:
    """Where an analyst works: the store, and the files beside it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.store, self._capsys = folder, folder / "store", capsys
        self.options: list[str] = []
        self._sent = 0

    def sends(
        self, agency: str, *records: Mapping[str, str] | str, day: str = JUNE, area: str = "York"
    ) -> None:
        """Ingests one return; a text is a local identifier."""
        self._sent += 1
        path = self.folder / f"sent-{self._sent}" / "return.csv"
        rows = [{"local_id": each} if isinstance(each, str) else each for each in records]
        cover = {"agency": agency, "area": area, "return_date": day}
        write_return(path, rows, cover)
        told = self.run("ingest", str(path.parent), "--no-feedback")
        assert told.code == 0, told

    def knows(self, *agencies: Sequence[str]) -> None:
        """Writes agencies.csv: agency, spellings, id_prefixes."""
        header = ("agency", "spellings", "id_prefixes")
        write_csv(self.folder / "agencies.csv", [header, *agencies])
        config = self.folder / "lscb.toml"
        config.write_text('agencies = "agencies.csv"\n', encoding="utf-8")
        self.options = ["--config", str(config)]

    def run(self, *arguments: str) -> "Told":
        """Runs a command on the store."""
        self._capsys.readouterr()
        code = run([*arguments, "--store", str(self.store), *self.options])
        said = self._capsys.readouterr()
        return Told(code, said.out, said.err)

    def decides(self, file: Path, *options: str) -> "Told":
        return self.run("duplicates", "decide", str(file), *options)

    def decided(self, *options: str) -> list[Mapping[str, Any]]:
        """The decisions in the store, as `lscb duplicates decided --json` gives them."""
        told = self.run("duplicates", "decided", "--json", *options)
        assert told.code == 0, told
        found: list[Mapping[str, Any]] = json.loads(told.out)["decisions"]
        return found

    def stored(self) -> Sequence[Decision]:
        """The decisions that hold, as the store has them."""
        return standing_decisions(Store(self.store))

    def list(self, *lines: Sequence[str], columns: Sequence[str] = COLUMNS) -> Path:
        """A CSV of decisions written by hand."""
        return write_csv(self.folder / "decisions.csv", [columns, *lines])


class Told:
    """How a command ended, and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def __repr__(self) -> str:
        return f"{self.code}: {self.out} {self.err}"


def seen(*keys: str, profile: SeenProfile | None = None) -> tuple[Seen, ...]:
    """Each key as `York Police 12`."""
    return tuple(Seen(Key(*each.rsplit(" ", 1)), profile=profile) for each in keys)


def review_of(*pairs: tuple[Sequence[Seen], Sequence[Seen]], area: str = YORK) -> Review:
    """A review of these pairs."""
    return Review(
        day=date(2011, 6, 6),
        threshold=0.1,
        pairs=tuple(
            ReviewPair(
                number=number,
                area_code=area,
                area="York",
                kind="different identifiers",
                probability=0.7,
                weight=1.2,
                prior=-8.0,
                reasons="For: the same month of birth (+9.2).",
                one=_side(one),
                other=_side(other),
                identifiers=IdentifiersBeside("different identifiers", -2.4),
                answers=(Beside("gender", "Gender", "Female", "Female", "same", 0.6),),
            )
            for number, (one, other) in enumerate(pairs, start=1)
        ),
        across=(),
        summary=(),
        areas=(),
        codebook_version="1",
        program_version="1",
    )


def _side(those: Sequence[Seen]) -> ReviewSide:
    known_as = tuple(KnownAs(each.key.agency, each.key.identifier) for each in those)
    return ReviewSide(known_as, len(those), seen_text(tuple(those)))


def workbook(folder: Path, *pairs: tuple[Sequence[Seen], Sequence[Seen]]) -> Path:
    """The review workbook of these pairs, nothing filled in."""
    path = folder / "review.xlsx"
    write_review_workbook(path, review_of(*pairs))
    return path


@contextmanager
def opened(path: Path) -> Iterator[openpyxl.Workbook]:
    """A workbook to change, which is saved at the end."""
    book = openpyxl.load_workbook(path)
    yield book
    book.save(path)


def review_sheet(book: openpyxl.Workbook) -> Worksheet:
    sheet = book[REVIEW_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def program_sheet(book: openpyxl.Workbook) -> Worksheet:
    sheet = book[PROGRAM_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, pair: int, label: str = "") -> int:
    """The row of a pair's block that has this label; its first row without one."""
    labels = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    start = labels.index(PAIR.format(number=pair))
    return start + 1 if not label else labels.index(label, start) + 1


def fill(
    path: Path, pair: int, decision: str, who: str = "", when: object = "", why: str = ""
) -> None:
    """Fills in the block of a pair, as an analyst does."""
    with opened(path) as book:
        sheet = review_sheet(book)
        for label, value in (
            (YOUR_DECISION, decision), (DECIDED_BY, who), (ON, when), (BECAUSE, why),
        ):  # fmt: skip
            sheet.cell(row_of(sheet, pair, label), 2).value = value or None  # type: ignore[assignment]


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))

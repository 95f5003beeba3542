"""A board that takes its months in: the files of `tests.year.sent` written as agencies write them,
and what `lscb month` and `lscb status` say of them."""

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docx.document import Document

from pipeline.cli import run
from tests.formats.layouts import Laid, Row
from tests.formats.writers import (
    SEMICOLON_CP1252,
    add_table,
    cover_table,
    write_csv,
    write_docx,
    write_xlsx,
)
from tests.sending import write_csv as write_lines
from tests.year.sent import AGENCIES, CONFIGURATION, SENDS, Delivery, File

_REGISTER = ("file", "agency", "agency_type", "area", "return_date", "received")
_COLUMNS = (
    "Local identifier", "Current age", "Gender", "Date of referral", "Date work ended",
    "Police investigation active",
)  # fmt: skip
_FIRST_REFERRAL = date(2009, 9, 1)
_ENDED = date(2010, 6, 1)


@dataclass(frozen=True)
class Said:
    """What a command said: its exit code, and what stood on the terminal's two sides."""

    code: int
    out: str
    error: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass(frozen=True)
class Board:
    """A folder with deliveries, store, feedback, outputs and configuration."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def feedback(self) -> Path:
        """Where the feedback goes if no other place is named."""
        return self.folder / "store-feedback"

    def out(self, month: str) -> Path:
        return self.folder / "out" / month

    def knows(self, agencies: str) -> None:
        """Writes lscb.toml and agencies.csv."""
        (self.folder / "agencies.csv").write_text(agencies, encoding="utf-8")
        (self.folder / "lscb.toml").write_text(CONFIGURATION, encoding="utf-8")

    def month(self, delivery: Delivery, *options: str, out: Path | None = None) -> Said:
        """`lscb month` of a delivery, which is written if it isn't there."""
        to = out or self.out(delivery.month)
        return self._run("month", str(self._sent(delivery)), "--out", str(to), *options)

    def ingest(self, delivery: Delivery, *options: str) -> Said:
        """`lscb ingest` of a delivery, which is written if it isn't there."""
        return self._run("ingest", str(self._sent(delivery)), *options)

    def status(self, *options: str) -> Said:
        return self._run("status", *options)

    def _sent(self, delivery: Delivery) -> Path:
        folder = self.folder / "returns" / delivery.folder
        if not folder.exists():
            write_delivery(folder, delivery)
        return folder

    def _run(self, *arguments: str) -> Said:
        own = ["--store", str(self.store), "--config", str(self.folder / "lscb.toml")]
        out, error = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(error):
            code = run([*arguments, *own])
        return Said(code, out.getvalue(), error.getvalue())


def new_board(folder: Path, agencies: str = AGENCIES) -> Board:
    folder.mkdir(parents=True, exist_ok=True)
    board = Board(folder)
    board.knows(agencies)
    return board


def write_delivery(folder: Path, delivery: Delivery) -> None:
    """The files of a delivery, with the register that says when each of them came."""
    folder.mkdir(parents=True)
    for each in delivery.files:
        content = _content(replace(each, received="", day=each.day or delivery.day))
        (folder / each.name).write_bytes(content)
    lines = [
        (each.name, _spelt(each), SENDS[each.agency].type, each.area, delivery.day, each.received)
        for each in delivery.files
    ]
    write_lines(folder / "register.csv", [_REGISTER, *lines])


@cache
def _content(file: File) -> bytes:
    """Written once: an agency that sends a file again sends the same bytes, and office formats hold
    the time at which they were written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file.name
        _write(path, file)
        return path.read_bytes()


def _write(path: Path, file: File) -> None:
    cover, rows = _cover(file), _table(file)
    match path.suffix:
        case ".csv":
            write_csv(path, [*cover, [], *rows], SEMICOLON_CP1252)
        case ".xlsx":
            write_xlsx(path, [("Return", Laid([*cover, [], *rows] if cover else rows))])
        case ".docx":

            def fill(document: Document) -> None:
                cover_table(document, cover)
                add_table(document, Laid(rows))

            write_docx(path, fill)
        case other:
            raise ValueError(other)


def _spelt(file: File) -> str:
    return file.spelt or file.agency


def _cover(file: File) -> list[Row]:
    sender = SENDS[file.agency]
    if not sender.has_cover:
        return []
    return [
        ["Agency", _spelt(file)],
        ["Type of agency", sender.type],
        ["LSCB area", file.area],
        ["Return date", date.fromisoformat(file.day)],
    ]


def _table(file: File) -> list[Row]:
    """The header, and one row a young person."""
    police, ended, odd = (set(numbers(t)) for t in (file.police, file.ended, file.odd_gender))
    rows: list[Row] = [list(_COLUMNS)]
    for number in numbers(file.people):
        rows.append(
            [
                f"{SENDS[file.agency].letters}-{number:03}",
                12 + number % 5,
                "see file" if number in odd else ("Male", "Female")[number % 2],
                _FIRST_REFERRAL + timedelta(days=number),
                _ENDED if number in ended else None,
                "Yes" if number in police else "No",
            ]
        )
    if file.no_identifier:
        rows.append(["tbc", 14, "Female", _FIRST_REFERRAL, None, "No"])
    return [row[1:] for row in rows] if file.no_column else rows


def numbers(text: str) -> Iterator[int]:
    """`1-3 7` is 1, 2, 3 and 7."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)

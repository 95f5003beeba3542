"""From a delivered file to its rows, each with its own cover, by the rules of the codebook."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from .areas import Area, area_of
from .codebook import (
    BY_NAME,
    FORMS,
    QUESTIONS,
    SECOND_LABELS,
    folded,
    form_in_force,
    option_labels,
    tidy,
)

COVER_FIELDS = ("agency", "agency_type", "area", "return_date", "form_version")
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%d %B %Y")


class FileRefusedError(Exception):
    """It cannot be told whose the file is or of what day; the message says why."""


@dataclass(frozen=True)
class Row:
    """One row of a file with the cover that holds for it and its cells by question."""

    agency: str
    agency_type: str
    return_date: date
    form: str
    area: Area
    return_area: str
    place_in_file: int
    cells: Mapping[str, str]
    ticks: Mapping[str, Mapping[str, str]]
    too_long: bool


@dataclass(frozen=True)
class ReturnFile:
    """A file that was taken: what it is known by, its rows, or whose nil return it is."""

    path: str
    identity: tuple[object, ...]
    prefixes: tuple[str, ...]
    numbering: str
    rows: tuple[Row, ...]
    nil: tuple[str, str, date] | None


def read_date(text: str) -> date | None:
    """A date in one of the four ways that are promised to be read."""
    for style in DATE_FORMATS:
        try:
            return datetime.strptime(tidy(text), style).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def decoded(content: bytes) -> str:
    """The text of a file in UTF-16 with a mark, UTF-8 or cp1252."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def is_identifier_header(cell: str) -> bool:
    """Whether a cell heads the column of local identifiers."""
    return folded(cell) in {"local identifier", "local_id"}


def grid(text: str) -> tuple[list[list[str]], int]:
    """The cells of a file and the place of its header, under the delimiter that parts it most."""
    best: tuple[list[list[str]], int] | None = None
    for delimiter in ",;\t|":
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        for number, line in enumerate(lines):
            if any(is_identifier_header(cell) for cell in line):
                if best is None or len(line) > len(best[0][best[1]]):
                    best = (lines, number)
                break
    if best is None:
        raise FileRefusedError("no identifier column")
    return best


def columns_of(header: Sequence[str]) -> list[tuple[str, str]]:
    """For each column its question and, in a tick column, its answer; ('', '') if unknown."""
    known: dict[str, tuple[str, str]] = {}
    for question in BY_NAME.values():
        second = SECOND_LABELS.get(question.name, question.label)
        for head in (question.name, folded(question.label), folded(second)):
            known[head] = (question.name, "")
            if question.kind == "several":
                for option in (*question.options, "not_known"):
                    for said in (option, *option_labels(question.name, option)):
                        known[f"{head}: {folded(said)}"] = (question.name, option)
    columns = [known.get(folded(cell), ("", "")) for cell in header]
    seen = [
        str(column) if column[0] else folded(cell)
        for cell, column in zip(header, columns, strict=True)
        if tidy(cell)
    ]
    if len(seen) != len(set(seen)):
        raise FileRefusedError("a header twice")
    return columns


def is_no_row(line: Sequence[str]) -> bool:
    """Whether a line is blank, a total, or a note."""
    filled = [tidy(cell) for cell in line if tidy(cell)]
    if not filled:
        return True
    if len(filled) == 1 and filled[0].casefold().startswith("note:"):
        return True
    is_total = folded(filled[0]) == "total"
    return is_total and all(re.fullmatch(r"\d+(\.\d+)?", cell) for cell in filled[1:])


def lines_above(lines: Sequence[Sequence[str]]) -> dict[str, str]:
    """The cover that stands in lines above the header: a label and its value beside it."""
    heads = {folded(BY_NAME[name].label): name for name in COVER_FIELDS}
    heads |= {folded(label): name for name, label in SECOND_LABELS.items()}
    cover: dict[str, str] = {}
    for line in lines:
        name = heads.get(folded(line[0]), folded(line[0])) if len(line) > 1 else ""
        if name in COVER_FIELDS and tidy(line[1]):
            cover[name] = tidy(line[1])
    return cover


def checked_cover(cover: Mapping[str, str], what: str) -> tuple[str, str, date]:
    """Agency, agency type and return date, or the file is refused."""
    agency = tidy(cover.get("agency", ""))
    agency_type = folded(cover.get("agency_type", ""))
    return_date = read_date(cover.get("return_date", ""))
    if not agency:
        raise FileRefusedError(f"no agency {what}")
    if agency_type not in BY_NAME["agency_type"].options:
        raise FileRefusedError(f"no or unreadable agency type {what}")
    if return_date is None:
        raise FileRefusedError(f"no or unreadable return date {what}")
    if return_date > datetime.now(tz=UTC).date():
        raise FileRefusedError(f"return date in the future {what}")
    if tidy(cover.get("form_version", "")) not in ("", *FORMS):
        raise FileRefusedError(f"unknown form version {what}")
    return agency, agency_type, return_date


def file_level_cover_is_readable(cover: Mapping[str, str]) -> None:
    """What the file says for all its rows must be readable, though it may be left out."""
    stand_in = {"agency": "-", "agency_type": "mixed", "return_date": "2011-01-01"}
    checked_cover(stand_in | {name: text for name, text in cover.items() if tidy(text)}, "above")


def read_file(root: Path, path: str, register_line: Mapping[str, str]) -> ReturnFile:
    """Read one CSV file of a delivery; raises FileRefusedError."""
    content = (root / path).read_bytes()
    lines, header_at = grid(decoded(content))
    columns = columns_of(lines[header_at])
    width = len(lines[header_at])
    cover = {name: tidy(register_line.get(name) or "") for name in COVER_FIELDS}
    cover |= lines_above(lines[:header_at])
    file_level_cover_is_readable(cover)
    prefixes = tuple((register_line.get("id_prefixes") or "").upper().split())
    numbering = folded(register_line.get("numbering") or "")
    identity = (content, *(cover[name].casefold() for name in COVER_FIELDS), prefixes, numbering)

    body = [line for line in lines[header_at + 1 :] if not is_no_row(line)]
    rows: list[Row] = []
    somewhere = bool(cover["area"])
    for number, line in enumerate(body):
        cells: dict[str, str] = {}
        ticks: dict[str, dict[str, str]] = {}
        for (name, option), cell in zip(columns, line, strict=False):
            if option:
                ticks.setdefault(name, {})[option] = tidy(cell)
            elif name:
                cells[name] = tidy(cell)
        own = cover | {name: cells[name] for name in COVER_FIELDS if cells.get(name)}
        agency, agency_type, return_date = checked_cover(own, "in a row")
        somewhere = somewhere or bool(cells.get("area"))
        area = area_of(own["area"], return_date)
        return_area = area
        if area.kind == "unrecognised" and cover["area"]:
            return_area = area_of(cover["area"], return_date)
        too_long = sum(bool(tidy(cell)) for cell in line) > width
        rows.append(
            Row(
                agency=agency,
                agency_type=agency_type,
                return_date=return_date,
                form=tidy(own.get("form_version", "")) or form_in_force(return_date),
                area=area,
                return_area=return_area.key,
                place_in_file=number,
                cells={q.name: cells.get(q.name, "") for q in QUESTIONS},
                ticks=ticks,
                too_long=too_long,
            )
        )
    if not somewhere:
        raise FileRefusedError("no area")
    nil = None
    if not rows:
        agency, _, return_date = checked_cover(cover, "of a nil return")
        area = area_of(cover["area"], return_date)
        if area.kind == "unrecognised":
            raise FileRefusedError("a nil return of an area that is not recognised")
        nil = (folded(agency), area.key, return_date)
    return ReturnFile(path, identity, prefixes, numbering, tuple(rows), nil)

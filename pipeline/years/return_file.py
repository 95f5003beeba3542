"""`annual-return-YEAR-BOARD.json`: the data file of a board's annual return, which a centre
without records collates.

It holds the board's figures and who sent, no percentages and nobody's answers; a seal tells whether
it was changed since it was written.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec

from pipeline.cover import sha256_of
from pipeline.years.period import NoPeriod, Period, months_within, year_of
from pipeline.years.return_checks import KNOWN_BEFORE, NEW, WORKED_WITH, first_fault
from reports.adding import Cases, FigureKey, cases_of, keys_of
from reports.figures import TrueTables
from reports.movements import Movements
from reports.tables import Table
from reports.tables_reading import load_tables
from reports.year import YearReport
from reports.year_tables import year_end_table
from schemas.areas import Place
from schemas.errors import ProgramFault, UserError
from schemas.reference_version import reference_version
from schemas.version import PROGRAM

RETURN_FILES = "annual-return*.json"
"""How the files are named that boards send."""
KIND = "annual-return"
SHAPE = 1
"""Goes up when the file's fields change."""
_MOST_BYTES = 20_000_000
_AGAIN = "Ask the board to write it again with `lscb annual --area`, with this version of lscb."
_AT = re.compile(r"at `(\$[^`]*)`")

Count = Annotated[int, msgspec.Meta(ge=0, le=9_999_999)]
Version = Annotated[str, msgspec.Meta(pattern=r"\A[\w.+-]{1,60}\Z")]


class ReturnFileError(UserError):
    """A file that is no board's annual return, or can't be relied on."""


class FigureLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """A figure of the board: as it stands in tables.csv."""

    table_id: str
    row: str
    column: str
    cases: Count


class SendingLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency's months with a return, as `2010-04`, and its latest return date."""

    agency: str
    area: str
    months: tuple[str, ...]
    last: date | None


class AnnualReturn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the file holds, in its order; `board` is the code at the end of the year, `movements`
    are by their names, `seal` is the hash of all the rest."""

    kind: str
    shape: int
    program: str
    program_version: Version
    codebook_version: Version
    reference_version: Version
    year: str
    board: str
    board_name: str
    returns_used: Count
    refused_rows: Count
    movements: dict[str, Count]
    sending: tuple[SendingLine, ...]
    worked_with: tuple[FigureLine, ...]
    new: tuple[FigureLine, ...]
    known_before: tuple[FigureLine, ...]
    seal: str = ""


@dataclass(frozen=True)
class BoardReturn:
    """A board's return as read and checked; `groups` has all figures of worked_with, new and
    known_before."""

    path: Path
    sha256: str
    year: Period
    said: AnnualReturn
    movements: Movements
    groups: Mapping[str, Cases]


@lru_cache(maxsize=1)
def year_tables() -> tuple[Table, ...]:
    """The tables of a year, in their order."""
    return (*load_tables(), year_end_table())


@lru_cache(maxsize=1)
def year_keys() -> tuple[FigureKey, ...]:
    """The figures of each group of a return file, in their order."""
    return tuple(key for table in year_tables() for key in keys_of(table))


def return_file_name(report: YearReport, board: Place) -> str:
    """The name of a board's file, as `annual-return-2010-11-york.json`."""
    of_board = "-".join(re.findall(r"[a-z0-9]+", board.name.casefold()))
    return f"annual-return-{report.name}-{of_board}.json"


def return_file_text(report: YearReport, board: Place) -> str:
    """The file of `board`, from the report of its returns alone.  Raises ProgramFault if the
    report is another board's, or of all."""
    if report.board != board.code:
        raise ProgramFault(f"the report is not that of {board.name}")
    of_board = [each for each in report.movements if each.geography.code == board.code]
    movements = of_board[0].movements if of_board else Movements()
    said = AnnualReturn(
        kind=KIND,
        shape=SHAPE,
        program=PROGRAM,
        program_version=report.program_version,
        codebook_version=report.codebook_version,
        reference_version=reference_version(),
        year=report.name,
        board=board.code,
        board_name=board.name,
        returns_used=report.returns_used,
        refused_rows=report.refused_rows,
        movements=dict(movements.lines()),
        sending=tuple(
            SendingLine(each.agency, each.area, each.sent, each.last) for each in report.sending
        ),
        worked_with=_lines(report.worked_with, board.code),
        new=_lines(report.new, board.code),
        known_before=_lines(report.known_before, board.code),
    )
    return sealed_text(msgspec.to_builtins(said))


def _lines(tables: TrueTables, code: str) -> tuple[FigureLine, ...]:
    cases = cases_of(tables, code, year_tables())
    return tuple(FigureLine(*key, number) for key, number in cases.items())


def sealed_text(said: dict[str, object]) -> str:
    """The file's text with its seal: a line for each field, and for each item of a list."""
    return "{\n" + ",\n".join(map(_field, {**said, "seal": _seal_of(said)}.items())) + "\n}\n"


def _field(field: tuple[str, object]) -> str:
    name, value = field
    if not isinstance(value, (list, tuple)) or not value:
        return f'"{name}": {_json(value)}'
    return f'"{name}": [\n' + ",\n".join(f"  {_json(each)}" for each in value) + "\n]"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _seal_of(said: dict[str, object]) -> str:
    return sha256_of(msgspec.json.encode({**said, "seal": ""}, order="sorted"))


def read_return_file(path: Path) -> BoardReturn:
    """Reads a board's file and checks that all in it adds up.

    Raises ReturnFileError for a file that is none, of another version, changed since it was
    written, or with figures that can't be right.
    """
    content = _bytes(path)
    said = _decoded(content, path)
    try:
        year = year_of(said.year)
    except NoPeriod:
        raise _wrong(path, "what it names as its year is none") from None
    if said.movements.keys() != dict(Movements().lines()).keys():
        raise _wrong(path, "its movements are not those that this version of lscb counts")
    movements = Movements(**said.movements)
    groups = {
        WORKED_WITH: _cases(said.worked_with, WORKED_WITH, path),
        NEW: _cases(said.new, NEW, path),
        KNOWN_BEFORE: _cases(said.known_before, KNOWN_BEFORE, path),
    }
    if fault := first_fault(movements, groups, year_tables()):
        raise _wrong(path, fault)
    months = [month.name for month in months_within(year)]
    if not all(set(each.months) <= set(months) for each in said.sending):
        raise _wrong(path, "it says of an agency that it sent in months of another year")
    return BoardReturn(path, sha256_of(content), year, said, movements, groups)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _no_return(path)
        return path.read_bytes()
    except OSError as error:
        raise ReturnFileError(f"{path} can't be read: {error.strerror}.") from None


def _decoded(content: bytes, path: Path) -> AnnualReturn:
    try:
        raw = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise _no_return(path) from None
    if not isinstance(raw, dict) or raw.get("kind") != KIND:
        raise _no_return(path)
    if raw.get("shape") != SHAPE:
        raise ReturnFileError(
            f"{path} was written by a version of lscb whose return files are made differently. "
            f"{_AGAIN}"
        )
    if raw.get("seal") != _seal_of(raw):
        raise ReturnFileError(
            f"{path} was changed after lscb had written it, so its figures can't be relied on. Ask "
            "the board for the file as it was written; a correction belongs in an agency's return, "
            "from which `lscb annual` then counts anew."
        )
    try:
        return msgspec.convert(raw, AnnualReturn)
    except msgspec.ValidationError as error:
        place = _AT.search(str(error))
        where = f" ({place[1]})" if place else ""
        raise _wrong(
            path,
            f"a field is missing, unknown, or not what it must be{where}; a count is a whole "
            "number of 0 or more",
        ) from None


def _cases(lines: tuple[FigureLine, ...], group: str, path: Path) -> Cases:
    keys = set(year_keys())
    found: dict[FigureKey, int] = {}
    for n, line in enumerate(lines, start=1):
        key = FigureKey(line.table_id, line.row, line.column)
        if key not in keys:
            raise _wrong(
                path, f"line {n} of {group} is of a table or row that this version does not have"
            )
        if key in found:
            raise _wrong(path, f"{key.table_id}, row {key.row}, stands twice in {group}")
        found[key] = line.cases
    if missing := next((key for key in year_keys() if key not in found), None):
        raise _wrong(path, f"{group} has no figure for {missing.table_id}, row {missing.row}")
    return found


def _no_return(path: Path) -> ReturnFileError:
    return ReturnFileError(
        f"{path} is no annual return of a board. Name the {RETURN_FILES} that `lscb annual --area` "
        "wrote for the board, or a folder of such files."
    )


def _wrong(path: Path, what: str) -> ReturnFileError:
    return ReturnFileError(f"{path} can't be collated: {what}. {_AGAIN}")

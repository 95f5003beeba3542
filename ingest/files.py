"""Reading one delivered file: the boundary at which whatever is wrong with it becomes a problem."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import pyarrow as pa

from ingest.covers import CoverError, CoverReader, NilReturn, cover_texts
from ingest.delivery import DeliveredFile
from ingest.grid import UnreadableFile, read_csv
from ingest.headers import HeaderBook, header_book
from ingest.identifiers import prefixes_of
from ingest.register import RegisterLine
from ingest.standard_layout import LaidOut, LayoutError, TickProblem, read_standard_layout
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.text import folded

_READ = frozenset({".csv", ".txt"})


@dataclass(frozen=True)
class FileProblem:
    """Why a file is refused: a code of the catalogue, the cover field and the row it is about, and
    a sentence with more than the catalogue says, never with a value."""

    code: str
    field: str | None = None
    row: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Answers:
    """What a file that can be taken says.

    `identity` is that by which the same file is known again (bytes, cover, codebook version).
    `rows` has `row`, `too_long`, the cover's columns (covers.COVER_COLUMNS) and a column of text
    for each question that the file has; `nil` is the return of a file without rows.
    """

    identity: str
    rows: pa.Table
    nil: NilReturn | None
    id_prefixes: frozenset[str]
    numbering: str | None
    tick_problems: tuple[TickProblem, ...]
    unused_columns: tuple[int, ...]
    absent_questions: tuple[str, ...]
    left_out_rows: int


@dataclass(frozen=True)
class ReadFile:
    """A delivered file after reading: either `problem` or `answers`.

    `path` is for the terminal only; `sha256` is that of its bytes.
    """

    path: str
    sha256: str
    problem: FileProblem | None
    answers: Answers | None

    @property
    def identity(self) -> str:
        """Empty for a file that is refused."""
        return self.answers.identity if self.answers else ""


@dataclass(frozen=True)
class FileReader:
    """Reads delivered files against the codebook, the areas and the day of reading."""

    codebook: Codebook
    headers: HeaderBook
    covers: CoverReader

    def read(self, file: DeliveredFile) -> ReadFile:
        """Never raises for what a file holds: that is its `problem`."""
        try:
            content = file.location.read_bytes()
        except OSError as error:
            problem = FileProblem("unreadable_file", detail=f"{error.strerror}.")
            return ReadFile(file.path, "", problem, None)
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            answers = self._answers(file, content, sha256)
        except UnreadableFile as error:
            problem = FileProblem("unreadable_file", detail=f"{error}.")
        except LayoutError as error:
            problem = FileProblem(error.code, row=error.row)
        except CoverError as error:
            code = error.code if _has_cover(file, error) else "no_cover"
            problem = FileProblem(code, error.field, error.row)
        else:
            return ReadFile(file.path, sha256, None, answers)
        return ReadFile(file.path, sha256, problem, None)

    def _answers(self, file: DeliveredFile, content: bytes, sha256: str) -> Answers:
        if PurePosixPath(file.path).suffix.casefold() not in _READ:
            raise LayoutError("unsupported_file_type")
        register = file.register
        if register is not None and register.mapping:
            raise LayoutError("mapping_not_read")
        laid = read_standard_layout(
            read_csv(content, self.headers.is_header), self.headers, self.codebook
        )
        nil = self.covers.nil(laid, register) if laid.rows.num_rows == 0 else None
        rows = _with_columns(laid, self.covers.columns(laid, register))
        present = set(rows.column_names)
        return Answers(
            identity=self._identity(sha256, laid, register),
            rows=rows,
            nil=nil,
            id_prefixes=prefixes_of(register.id_prefixes if register else ""),
            numbering=(register.numbering or None) if register else None,
            tick_problems=laid.tick_problems,
            unused_columns=laid.unused,
            absent_questions=tuple(
                question.name
                for question in self.codebook.questions
                if question.name not in present
            ),
            left_out_rows=laid.left_out,
        )

    def _identity(self, sha256: str, laid: LaidOut, register: RegisterLine | None) -> str:
        """A hash over bytes, cover, what else the register says, and the codebook's version."""
        cover = {name: folded(text) for name, text in cover_texts(laid, register).items()}
        prefixes = sorted(prefixes_of(register.id_prefixes)) if register else []
        numbering = register.numbering if register else ""
        parts = [sha256, cover, prefixes, numbering, self.codebook.version]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def file_reader(codebook: Codebook, areas: Areas, today: date) -> FileReader:
    return FileReader(codebook, header_book(codebook), CoverReader(codebook, areas, today))


def _has_cover(file: DeliveredFile, error: CoverError) -> bool:
    """Whether the file's own text or the register named the agency: else it has no cover at all."""
    return file.register is not None or error.code != "no_agency"


def _with_columns(laid: LaidOut, cover: dict[str, pa.Array]) -> pa.Table:
    """The laid-out rows with the cover's columns as they were resolved."""
    table = laid.rows
    for name, column in cover.items():
        if name in table.column_names:
            table = table.drop_columns([name])
        table = table.append_column(name, column)
    return table

"""A delivered file after reading: what it says, or why it is refused."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa

from ingest.covers import NO_CLAIM, Claim, NilReturn
from ingest.document import Format
from ingest.headers import IDENTIFIER
from ingest.laid_out import SHEET, CellProblem, Doubt, Layout
from ingest.places import WHOLE, AnswerPlaces, Numbers, Place


@dataclass(frozen=True)
class FileProblem:
    """Why a file is refused: a code of the catalogue, the cover field and the place it is about,
    the headers in doubt, and a sentence with more than the catalogue says, never with a value."""

    code: str
    field: str | None = None
    place: Place = WHOLE
    detail: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Understood:
    """How a file was understood: its format and layout, the questions found with the column or row
    in which all answers to each stand (where they do), the headers that name no question, the
    questions that it does not have, the sheets left unused, and the order of its dates."""

    format: Format
    layouts: tuple[Layout, ...]
    found: tuple[tuple[str, Place], ...]
    unused: tuple[Place, ...]
    absent_questions: tuple[str, ...]
    unused_sheets: tuple[str, ...]
    left_out_rows: int
    month_first: bool
    hidden_sheets: tuple[str, ...]
    unmet_columns: int
    """How many of the mapping's columns the file does not have."""
    forms: tuple[str, ...] = ()
    """The versions of the form as which its rows were read."""
    of_other_forms: int = 0
    """How many questions it has that none of these forms asks."""


@dataclass(frozen=True)
class SentTexts:
    """What stood in the cells of a file's rows, by question: of all, or, where `held` are their
    indices, of some; identifiers of all."""

    texts: pa.Table
    identifiers: pa.ChunkedArray | None
    held: Numbers | None = None

    def __contains__(self, question: str) -> bool:
        return question in self.texts.column_names

    def of(self, question: str, records: pa.Array) -> list[str | None]:
        """The texts of the rows at these indices.  Raises KeyError for rows that are not held."""
        if question == IDENTIFIER.name and self.identifiers is not None:
            texts: list[str | None] = self.identifiers.take(records).to_pylist()
            return texts
        if self.held is not None:
            wanted = records.to_numpy(zero_copy_only=False)
            if not np.isin(wanted, self.held).all():
                raise KeyError(question)
            records = pa.array(np.searchsorted(self.held, wanted))
        found: list[str | None] = self.texts[question].take(records).to_pylist()
        return found

    def of_some(self, records: Numbers) -> "SentTexts":
        """Those of the rows at these indices alone, which stand in their order, each once."""
        return SentTexts(self.texts.take(pa.array(records, pa.int64())), self.identifiers, records)


def sent_texts(rows: pa.Table) -> SentTexts:
    """All texts of rows as they were laid out."""
    has_own = IDENTIFIER.name in rows.column_names
    return SentTexts(rows, rows[IDENTIFIER.name] if has_own else None)


@dataclass(frozen=True)
class Answers:
    """What a file that can be taken says.

    `identity` is that by which the same file is known again (bytes, cover, mapping, codebook
    version).  `rows` has laid_out.PLACE_COLUMNS, `too_long`, the cover's columns
    (covers.COVER_COLUMNS and IDENTIFIER_COLUMNS) and a column of text for each question that the
    file has; `nil` is the return of a file without rows.  `sent` are the rows as they stood in the
    file, before mapping and dates: for the agency's own feedback alone.
    """

    identity: str
    rows: pa.Table
    sent: SentTexts
    places: AnswerPlaces
    nil: NilReturn | None
    cell_problems: tuple[CellProblem, ...]
    understood: Understood

    def coded(self, records: Numbers) -> "Answers":
        """What is kept once the answers are coded: of `rows` the columns' names and the sheets, of
        `sent` the texts of the rows at these indices."""
        names = self.rows.column_names
        none = pa.nulls(self.rows.num_rows)
        rows = pa.table([self.rows[name] if name == SHEET else none for name in names], names)
        return replace(self, rows=rows, sent=self.sent.of_some(records))


@dataclass(frozen=True)
class ReadFile:
    """A delivered file after reading: either `problem` or `answers`.

    `path` is for the terminal and the agency's own feedback only; `sha256` is that of its bytes.
    `claim` is what a refused file's register line, mapping or cover tells of the return it was to
    be; `received_on` the day on which it came, where the register says so.
    """

    path: str
    sha256: str
    problem: FileProblem | None
    answers: Answers | None
    claim: Claim = NO_CLAIM
    received_on: date | None = None

    @property
    def identity(self) -> str:
        """Empty for a file that is refused."""
        return self.answers.identity if self.answers else ""

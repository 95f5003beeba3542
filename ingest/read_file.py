"""A delivered file after reading: what it says, or why it is refused."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from ingest.covers import NO_CLAIM, Claim, NilReturn
from ingest.document import Format
from ingest.laid_out import CellProblem, Doubt, Layout
from ingest.places import WHOLE, AnswerPlaces, Place


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
    sent: pa.Table
    places: AnswerPlaces
    nil: NilReturn | None
    cell_problems: tuple[CellProblem, ...]
    understood: Understood


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

"""Slips that need a file of their own, since they come of the file as a whole: each file's rows
below its cover, and the hand-written list of what must be found where."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from tests.feedback.writers import COVER, Spot, as_text
from tests.sending import write_csv

Line = Sequence[str]
TOP = len(COVER) + 2
"""The row of the header: the cover and a blank line stand above."""


@dataclass(frozen=True)
class SpecialFile:
    """`slips`: which line of the body (from 1), which column (from 1), question and code."""

    why: str
    header: Line
    body: Sequence[Line]
    slips: tuple[tuple[int, int, str, str], ...]

    @property
    def lines(self) -> list[Line]:
        above = [[name, as_text(value)] for name, value in COVER.items()]
        return [*above, [], self.header, *self.body]

    def expected(self, sheet: str) -> set[tuple[Spot, str, str]]:
        """Cell, question and code of all that must be found."""
        return {
            (Spot(sheet, TOP + line, column), question, code)
            for line, column, question, code in self.slips
        }

    def as_csv(self, folder: Path) -> Path:
        return write_csv(folder / "special.csv", self.lines)

    def as_xlsx(self, folder: Path) -> Path:
        """All cells are text, on the only sheet."""
        workbook = openpyxl.Workbook()
        for n, line in enumerate(self.lines, start=1):
            for m, text in enumerate(line, start=1):
                if text:
                    cell = workbook.active.cell(n, m, text)
                    cell.data_type = "s"
        path = folder / "special.xlsx"
        workbook.save(path)
        return path


TICKS = SpecialFile(
    "a choice has a cell of its own only where each has a column to tick",
    ("Local identifier", "Gender", "Methods of coercion: Grooming", "Methods of coercion: Other"),
    (
        ("HP-601", "Female", "x", ""),
        ("HP-602", "Male", "x", "perhaps"),
        ("HP-603", "Female", "", "x"),
    ),
    ((2, 4, "coercion_methods", "not_a_tick"),),
)

MIXED_DATES = SpecialFile(
    "a date is ambiguous only where others of the file show both orders",
    ("Local identifier", "Gender", "Date of referral", "Date work ended"),
    (
        ("HP-611", "Female", "14/03/2011", ""),
        ("HP-612", "Male", "03/15/2011", ""),
        ("HP-613", "Female", "03/04/2011", ""),
        ("HP-614", "Male", "16/03/2011", "05/04/2011"),
        ("HP-615", "Female", "17/03/2011", "18/04/2011"),
    ),
    ((3, 3, "referral_date", "ambiguous_date"), (4, 4, "closure_date", "ambiguous_closure_date")),
)

KEY_BELOW = SpecialFile(
    "a line is unlike the others only where it is the last",
    ("Local identifier", "Current age", "Gender"),
    (
        ("HP-621", "14", "Female"),
        ("HP-622", "15", "Male"),
        ("HP-623", "16", "Female"),
        ("HP-624", "16", "Male"),
        ("Amber", "", ""),
    ),
    ((5, 1, "local_id", "row_unlike_others"),),
)

REMARK_BELOW = SpecialFile(
    "a remark stands in place of an identifier only in the last line",
    ("Local identifier", "Current age", "Gender"),
    (
        ("HP-631", "14", "Female"),
        ("HP-632", "15", "Male"),
        ("HP-633", "16", "Female"),
        ("HP-634", "16", "Male"),
        ("F = female", "", ""),
    ),
    ((5, 1, "local_id", "remark_for_identifier"),),
)

TOO_LONG = SpecialFile(
    "only a row of a csv can have more cells than its header",
    ("Local identifier", "Current age", "Gender"),
    (("HP-641", "14", "Female"), ("HP-642", "15", "Male", "Leeds"), ("HP-643", "16", "Female")),
    ((2, 0, "", "row_too_long"),),
)

TWICE = SpecialFile(
    "an identifier stands twice only where two rows have it, however it is written",
    ("Local identifier", "Current age", "Gender"),
    (
        ("HP-651", "14", "Female"),
        ("HP-652", "15", "Male"),
        ("hp 0651", "14", "Female"),
        ("HP-653", "16", "Male"),
    ),
    ((1, 1, "local_id", "identifier_twice"), (3, 1, "local_id", "identifier_twice")),
)

SPECIAL_FILES = (TICKS, MIXED_DATES, KEY_BELOW, REMARK_BELOW, TWICE)
"""Those that can be sent as csv and as xlsx alike."""
CODES_OF_SPECIAL_FILES: frozenset[str] = frozenset(
    code for each in (*SPECIAL_FILES, TOO_LONG) for *_, code in each.slips
)

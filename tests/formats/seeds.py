"""The real files that are spoilt at random: every layout in every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from .by_hand_docx import write_forms_by_hand, write_surrounded_by_hand, write_two_rows_by_hand
from .by_hand_xlsx import Oddities, write_xlsx_by_hand
from .cases import (
    ACROSS,
    BLOCKS,
    FIXTURES,
    LAYOUTS,
    ONE_ROW,
    SURROUNDED,
    TWO_ROWS_THEMES,
    file_name,
    laid_under_cover,
    office_sheets,
    write_forms_docx,
    write_table_docx,
)
from .people import young_people
from .wording import BOXES, NUMBERED, PLAIN, Q_NUMBERED
from .writers import (
    COMMA_UTF8,
    SEMICOLON_CP1252,
    TAB_UTF16,
    write_csv,
    write_register,
    write_xlsx,
    write_zip,
)

FEW = 8
"""Young people in a file: so many that it takes no time, and that not all are lost at once."""


@dataclass(frozen=True)
class Seed:
    """A file that can be read; `people` is how many young people are in it."""

    name: str
    content: bytes
    people: int

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix


@lru_cache(maxsize=1)
def seeds() -> tuple[Seed, ...]:
    """Files of eight people written anew, and the fixtures of Excel 97 and Calc with all sixty."""
    with TemporaryDirectory() as folder:
        files = sorted(_written(Path(folder)))
        few = [Seed(path.name, path.read_bytes(), FEW) for path in files]
    names = [f"{file_name(layout)}.{kind}" for layout in LAYOUTS for kind in ("xls", "ods")]
    names += ["blocks-writer.docx", "surrounded-calc.xlsx"]
    sixty = [Seed(name, (FIXTURES / name).read_bytes(), len(young_people())) for name in names]
    return (*few, *sixty)


def _written(folder: Path) -> Sequence[Path]:
    people = young_people()[:FEW]
    files: list[Path] = []
    for layout in LAYOUTS:
        name = file_name(layout)
        rows = laid_under_cover(layout, people, PLAIN).rows
        files += [
            write_csv(folder / f"{name}-comma.csv", rows, COMMA_UTF8),
            write_csv(folder / f"{name}-semicolon.csv", rows, SEMICOLON_CP1252),
            write_csv(folder / f"{name}-tab.txt", rows, TAB_UTF16),
            write_xlsx(folder / f"{name}.xlsx", office_sheets(layout, people)),
        ]
    for layout in (ONE_ROW, TWO_ROWS_THEMES, ACROSS, SURROUNDED):
        path = folder / f"{file_name(layout)}.docx"
        files.append(write_table_docx(path, layout, people, Q_NUMBERED))
    hand = office_sheets(ONE_ROW, people)
    return [
        *files,
        write_forms_docx(folder / "blocks.docx", people, BOXES, with_cover=True),
        write_forms_by_hand(folder / "blocks-hand.docx", people),
        write_surrounded_by_hand(folder / "surrounded-hand.docx", people),
        write_two_rows_by_hand(folder / "two-rows-hand.docx", people),
        write_xlsx_by_hand(folder / "one-row-hand.xlsx", hand, Oddities(stray=True)),
        write_xlsx_by_hand(folder / "one-row-hand-2.xlsx", hand, Oddities(False, unnamed=True)),
        _zipped(folder),
    ]


def _zipped(folder: Path) -> Path:
    """A zip of Word forms, one a child, with a register."""
    inside = folder / "inside"
    inside.mkdir()
    forms = [
        write_forms_docx(inside / f"{each.number}.docx", [each], NUMBERED, with_cover=False)
        for each in young_people()[:FEW]
    ]
    register = write_register(inside, [form.name for form in forms])
    return write_zip(folder / f"{file_name(BLOCKS)}.zip", [*forms, register])

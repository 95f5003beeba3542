"""Writes the fixtures of the formats again:  python -m tests.formats.make_fixtures

LibreOffice must be there as `soffice`; what it writes differs in bytes from run to run, what is
made by hand does not.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from . import layouts
from .by_hand_docx import write_forms_by_hand, write_surrounded_by_hand, write_two_rows_by_hand
from .by_hand_xlsx import MACRO_WORKBOOK, Oddities, write_xlsx_by_hand
from .cases import (
    ACROSS,
    FIXTURES,
    LAYOUTS,
    ONE_ROW,
    SURROUNDED,
    TICKS,
    TWO_ROWS_ANSWERS,
    file_name,
    laid_under_cover,
    office_sheets,
    write_forms_docx,
    write_table_docx,
)
from .people import young_people
from .wording import BOXES, OFFICE, Q_NUMBERED
from .writers import BRITISH, DAY_FIRST, write_register, write_xlsx

_CSV_FILTER = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,2"
"""Semicolons, quotation marks, UTF-8, cells as shown, the second sheet."""


def main() -> None:
    FIXTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        work = Path(folder)
        workbooks = [
            write_xlsx(work / f"{file_name(each)}.xlsx", office_sheets(each, young_people()))
            for each in LAYOUTS
        ]
        _convert(work, "xls:MS Excel 97", workbooks, FIXTURES)
        _convert(work, "ods", workbooks, FIXTURES)
        _calc(work)
        _writer(work)
    _by_hand()


def _calc(work: Path) -> None:
    """Saved by Calc as xlsx and as CSV, from what it had saved as ods."""
    ods = [FIXTURES / f"{file_name(each)}.ods" for each in (TICKS, SURROUNDED)]
    saved = work / "calc"
    _convert(work, "xlsx:Calc MS Excel 2007 XML", ods, saved)
    for each in saved.iterdir():
        shutil.copy(each, FIXTURES / f"{each.stem}-calc.xlsx")
    for name, date_format in (("one-row-calc", BRITISH), ("one-row-calc-american", DAY_FIRST)):
        sheets = office_sheets(ONE_ROW, young_people())
        workbook = write_xlsx(work / f"{name}.xlsx", sheets, date_format)
        _convert(work, _CSV_FILTER, [workbook], work / name)
        (exported,) = (work / name).glob("*.csv")
        folder = FIXTURES / name
        folder.mkdir(exist_ok=True)
        shutil.copy(exported, folder / "return.csv")
        write_register(folder, ["return.csv"])


def _writer(work: Path) -> None:
    """Saved by Writer as odt, and from there as docx."""
    forms = work / "blocks-writer.docx"
    write_forms_docx(forms, young_people(), BOXES, with_cover=True)
    across = write_table_docx(work / "across-writer.docx", ACROSS, young_people(), Q_NUMBERED)
    _convert(work, "odt", [forms, across], work / "odt")
    _convert(work, "docx:MS Word 2007 XML", sorted((work / "odt").glob("*.odt")), FIXTURES)


def _convert(work: Path, form: str, files: Sequence[Path], to: Path) -> None:
    """Raises CalledProcessError or FileNotFoundError if LibreOffice does not convert them all."""
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(to),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    if not any(to.iterdir()):
        raise FileNotFoundError(f"soffice wrote nothing as {form}")


def _by_hand() -> None:
    people = young_people()
    write_xlsx_by_hand(
        FIXTURES / "one-row-by-hand.xlsx", office_sheets(ONE_ROW, people), Oddities(stray=True)
    )
    for name, kind in (("ticks-by-hand.xlsx", Oddities()), ("ticks-by-hand.xlsm", _MACROS)):
        write_xlsx_by_hand(FIXTURES / name, office_sheets(TICKS, people), kind)
    write_xlsx_by_hand(
        FIXTURES / "two-rows-answers-by-hand.xlsx",
        [("Return", laid_under_cover(TWO_ROWS_ANSWERS, people, OFFICE))],
        Oddities(shared=False, stray=True),
    )
    across = layouts.across(people, OFFICE, heading=False, themes=True)
    write_xlsx_by_hand(
        FIXTURES / "across-by-hand.xlsx",
        [("Return", across.below([*layouts.cover_lines(OFFICE), []]))],
        Oddities(shared=False, unnamed=True),
    )
    write_two_rows_by_hand(FIXTURES / "two-rows-themes-by-hand.docx", people)
    write_forms_by_hand(FIXTURES / "blocks-by-hand.docx", people)
    write_surrounded_by_hand(FIXTURES / "surrounded-by-hand.docx", people)


_MACROS = Oddities(prefixed=True, content_type=MACRO_WORKBOOK)

if __name__ == "__main__":
    main()

"""The filled forms as LibreOffice saved them, kept so that they are read on machines without it.

`python -m tests.kept_forms` writes them anew; it needs LibreOffice.
"""

import tempfile
from pathlib import Path

from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.filled_forms import fill_document, fill_workbook
from tests.libreoffice import saved_by_libreoffice
from tests.sent_forms import COVER, YOUNG_PEOPLE

KEPT = Path(__file__).parent / "fixtures" / "forms"


def one_file_a_child(blank: Path, folder: Path) -> list[Path]:
    """A Word form for each young person."""
    folder.mkdir()
    paths = [folder / f"{n}.docx" for n, _ in enumerate(YOUNG_PEOPLE, start=1)]
    for path, answers in zip(paths, YOUNG_PEOPLE, strict=True):
        fill_document(blank, path, COVER, [answers])
    return paths


def main() -> None:
    """Fills the blank forms and has LibreOffice save them into KEPT."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        xlsx, docx, _ = write_blank_forms(load_codebook().of_form("2011"), load_areas(), folder)
        workbook, copied = folder / "workbook.xlsx", folder / "copied.docx"
        fill_workbook(xlsx, workbook, COVER, YOUNG_PEOPLE)
        fill_document(docx, copied, COVER, YOUNG_PEOPLE)
        forms = one_file_a_child(docx, folder / "filled")
        profile = folder / "profile"
        saved_by_libreoffice([workbook], profile, KEPT)
        saved_by_libreoffice([copied], profile, KEPT)
        saved_by_libreoffice(forms, profile, KEPT / "form-a-child")


if __name__ == "__main__":
    main()

"""The blank return form in every format in which agencies fill it in."""

from pathlib import Path

from reports.form_csv import write_csv_form
from reports.form_document import write_document_form
from reports.form_workbook import write_workbook_form
from schemas.areas import Areas
from schemas.codebook import Codebook


def write_blank_forms(codebook: Codebook, areas: Areas, folder: Path) -> list[Path]:
    """Writes the form of a codebook of one form (Codebook.of_form) as xlsx, docx and csv into
    `folder`, which is there; gives their paths.

    The same codebook and areas give the same bytes.  Raises OSError if `folder` can't be written.
    """
    name = f"return-form-{codebook.form_versions[0]}"
    workbook, document, table = (folder / f"{name}.{end}" for end in ("xlsx", "docx", "csv"))
    write_workbook_form(workbook, codebook, areas)
    write_document_form(document, codebook, areas)
    write_csv_form(table, codebook)
    return [workbook, document, table]

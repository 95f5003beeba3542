"""The blank return form as CSV."""

import csv
import io
from pathlib import Path

from schemas.codebook import Codebook


def write_csv_form(path: Path, codebook: Codebook) -> None:
    """Writes the cover's fields, a blank line and the header, in UTF-8 with a mark (by which
    spreadsheets know it).  Raises OSError if `path` can't be written."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    for field in codebook.cover:
        value = codebook.form_versions[0] if field.name == "form_version" else ""
        lines.writerow([field.label, value])
    lines.writerow([])
    lines.writerow([question.label for question in codebook.questions])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))

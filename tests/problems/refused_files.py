"""For each problem that refuses a file, a delivery that has it alone."""

from collections.abc import Mapping
from pathlib import Path

from tests.formats.raw_files import compound_file
from tests.ingest.made_files import docx, paragraph, table, text_cell, xlsx, zipped
from tests.problems.sent import (
    HEADER,
    LINES,
    YP_1,
    YP_2,
    Builder,
    covered,
    plain,
    rows,
    sheets,
)
from tests.sending import write_csv, write_return

SHORE = [["agency", "Shore Trust"], *LINES[1:]]
FORM = [["Local identifier", "A2"], ["Current age", "16"], ["Gender", "male"]]
FORM_WITHOUT_IDENTIFIER = [["Current age", "16"], ["Gender", "male"]]
FAR_CELL = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>.</t></is></c></row>'
MANY_HEADERS = [f"Column {n}" for n in range(1, 4001)]


def word_tables(*tables: list[list[str]]) -> Builder:
    body = "".join(table(*(map(text_cell, row) for row in rows)) + paragraph() for rows in tables)
    return plain("a.docx", docx(body))


def without_cover(folder: Path) -> None:
    write_csv(folder / "a.csv", [HEADER, YP_1])


def nil_return_of_no_area(folder: Path) -> None:
    write_return(folder / "a.csv", [], {"area": "North team"})


FILES: Mapping[str, Builder] = {
    "unreadable_file": plain("return.xlsx", xlsx("<row/>")[:200]),
    "unsupported_file_type": plain("form.jpg", b"\xff\xd8\xff\xe0 a photo"),
    "old_word_file": plain("form.doc", compound_file("WordDocument", "1Table")),
    "pdf_file": plain("return.pdf", b"%PDF-1.4\n"),
    "rtf_file": plain("form.rtf", rb"{\rtf1\ansi YP 1\par}"),
    "password_protected": plain("return.xlsx", compound_file("EncryptedPackage", "EncryptionInfo")),
    "too_large": plain("a.xlsx", xlsx(FAR_CELL.replace("1048576", "1") + FAR_CELL)),
    "no_header": rows(["YP 1", "15", "Female"], ["YP 2", "16", "Male"]),
    "layout_unclear": rows(HEADER, ["Current age", "15", "16"], ["Gender", "female", "male"]),
    "layouts_mixed": sheets([*LINES, HEADER, YP_1], FORM),
    "covers_differ": sheets(LINES, SHORE, [HEADER, YP_1]),
    "table_without_header": word_tables(LINES, [HEADER, YP_1], [YP_2]),
    "second_header": rows(
        HEADER, YP_1, ["Local identifier", "Nationality", "Current age"], ["A2", "British", "16"]
    ),
    "sheet_missing": rows(HEADER, YP_1, mapping="sheets = [7]"),
    "constant_and_column": rows(HEADER, YP_1, mapping='[constants]\ngender = "female"'),
    "ambiguous_return_date": rows(
        ["Local identifier", "Date of birth", "Return date"], ["A1", "03/25/1996", "06/05/2011"]
    ),
    "damaged_zip": plain("a.zip", zipped({"../return.csv": "Local identifier\nYP 1\n"})),
    "doubtful_header": rows(["Local identifier", "Sex"], ["A1", "female"]),
    "too_many_columns": rows(["Local identifier", *MANY_HEADERS], YP_1),
    "form_without_identifier": rows(*FORM, *FORM_WITHOUT_IDENTIFIER),
    "whose_answer_unclear": rows(["Gender", "male"], *FORM[:2], FORM[0], FORM[2]),
    "no_identifier_column": rows(["Current age", "Gender", "Nationality"], ["15", "male", ""]),
    "header_twice": rows([*HEADER, "Gender"], [*YP_1, "female"]),
    "no_cover": without_cover,
    "no_agency": sheets([*LINES[1:], [*HEADER, "Agency"], [*YP_1, "Harbour Project"], [*YP_2, ""]]),
    "no_agency_type": covered(agency_type=""),
    "unknown_agency_type": covered(agency_type="Charity"),
    "no_return_date": covered(return_date=""),
    "unreadable_return_date": covered(return_date="early June"),
    "future_return_date": covered(return_date="06/06/2111"),
    "unknown_form_version": covered(form_version="2009"),
    "no_area": covered(area=""),
    "unknown_cover_area": nil_return_of_no_area,
}

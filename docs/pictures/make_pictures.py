"""Draws the pictures of the layouts: `python docs/pictures/make_pictures.py`.

Each picture is a small sheet, or a Word form, as SVG.  The same script gives the same bytes.  The
tests read the cells of each picture as a file, so that no picture shows what is not read.
"""

from collections.abc import Sequence
from pathlib import Path

from grid_drawing import Grid, Picture, Span, svg

HERE = Path(__file__).parent


def _row_of_headers(row: int, columns: int) -> frozenset[tuple[int, int]]:
    return frozenset((row, column) for column in range(1, columns + 1))


def _column_of_headers(rows: Sequence[int]) -> frozenset[tuple[int, int]]:
    return frozenset((row, 1) for row in rows)


def _form(table: int, identifier: str, born: str, gender: str, coercion: str) -> Grid:
    rows = [
        ("Local identifier", identifier),
        ("Date of birth", born),
        ("Gender", gender),
        ("Methods of coercion\n(tick all that apply)", coercion),
    ]
    return Grid(rows, _column_of_headers(range(1, 5)), (Span(1, 4, f"table {table}"),))


_COVER = (
    ("Agency", "Saltmarbles Trust"),
    ("Type of agency", "Voluntary"),
    ("LSCB area", "York"),
    ("Return date", "06/06/2011"),
)

PICTURES = (
    Picture(
        "one-row",
        ("rows",),
        "One row a young person",
        "A sheet. Row 1 holds the headers: local identifier, date of birth, gender, living "
        "situation, methods of coercion. Rows 2 to 4 hold a young person each.",
        Grid(
            [
                (
                    "Local identifier",
                    "Date of birth",
                    "Gender",
                    "Living situation",
                    "Methods of coercion",
                ),
                ("SM-014", "04/03/1996", "Female", "With family", "Grooming; Mobile phone"),
                ("SM-015", "Nov 1995", "M", "Looked after", "not known"),
                ("SM-016", "23-Aug-1997", "F", "", "Grooming"),
            ],
            _row_of_headers(1, 5),
            (Span(1, 1, "headers"), Span(2, 4, "young people")),
        ),
    ),
    Picture(
        "ticks",
        ("rows", "ticks"),
        "Ticks in columns",
        "A sheet. Row 1 holds the headers; the question methods of coercion has three columns, "
        "one for each answer: grooming, mobile phone, other. An x stands where the answer is yes.",
        Grid(
            [
                (
                    "Local identifier",
                    "Gender",
                    "Methods of coercion:\nGrooming",
                    "Methods of coercion:\nMobile phone",
                    "Methods of coercion:\nOther",
                ),
                ("SM-014", "Female", "x", "x", ""),
                ("SM-015", "Male", "", "", "x"),
                ("SM-016", "Female", "x", "", ""),
            ],
            _row_of_headers(1, 5),
            (Span(1, 1, "headers"), Span(2, 4, "young people")),
        ),
    ),
    Picture(
        "two-rows-answers",
        ("rows", "ticks", "two_headers"),
        "Two header rows: questions over answers",
        "A sheet. In row 1 the header methods of coercion is merged over columns C to E; in row 2 "
        "its answers stand below it: grooming, mobile phone, other. Young people begin in row 3.",
        Grid(
            [
                ("Local identifier", "Gender", "Methods of coercion", "", ""),
                ("", "", "Grooming", "Mobile phone", "Other"),
                ("SM-014", "Female", "x", "x", ""),
                ("SM-015", "Male", "", "", "x"),
                ("SM-016", "Female", "x", "", ""),
            ],
            _row_of_headers(1, 5) | _row_of_headers(2, 5),
            (Span(1, 2, "headers"), Span(3, 5, "young people")),
            merged={(1, 3): 3},
        ),
    ),
    Picture(
        "two-rows-themes",
        ("rows", "two_headers"),
        "Two header rows: themes over questions",
        "A sheet. Row 1 holds the themes personal information and living situation, each merged "
        "over its questions. Row 2 holds the questions. Young people begin in row 3.",
        Grid(
            [
                ("Personal information", "", "", "Living situation", ""),
                (
                    "Local identifier",
                    "Date of birth",
                    "Gender",
                    "Living situation",
                    "If with family",
                ),
                ("SM-014", "04/03/1996", "Female", "With family", "Family home"),
                ("SM-015", "Nov 1995", "Male", "Looked after", ""),
                ("SM-016", "23-Aug-1997", "Female", "Independent", ""),
            ],
            _row_of_headers(1, 5) | _row_of_headers(2, 5),
            (Span(1, 1, "themes"), Span(2, 2, "headers"), Span(3, 5, "young people")),
            merged={(1, 1): 3, (1, 4): 2},
        ),
    ),
    Picture(
        "across",
        ("across",),
        "Questions down, young people across",
        "A sheet. Column A holds the questions, one below another. Columns B, C and D hold a young "
        "person each.",
        Grid(
            [
                ("Local identifier", "SM-014", "SM-015", "SM-016"),
                ("Date of birth", "04/03/1996", "Nov 1995", "23-Aug-1997"),
                ("Gender", "Female", "Male", "Female"),
                ("Living situation", "With family", "Looked after", ""),
                ("Methods of coercion", "Grooming", "not known", "Mobile phone"),
            ],
            _column_of_headers(range(1, 6)),
        ),
    ),
    Picture(
        "blocks",
        ("blocks",),
        "Blocks of question and answer, one a young person",
        "A sheet. Column A holds questions and column B their answers. Rows 1 to 4 are the first "
        "young person's, row 5 is blank, rows 6 to 9 ask the same of the second.",
        Grid(
            [
                ("Local identifier", "SM-014"),
                ("Date of birth", "04/03/1996"),
                ("Gender", "Female"),
                ("Living situation", "With family"),
                ("", ""),
                ("Local identifier", "SM-015"),
                ("Date of birth", "Nov 1995"),
                ("Gender", "Male"),
                ("Living situation", "Looked after"),
            ],
            _column_of_headers([1, 2, 3, 4, 6, 7, 8, 9]),
            (Span(1, 4, "first young person"), Span(6, 9, "second young person")),
        ),
    ),
    Picture(
        "word-form",
        ("blocks", "sheets"),
        "A Word form: the cover as first table, then a form a young person",
        "A page. The first table is the cover: agency, type of agency, LSCB area and return date. "
        "Below it stand two tables, one a young person, each with questions on the left and "
        "answers on the right; gender and methods of coercion are answered by ticked boxes.",
        Grid(_COVER, _column_of_headers(range(1, 5)), (Span(1, 4, "table 1: the cover"),)),
        (
            (
                "Young person 1",
                _form(
                    2,
                    "SM-014",
                    "04/03/1996",
                    "☒ Female  ☐ Male",
                    "☒ Grooming\n☒ Mobile phone\n☐ Other",
                ),
            ),
            (
                "Young person 2",
                _form(
                    3,
                    "SM-015",
                    "Nov 1995",
                    "☐ Female  ☒ Male",
                    "☐ Grooming\n☐ Mobile phone\n☒ Other",
                ),
            ),
        ),
    ),
    Picture(
        "surrounded",
        ("rows", "lines_above"),
        "Lines above the headers, totals and notes below",
        "A sheet. Row 1 is a title, rows 2 to 5 are the cover: agency, type of agency, LSCB area "
        "and return date. Row 7 holds the headers, rows 8, 9 and 11 young people. The "
        "blank row 10, the total in row 12 and the note in row 13 are left out.",
        Grid(
            [
                ("Monitoring return, June 2011", "", "", ""),
                *((label, value, "", "") for label, value in _COVER),
                ("", "", "", ""),
                ("Local identifier", "Date of birth", "Gender", "Living situation"),
                ("SM-014", "04/03/1996", "Female", "With family"),
                ("SM-015", "Nov 1995", "Male", "Looked after"),
                ("", "", "", ""),
                ("SM-016", "23-Aug-1997", "Female", "Independent"),
                ("Total", "3", "", ""),
                ("Note: ages are those on the return date.", "", "", ""),
            ],
            _row_of_headers(7, 4) | _column_of_headers(range(2, 6)),
            (
                Span(1, 1, "left out"),
                Span(2, 5, "cover"),
                Span(7, 7, "headers"),
                Span(8, 9, "young people"),
                Span(10, 10, "left out"),
                Span(11, 11, "young person"),
                Span(12, 13, "left out"),
            ),
            left_out=frozenset({1, 12, 13}),
        ),
    ),
)


def main() -> None:
    """Writes all pictures beside this script."""
    for picture in PICTURES:
        (HERE / f"{picture.name}.svg").write_text(svg(picture), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

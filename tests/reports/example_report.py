"""A small report made by hand: 40 young people in two regions, an authority and a joint board.

Two of them may be the same as others: one in County Durham, one elsewhere in the North East.
"""

from datetime import date

from reports.figures import (
    BASE,
    MEAN,
    MODE,
    MOST_ANSWERS,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    OLDEST,
    ONE_ANSWER_ONLY,
    OUTSIDE_BASE,
    YOUNGEST,
    Column,
    Geography,
    TrueFigure,
    TrueTable,
    TrueTables,
)
from reports.quality import (
    Answers,
    DataProvided,
    Provided,
    ProvidedIn,
    Quality,
    QualityOf,
)
from reports.report import CountedReturn, PossibleDuplicates, RestrictedReport
from reports.review import CountedRange
from reports.tables import Row, Table
from reports.tables_reading import load_tables
from schemas.codebook import Theme
from schemas.codebook_reading import load_codebook

DAY = date(2011, 6, 6)
ENGLAND = Geography("national", "E92000001", "England")
NORTH_EAST = Geography("regional", "E12000001", "North East", "E12000001")
LONDON = Geography("regional", "E12000007", "London", "E12000007")
DURHAM = Geography("local_authority", "E06000047", "County Durham", "E12000001")
TRI_BOROUGH = Geography(
    "joint_board", "E09000013+E09000020", "Hammersmith and Kensington", "E12000007"
)
PLACES = (ENGLAND, NORTH_EAST, LONDON, DURHAM, TRI_BOROUGH)
TABLES = {table.id: table for table in load_tables()}
FURTHER = {
    row.code: row
    for row in (
        BASE,
        NOT_KNOWN_ROW,
        NOT_PROVIDED,
        OUTSIDE_BASE,
        ONE_ANSWER_ONLY,
        MOST_ANSWERS,
        MEAN,
        MODE,
        YOUNGEST,
        OLDEST,
    )
}

Figures = dict[str, tuple[str, str]]

FORMULA = '=HYPERLINK("https://example.org","Prizes")'
MARKED_UP = "Barnardo's <b>North</b> & Co"
LINK = "[Safe House](https://example.org/form)"
NOTE_MARK = "$$Safe House$$"
SIGNS = "***"


def _table(table_id: str, geography: Geography, figures: Figures) -> TrueTable:
    """Hand-written cases and percentages, a row each; rows of the breakdown left out are 0."""
    table = TABLES[table_id]
    zero = ("0", "0.0" if int(figures[BASE.code][0]) else "")
    lines = [TrueFigure(row, "total", *figures.get(row.code, zero)) for row in table.rows]
    rows = _further_rows(table)
    lines += [
        TrueFigure(rows[code], "total", *figure) for code, figure in figures.items() if code in rows
    ]
    return TrueTable(table, geography, tuple(lines))


def _further_rows(table: Table) -> dict[str, Row]:
    rows = FURTHER | {beside.row.code: beside.row for beside in table.beside}
    return {code: row for code, row in rows.items() if code not in {r.code for r in table.rows}}


def _by_region(geography: Geography, base: tuple[int, int, int], regions: Figures) -> TrueTable:
    """Table 2; `base` is statutory, voluntary, mixed, `regions` the totals of England's rows."""
    table = TABLES["table_2"]
    types: tuple[Column, ...] = ("statutory", "voluntary", "mixed")
    figures = []
    if geography is ENGLAND:
        for row in table.rows:
            total, percent = regions.get(row.code, ("0", "0.0"))
            figures.append(TrueFigure(row, "total", total, percent))
            split = {"E12000001": "10 5 0", "E12000007": "5 18 2"}.get(row.code, "0 0 0").split()
            figures += [
                TrueFigure(row, column, cases, "")
                for column, cases in zip(types, split, strict=True)
            ]
    figures.append(TrueFigure(BASE, "total", str(sum(base)), ""))
    figures += [
        TrueFigure(BASE, column, str(cases), "") for column, cases in zip(types, base, strict=True)
    ]
    return TrueTable(table, geography, tuple(figures))


def _tables() -> tuple[TrueTable, ...]:
    everywhere: dict[str, tuple[Figures, ...]] = {
        "figure_1": (
            {"city": ("12", "60.0"), "town": ("7", "35.0"), "rural": ("1", "5.0"),
             "base": ("20", ""), "not_known": ("4", ""), "not_provided": ("16", "")},
            {"town": ("7", "87.5"), "rural": ("1", "12.5"),
             "base": ("8", ""), "not_known": ("4", ""), "not_provided": ("3", "")},
            {"city": ("12", "100.0"),
             "base": ("12", ""), "not_known": ("0", ""), "not_provided": ("13", "")},
            {"town": ("6", "85.7"), "rural": ("1", "14.3"),
             "base": ("7", ""), "not_known": ("3", ""), "not_provided": ("2", "")},
            {"base": ("0", ""), "not_known": ("0", ""), "not_provided": ("5", "")},
        ),
        "figure_2": (
            {"12": ("1", "2.6"), "14": ("9", "23.1"), "15": ("20", "51.3"), "16": ("8", "20.5"),
             "19": ("1", "2.6"), "base": ("39", ""), "not_known": ("1", ""),
             "not_provided": ("0", ""), "mean": ("15.0", ""), "mode": ("15", ""),
             "youngest": ("12", ""), "oldest": ("19", "")},
            {"12": ("1", "6.7"), "15": ("14", "93.3"), "base": ("15", ""), "not_known": ("0", ""),
             "not_provided": ("0", ""), "mean": ("14.8", ""), "mode": ("15", ""),
             "youngest": ("12", ""), "oldest": ("15", "")},
            {"14": ("9", "37.5"), "15": ("6", "25.0"), "16": ("8", "33.3"), "19": ("1", "4.2"),
             "base": ("24", ""), "not_known": ("1", ""), "not_provided": ("0", ""),
             "mean": ("15.1", ""), "mode": ("14", ""), "youngest": ("14", ""),
             "oldest": ("19", "")},
            {"15": ("12", "100.0"), "base": ("12", ""), "not_known": ("0", ""),
             "not_provided": ("0", ""), "mean": ("15.0", ""), "mode": ("15", ""),
             "youngest": ("15", ""), "oldest": ("15", "")},
            {"base": ("0", ""), "not_known": ("1", ""), "not_provided": ("4", ""),
             "mean": ("", ""), "mode": ("", ""), "youngest": ("", ""), "oldest": ("", "")},
        ),
        "table_4": (
            {"residential_home": ("5", "62.5"), "private_fostering": ("3", "37.5"),
             "base": ("8", ""), "not_known": ("1", ""), "not_provided": ("2", ""),
             "outside_base": ("29", "")},
        ),
        "figure_7": (
            {"full_time": ("15", "75.0"), "truanting": ("5", "25.0"), "base": ("20", ""),
             "not_known": ("10", ""), "not_provided": ("10", ""),
             "beside_special_educational_needs": ("6", "")},
        ),
        "figure_8": (
            {"none": ("3", "10.0"), "ten_or_fewer": ("9", "30.0"), "more_than_ten": ("18", "60.0"),
             "base": ("30", ""), "not_known": ("5", ""), "not_provided": ("5", "")},
        ),
        "figure_9": (
            {"experienced": ("4", "40.0"), "witnessed": ("6", "60.0"), "base": ("10", ""),
             "not_known": ("6", ""), "not_provided": ("4", ""), "outside_base": ("20", "")},
        ),
        "table_5": (
            {"grooming": ("13", "65.0"), "mobile_phone": ("9", "45.0"), "not_known": ("2", "10.0"),
             "base": ("20", ""), "not_provided": ("20", ""), "one_answer_only": ("16", "80.0"),
             "most_answers": ("2", "")},
        ),
        "question_family_setting": (
            {"family_home": ("10", "83.3"), "kinship_care": ("2", "16.7"), "base": ("12", ""),
             "not_known": ("0", ""), "not_provided": ("1", ""), "outside_base": ("27", "")},
        ),
    }  # fmt: skip
    regions = {"E12000001": ("15", "37.5"), "E12000007": ("25", "62.5")}
    bases = ((15, 23, 2), (10, 5, 0), (5, 18, 2), (10, 2, 0), (0, 3, 2))
    tables = [_by_region(place, base, regions) for place, base in zip(PLACES, bases, strict=True)]
    for table_id, figures in everywhere.items():
        tables += [
            _table(table_id, place, each) for place, each in zip(PLACES, figures, strict=False)
        ]
    return tuple(tables)


def example_quality() -> Quality:
    """Two themes, two agencies in a place of each region: the second answers little on health."""
    durham = (Answers(60, 6, 30, 4), Answers(40, 5, 5, 0))
    boards = (Answers(50, 0, 50, 0), Answers(0, 0, 50, 0))
    return Quality(
        themes=(Theme(1, "Personal information"), Theme(6, "Health")),
        england=QualityOf(ENGLAND, None, 41, (Answers(110, 6, 80, 4), Answers(40, 5, 55, 0))),
        regions=(
            QualityOf(NORTH_EAST, None, 16, durham),
            QualityOf(LONDON, None, 25, boards),
        ),
        agencies=(
            QualityOf(DURHAM, FORMULA, 16, durham),
            QualityOf(TRI_BOROUGH, LINK, 25, boards),
        ),
    )


def example_provided() -> DataProvided:
    """Two questions, one of them asked of some only."""
    location = load_codebook().question("location_type")
    family = load_codebook().question("family_setting")

    def place(
        geography: Geography, cases: int, city: tuple[int, ...], home: tuple[int, ...]
    ) -> ProvidedIn:
        return ProvidedIn(geography, cases, (Provided(location, *city), Provided(family, *home)))

    return DataProvided(
        (
            place(ENGLAND, 40, (40, 20, 4, 16), (13, 12, 0, 1)),
            place(NORTH_EAST, 15, (15, 8, 4, 3), (13, 12, 0, 1)),
            place(LONDON, 25, (25, 12, 0, 13), (0, 0, 0, 0)),
            place(DURHAM, 12, (12, 7, 3, 2), (10, 10, 0, 0)),
            place(TRI_BOROUGH, 5, (5, 0, 0, 5), (0, 0, 0, 0)),
        )
    )


def example_possible(*, left_out: bool = False) -> PossibleDuplicates:
    """Three pairs, which would make two young people fewer; the other regions have nobody."""
    ranges = [
        CountedRange(ENGLAND.code, ENGLAND.name, 38, 40),
        CountedRange(NORTH_EAST.code, NORTH_EAST.name, 13, 15),
        CountedRange(LONDON.code, LONDON.name, 25, 25),
        CountedRange(DURHAM.code, DURHAM.name, 11, 12),
        CountedRange(TRI_BOROUGH.code, TRI_BOROUGH.name, 5, 5),
    ]
    of_regions = TABLES["table_2"].rows
    others = [row for row in of_regions if row.code not in (NORTH_EAST.code, LONDON.code)]
    ranges += [CountedRange(row.code, row.label, 0, 0) for row in others]
    return PossibleDuplicates(tuple(ranges), left_out, pairs=3, threshold=0.1)


def example_report() -> RestrictedReport:
    """The report; its agencies' names try to be formulas, links, mark-up and note marks."""
    return RestrictedReport(
        tables=TrueTables(DAY, _tables()),
        flow=(
            ("received", "1061"),
            ("replaced", "1000"),
            ("not_current", "2"),
            ("quarantined", "3"),
            ("outside_england", "4"),
            ("not_open", "5"),
            ("over_18", "6"),
            ("duplicate", "1"),
            ("duplicate_decided", "0"),
            ("counted", "40"),
        ),
        returns_used=5,
        agencies=5,
        returns=(
            CountedReturn(FORMULA, "County Durham", date(2011, 6, 6), 12, 2),
            CountedReturn(MARKED_UP, "County Durham", date(2011, 5, 31), 14, 1),
            CountedReturn(LINK, "Hammersmith and Kensington", date(2011, 6, 6), 30, 0),
            CountedReturn(NOTE_MARK, "County Durham", date(2011, 6, 6), 0, 0),
            CountedReturn(SIGNS, "County Durham", date(2011, 6, 6), 1, 0),
        ),
        quality=example_quality(),
        provided=example_provided(),
        possible=example_possible(),
        max_age=31,
        conflicts=2,
        codebook_version="2011",
        program_version="0.1.0",
    )

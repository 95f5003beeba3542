"""`own-tables.xlsx`: a sheet a table, England's cases and percentages, then all places."""

from collections.abc import Sequence
from pathlib import Path

from reports.disclosure_wording import SHORTHAND, shorthand_sentences
from reports.figures import BASE
from reports.own_tables import OwnTable
from reports.own_tables_report import (
    OwnReport,
    heading_of,
    own_hidden,
    own_lead,
    own_notes,
    own_title,
    own_words,
    side_sentence,
    table_notes,
)
from reports.own_tables_view import CASES_ROW, CrossOfPlace
from reports.wording import (
    LEVEL_LABELS,
    RESTRICTED_LINE,
    RESTRICTED_WHY,
    WARNING,
    Explained,
    long_date,
)
from reports.workbook_model import (
    BOLD,
    CONTENTS,
    RED,
    TOTAL,
    Cell,
    CoverTexts,
    Link,
    Sheet,
    SheetTable,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import PLACE_LABELS, number
from reports.workbook_writing import Document, write_document

_ANSWER_WIDTH, _PLACE_WIDTHS, _WIDTH = 44, (30, 18, 30, 26), 16
_NOTES, _PLACES = "Notes", " places"


def write_own_workbook(path: Path, report: OwnReport) -> None:
    """Write the report as .xlsx to `path`; the same report makes the same bytes."""
    sheets = [sheet for own in report.own for sheet in (_lead(own, report), _places(own, report))]
    front = (_contents(sheets), _notes(report))
    document = Document(own_title(report), report.restricted, report.day)
    write_document(path, document, _cover(report), (*front, *sheets))


def _cover(report: OwnReport) -> CoverTexts:
    hidden = own_hidden(report)
    restricted = ((RED, RESTRICTED_LINE), ({}, RESTRICTED_WHY)) if report.restricted else ()
    return CoverTexts(
        intro=(*restricted, ({}, own_lead(report)), (BOLD, "Read with care"), ({}, WARNING)),
        about=(
            "Each table has two sheets: its cases and percentages, then its cases in all places, "
            "which can be filtered.",
            *own_notes(report),
            *(f"{text} The notes say why." for text in hidden[:1]),
            *(() if report.restricted else shorthand_sentences(each.word for each in SHORTHAND)),
            f"Tables as declared in {report.source}. Codebook version {report.codebook_version}; "
            f"program version {report.program_version}.",
        ),
        contact=(f"Questions about these figures: {report.contact}",) if report.contact else (),
    )


def _contents(sheets: Sequence[Sheet]) -> Sheet:
    lines: list[tuple[Cell, ...]] = [(Link(_NOTES), "How to read the tables")]
    lines += [(Link(sheet.name), sheet.title) for sheet in sheets]
    table = SheetTable(
        name="contents",
        title=CONTENTS,
        lines=("This sheet has one table. The names in its first column lead to the sheets.",),
        columns=("Sheet", "What it holds"),
        rows=tuple(lines),
    )
    return Sheet(CONTENTS, CONTENTS, (table,), (34, 96))


def _notes(report: OwnReport) -> Sheet:
    parts = (
        ("How to read the tables", (*own_notes(report), *own_hidden(report))),
        *((heading_of(own), table_notes(own)) for own in report.own),
    )
    lines = [(part, text) for part, texts in parts for text in texts]
    lines += [(each.word, each.meaning) for each in (*_shorthand(report), *own_words())]
    table = SheetTable(
        name="notes",
        title="Notes",
        lines=("This sheet has one table: notes on all tables, on single ones, then words.",),
        columns=("Subject", "Note"),
        rows=tuple(lines),
    )
    return Sheet(_NOTES, "How to read the tables", (table,), (44, 96))


def _shorthand(report: OwnReport) -> tuple[Explained, ...]:
    return () if report.restricted else SHORTHAND


def _lead(own: OwnTable, report: OwnReport) -> Sheet:
    """The sheet of the first place (mostly England): its cases, then its percentages."""
    first = report.places(own)[0]
    across = len(first.columns)
    where = f"{heading_of(own)}, {first.geography.name}, {long_date(report.day)}"
    cases = SheetTable(
        name=f"{own.id}_cases",
        title=f"{where}: cases",
        lines=(
            "This sheet has two tables, one below the other: cases, then percentages.",
            f"All places are on the sheet '{_name(own, _PLACES)}'.",
            side_sentence(own),
            *table_notes(own),
        ),
        columns=_head(first),
        rows=tuple(_cases(first)),
        formats=(
            *figure_columns(range(1, 1 + across)),
            rows([_base_line(first), len(first.rows) + 1], TOTAL),
        ),
    )
    shares = SheetTable(
        name=f"{own.id}_percentages",
        title=f"{where}: percentages",
        lines=(f"Of the '{BASE.label.lower()}' in the same column.",),
        columns=_head(first),
        rows=tuple(_percentages(first)),
        formats=figure_columns([], range(1, 1 + across)),
    )
    tables = with_shorthand((cases, shares))
    return Sheet(_name(own), where, tables, (_ANSWER_WIDTH, *(_WIDTH for _ in range(across))))


def _name(own: OwnTable, more: str = "") -> str:
    return own.id.replace("_", " ").capitalize() + more


def _head(cross: CrossOfPlace) -> tuple[str, ...]:
    return ("Answer", *(column.label for column in cross.columns))


def _base_line(cross: CrossOfPlace) -> int:
    return 1 + [row.code for row in cross.rows].index(BASE.code)


def _cases(cross: CrossOfPlace) -> list[tuple[Cell, ...]]:
    lines: list[tuple[Cell, ...]] = [
        (row.label, *(number(column.figure(row.code).cases) for column in cross.columns))
        for row in cross.rows
    ]
    lines.append((CASES_ROW.label, *(number(column.cases) for column in cross.columns)))
    return lines


def _percentages(cross: CrossOfPlace) -> list[tuple[Cell, ...]]:
    return [
        (row.label, *(number(column.figure(row.code).percent) for column in cross.columns))
        for row in cross.rows
        if row.code in cross.answers
    ]


def _places(own: OwnTable, report: OwnReport) -> Sheet:
    """The sheet of all places: a line for each place and answer."""
    places = report.places(own)
    regions = report.region_names()
    lines: list[tuple[Cell, ...]] = []
    for each in places:
        here = each.geography
        region = "All regions" if here.region is None else regions.get(here.region, here.region)
        named = (here.name, LEVEL_LABELS[here.level], region, here.code)
        lines += [(*named, *line) for line in _cases(each)]
    first = len(PLACE_LABELS) + 1
    across = len(places[0].columns)
    title = f"{heading_of(own)}, cases by place, {long_date(report.day)}"
    table = SheetTable(
        name=f"{own.id}_places",
        title=title,
        lines=(
            "This sheet has one table: each place has a row an answer.",
            "Filter on Level before adding up: a region's figures hold those of its authorities "
            "and boards. Percentages are in tables.csv.",
        ),
        columns=(*PLACE_LABELS, *_head(places[0])),
        rows=tuple(lines),
        formats=figure_columns(range(first, first + across)),
    )
    widths = (*_PLACE_WIDTHS, _ANSWER_WIDTH, *(_WIDTH for _ in range(across)))
    return Sheet(_name(own, _PLACES), title, with_shorthand((table,)), widths, True)

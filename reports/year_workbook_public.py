"""The sheets that only a published year's workbook has: its cover, and its counts, one table a
sheet."""

from reports.disclosure_wording import SHORTHAND, shorthand_sentences
from reports.rates import OLDER_IN_RATES, RATE_WARNING
from reports.wording import WARNING, number
from reports.workbook_model import (
    BOLD,
    CoverTexts,
    Sheet,
    SheetTable,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import PLACE_LABELS
from reports.workbook_sheets import number as cell_of
from reports.year_notes import dated_label
from reports.year_published import PublishedYear
from reports.year_published_wording import asked, how_many_hidden
from reports.year_shown import ShownPlace
from reports.year_wording import (
    equation_note,
    equation_numbers,
    equation_words,
    period,
    place_name,
    returns_sentence,
    versions_sentence,
    what_the_year_is,
)
from reports.year_workbook_counts import PLACE_WIDTHS, RATES_SHEET, place_cells, rates_by_place

PEOPLE_SHEET, AREAS_SHEET = "Young people", "Young people areas"
_WORKED_WITH = "Worked with"
_ONE_TABLE = "This sheet has one table."
_NOT_LISTED = "Local authorities and joint boards without a young person are not listed."
_WIDTH_OF_FIGURES = 14


def public_cover(year: PublishedYear) -> CoverTexts:
    """What the year is, its first figures, what is not shown, and whom to ask."""
    worked_with, new = (number(each) for each in year.lead.cases("individuals", "first_new"))
    return CoverTexts(
        intro=(({}, what_the_year_is(year)), (BOLD, "Read with care"), ({}, WARNING)),
        about=(
            f"Young people worked with in {place_name(year)}: {worked_with}. Of them new in the "
            f"year: {new}.",
            "Each table has a sheet of its own, with the figures of England and its regions: those "
            "worked with in the year and, beside them, those of them who were new. How many young "
            "people local authorities and joint boards worked with is on the sheets "
            f"'{AREAS_SHEET}' and '{RATES_SHEET}'.",
            "Percentages are of the cases with information (the base), not of all cases counted. "
            "Look at the base before comparing: to some questions few agencies had an answer.",
            f"{how_many_hidden(year)} The notes say why.",
            *shorthand_sentences(each.word for each in SHORTHAND),
            returns_sentence(year),
            year.population_note,
            "The file tables.csv beside this workbook has the same figures, and also those of the "
            "young people who were known before the year.",
            versions_sentence(year),
        ),
        contact=(asked(year),),
    )


def public_count_sheets(year: PublishedYear) -> tuple[Sheet, ...]:
    """The young people of England and the regions, those of the authorities and boards, rates."""
    return (_regions(year), _areas(year), _rates(year))


def _regions(year: PublishedYear) -> Sheet:
    """England, then the regions: by what came first in the year, and by what came last."""
    names = ("individuals", *year.equation.came, *year.equation.went)
    title = f"Young people worked with, England and regions, {period(year)}"
    table = SheetTable(
        name="young_people_regions",
        title=title,
        lines=(
            _ONE_TABLE,
            f"{equation_words(year)}. Either side makes those worked with.",
            f"In numbers, {place_name(year)}: {equation_numbers(year, year.lead)}.",
            equation_note(year),
            f"Local authorities and joint boards are on the sheet '{AREAS_SHEET}'.",
        ),
        columns=("Place", *(_label(name, year) for name in names)),
        rows=tuple(
            (place.geography.name, *map(cell_of, place.cases(*names)))
            for place in (year.lead, *year.regions)
        ),
        formats=(*figure_columns(range(1, 1 + len(names))), rows([1], BOLD)),
    )
    widths = (30, *(_WIDTH_OF_FIGURES for _ in names))
    return Sheet(PEOPLE_SHEET, title, with_shorthand((table,)), widths)


def _areas(year: PublishedYear) -> Sheet:
    """Authorities and boards, region by region: by what came first in the year."""
    names = ("individuals", *year.of_boards)
    first = len(PLACE_LABELS)
    title = f"Young people worked with, local authorities and joint boards, {period(year)}"
    table = SheetTable(
        name="young_people_areas",
        title=title,
        lines=(
            _ONE_TABLE,
            "Each young person counts once in a place, by what came first in the year.",
            _NOT_LISTED,
        ),
        columns=(*PLACE_LABELS, *(_label(name, year) for name in names)),
        rows=tuple(
            (*place_cells(place.geography, year.region_names), *map(cell_of, place.cases(*names)))
            for place in sorted(year.boards, key=_by_region)
        ),
        formats=figure_columns(range(first, first + len(names))),
    )
    widths = (*PLACE_WIDTHS, *(_WIDTH_OF_FIGURES for _ in names))
    return Sheet(AREAS_SHEET, title, with_shorthand((table,)), widths)


def _by_region(place: ShownPlace) -> tuple[str, str]:
    return (place.geography.region or "", place.geography.name)


def _rates(year: PublishedYear) -> Sheet:
    title = (
        "Rates per 10,000 aged 0 to 17, England, regions, local authorities and joint boards, "
        f"{period(year)}"
    )
    lines = (_ONE_TABLE, RATE_WARNING, year.population_note, OLDER_IN_RATES)
    places = (year.lead, *year.regions, *sorted(year.boards, key=_by_region))
    table = rates_by_place(year, places, title, lines)
    across = len(table.columns) - len(PLACE_LABELS)
    widths = (*PLACE_WIDTHS, *(_WIDTH_OF_FIGURES for _ in range(across)))
    return Sheet(RATES_SHEET, title, with_shorthand((table,)), widths)


def _label(name: str, year: PublishedYear) -> str:
    return _WORKED_WITH if name == "individuals" else dated_label(name, year.first, year.last)

"""The sheets of a year's counts: movements, young people, rates; England or the board first, then
all places."""

from collections.abc import Iterator, Mapping, Sequence

from reports.figures import Geography
from reports.rates import OLDER_IN_RATES, RATE_WARNING
from reports.wording import LEVEL_LABELS, SHOWN_NOT_APPLICABLE
from reports.workbook_model import (
    BOLD,
    Cell,
    Sheet,
    SheetTable,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import PLACE_LABELS, number
from reports.year_notes import count_label, dated_label
from reports.year_shown import RestrictedYear, ShownPlace, ShownYear
from reports.year_wording import (
    PER,
    equation_note,
    equation_numbers,
    equation_words,
    period,
    place_name,
)

MOVEMENTS_SHEET, PEOPLE_SHEET, RATES_SHEET = "Movements", "Young people", "Rates"
PLACE_WIDTHS = (46, 18, 30, 24)
_OF_SPELLS = (
    "open_start", "seen_again", "new", "came_back", "ended", "ended_age", "unknown", "open_end",
    "not_confirmed",
)  # fmt: skip
_OF_PEOPLE = (
    "individuals", "first_open", "first_new", "first_came_back", "last_ended", "last_unknown",
    "last_open",
)  # fmt: skip
_FILTER_FIRST = (
    "Filter on Level before adding up: a region's figures hold those of its authorities and boards."
)


def place_cells(geography: Geography, region_names: Mapping[str, str]) -> tuple[str, ...]:
    """What stands under PLACE_LABELS."""
    region = "All regions" if geography.region is None else region_names[geography.region]
    return (geography.name, LEVEL_LABELS[geography.level], region, geography.code)


def how_many_tables(year: ShownYear) -> str:
    """What a sheet says first."""
    if year.board is not None:
        return "This sheet has one table."
    return "This sheet has two tables, one below the other: England, then all places."


def movements_sheet(year: RestrictedYear) -> Sheet:
    """How those open at the start and who came add up to those who went and are open at the end."""
    title = f"Who came, who went and who stayed: {place_name(year)}, {period(year)}"
    lead = SheetTable(
        name="movements",
        title=title,
        lines=(
            how_many_tables(year),
            f"{equation_words(year)}.",
            f"In numbers: {equation_numbers(year, year.lead)}.",
            equation_note(year),
        ),
        columns=("Count", year.equation.of.capitalize()),
        rows=tuple(_equation_rows(year)),
        formats=(*figure_columns([1]), rows(_totals(year), BOLD)),
    )
    return _sheet(MOVEMENTS_SHEET, title, lead, _places("movements_places", year, _OF_SPELLS))


def _equation_rows(year: RestrictedYear) -> Iterator[tuple[Cell, ...]]:
    for side, heading in (
        (year.equation.came, "Open at the start, new and came back"),
        (year.equation.went, "Ended, unknown and open at the end"),
    ):
        for name in _with_parts(side):
            cases = year.lead.count(name).cases
            yield (dated_label(name, year.first, year.last), number(cases))
        together = sum(map(int, year.lead.cases(*side)))
        yield (f"Together: {heading[0].lower()}{heading[1:]}", together)


def _with_parts(side: Sequence[str]) -> tuple[str, ...]:
    """The names of a side, each followed by those of its parts."""
    starts = [_OF_SPELLS.index(name) for name in side]
    end = starts[-1] + (2 if side[-1] == "open_end" else 1)
    return _OF_SPELLS[starts[0] : end]


def _totals(year: RestrictedYear) -> list[int]:
    came = len(_with_parts(year.equation.came)) + 1
    return [came, came + len(_with_parts(year.equation.went)) + 1]


def people_sheet(year: RestrictedYear) -> Sheet:
    """The young people of the year, each once: by what came first and by what came last."""
    title = f"Young people worked with: {place_name(year)}, {period(year)}"
    lead = SheetTable(
        name="young_people",
        title=title,
        lines=(
            how_many_tables(year),
            "Each young person counts once in a place: by what came first in the year, and by what "
            "came last. Both add up to the young people worked with.",
        ),
        columns=("Count", "Young people"),
        rows=tuple((count_label(name), number(year.lead.count(name).cases)) for name in _OF_PEOPLE),
        formats=(*figure_columns([1]), rows([1], BOLD)),
    )
    return _sheet(PEOPLE_SHEET, title, lead, _places("young_people_places", year, _OF_PEOPLE))


def rates_sheet(year: RestrictedYear) -> Sheet:
    """Rates per 10,000 aged 0 to 17, and the population that they go by."""
    title = f"Rates per 10,000 aged 0 to 17: {place_name(year)}, {period(year)}"
    lead = SheetTable(
        name="rates",
        title=title,
        lines=(how_many_tables(year), RATE_WARNING, year.population_note, OLDER_IN_RATES),
        columns=("Count", "Cases", PER),
        rows=tuple(
            (
                dated_label(name, year.first, year.last),
                number(year.lead.count(name).cases),
                number(year.lead.count(name).rate),
            )
            for name in year.rated
        ),
        formats=figure_columns([1], [2]),
    )
    places = None if year.board else rates_by_place(year, year.places, "Rates by place")
    return _sheet(RATES_SHEET, title, lead, places)


def rates_by_place(
    year: ShownYear, places: Sequence[ShownPlace], title: str, lines: Sequence[str] = ()
) -> SheetTable:
    """The rates of places; `lines` stand above those that every such table has."""
    first = len(PLACE_LABELS)
    return SheetTable(
        name="rates_places",
        title=title,
        lines=(
            *lines,
            "Where the number of people aged 0 to 17 is not known, there is no rate.",
            "A rate of few cases changes much from year to year by chance alone.",
        ),
        columns=(
            *PLACE_LABELS,
            "People aged 0 to 17",
            *(f"Rate: {_in_a_rate(name, year)}" for name in year.rated),
        ),
        rows=tuple(_rates_of(place, year) for place in places),
        formats=figure_columns([first], range(first + 1, first + 1 + len(year.rated))),
    )


def _in_a_rate(name: str, year: ShownYear) -> str:
    label = dated_label(name, year.first, year.last)
    return label[0].lower() + label[1:]


def _rates_of(place: ShownPlace, year: ShownYear) -> tuple[Cell, ...]:
    return (
        *place_cells(place.geography, year.region_names),
        SHOWN_NOT_APPLICABLE if place.population is None else place.population,
        *map(number, place.rates(*year.rated)),
    )


def _places(table_name: str, year: ShownYear, names: Sequence[str]) -> SheetTable | None:
    if year.board is not None:
        return None
    first = len(PLACE_LABELS)
    return SheetTable(
        name=table_name,
        title="By place",
        lines=(_FILTER_FIRST, "Authorities and boards without a young person are not listed."),
        columns=(*PLACE_LABELS, *map(_place_label, names)),
        rows=tuple(
            (*place_cells(place.geography, year.region_names), *map(number, place.cases(*names)))
            for place in year.places
        ),
        formats=figure_columns(range(first, first + len(names))),
    )


_OF_THESE = {
    "seen_again": "Of those open at the start: known only from later returns",
    "ended_age": "Of those ended: reached the age limit",
    "not_confirmed": "Of those open at the end: not shown in the last 31 days",
}


def _place_label(name: str) -> str:
    """The heading of a column, which stands by itself more than the label of a row does."""
    return _OF_THESE.get(name, count_label(name))


def _sheet(name: str, title: str, lead: SheetTable, places: SheetTable | None) -> Sheet:
    """In a board's return, which has no `places`, the first table alone."""
    if places is None:
        return Sheet(name, title, with_shorthand((lead,)), (PLACE_WIDTHS[0], 18, 28))
    across = len(places.columns) - len(PLACE_LABELS)
    return Sheet(
        name,
        title,
        with_shorthand((lead, places)),
        (*PLACE_WIDTHS, *(14 for _ in range(across))),
        filtered=True,
    )

"""The sheets that say how far the data can be trusted: quality by agency, and data provided."""

from collections.abc import Iterator, Mapping, Sequence

from reports.quality import DataProvided, Provided, ProvidedIn, Quality, QualityOf
from reports.wording import DATA_PROVIDED, LEVEL_LABELS, SHOWN_NOT_APPLICABLE
from reports.workbook_heights import LINE, text_height
from reports.workbook_model import BOLD, Cell, Sheet, SheetTable, figure_columns, rows
from reports.workbook_sheets import number
from schemas.areas import BOARD_JOIN

QUALITY_SHEET = "Quality by agency"
PROVIDED_SHEET = "Data provided"
WELL_BELOW = 20
"""Percentage points below England's share answered from which a theme is named."""

_WHO_LABELS = ("Agency", "Level", "Area", "Region", "Themes well below England")
_WHO_WIDTHS = ((46, 64), (10, 10), (34, 50), (30, 30), (22, 40))
"""The least and the greatest width of each."""
_SHARE_LABELS = ("Answered %", "Not known %", "Not provided %", "Refused %")
_QUALITY_LINES = (
    "This sheet has one table: England, the regions, then each agency in each of its areas, region "
    "by region.",
    "Percentages are of the questions asked, each of them once for each row. Rows of a young "
    "person whom another row gives too are among them: each agency answers for its own.",
    "The columns of themes give the percentage answered. A theme is well below England where that "
    f"is at least {WELL_BELOW} points less; few rows make large differences.",
    "Not known: the agency says so. Not provided: left blank. Refused: what stood there could not "
    "be accepted. quality.csv has these shares for each theme.",
    "An age worked out from the date of birth is answered. Dates of birth and dates on which work "
    "ended may stay blank and are left out.",
    f"{SHOWN_NOT_APPLICABLE} means that no question was asked. Regions without rows are not "
    "listed. An agency without a row here may stand under 'Returns counted': it sent none, or none "
    "that belongs in the count.",
)
_ENGLAND_LABELS = (
    "Question", "Data was provided in", "Of cases asked", "Percentage provided", "Not known",
    "Not provided",
)  # fmt: skip
_PLACE_LABELS = ("Place", "Level", "Region", "Code", "Cases counted")


def quality_sheet(quality: Quality) -> Sheet:
    """England and the regions, then a row for each agency in each of its areas."""
    regions = {each.geography.code: each.geography.name for each in quality.regions}
    agencies = sorted(quality.agencies, key=_by_region)
    listed = (quality.england, *(each for each in quality.regions if each.rows), *agencies)
    quality_rows = tuple(_quality_row(line, quality.england, quality, regions) for line in listed)
    titles = tuple(f"{each.number} {each.title}" for each in quality.themes)
    labels = (*_WHO_LABELS, "Rows", *_SHARE_LABELS, *titles)
    of_rows = len(_WHO_LABELS)
    table = SheetTable(
        name="quality_by_agency",
        title="Quality of the answers, by agency",
        lines=_QUALITY_LINES,
        columns=labels,
        rows=quality_rows,
        formats=(
            *figure_columns([of_rows], range(of_rows + 1, len(labels))),
            rows(list(range(1, 1 + len(listed) - len(agencies))), BOLD),
        ),
    )
    return Sheet(
        QUALITY_SHEET,
        "How each agency answered, beside its region and England",
        (table,),
        (*_who_widths(quality_rows), 10, 13, 13, 13, 13, *(20 for _ in titles)),
        filtered=True,
    )


def _who_widths(lines: Sequence[tuple[Cell, ...]]) -> Iterator[int]:
    """The widths of the columns of texts: a name that fits in a line needs no row of two."""
    for column, (least, most) in enumerate(_WHO_WIDTHS):
        longest = max((str(line[column]) for line in lines), key=len)
        widths = range(least, most)
        yield next((width for width in widths if text_height(longest, width) <= LINE), most)


def _by_region(line: QualityOf) -> tuple[str, str, str]:
    return (line.geography.region or "", line.geography.name, line.agency or "")


def _quality_row(
    line: QualityOf, england: QualityOf, quality: Quality, regions: Mapping[str, str]
) -> tuple[Cell, ...]:
    here = line.geography
    level, area = LEVEL_LABELS[here.level], here.name
    if line.agency is not None:
        level = "Agency"
        area += " (joint board)" if BOARD_JOIN in here.code else ""
    return (
        f"All agencies: {here.name}" if line.agency is None else line.agency,
        level,
        area,
        _region(here.region, regions),
        _well_below(line, england, quality),
        line.rows,
        *map(number, line.all_themes.percentages),
        *(number(each.percentages[0]) for each in line.themes),
    )


def _well_below(line: QualityOf, england: QualityOf, quality: Quality) -> str:
    """`theme 6` or `themes 3, 6` or `none`; `[z]` where no question was asked."""
    if not line.all_themes.asked:
        return SHOWN_NOT_APPLICABLE
    numbers = [
        str(theme.number)
        for theme, here, there in zip(quality.themes, line.themes, england.themes, strict=True)
        if here.asked
        and 100 * (there.answered * here.asked - here.answered * there.asked)
        >= WELL_BELOW * here.asked * there.asked
    ]
    if not numbers:
        return "none"
    # In words: a spreadsheet warns of a number that stands as text.
    return f"{'theme' if len(numbers) == 1 else 'themes'} {', '.join(numbers)}"


def provided_sheet(provided: DataProvided) -> Sheet:
    """A row a question for England; then all places down and the questions across."""
    england = provided.england
    regions = {
        each.geography.code: each.geography.name
        for each in provided.places
        if each.geography.level == "regional"
    }
    for_england = SheetTable(
        name="data_provided_england",
        title="Data provided, England",
        lines=(
            "This sheet has two tables, one below the other: England, then all places.",
            f"Cases counted in England: {england.cases:,}.",
            *DATA_PROVIDED,
            f"{SHOWN_NOT_APPLICABLE} means that the question was asked of nobody.",
        ),
        columns=_ENGLAND_LABELS,
        rows=tuple(_england_row(each) for each in england.questions),
        formats=figure_columns([1, 2, 4, 5], [3]),
    )
    labels = (*_PLACE_LABELS, *(each.question.label for each in england.questions))
    places = SheetTable(
        name="data_provided_places",
        title="Cases in which data was provided, by place",
        lines=(
            "Filter on Level before adding up: a region's figures hold those of its authorities "
            "and boards.",
            "Authorities and boards without a case are not listed. data-provided.csv has the "
            "percentages, and of how many cases a question was asked.",
        ),
        columns=labels,
        rows=tuple(_place_row(each, regions) for each in provided.places),
        formats=figure_columns(range(_PLACE_LABELS.index("Code") + 1, len(labels))),
    )
    return Sheet(
        PROVIDED_SHEET,
        "For how many young people each question was answered",
        (for_england, places),
        (50, 22, 28, 26, *(16 for _ in labels[4:])),
        filtered=True,
    )


def _england_row(each: Provided) -> tuple[Cell, ...]:
    return (
        each.question.label,
        each.provided,
        each.asked,
        number(each.percent),
        each.not_known,
        each.not_provided,
    )


def _place_row(each: ProvidedIn, regions: Mapping[str, str]) -> tuple[Cell, ...]:
    here = each.geography
    return (
        here.name,
        LEVEL_LABELS[here.level],
        _region(here.region, regions),
        here.code,
        each.cases,
        *(answer.provided for answer in each.questions),
    )


def _region(code: str | None, names: Mapping[str, str]) -> str:
    return "All regions" if code is None else names[code]

"""The sheets of a profile's workbook: referrals, the tables of each part one below the other, and
the missing-from-home table."""

from collections.abc import Iterator

from reports.profile_page_missing import (
    CHANGE,
    COLUMNS,
    TITLE,
    label_of,
    missing_on_page,
)
from reports.profile_shown import RestrictedProfile, ShownProfile, ShownTable
from reports.profile_tables import PERIODS, MissingCounts, MissingRow, Part, ProfilePlace
from reports.profile_wording import (
    ALL_LABEL,
    PERIOD_LABELS,
    days,
    further_rows,
    no_such_question,
    table_sentences,
)
from reports.wording import SHOWN_NOT_APPLICABLE
from reports.workbook_model import (
    BOLD,
    Cell,
    Sheet,
    SheetTable,
    figure_columns,
    rows,
    with_shorthand,
)
from reports.workbook_sheets import number

REFERRALS_SHEET, MISSING_SHEET = "Referrals", "Missing by district"
_FIGURES = ("cases", "% of known", "% of all")
_COUNTS = (
    "Referrals",
    "Young people",
    "More than once",
    "% of young people",
    "Their referrals",
    "% of referrals",
)


def part_sheet(part: Part, profile: ShownProfile) -> Sheet:
    """The tables of a part: a row for each answer and place, both periods beside each other."""
    tables = [_table(each, profile) for each in profile.tables_of(part)]
    how_many = (
        "This sheet has one table."
        if len(tables) == 1
        else f"This sheet has {len(tables)} tables, one below the other."
    )
    periods = f"{PERIOD_LABELS['last']}: {days(profile, 'last')}. {PERIOD_LABELS['before']}: " + (
        f"{days(profile, 'before')}."
    )
    first, *others = tables
    lines = (how_many, periods, *first.lines)
    shown = (SheetTable(first.name, first.title, lines, first.columns, first.rows, first.formats),)
    return Sheet(
        name=part.title.split(",")[0][:31],
        title=part.title,
        tables=with_shorthand((*shown, *others)),
        widths=(28, 46, *(16,) * (len(_FIGURES) * len(PERIODS) + 1)),
    )


def _table(table: ShownTable, profile: ShownProfile) -> SheetTable:
    lines: list[tuple[Cell, ...]] = []
    bold: list[int] = []
    for place in profile.places:
        for line, is_base in _lines(table, place):
            lines.append(line)
            if is_base:
                bold.append(len(lines))
    return SheetTable(
        name=table.id,
        title=table.title,
        lines=table_sentences(table, profile) or (f"Referrals by {table.title.lower()}.",),
        columns=(
            "Place",
            "Answer",
            *(f"{PERIOD_LABELS[period]}: {what}" for period in PERIODS for what in _FIGURES),
            "Change in cases",
        ),
        rows=tuple(lines),
        formats=(*figure_columns([2, 5, 8], [3, 4, 6, 7]), rows(bold, BOLD)),
    )


def _lines(table: ShownTable, place: ProfilePlace) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    """The answers of a place, then how much is known; where nobody was asked in either period a
    line that says so."""
    known = [table.known_at((place.key, period)) for period in PERIODS]
    if all(each.no_such_question for each in known):
        blank = (SHOWN_NOT_APPLICABLE,) * (len(_FIGURES) * len(PERIODS) + 1)
        yield (place.name, no_such_question(known[0]), *blank), False
    else:
        for row in table.rows:
            cells: list[Cell] = []
            for period, of in zip(PERIODS, known, strict=True):
                figure = table.figure(row.code, (place.key, period))
                texts = (figure.cases, figure.percent, figure.of_all)
                cells += [
                    SHOWN_NOT_APPLICABLE if of.no_such_question else _cell(each) for each in texts
                ]
            yield (place.name, row.label, *cells, _change(cells[0], cells[3])), False
    further = [list(further_rows(each)) for each in known]
    for (code, label, last), (_, _, before) in zip(*further, strict=True):
        counts = (_cell(last), _cell(before))
        yield (place.name, label, *_count_alone(*counts)), code == "base"
    yield (place.name, ALL_LABEL, *_count_alone(*(_cell(each.counted) for each in known))), False


def _count_alone(last: Cell, before: Cell) -> tuple[Cell, ...]:
    none = (SHOWN_NOT_APPLICABLE, SHOWN_NOT_APPLICABLE)
    return (last, *none, before, *none, _change(last, before))


def _change(last: Cell, before: Cell) -> Cell:
    """Only where both are there."""
    if isinstance(last, int) and isinstance(before, int):
        return last - before
    return SHOWN_NOT_APPLICABLE


def _cell(text: str) -> Cell:
    return number(text) if text else SHOWN_NOT_APPLICABLE


def referrals_sheet(profile: ShownProfile) -> Sheet:
    """How many were referred, and how often: a row for each place and period."""
    title = "Referrals and the young people behind them"
    lines: list[tuple[Cell, ...]] = []
    for place in profile.places:
        for period in PERIODS:
            of = profile.referrals[place.key, period]
            texts = (
                of.referrals,
                of.young_people,
                of.more_than_once,
                of.share_more_than_once,
                of.their_referrals,
                of.share_their_referrals,
            )
            own = (_cell(of.undated),) if profile.restricted else ()
            lines.append((place.name, days(profile, period), *map(_cell, texts), *own))
    columns = ("Place", "Period", *_COUNTS, *(("Without a day",) if profile.restricted else ()))
    table = SheetTable(
        name="referrals",
        title=title,
        lines=("This sheet has one table, two rows a place.",),
        columns=columns,
        rows=tuple(lines),
        formats=figure_columns([2, 3, 4, 6, 8][: 4 + profile.restricted], [5, 7]),
    )
    widths = (28, 46, *(16,) * (len(columns) - 2))
    return Sheet(REFERRALS_SHEET, title, with_shorthand((table,)), widths)


def missing_sheet(profile: RestrictedProfile) -> Sheet:
    """The missing-from-home table; where no form asked for it, why there is none."""
    shown = missing_on_page(profile)
    if profile.missing is None:
        lines: tuple[tuple[Cell, ...], ...] = ((shown.sentences[0],),)
        table = SheetTable("missing", TITLE, ("This sheet has one table.",), ("Missing",), lines)
        return Sheet(MISSING_SHEET, TITLE, (table,), (88,))
    titles = [f"{what}{when}" for when in ("", ", 12 months before") for what in COLUMNS]
    lines = tuple(_missing(each) for each in profile.missing.rows)
    bold = [n for n, each in enumerate(profile.missing.rows, start=1) if each.district is None]
    table = SheetTable(
        name="missing",
        title=TITLE,
        lines=("This sheet has one table.", *shown.sentences),
        columns=("Area", "District", *titles, CHANGE),
        rows=lines,
        formats=(*figure_columns(range(2, 12), [12]), rows(bold, BOLD)),
    )
    return Sheet(MISSING_SHEET, TITLE, with_shorthand((table,)), (30, 30, *(16,) * 11))


def _missing(row: MissingRow) -> tuple[Cell, ...]:
    change = float(row.change_percent) if row.change_percent else SHOWN_NOT_APPLICABLE
    label = label_of(row) if row.district is not None else "All"
    return (row.area_name, label, *_counts(row.last), *_counts(row.before), change)


def _counts(of: MissingCounts | None) -> tuple[Cell, ...]:
    if of is None:
        return (SHOWN_NOT_APPLICABLE,) * len(COLUMNS)
    return (of.episodes, of.young_people, of.highest, of.counted, of.not_stated)

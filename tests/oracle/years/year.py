"""The recount of a year and of a trend's months, from delivery folders on disk.

    received = [Received(folder, moment), ...]     # in the order in which they were taken
    year = recount_year(received, date(2010, 4, 1), date(2011, 3, 31))
    trend = recount_months(received, months_between(first, last), last, SERIES)

Both give flat dictionaries from plain tuples to figures (cases, percent), both text as in
tables.csv; the percent of a movement is blank.

Of a year the keys are
    ("movements", level, code, count)                 count: a field of Movements
    (group, table, level, code, row, column)          group: worked_with, new or known_before
and of a trend the same with series and month (as 2010-04) before them, the only group being
`open`: those open on the month's last day
    (series, month, "movements", level, code, count)
    (series, month, "open", table, level, code, row, column)

England and the nine regions are always there; authorities and boards (level local_authority
or joint_board) only where they have a young person of the period, or of the group. The types of
agency have tables of England and the regions alone.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from ..areas import place_on
from ..tables import Figure, Located, all_figures
from .answers import case_of_period, case_on
from .history import History, Received, history
from .more_areas import more_areas
from .movements import Person, first_came, movements
from .stretches import groups_of, stretches_of

Figures = dict[tuple[str, ...], Figure]
Month = tuple[date, date]  # first and last day
InSeries = Callable[[str, tuple[str, str]], bool]  # of an agency, in the level and code of a place

SERIES = ("all", "sent_every_month", "statutory", "voluntary", "mixed")
WITHOUT_LOCAL_TABLES = ("sent_every_month", "statutory", "voluntary", "mixed")
GROUPS = {
    "worked_with": ("open", "new", "came_back"),
    "new": ("new",),
    "known_before": ("open", "came_back"),
}

__all__ = ["SERIES", "Received", "months_between", "recount_months", "recount_year"]


def months_between(first: date, last: date) -> list[Month]:
    """The calendar months from that of one day to that of another."""
    months = []
    begin = first.replace(day=1)
    while begin <= last:
        after = (begin + timedelta(days=31)).replace(day=1)
        months.append((begin, after - timedelta(days=1)))
        begin = after
    return months


def people_of(known: History, belongs: InSeries) -> list[Person]:
    """The young people with a stretch of an agency that belongs to a series."""
    people = []
    for place, persons in known.people.items():
        for rows in persons:
            by_agency = {
                agency: groups
                for agency, groups in groups_of(rows).items()
                if belongs(agency, (place.level, place.code))
            }
            stretches = [each for groups in by_agency.values() for each in stretches_of(groups)]
            if stretches:
                groups = [group for of_agency in by_agency.values() for group in of_agency]
                people.append(Person(place, groups, stretches))
    return people


def everyone(agency: str, place: tuple[str, str]) -> bool:
    """Whether an agency belongs to the series `all`."""
    return True


def sent_every_month(known: History, months: Sequence[Month]) -> InSeries:
    """Whether an agency has a return for the place dated in each of the months."""
    sent: dict[tuple[str, tuple[str, str]], set[str]] = {}
    for each in known.returns:
        place = place_on(each.area, known.end)
        key = (each.agency, (place.level, place.code))
        sent.setdefault(key, set()).add(each.day.strftime("%Y-%m"))
    wanted = {first.strftime("%Y-%m") for first, _ in months}
    return lambda agency, place: wanted <= sent.get((agency, place), set())


def of_type(known: History, kind: str) -> InSeries:
    """Whether an agency is of that type in the place, as its latest row there says."""
    latest: dict[tuple[str, tuple[str, str]], tuple[date, str]] = {}
    for place, persons in known.people.items():
        for shown in (shown for rows in persons for shown in rows):
            key = (shown.sent.agency, (place.level, place.code))
            said = (shown.sent.day, shown.record.row.agency_type)
            latest[key] = max(said, latest.get(key, said))
    return lambda agency, place: latest[agency, place][1] == kind


def movement_figures(people: Sequence[Person], first: date, last: date) -> Figures:
    """The movements of a period by place."""
    return {
        ("movements", level, code, name): (str(count), "")
        for (level, code), counts in movements(people, first, last).items()
        for name, count in counts.items()
    }


def table_figures(group: str, located: Iterable[Located], with_local: bool = True) -> Figures:
    """The tables of a group of young people by place."""
    return {
        (group, *key): figure
        for key, figure in all_figures(list(located)).items()
        if with_local or key[1] in ("national", "regional")
    }


@more_areas()
def recount_year(
    deliveries: Sequence[Received], first: date, last: date, as_of: datetime | None = None
) -> Figures:
    """The year from `first` to `last`, by what the store had taken up to `as_of`."""
    people = people_of(history(deliveries, last, as_of), everyone)
    figures = movement_figures(people, first, last)
    came = [(person, first_came(person, first, last)) for person in people]
    for group, ways in GROUPS.items():
        located = [
            (case_of_period(person, first, last), person.place)
            for person, way in came
            if way in ways
        ]
        figures |= table_figures(group, located)
    return figures


@more_areas()
def recount_months(
    deliveries: Sequence[Received],
    months: Sequence[Month],
    last: date,
    series: Sequence[str] = SERIES,
    as_of: datetime | None = None,
) -> Figures:
    """Each month of a trend up to `last`, the last day of its last month, in each series."""
    known = history(deliveries, last, as_of)
    figures: Figures = {}
    for name in series:
        if name == "all":
            people = people_of(known, everyone)
        elif name == "sent_every_month":
            people = people_of(known, sent_every_month(known, months))
        else:
            people = people_of(known, of_type(known, name))
        for begin, end in months:
            found = movement_figures(people, begin, end)
            located = [
                (case_on(person, end), person.place)
                for person in people
                if any(spell.open_on(end) for spell in person.spells)
            ]
            found |= table_figures("open", located, name not in WITHOUT_LOCAL_TABLES)
            month = begin.strftime("%Y-%m")
            figures |= {(name, month, *key): figure for key, figure in found.items()}
    return figures

"""A trend of made-up young people: nine boards of three regions, month by month.

Every young person is drawn with the months in which they are worked with, and counted with the
tables of a snapshot.  An agency of London starts to send in the sixth month, so that the count
rises there and the line of those who sent every month does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pyarrow as pa

from reports.counting import count_tables
from reports.disclosure.published import (
    PublishedTables,
    publish,
)
from reports.figures import HIDDEN, Geography, TrueTables
from reports.movements import Movements, Series
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.trend import TrendMonth, TrendReport, TrendSeries
from reports.trend_shown import (
    PUBLISHED_KINDS,
    PublishedLine,
    PublishedMonth,
    PublishedTrend,
    shown_trend,
)
from reports.year import PlaceMovements
from schemas.areas import BOARD_JOIN, ENGLAND, load_areas
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.disclosure.worlds import counted, make_country
from tests.reports.example_report import FORMULA, LINK, MARKED_UP, NOTE_MARK, SIGNS

BOARDS = {
    "E06000047": ("E12000001", 0.6),  # County Durham
    "E08000021": ("E12000001", 0.9),  # Newcastle upon Tyne
    "E06000003": ("E12000001", 0.1),  # Redcar and Cleveland: few
    "E08000035": ("E12000003", 2.0),  # Leeds
    "E06000014": ("E12000003", 0.4),  # York
    "E08000032": ("E12000003", 1.4),  # Bradford
    "E09000030": ("E12000007", 1.0),  # Tower Hamlets
    "E09000028": ("E12000007", 0.8),  # Southwark
    "E09000001+E09000012": ("E12000007", 0.3),  # City and Hackney
}
NEWCOMER, NEWCOMER_STARTS = "E09000028", 5
"""The board whose agency sends from the sixth month on."""
POPULATIONS = {
    ENGLAND: 11_600_000, "E12000001": 530_000, "E12000003": 1_150_000, "E12000007": 1_900_000,
    "E06000047": 101_000, "E08000035": 160_000,
}  # fmt: skip
NOTE = (
    "Rates are per 10,000 people aged 0 to 17, by the estimates for the middle of 2012, the "
    "nearest year in our table."
)


@dataclass(frozen=True)
class _Person:
    board: str
    agency_type: str
    sent_every_month: bool
    spells: tuple[tuple[int, int, bool], ...]
    """First month, the month after the last, and whether the end is unknown."""


@cache
def example_trend(months: int = 15, people: int = 700) -> TrendReport:
    """The true counts of so many months from April 2010 on."""
    names = [_month_name(n) for n in range(months)]
    drawn, answers = _people(people, months)
    series: tuple[Series, ...] = ("all", "sent_every_month", "statutory", "voluntary", "mixed")
    return TrendReport(
        first=date(2010, 4, 1),
        last=_last_day(names[-1]),
        series=tuple(
            TrendSeries(
                each, tuple(_month(each, n, name, drawn, answers) for n, name in enumerate(names))
            )
            for each in series
        ),
        every_month=(
            (MARKED_UP, "County Durham"),
            (LINK, "Leeds"),
            ("Ouse Valley Project", "York"),
            (NOTE_MARK, "Tower Hamlets"),
        ),
        not_every_month=((FORMULA, "Southwark"), (SIGNS, "Bradford")),
        without_return=(),
        codebook_version="2011",
        program_version="0.1.0",
        populations=POPULATIONS,
        population_note=NOTE,
    )


def _month_name(number: int) -> str:
    year, month = divmod(3 + number, 12)
    return f"{2010 + year}-{month + 1:02}"


def _last_day(name: str) -> date:
    year, month = map(int, name.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _people(size: int, months: int) -> tuple[list[_Person], pa.Table]:
    """Young people, and the answers of each, drawn as for a random country."""
    draws = np.random.default_rng(20)
    codes = list(BOARDS)
    weights = np.array([weight for _, weight in BOARDS.values()])
    boards = draws.choice(len(codes), size, p=weights / weights.sum())
    types = draws.choice(["statutory", "voluntary", "mixed"], size, p=[0.62, 0.32, 0.06])
    people = []
    for number in range(size):
        board = codes[boards[number]]
        first = int(draws.integers(-8, months))
        last = first + 1 + int(draws.geometric(0.16))
        if board == NEWCOMER:
            first = max(first, NEWCOMER_STARTS)
            last = max(last, first + 1)
        spells = [(first, last, bool(draws.random() < 0.25))]
        if draws.random() < 0.12:
            again = last + 2
            spells.append((again, again + 3, False))
        sent = board != NEWCOMER and bool(draws.random() < 0.9)
        people.append(_Person(board, str(types[number]), sent, tuple(spells)))
    answers = make_country(4, 12, size).people
    schema = people_schema(load_codebook())
    own = {
        "place": [each.board for each in people],
        "region": [BOARDS[each.board][0] for each in people],
        "agency_type": [each.agency_type for each in people],
    }
    columns = {name: own.get(name, answers[name]) for name in schema.names}
    return people, pa.table(columns, schema=schema)


def _counts_in(series: Series, person: _Person) -> bool:
    if series == "all":
        return True
    return person.sent_every_month if series == "sent_every_month" else person.agency_type == series


def _month(
    series: Series, n: int, name: str, people: Sequence[_Person], answers: pa.Table
) -> TrendMonth:
    chosen = [each for each in people if _counts_in(series, each)]
    is_open = [
        _counts_in(series, each) and any(first <= n < last for first, last, _ in each.spells)
        for each in people
    ]
    rows = answers.filter(pa.array(is_open))
    return TrendMonth(name, _last_day(name), _movements(chosen, n), _tables(rows, name))


def _tables(rows: pa.Table, name: str) -> TrueTables:
    day = _last_day(name)
    if rows.num_rows:
        return replace(counted(rows), day=day)
    areas = load_areas()
    return count_tables(
        rows, held_tables(load_tables(), ["2011"]), areas.regions, {}, load_codebook(), day
    )


def _movements(people: Sequence[_Person], n: int) -> tuple[PlaceMovements, ...]:
    areas = load_areas()
    by_board = {code: Movements() for code in BOARDS}
    for each in people:
        by_board[each.board] += _of_person(each, n)
    boards = {code: count for code, count in by_board.items() if count != Movements()}
    by_region = {each.code: Movements() for each in areas.regions}
    for code, count in boards.items():
        by_region[BOARDS[code][0]] += count
    england = sum(by_region.values(), Movements())
    places = [PlaceMovements(Geography("national", ENGLAND, "England"), england)]
    for region in sorted(areas.regions, key=lambda each: each.code):
        place = Geography("regional", region.code, region.name, region.code)
        places.append(PlaceMovements(place, by_region[region.code]))
    for joint in (False, True):
        for code in sorted(code for code in boards if (BOARD_JOIN in code) is joint):
            level = "joint_board" if joint else "local_authority"
            place = Geography(level, code, areas.name_of(code), BOARDS[code][0])
            places.append(PlaceMovements(place, boards[code]))
    return tuple(places)


def _of_person(person: _Person, n: int) -> Movements:
    """The spells of one young person that touch month `n`; one is open at its start if it began in
    an earlier month, and at its end if it goes on in the next."""
    counts = dict.fromkeys(("open_start", "new", "came_back", "ended", "unknown", "open_end"), 0)
    for number, (first, last, unknown) in enumerate(person.spells):
        if not first <= n <= last:
            continue
        came = "open_start" if first < n else "came_back" if number else "new"
        went = "open_end" if n < last else "unknown" if unknown else "ended"
        counts[came] += 1
        counts[went] += 1
    inside = int(any(counts.values()))
    return Movements(
        **counts,
        individuals=inside,
        first_open=inside if counts["open_start"] else 0,
        first_new=inside if counts["new"] and not counts["open_start"] else 0,
        first_came_back=inside if not counts["open_start"] and not counts["new"] else 0,
        last_open=inside if counts["open_end"] else 0,
        last_unknown=inside if counts["unknown"] and not counts["open_end"] else 0,
        last_ended=inside if not counts["open_end"] and not counts["unknown"] else 0,
    )


@cache
def example_published_trend(months: int = 6, people: int = 300) -> PublishedTrend:
    """As it might be published: each month's tables of England by themselves, and of the movements
    every count from 1 to 5 hidden, without regard to whether it could be worked out."""
    shown = shown_trend(example_trend(months, people))
    wide = {each.code for each in shown.places("national", "regional")}
    return PublishedTrend(
        months=tuple(
            PublishedMonth(each.name, each.last, _published(each.tables)) for each in shown.months
        ),
        lines=tuple(
            PublishedLine("all", each.kind, each.geography, tuple(map(_hidden, each.cases)))
            for each in shown.lines
            if each.series == "all" and each.kind in PUBLISHED_KINDS and each.geography.code in wide
        ),
        every_month=shown.every_month,
        others=shown.others,
        codebook_version=shown.codebook_version,
        program_version=shown.program_version,
        populations=shown.populations,
        population_note=shown.population_note,
        without_return=shown.without_return,
        threshold=5,
        contact="figures@example.org",
    )


def _hidden(cases: str) -> str:
    return HIDDEN if 1 <= int(cases) <= 5 else cases


def _published(tables: TrueTables) -> PublishedTables:
    """England's tables, and how many there are in each region."""
    published = publish(tables).tables
    kept = []
    for each in published.tables:
        if each.table.question is None and each.geography.level in ("national", "regional"):
            total = tuple(figure for figure in each.figures if figure.column == "total")
            kept.append(replace(each, figures=total))
        elif each.geography.level == "national":
            kept.append(each)
    return replace(published, tables=tuple(kept))

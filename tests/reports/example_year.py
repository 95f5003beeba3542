"""Years made up for tests: a small one by hand, and a country drawn at random."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from reports.counting import count_tables
from reports.figures import Geography, TrueTables
from reports.movements import Movements
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.year import PlaceMovements, SendingOfYear, YearReport
from reports.year_tables import YEAR_END, year_end_table
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.disclosure.worlds import make_country
from tests.reports.example_report import (
    DURHAM,
    ENGLAND,
    FORMULA,
    LINK,
    LONDON,
    MARKED_UP,
    NORTH_EAST,
    TRI_BOROUGH,
)

FIRST, LAST = date(2010, 4, 1), date(2011, 3, 31)
MONTHS = tuple(f"{2010 + n // 12}-{n % 12 + 1:02}" for n in range(3, 15))
POPULATION_NOTE = (
    "The populations are those of mid-2012, the year nearest to mid-2010 of which there are any."
)
Person = tuple[Geography, str, dict[str, object]]

OF_DURHAM = Movements(
    open_start=3, seen_again=1, new=2, came_back=2, ended=3, ended_age=1, unknown=1, open_end=3,
    not_confirmed=1, individuals=6, first_open=3, first_new=2, first_came_back=1, last_ended=2,
    last_unknown=1, last_open=3,
)  # fmt: skip
OF_TRI_BOROUGH = Movements(
    open_start=1, ended=1, individuals=1, first_open=1, last_ended=1
)  # fmt: skip
_OLD: tuple[Person, ...] = (
    (DURHAM, "statutory", {"gender": "female", "age": 14, "year_end": "ended"}),
    (DURHAM, "statutory", {"gender": "female", "age": 15, "year_end": "ended"}),
    (DURHAM, "voluntary", {"gender": "male", "age": 17, "year_end": "unknown"}),
    (DURHAM, "voluntary", {"gender": "not_known", "age": 15, "year_end": "open_end"}),
    (TRI_BOROUGH, "mixed", {"age": 16, "year_end": "ended"}),
)
_NEW: tuple[Person, ...] = (
    (DURHAM, "statutory", {"gender": "female", "age": 13, "year_end": "open_end"}),
    (DURHAM, "voluntary", {"gender": "male", "age_not_known": True, "year_end": "open_end"}),
)


def example_year() -> YearReport:
    """Six young people in County Durham, two of them new, and one known before in a joint board,
    which has no population; Westminster sent nothing."""
    both = OF_DURHAM + OF_TRI_BOROUGH
    return _year(
        places=(
            PlaceMovements(ENGLAND, both),
            PlaceMovements(NORTH_EAST, OF_DURHAM),
            PlaceMovements(LONDON, OF_TRI_BOROUGH),
            PlaceMovements(DURHAM, OF_DURHAM),
            PlaceMovements(TRI_BOROUGH, OF_TRI_BOROUGH),
        ),
        tables=(_counted((*_OLD, *_NEW)), _counted(_NEW), _counted(_OLD)),
        sending=(
            SendingOfYear(FORMULA, "County Durham", MONTHS, date(2011, 3, 31)),
            SendingOfYear(MARKED_UP, "County Durham", MONTHS[:2], date(2010, 5, 31)),
            SendingOfYear(LINK, "Hammersmith and Kensington", (), date(2010, 3, 31)),
            SendingOfYear("Never Sent", "Hammersmith and Kensington", (), None),
        ),
        missing=("Westminster",),
        populations={ENGLAND.code: 11_000_000, NORTH_EAST.code: 500_000, DURHAM.code: 16_000},
    )


def example_board_year() -> YearReport:
    """The same year as County Durham's return."""
    centre = example_year()
    durham = (PlaceMovements(ENGLAND, OF_DURHAM), PlaceMovements(DURHAM, OF_DURHAM))
    return _year(
        board=DURHAM.code,
        places=durham,
        tables=(
            _counted([each for each in (*_OLD, *_NEW) if each[0] is DURHAM]),
            _counted(_NEW),
            _counted([each for each in _OLD if each[0] is DURHAM]),
        ),
        sending=tuple(each for each in centre.sending if each.area == "County Durham"),
        missing=(),
        populations=centre.populations,
    )


def one_nil_return() -> YearReport:
    """The return of a board of which nobody is known: its agency sent once, without rows."""
    return replace(
        example_board_year(),
        board="E06000001",
        sending=(SendingOfYear("Kestrel House", "Hartlepool", MONTHS[:1], date(2010, 4, 30)),),
        returns_used=1,
        agencies=1,
        refused_rows=0,
    )


def country_year(seed: int, boards: int, size: int) -> YearReport:
    """A country of so many boards and young people."""
    people = make_country(seed, boards, size).people
    draws = np.random.default_rng(seed)
    firsts = draws.choice(3, people.num_rows, p=(0.55, 0.38, 0.07))
    lasts = draws.choice(3, people.num_rows, p=(0.3, 0.08, 0.62))
    return _year_of(people, firsts, lasts, draws)


def large_year() -> YearReport:
    """7,919 young people whom County Durham had worked with before, 2,003 new ones and 3 who came
    back, and 1,009 in Hartlepool; the work with 4 of all has ended, and all are female but 6."""
    places = [DURHAM.code] * 9925 + ["E06000001"] * 1009
    firsts = np.array([0] * 7919 + [1] * 2003 + [2] * 3 + [0] * 1009)
    lasts = np.array([0] * 4 + [2] * (len(places) - 4))
    columns = {
        "place": places,
        "region": [NORTH_EAST.code] * len(places),
        "agency_type": ["statutory"] * len(places),
        "forms": ["2011"] * len(places),
        "gender": ["male"] * 6 + ["female"] * (len(places) - 6),
    }
    schema = people_schema(load_codebook())
    nothing = [None] * len(places)
    people = pa.table({each.name: columns.get(each.name, nothing) for each in schema}, schema)
    return _year_of(people, firsts, lasts, np.random.default_rng(0))


def _year_of(
    people: pa.Table,
    firsts: npt.NDArray[np.int64],
    lasts: npt.NDArray[np.int64],
    draws: np.random.Generator,
) -> YearReport:
    """The year of these people; who they were first and last by the number in Movements."""
    ends = ["ended", "unknown", "open_end"]
    people = people.append_column(YEAR_END, pa.array([ends[each] for each in lasts]))
    movements: dict[str, Movements] = {}
    regions: dict[str, str] = {}
    codes = people["place"].to_pylist()
    for place, region, came, went in zip(
        codes, people["region"].to_pylist(), firsts, lasts, strict=True
    ):
        regions[place] = region
        movements[place] = movements.get(place, Movements()) + _one(came, went)
    new = people.filter(pa.array(firsts == 1))
    old = people.filter(pa.array(firsts != 1))
    areas = load_areas()
    levels = sorted(movements, key=lambda code: ("+" in code, code))
    local = [
        PlaceMovements(
            Geography(
                "joint_board" if "+" in code else "local_authority",
                code,
                areas.name_of(code),
                regions[code],
            ),
            movements[code],
        )
        for code in levels
    ]
    regional = [
        PlaceMovements(
            Geography("regional", region.code, region.name, region.code),
            _sum([each.movements for each in local if each.geography.region == region.code]),
        )
        for region in sorted(areas.regions, key=lambda region: region.code)
    ]
    everybody = PlaceMovements(ENGLAND, _sum([each.movements for each in regional]))
    sending = []
    for n, each in enumerate(sorted(local, key=lambda each: each.geography.name)):
        for k, agency in enumerate(("Children's Services", "Police", "Kestrel House Project")):
            share = (1.0, 0.85, 0.5)[k] if (n + k) % 7 else 0.2
            sent = tuple(month for month in MONTHS if draws.random() < share)
            last = date.fromisoformat(f"{sent[-1]}-28") if sent else None
            sending.append(
                SendingOfYear(f"{each.geography.name} {agency}", each.geography.name, sent, last)
            )
    return _year(
        places=(everybody, *regional, *local),
        tables=tuple(_tables(some) for some in (people, new, old)),
        sending=tuple(sending),
        missing=tuple(
            sorted(
                each.name
                for each in areas.authorities.values()
                if each.in_force(LAST) and each.gss not in movements
            )
        ),
        populations={
            each.geography.code: 4_000 + 190 * each.movements.individuals
            for each in (everybody, *regional, *local)
            if each.geography.level != "joint_board"
        },
    )


def _one(came: int, went: int) -> Movements:
    open_start, new, came_back = (int(came == n) for n in range(3))
    ended, unknown, open_end = (int(went == n) for n in range(3))
    return Movements(
        open_start=open_start, new=new, came_back=came_back, ended=ended, unknown=unknown,
        open_end=open_end, individuals=1, first_open=open_start, first_new=new,
        first_came_back=came_back, last_ended=ended, last_unknown=unknown, last_open=open_end,
    )  # fmt: skip


def _sum(several: Sequence[Movements]) -> Movements:
    return sum(several, start=Movements())


def _counted(people: Sequence[Person]) -> TrueTables:
    schema = people_schema(load_codebook())
    rows = [
        {"place": place.code, "region": place.region, "agency_type": kind, "forms": "2011"}
        | answers
        for place, kind, answers in people
    ]
    columns = {field.name: [row.get(field.name) for row in rows] for field in schema}
    ends = pa.array([row[YEAR_END] for row in rows])
    return _tables(pa.table(columns, schema=schema).append_column(YEAR_END, ends))


def _tables(people: pa.Table) -> TrueTables:
    areas = load_areas()
    names = {code: areas.name_of(code) for code in set(people["place"].to_pylist()) - NAMES.keys()}
    tables = (*held_tables(load_tables(), ["2011"]), year_end_table())
    return count_tables(people, tables, areas.regions, names | NAMES, load_codebook(), LAST)


NAMES = {DURHAM.code: DURHAM.name, TRI_BOROUGH.code: TRI_BOROUGH.name}


def _year(
    *,
    places: tuple[PlaceMovements, ...],
    tables: tuple[TrueTables, ...],
    sending: tuple[SendingOfYear, ...],
    missing: tuple[str, ...],
    populations: dict[str, int],
    board: str | None = None,
) -> YearReport:
    worked_with, new, known_before = tables
    return YearReport(
        name="2010-11",
        first=FIRST,
        last=LAST,
        board=board,
        movements=places,
        worked_with=worked_with,
        new=new,
        known_before=known_before,
        sending=sending,
        missing=missing,
        returns_used=sum(len(each.sent) for each in sending),
        refused_rows=3,
        agencies=len({each.agency for each in sending if each.last}),
        codebook_version="2011",
        program_version="0.1.0",
        populations=populations,
        population_note=POPULATION_NOTE,
    )

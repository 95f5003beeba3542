"""Trends made up: movements by hand or at random, and reports that hold them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from reports.disclosure.movements_system import places
from reports.figures import TrueTables
from reports.movements import Movements
from reports.trend import TrendMonth, TrendReport, TrendSeries
from reports.year import PlaceMovements
from schemas.areas import ENGLAND
from tests.disclosure.worlds import counted, make_country

Month = Mapping[str, Movements]
"""The movements of a month by the code of the place; England is the sum of the regions."""
REGIONS = tuple(place.code for place in places()[1:])


def trend(
    months: Sequence[Month],
    sent: Sequence[Mapping[str, int]],
    tables: Sequence[TrueTables] = (),
) -> TrendReport:
    """A trend from April 2010 of these movements of the regions; `sent`: how many of those open at
    the end were so with agencies that sent every month."""
    names = month_names(len(months))
    of_all = [_with_england(each) for each in months]
    of_sent = [
        _with_england({code: Movements(open_end=n) for code, n in each.items()}) for each in sent
    ]
    series = []
    for name, of in (("all", of_all), ("sent_every_month", of_sent)):
        found = tuple(
            TrendMonth(month, last_day(month), movements, tables[n] if tables else NO_TABLES)
            for n, (month, movements) in enumerate(zip(names, of, strict=True))
        )
        series.append(TrendSeries(name, found))
    return TrendReport(
        date(2010, 4, 1), last_day(names[-1]), tuple(series), (), (), (), "1", "1", {}, ""
    )


def month_names(number: int) -> list[str]:
    return [f"{2010 + (n + 3) // 12}-{(n + 3) % 12 + 1:02}" for n in range(number)]


def last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


NO_TABLES = TrueTables(date(2010, 4, 30), ())


def _with_england(month: Month) -> tuple[PlaceMovements, ...]:
    england = sum(month.values(), Movements())
    return tuple(
        PlaceMovements(place, england if place.code == ENGLAND else month[place.code])
        for place in places()
        if place.code == ENGLAND or place.code in month
    )


def random_trend(seed: int, months: int, size: int = 1000) -> TrendReport:
    """A trend of about `size` young people open in nine regions; some regions have very few."""
    draws = np.random.default_rng(seed)
    weights = np.exp(draws.normal(0, 1.2, len(REGIONS)))
    open_now = draws.multinomial(size, weights / weights.sum())
    shares = draws.uniform(0.3, 1.0, len(REGIONS))
    found: list[Month] = []
    sent: list[Mapping[str, int]] = []
    for _ in range(months):
        new = draws.poisson(0.08 * size * weights / weights.sum())
        back = draws.poisson(0.01 * size * weights / weights.sum())
        ended = draws.binomial(open_now, 0.07)
        unknown = draws.binomial(open_now - ended, 0.02)
        after = open_now + new + back - ended - unknown
        found.append(
            {
                code: Movements(
                    open_start=int(open_now[n]),
                    new=int(new[n]),
                    came_back=int(back[n]),
                    ended=int(ended[n]),
                    unknown=int(unknown[n]),
                    open_end=int(after[n]),
                )
                for n, code in enumerate(REGIONS)
            }
        )
        sent.append(
            {code: int(draws.binomial(after[n], shares[n])) for n, code in enumerate(REGIONS)}
        )
        open_now = after
    return trend(found, sent)


def country_trend(
    seed: int, months: int, size: int, boards: int = 40, leaving: float = 0.06
) -> TrendReport:
    """A trend of a country in which this share of the young people go in each month; as many come,
    or come back, each alike to another."""
    draws = np.random.default_rng(seed)
    people = make_country(seed, boards, size).people
    of_sent = draws.random(people.num_rows) < 0.7
    found: list[Month] = []
    sent: list[Mapping[str, int]] = []
    tables: list[TrueTables] = []
    for name in month_names(months):
        before = _by_region(people)
        stay = draws.random(people.num_rows) >= leaving
        gone = people.filter(pa.array(~stay))
        unknown = draws.random(gone.num_rows) < 0.3
        coming = _alike(people, gone.num_rows, draws)
        back = draws.random(coming.num_rows) < 0.1
        people = pa.concat_tables([people.filter(pa.array(stay)), coming])
        of_sent = np.append(of_sent[stay], draws.random(coming.num_rows) < 0.7)
        after, in_sent = _by_region(people), _by_region(people.filter(pa.array(of_sent)))
        counts = (
            before,
            _by_region(coming.filter(pa.array(~back))),
            _by_region(coming.filter(pa.array(back))),
            _by_region(gone.filter(pa.array(~unknown))),
            _by_region(gone.filter(pa.array(unknown))),
            after,
        )
        found.append({code: _movements(*(each[code] for each in counts)) for code in REGIONS})
        sent.append({code: in_sent[code] for code in REGIONS})
        tables.append(replace(counted(people), day=last_day(name)))
    return trend(found, sent, tables)


def _alike(people: pa.Table, number: int, draws: np.random.Generator) -> pa.Table:
    """So many young people with the answers of one and the place of another."""
    one, other = (pa.array(draws.integers(people.num_rows, size=number)) for _ in range(2))
    found = people.take(one)
    where = people.take(other)
    for name in ("place", "region"):
        found = found.set_column(
            found.schema.get_field_index(name), people.schema.field(name), where[name]
        )
    return found


def _by_region(people: pa.Table) -> Counter[str]:
    return Counter(people["region"].to_pylist())


def _movements(start: int, new: int, back: int, ended: int, unknown: int, end: int) -> Movements:
    return Movements(
        open_start=start,
        new=new,
        came_back=back,
        ended=ended,
        unknown=unknown,
        open_end=end,
    )

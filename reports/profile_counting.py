"""What is counted for a profile: the tables of referrals and of the young people behind them, and
the forms on which they came."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa

from reports.answered_by_all import table_answered_by_all
from reports.profile_declared import Banded, DeclaredProfile
from reports.profile_tables import (
    PeriodName,
)
from reports.tables import FORM_VERSION_TABLE, Table, held_tables
from reports.tables_reading import load_tables
from schemas.areas import ENGLAND
from schemas.codebook import NOT_KNOWN, SEPARATOR
from schemas.people import FORMS
from schemas.records import not_known_column
from schemas.sql_connection import connected

REFERRALS, YOUNG_PEOPLE = "referrals", "young_people"
REFERRED_MORE_THAN_ONCE, OF_MORE_THAN_ONCE = (
    "referred_more_than_once",
    "referrals_of_more_than_once",
)
TIMES_REFERRED = "times_referred"
MORE_THAN_ONCE = "more_than_once"
_TIMES = (("once", "Referred once"), (MORE_THAN_ONCE, "Referred more than once"))

Forms = Mapping[tuple[str, PeriodName], Mapping[str, int]]
"""How many referrals of a geography (by its code) in a period came on which forms: versions, those
of one referral parted by `;`."""


def with_bands(people: pa.Table, profile: DeclaredProfile) -> pa.Table:
    """People with a column for each table of bands: the band's row, `not_known`, or null."""
    banded = [each.banded for each in profile.tables if each.banded is not None]
    if not banded:
        return people
    columns = ", ".join(f"{_band_of(each)} as {each.column}" for each in banded)
    with connected() as connection:
        connection.register("people", people)
        return connection.sql(f"select *, {columns} from people").to_arrow_table()


def _band_of(banded: Banded) -> str:
    """The SQL of a number's band."""
    number = banded.number.name
    whens = [f"when {number} >= {each.least} then '{each.code}'" for each in banded.bands[::-1]]
    if marked := not_known_column(banded.number):
        whens.append(f"when {marked} then '{NOT_KNOWN}'")
    return f"case {' '.join(whens)} end"


def tables_of_referrals(profile: DeclaredProfile, forms: Iterable[str]) -> tuple[Table, ...]:
    """What is counted of referrals that came on `forms`: of which region they are, whether the
    young person was referred more than once, the declared tables and, where there is more than the
    first form, the form.

    A table that only later forms can tell of is not counted where there are none of these.
    """
    of_forms = next(each for each in load_tables() if each.id == FORM_VERSION_TABLE)
    tables = (
        _regions(REFERRALS, "Referrals by region"),
        _times(OF_MORE_THAN_ONCE, "Referrals by how often the young person was referred"),
        of_forms,
        *(each.table for each in profile.tables),
    )
    return held_tables(tables, forms)


def tables_of_young_people() -> tuple[Table, ...]:
    """What is counted of young people who were referred."""
    return (
        _regions(YOUNG_PEOPLE, "Young people referred, by region"),
        _times(REFERRED_MORE_THAN_ONCE, "Young people by how often they were referred"),
    )


def _regions(table_id: str, title: str) -> Table:
    of_cases = next(each for each in load_tables() if each.kind == "regions")
    return replace(of_cases, id=table_id, title=title)


def _times(table_id: str, title: str) -> Table:
    """A table of people's column `times_referred`, which has a code for everyone."""
    return table_answered_by_all(table_id, title, TIMES_REFERRED, "Referred in the period", _TIMES)


def forms_of(people: Mapping[PeriodName, pa.Table]) -> Forms:
    """The forms of each place, region and of England, by its code, in each period."""
    found: dict[tuple[str, PeriodName], Counter[str]] = defaultdict(Counter)
    for period, table in people.items():
        held = table.group_by(["place", "region", FORMS]).aggregate([([], "count_all")])
        for row in held.to_pylist():
            for code in (row["place"], row["region"], ENGLAND):
                found[code, period][row[FORMS]] += row["count_all"]
    return found


def versions_of(forms: Iterable[str]) -> tuple[str, ...]:
    """The versions, in order, of forms several of which may be parted by `;`."""
    return tuple(sorted({version for each in forms for version in each.split(SEPARATOR)}))

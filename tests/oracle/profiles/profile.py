"""The recount of a profile, from delivery folders on disk.

    figures = recount_profile(received, areas, day, districts)     # areas by their codes on the day

A flat dictionary from plain tuples to what the program must say:
    ("places",)                                   codes in order; "together" for areas added up
    ("referrals", place, period, count)           the fields of a place's referrals
    ("row", table, row, place, period)            cases, base, percent, per cent of all
    ("known", table, place, period)               counted, base, not known, not provided, not asked,
                                                  outside, and the forms
    ("missing", area, district)                   figures, those before (None: nobody of the area
                                                  was counted then), the change
    ("span", period)                              the first and the last day
    ("forms",)                                    of the records of the areas' referrals
    ("counted", period, table, code, row)         cases and percent, of every place of England
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..areas import REGIONS, Place
from ..codebook import FORM_2020
from ..tables import ENGLAND, percent
from ..years.history import Received
from .counted import count
from .declared import Declared, declared_tables
from .missing import Figures, Located, asked, change, missing_figures, snapshot_people
from .periods import Six, less_months, two_periods
from .referrals import Person, people_told_of, returns_by_place, within
from .rows import Districts, Full

TOGETHER = "together"
Found = dict[tuple[str, ...], object]


@dataclass(frozen=True)
class Column:
    """A place of the profile; `codes` are those of the places, regions or England in it."""

    key: str
    codes: frozenset[str]

    def holds(self, place: Place) -> bool:
        """Whether what is counted in the place is counted in this one."""
        return bool(self.codes & {place.code, place.region, ENGLAND[1]})


def columns(areas: Sequence[str], regions: Sequence[str]) -> list[Column]:
    """The areas, all together where they are several, their regions, England."""
    found = [Column(code, frozenset({code})) for code in areas]
    if len(areas) > 1:
        found.append(Column(TOGETHER, frozenset(areas)))
    others = [code for code in (*regions, ENGLAND[1]) if code not in areas]
    return found + [Column(code, frozenset({code})) for code in others]


def referral_counts(people: Sequence[Person], period: Six) -> dict[str, str]:
    """How many referrals of how many young people, and who was referred more than once."""
    numbers = [len(within(each, period.first, period.last).referrals) for each in people]
    several = [number for number in numbers if number > 1]
    undated = [p for p in people if not p.dated and period.holds(p.first_return)]
    young_people = sum(number > 0 for number in numbers)
    counts = {
        "referrals": sum(numbers),
        "young_people": young_people,
        "more_than_once": len(several),
        "their_referrals": sum(several),
        "undated": len(undated),
    }
    return {name: str(number) for name, number in counts.items()} | {
        "share_more_than_once": percent(len(several), young_people),
        "share_their_referrals": percent(sum(several), sum(numbers)),
    }


def referrals_in(people: Sequence[Person], period: Six) -> list[Full]:
    """What is told of each referral of a period."""
    found = [within(each, period.first, period.last).referrals for each in people]
    return [referral.told for referrals in found for referral in referrals]


def table_figures(table: Declared, referrals: Sequence[Full], *where: str) -> Found:
    """One table of one place and period."""
    counted = count(table, referrals)
    forms = tuple(sorted(set().union(*(each.case.forms for each in referrals))))
    found: Found = {
        ("known", table.id, *where): (
            *(counted.counted, counted.base, counted.not_known, counted.not_provided),
            *(counted.not_asked, counted.outside, forms),
        )
    }
    for row, cases in counted.cases.items():
        found["row", table.id, row, *where] = (
            *(cases, counted.base, counted.share(row), counted.of_all(row)),
        )
    return found


def counted_tables(people: Sequence[Person], period: Six) -> Found:
    """The tables behind a period's figures, of England, its regions and each place with any."""
    told: dict[str, list[Full]] = {}
    for person in people:
        for referral in within(person, period.first, period.last).referrals:
            for code in (person.place.code, person.place.region, ENGLAND[1]):
                told.setdefault(code, []).append(referral.told)
    forms = {form for each in told.get(ENGLAND[1], ()) for form in each.case.forms}
    found: Found = {}
    for table in declared_tables():
        if table.forms == {FORM_2020} and FORM_2020 not in forms:
            continue
        for code in {*told, *REGIONS, ENGLAND[1]}:
            counted = count(table, told.get(code, ()))
            key = ("counted", period.name, table.id, code)
            for row in table.rows:
                found[*key, row] = (str(counted.cases[row]), counted.share(row))
            found[*key, "base"] = (str(counted.base), "")
            found[*key, "not_known"] = (str(counted.not_known), "")
            found[*key, "not_provided"] = (str(counted.not_provided), "")
            found[*key, "outside_base"] = (str(counted.outside + counted.not_asked), "")
    return found


def _line(
    now: Sequence[Located], then: Sequence[Located], on_day: bool, on_day_before: bool
) -> tuple[Figures, Figures | None, str]:
    """A row of the missing-from-home table; also whether anybody of its area was counted on the
    day, and on that before."""
    last = missing_figures(now)
    if not on_day_before:
        return last, None, ""
    before = missing_figures(then)
    return last, before, change(last[0], before[0]) if on_day else ""


def missing_rows(now: Sequence[Located], then: Sequence[Located]) -> Found:
    """Each district of an area, those without one, the area, and all areas where several.

    An area without anybody on either day has no rows.
    """
    found: Found = {}
    codes = sorted({each.place.code for each in (*now, *then)})
    for code in codes:
        here = [each for each in now if each.place.code == code]
        earlier = [each for each in then if each.place.code == code]
        both = bool(here), bool(earlier)
        found["missing", code, "whole"] = _line(here, earlier, *both)
        for name in sorted({each.full.district for each in (*here, *earlier)}):
            in_it = [each for each in here if each.full.district == name]
            were_in_it = [each for each in earlier if each.full.district == name]
            found["missing", code, f"district {name}"] = _line(in_it, were_in_it, *both)
    if len(codes) > 1:
        found["missing", TOGETHER, "whole"] = _line(now, then, bool(now), bool(then))
    return found


def recount_profile(
    deliveries: Sequence[Received],
    areas: Sequence[str],
    regions: Sequence[str],
    day: date,
    districts: Districts,
    as_of: datetime | None = None,
) -> Found | None:
    """The profile of areas, which lie in these regions, on a day; None if no return is of them."""
    places = columns(areas, regions)
    own = [each for each in places if each.key in areas]
    returned = returns_by_place(deliveries, day, as_of)
    if not any(column.holds(place) for column in own for place in returned):
        return None
    people = people_told_of(deliveries, day, as_of, districts)
    found: Found = {("places",): tuple(each.key for each in places)}
    forms: set[str] = set()
    of_areas: set[str] = set()
    for column in places:
        here = [each for each in people if column.holds(each.place)]
        for period in two_periods(day):
            where = (column.key, period.name)
            for name, text in referral_counts(here, period).items():
                found["referrals", *where, name] = text
            told = referrals_in(here, period)
            column_forms = {form for each in told for form in each.case.forms}
            forms |= column_forms
            of_areas |= column_forms if column in own else set()
            for table in declared_tables():
                found |= table_figures(table, told, *where)
    if FORM_2020 not in forms:
        for table in declared_tables():
            if table.only_if_asked:
                found = {key: value for key, value in found.items() if key[1:2] != (table.id,)}
    found["forms",] = tuple(sorted(of_areas))
    for period in two_periods(day):
        found["span", period.name] = (period.first, period.last)
        found |= counted_tables(people, period)
    now, then = (
        [
            each
            for each in asked(snapshot_people(deliveries, of, day, as_of, districts))
            if any(column.holds(each.place) for column in own)
        ]
        for of in (day, less_months(day, 12))
    )
    return found | missing_rows(now, then)

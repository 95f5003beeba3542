"""The areas of an agency's last return of which its new delivery says nothing."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.returns import MAX_AGE_DAYS, ReturnId, StoredReturn


@dataclass(frozen=True)
class NilWanted:
    """An area of an agency's last return of which its new delivery says nothing."""

    agency: str
    area: str
    return_date: date
    rows: int


def nil_wanted(
    delivered: Collection[ReturnId], standing: Iterable[StoredReturn]
) -> tuple[NilWanted, ...]:
    """For each agency of a delivery of these returns, the areas in which its rows of the last month
    stay because neither the delivery nor an earlier one of the month says anything of them;
    `standing` is what stood before."""
    newest: dict[str, date] = {}
    for id_ in delivered:
        newest[id_.agency] = max(newest.get(id_.agency, id_.return_date), id_.return_date)
    said = {(id_.agency, id_.area) for id_ in delivered}
    last: dict[tuple[str, str], StoredReturn] = {}
    for each in standing:
        key = (each.id.agency, each.id.area)
        is_later = key not in last or last[key].id.return_date < each.id.return_date
        if each.id.agency in newest and is_later:
            last[key] = each
    return tuple(
        NilWanted(each.agency, each.area, each.id.return_date, each.rows)
        for key, each in sorted(last.items())
        if key not in said and _has_counted(each) and _is_of_month_before(each, newest)
    )


def _has_counted(each: StoredReturn) -> bool:
    """Whether a row of it counts: where all were refused (of an area, say, that is not recognised)
    there is nothing that a nil return would displace."""
    return each.rows > each.refused_rows


def _is_of_month_before(each: StoredReturn, newest: Mapping[str, date]) -> bool:
    """Whether a snapshot of the agency's newest return date would count this earlier return."""
    days = newest[each.id.agency] - each.id.return_date
    return timedelta(0) < days <= timedelta(days=MAX_AGE_DAYS)

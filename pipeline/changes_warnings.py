"""What is odd about a return beside the agency's others: the thresholds are configuration."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from pipeline.configuration import ChangeThresholds
from pipeline.returns import ReturnId
from reports.feedback import ReturnWarning
from reports.wording import long_date
from schemas.problems import load_problems
from schemas.text import plural

_ANOTHER_MONTH = timedelta(days=14)
"""Returns of one month may be of days somewhat apart."""

_PERSON = "young person"


@dataclass(frozen=True)
class BesideEarlier:
    """A return of the day `day` in figures beside the earlier one of the day `since`: the young
    people of each and those new, by distinct identifiers, and those with the same answers in both.
    """

    day: date
    since: date
    people_before: int
    people_now: int
    new: int
    unchanged: int


@dataclass(frozen=True)
class BesideOtherArea:
    """How many of a return's young people (`people`, by distinct identifiers) are those of the same
    agency's return for another area, of the day `of`."""

    area: str
    of: date
    people: int
    same: int


def earlier_warnings(
    each: BesideEarlier, is_nil: bool, thresholds: ChangeThresholds
) -> Iterator[ReturnWarning]:
    """What is odd about a return beside the earlier one; of a nil return nothing is: it says on
    purpose that nobody is left."""
    before = f"that of {long_date(each.since)} had {each.people_before:,}"
    left = (1 - _exact(thresholds.rows_down)) * each.people_before
    is_large = each.people_now >= thresholds.least_rows
    if not is_nil and each.people_before >= thresholds.least_rows and each.people_now <= left:
        yield _warning("rows_down", f"It has {plural(each.people_now, _PERSON)}; {before}.")
    newcomers = _exact(thresholds.new_identifiers) * each.people_now
    if is_large and each.people_before and each.new > newcomers:
        number = f"{each.new:,} of {plural(each.people_now, _PERSON)}"
        yield _warning("many_new_identifiers", f"New are {number}; {before}.")
    # Where somebody left and the others are as before, the agency has gone over its list: last
    # month's file has nobody less.  A second return of one month is meant to be like the first.
    is_next = _month(each.since) != _month(each.day)
    same = _exact(thresholds.unchanged) * each.people_now
    is_copy = each.people_now >= each.people_before and each.unchanged >= same
    if is_large and is_next and is_copy:
        number = f"{each.unchanged:,} of {plural(each.people_now, _PERSON)}"
        yield _warning(
            "same_as_last_time", f"Unchanged since {long_date(each.since)} are {number}."
        )


def other_area_warning(
    beside: Iterable[BesideOtherArea], thresholds: ChangeThresholds
) -> ReturnWarning | None:
    """The warning that a return is another area's, naming the area most like it; None if no area
    is (of returns that are as like, the latest)."""
    alike = [
        each
        for each in beside
        if each.people >= thresholds.least_rows
        and each.same
        and each.same >= _exact(thresholds.other_area) * each.people
    ]
    if not alike:
        return None
    most = min(alike, key=lambda each: (-each.same, each.area, date.max - each.of))
    people = f"{most.same:,} of {plural(most.people, _PERSON)}"
    return _warning(
        "other_areas_return",
        f"{people} are in the return for {most.area} of {long_date(most.of)}.",
    )


def sent_again(
    held: Collection[ReturnId],
    delivered: Collection[ReturnId],
) -> frozenset[ReturnId]:
    """The returns of a delivery that stood already (`held`, all of whose files are those that
    stand), and where a later one was to be expected: it is the delivery's latest for the agency and
    area, and the delivery has returns of a later month.

    What else is stored tells nothing: an earlier month's folder may be taken in again at any time.
    Nor is an old return odd that comes along with the agency's later one: analysts keep all months
    in one folder.
    """
    latest = _latest(delivered)
    newest = max((id_.return_date for id_ in delivered), default=date.min)
    return frozenset(
        id_
        for id_ in held
        if latest.get((id_.agency, id_.area)) == id_.return_date
        and _is_month_before(id_.return_date, newest)
    )


def sent_again_warning(id_: ReturnId) -> ReturnWarning:
    """The warning for a return of `sent_again`."""
    return _warning("sent_again", f"Its return date is {long_date(id_.return_date)}.")


def _is_month_before(day: date, newest: date) -> bool:
    return _month(day) != _month(newest) and newest - day >= _ANOTHER_MONTH


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _latest(ids: Iterable[ReturnId]) -> Mapping[tuple[str, str], date]:
    latest: dict[tuple[str, str], date] = {}
    for id_ in ids:
        key = (id_.agency, id_.area)
        latest[key] = max(latest.get(key, id_.return_date), id_.return_date)
    return latest


def _exact(share: float) -> Fraction:
    """A share as it was written: 0.8 of 10 is 8 and no more."""
    return Fraction(str(share))


def _warning(code: str, figures: str) -> ReturnWarning:
    problem = load_problems()[code]
    return ReturnWarning(code, problem.what, problem.remedy, figures)

"""What a month brought and what changed since the last one, in plain text: for the analysts who
hold the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.status import State, Status, StatusLine
from reports.wording import RESTRICTED_LINE, long_date

_STATES: tuple[tuple[State, str], ...] = (
    ("late", "came late"),
    ("nil", "nil return: nobody is worked with"),
    ("refused", "a file was refused, and nothing counts"),
    ("missing", "has not sent"),
    ("awaited", "not yet due"),
)


@dataclass(frozen=True)
class CountedPlace:
    """Young people counted in a place; `before` is None where the month before has no snapshot."""

    name: str
    before: int | None
    now: int


@dataclass(frozen=True)
class ReturnChange:
    """A return of the month beside the agency's and area's earlier one, by numbers of young people
    and of answers; `since` is None for the first.  `warnings` are sentences."""

    agency: str
    area: str
    since: date | None
    rows_before: int
    rows_now: int
    new: int
    gone: int
    answers_changed: int
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class MonthSummary:
    """`before` is the day of the snapshot of the month before, None where there is none."""

    day: date
    before: date | None
    england: CountedPlace
    places: tuple[CountedPlace, ...]
    status: Status
    returns: tuple[ReturnChange, ...]


def summary_text(summary: MonthSummary) -> str:
    """The summary as text, a line each, for the terminal and for `summary.txt`."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: MonthSummary) -> Iterator[str]:
    yield f"The month to {long_date(summary.day)}"
    yield RESTRICTED_LINE
    yield ""
    yield from _who_sent(summary.status)
    yield ""
    yield "Young people counted, each once"
    if summary.before is None:
        yield "  (the store holds no month before this one)"
    else:
        yield f"  beside the snapshot of {long_date(summary.before)}"
    yield from _columns([_place(each) for each in (summary.england, *summary.places)])
    yield ""
    yield from _changes(summary.returns)


def _who_sent(status: Status) -> Iterator[str]:
    lines = status.of_month(status.latest)
    expected = [each for each in lines if each.expected]
    there = [each for each in expected if each.stands]
    yield "Who sent"
    yield f"  {len(there)} of {len(expected)} expected returns are in."
    for state, words in _STATES:
        for each in lines:
            if each.state == state:
                yield f"  {each.whose}: {words}{_due(each)}"
    if status.nobodys_files:
        yield f"  Refused files that do not say whose they are: {status.nobodys_files}"


def _due(line: StatusLine) -> str:
    return f" (due {long_date(line.due)})" if line.due else ""


def _place(place: CountedPlace) -> tuple[str, str, str]:
    if place.before is None:
        return place.name, f"{place.now:,}", ""
    change = place.now - place.before
    return place.name, f"{place.now:,}", f"({change:+,})" if change else "(no change)"


def _columns(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    name_width = max(len(name) for name, _, _ in rows)
    number_width = max(len(number) for _, number, _ in rows)
    for name, number, change in rows:
        yield f"  {name:{name_width}}  {number:>{number_width}}  {change}".rstrip()


def _changes(returns: Sequence[ReturnChange]) -> Iterator[str]:
    yield "Returns beside the ones before (young people)"
    if not returns:
        yield "  Nothing new was stored."
    for each in returns:
        whose = f"{each.agency} ({each.area})"
        if each.since is None:
            yield f"  {whose}: {each.rows_now:,}; the first return that is known"
        else:
            yield (
                f"  {whose}: {each.rows_now:,}, before {each.rows_before:,} "
                f"({long_date(each.since)}); {each.new:,} new, {each.gone:,} gone, "
                f"{each.answers_changed:,} answers changed"
            )
        for warning in each.warnings:
            yield f"    CHECK: {warning}"

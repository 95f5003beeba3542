"""What a month brought and what changed since the last one, in plain text: for the analysts who
hold the data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from reports.status import Status, StatusLine
from reports.status_glance import FOLLOWED, followed, named, sentences
from reports.wording import RESTRICTED_LINE, long_date
from schemas.text import plural

_WIDTH = 96
_SINCE = "the one before"
_TEXTS = frozenset({"", _SINCE})
"""The columns of texts, by their headers; all others hold numbers."""


@dataclass(frozen=True)
class CountedPlace:
    """Young people counted in a place; `before` is None where the month before has no snapshot."""

    name: str
    before: int | None
    now: int


@dataclass(frozen=True)
class EarlierReturn:
    """A return of an earlier month that is counted, since no later one of its agency and area is
    there; `rows` are those that were not refused."""

    agency: str
    area: str
    return_date: date
    rows: int


@dataclass(frozen=True)
class ReturnChange:
    """A return beside the agency's and area's earlier one, by numbers of young people and of
    answers; `since` is None for the first."""

    agency: str
    area: str
    return_date: date
    since: date | None
    rows_before: int
    rows_now: int
    new: int
    gone: int
    answers_changed: int


@dataclass(frozen=True)
class OddReturn:
    """A return that the analyst should look at, and why; `said` is in sentences."""

    agency: str
    area: str
    return_date: date
    code: str
    said: str


@dataclass(frozen=True)
class MonthSummary:
    """`before` is the day of the snapshot of the month before, None where there is none; `returns`
    and `odd` are of what was delivered; `least` are England's young people if all possible
    duplicates are the same, `look_again` says which decisions on them to look at again (blank:
    none)."""

    day: date
    before: date | None
    england: CountedPlace
    places: tuple[CountedPlace, ...]
    earlier: tuple[EarlierReturn, ...]
    status: Status
    returns: tuple[ReturnChange, ...]
    odd: tuple[OddReturn, ...]
    least: int
    look_again: str


def summary_text(summary: MonthSummary) -> str:
    """The summary as text, a line each, for the terminal and for `summary.txt`: what is to be done
    first, the figures below."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: MonthSummary) -> Iterator[str]:
    yield f"The month to {long_date(summary.day)}"
    yield RESTRICTED_LINE
    yield ""
    yield from _who_sent(summary.status)
    yield ""
    yield from _to_check(summary)
    yield ""
    yield from _counted(summary)
    yield ""
    yield from _changes(summary)


def _who_sent(status: Status) -> Iterator[str]:
    month = status.latest
    lines = status.of_month(month)
    yield f"Who sent for {month.name}" if month else "Who sent"
    yield from _indented(sentences(status, lines))
    for group in named(lines):
        yield from _listed(group.heading, group.names)
    yield from _listed(
        "Nil returns (working with nobody)", [each.whose for each in lines if each.state == "nil"]
    )
    yield from _listed(FOLLOWED, followed(status.followed(month)))
    slips = [
        f"{each.whose}: {_slips(each)}"
        for each in lines
        if each.stands and (each.refused_rows or each.refused_answers)
    ]
    yield from _listed("Rows or answers refused", slips)


def _slips(line: StatusLine) -> str:
    parts = ((line.refused_rows or 0, "row"), (line.refused_answers, "answer"))
    return " and ".join(plural(count, noun) for count, noun in parts if count)


def _to_check(summary: MonthSummary) -> Iterator[str]:
    yield f"To check: {plural(len(summary.odd), 'warning') if summary.odd else 'nothing'}"
    for each in summary.odd:
        yield f"  {_whose(each)}, return of {long_date(each.return_date)}"
        yield from _indented(wrap(each.said, _WIDTH), 4)


def _counted(summary: MonthSummary) -> Iterator[str]:
    yield "Young people counted, each once"
    places = (summary.england, *summary.places)
    if summary.before is None:
        yield "  The store holds no month before this one."
        yield from _columns(("", "now"), [(each.name, f"{each.now:,}") for each in places])
    else:
        yield f"  beside {long_date(summary.before)}, as the store stands now"
        yield from _columns(("", "now", "before", "change"), [_beside(each) for each in places])
    if summary.least < summary.england.now:
        yield (
            "  If all possible duplicates are the same young people, "
            f"England has {summary.least:,}."
        )
        yield f"  `lscb duplicates find --date {summary.day}` lists them."
    if summary.look_again:
        yield f"  {summary.look_again}"
    yield from _listed(
        "Counted by a return of an earlier month, for want of a later one",
        [
            f"{_whose(each)}: {plural(each.rows, 'row')} of {long_date(each.return_date)}"
            for each in summary.earlier
        ],
    )


def _beside(place: CountedPlace) -> tuple[str, ...]:
    before = place.before or 0
    change = place.now - before
    return (place.name, f"{place.now:,}", f"{before:,}", f"{change:+,}" if change else "0")


def _changes(summary: MonthSummary) -> Iterator[str]:
    yield "Returns delivered, each beside the one before: young people, and answers changed"
    if not summary.returns:
        yield "  There is none."
        return
    yield from _columns(
        ("", "now", "before", "new", "gone", "answers", _SINCE),
        [_change(each, summary.day) for each in summary.returns],
    )


def _change(each: ReturnChange, day: date) -> tuple[str, ...]:
    is_of_month = (each.return_date.year, each.return_date.month) == (day.year, day.month)
    whose = _whose(each) if is_of_month else f"{_whose(each)} ({long_date(each.return_date)})"
    if each.since is None:
        return (whose, f"{each.rows_now:,}", "", "", "", "", "none is known")
    counts = (each.rows_now, each.rows_before, each.new, each.gone, each.answers_changed)
    return (whose, *(f"{count:,}" for count in counts), long_date(each.since))


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows in columns, numbers to the right."""
    lines = [header, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(header))]
    for line in lines:
        cells = (
            cell.ljust(width) if name in _TEXTS else cell.rjust(width)
            for name, cell, width in zip(header, line, widths, strict=True)
        )
        yield f"  {'  '.join(cells)}".rstrip()


def _listed(heading: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"  {heading}:"
        yield from _indented(names, 4)


def _indented(texts: Iterable[str], by: int = 2) -> Iterator[str]:
    return (f"{' ' * by}{text}" for text in texts)


def _whose(each: EarlierReturn | ReturnChange | OddReturn) -> str:
    return f"{each.agency}, {each.area}"

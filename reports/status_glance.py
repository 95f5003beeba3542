"""A month's returns at a glance: figures, sentences, and whose returns need a look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.page_model import Headline
from reports.status import State, Status, StatusLine, Unexpected
from reports.status_signs import NOT_EXPECTED, SIGNS
from reports.wording import long_date
from schemas.text import plural

FOLLOWED = "Earlier returns of the month, each followed by a later one"
_UNEXPECTED: dict[Unexpected, str] = {
    "agency": "Not expected: agencies.csv has no such agency. Look whether it is spelt differently",
    "area": "Not expected: agencies.csv has the agency, but not this area for it",
    "month": "Not expected: by agencies.csv the agency does not send for this month",
}


@dataclass(frozen=True)
class Named:
    """A sentence about several returns and whose they are."""

    sign: str
    heading: str
    names: tuple[str, ...]


def headlines(lines: Sequence[StatusLine]) -> tuple[Headline, ...]:
    """The figures of a month: returns there, and what is wrong with the others."""
    counts = _Counts.of(lines)
    figures = [Headline(f"{counts.there:,} of {counts.expected:,}", "expected returns are there")]
    if not counts.expected:
        figures = [Headline(f"{counts.others:,}", "returns are there")]
    elif counts.others:
        figures.append(Headline(f"{counts.others:,}", "more, not expected"))
    figures += [
        Headline(f"{_places(each for each in lines if each.late):,}", "came late"),
        Headline(f"{_places(each for each in lines if each.state == 'refused'):,}", "refused"),
        Headline(f"{_places(each for each in lines if each.state == 'missing'):,}", "missing"),
    ]
    rarer = {
        "awaited": _places(each for each in lines if each.state == "awaited"),
        "to check": _places(each for each in lines if each.warnings),
    }
    figures += [Headline(f"{number:,}", word) for word, number in rarer.items() if number]
    return tuple(figures)


@dataclass(frozen=True)
class _Counts:
    """Agencies and areas: how many are expected, how many of these are there, and how many others
    are."""

    expected: int
    there: int
    others: int

    @classmethod
    def of(cls, lines: Sequence[StatusLine]) -> "_Counts":
        return cls(
            expected=_places(each for each in lines if each.expected),
            there=_places(each for each in lines if each.expected and each.stands),
            others=_places(each for each in lines if not each.expected and each.stands),
        )


def _places(lines: Iterable[StatusLine]) -> int:
    """How many agencies and areas they are of."""
    return len({(each.agency, each.area) for each in lines})


def sentences(status: Status, lines: Sequence[StatusLine]) -> tuple[str, ...]:
    """The month at a glance, in words."""
    if not lines:
        return ("There is no return in the store, and none is expected.",)
    counts = _Counts.of(lines)
    expected = plural(counts.expected, "expected return")
    said = [f"{counts.there:,} of {expected} {_are(counts.there)} there."]
    if not counts.expected:
        said = ["Nobody is known yet of whom a return is expected."]
    if counts.others:
        whose = "of agencies and areas that had not sent before"
        if status.agencies_named:
            whose = "not expected by agencies.csv"
        more = plural(counts.others, "more return")
        said.append(f"{more} {_are(counts.others)} there, {whose}.")
    rows = sum(each.rows or 0 for each in lines)
    refused = sum(each.refused_rows or 0 for each in lines)
    said.append(f"The returns hold {plural(rows, 'row')}, {refused:,} of them refused.")
    if status.nobodys_files:
        said.append(nobodys_files(status.nobodys_files))
    return tuple(said)


def nobodys_files(number: int) -> str:
    """A sentence on refused files that belong to no line."""
    do = "does" if number == 1 else "do"
    return f"{plural(number, 'refused file')} {do} not say whose return of what day."


def named(lines: Sequence[StatusLine]) -> tuple[Named, ...]:
    """Whose returns are missing, refused, awaited, late and not expected by agencies.csv."""
    refused = SIGNS["refused"].sign
    groups = [
        _named("missing", "Missing", map(_with_due, _of_state(lines, "missing"))),
        _named("refused", "Refused, with nothing in its place", _refused(lines)),
        _named("awaited", "Awaited", map(_with_due, _of_state(lines, "awaited"))),
        Named(refused, "Files refused beside a return that stands", tuple(_partly_refused(lines))),
        _named("late", "Late", (_with_day(each) for each in lines if each.late)),
    ]
    groups += [
        Named(NOT_EXPECTED.sign, heading, tuple(_whose_unexpected(lines, why)))
        for why, heading in _UNEXPECTED.items()
    ]
    return tuple(each for each in groups if each.names)


def followed(lines: Iterable[StatusLine]) -> tuple[str, ...]:
    """The returns that a later one of the month followed (Status.followed), and by which."""
    return tuple(
        f"{each.whose}: {long_date(each.return_date)}, followed by {long_date(each.followed_by)}"
        for each in lines
        if each.return_date is not None and each.followed_by is not None
    )


def to_check(lines: Iterable[StatusLine]) -> tuple[str, ...]:
    """What is odd about the returns of a month."""
    return tuple(f"{line.whose}: {each.sentences}" for line in lines for each in line.warnings)


def _named(state: State, heading: str, names: Iterable[str]) -> Named:
    return Named(SIGNS[state].sign, heading, tuple(names))


def _of_state(lines: Iterable[StatusLine], state: State) -> Iterator[StatusLine]:
    return (each for each in lines if each.state == state)


def _refused(lines: Iterable[StatusLine]) -> Iterator[str]:
    for each in _of_state(lines, "refused"):
        rows = ""
        if each.rows:
            rows = "its only row" if each.rows == 1 else f"all {each.rows:,} rows"
        files = plural(each.refused_files, "file") if each.refused_files else ""
        due = f"due on {long_date(each.due)}" if each.due else ""
        yield f"{each.whose}: {', '.join(filter(None, (rows, files, due)))}"


def _partly_refused(lines: Iterable[StatusLine]) -> Iterator[str]:
    for each in lines:
        if each.stands and each.refused_files:
            yield f"{each.whose}: {plural(each.refused_files, 'file')}"


def _whose_unexpected(lines: Iterable[StatusLine], why: Unexpected) -> Iterator[str]:
    return (each.whose for each in lines if each.unexpected == why)


def _with_day(line: StatusLine) -> str:
    came = f"came on {long_date(line.received_on)}" if line.received_on else ""
    due = f"due on {long_date(line.due)}" if line.due else ""
    return f"{line.whose}: {', '.join(each for each in (came, due) if each)}"


def _with_due(line: StatusLine) -> str:
    return f"{line.whose}: due on {long_date(line.due)}" if line.due else line.whose


def _are(number: int) -> str:
    return "is" if number == 1 else "are"

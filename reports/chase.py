"""What an agency is told that is late, or has something to send or to mend: a short plain text, to
be put in an e-mail.

An agency's text holds its own facts only: counts and days, never what stands in a cell.
"""

from dataclasses import dataclass
from datetime import date

from reports.status import Month, Status, StatusLine
from reports.wording import long_date
from schemas.text import folded

_MEND = (
    "Please mend what the feedback workbook lists, and send the whole return again: it then takes "
    "the place of this one."
)
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Chase:
    """The text for one agency, for all its areas."""

    agency: str
    file_name: str
    text: str


def chases(status: Status) -> tuple[Chase, ...]:
    """The texts for the last month of a status, by agency: for those of which a return is missing,
    came late, was refused or has rows or answers refused."""
    month = status.latest
    by_agency: dict[str, list[StatusLine]] = {}
    for line in status.of_month(month):
        if _is_to_chase(line):
            by_agency.setdefault(line.agency, []).append(line)
    taken: set[str] = set()
    found: list[Chase] = []
    for agency, lines in by_agency.items():
        name = _file_name(agency, taken)
        taken.add(name)
        found.append(Chase(agency, f"{name}.txt", _text(agency, lines, lines[0].month, status.on)))
    return tuple(found)


def _is_to_chase(line: StatusLine) -> bool:
    return (
        line.state in ("missing", "refused")
        or line.late
        or bool(line.refused_rows or line.refused_answers or line.refused_files)
    )


def _text(agency: str, lines: list[StatusLine], month: Month, on: date) -> str:
    paragraphs = [f"{agency}: return for {month.name}"]
    paragraphs += ["\n".join((f"Area: {_area(each)}", *_sentences(each, on))) for each in lines]
    paragraphs.append(f"This is how it stood on {long_date(on)}.")
    return "\n\n".join(paragraphs) + "\n"


def _area(line: StatusLine) -> str:
    if line.area:
        return line.area
    return "all" if line.state == "missing" else "not said in the file"


def _sentences(line: StatusLine, on: date) -> list[str]:
    if line.state == "missing":
        return [
            f"We have no return from you for {line.month.name}. {_due(line, on)}".strip(),
            "Please send it. If you are working with nobody, send the form without rows: that is a "
            "nil return, and counts as sent.",
        ]
    if line.state == "refused" and line.rows:
        return _all_refused(line, on)
    if line.state == "refused":
        were = _files(line.refused_files)
        return [
            f"{were} refused, and no return of yours counts for {line.month.name}. "
            f"{_due(line, on)}".strip(),
            "Please mend what the feedback workbook lists, and send the whole return again.",
        ]
    return _of_return(line)


def _all_refused(line: StatusLine, on: date) -> list[str]:
    """What is to be said of a return none of whose rows counts."""
    assert line.return_date is not None
    rows = line.rows or 0
    were = "the only one was" if rows == 1 else "all of them were"
    said = [
        f"We have your return of {long_date(line.return_date)}: "
        f"{_number(rows, 'young person', 'young people')}. But {were} refused, and no return of "
        f"yours counts for {line.month.name}. {_due(line, on)}".strip()
    ]
    if line.refused_files:
        said.append(f"{_files(line.refused_files)} refused as well.")
    return [
        *said,
        "Please mend what the feedback workbook lists, and send the whole return again.",
    ]


def _due(line: StatusLine, on: date) -> str:
    if line.due is None:
        return ""
    return f"It {'was' if line.due < on else 'is'} due on {long_date(line.due)}."


def _of_return(line: StatusLine) -> list[str]:
    """What is to be said of a return that stands."""
    assert line.return_date is not None
    rows = line.rows or 0
    what = f"{_number(rows, 'young person', 'young people')}" if rows else "a nil return"
    said = [f"We have your return of {long_date(line.return_date)}: {what}."]
    if line.late and line.due is not None:
        said.append(
            f"It came late: it was due on {long_date(line.due)}. Please send the next in time."
        )
    if line.refused_files:
        said.append(f"{_files(line.refused_files)} refused, and nothing in {_it(line)} counts.")
    if line.refused_rows:
        said.append(
            f"{_number(line.refused_rows, 'young person is', 'young people are')} not counted, "
            "because the row was refused."
        )
    if line.refused_answers:
        said.append(
            f"{_number(line.refused_answers, 'answer was', 'answers were')} refused, and "
            f"{'counts' if line.refused_answers == 1 else 'count'} as not provided."
        )
    if line.refused_files or line.refused_rows or line.refused_answers:
        said.append(_MEND)
    return said


def _files(number: int) -> str:
    return _number(number, "file of yours was", "files of yours were")


def _it(line: StatusLine) -> str:
    return "it" if line.refused_files == 1 else "them"


def _number(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _file_name(agency: str, taken: set[str]) -> str:
    """A name that every system takes: letters, digits and `-`, other than those `taken`."""
    letters = "".join(each if each.isalnum() else " " for each in folded(agency))
    plain = "-".join(letters.split())[:_LONGEST_NAME].strip("-") or "agency"
    if len(plain) < 5:
        plain = f"agency-{plain}"  # Windows takes no file called con, nul or com1
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}-{number}", number + 1
    return name

"""A status as it is printed: a table with a summary below, or JSON."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from reports.status import Status, StatusLine, complete
from reports.status_glance import nobodys_files
from reports.status_signs import CHECK
from schemas.text import plural

_COLUMNS = (
    "agency", "area", "month", "return date", "received", "rows", "refused rows", "state",
    "complete %",
)  # fmt: skip
_NUMBERS = frozenset({"rows", "refused rows", "complete %"})


def status_table(lines: Sequence[StatusLine]) -> Iterator[str]:
    """The lines in columns, numbers to the right."""
    if not lines:
        return
    rows = [_COLUMNS, *map(_cells, lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_COLUMNS))]
    for row in rows:
        cells = (
            cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
            for name, cell, width in zip(_COLUMNS, row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _cells(line: StatusLine) -> tuple[str, ...]:
    return (
        line.agency,
        line.area or "",
        str(line.month),
        _iso(line.return_date) or "",
        _iso(line.received_on) or "",
        "" if line.rows is None else f"{line.rows:,}",
        "" if line.refused_rows is None else f"{line.refused_rows:,}",
        _state(line),
        complete(line.themes),
    )


def _state(line: StatusLine) -> str:
    """The state, and what is to be known beside it."""
    said: list[str] = [line.state]
    if line.late and line.state != "late":
        said.append("late")
    if line.warnings:
        said.append(CHECK.word)
    return ", ".join(said)


def status_summary(status: Status) -> Iterator[str]:
    """How many there are of each state, then what was refused beside a return, or is odd."""
    standing = sum(each.stands for each in status.lines)
    states = [each.state for each in status.lines]
    yield f"{plural(standing, 'return')} in force, {states.count('replaced')} replaced."
    others = {
        "late": sum(each.late for each in status.lines if each.stands),
        "refused": states.count("refused"),
        "missing": states.count("missing"),
        "awaited": states.count("awaited"),
    }
    if any(others.values()):
        said = ", ".join(f"{number} {word}" for word, number in others.items() if number)
        yield f"{said}."
    for each in status.lines:
        if each.rows is not None and each.refused_files:
            yield f"{each.whose}, {each.month}: {plural(each.refused_files, 'file')} refused."
    for each in status.lines:
        for warning in each.warnings:
            yield f"{CHECK.word}: {each.whose}, {each.month}: {warning.what} {warning.figures}"
    if status.nobodys_files:
        yield nobodys_files(status.nobodys_files)


def status_json(status: Status, written: Sequence[Path]) -> dict[str, object]:
    """The status for programs, with the files `written`."""
    return {
        "on": status.on.isoformat(),
        "months": [str(month) for month in status.months],
        "returns": [_line_json(each) for each in status.lines],
        "refused_files_of_nobody": status.nobodys_files,
        "files": [str(path) for path in written],
    }


def _line_json(line: StatusLine) -> dict[str, object]:
    return {
        "agency": line.agency,
        "area": line.area,
        "return_date": _iso(line.return_date),
        "received": line.received.isoformat(timespec="seconds") if line.received else None,
        "rows": line.rows,
        "refused_rows": line.refused_rows,
        "refused_answers": line.refused_answers,
        "state": line.state,
        "month": str(line.month),
        "received_on": _iso(line.received_on),
        "due": _iso(line.due),
        "late": line.late,
        "expected": line.expected,
        "unexpected": line.unexpected,
        "followed_by": _iso(line.followed_by),
        "warnings": [each.code for each in line.warnings],
        "refused_files": line.refused_files,
        "complete": complete(line.themes) or None,
        "themes": [
            {
                "theme": each.theme,
                "title": each.title,
                "answered": each.answered,
                "not_known": each.not_known,
                "not_provided": each.not_provided,
                "refused": each.refused,
                "complete": complete([each]) or None,
            }
            for each in line.themes
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""What `lscb diff` prints: why two outputs differ, then the figures that do."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from pipeline.causes_of_differences import (
    Causes,
    Changed,
    DecisionChanges,
    DecisionLine,
    OtherState,
    ReturnChanges,
    ReturnLine,
    SentAgain,
)
from pipeline.differences_of_outputs import (
    NAMES,
    Differences,
    FigureChange,
    FileDifferences,
    Value,
    differences,
)
from pipeline.duplicates.decisions import VERDICT_WORDS
from reports.wording import RESTRICTED_LINE, long_date
from schemas.text import plural, printable

_SHOWN = 40
_NOT_THERE = "-"
_ASKED = {
    "date": "day counted",
    "max_age": "--max-age",
    "year": "year",
    "area": "--area",
    "from": "--from",
    "to": "--to",
    "agencies": "agencies.csv",
    "left_out": "--leave-out",
    "potential": "--potential",
    "duplicates_threshold": "threshold of possible duplicates",
}
_HASHES = ("agencies",)
"""Parameters whose value says nothing to a reader."""
_VERSIONS = {
    "program": "Another version of lscb",
    "codebook": "Another codebook",
    "reference": "Other reference data",
}
_HIDDEN_COLUMNS = ("geographic_level",)
_HEADINGS = {"table_id": "table", "geography_code": "place"}
_NO_CAUSE = (
    "No cause was found: both count the same returns and decisions, were asked for the same, and "
    "have the same program, codebook and reference data. Either one of the two was edited after "
    "lscb wrote it, or the same files were ingested again in between with another mapping. Make "
    "both again and compare those."
)


def show_differences(first: Path, second: Path, show_all: bool, as_json: bool) -> None:
    """Prints what differs between the outputs in two folders; the first lines of each list, or all.

    Raises NoOutput where they can't be compared.
    """
    found = differences(first, second)
    if as_json:
        click.echo(json.dumps(_as_json(first, second, found), indent=2, ensure_ascii=True))
        return
    for line in _lines(first, second, found, show_all):
        click.echo(printable(line))


def _lines(first: Path, second: Path, found: Differences, show_all: bool) -> Iterator[str]:
    yield RESTRICTED_LINE
    for which, folder in (("first", first), ("second", second)):
        yield f"{which + ':':<8}{folder} (lscb {found.command})"
    if found.causes.as_of is not None:
        yield _as_of_sentence(found.causes.as_of)
    yield ""
    if found.causes.any:
        yield (
            "Not the same in both:"
            if found.figures
            else "Not the same in both, but without effect:"
        )
        yield from (f"  {line}" for line in _cause_lines(found.causes, show_all))
    elif found.figures:
        yield _NO_CAUSE
    else:
        yield "Both count the same returns and decisions."
    yield ""
    if not found.figures:
        yield "No figure differs."
    for each in found.files:
        yield from _figure_lines(each, show_all)


def _as_of_sentence(moments: Changed) -> str:
    of = (
        f"the {which} counts what the store held "
        + (f"at {moment}" if moment else "when it was made")
        for which, moment in (("first", moments.first), ("second", moments.second))
    )
    return f"As of: {'; '.join(of)}."


def _cause_lines(found: Causes, show_all: bool) -> Iterator[str]:
    yield from (_asked_sentence(each) for each in found.parameters)
    for each in found.versions:
        yield f"{_VERSIONS.get(each.name, f'Another {each.name}')}: {_both(each)}."
    if any(each.name == "reference" for each in found.versions):
        yield "(The codebook's version changes with the reference data.)"
    yield from _return_lines(found.returns, show_all)
    yield from _decision_lines(found.decisions, show_all)


def _asked_sentence(each: Changed) -> str:
    name = _ASKED.get(each.name, each.name.replace("_", " "))
    if each.name not in _HASHES:
        return f"Another {name}: {_both(each)}."
    if each.first and each.second:
        return f"Another {name}."
    return f"{name} in the {'first' if each.first else 'second'} only."


def _both(each: Changed) -> str:
    return f"{each.first or 'not said'} in the first, {each.second or 'not said'} in the second"


def _return_lines(found: ReturnChanges, show_all: bool) -> Iterator[str]:
    for which, returns in (("first", found.only_first), ("second", found.only_second)):
        title = f"{plural(len(returns), 'return')} only in the {which}:"
        yield from _listed(title, [_return_line(each) for each in returns], show_all)
    again = [each for each in found.sent_again if not each.same_files]
    title = f"{plural(len(again), 'return')} sent again, with other files:"
    yield from _listed(title, [_again_line(each) for each in again], show_all)
    otherwise = [each for each in found.sent_again if each.same_files]
    title = f"{plural(len(otherwise), 'return')} of the same files, but read otherwise:"
    yield from _listed(title, [_again_line(each) for each in otherwise], show_all)


def _listed(title: str, lines: Sequence[str], show_all: bool) -> Iterator[str]:
    """Nothing where there are no lines."""
    if not lines:
        return
    yield title
    shown = lines if show_all else lines[:_SHOWN]
    yield from (f"  {line}" for line in shown)
    if len(shown) < len(lines):
        yield f"  and {len(lines) - len(shown):,} more; --all prints them."


def _return_line(each: ReturnLine) -> str:
    return f"{_whose(each)}: {_rows(each)}"


def _again_line(each: SentAgain) -> str:
    return (
        f"{_whose(each.second)}: {_rows(each.first)} in the first, {_rows(each.second)} in the "
        "second"
    )


def _whose(each: ReturnLine) -> str:
    return f"{each.agency}, {each.area}, {long_date(each.return_date)}"


def _rows(each: ReturnLine) -> str:
    refused = f" ({each.refused_rows:,} refused)" if each.refused_rows else ""
    return plural(each.rows, "row") + refused


def _decision_lines(found: DecisionChanges, show_all: bool) -> Iterator[str]:
    for which, decisions in (("first", found.only_first), ("second", found.only_second)):
        title = f"{plural(len(decisions), 'decision')} only in the {which}:"
        yield from _listed(title, [_decision_line(each) for each in decisions], show_all)
    title = f"{plural(len(found.other_state), 'decision')} not in the same state:"
    lines = [_decision_line(each) for each in found.other_state]
    yield from _listed(title, lines, show_all)
    if found.others:
        yield (
            "Other decisions; which is not known, as an earlier version of lscb wrote one of the "
            "two, or they come from two stores."
        )


def _decision_line(each: DecisionLine | OtherState) -> str:
    state = (
        f"{each.first} in the first, {each.second} in the second"
        if isinstance(each, OtherState)
        else each.state
    )
    return f"decision {each.number}, {VERDICT_WORDS[each.verdict]}: {state}"


def _figure_lines(found: FileDifferences, show_all: bool) -> Iterator[str]:
    if not found.changed:
        return
    yield (
        f"{found.file}: {plural(len(found.changed), 'figure')} not the same, of "
        f"{found.in_first:,} in the first and {found.in_second:,} in the second."
    )
    cases = [each for each in found.changed if show_all or not each.only_share]
    shown = cases if show_all else cases[:_SHOWN]
    if shown:
        yield from (f"  {line}" for line in _table(shown))
    if len(shown) < len(cases):
        yield f"  and {len(cases) - len(shown):,} more; --all prints them."
    if len(cases) < len(found.changed):
        shares = plural(len(found.changed) - len(cases), "figure")
        yield f"  In {shares} only the percentage or rate differs; --all has them."


def _table(shown: Sequence[FigureChange]) -> Iterator[str]:
    """The figures in columns: each code in words where the file has them."""
    columns = tuple(
        dict.fromkeys(
            column
            for each in shown
            for column in each.line
            if not column.endswith(NAMES) and column not in _HIDDEN_COLUMNS
        )
    )
    rows = [
        (*(_HEADINGS.get(each, each.replace("_", " ")) for each in columns), "first", "second"),
        *(
            (
                *(_in_words(each, column) for column in columns),
                _said(each.first),
                _said(each.second),
            )
            for each in shown
        ),
    ]
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for *cells, first, second in rows:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
        yield "  ".join([*padded, first.rjust(widths[-2]), second.rjust(widths[-1])])


def _in_words(each: FigureChange, column: str) -> str:
    line = each.line
    name = line.get(f"{column}_label") or line.get(f"{column.removesuffix('_code')}_name")
    return name or line.get(column, "")


def _said(value: Value) -> str:
    percent = f" ({value.percent}%)" if value.percent else ""
    rate = f" (rate {value.rate})" if value.rate else ""
    return f"{value.cases}{percent}{rate}" or _NOT_THERE


def _as_json(first: Path, second: Path, found: Differences) -> dict[str, object]:
    """Everything, whatever the lists of the other way leave out."""
    why = found.causes
    return {
        "restricted": RESTRICTED_LINE,
        "first": str(first),
        "second": str(second),
        "command": found.command,
        "as_of": _builtin(why.as_of),
        "parameters": _builtin(why.parameters),
        "versions": _builtin(why.versions),
        "returns": _builtin(why.returns),
        "decisions": _builtin(why.decisions),
        "cause_found": why.any,
        "figures": [
            {
                "file": file.file,
                **each.line,
                "first": _builtin(each.first),
                "second": _builtin(each.second),
            }
            for file in found.files
            for each in file.changed
        ],
    }


def _builtin(value: object) -> object:
    return msgspec.to_builtins(value)

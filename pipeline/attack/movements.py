"""The attack on the movements of a trend: every hidden count bounded by all that is in print.

What a reader knows (docs: the movements of a trend): in each place and month open_start + new +
came_back = ended + unknown + open_end; open_end is made of two parts; a month starts with those
with whom the one before it ended; regions sum to England.  A hidden count is at least 1, unless
nothing above 0 is in print in one of its lines: a row of a month at all regions, or new and
came_back, ended and unknown, or the two parts, of a month at a place.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.attack.blocks import Block, blocks
from pipeline.attack.bounds import block_ranges
from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding, Found, Kind
from pipeline.attack.printed import HIDDEN
from pipeline.attack.programme import Infeasible
from pipeline.attack.release import Cell
from pipeline.attack.sums import Range, Relation, exactly
from pipeline.attack.tightening import tightened
from schemas.areas import ENGLAND

MOVEMENTS = "movements.csv"
TABLE = "movements"
"""Stands for the table in what is found."""
OPEN_START, OPEN_END = "open_start", "open_end"
_CAME, _WENT = ("new", "came_back"), ("ended", "unknown")
_PARTS = ("open_sent_every_month", "open_others")
_ROWS = (OPEN_START, *_CAME, *_WENT, OPEN_END, *_PARTS)
_HEADER = (
    "month", "geographic_level", "geography_code", "geography_name", "row", "row_label", "cases",
)  # fmt: skip
_LEVELS = ("national", "regional")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_WHOLE = re.compile(r"\d{1,9}")
_MOST = 10**6
"""More young people than there can be in a month."""


@dataclass(frozen=True)
class PrintedCount:
    """A count as a reader sees it."""

    month: str
    level: str
    code: str
    name: str
    row: str
    label: str
    cases: str

    @property
    def number(self) -> int | None:
        """The count; None where it is hidden."""
        return None if self.cases == HIDDEN else int(self.cases)

    @property
    def cell(self) -> Cell:
        """The month stands in the place of the question."""
        return Cell(self.code, self.month, self.row)


def read_movements(path: Path) -> tuple[PrintedCount, ...]:
    """The counts in a movements.csv.  Raises AuditError if there is none, or it is not as lscb
    writes it: England and the same regions in each of its months, with all rows."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AuditError(f"{path}: {error.strerror}. Name the folder that lscb wrote.") from None
    except UnicodeDecodeError:
        raise AuditError(f"{path} is no UTF-8: it is not as lscb wrote it.") from None
    return movements_of(text, path)


def movements_of(text: str, path: Path) -> tuple[PrintedCount, ...]:
    """The counts of a movements.csv with this text; `path` names it.  Raises AuditError."""
    try:
        counts = tuple(_counts(text, path))
    except csv.Error as error:
        raise AuditError(f"{path} can't be read as CSV: {error}.") from None
    months = {each.month for each in counts}
    codes = {each.code for each in counts}
    there = {each.cell for each in counts}
    wanted = {Cell(code, month, row) for code in codes for month in months for row in _ROWS}
    if not counts or ENGLAND not in codes or there != wanted or len(there) != len(counts):
        raise AuditError(
            f"{path} must have each row of England and of the same regions once in each month: it "
            "is not as lscb wrote it. Write the trend again."
        )
    return counts


def _counts(text: str, path: Path) -> Iterator[PrintedCount]:
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != _HEADER:
        raise AuditError(f"{path}: the first line must be {','.join(_HEADER)}.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_HEADER):
            raise AuditError(f"{path}, line {number}: there must be {len(_HEADER)} values.")
        count = PrintedCount(*row)
        sound = (
            _MONTH.fullmatch(count.month)
            and count.level in _LEVELS
            and (count.level == "national") == (count.code == ENGLAND)
            and (count.cases == HIDDEN or _WHOLE.fullmatch(count.cases))
        )
        if not sound:
            raise AuditError(
                f"{path}, line {number}: the month, the level or the number is not as lscb writes "
                "them. Write the trend again."
            )
        yield count


def attack_movements(
    counts: Sequence[PrintedCount], threshold: int, *, every_bound: bool = False
) -> Finding:
    """What can be worked out of the hidden counts: those that only one number fits, and those of
    which fewer fit than the threshold though they may be small; and small counts in print.

    A count that is known to be wide may be wider than its interval says, unless `every_bound`.
    Raises AuditError where what is printed contradicts itself.
    """
    known = movement_ranges(counts)
    parted = blocks(movement_relations(counts), known)
    named = {each.cell: each for each in counts}
    if parted.broken:
        raise _broken(named[next(iter(parted.broken[0].terms))])
    found: dict[Cell, Range] = {}
    for block in parted.blocks:
        try:
            found |= _bounded(block, threshold, every_bound=every_bound)
        except Infeasible:
            raise _broken(named[block.cells[0]]) from None
    hidden = {each.cell: {**known, **found}[each.cell] for each in counts if each.number is None}
    judged = [
        _found(kind, named[cell])
        for cell, of in hidden.items()
        if (kind := kind_of(of, threshold)) is not None
    ]
    return Finding(
        exact=tuple(sorted(each for each in judged if each.kind == "exact")),
        narrow=tuple(sorted(each for each in judged if each.kind == "narrow")),
        printed=tuple(
            sorted(
                _found("printed", each)
                for each in counts
                if each.number is not None and 1 <= each.number <= threshold
            )
        ),
        whole_groups=(),
        intervals=hidden,
        hidden=len(hidden),
    )


def _bounded(block: Block, threshold: int, *, every_bound: bool) -> dict[Cell, Range]:
    narrowed = tightened(block)
    found = dict(zip(block.cells, narrowed, strict=True))
    for part in block.parted(narrowed):
        ranges = block_ranges(part, range(len(part.cells)), threshold, every_bound=every_bound)
        found |= {part.cells[n]: of for n, of in ranges.items()}
    return found


# -- what a reader knows ------------------------------------------------------------------------


def movement_ranges(counts: Sequence[PrintedCount]) -> dict[Cell, Range]:
    """The range that print alone gives each count."""
    lines: dict[tuple[str, ...], list[PrintedCount]] = defaultdict(list)
    for each in counts:
        for line in _lines_of(each):
            lines[line].append(each)
    silent = {line for line, members in lines.items() if not any(each.number for each in members)}
    known: dict[Cell, Range] = {}
    for each in counts:
        if each.number is not None:
            known[each.cell] = Range(each.number, each.number)
        else:
            least = 0 if any(line in silent for line in _lines_of(each)) else 1
            known[each.cell] = Range(least, _MOST)
    return known


def _lines_of(count: PrintedCount) -> Iterator[tuple[str, ...]]:
    """The lines that a count stands in, each by a name."""
    if count.code != ENGLAND:
        yield "regions", count.month, count.row
    for pair in (_CAME, _WENT, _PARTS):
        if count.row in pair:
            yield "pair", count.month, count.code, pair[0]


def movement_relations(counts: Sequence[PrintedCount]) -> Iterator[Relation]:
    """What holds between the counts.  The two parts may be left out of all months."""
    rows = [row for row in _ROWS if any(each.row == row for each in counts)]
    months = sorted({each.month for each in counts})
    codes = sorted({each.code for each in counts})
    for month in months:
        for code in codes:
            balance = {
                **{Cell(code, month, row): 1 for row in (OPEN_START, *_CAME)},
                **{Cell(code, month, row): -1 for row in (*_WENT, OPEN_END)},
            }
            yield exactly(balance, 0)
            if _PARTS[0] in rows:
                yield exactly(_sum(Cell(code, month, OPEN_END), code, month, _PARTS), 0)
        for row in rows:
            regions = {Cell(code, month, row): -1 for code in codes if code != ENGLAND}
            yield exactly({Cell(ENGLAND, month, row): 1, **regions}, 0)
    for month in months:
        after = _next(month)
        if after in months:
            for code in codes:
                yield exactly(
                    {Cell(code, month, OPEN_END): 1, Cell(code, after, OPEN_START): -1}, 0
                )


def _sum(total: Cell, code: str, month: str, rows: Sequence[str]) -> Mapping[Cell, int]:
    return {total: 1, **{Cell(code, month, row): -1 for row in rows}}


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


# -- judging ------------------------------------------------------------------------------------


def kind_of(of: Range, threshold: int) -> Kind | None:
    """What is found of a hidden count in this range; None where nothing is."""
    if of.numbers <= 1:
        return "exact"
    meets_small = of.least <= threshold and of.most >= 1
    return "narrow" if of.numbers < threshold and meets_small else None


def _found(kind: Kind, count: PrintedCount) -> Found:
    return Found(kind, count.cell, TABLE, count.name, count.label, count.month, MOVEMENTS)


def _broken(count: PrintedCount) -> AuditError:
    return AuditError(
        f"{MOVEMENTS}, {count.month}, {count.name}: what is printed round '{count.label}' does not "
        "add up, so the file is not as lscb wrote it. Write the trend again."
    )

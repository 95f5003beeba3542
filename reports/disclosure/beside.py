"""What is published beside the tables: where the rows went, and how far England's count may be off
for possible duplicates.  Here, and nowhere else, a restricted report becomes a published one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reports.disclosure.cells import FLOW, Cell
from reports.disclosure.published import PublishedTables
from reports.figures import BASE, HIDDEN
from reports.report import PossibleDuplicates, PublicReport, RestrictedReport
from reports.review import CountedRange
from schemas.areas import ENGLAND

RECEIVED, COUNTED = "received", "counted"


def public_report(
    report: RestrictedReport,
    tables: PublishedTables,
    contact: str = "",
    keep: frozenset[Cell] = frozenset(),
) -> PublicReport:
    """What is published of a snapshot, `tables` being its tables after disclosure control; steps
    of the flow that are in `keep` stay hidden."""
    return PublicReport(
        tables=tables,
        flow=published_flow(
            report.flow, tables, {each.row for each in keep if each.question == FLOW}
        ),
        returns_used=report.returns_used,
        agencies=report.agencies,
        possible=published_range(report.possible, tables),
        max_age=report.max_age,
        conflicts=None,
        codebook_version=report.codebook_version,
        program_version=report.program_version,
        contact=contact,
    )


def hidden_steps(report: PublicReport) -> frozenset[Cell]:
    """The steps of the flow that are not shown, as cells."""
    return frozenset(Cell(ENGLAND, FLOW, step) for step, rows in report.flow if rows == HIDDEN)


def published_flow(
    flow: Sequence[tuple[str, str]], tables: PublishedTables, keep: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The steps (step, rows) without small numbers, and without what gives one away.

    The steps add up to the rows received, so that a reader knows what the hidden ones come to: as
    many are hidden, the least first, as it takes for each to be any number from 1 to the threshold.
    A step of no rows is shown.  Where that can't be reached, only the cases counted are; where they
    are hidden in the tables, nothing is.  The steps of `keep`, which an earlier release hid, stay
    hidden.
    """
    rows = {step: int(text) for step, text in flow}
    if _england(tables) == HIDDEN:
        hidden = {step for step, n in rows.items() if n > 0}
    else:
        hidden = _hidden_steps(rows, tables.threshold, keep)
    return tuple((step, HIDDEN if step in hidden else text) for step, text in flow)


def _hidden_steps(rows: Mapping[str, int], threshold: int, keep: Collection[str]) -> set[str]:
    parts = [step for step, n in rows.items() if n > 0 and step not in (RECEIVED, COUNTED)]
    hidden = {step for step in parts if rows[step] <= threshold or step in keep}
    if RECEIVED in keep:
        return {*parts, RECEIVED}
    for step in sorted(parts, key=lambda step: rows[step]):
        together = sum(rows[each] for each in hidden)
        if not hidden or _is_wide(together, len(hidden), threshold):
            return hidden
        hidden.add(step)
    if not hidden or _is_wide(sum(rows[each] for each in hidden), len(hidden), threshold):
        return hidden
    return {*parts, RECEIVED}


def _is_wide(together: int, steps: int, threshold: int) -> bool:
    """Whether each of so many steps that come to so many rows can have every number from 1 to the
    threshold, the others having 1 at least."""
    return steps > 1 and together >= threshold + steps - 1


def published_range(possible: PossibleDuplicates, tables: PublishedTables) -> PossibleDuplicates:
    """England's range alone, where England's count is shown; a small number of possible duplicates
    is widened to the threshold."""
    england = possible.england
    ranges: tuple[CountedRange, ...] = ()
    if england is not None and _england(tables) != HIDDEN:
        doubtful = england.most - england.least
        more = max(0, tables.threshold - doubtful) if doubtful else 0
        ranges = (
            replace(england, most=england.most + more)
            if possible.left_out
            else replace(england, least=england.least - more),
        )
    return PossibleDuplicates(ranges, possible.left_out, None, possible.threshold)


def _england(tables: PublishedTables) -> str:
    """England's cases as published."""
    found = tables.find("table_2", ENGLAND)
    return HIDDEN if found is None else found.cases(BASE.code)

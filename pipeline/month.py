"""What an analyst does with the returns of a month, at once: ingest, feedback, status, snapshot,
and what changed since the month before."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.delivery import Delivery
from pipeline.configuration import Configuration
from pipeline.feedback import ReturnFeedback
from pipeline.feedback_command import changes_in, feedback_after_ingest
from pipeline.intake import DeliveryResult, take_in
from pipeline.output import MANIFEST, OutputFolder, json_text, write_text
from pipeline.returns import stored_returns
from pipeline.snapshot import Snapshot, take_snapshot
from pipeline.snapshot_output import write_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.status import Span
from pipeline.status_command import status_in
from pipeline.store import Store
from reports.chase import chases
from reports.feedback import Feedback
from reports.month_summary import CountedPlace, MonthSummary, ReturnChange, summary_text
from reports.status import Month, Status
from reports.status_page import status_page
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import UserError
from schemas.version import PROGRAM

Progress = Callable[[str], None]
_ENGLAND = "England"


class NothingToCount(UserError):
    """None of a month's files was accepted, so there is no day to count."""


@dataclass(frozen=True)
class MonthDone:
    """What a month came to: the delivery's result, the feedback, the summary, and the files written
    below the output folder."""

    result: DeliveryResult
    feedback: tuple[ReturnFeedback, ...]
    summary: MonthSummary
    written: tuple[Path, ...]


@dataclass(frozen=True)
class MonthPlan:
    """Where a month goes: the store, the folders for feedback and for all else; the day to count,
    None for the latest return date delivered; and how old a return may be."""

    store: Store
    feedback: Path
    out: Path
    day: date | None
    max_age: int


def do_month(
    delivery: Delivery,
    plan: MonthPlan,
    codebook: Codebook,
    areas: Areas,
    configuration: Configuration,
    progress: Progress = lambda _: None,
) -> MonthDone:
    """Takes a month's delivery in and writes all that is made of it.

    Raises NothingToCount (after the feedback was written), and what intake, snapshot and output
    raise.
    """
    agencies = configuration.agencies
    result = take_in(delivery, plan.store, progress, agencies)
    changes = changes_in(result, plan.store, configuration)
    feedback = feedback_after_ingest(plan.feedback, delivery, result, changes, configuration)
    day = plan.day or _latest_day(result)
    if day is None:
        raise NothingToCount(
            "None of the files was accepted, so there is no day to count. The feedback in "
            f"{plan.feedback} says what is to be mended; --date names a day of returns that are "
            "stored already."
        )
    taken = take_snapshot(plan.store, day, areas, codebook, plan.max_age, agencies=agencies)
    before = _snapshot_before(plan, day, areas, codebook, configuration)
    status = status_in(plan.store, Span(last=Month.of(day)), None, configuration)
    summary = _summary(taken, before, status, feedback, areas)
    with OutputFolder(plan.out) as staged:
        write_text(staged / MANIFEST, json_text({"program": PROGRAM, "command": "month"}))
        write_text(staged / "summary.txt", summary_text(summary))
        write_text(staged / "status.html", status_page(status))
        for each in chases(status):
            write_text(staged / "chase" / each.file_name, each.text)
        tables = snapshot_tables(taken, areas, codebook)
        write_snapshot(staged / "snapshot", taken, tables, areas, codebook)
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    return MonthDone(result, tuple(feedback), summary, tuple(plan.out / each for each in written))


def _latest_day(result: DeliveryResult) -> date | None:
    return max((part.return_date for each in result.files for part in each.parts), default=None)


def _snapshot_before(
    plan: MonthPlan, day: date, areas: Areas, codebook: Codebook, configuration: Configuration
) -> Snapshot | None:
    """The snapshot of the latest return date of an earlier month; None where there is none."""
    agencies = configuration.agencies
    standing = stored_returns(plan.store.covers(), areas, agencies=agencies).standing
    first = day.replace(day=1)
    earlier = [each.id.return_date for each in standing if each.id.return_date < first]
    if not earlier:
        return None
    return take_snapshot(plan.store, max(earlier), areas, codebook, plan.max_age, agencies=agencies)


def _summary(
    taken: Snapshot,
    before: Snapshot | None,
    status: Status,
    feedback: Sequence[ReturnFeedback],
    areas: Areas,
) -> MonthSummary:
    now, then = _counts(taken, areas), _counts(before, areas) if before else None
    places = [
        CountedPlace(name, then[name] if then is not None else None, now[name])
        for name in sorted({*now, *(then or ())})
    ]
    return MonthSummary(
        day=taken.day,
        before=before.day if before else None,
        england=CountedPlace(_ENGLAND, then.total() if then is not None else None, now.total()),
        places=tuple(places),
        status=status,
        returns=tuple(_return_change(each.feedback) for each in feedback if each.id is not None),
    )


def _counts(snapshot: Snapshot, areas: Areas) -> Counter[str]:
    """The young people counted in each place, by its name on the snapshot's day."""
    codes = snapshot.people["place"].to_pylist()
    names = {code: areas.place_on(code, snapshot.day).name for code in set(codes)}
    return Counter(names[code] for code in codes)


def _return_change(feedback: Feedback) -> ReturnChange:
    changes = feedback.changes
    return ReturnChange(
        agency=feedback.agency,
        area=feedback.area or "area not recognised",
        since=changes.since if changes else None,
        rows_before=changes.rows_before if changes else 0,
        rows_now=feedback.rows - feedback.refused_rows,
        new=len(changes.new) if changes else 0,
        gone=len(changes.gone) if changes else 0,
        answers_changed=len(changes.answers) if changes else 0,
        warnings=tuple(each.sentences for each in feedback.warnings),
    )

"""What an analyst does with the returns of a month, at once: ingest, feedback, status, snapshot,
and what changed since the month before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.delivery import Delivery
from pipeline.audit_log_run import note_taken_in
from pipeline.configuration import Configuration
from pipeline.delivery_result import DeliveryResult
from pipeline.duplicates.possible import possible_duplicates
from pipeline.feedback import NO_CHANGES, ReturnChanges, ReturnFeedback
from pipeline.feedback_command import changes_in, feedback_after_ingest
from pipeline.intake import take_in
from pipeline.month_facts import month_summary, snapshot_before
from pipeline.output import MANIFEST, OutputFolder, json_text, write_text
from pipeline.publication import NotFitToPublish
from pipeline.publish_output import NOT_ASKED, NotPublished, ToPublish, to_publish
from pipeline.releases.output_reading import OF_A_MONTH
from pipeline.returns import ReturnId
from pipeline.snapshot import take_snapshot
from pipeline.snapshot_output import write_snapshot
from pipeline.snapshot_tables import snapshot_tables
from pipeline.status import Span
from pipeline.status_command import status_in
from pipeline.store import Store, StoreError
from pipeline.stored_but import said_where_it_fails
from pipeline.warned_returns import WarnedReturn, warned_returns
from reports.chase import chases
from reports.month_summary import MonthSummary, summary_text
from reports.status import Month
from reports.status_page import status_page
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import UserError
from schemas.version import PROGRAM

Progress = Callable[[str], None]


class NothingToCount(UserError):
    """None of a month's files was accepted, so there is no day to count."""


@dataclass(frozen=True)
class MonthDone:
    """What a month came to: the delivery's result, what is odd about its returns, the summary,
    the files written below the output folder, and what was published or why nothing was."""

    result: DeliveryResult
    warned: tuple[WarnedReturn, ...]
    summary: MonthSummary
    written: tuple[Path, ...]
    published: ToPublish | NotPublished


@dataclass(frozen=True)
class MonthTakenIn:
    """What came of taking a month in: the delivery's result, what changed in its returns since the
    month before, and the feedback that was written."""

    result: DeliveryResult
    changes: Mapping[ReturnId, ReturnChanges]
    feedback: Sequence[ReturnFeedback]

    def latest_day(self) -> date | None:
        """The latest return date of what was accepted."""
        return max(
            (part.return_date for each in self.result.files for part in each.parts), default=None
        )


@dataclass(frozen=True)
class MonthPlan:
    """Where a month goes: the store, the folders for feedback and for all else; the day to count,
    None for the latest return date delivered; how old a return may be; and whether to publish."""

    store: Store
    feedback: Path
    out: Path
    day: date | None
    max_age: int
    publish: bool = True


def take_month_in(
    delivery: Delivery,
    plan: MonthPlan,
    configuration: Configuration,
    failed: list[UserError],
    progress: Progress = lambda _: None,
) -> MonthTakenIn:
    """Takes a month's delivery in and writes the feedback, also where the returns can't be compared
    with those of the month before: what fails when they are in is said and added to `failed`.

    Raises what intake raises; then nothing was stored.
    """
    result = take_in(delivery, plan.store, progress, configuration.agencies)
    note_taken_in(plan.store.root, (each.read.sha256 for each in result.files))
    changes: Mapping[ReturnId, ReturnChanges] = NO_CHANGES
    feedback: Sequence[ReturnFeedback] = ()
    with said_where_it_fails(failed):
        changes = changes_in(result, plan.store, configuration)
    with said_where_it_fails(failed):
        feedback = feedback_after_ingest(plan.feedback, delivery, result, changes, configuration)
    return MonthTakenIn(result, changes, feedback)


def do_month(
    came: MonthTakenIn,
    plan: MonthPlan,
    codebook: Codebook,
    areas: Areas,
    configuration: Configuration,
) -> MonthDone:
    """Writes all that is made of a month that was taken in; where the tables are not fit to
    publish, without what is published.

    Raises NothingToCount, NoReturns, and what snapshot and output raise.
    """
    agencies = configuration.agencies
    day = plan.day or came.latest_day()
    if day is None:
        raise NothingToCount(
            "None of the files was accepted, so there is no day to count. The feedback in "
            f"{plan.feedback} says what is to be mended; --date names a day of returns that are "
            "stored already."
        )
    taken = take_snapshot(plan.store, day, areas, codebook, plan.max_age, agencies=agencies)
    possible = possible_duplicates(taken, codebook)
    before = snapshot_before(plan.store, day, areas, codebook, configuration, plan.max_age)
    status = status_in(plan.store, Span(last=Month.of(day)), None, configuration)
    warned = warned_returns(came.result, came.changes, areas, agencies)
    summary = month_summary(
        taken, possible, before, status, came.feedback, came.result, warned, areas, agencies
    )
    with OutputFolder(plan.out) as staged:
        write_text(staged / MANIFEST, json_text({"program": PROGRAM, "command": "month"}))
        write_text(staged / "summary.txt", summary_text(summary))
        write_text(staged / "status.html", status_page(status))
        for each in chases(status):
            write_text(staged / "chase" / each.file_name, each.text)
        tables = snapshot_tables(taken, areas, codebook)

        def write(publishing: ToPublish | NotPublished) -> None:
            write_snapshot(
                staged / OF_A_MONTH, taken, tables, possible, areas, codebook, to_publish=publishing
            )

        publishing: ToPublish | NotPublished = NOT_ASKED
        try:
            if plan.publish:
                publishing = to_publish(tables, plan.store, False, configuration.publish)
            write(publishing)
        except (NotFitToPublish, StoreError) as error:
            # The returns are stored: what is restricted is written all the same.
            publishing = NotPublished(str(error), refused=True)
            write(publishing)
        written = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    files = tuple(plan.out / each for each in written)
    return MonthDone(came.result, warned, summary, files, publishing)

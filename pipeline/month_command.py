"""What `lscb month` prints."""

import json
from dataclasses import replace
from pathlib import Path

import click

from ingest.delivery import open_delivery
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.feedback_command import say_feedback
from pipeline.intake_output import delivery_json, print_intake
from pipeline.month import (
    MonthDone,
    MonthPlan,
    MonthTakenIn,
    NothingToCount,
    do_month,
    take_month_in,
)
from pipeline.output import KEPT_FEEDBACK, check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.publish_output import NotPublished
from pipeline.releases.output_reading import OF_A_MONTH
from pipeline.snapshot import NoReturns
from pipeline.snapshot_command import files_lines, published_json, published_sentence
from pipeline.stored_but import said_where_it_fails
from pipeline.warned_returns import warned_returns
from reports.month_summary import MonthSummary, summary_text
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.text import printable


def run_month(
    folder: Path,
    plan: MonthPlan,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
) -> bool:
    """Does a month and prints what came of it; gives whether a file or a row was refused, something
    failed after the returns were stored, or nothing could be published."""
    for where, option in ((plan.out, "--out"), (plan.feedback, "--feedback")):
        check_outside(plan.store.root, where, option)
        check_replaceable(where, option, KEPT_FEEDBACK if option == "--feedback" else "")
    _check_apart(plan)
    delivery = open_delivery(folder)
    failed: list[UserError] = []
    with progress_bar("reading", len(delivery.files), as_json) as tick:
        came = take_month_in(delivery, plan, configuration, failed, tick)
    done: MonthDone | None = None
    if not failed:
        # Without the comparison the summary would say of no return what changed in it.
        with said_where_it_fails(failed, passing=(NothingToCount, NoReturns)):
            done = do_month(came, plan, load_codebook(), load_areas(), configuration)
    if done is None:
        _say_taken_in_alone(folder, came, plan, as_json, configuration)
        return True
    if as_json:
        click.echo(json.dumps(_as_json(done, plan), indent=2, ensure_ascii=True))
        return _something_refused(done)
    # The nil returns wanted stand in the summary.
    print_intake(folder, replace(done.result, nil_wanted=()))
    click.echo("")
    click.echo(summary_text(done.summary), nl=False)
    click.echo("")
    click.echo(f"CONFIDENTIAL: feedback, each for its agency alone: {plan.feedback}")
    for line in files_lines(
        plan.out / OF_A_MONTH, done.written, published_sentence(done.published)
    ):
        click.echo(line)
    return _something_refused(done)


def _say_taken_in_alone(
    folder: Path,
    came: MonthTakenIn,
    plan: MonthPlan,
    as_json: bool,
    configuration: Configuration,
) -> None:
    """What was stored, where the rest of the month could not be done."""
    warned = warned_returns(came.result, came.changes, load_areas(), configuration.agencies)
    left = f"Nothing was written to {plan.out}. Run the command again when that is mended."
    click.echo(f"lscb: {printable(left)}", err=True)
    if as_json:
        said: dict[str, object] = {
            "delivery": delivery_json(came.result, every_problem=False, warned=warned),
            "summary": None,
            "feedback": str(plan.feedback),
            "published": None,
            "not_published": None,
            "files": [],
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return
    print_intake(folder, came.result, warned)
    say_feedback(plan.feedback, came.feedback, as_json)


def _something_refused(done: MonthDone) -> bool:
    refused = isinstance(done.published, NotPublished) and done.published.refused
    return done.result.refused or refused


def _check_apart(plan: MonthPlan) -> None:
    """Raises UserError if the folder that is replaced whole holds the feedback, or lies in it."""
    out, feedback = plan.out.resolve(), plan.feedback.resolve()
    if out.is_relative_to(feedback) or feedback.is_relative_to(out):
        raise UserError(
            f"{plan.out} and the folder for feedback, {plan.feedback}, lie one in the other. What "
            "goes to agencies stays apart from the counts of all: name another folder for --out "
            "or for --feedback."
        )


def _as_json(done: MonthDone, plan: MonthPlan) -> dict[str, object]:
    return {
        "delivery": delivery_json(done.result, every_problem=False, warned=done.warned),
        "summary": _summary_json(done.summary),
        "feedback": str(plan.feedback),
        "published": published_json(done.published),
        "not_published": done.published.why if isinstance(done.published, NotPublished) else None,
        "files": [str(path) for path in done.written],
    }


def _summary_json(summary: MonthSummary) -> dict[str, object]:
    return {
        "date": summary.day.isoformat(),
        "before": summary.before.isoformat() if summary.before else None,
        "young_people": [
            {"place": each.name, "before": each.before, "now": each.now}
            for each in (summary.england, *summary.places)
        ],
        "range": {"least": summary.least, "most": summary.england.now},
        "returns": [
            {
                "agency": each.agency,
                "area": each.area,
                "return_date": each.return_date.isoformat(),
                "since": each.since.isoformat() if each.since else None,
                "rows_before": each.rows_before,
                "rows_now": each.rows_now,
                "new": each.new,
                "gone": each.gone,
                "answers_changed": each.answers_changed,
            }
            for each in summary.returns
        ],
        "to_check": [
            {
                "agency": each.agency,
                "area": each.area,
                "return_date": each.return_date.isoformat(),
                "code": each.code,
                "said": each.said,
            }
            for each in summary.odd
        ],
        "of_earlier_months": [
            {
                "agency": each.agency,
                "area": each.area,
                "return_date": each.return_date.isoformat(),
                "rows": each.rows,
            }
            for each in summary.earlier
        ],
    }

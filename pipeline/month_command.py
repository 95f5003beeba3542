"""What `lscb month` prints."""

import json
from dataclasses import replace
from pathlib import Path

import click

from ingest.delivery import open_delivery
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.intake_output import delivery_json, print_intake
from pipeline.month import MonthDone, MonthPlan, do_month
from pipeline.output import KEPT_FEEDBACK, check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.publish_output import NotPublished
from pipeline.releases.output_reading import OF_A_MONTH
from pipeline.snapshot_command import files_lines, published_json, published_sentence
from reports.month_summary import MonthSummary, summary_text
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError


def run_month(
    folder: Path,
    plan: MonthPlan,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
) -> bool:
    """Does a month and prints what came of it; gives whether a file or a row was refused, or
    nothing could be published."""
    for where, option in ((plan.out, "--out"), (plan.feedback, "--feedback")):
        check_outside(plan.store.root, where, option)
        check_replaceable(where, option, KEPT_FEEDBACK if option == "--feedback" else "")
    _check_apart(plan)
    delivery = open_delivery(folder)
    with progress_bar("reading", len(delivery.files), as_json) as tick:
        done = do_month(delivery, plan, load_codebook(), load_areas(), configuration, tick)
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

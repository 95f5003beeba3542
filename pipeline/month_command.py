"""What `lscb month` prints."""

import json
from pathlib import Path

import click

from ingest.delivery import open_delivery
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.intake_output import delivery_json, print_intake
from pipeline.month import MonthDone, MonthPlan, do_month
from pipeline.output import check_outside, check_replaceable
from pipeline.progress import progress_bar
from reports.month_summary import MonthSummary, summary_text
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook


def run_month(
    folder: Path,
    plan: MonthPlan,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
) -> bool:
    """Does a month and prints what came of it; gives whether a file or a row was refused."""
    for where, option in ((plan.out, "--out"), (plan.feedback, "--feedback")):
        check_outside(plan.store.root, where, option)
        check_replaceable(where)
    delivery = open_delivery(folder)
    with progress_bar("reading", len(delivery.files), as_json) as tick:
        done = do_month(delivery, plan, load_codebook(), load_areas(), configuration, tick)
    if as_json:
        click.echo(json.dumps(_as_json(done, plan), indent=2, ensure_ascii=True))
        return done.result.refused
    print_intake(folder, done.result)
    click.echo("")
    click.echo(summary_text(done.summary), nl=False)
    click.echo("")
    click.echo(f"CONFIDENTIAL: feedback, each for its agency alone: {plan.feedback}")
    click.echo("RESTRICTED: true counts, for the analysts who hold the data. Written:")
    for path in done.written:
        click.echo(f"  {path}")
    return done.result.refused


def _as_json(done: MonthDone, plan: MonthPlan) -> dict[str, object]:
    return {
        "delivery": delivery_json(done.result, every_problem=False),
        "summary": _summary_json(done.summary),
        "feedback": str(plan.feedback),
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
        "returns": [
            {
                "agency": each.agency,
                "area": each.area,
                "since": each.since.isoformat() if each.since else None,
                "rows_before": each.rows_before,
                "rows_now": each.rows_now,
                "new": each.new,
                "gone": each.gone,
                "answers_changed": each.answers_changed,
                "warnings": list(each.warnings),
            }
            for each in summary.returns
        ],
    }

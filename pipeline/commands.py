"""What each command of `lscb` does, and what it prints."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.delivery import Delivery, open_delivery
from pipeline.audit_log_run import note_taken_in
from pipeline.checked import check_delivery
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.delivery_result import DeliveryResult, FileResult
from pipeline.intake import take_in
from pipeline.messages import delivery_summary, layout_lines, problem_lines
from pipeline.progress import progress_bar
from pipeline.stored_but import said_where_it_fails
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.text import printable

if TYPE_CHECKING:
    from pipeline.feedback import ReturnChanges, ReturnFeedback
    from pipeline.returns import ReturnId

# What writes feedback, mappings and files is imported where it is used: `lscb check` on one file
# needs none of it, and would spend much of its time on that.


def check_files(
    paths: Sequence[Path],
    mapping: Path | None,
    drafts: Path | None,
    out: Path | None,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
) -> bool:
    """Validates and lists every problem; gives whether a file or a row was refused.

    `out` is the folder for the feedback, None for none.
    """
    if drafts is not None:
        from pipeline.mappings import check_out

        check_out(drafts)
    if out is not None:
        from pipeline.output import check_replaceable

        check_replaceable(out)
    deliveries = [open_delivery(path) for path in paths]
    if mapping is not None:
        from pipeline.mappings import with_mapping

        deliveries = [with_mapping(each, mapping) for each in deliveries]
    agencies = configuration.agencies
    results = [
        _with_progress(
            each, lambda each, tick: check_delivery(each, tick, agencies, guarded=False), as_json
        )
        for each in deliveries
    ]
    if as_json:
        from pipeline.intake_output import delivery_json

        _print_json({"deliveries": [delivery_json(each, every_problem=True) for each in results]})
    else:
        for result in results:
            for each in result.files:
                _print_file(each)
            click.echo(delivery_summary(result))
    if drafts is not None:
        from pipeline.mappings import write_drafts

        write_drafts(drafts, zip(deliveries, results, strict=True), as_json)
    if out is not None:
        from pipeline.feedback_command import feedback_of_check, say_feedback

        items = feedback_of_check(out, deliveries, results, configuration)
        say_feedback(out, items, as_json)
    return any(each.refused for each in results)


def ingest_paths(
    paths: Sequence[Path],
    store: Path,
    drafts: Path | None,
    feedback: Path | None,
    as_json: bool,
    configuration: Configuration = NO_CONFIGURATION,
    *,
    again: bool = False,
    left_out: frozenset[str] = frozenset(),
) -> bool:
    """Takes each path in as a delivery; gives whether a file or a row was refused.

    All deliveries are opened first: where one can't be taken, none is.  `feedback` is the folder
    for the feedback, None for none; `again`: also files from which rows were erased;
    `left_out`: the sealed files that count as never received.
    """
    from pipeline.feedback import NO_CHANGES
    from pipeline.feedback_command import changes_in, feedback_after_ingest, say_feedback
    from pipeline.intake_output import delivery_json, print_intake
    from pipeline.left_out import store_to_fill
    from pipeline.mappings import check_out, write_drafts
    from pipeline.output import KEPT_FEEDBACK, check_outside, check_replaceable
    from pipeline.warned_returns import warned_returns

    check_out(drafts)
    if feedback is not None:
        check_outside(store, feedback, "--feedback")
        check_replaceable(feedback, "--feedback", KEPT_FEEDBACK)
    deliveries = [open_delivery(path) for path in paths]
    where = store_to_fill(store, left_out)
    results: list[DeliveryResult] = []
    said: list[dict[str, object]] = []
    failed: list[UserError] = []
    for path, delivery in zip(paths, deliveries, strict=True):
        result = _with_progress(
            delivery,
            lambda each, tick: take_in(each, where, tick, configuration.agencies, again=again),
            as_json,
        )
        results.append(result)
        note_taken_in(store, (each.read.sha256 for each in result.files))
        changes: Mapping[ReturnId, ReturnChanges] = NO_CHANGES
        with said_where_it_fails(failed):
            changes = changes_in(result, where, configuration)
        items: Sequence[ReturnFeedback] = ()
        if feedback is not None:
            with said_where_it_fails(failed):
                items = feedback_after_ingest(feedback, delivery, result, changes, configuration)
        # Printed when all is written: what can't be printed any more is not lost.
        warned = warned_returns(result, changes, load_areas(), configuration.agencies)
        said.append(delivery_json(result, every_problem=False, warned=warned))
        if not as_json:
            print_intake(path, result, warned)
        if feedback is not None:
            say_feedback(feedback, items, as_json)
    if as_json:
        _print_json({"deliveries": said})
    write_drafts(drafts, zip(deliveries, results, strict=True), as_json)
    return bool(failed) or any(each.refused for each in results)


def reproduce_study(sample: Path | None, as_json: bool) -> bool:
    """Compares the 2011 study with what the sample gives; whether every published count is met."""
    from pipeline.reproduce import rebuild_study, sample_deliveries

    deliveries = sample_deliveries(sample)
    with progress_bar("reproduce", len(deliveries) + 1, as_json) as tick:
        comparison = rebuild_study(deliveries, tick)
    if as_json:
        _print_json(comparison.as_json())
    else:
        for line in comparison.lines():
            click.echo(line)
    return comparison.met


def _print_file(result: FileResult) -> None:
    codebook = load_codebook()
    click.echo(f"{printable(result.read.path)}: {result.outcome}")
    for line in layout_lines(result, codebook):
        click.echo(f"  {line}")
    for problem in problem_lines(result, codebook):
        click.echo(f"  {problem.size}: {problem.sentence()}")


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=True))


def _with_progress(
    delivery: Delivery,
    work: Callable[[Delivery, Callable[[str], None]], DeliveryResult],
    as_json: bool,
) -> DeliveryResult:
    with progress_bar("reading", len(delivery.files), as_json) as tick:
        return work(delivery, tick)

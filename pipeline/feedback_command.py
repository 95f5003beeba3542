"""Feedback as the commands write it: after an ingest, and of a check."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ingest.delivery import Delivery
from pipeline.changes import changes_of
from pipeline.changes_warnings import sent_again, sent_again_warning
from pipeline.configuration import Configuration
from pipeline.delivery_result import DeliveryResult
from pipeline.feedback import ReturnChanges, ReturnFeedback, feedback_on
from pipeline.feedback_output import content_of, keep_feedback, write_feedback
from pipeline.replaced import fewer_than_replaced
from pipeline.return_shares import files_by_return, records_by_return
from pipeline.returns import ReturnId
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.text import plural


def default_feedback(store: Path) -> Path:
    """The folder for feedback where none is named: beside the store, not in it, since it repeats
    what stands in the returns.  Raises UserError for a store that has no name."""
    where = store.resolve()
    if not where.name:
        raise UserError("Name the folder for the feedback by --feedback.")
    return where.with_name(f"{where.name}-feedback")


def changes_in(
    result: DeliveryResult, store: Store, configuration: Configuration
) -> Mapping[ReturnId, ReturnChanges]:
    """What changed in each return of a delivery since the same agency's and area's earlier one."""
    areas = load_areas()
    records = records_by_return(result, areas, configuration.agencies)
    changes = changes_of(
        records,
        result.stood,
        store,
        load_codebook(),
        areas,
        configuration.agencies,
        configuration.changes,
    )
    more = [(id_, sent_again_warning(id_)) for id_ in sent_again(result.held, records)]
    more += fewer_than_replaced(
        result,
        {id_: table.num_rows for id_, table in records.items()},
        files_by_return(result, areas, configuration.agencies),
        configuration.changes,
    )
    together = dict(changes)
    for id_, warning in more:
        known = together[id_]
        together[id_] = ReturnChanges(known.changes, (warning, *known.warnings))
    return together


def feedback_after_ingest(
    folder: Path,
    delivery: Delivery,
    result: DeliveryResult,
    changes: Mapping[ReturnId, ReturnChanges],
    configuration: Configuration,
) -> list[ReturnFeedback]:
    """Writes the feedback on a delivery's returns into `folder`, in place of what it held on the
    same returns.  There is none on returns that are held without what was erased from them: it
    would repeat that."""
    items = [
        each
        for each in feedback_on(
            result, load_codebook(), load_areas(), configuration.agencies, changes
        )
        if not any(file.path in result.stay_erased for file in each.feedback.files)
    ]
    keep_feedback(folder, items, content_of([(delivery, result)]))
    return items


def feedback_of_check(
    folder: Path,
    deliveries: Sequence[Delivery],
    results: Sequence[DeliveryResult],
    configuration: Configuration,
) -> list[ReturnFeedback]:
    """Writes the feedback on all that was checked to `folder`, whole or not at all."""
    together = DeliveryResult(tuple(each for result in results for each in result.files))
    items = feedback_on(together, load_codebook(), load_areas(), configuration.agencies)
    write_feedback(folder, items, content_of(zip(deliveries, results, strict=True)))
    return items


def say_feedback(folder: Path, items: Sequence[ReturnFeedback], as_json: bool) -> None:
    """Tells where the feedback stands; on the terminal's error side where JSON goes to the
    other."""
    if items:
        click.echo(
            f"CONFIDENTIAL: feedback on {plural(len(items), 'return')}, each for its agency alone. "
            f"Written to {folder}",
            err=as_json,
        )

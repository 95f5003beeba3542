"""What `lscb status` prints and writes."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import click

from pipeline.arrivals import Held
from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.left_out import NOTHING, store_without
from pipeline.output import (
    MANIFEST,
    OutputError,
    OutputFolder,
    check_outside,
    check_replaceable,
    json_text,
    owner_only,
    write_text,
)
from pipeline.refusals import refusals_in
from pipeline.staging import Staging, clear_left
from pipeline.status import Span, status_of
from pipeline.status_output import status_json, status_summary, status_table
from pipeline.store import Store
from reports.chase import chases
from reports.status import Month, Status
from reports.status_page import GENERATOR, status_page
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.version import PROGRAM

_HEAD = 2_000


def show_status(
    store: Path,
    as_json: bool,
    months: Span,
    on: date | None,
    page: Path | None,
    chase: Path | None,
    configuration: Configuration = NO_CONFIGURATION,
    left_out: frozenset[str] = NOTHING,
) -> None:
    """Lists the returns of a store by agency, area and month, with those that are not there.

    `on` is the day as on which it stood, None for today with all that is there.  Raises UserError
    without a store, OutputError if `page` or `chase` can't be written or is not to be replaced.
    """
    where = store_without(store, left_out)
    if page is not None:
        check_outside(store, page, "--page")
        _check_page(page)
    if chase is not None:
        check_outside(store, chase, "--chase")
        check_replaceable(chase, "--chase")
    status = status_in(where, months, on, configuration)
    written: list[Path] = []
    if page is not None:
        _write_page(page, status_page(status))
        written.append(page)
    if chase is not None:
        written += _write_chases(chase, status)
    if as_json:
        click.echo(json.dumps(status_json(status, written), indent=2, ensure_ascii=True))
        return
    for line in status_table(status.lines):
        click.echo(line)
    for sentence in status_summary(status):
        click.echo(sentence)
    if where.unfinished():
        click.echo("An ingest is under way, or was interrupted: then run it again.")
    if chase is not None and not chases(status):
        click.echo(f"Nobody has to be written to{_for(status.latest)}.")
    for path in written:
        click.echo(f"Written: {path}")


def status_in(store: Store, months: Span, on: date | None, configuration: Configuration) -> Status:
    """The status of a store as it stood on the day `on`; None: as it is today.

    Raises StoreError or RefusalError if the store can't be read.
    """
    held = Held(store.covers(), refusals_in(store.root))
    day = on or datetime.now(UTC).date()
    if on is not None:
        held = held.by(on)
    return status_of(held, store, load_areas(), load_codebook(), configuration, day, months)


def span_of(month: str | None, first: str | None, last: str | None) -> Span:
    """The months that the options name.  Raises UserError for what is no month, or for options that
    don't go together."""
    if month is not None:
        if first is not None or last is not None:
            raise UserError("Name either --month, or --from and --to.")
        return Span(_month(month), _month(month))
    span = Span(_month(first), _month(last))
    if span.first is not None and span.last is not None and span.last < span.first:
        raise UserError("The month of --to is before that of --from.")
    return span


def _month(text: str | None) -> Month | None:
    if text is None:
        return None
    try:
        return Month.of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        raise UserError("Write the month as 2011-06.") from None


def _for(month: Month | None) -> str:
    return f" for {month.name}" if month else ""


def _check_page(page: Path) -> None:
    """Raises OutputError if `page` is there and was not made by `lscb`."""
    mark = f'<meta name="generator" content="{GENERATOR}">'
    try:
        if not page.exists():
            return
        with page.open("rb") as file:
            ours = mark.encode() in file.read(_HEAD)
    except OSError as error:
        raise _not_written(page, error) from None
    if not ours:
        raise OutputError(
            f"{page} is there and was not made by lscb, so it is not replaced. "
            "Name another file for --page."
        )


def _write_page(page: Path, text: str) -> None:
    """Writes the page, whole or not at all, so that only its owner may read it; what killed runs
    left beside it is cleared away first.  Raises OutputError."""
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        clear_left(page.parent)
        staging = Staging(page.parent)
        try:
            staged = staging.new / page.name
            staged.write_bytes(text.encode("utf-8"))
            owner_only(staged)
            os.replace(staged, page)
        finally:
            staging.clear()
    except OSError as error:
        raise _not_written(page, error) from None


def _not_written(page: Path, error: OSError) -> OutputError:
    return OutputError(f"{page} can't be written: {error.strerror}. Name another file for --page.")


def _write_chases(folder: Path, status: Status) -> list[Path]:
    found = chases(status)
    with OutputFolder(folder) as staged:
        for each in found:
            write_text(staged / each.file_name, each.text)
        manifest = {
            "program": PROGRAM,
            "command": "status",
            "on": status.on.isoformat(),
            "month": str(status.latest) if status.latest else None,
            "files": [each.file_name for each in found],
        }
        write_text(staged / MANIFEST, json_text(manifest))
    return [folder / each.file_name for each in found]

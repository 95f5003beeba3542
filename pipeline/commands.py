"""What each command of `lscb` does, and what it prints."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path

import click

from ingest.delivery import Delivery, open_delivery
from pipeline.intake import DeliveryResult, FileResult, check_delivery, take_in
from pipeline.mappings import check_out, with_mapping, write_drafts
from pipeline.messages import (
    delivery_summary,
    layout_lines,
    nil_lines,
    nil_wanted_lines,
    notices,
    plural,
    printable,
    problem_kinds,
    problem_lines,
    understood_json,
)
from pipeline.returns import stored_returns
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.problems import SIZES, Size

REFUSED: tuple[tuple[Size, str], ...] = (
    ("file", "Files refused"),
    ("row", "Rows refused (quarantine)"),
)


def check_files(
    paths: Sequence[Path], mapping: Path | None, drafts: Path | None, as_json: bool
) -> bool:
    """Validates and lists every problem; gives whether a file or a row was refused."""
    check_out(drafts)
    deliveries = [open_delivery(path) for path in paths]
    if mapping is not None:
        deliveries = [with_mapping(each, mapping) for each in deliveries]
    results = [_with_progress(each, check_delivery, as_json) for each in deliveries]
    if as_json:
        _print_json({"deliveries": [_as_json(each, every_problem=True) for each in results]})
    else:
        for result in results:
            for each in result.files:
                _print_file(each)
            click.echo(delivery_summary(result))
    write_drafts(drafts, zip(deliveries, results, strict=True), as_json)
    return any(each.refused for each in results)


def ingest_paths(paths: Sequence[Path], store: Path, drafts: Path | None, as_json: bool) -> bool:
    """Takes each path in as a delivery; gives whether a file or a row was refused.

    All deliveries are opened first: where one can't be taken, none is.
    """
    check_out(drafts)
    deliveries = [open_delivery(path) for path in paths]
    results: list[DeliveryResult] = []
    for path, delivery in zip(paths, deliveries, strict=True):
        result = _with_progress(
            delivery, lambda each, tick: take_in(each, Store(store), tick), as_json
        )
        results.append(result)
        if not as_json:
            _print_intake(path, result)
    if as_json:
        _print_json({"deliveries": [_as_json(each, every_problem=False) for each in results]})
    write_drafts(drafts, zip(deliveries, results, strict=True), as_json)
    return any(each.refused for each in results)


def show_status(store: Path, as_json: bool) -> None:
    """Lists the returns in the store by agency, area and date.  Raises UserError without one."""
    where = _existing(store)
    areas = load_areas()
    returns = stored_returns(where.covers(), areas)
    lines = [
        (each, "replaced" if replaced else "stands" if each.rows else "nil")
        for replaced, group in ((False, returns.standing), (True, returns.replaced))
        for each in group
    ]
    lines.sort(key=lambda line: (*astuple(line[0].id), line[0].received_at))
    cells = [
        {
            "agency": printable(each.agency),
            "area": areas.name_of(each.area),
            "return_date": each.id.return_date.isoformat(),
            "received": each.received_at.isoformat(timespec="seconds"),
            "rows": each.rows,
            "refused_rows": each.refused_rows,
            "state": state,
        }
        for each, state in lines
    ]
    if as_json:
        _print_json({"returns": cells})
        return
    table: list[list[object]] = [[*each.values()] for each in cells]
    if cells:
        table.insert(0, [*cells[0]])
    for text in _aligned(table):
        click.echo(text)
    click.echo(
        f"{plural(len(returns.standing), 'return')} in force, {len(returns.replaced)} replaced."
    )
    if where.unfinished():
        click.echo("An ingest is under way, or was interrupted: then run it again.")


def _existing(store: Path) -> Store:
    where = Store(store)
    if not where.exists():
        raise UserError(
            f"There is no store at {store}. Ingest returns first, or name it by --store."
        )
    return where


def make_snapshot(
    day: date, out: Path, store: Path, max_age: int, as_of: datetime | None, as_json: bool
) -> None:
    """Writes the snapshot of `day` to `out` and names the files."""
    from pipeline.output import check_replaceable
    from pipeline.snapshot import take_snapshot
    from pipeline.snapshot_output import write_snapshot
    from pipeline.snapshot_tables import snapshot_tables

    where = _existing(store)
    if out.resolve().is_relative_to(store.resolve()):
        raise UserError(f"{out} lies in the store. Name another folder for --out.")
    check_replaceable(out)
    areas, codebook = load_areas(), load_codebook()
    with _progress_bar("snapshot", 4, as_json) as tick:
        taken = take_snapshot(where, day, areas, codebook, max_age, as_of)
        tables = snapshot_tables(taken, areas, codebook)
        tick("counted")
        written = write_snapshot(out, taken, tables, areas, codebook, as_of, tick)
    if as_json:
        _print_json({"flow": dict(taken.flow.lines()), "files": [str(path) for path in written]})
        return
    for step, rows in taken.flow.lines():
        click.echo(f"{step:16}{rows:>10,}")
    click.echo("RESTRICTED: true counts, for the analysts who hold the data. Written:")
    for path in written:
        click.echo(f"  {path}")


def reproduce_study(sample: Path | None, as_json: bool) -> bool:
    """Compares the 2011 study with what the sample gives; whether every published count is met."""
    from pipeline.reproduce import rebuild_study, sample_deliveries

    deliveries = sample_deliveries(sample)
    with _progress_bar("reproduce", len(deliveries) + 1, as_json) as tick:
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


def _print_intake(path: Path, result: DeliveryResult) -> None:
    """A summary; then what was refused, one line each; then the other problems by kind."""
    codebook = load_codebook()
    click.echo(f"{printable(str(path))}: {delivery_summary(result)}")
    for size, title in REFUSED:
        lines = [line for each in result.files for line in problem_lines(each, codebook, {size})]
        if lines:
            click.echo(f"{title}:")
        for line in lines:
            click.echo(f"  {line.sentence()}")
    for each in result.files:
        for notice in notices(each.read.answers.understood) if each.read.answers else ():
            click.echo(f"  {printable(each.read.path)}: {notice}")
    kinds = problem_kinds(result, {"answer", "warning"})
    if kinds:
        click.echo("Answers refused and warnings (`lscb check FILE` lists each with its row):")
    for kind, number in kinds:
        click.echo(f"  {number:>6,}  {kind.size}: {kind.what}")
    for sentence in (*nil_lines(result, load_areas()), *nil_wanted_lines(result, load_areas())):
        click.echo(f"  {sentence}")


def _as_json(result: DeliveryResult, every_problem: bool) -> dict[str, object]:
    codebook = load_codebook()
    files = []
    for each in result.files:
        problems = [
            {
                "sheet": line.place.sheet,
                "row": line.place.row,
                "column": line.place.column,
                "question": line.question,
                "code": line.code,
                "size": line.size,
            }
            for line in problem_lines(each, codebook, SIZES if every_problem else {"file", "row"})
        ]
        files.append(
            {
                "file": each.read.path,
                "sha256": each.read.sha256,
                "outcome": each.outcome,
                "rows": each.rows,
                "refused_rows": each.refused_rows,
                "left_out_rows": each.left_out_rows,
                "dropped_texts": each.dropped_texts,
                "understood": understood_json(each.read),
                "problems": problems,
            }
        )
    nil_wanted = [
        {
            "agency": each.agency,
            "area": load_areas().name_of(each.area),
            "return_date": each.return_date.isoformat(),
            "rows": each.rows,
        }
        for each in result.nil_wanted
    ]
    return {"summary": delivery_summary(result), "files": files, "nil_return_wanted": nil_wanted}


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=True))


def _aligned(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Rows of cells in columns, numbers to the right."""
    widths = [max(len(str(row[n])) for row in rows) for n in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = (
            str(cell).rjust(width) if isinstance(cell, int) else str(cell).ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _with_progress(
    delivery: Delivery,
    work: Callable[[Delivery, Callable[[str], None]], DeliveryResult],
    as_json: bool,
) -> DeliveryResult:
    with _progress_bar("reading", len(delivery.files), as_json) as tick:
        return work(delivery, tick)


@contextmanager
def _progress_bar(title: str, steps: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on the terminal's error side; nothing where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=steps)
        yield lambda _: progress.advance(task)

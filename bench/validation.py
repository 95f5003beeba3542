"""`make bench`: validation alone, beside frictionless on the same rows.

frictionless is given the rows as they were read, already in memory, and a Table Schema of what the
codebook says of each question: types, bounds, options, the identifier required.  It validates a
file at a time, as it reports on files, and once more all rows as if they were one table.  Ours has
all files at once and reports on each; it codes the answers besides, holds the rules across them,
makes the lists of problems and guards what comes out.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
import frictionless
from frictionless.resources import TableResource

from bench.ratios import Taken, Target, best
from bench.returns import write_returns
from ingest.delivery import open_delivery
from ingest.files import file_reader
from ingest.read_file import Answers
from pipeline.validation import validate
from schemas.areas import load_areas
from schemas.codebook import Codebook, Question
from schemas.codebook_reading import load_codebook

_RECORDS, _FILES = 30_000, 450
_SLIPS = 0.02
_AT_LEAST = Target("at least", 25)
_SEPARATOR = "; "
_TODAY = date(2011, 6, 30)

T = TypeVar("T")


@click.command()
@click.option("--records", default=_RECORDS, show_default=True)
@click.option("--files", default=_FILES, show_default=True)
@click.option("--runs", default=3, show_default=True)
def main(records: int, files: int, runs: int) -> None:
    """Print how many times faster ours is; exit 1 where that is far below the target."""
    codebook = load_codebook()
    read = read_returns(codebook, records, files)
    tables = [as_rows([each], codebook) for each in read]
    whole = as_rows(read, codebook)
    validated, ours = _best_of(runs, lambda: validate(read, codebook))
    by_file, one_by_one = _best_of(1, lambda: [_errors(each, codebook) for each in tables])
    together, at_once = _best_of(1, lambda: _errors(whole, codebook))
    click.echo(f"{len(whole.rows):,} rows of {len(read):,} files, {len(whole.names)} questions")
    for what, taken, found in (
        ("frictionless, by file", one_by_one, sum(by_file)),
        ("frictionless, one table", at_once, together),
        ("ours", ours, validated.problems.num_rows),
    ):
        times = f"{taken.elapsed:8.2f} s   processor{taken.processor:8.2f} s"
        click.echo(f"  {what:24}{times}   {found:,} problems found")
    for what, theirs in (("by file", one_by_one), ("one table", at_once)):
        elapsed = _AT_LEAST.sentence(theirs.elapsed / ours.elapsed)
        click.echo(f"  faster than {what:10}  elapsed    {elapsed}")
        processor = _AT_LEAST.sentence(theirs.processor / ours.processor)
        click.echo(f"  {'':22}  processor  {processor}")
    off = (one_by_one.elapsed / ours.elapsed, one_by_one.processor / ours.processor)
    sys.exit(_AT_LEAST.is_missed_by_much(*off))


def read_returns(codebook: Codebook, records: int, files: int) -> list[Answers]:
    """What synthetic returns say, of which 2% of the rows hold a slip."""
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        write_returns(folder, records, files, slips=_SLIPS)
        reader = file_reader(codebook, load_areas(), _TODAY)
        read = [reader.read(each).answers for each in open_delivery(folder).files]
    return [each for each in read if each is not None]


@dataclass(frozen=True)
class Rows:
    """The questions, and the texts of rows in their order."""

    names: list[str]
    rows: list[list[str | None]]


def as_rows(read: Sequence[Answers], codebook: Codebook) -> Rows:
    names = [each.name for each in codebook.questions if each.name in read[0].rows.column_names]
    names.remove("area")
    rows: list[list[str | None]] = []
    for each in read:
        columns = [each.rows[name].to_pylist() for name in names]
        rows += map(list, zip(*columns, strict=True))
    return Rows(names, rows)


def table_schema(names: Sequence[str], codebook: Codebook) -> frictionless.Schema:
    """What the codebook says of these questions, as a Table Schema."""
    fields = [_field(codebook.question(name)) for name in names]
    return frictionless.Schema.from_descriptor({"fields": fields, "missingValues": [""]})


def _field(question: Question) -> dict[str, object]:
    labels = [option.label for option in question.options]
    match question.kind:
        case "identifier":
            return {"name": question.name, "type": "string", "constraints": {"required": True}}
        case "number":
            bounds = {"minimum": question.least, "maximum": question.most}
            given = {name: bound for name, bound in bounds.items() if bound is not None}
            return {"name": question.name, "type": "integer", "constraints": given}
        case "date":
            return {"name": question.name, "type": "date", "format": "%d/%m/%Y"}
        case "one":
            return {"name": question.name, "type": "string", "constraints": {"enum": labels}}
        case "several":
            one = "|".join(map(re.escape, labels))
            pattern = f"({one})({_SEPARATOR}({one}))*"
            return {"name": question.name, "type": "string", "constraints": {"pattern": pattern}}
        case _:
            return {"name": question.name, "type": "string"}


def frictionless_report(table: Rows, schema: frictionless.Schema) -> frictionless.Report:
    """What frictionless finds in the rows, every error."""
    resource = TableResource(data=[table.names, *table.rows], schema=schema)
    return resource.validate(limit_errors=max(len(table.rows) * len(table.names), 1))


def _errors(table: Rows, codebook: Codebook) -> int:
    errors: int = frictionless_report(table, table_schema(table.names, codebook)).stats["errors"]
    return errors


def _best_of(runs: int, work: Callable[[], T]) -> tuple[T, Taken]:
    taken: list[Taken] = []
    for _ in range(runs):
        elapsed, processor = time.perf_counter(), time.process_time()
        made = work()
        taken.append(Taken(time.perf_counter() - elapsed, time.process_time() - processor))
    return made, best(taken)


if __name__ == "__main__":
    main()

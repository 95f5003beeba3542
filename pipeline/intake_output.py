"""What became of a delivery, as it is printed: a summary with what was refused, or JSON."""

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.delivery_result import DeliveryResult
from pipeline.messages import (
    delivery_summary,
    nil_lines,
    nil_wanted_lines,
    notices,
    problem_kinds,
    problem_lines,
    understood_json,
)
from pipeline.warned_returns import WarnedReturn, warning_lines
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.problems import SIZES, Size
from schemas.text import folded, printable

REFUSED: tuple[tuple[Size, str], ...] = (
    ("file", "Files refused"),
    ("row", "Rows refused (quarantine)"),
)


def print_intake(path: Path, result: DeliveryResult, warned: Sequence[WarnedReturn] = ()) -> None:
    """A summary; then what was refused, one line each; then the other problems by kind; then what
    is odd about a return as a whole."""
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
    for each in result.files:
        agencies = {folded(part.agency) for part in each.parts}
        if len(agencies) > 1:
            click.echo(
                f"  {printable(each.read.path)}: holds rows of {len(agencies)} agencies, and they "
                "count for each; look whether they are meant to be in one file"
            )
    for name in result.other_day:
        click.echo(
            f"  {printable(name)}: is stored already, with another day of receipt; the register's "
            "new day is not taken over"
        )
    for each in result.files:
        if each.read.path in result.stay_erased:
            click.echo(
                f"  {printable(each.read.path)}: rows were erased that came in this file, and they "
                "stay erased; there is no feedback on it"
            )
    kinds = problem_kinds(result, {"answer", "warning"})
    if kinds:
        click.echo("Answers refused and warnings (the feedback lists each with its place):")
    for kind, number in kinds:
        click.echo(f"  {number:>6,}  {kind.size}: {kind.what}")
    for sentence in (*nil_lines(result, load_areas()), *nil_wanted_lines(result, load_areas())):
        click.echo(f"  {sentence}")
    for text in warning_lines(warned):
        click.echo(f"  {text}")


def delivery_json(
    result: DeliveryResult,
    every_problem: bool,
    warned: Sequence[WarnedReturn] = (),
) -> dict[str, object]:
    """What became of each file, with its problems (those that refuse a file or a row, or every
    one), the nil returns wanted, and what is odd about returns."""
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
    warnings = [
        {
            "agency": each.agency,
            "area": each.area,
            "return_date": each.return_date.isoformat(),
            "code": each.warning.code,
        }
        for each in warned
    ]
    return {
        "summary": delivery_summary(result),
        "files": files,
        "nil_return_wanted": nil_wanted,
        "warnings": warnings,
    }

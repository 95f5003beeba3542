"""`make bench`: our reading of 500 files of each format, against the format's own library.

Each file is the form of sixty synthetic young people.  Our reading gives questions and answers with
their places; the library only hands over the cells.
"""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import docx
import pyarrow.csv
from python_calamine import CalamineWorkbook

from ingest.delivery import DeliveredFile
from ingest.files import FileReader, file_reader
from ingest.register import RegisterLine
from ingest.sources import FileSource
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures" / "formats"
_ROUNDS = 3
_ENOUGH = 60.0
"""Seconds after which a format has no further round."""
_REGISTER = RegisterLine("", "Harbour Project", "voluntary", "York", "2011-06-06")


@dataclass(frozen=True)
class Sample:
    """A format, a file of it, and how its own library hands over the cells."""

    format: str
    path: Path
    cells: Callable[[Path], object]


def calamine_cells(path: Path) -> list[list[list[object]]]:
    with CalamineWorkbook.from_path(str(path)) as workbook:
        return [
            workbook.get_sheet_by_index(n).to_python(skip_empty_area=False)
            for n in range(len(workbook.sheet_names))
        ]


def docx_cells(path: Path) -> object:
    document = docx.Document(str(path))
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in document.tables]


def arrow_cells(path: Path) -> object:
    return pyarrow.csv.read_csv(path)


def samples(folder: Path) -> Iterator[Sample]:
    """A file of each format; the CSV is written to `folder` from the cells of the workbook."""
    rows = max(calamine_cells(FIXTURES / "one-row.xls"), key=len)
    with (folder / "one-row.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    yield Sample("csv", folder / "one-row.csv", arrow_cells)
    yield Sample("xlsx", FIXTURES / "surrounded-calc.xlsx", calamine_cells)
    yield Sample("xls", FIXTURES / "one-row.xls", calamine_cells)
    yield Sample("ods", FIXTURES / "one-row.ods", calamine_cells)
    yield Sample("docx (one table)", FIXTURES / "surrounded-by-hand.docx", docx_cells)
    yield Sample("docx (60 forms)", FIXTURES / "blocks-writer.docx", docx_cells)


def _seconds(work: Callable[[Path], object], path: Path, files: int) -> float:
    begin = time.perf_counter()
    for _ in range(files):
        work(path)
    return time.perf_counter() - begin


def _ours(reader: FileReader) -> Callable[[Path], object]:
    def read(path: Path) -> object:
        found = reader.read(DeliveredFile(path.name, _REGISTER, None, FileSource(path)))
        if found.answers is None:
            raise SystemExit(f"{path.name} was refused: {found.problem}")
        return found

    return read


@click.command()
@click.option("--files", default=500, show_default=True)
def main(files: int) -> None:
    """Print, for each format, the best of some rounds and its ratio to the library's."""
    reader = _ours(file_reader(load_codebook(), load_areas(), date.today()))  # noqa: DTZ011
    click.echo(f"{files:,} files of each format, 60 young people each; best of {_ROUNDS} at most")
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        for sample in samples(Path(name)):
            pairs: list[tuple[float, float]] = []
            while len(pairs) < _ROUNDS and sum(map(sum, pairs)) < _ENOUGH:
                library = _seconds(sample.cells, sample.path, files)
                pairs.append((library, _seconds(reader, sample.path, files)))
            library, ours = (min(each) for each in zip(*pairs, strict=True))
            times = f"library{library:8.2f} s   ours{ours:8.2f} s{ours / library:8.1f} x"
            click.echo(f"  {sample.format:17}{times}")


if __name__ == "__main__":
    main()

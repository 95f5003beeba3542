"""What the store holds of dates of birth and of free text: months, and nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq

from pipeline.cli import run
from schemas.codebook_reading import load_codebook
from tests.sending import write_csv, write_return

PLANTED = "zqxtext"
"""Begins each text that is planted; no answer, area or agency has it."""
BORN = date(1996, 3, 17)
WRITTEN = ("1996-03-17", "17/03/1996", "17.3.1996", "17 March 1996", "35141")
"""The same day as agencies write it; the last as Excel's number."""
HEADER = ["Local identifier", "Date of birth", "Gender", "Notes", "Zqxtext heading"]


def send(folder: Path) -> None:
    """Returns with dates of birth in all ways and free text in every cell where it may stand: in
    answers, beside them, in notes, in columns of an agency's own, below the rows, in a refused
    file, and in a row whose area is not recognised."""
    names = [question.name for question in load_codebook().questions if question.name != "local_id"]
    answers = [
        {"local_id": f"A{n}", name: text, "notes": f"{PLANTED} notes {n}"}
        for n, name in enumerate(names)
        for text in (f"{PLANTED} story", f"Other: {PLANTED} story", f"not known ({PLANTED})")
    ]
    write_return(folder / "answers.csv", answers)
    born = [{"local_id": f"B{n}", "date_of_birth": text} for n, text in enumerate(WRITTEN)]
    write_return(folder / "born.csv", born, {"agency": "Born Project"})
    identified = (f"{PLANTED} one, {PLANTED} two", f"C1 {PLANTED} 17/03/1996", f"{PLANTED} 1" * 9)
    write_return(folder / "ids.csv", [{"local_id": text} for text in identified], {"agency": "Ids"})
    workbook = openpyxl.Workbook()
    cells = ["C1", datetime(1996, 3, 17), "Female", f"{PLANTED} notes", f"{PLANTED} own"]  # noqa: DTZ001
    above = [["Agency", "Cell Project"], ["Type of agency", "voluntary"], ["Area", "York"]]
    for row in (*above, ["Return date", "2011-06-06"], [], HEADER, cells, [], [f"{PLANTED} below"]):
        workbook.active.append(row)
    workbook.active["A7"].comment = openpyxl.comments.Comment(f"{PLANTED} comment", "author")
    workbook.create_sheet(f"{PLANTED} sheet").append([f"{PLANTED} on another sheet", BORN])
    workbook.save(folder / f"{PLANTED} file.xlsx")
    nowhere = {"area": f"{PLANTED} area", "agency": "Nowhere Project"}
    write_return(folder / "nowhere.csv", [{"local_id": "D1", "date_of_birth": "17/03/96"}], nowhere)
    refused = [["Zqxtext heading", f"{PLANTED} cell"], [f"{PLANTED} row", "17/03/1996"]]
    write_csv(folder / "refused.csv", refused)


def texts_in(store: Path) -> Iterator[str]:
    """All that can be read in the store: its names and bytes and, decoded, every value of its
    tables, their lists of codes, their statistics and what they say of themselves."""
    for path in sorted(store.rglob("*")):
        yield path.relative_to(store).as_posix()
        if path.is_file():
            yield path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            table = pq.read_table(path)
            yield str(table.to_pylist())
            yield str([each.to_pylist() for each in dictionaries(path)])
            file = pq.ParquetFile(path)
            yield str(file.metadata.to_dict()) + str(file.schema_arrow.metadata)


def dictionaries(path: Path) -> Iterator[object]:
    for column in pq.read_table(path).columns:
        for chunk in column.chunks:
            if hasattr(chunk, "dictionary"):
                yield chunk.dictionary


def test_dates_of_birth_are_held_as_months_and_free_text_never(tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    send(tmp_path / "sent")
    store = tmp_path / "store"
    assert run(["ingest", str(tmp_path / "sent"), "--store", str(store), "--no-feedback"]) == 1
    tables = [pq.read_table(each) for each in sorted(store.rglob("records.parquet"))]
    born = [each for table in tables for each in table["date_of_birth"].to_pylist() if each]
    assert len(born) >= len(WRITTEN)
    assert {(each.year, each.month, each.day) for each in born} == {(1996, 3, 1)}
    texts = list(texts_in(store))
    assert any("1996, 3, 1)" in each for each in texts)
    assert [each[:200] for each in texts if PLANTED in each.casefold()] == []
    days = ("1996-03-17", "1996, 3, 17", "17/03/1996", "17/03/96", "17.3.1996", "17 March 1996")
    assert [day for day in days for each in texts if day in each] == []

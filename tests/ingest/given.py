"""What the tests of reading are given: the codebook, and small files laid out."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from ingest.covers import CoverReader
from ingest.csv_reader import read_csv
from ingest.document import Document, Sheet
from ingest.headers import header_book
from ingest.identifiers import normalised_all
from ingest.laid_out import LaidOut
from ingest.layouts import laid_out
from ingest.register import RegisterLine
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
HEADERS = header_book(CODEBOOK)
TODAY = date(2011, 6, 30)
COVERS = CoverReader(CODEBOOK, load_areas(), TODAY)
COVER = {
    "Agency": "Harbour Project",
    "Type of agency": "voluntary",
    "LSCB area": "York",
    "Return date": "06/06/2011",
}
REGISTERED = RegisterLine("a.csv", "Shore Trust", "statutory", "Leeds", "2011-05-06")


def grid_of(content: bytes) -> list[list[str]]:
    """The rows of a file that may be a return."""
    return read_csv(content, HEADERS.is_header)


def normalised(text: str, prefixes: frozenset[str] = frozenset()) -> str:
    """The normalised form of one identifier."""
    return str(normalised_all(pa.array([text], pa.string()), prefixes)[0].as_py())


def laid(*rows: Sequence[str]) -> LaidOut:
    """The layout of a comma separated file with these rows."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    sheet = Sheet(grid_of(text.getvalue().encode()))
    return laid_out(Document("csv", (sheet,)), HEADERS, CODEBOOK)


def with_cover(cover: Mapping[str, str], *rows: Sequence[str]) -> LaidOut:
    """The same with the cover's lines above the rows."""
    return laid(*cover.items(), *rows)


def cells(found: LaidOut, name: str) -> list[str | None]:
    """A column of the layout."""
    values: list[str | None] = found.rows[name].to_pylist()
    return values

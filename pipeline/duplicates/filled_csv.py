"""The decisions in a table, one row a pair: pairs.csv filled in, or a list written by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ingest.agencies import Agencies
from ingest.document import Sheet
from ingest.identifiers import normalised_all, prefixes_of
from pipeline.duplicates.decisions import Seen, seen_from
from pipeline.duplicates.filled import (
    ByHand,
    FilledCell,
    FilledCells,
    FilledDecision,
    FilledPlace,
    FilledReader,
    FilledSide,
)
from reports.review_words import CSV_SEEN
from reports.spreadsheet_text import in_csv
from schemas.text import folded

NEEDED = ("agency_1", "identifier_1", "agency_2", "identifier_2", "decision")
_AREAS = ("area_code", "area")
_ENDS = ("1", "2")
_OTHERS = ("who", "when", "why")
_READ = frozenset({*NEEDED, *_AREAS, *_OTHERS, *CSV_SEEN})
_KNOWN_BY = frozenset({"decision", "agency_1"})


@dataclass(frozen=True)
class _Line:
    """A line's cells by column, those of columns that are not there blank."""

    place: FilledPlace
    cells: dict[str, str]

    def text(self, name: str) -> str:
        return self.cells.get(name, "")

    def cell(self, name: str) -> FilledCell:
        return FilledCell(name, self.text(name), self.place)


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the headings of a table of decisions."""
    return {folded(cell) for cell in cells} >= _KNOWN_BY


def is_table(sheets: Sequence[Sheet]) -> bool:
    """Whether one of them holds a table of decisions."""
    return any(is_header(row) for sheet in sheets for row in sheet.rows)


def read_filled_table(sheets: Sequence[Sheet], reader: FilledReader) -> list[FilledDecision]:
    """The decisions of a table; `reader` notes what is wrong or was left blank."""
    lines = [line for sheet in sheets for line in _lines(sheet, reader)]
    asked = [FilledCells(*map(line.cell, ("decision", *_OTHERS))) for line in lines]
    decided = [
        (line, cells) for line, cells in zip(lines, asked, strict=True) if reader.is_decided(cells)
    ]
    normal = _Normal([line for line, _ in decided], reader.agencies)
    return [each for line, cells in decided for each in _decision(line, cells, normal, reader)]


class _Normal:
    """The normalised forms (contract) of the identifiers in a table, worked out at once: one by one
    it takes long."""

    def __init__(self, lines: Sequence[_Line], agencies: Agencies) -> None:
        self._agencies = agencies
        written: dict[frozenset[str], set[str]] = defaultdict(set)
        for line in lines:
            for end in _ENDS:
                text = line.text(f"identifier_{end}")
                written[frozenset()].add(text)
                written[self._prefixes(line.text(f"agency_{end}"))].add(text)
        self._forms: dict[tuple[frozenset[str], str], str] = {}
        for prefixes, those in written.items():
            texts = sorted(those)
            forms = normalised_all(pa.array(texts, pa.string()), prefixes).to_pylist()
            self._forms |= {(prefixes, text): form for text, form in zip(texts, forms, strict=True)}

    def _prefixes(self, agency: str) -> frozenset[str]:
        entry = self._agencies.of(agency)
        return prefixes_of(entry.id_prefixes) if entry is not None else frozenset()

    def plain(self, text: str) -> str:
        """As it stands; blank where nothing is left."""
        return self._forms[frozenset(), text]

    def forms(self, agency: str, text: str) -> tuple[str, ...]:
        """As it stands, then without the agency's prefixes where that is something else."""
        without = self._forms[self._prefixes(agency), text]
        return tuple(dict.fromkeys((self.plain(text), without)))


def _lines(sheet: Sheet, reader: FilledReader) -> Iterator[_Line]:
    """The lines below the header that are not blank; none if the header can't be used."""
    at = next((n for n, row in enumerate(sheet.rows) if is_header(row)), None)
    if at is None:
        return
    number = 0 if sheet.kind == "file" else sheet.number
    header = [folded(cell) for cell in sheet.rows[at]]
    place = FilledPlace(number, at + 1)
    missing = [name for name in NEEDED if name not in header]
    if not set(header) & set(_AREAS):
        missing.append("area")
    twice = sorted(name for name in _READ if header.count(name) > 1)
    if missing:
        reader.problem(place, f"no column {', '.join(missing)}. Add what is missing.")
    if twice:
        reader.problem(place, f"{', '.join(twice)} stands twice. Remove one of each two columns.")
    if missing or twice:
        return
    for row, cells in enumerate(sheet.rows[at + 1 :], start=at + 2):
        if any(cell.strip() for cell in cells):
            said = {name: cell for name, cell in zip(header, cells, strict=False) if name in _READ}
            yield _Line(FilledPlace(number, row), said)


def _decision(
    line: _Line, asked: FilledCells, normal: _Normal, reader: FilledReader
) -> Iterator[FilledDecision]:
    """The decision of a line, if it can be taken."""
    said = reader.said(asked)
    area = reader.area([line.text(name) for name in _AREAS], line.place)
    one, other = (_side(line, end, normal, reader) for end in _ENDS)
    if said is not None and area is not None and one is not None and other is not None:
        yield FilledDecision(line.place, area, one, other, said)


def _side(line: _Line, end: str, normal: _Normal, reader: FilledReader) -> FilledSide | None:
    """One of the two, as `find` saw it or, without that, as it was written; None, with the problem
    noted, if it is neither."""
    if line.text(f"seen_{end}").strip():
        return _seen(line, end, normal, reader)
    agency, identifier = line.text(f"agency_{end}"), line.text(f"identifier_{end}")
    for name, text in ((f"agency_{end}", agency), (f"identifier_{end}", normal.plain(identifier))):
        if not text.strip():
            reader.problem(line.place, f"nothing to go by in '{name}'. Write it in the cell.")
    if not agency.strip() or not normal.plain(identifier):
        return None
    return ByHand(agency, normal.forms(agency, identifier))


def _seen(line: _Line, end: str, normal: _Normal, reader: FilledReader) -> tuple[Seen, ...] | None:
    """What `find` saw; None, with the problem noted, where it was changed or is that of another
    pair, as in a line that was copied to write a new one."""
    try:
        seen = seen_from(line.text(f"seen_{end}"))
    except ValueError:
        reader.problem(
            line.place,
            f"what the program wrote in 'seen_{end}' was changed. Leave it as `lscb duplicates "
            "find` wrote it or, in a line of your own, leave seen_1 and seen_2 blank.",
        )
        return None
    key = seen[0].key
    agencies = {"", *(folded(text) for text in (key.agency, in_csv(key.agency)))}
    identifier = normal.plain(line.text(f"identifier_{end}"))
    if folded(line.text(f"agency_{end}")) not in agencies or identifier not in ("", key.identifier):
        reader.problem(
            line.place,
            f"agency_{end} and identifier_{end} are not those of 'seen_{end}'. In a line of your "
            "own leave seen_1 and seen_2 blank; where a spreadsheet changed the identifier, clear "
            "its cell.",
        )
        return None
    return seen

"""Whose a row is, and of what day: its own columns, then the cover, the register, agencies.csv."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.agencies import NO_AGENCIES, Agencies, Agency
from ingest.identifiers import prefixes_of
from ingest.laid_out import COLUMN, ROW, SHEET, LaidOut
from ingest.places import Place
from ingest.readings import date_of
from ingest.register import RegisterLine
from schemas.areas import Areas
from schemas.codebook import COVER_FIELDS, NOT_KNOWN, Codebook
from schemas.text import folded, folded_area, name_of

COVER_COLUMNS = ("agency", "agency_type", "area", "return_area", "return_date", "form_version")
IDENTIFIER_COLUMNS = ID_PREFIXES, NUMBERING = ("id_prefixes", "numbering")
_VERSION = re.compile(r"(?:(?:form|version|v)[ .:]*)*(\d{4})(?:\.0)?(?: (?:form|version))*")
"""A form version as it is written: 2020, 2020.0 of a spreadsheet, version 2020, form 2020."""
LISTED_DISTRICT = "listed_district"
"""The column of a row's district as the agency's list has it; null where it has it not."""
_NO_AGENCY, _NO_LINE = Agency(""), RegisterLine("")
_UNRECOGNISED = "unrecognised:"
T = TypeVar("T")
S = TypeVar("S")


class CoverError(Exception):
    """It can't be told whose a file is or of what day; `field` is the cover's."""

    def __init__(self, code: str, field: str | None = None, place: Place | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.place = place or Place()
        self.cover: Mapping[str, str] = {}
        """What the file's cover says, where it was read."""


@dataclass(frozen=True)
class NilReturn:
    """Whose return a file without rows is: `agency` as written, `area` a code."""

    agency: str
    area: str
    return_date: date
    form_version: str


@dataclass(frozen=True)
class Claim:
    """What is told of the return that a refused file was to be: `agency` as written, `area` a
    code; None where it is not told, or can't be read."""

    agency: str | None = None
    area: str | None = None
    return_date: date | None = None


NO_CLAIM = Claim()


@dataclass(frozen=True)
class CoverReader:
    """Reads covers against a codebook, the areas, the day on which the file is read and what is
    said of the agencies."""

    codebook: Codebook
    areas: Areas
    today: date
    agencies: Agencies = NO_AGENCIES

    def columns(self, laid: LaidOut, register: RegisterLine | None) -> dict[str, pa.Array]:
        """COVER_COLUMNS, one value for each row of `laid`.

        `area` is the area's code, null if it is not recognised; `return_area` that of the return to
        which the row belongs.  Raises CoverError if the file is refused.
        """
        texts = {name: _texts(name, laid, register) for name in COVER_FIELDS}
        rows = laid.rows
        agency = texts["agency"].read(self._agency, rows)
        agency_type = self._types(texts["agency_type"], agency).read(self._agency_type, rows)
        days = texts["return_date"].read(self._return_date, rows)
        version = self._versions(texts["form_version"].read(self._form_version, rows), days)
        area, return_area = self._areas(texts["area"], days, _cover_text("area", laid, register))
        return {
            "agency": agency.column(pa.string()),
            "agency_type": agency_type.column(pa.string()),
            "area": area.column(pa.string()),
            "return_area": return_area.column(pa.string()),
            "return_date": days.column(pa.date32()),
            "form_version": version.column(pa.string()),
        }

    def nil(self, laid: LaidOut, register: RegisterLine | None) -> NilReturn:
        """The return of a file without rows.  Raises CoverError if its cover does not tell it."""
        agency = self._agency(_cover_text("agency", laid, register))
        self._agency_type(_cover_text("agency_type", laid, register) or self._said_of(agency).type)
        day = self._return_date(_cover_text("return_date", laid, register))
        said = self._form_version(_cover_text("form_version", laid, register))
        text = _cover_text("area", laid, register)
        if text is None:
            raise CoverError("no_area", "area")
        code = self.areas.code_of(text, day)
        if code is None:
            raise CoverError("unknown_cover_area", "area")
        return NilReturn(agency, code, day, said or self.codebook.form_on(day).version)

    def claim(self, cover: Mapping[str, str], register: RegisterLine | None) -> Claim:
        """What a cover (by field) and the register tell, as far as it can be read; never raises."""
        said = {name: cover.get(name) or getattr(register, name, "") for name in COVER_FIELDS}
        day = date_of(said["return_date"])
        if day is not None and day > self.today:
            day = None
        area = self.areas.code_of(said["area"], day) if day and said["area"] else None
        return Claim(name_of(said["agency"]) or None, area, day)

    def identifier_columns(
        self, agency: pa.Array, register: RegisterLine | None
    ) -> dict[str, pa.Array]:
        """IDENTIFIER_COLUMNS for the rows of each agency: what the register says of the file's
        identifiers, or else agencies.csv of the agency's; null where neither does.  Prefixes are
        parted by spaces."""
        own = register or _NO_LINE
        names = agency.dictionary_encode()
        said = [self._said_of(name) for name in names.dictionary.to_pylist()]
        prefixes = [_prefix_text(own.id_prefixes or each.id_prefixes) or None for each in said]
        numbering = [own.numbering or each.numbering or None for each in said]
        return {
            ID_PREFIXES: _Distinct(prefixes, names.indices).column(pa.string()),
            NUMBERING: _Distinct(numbering, names.indices).column(pa.string()),
        }

    def district_columns(self, agency: pa.Array, rows: pa.Table) -> dict[str, pa.Array]:
        """LISTED_DISTRICT for the rows of each agency, whose districts agencies.csv lists; nothing
        for a file that names no districts."""
        for question in self.codebook.of_kind("district"):
            if question.name in rows.column_names:
                texts = rows[question.name].to_pylist()
                pairs = list(zip(agency.to_pylist(), texts, strict=True))
                listed = {each: self._district(*each) for each in set(pairs)}
                return {LISTED_DISTRICT: pa.array([listed[each] for each in pairs], pa.string())}
        return {}

    def _district(self, agency: str, text: str | None) -> str | None:
        if text is None:
            return None
        if folded(text) in self.codebook.words.not_known:
            return NOT_KNOWN
        districts = self._said_of(agency).districts
        return next((each for each in districts if folded(each) == folded(text)), None)

    def said_of_agencies(
        self, laid: LaidOut, register: RegisterLine | None, names: Iterable[str]
    ) -> list[tuple[str, ...]]:
        """What holds for a file because agencies.csv says it of one of its agencies (`names`) and
        nothing nearer does: the agency's key, type, numbering and prefixes, blank where nothing,
        then its districts where the file names any."""
        own = register or _NO_LINE
        typed = _cover_text("agency_type", laid, register) is not None or (
            "agency_type" in laid.rows.column_names and not laid.rows["agency_type"].null_count
        )
        districts = any(
            each.name in laid.rows.column_names for each in self.codebook.of_kind("district")
        )
        said = {
            (
                self.agencies.key_of(name),
                "" if typed else self._said_of(name).type,
                "" if own.numbering else self._said_of(name).numbering,
                "" if own.id_prefixes else _prefix_text(self._said_of(name).id_prefixes),
                *(self._said_of(name).districts if districts else ()),
            )
            for name in names
        }
        return sorted(each for each in said if any(each[1:]))

    def _said_of(self, agency: str) -> Agency:
        return self.agencies.of(agency) or _NO_AGENCY

    def _types(
        self, texts: "_Distinct[str | None]", agency: "_Distinct[str]"
    ) -> "_Distinct[str | None]":
        """Each row's type of agency; where nothing in the file or the register tells it, what
        agencies.csv says of the row's agency."""
        if None not in texts.values or not self.agencies.agencies:
            return texts
        of_agency = [self._said_of(name).type or None for name in agency.values]
        own, listed = (
            each.column(pa.string()) for each in (texts, _Distinct(of_agency, agency.indices))
        )
        return _distinct(pc.coalesce(own, listed))

    def _agency(self, text: str | None) -> str:
        name = name_of(text or "")
        if not name:
            raise CoverError("no_agency", "agency")
        return name

    def _agency_type(self, text: str | None) -> str:
        if not text:
            raise CoverError("no_agency_type", "agency_type")
        code = self.codebook.cover_field("agency_type").codes.get(folded(text))
        if code is None:
            raise CoverError("unknown_agency_type", "agency_type")
        return code

    def _return_date(self, text: str | None) -> date:
        if text is None:
            raise CoverError("no_return_date", "return_date")
        day = date_of(text)
        if day is None:
            raise CoverError("unreadable_return_date", "return_date")
        if day > self.today:
            raise CoverError("future_return_date", "return_date")
        return day

    def _versions(self, said: "_Distinct[str | None]", days: "_Distinct[date]") -> "_Distinct[str]":
        """Each row's form version; where none is said, that in force on its return date."""
        in_force = [self.codebook.form_on(day).version for day in days.values]
        of_day = _Distinct(in_force, days.indices).column(pa.string())
        either = pc.coalesce(said.column(pa.string()), of_day).dictionary_encode()
        return _Distinct(either.dictionary.to_pylist(), either.indices)

    def _form_version(self, text: str | None) -> str | None:
        if text is None:
            return None
        said = _VERSION.fullmatch(folded(text))
        if said is None or said[1] not in self.codebook.form_versions:
            raise CoverError("unknown_form_version", "form_version")
        return said[1]

    def _areas(
        self, texts: "_Distinct[str | None]", days: "_Distinct[date]", cover: str | None
    ) -> tuple["_Distinct[str | None]", "_Distinct[str]"]:
        """Each row's area and its return's: the cover's where its own is not recognised, without
        one its own; a mark of the text stands for one that is not recognised."""
        if texts.values and not any(texts.values):
            raise CoverError("no_area", "area")
        pairs = pc.add(pc.multiply(texts.indices, len(days.values)), days.indices)
        encoded = pairs.dictionary_encode()
        areas: list[str | None] = []
        return_areas: list[str] = []
        for pair in encoded.dictionary.to_pylist():
            text, day = texts.values[pair // len(days.values)], days.values[pair % len(days.values)]
            code = self.areas.code_of(text, day) if text else None
            of_cover = self.areas.code_of(cover, day) if cover else None
            areas.append(code)
            return_areas.append(code or of_cover or unrecognised(cover or text or ""))
        return _Distinct(areas, encoded.indices), _Distinct(return_areas, encoded.indices)


@dataclass(frozen=True)
class _Distinct(Generic[T]):
    """A column as its distinct values and, for each row, the index of its value."""

    values: list[T]
    indices: pa.Array

    def column(self, kind: pa.DataType) -> pa.Array:
        return pa.array(self.values, kind).take(self.indices)

    def read(self, reader: Callable[[T], S], rows: pa.Table) -> "_Distinct[S]":
        """`reader` of each distinct value; a CoverError names the first record with the value,
        unless all have it."""
        read: list[S] = []
        for n, value in enumerate(self.values):
            try:
                read.append(reader(value))
            except CoverError as error:
                first = pc.index(self.indices, n).as_py()
                place = _place_of(rows, first) if len(self.values) > 1 else None
                raise CoverError(error.code, error.field, place) from None
        return _Distinct(read, self.indices)


def _place_of(rows: pa.Table, index: int) -> Place:
    sheet, row, column = (rows[name][index].as_py() for name in (SHEET, ROW, COLUMN))
    return Place(sheet, row, column)


def cover_texts(laid: LaidOut, register: RegisterLine | None) -> dict[str, str]:
    """The cover that holds for a file as a whole, by field: the lines above the header, then the
    register; blank where neither says anything."""
    return {name: _cover_text(name, laid, register) or "" for name in COVER_FIELDS}


def unrecognised(text: str) -> str:
    """What stands for an area that is not recognised: the same for the same text, not the text."""
    return _UNRECOGNISED + hashlib.sha256(folded_area(text).encode()).hexdigest()[:12]


def _cover_text(name: str, laid: LaidOut, register: RegisterLine | None) -> str | None:
    if name in laid.cover:
        return laid.cover[name]
    of_register = getattr(register, name, "") if register is not None else ""
    return of_register or None


def _texts(name: str, laid: LaidOut, register: RegisterLine | None) -> _Distinct[str | None]:
    """The field's text for each row: the row's own column, then the cover, then the register."""
    cover = _cover_text(name, laid, register)
    rows = laid.rows.num_rows
    if name not in laid.rows.column_names:
        return _Distinct([cover] if rows else [], pa.array(np.zeros(rows, np.int32)))
    column = laid.rows[name].combine_chunks()
    filled = pc.fill_null(column, cover) if cover else column
    return _distinct(filled)


def _distinct(column: pa.Array) -> _Distinct[str | None]:
    encoded = column.dictionary_encode(null_encoding="encode")
    return _Distinct(encoded.dictionary.to_pylist(), encoded.indices)


def _prefix_text(cell: str) -> str:
    """The prefixes of a cell in one form, parted by spaces."""
    return " ".join(sorted(prefixes_of(cell)))

"""Whose a row is, and of what day: its own columns, then the cover, then the register."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from ingest.readings import date_of
from ingest.register import RegisterLine
from ingest.standard_layout import LaidOut
from schemas.areas import Areas
from schemas.codebook import COVER_FIELDS, Codebook
from schemas.text import folded, folded_area, without_surplus_spaces

COVER_COLUMNS = ("agency", "agency_type", "area", "return_area", "return_date", "form_version")
_UNRECOGNISED = "unrecognised:"
T = TypeVar("T")


class CoverError(Exception):
    """It can't be told whose a file is or of what day; `field` is the cover's, `row` the place."""

    def __init__(self, code: str, field: str | None = None, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.row = row


@dataclass(frozen=True)
class NilReturn:
    """Whose return a file without rows is: `agency` as written, `area` a code."""

    agency: str
    area: str
    return_date: date


@dataclass(frozen=True)
class CoverReader:
    """Reads covers against a codebook, the areas and the day on which the file is read."""

    codebook: Codebook
    areas: Areas
    today: date

    def columns(self, laid: LaidOut, register: RegisterLine | None) -> dict[str, pa.Array]:
        """COVER_COLUMNS, one value for each row of `laid`.

        `area` is the area's code, null if it is not recognised; `return_area` that of the return to
        which the row belongs.  Raises CoverError if the file is refused.
        """
        texts = {name: _texts(name, laid, register) for name in COVER_FIELDS}
        rows = laid.rows["row"].to_pylist()
        agency = _mapped(texts["agency"], self._agency, rows)
        agency_type = _mapped(texts["agency_type"], self._agency_type, rows)
        day = _mapped(texts["return_date"], self._return_date, rows)
        version = _mapped(texts["form_version"], self._form_version, rows)
        area, return_area = self._areas(texts["area"], day, _cover_text("area", laid, register))
        return {
            "agency": pa.array(agency, pa.string()),
            "agency_type": pa.array(agency_type, pa.string()),
            "area": pa.array(area, pa.string()),
            "return_area": pa.array(return_area, pa.string()),
            "return_date": pa.array(day, pa.date32()),
            "form_version": pa.array(version, pa.string()),
        }

    def nil(self, laid: LaidOut, register: RegisterLine | None) -> NilReturn:
        """The return of a file without rows.  Raises CoverError if its cover does not tell it."""
        agency = self._agency(_cover_text("agency", laid, register))
        self._agency_type(_cover_text("agency_type", laid, register))
        day = self._return_date(_cover_text("return_date", laid, register))
        self._form_version(_cover_text("form_version", laid, register))
        text = _cover_text("area", laid, register)
        if text is None:
            raise CoverError("no_area", "area")
        code = self.areas.code_of(text, day)
        if code is None:
            raise CoverError("unknown_cover_area", "area")
        return NilReturn(agency, code, day)

    def _agency(self, text: str | None) -> str:
        if text is None:
            raise CoverError("no_agency", "agency")
        return without_surplus_spaces(text)

    def _agency_type(self, text: str | None) -> str:
        if text is None:
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

    def _form_version(self, text: str | None) -> str:
        if text is None:
            return self.codebook.form_versions[0]
        if folded(text) not in self.codebook.form_versions:
            raise CoverError("unknown_form_version", "form_version")
        return folded(text)

    def _areas(
        self, texts: list[str | None], days: list[date], cover: str | None
    ) -> tuple[list[str | None], list[str]]:
        """Each row's area and its return's: the cover's where its own is not recognised, without
        one its own; a mark of the text stands for one that is not recognised."""
        if texts and not any(texts):
            raise CoverError("no_area", "area")
        read: dict[tuple[str | None, date], tuple[str | None, str]] = {}
        for text, day in set(zip(texts, days, strict=True)):
            code = self.areas.code_of(text, day) if text else None
            of_cover = self.areas.code_of(cover, day) if cover else None
            read[text, day] = (code, code or of_cover or unrecognised(cover or text or ""))
        pairs = [read[pair] for pair in zip(texts, days, strict=True)]
        return [area for area, _ in pairs], [return_area for _, return_area in pairs]


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


def _texts(name: str, laid: LaidOut, register: RegisterLine | None) -> list[str | None]:
    """The field's text for each row: the row's own column, then the cover, then the register."""
    cover = _cover_text(name, laid, register)
    if name not in laid.rows.column_names:
        return [cover] * laid.rows.num_rows
    column = laid.rows[name]
    texts: list[str | None] = (pc.fill_null(column, cover) if cover else column).to_pylist()
    return texts


def _mapped(texts: list[str | None], read: Callable[[str | None], T], rows: list[int]) -> list[T]:
    """`read` of each text, once for each distinct one; a CoverError names the first row with it."""
    known: dict[str | None, T] = {}
    for text in dict.fromkeys(texts):
        try:
            known[text] = read(text)
        except CoverError as error:
            row = rows[texts.index(text)] if len(set(texts)) > 1 else None
            raise CoverError(error.code, error.field, row) from None
    return [known[text] for text in texts]

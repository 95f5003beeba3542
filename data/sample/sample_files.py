"""From rows to the bytes of a file, in the agency's own way of writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from sample_document import form_document, table_document, zip_of_forms
from sample_figures import NOT_KNOWN, QUESTIONS, SEED
from sample_layouts import LAYOUTS
from sample_plan import FilePlan, Style
from sample_records import Record
from sample_sheets import Column, Filled, Sheet, Value, as_text
from sample_wording import (
    COVER,
    COVER_NAMES,
    LOCAL_ANSWERS,
    LOCAL_HEADERS,
    NOT_KNOWN_WORDS,
    NOTES,
    OTHER_TEXTS,
    label,
    write_date,
)
from sample_workbook import ods, xls, xlsx

_DATES = ("date_of_birth", "referral_date", "first_assessment_date", "closure_date")
_AGES = ("age", "age_at_first_assessment")
_PLAIN = (*_AGES, *_DATES)
_IN_FORM_ORDER = ("themes_above", "across", "blocks", "forms")


def write_file(file: FilePlan, records: Sequence[Record]) -> bytes:
    """Return the bytes of a file; each record learns where it stands in it."""
    filled = FileWriter(file, records).filled()
    if file.format == "zip":
        return zip_of_forms(filled)
    if file.layout == "forms":
        return form_document(filled)
    sheets = LAYOUTS[file.layout](filled)
    writers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: _csv(sheets[0], file.style),
        "docx": lambda: table_document(sheets),
        "xlsx": lambda: xlsx(sheets, shared=file.number % 2 == 0),
        "ods": lambda: ods(sheets),
        "xls": lambda: xls(sheets[0]),
    }
    return writers[file.format]()


def _csv(sheet: Sheet, style: Style) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=style.delimiter, lineterminator=style.newline)
    writer.writerows([as_text(cell) for cell in cells] for cells in sheet.rows)
    if style.encoding == "utf-16":
        return b"\xff\xfe" + text.getvalue().encode("utf-16-le")
    return text.getvalue().encode(style.encoding)


class FileWriter:
    """Writes one file of the sample."""

    def __init__(self, file: FilePlan, records: Sequence[Record]) -> None:
        """Put the rows in order and choose the columns."""
        self.file = file
        self.style: Style = file.style
        self.rng = Random(f"{SEED} {file.delivery} {file.path}")
        self.records = self._in_order(records)
        self.columns = self._columns()

    def filled(self) -> Filled:
        """Return all that the file says."""
        cells = [[self._value(each, column) for column in self.columns] for each in self.records]
        has_lines = self.file.cover == "lines"
        return Filled(
            file=self.file,
            cover=tuple(self._cover()) if has_lines else (),
            columns=tuple(self.columns),
            people=tuple(zip(self.records, cells, strict=True)),
        )

    def _in_order(self, records: Sequence[Record]) -> list[Record]:
        found = list(records)
        self.rng.shuffle(found)
        if self.file.number % 2 == 0 or self.file.agency.key == "V22":
            found.sort(key=lambda record: (record.place.key, record.core))
        for record in records:
            if record.after is not None:
                one, two = found.index(record.after), found.index(record)
                if two < one:
                    found[one], found[two] = found[two], found[one]
        return found

    def _cover(self) -> list[tuple[str, Value]]:
        file = self.file
        form = ("slash", "iso", "short")[file.number % 3]
        kind = file.agency.type if file.number % 2 else label(file.agency.type)
        areas = file.area.texts() if file.area else ("",)
        values: list[Value] = [file.agency_text, kind, areas[file.number % len(areas)]]
        if file.is_typed:
            values += [file.day, 2011]
        else:
            values += [write_date(file.day, form), "2011"]
        return [(name, value) for name, value in zip(COVER, values, strict=True) if value]

    def _columns(self) -> list[Column]:
        file, style = self.file, self.style
        found = [Column(self._header("local_id"), "local_id")]
        names = ["age", "age_at_first_assessment", *file.asked]
        if file.born != "none":
            names.insert(0, "date_of_birth")
        names += ["referral_date", "first_assessment_date", "closure_date"]
        order = list(QUESTIONS)
        names.sort(key=order.index)
        in_order = file.layout in _IN_FORM_ORDER
        if in_order:
            pass
        elif file.number % 4 == 2:
            names.reverse()
        elif file.number % 4 == 3:
            self.rng.shuffle(names)
        for name in names:
            question = QUESTIONS[name]
            if question.several and style.ticks is not None and file.layout != "forms":
                found += [
                    Column(f"{question.label}: {label(code)}", name, code)
                    for code in question.codes
                ]
            else:
                found.append(Column(self._header(name), name))
        if file.number % 6 == 5 and not in_order:
            found.append(found.pop(0))
        found = self._cover_columns() + found
        if style.headers == "local":
            found.insert(1, Column(LOCAL_HEADERS["local:team"], "local:team"))
        if file.has_notes:
            found.append(Column(self._header("notes"), "notes"))
        return found

    def _cover_columns(self) -> list[Column]:
        area = [Column(self._header("area"), "area")] if self.file.has_area_column else []
        if self.file.cover != "columns":
            return area
        headers = COVER_NAMES if self.style.headers == "name" else COVER
        names = ("cover:agency", "cover:type", "area", "cover:day", "cover:version")
        return [Column(header, name) for header, name in zip(headers, names, strict=True)]

    def _header(self, name: str) -> str:
        if self.style.headers == "local" and name in LOCAL_HEADERS:
            return LOCAL_HEADERS[name]
        return name if self.style.headers == "name" else QUESTIONS[name].label

    def _value(self, record: Record, column: Column) -> Value:
        """Return a cell; in files that know dates and numbers as such, these are no texts."""
        name, text = column.question, self._cell(record, column)
        is_odd = name in record.raw or (name, column.code) in record.ticks
        if not self.file.is_typed or is_odd:
            return text
        if name in _DATES:
            return self._day(record, name) or text
        if name == "cover:day":
            return self.file.day
        if not self.file.is_workbook:
            return text
        if name in (*_AGES, "local_id", "cover:version") and text.isascii() and text.isdigit():
            return int(text)
        if column.code and text in ("1", "0"):
            return int(text)
        return text == "true" if column.code and text in ("true", "false") else text

    def _cell(self, record: Record, column: Column) -> str:
        name = column.question
        if (name, column.code) in record.ticks:
            return record.ticks[name, column.code]
        if name in record.raw and not column.code:
            return record.raw[name]
        if name.startswith("cover:"):
            return self._cover_cell(name)
        if name == "local_id":
            return record.ident
        if name == "area":
            return self._area(record)
        if name == "local:team":
            return self.rng.choice(("North", "South"))
        if name == "notes":
            return self.rng.choice(NOTES) if self.rng.random() < 0.3 else ""
        if name in _PLAIN:
            return self._plain(record, name)
        codes = record.answers.get(name, ())
        if column.code:
            ticks = self.style.ticks or ("", "")
            return ticks[0] if column.code in codes else ticks[1]
        return self._answers(name, codes)

    def _cover_cell(self, name: str) -> str:
        file = self.file
        texts = {"cover:agency": file.agency_text, "cover:type": label(file.agency.type)}
        texts |= {"cover:day": write_date(file.day, self.style.dates), "cover:version": "2011"}
        return texts[name]

    def _area(self, record: Record) -> str:
        if record.area_text is not None:
            return record.area_text
        texts = record.place.texts()
        if not record.place.in_england or self.file.number % 2:
            return self.rng.choice(texts)
        return texts[0]

    def _day(self, record: Record, name: str) -> date | None:
        days = (record.born, record.referral, record.first_date, record.closure)
        return dict(zip(_DATES, days, strict=True))[name]

    def _plain(self, record: Record, name: str) -> str:
        if name in _AGES:
            years = record.age if name == "age" else record.first_age
            if years is None:
                unknown = name != "age" and not record.slips and self.rng.random() < 0.15
                return self.rng.choice(NOT_KNOWN_WORDS) if unknown else ""
            in_words = self.file.layout in ("blocks", "forms") and self.rng.random() < 0.3
            return f"{years} yrs" if in_words else str(years)
        day = self._day(record, name)
        if day is None:
            unknown = name in ("date_of_birth", "referral_date") and self.rng.random() < 0.06
            return self.rng.choice(NOT_KNOWN_WORDS) if unknown and not record.slips else ""
        if name == "date_of_birth" and self.file.born == "month" and day.day == 1:
            return f"{day:%m/%Y}"
        return write_date(day, self.style.dates)

    def _answers(self, name: str, codes: tuple[str, ...]) -> str:
        texts = [self._answer(name, code) for code in codes]
        if self.style.headers == "local":
            local = LOCAL_ANSWERS.get(name, {})
            texts = [local.get(code, text) for code, text in zip(codes, texts, strict=True)]
            if not codes and "" in local and self.rng.random() < 0.5:
                return local[""]
        return self.rng.choice((";", "; ")).join(texts)

    def _answer(self, name: str, code: str) -> str:
        rng, way = self.rng, self.style.answers
        if code == NOT_KNOWN:
            return rng.choice(NOT_KNOWN_WORDS) if way != "code" else NOT_KNOWN
        if code == "other" and name in OTHER_TEXTS and way != "code" and rng.random() < 0.3:
            return f"Other: {rng.choice(OTHER_TEXTS[name])}"
        if name == "missing_episodes" and way != "label" and rng.random() < 0.5:
            most = {"none": (0, 0), "ten_or_fewer": (1, 10), "more_than_ten": (11, 40)}
            return str(rng.randint(*most[code]))
        if code in ("yes", "no") and way == "mixed":
            return rng.choice((code, code.capitalize(), code[0].upper(), code[0]))
        if way == "mixed":
            text = label(code)
            return rng.choice((code, text, text, text.upper(), text.lower(), f" {text}  "))
        return code if way == "code" else label(code)

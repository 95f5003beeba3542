"""From rows to the bytes of a file, in the agency's own way of writing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sample_figures import NOT_KNOWN, QUESTIONS, SEED
from sample_plan import FilePlan, Style
from sample_records import Record

_COVER = ("Agency", "Type of agency", "LSCB area", "Return date", "Form version")
_COVER_NAMES = ("agency", "agency_type", "area", "return_date", "form_version")
_NOT_KNOWN_WORDS = ("Not known", "not known", "N/K", "nk", "Unknown", "don't know", "DK", "?")
_LABELS = {"WBRI": "White British"}
_OTHER_TEXTS = {
    "initiated_by": ("met on a bus", "somebody from the caf\u00e9"),
    "coercion_methods": ("gifts of trainers", "free taxi rides"),
    "support_provided": ("drama group", "allotment club, Thursdays"),
    "education_status": ("home tutor", "starts a course in autumn"),
    "living_situation": ("staying with neighbours",),
    "court_proceedings": ("papers being read",),
    "domestic_violence": ("loud rows next door",),
    "exploitation_levels": ("taken to parties",),
}
_NOTES = (
    "Review booked for July.",
    "Likes the drop-in \u2013 comes every week.",
    "Keeps appointments; asks for the same worker.",
    'Calls the worker "coach".',
    "Caf\u00e9 visit went well.",
    "School informed.\nSecond visit planned.",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Column:
    """A column of a file: a question, or one answer of a question as a tick."""

    header: str
    question: str
    code: str = ""


def label(code: str) -> str:
    """Return an answer's label."""
    text = _LABELS.get(code) or (code if code.isupper() else code.replace("_", " "))
    return text[:1].upper() + text[1:]


def write_date(day: date, form: str) -> str:
    """Return a date as one of the four ways writes it."""
    month = _MONTHS[day.month - 1]
    if form == "slash":
        return f"{day:%d/%m/%Y}"
    if form == "short":
        return f"{day.day:02d}-{month[:3]}-{day.year}"
    if form == "long":
        return f"{day.day:02d} {month} {day.year}"
    return day.isoformat()


class FileWriter:
    """Writes one file of the sample."""

    def __init__(self, file: FilePlan, records: Sequence[Record]) -> None:
        """Put the rows in order and choose the columns."""
        self.file = file
        self.style: Style = file.style
        self.rng = Random(f"{SEED} {file.delivery} {file.path}")
        self.records = self._in_order(records)
        self.columns = self._columns()

    def write(self) -> bytes:
        """Return the bytes of the file; each record learns in which row it stands."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.style.delimiter, lineterminator=self.style.newline)
        number = 0

        def put(cells: Sequence[str]) -> None:
            nonlocal number
            writer.writerow(cells)
            number += 1

        if self.file.cover == "lines":
            for pair in self._cover():
                put(pair)
            put([])
        put([column.header for column in self.columns])
        for place, record in enumerate(self.records):
            if place in self.file.blank_rows:
                put([] if place == 3 else [""] * len(self.columns))
            cells = [self._cell(record, column) for column in self.columns]
            if record.extra:  # every cell is filled, and there is one more
                cells = [*(cell or "not known" for cell in cells), record.extra]
            put(cells)
            record.row = number
        self._below(put)
        return self._encode(text.getvalue())

    def _below(self, put: Callable[[Sequence[str]], None]) -> None:
        width = len(self.columns)
        if self.file.total_row and self.records:
            put(["Total", str(len(self.records)), *[""] * (width - 2)])
        if self.file.note_row:
            put([""] * width)
            put([self.file.note_row, *[""] * (width - 1)])

    def _encode(self, text: str) -> bytes:
        if self.style.encoding == "utf-16":
            return b"\xff\xfe" + text.encode("utf-16-le")
        return text.encode(self.style.encoding)

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

    def _cover(self) -> list[tuple[str, str]]:
        file = self.file
        form = ("slash", "iso", "short")[file.number % 3]
        kind = file.agency.type if file.number % 2 else label(file.agency.type)
        areas = file.area.texts() if file.area else ("",)
        values = [file.agency_text, kind, areas[file.number % len(areas)]]
        values += [write_date(file.day, form), "2011"]
        return [(name, text) for name, text in zip(_COVER, values, strict=True) if text]

    def _columns(self) -> list[Column]:
        file, style = self.file, self.style
        found = [Column(self._header("local_id"), "local_id")]
        names = ["age", "age_at_first_assessment", *file.asked]
        if file.born != "none":
            names.insert(0, "date_of_birth")
        names += ["referral_date", "first_assessment_date", "closure_date"]
        order = list(QUESTIONS)
        names.sort(key=order.index)
        if file.number % 4 == 2:
            names.reverse()
        elif file.number % 4 == 3:
            self.rng.shuffle(names)
        for name in names:
            question = QUESTIONS[name]
            if question.several and style.ticks is not None:
                found += [
                    Column(f"{question.label}: {label(code)}", name, code)
                    for code in question.codes
                ]
            else:
                found.append(Column(self._header(name), name))
        if file.number % 6 == 5:
            found.append(found.pop(0))
        found = self._cover_columns() + found
        if file.has_notes:
            found.append(Column(self._header("notes"), "notes"))
        return found

    def _cover_columns(self) -> list[Column]:
        area = [Column(self._header("area"), "area")] if self.file.has_area_column else []
        if self.file.cover != "columns":
            return area
        headers = _COVER if self.style.headers == "label" else _COVER_NAMES
        names = ("cover:agency", "cover:type", "area", "cover:day", "cover:version")
        return [Column(header, name) for header, name in zip(headers, names, strict=True)]

    def _header(self, name: str) -> str:
        return name if self.style.headers == "name" else QUESTIONS[name].label

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
        if name == "notes":
            return self.rng.choice(_NOTES) if self.rng.random() < 0.3 else ""
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

    def _plain(self, record: Record, name: str) -> str:
        if name in ("age", "age_at_first_assessment"):
            years = record.age if name == "age" else record.first_age
            if years is None:
                unknown = name != "age" and not record.slips and self.rng.random() < 0.15
                return self.rng.choice(_NOT_KNOWN_WORDS) if unknown else ""
            return str(years)
        day = {
            "date_of_birth": record.born,
            "referral_date": record.referral,
            "first_assessment_date": record.first_date,
            "closure_date": record.closure,
        }[name]
        if day is None:
            unknown = name in ("date_of_birth", "referral_date") and self.rng.random() < 0.06
            return self.rng.choice(_NOT_KNOWN_WORDS) if unknown and not record.slips else ""
        if name == "date_of_birth" and self.file.born == "month" and day.day == 1:
            return f"{day:%m/%Y}"
        return write_date(day, self.style.dates)

    def _answers(self, name: str, codes: tuple[str, ...]) -> str:
        texts = [self._answer(name, code) for code in codes]
        return self.rng.choice((";", "; ")).join(texts)

    def _answer(self, name: str, code: str) -> str:
        rng, way = self.rng, self.style.answers
        if code == NOT_KNOWN:
            return rng.choice(_NOT_KNOWN_WORDS) if way != "code" else NOT_KNOWN
        if code == "other" and name in _OTHER_TEXTS and way != "code" and rng.random() < 0.3:
            return f"Other: {rng.choice(_OTHER_TEXTS[name])}"
        if name == "missing_episodes" and way != "label" and rng.random() < 0.5:
            most = {"none": (0, 0), "ten_or_fewer": (1, 10), "more_than_ten": (11, 40)}
            return str(rng.randint(*most[code]))
        if code in ("yes", "no") and way == "mixed":
            return rng.choice((code, code.capitalize(), code[0].upper(), code[0]))
        if way == "mixed":
            text = label(code)
            return rng.choice((code, text, text, text.upper(), text.lower(), f" {text}  "))
        return code if way == "code" else label(code)


_PLAIN = (
    "age",
    "age_at_first_assessment",
    "date_of_birth",
    "referral_date",
    "first_assessment_date",
    "closure_date",
)

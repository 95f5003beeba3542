"""One side of an own table read: its question, and the rows in which it is counted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from reports.own_tables import Band, Side, standard_table
from reports.own_tables_declared import OwnRows
from reports.tables import Row, Table
from reports.tables_reading import TableDeclared, declared_table
from schemas.codebook import NOT_KNOWN, Codebook, Option, Question
from schemas.declarations import Declared
from schemas.text import folded

_BAND = re.compile(r"(\d{1,4})(?:-(\d{1,4})|(\+))?")
_MOST = 999
_COUNTED = ("one", "several", "number")


@dataclass(frozen=True)
class RowsSaid:
    """What a declaration says of one side, and by which keys."""

    prefix: str
    question: str
    rows: OwnRows
    bands: tuple[str, ...]
    form: str
    records: tuple[str, ...]

    @property
    def key(self) -> str:
        return "by" if self.prefix else "question"

    @property
    def said(self) -> tuple[object, ...]:
        return (self.rows, self.bands, self.form, self.records)


@dataclass(frozen=True)
class Reading:
    """What the sides are read with; `sides` are those read so far, with what was said of them."""

    codebook: Codebook
    source: Declared
    sides: dict[str, Side] = field(default_factory=dict)


def read_side(said: RowsSaid, reading: Reading, place: str) -> Side:
    """One side, as its keys say; `rows` that are not given are those of the standard tables.

    In one file a question has the same rows everywhere: its tables are protected together.
    """
    question = _question(said.question, reading, place, said.key)
    found = _rows_of(said, question, reading, place)
    known = reading.sides.setdefault(question.name, found)
    if known != found:
        raise reading.source.error(
            place,
            f"'{question.name}' has other rows in another table of this file; give it the same "
            "rows, or declare this table in a file of its own",
            said.key,
        )
    return known


def _rows_of(said: RowsSaid, question: Question, reading: Reading, place: str) -> Side:
    source, name = reading.source, question.name
    rows_key, bands_key = f"{said.prefix}rows", f"{said.prefix}bands"
    standard = standard_table(name) or _of_number(question, reading, place)
    if said.form or said.records:
        if said.bands or said.rows not in ("", standard.kind):
            message = f"{said.prefix}form and {said.prefix}records go with the standard rows alone"
            raise source.error(place, message, rows_key)
        standard = _of_form(said, standard, reading, place)
        return Side(question, standard)
    if said.bands and said.rows not in ("", "bands"):
        raise source.error(place, f'{bands_key} needs {rows_key} = "bands"', bands_key)
    if said.bands or said.rows == "bands":
        if question.kind != "number":
            message = f"only a number has bands; '{name}' has answers"
            raise source.error(place, message, rows_key)
        bands = _bands(said.bands, question, standard, source, place, bands_key)
        return _made(standard, question, f"{name}_in_bands", _options(bands), bands)
    if standard_table(name) is None:
        message = f'\'{name}\' is a number; say its bands, as {bands_key} = ["0", "1-2", "3+"]'
        raise source.error(place, message, said.key)
    if said.rows in ("", standard.kind):
        return Side(question, replace(standard, beside=(), note=""))
    if said.rows == "options" and standard.kind == "main_groups":
        return _made(standard, question, f"{name}_in_full", question.options, ())
    raise source.error(
        place,
        f"{rows_key} = '{said.rows}' does not fit '{name}'; it is counted by '{standard.kind}'",
        rows_key,
    )


def _of_number(question: Question, reading: Reading, place: str) -> Table:
    """A table of a number that has no standard table: all who have one are in the base."""
    declared = TableDeclared(
        id=f"question_{question.name}",
        title=question.label,
        rows="ages",
        question=question.name,
        least=question.least or 0,
        most=question.most or _MOST,
    )
    return declared_table(declared, reading.codebook, (), reading.source, place)


def _of_form(said: RowsSaid, standard: Table, reading: Reading, place: str) -> Table:
    """The standard table by the options of one form, or of the records of some forms alone."""
    declared = TableDeclared(
        id=standard.id,
        title=standard.title,
        rows=standard.kind,
        question=said.question,
        not_known_in_base=standard.not_known_in_base,
        outside_base=tuple(sorted(standard.outside_base)),
        least=int(standard.rows[0].code) if standard.kind == "ages" else 0,
        most=int(standard.rows[-1].code) if standard.kind == "ages" else 0,
        form=said.form,
        records=said.records,
    )
    return declared_table(declared, reading.codebook, (), reading.source, place)


def _made(
    standard: Table,
    question: Question,
    name: str,
    options: tuple[Option, ...],
    bands: tuple[Band, ...],
) -> Side:
    """A side with rows of its own, counted from a column of its own."""
    asked = replace(question, name=name, kind="one", options=options)
    rows = tuple(
        Row(each.code, each.label)
        for each in options
        if each.code not in (*standard.outside_base, NOT_KNOWN)
    )
    table = replace(
        standard, id=name, rows=rows, kind="options", question=asked, beside=(), note="", column=""
    )
    return Side(question, table, bands)


def _options(bands: Iterable[Band]) -> tuple[Option, ...]:
    return tuple(
        Option(each.code, each.code.replace("+", " and over"), each.code) for each in bands
    )


def _bands(
    written: tuple[str, ...],
    question: Question,
    standard: Table,
    source: Declared,
    place: str,
    key: str,
) -> tuple[Band, ...]:
    """The bands; raises DeclarationError unless each number that may be is in one, and one only."""
    ages = standard.kind == "ages"
    least = int(standard.rows[0].code) if ages else question.least or 0
    most = int(standard.rows[-1].code) if ages else question.most
    found: list[Band] = []
    expected = least
    for text in written:
        match = _BAND.fullmatch(text)
        if match is None:
            raise source.error(place, f'\'{text}\' is no band; write "10-12" or "18+"', key)
        first = int(match[1])
        last = None if match[3] else int(match[2] or match[1])
        if last is not None and last < first:
            raise source.error(place, f"the band '{text}' ends before it begins", key)
        if first != expected or (found and found[-1].most is None):
            raise source.error(
                place,
                f"the bands must follow each other without gap or overlap from {least} on; "
                f"'{text}' should begin with {expected}",
                key,
            )
        found.append(Band(text, first, last))
        expected = first if last is None else last + 1
    if not found:
        raise source.error(place, 'name the bands, as ["0-9", "10-12", "13+"]', key)
    last = found[-1].most
    if last is not None and (most is None or last < most):
        end = f"{found[-1].least}+"
        raise source.error(
            place, f'the last band leaves out who is above {last}; write "{end}"', key
        )
    return tuple(found)


def _question(name: str, reading: Reading, place: str, key: str) -> Question:
    questions = [each for each in reading.codebook.questions if each.kind in _COUNTED]
    found = next((each for each in questions if each.name == name), None)
    if found is not None:
        return found
    if any(each.name == name for each in reading.codebook.questions):
        why = " Which places a table has is said by `places`." if name == "area" else ""
        raise reading.source.error(
            place, f"'{name}' has no answers that can be counted in a table.{why}", key
        )
    raise reading.source.error(place, f"'{name}' is no question{_nearest(name, questions)}", key)


def _nearest(name: str, questions: Sequence[Question]) -> str:
    """The names that come nearest, by name or by label."""
    named = {each.name: each.name for each in questions}
    named |= {folded(each.label).replace(" ", "_"): each.name for each in questions}
    wanted = folded(name).replace(" ", "_")
    near = list(dict.fromkeys(named[each] for each in get_close_matches(wanted, named, 5, 0.55)))
    if not near:
        parts = {part for part in wanted.split("_") if len(part) > 3}
        near = [each.name for each in questions if parts & set(each.name.split("_"))]
    if not near:
        return "; the data dictionary lists all questions"
    *first, last = (f"'{each}'" for each in near[:3])
    return f"; did you mean {', '.join(first)}{' or ' if first else ''}{last}?"

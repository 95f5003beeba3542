"""The tables of a snapshot, as declared in `tables.toml`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from schemas.areas import Region, load_areas
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.codebook_reading import load_codebook
from schemas.declarations import Declared, read_toml

Rows = Literal["options", "main_groups", "ages", "regions"]
HERE = Path(__file__).parent


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration: an unknown key is an error."""


class BesideDeclared(_Declared, frozen=True):
    row: str
    label: str
    question: str
    is_: str = msgspec.field(name="is", default="")
    exactly: tuple[str, ...] = ()


class TableDeclared(_Declared, frozen=True):
    id: str
    title: str
    rows: Rows
    question: str = ""
    not_known_in_base: bool = False
    outside_base: tuple[str, ...] = ()
    beside: tuple[BesideDeclared, ...] = ()
    least: int = 0
    most: int = 0
    note: str = ""


class TablesDeclared(_Declared, frozen=True):
    table: tuple[TableDeclared, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table's breakdown: its code, its label."""

    code: str
    label: str


@dataclass(frozen=True)
class Beside:
    """A count of all cases beside the breakdown: those whose answer to `question` holds `holds`, or
    is exactly the codes of `exactly` (parted by `;`, in the codebook's order)."""

    row: Row
    question: str
    holds: str | None
    exactly: str | None


@dataclass(frozen=True)
class Table:
    """A table: its breakdown, the question behind it (None: the table of regions) and its base.

    `all_answered`: every case has an answer that is known, so that there are no rows for others.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    kind: Rows
    question: Question | None
    not_known_in_base: bool
    outside_base: frozenset[str]
    beside: tuple[Beside, ...]
    note: str
    all_answered: bool = False

    @property
    def several(self) -> bool:
        return self.question is not None and self.question.kind == "several"

    @property
    def has_outside_base(self) -> bool:
        dependent = self.question is not None and self.question.only_where is not None
        return dependent or bool(self.outside_base)


@lru_cache(maxsize=1)
def load_tables() -> tuple[Table, ...]:
    """The shipped tables in their order.  Raises DeclarationError for a mistake in them."""
    return read_tables(HERE / "tables.toml", load_codebook(), load_areas().regions)


def read_tables(path: Path, codebook: Codebook, regions: tuple[Region, ...]) -> tuple[Table, ...]:
    declared, source = read_toml(path, TablesDeclared)
    tables: list[Table] = []
    for n, each in enumerate(declared.table):
        place = f"$.table[{n}]"
        if each.id in {table.id for table in tables}:
            raise source.error(place, f"table '{each.id}' is declared twice", "id")
        tables.append(_table(each, codebook, regions, source, place))
    return tuple(tables)


def _table(
    each: TableDeclared,
    codebook: Codebook,
    regions: tuple[Region, ...],
    source: Declared,
    place: str,
) -> Table:
    question = None
    if each.rows != "regions":
        question = _question(each.question, codebook, source, place, "question")
        _check_kind(each, question, source, place)
        for code in each.outside_base:
            if not question.has(code):
                raise source.error(place, f"'{code}' is no option", "outside_base")
    elif each.question:
        raise source.error(place, "a table of regions has no question", "question")
    return Table(
        id=each.id,
        title=each.title,
        rows=_rows(each, question, codebook, regions),
        kind=each.rows,
        question=question,
        not_known_in_base=each.not_known_in_base,
        outside_base=frozenset(each.outside_base),
        beside=tuple(
            _beside(beside, codebook, source, f"{place}.beside[{n}]")
            for n, beside in enumerate(each.beside)
        ),
        note=each.note,
    )


def _question(name: str, codebook: Codebook, source: Declared, place: str, key: str) -> Question:
    try:
        return codebook.question(name)
    except KeyError:
        raise source.error(place, f"'{name}' is no question", key) from None


def _check_kind(each: TableDeclared, question: Question, source: Declared, place: str) -> None:
    fits = {
        "options": question.kind in ("one", "several"),
        "main_groups": any(option.group != option.code for option in question.options),
        "ages": question.kind == "number" and each.least < each.most,
    }
    if not fits[each.rows]:
        raise source.error(place, f"rows = '{each.rows}' does not fit '{question.name}'", "rows")


def _rows(
    each: TableDeclared,
    question: Question | None,
    codebook: Codebook,
    regions: tuple[Region, ...],
) -> tuple[Row, ...]:
    if question is None:
        return tuple(Row(region.code, region.name) for region in regions)
    if each.rows == "ages":
        return tuple(Row(str(age), str(age)) for age in range(each.least, each.most + 1))
    options = codebook.main_groups if each.rows == "main_groups" else question.options
    return tuple(
        Row(option.code, option.label)
        for option in options
        if option.code not in each.outside_base
        and (option.code != NOT_KNOWN or each.not_known_in_base)
    )


def _beside(each: BesideDeclared, codebook: Codebook, source: Declared, place: str) -> Beside:
    question = _question(each.question, codebook, source, place, "question")
    codes = each.exactly or (each.is_,)
    for code in codes:
        if not question.has(code):
            raise source.error(place, f"'{code}' is no option of '{question.name}'")
    exactly = SEPARATOR.join(option.code for option in question.options if option.code in codes)
    return Beside(
        row=Row(each.row, each.label),
        question=question.name,
        holds=None if each.exactly else each.is_,
        exactly=exactly if each.exactly else None,
    )

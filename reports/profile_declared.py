"""The tables of a profile, as declared in `profile.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Literal

import msgspec

from reports.profile_tables import FirstPage, Part, ProfileRow
from reports.tables import Row, Table
from reports.tables_reading import TableDeclared, declared_table
from schemas.areas import Region, load_areas
from schemas.codebook import Codebook, Option, Question
from schemas.codebook_reading import load_codebook
from schemas.declarations import Declared, read_toml

HERE = Path(__file__).parent
FIRST_PAGE_WORDS = frozenset({"cases", "base", "percent", "of_all", "counted"})
"""What a sentence for the first page may hold in braces."""


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration: an unknown key is an error."""


class _PartDeclared(_Declared, frozen=True):
    code: str
    title: str


class _BandDeclared(_Declared, frozen=True):
    row: str
    label: str
    least: int = 0
    most: int | None = None


class _SumDeclared(_Declared, frozen=True):
    row: str
    label: str
    of: tuple[str, ...]


class _SentenceDeclared(_Declared, frozen=True):
    row: str
    text: str


class _TableDeclared(_Declared, frozen=True):
    id: str
    title: str
    part: str
    question: str
    rows: Literal["options", "main_groups", "bands"] = "options"
    bands: tuple[_BandDeclared, ...] = ()
    sums: tuple[_SumDeclared, ...] = ()
    outside_base: tuple[str, ...] = ()
    form: str = ""
    records: tuple[str, ...] = ()
    only_if_asked: bool = False
    first_page: tuple[_SentenceDeclared, ...] = ()
    note: str = ""


class _ProfileDeclared(_Declared, frozen=True):
    part: tuple[_PartDeclared, ...]
    table: tuple[_TableDeclared, ...]


@dataclass(frozen=True)
class Banded:
    """A column of people to be made: the bands of a number, by the name of its question."""

    column: str
    number: Question
    bands: tuple[Option, ...]


@dataclass(frozen=True)
class DeclaredTable:
    """A table of the profile before it is counted.

    `table` is what reports.counting counts, from the column that `banded` makes if it is of bands;
    `rows` are its rows with the sums of some.  `only_if_asked`: left out where no referral came on
    a form that has its rows.
    """

    table: Table
    label: str
    part: str
    rows: tuple[ProfileRow, ...]
    banded: Banded | None
    only_if_asked: bool
    first_page: tuple[FirstPage, ...]


@dataclass(frozen=True)
class DeclaredProfile:
    """The parts of the profile, and its tables in their order."""

    parts: tuple[Part, ...]
    tables: tuple[DeclaredTable, ...]


@lru_cache(maxsize=1)
def load_profile_tables() -> DeclaredProfile:
    """The shipped declaration.  Raises DeclarationError for a mistake in it."""
    return read_profile_tables(HERE / "profile.toml", load_codebook(), load_areas().regions)


def read_profile_tables(
    path: Path, codebook: Codebook, regions: Sequence[Region]
) -> DeclaredProfile:
    """The declaration in `path`.

    Raises DeclarationError for an id that stands twice, a part, question or row that is none, bands
    with a gap, a sum of rows that may stand together, or a sentence with other words in braces.
    """
    declared, source = read_toml(path, _ProfileDeclared)
    parts = tuple(Part(each.code, each.title) for each in declared.part)
    tables: list[DeclaredTable] = []
    for n, each in enumerate(declared.table):
        place = f"$.table[{n}]"
        if each.id in {table.table.id for table in tables}:
            raise source.error(place, f"table '{each.id}' is declared twice", "id")
        if each.part not in {part.code for part in parts}:
            raise source.error(place, f"'{each.part}' is no part", "part")
        tables.append(_declared_table(each, codebook, tuple(regions), source, place))
    return DeclaredProfile(parts, tuple(tables))


def _declared_table(
    each: _TableDeclared,
    codebook: Codebook,
    regions: tuple[Region, ...],
    source: Declared,
    place: str,
) -> DeclaredTable:
    if each.bands and (each.form or each.records):
        raise source.error(place, "a number has no options, so its bands are those of all forms")
    if bool(each.bands) != (each.rows == "bands"):
        raise source.error(place, "bands stand with rows = 'bands', and only there", "rows")
    banded = _banded(each, codebook, source, place) if each.bands else None
    table = (
        _counted_as_declared(each, codebook, regions, source, place)
        if banded is None
        else _counted_in_bands(each, banded, codebook)
    )
    rows = [ProfileRow(row.code, row.label) for row in table.rows]
    rows += [_sum(of, table, source, place) for of in each.sums]
    if len({row.code for row in rows}) < len(rows):
        raise source.error(place, "a row stands twice", "sums")
    return DeclaredTable(
        table=table,
        label=codebook.label_of(each.question),
        part=each.part,
        rows=tuple(rows),
        banded=banded,
        only_if_asked=each.only_if_asked,
        first_page=tuple(_sentence(of, rows, source, place) for of in each.first_page),
    )


def _counted_as_declared(
    each: _TableDeclared,
    codebook: Codebook,
    regions: tuple[Region, ...],
    source: Declared,
    place: str,
) -> Table:
    """A table of the question's own answers, or of main groups."""
    rows: Literal["options", "main_groups"] = (
        "main_groups" if each.rows == "main_groups" else "options"
    )
    plain = TableDeclared(
        id=each.id,
        title=each.title,
        rows=rows,
        question=each.question,
        outside_base=each.outside_base,
        note=each.note,
        form=each.form,
        records=each.records,
    )
    return declared_table(plain, codebook, regions, source, place)


def _banded(each: _TableDeclared, codebook: Codebook, source: Declared, place: str) -> Banded:
    found = codebook.field(each.question)
    if not isinstance(found, Question) or found.kind != "number":
        raise source.error(place, f"'{each.question}' is no question with a number", "question")
    following = 0
    for n, band in enumerate(each.bands):
        last = n == len(each.bands) - 1
        if band.least != following or (band.most is None) != last:
            raise source.error(
                place, "bands follow each other without a gap; the last has no most", "bands"
            )
        following = 0 if band.most is None else band.most + 1
    bands = tuple(
        Option(band.row, band.label, group=band.row, least=band.least, most=band.most)
        for band in each.bands
    )
    return Banded(f"{each.id}_band", found, bands)


def _counted_in_bands(each: _TableDeclared, banded: Banded, codebook: Codebook) -> Table:
    """A table of a question that has the bands for answers, and is the number's otherwise."""
    question = replace(
        banded.number,
        name=banded.column,
        kind="one",
        options=banded.bands,
        least=None,
        most=None,
    )
    return Table(
        id=each.id,
        title=each.title,
        rows=tuple(Row(band.code, band.label) for band in banded.bands),
        kind="options",
        question=question,
        not_known_in_base=False,
        outside_base=frozenset(),
        beside=(),
        note=each.note,
        versions=() if codebook.is_of_every_form(banded.number) else banded.number.versions,
    )


def _sum(each: _SumDeclared, table: Table, source: Declared, place: str) -> ProfileRow:
    if table.several:
        raise source.error(place, "answers that may stand together can't be added up", "sums")
    codes = {row.code for row in table.rows}
    for code in each.of:
        if code not in codes:
            raise source.error(place, f"'{code}' is no row", "sums")
    return ProfileRow(each.row, each.label, each.of)


def _sentence(
    each: _SentenceDeclared, rows: Sequence[ProfileRow], source: Declared, place: str
) -> FirstPage:
    if each.row not in {row.code for row in rows}:
        raise source.error(place, f"'{each.row}' is no row", "first_page")
    try:
        words = {word for _, word, _, _ in Formatter().parse(each.text) if word is not None}
    except ValueError:
        words = {each.text}
    if words - FIRST_PAGE_WORDS:
        known = ", ".join(f"{{{word}}}" for word in sorted(FIRST_PAGE_WORDS))
        raise source.error(place, f"the text may hold {known} and nothing else", "first_page")
    return FirstPage(each.row, each.text)

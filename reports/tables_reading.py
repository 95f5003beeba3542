"""Reading the declarations of tables: `tables.toml`, and own tables in the same words."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec

from reports.answered_by_all import table_answered_by_all
from reports.tables import FORM_VERSION, Beside, Row, Rows, Table
from schemas.areas import Region, load_areas
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.codebook_reading import load_codebook
from schemas.declarations import Declared, read_toml
from schemas.form_correspondence import NoCorrespondence, counted_as, counted_beside

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
    form: str = ""
    records: tuple[str, ...] = ()


class TablesDeclared(_Declared, frozen=True):
    table: tuple[TableDeclared, ...]


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
        tables.append(declared_table(each, codebook, regions, source, place))
    return tuple(tables)


def declared_table(
    each: TableDeclared,
    codebook: Codebook,
    regions: tuple[Region, ...],
    source: Declared,
    place: str,
) -> Table:
    """The table of one declaration, which stands at `place` of `source`.  Raises DeclarationError
    for a mistake in it."""
    question = None
    counts_as: Mapping[str, str] = {}
    versions: tuple[str, ...] = ()
    if each.rows == "forms":
        forms = [(form.version, f"Form of {form.version}") for form in codebook.forms]
        return table_answered_by_all(each.id, each.title, FORM_VERSION, "Form version", forms)
    if each.rows != "regions":
        question = _question(each.question, codebook, source, place, "question")
        versions = _versions(each, question, codebook, source, place)
        form = _form(each, question, versions, codebook, source, place)
        counts_as = _counts_as(each, question, versions, form, codebook, source, place)
        if each.form or each.records:
            question = _of_form(question, form)
        _check_kind(each, question, source, place)
        for code in each.outside_base:
            if not question.has(code):
                raise source.error(place, f"'{code}' is no option", "outside_base")
    elif each.question:
        raise source.error(place, "a table of regions has no question", "question")
    return Table(
        id=each.id,
        title=each.title,
        rows=_rows(each, question, counts_as, codebook, regions),
        kind=each.rows,
        question=question,
        not_known_in_base=each.not_known_in_base,
        outside_base=frozenset(each.outside_base),
        beside=tuple(
            _beside(beside, counts_as, codebook, source, f"{place}.beside[{n}]")
            for n, beside in enumerate(each.beside)
        ),
        note=each.note,
        versions=versions,
        counts_as=counts_as,
        column=each.question,
        restricted_only=bool(each.form or each.records),
    )


def _versions(
    each: TableDeclared, question: Question, codebook: Codebook, source: Declared, place: str
) -> tuple[str, ...]:
    """The forms that the table can tell of; none where that is all."""
    for version in each.records:
        if version not in question.versions:
            message = f"'{question.name}' is not asked on form '{version}'"
            raise source.error(place, message, "records")
    if each.records:
        return tuple(version for version in question.versions if version in each.records)
    return () if codebook.is_of_every_form(question) else question.versions


def _form(
    each: TableDeclared,
    question: Question,
    versions: tuple[str, ...],
    codebook: Codebook,
    source: Declared,
    place: str,
) -> str:
    """The form by whose options the table counts: without one said, the first that it tells of."""
    of = versions or codebook.form_versions
    form = each.form or of[0]
    if form not in question.versions:
        raise source.error(place, f"'{question.name}' is not asked on form '{form}'", "form")
    return form


def _counts_as(
    each: TableDeclared,
    question: Question,
    versions: tuple[str, ...],
    form: str,
    codebook: Codebook,
    source: Declared,
    place: str,
) -> Mapping[str, str]:
    """For each answer that a form has and the table's has not, the answer as which it counts,
    blank if it counts as not provided.

    Raises DeclarationError where there is none.
    """
    try:
        found = counted_as(question, versions or codebook.form_versions, form, codebook)
        # Who has a record of these versions may have answers of others as well.
        return {**counted_beside(question, form, codebook), **found} if each.records else found
    except NoCorrespondence as error:
        raise source.error(
            place,
            f"{error} Count by the options of another form (form), or only the records of "
            f"form '{form}' (records)",
            "form" if each.form else "question",
        ) from None


def _of_form(question: Question, form: str) -> Question:
    """The question with the options of one form, under a name of its own."""
    return replace(
        question,
        name=f"{question.name}_form_{form}",
        options=tuple(option for option in question.options if form in option.versions),
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
    counts_as: Mapping[str, str],
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
        if option.code not in {*each.outside_base, *counts_as}
        and (option.code != NOT_KNOWN or each.not_known_in_base)
    )


def _beside(
    each: BesideDeclared,
    counts_as: Mapping[str, str],
    codebook: Codebook,
    source: Declared,
    place: str,
) -> Beside:
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
        counts_as=counts_as,
    )

"""Reading the file in which an analyst declares tables: a mistake is an error that names the line,
and where a name is not known, the nearest one."""

import re
from collections.abc import Sequence
from pathlib import Path

from reports.own_tables import OwnTable, Side
from reports.own_tables_declared import OwnTableDeclared, OwnTablesDeclared
from reports.own_tables_sides import Reading, RowsSaid, read_side
from reports.tables_reading import load_tables
from schemas.codebook import Codebook, Question
from schemas.declarations import DeclarationError, Declared, decoded_toml
from schemas.errors import UserError
from schemas.text import folded

LONGEST_ID, LONGEST_TITLE, MOST_TABLES = 24, 120, 40
_ID = re.compile(r"[a-z][a-z0-9_]*")
_TIED = (
    frozenset({"age", "age_at_first_assessment"}),
    frozenset({"missing_episodes", "missing_count"}),
)
"""Questions of which one's answer leaves little room for the other's: a reader knows which figures
must be 0, and disclosure control does not."""


def read_own_tables(path: Path, codebook: Codebook) -> tuple[OwnTable, ...]:
    """The tables declared in a file, in their order.

    Raises UserError for a file that can't be read, DeclarationError for a mistake in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}. Name the file with your tables.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is no UTF-8. Save it as UTF-8.") from None
    source = Declared(path, text)
    declared = decoded_toml(source, OwnTablesDeclared)
    if not declared.table:
        raise DeclarationError(f"{path.name} declares no table. A table begins with [[table]].")
    if len(declared.table) > MOST_TABLES:
        raise DeclarationError(
            f"{path.name} declares {len(declared.table)} tables. They are protected together, so "
            f"{MOST_TABLES} is the most; part them into several files."
        )
    reading = Reading(codebook, source)
    tables: list[OwnTable] = []
    for n, each in enumerate(declared.table):
        place = f"$.table[{n}]"
        _check_names(each, tables, source, place)
        tables.append(_table(each, reading, place))
        _check_once(tables, source, place)
    return tuple(tables)


def _check_names(
    each: OwnTableDeclared, tables: Sequence[OwnTable], source: Declared, place: str
) -> None:
    if not _ID.fullmatch(each.id) or len(each.id) > LONGEST_ID:
        raise source.error(
            place,
            f"'{each.id}' can't be the name of a table: write at most {LONGEST_ID} small letters, "
            "digits and underscores, a letter first",
            "id",
        )
    if each.id in {table.id for table in tables}:
        raise source.error(place, f"table '{each.id}' is declared twice", "id")
    if each.id in {table.id for table in load_tables()}:
        raise source.error(place, f"'{each.id}' is a standard table; choose another name", "id")
    if not each.title.strip() or not each.title.isprintable() or len(each.title) > LONGEST_TITLE:
        message = f"a table needs a title, one line of at most {LONGEST_TITLE} characters"
        raise source.error(place, message, "title")
    if not each.note.isprintable():
        message = "a note is one line, without characters that do not show"
        raise source.error(place, message, "note")
    if folded(each.title) in {folded(table.title) for table in tables}:
        raise source.error(place, f"two tables have the title '{each.title}'", "title")
    if not each.places or len(set(each.places)) != len(each.places):
        message = 'places must be one or more of "national", "regional" and "local", each once'
        raise source.error(place, message, "places")


def _check_once(tables: Sequence[OwnTable], source: Declared, place: str) -> None:
    """Raises DeclarationError where two tables cross the same questions, one way or the other."""
    *others, last = tables
    pair = {side.name for side in last.sides}
    for other in others:
        if last.across is not None and {side.name for side in other.sides} == pair:
            raise source.error(
                place,
                f"'{other.id}' has the same two questions; leave one of the two tables out, or "
                "declare it in a file of its own",
                "question",
            )


def _table(each: OwnTableDeclared, reading: Reading, place: str) -> OwnTable:
    down = RowsSaid("", each.question, each.rows, each.bands, each.form, each.records)
    across = RowsSaid("by_", each.by, each.by_rows, each.by_bands, each.by_form, each.by_records)
    one, other = read_side(down, reading, place), None
    if each.by:
        other = read_side(across, reading, place)
        _check_pair(one, other, reading, place)
    elif any(across.said):
        message = "what begins with by_ needs a question in `by`"
        raise reading.source.error(place, message)
    return OwnTable(each.id, each.title, one, other, each.places, each.note)


def _check_pair(down: Side, across: Side, reading: Reading, place: str) -> None:
    one, other = down.question, across.question
    if one.name == other.name:
        message = f"'{one.name}' by itself says nothing; name another question in `by`"
    elif across.asked.kind == "several":
        message = (
            f"a young person may have several answers to '{other.name}', so they can't stand in "
            f'columns that add up; turn the table round: question = "{other.name}", '
            f'by = "{one.name}"'
        )
    elif _root(one, reading.codebook) == _root(other, reading.codebook):
        message = (
            f"'{one.name}' and '{other.name}' hang on each other: who may answer the one follows "
            "from the other, so the table would say nothing new and could not be protected"
        )
    elif frozenset({one.name, other.name}) in _TIED:
        message = (
            f"the answers to '{one.name}' and '{other.name}' follow from each other in part, so "
            "the table could not be protected"
        )
    else:
        return
    raise reading.source.error(place, message, "by")


def _root(question: Question, codebook: Codebook) -> str:
    """The question that this one hangs on, in the end."""
    while question.only_where is not None:
        question = codebook.question(question.only_where.question)
    return question.name

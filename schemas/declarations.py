"""Reading declarations: a mistake in one is an error that names the file and the line."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from schemas.errors import UserError

HERE = Path(__file__).parent
T = TypeVar("T")

_STEP = re.compile(r"\.(?P<key>\w+)|\[(?P<index>\d+|\.\.\.)\]")
_TABLE = re.compile(r"^\s*\[\[?(?P<name>[\w.]+)\]\]?\s*(#.*)?$")


class DeclarationError(UserError):
    """A declaration that can't be used; the message names file and line."""


@dataclass(frozen=True)
class Declared:
    """The text of one TOML declaration, to find the line of what stands in it.

    The files keep to one style: tables and arrays of tables one level deep, and an array that
    spans lines holds one item a line.
    """

    path: Path
    text: str

    def line_of(self, place: str, field: str | None = None) -> int:
        """The line (from 1) of a place such as `$.question[3].options[2]`, or of a `field` in
        it."""
        lines = self.text.splitlines()
        first, last = 0, len(lines)
        for step in _STEP.finditer(place):
            if key := step["key"]:
                first, last = _span_of_key(lines, first, last, key)
            elif step["index"] != "...":
                first, last = _span_of_item(lines, first, last, int(step["index"]))
        if field is not None:
            pattern = re.compile(rf'(^|[{{,\s])"?{re.escape(field)}"?\s*=|\[{re.escape(field)}\]')
            first = next((n for n in range(first, last) if pattern.search(lines[n])), first)
        return first + 1

    def error(self, place: str, message: str, field: str | None = None) -> DeclarationError:
        line = self.line_of(place, field)
        return DeclarationError(f"{self.path.name}, line {line}: {message}")


def _span_of_key(lines: list[str], first: int, last: int, key: str) -> tuple[int, int]:
    """From where `key` begins: its first table header, or the line that sets it."""
    for n in range(first, last):
        header = _TABLE.match(lines[n])
        if header and header["name"] == key:
            return n, last
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[n]):
            return n, last
    return first, last


def _span_of_item(lines: list[str], first: int, last: int, index: int) -> tuple[int, int]:
    header = _TABLE.match(lines[first])
    if header:
        starts = [n for n in range(first, last) if _same_table(lines[n], header["name"])]
        starts.append(last)
    else:
        items = (n for n in range(first, last) if re.match(r'\s*["{\[]', lines[n]))
        starts = [*items, last]
    if index + 1 < len(starts):
        return starts[index], starts[index + 1]
    return first, last


def _same_table(line: str, name: str) -> bool:
    header = _TABLE.match(line)
    return bool(header) and header is not None and header["name"] == name


def read_toml(path: Path, kind: type[T]) -> tuple[T, Declared]:
    """The declaration in `path` as `kind` (a msgspec Struct that forbids unknown fields).

    Raises DeclarationError for TOML that can't be read, an unknown key, a missing key or a value
    of the wrong type.
    """
    try:
        declared = Declared(path, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DeclarationError(f"{path.name} can't be read ({type(error).__name__})") from None
    return decoded_toml(declared, kind), declared


def decoded_toml(declared: Declared, kind: type[T]) -> T:
    """The declaration as `kind`.  Raises DeclarationError as `read_toml` does."""
    try:
        return msgspec.toml.decode(declared.text, type=kind)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `")
        unknown = re.search(r"unknown field `(.+?)`", message)
        plain = f"unknown key '{unknown[1]}'" if unknown else _in_words(message)
        raise declared.error(place.rstrip("`"), plain, unknown[1] if unknown else None) from None
    except (msgspec.DecodeError, ValueError) as error:
        where = re.search(r"at line (\d+)", str(error))
        line = where[1] if where else str(len(declared.text.splitlines()))
        raise DeclarationError(
            f"{declared.path.name}, line {line}: this can't be read; texts stand in quotation "
            f"marks on both sides of the = ({error})"
        ) from None


_KINDS = {"`str`": "a text in quotation marks", "`int`": "a whole number", "`array`": "a list"}
_KINDS |= {"`object`": "a table", "`float`": "a number", "`bool`": "true or false"}


def _in_words(message: str) -> str:
    """msgspec's message about a value of the wrong kind, for somebody who knows no types."""
    for kind, words in _KINDS.items():
        message = message.replace(kind, words)
    message = message.replace("Expected ", "this must be ").replace(", got ", " and is ")
    message = message.replace("Invalid enum value", "this word can't stand here:")
    return message.replace("Object", "This").replace(" | null", "")


def read_reference(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a reference table in `schemas/reference`, each with its line number.

    Raises DeclarationError if the header is not `columns` or a line has another length.
    """
    path = HERE / "reference" / name
    if not path.is_file():
        raise DeclarationError(f"{name} is not there")
    try:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise DeclarationError(f"{name} is no UTF-8") from None
    reader = csv.reader(lines)
    header = tuple(next(reader, ()))
    if header != columns:
        raise DeclarationError(f"{name}, line 1: the header must be {','.join(columns)}")
    for row in reader:
        if len(row) != len(columns):
            raise DeclarationError(
                f"{name}, line {reader.line_num}: {len(row)} cells, not {len(columns)}"
            )
        yield reader.line_num, dict(zip(columns, row, strict=True))


def spelt(cell: str) -> tuple[str, ...]:
    """The spellings in a reference table's cell, which are parted by `|`."""
    return tuple(part for part in cell.split("|") if part)

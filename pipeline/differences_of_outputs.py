"""What differs between two outputs: their figures, and why."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.causes_of_differences import Causes, Provenance, causes, read_provenance
from pipeline.output import MANIFEST, RESTRICTED
from pipeline.releases.output_reading import OF_A_MONTH
from schemas.errors import UserError

_TABLES, _MOVEMENTS, _OF_BOARDS = "tables.csv", "movements.csv", "tables-boards.csv"
_VALUES = ("cases", "percent", "rate")
NAMES = ("_name", "_label")
"""How the columns end that say a code in words: the figure is the same whatever they say."""

Key = tuple[str, ...]
"""Which figure it is: what stands in the columns but the values and names."""


class NoOutput(UserError):
    """A folder that holds no figures of lscb, or none that can be held against another's."""


@dataclass(frozen=True)
class Value:
    """A figure as it stands in an output; all blank where it is not there.  Files of movements have
    a rate, the others a percentage."""

    cases: str = ""
    percent: str = ""
    rate: str = ""


_NO_VALUE = Value()


@dataclass(frozen=True)
class FigureChange:
    """A figure that is not the same in both, with its line in the first output that has it."""

    columns: tuple[str, ...]
    cells: tuple[str, ...]
    first: Value
    second: Value

    @property
    def line(self) -> Mapping[str, str]:
        """What stands in its columns but the values: which figure it is, also in words."""
        both = zip(self.columns, self.cells, strict=True)
        return {column: text for column, text in both if column not in _VALUES}

    @property
    def only_share(self) -> bool:
        """The same number of cases, of another base or population."""
        return self.first.cases == self.second.cases


@dataclass(frozen=True)
class FileDifferences:
    """One file of figures (its path in the output): the figures that differ, in the order of the
    first output, then those only in the second; and how many figures each output has."""

    file: str
    changed: tuple[FigureChange, ...]
    in_first: int
    in_second: int


@dataclass(frozen=True)
class Differences:
    """Of two outputs of one `command`."""

    command: str
    files: tuple[FileDifferences, ...]
    causes: Causes

    @property
    def figures(self) -> int:
        """How many figures differ."""
        return sum(len(each.changed) for each in self.files)


@dataclass(frozen=True)
class _Output:
    folder: Path
    provenance: Provenance


@dataclass(frozen=True)
class _Lines:
    """A file of figures: its columns, and its other lines with their numbers."""

    path: Path
    columns: tuple[str, ...]
    lines: Mapping[str, int]


def differences(first: Path, second: Path) -> Differences:
    """What differs between the outputs in two folders, those of `lscb month` among them.

    Raises NoOutput where one is none, can't be read, or they are of two commands.
    """
    one, other = _output(first), _output(second)
    command = one.provenance.command
    if command != other.provenance.command:
        raise NoOutput(
            f"{first} was written by `lscb {command}` and {second} by "
            f"`lscb {other.provenance.command}`. Name two outputs of one command."
        )
    names = [
        name
        for name in (_MOVEMENTS, _TABLES, _OF_BOARDS)
        if name == _TABLES
        or any((each.folder / RESTRICTED / name).exists() for each in (one, other))
    ]
    return Differences(
        command,
        tuple(_compared(name, one.folder, other.folder) for name in names),
        causes(one.provenance, other.provenance),
    )


def _output(folder: Path) -> _Output:
    inside = folder / OF_A_MONTH
    if (inside / MANIFEST).is_file() and (inside / RESTRICTED).is_dir():
        folder = inside
    try:
        provenance = read_provenance(folder / MANIFEST)
    except OSError:
        provenance = None
    if provenance is None:
        if _is_collated(folder / MANIFEST):
            raise NoOutput(
                f"{folder} was made by `lscb annual collate` from boards' files, and not from "
                "returns. Let `lscb annual collate --against STORE` say where they differ from "
                "your own count."
            )
        raise NoOutput(
            f"{folder} is no folder with figures that lscb wrote. Name the folder of an --out."
        )
    if not (folder / RESTRICTED / _TABLES).exists():
        raise NoOutput(
            f"{folder} has no {RESTRICTED}/{_TABLES}, so there are no true counts to compare. "
            "Name the whole folder of an --out."
        )
    return _Output(folder, provenance)


def _is_collated(manifest: Path) -> bool:
    try:
        said = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("command") == "annual collate"


def _compared(name: str, first: Path, second: Path) -> FileDifferences:
    one, other = _lines(first / RESTRICTED / name), _lines(second / RESTRICTED / name)
    both = dict.fromkeys((*one.columns, *other.columns))
    keys = tuple(column for column in both if _is_key(column))
    before, after = _figures(one, other, keys), _figures(other, one, keys)
    changed = []
    for key in {**before, **after}:
        was, now = _value(one, before.get(key)), _value(other, after.get(key))
        if was != now:
            of, cells = (one, before[key]) if key in before else (other, after[key])
            changed.append(FigureChange(of.columns, tuple(cells), was, now))
    return FileDifferences(f"{RESTRICTED}/{name}", tuple(changed), len(one.lines), len(other.lines))


def _lines(path: Path) -> _Lines:
    """Nothing where there is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return _Lines(path, (), {})
    except UnicodeDecodeError:
        raise _edited(path, 1) from None
    except OSError as error:
        raise NoOutput(f"{path} can't be read: {error.strerror}.") from None
    header, *lines = text.split("\n")
    columns = tuple(next(_rows([header], path), []))
    if "cases" not in columns or len(set(columns)) < len(columns):
        raise _edited(path, 1)
    return _Lines(path, columns, {line: n for n, line in enumerate(lines, start=2) if line})


def _figures(of: _Lines, beside: _Lines, keys: Sequence[str]) -> Mapping[Key, list[str]]:
    """The lines by key; without those that stand in the other file too, which are nearly all of the
    hundreds of thousands of a trend."""
    same = beside.lines if of.columns == beside.columns else {}
    lines = {line: number for line, number in of.lines.items() if line not in same}
    places = [of.columns.index(column) if column in of.columns else None for column in keys]
    found: dict[Key, list[str]] = {}
    for cells, number in zip(_rows(lines, of.path), lines.values(), strict=False):
        if len(cells) != len(of.columns):
            raise _edited(of.path, number)
        key = tuple("" if place is None else cells[place] for place in places)
        if key in found:
            raise _edited(of.path, number)
        found[key] = cells
    return found


def _rows(lines: Iterable[str], path: Path) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines)
    except csv.Error:
        raise _edited(path, 1) from None


def _is_key(column: str) -> bool:
    return column not in _VALUES and not column.endswith(NAMES)


def _value(of: _Lines, cells: Sequence[str] | None) -> Value:
    """Blank where the figure is not there."""
    if cells is None:
        return _NO_VALUE
    figure = dict(zip(of.columns, cells, strict=True))
    return Value(*(figure.get(column, "") for column in _VALUES))


def _edited(path: Path, line: int) -> NoOutput:
    return NoOutput(
        f"{path}, line {line}: this is not as lscb wrote it. Make the output again, and name that."
    )

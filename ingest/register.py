"""`register.csv`: whose the files beside it are, where the files do not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.grid import UnreadableFile, read_csv
from ingest.identifiers import prefixes_of
from schemas.text import folded, without_surplus_spaces

NAME = "register.csv"
COLUMNS = (
    "file", "agency", "agency_type", "area", "return_date", "mapping", "id_prefixes", "numbering",
)  # fmt: skip
_MAY_BE_LEFT_OUT = frozenset({"mapping", "id_prefixes", "numbering"})
NUMBERINGS = ("own", "shared")


class RegisterError(Exception):
    """The register can't be used, so the delivery is refused.  The message names register and
    line."""


@dataclass(frozen=True)
class RegisterLine:
    """What the register says of one file; blank cells are empty texts."""

    file: str
    agency: str = ""
    agency_type: str = ""
    area: str = ""
    return_date: str = ""
    mapping: str = ""
    id_prefixes: str = ""
    numbering: str = ""


def read_register(path: Path) -> dict[str, RegisterLine]:
    """The lines of a register by file, its path from the register's folder in POSIX form.

    Raises RegisterError for a register that can't be read, an unknown or missing column, a
    numbering that is neither own nor shared, a line that names no file in the folder, or two
    lines for one file.
    """
    try:
        grid = read_csv(path.read_bytes(), _is_header)
    except UnreadableFile as error:
        raise RegisterError(f"{path}: {error}. Save it as CSV UTF-8.") from None
    lines: dict[str, RegisterLine] = {}
    rows = iter(enumerate(grid.rows, start=1))
    columns = _columns(path, next(rows, (1, []))[1])
    for number, cells in _filled(rows):
        where = f"{path}, line {number}"
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise RegisterError(f"{where}: more cells than the header. Check its commas.")
        line = _line(dict(zip(columns, cells, strict=False)))
        if line.numbering and line.numbering not in NUMBERINGS:
            raise RegisterError(f"{where}: numbering must be own, shared or blank.")
        try:
            prefixes_of(line.id_prefixes)
        except ValueError:
            raise RegisterError(
                f"{where}: id_prefixes must be letters, parted by spaces, as in BWD YP."
            ) from None
        file = _file_named(path.parent, line.file)
        if file is None:
            raise RegisterError(
                f"{where}: the file that it names is not in the folder. "
                "Correct the name, add the file or remove the line."
            )
        if file in lines:
            raise RegisterError(f"{where}: a second line for the same file. Remove one of the two.")
        lines[file] = line
    return lines


def _is_header(cells: Sequence[str]) -> bool:
    return {"file", "agency"} <= {folded(cell) for cell in cells}


def _line(cells: dict[str, str]) -> RegisterLine:
    """A line's cells without surplus spaces; a file's name keeps those within it."""
    plain = {name: without_surplus_spaces(cell) for name, cell in cells.items()}
    plain["file"] = cells.get("file", "").strip()
    plain["numbering"] = folded(plain.get("numbering", ""))
    return RegisterLine(**plain)


def _columns(path: Path, header: list[str]) -> list[str]:
    columns = [folded(cell) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    missing = [name for name in COLUMNS if name not in columns and name not in _MAY_BE_LEFT_OUT]
    if missing:
        raise RegisterError(
            f"{path}, line 1: no column {', '.join(missing)}. The columns are {','.join(COLUMNS)}."
        )
    for column in columns:
        if column not in COLUMNS or columns.count(column) > 1:
            raise RegisterError(
                f"{path}, line 1: each column must be one of {', '.join(COLUMNS)}, once."
            )
    return columns


def _filled(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, cells) for number, cells in rows if any(cell.strip() for cell in cells))


def _file_named(folder: Path, name: str) -> str | None:
    """The POSIX path from `folder` of the file that a line names, None if there is none in it."""
    posix = PurePosixPath(name.replace("\\", "/"))
    if not name or posix.is_absolute() or ".." in posix.parts or posix.as_posix() == NAME:
        return None
    return posix.as_posix() if (folder / posix).is_file() else None

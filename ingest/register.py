"""`register.csv`: whose the files beside it are, where the files do not say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from ingest.identifiers import prefixes_of
from ingest.readings import date_of
from ingest.table_lines import TableColumns, table_lines
from schemas.text import folded, without_surplus_spaces

NAME = "register.csv"
COLUMNS = (
    "file", "agency", "agency_type", "area", "return_date", "mapping", "id_prefixes", "numbering",
    "received",
)  # fmt: skip
NUMBERINGS = ("own", "shared")
_COLUMNS = TableColumns(
    all=COLUMNS,
    needed=("file", "agency", "agency_type", "area", "return_date"),
    known_by=frozenset({"file", "agency"}),
)


class RegisterError(Exception):
    """The register can't be used, so the delivery is refused.  The message names register and
    line."""


@dataclass(frozen=True)
class RegisterLine:
    """What the register says of one file; blank cells are empty texts.

    `mapping` is the POSIX path of a mapping from the register's folder, `received` the day on which
    the file came.
    """

    file: str
    agency: str = ""
    agency_type: str = ""
    area: str = ""
    return_date: str = ""
    mapping: str = ""
    id_prefixes: str = ""
    numbering: str = ""
    received: str = ""


def read_register(path: Path) -> dict[str, RegisterLine]:
    """The lines of a register by file, its path from the register's folder in POSIX form.

    Raises RegisterError for a register that can't be read, an unknown or missing column, a
    numbering that is neither own nor shared, a line that names no file or mapping in the folder,
    or two lines for one file.
    """
    folder = path.parent
    return register_lines(path.read_bytes(), str(path), lambda name: (folder / name).is_file())


def register_lines(
    content: bytes, place: str, is_file: Callable[[str], bool]
) -> dict[str, RegisterLine]:
    """The same of a register's bytes.

    `place` is what messages call it; `is_file` says whether a POSIX path from its folder is a file.
    """
    lines: dict[str, RegisterLine] = {}
    for each in table_lines(content, place, _COLUMNS, RegisterError):
        where, line = each.where, _line(each.cells)
        _check(line, where)
        file = _file_named(line.file, is_file)
        if file is None:
            raise RegisterError(
                f"{where}: the file that it names is not in the folder. "
                "Correct the name, add the file or remove the line."
            )
        if file in lines:
            raise RegisterError(f"{where}: a second line for the same file. Remove one of the two.")
        if line.mapping:
            mapping = _file_named(line.mapping, is_file)
            if mapping is None:
                raise RegisterError(
                    f"{where}: the mapping that it names is not in the folder. "
                    "Correct the name, add the mapping or leave the cell blank."
                )
            line = replace(line, mapping=mapping)
        lines[file] = line
    return lines


def _check(line: RegisterLine, where: str) -> None:
    if line.numbering and line.numbering not in NUMBERINGS:
        raise RegisterError(f"{where}: numbering must be own, shared or blank.")
    if line.received and date_of(line.received) is None:
        raise RegisterError(f"{where}: received must be a date, day first, as in 10/06/2011.")
    try:
        prefixes_of(line.id_prefixes)
    except ValueError:
        raise RegisterError(
            f"{where}: id_prefixes must be letters, parted by spaces, as in BWD YP."
        ) from None


def received_on(line: RegisterLine | None) -> date | None:
    """The day on which a file came, None where the register does not say."""
    return date_of(line.received) if line and line.received else None


def _line(cells: dict[str, str]) -> RegisterLine:
    """A line's cells without surplus spaces; the name of a file keeps those within it."""
    plain = {name: without_surplus_spaces(cell) for name, cell in cells.items()}
    plain |= {name: cells.get(name, "").strip() for name in ("file", "mapping")}
    plain["numbering"] = folded(plain.get("numbering", ""))
    return RegisterLine(**plain)


def _file_named(name: str, is_file: Callable[[str], bool]) -> str | None:
    """The POSIX path of the file that a line names, None if there is none in the folder."""
    posix = PurePosixPath(name.replace("\\", "/"))
    if not name or posix.is_absolute() or ".." in posix.parts or posix.as_posix() == NAME:
        return None
    return posix.as_posix() if is_file(posix.as_posix()) else None

"""A delivery: the files of one argument of `lscb ingest`, each with its line of the register."""

import os
from dataclasses import dataclass
from pathlib import Path

from ingest.register import NAME as REGISTER
from ingest.register import RegisterError, RegisterLine, read_register
from schemas.errors import UserError

_NOT_SENT = frozenset({"thumbs.db", "desktop.ini"})


class DeliveryError(UserError):
    """The delivery can't be taken at all.  The message is a sentence to act on."""


@dataclass(frozen=True)
class DeliveredFile:
    """One file: where it lies, its POSIX path from the delivery's root, its register line."""

    location: Path
    path: str
    register: RegisterLine | None


@dataclass(frozen=True)
class Delivery:
    """The files in the order of their paths, by code point."""

    root: Path
    files: tuple[DeliveredFile, ...]


def open_delivery(path: Path) -> Delivery:
    """The delivery at `path`: a folder with all below it, or one file.

    Raises DeliveryError for a path that is not there or can't be read, an empty folder, or a
    register that can't be used.
    """
    try:
        if path.is_dir():
            return _folder(path)
        if path.is_file():
            return _single(path)
    except RegisterError as error:
        raise DeliveryError(str(error)) from None
    except OSError as error:
        raise DeliveryError(f"{error.filename or path}: {error.strerror}.") from None
    raise DeliveryError(f"{path}: there is no such file or folder.")


def _single(path: Path) -> Delivery:
    register = path.parent / REGISTER
    lines = read_register(register) if register.is_file() else {}
    return Delivery(path.parent, (DeliveredFile(path, path.name, lines.get(path.name)),))


def _folder(root: Path) -> Delivery:
    paths: dict[str, Path] = {}
    lines: dict[str, RegisterLine] = {}
    for folder, subfolders, names in os.walk(root, onerror=_refuse):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        _check_folder(here, subfolders, names)
        for name in names:
            if name.casefold() == REGISTER:
                _add_register(lines, root, here / name)
            elif not _is_litter(name):
                paths[(here / name).relative_to(root).as_posix()] = here / name
    if not paths:
        raise DeliveryError(f"{root}: the folder holds no returns.")
    for path in lines.keys() - paths.keys():
        raise DeliveryError(
            f"{root / path}: the register names it, but a file so named is not read."
        )
    files = (DeliveredFile(paths[path], path, lines.get(path)) for path in sorted(paths))
    return Delivery(root, tuple(files))


def _check_folder(folder: Path, subfolders: list[str], names: list[str]) -> None:
    """Raises DeliveryError for what would be left out without a word, or is no delivery."""
    for name in subfolders:
        if (folder / name).is_symlink():
            raise DeliveryError(
                f"{folder / name} is a link to another folder. Name that folder itself."
            )
    if {"cover.json", "records.parquet"} <= set(names):
        raise DeliveryError(f"{folder} belongs to a store of lscb. Name a folder of returns.")


def _add_register(lines: dict[str, RegisterLine], root: Path, register: Path) -> None:
    for name, line in read_register(register).items():
        path = (register.parent / name).relative_to(root).as_posix()
        if path in lines:
            raise RegisterError(f"{register}: names a file that another register names.")
        lines[path] = line


def _is_litter(name: str) -> bool:
    """What office programs and file managers leave behind, and nobody sends."""
    return name.startswith((".", "~$")) or name.casefold() in _NOT_SENT


def _refuse(error: OSError) -> None:
    raise error

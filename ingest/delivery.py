"""A delivery: the files of one argument of `lscb ingest`, each with its line of the register."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from ingest.document import UnreadableFile
from ingest.register import NAME as REGISTER
from ingest.register import RegisterError, RegisterLine, read_register, register_lines
from ingest.sources import FileSource, MemberSource, RefusedSource, Source
from ingest.zip_folder import ZipFolder
from schemas.errors import UserError
from schemas.version import PROGRAM

Registered: TypeAlias = Mapping[str, tuple[RegisterLine, bytes | None]]
"""Lines of a register, each with its mapping, by the path of the file from its folder."""
_NOT_SENT = frozenset({"thumbs.db", "desktop.ini", "manifest.json"})
_NOT_SENT_FOLDER = "__macosx"
_MANIFEST = "manifest.json"
_BLANK_FORMS = "template"
_ZIP = ".zip"
_MAPPING = ".toml"


class DeliveryError(UserError):
    """The delivery can't be taken at all.  The message is a sentence to act on."""


@dataclass(frozen=True)
class DeliveredFile:
    """One file: its POSIX path from the delivery's root, its register line, and where it lies.

    The path of a file in a zip goes on in the zip, as in `york.zip/form-01.docx`.  `mapping` is
    the content of the mapping that the register line names.
    """

    path: str
    register: RegisterLine | None
    mapping: bytes | None
    source: Source

    def content(self) -> bytes:
        """The bytes of the file, read at each call.

        Raises OSError or UnreadableFile for what can't be read, is too large, or is a zip that
        can't be opened.
        """
        return self.source.content()


@dataclass(frozen=True)
class Delivery:
    """The files in the order of their paths, by code point."""

    root: Path
    files: tuple[DeliveredFile, ...]


def open_delivery(path: Path) -> Delivery:
    """The delivery at `path`: a folder with all below it, a zip, or one file.

    A zip is opened where it lies, also one in a folder; one that can't be opened is a file whose
    `content` says why.  Raises DeliveryError for a path that is not there or can't be read, an
    empty folder, or a register that can't be used.
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
    found = _Found(path.parent)
    register = path.parent / REGISTER
    if register.is_file():
        lines = _lines_beside(register)
        found.register(register, {path.name: lines[path.name]} if path.name in lines else {})
    found.add(path)
    return found.delivery()


def _folder(root: Path) -> Delivery:
    found = _Found(root)
    for folder, subfolders, names in os.walk(root, onerror=_refuse):
        here = Path(folder)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        _check_folder(here, subfolders, names)
        for name in names:
            if name.casefold() == REGISTER:
                within = here.relative_to(root).as_posix()
                found.register(here / name, _lines_beside(here / name), within)
            elif not _is_litter(name) and not name.casefold().endswith(_MAPPING):
                found.add(here / name)
    delivery = found.delivery()
    if not delivery.files:
        raise DeliveryError(f"{root}: the folder holds no returns.")
    return delivery


class _Found:
    """What was found so far in a delivery: sources, and lines of registers, by path."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: dict[str, Source] = {}
        self._zips: dict[str, str] = {}
        self._lines: dict[str, tuple[RegisterLine, bytes | None]] = {}

    def add(self, location: Path) -> None:
        """Adds a file, or what is in a zip."""
        path = location.relative_to(self._root).as_posix()
        if location.name.casefold().endswith(_ZIP):
            self._add_zip(location, path)
        else:
            self._sources[path] = FileSource(location)

    def register(self, register: Path, lines: Registered, folder: str = "") -> None:
        """Adds a register's lines, whose files lie in `folder`.

        Raises RegisterError where one of the files has a line already.
        """
        for name, line in lines.items():
            path = (PurePosixPath(folder) / name).as_posix()
            if path in self._lines:
                raise RegisterError(f"{register}: names a file that another register names.")
            self._lines[path] = line

    def delivery(self) -> Delivery:
        """Raises DeliveryError for a line of a register whose file is not read."""
        read = self._sources.keys() | set(self._zips.values())
        for path in sorted(self._lines.keys() - read):
            raise DeliveryError(
                f"{self._root / path}: the register names it, but a file so named is not read."
            )
        return Delivery(self._root, tuple(map(self._file, sorted(self._sources))))

    def _file(self, path: str) -> DeliveredFile:
        """A file with its own line, or else the line of the zip that it is in."""
        registered = self._lines.get(path) or self._lines.get(self._zips.get(path, ""))
        line, mapping = registered or (None, None)
        return DeliveredFile(path, line, mapping, self._sources[path])

    def _add_zip(self, location: Path, path: str) -> None:
        try:
            folder = ZipFolder(location)
            if folder.is_office_file:
                self._sources[path] = FileSource(location)
                return
            registers = [(name, _lines_in(folder, name, location)) for name in _registers(folder)]
            names = _returns(folder)
        except UnreadableFile as error:
            self._sources[path] = RefusedSource(str(error), error.code)
            return
        for name in names:
            self._sources[f"{path}/{name}"] = MemberSource(folder, name)
            self._zips[f"{path}/{name}"] = path
        for name, lines in registers:
            within = (PurePosixPath(path) / name).parent.as_posix()
            self.register(location / name, lines, within)


def _returns(folder: ZipFolder) -> list[str]:
    """The files in a zip that are to be read; raises UnreadableFile where there are none."""
    names = [name for name in folder.names if _is_return(name)]
    if not names:
        raise UnreadableFile("it holds no returns")
    return names


def _registers(folder: ZipFolder) -> list[str]:
    """The registers in a zip."""
    return [
        name
        for name in folder.names
        if PurePosixPath(name).name.casefold() == REGISTER and _is_sent(name)
    ]


def _lines_in(folder: ZipFolder, register: str, location: Path) -> Registered:
    """The lines of a register in a zip, by path from its own folder."""
    here = PurePosixPath(register).parent
    lines = register_lines(
        folder.read(register),
        str(location / register),
        lambda name: (here / name).as_posix() in folder,
    )
    return {
        name: (line, folder.read((here / line.mapping).as_posix()) if line.mapping else None)
        for name, line in lines.items()
    }


def _lines_beside(register: Path) -> Registered:
    """The lines of a register on disk, by path from its folder."""
    return {
        name: (line, (register.parent / line.mapping).read_bytes() if line.mapping else None)
        for name, line in read_register(register).items()
    }


def _check_folder(folder: Path, subfolders: list[str], names: list[str]) -> None:
    """Raises DeliveryError for what would be left out without a word, or is no delivery."""
    for name in subfolders:
        if (folder / name).is_symlink():
            raise DeliveryError(
                f"{folder / name} is a link to another folder. Name that folder itself."
            )
    if {"cover.json", "records.parquet"} <= set(names):
        raise DeliveryError(f"{folder} belongs to a store of lscb. Name a folder of returns.")
    if _is_output(folder / _MANIFEST):
        raise DeliveryError(
            f"{folder} was written by lscb, and what it holds are no returns. Move it to another "
            "place, or name a folder of returns."
        )


def _is_output(manifest: Path) -> bool:
    """Whether a folder is one that lscb wrote, other than one of blank forms: those get filled in
    where they lie."""
    try:
        said = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return False
    return (
        isinstance(said, dict)
        and said.get("program") == PROGRAM
        and said.get("command") not in (None, _BLANK_FORMS)
    )


def _is_return(name: str) -> bool:
    """Whether a member of a zip is a file that is to be read."""
    last = PurePosixPath(name).name.casefold()
    return _is_sent(name) and last != REGISTER and not last.endswith(_MAPPING)


def _is_sent(name: str) -> bool:
    """Whether a member of a zip is more than litter."""
    *folders, last = PurePosixPath(name).parts
    return not _is_litter(last) and not any(
        part.startswith(".") or part.casefold() == _NOT_SENT_FOLDER for part in folders
    )


def _is_litter(name: str) -> bool:
    """What office programs and file managers leave behind, and nobody sends."""
    return name.startswith((".", "~$")) or name.casefold() in _NOT_SENT


def _refuse(error: OSError) -> None:
    raise error

"""Where a delivered file lies, and how its bytes are had."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.document import UnreadableFile
from ingest.zip_folder import ZipFolder

MAX_FILE = 128 * 2**20
"""Bytes of one file, which is held in memory whole; a form full of photographs has a tenth."""


class Source(Protocol):
    """Gives the bytes of a file each time it is asked."""

    def content(self) -> bytes:
        """Raises OSError or UnreadableFile for what can't be read or is larger than MAX_FILE."""
        ...


@dataclass(frozen=True)
class FileSource:
    """A file on disk."""

    location: Path

    def content(self) -> bytes:
        _check_size(self.location.stat().st_size)
        return self.location.read_bytes()


@dataclass(frozen=True)
class MemberSource:
    """A file in a zip."""

    folder: ZipFolder
    name: str

    def content(self) -> bytes:
        _check_size(self.folder.size(self.name))
        return self.folder.read(self.name)


@dataclass(frozen=True)
class RefusedSource:
    """A zip that can't be opened, and why, as in UnreadableFile."""

    message: str
    code: str

    def content(self) -> bytes:
        raise UnreadableFile(self.message, self.code)


def _check_size(size: int) -> None:
    if size > MAX_FILE:
        raise UnreadableFile(f"it has more than {MAX_FILE >> 20} MB", "too_large")

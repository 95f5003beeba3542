"""A zip of returns as a folder: the names in it, and what of it can't be taken."""

from pathlib import Path, PurePosixPath, PureWindowsPath

from ingest.document import UnreadableFile
from ingest.package import Archive

MAX_TOTAL = 2**30
"""Bytes of all members: 500 forms with pictures in them are half of it, a zip bomb far more."""
_LONGEST, _LONGEST_PART = 1_000, 255
"""Characters of a name and of each part of it: no disk takes a longer part."""
_OFFICE_PARTS = ("[Content_Types].xml", "mimetype")


class ZipFolder:
    """The members of a zip by their POSIX paths; nothing of it is written to disk."""

    def __init__(self, location: Path) -> None:
        """Raises UnreadableFile for what is no zip, is damaged or too large, or has a name that
        leads out of it, that some machines read as another, or that stands twice."""
        self._archive = _archive(location)
        self.names = tuple(self._archive)
        if sum(map(self._archive.claimed, self.names)) > MAX_TOTAL:
            raise UnreadableFile(f"unpacked it has more than {MAX_TOTAL >> 20:,} MB", "too_large")
        if not all(map(_is_plain, self.names)):
            raise UnreadableFile(
                "a name in it leads to another folder or is not plain", "damaged_zip"
            )
        if len({name.casefold() for name in self.names}) < len(self.names):
            raise UnreadableFile("it has two members of one name", "damaged_zip")

    @property
    def is_office_file(self) -> bool:
        """Whether the zip is itself a workbook or a Word file, whatever its name."""
        return any(part in self._archive for part in _OFFICE_PARTS)

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def size(self, name: str) -> int:
        return self._archive.claimed(name)

    def read(self, name: str) -> bytes:
        """The bytes of a member; raises as `Archive.read`."""
        return self._archive.read(name)


def _archive(location: Path) -> Archive:
    try:
        return Archive(location)
    except OSError as error:
        raise UnreadableFile(f"{error.strerror}") from None


def _is_plain(name: str) -> bool:
    """Whether a name is a path below the zip on every machine."""
    path = PurePosixPath(name)
    return (
        "\\" not in name
        and "\0" not in name
        and ".." not in path.parts
        and not path.is_absolute()
        and not PureWindowsPath(name).drive
        and path.as_posix() == name
        and len(name) <= _LONGEST
        and all(len(part) <= _LONGEST_PART for part in path.parts)
    )

"""Which sealed files are meant by what is written for one."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from ingest.document import UnreadableFile
from ingest.zip_folder import ZipFolder
from pipeline.cover import Cover, sha256_of
from pipeline.erasing.asked import Keys, Whose
from reports.wording import long_date
from schemas.errors import UserError
from schemas.text import printable

_LEAST = 8
"""Characters of a hash or an id."""
_LISTED = 10
_HASH = re.compile(r"[0-9a-f]+")
_ZIP = ".zip"
NO_SUCH_FILE = (
    "The store holds no such file. Name the file as it was sent (one in a zip as "
    f"returns.zip/york.csv), or at least the first {_LEAST} characters of its hash, as "
    "manifest.json of a snapshot and `lscb check --json` list them."
)


def files_named(name: str, covers: Sequence[Cover], keys: Keys) -> tuple[Cover, ...]:
    """The sealed files that a name means: that of a file on this machine, perhaps in a zip, or the
    beginning of a hash or of a sealed file's id; none where the store holds none.

    Raises UserError where the file can't be read, where several hashes or ids begin so, and where
    the same bytes came as different returns.
    """
    wanted = _hash_of(name)
    if wanted is None:
        wanted = name.strip().lower()
        if len(wanted) < _LEAST or not _HASH.fullmatch(wanted):
            return ()
    found = {each.sha256: "" for each in covers if each.sha256.startswith(wanted)}
    ids = [each for each in covers if each.id.startswith(wanted)]
    if len(found) + len(ids) > 1:
        raise UserError("Several files have a hash or an id that begins so. Write more of it.")
    if ids:
        return tuple(ids)
    same = tuple(each for each in covers if each.sha256 in found)
    groups = _by_return(same, keys)
    if len(groups) > 1:
        lines = [f"\n  {each[0].id}: {_returns(each[0], keys)}" for each in groups]
        raise UserError(
            "The same bytes came as different returns. Name one of the sealed files by its id:"
            + "".join(lines)
        )
    return same


def _hash_of(name: str) -> str | None:
    """The hash of a file on this machine; None where there is none of this name."""
    try:
        path = Path(name)
        packed = next((each for each in path.parents if _is_zip(each)), None)
        if packed is not None:
            return _hash_in(ZipFolder(packed), path.relative_to(packed).as_posix(), packed)
        if not path.is_file():
            return None
        if _is_zip(path) and not (folder := ZipFolder(path)).is_office_file:
            return _hash_in(folder, "", path)
        return sha256_of(path.read_bytes())
    except (OSError, ValueError, UnreadableFile):
        raise UserError("The file can't be read. Name it by the beginning of its hash.") from None


def _is_zip(path: Path) -> bool:
    return path.suffix.casefold() == _ZIP and path.is_file()


def _hash_in(folder: ZipFolder, member: str, packed: Path) -> str:
    if member in folder:
        return sha256_of(folder.read(member))
    names = [printable(f"{packed}/{each}") for each in folder.names]
    more = f"\n  and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    wrong = ", which holds no such file" if member else ""
    raise UserError(
        f"{printable(str(packed))} is a zip{wrong}. Name a file in it:"
        + "".join(f"\n  {each}" for each in names[:_LISTED])
        + more
    )


def _by_return(covers: Iterable[Cover], keys: Keys) -> list[list[Cover]]:
    """The files that tell, wholly or in part, of the same returns together."""
    groups: list[tuple[set[Whose], list[Cover]]] = []
    for cover in covers:
        whose = {keys.of_part(part) for part in cover.returns}
        of_same = [each for each in groups if each[0] & whose]
        groups = [each for each in groups if not each[0] & whose]
        together = [each for _, files in of_same for each in files]
        groups.append((whose.union(*(each for each, _ in of_same)), [*together, cover]))
    return [files for _, files in groups]


def _returns(cover: Cover, keys: Keys) -> str:
    parts = [
        f"{part.agency}, {keys.areas.name_of(part.area)}, {long_date(part.return_date)}"
        for part in cover.returns[:_LISTED]
    ]
    return printable("; ".join(parts))

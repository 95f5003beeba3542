"""Refused files, as the store remembers them: whose they were to be, as far as that was told, so
that an agency whose file was refused is not taken for one that never sent."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import msgspec

from pipeline.cover import sha256_of
from pipeline.sealed_json import ToDo, file_content, sealed_in
from schemas.errors import UserError

_LENGTH_OF_IDS = 24
_MEND = (
    "Restore it from a backup, or remove it (an earlier version of lscb may have written it): then "
    "the file that was refused is forgotten until it is sent again."
)


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that was refused: the problem's `code`, and what is told of the return that it was to
    be; the agency as written, the area as a code.  Nothing of what the file holds, nor its name."""

    sha256: str
    code: str
    agency: str | None
    area: str | None
    return_date: date | None
    received_at: Annotated[datetime, msgspec.Meta(tz=True)]
    received_on: date | None = None
    seal: str = ""
    """In its file, the hash of the rest."""

    @property
    def id(self) -> str:
        """The same for the same file under the same cover, whenever it came."""
        said = [self.sha256, self.code, self.agency or "", self.area or "", str(self.return_date)]
        return sha256_of("\n".join(said))[:_LENGTH_OF_IDS]


class RefusalError(UserError):
    """A refusal in the store can't be read, or was changed."""


_TO_DO = ToDo(RefusalError, _MEND, _MEND)


def remember(root: Path, refusals: Iterable[Refusal]) -> None:
    """Adds refusals to the store at `root`; one that is there is known as it last came.

    To be called while the store is being written.  Raises OSError.
    """
    folder = _folder(root)
    for each in refusals:
        path = folder / f"{each.id}.json"
        folder.mkdir(parents=True, exist_ok=True)
        staged = path.with_suffix(".new")
        staged.write_bytes(file_content(_sealed(each)))
        os.replace(staged, path)


def forget(root: Path, is_over: Callable[[Refusal], bool]) -> None:
    """Removes the refusals that are over.  Raises RefusalError and OSError."""
    for each in refusals_in(root):
        if is_over(each):
            (_folder(root) / f"{each.id}.json").unlink()


def refusals_in(root: Path) -> Sequence[Refusal]:
    """In the order in which they came.  Raises RefusalError for one that can't be read."""
    found = [_read(path) for path in _paths(root)]
    return sorted(found, key=lambda each: (each.received_at, each.id))


def damaged_refusals(root: Path) -> tuple[tuple[Path, RefusalError], ...]:
    """Every refusal that can't be read or was changed."""
    found: list[tuple[Path, RefusalError]] = []
    for path in _paths(root):
        try:
            _read(path)
        except RefusalError as error:
            found.append((path, error))
    return tuple(found)


def _paths(root: Path) -> Sequence[Path]:
    return sorted(_folder(root).glob("*.json"))


def _read(path: Path) -> Refusal:
    read = sealed_in(path, Refusal, _TO_DO)
    if read.id != path.stem:
        raise RefusalError(f"{path} has the name of another refusal. {_MEND}")
    return msgspec.structs.replace(read, seal="")


def _sealed(refusal: Refusal) -> Refusal:
    unsealed = msgspec.structs.replace(refusal, seal="")
    return msgspec.structs.replace(refusal, seal=sha256_of(msgspec.json.encode(unsealed)))


def _folder(root: Path) -> Path:
    return root / "refused"

"""`cover.json`: what is known of a sealed file without opening its records."""

import hashlib
from datetime import date, datetime
from typing import Annotated

import msgspec


class ThemeCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the questions of a theme were answered in the rows that were not refused: each question
    that a row was asked counts once.  Those that may stay blank (Question.optional) are left
    out."""

    theme: int
    answered: int
    not_known: int
    not_provided: int
    refused: int


class ReturnPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file's share of a return; the agency as written, the area as a code.  `refused_answers` are
    answers of all rows, also of those that are refused themselves.  `erased` is only there, and
    true, where the share was erased as a whole: then it is no nil return, but as if not sent."""

    agency: str
    area: str
    return_date: date
    rows: int
    refused_rows: int
    refused_answers: int = 0
    themes: tuple[ThemeCount, ...] = ()
    erased: bool | msgspec.UnsetType = msgspec.UNSET
    """Not written where it is not set, so that covers sealed before there was erasing hold."""

    @property
    def is_erased(self) -> bool:
        return self.erased is True


class DeliveryPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The delivery a sealed file came in; `position` (from 1) is that of its path among `files`."""

    id: str
    received_at: Annotated[datetime, msgspec.Meta(tz=True)]
    position: int
    files: int


class Cover(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file is named by hashes only: forms get named after children.

    `received_on` is the day on which the file came, where the register says so, else None.
    `identity` is that by which the file is known again, `contents` are the hashes of the other two
    files of the folder, `seal` is that of the cover without its seal.
    """

    id: str
    sha256: str
    identity: str
    delivery: DeliveryPlace
    returns: tuple[ReturnPart, ...]
    received_on: date | None
    dropped_texts: int
    codebook_version: str
    program_version: str
    contents: dict[str, str]
    seal: str = ""

    def with_seal(self) -> "Cover":
        return msgspec.structs.replace(self, seal=self._hash())

    def _hash(self) -> str:
        return sha256_of(msgspec.json.encode(msgspec.structs.replace(self, seal="")))


def sha256_of(content: bytes | str) -> str:
    """The hash in hexadecimal; text is taken as UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()

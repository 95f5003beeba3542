"""How a sealed JSON file is written, and how it is read if it still is what was written.

Its last field is `seal`, the hash of the rest.  Not a byte may differ: a file that reads the same
but is written otherwise was changed, too.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.cover import sha256_of
from schemas.errors import UserError

Sealed = TypeVar("Sealed", bound=msgspec.Struct)

_SEALED = b'"seal":"%s"}'
_LENGTH_OF_SEAL = len(_SEALED % (b"0" * 64))


def file_content(sealed: msgspec.Struct) -> bytes:
    """What stands in the file of a struct that was sealed."""
    return _as_written(msgspec.json.encode(sealed))


@dataclass(frozen=True)
class ToDo:
    """What is to be done about a file of another version of the program, and about a damaged one;
    raised as `error`."""

    error: type[UserError]
    of_another_version: str
    of_damaged: str


def sealed_in(path: Path, kind: type[Sealed], to_do: ToDo) -> Sealed:
    """What was sealed in the file.  Raises the error of `to_do`."""
    try:
        content = path.read_bytes()
        if _is_as_sealed(content):
            return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError:
        raise to_do.error(
            f"{path} was written by another version of lscb. {to_do.of_another_version}"
        ) from None
    except (OSError, msgspec.DecodeError) as error:
        raise to_do.error(
            f"{path} can't be read ({type(error).__name__}). {to_do.of_damaged}"
        ) from None
    raise to_do.error(f"{path} was changed after it was sealed. {to_do.of_damaged}")


def _is_as_sealed(content: bytes) -> bool:
    """Whether a file's content is what was sealed, to the byte; also where another version of the
    program, with other fields, sealed it.  Raises msgspec.DecodeError if it is no JSON."""
    try:
        compact = msgspec.json.format(content, indent=-1)
    except RecursionError:
        return False
    rest, seal = compact[:-_LENGTH_OF_SEAL], compact[-_LENGTH_OF_SEAL:]
    is_sealed = seal == _SEALED % sha256_of(rest + _SEALED % b"").encode()
    return is_sealed and _as_written(compact) == content


def _as_written(compact: bytes) -> bytes:
    return msgspec.json.format(compact, indent=2) + b"\n"

"""How a sealed JSON file is written, and whether it still is what was written.

Its last field is `seal`, the hash of the rest.  Not a byte may differ: a file that reads the same
but is written otherwise was changed, too.
"""

import msgspec

from pipeline.cover import sha256_of

_SEALED = b'"seal":"%s"}'
_LENGTH_OF_SEAL = len(_SEALED % (b"0" * 64))


def file_content(sealed: msgspec.Struct) -> bytes:
    """What stands in the file of a struct that was sealed."""
    return _as_written(msgspec.json.encode(sealed))


def is_as_sealed(content: bytes) -> bool:
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

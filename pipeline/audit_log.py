"""The audit log: who ran which command on the store, when, on which files, with what outcome.

`STORE/audit.jsonl` has a line of JSON for each command that began and one for its end.  Lines are
only ever added.  Each holds the hash of the line before (`before`) and one of itself (`seal`), so
that a line that was changed, removed or put in between is noticed.  What a killed run left of a
line stays; the next one says that it `closes` it, and has it in its `before`.

No line holds a value, a name of a file or of a young person, nor any text that a user wrote.
"""

import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from filelock import FileLock, Timeout

from pipeline.cover import sha256_of
from pipeline.flushed import flush_folder
from schemas.errors import UserError

AUDIT_LOG, LOCK = "audit.jsonl", "audit.lock"
Option = str | int | bool
_OWNERS_FILE = 0o600
_SECONDS_TO_WAIT = 30
_BLOCK = 1 << 16
_SEAL = re.compile(rb'"seal":"([0-9a-f]{64})"\}\Z')
_UNSEALED = b'"seal":""}'


class AuditLogError(UserError):
    """The audit log can't be read or written."""


class AuditLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A run that began or ended; `run` is the same in both lines.

    `options` are those that were given and are dates, numbers, choices or flags.  `files` are the
    first digits of the hashes of the files that were taken in, `sealed` the ids of what was sealed,
    released or erased; `error` is the kind of what stopped the run.
    """

    event: Literal["began", "ended"]
    moment: Annotated[datetime, msgspec.Meta(tz=True)]
    run: str
    who: str
    machine: str
    command: str
    program_version: str
    options: Mapping[str, Option] = {}
    outcome: str = ""
    error: str = ""
    files: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()


class _Chained(AuditLine, frozen=True, kw_only=True, omit_defaults=True):
    """A line as it stands in the log."""

    closes: bool = False
    before: str
    seal: str


class _Links(msgspec.Struct, frozen=True):
    """What of a line ties it to the one before; another version may have other fields."""

    before: str
    closes: bool = False


def add_line(root: Path, line: AuditLine) -> None:
    """Adds a line to the log of the store at `root`, flushed to disk.

    Raises AuditLogError if it can't be written; then nothing of it stands there.
    """
    path = root / AUDIT_LOG
    try:
        with FileLock(root / LOCK, mode=_OWNERS_FILE).acquire(timeout=_SECONDS_TO_WAIT):
            end = _end_of(path)
            content = _sealed(line, end)
            _append(path, content if end.is_closed else b"\n" + content, end.size)
    except Timeout:
        raise AuditLogError(f"{path} is being written by another run. Try again.") from None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise AuditLogError(
            f"{path} can't be written: {why}. It keeps the record of what is done to the store: "
            "make room for it, or see that you may write there."
        ) from None


def broken_lines(root: Path) -> tuple[int, ...]:
    """The numbers (from 1) of the lines that were changed since they were written, or that don't
    follow on the line before them; none where there is no log.  Changes of the last line that took
    its end away too can't be told from a run that was killed, nor can lines removed at the end.

    Raises AuditLogError if the log can't be read.
    """
    broken: list[int] = []
    since_whole: list[bytes] = []
    not_whole: list[int] = []
    for number, line in enumerate(_read(root).split(b"\n")[:-1], start=1):
        links = _links(line)
        if links is None:
            since_whole.append(line)
            not_whole.append(number)
            continue
        follows = links.before == _hash_of(since_whole)
        closed = not_whole[-1:] if links.closes and follows else []
        broken += [each for each in not_whole if each not in closed]
        if not follows and not not_whole:
            broken.append(number)
        since_whole, not_whole = [line], []
    return (*broken, *not_whole)


def whole_lines(root: Path) -> tuple[bytes, ...]:
    """The lines that are as they were written, in their order; none where there is no log.  Raises
    AuditLogError if it can't be read."""
    return tuple(each for each in _read(root).split(b"\n") if _links(each) is not None)


def _read(root: Path) -> bytes:
    path = root / AUDIT_LOG
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise AuditLogError(f"{path} can't be read: {error.strerror}.") from None


@dataclass(frozen=True)
class _End:
    """The end of the log: its last whole line and what was written after it, whether the last of
    them ends as a line does, and the size of the file."""

    lines: Sequence[bytes]
    is_closed: bool
    size: int

    @property
    def closes_a_part(self) -> bool:
        return not self.is_closed and _links(self.lines[-1]) is None


def _end_of(path: Path) -> _End:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        size = 0
    length = _BLOCK
    while size:
        begin = max(0, size - length)
        with path.open("rb") as file:
            file.seek(begin)
            lines = file.read(size - begin).split(b"\n")
        is_closed = lines[-1] == b""
        lines = lines[bool(begin) : len(lines) - is_closed]
        whole = [n for n, line in enumerate(lines) if _links(line) is not None]
        if whole or not begin:
            return _End(lines[whole[-1] if whole else 0 :], is_closed, size)
        length *= 4
    return _End((), is_closed=True, size=0)


def _sealed(line: AuditLine, end: _End) -> bytes:
    chained = _Chained(
        **msgspec.structs.asdict(line),
        closes=end.closes_a_part,
        before=_hash_of(end.lines),
        seal="",
    )
    unsealed = msgspec.json.encode(chained)
    seal = f'"seal":"{sha256_of(unsealed)}"}}'.encode()
    return unsealed.removesuffix(_UNSEALED) + seal + b"\n"


def _links(line: bytes) -> _Links | None:
    """None where the line is not, to the byte, as it was sealed."""
    seal = _SEAL.search(line)
    if seal is None or sha256_of(line[: seal.start()] + _UNSEALED) != seal[1].decode():
        return None
    try:
        return msgspec.json.decode(line, type=_Links)
    except msgspec.DecodeError:
        return None


def _hash_of(lines: Sequence[bytes]) -> str:
    """Blank where there is no line."""
    return sha256_of(b"\n".join(lines)) if lines else ""


def _write_whole(file: io.FileIO, content: bytes) -> None:
    if file.write(content) != len(content):
        raise OSError(ENOSPC, os.strerror(ENOSPC))
    os.fsync(file.fileno())


def _append(path: Path, content: bytes, size: int) -> None:
    with path.open("ab", buffering=0) as file:
        try:
            _write_whole(file, content)
        except OSError:
            file.truncate(size)
            raise
    if not size:
        path.chmod(_OWNERS_FILE)
        flush_folder(path.parent)

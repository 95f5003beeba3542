"""Feedback that tells of what is erased: it lies beside the store and repeats what was sent."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from filelock import FileLock

from pipeline.erasing.asked import Keys, Whose, all_normalised
from pipeline.output import KEPT_FEEDBACK, MANIFEST, OutputError
from pipeline.staging import LOCK, clear_left_feedback, remove_whole
from schemas.version import PROGRAM

IsOf = Callable[[Whose, frozenset[str]], bool]
"""Whether feedback goes, by whose return it is about and the texts in it."""


class _Made(msgspec.Struct, frozen=True):
    program: str = ""
    command: str = ""


class _Said(msgspec.Struct, frozen=True):
    agency: str
    area: str | None
    return_date: date | None


def feedback_to_go(folder: Path, is_of: IsOf, keys: Keys) -> tuple[Path, ...]:
    """The folders in `folder` with feedback for which `is_of` holds; none where it is no folder of
    feedback.  Raises OutputError if it can't be read."""
    try:
        return tuple(_found(folder, is_of, keys))
    except OSError as error:
        raise OutputError(f"{folder} can't be read: {error.strerror}.") from None


def remove_feedback(folder: Path, which: Sequence[Path]) -> None:
    """Removes what `feedback_to_go` found, and what killed runs left: nobody knows of whom that
    tells.  Raises OutputError."""
    try:
        if not _is_feedback(folder):
            return
        with FileLock(folder / LOCK, mode=0o600):
            clear_left_feedback(folder)
            for each in which:
                remove_whole(each)
                with suppress(OSError):  # there is feedback on other returns of the day
                    each.parent.rmdir()
    except OSError as error:
        raise OutputError(f"{folder} can't be written: {error.strerror}.") from None


def _found(folder: Path, is_of: IsOf, keys: Keys) -> Iterator[Path]:
    if not _is_feedback(folder):
        return
    held: list[tuple[Path, Whose, frozenset[str]]] = []
    for path in sorted(folder.glob("*/*/feedback.json")):
        content = path.read_bytes()
        try:
            content = _without_odd_bytes(content)
            whose = _whose(msgspec.json.decode(content, type=_Said), keys)
            held.append((path.parent, whose, frozenset(_texts(msgspec.json.decode(content)))))
        except (msgspec.DecodeError, ValueError):
            continue
    normal = all_normalised(text for _, _, texts in held for text in texts)
    for where, whose, texts in held:
        if is_of(whose, frozenset(normal[text] for text in texts)):
            yield where


def _without_odd_bytes(content: bytes) -> bytes:
    """What in a file's name is no text stands there as an escape that can't be read as UTF-8."""
    return json.dumps(json.loads(content), ensure_ascii=False).encode(errors="replace")


def _is_feedback(folder: Path) -> bool:
    try:
        made = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=_Made)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return False
    return (made.program, made.command) == (PROGRAM, KEPT_FEEDBACK)


def _whose(said: _Said, keys: Keys) -> Whose:
    day = said.return_date or keys.day
    code = None if said.area is None else keys.areas.code_of(said.area, day)
    return Whose(
        keys.agency(said.agency), None if code is None else keys.area(code), said.return_date
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)

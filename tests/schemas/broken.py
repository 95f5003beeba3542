"""Declarations with one mistake, made from the shipped ones."""

import shutil
from pathlib import Path

import pytest

from schemas.declarations import HERE, DeclarationError


def codebook_copy(tmp_path: Path) -> Path:
    """The shipped codebook in a folder that a test may spoil."""
    return Path(shutil.copytree(HERE / "codebook", tmp_path / "codebook"))


def file_copy(source: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(source, tmp_path))


def changed(path: Path, old: str, *new: str, occurrence: int = 1) -> int:
    """Puts the lines `new` (none: the line goes) for the line `old`; gives its line number."""
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [n for n, line in enumerate(lines) if line.strip() == old]
    place = places[occurrence - 1]
    lines[place : place + 1] = new
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place + 1


def says(error: pytest.ExceptionInfo[DeclarationError], file: str, line: int, *parts: str) -> bool:
    """Whether the message names the file and the line and holds the parts."""
    message = str(error.value)
    return message.startswith(f"{file}, line {line}: ") and all(part in message for part in parts)

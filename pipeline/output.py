"""Output folders: what is written appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from schemas.errors import UserError

MANIFEST = "manifest.json"
PROGRAM = "lscb-monitor"
"""Stands in every manifest: by it a folder is known as one that `lscb` made."""


class OutputError(UserError):
    """The output folder can't be written, or is not ours to replace."""


def check_replaceable(folder: Path) -> None:
    """Raises OutputError if `folder` is there, not empty and not made by `lscb`."""
    try:
        if not folder.exists():
            return
        if not folder.is_dir():
            raise OutputError(f"{folder} is a file. Name a folder for --out.")
        if any(folder.iterdir()) and not _made_by_us(folder):
            raise OutputError(
                f"{folder} is not empty and was not made by lscb, so it is not replaced. "
                "Name another folder for --out."
            )
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        raise OutputError(_cannot_write(folder, error)) from None


def _made_by_us(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("program") == PROGRAM


class OutputFolder:
    """A context that gives an empty folder to write in, and puts it in place when it ends well.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staged: Path | None = None

    def __enter__(self) -> Path:
        check_replaceable(self.folder)
        try:
            parent = self.folder.resolve().parent
            parent.mkdir(parents=True, exist_ok=True)
            self._staged = Path(tempfile.mkdtemp(prefix=f".{self.folder.name}.", dir=parent))
        except OSError as error:
            raise OutputError(_cannot_write(self.folder, error)) from None
        return self._staged

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        assert self._staged is not None
        try:
            if kind is None:
                _put_in_place(self._staged, self.folder.resolve())
        except OSError as os_error:
            raise OutputError(_cannot_write(self.folder, os_error)) from None
        finally:
            shutil.rmtree(self._staged, ignore_errors=True)
        if isinstance(error, OSError):
            raise OutputError(_cannot_write(self.folder, error)) from None


def _put_in_place(staged: Path, folder: Path) -> None:
    """Two renames: the old folder aside, the new one in."""
    if not folder.exists():
        os.replace(staged, folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    os.replace(folder, aside / "old")
    try:
        os.replace(staged, folder)
    except OSError:
        os.replace(aside / "old", folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _cannot_write(folder: Path, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) else "it is a link to itself"
    return f"{folder} can't be written: {why}. Name another folder for --out."


def write_text(path: Path, text: str) -> None:
    """UTF-8 with the line ends that stand in `text`, the same on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def json_text(value: Mapping[str, object]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def inert(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

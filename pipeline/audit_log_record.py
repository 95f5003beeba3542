"""A run on a store, put on record in the audit log: when it begins, and how it ends."""

import getpass
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from pipeline.audit_log import AuditLine, AuditLogError, Option, add_line
from pipeline.audit_log_run import Noted, noting
from pipeline.store_warnings import Place, output_warnings, store_warnings
from pipeline.temporary import temporary_files_in
from schemas.text import printable
from schemas.version import program_version

_MAKE_A_STORE = frozenset({"ingest", "month"})
_WRITE = _MAKE_A_STORE | {
    "duplicates decide", "duplicates take-back", "release seal", "erase file", "erase identifier",
    "erase agency", "erase due",
}  # fmt: skip
"""Commands that are not run where they can't be put on record."""
_FOUND_DAMAGE = "verify"
_LENGTH_OF_RUNS = 8
_UNKNOWN = "unknown"


@dataclass
class Run:
    """A run of a command on the store at `root`; `code` is its exit code, if it ends well."""

    root: Path
    command: str
    options: Mapping[str, Option]
    code: int = 0
    id: str = field(default_factory=lambda: os.urandom(_LENGTH_OF_RUNS).hex())
    has_begun: bool = False

    @property
    def outcome(self) -> str:
        if not self.code:
            return "done"
        return "damage found" if self.command == _FOUND_DAMAGE else "some refused"

    def begin(self) -> None:
        """Puts on record that it began, once.  Where that can't be done, a command that only reads
        goes on, and says so; for one that writes AuditLogError is raised."""
        if self.has_begun:
            return
        try:
            add_line(self.root, self._line("began"))
            self.has_begun = True
        except AuditLogError as error:
            if self.command in _WRITE:
                raise
            _say(f"{error} This run is not on record.")

    def end(self, noted: Noted, stopped_by: type[BaseException] | None) -> None:
        """Puts on record how it ended, if it is known to have begun."""
        if not self.has_begun:
            return
        line = self._line(
            "ended",
            outcome="stopped" if stopped_by else self.outcome,
            error=stopped_by.__name__ if stopped_by else "",
            files=tuple(noted.files),
            sealed=tuple(noted.sealed),
        )
        try:
            add_line(self.root, line)
        except AuditLogError as error:
            _say(f"{error} How this run ended is not on record.")

    def _line(
        self,
        event: Literal["began", "ended"],
        outcome: str = "",
        error: str = "",
        files: tuple[str, ...] = (),
        sealed: tuple[str, ...] = (),
    ) -> AuditLine:
        return AuditLine(
            event=event,
            moment=datetime.now(UTC),
            run=self.id,
            who=_login_name(),
            machine=_plain(platform.node()) or _UNKNOWN,
            command=self.command,
            program_version=program_version(),
            options=self.options if event == "began" else {},
            outcome=outcome,
            error=error,
            files=files,
            sealed=sealed,
        )


@contextmanager
def on_record(root: Path, command: str, options: Mapping[str, Option]) -> Iterator[Run]:
    """Has a command run on the store at `root`: says what is wrong with the place of the store, has
    temporary files in it, and puts the run on record.  Where there is no store, and the command
    does not make one, it does nothing.

    Raises AuditLogError where a command that writes can't be put on record.
    """
    run = Run(root, command, options)
    noted = Noted(root, run.begin)
    is_there = _is_store(root)
    with ExitStack() as stack:
        if is_there or command in _MAKE_A_STORE:
            for sentence in store_warnings(root, Place.here()):
                _say(sentence)
            stack.enter_context(temporary_files_in(root))
            stack.enter_context(noting(noted))
        if is_there:
            run.begin()
        stack.push(lambda kind, _error, _trace: run.end(noted, kind))
        yield run


def warn_of_outputs(folders: Iterable[Path]) -> None:
    """Says where others may open the folders for what is restricted or confidential."""
    for sentence in output_warnings(folders, Place.here()):
        _say(sentence)


def _is_store(root: Path) -> bool:
    # os.path as it does not raise where one may not look.
    return os.path.isdir(root / "sealed")  # noqa: PTH112


def _login_name() -> str:
    try:
        return _plain(getpass.getuser()) or _UNKNOWN
    except (KeyError, ImportError, OSError):  # as the system tells it
        return _UNKNOWN


def _plain(name: str) -> str:
    """A name of the system may hold what is no Unicode."""
    return name.encode("utf-8", "replace").decode()


def _say(sentence: str) -> None:
    click.echo(f"lscb: {printable(sentence)}", err=True)

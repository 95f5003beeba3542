"""Whether what the audit log has as sealed is still in the store: what is gone can't say so itself.

What a killed run sealed is not on record, nor what was sealed before a log that was moved away: of
these it is not known.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from pipeline.audit_log import AUDIT_LOG, whole_lines
from pipeline.erasing import anew
from pipeline.releases.sealed import RELEASES
from pipeline.store import Store, StoreError
from reports.wording import long_date

_BACKUP = "Restore it from a backup."
_NEW_LOG = (
    "If you removed it yourself and ingested its files again, keep the log elsewhere: the next "
    "command begins a new one."
)
_COUNTED = {"duplicates": anew.DECISIONS, "erase": anew.ERASURES}
"""Commands by their first word, and the folder in which each run that sealed something left a file.
Erasing gives the files of decisions other names."""


@dataclass(frozen=True)
class Gone:
    """What is on record and not there, by its path in the store, and what to do."""

    place: str
    why: str


class _Line(msgspec.Struct, frozen=True):
    """What of a line tells what was sealed; another version may have other fields."""

    moment: datetime
    command: str
    sealed: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        return self.command.split(" ")[0]


def gone_though_on_record(store: Store) -> tuple[Gone, ...]:
    """Sealed files, releases, decisions and erasures that the audit log names or counts.

    Raises AuditLogError if the log can't be read, StoreError if the store may not be.
    """
    # First the log: what it names was there by then.
    lines = list(_lines(store.root))
    try:
        return (*_by_name(store.root, lines), *_by_number(store.root, lines))
    except OSError as error:
        raise StoreError(f"The store {store.root} can't be read: {error.strerror}.") from None


def _lines(root: Path) -> Iterator[_Line]:
    for each in whole_lines(root):
        with suppress(msgspec.ValidationError):  # no version of the program wrote it
            yield msgspec.json.decode(each, type=_Line)


def _by_name(root: Path, lines: Iterable[_Line]) -> Iterator[Gone]:
    begun = {each.name for each in root.glob("incoming/*/*")}
    there = {
        anew.SEALED: anew.entries(root, anew.SEALED) | begun,
        RELEASES: anew.entries(root, RELEASES),
    }
    said: set[str] = set()
    for line in lines:
        folder = RELEASES if line.group == "release" else anew.SEALED
        if line.group == "duplicates":
            continue
        for name in line.sealed:
            if name not in there[folder] | said:
                said.add(name)
                why = (
                    f"{root / folder / name} is gone: {root / AUDIT_LOG} has it, on "
                    f"{long_date(line.moment.date())}. {_BACKUP}"
                )
                more = f" {_NEW_LOG}" if folder == anew.SEALED else ""
                yield Gone(f"{folder}/{name}", f"{why}{more}")


def _by_number(root: Path, lines: Iterable[_Line]) -> Iterator[Gone]:
    on_record = [_COUNTED.get(each.group) for each in lines if each.sealed]
    for folder in _COUNTED.values():
        known, there = on_record.count(folder), len(_files(root, folder))
        if there < known:
            yield Gone(
                folder,
                f"{root / folder}: there are {there} files, and {root / AUDIT_LOG} has at least "
                f"{known}. {_BACKUP}",
            )


def _files(root: Path, folder: str) -> set[str]:
    # Erasing writes the decisions anew as a whole, erasures one by one.
    if folder == anew.DECISIONS:
        return {each.name for each in anew.in_force(root, folder).glob("*.json")}
    return {name for name in anew.entries(root, folder) if name.endswith(".json")}

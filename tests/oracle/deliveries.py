"""What a delivery is made of, as plain data, and how it is written to a folder."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

REGISTER_COLUMNS = ("file", "agency", "agency_type", "area", "return_date")
REGISTER_OPTIONAL = ("mapping", "id_prefixes", "numbering")


@dataclass(frozen=True)
class RegisterLine:
    """What register.csv says of one file; blank where it says nothing."""

    agency: str = ""
    agency_type: str = ""
    area: str = ""
    return_date: str = ""
    id_prefixes: str = ""
    numbering: str = ""


@dataclass(frozen=True)
class ReturnForm:
    """One CSV file as it is sent."""

    path: str
    lines_above: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\r\n"
    register: RegisterLine | None = None


@dataclass(frozen=True)
class Delivery:
    """One argument of `lscb ingest`: a folder, in which the files may lie in a sub-folder."""

    folder: str
    files: tuple[ReturnForm, ...]


@dataclass(frozen=True)
class Scenario:
    """Deliveries in the order of time, and the day that is counted."""

    day: date
    deliveries: tuple[Delivery, ...]


def content(form: ReturnForm) -> bytes:
    """The bytes of a file; in UTF-8 where its own encoding lacks a character."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=form.delimiter, lineterminator=form.line_end)
    writer.writerows(form.lines_above)
    writer.writerow(form.header)
    writer.writerows(form.rows)
    try:
        return text.getvalue().encode(form.encoding)
    except UnicodeEncodeError:
        return text.getvalue().encode("utf-8")


def register_text(files: tuple[ReturnForm, ...]) -> str:
    """The register of a delivery; columns that may be left out and say nothing are left out."""
    lines = [(form.path, form.register) for form in files if form.register is not None]
    columns = list(REGISTER_COLUMNS)
    if any(line.id_prefixes or line.numbering for _, line in lines):
        columns += REGISTER_OPTIONAL
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    for path, line in lines:
        writer.writerow({"file": path, **vars(line)})
    return text.getvalue()


def write_delivery(delivery: Delivery, root: Path) -> None:
    """Write one delivery into a folder of its own."""
    base = root / delivery.folder
    base.mkdir(parents=True)
    for form in delivery.files:
        target = base / form.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content(form))
    if any(form.register is not None for form in delivery.files):
        (base / "register.csv").write_text(
            register_text(delivery.files), encoding="utf-8", newline=""
        )


def write_scenario(scenario: Scenario, root: Path) -> list[Path]:
    """Write all deliveries of a scenario; their folders, in the order of time."""
    folders = []
    for number, delivery in enumerate(scenario.deliveries, start=1):
        folder = root / f"delivery-{number}"
        write_delivery(delivery, folder)
        folders.append(folder)
    return folders

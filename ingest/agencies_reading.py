"""Reading `agencies.csv`, and every way in which it can't be used."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from ingest.agencies import Agencies, Agency
from ingest.identifiers import prefixes_of
from ingest.readings import date_of
from ingest.register import NUMBERINGS
from ingest.table_lines import TableColumns, TableLine, table_lines
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.errors import UserError
from schemas.text import folded, name_of, without_surplus_spaces

COLUMNS = (
    "agency", "spellings", "type", "areas", "numbering", "id_prefixes", "due_days", "from", "to",
    "districts",
)  # fmt: skip
PART = ";"
MOST_DUE_DAYS = 366
_COLUMNS = TableColumns(all=COLUMNS, needed=("agency",), known_by=frozenset({"agency"}))


class AgenciesError(UserError):
    """The agencies can't be used.  The message names file and line."""


def read_agencies(content: bytes, place: str, codebook: Codebook, areas: Areas) -> Agencies:
    """The agencies of a CSV file's bytes; `place` is what messages call it.

    Raises AgenciesError for a file that can't be read, an unknown or missing column, a line without
    an agency, an agency or spelling that stands twice, and a type, area, numbering, prefix, number
    of days or date that can't be.
    """
    days = sorted({each.first_day for each in areas.authorities.values()}, reverse=True)
    by_name: dict[str, Agency] = {}
    lines: dict[str, int] = {}
    agencies: list[Agency] = []
    for line in table_lines(content, place, _COLUMNS, AgenciesError):
        agency = _agency(line, codebook)
        _check_areas(agency, line.where, areas, days)
        agencies.append(agency)
        for name in (agency.name, *agency.spellings):
            key = folded(name)
            if key in lines:
                raise AgenciesError(
                    f"{line.where}: an agency or spelling that line {lines[key]} has already. "
                    "Each may stand once, without regard to case and spaces; remove one of the two."
                )
            lines[key] = line.number
            by_name[key] = agency
    return Agencies(tuple(agencies), by_name, _identity(agencies))


def _agency(line: TableLine, codebook: Codebook) -> Agency:
    cells = {name: without_surplus_spaces(cell) for name, cell in line.cells.items()}
    if not cells.get("agency"):
        raise AgenciesError(f"{line.where}: no agency. Write its name, or remove the line.")
    since, until = (_day(cells.get(name, ""), name, line.where) for name in ("from", "to"))
    if since is not None and until is not None and until < since:
        raise AgenciesError(f"{line.where}: to is before from. Correct one of the two dates.")
    return Agency(
        name=name_of(cells["agency"]),
        spellings=tuple(_parts(cells.get("spellings", ""))),
        type=_type(cells.get("type", ""), line.where, codebook),
        areas=tuple(_parts(cells.get("areas", ""))),
        numbering=_numbering(cells.get("numbering", ""), line.where),
        id_prefixes=_id_prefixes(cells.get("id_prefixes", ""), line.where),
        due_days=_due_days(cells.get("due_days", ""), line.where),
        since=since,
        until=until,
        districts=tuple(_parts(cells.get("districts", ""))),
    )


def _parts(cell: str) -> Iterator[str]:
    return filter(None, map(name_of, cell.split(PART)))


def _type(cell: str, where: str, codebook: Codebook) -> str:
    if not cell:
        return ""
    code = codebook.cover_field("agency_type").codes.get(folded(cell))
    if code is None:
        raise AgenciesError(f"{where}: type must be {', '.join(codebook.agency_types)} or blank.")
    return code


def _numbering(cell: str, where: str) -> str:
    if cell and folded(cell) not in NUMBERINGS:
        raise AgenciesError(f"{where}: numbering must be own, shared or blank.")
    return folded(cell)


def _id_prefixes(cell: str, where: str) -> str:
    try:
        prefixes_of(cell)
    except ValueError:
        raise AgenciesError(
            f"{where}: id_prefixes must be letters, parted by spaces, as in BWD YP."
        ) from None
    return cell


def _due_days(cell: str, where: str) -> int | None:
    if not cell:
        return None
    if not re.fullmatch("[0-9]{1,3}", cell) or int(cell) > MOST_DUE_DAYS:
        raise AgenciesError(
            f"{where}: due_days must be a whole number from 0 to {MOST_DUE_DAYS}, or blank."
        )
    return int(cell)


def _day(cell: str, name: str, where: str) -> date | None:
    if not cell:
        return None
    day = date_of(cell)
    if day is None:
        raise AgenciesError(
            f"{where}: {name} must be a date, day first, as in 01/07/2011, or blank."
        )
    return day


def _check_areas(agency: Agency, where: str, areas: Areas, days: Sequence[date]) -> None:
    """Raises AgenciesError for an area that is not known on any of `days`: one abolished, or not
    yet made, may have been right for the returns of its time."""
    for number, text in enumerate(agency.areas, start=1):
        if not any(areas.code_of(text, day) for day in days):
            raise AgenciesError(
                f"{where}: number {number} of its areas is not recognised. Write the name or code "
                "of a local authority, several of them parted by semicolons."
            )


def _identity(agencies: Sequence[Agency]) -> str:
    """A hash of what is said of the agencies, in whatever order."""
    said = [asdict(each) | {"spellings": sorted(each.spellings)} for each in agencies]
    said.sort(key=lambda each: folded(each["name"]))
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()

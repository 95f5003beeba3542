"""The recount itself: what a snapshot must say of an ordered list of deliveries."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from .areas import Place, place_on
from .codebook import folded
from .people import agency_of, merged, young_people
from .reading import FileRefusedError, ReturnFile, read_file
from .records import Record, read_record
from .tables import Figure, Key, Located, all_figures

STEPS = (
    "received",
    "replaced",
    "not_current",
    "quarantined",
    "outside_england",
    "not_open",
    "over_18",
    "duplicate",
    "duplicate_decided",
    "counted",
)
ReturnKey = tuple[str, str, date]  # agency, area, return date


@dataclass(frozen=True)
class Return:
    """All rows of one agency for one area and one return date in one delivery."""

    files: frozenset[tuple[object, ...]]
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Recount:
    """What flow.csv and the restricted tables.csv must hold."""

    flow: dict[str, int]
    figures: dict[Key, Figure]


def register_lines(root: Path) -> dict[str, Mapping[str, str]]:
    """Each registered file's line, by its path from the delivery's root."""
    lines: dict[str, Mapping[str, str]] = {}
    for register in sorted(root.rglob("register.csv")):
        with register.open(encoding="utf-8-sig", newline="") as handle:
            for line in csv.DictReader(handle):
                path = (register.parent / line["file"]).relative_to(root)
                lines[path.as_posix()] = line
    return lines


def read_delivery(root: Path) -> tuple[list[ReturnFile], dict[str, str]]:
    """The files of a delivery that are taken, each once, and why the others are refused."""
    registered = register_lines(root)
    paths = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*.csv")
        if path.name != "register.csv"
    )
    taken: dict[tuple[object, ...], ReturnFile] = {}
    refused: dict[str, str] = {}
    for path in paths:
        try:
            file = read_file(root, path, registered.get(path, {}))
        except FileRefusedError as reason:
            refused[path] = str(reason)
        else:
            taken.setdefault(file.identity, file)
    return list(taken.values()), refused


def returns_of(files: Sequence[ReturnFile]) -> dict[ReturnKey, Return]:
    """The returns that the files of one delivery make."""
    known_by: dict[ReturnKey, set[tuple[object, ...]]] = {}
    records: dict[ReturnKey, list[Record]] = {}
    for file in files:
        if file.nil is not None:
            known_by.setdefault(file.nil, set()).add(file.identity)
        for row in file.rows:
            key = (folded(row.agency), row.return_area, row.return_date)
            known_by.setdefault(key, set()).add(file.identity)
            records.setdefault(key, []).append(read_record(file, row))
    return {
        key: Return(frozenset(files), tuple(records.get(key, ())))
        for key, files in known_by.items()
    }


def store(deliveries: Sequence[Path]) -> tuple[dict[ReturnKey, Return], int]:
    """The returns that stand after all deliveries, and how many rows were replaced."""
    standing: dict[ReturnKey, Return] = {}
    replaced = 0
    for root in deliveries:
        files, _ = read_delivery(root)
        for key, later in returns_of(files).items():
            earlier = standing.get(key)
            if earlier is not None and earlier.files == later.files:
                continue
            replaced += len(earlier.records) if earlier else 0
            standing[key] = later
    return standing, replaced


def step_of(record: Record, day: date) -> str:
    """The step, from 2 to 5, at which a record of a current return stops; empty if at none."""
    if record.refused:
        return "quarantined"
    if record.row.area.kind == "nation":
        return "outside_england"
    begun = record.dates.get("referral_date", record.dates.get("first_assessment_date"))
    closed = record.dates.get("closure_date")
    if (begun is not None and begun > day) or (closed is not None and closed <= day):
        return "not_open"
    age, first = record.age, record.age_at_first_assessment
    if age is None or age < 18 or (age <= 25 and first is not None and first < 18):
        return ""
    return "over_18"


def recount(deliveries: Sequence[Path], day: date, max_age: int = 31) -> Recount | None:
    """Count the deliveries on a day in plain Python; None if there is no return for that day."""
    standing, replaced = store(deliveries)
    flow = dict.fromkeys(STEPS, 0)
    flow["replaced"] = replaced
    flow["received"] = replaced + sum(len(held.records) for held in standing.values())

    oldest = day - timedelta(days=max_age)
    latest: dict[tuple[str, str], date] = {}
    for agency, area, sent in standing:
        if oldest <= sent <= day:
            latest[agency, area] = max(sent, latest.get((agency, area), sent))
    if not latest:
        return None

    reached: dict[Place, list[Record]] = {}
    says: dict[tuple[Place, str], set[str]] = {}
    for (agency, area, sent), held in standing.items():
        if latest.get((agency, area)) != sent:
            flow["not_current"] += len(held.records)
            continue
        places: set[Place] = set()
        for record in held.records:
            step = step_of(record, day)
            if record.row.area.kind in ("authority", "board") and (
                record.row.area.key == record.row.return_area
            ):
                places.add(place_on(record.row.area, day))
            if step:
                flow[step] += 1
            else:
                reached.setdefault(place_on(record.row.area, day), []).append(record)
        for place in places:
            says.setdefault((place, agency), set()).update(r.numbering for r in held.records)

    located: list[Located] = []
    for place, records in reached.items():
        said: dict[str, str] = {}
        for agency in {agency_of(record) for record in records}:
            words = says[place, agency]
            said[agency] = "own" if "own" in words else "shared" if "shared" in words else ""
        people = young_people(records, said)
        flow["duplicate"] += len(records) - len(people)
        located += [(merged(person), place) for person in people]
    flow["counted"] = len(located)
    return Recount(flow, all_figures(located))

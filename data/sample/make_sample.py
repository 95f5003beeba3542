"""Write the sample returns: synthetic deliveries that rebuild the study of 2011.

Run it from anywhere; it removes and rewrites what it made before, with the same bytes.

    python data/sample/make_sample.py            write returns/, slips.csv, expected_flow.csv
    python data/sample/make_sample.py --check    write nothing, count the sample and say so

It imports the standard library and the modules beside it only.
"""

from __future__ import annotations

import argparse
import csv
import io
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sample_check import STEPS, check
from sample_files import write_file
from sample_local import local_mapping
from sample_plan import DELIVERIES, JUNE, FilePlan
from sample_records import Record, Spot
from sample_refused import refused_files
from sample_slips import plant_slips
from sample_story import Story, make_story, write_identifiers

HERE = Path(__file__).resolve().parent
REGISTER = (
    "file", "agency", "agency_type", "area", "return_date", "mapping", "id_prefixes", "numbering",
)  # fmt: skip
SLIPS = ("delivery", "file", "sheet", "row", "column", "question", "kind")


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _register_line(file: FilePlan, path: str) -> tuple[str, ...]:
    is_mapped = file.cover == "mapping"  # the mapping says the type and the area
    return (
        path,
        file.agency.name,
        "" if is_mapped else file.agency.type,
        file.area.name if file.area and not is_mapped else "",
        (file.register_day or file.day).isoformat(),
        _mapping_path(path) if is_mapped else "",
        file.prefixes,
        file.numbering,
    )


def _mapping_path(path: str) -> str:
    return f"mappings/{Path(path).stem}.toml"


def render(story: Story) -> dict[str, bytes]:
    """Return all files of all deliveries, by path below `returns/`."""
    rows: dict[FilePlan, list[Record]] = {file: [] for file in story.files}
    for record in story.records:
        rows[record.file].append(record)
    found: dict[str, bytes] = {}
    registers: dict[str, list[tuple[str, ...]]] = {delivery: [] for delivery in DELIVERIES}
    for file, records in rows.items():
        content = write_file(file, records)
        places = [(file.delivery, path) for path in (file.path, *file.copies)]
        if file.resent_in:
            places.append((file.resent_in, file.path))
        for delivery, path in places:
            if f"{delivery}/{path}" in found:
                raise AssertionError(f"two files at {delivery}/{path}")
            found[f"{delivery}/{path}"] = content
            if file.listed:
                registers[delivery].append(_register_line(file, path))
            if file.cover == "mapping":
                found[f"{delivery}/{_mapping_path(path)}"] = local_mapping(file)
    for path, (content, _, _) in refused_files().items():
        found[f"{JUNE}/{path}"] = content
    for delivery, lines in registers.items():
        width = 5 if delivery == DELIVERIES[0] else len(REGISTER)  # the last may be left out
        table = [line[:width] for line in sorted(lines)]
        found[f"{delivery}/register.csv"] = _csv(REGISTER[:width], table)
    return found


def slip_rows(story: Story) -> list[tuple[str, ...]]:
    """Return every slip with its place, as `lscb check --json` names it."""
    found = [
        (record.file.delivery, record.path, record.order, slip, _spot(record, *slip))
        for record in story.records
        for slip in record.slips
    ]
    found += [
        (JUNE, path, 0, (question, kind), Spot())
        for path, (_, question, kind) in refused_files().items()
    ]
    found.sort(key=lambda each: each[:4])
    return [(d, path, *spot.cells(), *slip) for d, path, _, slip, spot in found]


def _spot(record: Record, question: str, kind: str) -> Spot:
    """Return where a slip stands: its answer, or the row."""
    key = question
    if kind == "answer.tick_unreadable":
        key = next(f"{question}: {code}" for name, code in record.ticks if name == question)
    return record.spots.get(key, record.spot)


def build() -> Story:
    """Return the whole sample."""
    story = make_story()
    plant_slips(story)
    write_identifiers(story)
    return story


def write(story: Story) -> None:
    """Write the returns and what stands beside them."""
    files = render(story)
    shutil.rmtree(HERE / "returns", ignore_errors=True)
    for path, content in sorted(files.items()):
        target = HERE / "returns" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (HERE / "slips.csv").write_bytes(_csv(SLIPS, slip_rows(story)))
    steps = Counter(record.step for record in story.records)
    flow = [("received", str(len(story.records)))]
    flow += [(step, str(steps[step])) for step in STEPS]
    (HERE / "expected_flow.csv").write_bytes(_csv(("step", "rows"), flow))


def main() -> int:
    """Write the sample, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; count the sample")
    arguments = parser.parse_args()
    story = build()
    contents = render(story)
    faults = check(story, contents)
    for fault in faults:
        print(fault)
    if faults:
        return 1
    if arguments.check:
        print(f"{len(contents)} files, {len(story.records)} rows: every count is met")
    else:
        write(story)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

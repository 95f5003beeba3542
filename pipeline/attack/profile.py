"""The attack on a published profile: its profile.csv as anybody can read it."""

import csv
import io
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pipeline.attack.attack import THRESHOLD, attack_read
from pipeline.attack.facts import BASE, CASES, TOTAL, AuditError, TableFacts, table_facts
from pipeline.attack.finding import Finding
from pipeline.attack.printed import HIDDEN, PrintedFigure
from pipeline.attack.relations import share
from pipeline.attack.release import NATIONAL, REGIONAL, Cell, Place, Release, TableOfPlace
from pipeline.attack.sums import Relation, exactly, within
from schemas.areas import BOARD_JOIN, ENGLAND, load_areas

PROFILE = "profile.csv"
PERIODS = ("last", "before")
HEADER = (
    "table_id", "table", "place_kind", "place_code", "place", "period", "first_day", "last_day",
    "row", "row_label", "cases", "base", "percent", "counted", "percent_of_all",
)  # fmt: skip
NO_SUCH_QUESTION = "no_such_question"
_REFERRALS = "referrals"
_HOW_OFTEN = ("young_people", "more_than_once", "their_referrals")
_LEVELS = {"england": NATIONAL, "region": REGIONAL, "area": "local_authority"}
_MOST_TIMES = 183
"""More often nobody is referred in six months."""
_ELSEWHERE = "elsewhere"
"""Stands for the places that a profile does not print."""


@dataclass(frozen=True)
class ProfileLine:
    """A line of profile.csv."""

    table_id: str
    kind: str
    codes: tuple[str, ...]
    name: str
    period: str
    row: str
    label: str
    cases: str
    percent: str
    counted: str
    of_all: str


class _ProfileRelease(Release):
    """A period of profiles: what they print of a region or of England is never all of its parts."""

    def children(self, place: str) -> Iterator[tuple[str, ...]]:
        for parts in super().children(place):
            yield (*parts, _ELSEWHERE)


def attack_profiles(
    profiles: Sequence[Iterable[ProfileLine]], *, threshold: int = THRESHOLD
) -> tuple[Finding, ...]:
    """What can be worked out of the hidden cells of profiles of the same day, read together, for
    each period.  Raises AuditError where they contradict themselves."""
    lines = [line for each in profiles for line in each]
    return tuple(
        _attacked([line for line in lines if line.period == period], threshold)
        for period in PERIODS
    )


def read_profile(folder: Path) -> tuple[ProfileLine, ...]:
    """The lines of the profile.csv in a folder.  Raises AuditError."""
    path = folder / PROFILE
    try:
        return profile_lines(path.read_text(encoding="utf-8-sig"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise AuditError(f"{path} can't be read: {type(error).__name__}.") from None


def profile_lines(text: str, path: Path) -> tuple[ProfileLine, ...]:
    """The lines of a profile.csv with this text.  Raises AuditError."""
    rows = list(csv.DictReader(io.StringIO(text)))
    if any(tuple(row) != HEADER for row in rows):
        raise AuditError(f"{path}: the first line must be {','.join(HEADER)}.")
    return tuple(
        ProfileLine(
            row["table_id"], row["place_kind"], tuple(row["place_code"].split(";")), row["place"],
            row["period"], row["row"], row["row_label"], row["cases"], row["percent"],
            row["counted"], row["percent_of_all"],
        )
        for row in rows
        if row["row"] != NO_SUCH_QUESTION
    )  # fmt: skip


def _attacked(lines: Sequence[ProfileLine], threshold: int) -> Finding:
    release = _release([each for each in lines if each.kind != "together"])
    return attack_read([release], _further(lines, release), threshold=threshold)


def _release(lines: Sequence[ProfileLine]) -> Release:
    shown: dict[Cell, dict[str, PrintedFigure]] = defaultdict(dict)
    places: dict[str, Place] = {}
    by_table: dict[tuple[str, str], dict[str, PrintedFigure]] = defaultdict(dict)
    for each in lines:
        (code,) = each.codes
        places.setdefault(code, _place(each, code))
        figure = PrintedFigure(
            each.table_id, places[code].level, code, each.name, each.row, each.label, TOTAL,
            each.cases, each.percent, PROFILE,
        )  # fmt: skip
        shown[_cell(each, code)].setdefault(figure.cases, figure)
        if each.table_id != _REFERRALS and each.row not in _sums(each.table_id):
            by_table[each.table_id, code].setdefault(_row(each.row), figure)
    rows: dict[str, set[str]] = defaultdict(set)
    for (table_id, _), of_table in by_table.items():
        rows[table_id] |= set(of_table)
    facts = {table_id: _facts(table_id, frozenset(found)) for table_id, found in rows.items()}
    return _ProfileRelease(
        number=0,
        values={cell: _value(found) for cell, found in shown.items()},
        shown={cell: tuple(found.values()) for cell, found in shown.items()},
        places=places,
        tables=tuple(
            TableOfPlace(
                facts[table_id],
                code,
                tuple(row for row in of_table if facts[table_id].is_option(row)),
                of_table,
            )
            for (table_id, code), of_table in by_table.items()
        ),
        by_region=(),
        blank_means_none=True,
        places_of=_parts(places.values()),
        groups_of={},
    )


def _place(line: ProfileLine, code: str) -> Place:
    areas = load_areas()
    level = _LEVELS[line.kind]
    if code == ENGLAND:
        return Place(code, line.name, NATIONAL, None, None)
    if level == REGIONAL or code in {each.code for each in areas.regions}:
        return Place(code, line.name, REGIONAL, ENGLAND, None)
    authority = areas.authorities.get(code.split(BOARD_JOIN, maxsplit=1)[0])
    if authority is None:
        raise AuditError(f"'{code}' is no area that the reference tables know.")
    return Place(code, line.name, level, authority.region, None)


def _parts(places: Iterable[Place]) -> Mapping[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for each in places:
        if each.parent is not None:
            parts[each.parent] = (*parts.get(each.parent, ()), each.code)
    return parts


def _row(row: str) -> str:
    """Those outside are named as in tables.csv."""
    return "outside_base" if row == "outside" else row


def _cell(line: ProfileLine, code: str) -> Cell:
    if line.table_id != _REFERRALS:
        return Cell(code, _question(line.table_id), _row(line.row))
    return Cell(code, "", CASES) if line.row == "referrals" else Cell(code, _REFERRALS, line.row)


def _value(figures: Mapping[str, PrintedFigure]) -> int | None:
    numbers = [int(each) for each in figures if each != HIDDEN]
    if len(numbers) > 1:
        raise AuditError("One count is printed with two numbers: these are not of the same store.")
    return numbers[0] if numbers else None


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, tuple[str, Mapping[str, tuple[str, ...]], bool]]:
    """For each table of a profile its question, its rows that add up others, and whether it is of
    the question's own answers: as the shipped declaration says, which anybody can read."""
    text = files("reports").joinpath("profile.toml").read_text(encoding="utf-8")
    return {
        each["id"]: (
            each["question"],
            {row["row"]: tuple(row["of"]) for row in each.get("sums", ())},
            each.get("rows") != "bands",
        )
        for each in tomllib.loads(text)["table"]
    }


def _question(table_id: str) -> str:
    return _declared()[table_id][0]


def _sums(table_id: str) -> Mapping[str, tuple[str, ...]]:
    return _declared()[table_id][1]


def _facts(table_id: str, rows: frozenset[str]) -> TableFacts:
    question, _, own = _declared()[table_id]
    if not own:
        return TableFacts(table_id, question, False, False, False, frozenset(), None, {})
    facts = table_facts(f"question_{question}", rows)
    return replace(facts, id=table_id, not_known_in_base=False, merged={})


# -- what else is known ----------------------------------------------------------------------


def _further(lines: Sequence[ProfileLine], release: Release) -> Iterator[Relation]:
    """Sums that are printed of areas and of answers, shares of all referrals, and how young people
    and their referrals belong together."""
    for each in lines:
        cells = [_cell(each, code) for code in each.codes]
        known = all(cell in release.values for cell in cells)
        if each.kind == "together":
            if known and each.cases not in (HIDDEN, ""):
                yield exactly(dict.fromkeys(cells, 1), int(each.cases))
            continue
        if each.of_all not in (HIDDEN, ""):
            yield from share(cells[0], Cell(each.codes[0], "", CASES), each.of_all)
        if each.table_id != _REFERRALS and (of := _sums(each.table_id).get(each.row)):
            parts = [replace(cells[0], row=row) for row in of]
            yield exactly({cells[0]: 1} | dict.fromkeys(parts, -1), 0)
            if each.percent not in (HIDDEN, ""):
                yield from share(cells[0], replace(cells[0], row=BASE), each.percent)
    for code in release.places:
        yield from _how_often(code, release)


def _how_often(code: str, release: Release) -> Iterator[Relation]:
    referrals = Cell(code, "", CASES)
    people, more, theirs = (Cell(code, _REFERRALS, row) for row in _HOW_OFTEN)
    if any(each not in release.values for each in (referrals, people, more, theirs)):
        return
    yield exactly({theirs: 1, more: -1, referrals: -1, people: 1}, 0)
    yield within({referrals: 1, people: -1, more: -1}, 0, None)
    yield within({people: 1, more: -1}, 0, None)
    yield within({referrals: 1, people: -1, more: -_MOST_TIMES}, None, 0)

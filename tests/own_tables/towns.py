"""A small country whose figures are worked out by hand: gender by ethnicity in two regions.

| region | | white | mixed | asian | not known | blank |
|---|---|---|---|---|---|---|
| North East | female | 40 | 3 | 12 | 0 | 7 |
| | male | 20 | 0 | 6 | 0 | 0 |
| | not known | 2 | 0 | 0 | 0 | 0 |
| London | female | 30 | 8 | 25 | 6 | 0 |
| | male | 10 | 9 | 1 | 0 | 0 |
| | blank | 0 | 0 | 0 | 0 | 8 |
"""

from datetime import date
from pathlib import Path

import pyarrow as pa

from reports.counting import count_tables
from reports.crosses import Crosses, count_crosses
from reports.disclosure.crosses import Standard
from reports.disclosure.published import publish
from reports.own_tables import OwnTable
from reports.own_tables_reading import read_own_tables
from reports.tables import held_tables
from reports.tables_reading import load_tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.people import FORMS, people_schema

DAY = date(2011, 6, 6)
DURHAM, HACKNEY = "E06000047", "E09000012"
NORTH_EAST, LONDON, ENGLAND = "E12000001", "E12000007", "E92000001"
_REGION = {DURHAM: NORTH_EAST, HACKNEY: LONDON}
_WHITE, _MIXED, _ASIAN = "WBRI", "MWBC", "AIND"
_CASES: tuple[tuple[str, str | None, str | None, int], ...] = (
    (DURHAM, "female", _WHITE, 40),
    (DURHAM, "female", _MIXED, 3),
    (DURHAM, "female", _ASIAN, 12),
    (DURHAM, "female", None, 7),
    (DURHAM, "male", _WHITE, 20),
    (DURHAM, "male", _ASIAN, 6),
    (DURHAM, "not_known", _WHITE, 2),
    (HACKNEY, "female", _WHITE, 30),
    (HACKNEY, "female", _MIXED, 8),
    (HACKNEY, "female", _ASIAN, 25),
    (HACKNEY, "female", "not_known", 6),
    (HACKNEY, "male", _WHITE, 10),
    (HACKNEY, "male", _MIXED, 9),
    (HACKNEY, "male", _ASIAN, 1),
    (HACKNEY, None, None, 8),
)
GENDER_BY_ETHNICITY = """
[[table]]
id = "gender_by_ethnicity"
title = "Gender by ethnicity"
question = "gender"
by = "ethnicity"
places = ["national", "regional", "local"]
"""


def people_of(*rows: dict[str, object]) -> pa.Table:
    """Young people with these answers; without others, of Durham and on the form of 2011."""
    usual = {"place": DURHAM, "agency_type": "statutory", FORMS: "2011"}
    filled = [{**usual, **row} for row in rows]
    filled = [{"region": _REGION[str(row["place"])], **row} for row in filled]
    return pa.Table.from_pylist(filled, schema=people_schema(load_codebook()))


def two_towns() -> pa.Table:
    return people_of(
        *(
            {"place": place, "gender": gender, "ethnicity": ethnicity}
            for place, gender, ethnicity, cases in _CASES
            for _ in range(cases)
        )
    )


def own_tables(folder: Path, text: str) -> tuple[OwnTable, ...]:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return read_own_tables(file, load_codebook())


def crosses_of(people: pa.Table, own: tuple[OwnTable, ...]) -> Crosses:
    areas = load_areas()
    return count_crosses(people, own, areas.regions, _names(people), load_codebook(), DAY)


def standard_of(people: pa.Table) -> Standard:
    """The standard tables of these young people, as a snapshot publishes them."""
    tables = count_tables(
        people,
        held_tables(load_tables(), people[FORMS].unique().to_pylist()),
        load_areas().regions,
        _names(people),
        load_codebook(),
        DAY,
    )
    return Standard(tables, publish(tables))


def _names(people: pa.Table) -> dict[str, str]:
    areas = load_areas()
    return {code: areas.name_of(code) for code in people["place"].unique().to_pylist()}

"""Young people who come, go and change from one release to the next."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa

from pipeline.releases.sealed import Seal, SealedRelease
from reports.disclosure.published import Publication
from reports.figures import TrueTables
from reports.tables_csv import published_tables_csv
from tests.disclosure.worlds import counted

_FIXED = (
    "place", "region", "agency_type", "age", "age_not_known", "living_situation",
    "family_setting", "looked_after_placement",
)  # fmt: skip
"""Columns that hang together, so that no single one of them is changed."""


def changed_people(people: pa.Table, draws: np.random.Generator, most: int) -> pa.Table:
    """At most so many of them gone, come (like one who is there) or with an answer changed."""
    rows = people.to_pylist()
    for _ in range(most):
        one, other = (int(draws.integers(len(rows))) for _ in range(2))
        match int(draws.integers(3)):
            case 0:
                rows.pop(one)
            case 1:
                where = {name: rows[other][name] for name in ("place", "region")}
                rows.append(rows[one] | where)
            case _:
                answers = [name for name in people.schema.names if name not in _FIXED]
                name = answers[int(draws.integers(len(answers)))]
                rows[one] = rows[one] | {name: rows[other][name]}
    return pa.Table.from_pylist(rows, schema=people.schema)


def tables_of(people: pa.Table, day: date, only: Iterable[str] = ()) -> TrueTables:
    """All tables of a day, or only those named."""
    kept = set(only)
    tables = counted(people)
    return replace(
        tables,
        day=day,
        tables=tuple(each for each in tables.tables if not kept or each.table.id in kept),
    )


def sealed(publication: Publication, name: str) -> SealedRelease:
    """The release that sealing it would make; the later its day, the later it was sealed."""
    content = published_tables_csv(publication.tables).encode()
    day = publication.tables.day
    seal = Seal(
        id=name,
        name=name,
        sealed_at=datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=20),
        command="snapshot",
        day=day,
        threshold=publication.tables.threshold,
        local_tables=publication.tables.local_tables,
        hidden=publication.tables.hidden,
        contents={},
        program_version="",
    )
    return SealedRelease(seal, publication.pattern.cells, lambda _: content)

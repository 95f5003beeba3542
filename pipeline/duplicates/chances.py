"""How often two different young people come out at each level: counted, never learnt."""

import duckdb

from pipeline.duplicates.outcomes import Outcome
from pipeline.duplicates.prepared import UNITS

_MOST_PEOPLE = 20_000
_MOST_PAIRS = 1_000_000
"""Beyond either a fixed part is counted."""

# Young people in an order that is theirs whatever the order of the rows, and unlike that of areas.
_ORDERED = f"""
create table linkage_ordered as
with ordered as (
  select unique_id,
    row_number() over (
      order by md5(concat_ws(' ', place, identifier, coalesce(agencies::varchar, agency))),
        {{columns}}, unique_id
    )::bigint - 1 as position
  from {UNITS}
  qualify position < {_MOST_PEOPLE}
)
select * from {UNITS} join ordered using (unique_id)
"""

# Each with the next, the next but one and so on round the circle, so that every pair comes once.
_COUNTED = """
select {counts} from (
  select {levels}
  from (select {left}, unnest(range(1, {steps} + 1)) as step from linkage_ordered) as l
  join (select {right} from linkage_ordered) as r
    on position_r = (position_l + step) % {people}
  where {different} and (step * 2 <> {people} or position_l < position_r)
)
"""


def chances(
    connection: duckdb.DuckDBPyConnection, compared: tuple[Outcome, ...]
) -> dict[str, tuple[float, ...]]:
    """Of each comparison by name: u of each level.  Where it is not shipped it is counted over
    pairs of different areas, which can't be one child (where there is only one area, over its own),
    half a pair being added to every level, so that none is without."""
    counted = [each for each in compared if each.comparison.levels[0].u is None]
    shipped = {
        each.comparison.name: tuple(level.u or 0.0 for level in each.comparison.levels)
        for each in compared
        if each not in counted
    }
    if not counted:
        return shipped
    columns = (row[0] for row in connection.execute(f"describe {UNITS}").fetchall())
    others = ", ".join(name for name in columns if name != "unique_id")
    connection.execute(_ORDERED.format(columns=others))
    counts = _counts(connection, counted)
    connection.execute("drop table linkage_ordered")
    return shipped | counts


def _counts(
    connection: duckdb.DuckDBPyConnection, counted: list[Outcome]
) -> dict[str, tuple[float, ...]]:
    names = [row[0] for row in connection.execute("describe linkage_ordered").fetchall()]
    areas, people = connection.execute(
        "select count(distinct place_no), count(*) from linkage_ordered"
    ).fetchall()[0]
    sizes = [len(each.comparison.levels) for each in counted]
    query = _COUNTED.format(
        counts=", ".join(
            f"count(*) filter (where level_{n} = {level})"
            for n, size in enumerate(sizes)
            for level in range(size)
        ),
        levels=", ".join(f"{each.level_index} as level_{n}" for n, each in enumerate(counted)),
        left=", ".join(f"{name} as {name}_l" for name in names),
        right=", ".join(f"{name} as {name}_r" for name in names),
        different="true" if areas == 1 else "place_no_l <> place_no_r",
        people=max(people, 1),
        steps=min(people // 2, _MOST_PAIRS // max(people, 1) + 1),
    )
    numbers = iter(connection.execute(query).fetchall()[0])
    u: dict[str, tuple[float, ...]] = {}
    for each, size in zip(counted, sizes, strict=True):
        seen = [next(numbers) + 0.5 for _ in range(size)]
        u[each.comparison.name] = tuple(number / sum(seen) for number in seen)
    return u

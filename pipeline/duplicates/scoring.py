"""Which pairs of young people may be one, each with its weight and those of its comparisons."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import log2

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.duplicates.chances import chances
from pipeline.duplicates.model import evidence, weights
from pipeline.duplicates.outcomes import Outcome, days_apart, outcomes, question_used
from pipeline.duplicates.prepared import UNITS, prepare
from schemas.codebook import Codebook
from schemas.linkage import Linkage, Rule
from schemas.sql_connection import connected

_DECIMALS = 6
_LIKELIEST = 0.5
"""Of two young people alone in an area no more is expected, whatever the share."""

_PRIORS = "linkage_priors"

# Expected matches over pairs, area by area: of n young people n * share over n * (n - 1) / 2.
_WITHIN = f"""
create table {_PRIORS} as
select place_no, least(2 * $share / (count(*) - 1), {_LIKELIEST}) as expected
from {UNITS} group by place_no having count(*) > 1
"""

# The same over all pairs of different areas.
_ACROSS = f"""
create table {_PRIORS} as
with sizes as (select place_no, count(*) as people from {UNITS} group by place_no),
pairs as (select (sum(people) ** 2 - sum(people ** 2)) / 2 as pairs, sum(people) as n from sizes)
select least($share * n / pairs, {_LIKELIEST}) as expected
from pairs where pairs > 0
"""

_SCORED = f"""
create table linkage_scored as
with weighed as (
  select p.unique_id_l, p.unique_id_r, round(log2(expected / (1 - expected)), {_DECIMALS}) as prior,
    round(log2(expected / (1 - expected)) + p.match_weight, {_DECIMALS}) as weight
  from {{predicted}} as p
  join {UNITS} as l on l.unique_id = p.unique_id_l
  join {UNITS} as r on r.unique_id = p.unique_id_r
  join {_PRIORS} as priors on {{of_places}}
)
select * from weighed where weight >= $least
"""

# Pairs with one identifier that means something: whatever kept them apart, people are to see them.
_KEPT_APART = f"""
insert into linkage_scored
select unique_id_l, unique_id_r, prior, round(prior + {{worths}}, {_DECIMALS}) as weight
from (
  select prior, {{ends}}, {{levels}}
  from {UNITS} as l
  join {UNITS} as r on l.{{block}} = r.{{block}} and l.unique_id < r.unique_id
  join (
    select place_no as place_no, round(log2(expected / (1 - expected)), {_DECIMALS}) as prior
    from {_PRIORS}
  ) as priors on priors.place_no = l.place_no
)
where level_0 = 0
  and (unique_id_l, unique_id_r) not in (select (unique_id_l, unique_id_r) from linkage_scored)
"""

_IDENTIFIER = ("identifier",)

_NO_PAIRS = """
create table linkage_scored as
select 0::bigint as unique_id_l, 0::bigint as unique_id_r, 0.0::double as prior,
  0.0::double as weight
where false
"""

_EXPLAINED = f"""
select unique_id_l as unit_l, unique_id_r as unit_r, {{places}}, weight,
  round(1 / (1 + 2 ** -weight), {_DECIMALS}) as probability, prior, {{parts}}
from (
  select weight, prior, {{ends}}, {{levels}}
  from linkage_scored as s
  join {UNITS} as l on l.unique_id = s.unique_id_l
  join {UNITS} as r on r.unique_id = s.unique_id_r
)
order by weight desc, place_l, place_r, identifier_l, identifier_r, unique_id_l, unique_id_r
"""


def score_pairs(
    units: pa.Table,
    codebook: Codebook,
    linkage: Linkage,
    connection: duckdb.DuckDBPyConnection | None = None,
) -> pa.Table:
    """Pairs of one area that may be one young person: from the review threshold up, and all with
    one identifier that means something (contract: kept apart, they are for review).

    `units` has one row a young person: `unit` (a whole number of its own), `place`, `agencies` (a
    list of keys), `identifier` (normalised, of the primary), perhaps `identifiers` (all of them)
    and `own_numbering` (true where its agency, or one of them, numbers for itself), and the answers
    as in schemas.people.  Out come `unit_l` < `unit_r`, `place`, `weight` (log2, six places),
    `probability`, `prior` (the area's, before any comparison) and for each comparison
    `<name>_level` (null where it could not be made) and `<name>_weight`; dates also
    `<name>_apart` in days, comparisons of several questions `<name>_question`, the one that was
    used.  `weight` is `prior` and the comparisons' weights added up.  The highest
    weight first, then by area and identifiers; the same whatever the order of the rows.

    Works in `connection`, or in one of its own, and leaves no table there.
    """
    return _score(units, codebook, linkage, connection, linkage.rules, across=False)


def score_across(
    units: pa.Table,
    codebook: Codebook,
    linkage: Linkage,
    connection: duckdb.DuckDBPyConnection | None = None,
) -> pa.Table:
    """Pairs of two areas that may be one young person, never merged: as `score_pairs`, with
    `place_l` and `place_r`, and only where the months of birth are the same."""
    found = _score(units, codebook, linkage, connection, linkage.across_rules, across=True)
    return found.filter(pc.equal(found["month_of_birth_level"], "same"))


def _score(
    units: pa.Table,
    codebook: Codebook,
    linkage: Linkage,
    given: duckdb.DuckDBPyConnection | None,
    rules: tuple[Rule, ...],
    *,
    across: bool,
) -> pa.Table:
    compared = outcomes(linkage, across=across)
    with _connection(given) as connection:
        prepare(connection, units, codebook, linkage, rules, across=across)
        share = linkage.known_across if across else linkage.known_twice
        connection.execute(_ACROSS if across else _WITHIN, {"share": share})
        u = chances(connection, compared)
        review = linkage.review_across if across else linkage.review
        _keep_likely(connection, compared, u, len(rules), _weight(review), across=across)
        if not across:
            _keep_kept_apart(connection, compared, u, rules)
        return _explained(connection, compared, u, across=across)


def _keep_likely(
    connection: duckdb.DuckDBPyConnection,
    compared: tuple[Outcome, ...],
    u: Mapping[str, tuple[float, ...]],
    rules: int,
    least: float,
    *,
    across: bool,
) -> None:
    """Makes `linkage_scored`: the pairs of at least the weight `least`."""
    highest = connection.execute(f"select max(expected) from {_PRIORS}").fetchall()[0][0]
    if highest is None:
        connection.execute(_NO_PAIRS)
        return
    of_places = "true" if across else "priors.place_no = l.place_no"
    needed = least - _weight(highest) - 10**-_DECIMALS
    with evidence(connection, compared, u, rules, needed, across=across) as predicted:
        query = _SCORED.format(predicted=predicted, of_places=of_places)
        connection.execute(query, {"least": round(least, _DECIMALS)})


def _keep_kept_apart(
    connection: duckdb.DuckDBPyConnection,
    compared: tuple[Outcome, ...],
    u: Mapping[str, tuple[float, ...]],
    rules: tuple[Rule, ...],
) -> None:
    """Adds to `linkage_scored` what `_KEPT_APART` says."""
    blocks = [n for n, rule in enumerate(rules) if rule.keys == _IDENTIFIER]
    if not blocks or compared[0].comparison.kind != "identifier":
        return
    worths = " + ".join(_worth(n, each, u) for n, each in enumerate(compared))
    connection.execute(
        _KEPT_APART.format(
            worths=worths,
            ends=_ends(connection),
            levels=_levels(compared),
            block=f"block_{blocks[0]}",
        )
    )


def _ends(connection: duckdb.DuckDBPyConnection) -> str:
    """The columns of the one in `_l` and of the other in `_r`."""
    columns = [row[0] for row in connection.execute(f"describe {UNITS}").fetchall()]
    return ", ".join(f"{end}.{name} as {name}_{end}" for end in "lr" for name in columns)


def _levels(compared: tuple[Outcome, ...]) -> str:
    return ", ".join(f"{each.level_index} as level_{n}" for n, each in enumerate(compared))


def _worth(n: int, outcome: Outcome, u: Mapping[str, tuple[float, ...]]) -> str:
    """SQL for what the level of the comparison with the number `n` is worth."""
    worth = enumerate(weights(outcome, u[outcome.comparison.name]))
    cases = " ".join(f"when {at} then {weight!r}" for at, weight in worth)
    return f"(case level_{n} {cases} else 0 end)::double"


def _explained(
    connection: duckdb.DuckDBPyConnection,
    compared: tuple[Outcome, ...],
    u: Mapping[str, tuple[float, ...]],
    *,
    across: bool,
) -> pa.Table:
    parts: list[str] = []
    for n, outcome in enumerate(compared):
        name = outcome.comparison.name
        names = (f"'{level.name}'" for level in outcome.comparison.levels)
        parts.append(f"[{', '.join(names)}][level_{n} + 1] as {name}_level")
        parts.append(f"round({_worth(n, outcome, u)}, {_DECIMALS}) as {name}_weight")
        if outcome.comparison.kind == "date":
            apart = days_apart(outcome.comparison)
            parts.append(f"{apart}::integer as {name}_apart")
        if len(outcome.comparison.questions) > 1:
            parts.append(f"{question_used(outcome.comparison)} as {name}_question")
    query = _EXPLAINED.format(
        places="place_l, place_r" if across else "place_l as place",
        parts=", ".join(parts),
        ends=_ends(connection),
        levels=_levels(compared),
    )
    return connection.sql(query).to_arrow_table()


def _weight(probability: float) -> float:
    return log2(probability / (1 - probability))


@contextmanager
def _connection(given: duckdb.DuckDBPyConnection | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection given, cleared of our tables afterwards, or one that is closed."""
    if given is None:
        with connected() as own:
            yield own
        return
    try:
        yield given
    finally:
        for table in (UNITS, _PRIORS, "linkage_scored"):
            given.execute(f"drop table if exists {table}")

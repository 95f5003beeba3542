"""splink: looks at the pairs that the rules bring together and adds up their weights."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import log2
from typing import TYPE_CHECKING

import duckdb

from pipeline.duplicates.outcomes import Outcome
from pipeline.duplicates.prepared import UNITS
from pipeline.duplicates.quiet import quiet

if TYPE_CHECKING:
    from splink.internals.comparison_library import CustomComparison

_EVEN = 0.5
"""splink adds up the comparisons only; what is expected beforehand is each area's own."""


@contextmanager
def evidence(
    connection: duckdb.DuckDBPyConnection,
    compared: tuple[Outcome, ...],
    chances: Mapping[str, tuple[float, ...]],
    rules: int,
    least: float,
    *,
    across: bool,
) -> Iterator[str]:
    """The name of a table of `unique_id_l` < `unique_id_r` and `match_weight`, the comparisons'
    weights added up, where that is at least `least`; the table is gone afterwards.

    Reads `linkage_units` with its blocks, one for each of the `rules`.
    """
    with quiet():
        from splink import DuckDBAPI, Linker, SettingsCreator
        from splink.blocking_rule_library import CustomRule

        places = "l.place_no <> r.place_no" if across else "l.place_no = r.place_no"
        settings = SettingsCreator(
            link_type="dedupe_only",
            probability_two_random_records_match=_EVEN,
            comparisons=[_comparison(each, chances[each.comparison.name]) for each in compared],
            blocking_rules_to_generate_predictions=[
                CustomRule(f"l.block_{n} = r.block_{n} and {places}") for n in range(rules)
            ],
            retain_matching_columns=False,
            linker_uid="linkage",
        )
        database = DuckDBAPI(connection=connection)
        # Ours are held against the columns by the tests; splink would do it at each run.
        linker = Linker(database.register(UNITS), settings, validate_settings=False)
        try:
            predicted = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
            yield predicted.physical_name
        finally:
            database.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]


def weights(outcome: Outcome, chances: tuple[float, ...]) -> tuple[float, ...]:
    """What each level of a comparison is worth, as splink reckons it."""
    levels = outcome.comparison.levels
    return tuple(log2(level.m / u) for level, u in zip(levels, chances, strict=True))


def _comparison(outcome: Outcome, chances: tuple[float, ...]) -> "CustomComparison":
    """Every level has its own m and u: an unset one would silently become one in a million."""
    from splink.comparison_level_library import CustomLevel, ElseLevel
    from splink.comparison_library import CustomComparison

    comparison = outcome.comparison
    *conditional, last = zip(comparison.levels, chances, strict=True)
    return CustomComparison(
        output_column_name=comparison.name,
        comparison_levels=[
            CustomLevel(outcome.missing).configure(is_null_level=True),
            *(
                CustomLevel(condition).configure(m_probability=level.m, u_probability=u)
                for condition, (level, u) in zip(outcome.conditions, conditional, strict=True)
            ),
            ElseLevel().configure(m_probability=last[0].m, u_probability=last[1]),
        ],
    )

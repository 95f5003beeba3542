"""The declared rules across answers, held in one query."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from schemas.declarations import DeclarationError
from schemas.rules import Rule
from schemas.sql_connection import connected

_AGE_FROM_BIRTH = """(
    date_part('year', return_date) - date_part('year', date_of_birth)
    - case when date_part('month', return_date) * 100 + date_part('day', return_date)
              < date_part('month', date_of_birth) * 100 + date_part('day', date_of_birth)
           then 1 else 0 end
)"""
_DERIVED = {
    "age_from_birth": _AGE_FROM_BIRTH,
    "age_counted": f"coalesce(age, {_AGE_FROM_BIRTH})",
    "started": "coalesce(referral_date, first_assessment_date)",
}


@dataclass(frozen=True)
class RuleBreaks:
    """For each rule, in its order, the rows that break it and those for which it can't be told,
    since an answer is missing (neither is ever null); and each row's age: as given or, where that
    is blank, not known or refused, worked out from the date of birth."""

    broken: tuple[pa.Array, ...]
    not_run: tuple[pa.Array, ...]
    age_counted: pa.Array


def rule_breaks(given: pa.Table, rules: Sequence[Rule]) -> RuleBreaks:
    """`given` holds the columns that the rules name, `date_of_birth`, `age` and `return_date`.

    An answer that a rule refuses is null for the rules after it.
    """
    with connected() as connection:
        connection.register("given", given)
        _check_predicates(connection, rules)
        table = connection.sql(rule_query(rules)).to_arrow_table().combine_chunks()
    broken = tuple(
        pc.fill_null(table[f"broken_{n}"].combine_chunks(), False) for n in range(len(rules))
    )
    not_run = tuple(table[f"not_run_{n}"].combine_chunks() for n in range(len(rules)))
    return RuleBreaks(broken, not_run, table["age_counted"].combine_chunks())


def _check_predicates(connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Raises DeclarationError, naming file and line, for a predicate that is no SQL."""
    for rule in rules:
        try:
            connection.sql(f"select ({_with_derived(rule.when)}) is true from given limit 0")
        except duckdb.Error as error:
            raise DeclarationError(
                f"{rule.source}: the predicate can't be read ({type(error).__name__})"
            ) from None


def rule_query(rules: Sequence[Rule]) -> str:
    """One step a rule: `broken_n`, `not_run_n` (the predicate is null where an answer that decides
    it is missing), and the answer refused where the rule costs the answer."""
    steps = ["held_0 as (select * from given)"]
    for n, rule in enumerate(rules):
        predicate = _with_derived(rule.when)
        refused = (
            f"replace (case when ({predicate}) is true then null else {rule.question} end"
            f" as {rule.question})"
            if rule.size == "answer"
            else ""
        )
        steps.append(
            f"held_{n + 1} as (select * {refused}, ({predicate}) is true as broken_{n},"
            f" ({predicate}) is null as not_run_{n} from held_{n})"
        )
    names = ", ".join(f"broken_{n}, not_run_{n}" for n in range(len(rules)))
    age = f"({_DERIVED['age_counted']})::smallint as age_counted"
    return f"with {', '.join(steps)} select {names}, {age} from held_{len(rules)}"


def _with_derived(predicate: str) -> str:
    return re.sub(r"\b[a-z_][a-z0-9_]*\b", lambda word: _DERIVED.get(word[0], word[0]), predicate)

"""The comparisons of the linkage model as SQL over two young people of `linkage_units`.

Columns of the one end in `_l`, of the other in `_r`; `pipeline.duplicates.prepared` makes them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.linkage import Comparison, Linkage

GROUP_SUFFIX = "_group"
"""The column that holds an answer's main group."""


def _in_common(one: str, all_of: str) -> str:
    """Whether two have one in common; `all_of` is null where there is only `one`, as nearly always,
    since lists are slow."""
    lists = ", ".join(f"coalesce({all_of}_{end}, [{one}_{end}])" for end in "lr")
    return (
        f"case when {one}_l = {one}_r then true"
        f" when {all_of}_l is null and {all_of}_r is null then false"
        f" else list_has_any({lists}) end"
    )


_SHARED_AGENCY = f"({_in_common('agency', 'agencies')})"
_SAME_IDENTIFIER = f"({_in_common('identifier', 'identifiers')})"
_CHARACTERS_OF_A_LONG_ONE = 4
_LONG = (
    f"length(identifier_l) >= {_CHARACTERS_OF_A_LONG_ONE}"
    f" and length(identifier_r) >= {_CHARACTERS_OF_A_LONG_ONE}"
)
# A slip changes at most two of the digits used, which is quick to see.
_ONE_SLIP = (
    f"{_LONG} and abs(length(identifier_l) - length(identifier_r)) <= 1"
    " and bit_count(xor(digits_used_l, digits_used_r)) <= 2"
    " and damerau_levenshtein(identifier_l, identifier_r) = 1"
)


@dataclass(frozen=True)
class Outcome:
    """Of a comparison: the condition under which it can't be made (never null), and the conditions
    of its levels but the last, each meant where none before it holds."""

    comparison: Comparison
    missing: str
    conditions: tuple[str, ...]

    @property
    def level_index(self) -> str:
        """SQL for the number of the level, from 0; null where it can't be made."""
        cases = " ".join(
            f"when {condition} then {n}" for n, condition in enumerate(self.conditions)
        )
        return f"case when {self.missing} then null {cases} else {len(self.conditions)} end"


def outcomes(linkage: Linkage, *, across: bool = False) -> tuple[Outcome, ...]:
    """The comparisons in their order.  Across areas an identifier is compared only within one
    agency that serves both, and agencies are not compared."""
    made: dict[str, Outcome] = {}
    for comparison in linkage.comparisons:
        if across and comparison.kind == "agency":
            continue
        missing, conditions = _parts(comparison, across)
        if comparison.given is not None:
            missing = f"({missing}) or ({made[comparison.given].conditions[0]}) is not true"
        if comparison.unless is not None:
            missing = f"({missing}) or not ({made[comparison.unless].missing})"
        made[comparison.name] = Outcome(comparison, missing, conditions)
    return tuple(made.values())


def days_apart(comparison: Comparison) -> str:
    """SQL for the days between two dates; null where they can't be compared."""
    return _of_first(comparison.questions, lambda q: f"abs({q}_l - {q}_r)")


def question_used(comparison: Comparison) -> str:
    """SQL for the name of the question that both answer; null where there is none."""
    cases = " ".join(
        f"when not ({_missing((question,))}) then '{question}'" for question in comparison.questions
    )
    return f"(case {cases} end)"


def _parts(comparison: Comparison, across: bool) -> tuple[str, tuple[str, ...]]:
    questions = comparison.questions
    match comparison.kind:
        case "identifier":
            return _identifier(across)
        case "agency":
            return f"{_SHARED_AGENCY} and {_SAME_IDENTIFIER}", (_SHARED_AGENCY,)
        case "month":
            apart = _of_first(questions, lambda q: f"abs({q}_l - {q}_r)")
            year = _of_first(questions, lambda q: f"{q}_l // 12 = {q}_r // 12")
            return _missing(questions), (f"{apart} = 0", f"{year} or {apart} % 12 = 0")
        case "age":
            apart = _of_first(questions, lambda q: f"abs({q}_l - {q}_r)")
            return _missing(questions), (f"{apart} = 0", f"{apart} = 1")
        case "group":
            grouped = tuple(question + GROUP_SUFFIX for question in questions)
            return _missing(grouped), (_equal(grouped),)
        case "set":
            common = _of_first(questions, lambda q: f"{q}_l & {q}_r")
            return _missing(questions), (_equal(questions), f"{common} <> 0")
        case "date":
            reaches = [level.days for level in comparison.levels[:-1]]
            apart = days_apart(comparison)
            return _missing(questions), tuple(f"{apart} <= {days}" for days in reaches)
        case _:
            return _missing(questions), (_equal(questions),)


def _identifier(across: bool) -> tuple[str, tuple[str, ...]]:
    """Within one agency a different identifier is the agency comparison's; between two it says
    something only where both number with the area."""
    means = f"case when {_SHARED_AGENCY} then {_SAME_IDENTIFIER}"
    if across:
        missing = f"not ({_SHARED_AGENCY} and speaks_l and speaks_r)"
    else:
        missing = f"not ({means} else speaks_l and speaks_r end)"
    levels = (
        _SAME_IDENTIFIER,
        "digits_l = digits_r",
        f"sorted_l = sorted_r and {_ONE_SLIP}",
        _ONE_SLIP,
    )
    return missing, levels


def _missing(columns: tuple[str, ...]) -> str:
    return " and ".join(f"({column}_l is null or {column}_r is null)" for column in columns)


def _equal(columns: tuple[str, ...]) -> str:
    return _of_first(columns, lambda column: f"{column}_l = {column}_r")


def _of_first(columns: tuple[str, ...], expression: Callable[[str], str]) -> str:
    """The expression of the first column that neither lacks."""
    if len(columns) == 1:
        return f"({expression(columns[0])})"
    return f"coalesce({', '.join(map(expression, columns))})"

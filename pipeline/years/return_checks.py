"""What must add up in a board's annual return, whoever counted it."""

from collections.abc import Iterator, Mapping, Sequence

from reports.adding import Cases, FigureKey, added, counted_in, keys_of
from reports.figures import BASE, MOST_ANSWERS, NOT_ADDED, ONE_ANSWER_ONLY
from reports.movements import Movements
from reports.tables import Table
from reports.year_tables import YEAR_END

WORKED_WITH, NEW, KNOWN_BEFORE = "worked_with", "new", "known_before"
"""The groups of a year's tables."""


def first_fault(
    movements: Movements, groups: Mapping[str, Cases], tables: Sequence[Table]
) -> str | None:
    """What does not add up, to stand after "in it"; None if all does.

    `groups` has all figures of `tables` for each of the three groups.
    """
    return next(_faults(movements, groups, tables), None)


def _faults(
    movements: Movements, groups: Mapping[str, Cases], tables: Sequence[Table]
) -> Iterator[str]:
    of_them = (
        (movements.seen_again, movements.open_start),
        (movements.ended_age, movements.ended),
        (movements.not_confirmed, movements.open_end),
    )
    if not movements.adds_up or any(part > whole for part, whole in of_them):
        yield "those who came and those who went do not add up"
    people = {
        WORKED_WITH: movements.individuals,
        NEW: movements.first_new,
        KNOWN_BEFORE: movements.first_open + movements.first_came_back,
    }
    for group, cases in groups.items():
        for table in tables:
            if not _adds_up(table, cases, people[group]):
                yield f"the figures of {table.id} for {group} do not add up"
    together = added((groups[NEW], groups[KNOWN_BEFORE]))
    for key, number in groups[WORKED_WITH].items():
        if number != together[key]:
            yield f"new and known_before of {key.table_id}, row {key.row}, are not worked_with"
    last = (movements.last_ended, movements.last_unknown, movements.last_open)
    rows = ("ended", "unknown", "open_end")
    if last != tuple(groups[WORKED_WITH][FigureKey(YEAR_END, row, "total")] for row in rows):
        yield f"{YEAR_END} does not say the same as the movements"


def _adds_up(table: Table, cases: Cases, people: int) -> bool:
    base = cases[FigureKey(table.id, BASE.code, "total")]
    if counted_in(table, cases) != people:
        return False
    if any(cases[key] > people for key in keys_of(table) if key.row not in NOT_ADDED):
        return False
    if table.question is None:
        return sum(cases[key] for key in keys_of(table) if key.column != "total") == base
    answers = [cases[FigureKey(table.id, row.code, "total")] for row in table.rows]
    if not table.several:
        return sum(answers) == base
    return _several_add_up(table, answers, base, cases)


def _several_add_up(table: Table, answers: Sequence[int], base: int, cases: Cases) -> bool:
    """Each case of the base has one answer, or from two to the most."""
    one = cases[FigureKey(table.id, ONE_ANSWER_ONLY.code, "total")]
    most = cases[FigureKey(table.id, MOST_ANSWERS.code, "total")]
    several = base - one
    if several < 0 or max(answers) > base or most > len(answers):
        return False
    if not several:
        return most == min(base, 1) and sum(answers) == one
    # One case has the most answers, each of the others at least two.
    least = one + 2 * (several - 1) + most
    return most >= 2 and least <= sum(answers) <= one + several * most

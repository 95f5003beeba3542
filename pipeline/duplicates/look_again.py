"""Which decisions somebody should look at again, in a sentence."""

from collections.abc import Iterable
from datetime import date

from pipeline.duplicates.decisions import DecisionState, DecisionUse
from schemas.text import plural

_TO_LOOK_AT: tuple[DecisionState, ...] = ("stale", "unclear")
_MOST_NAMED = 10


def look_again(uses: Iterable[DecisionUse], day: date) -> str:
    """`Decisions to look at again: numbers 3, 7 (stale)...`; empty if there are none."""
    parts = [
        f"{_listed(numbers)} ({state})" for state, numbers in _numbers(uses).items() if numbers
    ]
    if not parts:
        return ""
    return (
        f"Decisions to look at again: {', '.join(parts)}. "
        f"`lscb duplicates decided --date {day}` says what that means."
    )


def _numbers(uses: Iterable[DecisionUse]) -> dict[DecisionState, list[int]]:
    found: dict[DecisionState, list[int]] = {state: [] for state in _TO_LOOK_AT}
    for each in uses:
        if each.state in found:
            found[each.state].append(each.decision.number)
    return found


def _listed(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = len(numbers) - _MOST_NAMED
    word = "number" if len(numbers) == 1 else "numbers"
    return f"{word} {named} and {plural(more, 'other')}" if more > 0 else f"{word} {named}"

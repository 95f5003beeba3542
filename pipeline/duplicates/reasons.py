"""Why a pair of young people may be one, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.linkage import Comparison, Linkage


@dataclass(frozen=True)
class Reason:
    """What a comparison came out as, in words, and what that is worth (log2)."""

    comparison: str
    level: str
    words: str
    weight: float

    def __str__(self) -> str:
        return f"{self.words} {self.weight:+.1f}"


def reasons_of(row: Mapping[str, object], linkage: Linkage) -> tuple[Reason, ...]:
    """The reasons of a row of `score_pairs` or `score_across`, those that weigh most first,
    whichever way they point; what could not be compared is none.  With the row's `prior` their
    weights add up to its `weight`."""
    reasons: list[Reason] = []
    for comparison in linkage.comparisons:
        level = row.get(f"{comparison.name}_level")
        weight = row.get(f"{comparison.name}_weight")
        if isinstance(level, str) and isinstance(weight, float):
            words = _words(comparison, level, row)
            reasons.append(Reason(comparison.name, level, words, weight))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def sentence(reasons: tuple[Reason, ...]) -> str:
    """`same identifier +12.9, same month of birth +6.1, gender differs -4.2`."""
    return ", ".join(map(str, reasons))


def _words(comparison: Comparison, name: str, row: Mapping[str, object]) -> str:
    level = next(each for each in comparison.levels if each.name == name)
    apart = row.get(f"{comparison.name}_apart")
    if apart == 1:
        return level.words.replace("{apart} days", "1 day")
    return level.words.replace("{apart}", str(apart))

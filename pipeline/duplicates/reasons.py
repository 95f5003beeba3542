"""Why a pair of young people may be one, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.linkage import Comparison, Linkage


@dataclass(frozen=True)
class Reason:
    """What a comparison came out as, in words, and what that is worth (log2); `question` is the one
    whose answers were compared, blank where none were (identifiers, agencies)."""

    comparison: str
    level: str
    words: str
    weight: float
    question: str = ""

    @property
    def tenths(self) -> int:
        """The weight as it is shown."""
        return in_tenths(self.weight)

    def __str__(self) -> str:
        return f"{self.words} {signed(self.tenths)}"


def in_tenths(weight: float) -> int:
    """A weight rounded to a decimal, as a number of tenths: those add up as they are shown."""
    return round(round(weight, 1) * 10)


def signed(tenths: int) -> str:
    """A weight as it is shown: `+5.8`."""
    return f"{tenths / 10:+.1f}"


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
            question = _question(comparison, row)
            reasons.append(Reason(comparison.name, level, words, weight, question))
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def sentence(reasons: tuple[Reason, ...]) -> str:
    """`same identifier +12.9, same month of birth +6.1, gender differs -4.2`."""
    return ", ".join(map(str, reasons))


def _question(comparison: Comparison, row: Mapping[str, object]) -> str:
    if len(comparison.questions) == 1:
        return comparison.questions[0]
    return str(row.get(f"{comparison.name}_question") or "")


def _words(comparison: Comparison, name: str, row: Mapping[str, object]) -> str:
    level = next(each for each in comparison.levels if each.name == name)
    apart = row.get(f"{comparison.name}_apart")
    if apart == 1:
        return level.words.replace("{apart} days", "1 day")
    return level.words.replace("{apart}", str(apart))

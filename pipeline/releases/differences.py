"""What two releases of one day tell by their difference alone.

Nothing that is hidden helps here: where a number goes from 42 to 43 in a correction, a reader sees
one more young person with that answer, and with all such numbers together that one's record.
"""

from collections.abc import Iterable

from pipeline.attack.facts import STATISTICS
from pipeline.attack.printed import PrintedFigure


def small_differences(
    new: Iterable[PrintedFigure], old: Iterable[PrintedFigure], threshold: int
) -> int:
    """How many counts are shown in both and differ by 1 to the threshold."""
    before = _counts(old)
    return sum(
        1 <= abs(count - before.get(key, count)) <= threshold for key, count in _counts(new).items()
    )


def _counts(figures: Iterable[PrintedFigure]) -> dict[tuple[str, str, str, str], int]:
    return {
        (each.table_id, each.code, each.row, each.column): each.number
        for each in figures
        if each.row not in STATISTICS and each.number is not None
    }

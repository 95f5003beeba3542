"""How the states of returns are shown: by a sign and a word, never by colour alone."""

from dataclasses import dataclass

from reports.status import State


@dataclass(frozen=True)
class Sign:
    """How a state is shown: never by its colour alone."""

    sign: str
    word: str
    meaning: str


SIGNS: dict[State, Sign] = {
    "received": Sign("✓", "in", "The return came, and not after the day on which it was due."),
    "late": Sign("▲", "late", "The return came, but after the day on which it was due."),
    "nil": Sign(
        "○", "nil", "A nil return: the agency says that it is working with nobody in the area."
    ),
    "refused": Sign(
        "✕", "refused", "A file or all rows were refused: nothing of that month's return counts."
    ),
    "missing": Sign("!", "missing", "A return was expected, and nothing came."),
    "awaited": Sign("…", "awaited", "Nothing came so far; the day on which it is due is to come."),
}
NOT_EXPECTED = Sign("–", "not due", "Nothing came, and nothing was expected.")
CHECK = Sign(
    "?",
    "check",
    "The return looks odd beside the agency's others: the reasons stand above. Only the latest "
    "month is held against what came before.",
)
LATE_NIL = "nil, late"

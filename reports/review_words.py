"""What the review workbook and those who read the filled one must agree on: names and labels."""

from typing import Literal

HOW_SHEET = "How to decide"
SUMMARY_SHEET = "Summary"
REVIEW_SHEET = "Review"
ACROSS_SHEET = "Known in two areas"
PROGRAM_SHEET = "For lscb"
SHEETS = (HOW_SHEET, SUMMARY_SHEET, REVIEW_SHEET, ACROSS_SHEET, PROGRAM_SHEET)
"""In the order of the workbook."""

PAIR = "Pair {number}"
"""In column A of the sheet Review, on the first row of a block; `number` without leading zeros."""

ACROSS = "Across {number}"
"""The same on the sheet Known in two areas."""

WHY = "Why"
BEFORE = "Before"
KNOWN_TO = "Known to"
YOUR_DECISION = "Your decision"
DECIDED_BY = "Decided by"
ON = "On"
BECAUSE = "Because"
BEWARE = "Beware"
OTHER_PAIRS = "Other pairs"
ASKED = (YOUR_DECISION, DECIDED_BY, ON, BECAUSE)
"""In column A of a block, on rows one below the other in this order; the answers stand in column
B.  The day is a date or text; the others are text; all are blank until they are filled in."""

OF_PAIR = "of pair {number}"
"""Right of the decision, as its pair's heading may stand a page above it."""

DecisionWord = Literal["same", "not the same", "unsure"]
DECISION_WORDS: tuple[DecisionWord, ...] = ("same", "not the same", "unsure")
"""The choices of the drop-down, in its order."""

PROGRAM_COLUMNS = ("pair", "area_code", "seen_1", "seen_2")
"""The headings of the sheet For lscb: they stand in one row, from column A on, below the lines that
say what the sheet is; one row a pair follows, `pair` being its number."""

CSV_COLUMNS = (
    "pair", "area_code", "area", "agency_1", "identifier_1", "agency_2", "identifier_2",
    "decision", "who", "when", "why", "kind", "probability", "weight", "reasons",
)  # fmt: skip
"""The first columns of pairs.csv; `<question>_1` and `<question>_2` of each question follow, and
then CSV_SEEN."""
CSV_SEEN = ("seen_1", "seen_2")

REVIEW_FILE = "review.xlsx"
PAIRS_FILE = "pairs.csv"
PAIRS_JSON = "pairs.json"
SUMMARY_FILE = "summary.csv"
ACROSS_FILE = "across.csv"

_ALMOST_SURELY, _PROBABLY_NOT = 0.99, 0.25


def likelihood(probability: float) -> str:
    """A probability as so many of a hundred, in words too where it is very high or low: `95 in
    100`, `Probably not one (12 in 100)`."""
    said = in_a_hundred(probability)
    if probability >= _ALMOST_SURELY:
        return f"Almost surely one ({said})"
    return f"Probably not one ({said})" if probability < _PROBABLY_NOT else said


def in_a_hundred(probability: float) -> str:
    """A probability as so many of a hundred: `95 in 100`."""
    if probability >= 0.995:
        return "over 99 in 100"
    return f"{int(probability * 100 + 0.5)} in 100"

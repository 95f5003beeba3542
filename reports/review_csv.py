"""The review list as CSV: `pairs.csv`, in which people may decide too, `across.csv` and
`summary.csv`.

All begin with the mark of UTF-8, their lines end as Excel writes them, and texts that a spreadsheet
would take for formulas are made inert.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from reports.review import AcrossPair, Beside, Review, ReviewPair, ReviewSide
from reports.review_words import CSV_COLUMNS, CSV_SEEN
from reports.spreadsheet_text import in_csv
from schemas.codebook import Codebook
from schemas.records import kept_questions

ACROSS_COLUMNS = (
    "pair", "area_code_1", "area_1", "area_code_2", "area_2", "agency_1", "identifier_1",
    "agency_2", "identifier_2", "probability", "weight", "reasons",
)  # fmt: skip
SUMMARY_COLUMNS = ("area_code", "area", "agency_1", "agency_2", "pairs", "likely")
_MARK = "\ufeff"
"""By it Excel knows UTF-8."""

Cell = str | int | float


def pairs_csv(review: Review, codebook: Codebook) -> str:
    """One line a pair of an area; `decision`, `who`, `when` and `why` are blank, to be filled in.
    Of several agencies the first stands in its own column, all of them in `seen_1`, `seen_2`."""
    header = (*CSV_COLUMNS, *_answer_columns(codebook), *CSV_SEEN)
    return _csv(header, (_pair(each, codebook) for each in review.pairs))


def across_csv(review: Review, codebook: Codebook) -> str:
    """One line a pair of two areas."""
    header = (*ACROSS_COLUMNS, *_answer_columns(codebook))
    return _csv(header, (_across(each, codebook) for each in review.across))


def summary_csv(review: Review) -> str:
    """One line an area and pair of agencies."""
    lines = (
        (
            each.area_code, each.area, each.agency_one, each.agency_other, each.pairs, each.likely,
        )
        for each in review.summary
    )  # fmt: skip
    return _csv(SUMMARY_COLUMNS, lines)


def _pair(pair: ReviewPair, codebook: Codebook) -> tuple[Cell, ...]:
    undecided = ("", "", "", "")
    return (
        pair.number, pair.area_code, pair.area, *_first(pair.one), *_first(pair.other), *undecided,
        pair.kind, pair.probability, pair.weight, _in_a_line(pair.reasons),
        *_answers(pair.answers, codebook), pair.one.seen, pair.other.seen,
    )  # fmt: skip


def _across(pair: AcrossPair, codebook: Codebook) -> tuple[Cell, ...]:
    return (
        pair.number, pair.area_code_one, pair.area_one, pair.area_code_other, pair.area_other,
        *_first(pair.one), *_first(pair.other), pair.probability, pair.weight,
        _in_a_line(pair.reasons), *_answers(pair.answers, codebook),
    )  # fmt: skip


def _first(side: ReviewSide) -> tuple[str, str]:
    """The agency of the primary record, and its identifier."""
    return side.known_as[0].agency, side.known_as[0].identifier


def _in_a_line(text: str) -> str:
    return " ".join(text.splitlines())


def _answer_columns(codebook: Codebook) -> Iterator[str]:
    for question in kept_questions(codebook):
        yield from (f"{question.name}_1", f"{question.name}_2")


def _answers(answers: Iterable[Beside], codebook: Codebook) -> Iterator[str]:
    by_question = {each.question: each for each in answers}
    for question in kept_questions(codebook):
        beside = by_question.get(question.name)
        yield from ("", "") if beside is None else (beside.one, beside.other)


def _csv(header: Sequence[str], lines: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    text.write(_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(map(_guarded, lines))
    return text.getvalue()


def _guarded(line: Sequence[Cell]) -> list[Cell]:
    return [in_csv(each) if isinstance(each, str) else each for each in line]

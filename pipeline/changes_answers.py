"""Which answers of young people mean something else than in an earlier return."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.places import Numbers
from pipeline.changes_matches import Kept
from pipeline.changes_rows import ReturnRows, columns_of
from reports.feedback import ChangedAnswer
from reports.wording import long_date
from schemas.codebook import NOT_KNOWN, SEPARATOR, Question, default_label
from schemas.records import not_known_column

_AGE = "age"
_BETWEEN = "; "

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class AnswerChanges:
    """By the index of two returns: the answers that changed, in the order of the later return and
    of the form, and how many young people have the same answers in both (by distinct identifiers:
    of one that stands several times in both, all rows are the same)."""

    changed: Mapping[int, Sequence[ChangedAnswer]]
    unchanged: Mapping[int, int]


def answer_changes(rows: ReturnRows, kept: Kept, growth: Numbers) -> AnswerChanges:
    """Compares the answers of young people that stand in two returns; `growth` is by how many years
    each of them may have grown older.

    An age that grew in step with the time is no change: it would be listed for one young person in
    twelve each month and tells nothing.  What changed is listed where the identifier stands once in
    both returns, else it isn't sure whose answer it is, and where neither row was refused: a
    refused row is mended by what the feedback says of it.
    """
    touched = ~kept.alike
    found: list[tuple[int, int, str, str]] = []
    for position, question in enumerate(rows.questions):
        differs = _differs(rows.table, question, kept)
        if question.name == _AGE:
            differs &= ~_grown(rows.table, kept, growth)
        touched |= differs
        at = np.flatnonzero(differs & kept.sure)
        before = _texts(rows.table, question, kept.before[at])
        now = _texts(rows.table, question, kept.now[at])
        found += zip(at.tolist(), [position] * len(at), before, now, strict=True)
    found.sort()
    pairs = [pair for pair, *_ in found]
    names = rows.table["local_id"].take(pa.array(kept.now[pairs])).to_pylist() if pairs else []
    changed: dict[int, list[ChangedAnswer]] = defaultdict(list)
    for (pair, position, before_text, now_text), local_id in zip(found, names, strict=True):
        label = rows.questions[position].label
        changed[int(kept.link[pair])].append(
            ChangedAnswer(local_id or "", label, before_text, now_text)
        )
    return AnswerChanges(changed, _unchanged(kept, touched))


def _unchanged(kept: Kept, touched: Mask) -> Mapping[int, int]:
    """By the index of two returns, how many identifiers have no row that changed."""
    same = ~np.isin(kept.first, kept.first[touched]) & (kept.now == kept.first)
    links, counts = np.unique(kept.link[same], return_counts=True)
    return dict(zip(links.tolist(), counts.tolist(), strict=True))


def years_between(earlier: date, later: date) -> int:
    """By how many years an age may have grown in between: those begun."""
    after = (later.month, later.day) > (earlier.month, earlier.day)
    return later.year - earlier.year + after


def _differs(table: pa.Table, question: Question, kept: Kept) -> Mask:
    """Where the two answers of a young person differ in any way."""
    differs = np.zeros(len(kept.now), bool)
    for name in columns_of(question):
        column = table[name].combine_chunks()
        # All rows stand in one table, so that equal codes have equal numbers.
        plain = column.indices if pa.types.is_dictionary(column.type) else column
        now, before = plain.take(pa.array(kept.now)), plain.take(pa.array(kept.before))
        other = pc.fill_null(pc.not_equal(now, before), False)
        one_blank = pc.xor(pc.is_null(now), pc.is_null(before))
        differs |= pc.or_(other, one_blank).to_numpy(zero_copy_only=False)
    return differs


def _grown(table: pa.Table, kept: Kept, growth: Numbers) -> Mask:
    """Where the age grew by no more than the time allows."""
    ages = table[_AGE].combine_chunks()
    now, before = ages.take(pa.array(kept.now)), ages.take(pa.array(kept.before))
    years = pc.subtract(now, before)
    in_step = pc.and_(pc.greater(years, 0), pc.less_equal(years, pa.array(growth)))
    grown: Mask = pc.fill_null(in_step, False).to_numpy(zero_copy_only=False)
    return grown


def _texts(table: pa.Table, question: Question, rows: Numbers) -> list[str]:
    """The answers in some rows, as they are shown; blank where not provided."""
    at = pa.array(rows)
    values = table[question.name].take(at).to_pylist()
    marked = not_known_column(question)
    unknown = table[marked].take(at).to_pylist() if marked else [False] * len(values)
    labels = {option.code: option.label for option in question.options}
    return [
        default_label(NOT_KNOWN) if not_known else _shown(value, question, labels)
        for value, not_known in zip(values, unknown, strict=True)
    ]


def _shown(value: object, question: Question, labels: Mapping[str, str]) -> str:
    match value:
        case None:
            return ""
        case date():
            # Where the month is enough no day is held.
            return f"{value:%B %Y}" if question.month_enough else long_date(value)
        case str():
            codes = value.split(SEPARATOR)
            return _BETWEEN.join(labels.get(code, default_label(code)) for code in codes)
        case _:
            return str(value)

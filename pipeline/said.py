"""What stands in the cells that are at fault, as those who filled them in see it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from ingest.document import Format
from ingest.laid_out import CellProblem
from ingest.read_file import Answers
from reports.wording import long_date
from schemas.codebook import SEPARATOR, Codebook, Question
from schemas.problems import load_problems
from schemas.text import folded

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BOX = re.compile(r"[☐☒][^☐☒]*")


def said_in(problems: pa.Table, answers: Answers, codebook: Codebook) -> list[str | None]:
    """What stands in the cell of each problem, blank for a blank cell; None where that is not to be
    repeated, or it is no cell of an answer."""
    catalogue = load_problems()
    questions = problems["question"].cast(pa.string())
    said: list[str | None] = [None] * problems.num_rows
    for name in questions.unique().to_pylist():
        if name is None or name not in answers.sent:
            continue
        question = codebook.question(name)
        numbers = pc.indices_nonzero(pc.equal(questions, name))
        records = pc.subtract(problems["record"].take(numbers), 1)
        texts = [text or "" for text in answers.sent.of(name, records)]
        seen = {text: as_seen(text, question, answers.understood.format) for text in set(texts)}
        for n, text in zip(numbers.to_pylist(), texts, strict=True):
            said[n] = seen[text]
    ticks = _ticks_by_answer(answers.cell_problems)
    for n, code in enumerate(problems["code"].to_pylist()):
        if not catalogue[code].echo:
            said[n] = None
        elif code == "not_a_tick":
            of_answer = ticks[problems["record"][n].as_py(), questions[n].as_py()]
            row, column = problems["row"][n].as_py(), problems["column"][n].as_py()
            said[n] = next(
                each.said
                for each in of_answer
                if each.row in (0, row) and each.column in (0, column)
            )
    return said


def as_seen(text: str, question: Question, of: Format) -> str:
    """A text as it was read from a file, in the words of those who filled it in.

    Ticks are read as codes and stand as labels; a date of a spreadsheet or a date picker is read in
    its ISO form and stands as 5 January 2010, however the cell shows it; boxes without a tick are
    left out.
    """
    if of != "csv" and _DATE.fullmatch(text):
        try:
            return long_date(date.fromisoformat(text))
        except ValueError:
            return text
    if question.kind == "several":
        labels = {option.code: option.label for option in question.options}
        pieces = text.split(SEPARATOR)
        if all(piece in labels for piece in pieces):
            return "; ".join(labels[piece] for piece in pieces)
    return _without_empty_boxes(text, question)


def _without_empty_boxes(text: str, question: Question) -> str:
    """`☒ Female; ☒ Male` of the form's list of boxes.  A box stays where something else than one
    of the options stands beside it."""
    if not text.lstrip().startswith(("☐", "☒")):
        return text
    options = {folded(option.label) for option in question.options}
    boxes = [each.strip() for each in _BOX.findall(text)]
    kept = [each for each in boxes if each[0] == "☒" or folded(each[1:]) not in options]
    return "; ".join(kept) if kept and len(kept) < len(boxes) else text


def _ticks_by_answer(
    found: Sequence[CellProblem],
) -> Mapping[tuple[int, str], Sequence[CellProblem]]:
    """The cells that are neither a tick nor empty, by record (from 1) and question."""
    by_answer: dict[tuple[int, str], list[CellProblem]] = {}
    for each in found:
        if each.code == "not_a_tick":
            by_answer.setdefault((each.index + 1, each.question), []).append(each)
    return by_answer

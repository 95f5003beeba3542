"""A column of text to a column of codes: each distinct text is read once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.places import Numbers
from ingest.readings import Reading, read_answer
from schemas.codebook import Question, Words

TYPES: Mapping[str, pa.DataType] = {
    "one": pa.dictionary(pa.int32(), pa.string()),
    "several": pa.dictionary(pa.int32(), pa.string()),
    "number": pa.int16(),
    "date": pa.date32(),
}


@dataclass(frozen=True)
class CodedColumn:
    """`values` (null: not provided, or not known for numbers and dates), `not_known`, and for each
    problem's code the indices of the rows that have it; `free_text` marks rows whose text was
    dropped.
    """

    values: pa.Array
    not_known: pa.Array
    problems: Mapping[str, pa.Array]
    free_text: pa.Array


def coded_column(question: Question, texts: pa.Array, words: Words) -> CodedColumn:
    """`texts` (trimmed, null where blank) as codes of `question`, of kind one, several, number
    or date."""
    encoded = texts.dictionary_encode()
    readings = [read_answer(question, text, words) for text in encoded.dictionary.to_pylist()]
    blank = len(readings)
    places: Numbers = pc.fill_null(encoded.indices, blank).to_numpy()
    codes = sorted({code for reading in readings for code in reading.problems})
    return CodedColumn(
        values=_values(question, readings, places),
        not_known=pa.array(_marks([reading.not_known for reading in readings], places)),
        problems={
            code: pa.array(
                np.flatnonzero(_marks([code in reading.problems for reading in readings], places))
            )
            for code in codes
        },
        free_text=pa.array(_marks([reading.free_text for reading in readings], places)),
    )


def _values(question: Question, readings: list[Reading], places: Numbers) -> pa.Array:
    """The value at each of `places`, one beyond the readings for a blank cell."""
    values = [*(reading.value for reading in readings), None]
    if question.kind in ("number", "date"):
        return pa.array(values, TYPES[question.kind]).take(pa.array(places))
    codes = sorted({str(value) for value in values if value is not None})
    place = {code: n for n, code in enumerate(codes)}
    numbers = np.array(
        [-1 if value is None else place[str(value)] for value in values], dtype=np.int32
    )[places]
    indices = pa.array(numbers, mask=numbers < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(codes, pa.string()))


def _marks(marks: list[bool], places: Numbers) -> npt.NDArray[np.bool_]:
    if not any(marks):
        return np.zeros(len(places), dtype=bool)
    return np.array([*marks, False])[places]

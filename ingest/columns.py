"""A column of text to a column of codes: each distinct text is read once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
    indices = encoded.indices
    codes = sorted({code for reading in readings for code in reading.problems})
    return CodedColumn(
        values=_values(question, readings, indices),
        not_known=_marks([reading.not_known for reading in readings], indices),
        problems={
            code: pc.indices_nonzero(
                _marks([code in reading.problems for reading in readings], indices)
            )
            for code in codes
        },
        free_text=_marks([reading.free_text for reading in readings], indices),
    )


def _values(question: Question, readings: list[Reading], indices: pa.Array) -> pa.Array:
    values = [reading.value for reading in readings]
    if question.kind in ("number", "date"):
        return pa.array(values, TYPES[question.kind]).take(indices)
    codes = sorted({str(value) for value in values if value is not None})
    place = {code: n for n, code in enumerate(codes)}
    places = pa.array(
        [None if value is None else place[str(value)] for value in values], pa.int32()
    )
    return pa.DictionaryArray.from_arrays(places.take(indices), pa.array(codes, pa.string()))


def _marks(marks: list[bool], indices: pa.Array) -> pa.Array:
    if not any(marks):
        return pa.array(np.zeros(len(indices), dtype=bool))
    return pc.fill_null(pa.array(marks, pa.bool_()).take(indices), False)

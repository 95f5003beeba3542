"""What the version of the form means for coded answers: those that the form does not ask are
refused, and those that follow from a number are worked out from it."""

from collections.abc import MutableMapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.found_problems import FoundProblems
from schemas.codebook import NOT_KNOWN, SEPARATOR, Codebook, Question
from schemas.records import kept_questions, not_known_column

_FORM = "form_version"

Columns = MutableMapping[str, pa.Array]


def refuse_of_other_forms(columns: Columns, codebook: Codebook, found: FoundProblems) -> None:
    """Nulls the answers in `columns` (records.record_schema) to questions, and those that choose
    options, which the row's form has not."""
    for question in kept_questions(codebook):
        if not codebook.is_of_every_form(question):
            _refuse_question(question, columns, found)
        elif any(option.versions != question.versions for option in question.options):
            _refuse_options(question, columns, found)


def of_forms(columns: Columns, versions: tuple[str, ...]) -> pa.Array:
    """Whether each row is of one of the versions."""
    return pc.is_in(columns[_FORM].cast(pa.string()), pa.array(versions, pa.string()))


def _refuse_question(question: Question, columns: Columns, found: FoundProblems) -> None:
    given = pc.is_valid(columns[question.name])
    marked = not_known_column(question)
    if marked:
        given = pc.or_(given, columns[marked])
    refused = pc.and_(given, pc.invert(of_forms(columns, question.versions)))
    if not pc.any(refused).as_py():
        return
    found.add("not_on_this_form", question.name, pc.indices_nonzero(refused))
    column = columns[question.name]
    columns[question.name] = pc.if_else(refused, pa.scalar(None, column.type), column)
    if marked:
        columns[marked] = pc.and_(columns[marked], pc.invert(refused))


def _refuse_options(question: Question, columns: Columns, found: FoundProblems) -> None:
    column, forms = columns[question.name], columns[_FORM]
    texts = column.dictionary.to_pylist()
    versions = forms.dictionary.to_pylist()
    left = [[_on_form(question, text, version) for version in versions] for text in texts]
    if all(each == text for text, row in zip(texts, left, strict=True) for each in row):
        return
    codes = sorted({each for row in left for each in row if each})
    number = {each: n for n, each in enumerate(codes)}
    changed = np.array([[number.get(each, -1) for each in row] for row in left], np.int64)
    spoilt = np.array(
        [[each != text for each in row] for text, row in zip(texts, left, strict=True)]
    )
    at = _indices(column), _indices(forms)
    given = at[0] >= 0
    found.add("not_on_this_form", question.name, pa.array(np.flatnonzero(given & spoilt[at])))
    indices = np.where(given, changed[at], -1)
    columns[question.name] = pa.DictionaryArray.from_arrays(
        pa.array(indices, pa.int32(), mask=indices < 0), pa.array(codes, pa.string())
    )


def _indices(column: pa.DictionaryArray) -> npt.NDArray[np.int64]:
    """The place of each row's text in the dictionary, -1 for null."""
    indices = pc.fill_null(column.indices.cast(pa.int64()), -1)
    return np.asarray(indices.to_numpy(zero_copy_only=False), np.int64)


def _on_form(question: Question, text: str, version: str) -> str:
    """The codes of `text` that are options on the form; blank if none is left."""
    kept = [code for code in text.split(SEPARATOR) if version in question.option(code).versions]
    return SEPARATOR.join(kept)


def work_out_from_numbers(columns: Columns, codebook: Codebook) -> None:
    """Puts the band of the number where a form asks the number, and no band was given."""
    for question in kept_questions(codebook):
        if question.number is not None:
            _work_out(question, codebook.question(question.number), columns)


def _work_out(question: Question, number: Question, columns: Columns) -> None:
    worked_out = tuple(each for each in question.versions if each not in question.asked_in)
    open_ = pc.and_(pc.is_null(columns[question.name]), of_forms(columns, worked_out))
    numbers = columns[number.name]
    band = pa.nulls(len(numbers), pa.string())
    for option in question.options:
        if option.least is not None:
            holds = pc.greater_equal(numbers, option.least)
            if option.most is not None:
                holds = pc.and_(holds, pc.less_equal(numbers, option.most))
            band = pc.if_else(pc.fill_null(holds, False), option.code, band)
    if marked := not_known_column(number):
        band = pc.if_else(columns[marked], NOT_KNOWN, band)
    given = columns[question.name].cast(pa.string())
    merged = pc.if_else(open_, band, given)
    columns[question.name] = merged.dictionary_encode()

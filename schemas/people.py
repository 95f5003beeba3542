"""The typed promise of a snapshot's young people: what the tables are counted from."""

import pyarrow as pa

from schemas.codebook import SEPARATOR, Codebook, Question
from schemas.records import kept_questions, not_known_column

FORMS = "forms"
NOT_ASKED = "not_asked"
"""Stands for the answer of a young person whose forms do not ask the question."""


def people_schema(codebook: Codebook) -> pa.Schema:
    """One row a young person: the place (code, level, region), the agency type of the primary
    record, `forms` (the versions of the form of the young person's records, in order, parted by
    `;`), and for each question the merged answer, coded as in records; `age` is the age counted."""
    fields = [
        ("place", pa.string()),
        ("region", pa.string()),
        ("agency_type", pa.string()),
        (FORMS, pa.string()),
    ]
    code = pa.dictionary(pa.int32(), pa.string())
    kinds = {
        "one": code,
        "several": code,
        "district": code,
        "number": pa.int16(),
        "date": pa.date32(),
    }
    for question in kept_questions(codebook):
        fields.append((question.name, kinds[question.kind]))
        if marked := not_known_column(question):
            fields.append((marked, pa.bool_()))
    return pa.schema(fields)


def asked_condition(question: Question, codebook: Codebook, column: str = FORMS) -> str:
    """The SQL condition, never null, that `column` (a version, or several parted by `;`) holds a
    form from which an answer to the question can come."""
    if codebook.is_of_every_form(question):
        return "true"
    return of_forms_condition(question.versions, column)


def of_forms_condition(versions: tuple[str, ...], column: str = FORMS) -> str:
    """The SQL condition, never null, that `column` holds one of the versions."""
    listed = ", ".join(f"'{version}'" for version in versions)
    return f"list_has_any(string_split({column}::varchar, '{SEPARATOR}'), [{listed}])"

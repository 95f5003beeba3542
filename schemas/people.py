"""The typed promise of a snapshot's young people: what the tables are counted from."""

import pyarrow as pa

from schemas.codebook import Codebook
from schemas.records import kept_questions, not_known_column


def people_schema(codebook: Codebook) -> pa.Schema:
    """One row a young person: the place (code, level, region), the agency type of the primary
    record, and for each question the merged answer, coded as in records; `age` is the age
    counted."""
    fields = [
        ("place", pa.string()),
        ("region", pa.string()),
        ("agency_type", pa.string()),
    ]
    kinds = {"one": pa.string(), "several": pa.string(), "number": pa.int16(), "date": pa.date32()}
    for question in kept_questions(codebook):
        fields.append((question.name, kinds[question.kind]))
        if marked := not_known_column(question):
            fields.append((marked, pa.bool_()))
    return pa.schema(fields)

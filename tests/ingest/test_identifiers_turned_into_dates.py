"""Identifiers such as 3/11 that a spreadsheet has turned into a date."""

import pyarrow as pa
import pytest

from ingest.identifiers import normalised_all, problems_of
from schemas.codebook_reading import load_codebook

WORDS = load_codebook().words


def problem(text: str) -> str | None:
    texts = pa.array([text], pa.string())
    return problems_of(texts, normalised_all(texts, frozenset()), WORDS).get(0)


@pytest.mark.parametrize(
    "text",
    ["2011-11-03", "2011-11-03 00:00:00", "2011-11-03T00:00:00", " 1999-03-01 ", "2011‑11‑03"],
)
def test_an_identifier_that_became_a_date_is_spoilt(text: str) -> None:
    assert problem(text) == "identifier_spoilt"


@pytest.mark.parametrize(
    "text",
    ["3/11", "2011-1103", "2011/11/03", "2011-13-03", "2011-11-32", "1011-11-03", "2011-11-03-A",
     "YP 2011-11-03", "2011-11-3"],
)  # fmt: skip
def test_an_identifier_that_only_resembles_a_date_is_taken(text: str) -> None:
    assert problem(text) is None

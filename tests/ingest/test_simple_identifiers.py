"""Identifiers that are letters and a number take a short way, to the same end."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ingest import identifiers
from ingest.identifiers import identifier_problem, normalised_all, problems_of
from tests.ingest.given import WORDS

_TEXTS = st.lists(
    st.one_of(
        st.from_regex(r"[A-Za-z]{0,3}-?0{0,5}[0-9]{0,7}", fullmatch=True),
        st.sampled_from(["E-5", "1E-5", "Y5", "ſ-1", "K-1", "yp-١", "é-1", "Anne Bell", ""]),
        st.none(),
    ),
    min_size=1,
    max_size=6,
)


@given(_TEXTS)
def test_the_normalised_form_is_that_of_the_long_way(given_: list[str | None]) -> None:
    texts = pa.array(given_, pa.string())
    alone = [_long_way(text) for text in given_]
    assert normalised_all(texts, frozenset()).to_pylist() == alone


@given(_TEXTS)
def test_what_is_wrong_is_what_a_closer_look_finds(given_: list[str | None]) -> None:
    texts = pa.array(given_, pa.string())
    normal = normalised_all(texts, frozenset())
    closer = {
        n: identifier_problem(text, normal[n].as_py(), WORDS)
        for n, text in enumerate(given_)
        if text is not None
    }
    wanted = {n: code for n, code in closer.items() if code is not None}
    wanted |= {n: "identifier_missing" for n, text in enumerate(given_) if text is None}
    assert problems_of(texts, normal, WORDS) == wanted


def _long_way(text: str | None) -> str | None:
    found: str | None = identifiers._normalised(pa.array([text], pa.string()), frozenset())[
        0
    ].as_py()
    return found

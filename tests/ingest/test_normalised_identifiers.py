"""The normalised form of a local identifier (contract, "Normalised identifier")."""

import re
import string

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identifiers import normalised_all, prefixes_of
from tests.ingest.given import normalised

BWD = frozenset({"BWD"})
NONE: frozenset[str] = frozenset()
LETTERS = st.text(string.ascii_letters, min_size=1, max_size=4)
NUMBERS = st.from_regex(r"[0-9]{1,6}", fullmatch=True)
BETWEEN = st.text(" -/._#()", min_size=1, max_size=3)
LATIN = st.text(st.characters(max_codepoint=0x24F, exclude_characters="ßſŉǰ"))


@pytest.mark.parametrize("text", ["BwD/00123", "bwd 123", "00123", "BWD123", "BwD--0123 ", "123"])
def test_with_its_prefix_an_identifier_is_the_same_however_it_is_written(text: str) -> None:
    assert normalised(text, BWD) == "123"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("10/123", "10-123"),
        ("101/23", "101-23"),
        ("yp 017", "YP-17"),
        ("YP17", "YP-17"),
        ("a1b2", "A-1-B-2"),
        ("000", "0"),
        ("A-000", "A-0"),
        ("A 0 01", "A-0-1"),
        ("10 0203", "10-203"),
        ("  (7) ", "7"),
        ("é9", "É-9"),
        ("１２３", "123"),
        ("ﬁ12", "FI-12"),
        ("№5", "NO-5"),
        ("--", ""),
        ("", ""),
    ],
)
def test_an_identifier_is_cut_into_runs_of_letters_and_of_digits(text: str, normal: str) -> None:
    assert normalised(text) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("BWD", "BWD"),
        ("BWD-", "BWD"),
        ("BWD/BWD/7", "BWD-7"),
        ("BWDX 7", "BWDX-7"),
        ("7 BWD", "7-BWD"),
        ("BW D7", "BW-D-7"),
        ("bwd A7", "A-7"),
        ("BWD000", "0"),
    ],
)
def test_a_prefix_is_only_a_whole_first_run_before_something_else(text: str, normal: str) -> None:
    assert normalised(text, BWD) == normal


def test_a_prefix_that_the_register_does_not_give_stays() -> None:
    assert normalised("BwD/00123") == "BWD-123"


@pytest.mark.parametrize(
    ("cell", "prefixes"),
    [
        ("BWD", {"BWD"}),
        ("bwd  LBH", {"BWD", "LBH"}),
        ("bwd/ Yp-", {"BWD", "YP"}),
        ("", set()),
    ],
)
def test_the_prefixes_of_the_register_are_letters_parted_by_spaces(
    cell: str, prefixes: set[str]
) -> None:
    assert prefixes_of(cell) == prefixes


@pytest.mark.parametrize("cell", ["B1", "12", "B-W", "BWD, YP"])
def test_a_prefix_that_is_no_run_of_letters_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        prefixes_of(cell)


def test_a_missing_identifier_has_no_normalised_form() -> None:
    texts = pa.array(["A1", None, ""], pa.string())
    assert normalised_all(texts, NONE).to_pylist() == ["A-1", None, ""]


@given(LATIN)
def test_a_normalised_identifier_is_its_own_normalised_form(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(LATIN)
def test_nothing_but_letters_digits_and_single_hyphens_is_left(text: str) -> None:
    normal = normalised(text)
    assert all(run.isalpha() or run.isdecimal() for run in normal.split("-") if run)
    assert not re.search(r"^-|--|-$", normal)


@given(st.lists(st.one_of(LETTERS, NUMBERS), min_size=1, max_size=5), st.data())
def test_case_and_what_stands_between_the_runs_make_no_difference(
    runs: list[str], data: st.DataObject
) -> None:
    plain = " ".join(runs)
    between = [data.draw(BETWEEN) for _ in runs]
    other = "".join(run.swapcase() + sign for run, sign in zip(runs, between, strict=True))
    assert normalised(other) == normalised(plain)


@given(LETTERS, NUMBERS)
def test_letters_and_digits_need_nothing_between_them(letters: str, number: str) -> None:
    assert normalised(letters + number) == normalised(f"{letters}-{number}")


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_leading_zeros_make_no_difference(number: int, zeros: int) -> None:
    assert normalised("0" * zeros + str(number)) == str(number)


@given(LETTERS, NUMBERS)
def test_a_prefix_dropped_leaves_what_the_identifier_is_without_it(
    prefix: str, number: str
) -> None:
    assert normalised(f"{prefix}/{number}", frozenset({prefix.upper()})) == normalised(number)


@given(st.lists(st.one_of(st.none(), st.text()), max_size=5))
def test_many_identifiers_are_normalised_as_each_alone(texts: list[str | None]) -> None:
    together = normalised_all(pa.array(texts, pa.string()), BWD).to_pylist()
    assert together == [None if text is None else normalised(text, BWD) for text in texts]

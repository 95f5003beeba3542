"""Two extracts of one store can't be joined by pseudonym or by order."""

from pathlib import Path

import pytest

from tests.extract.extracting import extracted, lines, parquet_lines, stored

# 40 young people, each told from the others by age and disability alone.
RECORDS = [
    {
        "local_id": f"HPX-{1000 + n}",
        "age": str(8 + n // 4),
        "disability": ("none", "learning_difficulty", "physical", "other")[n % 4],
    }
    for n in range(40)
]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    store = stored(tmp_path, RECORDS)
    return extracted(store, tmp_path / "first"), extracted(store, tmp_path / "second")


def test_no_pseudonym_is_in_two_extracts(two: tuple[Path, Path]) -> None:
    first, second = ({line["pseudonym"] for line in lines(out)} for out in two)
    assert len(first) == len(second) == 40
    assert not first & second


def test_the_order_of_lines_is_that_of_the_pseudonyms(two: tuple[Path, Path]) -> None:
    for out in two:
        pseudonyms = [line["pseudonym"] for line in lines(out)]
        assert pseudonyms == sorted(pseudonyms)
        assert [line["pseudonym"] for line in parquet_lines(out)] == pseudonyms


def test_the_order_of_lines_is_neither_the_stores_nor_the_other_extracts(
    two: tuple[Path, Path],
) -> None:
    """Of 40 lines one stands by chance in the place that it has elsewhere; 12 do in fewer than
    one of a hundred million pairs."""
    sent = [(each["age"], each["disability"]) for each in RECORDS]
    first, second = ([(line["age"], line["disability"]) for line in lines(out)] for out in two)
    assert sorted(first) == sorted(second) == sorted(sent)
    for one, other in ((first, second), (first, sent), (second, sent)):
        assert sum(a == b for a, b in zip(one, other, strict=True)) < 12

"""Whether a text that people wrote mentions an identifier."""

from pathlib import Path

import pytest

from pipeline.erasing.mentioned import mentions
from tests.erasing.world import erase
from tests.pipeline.counted import ingest
from tests.sending import write_return


@pytest.mark.parametrize(
    "text",
    [
        "asked by family on 1 June", "on 01/06/2011", "on 2011-06-01", "on the 1st of June 2011",
        "on June 1, 2011", "seen 1 May", "12, BX-1, b1 and 1a", "one of two", "",
    ],
)  # fmt: skip
def test_a_bare_number_within_a_date_or_an_identifier_is_not_mentioned(text: str) -> None:
    assert not mentions(text, ["1"])


@pytest.mark.parametrize("text", ["child 1 asked", "no. 01", "no1", "(1)", "1 may have moved"])
def test_a_bare_number_as_a_word_of_its_own_is_mentioned(text: str) -> None:
    assert mentions(text, ["1"])


def test_an_identifier_with_letters_is_mentioned_however_it_is_written() -> None:
    assert mentions("see zqx 0777 of June", ["ZQX-777"])
    assert not mentions("see ZQX 7771", ["ZQX-777"])


def test_a_long_number_is_mentioned_with_any_letters_before_it() -> None:
    assert mentions("see BwD/0012345", ["12345"])


def test_an_erasure_may_say_its_day_where_the_identifier_is_a_bare_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "1"}, {"local_id": "M1"}])
    ingest(tmp_path / "store", tmp_path / "d")
    child = ("identifier", "--area", "York", "--id", "1")
    assert erase(tmp_path / "store", *child, "--why", "asked by 1 of the family") == 2
    assert "write a number as a word (one) and a date as 1 June 2011" in capsys.readouterr().err
    assert erase(tmp_path / "store", *child, "--why", "asked by family on 1 June") == 0

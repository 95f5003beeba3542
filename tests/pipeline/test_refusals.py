"""Refused files, as the store remembers them."""

from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.refusals import Refusal, refusals_in, remember


def refused_of(agency: str, hour: int) -> Refusal:
    """The same file under the agency's name, and when it came."""
    came = datetime(2011, 6, 10, hour, tzinfo=UTC)
    return Refusal("0" * 64, "no_header", agency, None, date(2011, 6, 6), came)


def test_refused_files_of_one_content_are_each_agencys_own(tmp_path: Path) -> None:
    came = [refused_of("B", 9), refused_of("A", 10), refused_of("C", 8), refused_of("B", 9)]
    remember(tmp_path, came)
    assert [each.agency for each in refusals_in(tmp_path)] == ["C", "B", "A"]

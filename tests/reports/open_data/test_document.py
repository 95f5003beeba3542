"""docs/open-data.md describes the files that there are."""

import re
from pathlib import Path

from reports.open_data_declared import load_open_data_files

DOCUMENT = Path(__file__).parents[3] / "docs" / "open-data.md"


def test_every_file_filter_indicator_and_topic_is_described() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for file in load_open_data_files():
        assert f"| `{file.data_name}` | `{file.filter.column}`" in text
        assert all(f"| `{each.column}` |" in text for each in file.indicators)
    *_, answers = load_open_data_files()
    topics = re.findall(r"(?m)^\| (.+) \| `((?:table|figure|question)_\w+)` \|$", text)
    expected = [(each.question.label, each.id) for each in answers.tables if each.question]
    assert topics == expected

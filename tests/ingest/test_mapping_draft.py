"""What a drafted mapping holds: headers, answers that are no option, and what is open."""

import tomllib

import pytest

from ingest.document import Document, Sheet
from ingest.mapping import read_mapping
from ingest.mapping_draft import drafted_mapping, is_draftable
from schemas.problems import load_problems
from tests.ingest.given import CODEBOOK, HEADERS

ROWS = [
    ["Local identifier", "Curent age", "Gender", 'Key "worker"\nname', "Methods of coercion"],
    ["A1", "15", "lass", "Ann", "Grooming; letters"],
    ["A2", "16", "female", "Bob", "letters"],
]


def draft(*rows: list[str]) -> str:
    return drafted_mapping(Document("csv", (Sheet(list(rows)),)), HEADERS, CODEBOOK)


def confirmed(text: str) -> str:
    """The draft with every line that sets something in force."""
    lines = text.splitlines()
    return "\n".join(line[2:] if line.startswith('# "') else line for line in lines)


@pytest.mark.parametrize("rows", [ROWS, [list(row) for row in zip(*ROWS, strict=True)], [], [[]]])
def test_a_draft_is_toml_that_says_nothing_as_it_stands(rows: list[list[str]]) -> None:
    said = tomllib.loads(draft(*rows))
    assert not said["columns"]
    assert not said["constants"]
    assert not any(said.get("answers", {}).values())
    assert read_mapping(draft(*rows).encode(), "a.toml", CODEBOOK, HEADERS).columns == {}


def test_all_lines_of_a_draft_can_be_confirmed() -> None:
    said = tomllib.loads(confirmed(draft(*ROWS)))
    assert said["columns"] == {
        "Curent age": "age",
        'Key "worker" name': "",
        "Local identifier": "local_id",
        "Gender": "gender",
        "Methods of coercion": "coercion_methods",
    }
    assert said["answers"] == {"gender": {"lass": ""}, "coercion_methods": {"letters": ""}}
    read_mapping(confirmed(draft(*ROWS)).encode(), "a.toml", CODEBOOK, HEADERS)


def test_fields_of_the_cover_that_the_file_does_not_say_are_open() -> None:
    text = draft(["Agency", "Harbour"], *ROWS)
    assert "# agency_type = " in text
    assert "# agency = " not in text


def test_only_what_a_mapping_can_help_is_drafted() -> None:
    assert is_draftable("doubtful_header")
    assert not is_draftable("pdf_file")
    assert all(
        load_problems()[code].size == "file" for code in load_problems() if is_draftable(code)
    )

"""The documents that are written from declarations are those of today's declarations."""

import re
from pathlib import Path

from pipeline.cli import lscb
from reports.data_dictionary import data_dictionary
from schemas.codebook_reading import load_codebook

ROOT = Path(__file__).parents[2]


def test_the_data_dictionary_is_that_of_the_codebook() -> None:
    """`make docs` writes it again."""
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary(load_codebook())


def test_every_command_that_the_readme_and_the_guide_name_is_there() -> None:
    for name in ("README.md", "docs/guide.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        commands = set(re.findall(r"`lscb ([a-z]+)", text))
        assert commands <= set(lscb.commands)


def test_every_document_that_is_linked_is_there() -> None:
    for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"

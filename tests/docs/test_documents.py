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


def test_every_command_that_the_documents_name_is_there() -> None:
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/*.md")):
        text = path.read_text(encoding="utf-8")
        commands = set(re.findall(r"`lscb ([a-z]+)", text))
        assert commands <= set(lscb.commands)


def test_every_document_that_is_linked_is_there() -> None:
    for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_heading_that_is_linked_is_there() -> None:
    for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        text = path.read_text(encoding="utf-8")
        for link, heading in re.findall(r"\]\(([^)#]*)#([^)]+)\)", text):
            target = path.parent / link if link else path
            assert heading in _anchors(target), f"{path.name}: {link}#{heading}"


def _anchors(path: Path) -> set[str]:
    """The names by which the headings of a document are linked."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}

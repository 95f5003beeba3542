"""What the documents show: blocks of a kind, and commands with what they print."""

import re
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
CUT = "…"
"""Stands in a document for what is left out there."""


@dataclass(frozen=True)
class Shown:
    """A command, without its own name, and what a document says that it prints."""

    arguments: tuple[str, ...]
    output: str


def blocks(document: str, kind: str) -> list[str]:
    """The blocks of a document between ``` and ```."""
    text = (DOCS / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(document: str) -> list[Shown]:
    """The commands `lscb` in a document's console blocks."""
    found = []
    for block in blocks(document, "console"):
        first, _, output = block.partition("\n")
        name, *arguments = first.removeprefix("$ ").split()
        assert name == "lscb"
        found.append(Shown(tuple(arguments), output))
    return found


def is_shown(shown: str, real: str) -> bool:
    """Whether a text is what a document shows, line ends apart and with `…` for anything."""
    parts = (re.escape(" ".join(part.split())) for part in shown.split(CUT))
    return re.fullmatch(r"\s?.*\s?".join(parts), " ".join(real.split())) is not None

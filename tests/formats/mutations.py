"""Real files spoilt at random, each in a way that follows from a seed and a number alone."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from .mutated_bytes import BYTES, Change
from .mutated_lines import KEEP_CELLS, LINES, encoding_of
from .mutated_packages import PARTS


@dataclass(frozen=True)
class Mutated:
    """A spoilt file: its bytes and in which ways it was spoilt."""

    content: bytes
    ways: tuple[str, ...]


def mutated(content: bytes, suffix: str, seed: int, number: int) -> Mutated:
    """The same for the same arguments, on every machine: one to three changes."""
    chance = Random(f"{seed}/{number}")
    ways: list[str] = []
    for _ in range(1 + int(chance.random() * chance.random() * 3)):
        change = chance.choice(_ways(suffix))
        content = change(content, chance)
        ways.append(change.__name__.strip("_"))
    return Mutated(content, tuple(ways))


def identifiers_left(mutated: Mutated, identifiers: Collection[str]) -> int | None:
    """How many of the identifiers still stand alone in a cell of a spoilt text file; None where
    more than lines and cells was changed, so that it can't be told."""
    if not set(mutated.ways) <= KEEP_CELLS:
        return None
    text = mutated.content.decode(encoding_of(mutated.content), "replace")
    cells = {cell.strip(' "') for cell in re.split(r"[,;\t|\r\n]", text)}
    return len(cells & set(identifiers))


def _ways(suffix: str) -> Sequence[Change]:
    match suffix:
        case ".csv" | ".txt":
            return (*LINES, *LINES, *BYTES)
        case ".xls":
            return BYTES
        case _:
            return (*PARTS, *PARTS, *BYTES)

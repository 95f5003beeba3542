"""Ways to spoil any file."""

from collections.abc import Callable
from random import Random

Change = Callable[[bytes, Random], bytes]
"""Gives the spoilt content; its name says how it was spoilt."""
TEXTS = ("", "x", "?", "0", "-1", "1e5", "31/02/2010", "Total", "Gender", "\u202e", "\ufffe", "é")


def place_in(content: bytes, chance: Random) -> int:
    return chance.randrange(len(content) + 1)


def flip_bits(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(1 + chance.randrange(8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(content: bytes, chance: Random) -> bytes:
    at = place_in(content, chance)
    length = 1 + chance.randrange(64)
    fill = chance.choice((b"\0" * length, b"\xff" * length, chance.randbytes(length)))
    return content[:at] + fill + content[at + length :]


def cut(content: bytes, chance: Random) -> bytes:
    at = place_in(content, chance)
    return content[:at] + content[at + 1 + chance.randrange(200) :]


def _insert(content: bytes, chance: Random) -> bytes:
    at = place_in(content, chance)
    return content[:at] + chance.randbytes(1 + chance.randrange(32)) + content[at:]


def _repeat(content: bytes, chance: Random) -> bytes:
    begin, end = sorted((place_in(content, chance), place_in(content, chance)))
    return content[:end] + content[begin:end] + content[end:]


def _truncate(content: bytes, chance: Random) -> bytes:
    return content[: place_in(content, chance)]


BYTES: tuple[Change, ...] = (flip_bits, _overwrite, cut, _insert, _repeat, _truncate)

"""Ways to spoil the parts of a package (a zip) and the XML in them."""

import io
import re
import zipfile
import zlib
from itertools import islice
from random import Random

from .mutated_bytes import TEXTS, Change, cut, flip_bits, place_in

_ELEMENT = re.compile(
    rb"<(?P<tag>(?:\w+:)?(?:row|c|si|tr|tc|p|r|sdt|table-row|table-cell|mergeCell|sheet|xf))"
    rb"(?:\s[^<>]*)?(?:/>|>.*?</(?P=tag)>)",
    re.DOTALL,
)
_NUMBERS = (b"0", b"-1", b"1048577", b"99999999999", b"4294967296", b"1e400", b"NaN")


def _part_changed(change: Change) -> Change:
    """`change` of one part of a package, which is packed anew."""

    def changed(content: bytes, chance: Random) -> bytes:
        parts = _parts(content)
        if parts:
            names = sorted(parts, key=lambda name: (len(parts[name]), name))
            # The largest part holds the answers: it is changed as often as all others.
            name = names[-1] if chance.random() < 0.5 else chance.choice(names)
            parts[name] = change(parts[name], chance)
        return _packed(parts) if parts else content

    changed.__name__ = f"part_{change.__name__.strip('_')}"
    return changed


def _parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package, none if it is spoilt already."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return {}
    except NotImplementedError:
        return {}


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _lose_a_part(content: bytes, chance: Random) -> bytes:
    parts = _parts(content)
    if parts:
        del parts[chance.choice(sorted(parts))]
    return _packed(parts)


def _rename_a_part(content: bytes, chance: Random) -> bytes:
    parts = _parts(content)
    if parts:
        name = chance.choice(sorted(parts))
        parts[chance.choice((name.upper(), f"../{name}", f"{name}.bak", "x"))] = parts.pop(name)
    return _packed(parts)


def _elements(content: bytes, chance: Random) -> list[tuple[int, int]]:
    """Where elements stand, from a random place on."""
    begin = place_in(content, chance)
    found = [each.span() for each in islice(_ELEMENT.finditer(content, begin), 40)]
    return found or [(begin, begin)]


def _cut_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    return content[:begin] + content[end:]


def _double_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    return content[:end] + content[begin:end] * (1 + chance.randrange(3)) + content[end:]


def _nest_an_element(content: bytes, chance: Random) -> bytes:
    begin, end = chance.choice(_elements(content, chance))
    at = content.find(b">", begin) + 1
    return content[:at] + content[begin:end] + content[at:]


def _swap_elements(content: bytes, chance: Random) -> bytes:
    (a, b), (c, d) = sorted(chance.choice(_elements(content, chance)) for _ in range(2))
    if b > c:
        return content
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _change_a_number(content: bytes, chance: Random) -> bytes:
    numbers = list(re.finditer(rb"(?<=[\">])\d+(?=[\"<])", content))
    if not numbers:
        return content
    begin, end = chance.choice(numbers).span()
    return content[:begin] + chance.choice(_NUMBERS) + content[end:]


def _change_a_text(content: bytes, chance: Random) -> bytes:
    texts = list(re.finditer(rb"(?<=>)[^<>]+(?=</)", content))
    if not texts:
        return content
    begin, end = chance.choice(texts).span()
    return content[:begin] + chance.choice(TEXTS).encode() + content[end:]


_XML: tuple[Change, ...] = (
    *(_cut_an_element, _double_an_element, _nest_an_element, _swap_elements),
    *(_change_a_number, _change_a_text, cut, flip_bits),
)
PARTS: tuple[Change, ...] = (*map(_part_changed, _XML), _lose_a_part, _rename_a_part)

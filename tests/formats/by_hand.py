"""Packages written part by part, as XML text: what the libraries never write, and offices do."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_package(path: Path, parts: Mapping[str, str]) -> Path:
    """A zip of XML parts, the same bytes every time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, (HEAD + xml).encode())
    return path


def text_of(value: str) -> str:
    """Text between tags."""
    return escape(value)


def attribute_of(value: str) -> str:
    """Text in an attribute's double quotes; line ends stay."""
    return escape(value, {'"': "&quot;", "\n": "&#10;"})

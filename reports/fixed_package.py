"""Office packages whose bytes depend on nothing but what they hold: no clock, no zip times."""

import io
import re
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATOR = "lscb"
LANGUAGE = "en-GB"
FIXED_TIME = datetime(2011, 1, 1)  # noqa: DTZ001  (the libraries write it as UTC)
"""Stands in a package's properties in place of the clock's time."""

_FIRST = "[Content_Types].xml"
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")
_OF_ENTRIES = (1980, 1, 1, 0, 0, 0)


def write_fixed_package(path: Path, package: bytes) -> None:
    """Writes `package`, a zip as openpyxl or python-docx save it, to `path`: its parts in the order
    of their names, all times fixed.  Raises OSError if `path` can't be written."""
    path.write_bytes(fixed_package(package))


def fixed_package(package: bytes) -> bytes:
    """The same parts, in the same bytes whenever they are packed."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as fixed:
        # A reader may want the types of all parts before the parts.
        for name in sorted(parts.namelist(), key=lambda name: (name != _FIRST, name)):
            content = parts.read(name)
            if name == _PROPERTIES:
                content = _TIMES.sub(rb"\g<1>%s\g<3>" % _fixed_time(), content)
            entry = ZipInfo(name, _OF_ENTRIES)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it would tell the system it was made on
            fixed.writestr(entry, content)
    return packed.getvalue()


def _fixed_time() -> bytes:
    return FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()

"""Small returns whose rows say themselves whose they are, to be sent back with feedback."""

from collections.abc import Sequence
from pathlib import Path

from tests.sending import write_csv

HEAD = ("Agency", "Type of agency", "Return date", "LSCB area", "Local identifier", "Gender")
COVER = (
    ("Agency", "Harbour Project"),
    ("Type of agency", "voluntary"),
    ("LSCB area", "York"),
    ("Return date", "2011-06-06"),
    (),
)
"""The same above the header."""


def line(
    local_id: str, gender: str, area: str = "York", agency: str = "Harbour Project"
) -> Sequence[str]:
    """A row below HEAD."""
    return (agency, "voluntary", "2011-06-06", area, local_id, gender)


def without_identifiers(path: Path, *, covered: bool = True) -> Path:
    """A file that is refused; whose it is stands above the header or, not `covered`, nowhere."""
    rows = [("Gender", "Current age", "Ethnicity"), ("Female", "15", "WBRI")]
    return write_csv(path, [*(COVER if covered else ()), *rows])

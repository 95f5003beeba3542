"""Small deliveries for the recount, and what comes out of it, as tests by hand read it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .recount import Recount, recount

DAY = date(2011, 6, 6)
NATIONAL = ("national", "E92000001")
LEEDS = ("local_authority", "E08000035")


def deliver(root: Path, name: str, files: dict[str, str]) -> Path:
    """A delivery with these files."""
    for path, text in files.items():
        target = root / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root / name


def form(
    rows: Sequence[str],
    header: str = "Local identifier",
    agency: str = "Safe Steps",
    kind: str = "Voluntary",
    area: str = "Leeds",
    day: str = "31/05/2011",
    version: str = "",
) -> str:
    """A return with its cover in lines above the header."""
    cover = [
        f"Agency,{agency}",
        f"Type of agency,{kind}",
        f'LSCB area,"{area}"',
        f"Return date,{day}",
        *([f"Form version,{version}"] if version else []),
    ]
    return "\n".join([*cover, "", header, *rows]) + "\n"


def counted(deliveries: Sequence[Path], day: date = DAY) -> Recount:
    """The recount of deliveries that hold a return for the day."""
    result = recount(deliveries, day)
    assert result is not None
    return result


def steps(result: Recount) -> dict[str, int]:
    """The flow without the steps that no row went to."""
    return {step: rows for step, rows in result.flow.items() if rows}


def table(
    result: Recount, name: str, place: tuple[str, str] = NATIONAL, column: str = "total"
) -> dict[str, tuple[str, str]]:
    """The rows of a table that are not 0 or blank."""
    return {
        row: figure
        for (table_id, level, code, row, col), figure in result.figures.items()
        if (table_id, level, code, col) == (name, *place, column) and figure[0] not in ("", "0")
    }

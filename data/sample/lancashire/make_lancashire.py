"""Write the Lancashire sample: synthetic returns on the form of 2020.

Run it from anywhere; it removes and rewrites what it made before, with the same bytes.

    python data/sample/lancashire/make_lancashire.py

It imports the standard library, the modules beside it, and those of the sample above it only.
"""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from lancashire_plan import AGENCIES  # noqa: E402
from lancashire_returns import render  # noqa: E402
from lancashire_story import make_story  # noqa: E402


def agencies() -> bytes:
    """Return the board's list of agencies, with the districts that the police may give."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["agency", "type", "areas", "numbering", "districts"])
    for each in AGENCIES:
        areas, districts = ";".join(each.areas), ";".join(each.districts)
        lines.writerow([each.name, each.type, areas, "shared", districts])
    return text.getvalue().encode("utf-8")


def main() -> int:
    """Write the returns and the list of agencies."""
    shutil.rmtree(HERE / "returns", ignore_errors=True)
    for path, content in sorted(render(make_story()).items()):
        target = HERE / "returns" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (HERE / "agencies.csv").write_bytes(agencies())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

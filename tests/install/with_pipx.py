"""Installs the wheel with pipx as docs/installing.md says, and rebuilds the 2011 study with it.

    python tests/install/with_pipx.py

The pinned libraries are fetched into a folder first; what follows asks no index, as on a laptop
without the internet.  Everything is in a throw-away folder.  `make soak` runs it; it needs an index
for the libraries and for pipx itself.
"""

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
SAME = "165 published figures: 162 the same, 3 the study's own slips, 0 different."


def main() -> int:
    """The exit code: 0 where the study is rebuilt by what pipx installed."""
    with TemporaryDirectory(prefix="lscb-pipx-") as folder:
        said = rebuilt_with_pipx(Path(folder))
    print(said)
    return 0 if SAME in said else 1


def rebuilt_with_pipx(folder: Path) -> str:
    """What `lscb reproduce` of the installed program prints."""
    wheels, ours, tools, empty = (
        folder / name for name in ("wheelhouse", "ours", "tools", "empty")
    )
    pip = [sys.executable, "-m", "pip"]
    pins = ROOT / "requirements-run.lock"
    _done([*pip, "download", "--require-hashes", "-r", str(pins), "-d", str(wheels)])
    _done([*pip, "download", "--no-deps", "pip", "-d", str(wheels)])  # pipx wants the newest
    _done([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(ours)], ROOT)
    venv.create(tools, with_pip=True)
    _done([str(tools / "bin" / "python"), "-m", "pip", "install", "pipx"])
    (wheel,) = ours.iterdir()
    places = {
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_BIN_DIR": str(folder / "bin"),
        "PIPX_MAN_DIR": str(folder / "man"),
        "PIPX_DEFAULT_BACKEND": "pip",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
    }
    _done([str(tools / "bin" / "pipx"), "install", str(wheel)], more=places)
    runpip = [str(tools / "bin" / "pipx"), "runpip", "lscb-monitor", "install"]
    _done([*runpip, "--require-hashes", "-r", str(pins)], more=places)
    empty.mkdir()
    return _done([str(folder / "bin" / "lscb"), "reproduce"], empty)


def _done(
    command: list[str], folder: Path | None = None, more: Mapping[str, str] | None = None
) -> str:
    """What the command printed; what it said to stderr is shown."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command,
        cwd=folder,
        env={**environment, **(more or {})},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    ).stdout


if __name__ == "__main__":
    sys.exit(main())

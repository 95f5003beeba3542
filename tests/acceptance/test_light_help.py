"""Heavy libraries are imported where they are used."""

import subprocess
import sys

HEAVY = ("pandas", "duckdb", "pyarrow", "pandera", "openpyxl", "gptables", "xlsxwriter", "jinja2")


def modules_after(*argv: str) -> set[str]:
    code = (
        "import sys, contextlib, io\n"
        "from pipeline.cli import run\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    code = run({list(argv)!r})\n"
        "assert code == 0, code\n"
        "print(' '.join(name.split('.')[0] for name in sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_help_needs_no_heavy_library() -> None:
    for argv in (
        ["--help"],
        ["ingest", "--help"],
        ["snapshot", "--help"],
        ["annual", "--help"],
        ["trend", "--help"],
        ["diff", "--help"],
        ["--version"],
    ):
        assert not modules_after(*argv) & set(HEAVY)


def test_every_command_has_help_with_an_example() -> None:
    for command in (
        "check",
        "ingest",
        "status",
        "snapshot",
        "annual",
        "trend",
        "diff",
        "reproduce",
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "pipeline", command, "--help"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert f"Example:  lscb {command}" in ran.stdout

"""The program's version, as the distribution has it."""

from functools import cache

PROGRAM = "lscb-monitor"
"""The distribution's name.  It stands in every manifest: by it a folder is known as one that `lscb`
made."""


@cache
def program_version() -> str:
    """`0.0.0` where the program runs without having been installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "0.0.0"

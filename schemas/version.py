"""The program's version, as the distribution has it."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """`0.0.0` where the program runs without having been installed."""
    try:
        return version("lscb-monitor")
    except PackageNotFoundError:
        return "0.0.0"

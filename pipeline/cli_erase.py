"""`lscb erase`: what is no longer to be kept."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli_options import (
    Day,
    config_option,
    feedback_option,
    json_option,
    store_option,
)

if TYPE_CHECKING:
    from pipeline.erasing.erase_command import ErasePlan

DONE = 0

_yes_option = click.option("--yes", is_flag=True, help="Do it; without it, it is only shown.")
_who_option = click.option(
    "--who", metavar="NAME", default="", help="Who erases; needed with --yes."
)
_why_option = click.option(
    "--why", metavar="TEXT", default="", help="Why; without the young person's name or identifier."
)
_area_option = click.option(
    "--area", metavar="AREA", help="Only for this area, by its name or code; all, if not named."
)


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        json_option, config_option, feedback_option, store_option, _why_option, _who_option,
        _yes_option,
    ):  # fmt: skip
        command = option(command)
    return command


@click.group()
def erase() -> None:
    """Erase a file, a young person, an agency, or what is too old to keep.

    Shows first what would go and what it touches; with --yes it does it. Sealed releases stay.

    \b
      lscb erase identifier --area York
      lscb erase identifier --area York --yes --who "A Jones"
    """


@erase.command("file", epilog="Example:  lscb erase file returns/2011-06/york.csv")
@click.argument("file", metavar="FILE")
@_shared
def file_(
    file: str, yes: bool, who: str, why: str, store: Path, feedback: Path | None,
    config: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Erase all that came in FILE: the file as it was sent (in a zip: returns.zip/york.csv), or
    the first 8 or more characters of its hash, as manifest.json of a snapshot and `lscb check
    --json` list it."""
    from pipeline.configuration import configured
    from pipeline.erasing.erase_command import erase_file

    erase_file(file, _plan(store, feedback, yes, who, why), as_json, configured(config))
    return DONE


@erase.command(epilog="Example:  lscb erase identifier --area York --agency 'Harbour Project'")
@click.option("--area", metavar="AREA", required=True, help="The area, by its name or code.")
@click.option(
    "--id",
    "identifier",
    metavar="ID",
    help="The local identifier, in any spelling; `-` reads it from the input. Without it lscb "
    "asks, so that it does not stay in the history of the terminal.",
)
@click.option("--agency", metavar="NAME", help="Only as this agency sent it; all, if not named.")
@click.option(
    "--unrecognised", is_flag=True, help="Also in rows whose area lscb did not recognise."
)
@_shared
def identifier(
    area: str, identifier: str | None, agency: str | None, unrecognised: bool, yes: bool, who: str,
    why: str, store: Path, feedback: Path | None, config: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Erase a young person: all rows with a local identifier in an area."""
    from pipeline.configuration import configured
    from pipeline.erasing.erase_command import erase_identifier

    def asked_for() -> str:
        if identifier is not None and identifier != "-":
            return identifier
        if identifier == "-" or not sys.stdin.isatty():
            return sys.stdin.readline().strip()
        return click.prompt("Local identifier", hide_input=True, err=True)

    plan = _plan(store, feedback, yes, who, why)
    erase_identifier(
        asked_for, area, agency, plan, as_json, configured(config), unrecognised=unrecognised
    )
    return DONE


@erase.command(epilog="Example:  lscb erase agency 'Harbour Project' --area York")
@click.argument("name", metavar="NAME")
@_area_option
@_shared
def agency(
    name: str, area: str | None, yes: bool, who: str, why: str, store: Path,
    feedback: Path | None, config: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Erase all that the agency NAME sent."""
    from pipeline.configuration import configured
    from pipeline.erasing.erase_command import erase_agency

    erase_agency(name, area, _plan(store, feedback, yes, who, why), as_json, configured(config))
    return DONE


@erase.command(epilog="Example:  lscb erase due --config lscb.toml")
@click.option("--on", type=Day(), help="As of this day; today if none is named.")
@_shared
def due(
    on: date | None, yes: bool, who: str, why: str, store: Path, feedback: Path | None,
    config: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Erase the returns that are older than lscb.toml lets them be kept ([keep] years)."""
    from pipeline.configuration import configured
    from pipeline.erasing.erase_command import erase_due

    erase_due(_plan(store, feedback, yes, who, why, on), as_json, configured(config))
    return DONE


def _plan(
    store: Path, feedback: Path | None, do: bool, who: str, why: str, on: date | None = None
) -> "ErasePlan":
    from pipeline.erasing.erase_command import ErasePlan

    if do and not who.strip():
        raise click.UsageError("Say who erases, by --who: it is kept with the erasure.")
    return ErasePlan(store, feedback, do, who, why, on or datetime.now().astimezone().date())

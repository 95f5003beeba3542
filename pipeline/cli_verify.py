"""`lscb verify`: whether the store is as it was written."""

from pathlib import Path

import click

from pipeline.cli_options import json_option, store_option

WHOLE, DAMAGED = 0, 1


@click.command(epilog="Example:  lscb verify --store my-store")
@store_option
@json_option
def verify(store: Path, as_json: bool) -> int:
    """Read every file of the store and say which were damaged or changed since they were written,
    or are gone, and what to do; also what lies in the store and does not belong there.

    The exit code is 0 where all is whole, 1 where something is damaged or gone."""
    from pipeline.verify_command import show_verified

    return WHOLE if show_verified(store, as_json) else DAMAGED

"""`lscb diff`: what changed between two outputs, and why."""

from pathlib import Path

import click

from pipeline.cli_options import AnyPath, json_option

DONE = 0


@click.command(epilog="Example:  lscb diff out/2011-06 out/2011-06-corrected")
@click.argument("first", type=AnyPath(), metavar="OUT1")
@click.argument("second", type=AnyPath(), metavar="OUT2")
@click.option(
    "--all", "show_all", is_flag=True, help="Print every line, not the first 40 of each list."
)
@json_option
def diff(first: Path, second: Path, show_all: bool, as_json: bool) -> int:
    """Say which true figures differ between two outputs of `lscb snapshot`, `month`, `annual` or
    `trend`, and because of which returns, decisions, reference data, codebook or program.

    The exit code is 0 whether they differ or not."""
    from pipeline.diff_command import show_differences

    show_differences(first, second, show_all, as_json)
    return DONE

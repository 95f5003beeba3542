"""`lscb mapping`: what an agency's own form calls the questions and answers."""

from pathlib import Path

import click

from pipeline.cli_options import AnyPath

DONE = 0


@click.group()
def mapping() -> None:
    """Local mappings: what an agency's own form calls the questions and answers."""


@mapping.command(epilog="Example:  lscb mapping draft returns/2011-06/york.xlsx --out york.toml")
@click.argument("file", type=AnyPath())
@click.option(
    "--mapping",
    "said",
    type=AnyPath(),
    help="A mapping whose headers are confirmed already: then the answers are drafted too.",
)
@click.option(
    "--out",
    type=AnyPath(),
    help="The mapping to write; FILE with .mapping.toml in place of its ending, if none is named.",
)
def draft(file: Path, said: Path | None, out: Path | None) -> int:
    """Write a mapping for a local form, with what is understood and what is still open.

    Try it with `lscb check FILE --mapping MAPPING`, then name it in the column `mapping` of
    register.csv.
    """
    from pipeline.mappings import draft_mapping

    draft_mapping(file, said, out)
    return DONE

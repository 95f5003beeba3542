"""`lscb audit`: what an attacker could work out of tables to be published."""

from pathlib import Path

import click

from pipeline.cli_options import AnyPath, json_option

DONE, FOUND = 0, 1


@click.command(epilog="Example:  lscb audit out/2011-06 --with out/2011-06-first")
@click.argument("folder", type=AnyPath(), metavar="DIR")
@click.option(
    "--with",
    "earlier",
    type=AnyPath(),
    multiple=True,
    metavar="EARLIER",
    help="An earlier release, to be held against it; of several, the oldest first. With a trend: a "
    "year of its months.",
)
@click.option(
    "--changed",
    type=click.IntRange(min=0),
    metavar="N",
    help="The releases are of days one after the other, and at most N young people came, went or "
    "had an answer changed from one to the next; without it they are of one day.",
)
@click.option(
    "--threshold",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Counts from 1 to this are small.",
)
@json_option
def audit(
    folder: Path, earlier: tuple[Path, ...], changed: int | None, threshold: int, as_json: bool
) -> int:
    """Try to work out the hidden cells of what is to be published in DIR, from all its files:
    what can be worked out is named, and DIR is not fit to publish."""
    from pipeline.audit_command import AuditPlan, audit_release

    found = audit_release(AuditPlan(folder, earlier, threshold, changed), as_json)
    return FOUND if found else DONE

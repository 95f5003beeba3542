"""What is said where something fails after returns were stored: they are in, and stay."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from schemas.errors import UserError
from schemas.text import printable_lines


@contextmanager
def said_where_it_fails(
    failed: list[UserError], passing: tuple[type[UserError], ...] = ()
) -> Iterator[None]:
    """Says what went wrong after the returns were stored, adds it to `failed`, and goes on.  The
    errors of the kinds `passing` are raised as they are."""
    try:
        yield
    except passing:
        raise
    except UserError as error:
        failed.append(error)
        said = printable_lines(f"The returns were stored, but: {error}")
        click.echo(f"lscb: {said}", err=True)

"""`lscb release`: what was published, sealed and shown again."""

from pathlib import Path

import click

from pipeline.cli_options import (
    AnyPath,
    config_option,
    json_option,
    leave_out_option,
    out_option,
    store_option,
)

DONE = 0
_SEAL = "seal"


class _SealsByDefault(click.Group):
    """`release OUT` is `release seal OUT`: what is meant nearly always."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args:
            args = ["--help"]
        elif args[0] not in (*self.commands, "-h", "--help"):
            args = [_SEAL, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage("lscb release", "OUT --name NAME [OPTIONS]")
        formatter.write_usage("lscb release show", "NAME --out DIR [OPTIONS]", prefix="or     ")
        formatter.write_usage("lscb release list", "[OPTIONS]", prefix="or     ")


@click.group(cls=_SealsByDefault, epilog='Example:  lscb release out/2011-06-06 --name "June 2011"')
def release() -> None:
    """Seal what was published, so that it can be had again and no later release gives it away.

    `lscb release seal --help` has the options of `lscb release OUT`.
    """


@release.command(_SEAL, epilog='Example:  lscb release out/2011-06-06 --name "June 2011"')
@click.argument("out", type=AnyPath(), metavar="OUT")
@click.option("--name", required=True, help="What the release is called, as 'June 2011'.")
@click.option(
    "--small-changes",
    is_flag=True,
    help="Also where numbers differ by few from those of a release of the same day, so that a "
    "reader of both learns what those few answered.",
)
@store_option
@leave_out_option
@config_option
@json_option
def seal(
    out: Path,
    name: str,
    small_changes: bool,
    store: Path,
    left_out: frozenset[str],
    config: Path | None,
    as_json: bool,
) -> int:
    """Seal what the snapshot in OUT publishes (the same as `lscb release OUT`).

    Later snapshots of the day hide at least what it hides, and are audited together with it."""
    from pipeline.configuration import configured
    from pipeline.releases.release_command import release_output

    release_output(
        out,
        name,
        store,
        configured(config),
        as_json,
        small_changes=small_changes,
        left_out=left_out,
    )
    return DONE


@release.command(epilog='Example:  lscb release show "June 2011" --out june-2011')
@click.argument("name", metavar="NAME")
@out_option
@store_option
@json_option
def show(name: str, out: Path, store: Path, as_json: bool) -> int:
    """Write what was published under NAME, to the byte."""
    from pipeline.releases.release_command import show_release

    show_release(name, out, store, as_json)
    return DONE


@release.command("list", epilog="Example:  lscb release list --store my-store")
@store_option
@json_option
def list_all(store: Path, as_json: bool) -> int:
    """List the releases: name, the day that they count, when they were sealed, what they hide."""
    from pipeline.releases.release_command import list_releases

    list_releases(store, as_json)
    return DONE

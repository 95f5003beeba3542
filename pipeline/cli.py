"""The command `lscb`.  Heavy libraries are imported by the commands that use them, not here."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import click

from pipeline.returns import MAX_AGE_DAYS
from schemas.errors import ProgramFault, UserError

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2
_DEFAULT_STORE = "lscb-store"
F = TypeVar("F", bound=Callable[..., object])


class _Day(click.ParamType[date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail("write the date as 2011-06-06.", param, ctx)


class _Path(click.ParamType[Path]):
    """A path that is not empty: an empty one would mean the current folder."""

    name = "path"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        if not str(value).strip():
            self.fail("the path is empty.", param, ctx)
        return Path(str(value))


class _Moment(click.ParamType[datetime]):
    name = "timestamp"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            self.fail("write the moment as 2011-07-01T12:00:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


store_option = click.option(
    "--store",
    type=_Path(),
    envvar="LSCB_STORE",
    default=_DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The folder that holds what was ingested; made on first use.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="lscb-monitor", prog_name="lscb")
def lscb() -> None:
    """Returns on children at risk of sexual exploitation: checked, each child counted once,
    and turned into national, regional and local tables.

    \b
    A month:
      lscb ingest returns/2011-06
      lscb status
      lscb snapshot --date 2011-06-06 --out out/2011-06
    """


drafts_option = click.option(
    "--drafts",
    type=_Path(),
    help="A folder to write a drafted mapping to for each refused file that one could help.",
)


@lscb.command(epilog="Example:  lscb check returns/2011-06/york.xlsx --mapping mappings/york.toml")
@click.argument("files", nargs=-1, required=True, type=_Path(), metavar="FILE...")
@click.option("--mapping", type=_Path(), help="A local mapping to try on all the files.")
@drafts_option
@json_option
def check(files: tuple[Path, ...], mapping: Path | None, drafts: Path | None, as_json: bool) -> int:
    """Validate returns (files, folders or zips): how each was understood, and every problem.
    Stores nothing."""
    from pipeline.commands import check_files

    return SOME_REFUSED if check_files(files, mapping, drafts, as_json) else DONE


@lscb.command(epilog="Example:  lscb ingest returns/2011-06 --store my-store")
@click.argument("paths", nargs=-1, required=True, type=_Path(), metavar="PATH...")
@store_option
@drafts_option
@json_option
def ingest(paths: tuple[Path, ...], store: Path, drafts: Path | None, as_json: bool) -> int:
    """Read, validate and store returns.  Each PATH, a folder, a zip or a file, is one delivery; a
    later delivery's return for the same agency, area and return date replaces the earlier one."""
    from pipeline.commands import ingest_paths

    return SOME_REFUSED if ingest_paths(paths, store, drafts, as_json) else DONE


@lscb.command(epilog="Example:  lscb status --store my-store")
@store_option
@json_option
def status(store: Path, as_json: bool) -> int:
    """List what is stored: returns by agency, area and date."""
    from pipeline.commands import show_status

    show_status(store, as_json)
    return DONE


@lscb.command(epilog="Example:  lscb snapshot --date 2011-06-06 --out out/2011-06")
@click.option("--date", "day", type=_Day(), required=True, help="The day to count, as 2011-06-06.")
@click.option(
    "--out",
    type=_Path(),
    required=True,
    help="The folder to write; one that lscb made before is replaced whole.",
)
@store_option
@click.option(
    "--max-age",
    type=click.IntRange(0, 3660),
    default=MAX_AGE_DAYS,
    show_default=True,
    help="How many days before the date a return may be dated.",
)
@click.option(
    "--as-of", type=_Moment(), help="Count what the store held at this moment (UTC unless it says)."
)
@json_option
def snapshot(
    day: date, out: Path, store: Path, max_age: int, as_of: datetime | None, as_json: bool
) -> int:
    """Count each young person being worked with on a day once, and write all tables."""
    from pipeline.commands import make_snapshot

    make_snapshot(day, out, store, max_age, as_of, as_json)
    return DONE


@lscb.command(epilog="Example:  lscb reproduce")
@click.option(
    "--sample",
    type=_Path(),
    help="A folder of deliveries to use in place of the sample returns.",
)
@json_option
def reproduce(sample: Path | None, as_json: bool) -> int:
    """Rebuild the 2011 study's figures from the sample returns, in a throw-away store, and compare
    them with what was published."""
    from pipeline.commands import reproduce_study

    return DONE if reproduce_study(sample, as_json) else SOME_REFUSED


@lscb.command(epilog="Example:  lscb template --out blank-forms")
@click.option("--out", type=_Path(), required=True, help="The folder to write the forms to.")
@json_option
def template(out: Path, as_json: bool) -> int:
    """Write the blank return form as Excel workbook, Word document and CSV."""
    from pipeline.templates import write_templates

    write_templates(out, as_json)
    return DONE


@lscb.group()
def mapping() -> None:
    """Local mappings: what an agency's own form calls the questions and answers."""


@mapping.command(epilog="Example:  lscb mapping draft returns/2011-06/york.xlsx --out york.toml")
@click.argument("file", type=_Path())
@click.option(
    "--mapping",
    "said",
    type=_Path(),
    help="A mapping whose headers are confirmed already: then the answers are drafted too.",
)
@click.option(
    "--out",
    type=_Path(),
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


def run(argv: Sequence[str]) -> int:
    """Runs the command with `argv` (without the program's name); gives the exit code."""
    try:
        code = lscb.main(args=list(argv) or ["--help"], prog_name="lscb", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "lscb"
        _say(f"{error.format_message()} See `{command} --help`.")
        return NOTHING_DONE
    except click.Abort:
        _say("Stopped; nothing more was done.")
        return 130
    except UserError as error:
        _say(str(error))
        return NOTHING_DONE
    except ProgramFault as error:
        _say(f"This is a fault of the program, and nothing was written: {error}.")
        return NOTHING_DONE
    return code if isinstance(code, int) else DONE


def _say(sentence: str) -> None:
    click.echo(f"lscb: {sentence}", err=True)


def entry() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))

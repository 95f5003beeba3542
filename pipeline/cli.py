"""The command `lscb`, with what of it has no module of its own.

Heavy libraries are imported by the commands that use them, not here.
"""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from pipeline.audit_log_cli import record_every_command
from pipeline.cli_audit import audit
from pipeline.cli_diff import diff
from pipeline.cli_duplicates import duplicates
from pipeline.cli_erase import erase
from pipeline.cli_extract import extract
from pipeline.cli_mapping import mapping
from pipeline.cli_options import (
    EXCLUDE,
    AnyPath,
    Day,
    as_of_option,
    config_option,
    day_option,
    feedback_option,
    json_option,
    leave_out_option,
    max_age_option,
    no_publish_option,
    out_option,
    potential_option,
    publish_options,
    store_option,
)
from pipeline.cli_profile import profile
from pipeline.cli_release import release
from pipeline.cli_returns import check, ingest, status
from pipeline.cli_tables import tables
from pipeline.cli_verify import verify
from pipeline.cli_years import annual, trend
from pipeline.flushed import why
from pipeline.printed_streams import is_of_a_stream, silence
from pipeline.private import owner_only_from_now
from schemas.errors import ProgramFault, UserError
from schemas.text import printable_lines

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="lscb-monitor", prog_name="lscb")
def lscb() -> None:
    """Returns on children at risk of sexual exploitation: checked, each child counted once,
    and turned into national, regional and local tables.

    \b
    A month:
      lscb month returns/2011-06 --out out/2011-06
    Or step by step:
      lscb ingest returns/2011-06
      lscb status
      lscb snapshot --date 2011-06-06 --out out/2011-06
    """


@lscb.command(epilog="Example:  lscb snapshot --date 2011-06-06 --out out/2011-06")
@day_option
@out_option
@store_option
@leave_out_option
@max_age_option
@as_of_option
@potential_option
@publish_options
@config_option
@json_option
def snapshot(
    day: date,
    out: Path,
    store: Path,
    left_out: frozenset[str],
    max_age: int,
    as_of: datetime | None,
    potential: str,
    local_tables: bool,
    publish: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Count each young person being worked with on a day once, and write all tables: with true
    counts into restricted/, and fit to leave the building into publish/."""
    from pipeline.configuration import configured
    from pipeline.snapshot_command import SnapshotPlan, make_snapshot

    plan = SnapshotPlan(
        store, out, day, max_age, as_of, potential == EXCLUDE, publish, local_tables, left_out
    )
    make_snapshot(plan, as_json, configured(config))
    return DONE


@lscb.command(epilog="Example:  lscb month returns/2011-06 --out out/2011-06")
@click.argument("folder", type=AnyPath())
@out_option
@click.option(
    "--date",
    "day",
    type=Day(),
    help="The day to count; the latest return date in FOLDER, if none is named.",
)
@store_option
@leave_out_option
@config_option
@feedback_option
@max_age_option
@no_publish_option
@json_option
def month(
    folder: Path,
    out: Path,
    day: date | None,
    store: Path,
    left_out: frozenset[str],
    config: Path | None,
    feedback: Path | None,
    max_age: int,
    publish: bool,
    as_json: bool,
) -> int:
    """Do a month: take in the returns in FOLDER, write the feedback to each agency, and into --out
    who sent, texts to chase the others, the snapshot, and what changed since the month before."""
    from pipeline.configuration import configured
    from pipeline.feedback_command import default_feedback
    from pipeline.left_out import store_to_fill
    from pipeline.month import MonthPlan
    from pipeline.month_command import run_month

    to_fill = store_to_fill(store, left_out)
    plan = MonthPlan(to_fill, feedback or default_feedback(store), out, day, max_age, publish)
    return SOME_REFUSED if run_month(folder, plan, as_json, configured(config)) else DONE


@lscb.command(epilog="Example:  lscb reproduce")
@click.option(
    "--sample",
    type=AnyPath(),
    help="A folder of deliveries to use in place of the sample returns.",
)
@json_option
def reproduce(sample: Path | None, as_json: bool) -> int:
    """Rebuild the 2011 study's figures from the sample returns, in a throw-away store, and compare
    them with what was published."""
    from pipeline.commands import reproduce_study

    return DONE if reproduce_study(sample, as_json) else SOME_REFUSED


@lscb.command(epilog="Example:  lscb template --out blank-forms")
@click.option("--out", type=AnyPath(), required=True, help="The folder to write the forms to.")
@click.option("--form", help="Only this version of the form, 2011 or 2020.  [default: all]")
@json_option
def template(out: Path, form: str | None, as_json: bool) -> int:
    """Write the blank return forms, each as Excel workbook, Word document and CSV."""
    from pipeline.templates import write_templates

    write_templates(out, as_json, form)
    return DONE


@lscb.command(epilog="Example:  lscb problems not_an_option")
@click.argument("code", required=False)
@json_option
def problems(code: str | None, as_json: bool) -> int:
    """List every problem that can be found in a return, or the one with CODE: what is wrong, an
    example, and what to do."""
    from pipeline.catalogue import show_problems

    show_problems(code, as_json)
    return DONE


lscb.add_command(annual)
lscb.add_command(audit)
lscb.add_command(check)
lscb.add_command(diff)
lscb.add_command(duplicates)
lscb.add_command(erase)
lscb.add_command(extract)
lscb.add_command(ingest)
lscb.add_command(mapping)
lscb.add_command(profile)
lscb.add_command(release)
lscb.add_command(status)
lscb.add_command(tables)
lscb.add_command(trend)
lscb.add_command(verify)
record_every_command(lscb)  # after the last one


def run(argv: Sequence[str]) -> int:
    """Runs the command with `argv` (without the program's name); gives the exit code."""
    with owner_only_from_now():
        return _run(argv)


def _run(argv: Sequence[str]) -> int:
    """Also where what is printed can't be written: that is no fault of the program.  Raises any
    other OSError, which is one."""
    try:
        return _done(argv)
    except OSError as error:
        if not is_of_a_stream(error):
            raise
        try:
            _say(
                f"What the command prints can't be written: {why(error)}. What was stored or "
                "written until then stays."
            )
        except OSError:
            silence(sys.stderr)
        silence(sys.stdout)
        return NOTHING_DONE


def _done(argv: Sequence[str]) -> int:
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
    # The names of files and folders that stand in it may be others'.
    click.echo(f"lscb: {printable_lines(sentence)}", err=True)


def entry() -> None:
    """The entry point of the installed command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))

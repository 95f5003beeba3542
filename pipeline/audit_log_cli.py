"""Has every command on a store put on record in the audit log, and what goes with it
(pipeline.audit_log_record); imports little, as it is imported whenever `lscb` starts."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from pipeline.cli_options import Day, Moment

if TYPE_CHECKING:
    from pipeline.audit_log import Option

_STORES = ("store", "against")
"""The options that name a store."""
_OUTPUTS = ("out", "feedback")
"""Those that name a folder for what is restricted or confidential."""
_FOR_ALL = frozenset({"template"})
"""Commands whose output is neither."""


def record_every_command(group: click.Group) -> None:
    """Has every command below `group` put on record; to be called when all are there."""
    for command in group.commands.values():
        if isinstance(command, click.Group):
            record_every_command(command)
        if command.callback is not None and _has_folder(command):
            command.callback = _recorded(command.callback)


def _has_folder(command: click.Command) -> bool:
    names = (*_STORES, *_OUTPUTS)
    return command.name not in _FOR_ALL and any(each.name in names for each in command.params)


def _recorded(work: Callable[..., object]) -> Callable[..., object]:
    @wraps(work)
    def recorded(*args: object, **options: object) -> object:
        context = click.get_current_context()
        if context.invoked_subcommand is not None:
            return work(*args, **options)
        outputs = _paths(options, _OUTPUTS)
        if os.name == "nt" and outputs:
            from pipeline.audit_log_record import warn_of_outputs

            warn_of_outputs(outputs)
        root = next(iter(_paths(options, _STORES)), None)
        if root is None:
            return work(*args, **options)
        from pipeline.audit_log_record import on_record

        command = context.command_path.partition(" ")[2]
        with on_record(root, command, options_on_record(context)) as run:
            code = work(*args, **options)
            run.code = code if isinstance(code, int) else 0
            return code

    return recorded


def _paths(options: Mapping[str, object], names: Iterable[str]) -> list[Path]:
    found = (options.get(name) for name in names)
    return [each for each in found if isinstance(each, Path)]


def options_on_record(context: click.Context) -> Mapping[str, "Option"]:
    """The options and arguments that were given, of those kinds that hold no text: dates, numbers,
    choices and flags.  A path, a name or an identifier may tell of a young person."""
    found: dict[str, Option] = {}
    for each in context.command.params:
        name = each.name or ""
        if context.get_parameter_source(name) is ParameterSource.DEFAULT:
            continue
        value = _without_text(each.type, context.params.get(name))
        if isinstance(each, click.Option) and each.is_flag:
            value = True  # it was given, whatever it switches
        if value is not None:
            found[max(each.opts, key=len)] = value
    return found


def _without_text(kind: click.ParamType[Any], value: object) -> "Option | None":
    if isinstance(kind, Day | Moment):
        return value.isoformat() if isinstance(value, date | datetime) else None
    if isinstance(kind, click.types.BoolParamType) and isinstance(value, bool):
        return value
    if isinstance(kind, click.types.IntParamType) and isinstance(value, int):
        return value
    if isinstance(kind, click.Choice) and value in kind.choices:
        return str(value)
    return None

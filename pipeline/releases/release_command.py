"""What `lscb release` does, and what it prints."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from pipeline.attack.printed import read_tables
from pipeline.configuration import Configuration, PublishRules
from pipeline.left_out import NOTHING, store_without
from pipeline.output import (
    PUBLISH,
    RESTRICTED,
    OutputError,
    OutputFolder,
    check_outside,
    check_replaceable,
)
from pipeline.publication import check_with_releases
from pipeline.releases.differences import small_differences
from pipeline.releases.output_reading import (
    NotReleasable,
    Output,
    read_output,
)
from pipeline.releases.pattern_file import PATTERN, pattern_in
from pipeline.releases.sealed import SealedRelease, named, releases_of, seal_release
from pipeline.store import Store, existing_store, next_moment
from schemas.errors import UserError
from schemas.text import plural, without_surplus_spaces

LONGEST_NAME = 80
_COMMANDS = ("seal", "show", "list")
_AGAIN = (
    "Take the snapshot again with `lscb snapshot`: it keeps to the releases that are sealed, and "
    "then release that."
)


def release_output(
    out: Path,
    name: str,
    store: Path,
    configuration: Configuration,
    as_json: bool,
    *,
    small_changes: bool = False,
    left_out: frozenset[str] = NOTHING,
) -> None:
    """Seals what the output publishes, and says so; does nothing where it is sealed already.
    `small_changes`: also where counts differ but little from those of a release of the same day.

    Raises NotReleasable where the folder is no output, was changed, shows what an earlier release
    of the day hid or differs but little from it, or where another release has the name;
    NotFitToPublish where something could be
    worked out from it and the releases together; StoreError.
    """
    name = _checked_name(name)
    where = store_without(store, left_out)
    output = read_output(out)
    with where.writing():
        releases = releases_of(where)
        same = named(releases, name)
        if same is None:
            _check(output, releases, configuration.publish, small_changes)
            sealed = seal_release(where, name, output, _moment(where, releases))
        elif same.files() == output.files:
            sealed = same
        else:
            raise NotReleasable(
                f"There is a release '{same.name}' already, and it published something else. Give "
                "this one another name."
            )
    _say(sealed, known=same is not None, as_json=as_json)


def _check(
    output: Output,
    releases: tuple[SealedRelease, ...],
    rules: PublishRules,
    small_changes: bool,
) -> None:
    """Looks at the bytes that are to be sealed.  Raises as `release_output` says."""
    if output.published.threshold < rules.threshold:
        raise NotReleasable(
            f"{output.folder} hides numbers up to {output.published.threshold}, and lscb.toml says "
            f"{rules.threshold}. Take the snapshot again."
        )
    _check_keeps(output, releases)
    with TemporaryDirectory(prefix=".release-") as folder:
        for path, content in output.files.items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(content)
        published = Path(folder) / PUBLISH
        if not small_changes:
            _check_differences(published, output, releases)
        day, threshold = output.manifest.parameters.date, output.published.threshold
        check_with_releases(published, day, releases, threshold, rules.changed)


def _checked_name(name: str) -> str:
    plain = without_surplus_spaces(name)
    fits = 0 < len(plain) <= LONGEST_NAME and plain.isprintable() and plain[0].isalnum()
    if not fits or set(plain) & set("/\\") or plain.casefold() in _COMMANDS:
        raise UserError(
            f"A release needs a name of 1 to {LONGEST_NAME} printable characters that begins with "
            "a letter or a number and has no / and no \\, as 'June 2011'."
        )
    return plain


def _check_keeps(output: Output, releases: Iterable[SealedRelease]) -> None:
    """Raises NotReleasable where the output shows what a release of its day hid."""
    hidden = pattern_in(output.files[PATTERN], output.folder / RESTRICTED / PATTERN)
    for each in releases:
        if each.day == output.manifest.parameters.date and not each.pattern <= hidden:
            raise NotReleasable(
                f"{output.folder} shows figures that the release '{each.name}' of the same day "
                f"hid, so the two together would give them away. {_AGAIN}"
            )


def _check_differences(published: Path, output: Output, releases: Iterable[SealedRelease]) -> None:
    """Raises NotReleasable where a count differs by a small number from one of the same day."""
    figures = read_tables(published)
    threshold = output.published.threshold
    for each in releases:
        if each.day != output.manifest.parameters.date:
            continue
        if differ := small_differences(figures, each.figures(), threshold):
            raise NotReleasable(
                f"{plural(differ, 'number')} of {output.folder} and of the release '{each.name}' "
                f"of the same day differ by 1 to {threshold}. Whoever puts the two side by side "
                "sees what the few young people answered who came in, went or were corrected. "
                "Leave what is published as it is until more has changed; or release this "
                "knowingly, with --small-changes."
            )


def _moment(store: Store, releases: Iterable[SealedRelease]) -> datetime:
    latest = next_moment(store.covers())
    return max([latest, *(each.seal.sealed_at + timedelta(microseconds=1) for each in releases)])


def _say(sealed: SealedRelease, *, known: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**_as_json(sealed), "known_already": known}, indent=2))
        return
    files = plural(len(sealed.seal.contents) - 2, "file")
    if known:
        click.echo(f"'{sealed.name}' is sealed already, with the same {files}. Nothing was done.")
        return
    click.echo(f"Sealed as '{sealed.name}': {files} of {sealed.day.isoformat()}.")
    click.echo("Later snapshots of that day hide at least what it hides.")


def show_release(name: str, out: Path, store: Path, as_json: bool) -> None:
    """Writes what was published under a name, with its manifest; names the files.

    Raises UserError if there is no such release, StoreError if it was changed, OutputError.
    """
    where = existing_store(store)
    check_outside(store, out)
    check_replaceable(out)
    if (out / RESTRICTED).exists():
        raise OutputError(
            f"{out} holds a snapshot with its restricted tables, so it is not replaced. Name "
            "another folder for --out."
        )
    releases = releases_of(where)
    found = named(releases, name)
    if found is None:
        raise UserError(
            f"There is no release '{name}' in the store; `lscb release list` names all."
            if name.isprintable()
            else "There is no release of that name; `lscb release list` names all."
        )
    files = {path: content for path, content in found.files().items() if path != PATTERN}
    with OutputFolder(out) as staged:
        for path, content in files.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_bytes(content)
    written = [str(out / path) for path in sorted(files)]
    if as_json:
        click.echo(json.dumps({**_as_json(found), "files": written}, indent=2))
        return
    click.echo(f"What was published as '{found.name}'. Written:")
    for path in written:
        click.echo(f"  {path}")


def list_releases(store: Path, as_json: bool) -> None:
    """Prints all releases, by the day that they count.  Raises StoreError."""
    releases = releases_of(existing_store(store))
    if as_json:
        click.echo(json.dumps({"releases": [_as_json(each) for each in releases]}, indent=2))
        return
    if not releases:
        click.echo("No release is sealed.")
        return
    width = max(len("name"), *(len(each.name) for each in releases))
    click.echo(f"{'name':{width}}  {'day':10}  {'sealed at (UTC)':16}  {'hidden':>7}")
    for each in releases:
        at = f"{each.seal.sealed_at:%Y-%m-%d %H:%M}"
        click.echo(f"{each.name:{width}}  {each.day}  {at:16}  {each.seal.hidden:>7,}")


def _as_json(release: SealedRelease) -> dict[str, object]:
    seal = release.seal
    return {
        "name": seal.name,
        "command": seal.command,
        "date": seal.day.isoformat(),
        "sealed_at": seal.sealed_at.isoformat(),
        "threshold": seal.threshold,
        "local_tables": seal.local_tables,
        "hidden": seal.hidden,
    }

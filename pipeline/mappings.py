"""Mappings for local forms: drafted, and tried on files."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from ingest.delivery import DeliveredFile, Delivery, open_delivery
from ingest.document import UnreadableFile
from ingest.headers import header_book
from ingest.mapping import read_mapping
from ingest.mapping_draft import drafted_mapping, is_draftable
from ingest.readers import read_document
from pipeline.delivery_result import DeliveryResult
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.problems import load_problems
from schemas.text import UNSHOWN, printable

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What a file name can't hold on Windows, or would lead to another folder."""


def draft_mapping(file: Path, mapping: Path | None, out: Path | None) -> None:
    """Writes a drafted mapping for one file, with what `mapping` says already taken as said.

    Raises UserError for a file that is not one or can't be read, and for a mapping that is there
    already: somebody may have confirmed what stands in it.
    """
    target = out or file.with_suffix(".mapping.toml")
    if file.is_dir():
        raise UserError(f"{file} is a folder. Name one file of it.")
    delivered, *others = open_delivery(file).files
    if others:
        raise UserError(f"{file} holds several files. Unpack it and name one of them.")
    if mapping is not None:
        delivered = replace(delivered, mapping=_mapping_file(mapping))
    _write_new(target, _drafted(delivered))
    confirmed = f"{target}: confirm its lines, then `lscb check {file} --mapping {target}`."
    click.echo(printable(confirmed))


def with_mapping(delivery: Delivery, path: Path) -> Delivery:
    """The delivery with the mapping at `path` for all its files.

    Raises UserError if it can't be read and DeclarationError for what is wrong in it.
    """
    content = _mapping_file(path)
    return replace(delivery, files=tuple(replace(each, mapping=content) for each in delivery.files))


def _mapping_file(path: Path) -> bytes:
    """The content of a mapping that can be used."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}.") from None
    codebook = load_codebook()
    read_mapping(content, path.name, codebook, header_book(codebook))
    return content


def check_out(drafts: Path | None) -> None:
    """Raises UserError if drafts can't be written to the folder."""
    if drafts is not None and drafts.exists() and not drafts.is_dir():
        raise UserError(f"{drafts} is not a folder. Name a folder for --drafts.")


def write_drafts(
    drafts: Path | None, deliveries: Iterable[tuple[Delivery, DeliveryResult]], as_json: bool
) -> None:
    """Writes a drafted mapping for each refused file that one could help; one that is there already
    stays as it is.  Raises UserError if the folder can't be written."""
    if drafts is None:
        return
    written: set[Path] = set()
    for delivery, result in deliveries:
        for file, each in zip(delivery.files, result.files, strict=True):
            if each.read.problem is None or not is_draftable(each.read.problem.code):
                continue
            name = _UNSAFE.sub("_", UNSHOWN.sub("", each.read.path))
            target = drafts / f"{name}.toml"
            if target in written:
                target = drafts / f"{name}-{each.read.sha256[:8]}.toml"
            if not target.exists():
                _write_new(target, _drafted(file))
                written.add(target)
    if not as_json:
        click.echo(printable(f"Drafted mappings written to {drafts}: {len(written)}."))


def _drafted(file: DeliveredFile) -> str:
    """The draft for a file.  Raises UserError if it can't be read as tables."""
    codebook = load_codebook()
    headers = header_book(codebook)
    if file.mapping is not None:
        said = read_mapping(file.mapping, "mapping", codebook, headers)
        headers = headers.with_mapping(said.columns)
    try:
        document = read_document(file.content(), file.path, headers.is_header)
    except UnreadableFile as error:
        problem = load_problems()[error.code]
        raise UserError(f"{file.path}: {problem.what} {problem.remedy}") from None
    except OSError as error:
        raise UserError(f"{file.path}: {error.strerror}.") from None
    return drafted_mapping(document, headers, codebook)


def _write_new(path: Path, text: str) -> None:
    """Writes a file that must not be there yet."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(
            f"{path} is there already, perhaps with lines that somebody confirmed. Name another by "
            "--out, or remove it."
        ) from None
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}.") from None

"""A sealed file as it stands on the disk: a folder of two tables and their cover."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cover import Cover, DeliveryPlace, ReturnPart, sha256_of
from pipeline.flushed import write_flushed
from pipeline.sealed_json import file_content
from schemas.version import program_version

RECORDS = "records.parquet"
PROBLEMS = "problems.parquet"
COVER = "cover.json"
_LENGTH_OF_IDS = 24
_ID = re.compile(rf"[0-9a-f]{{{_LENGTH_OF_IDS}}}")


@dataclass(frozen=True)
class Unsealed:
    """What is about to be sealed: everything but what the delivery and the store add."""

    sha256: str
    identity: str
    returns: tuple[ReturnPart, ...]
    received_on: date | None
    dropped_texts: int
    records: pa.Table
    problems: pa.Table


def id_of(named_by: Iterable[str]) -> str:
    """The id of a delivery or of a sealed file, from what tells it from all others."""
    return sha256_of("\n".join(named_by))[:_LENGTH_OF_IDS]


def is_sealed_file(folder: Path) -> bool:
    """Whether this is the folder of one, whole or damaged, or a copy of one: people make other
    folders, too."""
    return folder.is_dir() and (bool(_ID.fullmatch(folder.name)) or (folder / COVER).exists())


def write_file(staging: Path, each: Unsealed, codebook_version: str, place: DeliveryPlace) -> Cover:
    """Writes a file of a delivery, below the folder in which that is staged, and gives its cover.
    Raises OSError."""
    named_by = [each.identity, place.id, str(place.position)]
    identity = id_of(named_by)
    return write_sealed(
        staging / identity,
        Cover(
            id=identity,
            sha256=each.sha256,
            identity=each.identity,
            delivery=place,
            returns=each.returns,
            received_on=each.received_on,
            dropped_texts=each.dropped_texts,
            codebook_version=codebook_version,
            program_version=program_version(),
            contents={},
        ),
        each.records,
        each.problems,
    )


def write_sealed(folder: Path, cover: Cover, records: pa.Table, problems: pa.Table) -> Cover:
    """Writes a sealed folder where there is none, and gives its cover with the hashes of its files.
    Raises OSError."""
    folder.mkdir()
    contents: dict[str, str] = {}
    for name, table in ((RECORDS, records), (PROBLEMS, problems)):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        content = sink.getvalue().to_pybytes()
        contents[name] = sha256_of(content)
        write_flushed(folder / name, content)
    cover = msgspec.structs.replace(cover, contents=contents).with_seal()
    write_flushed(folder / COVER, file_content(cover))
    return cover

"""What `lscb extract` writes: the lines, their codebook and package, how to handle them, and a
manifest that names no return."""

from collections.abc import Mapping
from pathlib import Path

from pipeline.manifest_parts import versions
from pipeline.output import MANIFEST, OutputFolder, json_text, write_text
from pipeline.snapshot_manifest import hashes_below
from reports.extract import Alone, Extract
from reports.extract_files import (
    CODEBOOK_CSV,
    EXTRACT_CSV,
    EXTRACT_PARQUET,
    PACKAGE,
    codebook_csv,
    extract_csv,
    package_json,
    write_parquet,
)
from reports.extract_wording import package_description, readme
from schemas.codebook import Codebook
from schemas.version import PROGRAM

README = "README.txt"


def write_extract(
    folder: Path, extract: Extract, parameters: Mapping[str, object], codebook: Codebook
) -> list[Path]:
    """Writes the extract to `folder`, whole or not at all; gives the files written.

    Raises OutputError if the folder can't be written or is not to be replaced.
    """
    with OutputFolder(folder) as staged:
        write_text(staged / EXTRACT_CSV, extract_csv(extract))
        write_parquet(extract, staged / EXTRACT_PARQUET)
        write_text(staged / CODEBOOK_CSV, codebook_csv(extract))
        files = {
            name: ((staged / name).stat().st_size, sha256)
            for name, sha256 in hashes_below(staged).items()
        }
        package = package_json(extract, package_description(extract), files)
        write_text(staged / PACKAGE, package)
        write_text(staged / README, readme(extract))
        manifest = _manifest(extract, parameters, codebook, hashes_below(staged))
        write_text(staged / MANIFEST, json_text(manifest))
        written = sorted(path.name for path in staged.iterdir())
    return [folder / name for name in written]


def alone_json(extract: Extract) -> list[dict[str, object]]:
    """How many young people are alone with what they say of some columns."""
    counts = (extract.alone, extract.alone_in_area, extract.alone_in_all)
    return [_alone(each) for each in counts if each is not None]


def _alone(alone: Alone) -> dict[str, object]:
    return {"columns": list(alone.named), "young_people": alone.lines}


def _manifest(
    extract: Extract,
    parameters: Mapping[str, object],
    codebook: Codebook,
    files: Mapping[str, str],
) -> dict[str, object]:
    """Without the returns and decisions that other manifests list: they would name areas and
    agencies."""
    return {
        "program": PROGRAM,
        "command": "extract",
        "restricted": True,
        "parameters": parameters,
        "versions": versions(codebook),
        "counts": {"young_people": extract.lines.num_rows, "alone": alone_json(extract)},
        "files": files,
    }

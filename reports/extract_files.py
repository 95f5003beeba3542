"""The files of a researcher's extract: the lines as CSV and Parquet, the codebook, the package."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reports.extract import Extract
from reports.extract_columns import (
    PSEUDONYM,
    PSEUDONYM_LENGTH,
    PSEUDONYM_SIGNS,
    Code,
    ColumnKind,
    ExtractColumn,
)
from reports.spreadsheet_text import in_csv
from schemas.codebook import SEPARATOR

EXTRACT_CSV, EXTRACT_PARQUET = "RESTRICTED-extract.csv", "RESTRICTED-extract.parquet"
CODEBOOK_CSV, PACKAGE = "codebook.csv", "datapackage.json"
_CODEBOOK_HEADER = (
    "column", "label", "kind", "question", "code", "code_label", "main_group", "least", "most",
    "form_versions", "note",
)  # fmt: skip
_TYPES: dict[ColumnKind, str] = {"number": "integer", "date": "date", "month": "yearmonth"}


def extract_csv(extract: Extract) -> str:
    """The lines as CSV; an empty cell is a number or date that is not there."""
    columns = [_cells(column) for column in extract.lines.columns]
    return _csv([tuple(extract.lines.column_names), *zip(*columns, strict=True)])


def write_parquet(extract: Extract, path: Path) -> None:
    """The lines as Parquet, in one order with the CSV, and nothing but them."""
    pq.write_table(extract.lines.replace_schema_metadata(None), path, compression="zstd")


def codebook_csv(extract: Extract) -> str:
    """A line a column, then one for each code that can stand in it."""
    return _csv([_CODEBOOK_HEADER, *(line for each in extract.columns for line in _lines(each))])


def package_json(extract: Extract, description: str, files: dict[str, tuple[int, str]]) -> str:
    """`datapackage.json`, with a Table Schema for each table; `files` are the size and SHA-256 of
    each file by its name."""

    def resource(name: str, title: str, path: str, **more: object) -> dict[str, object]:
        size, sha256 = files[path]
        return {
            "name": name, "title": title, "path": path, "bytes": size,
            "hash": f"sha256:{sha256}", **more,
        }  # fmt: skip

    of_csv = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    of_parquet = {
        "type": "file", "format": "parquet", "mediatype": "application/vnd.apache.parquet",
    }  # fmt: skip
    schema = _schema(extract)
    package = {
        "profile": "data-package",
        "name": "restricted-extract",
        "title": f"RESTRICTED: one line a young person on {extract.day}",
        "description": description,
        "resources": [
            resource("extract", "RESTRICTED: the young people", EXTRACT_CSV, **of_csv)
            | {"schema": schema},
            resource(
                "extract-parquet", "RESTRICTED: the same as Parquet", EXTRACT_PARQUET, **of_parquet
            )
            | {"schema": schema},
            resource("codebook", "What the columns and codes mean", CODEBOOK_CSV, **of_csv)
            | {"schema": _codebook_schema()},
        ],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _cells(column: pa.ChunkedArray) -> list[str]:
    shown = {value: _cell(value) for value in column.unique().to_pylist()}
    return [shown[value] for value in column.to_pylist()]


def _cell(value: object) -> str:
    return "" if value is None else in_csv(str(value))


def _csv(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _lines(column: ExtractColumn) -> Iterator[tuple[str, ...]]:
    question = column.question.name if column.question else ""
    of_column = (column.name, column.label, column.kind, question)
    forms = SEPARATOR.join(column.forms)
    yield (*of_column, "", "", "", _text(column.least), _text(column.most), forms, column.note)
    for code in (*column.codes, *column.states):
        counts_as = f"on the form before, {code.counts_as}" if code.counts_as else ""
        yield (*of_column, *_of_code(code, forms), counts_as)


def _of_code(code: Code, forms: str) -> tuple[str, ...]:
    of_forms = SEPARATOR.join(code.forms) or forms
    return (
        code.code,
        in_csv(code.label),
        code.group,
        _text(code.least),
        _text(code.most),
        of_forms,
    )


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _schema(extract: Extract) -> dict[str, object]:
    return {
        "fields": [_field(column) for column in extract.columns],
        "missingValues": [""],
        "primaryKey": PSEUDONYM,
    }


def _field(column: ExtractColumn) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "title": column.label,
    }
    if column.note:
        field["description"] = column.note
    return field | {"constraints": _constraints(column)}


def _constraints(column: ExtractColumn) -> dict[str, object]:
    if column.name == PSEUDONYM:
        pattern = f"[{PSEUDONYM_SIGNS}]{{{PSEUDONYM_LENGTH}}}"
        return {"required": True, "unique": True, "pattern": pattern}
    match column.kind:
        case "code" | "state":
            codes = [code.code for code in (*column.codes, *column.states)]
            return {"required": True, "enum": codes}
        case "codes":
            return {"required": True, "pattern": _pattern(column)}
        case "text":
            return {"required": True}
        case _:
            within = {"minimum": column.least, "maximum": column.most}
            return {name: number for name, number in within.items() if number is not None}


def _pattern(column: ExtractColumn) -> str:
    """One state, or one or several codes; Table Schema has no enum for several."""
    one = "|".join(code.code for code in column.codes)
    states = "".join(f"|{state.code}" for state in column.states)
    return f"(({one})({SEPARATOR}({one}))*{states})"


def _codebook_schema() -> dict[str, object]:
    numbers = ("least", "most")
    return {
        "fields": [
            {"name": name, "type": "integer" if name in numbers else "string"}
            for name in _CODEBOOK_HEADER
        ],
        "missingValues": [""],
    }

"""A local mapping: what an agency's own form calls the questions and answers of the return."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pyarrow as pa

from ingest.date_order import Order
from ingest.headers import UNUSED, HeaderBook, Meaning
from ingest.readings import date_of, read_answer
from schemas.codebook import COVER_FIELDS, Codebook
from schemas.declarations import DeclarationError, Declared, decoded_toml
from schemas.text import folded

NOT_PROVIDED = ""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTED = re.compile(r"([;,/&+\n☐-☒□•·]|\[[ xX]\]|\band\b)")
"""What may part the answers in a cell: signs, boxes, `and`."""


class MappingDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of a mapping file: an unknown key is an error."""

    columns: dict[str, str] = {}
    answers: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    date_order: Order | None = None
    sheets: tuple[int, ...] | None = None


@dataclass(frozen=True)
class LocalMapping:
    """`columns`: what each header of the local form means (UNUSED: nothing); `answers`: by question
    the code for each folded text of the local form, NOT_PROVIDED for one that is no answer;
    `constants`: what holds for all records; `identity` is that of what it says."""

    columns: Mapping[str, Meaning] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    date_order: Order | None = None
    sheets: frozenset[int] | None = None
    identity: str = ""


NO_MAPPING = LocalMapping()


def read_mapping(
    content: bytes, name: str, codebook: Codebook, headers: HeaderBook
) -> LocalMapping:
    """The mapping in a TOML file; `name` is for messages.

    Raises DeclarationError, with the line, for what is no TOML, an unknown key, question, choice or
    answer, a header twice, two for one question, a question that is both a column and a constant,
    and a constant that can't be read.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DeclarationError(f"{name} is no UTF-8. Save it as UTF-8.") from None
    source = Declared(Path(name), text)
    declared = decoded_toml(source, MappingDeclared)
    columns = {
        header: _meaning(header, target, headers, source)
        for header, target in declared.columns.items()
    }
    _check_columns(columns, declared.constants, source)
    answers = {
        question: _answers(question, given, codebook, source)
        for question, given in declared.answers.items()
    }
    for question, value in declared.constants.items():
        _check_constant(question, value, codebook, source)
    return LocalMapping(
        columns=columns,
        answers=answers,
        constants=dict(declared.constants),
        date_order=declared.date_order,
        sheets=None if declared.sheets is None else frozenset(declared.sheets),
        identity=hashlib.sha256(msgspec.json.encode(declared, order="sorted")).hexdigest(),
    )


def _meaning(header: str, target: str, headers: HeaderBook, source: Declared) -> Meaning:
    if not target.strip():
        return UNUSED
    meaning = headers.meaning(target)
    if meaning is None:
        raise source.error(
            "$.columns",
            "the text behind = must be a question's name or label, with ': ' and an answer for a "
            "column of ticks, or '' for a column to leave unused",
            header,
        )
    return meaning


def _check_columns(
    columns: Mapping[str, Meaning], constants: Mapping[str, str], source: Declared
) -> None:
    seen: set[Meaning] = set()
    _check_once(columns, "$.columns", source)
    for header, meaning in columns.items():
        if meaning != UNUSED and meaning in seen:
            raise source.error("$.columns", "two headers are given the same meaning", header)
        if meaning.name in constants and meaning.name not in COVER_FIELDS:
            raise source.error("$.columns", f"'{meaning.name}' is a constant too", header)
        seen.add(meaning)


def _check_once(texts: Iterable[str], place: str, source: Declared) -> None:
    """Texts are compared without case and surplus spaces: none may be blank or stand twice."""
    seen: set[str] = set()
    for text in texts:
        if not folded(text):
            raise source.error(place, "the text before = is blank", text)
        if folded(text) in seen:
            raise source.error(place, "the same text stands before = twice", text)
        seen.add(folded(text))


def _answers(
    name: str, given: Mapping[str, str], codebook: Codebook, source: Declared
) -> dict[str, str]:
    question = next(
        (each for each in codebook.of_kind("one", "several") if each.name == name), None
    )
    if question is None:
        raise source.error("$.answers", f"'{name}' is no question with answers to choose", name)
    found: dict[str, str] = {}
    _check_once(given, f"$.answers.{name}", source)
    for text, answer in given.items():
        code = question.codes.get(folded(answer)) if answer.strip() else NOT_PROVIDED
        if code is None:
            choices = ", ".join(option.code for option in question.options)
            raise source.error(
                "$.answers", f"'{name}' has no such answer. Write '' or one of: {choices}", text
            )
        found[folded(text)] = code
    return found


def _check_constant(name: str, value: str, codebook: Codebook, source: Declared) -> None:
    named = codebook.field(name)
    if named is None or name == "local_id":
        raise source.error("$.constants", f"'{name}' is no question or cover field", name)
    if not value.strip() or (named.codes and folded(value) not in named.codes):
        choices = ", ".join(option.code for option in named.options)
        wanted = f"one of: {choices}" if choices else "a text that is not blank"
        raise source.error("$.constants", f"'{name}' must be {wanted}", name)
    if not _can_be_read(name, value, codebook):
        wanted = "; write a date as 2011-06-06" if name in _dates(codebook) else ""
        raise source.error("$.constants", f"'{name}' can't be read{wanted}", name)


def _can_be_read(name: str, value: str, codebook: Codebook) -> bool:
    """Whether a constant for a number or a date is one."""
    if name in _dates(codebook):
        return bool(_ISO.fullmatch(value.strip())) and date_of(value) is not None
    if codebook.field(name) not in codebook.of_kind("number", "date"):
        return True
    return not read_answer(codebook.question(name), value, codebook.words).problems


def _dates(codebook: Codebook) -> frozenset[str]:
    """The questions and the field of the cover of which the answer is a date.  A constant must be
    an ISO date: the order of the file's dates is not its own."""
    return frozenset({"return_date", *(each.name for each in codebook.of_kind("date"))})


def mapped_answers(rows: pa.Table, mapping: LocalMapping) -> pa.Table:
    """The columns of text with the mapping's answers as codes and its constants added.

    In a several-answer question each of the parts of a cell is looked up.  A constant holds for
    every record; for a question it is a column of its own.
    """
    for name, codes in mapping.answers.items():
        if name in rows.column_names:
            index = rows.schema.get_field_index(name)
            column = _mapped(rows[name].combine_chunks(), codes)
            rows = rows.set_column(index, name, column)
    for name, value in mapping.constants.items():
        if name not in COVER_FIELDS and name not in rows.column_names:
            rows = rows.append_column(name, pa.array([value] * rows.num_rows, pa.string()))
    return rows


def _mapped(column: pa.Array, codes: Mapping[str, str]) -> pa.Array:
    encoded = column.dictionary_encode()
    texts = [_mapped_text(text, codes) for text in encoded.dictionary.to_pylist()]
    return pa.array([text or None for text in texts], pa.string()).take(encoded.indices)


def _mapped_text(text: str, codes: Mapping[str, str]) -> str:
    """The cell with each of its parts that the mapping knows as a code; what parts them stays."""
    if (whole := codes.get(folded(text))) is not None:
        return whole
    parts = _PARTED.split(text)
    mapped = [_mapped_part(part, codes) for part in parts]
    return text if mapped == parts else "".join(mapped).strip(" ;,/\n")


def _mapped_part(part: str, codes: Mapping[str, str]) -> str:
    """The part with its own spaces about the code: `and` parts words only."""
    code = codes.get(folded(part))
    return part if code is None else part.replace(part.strip(), code)

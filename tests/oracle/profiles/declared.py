"""reports/profile.toml as the recount reads it: each table with its rows."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..codebook import BY_NAME, ETHNIC_GROUPS, options_of

DECLARED = Path(__file__).parents[3] / "reports" / "profile.toml"
OF_THE_NUMBER = ("age", "missing_count")


@dataclass(frozen=True)
class Band:
    """A row of numbers from `least` to `most`."""

    row: str
    least: int
    most: int


@dataclass(frozen=True)
class Declared:
    """A table: its question, by which form's options it counts, and its rows."""

    id: str
    question: str
    form: str
    forms: frozenset[str]  # a referral without a record of one of them was not asked
    rows: tuple[str, ...]
    bands: tuple[Band, ...]
    groups: Mapping[str, str]  # the row of an answer, where it is not the answer itself
    sums: Mapping[str, tuple[str, ...]]
    outside: frozenset[str]
    only_if_asked: bool


def _lines(found: object) -> Iterable[Mapping[str, object]]:
    assert isinstance(found, list)
    return found


def _words(found: object) -> tuple[str, ...]:
    assert isinstance(found, list)
    return tuple(str(each) for each in found)


def _bands(line: Mapping[str, object]) -> tuple[Band, ...]:
    return tuple(
        Band(str(each["row"]), int(str(each.get("least", 0))), int(str(each.get("most", 10**6))))
        for each in _lines(line.get("bands", []))
    )


def _declared(line: Mapping[str, object]) -> Declared:
    question = BY_NAME[str(line["question"])]
    form = str(line.get("form", min(question.forms)))
    outside = frozenset(_words(line.get("outside_base", [])))
    bands = _bands(line)
    rows: tuple[str, ...] = options_of(form, question.name)
    groups: dict[str, str] = {}
    if line.get("rows") == "bands":
        rows = tuple(band.row for band in bands)
    elif line.get("rows") == "main_groups":
        rows = tuple(ETHNIC_GROUPS)
        groups = {code: group for group, codes in ETHNIC_GROUPS.items() for code in codes}
    return Declared(
        id=str(line["id"]),
        question=question.name,
        form=form,
        forms=frozenset(_words(line.get("records", list(question.forms)))),
        rows=tuple(row for row in rows if row not in outside),
        bands=bands,
        groups=groups,
        sums={str(s["row"]): _words(s["of"]) for s in _lines(line.get("sums", []))},
        outside=outside,
        only_if_asked=line.get("only_if_asked") is True,
    )


def declared_tables() -> tuple[Declared, ...]:
    """All tables, in their order."""
    with DECLARED.open("rb") as handle:
        content = tomllib.load(handle)
    return tuple(_declared(line) for line in _lines(content["table"]))

"""The typed promise of `records.parquet`: its columns, and the pandera contract that guards
them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa

from schemas.codebook import NONE, NOT_KNOWN, SEPARATOR, Codebook, Kind, Question

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pandera

NOT_KNOWN_SUFFIX = "_not_known"
AGE_COUNTED = "age_counted"
"""Age on the return date: as given or, without one, worked out from the date of birth."""

KEPT_KINDS: tuple[Kind, ...] = ("one", "several", "district", "number", "date")


def kept_questions(codebook: Codebook) -> tuple[Question, ...]:
    """The questions whose answers are columns of a record, in the order of the form."""
    return codebook.of_kind(*KEPT_KINDS)


def not_known_column(question: Question) -> str | None:
    """The column that says 'not known' for a number or a date; codes say it themselves."""
    if question.kind in ("number", "date") and not question.not_known_is_blank:
        return question.name + NOT_KNOWN_SUFFIX
    return None


def record_schema(codebook: Codebook) -> pa.Schema:
    """The columns of `records.parquet`, one row a row of the return.

    `record` counts the young people of the file in their order; `sheet` (as `sheet 2`, null for a
    CSV), `row` and `column` are the place: a young person may be a row, a column, or a form, which
    goes by the row of its identifier.  `area` is null where it is not recognised;
    `return_area` is
    that of the return to which the row belongs.  A row in quarantine has no identifier if that was
    at fault.  Dates of birth are held as the first day of their month.
    """
    code = pa.dictionary(pa.int32(), pa.string())
    kinds = {
        "one": code,
        "several": code,
        "district": code,
        "number": pa.int16(),
        "date": pa.date32(),
    }
    fields = [
        ("record", pa.int32()),
        ("sheet", code),
        ("row", pa.int32()),
        ("column", pa.int32()),
        ("agency", code),
        ("agency_type", code),
        ("area", code),
        ("return_area", code),
        ("return_date", pa.date32()),
        ("form_version", code),
        ("numbering", code),
        ("quarantined", pa.bool_()),
        ("local_id", pa.string()),
        ("identifier", pa.string()),
        (AGE_COUNTED, pa.int16()),
    ]
    for question in kept_questions(codebook):
        fields.append((question.name, kinds[question.kind]))
        if marked := not_known_column(question):
            fields.append((marked, pa.bool_()))
    return pa.schema(fields)


PROBLEM_SCHEMA = pa.schema(
    [
        ("record", pa.int32()),
        ("sheet", pa.dictionary(pa.int32(), pa.string())),
        ("row", pa.int32()),
        ("column", pa.int32()),
        ("question", pa.dictionary(pa.int32(), pa.string())),
        ("code", pa.dictionary(pa.int32(), pa.string())),
        ("size", pa.dictionary(pa.int32(), pa.string())),
    ]
)
"""The columns of `problems.parquet`: `question` is null where the row as a whole is at fault."""


def record_contract(codebook: Codebook) -> "pandera.DataFrameSchema":
    """The pandera schema of records as pandas holds them (codes as categories), every check named
    by the code of the problem that its breach would be."""
    import pandera.pandas as pandera

    columns: dict[str, pandera.Column] = {
        "record": pandera.Column(
            "int32[pyarrow]", _numbers_within(1, None, "record"), nullable=False
        ),
        "row": pandera.Column("int32[pyarrow]", _numbers_within(1, None, "row"), nullable=True),
        "return_date": pandera.Column("date32[day][pyarrow]", nullable=False),
        "quarantined": pandera.Column("bool[pyarrow]", nullable=False),
        "agency_type": pandera.Column(
            "category",
            _codes_among(codebook.agency_types.__contains__, "unknown_agency_type"),
            nullable=False,
        ),
        AGE_COUNTED: pandera.Column("int16[pyarrow]", _numbers_within(0, None), nullable=True),
    }
    for question in kept_questions(codebook):
        columns[question.name] = _column(question)
        if marked := not_known_column(question):
            columns[marked] = pandera.Column("bool[pyarrow]", nullable=False)
    return pandera.DataFrameSchema(
        columns,
        checks=[
            pandera.Check(_identified, name="identifier_missing"),
            pandera.Check(_placed, name="unknown_area"),
        ],
        strict=False,
    )


def _identified(frame: "pd.DataFrame") -> bool:
    return bool((frame["identifier"].notna() | frame["quarantined"]).all())


def _placed(frame: "pd.DataFrame") -> bool:
    return bool((frame["area"].notna() | frame["quarantined"]).all())


def _column(question: Question) -> "pandera.Column":
    import pandera.pandas as pandera

    match question.kind:
        case "number":
            within = _numbers_within(question.least, question.most)
            return pandera.Column("int16[pyarrow]", within, nullable=True)
        case "date":
            return pandera.Column("date32[day][pyarrow]", nullable=True)
        case "one":
            codes = {option.code for option in question.options}
            check = _codes_among(codes.__contains__, "not_an_option")
        case "district":
            return pandera.Column("category", nullable=True)
        case _:
            check = _codes_among(_combination(question), "not_an_option")
    return pandera.Column("category", check, nullable=True)


def _numbers_within(
    least: int | None, most: int | None, name: str = "number_out_of_range"
) -> "pandera.Check":
    """pandera names its own range check by its arguments and not by the name it is given."""
    import pandera.pandas as pandera

    def holds(column: "pd.Series[int]") -> bool:
        above = least is None or bool((column.dropna() >= least).all())
        return above and (most is None or bool((column.dropna() <= most).all()))

    return pandera.Check(holds, name=name, ignore_na=False)


def _codes_among(allowed: Callable[[str], bool], name: str) -> "pandera.Check":
    """A check of the categories, each once, instead of every row."""
    import pandera.pandas as pandera

    def holds(column: "pd.Series[str]") -> bool:
        return all(map(allowed, column.cat.categories))

    return pandera.Check(holds, name=name)


def _combination(question: Question) -> Callable[[str], bool]:
    """Whether a text is codes of the question in their order, the exclusive ones alone."""
    order = [option.code for option in question.options]

    def allowed(text: str) -> bool:
        codes = text.split(SEPARATOR)
        in_order = [code for code in order if code in codes] == codes
        alone = len(codes) == 1 or not {NOT_KNOWN, NONE} & set(codes)
        return in_order and alone

    return allowed

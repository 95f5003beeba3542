"""Tables of what the program knows of every case, as if it were a question that each answered."""

from collections.abc import Iterable

from reports.tables import Row, Table
from schemas.codebook import Option, Question


def table_answered_by_all(
    table_id: str, title: str, column: str, label: str, answers: Iterable[tuple[str, str]]
) -> Table:
    """A table of people's `column`, which has one of the codes of `answers` (code and label) for
    everyone; `label` stands for the question."""
    rows = tuple(Row(code, name) for code, name in answers)
    question = Question(
        name=column,
        label=label,
        theme=0,
        kind="one",
        source="",
        spellings=(),
        perhaps=(),
        options=tuple(Option(row.code, row.label, group=row.code) for row in rows),
        only_where=None,
        least=None,
        most=None,
        units=frozenset(),
        month_enough=False,
        not_known_is_blank=False,
        optional=False,
        codes={},
    )
    return Table(
        id=table_id,
        title=title,
        rows=rows,
        kind="options",
        question=question,
        not_known_in_base=False,
        outside_base=frozenset(),
        beside=(),
        note="",
        all_answered=True,
    )

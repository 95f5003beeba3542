"""A table's figures for the referrals of one place and one period."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..codebook import BY_NAME, DEPENDS_ON, NOT_KNOWN
from ..tables import counted_by, percent
from .declared import Declared
from .rows import Full

NOT_PROVIDED, NOT_ASKED, OUTSIDE = "not_provided", "not_asked", "outside"


@dataclass(frozen=True)
class Counted:
    """The cases of each row, and of how many referrals how much is known."""

    cases: dict[str, int]
    counted: int
    base: int
    not_known: int
    not_provided: int
    not_asked: int
    outside: int

    def share(self, row: str) -> str:
        """Of those with information."""
        return percent(self.cases[row], self.base)

    def of_all(self, row: str) -> str:
        """Of all referrals."""
        return percent(self.cases[row], self.counted)


def _of_number(table: Declared, number: int | None, not_known: bool) -> str | frozenset[str]:
    if number is None:
        return NOT_KNOWN if not_known else NOT_PROVIDED
    return frozenset(band.row for band in table.bands if band.least <= number <= band.most)


def answer(table: Declared, full: Full) -> str | frozenset[str]:
    """The rows in which a referral is counted, or why it is in none."""
    if not full.case.forms & table.forms:
        return NOT_ASKED
    case = counted_by(table.form, full.case)
    if table.question == "age":
        return _of_number(table, case.age, case.age_not_known)
    if table.question == "missing_count":
        return _of_number(table, full.number, full.number_not_known)
    if table.question in DEPENDS_ON:
        other, condition = DEPENDS_ON[table.question]
        if case.one.get(other) != condition:
            return OUTSIDE
    if BY_NAME[table.question].kind == "several":
        chosen = case.several.get(table.question, frozenset())
        if not chosen:
            return NOT_PROVIDED
        return NOT_KNOWN if chosen == {NOT_KNOWN} else chosen
    code = case.one.get(table.question)
    if code is None:
        return NOT_PROVIDED
    if code in table.outside:
        return OUTSIDE
    return NOT_KNOWN if code == NOT_KNOWN else frozenset({table.groups.get(code, code)})


def count(table: Declared, referrals: Sequence[Full]) -> Counted:
    """The table of these referrals."""
    answers = [answer(table, each) for each in referrals]
    known = [each for each in answers if isinstance(each, frozenset)]
    assert all(each <= set(table.rows) for each in known), table.id
    cases = {row: sum(row in each for each in known) for row in table.rows}
    for row, parts in table.sums.items():
        cases[row] = sum(bool(each & set(parts)) for each in known)
    return Counted(
        cases=cases,
        counted=len(answers),
        base=len(known),
        not_known=answers.count(NOT_KNOWN),
        not_provided=answers.count(NOT_PROVIDED),
        not_asked=answers.count(NOT_ASKED),
        outside=answers.count(OUTSIDE),
    )

"""The lists of a feedback workbook: what to mend, how often, what was checked, what has changed."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from reports.feedback import Changes, Defect, Feedback, RuleRun
from reports.feedback_counts import Frequency, by_problem, by_question
from reports.feedback_sheets import Column, Line, ListSheet
from reports.feedback_wording import (
    BY_QUESTION,
    COSTS,
    CSV_NAME,
    JSON_NAME,
    TO_MEND,
    about,
    cost_of,
    costliest_first,
    how_to_find,
    not_checked_until_mended,
    place,
    what_is_wrong,
    what_stands_there,
    what_to_do,
)
from reports.wording import long_date

_T = TypeVar("_T")
_COST = Column("What it costs", 18, is_cost=True)


def list_sheets(feedback: Feedback, lines_shown: int) -> list[ListSheet]:
    """The sheets behind the verdict, none of their lists longer than `lines_shown`."""
    sheets = [
        _to_mend(feedback, lines_shown),
        _by_problem(feedback, lines_shown),
        _by_question(feedback, lines_shown),
        _checks(feedback, lines_shown),
    ]
    if feedback.changes is not None:
        sheets.append(_since_last_time(feedback.changes, lines_shown))
    return sheets


def _to_mend(feedback: Feedback, lines_shown: int) -> ListSheet:
    several = len(feedback.files) > 1
    shown, capped = _capped(costliest_first(feedback.defects), lines_shown, "lines", CSV_NAME)
    sentences = (
        (
            "Each line is one thing to mend in your own file; what costs most stands first. Mend "
            "it there, and send the whole return again.",
            *how_to_find(shown),
            *capped,
        )
        if shown
        else ("There is nothing to mend.",)
    )
    return ListSheet(
        name=TO_MEND,
        title=TO_MEND,
        sentences=sentences,
        columns=(
            Column("Young person", 14),
            Column("Where", 18),
            Column("Question", 18),
            Column("What stands there", 20, most_lines=8),
            Column("What is wrong", 38),
            Column("What to do", 42),
            _COST,
            Column("Code", 20),
        ),
        lines=tuple(_defect_line(each, several) for each in shown),
    )


def _defect_line(defect: Defect, several_files: bool) -> Line:
    first = defect.first
    wrong = [*what_is_wrong(defect), *not_checked_until_mended(defect)]
    cells = (
        defect.local_id,
        place(first, several_files),
        about(first),
        what_stands_there(first),
        "\n".join(wrong),
        "\n".join(what_to_do(defect)),
        cost_of(defect),
        "\n".join(_codes(defect)),
    )
    return Line(cells, defect.size)


def _codes(defect: Defect) -> Iterator[str]:
    """The code of each fault, with its question where that is not the first one's."""
    for each in defect.faults:
        other = each.label != defect.first.label
        yield f"{each.code} ({about(each)})" if other else each.code


def _by_problem(feedback: Feedback, lines_shown: int) -> ListSheet:
    shown, capped = _capped(by_problem(feedback), lines_shown, "problems", JSON_NAME)
    return ListSheet(
        name="By problem",
        title="How often each problem was found",
        sentences=(_how_often(shown), *capped),
        columns=(
            Column("What is wrong", 54),
            Column("How often", 12),
            _COST,
            Column("What to do", 60),
            Column("Code", 26),
        ),
        lines=tuple(
            Line((each.what, each.number, COSTS[each.size], _remedy(each), each.code), each.size)
            for each in shown
        ),
    )


def _how_often(shown: Sequence[Frequency]) -> str:
    if not shown:
        return "No problem was found."
    return (
        "What is found often may come of one habit or of one column: mend it in all rows at once. "
        f"A line of '{TO_MEND}' may hold several problems."
    )


def _remedy(problem: Frequency) -> str:
    if len(problem.remedies) == 1:
        return problem.remedies[0]
    return f"This depends on the question: see the sheet '{BY_QUESTION}'."


def _by_question(feedback: Feedback, lines_shown: int) -> ListSheet:
    shown, capped = _capped(by_question(feedback), lines_shown, "problems", JSON_NAME)
    return ListSheet(
        name=BY_QUESTION,
        title="How often each problem was found, by question",
        sentences=(
            "The question with the most problems stands first."
            if shown
            else "No problem was found.",
            *capped,
        ),
        columns=(
            Column("Question", 28),
            Column("What is wrong", 46),
            Column("How often", 12),
            _COST,
            Column("What to do", 60),
            Column("Code", 26),
        ),
        lines=tuple(
            Line(
                (each.about, each.what, each.number, COSTS[each.size], *each.remedies, each.code),
                each.size,
            )
            for each in shown
        ),
    )


def _checks(feedback: Feedback, lines_shown: int) -> ListSheet:
    shown, capped = _capped(feedback.rules, lines_shown, "checks", JSON_NAME)
    sentences = (
        (
            "Each line is a check of one answer against others of the same young person.",
            "It does not apply where there is no such answer, and can't be made where another "
            "answer that it needs is blank, not known or refused.",
        )
        if shown
        else ("No answers were checked against one another: no young people were taken in.",)
    )
    return ListSheet(
        name="Checks",
        title="What was checked, and what could not be",
        sentences=(*sentences, *capped),
        columns=(
            Column("Question", 26),
            Column("What it is checked for", 58),
            Column("Young people checked", 14),
            Column("Found wrong", 12),
            Column("Young people not checked", 14),
            Column("Young people to whom it does not apply", 16),
            Column("Answers missing for it, and how often", 48),
        ),
        lines=tuple(_rule_line(each, feedback.rows) for each in shown),
    )


def _rule_line(rule: RuleRun, rows: int) -> Line:
    without = max(0, rows - rule.run - rule.does_not_apply)
    why = "\n".join(f"{label}: {number:,}" for label, number in rule.not_run)
    return Line((rule.label, rule.what, rule.run, rule.broken, without, rule.does_not_apply, why))


def _since_last_time(changes: Changes, lines_shown: int) -> ListSheet:
    new, new_capped = _capped(changes.new, lines_shown, "new identifiers", JSON_NAME)
    gone, gone_capped = _capped(changes.gone, lines_shown, "identifiers gone", JSON_NAME)
    changed, changed_capped = _capped(changes.answers, lines_shown, "changed answers", JSON_NAME)
    before = long_date(changes.since)
    return ListSheet(
        name="Since last time",
        title=f"Since your return of {before}",
        sentences=(
            f"Young people then: {changes.rows_before:,}. Now: {changes.rows_now:,}. Each "
            "identifier counts once; so does that of a refused row, if it could be read.",
            f"New: {len(changes.new):,}. Gone: {len(changes.gone):,}. Answers changed: "
            f"{len(changes.answers):,}.",
            "Nothing of this need be wrong: look whether it is what you expect.",
            *(*new_capped, *gone_capped, *changed_capped),
        ),
        columns=(
            Column("What has changed", 30),
            Column("Young person", 22),
            Column("Question", 34),
            Column("Before", 38),
            Column("Now", 38),
        ),
        lines=(
            *(Line(("New: was not there before", each, "", "", "")) for each in new),
            *(Line(("Gone: is not there any more", each, "", "", "")) for each in gone),
            *(
                Line(("Answer changed", each.local_id, each.label, _answer(each.before), now))
                for each in changed
                for now in (_answer(each.now),)
            ),
        ),
    )


def _answer(text: str) -> str:
    return text or "(not provided)"


def _capped(
    items: Sequence[_T], lines_shown: int, name: str, where_all_are: str
) -> tuple[Sequence[_T], tuple[str, ...]]:
    """The first `lines_shown` items, and a sentence that says so if there are more."""
    left = len(items) - lines_shown
    if left <= 0:
        return items, ()
    return items[:lines_shown], (
        f"Not shown here: {left:,} of the {len(items):,} {name}. {where_all_are} holds all.",
    )

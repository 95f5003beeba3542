"""Feedback made by hand, on returns of a trust in York."""

from dataclasses import replace
from datetime import date

from reports.feedback import (
    ChangedAnswer,
    Changes,
    Defect,
    Fault,
    Feedback,
    NotRun,
    ReturnWarning,
    RuleRun,
    SentCell,
    SentFile,
)

DAY = date(2011, 6, 6)
FILE = "york.xlsx"
LABELS = {
    "local_id": "Local identifier",
    "age": "Current age",
    "age_at_first_assessment": "Age at first assessment",
    "gender": "Gender",
    "referral_date": "Date of referral",
    "closure_date": "Date work ended",
    "living_situation": "Living situation",
    "family_setting": "If with family",
}
COLUMNS = dict(zip(LABELS, "ABCDEFGH", strict=True))


def cell(question: str, row: int, file: str = FILE) -> SentCell:
    letter = COLUMNS[question]
    return SentCell(file, "sheet 1", row, ord(letter) - 64, f"sheet 1, cell {letter}{row}")


def not_an_option(row: int, said: str) -> Fault:
    return Fault(
        code="not_an_option",
        size="answer",
        question="gender",
        label="Gender",
        cell=cell("gender", row),
        said=said,
        what="The answer is none of the question's options.",
        remedy="Write one of: Female, Male, Transgender, Not known.",
    )


def no_identifier(row: int) -> Fault:
    return Fault(
        code="identifier_missing",
        size="row",
        question="local_id",
        label="Local identifier",
        cell=cell("local_id", row),
        said=None,
        what="The young person has no local identifier.",
        remedy="Give the agency's or area's own reference for this young person.",
    )


def off_by_one(row: int, said: str) -> Fault:
    return Fault(
        code="age_off_by_one",
        size="warning",
        question="age",
        label="Current age",
        cell=cell("age", row),
        said=said,
        what="The current age is one year off the date of birth's.",
        remedy="Check the age on the return date.",
    )


def closed_before_start(row: int, said: str) -> Fault:
    return Fault(
        code="closed_before_start",
        size="row",
        question="closure_date",
        label="Date work ended",
        cell=cell("closure_date", row),
        said=said,
        what="Work ended before the referral (or, without one, before the first assessment).",
        remedy="Correct the date work ended, or the date of referral or first assessment.",
    )


def after_return_date(row: int, said: str) -> Fault:
    return Fault(
        code="after_return_date",
        size="answer",
        question="referral_date",
        label="Date of referral",
        cell=cell("referral_date", row),
        said=said,
        what="The date is after the return date.",
        remedy="Correct the date: Date of referral can't be after the day that the return "
        "describes.",
    )


def without_condition(row: int, said: str) -> Fault:
    return Fault(
        code="without_condition",
        size="answer",
        question="family_setting",
        label="If with family",
        cell=cell("family_setting", row),
        said=said,
        what="The answer is given although the question it depends on was answered otherwise or "
        "not at all.",
        remedy="Correct 'Living situation', or remove this answer.",
    )


def with_defects(*defects: Defect) -> Feedback:
    """A return of sixty young people with these defects."""
    refused = sum(each.size == "row" for each in defects)
    bad = any(each.size != "warning" for each in defects)
    return replace(
        clean_feedback(),
        verdict="accepted_with_refusals" if bad else "accepted",
        refused_rows=refused,
        defects=defects,
    )


def clean_feedback() -> Feedback:
    return Feedback(
        agency="Saltmarbles Trust",
        area="York",
        return_date=DAY,
        verdict="accepted",
        files=(SentFile(FILE, "ab" * 32),),
        rows=60,
        refused_rows=0,
        nil=False,
        defects=(),
    )


def nil_feedback() -> Feedback:
    return replace(clean_feedback(), rows=0, nil=True)


def refused_feedback() -> Feedback:
    fault = Fault(
        code="header_twice",
        size="file",
        question="gender",
        label="Gender",
        cell=SentCell(FILE, "sheet 1", 3, 9, "sheet 1, cell I3"),
        said=None,
        what="Two headers are the same, or name the same question, so it can't be told which one "
        "counts.",
        remedy="Remove one of the two, give it another header, or leave it unused by a mapping.",
    )
    return Feedback(
        agency="",
        area=None,
        return_date=None,
        verdict="refused",
        files=(SentFile(FILE, "ab" * 32),),
        rows=0,
        refused_rows=0,
        nil=False,
        defects=(Defect("", (fault,)),),
    )


def usual_feedback() -> Feedback:
    """A return with a bit of all: in the order of the file a check, a refused answer, a young
    person refused for two reasons, one without identifier, and a value like a formula."""
    defects = (
        Defect("SM-001", (off_by_one(2, "15"),)),
        Defect("SM-004", (not_an_option(5, "Femail"),)),
        Defect(
            "SM-007",
            (
                after_return_date(8, "07/06/2011"),
                closed_before_start(8, "01/02/2011"),
            ),
            (
                NotRun(
                    "assessed_before_referral",
                    "The first assessment is before the referral.",
                    ("Date of referral",),
                ),
            ),
        ),
        Defect("", (no_identifier(12),)),
        Defect("SM-019", (not_an_option(20, "=1+1"), without_condition(20, "Kinship care"))),
    )
    return replace(
        with_defects(*defects),
        rules=(
            RuleRun(
                "age_off_by_one",
                "The current age is one year off the date of birth's.",
                "Current age",
                41,
                1,
                (("Date of birth", 15), ("Current age", 6)),
            ),
            RuleRun(
                "without_condition",
                "The answer is given although the question it depends on was answered otherwise "
                "or not at all.",
                "If with family",
                60,
                1,
                (),
            ),
        ),
        notices=("The column 'Worker' is not read.",),
        not_asked=("Nationality", "Gang association"),
        dropped_texts=4,
        warnings=(
            ReturnWarning(
                "rows_down_by_half",
                "The return has less than half as many young people as the one before.",
                "Check that no sheet and no rows are missing.",
            ),
        ),
        changes=Changes(
            since=date(2011, 5, 6),
            rows_before=140,
            rows_now=58,
            new=("SM-071", "+44"),
            gone=("SM-002",),
            answers=(ChangedAnswer("SM-004", "Living situation", "With family", ""),),
        ),
    )

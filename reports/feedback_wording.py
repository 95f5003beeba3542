"""The words of the files that go back to an agency, each declared once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reports.feedback import (
    COSTLIEST_FIRST,
    MARKED,
    Defect,
    Fault,
    Feedback,
    NotRun,
    Verdict,
)
from reports.wording import long_date
from schemas.problems import Size, load_problems
from schemas.text import plural

CSV_NAME = "feedback.csv"
JSON_NAME = "feedback.json"
TO_MEND = "What to mend"
BY_QUESTION = "By question"

CONFIDENTIAL = "CONFIDENTIAL: for the agency that sent the return only"
CONFIDENTIAL_WHY = (
    "This file repeats what stands in your return about young people. Keep it as safe as the "
    "return, share it with nobody outside your agency, and send it only by a secure way."
)
VERDICTS: Mapping[Verdict, str] = {
    "accepted": "ACCEPTED",
    "accepted_with_refusals": "ACCEPTED, BUT SOME ANSWERS WERE REFUSED",
    "refused": "REFUSED: nothing in it is counted",
}
YOUNG_PEOPLE_REFUSED = "ACCEPTED, BUT SOME YOUNG PEOPLE WERE REFUSED"
BOTH_REFUSED = "ACCEPTED, BUT SOME YOUNG PEOPLE AND ANSWERS WERE REFUSED"
COSTS: Mapping[Size, str] = {
    "file": "the whole file is not counted",
    "row": "this young person is not counted",
    "answer": "this answer is not counted",
    "warning": "nothing; please check",
}


def cost_of_fault(fault: Fault) -> str:
    """What a fault costs, in words."""
    return fault.cost or COSTS[fault.size]


def cost_of(defect: Defect) -> str:
    """What a defect costs: the most that one of its faults does."""
    costliest = (each for each in defect.faults if each.size == defect.size)
    said = next((each.cost for each in costliest if each.cost), "")
    return said or COSTS[defect.size]


WHOLE_FILE = "the whole file"
WHOLE_YOUNG_PERSON = "the young person as a whole"
BLANK = "(blank)"
NOT_REPEATED = "(not repeated here)"
_SHEETS = (
    "Where: 'sheet 2' is the second tab of your workbook, counted from the left (hidden tabs come "
    "after the others)."
)
_TABLES = (
    "Where: 'table 3' is the third table of your Word document, counted from its beginning. To go "
    "there in Word, press Ctrl+G, choose Table and type its number."
)


def verdict(feedback: Feedback) -> str:
    """The verdict in capitals: whether young people, answers, or both were refused."""
    if feedback.verdict == "accepted_with_refusals" and feedback.refused_rows:
        return BOTH_REFUSED if feedback.number_of("answer") else YOUNG_PEOPLE_REFUSED
    return VERDICTS[feedback.verdict]


def meaning(feedback: Feedback) -> str:
    """The verdict in a sentence or two."""
    if feedback.verdict == "refused":
        if feedback.rows:
            return "No young person in this return could be taken in, so none is counted."
        return (
            "The file could not be taken in. It was read only until what stands below was met, so "
            "there may be more to mend."
        )
    if feedback.nil:
        return (
            "This is a nil return: it has no young people in it, and so says that you were working "
            f"with nobody{_in_area(feedback)}{_on_day(feedback)}."
        )
    counted = feedback.rows - feedback.refused_rows
    return (
        f"{plural(counted, 'young person')} of the {feedback.rows:,} in this return "
        f"{_were(counted)} taken in."
        f"{_what_is_left_out(feedback)}"
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _in_area(feedback: Feedback) -> str:
    return f" in {feedback.area}" if feedback.area else ""


def _on_day(feedback: Feedback) -> str:
    return f" on {long_date(feedback.return_date)}" if feedback.return_date else ""


def _what_is_left_out(feedback: Feedback) -> str:
    if feedback.number_of("answer"):
        return (
            " Answers that were refused count as not provided; the young person still counts with "
            "the others."
        )
    if feedback.number_of("warning") and feedback.verdict == "accepted":
        return " Nothing was refused, but some answers should be checked."
    return ""


def day(value: date | None) -> str:
    return long_date(value) if value else "not told by the file"


def next_steps(feedback: Feedback) -> tuple[str, ...]:
    """What the agency has to do, in order."""
    if feedback.verdict == "accepted":
        return _steps_when_accepted(feedback)
    file_alone = all(each.size == "file" for each in feedback.defects)
    where = "as said above" if file_alone else f"line by line as the sheet '{TO_MEND}' says"
    until = (
        "Until then nothing in it is counted."
        if feedback.verdict == "refused"
        else "Until then the rest of the return counts as it is."
    )
    order = "" if file_alone else " The costliest lines stand first."
    return (
        f"Open your own file, as you sent it, and mend it {where}.{order}",
        *_marked_copies(feedback),
        "Do not mend or send back this workbook: it is not read.",
        "Send the whole return again, not only what was mended: it takes the place of this one. "
        "Use the same secure way as before.",
        f"{until} If you do not know by when to send it, ask whoever sent you this file.",
    )


def _marked_copies(feedback: Feedback) -> Iterator[str]:
    """Where the copies with coloured cells are, and what they are for."""
    if feedback.marked:
        copies = "copies of your files" if len(feedback.marked) > 1 else "copy of your file"
        yield (
            f"To find the cells, look at the {copies} in the folder '{MARKED}' beside this "
            "workbook: they have colours and notes."
        )


def _steps_when_accepted(feedback: Feedback) -> tuple[str, ...]:
    again = (
        "put it right in your own file and send the whole return again, by the same secure way: "
        "it takes the place of this one."
    )
    if feedback.nil:
        return (
            "If this is right, there is nothing to do.",
            "If you did work with young people then, send a return that has them in it, by the "
            "same secure way: it takes the place of this one.",
        )
    if not feedback.defects:
        odd = " Please check what is said below about the return as a whole."
        first = "There is nothing to mend." + (odd if feedback.warnings else "")
        return (first, f"If you find a mistake, {again}")
    return (
        f"Look at each line of the sheet '{TO_MEND}' and check it in your own file.",
        *_marked_copies(feedback),
        "If all of it is right, there is nothing to do.",
        f"If something is wrong, {again}",
    )


def costliest_first(defects: Iterable[Defect]) -> list[Defect]:
    """The order in which things to mend are listed; within one cost it is that of the file."""
    return sorted(defects, key=lambda each: COSTLIEST_FIRST.index(each.size))


def place(fault: Fault, with_file: bool) -> str:
    """`sheet 2, cell F12`, behind the file's path if a return has several; what is said of the
    return has no cell."""
    told = f"where it says '{fault.label}'" if fault.label else WHOLE_FILE
    text = fault.cell.text or told
    return f"{fault.cell.file}: {text}" if with_file else text


def how_to_find(defects: Iterable[Defect]) -> list[str]:
    """What the places mean, for those who see the names of tabs and no numbers of tables."""
    sheets = {fault.cell.sheet or "" for each in defects for fault in each.faults}
    told: list[str] = []
    if any(each.startswith("sheet") for each in sheets):
        told.append(_SHEETS)
    if any(each.startswith("table") for each in sheets):
        told.append(_TABLES)
    return told


def what_stands_there(fault: Fault) -> str:
    """What was sent, or why nothing is shown."""
    if fault.said is not None:
        return (fault.said.strip() and fault.said) or BLANK
    problem = load_problems().get(fault.code)
    return NOT_REPEATED if problem is not None and not problem.echo else ""


def about(fault: Fault) -> str:
    """The question's label, or what is at fault where it is no question."""
    if fault.label:
        return fault.label
    return WHOLE_FILE if fault.size == "file" else WHOLE_YOUNG_PERSON


def what_is_wrong(defect: Defect) -> list[str]:
    """Sentences, one a fault; of a fault elsewhere than the first it is said where."""
    told = (
        f"Also {where}: {fault.what}" if where else fault.what
        for fault, where in _with_places(defect)
    )
    return list(dict.fromkeys(told))


def what_to_do(defect: Defect) -> list[str]:
    """Sentences, what is to be done first in front, each remedy once."""
    remedies: dict[str, str] = {}
    for fault, where in _with_places(defect):
        then = f"Then, if it is still wrong, {where}: {fault.remedy}" if where else fault.remedy
        remedies.setdefault(fault.remedy, then)
    return list(remedies.values())


def _with_places(defect: Defect) -> Iterator[tuple[Fault, str]]:
    return ((fault, _elsewhere(fault, defect.first)) for fault in defect.faults)


def _elsewhere(fault: Fault, first: Fault) -> str:
    """`at sheet 1, cell F12 (If with family)`; blank where the first fault is."""
    at = f"at {fault.cell.text}" if fault.cell != first.cell and fault.cell.text else ""
    label = fault.label if fault.label != first.label else None
    if at:
        return f"{at} ({label})" if label else at
    return f"for '{label}'" if label else ""


def not_checked(rule: NotRun) -> str:
    """What could not be checked, and the answers that it needs."""
    return f"{rule.what.rstrip('.')} (this check needs: {', '.join(rule.missing)})"


def not_checked_until_mended(defect: Defect) -> list[str]:
    """A sentence and a line for each rule that could not be run; the answers that it needs are
    named where they are others than the one to mend."""
    if not defect.not_run:
        return []
    lines = ["Until this is mended it can't be checked whether:"]
    for rule in defect.not_run:
        what = f"- {rule.what[:1].lower()}{rule.what[1:].rstrip('.')}"
        others = set(rule.missing) != {defect.first.label}
        lines.append(f"{what} (needs: {', '.join(rule.missing)})" if others else what)
    return lines

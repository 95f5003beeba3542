"""The first sheet of a feedback workbook: the verdict, what to do next, whose return, how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.feedback import Defect, Feedback, Verdict, faults_of
from reports.feedback_counts import answers_refused
from reports.feedback_sheets import Cell, Looks, cut, lay_out_print, text_height, write_text
from reports.feedback_wording import (
    CONFIDENTIAL,
    CONFIDENTIAL_WHY,
    TO_MEND,
    day,
    meaning,
    next_steps,
    place,
    verdict,
    what_is_wrong,
    what_to_do,
)

_LABELS, _VALUES = 34, 84
_VERDICT_SIZE = 20
_MOST_NAMED = 5
_FILLS: Mapping[Verdict, str] = {
    "accepted": "#D9EAD3",
    "accepted_with_refusals": "#FFF2CC",
    "refused": "#F4C7C3",
}


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Across:
    """A text over both columns."""

    text: str


@dataclass(frozen=True)
class Pair:
    label: str
    value: Cell


Part = Heading | Across | Pair


def write_verdict(book: Workbook, looks: Looks, feedback: Feedback) -> None:
    """Adds the sheet; the verdict and the next steps are on the first screen."""
    worksheet = book.add_worksheet("Verdict")
    worksheet.hide_gridlines(2)
    worksheet.set_column(0, 0, _LABELS)
    worksheet.set_column(1, 1, _VALUES)
    worksheet.write_string(0, 0, CONFIDENTIAL, looks.red)
    large = book.add_format(
        {
            "bold": True,
            "font_size": _VERDICT_SIZE,
            "text_wrap": True,
            "valign": "vcenter",
            "border": 1,
            "bg_color": _FILLS[feedback.verdict],
        }
    )
    said = verdict(feedback)
    worksheet.merge_range(1, 0, 1, 1, "", large)
    worksheet.write_string(1, 0, said, large)
    scale = _VERDICT_SIZE / 10
    worksheet.set_row(1, text_height(said, _LABELS + _VALUES, scale) + 12)
    for row, part in enumerate(_parts(feedback), start=2):
        _write(worksheet, looks, row, part)
    lay_out_print(worksheet)


def _parts(feedback: Feedback) -> Iterator[Part]:
    yield Across(meaning(feedback))
    yield from _why_refused(feedback)
    yield Heading("What to do next")
    for number, step in enumerate(next_steps(feedback), start=1):
        yield Across(f"{number}. {step}")
    yield from _whose(feedback)
    yield from _counts(feedback)
    yield from _further(feedback)
    yield Heading("Keep it safe")
    yield Across(CONFIDENTIAL_WHY)


def _why_refused(feedback: Feedback) -> Iterator[Part]:
    """What is wrong with the file as a whole."""
    of_file = [each for each in feedback.defects if each.size == "file"]
    if not of_file:
        return
    yield Heading("Why")
    for each in of_file[:_MOST_NAMED]:
        yield from _problem(each)
    if len(of_file) > _MOST_NAMED:
        yield Across(f"And {len(of_file) - _MOST_NAMED:,} more: see the sheet '{TO_MEND}'.")


def _problem(defect: Defect) -> Iterator[Part]:
    first = defect.first
    where = place(first, with_file=True)
    in_cell = first.label and first.cell.text
    yield Pair("Where", f"{where} ({first.label})" if in_cell else where)
    if first.said:
        yield Pair("What stands there", first.said)
    yield Pair("What is wrong", "\n".join(what_is_wrong(defect)))
    yield Pair("What to do", "\n".join(what_to_do(defect)))


def _whose(feedback: Feedback) -> Iterator[Part]:
    files = [each.path for each in feedback.files]
    more = f"\nand {len(files) - _MOST_NAMED:,} more" if len(files) > _MOST_NAMED else ""
    yield Heading("Which return this is about")
    yield Pair("Agency", feedback.agency or "not told by the file")
    yield Pair("Area", feedback.area or "not told by the file")
    yield Pair("Return date", day(feedback.return_date))
    label = "File" if len(files) == 1 else "Files"
    yield Pair(label, "\n".join(files[:_MOST_NAMED]) + more)


def _counts(feedback: Feedback) -> Iterator[Part]:
    yield Heading("How many")
    if feedback.verdict == "refused" and not feedback.rows:
        yield Pair("Young people taken in", "none")
        return
    yield Pair("Young people received", feedback.rows)
    yield Pair("Young people refused", feedback.refused_rows)
    yield Pair("Answers refused", answers_refused(faults_of(feedback.defects)))
    yield Pair("Things to check", feedback.number_of("warning"))
    if feedback.dropped_texts is not None:
        yield Pair("Free texts dropped, never kept", feedback.dropped_texts)
    yield Pair("Things to mend or check", len(feedback.defects))


def _further(feedback: Feedback) -> Iterator[Part]:
    """What is said of the return as a whole."""
    if feedback.warnings:
        yield Heading("Odd about the return as a whole: please check")
        for each in feedback.warnings:
            yield Across(each.sentences)
    if feedback.notices or feedback.not_asked:
        yield Heading("How the return was understood")
        for notice in feedback.notices:
            yield Across(notice)
    if feedback.not_asked:
        yield Across(f"Questions that it does not ask: {_listed(feedback.not_asked)}.")


def _listed(labels: Sequence[str]) -> str:
    return "; ".join(labels)


def _write(worksheet: Worksheet, looks: Looks, row: int, part: Part) -> None:
    if isinstance(part, Heading):
        worksheet.set_row(row, 26)
        worksheet.write_string(row, 0, part.text, looks.heading)
    elif isinstance(part, Across):
        worksheet.merge_range(row, 0, row, 1, "", looks.plain)
        text = cut(part.text, _LABELS + _VALUES)
        write_text(worksheet, row, 0, text, looks.plain)
        worksheet.set_row(row, text_height(text, _LABELS + _VALUES))
    else:
        worksheet.write_string(row, 0, part.label, looks.bold)
        if isinstance(part.value, int):
            worksheet.write_number(row, 1, part.value, looks.number)
        else:
            text = cut(part.value, _VALUES)
            write_text(worksheet, row, 1, text, looks.plain)
            worksheet.set_row(row, text_height(text, _VALUES))

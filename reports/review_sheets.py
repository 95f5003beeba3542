"""The sheets of the review workbook that set two young people beside each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.feedback_sheets import write_text
from reports.review import (
    AcrossPair,
    Beside,
    IdentifiersBeside,
    Review,
    ReviewPair,
    ReviewSide,
)
from reports.review_looks import (
    PAGE_HEIGHT,
    ReviewLooks,
    bearing_of,
    height_of,
    lay_out_print,
    protect,
)
from reports.review_texts import also_in, counted, known_as, shown_weight, unbroken
from reports.review_words import (
    ACROSS,
    ACROSS_FILE,
    ACROSS_SHEET,
    BECAUSE,
    BEFORE,
    BEWARE,
    DECIDED_BY,
    DECISION_WORDS,
    KNOWN_TO,
    OF_PAIR,
    ON,
    OTHER_PAIRS,
    PAIR,
    PAIRS_FILE,
    REVIEW_SHEET,
    WHY,
    YOUR_DECISION,
    likelihood,
)
from reports.wording import RESTRICTED_LINE, long_date
from schemas.text import plural

_LABELS, _ONE, _OTHER, _COMPARED, _WEIGHT = range(5)
_WIDTHS = (26, 29, 29, 16, 12)
_BESIDE_LABEL = sum(_WIDTHS[1:])
_HEADINGS = ("", "One", "The other", "How they compare", "Weight")
_MOST_BREAKS = 1000
"""A spreadsheet takes few more."""
_GAP = 10.0
_DECISION_HELP = "Choose: same, not the same or unsure. Leave it blank if you have not decided."
_DAY_HELP = "The day you decided, as 6/6/2011."


@dataclass(frozen=True)
class _Row:
    """A row of a block: its height, and what writes it at a row of the sheet."""

    height: float
    write: Callable[[int], None]


def write_review_sheet(
    book: Workbook, looks: ReviewLooks, review: Review, pairs: Sequence[ReviewPair]
) -> None:
    """Adds the sheet with a block for each of `pairs`, which may be the first of those of the
    review."""
    worksheet = book.add_worksheet(REVIEW_SHEET)
    title = f"Possible duplicates on {long_date(review.day)}"
    left_out = len(review.pairs) - len(pairs)
    first = _write_top(worksheet, looks, title, _not_shown(left_out, PAIRS_FILE))
    blocks = _Blocks(worksheet, looks)
    if not pairs:
        _write_nothing_found(worksheet, looks, first)
    _write_blocks(worksheet, first, [blocks.pair(each) for each in pairs])
    lay_out_print(worksheet, blocks=True)
    protect(worksheet)


def write_across_sheet(
    book: Workbook, looks: ReviewLooks, review: Review, pairs: Sequence[AcrossPair]
) -> None:
    """Adds the sheet with the pairs of two areas, on which there is nothing to decide."""
    worksheet = book.add_worksheet(ACROSS_SHEET)
    note = (
        "For your information: these young people are never merged, since each area counts its own."
    )
    left_out = len(review.across) - len(pairs)
    title = "May be known in two areas"
    first = _write_top(worksheet, looks, title, f"{note} {_not_shown(left_out, ACROSS_FILE)}")
    blocks = _Blocks(worksheet, looks)
    if not pairs:
        _write_nothing_found(worksheet, looks, first)
    _write_blocks(worksheet, first, [blocks.across(each) for each in pairs])
    lay_out_print(worksheet, blocks=True)


class _Blocks:
    """Makes the rows of the blocks of one sheet."""

    def __init__(self, worksheet: Worksheet, looks: ReviewLooks) -> None:
        self._sheet = worksheet
        self._looks = looks

    def pair(self, pair: ReviewPair) -> list[_Row]:
        looks = self._looks
        likely = f"{likelihood(pair.probability)}\n{counted(pair.answers)}"
        rows = [
            self._head(PAIR.format(number=pair.number), pair.area, likely),
            self._wide(WHY, pair.reasons, unbroken(pair.reasons)),
        ]
        others = also_in(pair.one_also_in, pair.other_also_in)
        for label, text in ((BEFORE, pair.earlier), (BEWARE, pair.beware), (OTHER_PAIRS, others)):
            if text:
                rows.append(self._wide(label, text))
        of_pair = OF_PAIR.format(number=pair.number)
        return [
            *rows,
            self._known_to(pair.one, pair.other, pair.identifiers),
            *map(self._beside, pair.answers),
            self._entry(YOUR_DECISION, looks.entry, self._decision_choices, note=of_pair),
            self._entry(DECIDED_BY, looks.entry_text),
            self._entry(ON, looks.entry_day, self._day_help),
            self._entry(BECAUSE, looks.entry_text, last=_WEIGHT),
        ]

    def across(self, pair: AcrossPair) -> list[_Row]:
        head = (
            ACROSS.format(number=pair.number),
            f"{pair.area_one} and {pair.area_other}",
            f"{likelihood(pair.probability)}\n{counted(pair.answers)}",
        )
        areas = (pair.area_one, pair.area_other)
        rows = [
            self._head(*head),
            self._wide(WHY, pair.reasons, unbroken(pair.reasons)),
            self._cells(("Area", *areas, "", ""), [self._looks.label] * 5),
            self._known_to(pair.one, pair.other, pair.identifiers),
        ]
        return [*rows, *map(self._beside, pair.answers)]

    def _head(self, name: str, area: str, likely: str) -> _Row:
        look = self._looks.pair
        widths = (_WIDTHS[_LABELS], _WIDTHS[_ONE], sum(_WIDTHS[_OTHER:]))

        def write(row: int) -> None:
            write_text(self._sheet, row, _LABELS, name, look)
            write_text(self._sheet, row, _ONE, area, look)
            self._merged(row, _OTHER, likely, look)

        return _Row(height_of((name, area, likely), widths, scale=1.2) + 3, write)

    def _wide(self, label: str, text: str, shown: str | None = None) -> _Row:
        """A text beside its label; `shown`, if given, is how it stands there, as long as it is."""

        def write(row: int) -> None:
            write_text(self._sheet, row, _LABELS, label, self._looks.label)
            self._merged(row, _ONE, text if shown is None else shown, self._looks.boxed)

        return _Row(height_of((label, text), (_WIDTHS[_LABELS], _BESIDE_LABEL)), write)

    def _entry(
        self,
        label: str,
        look: Format,
        helped: Callable[[int], None] | None = None,
        last: int = _ONE,
        note: str = "",
    ) -> _Row:
        def write(row: int) -> None:
            write_text(self._sheet, row, _LABELS, label, self._looks.label)
            if last > _ONE:
                self._sheet.merge_range(row, _ONE, row, last, "", look)
            else:
                self._sheet.write_blank(row, _ONE, None, look)
            if note:
                write_text(self._sheet, row, _OTHER, note, self._looks.grey)
            if helped is not None:
                helped(row)

        return _Row(height_of((label,), _WIDTHS[:1]) + 3, write)

    def _decision_choices(self, row: int) -> None:
        self._sheet.data_validation(
            row,
            _ONE,
            row,
            _ONE,
            {
                "validate": "list",
                "source": list(DECISION_WORDS),
                "input_title": YOUR_DECISION,
                "input_message": _DECISION_HELP,
                "error_title": YOUR_DECISION,
                "error_message": _DECISION_HELP,
            },
        )

    def _day_help(self, row: int) -> None:
        options = {"validate": "any", "input_title": ON, "input_message": _DAY_HELP}
        self._sheet.data_validation(row, _ONE, row, _ONE, options)

    def _known_to(self, one: ReviewSide, other: ReviewSide, both: IdentifiersBeside) -> _Row:
        looks, label = self._looks, self._looks.label
        marked = looks.bearings[bearing_of(both.weight)]
        compared = looks.bearings["not weighed"] if both.sign == "not compared" else marked
        texts = (KNOWN_TO, known_as(one), known_as(other), both.sign, shown_weight(both.weight))
        return self._cells(texts, [label, label, label, compared, marked])

    def _beside(self, beside: Beside) -> _Row:
        looks, bearing = self._looks, bearing_of(beside.weight)
        marked = looks.bearings[bearing]
        answers = marked if bearing in ("against", "much against") else looks.boxed
        texts = (beside.label, beside.one, beside.other, beside.sign, shown_weight(beside.weight))
        return self._cells(texts, [looks.label, answers, answers, marked, marked])

    def _cells(self, texts: Sequence[str], formats: Sequence[Format]) -> _Row:
        def write(row: int) -> None:
            for column, (text, look) in enumerate(zip(texts, formats, strict=True)):
                write_text(self._sheet, row, column, text, look)

        return _Row(height_of(texts, _WIDTHS), write)

    def _merged(self, row: int, first: int, text: str, look: Format) -> None:
        """A text over all columns from `first` on."""
        self._sheet.merge_range(row, first, row, _WEIGHT, "", look)
        write_text(self._sheet, row, first, text, look)


def _write_top(worksheet: Worksheet, looks: ReviewLooks, title: str, note: str) -> int:
    """Title, restriction, a note and the headings, which stay in view; gives the row below."""
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, 24)
    write_text(worksheet, 0, 0, title, looks.title)
    write_text(worksheet, 1, 0, RESTRICTED_LINE, looks.red)
    head = 2
    if note.strip():
        worksheet.merge_range(head, 0, head, _WEIGHT, "", looks.plain)
        write_text(worksheet, head, 0, note.strip(), looks.plain)
        worksheet.set_row(head, height_of((note,), (sum(_WIDTHS),)))
        head += 1
    for column, heading in enumerate(_HEADINGS):
        write_text(worksheet, head, column, heading, looks.head)
    worksheet.freeze_panes(head + 1, 1)
    worksheet.repeat_rows(head)
    return head + 1


def _write_blocks(worksheet: Worksheet, first: int, blocks: Sequence[Sequence[_Row]]) -> None:
    """The blocks one below the other; where the next does not fit on the page a new one begins."""
    breaks: list[int] = []
    row, used = first, 0.0
    for block in blocks:
        needed = sum(each.height for each in block)
        if used and used + needed > PAGE_HEIGHT:
            breaks.append(row)
            used = 0.0
        for each in block:
            worksheet.set_row(row, each.height)
            each.write(row)
            row += 1
        worksheet.set_row(row, _GAP)
        row += 1
        used += needed + _GAP
    worksheet.ignore_errors({"number_stored_as_text": f"A1:E{row + 1}"})
    if breaks:
        worksheet.set_h_pagebreaks(breaks[:_MOST_BREAKS])


def _write_nothing_found(worksheet: Worksheet, looks: ReviewLooks, row: int) -> None:
    worksheet.merge_range(row, 0, row, _WEIGHT, "", looks.plain)
    write_text(worksheet, row, 0, "None found.", looks.plain)


def _not_shown(left_out: int, file: str) -> str:
    if not left_out:
        return ""
    beside = "stands" if left_out == 1 else "stand"
    return (
        f"{plural(left_out, 'less likely pair')} {beside} only in {file}; "
        "`--area` makes a workbook of one area."
    )

"""The sheets of the review workbook beside the pairs: how to decide, the counts, and what the
program needs."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.feedback_sheets import write_text
from reports.review import Review, ReviewPair
from reports.review_looks import ReviewLooks, height_of, lay_out_print, protect
from reports.review_texts import NOT_WEIGHED
from reports.review_words import (
    BECAUSE,
    DECIDED_BY,
    HOW_SHEET,
    KNOWN_TO,
    ON,
    PROGRAM_COLUMNS,
    PROGRAM_SHEET,
    REVIEW_FILE,
    REVIEW_SHEET,
    SUMMARY_SHEET,
    YOUR_DECISION,
)
from reports.wording import RESTRICTED_LINE, Explained, long_date
from schemas.text import plural

_HOW_WIDTHS = (26, 96)
_PROGRAM_WIDTHS = (8, 14, 60, 60)

_HOW = (
    Explained(
        "What to do",
        f"Go through the pairs on the sheet '{REVIEW_SHEET}', the likeliest first. Both young "
        "people of a pair are counted now, as two. Read what speaks for one young person and what "
        "against, compare the answers, look in your own files if you can, and choose in the yellow "
        f"cell '{YOUR_DECISION}' below them. The Tab key takes you to the next yellow cell. You "
        "need not do them all.",
    ),
    Explained(
        "same",
        "The two are one young person. From now on they count as one.",
    ),
    Explained(
        "not the same",
        "They are two young people. They go on counting as two, and are not listed again.",
    ),
    Explained(
        "unsure",
        "You looked and cannot tell. They go on counting as two, and stay on the list with your "
        "name and reason. A blank cell says that nobody has looked yet.",
    ),
    Explained(
        "If in doubt",
        "Choose 'unsure'. To take two for one hides a child; to count one twice is the smaller "
        "mistake.",
    ),
    Explained(
        f"{DECIDED_BY}, {ON}, {BECAUSE}",
        "Your name, the day and, in a few words, the reason: whoever asks next year will want to "
        f"know. '{BECAUSE}' may stay blank, and so may '{ON}': then it is the day on which the "
        f"workbook is taken in. '{DECIDED_BY}' may, if whoever takes it in gives one name for all.",
    ),
    Explained(
        "Beware of",
        "Brothers and sisters, twins above all: they share ethnicity, home, often the date of "
        "referral, and have identifiers next to each other. And of answers that many share: most "
        "are girls, most are British. Agencies often differ on how things stand (schooling, where "
        "somebody lives, risks) and still mean one young person; on month of birth and gender they "
        "seldom do.",
    ),
    Explained(
        "The numbers in 'Why'",
        "They are a sum. It starts far below 0, as of all the pairs of an area very few are one "
        "young person. Each reason adds to it or takes from it: a step of +1 doubles the odds that "
        "the two are one, -1 halves them, a number near 0 says nothing. A sum of 0 is 50 in 100. "
        "The numbers add up as they are shown, to a decimal; the 'in 100' is worked out before "
        "they are rounded, and so may differ a little.",
    ),
    Explained(
        "90 in 100",
        "Of 100 pairs like this one, about 90 are one young person. It is worked out, not known: "
        "what you know counts for more.",
    ),
    Explained(
        "How they compare",
        "same: the same answer. in part: some of several answers are the same, or one says less "
        "than the other (White, White British). differs: different answers, also dates a day apart "
        "or ages a year apart. one only: the other did not answer, or does not know; these rows "
        "stand last. Questions that neither answered are left out.",
    ),
    Explained(
        "Weight",
        "What the row adds to the sum: green speaks for one young person, orange against, red (-1 "
        f"and lower) much against. {NOT_WEIGHED}: it adds nothing, whether it differs or not, as "
        "only one of the two answered, or another row goes with it and is weighed (month of birth "
        "for age, mental for sexual health, disability for special educational needs, police "
        "investigation for court proceedings), or it does not tell people apart (support "
        "provided), or too many share the date.",
    ),
    Explained(
        KNOWN_TO,
        "The identifiers. Different ones are only a little against: an agency may have a "
        "reference of its own and not give the area's. They are not compared where an agency "
        "numbers for itself (1, 2, 3), or one is a number under 1000. The weight is that of the "
        "identifiers and of how many agencies there are: one agency seldom gives two to one "
        "young person.",
    ),
    Explained(
        "Blank, Not known, Month of birth",
        "A blank: the agency did not answer, or the question does not apply. Not known: it "
        "answered that it does not know. Of the date of birth only the month is kept.",
    ),
    Explained(
        "When you are done",
        "Save the workbook as it is (.xlsx) and give it to whoever runs lscb where you work, who "
        "types in the window for commands, in the folder that the file is in: lscb duplicates "
        f"decide {REVIEW_FILE}. You can do some pairs now and others later, and a decision can be "
        f"taken back. Leave the sheet '{PROGRAM_SHEET}' as it is: it says whom each pair means.",
    ),
    Explained(
        "Keep it safe",
        "This file repeats what agencies said about single young people. Keep it where the returns "
        "are kept, and share it only with those who may see the returns.",
    ),
)


def write_how_to_decide(book: Workbook, looks: ReviewLooks, review: Review) -> None:
    """Adds the first sheet: what to do, in one screen."""
    worksheet = book.add_worksheet(HOW_SHEET)
    _set_widths(worksheet, _HOW_WIDTHS)
    title = f"Possible duplicates on {long_date(review.day)}: how to decide"
    row = _write_title(worksheet, looks, title)
    for each in _HOW:
        write_text(worksheet, row, 0, each.word, looks.label)
        write_text(worksheet, row, 1, each.meaning, looks.boxed)
        worksheet.set_row(row, height_of((each.word, each.meaning), _HOW_WIDTHS))
        row += 1
    worksheet.hide_gridlines(2)
    worksheet.activate()
    lay_out_print(worksheet)


_RANGE_HEADINGS = ("Area", "Counted now", "If all pairs are one")
_PAIRS_HEADINGS = ("Area", "Agency", "Other agency", "Pairs", "Of these likely")
_SUMMARY_WIDTHS = (34, 34, 34, 10, 17)


def write_summary(book: Workbook, looks: ReviewLooks, review: Review) -> None:
    """Adds the sheet with the counts: young people by area, pairs by area and agencies."""
    worksheet = book.add_worksheet(SUMMARY_SHEET)
    _set_widths(worksheet, _SUMMARY_WIDTHS)
    row = _write_title(worksheet, looks, f"Possible duplicates on {long_date(review.day)}")
    for sentence in _summary_sentences(review):
        worksheet.merge_range(row, 0, row, len(_SUMMARY_WIDTHS) - 1, "", looks.plain)
        write_text(worksheet, row, 0, sentence, looks.plain)
        worksheet.set_row(row, height_of((sentence,), (sum(_SUMMARY_WIDTHS),)))
        row += 1
    if review.areas:
        ranges = [(each.name, each.most, each.least) for each in review.areas]
        row = _write_table(worksheet, looks, row + 1, _RANGE_HEADINGS, ranges)
    if review.summary:
        lines = [
            (each.area, each.agency_one, each.agency_other, each.pairs, each.likely)
            for each in review.summary
        ]
        _write_table(worksheet, looks, row + 1, _PAIRS_HEADINGS, lines)
    lay_out_print(worksheet)


def write_for_program(book: Workbook, looks: ReviewLooks, pairs: Sequence[ReviewPair]) -> None:
    """Adds the sheet that says whom each pair means, for the program that reads the decisions."""
    worksheet = book.add_worksheet(PROGRAM_SHEET)
    _set_widths(worksheet, _PROGRAM_WIDTHS)
    row = _write_title(worksheet, looks, "For lscb")
    sentence = (
        "There is nothing to fill in here. By this sheet lscb knows whom each pair means, so it "
        "must stay as it is. A 'digest' is only a checksum of the records as they were when the "
        "list was made."
    )
    worksheet.merge_range(row, 0, row, len(_PROGRAM_WIDTHS) - 1, "", looks.plain)
    write_text(worksheet, row, 0, sentence, looks.plain)
    worksheet.set_row(row, height_of((sentence,), (sum(_PROGRAM_WIDTHS),)))
    row += 1
    for column, heading in enumerate(PROGRAM_COLUMNS):
        write_text(worksheet, row, column, heading, looks.head)
    worksheet.freeze_panes(row + 1, 1)
    worksheet.repeat_rows(row)
    for each in pairs:
        row += 1
        worksheet.write_number(row, 0, each.number, looks.sentence)
        texts = (each.area_code, each.one.seen, each.other.seen)
        for column, text in enumerate(texts, start=1):
            write_text(worksheet, row, column, text, looks.sentence)
    lay_out_print(worksheet)
    protect(worksheet)


def _summary_sentences(review: Review) -> tuple[str, ...]:
    likely = sum(each.likely for each in review.summary)
    across = plural(len(review.across), "pair")
    pairs = plural(len(review.pairs), "pair")
    return (
        f"{pairs} of young people of one area who may be one, {likely:,} of them likely (as likely "
        "as not, or likelier). A pair may share a young person with another: three young people "
        "may make three pairs.",
        f"{across} of young people of two areas who may be one. These are for information: each "
        "area counts its own.",
    )


def _write_title(worksheet: Worksheet, looks: ReviewLooks, title: str) -> int:
    """The title and the restriction; gives the row below."""
    worksheet.set_row(0, 24)
    write_text(worksheet, 0, 0, title, looks.title)
    write_text(worksheet, 1, 0, RESTRICTED_LINE, looks.red)
    return 2


def _write_table(
    worksheet: Worksheet,
    looks: ReviewLooks,
    row: int,
    headings: Sequence[str],
    lines: Sequence[Sequence[str | int]],
) -> int:
    """A table from `row` on, under its headings; gives the row below it."""
    widths = _SUMMARY_WIDTHS[: len(headings)]
    for column, heading in enumerate(headings):
        write_text(worksheet, row, column, heading, looks.head)
    worksheet.set_row(row, height_of(headings, [width - 1 for width in widths]))
    for line in lines:
        row += 1
        for column, cell in enumerate(line):
            if isinstance(cell, int):
                worksheet.write_number(row, column, cell, looks.boxed_number)
            else:
                write_text(worksheet, row, column, cell, looks.boxed)
        texts = [cell if isinstance(cell, str) else "" for cell in line]
        worksheet.set_row(row, height_of(texts, widths))
    return row + 1


def _set_widths(worksheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, width)

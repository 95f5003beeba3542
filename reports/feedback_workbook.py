"""`feedback.xlsx`: what an agency is told about a return, for a busy administrator."""

import io
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook

from reports.feedback import Feedback
from reports.feedback_lists import list_sheets
from reports.feedback_sheets import FONT, Looks, write_list
from reports.feedback_verdict import write_verdict
from reports.feedback_wording import CONFIDENTIAL

LINES_SHOWN = 1000
_NO_DAY = date(2000, 1, 1)


def write_feedback_workbook(path: Path, feedback: Feedback, lines_shown: int = LINES_SHOWN) -> None:
    """Writes the workbook to `path`: the same feedback makes the same bytes.

    No list in it is longer than `lines_shown`; where one would be, it says how many lines are not
    shown.  Raises OSError if `path` can't be written.
    """
    path.write_bytes(feedback_workbook(feedback, lines_shown))


def feedback_workbook(feedback: Feedback, lines_shown: int = LINES_SHOWN) -> bytes:
    """The workbook's bytes."""
    package = io.BytesIO()
    book = Workbook(
        package,
        {
            # What stands in a return must not pass through the folder of temporary files, and must
            # become neither a formula nor a link.
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": FONT,
        },
    )
    day = feedback.return_date or _NO_DAY
    book.set_properties(
        {
            "title": "Feedback on a return",
            "category": CONFIDENTIAL,
            "created": datetime.combine(day, time()),
        }
    )
    looks = Looks(book)
    write_verdict(book, looks, feedback)
    for sheet in list_sheets(feedback, lines_shown):
        write_list(book, looks, sheet)
    book.close()
    return package.getvalue()

"""`review.xlsx`: the pairs that may be one young person, for people to decide in."""

import io
from datetime import datetime, time
from pathlib import Path

from xlsxwriter import Workbook

from reports.feedback_sheets import FONT
from reports.review import Review
from reports.review_front import write_for_program, write_how_to_decide, write_summary
from reports.review_looks import ReviewLooks
from reports.review_sheets import write_across_sheet, write_review_sheet
from reports.wording import RESTRICTED_LINE

PAIRS_SHOWN = 1000
"""More than anybody reads, and about as many as a sheet can have pages."""


def write_review_workbook(path: Path, review: Review, pairs_shown: int = PAIRS_SHOWN) -> None:
    """Writes the workbook to `path`: the same review makes the same bytes.

    Of each list the first `pairs_shown` pairs are in it; where there are more, it says so.  Raises
    OSError if `path` can't be written.
    """
    path.write_bytes(review_workbook(review, pairs_shown))


def review_workbook(review: Review, pairs_shown: int = PAIRS_SHOWN) -> bytes:
    """The workbook's bytes."""
    package = io.BytesIO()
    book = Workbook(
        package,
        {
            # What agencies sent must not pass through the folder of temporary files, and must
            # become neither a formula nor a link.
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": FONT,
        },
    )
    book.set_properties(
        {
            "title": "Possible duplicates",
            "category": RESTRICTED_LINE,
            "created": datetime.combine(review.day, time()),
        }
    )
    looks = ReviewLooks(book)
    pairs = review.pairs[:pairs_shown]
    write_how_to_decide(book, looks, review)
    write_summary(book, looks, review)
    write_review_sheet(book, looks, review, pairs)
    write_across_sheet(book, looks, review, review.across[:pairs_shown])
    write_for_program(book, looks, pairs)
    book.close()
    return package.getvalue()

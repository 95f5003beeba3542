"""Whether it is sure to which form, and to which question, each line of a file of forms belongs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.block_items import Item
from ingest.document import Sheet
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import Place
from ingest.readings import read_answer
from ingest.row_layout import IDENTIFIER, name_of_sheet
from schemas.codebook import Codebook
from schemas.text import folded

REFERENCE = re.compile(r"(?=.*\d)\S{1,24}(?: \S{1,12})?")
"""What may be a young person's identifier, and is no hint."""


def check_alike(blocks: Sequence[Sequence[Item]], sheets: Sequence[Sheet]) -> None:
    """Raises LayoutError where a line between two identifiers may belong to either form.

    All forms begin with the same question, and what ends one the last form asks too: else it may be
    the beginning of the next one.  Where each form has a sheet of its own, nothing is unsure.
    """
    final = {item.meaning.name for item in blocks[-1]}
    for block, following in pairwise(blocks):
        own = next(item for item in block if item.meaning == IDENTIFIER)
        first, last = following[0], block[-1]
        is_apart = own.sheet == last.sheet != first.sheet
        if is_apart and sheets[first.sheet].kind == "sheet":
            continue
        if first.meaning.name != blocks[0][0].meaning.name:
            raise _unclear(sheets, first)
        if last.meaning.name not in final and not is_apart:
            raise _unclear(sheets, last)


def check_answers_beside(
    sheets: Sequence[Sheet], items: Sequence[Item], headers: HeaderBook, codebook: Codebook
) -> None:
    """Raises LayoutError where an answer stands below its question, or several young people beside
    each other in forms one below another."""
    for item in items:
        if not item.text and _has_answer_below(sheets[item.sheet].rows, item, headers, codebook):
            raise _unclear(sheets, item)
    own = [item for item in items if item.meaning == IDENTIFIER]
    beyond = [_beyond(sheets[item.sheet].rows[item.row - 1], item, headers) for item in own]
    if not any(beyond):
        return
    is_hint = len(set(beyond)) == 1
    are_distinct = len({item.text for item in own}) == len(own) > 1
    if not is_hint or (REFERENCE.fullmatch(beyond[0]) and not are_distinct):
        raise _unclear(sheets, next(each for each, text in zip(own, beyond, strict=True) if text))


def _has_answer_below(
    rows: Sequence[Sequence[str]], item: Item, headers: HeaderBook, codebook: Codebook
) -> bool:
    """Whether the next line that is not blank is nothing but an answer to a question left blank: a
    reference, a number or a date."""
    below = next((row for row in rows[item.row :] if any(map(str.strip, row))), [])
    filled = [(n, cell.strip()) for n, cell in enumerate(below) if cell.strip()]
    if len(filled) != 1 or filled[0][0] not in (item.column - 1, item.column):
        return False
    text = filled[0][1]
    if headers.meaning(text) is not None:
        return False
    if item.meaning == IDENTIFIER:
        return bool(REFERENCE.fullmatch(text))
    question = codebook.field(item.meaning.name)
    if item.meaning.option or question not in codebook.of_kind("number", "date"):
        return False
    reading = read_answer(codebook.question(item.meaning.name), text, codebook.words)
    return reading.value is not None


def _beyond(row: Sequence[str], item: Item, headers: HeaderBook) -> str:
    """The folded text of the first filled cell beyond an answer, up to the next label; blank if
    there is none."""
    beyond = (cell for cell in row[item.column :] if cell.strip())
    text = next(beyond, "")
    labels: Meaning | None = headers.meaning(text) or headers.meaning(text.partition(":")[0])
    return "" if labels is not None else folded(text)


def _unclear(sheets: Sequence[Sheet], item: Item) -> LayoutError:
    place = Place(name_of_sheet(sheets[item.sheet]), item.row, item.column)
    return LayoutError("whose_answer_unclear", place)

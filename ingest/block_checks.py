"""Whether it is sure to which form, and to which question, each line of a file of forms belongs."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.beside_answers import may_be_answer
from ingest.block_items import Item
from ingest.document import Sheet
from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import Place
from ingest.readings import read_answer
from ingest.record_signs import REFERENCE
from schemas.codebook import Codebook
from schemas.text import folded


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
    """Raises LayoutError where an answer stands below its question, or beside another so that it
    may be a second young person's, in forms one below another."""
    for item in items:
        rows = sheets[item.sheet].rows
        is_blank = not item.text and not item.options
        if is_blank and _has_answer_below(rows, item, headers, codebook):
            raise _unclear(sheets, item)
    own = [item for item in items if item.meaning == IDENTIFIER]
    beyond = [_beyond(sheets[item.sheet].rows[item.row - 1], item, headers) for item in own]
    is_hint = len(set(beyond)) == 1
    are_distinct = len({item.text for item in own}) == len(own) > 1
    if any(beyond) and (not is_hint or (REFERENCE.fullmatch(beyond[0]) and not are_distinct)):
        raise _unclear(sheets, next(each for each, text in zip(own, beyond, strict=True) if text))
    examples = _columns_of_examples(own)
    for item in items:
        for column, text in item.beside:
            if column not in examples and may_be_answer(text, item.meaning, headers, codebook):
                raise _unclear(sheets, replace(item, column=column))


def _columns_of_examples(own: Sequence[Item]) -> set[int]:
    """The columns in which the same stands beside the identifiers of all forms, which differ."""
    columns = [{(n, folded(text)) for n, text in item.beside} for item in own]
    if len({item.text for item in own}) < max(len(own), 2):
        return set()
    return {n for n, _ in set.intersection(*columns)}


def _has_answer_below(
    rows: Sequence[Sequence[str]], item: Item, headers: HeaderBook, codebook: Codebook
) -> bool:
    """Whether the next line that is not blank is nothing but an answer to a question left blank: a
    reference, a number, a date or a choice."""
    following = (rows[n] for n in range(item.row, len(rows)))
    below = next((row for row in following if any(map(str.strip, row))), [])
    filled = [(n, cell.strip()) for n, cell in enumerate(below) if cell.strip()]
    if len(filled) != 1 or filled[0][0] not in (item.column - 1, item.column):
        return False
    text = filled[0][1]
    if headers.meaning(text) is not None:
        return False
    if item.meaning == IDENTIFIER:
        return bool(REFERENCE.fullmatch(text))
    question = codebook.field(item.meaning.name)
    kinds = codebook.of_kind("number", "date", "one", "several")
    if item.meaning.option or question not in kinds:
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
    place = Place(sheets[item.sheet].name, item.row, item.column)
    return LayoutError("whose_answer_unclear", place)

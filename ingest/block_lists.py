"""Options in cells of their own without any tick: a list in which none is ticked, or answers."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.block_items import Item
from ingest.headers import HeaderBook
from ingest.laid_out import LayoutError
from ingest.places import Place


def settled_lists(
    items: Sequence[Item], names: Sequence[str | None], headers: HeaderBook
) -> list[Item]:
    """The items with each list of options settled: blank where none of them is ticked.

    It is so where a list holds all options of a question, or all but one, or those that are ticked
    elsewhere in the file; else what stands there are answers.  Raises LayoutError for another list
    where the file has ticks or room for them, or where it stands below a blank question and may be
    its answers; `names` are those of the sheets.
    """
    ticked = {(item.meaning.name, item.options) for item in items if item.is_ticked}
    own = {name for name, _ in ticked}
    settled: list[Item] = []
    for item in items:
        name = item.meaning.name
        if not item.options or item.is_ticked:
            settled.append(item)
            continue
        most = len(set(headers.choices[name].values()))
        is_below = item.row > item.label_row
        may_be_answer = len(item.options) == 1 or name in headers.several
        if (name, item.options) in ticked:
            is_blank = True
        elif name not in own and len(item.options) >= most - 1:
            is_blank = True
        elif name in own or (may_be_answer and (ticked or is_below or item.is_apart)):
            raise _unclear(item, names)
        else:
            is_blank = is_below
        settled.append(_blank(item) if is_blank else item)
    return settled


def _blank(item: Item) -> Item:
    return replace(item, text="", row=item.label_row, column=item.label_column)


def _unclear(item: Item, names: Sequence[str | None]) -> LayoutError:
    return LayoutError("whose_answer_unclear", Place(names[item.sheet], item.row, item.column))

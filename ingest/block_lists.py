"""Options in cells of their own without any tick: a list in which none is ticked, or answers."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.block_items import Item
from ingest.headers import IDENTIFIER, HeaderBook
from ingest.laid_out import LayoutError
from ingest.places import Place


def settled_lists(
    items: Sequence[Item], names: Sequence[str | None], headers: HeaderBook
) -> list[Item]:
    """The items with each list of options settled: blank where none of them is ticked.

    It is so where a list holds all options of a question, or all but one, or those that are ticked
    elsewhere in the file; else what stands there are answers.  Raises LayoutError for another list
    where the file has ticks or room for them, where it is the same in all forms, or where it stands
    below a blank question and may be its answers; `names` are those of the sheets.
    """
    ticked = {(item.meaning.name, item.options) for item in items if item.is_ticked}
    own = {name for name, _ in ticked}
    printed = _in_all_forms(items)
    usual = {item.column for item in items if item.meaning == IDENTIFIER and item.text}
    settled: list[Item] = []
    for item in items:
        name = item.meaning.name
        if not item.options or item.is_ticked:
            settled.append(item)
            continue
        most = len(set(headers.choices[name].values()))
        is_below = item.row > item.label_row
        has_room = item.is_apart or item.column not in usual
        is_asked = any("tick" in text.casefold() for _, text in item.beside)
        may_be_answer = len(item.options) == 1 or name in headers.several
        is_form = bool(ticked) or name in printed or has_room or is_asked or is_below
        is_whole = name not in own and len(item.options) >= most - 1
        is_blank = is_whole or (name, item.options) in ticked
        if not is_blank and (name in own or (may_be_answer and is_form)):
            raise _unclear(item, names)
        is_blank = is_blank or is_below
        settled.append(_blank(item) if is_blank else item)
    return settled


def _in_all_forms(items: Sequence[Item]) -> set[str]:
    """The questions of which the same options stand in two forms or more, and no others."""
    forms: dict[str, list[frozenset[str]]] = {}
    for item in items:
        forms.setdefault(item.meaning.name, []).append(item.options)
    return {name for name, lists in forms.items() if len(lists) > 1 and len({*lists}) == 1}


def _blank(item: Item) -> Item:
    return replace(item, text="", row=item.label_row, column=item.label_column)


def _unclear(item: Item, names: Sequence[str | None]) -> LayoutError:
    return LayoutError("whose_answer_unclear", Place(names[item.sheet], item.row, item.column))

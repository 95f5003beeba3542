"""Questions and their answers in a form, in the order in which they stand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from ingest.block_groups import groups_in
from ingest.block_lines import Cells, Line, Pair, label_columns_of
from ingest.block_signs import option_in, signs_in
from ingest.block_ticks import Chosen, chosen_in
from ingest.document import Sheet
from ingest.headers import HeaderBook, Meaning
from ingest.laid_out import LayoutError
from ingest.places import Place
from schemas.text import folded


@dataclass(frozen=True)
class Item:
    """A question (or a choice to tick) with its answer, blank where there is none.

    `sheet` is the index of the sheet, `row` and `column` (from 1) the place of the answer, or of
    the question where there is none; `label` the question's text, `label_row` and `label_column`
    its place.  `beside` are the columns (from 1) and texts of cells beyond the answer that are not
    taken for it; `options` those that stand in cells of their own, `is_ticked` says that they have
    ticks, `is_apart` that they have room for them.
    """

    meaning: Meaning
    text: str
    sheet: int
    row: int
    column: int
    label: str
    label_row: int
    label_column: int
    beside: tuple[tuple[int, str], ...] = ()
    options: frozenset[str] = frozenset()
    is_ticked: bool = False
    is_apart: bool = False


@dataclass(frozen=True)
class Asked:
    """What a sheet asks: the items, and the places (row, column) of the texts in a column of
    questions that name none and have an answer beside them; `passed` counts the lines
    beside the questions in which nothing was understood."""

    items: tuple[Item, ...]
    unnamed: tuple[tuple[int, int], ...]
    passed: int


def asked_in(sheet: Sheet, index: int, headers: HeaderBook) -> Asked:
    """The questions of a sheet: a label and the next filled cell, a label with its answer in one
    cell parted by a colon, or a question with its options beside or below it, each with a tick.

    A column beside the answers (hints, examples) holds none: where an answer is blank, what stands
    there is not taken for it.  Raises LayoutError where ticks and options, or an answer
    that goes on in the next line, leave open what was answered.
    """
    name = sheet.name
    label_columns = label_columns_of(sheet.rows, headers)
    lines = [Line(n, row, headers, label_columns) for n, row in enumerate(sheet.rows)]
    groups = groups_in(lines, headers, name)
    found = zip(groups, chosen_in(groups, name), strict=True)
    chosen = {(group.row, group.column): each for group, each in found}
    for group in groups:
        for row, columns in {
            line[0].row: {sign.column for sign in line} for line in group.lines if line
        }.items():
            rest = ["" if n in columns else cell for n, cell in enumerate(lines[row].cells)]
            lines[row] = Line(row, rest, headers, label_columns)
    return _Form(index, name, lines, chosen, headers).asked()


class _Form:
    """The lines of a sheet without the options that stand in cells of their own: these are
    `chosen`, by the row and column of their label."""

    def __init__(
        self,
        index: int,
        name: str | None,
        lines: list[Line],
        chosen: dict[tuple[int, int], Chosen],
        headers: HeaderBook,
    ) -> None:
        self._index, self._name = index, name
        self._lines, self._chosen, self._headers = lines, chosen, headers
        self._beyond = {column for line in lines for column in line.hints()}

    def asked(self) -> Asked:
        items: list[Item] = []
        unnamed: list[tuple[int, int]] = []
        passed = 0
        labels = {pair.column for line in self._lines for pair in line.pairs}
        for line in self._lines:
            if not line.filled:
                continue
            if line.pairs:
                items.extend(self._items(line))
                continue
            if items and (more := self._continuation(line, items[-1])):
                items[-1] = more
                continue
            column, text = line.filled[0]
            passed += column not in labels
            if column in labels and (len(line.filled) > 1 or ":" in text):
                unnamed.append((line.row + 1, column + 1))
        return Asked(tuple(items), tuple(unnamed), passed)

    def _items(self, line: Line) -> Iterator[Item]:
        for pair in line.pairs:
            chosen = self._chosen.get((line.row, pair.column))
            if chosen is None:
                yield self._plain(line, pair)
            else:
                yield self._of_options(line, pair, chosen)

    def _of_options(self, line: Line, pair: Pair, chosen: Chosen) -> Item:
        return Item(
            pair.meaning,
            chosen.text,
            self._index,
            chosen.row + 1,
            chosen.column + 1,
            pair.label,
            line.row + 1,
            pair.column + 1,
            _numbered(pair.after),
            chosen.options,
            chosen.is_ticked,
            chosen.is_apart,
        )

    def _plain(self, line: Line, pair: Pair) -> Item:
        """A question with the cell beside it, and further ones that are options."""
        own: Cells = []
        if pair.after and pair.after[0][0] not in self._beyond:
            own = [
                (n, text)
                for n, text in pair.after
                if n == pair.after[0][0]
                or (n not in self._beyond and option_in(pair.meaning.name, text, self._headers))
            ]
        return Item(
            pair.meaning,
            "\n".join(text for _, text in own) or pair.within,
            self._index,
            line.row + 1,
            (own[0][0] if own else pair.column) + 1,
            pair.label,
            line.row + 1,
            pair.column + 1,
            _numbered([each for each in pair.after if each not in own]),
        )

    def _continuation(self, line: Line, before: Item) -> Item | None:
        """The item before with what this line adds to its answer, one cell below it: a choice, or
        anything where several may be given, so that what is no option is refused and not lost.

        Raises LayoutError for a choice elsewhere, which may be one more or a tick's.
        """
        name = before.meaning.name
        if before.sheet != self._index or name not in self._headers.choices:
            return None
        cells = [(n, text) for n, text in line.filled if n not in self._beyond] or line.filled
        signs = signs_in(line.row, cells, name, self._headers)
        column, text = cells[0]
        unclear = LayoutError("whose_answer_unclear", Place(self._name, line.row + 1, column + 1))
        is_choice = len(cells) == 1 and signs[0].kind == "option"
        is_more = name in self._headers.several and folded(text) not in self._headers.words.hint
        if before.text and before.meaning.option is None and not before.is_ticked:
            is_under = column + 1 == before.column
            if is_under and is_more and len(cells) > 1:
                raise unclear
            if is_under and (is_choice or is_more):
                return replace(
                    before,
                    text=f"{before.text}\n{text}",
                    options=before.options | {text} if before.options else before.options,
                )
        is_heading = len(line.filled) == 1 and column + 1 <= before.label_column
        first = next((sign for sign in signs if not sign.is_mark), None)
        if first is not None and first.kind not in ("text", "tick", "no_tick") and not is_heading:
            raise unclear
        return None


def _numbered(cells: Collection[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    return tuple((column + 1, text) for column, text in cells)

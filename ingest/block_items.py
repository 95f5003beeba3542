"""Questions and their answers in a form, in the order in which they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.document import Sheet
from ingest.headers import HeaderBook, Meaning
from schemas.text import folded


@dataclass(frozen=True)
class Item:
    """A question (or a choice to tick) with its answer, blank where there is none.

    `sheet` is the index of the sheet, `row` and `column` (from 1) the place of the answer, or of
    the question where there is none; `label` the question's text.
    """

    meaning: Meaning
    text: str
    sheet: int
    row: int
    column: int
    label: str


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
    cell parted by a colon, or a question with its choices below it, each beside a tick.

    A column beside the answers (hints, examples) holds none: where an answer is blank, what stands
    there is not taken for it.  A column in which there is nothing but options is one of answers:
    they stand together.
    """
    lines = [_Line(n, row, headers) for n, row in enumerate(sheet.rows, start=1)]
    beyond = {column for line in lines for column in line.hints}
    items: list[Item] = []
    unnamed: list[tuple[int, int]] = []
    passed = 0
    labels = {column for line in lines for column in line.label_columns}
    open_question: Item | None = None
    for line in lines:
        if not line.filled:
            continue
        found = list(line.items(index, beyond))
        choice = line.choice_of(open_question, index, headers) if open_question else None
        if choice is not None:
            items.append(choice)
            continue
        if found:
            items.extend(found)
            last = found[-1]
            is_open = not last.text and last.meaning.option is None
            open_question = last if is_open and last.meaning.name in headers.choices else None
            continue
        more = line.continuation(items[-1], headers) if items and items[-1].sheet == index else None
        if more is not None:
            items[-1] = more
            continue
        open_question = None
        column, text = line.filled[0]
        passed += column not in labels
        if column in labels and (len(line.filled) > 1 or ":" in text):
            unnamed.append((line.number, column + 1))
    return Asked(tuple(items), tuple(unnamed), passed)


class _Line:
    """A row of a form, taken apart once."""

    def __init__(self, number: int, row: Sequence[str], headers: HeaderBook) -> None:
        self.number = number
        self.width = len(row)
        self.filled = [(n, cell.strip()) for n, cell in enumerate(row) if cell.strip()]
        self._headers = headers
        self._pairs = list(self._labels())

    @property
    def label_columns(self) -> Iterator[int]:
        return (column for column, *_ in self._pairs)

    @property
    def hints(self) -> Iterator[int]:
        """The columns beyond an answer that hold what is no option."""
        return (
            column
            for _, meaning, after, _ in self._pairs
            for column, text in after[1:]
            if self._headers.option_under(meaning.name, text) is None
        )

    def items(self, sheet: int, beyond: set[int]) -> Iterator[Item]:
        for column, meaning, after, within in self._pairs:
            place, text = column, within
            if after and after[0][0] not in beyond:
                place = after[0][0]
                text = "\n".join(each for n, each in after if n not in beyond)
            label = self._label_at(column)
            yield Item(meaning, text, sheet, self.number, place + 1, label)

    def choice_of(self, question: Item | None, sheet: int, headers: HeaderBook) -> Item | None:
        """The line as one choice of a question that stands above it: its label and a tick beside
        it, in either order."""
        if question is None or len(self.filled) > 2:
            return None
        for k, (column, text) in enumerate(self.filled):
            option = headers.option_under(question.meaning.name, text)
            others = [each for n, each in enumerate(self.filled) if n != k]
            is_tick = all(
                folded(cell) in headers.words.tick | headers.words.no_tick for _, cell in others
            )
            if option is not None and is_tick:
                place, tick = others[0] if others else (column, "")
                meaning = Meaning(question.meaning.name, option)
                return Item(meaning, tick, sheet, self.number, place + 1, question.label)
        return None

    def continuation(self, before: Item, headers: HeaderBook) -> Item | None:
        """The item before with what this line adds to its answer, one cell below it: a choice, or
        anything where several may be given, so that what is no option is refused and not lost."""
        if len(self.filled) != 1 or not before.text or before.meaning.option is not None:
            return None
        column, text = self.filled[0]
        is_choice = headers.option_under(before.meaning.name, text) is not None
        is_more = before.meaning.name in headers.several and folded(text) not in headers.words.hint
        if column + 1 != before.column or not (is_choice or is_more):
            return None
        return replace(before, text=f"{before.text}\n{text}")

    def _label_at(self, column: int) -> str:
        return next(cell for n, cell in self.filled if n == column)

    def _labels(self) -> Iterator[tuple[int, Meaning, list[tuple[int, str]], str]]:
        """Each label with what follows it up to the next one; a cell behind a label that is an
        answer to it is none itself."""
        k = 0
        while k < len(self.filled):
            column, cell = self.filled[k]
            k += 1
            meaning, within = self._label(cell)
            if meaning is None:
                continue
            after: list[tuple[int, str]] = []
            while k < len(self.filled) and not within:
                text = self.filled[k][1]
                is_answer = not after and (
                    meaning.option is None
                    and self._headers.option_under(meaning.name, text) is not None
                )
                if not is_answer and self._label(text)[0] is not None:
                    break
                after.append(self.filled[k])
                k += 1
            yield column, meaning, after, within

    def _label(self, cell: str) -> tuple[Meaning | None, str]:
        """What a cell asks, and the answer in it behind a colon."""
        meaning = self._headers.meaning(cell)
        alone = self.width == 1 or len(self.filled) == 1
        if meaning is not None and not (meaning.option is not None and alone):
            return meaning, ""
        head, _, tail = cell.partition(":")
        if not tail.strip():
            return meaning, ""
        meaning = self._headers.meaning(head)
        if meaning is None or meaning.option is not None:
            return None, ""
        return meaning, tail.strip()

"""How drafted rows are laid out on a form: headers, ticks, blank rows, totals and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .codebook import (
    BY_NAME,
    NOT_KNOWN,
    OTHER,
    QUESTIONS,
    SECOND_LABELS,
    SPELLINGS,
    folded,
    option_labels,
)
from .hard_cases import NOT_KNOWN_SAID, OFFICE_USE

MARKS = ("x", "X", "Y", "yes", "1", "TRUE", "\N{CHECK MARK}", "\N{BALLOT BOX WITH X}")
NO_MARKS = ("", "", "", "n", "No", "0", "FALSE", "\N{BALLOT BOX}")
COVER_FIELDS = ("agency", "agency_type", "area", "return_date", "form_version")
FILLER = {"one": "not known", "several": "not known", "age": "15", "date": "unknown"}


@dataclass
class RowDraft:
    """A row before it is laid out: its identifier, its answers, its own cover."""

    identifier: str
    answers: dict[str, str]
    too_long: bool = False
    cover: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Style:
    """How one agency's form looks."""

    heads: int = 0  # label, name, other case or surplus spaces
    several: str = "cell"  # cell, ticks, both or mixed
    order: str = "identifier first"
    padded: bool = True  # short lines are filled with empty cells
    blank_every: int = 0
    total: bool = False
    note: bool = False
    title: bool = False
    extra_question: int = 0
    second_labels: bool = False  # those of the later form


Column = tuple[str, str]  # question and, in a tick column, the answer


def field_label(name: str, style: Style) -> str:
    """The label of a question or of a part of the cover on this form."""
    label = BY_NAME[name].label if name in BY_NAME else name
    return SECOND_LABELS.get(name, label) if style.second_labels else label


def head(column: Column, form: Style) -> str:
    """A column's header, in one of the ways in which it may be written."""
    style = form.heads
    name, option = column
    question = BY_NAME.get(name)
    label = field_label(name, form)
    said = f"{label}: {option_labels(name, option)[-1]}" if option else label
    plain = f"{name}: {option}" if option else name
    return (said, plain if question else said, said.upper(), f" {said.replace(' ', '  ')} ")[style]


def columns_for(
    drafts: Sequence[RowDraft], cover_columns: Sequence[str], style: Style
) -> list[Column]:
    """The columns of a form that has room for all that its rows say."""
    used = {name for draft in drafts for name in draft.answers}
    used.add(QUESTIONS[2 + style.extra_question % (len(QUESTIONS) - 2)].name)
    columns: list[Column] = []
    for number, question in enumerate(QUESTIONS):
        if question.name not in used:
            continue
        way = style.several
        if way == "mixed":
            way = ("cell", "ticks", "both")[number % 3]
        if question.kind != "several" or way != "ticks":
            columns.append((question.name, ""))
        if question.kind == "several" and way != "cell":
            columns += [(question.name, option) for option in (*question.options, NOT_KNOWN)]
    if OFFICE_USE in used:
        columns.append((OFFICE_USE, ""))
    cover: list[Column] = [(name, "") for name in cover_columns]
    if style.order == "identifier first":
        return [("local_id", ""), *cover, *columns]
    if style.order == "cover first":
        return [*cover, ("local_id", ""), *columns]
    return [*cover, *columns, ("local_id", "")]


def option_said(name: str, piece: str) -> str:
    """The option that a piece of a several-answer cell names; empty if it names none."""
    said = folded(piece)
    if said in {folded(word) for word in NOT_KNOWN_SAID}:
        return NOT_KNOWN
    if said.startswith("other:"):
        return OTHER
    for option in BY_NAME[name].options:
        if said in (option, *(folded(label) for label in option_labels(name, option))):
            return option
    return SPELLINGS.get((name, said), "")


def ticked(name: str, text: str, columns: Sequence[Column]) -> dict[Column, str]:
    """A several-answer cell spread over the columns that the form has for the question."""
    cells: dict[Column, str] = {}
    pieces = [piece for piece in text.split(";") if piece.strip()]
    if (name, "") in columns and pieces:
        cells[name, ""] = pieces.pop(0)
    for piece in pieces:
        option = option_said(name, piece)
        if option:
            cells[name, option] = "tick"
        else:
            free = [o for o in BY_NAME[name].options if o != OTHER and (name, o) not in cells]
            cells[name, free[0]] = "maybe"
    return cells


def row_cells(draft: RowDraft, columns: Sequence[Column], number: int) -> list[str]:
    """One row of the form."""
    said: dict[Column, str] = {("local_id", ""): draft.identifier}
    said |= {(name, ""): text for name, text in draft.cover.items()}
    for name, text in draft.answers.items():
        if any(column[0] == name and column[1] for column in columns):
            said |= ticked(name, text, columns)
        else:
            said[name, ""] = text
    line = []
    for place, column in enumerate(columns):
        text = said.get(column, "")
        if column[1]:
            marks = NO_MARKS if not text else MARKS
            text = text if text == "maybe" else marks[(number + place) % len(marks)]
        line.append(text)
    return line


def overlong(line: Sequence[str], columns: Sequence[Column], cover: Mapping[str, str]) -> list[str]:
    """The row with every cell filled and one cell more than the header has columns."""
    filled = []
    for text, (name, option) in zip(line, columns, strict=True):
        kind = BY_NAME[name].kind if name in BY_NAME else "text"
        filler = "n" if option else cover.get(name) or FILLER.get(kind, "so")
        filled.append(text if text.strip() else filler)
    return [*filled, "and more"]


def total_line(columns: Sequence[Column], total: int) -> list[str]:
    """A line that only holds a total: the word in the first cell, numbers under questions."""
    line = ["Total"] + [""] * (len(columns) - 1)
    taken = ("local_id", *COVER_FIELDS)
    places = [place for place, (name, _) in enumerate(columns) if place and name not in taken]
    for place in places[::2]:
        line[place] = str(total)
    return line


def laid_out(
    drafts: Sequence[RowDraft],
    cover_columns: Sequence[str],
    fallback: Mapping[str, str],
    style: Style,
) -> tuple[list[str], list[list[str]]]:
    """Header and lines of the table, with what stands between and below the rows."""
    columns = columns_for(drafts, cover_columns, style)
    width = len(columns)
    lines: list[list[str]] = []
    for number, draft in enumerate(drafts):
        line = row_cells(draft, columns, number)
        if draft.too_long:
            line = overlong(line, columns, fallback)
        elif not style.padded:
            while len(line) > 1 and not line[-1]:
                line.pop()
        lines.append(line)
        if style.blank_every and number % style.blank_every == 0:
            lines.append([""] * width if number % 2 else [])
    if style.total:
        lines.append([""] * width)
        lines.append(total_line(columns, len(drafts)))
    if style.note:
        lines.append(["Note: ages are those on the day of the return"])
    return [head(column, style) for column in columns], lines


def cover_lines(above: Mapping[str, str], width: int, style: Style) -> list[list[str]]:
    """The lines above the header: a title perhaps, and each label with its value beside it."""
    lines = [["Return of children at risk"], []] if style.title else []
    for name in COVER_FIELDS:
        if name in above:
            label = field_label(name, style)
            line = [name if style.heads == 1 else label, above[name]]
            lines.append(line + [""] * (width - 2) if style.padded else line)
    if above and style.blank_every:
        lines.append([])
    return lines

"""The sixty as tables of cells, in each layout in which agencies send them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

from .people import COVER, RETURN_DAY, YoungPerson
from .wording import Cell, Wording

Row = list[Cell]
TICK = "x"
GUIDANCE = "Please complete one line for each young person with whom you are working."
TITLE = "Monitoring return: children at risk of sexual exploitation"


@dataclass(frozen=True)
class Merge:
    """Cells that office programs show as one, the text being in the first: all from 0, the last
    ones included."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Laid:
    """A table of cells."""

    rows: list[Row]
    merges: list[Merge] = field(default_factory=list)

    def below(self, rows: Sequence[Row]) -> "Laid":
        """The same table under `rows`."""
        shifted = [
            Merge(each.row + len(rows), each.column, each.last_row + len(rows), each.last_column)
            for each in self.merges
        ]
        return Laid([*(list(row) for row in rows), *self.rows], shifted)


def questions() -> tuple[Question, ...]:
    return load_codebook().of_form("2011").questions


def cover_lines(wording: Wording) -> list[Row]:
    """Label and value of each field of the cover."""
    lines: list[Row] = []
    for each in load_codebook().of_form("2011").cover:
        if each.name in COVER:
            value = COVER[each.name]
            lines.append(
                [wording.heading(each), wording.day(RETURN_DAY) if value == RETURN_DAY else value]
            )
    return lines


def one_row(people: Sequence[YoungPerson], wording: Wording) -> Laid:
    """One row a young person under one row of headers."""
    header: Row = [wording.heading(each) for each in questions()]
    return Laid([header, *(_answers(person, wording) for person in people)])


def _answers(person: YoungPerson, wording: Wording) -> Row:
    return [wording.cell(each, person) for each in questions()]


def ticks(people: Sequence[YoungPerson], wording: Wording, tick: Cell = TICK) -> Laid:
    """As one row a young person, a several-answer question having a column for each answer."""
    header: Row = []
    for question in questions():
        heading = wording.heading(question)
        if question.kind == "several":
            header.extend(f"{heading}: {option.label}" for option in question.options)
        else:
            header.append(heading)
    return Laid([header, *(_ticked(person, wording, tick) for person in people)])


def _ticked(person: YoungPerson, wording: Wording, tick: Cell) -> Row:
    row: Row = []
    for question in questions():
        if question.kind == "several":
            row.extend(tick if each else None for each in _chosen(question, person))
        else:
            row.append(wording.cell(question, person))
    return row


def _chosen(question: Question, person: YoungPerson) -> Iterator[bool]:
    value = person.answers.get(question.name)
    codes = value if isinstance(value, tuple) else ()
    return (option.code in codes for option in question.options)


def two_rows_themes(people: Sequence[YoungPerson], wording: Wording) -> Laid:
    """The themes' titles over the questions, each merged over its theme."""
    titles: Row = []
    merges: list[Merge] = []
    for theme in load_codebook().of_form("2011").themes:
        number = sum(each.theme == theme.number for each in questions())
        if number > 1:
            merges.append(Merge(0, len(titles), 0, len(titles) + number - 1))
        titles += [theme.title, *[None] * (number - 1)]
    table = one_row(people, wording)
    return Laid([titles, *table.rows], merges)


def two_rows_answers(people: Sequence[YoungPerson], wording: Wording, tick: Cell = TICK) -> Laid:
    """A several-answer question's heading merged over its answers; the others' headings in the
    upper row (merged over both) or, every second time, in the lower."""
    upper: Row = []
    lower: Row = []
    merges: list[Merge] = []
    after_several = False
    for n, question in enumerate(questions()):
        heading, at = wording.heading(question), len(upper)
        if question.kind == "several":
            options = question.options
            upper += [heading, *[None] * (len(options) - 1)]
            lower += [option.label for option in options]
            merges.append(Merge(0, at, 0, at + len(options) - 1))
        elif after_several or n % 2 == 0:
            upper.append(heading)
            lower.append(None)
            merges.append(Merge(0, at, 1, at))
        else:
            upper.append(None)
            lower.append(heading)
        after_several = question.kind == "several"
    return Laid([upper, lower, *(_ticked(person, wording, tick) for person in people)], merges)


def across(
    people: Sequence[YoungPerson], wording: Wording, heading: bool = True, themes: bool = False
) -> Laid:
    """Questions down, young people across; with a line that numbers them, and with the themes'
    titles between the questions."""
    rows: list[Row] = []
    if heading:
        rows.append(["Question", *(f"Young person {person.number}" for person in people)])
    theme = 0
    for question in questions():
        if themes and question.theme != theme:
            theme = question.theme
            rows.append(
                [load_codebook().of_form("2011").themes[theme - 1].title, *[None] * len(people)]
            )
        answers = (wording.cell(question, person) for person in people)
        rows.append([wording.heading(question), *answers])
    return Laid(rows)


def block(person: YoungPerson, wording: Wording, themes: bool = False) -> Laid:
    """Question and answer, one below another."""
    return across([person], wording, heading=False, themes=themes)


def heading_of(person: YoungPerson) -> str:
    return f"Young person {person.number}"


def blocks(people: Sequence[YoungPerson], wording: Wording, themes: bool = False) -> Laid:
    """One block a young person, with a heading and a blank line."""
    rows: list[Row] = []
    for person in people:
        rows += [[heading_of(person)], *block(person, wording, themes).rows, []]
    return Laid(rows)


def surrounded(people: Sequence[YoungPerson], wording: Wording) -> Laid:
    """One row a young person among lines that are none: a title, guidance and the cover above,
    blank rows and a sub-total between, a total and notes below; the first column only counts."""
    above: list[Row] = [[TITLE], [GUIDANCE], [], *cover_lines(wording), []]
    return Laid([*above, *surrounded_table(people, wording), *notes_below()])


def surrounded_table(people: Sequence[YoungPerson], wording: Wording) -> list[Row]:
    header, *body = one_row(people, wording).rows
    rows: list[Row] = [["No.", *header]]
    for count, row in enumerate(body, start=1):
        rows.append([count, *row])
        if count % 10 == 0:
            rows.append([])
        if count == 30:
            rows.append(["Sub-total", count])
    return [*rows, ["Total", len(body)]]


def notes_below() -> list[Row]:
    return [
        [],
        ["Note: ages are those on the return date."],
        ["* N/K: not known to the agency"],
        ["Key: x is yes, blank is no"],
    ]

"""What a delivery's result says, line by line: files and places, never a value."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.intake import DeliveryResult, FileResult, Outcome
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.problems import SIZES, Problem, Size, load_problems


@dataclass(frozen=True)
class ProblemLine:
    """A problem with its place; `question` is a label, `size` what it costs."""

    file: str
    row: int | None
    question: str | None
    code: str
    size: str
    what: str
    remedy: str

    def sentence(self) -> str:
        place = [printable(self.file)]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.question is not None:
            place.append(self.question)
        return f"{', '.join(place)}: {self.what} {self.remedy}"


def problem_lines(
    result: FileResult, codebook: Codebook, sizes: AbstractSet[Size] = SIZES
) -> Iterator[ProblemLine]:
    """The problems of a file that cost one of `sizes`, in the order of its rows."""
    catalogue = load_problems()
    if result.read.problem is not None and "file" in sizes:
        problem = result.read.problem
        kind = catalogue[problem.code]
        what = f"{kind.what} ({problem.detail.rstrip('.')})" if problem.detail else kind.what
        remedy = kind.remedy_for(problem.field, codebook)
        yield ProblemLine(
            result.read.path, problem.row, None, problem.code, kind.size, what, remedy
        )
    if result.problems is None:
        return
    wanted = pc.is_in(result.problems["size"].cast(pa.string()), pa.array(sorted(sizes)))
    remedies: dict[tuple[str, str | None], str] = {}
    for row in result.problems.filter(wanted).to_pylist():
        code, name = row["code"], row["question"]
        if (code, name) not in remedies:
            remedies[code, name] = catalogue[code].remedy_for(name, codebook)
        yield ProblemLine(
            file=result.read.path,
            row=row["row"],
            question=codebook.label_of(name) if name else None,
            code=code,
            size=row["size"],
            what=catalogue[code].what,
            remedy=remedies[code, name],
        )


def problem_kinds(result: DeliveryResult, sizes: AbstractSet[Size]) -> list[tuple[Problem, int]]:
    """How often each kind of problem that costs one of `sizes` occurs, by size and text."""
    catalogue = load_problems()
    counts: Counter[str] = Counter()
    for each in result.files:
        if each.problems is not None:
            for kind in pc.value_counts(each.problems["code"].cast(pa.string())).to_pylist():
                counts[kind["values"]] += kind["counts"]
    kinds = [(catalogue[code], number) for code, number in counts.items()]
    wanted = [each for each in kinds if each[0].size in sizes]
    return sorted(wanted, key=lambda each: (each[0].size, each[0].what))


def delivery_summary(result: DeliveryResult) -> str:
    """One sentence: files by what became of them, rows, refused rows; and what was left out."""
    outcomes = Counter(each.outcome for each in result.files)
    named: dict[Outcome, str] = {
        "read": "read",
        "stored": "stored",
        "held": "stored already",
        "same": "a copy of another",
        "refused": "refused",
    }
    files = ", ".join(f"{outcomes[key]} {name}" for key, name in named.items() if outcomes[key])
    rows = sum(each.rows for each in result.files)
    refused = sum(each.refused_rows for each in result.files)
    sentence = f"{plural(len(result.files), 'file')} ({files}), {plural(rows, 'row')}"
    sentence += f" ({refused:,} refused)." if refused else "."
    left_out = sum(each.left_out_rows for each in result.files)
    if left_out:
        sentence += f" {plural(left_out, 'row')} with only a total or a note left out."
    texts = sum(each.dropped_texts for each in result.files)
    if texts:
        sentence += f" {plural(texts, 'free text')} dropped."
    return sentence


def nil_lines(result: DeliveryResult, areas: Areas) -> Iterator[str]:
    """The nil returns of a delivery: what they say, so that none is one by mistake."""
    for each in result.files:
        for part in each.parts if each.is_nil else ():
            yield (
                f"nil return: {printable(part.agency)} works with nobody in "
                f"{areas.name_of(part.area)} on {part.return_date}."
            )


def nil_wanted_lines(result: DeliveryResult, areas: Areas) -> Iterator[str]:
    problem = load_problems()["nil_return_wanted"]
    for each in result.nil_wanted:
        yield (
            f"warning: {printable(each.agency)}, {areas.name_of(each.area)}, return of "
            f"{each.return_date} ({plural(each.rows, 'row')}): {problem.what} {problem.remedy}"
        )


def layout_lines(result: FileResult, codebook: Codebook) -> Iterator[str]:
    """How a file was understood: rows, columns left unused, questions it does not have."""
    answers = result.read.answers
    if answers is None:
        return
    absent = [codebook.label_of(name) for name in answers.absent_questions]
    found = len(codebook.questions) - len(absent)
    rows = plural(answers.rows.num_rows, "row") if answers.nil is None else "a nil return"
    yield f"standard layout, {rows}, {found} questions found"
    if answers.left_out_rows:
        yield f"{plural(answers.left_out_rows, 'row')} with only a total or a note left out"
    if answers.unused_columns:
        letters = ", ".join(column_letters(number) for number in answers.unused_columns)
        yield f"columns whose header names no question, left unused: {letters}"
    if absent:
        yield f"questions without a column: {', '.join(absent)}"


def column_letters(number: int) -> str:
    """The letters by which a spreadsheet names its column `number` (from 1): A, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def printable(text: str) -> str:
    """`text` without what could steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

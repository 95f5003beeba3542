"""What a delivery's result says, line by line: files and places, never a value."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.intake import DeliveryResult, FileResult, Outcome
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.problems import load_problems


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


def problem_lines(result: FileResult, codebook: Codebook) -> Iterator[ProblemLine]:
    """All problems of a file, in the order of its rows."""
    if result.read.problem is not None:
        problem = result.read.problem
        kind = load_problems()[problem.code]
        what = f"{kind.what} ({problem.detail.rstrip('.')})" if problem.detail else kind.what
        yield ProblemLine(
            result.read.path,
            problem.row,
            None,
            problem.code,
            kind.size,
            what,
            kind.remedy_for(problem.field, codebook),
        )
    if result.problems is None:
        return
    for row in result.problems.to_pylist():
        kind = load_problems()[row["code"]]
        name = row["question"]
        yield ProblemLine(
            result.read.path,
            row["row"],
            codebook.label_of(name) if name else None,
            row["code"],
            row["size"],
            kind.what,
            kind.remedy_for(name, codebook),
        )


def delivery_summary(result: DeliveryResult) -> str:
    """One sentence: files by what became of them, rows, refused rows."""
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
    texts = sum(each.dropped_texts for each in result.files)
    sentence = f"{_plural(len(result.files), 'file')} ({files}), {_plural(rows, 'row')}"
    sentence += f", of which {refused} refused." if refused else ", none refused."
    if texts:
        sentence += f" Free text was dropped from {_plural(texts, 'row')}."
    return sentence


def nil_wanted_lines(result: DeliveryResult, areas: Areas) -> Iterator[str]:
    problem = load_problems()["nil_return_wanted"]
    for each in result.nil_wanted:
        yield (
            f"{printable(each.agency)}, {areas.name_of(each.area)}, return of {each.return_date} "
            f"({_plural(each.rows, 'row')}): {problem.what} {problem.remedy}"
        )


def layout_lines(result: FileResult, codebook: Codebook) -> Iterator[str]:
    """How a file was understood: rows, headers left unused, questions it does not have."""
    answers = result.read.answers
    if answers is None:
        return
    absent = [codebook.label_of(name) for name in answers.absent_questions]
    asked = len(codebook.questions) - len(absent)
    yield (
        f"standard layout, {_plural(answers.rows.num_rows, 'row')} "
        f"({answers.skipped_rows} blank, total or note rows left out), {asked} questions found"
    )
    if answers.unused_headers:
        headers = ", ".join(printable(header)[:40] for header in answers.unused_headers)
        yield f"columns left unused: {headers}"
    if absent:
        yield f"questions without a column: {', '.join(absent)}"


def printable(text: str) -> str:
    """`text` without what could steer a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

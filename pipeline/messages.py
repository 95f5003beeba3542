"""What a delivery's result says, line by line: files and places, never a value."""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.compute as pc

from ingest.document import Format
from ingest.headers import Meaning
from ingest.laid_out import Layout
from ingest.mapping_draft import is_draftable
from ingest.places import Place
from ingest.read_file import FileProblem, ReadFile, Understood
from pipeline.delivery_result import DeliveryResult, FileResult, Outcome
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.problems import SIZES, Problem, Size, load_problems
from schemas.text import plural, printable

_FORMATS: dict[Format, str] = {
    "csv": "CSV",
    "xlsx": "Excel workbook",
    "xls": "Excel workbook (97-2003)",
    "ods": "OpenDocument spreadsheet",
    "docx": "Word document",
}
_LAYOUTS: dict[Layout, str] = {
    "rows": "one row a young person",
    "ticks": "ticks in columns",
    "two_headers": "two header rows",
    "across": "questions down, young people across",
    "blocks": "blocks of question and answer, one a young person",
    "lines_above": "lines above the header",
    "sheets": "several sheets or tables",
}


@dataclass(frozen=True)
class ProblemLine:
    """A problem with its place; `question` is a label, `size` what it costs."""

    file: str
    place: Place
    question: str | None
    code: str
    size: str
    what: str
    remedy: str

    def sentence(self) -> str:
        where = [printable(self.file), self.place.text(), self.question]
        return f"{', '.join(each for each in where if each)}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class ProblemText:
    """What is wrong and what to do, without any value."""

    what: str
    remedy: str


def file_problem_text(problem: FileProblem, codebook: Codebook) -> ProblemText:
    """Why a file is refused, with what more is known of it."""
    kind = load_problems()[problem.code]
    what = f"{kind.what} ({problem.detail.rstrip('.')})" if problem.detail else kind.what
    return ProblemText(what, kind.remedy_for(problem.field, codebook))


def problem_lines(
    result: FileResult, codebook: Codebook, sizes: AbstractSet[Size] = SIZES
) -> Iterator[ProblemLine]:
    """The problems of a file that cost one of `sizes`, in the order of its rows."""
    catalogue = load_problems()
    if result.read.problem is not None and "file" in sizes:
        problem = result.read.problem
        text = file_problem_text(problem, codebook)
        yield ProblemLine(
            result.read.path, problem.place, None, problem.code, "file", text.what, text.remedy
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
            place=Place(row["sheet"], row["row"], row["column"]),
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
    """How a file was understood: layout, rows, headers left unused, questions it does not have; or,
    where headers are in doubt, what they may be."""
    if result.read.problem is not None:
        yield from doubt_lines(result.read.problem, codebook)
    answers = result.read.answers
    if answers is None:
        return
    understood = answers.understood
    absent = [codebook.label_of(name) for name in understood.absent_questions]
    found = sum(each.name in answers.rows.column_names for each in codebook.questions)
    rows = plural(answers.rows.num_rows, "young person") if answers.nil is None else "a nil return"
    yield f"{layout_sentence(understood)}; {rows}, {found} questions"
    yield f"questions found: {'; '.join(_found_questions(understood, codebook))}"
    yield from notices(understood)
    if understood.left_out_rows:
        yield f"{plural(understood.left_out_rows, 'row')} with only a total or a note left out"
    yield from unused_headers(understood)
    if understood.unused_sheets:
        yield f"left unused, without records or cover: {', '.join(understood.unused_sheets)}"
    if absent:
        yield f"questions that this file does not ask: {'; '.join(absent)}"


def notices(understood: Understood) -> Iterator[str]:
    """What may not be as it was meant, and is no problem of a row."""
    if understood.month_first:
        yield "dates stand month first in this file, and are read so"
    if understood.hidden_sheets:
        yield f"hidden in the workbook, and read as well: {', '.join(understood.hidden_sheets)}"
    if understood.of_other_forms:
        yield (
            f"read as the form of {' and '.join(understood.forms)}, which does not ask "
            f"{plural(understood.of_other_forms, 'question')} of this file: if it is another form, "
            "write its version on the cover"
        )
    if understood.unmet_columns:
        yield f"the mapping names {plural(understood.unmet_columns, 'header')} not in this file"


def unused_headers(understood: Understood) -> Iterator[str]:
    if understood.unused:
        yield f"headers that name no question, left unused: {_places(understood.unused)}"


def _found_questions(understood: Understood, codebook: Codebook) -> Iterator[str]:
    """The label of each question found, with its column or row."""
    for name, place in understood.found:
        where = place.text()
        yield codebook.label_of(name) + (f" ({where})" if where else "")


def doubt_lines(problem: FileProblem, codebook: Codebook) -> Iterator[str]:
    """For each header in doubt, the question that it may name."""
    for doubt in problem.doubts:
        label = meant(doubt.meaning, codebook)
        yield f"{doubt.place.text()} may be '{label}': say by a mapping whether it is"
    if is_draftable(problem.code):
        yield "`lscb mapping draft FILE` writes a mapping that may help, to be confirmed by you"


def meant(meaning: Meaning, codebook: Codebook) -> str:
    """The label of a question or, for a column of ticks, with that of the answer."""
    label = codebook.label_of(meaning.name)
    if meaning.option is None:
        return label
    return f"{label}: {codebook.question(meaning.name).option(meaning.option).label}"


def understood_json(read: ReadFile) -> dict[str, object] | None:
    """How a file was understood, by the codebook's names; the headers in doubt of one that was
    refused for them; None where there is nothing to say."""
    if read.problem is not None and read.problem.doubts:
        doubts = [
            {**asdict(each.place), "question": each.meaning.name, "answer": each.meaning.option}
            for each in read.problem.doubts
        ]
        return {"doubtful_headers": doubts}
    if read.answers is None:
        return None
    understood = read.answers.understood
    return {
        "format": understood.format,
        "layouts": list(understood.layouts),
        "forms": list(understood.forms),
        "questions": {name: place.text() for name, place in understood.found},
        "absent_questions": list(understood.absent_questions),
        "unused_headers": [asdict(place) for place in understood.unused],
        "unused_sheets": list(understood.unused_sheets),
        "hidden_sheets": list(understood.hidden_sheets),
        "month_first": understood.month_first,
        "mapping_headers_not_met": understood.unmet_columns,
    }


def layout_sentence(understood: Understood) -> str:
    """The format and the layout: `Excel workbook: one row a young person, ticks in columns`."""
    named = [_LAYOUTS[name] for name in understood.layouts]
    return f"{_FORMATS[understood.format]}: {', '.join(named)}"


def _places(places: Iterable[Place]) -> str:
    """Their texts, those in one sheet and row as columns."""
    by_row: dict[tuple[str | None, int | None], list[Place]] = {}
    for place in places:
        by_row.setdefault((place.sheet, place.row), []).append(place)
    texts: list[str] = []
    for (sheet, row), group in by_row.items():
        if len(group) == 1:
            texts.append(group[0].text())
        else:
            columns = [Place(sheet, None, each.column).text().split(" ")[-1] for each in group]
            texts.append(f"{Place(sheet, row).text()}, columns {', '.join(columns)}")
    return "; ".join(texts)

"""The catalogue of problems as a page of documentation, and the words for what they cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.feedback import COSTLIEST_FIRST
from schemas.problems import Problem, Size


@dataclass(frozen=True)
class SizeWords:
    """What a size is called, and what it means for the young people of a return."""

    title: str
    meaning: str


SIZE_WORDS: Mapping[Size, SizeWords] = {
    "file": SizeWords(
        "The file is refused",
        "None of its young people is counted until it is mended and sent again. The other files of "
        "the delivery are not held up.",
    ),
    "row": SizeWords(
        "The row is refused",
        "It can't be told who the young person is, where, or whether still worked with: the row is "
        "not counted until it is mended. The other rows are.",
    ),
    "answer": SizeWords(
        "The answer is refused",
        "The young person is counted, and the answer counts as not provided.",
    ),
    "warning": SizeWords(
        "Warning",
        "Nothing is refused: look whether it is as it should be.",
    ),
}
RETIRED_TITLE = "Not given any more"
_TITLES = ("code", "what is wrong", "for example", "what to do")


def problems_page(catalogue: Mapping[str, Problem]) -> str:
    """Markdown: every problem with its code, meaning, example and remedy, by what it costs, those
    that are not given any more at the end."""
    lines = [
        "# Problems and how to mend them",
        "",
        "Every problem that `lscb` can find in a return, by its code. Written by `make docs` from "
        "`schemas/problems.toml`: change it there. `lscb problems` prints the same, and "
        "`lscb problems CODE` one of them.",
        "",
        "All examples are made up. A code never changes its meaning or what it costs, so scripts "
        "may rely on it. Most can be mended by the agency in its own file; where only the board's "
        "analyst can do something, the remedy says so ([how to write a mapping](mappings.md), "
        "[the register](guide.md#whose-return-it-is)).",
    ]
    for size, problems in by_size(catalogue):
        words = SIZE_WORDS[size]
        lines += ["", f"## {words.title}", "", words.meaning, "", *_table(problems)]
    if retired := retired_problems(catalogue):
        lines += [
            "",
            f"## {RETIRED_TITLE}",
            "",
            "What was stored by an older version may still name them.",
        ]
        lines += ["", *_table(retired)]
    return "\n".join(lines) + "\n"


def by_size(catalogue: Mapping[str, Problem]) -> list[tuple[Size, list[Problem]]]:
    """The problems that are given, in the catalogue's order, by size: the costliest first."""
    given = [each for each in catalogue.values() if not each.retired]
    return [(size, [each for each in given if each.size == size]) for size in COSTLIEST_FIRST]


def retired_problems(catalogue: Mapping[str, Problem]) -> list[Problem]:
    """The problems that are not given any more."""
    return [each for each in catalogue.values() if each.retired]


def _table(problems: Iterable[Problem]) -> list[str]:
    rows = [(f"`{each.code}`", each.what, each.example, each.remedy_of_any) for each in problems]
    cells = (_TITLES, ("---",) * len(_TITLES), *rows)
    escaped = ([cell.replace("|", "\\|") for cell in each] for each in cells)
    return [f"| {' | '.join(each)} |" for each in escaped]

"""How often each problem was found in a return, in all and by question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.feedback import COSTLIEST_FIRST, Fault, Feedback, faults_of
from reports.feedback_wording import about
from schemas.problems import Size


@dataclass(frozen=True)
class Frequency:
    """How often a problem was found; `remedies` are several where they differ by question, and
    `about` is blank where it is counted over all questions."""

    about: str
    code: str
    size: Size
    what: str
    remedies: tuple[str, ...]
    number: int


def by_problem(feedback: Feedback) -> list[Frequency]:
    """The problems, costliest first and then most frequent first."""
    found: Counter[tuple[str, Size, str]] = Counter()
    remedies: dict[tuple[str, Size, str], dict[str, None]] = defaultdict(dict)
    for each in faults_of(feedback.defects):
        kind = (each.code, each.size, each.what)
        found[kind] += 1
        remedies[kind][each.remedy] = None
    return _costliest_first(
        Frequency("", code, size, what, tuple(remedies[code, size, what]), number)
        for (code, size, what), number in found.items()
    )


def by_question(feedback: Feedback) -> list[Frequency]:
    """The problems of each question; the question with the most problems first."""
    faults = faults_of(feedback.defects)
    of_question = Counter(map(about, faults))
    found = Counter((about(f), f.code, f.size, f.what, f.remedy) for f in faults)
    lines = _costliest_first(
        Frequency(name, code, size, what, (remedy,), number)
        for (name, code, size, what, remedy), number in found.items()
    )
    return sorted(lines, key=lambda each: (-of_question[each.about], each.about))


def answers_refused(faults: Sequence[Fault]) -> int:
    """Answers refused in whole or in part, each once however many faults it has."""
    return len({(each.cell, each.question) for each in faults if each.size == "answer"})


def _costliest_first(lines: Iterable[Frequency]) -> list[Frequency]:
    return sorted(lines, key=lambda each: (COSTLIEST_FIRST.index(each.size), -each.number))

"""The rules across the answers of one young person, as declared in `rules.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from schemas.codebook import Codebook
from schemas.codebook_reading import load_codebook
from schemas.declarations import HERE, Declared, read_toml
from schemas.problems import Size, load_problems
from schemas.records import kept_questions

DERIVED = {
    "age_from_birth": ("date_of_birth",),
    "age_counted": ("age", "date_of_birth"),
    "started": ("referral_date", "first_assessment_date"),
}
"""What a rule may use beside a record's questions, and the questions from which it comes."""
_WORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "distinct",
        "from",
        "abs",
        "between",
        "coalesce",
        "case",
        "when",
        "then",
        "else",
        "end",
        "true",
        "false",
    ]
)


class RuleDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    question: str
    when: str


class RulesDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[RuleDeclared, ...]


@dataclass(frozen=True)
class Rule:
    """`when`, an SQL predicate over `columns`, holds where `question` has the problem `code`;
    `reads` are all questions whose answers decide it, those of what is derived among them;
    of each of `needs` one has to be answered, or the rule can't be run; `source` is the file and
    line in which it is declared."""

    code: str
    question: str
    when: str
    size: Size
    columns: tuple[str, ...]
    reads: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    source: str


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """The shipped rules in their order.  Raises DeclarationError for a mistake in them."""
    return read_rules(HERE / "rules.toml", load_codebook())


def read_rules(path: Path, codebook: Codebook) -> tuple[Rule, ...]:
    declared, source = read_toml(path, RulesDeclared)
    problems = load_problems()
    questions = {question.name for question in kept_questions(codebook)}
    rules: list[Rule] = []
    for n, each in enumerate(declared.rule):
        place = f"$.rule[{n}]"
        if each.code not in problems:
            raise source.error(place, f"'{each.code}' is not in the catalogue of problems", "code")
        if each.question not in questions:
            raise source.error(place, f"'{each.question}' is no question of a record", "question")
        columns, reads = _columns(each, codebook, source, place)
        rules.append(
            Rule(
                code=each.code,
                question=each.question,
                when=each.when,
                size=problems[each.code].size,
                columns=columns,
                reads=reads,
                needs=_needs(each.when, frozenset(questions)),
                source=f"{path.name}, line {source.line_of(place, 'when')}",
            )
        )
    return tuple(rules)


def _needs(when: str, questions: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """The answers that a predicate can't do without, each with what may stand in for it; those that
    it asks only whether they are there, or other than, it can do without."""
    without_texts = re.sub(r"'[^']*'", "", when)
    compared = re.sub(r"[a-z_][a-z0-9_]* is (not )?(null|distinct)", "", without_texts)
    names = dict.fromkeys(re.findall(r"[a-z_][a-z0-9_]*", compared))
    return tuple(
        DERIVED.get(name, (name,)) for name in names if name in questions or name in DERIVED
    )


def _columns(
    rule: RuleDeclared, codebook: Codebook, source: Declared, place: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that the predicate names, and the questions that it reads; a name or an option
    that is none is an error."""
    questions = {question.name: question for question in kept_questions(codebook)}
    without_texts = re.sub(r"'[^']*'", "", rule.when)
    names = [name for name in re.findall(r"[a-z_][a-z0-9_]*", without_texts) if name not in _WORDS]
    for name in names:
        if name not in questions and name not in {*DERIVED, "return_date"}:
            raise source.error(place, f"'{name}' is no question of a record", "when")
    column: str | None = None
    for before, text in re.findall(r"([^']*)'([^']*)'", rule.when):
        compared = [name for name in re.findall(r"[a-z_][a-z0-9_]*", before) if name in questions]
        column = compared[-1] if compared else column
        if column is None or not questions[column].has(text):
            raise source.error(place, f"'{text}' is no option of '{column}'", "when")
    columns = dict.fromkeys(name for name in names if name in questions)
    reads = dict.fromkeys(read for name in names for read in DERIVED.get(name, (name,)))
    return tuple(columns), tuple(name for name in reads if name in questions)

"""The catalogue of problems: what can be wrong with a return, what it costs and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from schemas.codebook import Codebook, CoverField, Question
from schemas.declarations import HERE, read_toml

Size = Literal["file", "row", "answer", "warning"]
SIZES: frozenset[Size] = frozenset({"file", "row", "answer", "warning"})


class ProblemDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    size: Size
    what: str
    remedy: str
    example: str
    echo: bool = True
    cost: str = ""
    retired: bool = False


class ProblemsDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    problem: tuple[ProblemDeclared, ...]


@dataclass(frozen=True)
class Problem:
    """A kind of problem.

    `what` and `remedy` are sentences without any value; `example` says what may stand there, made
    up, and what it should be.  Without `echo` what stands there must not be repeated, not even to
    the agency that sent it; a `retired` code is not given any more.
    """

    code: str
    size: Size
    what: str
    remedy: str
    example: str
    echo: bool = True
    cost: str = ""
    retired: bool = False

    def remedy_for(self, question: str | None, codebook: Codebook) -> str:
        """The remedy with the label, the choices and the condition of a question or cover field
        filled in."""
        field = codebook.field(question)
        choices = ", ".join(option.label for option in field.options) if field else ""
        label = field.label if field else ""
        plain = self.remedy.replace("{choices}", choices).replace("{label}", label)
        return plain.replace("{condition}", _condition(field, codebook))

    @property
    def remedy_of_any(self) -> str:
        """The remedy for whatever question it is: words stand for its label and its choices."""
        plain = self.remedy.replace("{choices}", "the question's answers")
        plain = plain.replace("{condition}", "the question it depends on has the answer for it")
        return plain.replace("{label}", "what the question asks for")


def _condition(field: Question | CoverField | None, codebook: Codebook) -> str:
    """`'Living situation' is 'With family'`; blank for what is asked of all."""
    if not isinstance(field, Question) or field.only_where is None:
        return ""
    parent = codebook.question(field.only_where.question)
    return f"'{parent.label}' is '{parent.option(field.only_where.is_).label}'"


@lru_cache(maxsize=1)
def load_problems() -> Mapping[str, Problem]:
    """The shipped catalogue by code.  Raises DeclarationError for a mistake in it."""
    return read_problems(HERE / "problems.toml")


def read_problems(path: Path) -> Mapping[str, Problem]:
    declared, source = read_toml(path, ProblemsDeclared)
    catalogue: dict[str, Problem] = {}
    for n, each in enumerate(declared.problem):
        if each.code in catalogue:
            raise source.error(f"$.problem[{n}]", f"'{each.code}' is declared twice", "code")
        catalogue[each.code] = Problem(
            each.code,
            each.size,
            each.what,
            each.remedy,
            each.example,
            each.echo,
            each.cost,
            each.retired,
        )
    return catalogue

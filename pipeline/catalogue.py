"""What `lscb problems` prints: the catalogue of problems, whole or one of them."""

import difflib
import json
import textwrap
from collections.abc import Iterator, Mapping

import click

from reports.problems_page import RETIRED_TITLE, SIZE_WORDS, by_size, retired_problems
from schemas.errors import UserError
from schemas.problems import Problem, load_problems

_WIDTH = 100
_INDENT = "  "


def show_problems(code: str | None, as_json: bool) -> None:
    """Prints every problem by what it costs, or the one with `code`.

    Raises UserError for a code that is none.
    """
    catalogue = load_problems()
    chosen = catalogue if code is None else {code: _problem(code, catalogue)}
    if as_json:
        entries = [_as_json(each) for each in chosen.values()]
        click.echo(json.dumps({"problems": entries}, indent=2, ensure_ascii=True))
        return
    for line in catalogue_lines(catalogue) if code is None else _with_cost(chosen[code]):
        click.echo(line)


def catalogue_lines(catalogue: Mapping[str, Problem]) -> Iterator[str]:
    """The problems for reading, under a heading for each size; retired ones at the end."""
    for size, problems in by_size(catalogue):
        words = SIZE_WORDS[size]
        yield f"{words.title.upper()} ({size})"
        yield from textwrap.wrap(words.meaning, _WIDTH)
        yield ""
        for each in problems:
            yield from _lines(each)
    if retired := retired_problems(catalogue):
        yield RETIRED_TITLE.upper()
        yield ""
        for each in retired:
            yield from _lines(each)


def _problem(code: str, catalogue: Mapping[str, Problem]) -> Problem:
    if code in catalogue:
        return catalogue[code]
    near = difflib.get_close_matches(code.casefold(), catalogue, n=1)
    hint = f"Do you mean {near[0]}? " if near else ""
    raise UserError(f"No problem has this code. {hint}`lscb problems` lists all codes.")


def _with_cost(problem: Problem) -> Iterator[str]:
    """One problem alone: its entry, and what it costs."""
    yield from list(_lines(problem))[:-1]
    words = SIZE_WORDS[problem.size]
    cost = RETIRED_TITLE if problem.retired else f"{words.title}. {words.meaning}"
    yield from _wrapped("what it costs", cost)


def _lines(problem: Problem) -> Iterator[str]:
    yield problem.code
    yield from textwrap.wrap(
        problem.what, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
    )
    yield from _wrapped("for example", problem.example)
    yield from _wrapped("what to do", problem.remedy_of_any)
    yield ""


def _wrapped(title: str, text: str) -> list[str]:
    return textwrap.wrap(
        f"{title}: {text}", _WIDTH, initial_indent=_INDENT, subsequent_indent=2 * _INDENT
    )


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "size": problem.size,
        "what": problem.what,
        "example": problem.example,
        "remedy": problem.remedy_of_any,
        "retired": problem.retired,
    }

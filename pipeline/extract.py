"""What an extract is asked for, and the pseudonyms under which it stands."""

import difflib
import secrets
from collections.abc import Sequence

from reports.extract_columns import AGENCY_TYPE, FORMS, PSEUDONYM_LENGTH, PSEUDONYM_SIGNS, REGION
from schemas.codebook import Codebook, Question
from schemas.errors import UserError
from schemas.records import kept_questions
from schemas.text import folded

_BELOW_REGION = frozenset({"district"})
"""The kinds of question that tell a place below the region."""
_NEVER = frozenset({"local_id", "notes"})


class QuestionsError(UserError):
    """`--questions` names what can't be in the extract."""


def questions_wanted(
    named: Sequence[str], with_area: bool, with_dates: bool, codebook: Codebook
) -> tuple[Question, ...]:
    """The questions of an extract in the order of the form: those named or, where none is, all.

    Dates are there only with `with_dates`, questions about a place below the region only with
    `with_area`: those that are named or, where none of them is, all.  Raises QuestionsError, with
    the nearest names, for a name that is no question or that needs an option.
    """
    kept = {question.name: question for question in kept_questions(codebook)}
    for name in named:
        if name not in kept:
            raise QuestionsError(_unknown(name, kept))
    wanted = set(named)
    dates = {name for name, question in kept.items() if question.kind == "date"}
    places = {name for name, question in kept.items() if question.kind in _BELOW_REGION}
    _check_allowed(wanted & dates, with_dates, "a date", "--with-dates")
    _check_allowed(wanted & places, with_area, "a place below the region", "--with-area")
    chosen = (wanted or kept.keys()) - dates - places
    if with_dates:
        chosen |= wanted & dates or dates
    if with_area:
        chosen |= wanted & places or places
    return tuple(question for name, question in kept.items() if name in chosen)


def fresh_pseudonyms(count: int) -> list[str]:
    """As many different pseudonyms, made by chance alone."""
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(secrets.choice(PSEUDONYM_SIGNS) for _ in range(PSEUDONYM_LENGTH)))
    return list(made)


def _check_allowed(names: set[str], allowed: bool, what: str, option: str) -> None:
    if names and not allowed:
        raise QuestionsError(
            f"{min(names)} is {what}, which an extract holds only with {option}. Add {option} if "
            "the research needs it, or leave the question out."
        )


def _unknown(name: str, kept: dict[str, Question]) -> str:
    if name in _NEVER:
        return f"{name} is never in an extract. Leave it out of --questions."
    if name == REGION:
        return "region is in every extract. Leave it out of --questions."
    if name in ("area", AGENCY_TYPE, FORMS):
        option = f"--with-{name.replace('_', '-')}"
        return f"{name} is in an extract only with {option}. Leave it out of --questions."
    by_text = {
        folded(text): question.name
        for question in kept.values()
        for text in (*question.spellings, question.label, question.name)
    }
    near = difflib.get_close_matches(folded(name), sorted(by_text), n=3)
    names = dict.fromkeys(by_text[text] for text in near)
    hint = f"Do you mean {' or '.join(names)}?" if names else f"They are {', '.join(kept)}."
    return f"'{name}' in --questions is no question. {hint}"

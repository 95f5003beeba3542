"""From the cells of the choice questions to codes, by the form of the row."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .codebook import (
    DEPENDS_ON,
    ETHNIC_NOT_KNOWN,
    FORM_2020,
    NONE,
    NOT_KNOWN,
    OTHER,
    QUESTIONS,
    SPELLINGS,
    Question,
    folded,
    has_option,
    option_labels,
    tidy,
)
from .reading import Row

NOT_KNOWN_WORDS = {"not_known", "not known", "n/k", "nk", "unknown", "don't know", "dk", "?"}
TICKS = {"x", "y", "yes", "1", "true", "\N{CHECK MARK}", "\N{BALLOT BOX WITH X}"}
NO_TICKS = {"", "n", "no", "0", "false", "\N{BALLOT BOX}"}


def band(count: int) -> str:
    """The band of a number of missing episodes."""
    return NONE if count == 0 else "ten_or_fewer" if count <= 10 else "more_than_ten"


def read_choice(question: Question, text: str) -> str | None:
    """The code of one choice, NOT_KNOWN, or None if it is no option."""
    said = folded(text)
    if said in NOT_KNOWN_WORDS:
        return NOT_KNOWN
    if question.name == "ethnicity" and said.upper() in ETHNIC_NOT_KNOWN:
        return NOT_KNOWN
    if question.options == ("yes", "no") and said in ("y", "n"):
        return "yes" if said == "y" else "no"
    if question.name == "missing_episodes" and re.fullmatch(r"\d+", said):
        return band(int(said))
    if (question.name, said) in SPELLINGS:
        return SPELLINGS[question.name, said]
    if OTHER in question.options and said.startswith("other:"):
        return OTHER
    for option in question.options:
        labels = option_labels(question.name, option)
        if said in (option.casefold(), *(folded(label) for label in labels)):
            return option
    return None


def read_several(
    question: Question, form: str, cell: str, ticks: Mapping[str, str], refused: list[str]
) -> frozenset[str]:
    """The answers of a several-answer question, from its cell and its tick columns together."""
    chosen: set[str] = set()
    for piece in cell.split(";"):
        if not tidy(piece):
            continue
        code = read_choice(question, piece)
        if code is None:
            refused.append(f"{question.name}: no option")
        else:
            chosen.add(code)
    for option, mark in ticks.items():
        if mark.casefold() in TICKS:
            chosen.add(option)
        elif mark.casefold() not in NO_TICKS:
            refused.append(f"{question.name}: no tick")
    if len(chosen) > 1:
        chosen.discard(NOT_KNOWN)
    if NONE in chosen and len(chosen) > 1:
        refused.append(f"{question.name}: none with another")
        chosen.clear()
    of_form = {code for code in chosen if has_option(form, question.name, code)}
    refused += [f"{question.name}: no option of the form" for _ in chosen - of_form]
    return frozenset(of_form)


def read_number(
    name: str, text: str, refused: list[str], most: int = 120
) -> tuple[int | None, bool]:
    """A whole number from 0 to the most, or whether it is said not to be known."""
    if folded(text) in NOT_KNOWN_WORDS:
        return None, True
    if re.fullmatch(r"\d{1,4}", text) and int(text) <= most:
        return int(text), False
    if text:
        refused.append(f"{name}: no such number")
    return None, False


@dataclass(frozen=True)
class Choices:
    """The answers of a record that are codes, and how many of them are answered."""

    one: Mapping[str, str]
    several: Mapping[str, frozenset[str]]
    answered: int


def read_choices(row: Row, refused: list[str]) -> Choices:
    """Read the choices of a row by its form, and the number from which one is worked out."""
    one: dict[str, str] = {}
    several: dict[str, frozenset[str]] = {}
    for question in QUESTIONS:
        text = row.cells[question.name]
        ticks = row.ticks.get(question.name, {})
        if row.form not in question.forms:
            refused += [f"{question.name}: not on the form"] if text else []
        elif question.kind == "several":
            chosen = read_several(question, row.form, text, ticks, refused)
            if chosen:
                several[question.name] = chosen
        elif question.kind == "one" and text:
            code = read_choice(question, text)
            if code is None:
                refused.append(f"{question.name}: no option")
            elif not has_option(row.form, question.name, code):
                refused.append(f"{question.name}: no option of the form")
            else:
                one[question.name] = code
    episodes, episodes_not_known = None, False
    if row.form == FORM_2020:
        name = "missing_count"
        episodes, episodes_not_known = read_number(name, row.cells[name], refused, 999)
    if episodes is not None:
        one.setdefault("missing_episodes", band(episodes))
    elif episodes_not_known:
        one.setdefault("missing_episodes", NOT_KNOWN)
    for name, (other, condition) in DEPENDS_ON.items():
        if one.get(name, NOT_KNOWN) != NOT_KNOWN and one.get(other) != condition:
            refused.append(f"{name}: without its condition")
            del one[name]
    bands = ("missing_episodes",) if episodes is not None else ()  # it says no more than they
    answered = len(bands) + sum(
        code != NOT_KNOWN for name, code in one.items() if name not in bands
    )
    answered += sum(chosen != {NOT_KNOWN} for chosen in several.values())
    return Choices(one, several, answered)

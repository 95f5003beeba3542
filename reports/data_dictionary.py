"""The data dictionary: every question of the codebook as a page of documentation."""

import unicodedata
from collections.abc import Iterable

from schemas.codebook import NOT_KNOWN, Codebook, Option, Question, Words

_KINDS = {
    "identifier": "identifier, required",
    "area": "LSCB area",
    "district": "district or division of the board's own list",
    "date": "date",
    "number": "whole number",
    "one": "one answer",
    "several": "several answers",
    "text": "free text, never stored",
}


def data_dictionary(codebook: Codebook) -> str:
    """Markdown: the cover, then each theme with its questions, options and spellings."""
    lines = [
        "# Data dictionary",
        "",
        f"Form version {', '.join(codebook.form_versions)}. "
        "Written by `make docs` from `schemas/codebook`: change it there.",
        "",
        "Labels, codes and spellings are all read, without regard to case and surplus spaces. How "
        "answers are read stands, with examples, in [What can agencies send?]"
        "(what-agencies-can-send.md#how-answers-are-read).",
        "",
        *_words_in_all_questions(codebook.words),
        "",
        "## The cover",
        "",
        "| name | label | values |",
        "|---|---|---|",
    ]
    for field in codebook.cover:
        versions = codebook.form_versions if field.name == "form_version" else ()
        values = ", ".join((*(option.code for option in field.options), *versions))
        lines.append(f"| `{field.name}` | {field.label} | {values} |")
    titles = {theme.number: theme.title for theme in codebook.themes}
    for number, title in titles.items():
        of_theme = [question for question in codebook.questions if question.theme == number]
        free_text = all(each.kind == "text" for each in of_theme)
        lines += ["", f"## {title if free_text else f'Theme {number}: {title}'}"]
        for question in of_theme:
            lines += ["", *_question(question)]
    return "\n".join(lines) + "\n"


def _words_in_all_questions(words: Words) -> list[str]:
    """The words that mean the same in every question and every form."""
    return [
        f"- Not known, in any question: {_words(words.not_known)}.",
        f"- No date, where none is an answer: {_words(words.no_date)}.",
        f"- A tick: {_words(words.tick)}. No tick: a blank cell, {_words(words.no_tick)}. "
        "The boxes and check marks of Word's own fonts are read too.",
        f"- Before a header, changing nothing: {_words(words.asker)}.",
        f"- In brackets in a header, changing nothing: {_words(words.hint)}.",
        f"- A row that begins so and else holds numbers is no young person: {_words(words.total)}.",
        "- A row with one cell, which begins so and with a colon or is just that, is no young "
        f"person: {_words(words.note)}.",
        "- A row of which the first cell is just that, and which answers nothing, is no young "
        f"person: {_words(words.closing)}.",
        "- `Other: ...` is the answer other; its text is dropped and counted.",
        "- A whole number is put in its band where the options are bands.",
        "- The codes REFU and NOBT of ethnicity are not known.",
    ]


def _question(question: Question) -> list[str]:
    lines = [f"### {question.label}", "", f"`{question.name}`: {_KINDS[question.kind]}."]
    if question.least is not None:
        lines[-1] += f" From {question.least} to {question.most}."
    if question.units:
        lines[-1] += f" Words that may stand beside the number: {_words(question.units)}."
    if question.month_enough:
        lines[-1] += " A month and year are enough."
    if question.not_known_is_blank:
        lines[-1] += " Not known and the words for no date count as blank, with a warning."
    if question.only_where is not None:
        condition = question.only_where
        lines[-1] += f" Only where `{condition.question}` is `{condition.is_}`."
    lines[-1] += f" Source: {question.source}."
    if question.spellings:
        lines.append(f"Also read as header: {_words(question.spellings)}.")
    if question.perhaps:
        lines.append(f"To be confirmed as header: {_words(question.perhaps)}.")
    if question.options:
        lines += ["", "| code | label | counts as | also read |", "|---|---|---|---|"]
        lines += [_option(option) for option in question.options]
    return lines


def _words(words: Iterable[str]) -> str:
    """Words as they are written, in the order given or, of a set, by code point; without the signs
    of fonts of their own, which no other font shows."""
    ordered = sorted(words) if isinstance(words, frozenset) else words
    return ", ".join(f"`{word}`" for word in ordered if not _is_of_a_font(word))


def _is_of_a_font(word: str) -> bool:
    return any(unicodedata.category(sign) == "Co" for sign in word)


def _option(option: Option) -> str:
    group = "" if option.group in (option.code, NOT_KNOWN) else f"`{option.group}`"
    numbers = [band] if (band := _band(option)) else []
    spellings = ", ".join((*numbers, *option.spellings)).replace("|", "\\|")
    return f"| `{option.code}` | {option.label} | {group} | {spellings} |"


def _band(option: Option) -> str:
    """The numbers that an option stands for."""
    if option.least is None:
        return ""
    if option.most is None:
        return f"{option.least} and more"
    if option.least == option.most:
        return f"{option.least}"
    return f"{option.least} to {option.most}"

"""The data dictionary: every question of the codebook as a page of documentation."""

from collections.abc import Iterable

from schemas.codebook import NOT_KNOWN, Codebook, Option, Question

_KINDS = {
    "identifier": "identifier, required",
    "area": "LSCB area",
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
        "Labels, codes and spellings are all read, without regard to case and surplus spaces.",
        "",
        "Not known in any question, also in a cell for an age or a date: "
        f"{_words(codebook.words.not_known)}. A tick: {_words(codebook.words.tick)}; no tick: a "
        f"blank cell, {_words(codebook.words.no_tick)}. `Other: ...` is the answer other; its "
        "text is dropped and counted. A whole number is put in its band where the options are "
        "bands. The codes REFU and NOBT of ethnicity are not known.",
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


def _question(question: Question) -> list[str]:
    lines = [f"### {question.label}", "", f"`{question.name}`: {_KINDS[question.kind]}."]
    if question.least is not None:
        lines[-1] += f" From {question.least} to {question.most}."
    if question.month_enough:
        lines[-1] += " A month and year are enough."
    if question.only_where is not None:
        condition = question.only_where
        lines[-1] += f" Only where `{condition.question}` is `{condition.is_}`."
    lines[-1] += f" Source: {question.source}."
    if question.spellings:
        lines.append(f"Also read as header: {_words(question.spellings)}.")
    if question.options:
        lines += ["", "| code | label | counts as | also read |", "|---|---|---|---|"]
        lines += [_option(option) for option in question.options]
    return lines


def _words(words: Iterable[str]) -> str:
    """Words as they are written, in the order given or, of a set, by code point."""
    ordered = sorted(words) if isinstance(words, frozenset) else words
    return ", ".join(f"`{word}`" for word in ordered)


def _option(option: Option) -> str:
    group = "" if option.group in (option.code, NOT_KNOWN) else f"`{option.group}`"
    spellings = ", ".join(option.spellings).replace("|", "\\|")
    return f"| `{option.code}` | {option.label} | {group} | {spellings} |"

"""The data dictionary: every question of the codebook as a page of documentation."""

import unicodedata
from collections.abc import Iterable
from datetime import date

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
        "Written by `make docs` from `schemas/codebook`: change it there.",
        "",
        *_forms(codebook),
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
        label = _label(codebook, field.label, field.name)
        lines.append(f"| `{field.name}` | {label} | {values} |")
    titles = {theme.number: theme.title for theme in codebook.themes}
    for number, title in titles.items():
        of_theme = [question for question in codebook.questions if question.theme == number]
        free_text = all(each.kind == "text" for each in of_theme)
        lines += ["", f"## {title if free_text else f'Theme {number}: {title}'}"]
        for question in of_theme:
            lines += ["", *_question(question, codebook)]
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


def _forms(codebook: Codebook) -> list[str]:
    """Which versions of the form there are, and what is said of them below."""
    first, *later = codebook.forms
    since = "".join(f", and {each.version} from {_day(each.first_day)}" for each in later)
    return [
        f"Versions of the form: {first.version}{since}. A return that says no version is of the "
        "form in force on its return date. A question or an option is on all forms unless it says "
        "otherwise below; labels are those of the form that first had them, with those of a later "
        "form beside them. An answer to a question or by an option that the return's form has not "
        "is refused. What changed, and why, stands in [The two forms](forms.md).",
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _label(codebook: Codebook, label: str, name: str, code: str = "") -> str:
    """The label, and those that a later form has instead."""
    later = [
        f"; on form {form.version}: {form.labels[name, code]}"
        for form in codebook.forms
        if form.labels.get((name, code), label) != label
    ]
    return label + "".join(later)


def _of_forms(question: Question, codebook: Codebook) -> str:
    """The sentence on the forms that ask the question; blank if all do."""
    asked = question.asked_in or codebook.form_versions
    if asked == codebook.form_versions:
        return ""
    said = f" Only on form {', '.join(asked)}."
    worked_out = [each for each in question.versions if each not in asked]
    if worked_out:
        said += (
            f" On form {', '.join(worked_out)} it is worked out from `{question.number}`; an "
            "answer to it that stands in a return is read all the same."
        )
    return said


def _question(question: Question, codebook: Codebook) -> list[str]:
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
    lines[-1] += f"{_of_forms(question, codebook)} Source: {question.source}."
    renamed = _label(codebook, question.label, question.name)
    if renamed != question.label:
        lines.append(f"Label: {renamed}.")
    if question.spellings:
        lines.append(f"Also read as header: {_words(question.spellings)}.")
    if question.perhaps:
        lines.append(f"To be confirmed as header: {_words(question.perhaps)}.")
    if question.options:
        lines += ["", *_options(question, codebook)]
    return lines


def _options(question: Question, codebook: Codebook) -> list[str]:
    """The table of options, with their forms unless each is on all that ask the question."""
    all_ = question.asked_in or codebook.form_versions
    if all(not set(all_) - set(option.versions or all_) for option in question.options):
        return [
            "| code | label | counts as | also read |",
            "|---|---|---|---|",
            *(
                f"| `{option.code}` | {_label(codebook, option.label, question.name, option.code)} "
                f"| {_counts_as(option)} | {_read(option)} |"
                for option in question.options
            ),
        ]
    return [
        "| code | label | forms | counts as | also read |",
        "|---|---|---|---|---|",
        *(
            f"| `{option.code}` | {_label(codebook, option.label, question.name, option.code)} "
            f"| {_forms_of(option, codebook)} | {_counts_as(option)} | {_read(option)} |"
            for option in question.options
        ),
    ]


def _forms_of(option: Option, codebook: Codebook) -> str:
    """The forms that have the option, and as which option it counts in a table of all forms."""
    said = ", ".join(option.versions or codebook.form_versions)
    if option.corresponds is not None:
        said += f"; in tables of both forms as `{option.corresponds}`"
    return said


def _words(words: Iterable[str]) -> str:
    """Words as they are written, in the order given or, of a set, by code point; without the signs
    of fonts of their own, which no other font shows."""
    ordered = sorted(words) if isinstance(words, frozenset) else words
    return ", ".join(f"`{word}`" for word in ordered if not _is_of_a_font(word))


def _is_of_a_font(word: str) -> bool:
    return any(unicodedata.category(sign) == "Co" for sign in word)


def _counts_as(option: Option) -> str:
    return "" if option.group in (option.code, NOT_KNOWN) else f"`{option.group}`"


def _read(option: Option) -> str:
    """The numbers and the other words that are read as the option."""
    numbers = [band] if (band := _band(option)) else []
    return ", ".join((*numbers, *option.spellings)).replace("|", "\\|")


def _band(option: Option) -> str:
    """The numbers that an option stands for."""
    if option.least is None:
        return ""
    if option.most is None:
        return f"{option.least} and more"
    if option.least == option.most:
        return f"{option.least}"
    return f"{option.least} to {option.most}"

"""As which option of one form an answer of another counts.

From a form to the one before, an option that both have is itself, and one that was added counts as
the option to which the codebook says that it corresponds.  From a form to the one after, an option
that both have is itself unless some of those who gave it would now give an added one; one that was
removed counts as the added option that corresponds to it.
"""

from collections.abc import Iterable, Mapping

from schemas.codebook import NOT_KNOWN, Codebook, Option, Question


class NoCorrespondence(Exception):
    """An option has none on the form by which a table counts; the message is a sentence."""


def counted_as(
    question: Question, versions: Iterable[str], form: str, codebook: Codebook
) -> Mapping[str, str]:
    """For each option of `versions` that `form` has not, the code of its option as which it counts.

    Raises NoCorrespondence if there is an option that has none.
    """
    found: dict[str, str] = {}
    for version in versions:
        for option in question.options:
            if option.code == NOT_KNOWN or version not in (option.versions or (version,)):
                continue
            code = _on_form(question, option, version, form, codebook.form_versions)
            if code is None or found.setdefault(option.code, code) != code:
                raise NoCorrespondence(
                    f"The answer '{option.label}' to '{question.label}' on form {version} "
                    f"corresponds to none of form {form}."
                )
    return {code: as_ for code, as_ in found.items() if code != as_}


def counted_beside(question: Question, form: str, codebook: Codebook) -> Mapping[str, str]:
    """For each option that `form` has not, the code of its option as which it counts where a young
    person was returned in another form too; blank if there is none."""
    found: dict[str, str] = {}
    for option in question.options:
        if not _is_on(option, form):
            codes = [
                _on_form(question, option, version, form, codebook.form_versions)
                for version in option.versions
            ]
            found[option.code] = next((code for code in codes if code), "")
    return found


def _on_form(
    question: Question, option: Option, version: str, form: str, forms: tuple[str, ...]
) -> str | None:
    """The code on `form` as which an option of `version` counts; None if there is none."""
    here, there = forms.index(version), forms.index(form)
    code: str | None = option.code
    while here != there and code is not None:
        after = here + (1 if there > here else -1)
        given = question.option(code)
        if there > here:
            code = _forward(question, given, forms[after])
        else:
            code = given.code if _is_on(given, forms[after]) else given.corresponds
        here = after
    return code


def _forward(question: Question, option: Option, after: str) -> str | None:
    added = [
        each.code
        for each in question.options
        if each.corresponds == option.code and each.versions[:1] == (after,)
    ]
    if _is_on(option, after):
        return None if added else option.code
    return added[0] if len(added) == 1 else None


def _is_on(option: Option, form: str) -> bool:
    return not option.versions or form in option.versions

"""The questions as declared for the first form, with the differences of the forms after it put in
one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from schemas.codebook import Form
from schemas.codebook_declared import (
    AddedDeclared,
    AddedOptionDeclared,
    DifferenceDeclared,
    OptionDeclared,
    QuestionDeclared,
    RemovedDeclared,
    RenamedDeclared,
    WorkedOutDeclared,
)
from schemas.declarations import DeclarationError, Declared, read_toml


@dataclass
class OptionDraft:
    """An option with the forms that have it; its place is where it is declared."""

    declared: OptionDeclared
    source: Declared
    place: str
    versions: list[str]
    corresponds: str | None = None
    spellings: list[str] = field(default_factory=list)


@dataclass
class QuestionDraft:
    """A question with the forms that it comes from; `number` is what it is worked out from."""

    declared: QuestionDeclared
    theme: int
    source: Declared
    place: str
    options: list[OptionDraft]
    versions: list[str]
    asked_in: list[str]
    number: str | None = None
    spellings: list[str] = field(default_factory=list)


@dataclass
class Drafts:
    """All questions in the order of the form, and the forms."""

    forms: list[Form]
    questions: list[QuestionDraft] = field(default_factory=list)
    cover_spellings: dict[str, list[str]] = field(default_factory=dict)

    def add(self, each: QuestionDeclared, theme: int, source: Declared, place: str) -> None:
        """A question of the first form, at the end."""
        self.questions.append(_draft(each, theme, source, place, self.forms[0].version))

    def differ(self, path: Path, cover_fields: Iterable[str]) -> None:
        """Puts in the differences declared in a file.  Raises DeclarationError for a mistake."""
        difference, source = read_toml(path, DifferenceDeclared)
        last = self.forms[-1]
        if path.stem != f"version_{difference.version}":
            raise source.error("$", f"the file must be version_{difference.version}", "version")
        if difference.first_day <= last.first_day:
            message = f"the form must be in force later than version {last.version}"
            raise source.error("$", message, "first_day")
        _Differing(self, difference, source, frozenset(cover_fields)).put_in()

    def find(self, name: str) -> QuestionDraft | None:
        return next((each for each in self.questions if each.declared.name == name), None)


def _draft(
    each: QuestionDeclared, theme: int, source: Declared, place: str, version: str
) -> QuestionDraft:
    options = [
        OptionDraft(option, source, f"{place}.options[{n}]", [version])
        for n, option in enumerate(each.options)
    ]
    return QuestionDraft(each, theme, source, place, options, [version], [version])


class _Differing:
    """One form's differences, put into the drafts."""

    def __init__(
        self,
        drafts: Drafts,
        difference: DifferenceDeclared,
        source: Declared,
        cover_fields: frozenset[str],
    ) -> None:
        self.drafts = drafts
        self.difference = difference
        self.source = source
        self.cover_fields = cover_fields
        self.version = difference.version
        self.before = drafts.forms[-1].version
        self.labels = dict(drafts.forms[-1].labels)

    def put_in(self) -> None:
        for question in self.drafts.questions:
            if self.before in question.asked_in:
                question.asked_in.append(self.version)
            if self.before in question.versions:
                question.versions.append(self.version)
            for option in question.options:
                if self.before in option.versions:
                    option.versions.append(self.version)
        for n, added in enumerate(self.difference.added):
            self._add(added, f"$.added[{n}]")
        for n, added_option in enumerate(self.difference.added_option):
            self._add_option(added_option, f"$.added_option[{n}]")
        for n, removed in enumerate(self.difference.removed):
            self._remove(removed, f"$.removed[{n}]")
        for n, worked_out in enumerate(self.difference.worked_out):
            self._work_out(worked_out, f"$.worked_out[{n}]")
        for n, renamed in enumerate(self.difference.renamed):
            self._rename(renamed, f"$.renamed[{n}]")
        self.drafts.forms.append(Form(self.version, self.difference.first_day, self.labels))

    def _error(self, place: str, message: str, key: str) -> DeclarationError:
        return self.source.error(place, message, key)

    def _question(self, name: str, place: str, key: str) -> QuestionDraft:
        """The question of the form before with that name."""
        found = self.drafts.find(name)
        if found is None or self.version not in found.versions:
            raise self._error(place, f"'{name}' is no question of version {self.before}", key)
        return found

    def _option(self, question: QuestionDraft, code: str, place: str, key: str) -> OptionDraft:
        for option in question.options:
            if option.declared.code == code and self.before in option.versions:
                return option
        message = (
            f"'{code}' is no option of '{question.declared.name}' in version {self.before}, "
            "or its options are those of several questions"
        )
        raise self._error(place, message, key)

    def _add(self, each: AddedDeclared, place: str) -> None:
        if self.drafts.find(each.name) is not None:
            raise self._error(place, f"question '{each.name}' is declared twice", "name")
        before = self._question(each.after, place, "after")
        draft = _draft(each, each.theme, self.source, place, self.version)
        if before.theme != each.theme:
            raise self._error(place, f"'{each.after}' is of another theme", "after")
        self.drafts.questions.insert(self.drafts.questions.index(before) + 1, draft)

    def _add_option(self, each: AddedOptionDeclared, place: str) -> None:
        question = self._question(each.question, place, "question")
        before = self._option(question, each.after, place, "after")
        if each.corresponds:
            self._option(question, each.corresponds, place, "corresponds")
        draft = OptionDraft(each, self.source, place, [self.version], each.corresponds or None)
        question.options.insert(question.options.index(before) + 1, draft)

    def _remove(self, each: RemovedDeclared, place: str) -> None:
        question = self._question(each.name, place, "name")
        if each.option:
            self._option(question, each.option, place, "option").versions.remove(self.version)
            return
        question.versions.remove(self.version)
        question.asked_in.remove(self.version)
        for option in question.options:
            option.versions = [one for one in option.versions if one != self.version]

    def _work_out(self, each: WorkedOutDeclared, place: str) -> None:
        question = self._question(each.question, place, "question")
        number = self._question(each.number, place, "number")
        if number.declared.kind != "number":
            raise self._error(place, f"'{each.number}' asks no number", "number")
        if not any(option.declared.least is not None for option in question.options):
            raise self._error(place, f"'{each.question}' has no bands", "question")
        question.asked_in.remove(self.version)
        question.number = each.number

    def _rename(self, each: RenamedDeclared, place: str) -> None:
        found = self.drafts.find(each.name)
        if each.name in self.cover_fields and not each.option:
            self.drafts.cover_spellings.setdefault(each.name, []).append(each.label)
        elif found is None:
            raise self._error(place, f"'{each.name}' is no question or field", "name")
        if each.option:
            question = self._question(each.name, place, "name")
            self._option(question, each.option, place, "option").spellings.append(each.label)
        elif found is not None:
            found.spellings.append(each.label)
        self.labels[each.name, each.option] = each.label

"""What the questions of the monitoring return are; `schemas/codebook_reading.py` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Kind = Literal["identifier", "area", "district", "date", "number", "one", "several", "text"]
COVER_FIELDS = ("agency", "agency_type", "area", "return_date", "form_version")
NOT_KNOWN = "not_known"
NONE = "none"
OTHER = "other"
SEPARATOR = ";"
"""What parts the codes of a several-answer question, in records as in the standard layout."""


@dataclass(frozen=True)
class Condition:
    """A question is asked only where `question` has the answer `is_`."""

    question: str
    is_: str


@dataclass(frozen=True)
class Option:
    """An answer: its code, its label, the main group it counts in (its own code by default) and,
    for a band, the whole numbers it holds.  `merge_into` is the answer that it is published with
    where only a few in all of England gave it; None for most.

    `versions` are the forms that have it (none: all that have the question); `corresponds` is the
    option of the form before as which an option that a form added is counted in a table of both.
    """

    code: str
    label: str
    group: str
    spellings: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    merge_into: str | None = None
    versions: tuple[str, ...] = ()
    corresponds: str | None = None

    def holds(self, number: int) -> bool:
        if self.least is None:
            return False
        return self.least <= number and (self.most is None or number <= self.most)


@dataclass(frozen=True)
class Question:
    """A question; `perhaps` are headers that may name it and have to be confirmed; `codes` gives an
    option's code for each folded text that is read as it, `units` are the folded words that may
    stand behind a number (15 years).  An `optional` one may stay blank without anything missing.

    `versions` are the forms from which an answer can come, in their order (none: all forms), and
    `asked_in` those that ask it; in the others of `versions` it is worked out from the number that
    `number` asks, and read where it stands in a return all the same.
    """

    name: str
    label: str
    theme: int
    kind: Kind
    source: str
    spellings: tuple[str, ...]
    perhaps: tuple[str, ...]
    options: tuple[Option, ...]
    only_where: Condition | None
    least: int | None
    most: int | None
    units: frozenset[str]
    month_enough: bool
    not_known_is_blank: bool
    optional: bool
    codes: Mapping[str, str] = field(repr=False)
    versions: tuple[str, ...] = ()
    asked_in: tuple[str, ...] = ()
    number: str | None = None

    @property
    def is_coded(self) -> bool:
        """Whether its answers are texts: codes, or the names of districts."""
        return self.kind in ("one", "several", "district")

    @property
    def banded(self) -> bool:
        return any(option.least is not None for option in self.options)

    @property
    def answers(self) -> tuple[Option, ...]:
        """The options without `not_known`."""
        return tuple(option for option in self.options if option.code != NOT_KNOWN)

    @property
    def counts_as_answered(self) -> bool:
        """Whether it counts for the choice of the primary: all but identifier, area and notes."""
        return self.kind not in ("identifier", "area", "text")

    def option(self, code: str) -> Option:
        return next(option for option in self.options if option.code == code)

    def has(self, code: str) -> bool:
        return any(option.code == code for option in self.options)


@dataclass(frozen=True)
class CoverField:
    """A field of the return's cover; `help` says how it is filled in, `codes` as in Question, empty
    where any text will do."""

    name: str
    label: str
    help: str
    spellings: tuple[str, ...]
    options: tuple[Option, ...]
    codes: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Words:
    """Folded words with one meaning in every question; the boxes are ticks or none too, the
    circles only beside a tick."""

    not_known: frozenset[str]
    no_date: frozenset[str]
    tick: frozenset[str]
    no_tick: frozenset[str]
    ticked_box: frozenset[str]
    empty_box: frozenset[str]
    empty_circle: frozenset[str]
    placeholder: frozenset[str]
    total: tuple[str, ...]
    note: tuple[str, ...]
    closing: frozenset[str]
    asker: tuple[str, ...]
    hint: frozenset[str]


@dataclass(frozen=True)
class Theme:
    number: int
    title: str


@dataclass(frozen=True)
class Form:
    """A version of the form: the day from which a return that says no version is of it, and the
    labels that it has otherwise than the first form, by question (or field of the cover) and
    option's code, blank for the question itself."""

    version: str
    first_day: date
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Codebook:
    """All questions of all forms in their order, the cover's fields and the words; `forms` are the
    versions of the form, the oldest first.  Labels are those of the form that first had them."""

    version: str
    forms: tuple[Form, ...]
    themes: tuple[Theme, ...]
    questions: tuple[Question, ...]
    cover: tuple[CoverField, ...]
    words: Words
    main_groups: tuple[Option, ...]

    @property
    def form_versions(self) -> tuple[str, ...]:
        return tuple(form.version for form in self.forms)

    def form(self, version: str) -> Form:
        return next(form for form in self.forms if form.version == version)

    def form_on(self, day: date) -> Form:
        """The form of a return of that day which says no version."""
        return next((each for each in reversed(self.forms) if each.first_day <= day), self.forms[0])

    def of_form(self, version: str) -> "Codebook":
        """The questions, options and labels of one form, as they stand on it."""
        form = self.form(version)
        return replace(
            self,
            forms=(form,),
            questions=tuple(
                _on_form(question, form)
                for question in self.questions
                if version in question.asked_in
            ),
            cover=tuple(
                replace(each, label=form.labels.get((each.name, ""), each.label))
                for each in self.cover
            ),
        )

    def is_of_every_form(self, question: Question) -> bool:
        """Whether an answer to it can come from every form."""
        return not question.versions or question.versions == self.form_versions

    def question(self, name: str) -> Question:
        """Raises KeyError for a name that is no question."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def cover_field(self, name: str) -> CoverField:
        return next(field for field in self.cover if field.name == name)

    def of_kind(self, *kinds: Kind) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.kind in kinds)

    def label_of(self, name: str) -> str:
        """The label of a question or of a field of the cover; the name itself for neither."""
        found = self.field(name)
        return found.label if found else name

    @property
    def agency_types(self) -> tuple[str, ...]:
        """Their codes, in the order in which they give the primary record."""
        return tuple(option.code for option in self.cover_field("agency_type").options)

    def field(self, name: str | None) -> "Question | CoverField | None":
        """The question or, if none has the name, the field of the cover."""
        fields: tuple[Question | CoverField, ...] = (*self.questions, *self.cover)
        return next((each for each in fields if each.name == name), None)


def _on_form(question: Question, form: Form) -> Question:
    return replace(
        question,
        label=form.labels.get((question.name, ""), question.label),
        options=tuple(
            replace(option, label=form.labels.get((question.name, option.code), option.label))
            for option in question.options
            if form.version in option.versions
        ),
    )


def default_label(code: str) -> str:
    """A code with spaces for underscores and a capital first letter; WBRI stays as it is."""
    words = code.replace("_", " ")
    return words[:1].upper() + words[1:]

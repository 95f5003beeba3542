"""The form of the declarations in `schemas/codebook`: an unknown key is an error."""

from datetime import date

import msgspec

from schemas.codebook import Kind


class Declaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration: an unknown key is an error."""


class ConditionDeclared(Declaration, frozen=True):
    question: str
    is_: str = msgspec.field(name="is")


class OptionDeclared(Declaration, frozen=True):
    code: str
    label: str = ""
    spellings: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    merge_into: str = ""


class QuestionDeclared(Declaration, frozen=True):
    name: str
    label: str
    kind: Kind
    source: str
    spellings: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    options: tuple[OptionDeclared, ...] = ()
    options_from: str = ""
    only_where: ConditionDeclared | None = None
    least: int | None = None
    most: int | None = None
    units: tuple[str, ...] = ()
    month_enough: bool = False
    not_known_is_blank: bool = False
    optional: bool = False


class ThemeDeclared(Declaration, frozen=True):
    number: int
    title: str
    question: tuple[QuestionDeclared, ...]


class CoverFieldDeclared(Declaration, frozen=True):
    name: str
    label: str
    help: str
    spellings: tuple[str, ...] = ()
    options: tuple[OptionDeclared, ...] = ()


class CoverDeclared(Declaration, frozen=True):
    field: tuple[CoverFieldDeclared, ...]


class OptionSetDeclared(Declaration, frozen=True):
    name: str
    options: tuple[OptionDeclared, ...]


class WordsDeclared(Declaration, frozen=True):
    not_known: tuple[str, ...]
    no_date: tuple[str, ...]
    tick: tuple[str, ...]
    no_tick: tuple[str, ...]
    ticked_box: tuple[str, ...]
    empty_box: tuple[str, ...]
    empty_circle: tuple[str, ...]
    placeholder: tuple[str, ...]
    total: tuple[str, ...]
    note: tuple[str, ...]
    closing: tuple[str, ...]
    asker: tuple[str, ...]
    hint: tuple[str, ...]
    first_form: str
    first_form_from: date
    option_set: tuple[OptionSetDeclared, ...]


class RenamedDeclared(Declaration, frozen=True):
    name: str
    label: str
    option: str = ""


class RemovedDeclared(Declaration, frozen=True):
    name: str
    option: str = ""


class WorkedOutDeclared(Declaration, frozen=True):
    question: str
    number: str


class AddedOptionDeclared(OptionDeclared, frozen=True, kw_only=True):
    question: str
    after: str
    corresponds: str = ""


class AddedDeclared(QuestionDeclared, frozen=True, kw_only=True):
    theme: int
    after: str


class DifferenceDeclared(Declaration, frozen=True):
    """A version of the form as its differences from the one before."""

    version: str
    first_day: date
    source: str
    renamed: tuple[RenamedDeclared, ...] = ()
    removed: tuple[RemovedDeclared, ...] = ()
    worked_out: tuple[WorkedOutDeclared, ...] = ()
    added_option: tuple[AddedOptionDeclared, ...] = ()
    added: tuple[AddedDeclared, ...] = ()

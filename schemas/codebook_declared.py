"""The form of the declarations in `schemas/codebook`: an unknown key is an error."""

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
    form_versions: tuple[str, ...]
    option_set: tuple[OptionSetDeclared, ...]

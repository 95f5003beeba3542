"""The shape of `linkage.toml`: unknown keys and wrong types are errors."""

from typing import Literal

import msgspec

ComparisonKind = Literal["identifier", "agency", "month", "age", "answer", "group", "set", "date"]


class LevelDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: str
    m: float
    words: str
    reason: str
    u: float | None = None
    days: int | None = None


class ComparisonDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    kind: ComparisonKind
    reason: str
    levels: tuple[LevelDeclared, ...]
    questions: tuple[str, ...] = ()
    given: str | None = None
    unless: str | None = None


class ShareDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: float
    reason: str


class ReviewDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    probability: float
    reason: str


class AcrossDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: float
    probability: float
    reason: str


class BlockDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    most: int
    reason: str


class CommonDateDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    most: int
    share: float
    reason: str


class SaysWhoDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    questions: tuple[str, ...]
    reason: str


class RuleDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    keys: tuple[str, ...]
    finds: str


class LinkageDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    known_twice: ShareDeclared
    review: ReviewDeclared
    across: AcrossDeclared
    block: BlockDeclared
    common_date: CommonDateDeclared
    says_who: SaysWhoDeclared
    comparison: tuple[ComparisonDeclared, ...]
    rule: tuple[RuleDeclared, ...]
    across_rule: tuple[RuleDeclared, ...]

"""When two young people of one area may be one, as declared in `linkage.toml`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isclose
from pathlib import Path

from schemas.codebook import Codebook, Kind
from schemas.codebook_reading import load_codebook
from schemas.declarations import HERE, Declared, read_toml
from schemas.linkage_declared import (
    ComparisonDeclared,
    ComparisonKind,
    LinkageDeclared,
    RuleDeclared,
)

OTHER_KEYS = ("identifier", "digits", "sorted", "start", "place")
"""What a rule may use beside questions."""

_LEVELS: Mapping[ComparisonKind, tuple[str, ...]] = {
    "identifier": ("same", "other_letters", "transposed", "one_character", "different"),
    "agency": ("one", "two"),
    "month": ("same", "one_part", "different"),
    "age": ("same", "one_apart", "further"),
    "answer": ("same", "different"),
    "group": ("same", "different"),
    "set": ("same", "in_part", "none"),
}
_QUESTION_KINDS: Mapping[ComparisonKind, Kind] = {
    "month": "date",
    "age": "number",
    "answer": "one",
    "group": "one",
    "set": "several",
    "date": "date",
}
_KEY_KINDS: tuple[Kind, ...] = ("one", "number", "date")


@dataclass(frozen=True)
class Level:
    """An outcome of a comparison: how often two records of one young person come out so (`m`), how
    often those of two (`u`, None where it is counted), and its words in a sentence, where
    `{apart}` is the number of days; `days` is the furthest that a date's level reaches."""

    name: str
    m: float
    u: float | None
    words: str
    reason: str
    days: int | None = None


@dataclass(frozen=True)
class Comparison:
    """What is compared, its levels from the most alike to the least.  `given`: only where that
    comparison came out at its first level; `unless`: only where that one could not be made."""

    name: str
    kind: ComparisonKind
    questions: tuple[str, ...]
    given: str | None
    unless: str | None
    levels: tuple[Level, ...]
    reason: str


@dataclass(frozen=True)
class Rule:
    """Pairs that agree on all keys (questions or OTHER_KEYS) are looked at."""

    keys: tuple[str, ...]
    finds: str


@dataclass(frozen=True)
class Linkage:
    """The whole model.  `known_twice` and `known_across` are the expected matches a young person,
    within the area and in another; pairs below the probability `review` (`review_across`) are not
    listed; a rule that brings more than `most` together is left to the finer ones.  A date that
    more than `common_date_most` young people of an area share, and more than `common_date_share` of
    them all, says nothing.  Where an answer to one of `says_who` has changed, what was decided
    before is stale."""

    known_twice: float
    review: float
    known_across: float
    review_across: float
    most: int
    common_date_most: int
    common_date_share: float
    says_who: tuple[str, ...]
    comparisons: tuple[Comparison, ...]
    rules: tuple[Rule, ...]
    across_rules: tuple[Rule, ...]

    def comparison(self, name: str) -> Comparison:
        """Raises KeyError for a name that is no comparison."""
        for comparison in self.comparisons:
            if comparison.name == name:
                return comparison
        raise KeyError(name)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that a comparison or a rule reads, each once."""
        compared = (name for each in self.comparisons for name in each.questions)
        keys = (key for rule in (*self.rules, *self.across_rules) for key in rule.keys)
        return tuple(dict.fromkeys([*compared, *(k for k in keys if k not in OTHER_KEYS)]))


@lru_cache(maxsize=1)
def load_linkage() -> Linkage:
    """The shipped model.  Raises DeclarationError for a mistake in it."""
    return read_linkage(HERE / "linkage.toml", load_codebook())


def read_linkage(path: Path, codebook: Codebook) -> Linkage:
    """The model declared in `path`.

    Raises DeclarationError, with the line, for an unknown key, question, level or comparison, a
    number that is no probability, or m or u that do not add up to 1.
    """
    declared, source = read_toml(path, LinkageDeclared)
    for place, number in (
        ("$.known_twice.share", declared.known_twice.share),
        ("$.review.probability", declared.review.probability),
        ("$.across.share", declared.across.share),
        ("$.across.probability", declared.across.probability),
        ("$.common_date.share", declared.common_date.share),
    ):
        _probable(number, source, place)
    if declared.block.most < 2:
        raise source.error("$.block.most", "fewer than two young people are no pair")
    if declared.common_date.most < 2:
        raise source.error("$.common_date.most", "a date of one young person is common to nobody")
    for name in declared.says_who.questions:
        _question(name, lambda _: True, codebook, source, "$.says_who", "questions")
    comparisons: list[Comparison] = []
    for n, each in enumerate(declared.comparison):
        place = f"$.comparison[{n}]"
        earlier = {comparison.name for comparison in comparisons}
        if each.name in earlier:
            raise source.error(place, f"'{each.name}' is declared twice", "name")
        for other, field in ((each.given, "given"), (each.unless, "unless")):
            if other is not None and other not in earlier:
                raise source.error(place, f"'{other}' is no comparison above this one", field)
        comparisons.append(_comparison(each, source, place, codebook))
    if not comparisons:
        raise source.error("$", "nothing is compared")
    if "month_of_birth" not in {comparison.name for comparison in comparisons}:
        raise source.error("$", "the comparison 'month_of_birth' is missing")
    return Linkage(
        declared.known_twice.share,
        declared.review.probability,
        declared.across.share,
        declared.across.probability,
        declared.block.most,
        declared.common_date.most,
        declared.common_date.share,
        declared.says_who.questions,
        tuple(comparisons),
        _rules(declared.rule, source, "rule", codebook),
        _rules(declared.across_rule, source, "across_rule", codebook),
    )


def _comparison(
    each: ComparisonDeclared, source: Declared, place: str, codebook: Codebook
) -> Comparison:
    kind = _QUESTION_KINDS.get(each.kind)
    if (kind is None) == bool(each.questions):
        what = "has no questions" if kind is None else "needs a question"
        raise source.error(place, f"a comparison of the kind '{each.kind}' {what}", "questions")
    for name in each.questions:
        _question(name, lambda found: found == kind, codebook, source, place, "questions")
    names = tuple(level.level for level in each.levels)
    wanted = _LEVELS.get(each.kind)
    if wanted is not None and names != wanted:
        raise source.error(
            place, f"the levels must be {', '.join(wanted)}, in this order", "levels"
        )
    _days(each, source, place)
    shipped = kind is None
    for n, level in enumerate(each.levels):
        here = f"{place}.levels[{n}]"
        _probable(level.m, source, here)
        if (level.u is not None) != shipped:
            what = "must be given" if shipped else "is counted in the data and can't be given"
            raise source.error(here, f"u of a comparison of the kind '{each.kind}' {what}")
        if level.u is not None:
            _probable(level.u, source, here)
    sums = [("m", sum(level.m for level in each.levels))]
    if shipped:
        sums.append(("u", sum(level.u or 0.0 for level in each.levels)))
    for what, total in sums:
        if not isclose(total, 1, abs_tol=1e-9):
            raise source.error(place, f"the {what} add up to {total:.6g} and not to 1", "levels")
    levels = tuple(
        Level(level.level, level.m, level.u, level.words, level.reason, level.days)
        for level in each.levels
    )
    return Comparison(
        each.name, each.kind, each.questions, each.given, each.unless, levels, each.reason
    )


def _days(each: ComparisonDeclared, source: Declared, place: str) -> None:
    """All levels of a date but the last say how far they reach, each further than the one
    before; no other comparison has days."""
    days = [level.days for level in each.levels]
    if each.kind != "date":
        if any(day is not None for day in days):
            raise source.error(place, "only the levels of a date have days", "levels")
        return
    reaches = [day for day in days[:-1] if day is not None]
    if not reaches or len(reaches) != len(days) - 1 or days[-1] is not None:
        raise source.error(place, "every level of a date but the last needs its days", "levels")
    if reaches != sorted(set(reaches)) or reaches[0] < 0:
        raise source.error(place, "each level must reach further than the one before", "levels")


def _rules(
    declared: tuple[RuleDeclared, ...], source: Declared, table: str, codebook: Codebook
) -> tuple[Rule, ...]:
    for n, rule in enumerate(declared):
        place = f"$.{table}[{n}]"
        if not rule.keys:
            raise source.error(place, "a rule needs a key", "keys")
        for key in rule.keys:
            if key not in OTHER_KEYS:
                _question(key, _KEY_KINDS.__contains__, codebook, source, place, "keys")
    return tuple(Rule(rule.keys, rule.finds) for rule in declared)


def _question(
    name: str,
    fits: Callable[[Kind], bool],
    codebook: Codebook,
    source: Declared,
    place: str,
    field: str,
) -> None:
    try:
        question = codebook.question(name)
    except KeyError:
        raise source.error(place, f"'{name}' is no question of the codebook", field) from None
    if not fits(question.kind):
        raise source.error(place, f"'{name}' is no question of the kind needed here", field)


def _probable(number: float, source: Declared, place: str) -> None:
    if not 0 < number < 1:
        raise source.error(place, f"{number:.6g} must lie between 0 and 1")

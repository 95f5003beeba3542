"""Whether the pairs of some children are found less often than those of others."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook
from schemas.records import kept_questions
from tests.duplicates.world import World

_FEW, _MANY = 9, 13


@dataclass(frozen=True)
class TruePair:
    """Two records of one child: what is known of the child, how many questions both of them answer,
    and whether they are put together surely, and with the list."""

    gender: str
    ethnic_group: str
    answered_by_both: int
    surely: bool
    reviewed: bool


@dataclass(frozen=True)
class Share:
    """How many true pairs of a group there are, and which share of them is found."""

    group: str
    pairs: int
    surely: float
    reviewed: float


def true_pairs(
    world: World, unit_of: Mapping[int, int], reviewed_of: Mapping[int, int]
) -> tuple[TruePair, ...]:
    """The pairs of records of one child; `unit_of` gives the young person of each record by the
    sure rule, `reviewed_of` what that one is with the list."""
    names = [question.name for question in kept_questions(load_codebook())]
    rows = world.records.select(names).to_pylist()
    records_of: dict[int, list[int]] = defaultdict(list)
    for row, child in enumerate(world.children):
        records_of[child].append(row)
    found = []
    for records in records_of.values():
        for one, other in combinations(records, 2):
            first, second = unit_of[one], unit_of[other]
            answers = rows[one], rows[other]
            found.append(
                TruePair(
                    gender=_first("gender", answers),
                    ethnic_group=_group(_first("ethnicity", answers)),
                    answered_by_both=sum(
                        all(_is_answered(row[name]) for row in answers) for name in names
                    ),
                    surely=first == second,
                    reviewed=reviewed_of[first] == reviewed_of[second],
                )
            )
    return tuple(found)


def shares_found(pairs: Iterable[TruePair]) -> tuple[Share, ...]:
    """The shares by gender, by main ethnic group and by how much both records answer."""
    every = tuple(pairs)
    groups: tuple[Callable[[TruePair], str], ...] = (
        lambda pair: f"gender {pair.gender}",
        lambda pair: f"ethnic group {pair.ethnic_group}",
        lambda pair: f"both answer {_band(pair.answered_by_both)} questions",
    )
    return tuple(share for group in groups for share in _shares(every, group))


def _shares(pairs: tuple[TruePair, ...], group: Callable[[TruePair], str]) -> list[Share]:
    several = Counter(map(group, pairs))
    surely = Counter(group(pair) for pair in pairs if pair.surely)
    reviewed = Counter(group(pair) for pair in pairs if pair.reviewed)
    return [
        Share(name, several[name], surely[name] / several[name], reviewed[name] / several[name])
        for name in sorted(several)
    ]


def _band(answered: int) -> str:
    """In order when sorted."""
    if answered < _FEW:
        return f" 0 to {_FEW - 1}"
    return f" {_FEW} to {_MANY - 1}" if answered < _MANY else f"{_MANY} or more"


def _first(question: str, answers: Iterable[Mapping[str, object]]) -> str:
    return next((str(row[question]) for row in answers if _is_answered(row[question])), "not given")


def _group(code: str) -> str:
    options = {option.code: option for option in load_codebook().question("ethnicity").options}
    return str(options[code].group) if code in options else code


def _is_answered(value: object) -> bool:
    return value is not None and value != NOT_KNOWN

"""Why two outputs may differ: what their manifests say of how the figures came about."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from pipeline.duplicates.decisions import DecisionState, Verdict
from schemas.version import PROGRAM

_AS_OF, _DATE = "as_of", "date"


class ReturnLine(msgspec.Struct, frozen=True):
    """A return that an output counts (pipeline.manifest_parts.input_lines)."""

    agency: str
    area: str
    area_code: str
    return_date: date
    rows: int
    refused_rows: int
    files: tuple[str, ...]


class DecisionLine(msgspec.Struct, frozen=True, order=True):
    """A decision that stood for an output, and how (pipeline.manifest_parts.decision_lines)."""

    number: int
    verdict: Verdict
    state: DecisionState


class OfDuplicates(msgspec.Struct, frozen=True):
    """How an output takes possible duplicates.  `standing` is None where an earlier program, which
    did not list the decisions, wrote it."""

    potential: str = ""
    threshold: float | None = None
    decisions_sha256: str = ""
    standing: tuple[DecisionLine, ...] | None = None


class Provenance(msgspec.Struct, frozen=True):
    """The part of a manifest that says how the figures came about."""

    program: str
    command: str
    parameters: dict[str, object]
    versions: dict[str, str]
    inputs: tuple[ReturnLine, ...] = ()
    duplicates: OfDuplicates = OfDuplicates()

    @property
    def as_of(self) -> str:
        """Blank where it counts all that the store held."""
        return _text(self.parameters.get(_AS_OF))

    @property
    def asked(self) -> Mapping[str, str]:
        """What else it was asked for, by name."""
        of_span = {_DATE} if self.parameters.keys() & {"year", "to"} else set()
        asked = {
            name: _text(value)
            for name, value in self.parameters.items()
            if name not in {_AS_OF} | of_span
        }
        return asked | {
            "potential": self.duplicates.potential,
            "duplicates_threshold": _text(self.duplicates.threshold),
        }


@dataclass(frozen=True)
class Changed:
    """A parameter or a version that is not the same in both; blank where an output has none."""

    name: str
    first: str
    second: str


@dataclass(frozen=True)
class SentAgain:
    """A return of one agency, area and date that is not the same in both."""

    first: ReturnLine
    second: ReturnLine

    @property
    def same_files(self) -> bool:
        """The same files, but read otherwise: more or fewer rows, or rows refused."""
        return self.first.files == self.second.files


@dataclass(frozen=True)
class ReturnChanges:
    only_first: tuple[ReturnLine, ...] = ()
    only_second: tuple[ReturnLine, ...] = ()
    sent_again: tuple[SentAgain, ...] = ()


@dataclass(frozen=True)
class OtherState:
    """A decision that stands in both, but otherwise."""

    number: int
    verdict: Verdict
    first: DecisionState
    second: DecisionState


@dataclass(frozen=True)
class DecisionChanges:
    """`others`: there are others in the second, but which is not known: one of the two outputs does
    not list them, or they have the same numbers, as in two stores."""

    only_first: tuple[DecisionLine, ...] = ()
    only_second: tuple[DecisionLine, ...] = ()
    other_state: tuple[OtherState, ...] = ()
    others: bool = False


@dataclass(frozen=True)
class Causes:
    """What is not the same in how the figures of two outputs came about.

    `as_of` changes no figure by itself: it makes that other returns and decisions count.
    """

    as_of: Changed | None
    parameters: tuple[Changed, ...]
    versions: tuple[Changed, ...]
    returns: ReturnChanges
    decisions: DecisionChanges

    @property
    def any(self) -> bool:
        """Whether there is anything by which figures can differ."""
        return (
            bool(self.parameters or self.versions)
            or self.returns != ReturnChanges()
            or self.decisions != DecisionChanges()
        )


def read_provenance(manifest: Path) -> Provenance | None:
    """None for a file that is no manifest of an output with figures.  Raises OSError."""
    try:
        found = msgspec.json.decode(manifest.read_bytes(), type=Provenance)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if found.program == PROGRAM else None


def causes(first: Provenance, second: Provenance) -> Causes:
    """What may make the figures of the second differ from those of the first."""
    moments = Changed(_AS_OF, first.as_of, second.as_of)
    return Causes(
        as_of=moments if first.as_of != second.as_of else None,
        parameters=_changed(first.asked, second.asked),
        versions=_changed(first.versions, second.versions),
        returns=_return_changes(first.inputs, second.inputs),
        decisions=_decision_changes(first.duplicates, second.duplicates),
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _changed(first: Mapping[str, str], second: Mapping[str, str]) -> tuple[Changed, ...]:
    both = ((name, first.get(name, ""), second.get(name, "")) for name in {**first, **second})
    return tuple(Changed(name, one, other) for name, one, other in both if one != other)


def _return_changes(first: Sequence[ReturnLine], second: Sequence[ReturnLine]) -> ReturnChanges:
    """Areas that were not recognised have no code, so that one agency may have several returns
    alike: those that are the same go together first, then the others in their order."""
    held = set(second)
    waiting: dict[tuple[str, str, str, date], list[ReturnLine]] = defaultdict(list)
    for each in first:
        if each in held:
            held.remove(each)
        else:
            waiting[_whose(each)].append(each)
    again, new = [], []
    for each in second:
        if each not in held:
            continue
        if before := waiting[_whose(each)]:
            again.append(SentAgain(before.pop(0), each))
        else:
            new.append(each)
    left = {each for lines in waiting.values() for each in lines}
    return ReturnChanges(tuple(each for each in first if each in left), tuple(new), tuple(again))


def _whose(each: ReturnLine) -> tuple[str, str, str, date]:
    return each.agency, each.area_code, each.area, each.return_date


def _decision_changes(first: OfDuplicates, second: OfDuplicates) -> DecisionChanges:
    differ = first.decisions_sha256 != second.decisions_sha256
    if first.standing is None or second.standing is None:
        return DecisionChanges(others=differ)
    before = {(each.number, each.verdict): each for each in first.standing}
    after = {(each.number, each.verdict): each for each in second.standing}
    return DecisionChanges(
        only_first=tuple(each for key, each in before.items() if key not in after),
        only_second=tuple(each for key, each in after.items() if key not in before),
        other_state=tuple(
            OtherState(each.number, each.verdict, each.state, after[key].state)
            for key, each in before.items()
            if key in after and each.state != after[key].state
        ),
        others=differ and before.keys() == after.keys(),
    )

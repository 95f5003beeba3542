"""People's decisions without the young people who were erased.

A decision of which one side is gone says nothing any more: it keeps its number, who decided and
when, names nobody, and counts as taken back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from pipeline.duplicates.decisions import Batch, Decision, Key, Seen, TakenBack
from pipeline.erasing.mentioned import mentions

ERASED = "erased"
"""Why such a decision was taken back."""

IsGone = Callable[[str, Key], bool]
"""Whether, in the area of this code, the young person of this key is erased."""


@dataclass(frozen=True)
class Decided:
    """The batches of a store as they are to be; the numbers of the decisions that name somebody
    who is erased, and of the others, of which only a note changes; and whether one of the first
    says that somebody who is erased is the same as somebody who is not."""

    batches: tuple[Batch, ...]
    named: tuple[int, ...]
    noted: tuple[int, ...]
    same_as_others: bool

    @property
    def changed(self) -> int:
        return len(self.named) + len(self.noted)


@dataclass(frozen=True)
class _Erasing:
    is_gone: IsGone
    in_area: Callable[[str], bool]
    forms: Sequence[str]

    def decision(self, each: Decision) -> Decision:
        one, other = (self._left(each.area, side) for side in (each.one, each.other))
        if (one, other) == (each.one, each.other):
            return msgspec.structs.replace(each, why=self.note(each.area, each.why))
        if not one or not other:
            one = other = ()
        return msgspec.structs.replace(each, one=one, other=other, why="")

    def note(self, area: str, text: str) -> str:
        return "" if self.in_area(area) and mentions(text, self.forms) else text

    def _left(self, area: str, side: tuple[Seen, ...]) -> tuple[Seen, ...]:
        return tuple(seen for seen in side if not self.is_gone(area, seen.key))


def without_erased(
    batches: Sequence[Batch],
    is_gone: IsGone,
    in_area: Callable[[str], bool],
    forms: Sequence[str],
    who: str,
    day: date,
) -> Decided:
    """All batches, the keys being gone that `is_gone` names, and the notes on decisions in the area
    that mention one of the identifiers.  `who` erases, on `day`."""
    erasing = _Erasing(is_gone, in_area, forms)
    before = {each.number: each for batch in batches for each in batch.decisions}
    after = {number: erasing.decision(each) for number, each in before.items()}
    taken = {each.number for batch in batches for each in batch.taken_back}
    ended = {number for number, each in after.items() if not each.one and number not in taken}

    def backs(batch: Batch) -> Iterator[TakenBack]:
        for each in batch.taken_back:
            decision = after[each.number]
            why = erasing.note(decision.area, each.why) if decision.one else ""
            yield msgspec.structs.replace(each, why=why)
        for decision in batch.decisions:
            if decision.number in ended:
                yield TakenBack(number=decision.number, who=who, day=day, why=ERASED)

    written = tuple(
        msgspec.structs.replace(
            batch,
            decisions=tuple(after[each.number] for each in batch.decisions),
            taken_back=tuple(backs(batch)),
        )
        for batch in batches
    )
    notes = {
        back.number
        for old, new in zip(batches, written, strict=True)
        for back, now in zip(old.taken_back, new.taken_back, strict=False)
        if back != now
    }
    named = {n for n, each in before.items() if any(is_gone(each.area, key) for key in each.keys)}
    noted = {n for n, each in before.items() if after[n] != each} | notes
    same = any(
        each.verdict == "same" and number not in taken and _some_gone(each, is_gone)
        for number, each in before.items()
    )
    return Decided(written, tuple(sorted(named)), tuple(sorted(noted - named)), same)


def _some_gone(decision: Decision, is_gone: IsGone) -> bool:
    """Whether some of those that a decision names are erased, and some are not."""
    return len({is_gone(decision.area, key) for key in decision.keys}) > 1

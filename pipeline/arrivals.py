"""What came to the store, and on which day: the register's, or else that of the ingest."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from pipeline.cover import Cover
from pipeline.refusals import Refusal
from pipeline.returns import Returns, StoredReturn
from reports.status import Month


@dataclass(frozen=True)
class Held:
    """What a store holds: the covers of its sealed files and its refused files, both in the order
    received."""

    covers: Sequence[Cover]
    refusals: Sequence[Refusal]

    def by(self, day: date) -> "Held":
        """What had come by the end of a day."""
        return Held(
            [each for each in self.covers if _cover_came_on(each) <= day],
            [each for each in self.refusals if refusal_came_on(each) <= day],
        )


def return_dates(returns: Returns, refusals: Iterable[Refusal]) -> dict[Month, date]:
    """The return date of each month: that of most of its returns or, where none stands, of its
    refused files."""
    of_returns = [each.id.return_date for each in returns.standing]
    of_refusals = [each.return_date for each in refusals if each.return_date and is_somebodys(each)]
    return {**_commonest(of_refusals), **_commonest(of_returns)}


def _commonest(days: Iterable[date]) -> dict[Month, date]:
    """By month the day that is there most often, the latest of several."""
    found: dict[Month, Counter[date]] = defaultdict(Counter)
    for day in days:
        found[Month.of(day)][day] += 1
    return {
        month: max((number, day) for day, number in counts.items())[1]
        for month, counts in found.items()
    }


def is_somebodys(refusal: Refusal) -> bool:
    """Whether it is told whose return of what day a refused file was to be.  A day in the future
    is a slip."""
    day, ingested = refusal.return_date, refusal.received_at.astimezone(UTC).date()
    return refusal.agency is not None and day is not None and day <= ingested


def came_since(refusal: Refusal, month: Month) -> bool:
    return Month.of(refusal_came_on(refusal)) >= month


def _cover_came_on(cover: Cover) -> date:
    return cover.received_on or cover.delivery.received_at.astimezone(UTC).date()


def refusal_came_on(refusal: Refusal) -> date:
    return refusal.received_on or refusal.received_at.astimezone(UTC).date()


def came_on(each: StoredReturn) -> date:
    """The day on which the last of a return's files came."""
    return max(_cover_came_on(cover) for cover, _ in each.parts)

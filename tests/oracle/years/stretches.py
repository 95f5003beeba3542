"""An agency's stretches of work with a young person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..records import Record
from .history import Sent, Shown, begun

CLOSURE, AGE, UNKNOWN = "closure", "age", "unknown"
REASONS = (CLOSURE, AGE, UNKNOWN)  # the first of them is the reason, where several ends meet


def closed(record: Record) -> date | None:
    """The closure date, if there is one."""
    return record.dates.get("closure_date")


def over_the_limit(record: Record) -> bool:
    """Whether the contract's step 5 leaves the row out."""
    age, first = record.age, record.age_at_first_assessment
    return not (age is None or age < 18 or (age <= 25 and first is not None and first < 18))


def is_open(record: Record) -> bool:
    """Whether a row shows work that goes on."""
    return closed(record) is None and not over_the_limit(record)


@dataclass(frozen=True)
class Group:
    """The rows of one young person in one return, taken together."""

    sent: Sent
    rows: tuple[Record, ...]

    @property
    def begun(self) -> date | None:
        """The earliest date that any of the rows begins on; if it is open, of the open ones."""
        rows = [row for row in self.rows if is_open(row)] or self.rows
        return min((day for row in rows if (day := begun(row))), default=None)

    @property
    def is_open(self) -> bool:
        """Whether any row has no closure date and is not over the limit."""
        return any(is_open(row) for row in self.rows)

    @property
    def closed(self) -> date | None:
        """The latest closure date, if every row has one."""
        days = [closed(row) for row in self.rows]
        return None if None in days else max(day for day in days if day)

    @property
    def closures(self) -> list[tuple[date, date | None]]:
        """The closures of the rows and when each began, in the order of their days."""
        found = {(day, begun(row)) for row in self.rows if (day := closed(row))}
        return sorted(found, key=lambda each: (each[0], each[1] is None, each[1] or each[0]))

    @property
    def speaking(self) -> tuple[Record, ...]:
        """The rows that are not over the limit; if it is open, the open ones."""
        rows = [row for row in self.rows if is_open(row)] or self.rows
        return tuple(row for row in rows if not over_the_limit(row))

    def shows(self, day: date) -> bool:
        """Whether a row shows the young person as worked with on a day."""
        return any(
            (not (end := closed(row)) or end > day) and (not (begin := begun(row)) or begin <= day)
            for row in self.rows
            if not over_the_limit(row)
        )


@dataclass
class Stretch:
    """From the first day of the work to the first day without it; no `end` if it runs on."""

    agency: str
    begin: date
    end: date | None = None
    reason: str = ""
    groups: list[Group] = field(default_factory=list)

    def finish(self, day: date, reason: str) -> None:
        """End it on a day."""
        self.end, self.reason = day, reason

    def open_on(self, day: date) -> bool:
        """Whether the day is one of the stretch's."""
        return self.begin <= day and (self.end is None or day < self.end)


def groups_of(rows: Sequence[Shown]) -> dict[str, list[Group]]:
    """The rows of one young person by agency and return, in the order of return dates."""
    by_return: dict[tuple[str, date, str], list[Shown]] = {}
    for shown in rows:
        sent = shown.sent
        by_return.setdefault((sent.agency, sent.day, sent.area.key), []).append(shown)
    found: dict[str, list[Group]] = {}
    for (agency, _, _), together in sorted(by_return.items(), key=lambda item: item[0]):
        group = Group(together[0].sent, tuple(shown.record for shown in together))
        found.setdefault(agency, []).append(group)
    return found


def first_day(group: Group, made: Sequence[Stretch]) -> date:
    """When the stretch begins that an open row opens."""
    if group.begun is None:
        return group.sent.day
    last = made[-1].end if made else None
    return group.sent.day if last and group.begun < last else group.begun


def of_its_own(
    group: Group, made: Sequence[Stretch], closure: date, begin: date | None
) -> Stretch | None:
    """The stretch that a closed row makes where none is running; of one day if it says that it
    began and ended on that.

    Rows over the limit make none: nothing says that they were ever within it, and no row of
    such a stretch could speak.
    """
    start = begin or group.sent.day
    if made and made[-1].end:
        start = max(start, made[-1].end)
    if not group.speaking or closure < start or (closure == start and start != begin):
        return None
    return Stretch(group.sent.agency, start, closure, CLOSURE, [group])


def lasted(begin: date, end: date, reason: str) -> bool:
    """Whether there was any such work: what a closure ends may have lasted a day."""
    return begin < end or (begin == end and reason == CLOSURE)


def stretches_of(groups: Sequence[Group]) -> list[Stretch]:
    """The stretches of one agency for one young person."""
    made: list[Stretch] = []
    running: Stretch | None = None
    for group in groups:
        if running:
            missed = running.groups[-1].sent.until
            if missed and missed < group.sent.day and group.begun and group.begun >= missed:
                running.finish(missed, UNKNOWN)
                running = None
        closure = group.closed
        if group.is_open:
            if running is None:
                running = Stretch(group.sent.agency, first_day(group, made))
                made.append(running)
            running.groups.append(group)
        elif closure is None:
            for stretch in made:
                if stretch.open_on(group.sent.day):
                    stretch.finish(group.sent.day, AGE)
            if running and running.end is None:  # it was to begin later
                running.finish(running.begin, AGE)
            running = None
        else:
            for day, begin in group.closures:
                last = made[-1] if made else None
                if running:
                    if day >= running.begin:
                        running.groups.append(group)
                        running.finish(day, CLOSURE)
                        running = None
                elif last and last.reason == CLOSURE and last.begin == begin:
                    if day >= last.begin:
                        last.end = day
                else:
                    own = of_its_own(group, made, day, begin)
                    made += [own] if own else []
    if running and running.groups[-1].sent.until:
        running.finish(running.groups[-1].sent.until, UNKNOWN)
    return [each for each in made if each.end is None or lasted(each.begin, each.end, each.reason)]

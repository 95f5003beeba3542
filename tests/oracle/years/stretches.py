"""An agency's stretches of work with a young person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..records import Record
from .history import Sent, Shown

CLOSURE, AGE, UNKNOWN = "closure", "age", "unknown"
REASONS = (CLOSURE, AGE, UNKNOWN)  # the first of them is the reason, where several ends meet


def begun(record: Record) -> date | None:
    """The referral date or, without one, the first assessment date."""
    return record.dates.get("referral_date", record.dates.get("first_assessment_date"))


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


def of_its_own(group: Group, made: Sequence[Stretch], closure: date) -> Stretch | None:
    """The stretch that closed rows make where none is running, if it has a day.

    Rows over the limit make none: nothing says that they were ever within it, and no row of
    such a stretch could speak.
    """
    begin = group.begun or group.sent.day
    if made and made[-1].end:
        begin = max(begin, made[-1].end)
    if begin >= closure or not group.speaking:
        return None
    return Stretch(group.sent.agency, begin, closure, CLOSURE, [group])


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
        elif running:
            if closure > running.begin:
                running.groups.append(group)
                running.finish(closure, CLOSURE)
                running = None
        else:
            own = of_its_own(group, made, closure)
            made += [own] if own else []
    if running and running.groups[-1].sent.until:
        running.finish(running.groups[-1].sent.until, UNKNOWN)
    return [each for each in made if each.end is None or each.begin < each.end]

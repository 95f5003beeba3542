"""An agency's stretches of work with a young person, from its rows over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Literal

import duckdb
import pyarrow as pa

State = Literal["open", "closed", "over"]
Reason = Literal["closure", "age", "unknown"]

# What each return of an agency says of a young person: open if any row is; closed, on the latest
# day, if all are; else over the age limit.
_RETURNED = """
create table returned as
select person, agency_key, return_date,
  case when bool_and(until is not null) then max(until) end as until,
  case when bool_or(not over and closure_date is null) then 'open'
       when bool_and(closure_date is not null) then 'closed'
       else 'over' end as state,
  bool_and(over) as over,
  min(begins) filter (where not over and closure_date is null) as open_begins,
  min(begins) as begins,
  list_sort(list(distinct {'on': closure_date, 'begins': begins})
    filter (where closure_date is not null)) as closures
from current_rows join row_ranks on row_ranks.row_id = current_rows.rowid
group by person, agency_key, return_date
"""

# Returns one after the other that show somebody open, without one between that does not, are one
# event.
_EVENTS = """
with beside as (
  select *, lag(state) over chain as state_before, lag(until) over chain as until_before
  from returned window chain as (partition by person, agency_key order by return_date)
), numbered as (
  select *, sum(case when state = 'open' and state_before = 'open' and until_before = return_date
                     then 0 else 1 end)
    over (partition by person, agency_key order by return_date) as event
  from beside
)
select person, agency_key,
  any_value(state) as state, bool_and(over) as over,
  min(return_date) as first_row, max(return_date) as last_row,
  last(until order by return_date) as until,
  case when any_value(state) = 'open' then first(open_begins order by return_date)
       else min(begins) end as begins,
  case when any_value(state) = 'closed' then any_value(closures) end as closures
from numbered
group by person, agency_key, event
order by person, agency_key, first_row
"""

_STRETCHES = """
create table stretches as
select found_stretches.*, places.place, places.region
from found_stretches
join (select person, any_value(place) as place, any_value(region) as region
      from current_rows join row_ranks on row_ranks.row_id = current_rows.rowid
      group by person) as places using (person)
"""

# The returns that tell of a stretch.
_TOLD = """
create table told as
select returned.person, returned.agency_key, found_told.nth, returned.return_date, returned.state
from found_told
join returned using (person, agency_key)
where returned.return_date between found_told.first_row and found_told.last_row
  and not returned.over
"""

_OF_AGENCY = (("person", pa.int64()), ("agency_key", pa.string()), ("nth", pa.int32()))
_STRETCH = pa.schema(
    [*_OF_AGENCY, ("begins", pa.date32()), ("ends", pa.date32()), ("reason", pa.string())]
)
_ROWS = pa.schema([*_OF_AGENCY, ("first_row", pa.date32()), ("last_row", pa.date32())])


@dataclass(frozen=True, slots=True, order=True)
class Closure:
    """That work ended (or is to end) on a day, and when it began, if that is said."""

    on: date
    begins: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """What an agency says of a young person from the return of `first_row` to that of `last_row`;
    `until`: when its next return speaks (None: none does); `begins`: referral or first assessment;
    `over`: the age limit is reached; `closures`: of closed rows, in the order of their days."""

    state: State
    over: bool
    first_row: date
    last_row: date
    until: date | None
    begins: date | None
    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """An agency's work with a young person: open from `begins` to the day before `ends` (None: it
    goes on; on the same day: it began and ended then); `told_by` are the first and last dates of
    the returns that tell of it."""

    begins: date
    ends: date | None
    reason: Reason | None
    told_by: tuple[tuple[date, date], ...]


def make_stretches(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes, from the tables of pipeline.years.history, the table `stretches` (`person`,
    `agency_key`, `nth` of that agency, `begins`, `ends`, `reason`, `place`, `region`) and the table
    `told`: the returns that tell of each stretch, with what each says (`state`)."""
    connection.execute(_RETURNED)
    rows = connection.execute(_EVENTS).fetchall()
    found = [
        (person, agency, nth, each)
        for (person, agency), of_agency in groupby(rows, key=lambda row: (row[0], row[1]))
        for nth, each in enumerate(stretches_of(map(_event, of_agency)), start=1)
    ]
    stretches = [(*key, each.begins, each.ends, each.reason) for *key, each in found]
    told = [(*key, *dates) for *key, each in found for dates in each.told_by]
    connection.register("found_stretches", _table(stretches, _STRETCH))
    connection.register("found_told", _table(told, _ROWS))
    connection.execute(_STRETCHES)
    connection.execute(_TOLD)
    connection.unregister("found_stretches")
    connection.unregister("found_told")


def _event(row: tuple[Any, ...]) -> Event:
    _, _, state, over, first_row, last_row, until, begins, closures = row
    return Event(
        state=state,
        over=over,
        first_row=first_row,
        last_row=last_row,
        until=until,
        begins=begins,
        closures=tuple(Closure(each["on"], each["begins"]) for each in closures or ()),
    )


def _table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table(
        {name: pa.array(column) for name, column in zip(schema.names, columns, strict=True)},
        schema=schema,
    )


@dataclass(frozen=True, slots=True)
class _Running:
    """A stretch that has not ended; `until` is when a return speaks that is not known to go on with
    it."""

    begins: date
    told_by: tuple[tuple[date, date], ...]
    until: date | None

    def with_event(self, event: Event) -> "_Running":
        return _Running(self.begins, (*self.told_by, _dates(event)), event.until)

    def ended(self, on: date | None, reason: Reason | None) -> Stretch:
        return Stretch(self.begins, on, reason, self.told_by)

    def is_missed_by(self, event: Event) -> bool:
        """Whether a return before the event lacked the young person, and this is a later
        referral."""
        if self.until is None or event.begins is None:
            return False
        return self.until < event.first_row and self.until <= event.begins


def stretches_of(events: Iterable[Event]) -> list[Stretch]:
    """The stretches of one agency's work with one young person, from what its returns say in the
    order of their dates.

    A row without closure opens a stretch, at the referral or, without one or where it is before the
    last stretch's end, at the return's date; it goes on while the returns have the young person.  A
    closure not before its beginning ends it, on that day; so does the age limit, on the return's.
    Where a return lacks the young person it is unknown from then on, unless a later row goes on
    with it: one whose referral is not on or after that return's date.
    """
    made: list[Stretch] = []
    running: _Running | None = None
    for event in events:
        if running is not None and running.is_missed_by(event):
            made.append(running.ended(running.until, "unknown"))
            running = None
        match event.state:
            case "open":
                running = (running or _opened(event, made)).with_event(event)
            case "over":
                made = [_over_from(each, event.first_row) for each in made]
                if running is not None:
                    made.append(running.ended(max(event.first_row, running.begins), "age"))
                running = None
            case "closed":
                for closure in event.closures:
                    if running is None:
                        made = _with_closure(made, closure, event)
                    elif closure.on >= running.begins:
                        made.append(running.with_event(event).ended(closure.on, "closure"))
                        running = None
    if running is not None:
        made.append(running.ended(running.until, "unknown" if running.until else None))
    return [each for each in made if _is_any(each)]


def _opened(event: Event, made: Sequence[Stretch]) -> _Running:
    begins = event.begins
    last_end = made[-1].ends if made else None
    if begins is None or (last_end is not None and begins < last_end):
        begins = event.first_row
    return _Running(begins, (), event.until)


def _with_closure(made: list[Stretch], closure: Closure, event: Event) -> list[Stretch]:
    """With the stretch of somebody who is first told of when all is over or its end is planned
    (none of who is over the age limit by then); or with the last stretch's end corrected, where the
    same beginning has another closure now."""
    last = made[-1] if made else None
    if last is not None and last.reason == "closure" and closure.begins == last.begins:
        if closure.on < last.begins:
            return made
        return [*made[:-1], replace(last, ends=closure.on)]
    begins = closure.begins or event.first_row
    if last is not None and last.ends is not None:
        begins = max(begins, last.ends)
    said = begins == closure.begins
    if event.over or closure.on < begins or (closure.on == begins and not said):
        return made
    return [*made, Stretch(begins, closure.on, "closure", (_dates(event),))]


def _dates(event: Event) -> tuple[date, date]:
    return event.first_row, event.last_row


def _over_from(stretch: Stretch, day: date) -> Stretch:
    """A stretch that was to go on (its end is planned) ends with the age limit."""
    if stretch.ends is not None and stretch.begins <= day < stretch.ends:
        return replace(stretch, ends=day, reason="age")
    return stretch


def _is_any(stretch: Stretch) -> bool:
    """Work that ends by a closure may have lasted a day; what ends otherwise has to have begun."""
    if stretch.ends is None or stretch.ends > stretch.begins:
        return True
    return stretch.ends == stretch.begins and stretch.reason == "closure"

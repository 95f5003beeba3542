"""Who stands in which of two returns: by identifier, for all returns at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.places import Numbers
from pipeline.changes_rows import NO_RETURN, ReturnRows
from pipeline.returns import ReturnId
from schemas.codebook import NOT_KNOWN, Kind, Question
from schemas.sql_connection import connected

# Answers that stay what they were: by them it is told whether two areas' returns have the same
# young person.
_STEADY = (
    "gender", "date_of_birth", "ethnicity", "nationality", "age_at_first_assessment",
    "referral_date", "first_assessment_date",
)  # fmt: skip

# Where each area's return is numbered 1, 2, 3, equal identifiers mean nothing.  Equal dates do, or
# an equal age beside two other answers: most young people are of one gender and one nationality.
_BESIDE_A_NUMBER = 3

# `nth` and `times` pair the rows of an identifier that stands several times, in their order.  A row
# that was refused is there all the same: its young person is neither new nor gone for that.
_IDENTIFIED = """
create table identified as
select row, number, identifier, quarantined,
  row_number() over by_row as nth,
  count(*) over (partition by number, identifier) as times,
  first_value(row) over by_row as first
from rows
where identifier is not null and number <> {no_return}
window by_row as (partition by number, identifier order by row)
"""

# Young people by what stays what it was of them.
_SOMEONE = """
create table someone as
select number, identifier, hash({steady}) as steady, any_value(agency) as agency,
  bool_or({telling} or (
    numbering is distinct from 'own' and not regexp_full_match(identifier, '[0-9]{{1,3}}')
  )) as is_someone
from rows join returns using (number)
where identifier is not null
group by number, identifier, steady
"""

_PEOPLE = "select number, count(*) as people from identified where nth = 1 group by number"

_KEPT = """
select held.link, mine.row as now, theirs.row as before, mine.first,
  mine.times = 1 and not (mine.quarantined or theirs.quarantined) as sure,
  mine.quarantined = theirs.quarantined as alike
from held
join identified as mine on mine.number = held.now
join identified as theirs on theirs.number = held.earlier
     and theirs.identifier = mine.identifier
     and theirs.nth = mine.nth and theirs.times = mine.times
order by held.link, mine.row
"""

_ONLY_IN = """
select held.link, mine.row
from held
join identified as mine on mine.number = held.{one} and mine.nth = 1
where not exists (
  select 1 from identified as theirs
  where theirs.number = held.{other} and theirs.identifier = mine.identifier
)
order by held.link, mine.row
"""

# Who was in the area's own earlier return belongs there, unless the other area had them too.
_ELSEWHERE = """
select mine.number as now, theirs.number as other, count(distinct mine.identifier) as same
from other_areas
join someone as mine on mine.number = other_areas.now and mine.is_someone
join someone as theirs on theirs.number = other_areas.other and theirs.agency = mine.agency
     and theirs.identifier = mine.identifier and theirs.steady = mine.steady
where not exists (
    select 1 from someone as before
    where before.number = other_areas.earlier and before.identifier = mine.identifier
      and before.steady = mine.steady
  )
  or exists (
    select 1 from someone as before
    where before.number = other_areas.others_earlier and before.identifier = mine.identifier
      and before.steady = mine.steady
  )
group by all
order by all
"""


@dataclass(frozen=True)
class OtherArea:
    """The same agency's return for another area; `earlier` is that area's one before it if both
    are of one day with the return that is held against them, else None."""

    id: ReturnId
    earlier: ReturnId | None


@dataclass(frozen=True)
class Held:
    """A return, the same agency's and area's earlier one (None: there is none), and the agency's
    for other areas: those of the same day and the latest before it."""

    now: ReturnId
    earlier: ReturnId | None
    elsewhere: tuple[OtherArea, ...]


@dataclass(frozen=True)
class Kept:
    """The rows of the identifiers that stand equally often in both returns, in the order of the
    later ones.

    `link` is the index of the two returns, `now` and `before` are rows, `first` is the first row of
    the identifier in the later one.  `sure`: the identifier stands once in each, in a row that was
    not refused; `alike`: both rows were refused, or neither.
    """

    link: Numbers
    now: Numbers
    before: Numbers
    first: Numbers
    sure: npt.NDArray[np.bool_]
    alike: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Matches:
    """Who stands where, by distinct identifiers; rows that were refused count as there if their
    identifier is known.

    `people` are the young people of each return.  `new` and `gone` are rows by the index in what
    was given, one a young person: `people` before, less `gone`, with `new`, are those of now.
    `elsewhere`: for a return and that of another area, how many young people of the one are those
    of the other and not of the one's own earlier return (or of both areas' earlier ones).
    """

    people: Mapping[ReturnId, int]
    kept: Kept
    new: Mapping[int, Numbers]
    gone: Mapping[int, Numbers]
    elsewhere: Mapping[tuple[ReturnId, ReturnId], int]


def matches_in(rows: ReturnRows, held: Sequence[Held]) -> Matches:
    """Matches each return of `held` with those it is held against."""
    with _identified(rows) as connection:
        connection.register("held", _earlier_table(rows, held))
        connection.register("other_areas", _elsewhere_table(rows, held))
        people = dict(connection.sql(_PEOPLE).fetchall())
        kept = connection.sql(_KEPT).to_arrow_table()
        new = connection.sql(_ONLY_IN.format(one="now", other="earlier")).to_arrow_table()
        gone = connection.sql(_ONLY_IN.format(one="earlier", other="now")).to_arrow_table()
        elsewhere = connection.sql(_ELSEWHERE).fetchall()
    ids = list(rows.numbers)
    link, now, before, first = (
        kept[name].to_numpy() for name in ("link", "now", "before", "first")
    )
    sure, alike = (kept[name].to_numpy().astype(bool) for name in ("sure", "alike"))
    return Matches(
        {id_: people.get(number, 0) for id_, number in rows.numbers.items()},
        Kept(link, now, before, first, sure, alike),
        _by_link(new),
        _by_link(gone),
        {(ids[now], ids[other]): same for now, other, same in elsewhere},
    )


@contextmanager
def _identified(rows: ReturnRows) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the tables `identified` and `someone`."""
    steady = [question for question in rows.questions if question.name in _STEADY]
    names = [question.name for question in steady]
    sent = rows.table.select(["identifier", "numbering", "quarantined", *names])
    sent = sent.append_column("row", pa.array(np.arange(sent.num_rows)))
    sent = sent.append_column("number", pa.array(rows.number))
    agencies = {name: n for n, name in enumerate(dict.fromkeys(id_.agency for id_ in rows.numbers))}
    returns = pa.table(
        {
            "number": pa.array(rows.numbers.values(), pa.int64()),
            "agency": pa.array([agencies[id_.agency] for id_ in rows.numbers], pa.int64()),
        }
    )
    someone = _SOMEONE.format(
        steady=", ".join(_known(each) for each in steady) or "0", telling=_telling(steady)
    )
    with connected() as connection:
        connection.register("rows", sent)
        connection.register("returns", returns)
        connection.execute(_IDENTIFIED.format(no_return=NO_RETURN))
        connection.execute(someone)
        yield connection


def _known(question: Question) -> str:
    """The answer to a question in SQL, null where it is not known."""
    name = question.name
    return (
        f"nullif({name}::varchar, '{NOT_KNOWN}')" if question.kind in ("one", "district") else name
    )


def _telling(steady: Sequence[Question]) -> str:
    """The SQL condition that the answers tell a young person from others without an identifier;
    never null."""

    def answered(*kinds: Kind) -> str:
        terms = [f"({_known(each)} is not null)::integer" for each in steady if each.kind in kinds]
        return f"({' + '.join(terms) or '0'})"

    every = answered("one", "number", "date")
    return f"({answered('date')} > 0 or {answered('number')} > 0 and {every} >= {_BESIDE_A_NUMBER})"


def _earlier_table(rows: ReturnRows, held: Sequence[Held]) -> pa.Table:
    found = [
        (link, rows.numbers[each.now], rows.numbers[each.earlier])
        for link, each in enumerate(held)
        if each.earlier is not None
    ]
    return _table(("link", "now", "earlier"), found)


def _elsewhere_table(rows: ReturnRows, held: Sequence[Held]) -> pa.Table:
    found = [
        (
            rows.numbers[each.now],
            rows.numbers[other.id],
            _number(rows, each.earlier),
            _number(rows, other.earlier),
        )
        for each in held
        for other in each.elsewhere
    ]
    return _table(("now", "other", "earlier", "others_earlier"), found)


def _number(rows: ReturnRows, id_: ReturnId | None) -> int:
    return NO_RETURN if id_ is None else rows.numbers[id_]


def _table(names: tuple[str, ...], found: Sequence[tuple[int, ...]]) -> pa.Table:
    columns = list(zip(*found, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, pa.int64()) for column in columns], names)


def _by_link(table: pa.Table) -> Mapping[int, Numbers]:
    """The rows of each link; they stand in the order of links."""
    link, row = table["link"].to_numpy(), table["row"].to_numpy()
    begins = np.flatnonzero(np.diff(link, prepend=-1))
    return dict(zip(link[begins].tolist(), np.split(row, begins[1:]), strict=False))

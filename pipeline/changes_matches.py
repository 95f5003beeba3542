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

# Answers that stay what they were: by them it is told whether two areas' returns have the same
# young person.
_STEADY = (
    "gender", "date_of_birth", "ethnicity", "nationality", "age_at_first_assessment",
    "referral_date", "first_assessment_date",
)  # fmt: skip

# Where each area's return is numbered 1, 2, 3, equal identifiers mean nothing.  Equal dates do, or
# an equal age beside two other answers: most young people are of one gender and one nationality.
_BESIDE_A_NUMBER = 3

# `nth` and `times` pair the rows of an identifier that stands several times, in their order.
_IDENTIFIED = """
create table identified as
select row, number, identifier, quarantined, agency, hash({steady}) as steady,
  {telling} or (
    numbering is distinct from 'own' and not regexp_full_match(identifier, '[0-9]{{1,3}}')
  ) as is_someone,
  row_number() over (partition by number, identifier, quarantined order by row) as nth,
  count(*) over (partition by number, identifier, quarantined) as times
from rows join returns using (number)
where identifier is not null
"""

_KEPT = """
select held.link, mine.row as now, theirs.row as before, mine.times = 1 as once
from held
join identified as mine on mine.number = held.now and not mine.quarantined
join identified as theirs on theirs.number = held.earlier and not theirs.quarantined
     and theirs.identifier = mine.identifier
     and theirs.nth = mine.nth and theirs.times = mine.times
order by held.link, mine.row
"""

# A row that was refused is there all the same: its young person is neither new nor gone.
_ONLY_IN = """
select held.link, mine.row
from held
join identified as mine on mine.number = held.{one} and not mine.quarantined and mine.times = 1
where not exists (
  select 1 from identified as theirs
  where theirs.number = held.{other} and theirs.identifier = mine.identifier
)
order by held.link, mine.row
"""

_ELSEWHERE = """
select mine.number as now, theirs.number as other, count(*) as same
from identified as mine
join identified as theirs on theirs.agency = mine.agency and theirs.identifier = mine.identifier
     and theirs.steady = mine.steady and theirs.nth = mine.nth and theirs.times = mine.times
     and not theirs.quarantined
join other_areas on other_areas.now = mine.number and other_areas.other = theirs.number
where not mine.quarantined and mine.is_someone
  and not exists (
    select 1 from identified as before
    where before.number = other_areas.earlier and before.identifier = mine.identifier
      and before.steady = mine.steady
  )
group by all
order by all
"""


@dataclass(frozen=True)
class Held:
    """A return, the same agency's and area's earlier one (None: there is none), and the agency's
    latest ones for other areas."""

    now: ReturnId
    earlier: ReturnId | None
    elsewhere: tuple[ReturnId, ...]


@dataclass(frozen=True)
class Kept:
    """Young people that stand in both returns, in the order of the later ones: `link` is the index
    of the two returns, `now` and `before` are rows; `once`: the identifier stands once in each."""

    link: Numbers
    now: Numbers
    before: Numbers
    once: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Matches:
    """`new` and `gone` are rows by the index in what was given; `elsewhere`: for a return and that
    of another area, how many young people of the one are those of the other and not of the one's
    own earlier return."""

    kept: Kept
    new: Mapping[int, Numbers]
    gone: Mapping[int, Numbers]
    elsewhere: Mapping[tuple[ReturnId, ReturnId], int]


def matches_in(rows: ReturnRows, held: Sequence[Held]) -> Matches:
    """Matches each return of `held` with those it is held against.

    An identifier that stands several times in a return is neither new nor gone.
    """
    with _identified(rows) as connection:
        connection.register("held", _earlier_table(rows, held))
        connection.register("other_areas", _elsewhere_table(rows, held))
        kept = connection.sql(_KEPT).to_arrow_table()
        new = connection.sql(_ONLY_IN.format(one="now", other="earlier")).to_arrow_table()
        gone = connection.sql(_ONLY_IN.format(one="earlier", other="now")).to_arrow_table()
        elsewhere = connection.sql(_ELSEWHERE).fetchall()
    ids = list(rows.numbers)
    link, now, before, once = (kept[name].to_numpy() for name in ("link", "now", "before", "once"))
    return Matches(
        Kept(link, now, before, once.astype(bool)),
        _by_link(new),
        _by_link(gone),
        {(ids[now], ids[other]): same for now, other, same in elsewhere},
    )


@contextmanager
def _identified(rows: ReturnRows) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the table `identified`."""
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
    query = _IDENTIFIED.format(
        steady=", ".join(_known(each) for each in steady) or "0", telling=_telling(steady)
    )
    with duckdb.connect() as connection:
        connection.register("rows", sent)
        connection.register("returns", returns)
        connection.execute(query)
        yield connection


def _known(question: Question) -> str:
    """The answer to a question in SQL, null where it is not known."""
    name = question.name
    return f"nullif({name}::varchar, '{NOT_KNOWN}')" if question.kind == "one" else name


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
        (rows.numbers[each.now], rows.numbers[other], _number(rows, each.earlier))
        for each in held
        for other in each.elsewhere
    ]
    return _table(("now", "other", "earlier"), found)


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

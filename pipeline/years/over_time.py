"""The store read as a history: returns, rows, young people and their stretches up to a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.duplicates.decision_store import standing_decisions
from pipeline.duplicates.decisions import DecisionUse
from pipeline.returns import StoredReturn, stored_returns
from pipeline.store import Store
from pipeline.unchanged import unchanged
from pipeline.years.history import read_history
from pipeline.years.period import Period
from pipeline.years.speaking import Speaking, speaking_returns
from pipeline.years.spells import AgencyAtPlace
from pipeline.years.stretches import make_stretches
from schemas.areas import Areas, Place
from schemas.codebook import Codebook
from schemas.errors import UserError


class NoReturnsInTime(UserError):
    """No return in the store is of the period."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the store: the days from `first` to `end`, and so everything up to `end`, as
    of a moment (None: now), of all places or of one alone (`board`, its code on `end`)."""

    store: Store
    first: date
    end: date
    as_of: datetime | None = None
    board: str | None = None
    agencies: Agencies = NO_AGENCIES


@dataclass(frozen=True)
class OverTime:
    """The returns of England up to a day, with how long each speaks, in the order of their dates,
    and how each of people's decisions stands.  `connection` holds the tables of
    pipeline.years.history and stretches; `end` is the last day, on which places are called as they
    are here."""

    connection: duckdb.DuckDBPyConnection
    end: date
    speaking: tuple[Speaking, ...]
    uses: tuple[DecisionUse, ...]
    areas: Areas

    @property
    def returns(self) -> tuple[StoredReturn, ...]:
        return tuple(each.returned for each in self.speaking)

    def place_of(self, returned: StoredReturn) -> Place:
        return self.areas.place_on(returned.area, self.end)

    def returns_in(self, period: Period) -> tuple[StoredReturn, ...]:
        """The returns dated in the period."""
        return tuple(
            each for each in self.returns if period.first <= each.id.return_date <= period.last
        )

    def sent_in_each(self, months: tuple[Period, ...]) -> frozenset[AgencyAtPlace]:
        """The agencies and places with a return dated in each of the months."""
        return frozenset.intersection(
            *(
                frozenset((each.id.agency, self.place_of(each).code) for each in of_month)
                for of_month in map(self.returns_in, months)
            )
        )


def _counts(place: Place, board: str | None) -> bool:
    """Whether a place is in England and, where a board is asked for, is that."""
    return place.region is not None and board in (None, place.code)


def _is_any(speaking: tuple[Speaking, ...], asked: Asked) -> bool:
    """Whether a return is dated in the days asked for; for a board one of before will do, as its
    agency's silence ends nobody."""
    if asked.board is not None:
        return bool(speaking)
    return any(asked.first <= each.returned.id.return_date for each in speaking)


def read_over_time(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    areas: Areas,
    codebook: Codebook,
    progress: Callable[[str], None] = lambda _: None,
) -> OverTime:
    """Reads all returns up to the day `asked.end`, each sealed file once.

    Raises NoReturnsInTime if none is dated in the days asked for, StoreError if the store is
    damaged.
    """
    with unchanged(asked.store):
        return _read(connection, asked, areas, codebook, progress)


def _read(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    areas: Areas,
    codebook: Codebook,
    progress: Callable[[str], None],
) -> OverTime:
    returns = stored_returns(asked.store.covers(), areas, asked.as_of, asked.agencies)
    speaking = tuple(
        each
        for each in speaking_returns(returns.standing, asked.end, areas)
        if _counts(areas.place_on(each.returned.area, asked.end), asked.board)
    )
    if not _is_any(speaking, asked):
        where = "" if asked.board is None else f" for {areas.name_of(asked.board)}"
        held = "has" if asked.as_of is None else f"had, at {asked.as_of.isoformat()},"
        days = f"from {asked.first} to" if asked.board is None else "up to"
        raise NoReturnsInTime(
            f"The store {held} no return{where} dated {days} {asked.end}. "
            "`lscb status` lists what is stored."
        )
    decisions = standing_decisions(asked.store, asked.as_of)
    history = read_history(
        connection,
        asked.store,
        speaking,
        asked.end,
        areas,
        codebook,
        decisions,
        asked.agencies,
    )
    progress("returns")
    make_stretches(connection)
    progress("young people")
    return OverTime(connection, asked.end, speaking, history.uses, areas)

"""`lscb.toml`: what a board sets for itself."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from ingest.agencies import NO_AGENCIES, Agencies


@dataclass(frozen=True)
class ChangeThresholds:
    """From where on a return is odd beside the agency's and area's earlier one.

    `rows_down`: this share of the rows is gone; `new_identifiers`: more than this share of the
    identifiers was not there before; `unchanged`: at least this share of the young people is there
    with the same answers (then it may be last month's file); `other_area`: at least this share of
    the identifiers is that of the agency's return for another area.  None is said of returns with
    fewer than `least_rows` rows.
    """

    rows_down: float = 0.5
    new_identifiers: float = 0.2
    unchanged: float = 1.0
    other_area: float = 0.5
    least_rows: int = 5


@dataclass(frozen=True)
class Configuration:
    """`due_days`: days after the return date by which a return is due, for agencies of which
    agencies.csv does not say it; None: nothing is late."""

    agencies: Agencies = NO_AGENCIES
    due_days: int | None = None
    changes: ChangeThresholds = field(default_factory=ChangeThresholds)

    def due_day(self, agency: str, return_date: date) -> date | None:
        """The last day on which an agency's return of a day is in time."""
        found = self.agencies.of(agency)
        days = self.due_days if found is None or found.due_days is None else found.due_days
        return None if days is None else return_date + timedelta(days=days)


NO_CONFIGURATION = Configuration()

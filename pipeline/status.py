"""What the store tells of each agency, area and month: who sent, who is late, who is missing."""

from dataclasses import dataclass
from datetime import date

from pipeline.arrivals import Held, came_since, is_somebodys, return_dates
from pipeline.configuration import Configuration
from pipeline.expected import senders_of
from pipeline.returns import stored_returns
from pipeline.status_lines import StatusLines
from pipeline.status_warnings import month_warnings
from pipeline.store import Store
from reports.status import Month, Status, StatusLine
from schemas.areas import Areas
from schemas.codebook import Codebook


@dataclass(frozen=True)
class Span:
    """The months that are wanted; None: from the first, to the last."""

    first: Month | None = None
    last: Month | None = None

    def holds(self, month: Month) -> bool:
        return (self.first is None or self.first <= month) and (
            self.last is None or month <= self.last
        )

    @property
    def only(self) -> Month | None:
        """The month, where it is one."""
        return self.first if self.first == self.last else None


ALL_MONTHS = Span()


def status_of(
    held: Held,
    store: Store,
    areas: Areas,
    codebook: Codebook,
    configuration: Configuration,
    on: date,
    span: Span = ALL_MONTHS,
) -> Status:
    """The status on the day `on` of what `store` held then.

    Months are those with a return or a refused file, and the one that `span` names alone.  A return
    is late if it first came after the day on which it was due, whatever replaced it since.  Those
    of the last month have their warnings.  Raises StoreError if a sealed file is damaged.
    """
    returns = stored_returns(held.covers, areas, agencies=configuration.agencies)
    days = return_dates(returns, held.refusals)
    senders = senders_of(returns.standing, days, areas, configuration.agencies)
    months = {month for month in (*days, span.only) if month is not None and span.holds(month)}
    latest = max(months, default=None)
    warnings = (
        month_warnings(latest, returns.standing, store, codebook, areas, configuration)
        if latest is not None
        else {}
    )
    maker = StatusLines(returns, held.refusals, senders, codebook, configuration, on, warnings)
    lines = [line for month in months for line in maker.of_month(month)]
    return Status(
        on=on,
        months=tuple(sorted(months)),
        lines=tuple(sorted(lines, key=_order)),
        agencies_named=bool(configuration.agencies.agencies),
        nobodys_files=sum(
            not is_somebodys(each) and latest is not None and came_since(each, latest)
            for each in held.refusals
        ),
    )


def _order(line: StatusLine) -> tuple[object, ...]:
    return (
        line.agency.casefold(),
        line.agency,
        line.area or "",
        line.month,
        line.return_date or line.month.last_day,
        line.received.isoformat() if line.received else "",
    )

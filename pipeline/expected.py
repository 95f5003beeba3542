"""Who sends returns, and of whom a return is expected in a month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ingest.agencies import Agencies
from pipeline.returns import StoredReturn
from reports.status import Month, Unexpected
from schemas.areas import Areas


@dataclass(frozen=True)
class Sender:
    """An agency, by its key, in an area, by its code in a month; None: the area is not said."""

    agency: str
    area: str | None


@dataclass(frozen=True)
class Senders:
    """`days` is the return date of each month, `since` the month in which an agency (its key) first
    sent for an area (its code then)."""

    areas: Areas
    agencies: Agencies
    days: Mapping[Month, date]
    since: Mapping[tuple[str, str], Month]

    def day_of(self, month: Month) -> date:
        """The return date of a month; its last day where nothing says it."""
        return self.days.get(month, month.last_day)

    def sender(self, agency: str, area: str | None, month: Month) -> Sender:
        """The sender of a return of `month`, for an agency as written and the code of an area."""
        return Sender(self.agencies.key_of(agency), self._area_in(area, month))

    def _area_in(self, area: str | None, month: Month) -> str | None:
        if area is None or not self.areas.knows(area):
            return area
        return self.areas.place_on(area, self.day_of(month)).code

    def before(self, month: Month) -> set[Sender]:
        """Those that sent in an earlier month."""
        return {
            Sender(agency, self._area_in(area, month))
            for (agency, area), since in self.since.items()
            if since < month and self.areas.knows(area)
        }

    def expected(self, month: Month) -> set[Sender]:
        """Those of whom a return is expected: by agencies.csv or, without one, all that sent
        before.  An agency is expected from its column `from` to its column `to`.

        An agency of which agencies.csv names no area is expected where it sent before or, if it
        never did, in some area: that is a sender without area.
        """
        before = self.before(month)
        if not self.agencies.agencies:
            return before
        found: set[Sender] = set()
        for each in self.agencies.agencies:
            if not each.sends_on(self.day_of(month)):
                continue
            key = self.agencies.key_of(each.name)
            if each.areas:
                found |= {Sender(key, self._code(text, month)) for text in each.areas}
            else:
                known = {sender for sender in before if sender.agency == key}
                found |= known or {Sender(key, None)}
        return found

    def unexpected(self, sender: Sender, month: Month) -> Unexpected | None:
        """Why agencies.csv does not expect a sender that is not among the expected; None without
        an agencies.csv."""
        if not self.agencies.agencies:
            return None
        agency = self.agencies.of(sender.agency)
        if agency is None:
            return "agency"
        is_named = not agency.areas or any(
            self._code(text, month) == sender.area for text in agency.areas
        )
        return "month" if is_named and not agency.sends_on(self.day_of(month)) else "area"

    def _code(self, text: str, month: Month) -> str:
        """The code of an area as agencies.csv writes it; what names none stays as it is."""
        return self.areas.code_of(text, self.day_of(month)) or text


def senders_of(
    returns: Iterable[StoredReturn], days: Mapping[Month, date], areas: Areas, agencies: Agencies
) -> Senders:
    """The senders of the returns that stand."""
    since: dict[tuple[str, str], Month] = {}
    for each in returns:
        key, month = (agencies.key_of(each.agency), each.area), Month.of(each.id.return_date)
        since[key] = min(month, since.get(key, month))
    return Senders(areas, agencies, days, since)

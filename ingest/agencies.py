"""`agencies.csv`: the agencies that are expected to send, and what holds for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas.text import folded


@dataclass(frozen=True)
class Agency:
    """One agency: `name` as it is shown, `type` a code of the codebook (blank: not said), `areas`
    the areas (as written) for which it is expected to send; `id_prefixes` and `numbering` as in the
    register, for where that says nothing; `due_days` after the return date its return is due, None
    where the configuration says it for all.  Returns dated before `since` or after `until` are not
    expected of it; None: there is no such day.  `districts` are the names that its returns may
    give a district or police division."""

    name: str
    spellings: tuple[str, ...] = ()
    type: str = ""
    areas: tuple[str, ...] = ()
    numbering: str = ""
    id_prefixes: str = ""
    due_days: int | None = None
    since: date | None = None
    until: date | None = None
    districts: tuple[str, ...] = ()

    def sends_on(self, return_date: date) -> bool:
        """Whether a return of that date may be expected of it."""
        return (self.since is None or self.since <= return_date) and (
            self.until is None or return_date <= self.until
        )


@dataclass(frozen=True)
class Agencies:
    """All agencies of the file; `by_name` finds each by its folded name and spellings.  `identity`
    is that of what the file says, blank without one."""

    agencies: tuple[Agency, ...] = ()
    by_name: Mapping[str, Agency] = field(default_factory=dict)
    identity: str = ""

    def of(self, name: str) -> Agency | None:
        """The agency that is so called."""
        return self.by_name.get(folded(name))

    def key_of(self, name: str) -> str:
        """By which an agency is known: the folded name of the agency that is so called, or else the
        folded name itself."""
        found = self.of(name)
        return folded(found.name if found else name)

    def name_of(self, name: str) -> str:
        """The name that is shown for it."""
        found = self.of(name)
        return found.name if found else name


NO_AGENCIES = Agencies()

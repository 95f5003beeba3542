"""`lscb.toml`: what a board sets for itself."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.agencies_reading import MOST_DUE_DAYS, read_agencies
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.declarations import Declared, decoded_toml
from schemas.errors import UserError

NAME = "lscb.toml"
LONGEST_CONTACT = 200
MOST_YEARS = 100
MOST_CHANGED = 100
HIGHEST_THRESHOLD = 100
"""The highest threshold: with a higher one hardly a regional figure would be shown."""


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
class PublishRules:
    """What is fit to publish.

    `threshold`: counts from 1 to this are small, and hidden.  `changed`: how many young people, at
    most, a reader may know to have come, gone or had an answer changed between two releases of
    different days; what he can then work out from both is hidden too.  `contact`: whom readers may
    ask; blank where nobody is named.
    """

    threshold: int = 5
    changed: int = 2
    contact: str = ""


@dataclass(frozen=True)
class KeepRules:
    """How long returns are kept: `years` after their return date; None where nothing is said."""

    years: int | None = None

    def first_kept(self, today: date) -> date | None:
        """The earliest return date that is not to be erased on a day; None: all are kept."""
        if self.years is None:
            return None
        try:
            return today.replace(year=today.year - self.years)
        except ValueError:  # 29 February
            return today.replace(year=today.year - self.years, day=28)


@dataclass(frozen=True)
class Configuration:
    """`due_days`: days after the return date by which a return is due, for agencies of which
    agencies.csv does not say it; None: nothing is late."""

    agencies: Agencies = NO_AGENCIES
    due_days: int | None = None
    changes: ChangeThresholds = field(default_factory=ChangeThresholds)
    publish: PublishRules = field(default_factory=PublishRules)
    keep: KeepRules = field(default_factory=KeepRules)

    def due_day(self, agency: str, return_date: date) -> date | None:
        """The last day on which an agency's return of a day is in time."""
        found = self.agencies.of(agency)
        days = self.due_days if found is None or found.due_days is None else found.due_days
        return None if days is None else return_date + timedelta(days=days)


NO_CONFIGURATION = Configuration()


class _ChangesDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rows_down: float = ChangeThresholds.rows_down
    new_identifiers: float = ChangeThresholds.new_identifiers
    unchanged: float = ChangeThresholds.unchanged
    other_area: float = ChangeThresholds.other_area
    least_rows: int = ChangeThresholds.least_rows


class _PublishDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    threshold: int = PublishRules.threshold
    changed: int = PublishRules.changed
    contact: str = PublishRules.contact


class _KeepDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    years: int | msgspec.UnsetType = msgspec.UNSET


class _ConfigurationDeclared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: str = ""
    due_days: int | msgspec.UnsetType = msgspec.UNSET
    changes: _ChangesDeclared = _ChangesDeclared()
    publish: _PublishDeclared = _PublishDeclared()
    keep: _KeepDeclared = _KeepDeclared()


def configured(path: Path | None) -> Configuration:
    """The configuration that a command goes by: the one named, or else that of the current folder,
    if there is one.  Raises UserError as `read_configuration` does."""
    if path is not None:
        return read_configuration(path)
    here = Path(NAME)
    return read_configuration(here) if here.exists() else NO_CONFIGURATION


def read_configuration(path: Path) -> Configuration:
    """What a configuration file and the agencies.csv that it names say.

    Raises UserError for a file that can't be read, and DeclarationError or AgenciesError, with the
    line, for what is wrong in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{path}: {error.strerror}. Name the configuration by --config or LSCB_CONFIG."
        ) from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is no UTF-8. Save it as UTF-8.") from None
    source = Declared(path, text)
    declared = decoded_toml(source, _ConfigurationDeclared)
    _check_changes(declared.changes, source)
    _check_publish(declared.publish, source)
    return Configuration(
        agencies=_agencies(declared.agencies, source),
        due_days=_due_days(declared.due_days, source),
        changes=ChangeThresholds(**msgspec.structs.asdict(declared.changes)),
        publish=PublishRules(**msgspec.structs.asdict(declared.publish)),
        keep=KeepRules(_keep_years(declared.keep.years, source)),
    )


def _check_changes(changes: _ChangesDeclared, source: Declared) -> None:
    for name in ("rows_down", "new_identifiers", "unchanged", "other_area"):
        if not 0 <= getattr(changes, name) <= 1:
            raise source.error("$.changes", f"{name} must be a share, from 0 to 1", name)
    if changes.least_rows < 1:
        raise source.error("$.changes", "least_rows must be 1 or more", "least_rows")


def _check_publish(publish: _PublishDeclared, source: Declared) -> None:
    if not 1 <= publish.threshold <= HIGHEST_THRESHOLD:
        raise source.error(
            "$.publish", f"threshold must be from 1 to {HIGHEST_THRESHOLD}", "threshold"
        )
    if not 0 <= publish.changed <= MOST_CHANGED:
        raise source.error("$.publish", f"changed must be from 0 to {MOST_CHANGED}", "changed")
    if len(publish.contact) > LONGEST_CONTACT or not publish.contact.isprintable():
        what = f"contact must be one line of at most {LONGEST_CONTACT} characters"
        raise source.error("$.publish", what, "contact")


def _keep_years(years: int | msgspec.UnsetType, source: Declared) -> int | None:
    if isinstance(years, msgspec.UnsetType):
        return None
    if not 1 <= years <= MOST_YEARS:
        raise source.error("$.keep", f"years must be from 1 to {MOST_YEARS}", "years")
    return years


def _due_days(days: int | msgspec.UnsetType, source: Declared) -> int | None:
    if isinstance(days, msgspec.UnsetType):
        return None
    if not 0 <= days <= MOST_DUE_DAYS:
        raise source.error("$", f"due_days must be from 0 to {MOST_DUE_DAYS}", "due_days")
    return days


def _agencies(name: str, source: Declared) -> Agencies:
    """The agencies in the file that the configuration names, its path being from the folder of
    that."""
    if not name:
        return NO_AGENCIES
    path = source.path.parent / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise source.error("$", f"the agencies, {path}: {error.strerror}", "agencies") from None
    except ValueError:
        raise source.error("$", "agencies must be the name of a file", "agencies") from None
    return read_agencies(content, str(path), load_codebook(), load_areas())

"""What is to be erased: whole returns, or a young person's rows."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from ingest.agencies import Agencies
from ingest.identifiers import normalised_all
from pipeline.cover import Cover, ReturnPart
from pipeline.duplicates.named_area import named_area
from schemas.areas import Areas
from schemas.errors import UserError

Kind = Literal["file", "identifier", "agency", "due"]


@dataclass(frozen=True)
class Whose:
    """Of which agency, area and day something is, as they are compared; None: it does not say."""

    agency: str
    area: str | None
    day: date | None


@dataclass(frozen=True)
class Keys:
    """How agencies and areas are compared, areas as of `day`."""

    areas: Areas
    agencies: Agencies
    day: date

    def area(self, code: str) -> str:
        """What tells an area apart, whatever code it had on another day."""
        return self.areas.place_on(code, self.day).code if self.areas.knows(code) else code

    def agency(self, name: str) -> str:
        return self.agencies.key_of(name)

    def knows(self, code: str) -> bool:
        """Whether an area is one; else a mark stands in the place of a text that named none."""
        return self.areas.knows(code)

    def of_part(self, part: ReturnPart) -> Whose:
        return Whose(self.agency(part.agency), self.area(part.area), part.return_date)

    def named_area(self, text: str) -> str:
        """The area that `text` means.  Raises UserError if it means none."""
        code = text.strip() if self.areas.knows(text.strip()) else None
        code = code or self.areas.code_of(text, self.day)
        return self.area(code if code is not None else named_area(text, self.areas, self.day))


@dataclass(frozen=True)
class WholeReturns:
    """The shares of returns for which `takes` holds go as a whole; `also` says which feedback and
    which refused files go beside those of these returns."""

    kind: Kind
    takes: Callable[[Cover, ReturnPart], bool]
    also: Callable[[Whose], bool] = lambda _: False


@dataclass(frozen=True)
class YoungPerson:
    """All rows of `area` with the normalised identifier, of all agencies or of one; with
    `unrecognised` also those whose area was not recognised."""

    area: str
    identifier: str
    agency: str | None = None
    unrecognised: bool = False

    @property
    def kind(self) -> Kind:
        return "identifier"

    def of_agency(self, key: str) -> bool:
        return self.agency is None or self.agency == key


Asked = WholeReturns | YoungPerson


def all_normalised(texts: Iterable[str]) -> dict[str, str]:
    """Each text with its normalised form, without anybody's prefixes; worked out at once: text by
    text takes a thousand times as long."""
    distinct = sorted(set(texts))
    normal = normalised_all(pa.array(distinct, pa.string()), frozenset())
    return dict(zip(distinct, normal.to_pylist(), strict=True))


def normalised(text: str) -> str:
    """An identifier in its normalised form, without anybody's prefixes."""
    return all_normalised([text])[text]


def young_person(
    identifier: str, area: str, agency: str | None, keys: Keys, *, unrecognised: bool = False
) -> YoungPerson:
    """Raises UserError where the area or the identifier is none; the identifier is not repeated."""
    place = keys.named_area(area)
    normal = normalised(identifier)
    if not normal:
        raise UserError("There is no letter and no number in the identifier. Write it as it was.")
    key = None if agency is None else keys.agency(agency)
    return YoungPerson(place, normal, key, unrecognised)


def of_file(ids: Collection[str]) -> WholeReturns:
    """All that stands in the sealed files of these ids."""
    return WholeReturns("file", lambda cover, _: cover.id in ids)


def of_agency(name: str, area: str | None, keys: Keys) -> WholeReturns:
    """All that an agency sent, for one area or all.  Raises UserError where the area is none."""
    key, place = keys.agency(name), None if area is None else keys.named_area(area)

    def is_its(whose: Whose) -> bool:
        return whose.agency == key and (place is None or whose.area in (None, place))

    return WholeReturns("agency", lambda _, part: is_its(keys.of_part(part)), is_its)


def dated_before(day: date) -> WholeReturns:
    """All returns with a date before `day`."""

    def is_old(whose: Whose) -> bool:
        return whose.day is not None and whose.day < day

    return WholeReturns("due", lambda _, part: part.return_date < day, is_old)

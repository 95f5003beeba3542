"""What is odd about returns as a whole, with the names of agency and area."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ingest.agencies import Agencies
from pipeline.delivery_result import DeliveryResult
from pipeline.feedback import ReturnChanges
from pipeline.returns import ReturnId, return_id
from reports.feedback import ReturnWarning
from schemas.areas import Areas
from schemas.text import printable


@dataclass(frozen=True)
class WarnedReturn:
    """A return with something odd about it; agency and area are names."""

    agency: str
    area: str
    return_date: date
    warning: ReturnWarning


def warned_returns(
    result: DeliveryResult,
    changes: Mapping[ReturnId, ReturnChanges],
    areas: Areas,
    agencies: Agencies,
) -> tuple[WarnedReturn, ...]:
    """All warnings on the returns of a delivery, by code, agency, area and date."""
    found: dict[tuple[ReturnId, str], WarnedReturn] = {}
    for each in result.files:
        for part in each.parts:
            id_ = return_id(areas, part.agency, part.area, part.return_date, agencies)
            area = areas.name_of(part.area) if areas.knows(part.area) else "area not recognised"
            for warning in changes[id_].warnings if id_ in changes else ():
                warned = WarnedReturn(
                    agencies.name_of(part.agency), area, part.return_date, warning
                )
                found.setdefault((id_, warning.code), warned)
    return tuple(
        sorted(
            found.values(),
            key=lambda each: (each.warning.code, each.agency, each.area, each.return_date),
        )
    )


def warning_lines(warned: Sequence[WarnedReturn]) -> Iterator[str]:
    """Each kind of warning with the returns that have it."""
    for _, group in groupby(warned, key=lambda each: each.warning.code):
        of_kind = list(group)
        yield f"warning: {of_kind[0].warning.what} {of_kind[0].warning.remedy}"
        for each in of_kind:
            whose = f"{printable(each.agency)} ({each.area}), {each.return_date}"
            yield f"    {whose}: {each.warning.figures}"

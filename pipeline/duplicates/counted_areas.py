"""The areas of which a store has returns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.cover import Cover
from schemas.areas import BOARD_JOIN, Areas


@dataclass(frozen=True)
class CountedAreas:
    """`latest` is the latest return date of each place in England, by the code that it has on
    `day`, the store's latest return date."""

    areas: Areas
    day: date
    latest: Mapping[str, date]

    def code_of(self, text: str) -> str | None:
        """The code of the area that `text`, a code or a name, means; a code stays as it is."""
        code = text.strip()
        if not self._is_place(code):
            named = self.areas.code_of(text, self.day)
            if named is None or not self._is_place(named):
                return None
            code = self.areas.place_on(named, self.day).code
        return code

    def place_of(self, text: str) -> str | None:
        """The code, on `day`, of the place in England that `text` means; None if there is none."""
        code = self.code_of(text)
        return None if code is None else self.areas.place_on(code, self.day).code

    def _is_place(self, code: str) -> bool:
        """Whether it is the code of an authority in England, or of a joint board."""
        if not self.areas.knows(code) or code in self.areas.nations:
            return False
        boards = (BOARD_JOIN.join(members) for members in self.areas.boards.values())
        return BOARD_JOIN not in code or self.areas.key_of(code) in map(self.areas.key_of, boards)


def counted_areas(covers: Iterable[Cover], areas: Areas) -> CountedAreas | None:
    """The areas of all returns of a store; None where it has no return."""
    days = [(part.area, part.return_date) for cover in covers for part in cover.returns]
    if not days:
        return None
    latest_of_all = max(day for _, day in days)
    latest: dict[str, date] = {}
    for area, day in days:
        if areas.knows(area) and areas.place_on(area, latest_of_all).region is not None:
            code = areas.place_on(area, latest_of_all).code
            latest[code] = max(day, latest.get(code, day))
    return CountedAreas(areas, latest_of_all, latest)

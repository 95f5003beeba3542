"""What changed in a return since the same agency's and area's earlier one, and what is odd."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from ingest.agencies import Agencies
from ingest.places import Numbers
from pipeline.changes_answers import AnswerChanges, answer_changes, years_between
from pipeline.changes_matches import Held, Matches, OtherArea, matches_in
from pipeline.changes_rows import ReturnRows, return_rows
from pipeline.changes_warnings import (
    BesideEarlier,
    BesideOtherArea,
    earlier_warnings,
    other_area_warning,
)
from pipeline.configuration import ChangeThresholds
from pipeline.feedback import ReturnChanges
from pipeline.returns import ReturnId, StoredReturn
from pipeline.store import Store
from reports.feedback import Changes, ReturnWarning
from schemas.areas import Areas
from schemas.codebook import Codebook


def changes_of(
    new: Mapping[ReturnId, pa.Table],
    standing: Sequence[StoredReturn],
    store: Store,
    codebook: Codebook,
    areas: Areas,
    agencies: Agencies,
    thresholds: ChangeThresholds,
) -> Mapping[ReturnId, ReturnChanges]:
    """What changed in each return of a delivery.

    `new` are the records of each (schemas.records.record_schema; none of a nil return), `standing`
    the returns that stood in `store` before.  A return is held against the latest of the same
    agency and area that is dated before it, be it stored or of the same delivery: so a delivery of
    several months tells what changed from each to the next.  It is also looked whether it is one of
    the agency's returns for another area, of the same day or the latest before.  Areas that became
    one authority have no earlier return under it.  Raises StoreError if a sealed file is damaged.
    """
    stored = {each.id: each for each in standing if each.id not in new}
    held = [each for each in _held(new, stored, agencies) if each.earlier or each.elsewhere]
    nothing = dict.fromkeys(new, ReturnChanges())
    if not held:
        return nothing
    rows = return_rows(*_needed(held, new, stored), store, codebook)
    matches = matches_in(rows, held)
    answers = answer_changes(rows, matches.kept, _growth(held, matches))
    names = {id_: areas.name_of(each.area) for id_, each in stored.items()}
    names |= {id_: areas.name_of(_area(table)) for id_, table in new.items()}
    compared = _Compared(rows, matches, answers, names)
    return nothing | {
        each.now: ReturnChanges(
            compared.changes(link, each),
            tuple(compared.warnings(link, each, not new[each.now].num_rows, thresholds)),
        )
        for link, each in enumerate(held)
    }


@dataclass(frozen=True)
class _Compared:
    """All returns with what they are held against; `names` are the areas' names."""

    rows: ReturnRows
    matches: Matches
    answers: AnswerChanges
    names: Mapping[ReturnId, str]

    def changes(self, link: int, each: Held) -> Changes | None:
        """None without an earlier return."""
        if each.earlier is None:
            return None
        return Changes(
            since=each.earlier.return_date,
            rows_before=self.matches.people[each.earlier],
            rows_now=self.matches.people[each.now],
            new=self._as_sent(self.matches.new.get(link)),
            gone=self._as_sent(self.matches.gone.get(link)),
            answers=tuple(self.answers.changed.get(link, ())),
        )

    def warnings(
        self, link: int, each: Held, is_nil: bool, thresholds: ChangeThresholds
    ) -> Iterator[ReturnWarning]:
        if each.earlier is not None:
            beside = BesideEarlier(
                day=each.now.return_date,
                since=each.earlier.return_date,
                people_before=self.matches.people[each.earlier],
                people_now=self.matches.people[each.now],
                new=len(self.matches.new.get(link, ())),
                unchanged=self.answers.unchanged.get(link, 0),
            )
            yield from earlier_warnings(beside, is_nil, thresholds)
        warning = other_area_warning(self._elsewhere(each), thresholds)
        if warning is not None:
            yield warning

    def _elsewhere(self, each: Held) -> Iterator[BesideOtherArea]:
        people = self.matches.people[each.now]
        for id_ in (other.id for other in each.elsewhere):
            same = self.matches.elsewhere.get((each.now, id_), 0)
            yield BesideOtherArea(self.names[id_], id_.return_date, people, same)

    def _as_sent(self, rows: Numbers | None) -> tuple[str, ...]:
        if rows is None:
            return ()
        return tuple(self.rows.table["local_id"].take(pa.array(rows)).to_pylist())


def _needed(
    held: Sequence[Held],
    new: Mapping[ReturnId, pa.Table],
    stored: Mapping[ReturnId, StoredReturn],
) -> tuple[Mapping[ReturnId, pa.Table], list[StoredReturn]]:
    """The returns of the delivery and of the store that are held against each other."""
    wanted = {
        id_
        for each in held
        for id_ in (each.now, each.earlier, *(other.id for other in each.elsewhere))
    }
    return (
        {id_: table for id_, table in new.items() if id_ in wanted},
        [each for id_, each in stored.items() if id_ in wanted],
    )


def _held(new: Iterable[ReturnId], stored: Iterable[ReturnId], agencies: Agencies) -> list[Held]:
    """What each new return is held against: of its agency the latest return for the area dated
    before it, and for each other area that of the same day and the latest before it."""
    # The names are looked up once more, so that returns chosen without agencies.csv are found too.
    by_place: dict[str, dict[str, list[ReturnId]]] = defaultdict(lambda: defaultdict(list))
    for id_ in (*new, *stored):
        by_place[agencies.key_of(id_.agency)][id_.area].append(id_)
    for by_area in by_place.values():
        for ids in by_area.values():
            ids.sort(key=_day)
    return [_held_against(id_, by_place[agencies.key_of(id_.agency)]) for id_ in new]


def _held_against(id_: ReturnId, by_area: Mapping[str, Sequence[ReturnId]]) -> Held:
    elsewhere: list[OtherArea] = []
    for area, ids in by_area.items():
        if area == id_.area:
            continue
        earlier = _latest_before(id_.return_date, ids)
        until = bisect_right(ids, id_.return_date, key=_day)
        if until and ids[until - 1].return_date == id_.return_date:
            elsewhere.append(OtherArea(ids[until - 1], earlier))
        # That of the month before too: two areas' files may have been taken one for the other.
        if earlier is not None:
            elsewhere.append(OtherArea(earlier, None))
    return Held(id_, _latest_before(id_.return_date, by_area[id_.area]), tuple(elsewhere))


def _latest_before(day: date, ids: Sequence[ReturnId]) -> ReturnId | None:
    """The latest return before a day of those given in their order."""
    before = bisect_left(ids, day, key=_day)
    return ids[before - 1] if before else None


def _day(id_: ReturnId) -> date:
    return id_.return_date


def _area(table: pa.Table) -> str:
    """The area's code of the records of a return; blank of a nil one."""
    return str(table["return_area"][0]) if table.num_rows else ""


def _growth(held: Sequence[Held], matches: Matches) -> Numbers:
    """For each young person in two returns, by how much the age may have grown."""
    years = [
        years_between(each.earlier.return_date, each.now.return_date) if each.earlier else 0
        for each in held
    ]
    return np.array(years, np.int64)[matches.kept.link]

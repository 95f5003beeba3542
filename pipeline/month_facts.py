"""What a month's summary says: what is counted now and was before, what changed, what is odd."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.agencies import Agencies
from pipeline.configuration import Configuration
from pipeline.delivery_result import DeliveryResult
from pipeline.duplicates.look_again import look_again
from pipeline.duplicates.possible import Possible
from pipeline.feedback import ReturnFeedback
from pipeline.returns import MAX_AGE_DAYS, stored_returns
from pipeline.snapshot import Snapshot, take_snapshot
from pipeline.store import Store
from pipeline.warned_returns import WarnedReturn
from reports.feedback import Feedback
from reports.month_summary import (
    CountedPlace,
    EarlierReturn,
    MonthSummary,
    OddReturn,
    ReturnChange,
)
from reports.status import Status
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.problems import load_problems
from schemas.text import printable

_ENGLAND = "England"
_NOT_RECOGNISED = "area not recognised"
NIL_WANTED = "nil_return_wanted"


def snapshot_before(
    store: Store,
    day: date,
    areas: Areas,
    codebook: Codebook,
    configuration: Configuration,
    max_age: int = MAX_AGE_DAYS,
) -> Snapshot | None:
    """The snapshot of the latest return date of a month before that of `day`; None where there is
    none."""
    agencies = configuration.agencies
    standing = stored_returns(store.covers(), areas, agencies=agencies).standing
    earlier = [each.id.return_date for each in standing if each.id.return_date < day.replace(day=1)]
    if not earlier:
        return None
    return take_snapshot(store, max(earlier), areas, codebook, max_age, agencies=agencies)


def month_summary(
    taken: Snapshot,
    possible: Possible,
    before: Snapshot | None,
    status: Status,
    feedback: Sequence[ReturnFeedback],
    result: DeliveryResult,
    warned: Sequence[WarnedReturn],
    areas: Areas,
    agencies: Agencies,
) -> MonthSummary:
    """The summary of a month's delivery, whose snapshot was `taken` with these possible
    duplicates."""
    now, then = _counts(taken, areas), _counts(before, areas) if before else None
    places = [
        CountedPlace(name, then[name] if then is not None else None, now[name])
        for name in sorted({*now, *(then or ())})
    ]
    return MonthSummary(
        day=taken.day,
        before=before.day if before else None,
        england=CountedPlace(_ENGLAND, then.total() if then is not None else None, now.total()),
        places=tuple(places),
        earlier=tuple(_earlier(taken, areas)),
        status=status,
        returns=tuple(
            _return_change(each.feedback, each.feedback.return_date)
            for each in feedback
            if each.id is not None and each.feedback.return_date is not None
        ),
        odd=tuple(
            sorted(
                (*map(_odd, warned), *_nil_wanted(result, areas, agencies)),
                key=lambda each: (each.agency, each.area, each.return_date, each.code),
            )
        ),
        least=possible.least_of_all,
        look_again=look_again(taken.uses, taken.day),
    )


def _counts(snapshot: Snapshot, areas: Areas) -> Counter[str]:
    """The young people counted in each place, by its name on the snapshot's day."""
    codes = snapshot.people["place"].to_pylist()
    names = {code: areas.place_on(code, snapshot.day).name for code in set(codes)}
    return Counter(names[code] for code in codes)


def _earlier(taken: Snapshot, areas: Areas) -> Iterator[EarlierReturn]:
    """The returns counted that are of an earlier month than the snapshot."""
    for each in sorted(taken.counted_returns, key=lambda one: (one.agency, one.area)):
        rows = each.rows - each.refused_rows
        if rows and each.id.return_date < taken.day.replace(day=1):
            yield EarlierReturn(each.agency, _name(each.area, areas), each.id.return_date, rows)


def _return_change(feedback: Feedback, return_date: date) -> ReturnChange:
    changes = feedback.changes
    return ReturnChange(
        agency=printable(feedback.agency),
        area=feedback.area or _NOT_RECOGNISED,
        return_date=return_date,
        since=changes.since if changes else None,
        rows_before=changes.rows_before if changes else 0,
        rows_now=changes.rows_now if changes else feedback.rows - feedback.refused_rows,
        new=len(changes.new) if changes else 0,
        gone=len(changes.gone) if changes else 0,
        answers_changed=len(changes.answers) if changes else 0,
    )


def _odd(each: WarnedReturn) -> OddReturn:
    warning = each.warning
    return OddReturn(each.agency, each.area, each.return_date, warning.code, warning.sentences)


def _nil_wanted(result: DeliveryResult, areas: Areas, agencies: Agencies) -> Iterator[OddReturn]:
    problem = load_problems()[NIL_WANTED]
    for each in result.nil_wanted:
        yield OddReturn(
            printable(agencies.name_of(each.agency)),
            _name(each.area, areas),
            each.return_date,
            NIL_WANTED,
            f"{problem.what} {problem.remedy}",
        )


def _name(area: str, areas: Areas) -> str:
    return areas.name_of(area) if areas.knows(area) else _NOT_RECOGNISED

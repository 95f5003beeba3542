"""`profile.csv` (one line a figure) and `missing.csv` of a profile."""

import csv
import io
from collections.abc import Iterable, Iterator

from reports.profile_shown import At, ShownKnown, ShownProfile, ShownReferrals, ShownTable
from reports.profile_tables import PERIODS, Missing, MissingCounts, PeriodName, ProfilePlace
from reports.profile_wording import further_rows, no_such_question
from reports.spreadsheet_text import in_csv

HEADER = (
    "table_id", "table", "place_kind", "place_code", "place", "period", "first_day", "last_day",
    "row", "row_label", "cases", "base", "percent", "counted", "percent_of_all",
)  # fmt: skip
MISSING_HEADER = (
    "area_code", "area", "district", "episodes", "young_people", "highest", "counted", "not_stated",
    "episodes_before", "young_people_before", "highest_before", "counted_before",
    "not_stated_before", "change_percent",
)  # fmt: skip
NO_SUCH_QUESTION = "no_such_question"
NOT_STATED, ALL = "not stated", "all"
"""Stand for the district of those of whom it is not stated, and for an area as a whole."""


def profile_csv(profile: ShownProfile) -> str:
    """All figures in the order of tables, places, periods and rows; what is hidden is `c`, and of
    what is not published at all there is no line."""
    return _csv(HEADER, _lines(profile))


def missing_csv(missing: Missing | None) -> str:
    """The missing-from-home table with its districts; no line but the first where there is none."""
    rows = missing.rows if missing is not None else ()
    return _csv(
        MISSING_HEADER,
        (
            (
                each.area or ALL,
                in_csv(each.area_name),
                ALL if each.district is None else in_csv(each.district) or NOT_STATED,
                *_counts(each.last),
                *_counts(each.before),
                each.change_percent,
            )
            for each in rows
        ),
    )


def _counts(of: MissingCounts | None) -> tuple[str, ...]:
    if of is None:
        return ("",) * 5
    return tuple(
        str(n) for n in (of.episodes, of.young_people, of.highest, of.counted, of.not_stated)
    )


def _lines(profile: ShownProfile) -> Iterator[tuple[str, ...]]:
    for place in profile.places:
        for period in PERIODS:
            if (place.key, period) not in profile.withheld:
                head = ("referrals", "Referrals", *_where(profile, place, period))
                of = profile.referrals[place.key, period]
                yield from ((*head, *line) for line in _referrals(of))
    for table in profile.tables:
        for place in profile.places:
            for period in PERIODS:
                if (known := table.known.get((place.key, period))) is not None:
                    head = (table.id, table.title, *_where(profile, place, period))
                    lines = _of_table(table, known, (place.key, period))
                    yield from ((*head, *line) for line in lines)


def _where(profile: ShownProfile, place: ProfilePlace, period: PeriodName) -> tuple[str, ...]:
    span = profile.span(period)
    days = (span.first.isoformat(), span.last.isoformat())
    return (place.kind, ";".join(place.codes), in_csv(place.name), period, *days)


def _referrals(of: ShownReferrals) -> Iterator[tuple[str, ...]]:
    yield ("referrals", "Referrals", of.referrals, "", "", of.referrals, "")
    yield ("young_people", "Young people referred", of.young_people, "", "", of.referrals, "")
    yield (
        "more_than_once", "Young people referred more than once", of.more_than_once,
        of.young_people, of.share_more_than_once, of.referrals, "",
    )  # fmt: skip
    yield (
        "their_referrals", "Referrals of these", of.their_referrals,
        of.referrals, of.share_their_referrals, of.referrals, of.share_their_referrals,
    )  # fmt: skip
    if of.undated:
        yield ("undated", "Young people without a day", of.undated, "", "", of.referrals, "")


def _of_table(table: ShownTable, known: ShownKnown, at: At) -> Iterator[tuple[str, ...]]:
    if known.no_such_question:
        yield (NO_SUCH_QUESTION, no_such_question(known), "", "", "", known.counted, "")
    else:
        for row in table.rows:
            of = table.figure(row.code, at)
            counts = (of.cases, known.base, of.percent, known.counted, of.of_all)
            yield (row.code, row.label, *counts)
    for code, label, cases in further_rows(known):
        yield (code, label, cases, "", "", known.counted, "")


def _csv(header: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()

"""The missing-from-home table on a profile's page and in its workbook; true counts alone have
one."""

from reports.profile_page_model import Column, FiguresTable, Group, MissingOnPage, RowOfFigures
from reports.profile_shown import RestrictedProfile
from reports.profile_tables import Missing, MissingCounts, MissingRow
from reports.profile_wording import listed
from reports.wording import long_date

TITLE = "Missing from home, by district"
COLUMNS = ("Episodes", "Young people", "Highest", "Counted", "Not stated")
NOT_STATED = "District not stated"
CHANGE = "Change in episodes, %"


def missing_on_page(profile: RestrictedProfile) -> MissingOnPage:
    missing = profile.missing
    if missing is None:
        forms = listed(profile.forms)
        which = f"form of the time ({forms}) has" if forms else "forms of the time have"
        return MissingOnPage((f"The {which} no question on the number of missing episodes.",), None)
    return MissingOnPage(missing_sentences(missing), _figures(missing))


def missing_sentences(missing: Missing) -> tuple[str, ...]:
    """What the table counts, and what to know of it."""
    before = (
        ()
        if missing.has_before
        else (
            f"No such return is there for {long_date(missing.day_before)}, so nothing is compared.",
        )
    )
    return (
        f"Young people with whom agencies were working on {long_date(missing.day)}, and those of "
        f"{long_date(missing.day_before)}, each with the number of missing episodes in the 12 "
        f"months up to the return (form of {listed(missing.versions)}). They are not the young "
        "people of the referrals above.",
        "Highest is the most of one young person; neither it nor a district is ever published. "
        "Look at how many were counted on both days before comparing.",
        *before,
    )


def label_of(row: MissingRow) -> str:
    """The district, or the area as a whole."""
    if row.district is None:
        return row.area_name
    return row.district or NOT_STATED


def signed(change: str) -> str:
    """A change with its sign: `+12.5`, `-40.0`; a dash where there is none."""
    if not change:
        return "–"
    return change if change.startswith("-") or float(change) == 0 else f"+{change}"


def _figures(missing: Missing) -> FiguresTable:
    groups = (
        Group(long_date(missing.day), len(COLUMNS)),
        Group(f"12 months before: {long_date(missing.day_before)}", len(COLUMNS)),
        Group("Change", 1),
    )
    labels = (*COLUMNS, *COLUMNS, "Episodes, %")
    return FiguresTable(
        caption="Missing-from-home episodes by district and area",
        groups=groups,
        columns=tuple(Column(label, n in (0, 5, 10)) for n, label in enumerate(labels)),
        answers=tuple(
            RowOfFigures(
                label_of(each),
                (*_counts(each.last), *_counts(each.before), signed(each.change_percent)),
                each.district is None,
            )
            for each in missing.rows
        ),
        further=(),
    )


def _counts(of: MissingCounts | None) -> tuple[str, ...]:
    if of is None:
        return ("–",) * len(COLUMNS)
    numbers = (of.episodes, of.young_people, of.highest, of.counted, of.not_stated)
    return tuple(f"{each:,}" for each in numbers)

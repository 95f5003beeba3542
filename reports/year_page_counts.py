"""The parts of a year's page about its counts: headlines, the equation, places, and who has not
sent."""

from collections.abc import Sequence

from reports.page_model import Grid, Headline, Line
from reports.wording import long_date, number
from reports.year_csv import months_between
from reports.year_notes import count_label, dated_label
from reports.year_page_model import BoardsOfYear, Gap, Part, Sum
from reports.year_sending import (
    by_agency,
    in_every_month,
    latest_return,
    months_with_a_return,
    refused,
    sent_in_every_month,
    what_is_missing,
)
from reports.year_shown import RestrictedYear, ShownPlace, ShownYear
from reports.year_wording import (
    equation_note,
    equation_numbers,
    equation_words,
    period,
    place_name,
)


def year_headlines(year: ShownYear) -> tuple[Headline, ...]:
    """The figures to know first; of true counts also what is not known."""
    worked_with = year.lead.count("individuals")
    (new, end) = year.lead.cases("first_new", year.equation.went[-1])
    per = f"{number(worked_with.rate)} per 10,000 aged 0 to 17" if worked_with.rate else ""
    of_all = (
        Headline(number(worked_with.cases), f"young people worked with in {place_name(year)}", per),
        Headline(number(new), "of them new in the year"),
    )
    open_at_end = f"{year.equation.of} open on {long_date(year.last)}"
    if isinstance(year, RestrictedYear):
        (unknown, not_confirmed) = year.lead.cases("unknown", "not_confirmed")
        not_shown = f"of these not shown by any return of the last 31 days: {number(not_confirmed)}"
        return (
            *of_all,
            Headline(number(unknown), "unknown: no longer in the returns, and no closure date"),
            Headline(number(end), open_at_end, not_shown),
            *_what_came_in(year),
        )
    agencies = f"from {year.agencies:,} {'agency' if year.agencies == 1 else 'agencies'}"
    returns = Headline(f"{year.returns_used:,}", "returns counted", agencies)
    return (*of_all, Headline(number(end), open_at_end), returns)


def _what_came_in(year: RestrictedYear) -> tuple[Headline, ...]:
    every, of = sent_in_every_month(year)
    latest = f"latest return: {latest_return(year)}"
    if year.board is None:
        return (
            Headline(f"{every:,} of {of:,}", "agencies sent in every month", latest),
            Headline(f"{len(year.missing):,}", "boards without any return in the year"),
        )
    sent, months = months_with_a_return(year)
    with_a_return = Headline(f"{sent} of {months}", "months of the year with a return", latest)
    if of <= 1:
        return (with_a_return,)
    return (with_a_return, Headline(f"{every:,} of {of:,}", "agencies sent in every month"))


def came_in(year: RestrictedYear) -> tuple[str, ...]:
    """What the counts rest on, in sentences."""
    named = "; ".join(" ".join(each) for each in by_agency(year))
    said = (what_is_missing(year), f"{named}." if named else in_every_month(year), refused(year))
    return tuple(filter(None, said))


def sum_of_year(year: ShownYear) -> Sum:
    """The equation of England or the board."""

    def parts(names: Sequence[str]) -> tuple[Part, ...]:
        return tuple(
            Part(dated_label(name, year.first, year.last), number(cases))
            for name, cases in zip(names, year.lead.cases(*names), strict=True)
        )

    return Sum(
        caption=f"{year.equation.of.capitalize()}, {place_name(year)}, {period(year)}",
        came=parts(year.equation.came),
        went=parts(year.equation.went),
        alternative=f"{equation_words(year)}. In numbers: {equation_numbers(year, year.lead)}.",
        note=equation_note(year),
    )


def regions_grid(year: ShownYear) -> Grid:
    """England and its regions, or the board alone."""
    counted = ("individuals", *year.equation.came, *year.equation.went)
    lines = [_line(each, counted, year) for each in year.regions]
    lines.append(_line(year.lead, counted, year, total=bool(lines)))
    where = "by region" if year.regions else place_name(year)
    return Grid(
        f"The year's counts and rates, {where}, {period(year)}",
        _columns(counted, year),
        tuple(lines),
    )


def boards_of_year(year: ShownYear) -> tuple[BoardsOfYear, ...]:
    """The places below the regions, in the regions' order."""
    return tuple(_boards_of(region, year) for region in year.regions)


def _boards_of(region: ShownPlace, year: ShownYear) -> BoardsOfYear:
    here, counted = region.geography, ("individuals", *year.of_boards)
    boards = sorted(
        (each for each in year.boards if each.geography.region == here.code),
        key=lambda each: each.geography.name,
    )
    lines = [_line(each, counted, year) for each in boards]
    lines.append(_line(region, counted, year, total=True))
    return BoardsOfYear(
        name=here.name,
        cases=number(region.count("individuals").cases),
        boards=len(boards),
        grid=Grid(
            f"The year's counts and rates by board: {here.name}, {period(year)}",
            _columns(counted, year),
            tuple(lines),
        ),
    )


def _columns(counted: Sequence[str], year: ShownYear) -> tuple[str, ...]:
    rates = (_short(name, year).lower() for name in year.rated)
    return (
        "Place",
        *(_short(name, year) for name in counted),
        *(f"Rate: {label}" for label in rates),
    )


def _short(name: str, year: ShownYear) -> str:
    if name == "individuals":
        return "Worked with"
    if name in (year.equation.came[0], year.equation.went[-1]):
        return "Open at start" if name == year.equation.came[0] else "Open at end"
    return dated_label(name, year.first, year.last)


def _line(
    place: ShownPlace, counted: Sequence[str], year: ShownYear, *, total: bool = False
) -> Line:
    joint = " (joint board)" if place.geography.level == "joint_board" else ""
    cells = (*place.cases(*counted), *place.rates(*year.rated))
    return Line(f"{place.geography.name}{joint}", tuple(map(number, cells)), total=total)


def gaps(year: RestrictedYear) -> tuple[Gap, ...]:
    """The agencies that did not send in each month, by area."""
    months = len(months_between(year.first, year.last))
    return tuple(
        Gap(
            each.agency,
            each.area,
            f"{len(each.sent)} of {months}",
            long_date(each.last) if each.last else "none",
        )
        for each in year.sending
        if len(each.sent) < months
    )


def count_notes(year: ShownYear) -> tuple[str, ...]:
    """What must be known to read the counts by place."""
    if not year.restricted:
        return (year.population_note,)
    return (
        f"{count_label('individuals')} count once each; the other counts are of "
        f"{year.equation.of}, at the start and the end of the year and in between.",
        year.population_note,
    )

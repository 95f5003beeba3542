"""What of a profile is not published, in words."""

from collections.abc import Iterator

from reports.profile_published import PublishedProfile
from reports.profile_tables import PERIODS
from reports.profile_wording import days, listed
from reports.wording import SHOWN_HIDDEN

MISSING_NOT_PUBLISHED = (
    "The missing-from-home table, with its districts and highest numbers, is not published."
)


def hidden_sentences(profile: PublishedProfile) -> tuple[str, ...]:
    return tuple(_sentences(profile))


def withheld_sentences(profile: PublishedProfile) -> tuple[str, ...]:
    """Of which places nothing is published, and why; for the first page too."""
    return tuple(_withheld(profile))


def how_many_hidden(profile: PublishedProfile) -> str:
    numbers, hidden = profile.figures
    if hidden == 0:
        return f"All {numbers:,} numbers of the tables are shown: none had to be hidden."
    verb = "is" if hidden == 1 else "are"
    return f"{hidden:,} of the {numbers:,} numbers of the tables {verb} not shown."


def _sentences(profile: PublishedProfile) -> Iterator[str]:
    yield f"{how_many_hidden(profile)} {SHOWN_HIDDEN} stands in their place, whatever the reason."
    up_to = profile.threshold
    small = "The number 1 is" if up_to == 1 else f"Numbers from 1 to {up_to} are"
    yield f"{small} never shown, because a young person could be recognised."
    yield (
        "Other numbers are hidden with them where a hidden one could otherwise be worked out: from "
        "a total, from the region or England, or from another area's profile of the same day. So a "
        "hidden number may be small, large or 0. Shares that would give one away are hidden too."
    )
    yield "No number is rounded or changed: what is shown is exact."
    yield from _withheld(profile)
    if profile.not_of_areas:
        titles = listed([f"'{each}'" for each in profile.not_of_areas])
        yield (
            f"For region and England alone, because small numbers of areas could not be protected "
            f"otherwise: {titles}."
        )
    if profile.left_out:
        titles = listed([f"'{each}'" for each in profile.left_out])
        yield (
            f"Not published, because small numbers could not be protected beside those of another "
            f"table: {titles}."
        )
    if not profile.how_often:
        yield "How often young people were referred is not published, for the same reason."
    yield MISSING_NOT_PUBLISHED


def _withheld(profile: PublishedProfile) -> Iterator[str]:
    for place in profile.places:
        periods = [p for p in PERIODS if (place.key, p) in profile.withheld]
        if not periods:
            continue
        when = listed([days(profile, period) for period in periods])
        why = (
            "nothing is published of one of the areas"
            if place.kind == "together"
            else f"fewer than {profile.least} young people were referred"
        )
        yield f"Of {place.name} nothing is published for {when}: {why}."

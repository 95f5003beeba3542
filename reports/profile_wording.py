"""The words of a profile: titles, periods, what is known of a table, notes."""

from collections.abc import Iterator, Sequence

from reports.figures import HIDDEN
from reports.profile_shown import At, RestrictedProfile, ShownKnown, ShownProfile, ShownTable
from reports.profile_tables import PERIODS, PeriodName, ProfilePlace
from reports.wording import Explained, long_date, number
from schemas.text import plural

PERIOD_LABELS: dict[PeriodName, str] = {
    "last": "Last six months",
    "before": "The six before",
}
BASE_LABEL = "Referrals with information"
ALL_LABEL = "All referrals"
NO_DAY = "first returned in the period without any day, and so in no figure"
LATE = (
    "Agencies tell of referrals late, so the last six months go on filling up, and the six before "
    "have had time to. A fall may be no more than that."
)
SERVICES = (
    "Referrals show where services work and record it, not where exploitation happens: a low "
    "number may mean that nobody is looking."
)


def profile_title(profile: ShownProfile) -> str:
    return f"Children at risk of sexual exploitation: profile of {names(profile)}"


def names(profile: ShownProfile) -> str:
    """The areas asked for: `York, Leeds and Selby`."""
    areas = profile.areas or (profile.lead,)
    return listed([each.name for each in areas])


def lead_name(profile: ShownProfile) -> str:
    """As a heading: one area's name, or `All areas together`."""
    return profile.lead.name


def listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def days(profile: ShownProfile, period: PeriodName) -> str:
    """`1 December 2010 to 31 May 2011`."""
    span = profile.span(period)
    return f"{long_date(span.first)} to {long_date(span.last)}"


def what_the_profile_is(profile: ShownProfile) -> str:
    return (
        f"Young people referred in the six months from {days(profile, 'last')}, because they were "
        "at risk of sexual exploitation or had suffered it; and, to compare, in the six months "
        "before."
    )


def counted_from(profile: ShownProfile) -> str:
    returns = plural(profile.returns_used, "return")
    agencies = "1 agency" if profile.agencies == 1 else f"{profile.agencies:,} agencies"
    return f"Counted from {returns} of {agencies}, dated up to {long_date(profile.day)}."


def versions_sentence(profile: ShownProfile) -> str:
    return (
        f"Codebook version {profile.codebook_version}, program version {profile.program_version}."
    )


def no_such_question(known: ShownKnown) -> str:
    """The sentence where the forms of the time did not ask."""
    forms = known.no_such_question
    if len(forms) == 1:
        return f"The form of the time ({forms[0]}) has no such question."
    return f"The forms of the time ({listed(forms)}) have no such question."


def nothing_more(profile: ShownProfile) -> tuple[ProfilePlace, ...]:
    """The regions and England, where the store has no referral beyond those of the areas."""

    def referrals(place: ProfilePlace) -> list[str]:
        return [profile.referrals[place.key, period].referrals for period in PERIODS]

    of_lead = referrals(profile.lead)
    if HIDDEN in of_lead:
        return ()
    return tuple(each for each in profile.beside if referrals(each) == of_lead)


def nothing_more_sentence(profile: ShownProfile) -> str:
    """Says that there is nothing to compare with; empty where there is."""
    places = nothing_more(profile)
    if not places:
        return ""
    return (
        f"Nobody else was referred in {listed([each.name for each in places])}, as far as the "
        "returns tell, so there is nothing to compare with."
    )


def further_rows(known: ShownKnown) -> Iterator[tuple[str, str, str]]:
    """The rows below the answers: code, label, referrals.  They add up to all referrals."""
    yield "base", BASE_LABEL, known.base
    if known.not_known:
        yield "not_known", "Recorded as not known", known.not_known
        yield "not_provided", "Not provided", known.not_provided
    else:
        yield "not_provided", "Not known or not provided", known.not_provided
    if known.not_asked:
        yield "not_asked", "Not asked on their form", known.not_asked
        yield "outside", "Question is not about them", known.outside
    else:
        yield "outside", "Not asked, or not about them", known.outside


def table_sentences(table: ShownTable, profile: ShownProfile) -> tuple[str, ...]:
    """What must be read with a table, beside its note."""
    return tuple(_table_sentences(table, profile))


def _table_sentences(table: ShownTable, profile: ShownProfile) -> Iterator[str]:
    if table.question and table.question.casefold() != table.title.casefold():
        yield f"Question: {table.question}."
    if table.several:
        yield "Several answers may stand together, so shares may add up to more than 100."
    if table.note:
        yield table.note
    yield from not_asked_sentences(table, profile)
    if table.versions:
        forms = "form" if len(table.versions) == 1 else "forms"
        yield f"Answers are from the {forms} of {listed(table.versions)}."


def not_asked_sentences(table: ShownTable, profile: ShownProfile) -> Iterator[str]:
    """Where the forms of the time had no such question: a sentence for both periods if they are
    alike."""
    lead = profile.lead
    found = {period: table.known_at((lead.key, period)) for period in PERIODS}
    none = {period: each for period, each in found.items() if each.no_such_question}
    if len(none) == len(PERIODS) and len({each.no_such_question for each in none.values()}) == 1:
        yield f"{lead.name}: {_lower(no_such_question(found['last']))}"
        return
    for period, each in none.items():
        yield f"{lead.name}, {days(profile, period)}: {_lower(no_such_question(each))}"


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def shown(text: str) -> str:
    """A count with commas, `[c]` where it is hidden, a dash where there is none."""
    return number(text) or "–"


def percent(text: str) -> str:
    """A share with its sign; as `shown` where there is none."""
    return shown(text) if text in ("", HIDDEN) else f"{text}%"


def number_of(text: str) -> int | None:
    """A count, None where it is hidden or there is none."""
    return int(text) if text.isdigit() else None


def is_withheld(profile: ShownProfile, place: ProfilePlace, period: PeriodName) -> bool:
    at: At = (place.key, period)
    return at in profile.withheld


def notes(profile: ShownProfile) -> tuple[Explained, ...]:
    """How it was counted, in short."""
    return tuple(_notes(profile))


def _notes(profile: ShownProfile) -> Iterator[Explained]:
    yield Explained(
        "A referral",
        "A young person and the day on which work with them began: the referral date or, without "
        "one, that of the first assessment. Several agencies that give the same day have one "
        "referral together. Who is referred again later in the period has a further one.",
    )
    yield Explained(
        "Shares",
        "Per cent of the referrals with information, so those of whom the answer is not known are "
        "not in it. Beside it stands the share of all referrals, as some boards print it: it is "
        "too low wherever the answer is not known of everybody.",
    )
    yield Explained(
        "How much is known",
        "The rows below the answers add up to all referrals. Look at them before comparing: an "
        "agency that begins to answer a question changes the share, though nothing else changed.",
    )
    yield Explained("The last six months", LATE)
    yield Explained(
        "Region and England",
        "They hold the area itself too.",
    )
    if isinstance(profile, RestrictedProfile):
        yield Explained(
            "What was left out",
            f"Refused rows in the returns of the two periods: {profile.refused_rows:,}. They are "
            "in no figure until they are mended.",
        )

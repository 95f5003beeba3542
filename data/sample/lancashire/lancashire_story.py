"""The young people of the sample, their referrals, and who tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import lancashire_plan as plan
from lancashire_answers import about_referral, about_young_person
from lancashire_dice import Dice
from lancashire_plan import Agency

SEED = 20220331


@dataclass
class YoungPerson:
    """A young person by number; `answers` do not change from referral to referral."""

    number: int
    area: str
    district: str
    answers: dict[str, str]
    referred: bool = False  # at all, so far

    @property
    def local_id(self) -> str:
        """The number that all agencies of the area use."""
        return f"PL{self.number}"


@dataclass
class Referral:
    """A referral, with its answers as they are on each return's day (`on_day`) or on all."""

    person: YoungPerson
    day: date
    closed: date | None
    tellers: tuple[Agency, ...]
    answers: dict[str, str] = field(default_factory=dict)
    on_day: dict[date, dict[str, str]] = field(default_factory=dict)

    def stands_in(self, return_day: date) -> bool:
        """Return whether an agency's return of that day has it: from the first after it began to
        the one that tells of its end."""
        earlier = [day for day in plan.RETURN_DAYS if day < return_day]
        ended_before = self.closed is not None and bool(earlier) and self.closed <= earlier[-1]
        return self.day <= return_day and not ended_before

    def open_on(self, day: date) -> bool:
        """Return whether the work goes on at the end of that day."""
        return self.day <= day and (self.closed is None or self.closed > day)


def make_story() -> list[Referral]:
    """Return all referrals, the oldest first."""
    dice = Dice(SEED)
    numbers = iter(dice.mixed(range(20411, 29987)))
    last = _last_six_months(dice, numbers)
    before = _six_before(dice, numbers, [each.person for each in _single(last)])
    for referral in sorted([*before, *last], key=lambda each: each.day):
        again = referral.person.referred
        referral.answers["referred_before"] = (
            "not_known" if dice.chance(0.05) else "yes" if again else "no"
        )
        referral.person.referred = True
    long_term = _long_term(dice, numbers, last)
    found = [*long_term, *before, *last]
    return sorted(found, key=lambda each: (each.day, each.person.number))


def _last_six_months(dice: Dice, numbers: Iterator[int]) -> list[Referral]:
    people = _people(dice, numbers, plan.TIMES_REFERRED)
    _give_ethnicity(dice, people)
    _give_gender(dice, people)
    last = [
        referral
        for times, of_times in people.items()
        for person in of_times
        for referral in _referrals(dice, person, times, plan.LAST_FIRST, plan.DAY)
    ]
    outcomes = _outcomes(dice, last)
    episodes, living, camhs = (
        dice.quota(counts) for counts in (plan.EPISODES, plan.LIVING, plan.CAMHS)
    )
    for n, referral in enumerate(last):
        fixed = {
            "social_care_outcome": outcomes[n],
            "missing_count": episodes[n],
            "living_situation": living[n],
            "camhs_contact": camhs[n],
        }
        referral.answers = about_referral(dice, fixed)
    return last


def _people(
    dice: Dice, numbers: Iterator[int], times: Mapping[int, int]
) -> dict[int, list[YoungPerson]]:
    return {
        each: [_person(dice, next(numbers)) for _ in range(count)] for each, count in times.items()
    }


def _person(dice: Dice, number: int, division: plan.Division | None = None) -> YoungPerson:
    area = division.area if division else dice.one_of(plan.OF_AREAS)
    inside = [each.name for each in plan.DIVISIONS if each.area == area]
    district = division.name if division else inside[dice.number(0, len(inside) - 1)]
    return YoungPerson(number, area, district, about_young_person(dice))


def _give_ethnicity(dice: Dice, people: Mapping[int, Sequence[YoungPerson]]) -> None:
    """Of those referred once and twice a few are not white, and of a few it is not known."""
    mixed = {times: dice.mixed(of_times) for times, of_times in people.items()}
    few = [each for times, count in plan.FEW.items() for each in mixed[times][:count]]
    first = plan.FEW[1]
    unknown = mixed[1][first : first + plan.ETHNICITY_NOT_KNOWN]
    chosen = {each.number for each in (*few, *unknown)}
    others = [each for of in mixed.values() for each in of if each.number not in chosen]
    for each, code in zip(few, dice.quota(plan.NOT_WHITE), strict=True):
        each.answers["ethnicity"] = code
    for each in unknown:
        each.answers["ethnicity"] = "not_known"
    for each, code in zip(others, dice.quota(plan.WHITE), strict=True):
        each.answers["ethnicity"] = code


def _give_gender(dice: Dice, people: Mapping[int, Sequence[YoungPerson]]) -> None:
    for times, count in plan.FEW.items():
        for person in dice.mixed(people[times])[:count]:
            person.answers["gender"] = person.answers["registered_sex"] = "male"


def _referrals(
    dice: Dice, person: YoungPerson, times: int, first: date, last: date
) -> Iterator[Referral]:
    """So many referrals of one young person, spread over a period; each but the last has ended
    before the next begins."""
    step = ((last - first).days + 1) // times
    for n in range(times):
        day = first + timedelta(days=n * step + dice.number(0, step - 8))
        latest = first + timedelta(days=(n + 1) * step - 1)
        closed: date | None = min(day + timedelta(days=dice.number(5, 60)), latest)
        if n == times - 1 and dice.chance(0.45):
            closed = None
        yield Referral(person, day, closed, _tellers(dice, person.area))


def _tellers(dice: Dice, area: str) -> tuple[Agency, ...]:
    council = plan.COUNCILS[area]
    kinds: dict[tuple[Agency, ...], int] = {
        (plan.POLICE, council): 38, (plan.POLICE,): 34, (council,): 28,
    }  # fmt: skip
    if area in plan.CHARITY.areas:
        kinds |= {(plan.CHARITY,): 3, (plan.POLICE, plan.CHARITY): 3}
    return dice.one_of(kinds)


def _outcomes(dice: Dice, referrals: Sequence[Referral]) -> list[str]:
    """Social care outcomes; of one young person two referrals ended in section 20."""
    twice = next(
        places
        for places in _places_of_people(referrals).values()
        if len(places) == 2 and referrals[places[0]].person.answers["gender"] == "female"
    )
    counts = dict(plan.OUTCOMES)
    counts[plan.SECTION_20_TWICE] -= 2
    found: dict[int, str] = dict.fromkeys(twice, plan.SECTION_20_TWICE)
    rare = [code for code, count in counts.items() for _ in range(count) if count < 5]
    common = {code: count for code, count in counts.items() if count >= 5}
    single = dice.mixed([places[0] for places in _places_of_people(referrals).values()
                         if len(places) == 1])  # fmt: skip
    found |= dict(zip(single, rare, strict=False))
    left = [n for n in range(len(referrals)) if n not in found]
    found |= dict(zip(left, dice.quota(common), strict=True))
    return [found[n] for n in range(len(referrals))]


def _places_of_people(referrals: Sequence[Referral]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for n, each in enumerate(referrals):
        places.setdefault(each.person.number, []).append(n)
    return places


def _single(referrals: Sequence[Referral]) -> list[Referral]:
    places = _places_of_people(referrals)
    return [referrals[of[0]] for of in places.values() if len(of) == 1]


def _six_before(
    dice: Dice, numbers: Iterator[int], single: Sequence[YoungPerson]
) -> list[Referral]:
    times = dict(plan.TIMES_REFERRED_BEFORE)
    times[1] -= plan.REFERRED_AGAIN
    people = _people(dice, numbers, times)
    _give_gender(dice, people)
    people[1] += dice.mixed(single)[: plan.REFERRED_AGAIN]
    before = []
    for count, of_count in people.items():
        for person in of_count:
            last_day = plan.LAST_FIRST - timedelta(days=1)
            for referral in _referrals(dice, person, count, plan.BEFORE_FIRST, last_day):
                referral.closed = referral.closed or last_day
                referral.answers = about_referral(dice, {})
                before.append(referral)
    return before


def _long_term(dice: Dice, numbers: Iterator[int], last: Sequence[Referral]) -> list[Referral]:
    """Young people referred earlier, of whom the police tell: how often each was missing makes up
    the table of divisions on both days."""
    found = []
    for division in plan.DIVISIONS:
        of_others = sum(
            int(each.answers["missing_count"])
            for each in last
            if (each.person.area, each.person.district) == (division.area, division.name)
            and plan.POLICE in each.tellers
            and each.open_on(plan.DAY)
            and each.answers["missing_count"].isdigit()
        )
        then = dice.parts(division.episodes_before, division.highest_before, division.people_before)
        now = dice.parts(division.episodes - of_others, division.highest, division.people)
        for n, episodes in enumerate(then):
            day = plan.YEAR_BEFORE - timedelta(days=dice.number(30, 400))
            person = _person(dice, next(numbers), division)
            ended = plan.YEAR_BEFORE + timedelta(days=dice.number(5, 85))
            referral = Referral(person, day, ended, (plan.POLICE,))
            referral.answers = about_referral(dice, {"social_care_outcome": "none_required"})
            referral.answers["referred_before"] = "no"
            counts = {plan.YEAR_BEFORE: episodes}
            if n < len(now):
                referral.closed = None
                counts[plan.DAY] = now[n]
            for return_day in plan.RETURN_DAYS:
                count = counts.get(return_day, (episodes + now[n % len(now)]) // 2)
                referral.on_day[return_day] = {"missing_count": str(count)}
            found.append(referral)
    return found

"""What the deliveries of a random scenario have in common, and the rows that they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import hard_cases as hard
from .codebook import FIRST_DAY_OF_2020, FORM_2011, FORM_2020
from .hard_cases_2020 import MERGED_ANSWERS_2020
from .layout import RowDraft

MOST_ROWS = 25
AGE_SAID = {"age", "date_of_birth"}
SILENT, SHARED, OWN = "", "shared", "own"
CLASH = "equal numbers contradict"
LONG_LIST = "one agency numbers a long list 1, 2, 3"
MERGING = "several records of each young person"
MIXED = (FORM_2011, FORM_2020, FORM_2020, "")
VERSIONS_BEFORE = (("", FORM_2011), ("", FORM_2011), ("", FORM_2011), MIXED)
VERSIONS_LATER = (("",), ("", FORM_2020), (FORM_2011,), MIXED, MIXED, MIXED)


@dataclass(frozen=True)
class World:
    """What the deliveries of one scenario have in common, so that they meet."""

    day: date
    agencies: tuple[str, ...]
    types: tuple[int, ...]
    numbering: tuple[str, ...]  # what the register mostly says of each agency
    areas: tuple[tuple[str, ...], ...]
    dates: tuple[date, ...]
    prefixes: str
    identifiers: tuple[str, ...]
    in_order: str
    strangers: bool  # equal numbers of two agencies are often different young people
    most_answers: int
    mostly_fine: bool
    theme: str  # empty or one of the above
    versions: tuple[str, ...]  # what is said of the form's version; blank: nothing
    known: list[RowDraft]  # young people whom several agencies and files tell of

    @property
    def both_forms(self) -> bool:
        """Whether any return may be in the later form."""
        return self.day >= FIRST_DAY_OF_2020 or FORM_2020 in self.versions


def new_world(rng: Random) -> World:
    """A snapshot's day, two or three agencies in one or two areas, a few return dates."""
    day = rng.choice(hard.DAYS)
    near = rng.random() < 0.5 and day.year == 2013  # where codes changed on 1 April 2013
    areas = rng.sample(hard.AREAS[:2] if near else hard.AREAS, rng.choice((1, 1, 1, 2)))
    offsets = [rng.choice((0, 0, 0, 0, -1, -1, -6, -6, -15, -15, -15, -31, -31, -31, -32))]
    offsets += rng.choices(hard.RETURN_DAYS_FROM_SNAPSHOT, k=rng.choice((0, 0, 0, 1, 2)))
    if near or rng.random() < 0.05:
        offsets.append(-20)
    if rng.random() < 0.1:
        areas.append(rng.choice(hard.OUTSIDE))
    pools = (hard.SMALL_IDENTIFIERS, hard.LARGE_IDENTIFIERS, hard.COMPOUND_IDENTIFIERS)
    pool = rng.choice((*pools, *pools[:2], sum(pools, ())))
    in_order = rng.choice(("", "", "", "1, 2, 3", "1001, 1002", "1001, 1002"))
    way = rng.choice(((SILENT,), (SILENT,), (SHARED,), (SILENT, SHARED), (SILENT, SHARED, OWN)))
    if pool == hard.SMALL_IDENTIFIERS and rng.random() < 0.5:
        way = (SHARED,)  # without which small numbers are never the same young person
    versions = rng.choice(VERSIONS_LATER if day >= FIRST_DAY_OF_2020 else VERSIONS_BEFORE)
    shares = (50, 8, 2, 40) if versions == MIXED else (62, 16, 5, 17)
    theme = rng.choices(("", CLASH, LONG_LIST, MERGING), shares)[0]
    if theme:
        way, in_order, areas, offsets = (SILENT,), "", areas[:1], offsets[:1]
    if theme in (LONG_LIST, MERGING):
        pool = hard.LARGE_IDENTIFIERS
    agencies = rng.sample(hard.AGENCIES, rng.choice((2, 2, 2, 3)))
    common = World(
        day=day,
        agencies=tuple(agencies),
        types=rng.choice(((0, 1, 2), (1, 1, 1), (2, 1, 0), (1, 1, 0))),
        numbering=tuple(rng.choice(way) for _ in agencies),
        areas=tuple(areas),
        dates=tuple(day + timedelta(days=offset) for offset in offsets),
        prefixes=rng.choice(("BWD", "BWD", "BWD LE", "bwd", "")),
        identifiers=pool,
        in_order=in_order,
        strangers=rng.random() < (0.6 if in_order else 0.2),
        most_answers=rng.choice((2, 4, 8, 12)),
        mostly_fine=bool(theme) or rng.random() < 0.5,
        theme=theme,
        versions=versions,
        known=[],
    )
    common.known.extend(row_draft(rng, common, 0) for _ in range(rng.choice((0, 3, 4, 4, 6))))
    return common


def number_in(identifier: str) -> int:
    """The young person's number, whichever way the identifier is written."""
    return int("".join(c for c in identifier if c.isdecimal()) or len(identifier))


def about(number: int, day: date, shown: str, slip: str) -> dict[str, str]:
    """What is always the same of a young person, and at times a slip in it."""
    gender = ("Female", "Female", "male", "female")[number % 4]
    born = date(day.year - 14 - number % 3, number % 12 + 1, number % 28 + 1)
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if slip == "gender":
        gender = "male" if gender != "male" else "Transgender"
    if slip == "month":
        born += timedelta(days=31)
    said = {}
    if "g" in shown:
        said["gender"] = gender
    if "b" in shown:
        said["date_of_birth"] = hard.written(born, number)
    if "m" in shown:
        said["date_of_birth"] = born.strftime("%m/%Y")
    if "a" in shown:
        said["age"] = str(age + {"age": 2, "age by one": 1, "age less one": -1}.get(slip, 0))
    return said


def row_draft(rng: Random, common: World, stranger: int) -> RowDraft:
    """One young person's row; a stranger is not who another agency has under the number."""
    if common.known and rng.random() < 0.6:
        return told_again(rng, common, rng.choice(common.known))
    identifier = rng.choice(common.identifiers)
    if rng.random() < (0.02 if common.mostly_fine else 0.12):
        identifier = rng.choice(hard.BAD_IDENTIFIERS)
    shown = rng.choice(("", "", "g", "b", "m", "a", "ga", "gb", "gm", "gab", "gm", "gam"))
    slip = ""
    if rng.random() < (0.1 if common.mostly_fine else 0.3):
        slip = rng.choice(("gender", "month", "age", "age by one", "age less one"))
    number = number_in(identifier) + (stranger if rng.random() < 0.6 else 0)
    answers = about(number, common.dates[0], shown, slip)
    pool = hard.answers_about(common.day, common.both_forms)
    for cells in rng.choices(pool, k=rng.randint(0, common.most_answers)):
        names = {name for name, _ in cells}
        if names & AGE_SAID and answers.keys() & AGE_SAID and rng.random() < 0.9:
            continue
        if answers.keys().isdisjoint(names):
            answers |= cells
    if identifier in hard.BAD_IDENTIFIERS:
        for name, text in hard.BAD_IDENTIFIER_COMPANY:
            answers.setdefault(name, text)
    return RowDraft(identifier, answers, too_long=rng.random() < 0.02)


def told_again(rng: Random, common: World, draft: RowDraft) -> RowDraft:
    """A known young person's row: otherwise written, and at times otherwise answered."""
    number = number_in(draft.identifier)
    ways = [text for text in common.identifiers if number_in(text) == number]
    identifier = rng.choice([draft.identifier, *ways])
    if draft.identifier in hard.BAD_IDENTIFIERS:
        identifier = draft.identifier
    answers = dict(draft.answers)
    for name in draft.answers:
        fate = rng.random()
        if fate < 0.15:
            del answers[name]
        elif fate < 0.4:
            firsts = [cells[0] for cells in hard.answers_about(common.day, common.both_forms)]
            answers[name] = rng.choice([text for asked, text in firsts if asked == name])
    return RowDraft(identifier, answers, draft.too_long and rng.random() < 0.1)


def put_in_order(rows: Sequence[RowDraft], how: str) -> None:
    """Number the rows of a form one after another (but leave bad identifiers)."""
    for number, row in enumerate(rows, start=1):
        if row.identifier in hard.BAD_IDENTIFIERS:
            continue
        if how == "1, 2, 3":
            row.identifier = (f"{number}", f"{number:03}")[number % 2]
        elif how:
            row.identifier = (f"{1000 + number}", f"BwD/{1000 + number:06}")[number % 3 == 0]


def long_list(rng: Random) -> list[RowDraft]:
    """A project's 1, 2, 3 that is so long that its numbers are no longer small."""
    count, largest = hard.LARGEST_OF_A_LONG_LIST
    numbers = [*range(1, count), rng.choice(largest)]
    return [RowDraft(str(number), {}) for number in numbers]


def clashing_list(rng: Random) -> list[RowDraft]:
    """The same few identifiers in every agency, of which more or fewer contradict."""
    share = rng.choice((0.0, 0.3, 0.3, 0.5, 0.8))
    rows = []
    for number in range(rng.choice((2, 3, 3, 4, 6))):
        for _ in range(rng.choice((1, 1, 1, 2))):  # at times twice, and one of them fuller
            answers = {"gender": "male" if rng.random() < share else "Female"}
            if rng.random() < 0.3:
                answers["nationality"] = "British"
            rows.append(RowDraft(f"AB{number}", answers))
    return rows


def several_records(rng: Random, common: World) -> list[RowDraft]:
    """Records of the same young people, about equally full, that say different things."""
    rows = []
    for number in range(1001, rng.choice((1003, 1004, 1005))):
        for _ in range(rng.choice((1, 1, 2))):
            shown = rng.choice(("", "g", "a", "m", "am", "am"))
            slip = rng.choice(("age by one", "age less one", ""))
            answers = about(number, common.dates[0], shown, slip)
            pool = hard.MERGED_ANSWERS
            if common.both_forms and rng.random() < 0.8:
                pool = MERGED_ANSWERS_2020
                answers["location_type"] = rng.choice(("City", "Town", "rural"))
            cells = rng.sample(pool, rng.choice((1, 2, 3, 3, 4)))
            for name, text in (pair for bundle in cells for pair in bundle):
                answers.setdefault(name, text)
            rows.append(RowDraft(rng.choice((f"{number}", f"bwd/{number:06}")), answers))
    return rows


def rows_for(rng: Random, common: World, agency: int) -> list[RowDraft]:
    """The rows of a form that is one of an agency's in this world."""
    fewest, most = rng.choice(((0, 0), (1, 4), (3, 8), (6, 10), (8, 14), (8, MOST_ROWS)))
    if common.theme:
        fewest, most = min(fewest, 2), min(most, 4)
    stranger = 5 * agency if common.strangers else 0
    rows = [row_draft(rng, common, stranger) for _ in range(rng.randint(fewest, most))]
    put_in_order(rows, common.in_order if rng.random() < 0.85 else "")
    if common.theme == CLASH:
        rows = clashing_list(rng) + (rows if rng.random() < 0.3 else [])
    elif common.theme == MERGING:
        rows = several_records(rng, common) + (rows if rng.random() < 0.3 else [])
    elif common.theme == LONG_LIST and agency == 0:
        rows = long_list(rng)
    elif common.theme == LONG_LIST:
        rows += [RowDraft(str(number), {}) for number in hard.LARGEST_OF_A_LONG_LIST[1]]
    return rows

"""Everything that happens in the sample: who is reported by whom, twice, late or no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sample_figures import NOT_KNOWN, SEED, SNAPSHOT_DAY
from sample_identifiers import Numbers, share_number, write_identifier
from sample_people import Person, age_on, home_files, invent, make_people
from sample_places import AGENCIES, PLACES
from sample_plan import JUNE, MAY, FilePlan, make_files
from sample_records import (
    COUNTED,
    DUPLICATE,
    Record,
    answered,
    equal_record,
    make_record,
    second_record,
    thin,
)

# area|who counts the young person|who tells of them too|how many
_DUPLICATES = """
889|S01|V01|5
889|V01|S01|2
889|S01|V01 V23|3
890|S02|V02|4
890|V02|S02|1
888|S03|V03|4
888|V03|S03|2
354|S04|V05|3
354|V05|S04|1
383|S07|V07|2
383|V07|S07|2
373|S08|V08|3
373|V08|S08|2
372|S09|V08|3
372|V08|S09|1
306|S10|V10|4
306|V10|S10|1
306|S10|V10 V23|2
209|S11|V10|2
209|V10|S11|1
316|S12|V11|2
316|V11|S12|1
CH|S13|V12|2
CH|V12|S13|1
892|S17|V14|2
892|V14|S17|2
892|S17|V14 V23|2
330|S19|V15|2
330|V15|S19|1
886|S27|V18|1
886|V18|S27|1
353|S05|S05|2
816|M01|M01|1
806|V22|V22|1
801|V20|V20|1
"""
# Two rows that answer equally many questions: the agency's type decides which one stands for
# the young person, then its name, then the file's path, then the place in the file.
_TIES = (
    ("890", "S02", "V02", 2),
    ("210", "V10", "V23", 2),
    ("892", "V14", "V14", 1),
    ("353", "S05", "S05", 1),
)

# Different young people with one identifier: where, what they contradict each other in, pairs.
_SAME_IDENTIFIER = (
    (("889", "S01", "V01"), "gender", 1),
    (("888", "S03", "V03"), "month", 1),
    (("306", "S10", "V10"), "age", 1),
    (("892", "S17", "V14"), "gender", 1),
    (("353", "S05", "S05"), "age", 1),
    (("380", "S06", "V07"), "any", 4),  # these six: two agencies that number for themselves,
    (("380", "S06", "V07"), "", 2),  # as more than a third of what they share contradicts
    (("831", "S18", "V14"), "", 4),  # numbers under 1000 mean nothing between agencies
    (("LR", "S16", "V13"), "", 5),  # the register says that V13 numbers for itself
    (("211", "S14", "V12"), "", 3),  # so does one of V12's two files
    (("391", "V22", "S29"), "", 3),  # V22 numbers 1, 2, 3
)

# Agency, area and number of the young people who were no longer worked with, and of those
# aged 18 or over who were not first seen as children.
_CLOSED = """
S01 889 3|V03 888 2|S04 354 2|S06 380 3|V08 373 1|S10 306 2|V11 304 2|V13 856 3|V14 831 2|
S19 330 3|S22 894 2|S23 881 1|V18 851 1|V20 801 2|V22 391 2|S15 308 1|V09 384 1|V04 352 2
"""
_ADULTS = """
S02 890 2|V07 380 2|S08 373 1|V10 210 2|V13 856 1|S20 331 1|V23 919 1|V22 806 2|V04 352 2|
S25 821 1|V15 861 1
"""
# Returns that no snapshot of 6 June counts: too old, after the day, displaced by a nil return.
_NOT_CURRENT = (("S31", "332", 7), ("V28", "887", 5), ("S32", "822", 4), ("V27", "344", 5))


@dataclass
class Story:
    """All files with their rows, and the young people who are to be counted."""

    files: list[FilePlan]
    people: list[Person]
    records: list[Record]
    outsiders: list[Record]
    numbers: Numbers
    rng: Random
    first: dict[int, Record] = field(default_factory=dict)  # by young person
    next_person: int = 10_000

    def file(self, key: str, area: str) -> FilePlan:
        """Return a file whose rows of an agency and area are counted."""
        return home_files(self.files)[key, area][0]

    def stranger(self, key: str, area: str, step: str, age: int | None = None) -> Record:
        """Add a row on a young person who is not to be counted, and return it."""
        file = self.file(key, area)
        if step == "not_current":
            file = next(f for f in self.files if f.agency.key == key and PLACES[area] in f.places)
        self.next_person += 1
        person = invent(self.next_person, PLACES[area], file, self.rng, age)
        person.core = self.numbers.next(file.agency, PLACES[area])
        record = make_record(person, file, step, self.rng)
        record.person = None
        # All dates are written, so that what happens later can be seen to be later.
        record.referral, record.first_date = person.referral, person.first_date
        self.records.append(record)
        return record


def _number(story: Story) -> None:
    for person in story.people:
        person.core = story.numbers.next(person.agency, person.place)
    for person in story.people:
        record = make_record(person, person.file, COUNTED, story.rng)
        story.first[person.number] = record
        story.records.append(record)


def _chain(story: Story) -> None:
    """One identifier, three rows: two are one young person, the third fits one of them only."""
    other = next(p for p in story.people if (p.agency.key, p.place.key) == ("V23", "889"))
    theirs = story.first[other.number]
    for person in story.people:
        if (person.agency.key, person.place.key) != ("S01", "889") or person.used:
            continue
        ours = story.first[person.number]
        ages = ours.effective_age, theirs.effective_age
        if ages[0] is None or ages[1] is None or abs(ages[0] - ages[1]) > 1 or ages[0] > 16:
            continue
        differ = ours.answers["gender"] != theirs.answers["gender"]
        if not differ or answered(ours) <= answered(theirs) + 4:
            continue
        other.core = theirs.core = person.core
        other.used = person.used = True
        between = second_record(person, ours, story.file("V01", "889"), 3, set(), story.rng)
        between.answers["gender"] = (NOT_KNOWN,)
        between.age, between.born = ages[0], None
        story.records.append(between)
        return
    raise AssertionError("no young person fits the chain of three")


def _duplicates(story: Story) -> None:
    turn = 0
    homes = home_files(story.files)
    for area, key, other, number in _TIES:
        files = sorted(homes[other, area], key=lambda file: file.path)
        for person in _fullest(story, key, area, number, files[0] if other == key else None):
            first = story.first[person.number]
            record = equal_record(person, first, files[-1], story.rng)
            record.after = first if files[-1] is person.file else None
            story.records.append(record)
    for line in _DUPLICATES.strip().splitlines():
        area, key, others, number_text = line.split("|")
        for person in _fullest(story, key, area, int(number_text)):
            first = story.first[person.number]
            kept: set[str] = set()
            for place, other in enumerate(others.split()):
                file = person.file if other == key else story.file(other, area)
                turns = turn if place == 0 else 3
                record = second_record(person, first, file, turns, kept, story.rng)
                record.after = first if other == key else None
                story.records.append(record)
            turn += 1


def _fullest(
    story: Story, key: str, area: str, number: int, file: FilePlan | None = None
) -> list[Person]:
    """Return the young people of whom an agency (in one of its files) tells the most."""
    free = [
        person
        for person in story.people
        if (person.agency.key, person.place.key) == (key, area)
        and not person.used
        and file in (None, person.file)
        and person.age is not None
        and person.age < 18
    ]
    free.sort(key=lambda person: -answered(story.first[person.number]))
    if len(free) < number:
        raise AssertionError(f"too few young people of {key} in {area}")
    for person in free[:number]:
        person.used = True
    return free[:number]


def _outside_england(story: Story) -> None:
    for agency in AGENCIES.values():
        for area, number in agency.counts:
            for _ in range(0 if PLACES[area].in_england else number):
                record = story.stranger(agency.key, area, "outside_england")
                story.outsiders.append(record)


def _earlier_returns(story: Story) -> None:
    """Fill May's returns of agencies that send again in June, and those that are replaced."""
    rng = story.rng
    homes = home_files(story.files)
    outside = [(r.place, r) for r in story.outsiders]
    for file in story.files:
        if file.delivery != MAY:
            continue
        for place in file.places:
            if file in homes.get((file.agency.key, place.key), []):
                continue
            told = [p for p in story.people if (p.agency, p.place) == (file.agency, place)]
            for person in told:
                known = person.first_date is not None and person.first_date <= file.day
                if known and rng.random() < 0.75:
                    record = make_record(person, file, "not_current", rng)
                    thin(record, 0.7, rng)
                    story.records.append(record)
            for there, record in outside:
                if there is place and record.agency is file.agency and rng.random() < 0.3:
                    story.records.append(_month_before(record, file))
    _replaced(story, "S08", "373", 2)
    _replaced(story, "V07", "381", 1)


def _month_before(record: Record, file: FilePlan) -> Record:
    known = record.born is not None and (record.first_date or SNAPSHOT_DAY) <= file.day
    before = Record(file, record.place, "not_current", core=record.core)
    before.answers = dict(record.answers)
    if known and record.born is not None:
        before.born, before.age = record.born, age_on(record.born, file.day)
    else:
        before.age = record.effective_age
    return before


def _replaced(story: Story, key: str, area: str, missing: int) -> None:
    """Fill the return that a corrected one replaces: some are missing, some answers differ."""
    rng = story.rng
    file = next(
        f
        for f in story.files
        if f.delivery == JUNE and f.agency.key == key and PLACES[area] in f.places
    )
    told = [p for p in story.people if (p.agency.key, p.place.key) == (key, area)]
    for person in told[missing:]:
        record = make_record(person, file, "replaced", rng)
        thin(record, 0.9, rng)
        story.records.append(record)


def _closed(story: Story) -> None:
    rng = story.rng
    late = 0
    for cell in _CLOSED.replace("\n", "").split("|"):
        key, area, number = cell.split()
        for turn in range(int(number)):
            record = story.stranger(key, area, "not_open")
            day = record.file.day
            start = record.first_date or day
            record.closure = start + timedelta(rng.randint(0, (day - start).days))
            if day < SNAPSHOT_DAY:  # a planned end, between the return and the snapshot
                record.closure = date(2011, 6, 3) + timedelta(late % 4)
                record.slip("closure_date", "warning.closure_after_return")
                late += 1
            elif key == "S19" and turn == 0:
                record.closure = SNAPSHOT_DAY
            elif turn == 1 and area not in ("304", "391"):
                _worked_with_again(story, record)


def _worked_with_again(story: Story, closed: Record) -> None:
    """Make a closed row an earlier time of a young person who is worked with now."""
    for person in story.people:
        here = (person.agency, person.place) == (closed.agency, closed.place)
        if not here or person.used or person.born is None or person.referral is None:
            continue
        if person.age is None or not 13 <= person.age < 18:
            continue
        person.used = True
        now = make_record(person, closed.file, closed.step, story.rng)
        closed.core, closed.age, closed.born = person.core, now.effective_age, now.born
        closed.first_age = None
        closed.answers["gender"] = person.answers["gender"]
        closed.referral = person.referral - timedelta(380)
        closed.first_date = closed.referral + timedelta(9)
        closed.closure = closed.referral + timedelta(200)
        return


def _adults(story: Story) -> None:
    turn = 0
    for cell in _ADULTS.replace("\n", "").split("|"):
        key, area, number = cell.split()
        for _ in range(int(number)):
            age = (18, 19, 18, 27, 20, 18, 22, 19, 26, 18, 31, 18)[turn % 12]
            record = story.stranger(key, area, "over_18", age)
            if age <= 25 and turn % 3 == 1:
                record.first_age = None
                record.first_date = record.referral = None
                record.slip("age_at_first_assessment", "warning.adult_no_first_assessment")
            elif turn == 9:
                record.first_age, record.first_date, record.referral = None, None, None
                record.raw["age_at_first_assessment"] = str(age + 2)
                record.slip("age_at_first_assessment", "answer.first_age_above_age")
            elif age <= 25:
                record.first_date, record.referral = None, None
                record.first_age = age
            turn += 1


def make_story() -> Story:
    """Return the whole sample but for its slips."""
    rng = Random(SEED)
    files = make_files()
    people = make_people(files, rng)
    story = Story(files, people, [], [], Numbers(rng), rng)
    _number(story)
    for where, wanted, number in _SAME_IDENTIFIER:
        share_number(people, story.first, where, wanted, number)
    _chain(story)
    _duplicates(story)
    _outside_england(story)
    for key, area, number in _NOT_CURRENT:
        for _ in range(number):
            story.stranger(key, area, "not_current")
    _closed(story)
    _adults(story)
    _earlier_returns(story)
    return story


def write_identifiers(story: Story) -> None:
    """Write the identifier of every row that a slip has not given another one."""
    wide = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
    widened = False
    for record in story.records:
        if any(kind.startswith("row.id_") for _, kind in record.slips):
            continue
        record.ident = write_identifier(record)
        plain = record.file.style.encoding.startswith("utf")
        if record.step == DUPLICATE and plain and record.agency.key == "V01" and not widened:
            record.ident, widened = record.ident.translate(wide), True

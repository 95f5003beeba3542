"""The slips: every kind of mistake that the codebook puts a price on.

Slips in answers stand where nothing was to be counted, or where what remains is what was to
be counted, so that the study's figures hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sample_figures import NOT_KNOWN, QUESTIONS
from sample_plan import JUNE, MAY
from sample_records import COUNTED, DUPLICATE, NO_ANSWERS, Record, answered
from sample_story import Story
from sample_wording import label

Test = Callable[[Record], bool]

# agency|area|identifier|kind: rows that cannot be told who they are of. The ten-digit number
# is from the range kept for tests, the telephone number and the postcode from those that are
# never given out.
_IDENTIFIERS = """
S01|889||row.id_missing
V20|801||row.id_missing
S02|890|tbc|row.id_placeholder
V10|210|N/A|row.id_placeholder
S22|894|unknown|row.id_placeholder
V04|352|0000|row.id_placeholder
S23|881|--|row.id_placeholder
V13|856|1.23E+05|row.id_spreadsheet
S10|306|9990000018|row.id_nhs_number
V22|394|999 000 0018|row.id_nhs_number
S19|330|ZZ99 3CZ|row.id_postcode
V14|831|someone@example.org|row.id_email
S06|380|01632 960123|row.id_phone
V08|373|Testname Sample|row.id_name
"""

# question|text|how many: a value that is no option, where nothing was to be provided
_NO_OPTION = """
location_type|Seaside resort|2
education_status|College on Tuesdays|1
social_care_response|Level 3|2
gang_association|maybe|1
ethnicity|see file|1
nationality|British or Irish|1
missing_episodes|often|2
initiated_by|her friends|1
court_proceedings|adjourned|1
support_provided|Horse riding|1
"""


@dataclass
class _Planter:
    """Finds rows that have no slip yet."""

    story: Story

    def find(self, test: Test) -> Record:
        """Return an unspoilt counted row that passes a test."""
        people = {person.number: person for person in self.story.people}
        for record in sorted(self.story.first.values(), key=_scatter):
            person = people[record.person or 0]
            if record.slips or person.used or record.step != COUNTED or "age" in record.raw:
                continue
            if test(record):
                return record
        raise AssertionError("no row is left for a slip")


def _scatter(record: Record) -> tuple[int, int]:
    number = record.person or 0
    return (number * 7919) % 1009, number


def _asks(record: Record, question: str, ticks: bool = False) -> bool:
    written_in_ticks = QUESTIONS[question].several and record.file.style.ticks is not None
    return question in record.file.asked and written_in_ticks == ticks


def _silent(question: str, ticks: bool = False) -> Test:
    return lambda r: _asks(r, question, ticks) and question not in r.answers


def _says(question: str, ticks: bool = False) -> Test:
    return lambda r: (
        _asks(r, question, ticks)
        and r.answers.get(question, (NOT_KNOWN,)) not in (*NO_ANSWERS, ("none",))
    )


def _lives(wanted: tuple[str, ...] | None) -> Test:
    return lambda r: r.answers.get("living_situation") == wanted


def _rows_refused(story: Story) -> None:
    for line in _IDENTIFIERS.strip().splitlines():
        key, area, ident, kind = line.split("|")
        record = story.stranger(key, area, "quarantined")
        record.ident = ident
        record.slip("local_id", kind)
    for key, area, text in (
        ("V23", "919", "Nowhereshire"),
        ("V05", "350", "Greater Nowhere"),
        ("V23", "341", ""),
        ("S20", "331", "999"),
    ):
        record = story.stranger(key, area, "quarantined")
        record.area_text = text
        record.slip("area", "row.area_unknown")
    for key, area, text in (("V03", "888", "31/02/2011"), ("S24", "874", "soon")):
        record = story.stranger(key, area, "quarantined")
        record.raw["closure_date"] = text
        record.slip("closure_date", "row.closure_unreadable")
    record = story.stranger("S09", "372", "quarantined")
    record.closure = (record.referral or record.file.day) - timedelta(20)
    record.slip("closure_date", "row.closure_before_referral")
    record = story.stranger("V18", "846", "quarantined")
    record.closure = (record.first_date or record.file.day) - timedelta(20)
    record.referral = None
    record.slip("closure_date", "row.closure_before_first_assessment")
    record = story.stranger("S17", "892", "quarantined")
    record.extra = "see file"
    record.slip("", "row.too_long")


def _no_options(planter: _Planter) -> None:
    for line in _NO_OPTION.strip().splitlines():
        question, text, number = line.split("|")
        for _ in range(int(number)):
            record = planter.find(_silent(question))
            record.raw[question] = text
            record.slip(question, "answer.no_option")
    for question, bad in (("coercion_methods", "Hypnosis"), ("support_provided", "Riding")):
        record = planter.find(_says(question))
        texts = [label(code) for code in record.answers[question]]
        record.raw[question] = "; ".join([*texts, bad])
        record.slip(question, "answer.no_option")
    for question in ("coercion_methods", "exploitation_levels"):
        record = planter.find(_says(question, ticks=True))
        free = [c for c in QUESTIONS[question].codes[:-1] if c not in record.answers[question]]
        record.ticks[question, free[0]] = "perhaps"
        record.slip(question, "answer.tick_unreadable")


def _ages(planter: _Planter) -> None:
    def dated(record: Record) -> bool:
        return record.born is not None and 11 < (record.effective_age or 0) < 18

    texts = (
        ("15 or 16", "answer.age_unreadable"),
        ("15.5", "answer.age_unreadable"),
        ("150", "answer.age_unreadable"),
        ("-1", "answer.age_unreadable"),
        ("5", "answer.age_far_from_birth"),
        ("51", "answer.age_far_from_birth"),
    )
    for text, kind in texts:
        record = planter.find(dated)
        record.age = None
        record.raw["age"] = text
        record.slip("age", kind)
    for _ in range(2):
        record = planter.find(lambda r: r.age is not None and r.age < 18 and r.age > 10)
        record.first_age = None
        record.raw["age_at_first_assessment"] = str((record.age or 0) + 2)
        record.slip("age_at_first_assessment", "answer.first_age_above_age")
    for shift in (1, -1):
        record = planter.find(
            lambda r: dated(r) and r.age is not None and r.born is not None and r.born.day < 29
            and r.age == r.effective_age and 11 < r.age < 18
        )  # fmt: skip
        born = record.born or date(1996, 1, 1)
        record.born = born.replace(year=born.year + shift)
        record.first_age = None
        record.slip("age", "warning.age_one_year_off")


def _dates(planter: _Planter) -> None:
    def aged(record: Record) -> bool:
        return record.file.born == "full" and record.age is not None and record.age < 18

    texts = (
        ("date_of_birth", "31/02/1996", "answer.date_unreadable"),
        ("date_of_birth", "2012-03-14", "answer.date_after_return"),
        ("referral_date", "45/13/2010", "answer.date_unreadable"),
        ("referral_date", "2011-09-01", "answer.date_after_return"),
        ("first_assessment_date", "last spring", "answer.date_unreadable"),
        ("first_assessment_date", "14/07/2011", "answer.date_after_return"),
    )
    for question, text, kind in texts:
        record = planter.find(aged)
        record.raw[question] = text
        if question == "date_of_birth":
            record.born = None
        elif question == "referral_date":
            record.referral = None
        else:
            record.first_date = None
        record.slip(question, kind)
    for _ in range(2):
        record = planter.find(
            lambda r: r.first_date is not None and r.first_date + timedelta(9) < r.file.day
        )
        record.referral = (record.first_date or record.file.day) + timedelta(6)
        record.slip("first_assessment_date", "warning.first_assessment_before_referral")
    for number in range(3):
        record = planter.find(lambda r: r.first_date is not None)
        record.closure = date(2011, 6, 30) + timedelta(17 * number)
        record.slip("closure_date", "warning.closure_after_return")
    for text in ("n/a", "-", "not known"):
        record = planter.find(lambda r: r.closure is None)
        record.raw["closure_date"] = text
        record.slip("closure_date", "warning.closure_not_known")


def _together(planter: _Planter) -> None:
    for question, other in (("substance_misuse", "alcohol"), ("criminal_justice_issues", "asbo")):
        record = planter.find(_silent(question))
        record.raw[question] = f"None; {label(other)}"
        record.slip(question, "answer.none_with_other")
        record = planter.find(_silent(question, ticks=True))
        mark = record.file.style.ticks[0] if record.file.style.ticks else ""
        record.ticks[question, "none"] = record.ticks[question, other] = mark
        record.slip(question, "answer.none_with_other")
    for question in ("coercion_methods", "support_provided"):
        record = planter.find(_says(question))
        texts = [label(code) for code in record.answers[question]]
        record.raw[question] = "; ".join([*texts, "n/k"])
        record.slip(question, "warning.not_known_with_other")
    record = planter.find(_says("exploitation_levels", ticks=True))
    mark = record.file.style.ticks[0] if record.file.style.ticks else ""
    record.ticks["exploitation_levels", NOT_KNOWN] = mark
    record.slip("exploitation_levels", "warning.not_known_with_other")
    for question, text, living in (
        ("family_setting", "Family home", ("looked_after",)),
        ("family_setting", "Kinship care", (NOT_KNOWN,)),
        ("looked_after_placement", "Residential home", ("with_family",)),
        ("looked_after_placement", "Private fostering", None),
    ):
        record = planter.find(_lives(living))
        record.raw[question] = text
        record.slip(question, "answer.dependent_without_condition")


def _courts(story: Story) -> None:
    """Where a further row says that the police do nothing and a court does."""
    left = 2
    for record in story.records:
        first = story.first.get(record.person) if record.person is not None else None
        if record.step != DUPLICATE or first is None or record.slips or left == 0:
            continue
        active = first.answers.get("police_investigation") == ("yes",)
        court = first.answers.get("court_proceedings", (NOT_KNOWN,))
        asked = {"police_investigation", "court_proceedings"}.issubset(record.file.asked)
        if not active or not asked or court in (("none",), (NOT_KNOWN,)):
            continue
        if answered(record) + 3 > answered(first):
            continue
        record.answers["police_investigation"] = ("no",)
        record.answers["court_proceedings"] = court
        record.slip("court_proceedings", "warning.court_without_police")
        left -= 1
    if left:
        raise AssertionError("no further row is left for a court without police")


def _not_counted(story: Story) -> None:
    """A few slips in rows that no table counts: outside England, and of a past month."""
    outside = [record for record in story.outsiders if not record.slips]
    record = outside[4]
    record.age, record.born, record.raw["age"] = None, None, "fifteen"
    record.first_age = None
    record.slip("age", "answer.age_unreadable")
    record = next(r for r in outside[10:] if _silent("location_type")(r))
    record.raw["location_type"] = "Valleys"
    record.slip("location_type", "answer.no_option")
    past = (r for r in story.records if r.file.delivery == MAY and r.step == "not_current")
    record = next(r for r in past if _silent("education_status")(r))
    record.raw["education_status"] = "Homework club"
    record.slip("education_status", "answer.no_option")
    twice = (r for r in story.records if r.step == DUPLICATE and r.file.delivery == JUNE)
    record = next(r for r in twice if r.answers.get("gender") == (NOT_KNOWN,) and not r.slips)
    del record.answers["gender"]
    record.raw["gender"] = "girl?"
    record.slip("gender", "answer.no_option")


def plant_slips(story: Story) -> None:
    """Plant all slips in rows; those that refuse whole files are in sample_refused."""
    planter = _Planter(story)
    _rows_refused(story)
    _no_options(planter)
    _ages(planter)
    _dates(planter)
    _together(planter)
    _courts(story)
    _not_counted(story)

"""From the story to files: what each agency writes into each return."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from lancashire_plan import COUNCILS, POLICE, RETURN_DAYS, Agency
from lancashire_story import Referral
from sample_document import table_document
from sample_sheets import Sheet, Value
from sample_workbook import xlsx

# What the police know best, and the other agencies.  Who tells of a referral alone answers all.
_BY_POLICE = (
    "missing_count", "return_interview_offered", "return_interview_accepted",
    "return_interview_72_hours", "exploitation_type", "county_lines", "coercion_methods",
    "criminal_justice_issues", "police_investigation", "court_proceedings",
)  # fmt: skip
_BY_OTHERS = (
    "referral_source", "referred_before", "social_care_outcome", "continuum_of_need",
    "nrm_referral", "risk_at_start", "risk_now", "living_situation", "family_setting",
    "looked_after_placement", "camhs_contact",
)  # fmt: skip
_ALWAYS = ("date_of_birth", "gender", "registered_sex", "ethnicity")
_COLUMNS = (
    "local_id", "area", "district", *_ALWAYS, "referral_date", "closure_date", *_BY_OTHERS,
    *_BY_POLICE,
)  # fmt: skip
_HEADERS = {
    "local_id": "Local identifier",
    "date_of_birth": "Date of birth",
    "gender": "Gender",
    "registered_sex": "Sex as registered",
    "ethnicity": "Ethnicity",
    "referral_date": "Date of referral",
    "closure_date": "Date work ended",
    "referral_source": "Source of referral",
    "referred_before": "Referred before",
    "social_care_outcome": "Social care outcome of the referral",
    "continuum_of_need": "Continuum of Need level",
    "nrm_referral": "Referred to the National Referral Mechanism",
    "risk_at_start": "Exploitation risk at start",
    "risk_now": "Exploitation risk now",
    "living_situation": "Living situation",
    "family_setting": "If with family",
    "looked_after_placement": "If looked after, placement",
    "camhs_contact": "In contact with CAMHS",
    "missing_count": "Missing episodes in the last 12 months",
    "return_interview_offered": "Return home interview offered",
    "return_interview_accepted": "Return home interview accepted",
    "return_interview_72_hours": "Return home interview held within 72 hours",
    "exploitation_type": "Type of exploitation",
    "county_lines": "County lines",
    "coercion_methods": "Methods of coercion",
    "criminal_justice_issues": "Criminal justice issues",
    "police_investigation": "Police investigation active",
    "court_proceedings": "Court proceedings",
}
_COVER = ("Agency", "Type of agency", "Safeguarding partnership area", "Return date")
_FORM = "Form version"


def render(story: Sequence[Referral]) -> dict[str, bytes]:
    """Return all files by path below `returns/`."""
    found = {}
    for day in RETURN_DAYS:
        for agency in (POLICE, *COUNCILS.values(), *_others(story)):
            told = [each for each in story if agency in each.tellers and each.stands_in(day)]
            if told:
                path = f"{day:%Y-%m}/{agency.stem}.{agency.format}"
                found[path] = _file(agency, day, [_answers(each, agency, day) for each in told])
    return found


def _others(story: Sequence[Referral]) -> list[Agency]:
    """The agencies that are neither the police nor a council."""
    known = (POLICE, *COUNCILS.values())
    return list(dict.fromkeys(a for each in story for a in each.tellers if a not in known))


def _answers(referral: Referral, agency: Agency, day: date) -> dict[str, str]:
    """Return what an agency's row says: what it knows best, or all where it alone tells."""
    person = referral.person
    of_day = referral.answers | referral.on_day.get(day, {})
    mine = _BY_POLICE if agency == POLICE else _BY_OTHERS
    if len(referral.tellers) == 1:
        mine = (*_BY_OTHERS, *_BY_POLICE)
    row = {name: person.answers[name] for name in _ALWAYS}
    row |= {name: of_day.get(name, "") for name in mine}
    row["local_id"] = person.local_id
    row["referral_date"] = referral.day.isoformat()
    if referral.closed is not None and referral.closed <= day:
        row["closure_date"] = referral.closed.isoformat()
    if agency.districts:
        row["area"], row["district"] = person.area, person.district
    return row


def _file(agency: Agency, day: date, rows: Sequence[Mapping[str, str]]) -> bytes:
    columns = [name for name in _COLUMNS if any(row.get(name) for row in rows)]
    area = agency.areas[0] if len(agency.areas) == 1 else ""
    said = (agency.name, agency.type, area, f"{day:%d/%m/%Y}")
    cover: list[list[Value]] = [list(line) for line in zip(_COVER, said, strict=True) if line[1]]
    if agency.says_version:
        cover.append([_FORM, "2020"])
    if agency.format == "csv":
        return _csv(cover, columns, rows)
    headers: list[Value] = [_HEADERS[name] for name in columns]
    table = [headers, *([_cell(name, row) for name in columns] for row in rows)]
    if agency.format == "xlsx":
        return xlsx([Sheet("Cover", cover), Sheet("Records", table, headers={1})], shared=True)
    return table_document([Sheet("Cover", cover), Sheet("Records", table)])


def _csv(
    cover: Sequence[Sequence[Value]], columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> bytes:
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerows([*cover, [], columns])
    lines.writerows([row.get(name, "") for name in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def _cell(name: str, row: Mapping[str, str]) -> Value:
    """Return a cell of a workbook: dates and numbers as such."""
    text = row.get(name, "")
    if text and name in ("date_of_birth", "referral_date", "closure_date"):
        return date.fromisoformat(text)
    return int(text) if name == "missing_count" and text.isdigit() else text

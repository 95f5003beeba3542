"""Each young person once: surely the same, own numbering, the primary, and merging."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .codebook import DEPENDS_ON, NONE, NOT_KNOWN, QUESTIONS, folded
from .records import Record, is_bare_number

TYPE_ORDER = ("statutory", "mixed", "voluntary")


@dataclass(frozen=True)
class Case:
    """A young person as the tables count them."""

    agency_type: str
    one: Mapping[str, str]
    several: Mapping[str, frozenset[str]]
    forms: frozenset[str]  # of all their records
    age: int | None
    age_not_known: bool


def primary_order(record: Record) -> tuple[int, int, str, str, int]:
    """The order of primaries: fullest first, then type, agency, file and place."""
    row = record.row
    type_rank = TYPE_ORDER.index(row.agency_type)
    return -record.answered, type_rank, row.agency, record.path, row.place_in_file


def agency_of(record: Record) -> str:
    """The agency as it is compared."""
    return folded(record.row.agency)


def contradict(one: Record, other: Record) -> bool:
    """Whether two records cannot be of one young person."""
    genders = {one.one.get("gender", NOT_KNOWN), other.one.get("gender", NOT_KNOWN)} - {NOT_KNOWN}
    if len(genders) == 2:
        return True
    if one.month_of_birth and other.month_of_birth:
        return one.month_of_birth != other.month_of_birth
    return one.age is not None and other.age is not None and abs(one.age - other.age) > 1


def numbers_one_to_n(records: Sequence[Record]) -> bool:
    """The first test of own numbering, on one agency's records in an area."""
    identifiers = {record.identifier for record in records}
    if len(identifiers) < 5 or not all(is_bare_number(text) for text in identifiers):
        return False
    return max(int(text) for text in identifiers) <= 2 * len(identifiers)


def numbers_clash(one: Sequence[Record], other: Sequence[Record]) -> bool:
    """The second test, on the records of two agencies in an area."""
    common = {r.identifier for r in one} & {r.identifier for r in other}
    clashes = 0
    for text in common:
        first = min((r for r in one if r.identifier == text), key=primary_order)
        second = min((r for r in other if r.identifier == text), key=primary_order)
        clashes += contradict(first, second)
    return len(common) >= 3 and 3 * clashes > len(common)


def own_numbering(
    by_agency: Mapping[str, Sequence[Record]], said: Mapping[str, str]
) -> frozenset[str]:
    """The agencies of an area that number for themselves."""
    own = {agency for agency in by_agency if said[agency] == "own"}
    silent = [agency for agency in by_agency if not said[agency]]
    own |= {agency for agency in silent if numbers_one_to_n(by_agency[agency])}
    for one, other in combinations(silent, 2):
        if numbers_clash(by_agency[one], by_agency[other]):
            own |= {one, other}
    return frozenset(own)


def linkable(one: Record, other: Record, own: frozenset[str], said: Mapping[str, str]) -> bool:
    """Whether two records of one area are surely the same young person."""
    if one.identifier != other.identifier or contradict(one, other):
        return False
    agencies = {agency_of(one), agency_of(other)}
    if len(agencies) == 1:
        return True
    if agencies & own:
        return False
    small = is_bare_number(one.identifier) and int(one.identifier) < 1000
    return not small or all(said[agency] == "shared" for agency in agencies)


def young_people(records: Sequence[Record], said: Mapping[str, str]) -> list[list[Record]]:
    """The records of one area that reach step 6, put together; each begins with its primary."""
    by_agency: dict[str, list[Record]] = {}
    for record in records:
        by_agency.setdefault(agency_of(record), []).append(record)
    own = own_numbering(by_agency, said)
    people: list[list[Record]] = []
    with_identifier: dict[str, list[list[Record]]] = {}
    for record in sorted(records, key=primary_order):
        namesakes = with_identifier.setdefault(record.identifier, [])
        for person in namesakes:
            if all(linkable(record, known, own, said) for known in person):
                person.append(record)
                break
        else:
            person = [record]
            people.append(person)
            namesakes.append(person)
    return people


def first_answer(name: str, records: Sequence[Record]) -> str | None:
    """The first record's answer if it is answered, else the next one's, else not known; of a child
    in the other placement of the form of 2011, foster care if a record of 2020 says so."""
    said = [record.one[name] for record in records if name in record.one]
    answers = [code for code in said if code != NOT_KNOWN]
    if name == "looked_after_placement" and answers[:1] == ["other"] and "foster_care" in answers:
        return "foster_care"
    return answers[0] if answers else NOT_KNOWN if said else None


def merged(person: Sequence[Record]) -> Case:
    """One case from a young person's records, which stand in the order of primaries."""
    one: dict[str, str] = {}
    several: dict[str, frozenset[str]] = {}
    for question in QUESTIONS:
        if question.kind == "one":
            speakers = list(person)
            if question.name in DEPENDS_ON:
                other = DEPENDS_ON[question.name][0]
                speakers = [r for r in person if r.one.get(other) == one.get(other)]
            code = first_answer(question.name, speakers)
            if code is not None:
                one[question.name] = code
        elif question.kind == "several":
            union = {code for r in person for code in r.several.get(question.name, frozenset())}
            for weak in (NOT_KNOWN, NONE):
                if len(union) > 1:
                    union.discard(weak)
            if union:
                several[question.name] = frozenset(union)
    ages = [record.age for record in person if record.age is not None]
    return Case(
        agency_type=person[0].row.agency_type,
        one=one,
        several=several,
        forms=frozenset(record.row.form for record in person),
        age=ages[0] if ages else None,
        age_not_known=not ages and any(record.age_not_known for record in person),
    )

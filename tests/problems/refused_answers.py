"""For each problem that refuses an answer, other than by a rule, a delivery that has it alone; and
so for the warnings."""

from collections.abc import Mapping
from pathlib import Path

from tests.problems.refused_rows import YOUNG_PEOPLE
from tests.problems.sent import HEADER, Builder, answered, rows
from tests.sending import write_return

BIRTHS_BOTH_WAYS = [["A1", "04/03/1996"], ["A2", "25/03/1996"], ["A3", "03/25/1996"]]

ANSWERS: Mapping[str, Builder] = {
    "not_an_option": answered({"gender": "Femal"}),
    "more_than_one_answer": answered({"location_type": "City; Town"}),
    "not_a_tick": rows(["Local identifier", "Methods of coercion: Grooming"], ["A1", "maybe"]),
    "number_out_of_range": answered({"age": "teens"}),
    "unreadable_date": answered({"referral_date": "last spring"}),
    "ambiguous_date": rows(["Local identifier", "Date of birth"], *BIRTHS_BOTH_WAYS),
    "not_on_this_form": answered({"county_lines": "Yes"}),
    "unlisted_district": answered({"district": "Eastern"}, form_version="2020"),
    "none_with_other": answered({"substance_misuse": "None; Alcohol"}),
}

WARNINGS: Mapping[str, Builder] = {
    "identifier_twice": rows(HEADER, *YOUNG_PEOPLE, YOUNG_PEOPLE[0]),
    "row_unlike_others": rows(HEADER, *YOUNG_PEOPLE, ["Red"]),
    "closure_not_a_date": answered({"closure_date": "n/a"}),
    "not_known_dropped": answered({"coercion_methods": "Grooming; Not known"}),
}


def may_of_two_areas(folder: Path) -> None:
    """What the agency sent in May: for York and for Leeds."""
    for n, area in enumerate(("York", "Leeds")):
        cover = {"area": area, "return_date": "2011-05-06"}
        write_return(folder / f"{area}.csv", [{"local_id": f"YP {n}"}], cover)


def june_of_one_area(folder: Path) -> None:
    """What it sent in June: for York, and nothing for Leeds."""
    write_return(folder / "York.csv", [{"local_id": "YP 0"}])

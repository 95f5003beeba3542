"""For each problem that refuses a row, other than by a rule, a delivery that has it alone."""

from collections.abc import Mapping

from tests.problems.sent import HEADER, YP_1, Builder, answered, identified, rows

YOUNG_PEOPLE = [[f"YP {n}", "15", "female"] for n in range(1, 6)]
DATES_BOTH_WAYS = [["A1", "04/03/2011"], ["A2", "25/03/2011"], ["A3", "03/25/2011"]]

ROWS: Mapping[str, Builder] = {
    "identifier_missing": identified(""),
    "identifier_placeholder": identified("tbc"),
    "identifier_spoilt": identified("1.23E+05"),
    "remark_for_identifier": rows(HEADER, *YOUNG_PEOPLE, ["F = female"]),
    "identifier_nhs_number": identified("999 000 0018"),
    "identifier_postcode": identified("ZZ99 3VZ"),
    "identifier_email": identified("person@example.org"),
    "identifier_phone": identified("01632 960123"),
    "identifier_name": identified("Ann Example"),
    "identifier_note": identified("YP 12, born 17/03/1996"),
    "unknown_area": answered({"area": "North team"}),
    "unreadable_closure_date": answered({"closure_date": "last spring"}),
    "ambiguous_closure_date": rows(["Local identifier", "Date work ended"], *DATES_BOTH_WAYS),
    "row_too_long": rows(HEADER, [*YP_1, "then York"]),
}

"""Fifteen young people of York, A to P, and what three agencies, later four, send of them in a
year: who is truly who stands beside each row.

No two who are sent in the same month share year or month of birth, but the twins F and G; and no
two agree on most else, but the twins and their brother O.  So of two records the model says, on
paper (weights in schemas/linkage.toml; 10 to 16 young people give a prior of about -6, what is
listed needs -3.2):

- of one young person, two agencies, other identifiers: -2.4 and +0.7 for these, +4 for the month of
  birth, at least +7 for eight answers that agree: +3 or more, listed;
- of one young person, one agency, other identifiers: -3.7 for the agency: +1 or more, listed;
- of the twins: as of one, less 2 to 3 for the two answers that differ: 0 or more, listed;
- one identifier, contradicting: +12.9 for it, -5 for each of month and gender that differ: listed
  where most of the rest agrees;
- of two other young people: -5.5 for the month of birth, and most of the rest against: never.
"""

from collections.abc import Mapping
from pathlib import Path

from tests.sending import write_register, write_return

POLICE, CARE = "York Police", "York Social Care"
PROJECT, HOSPITAL = "Harbour Project", "York Hospital"
_TYPES = {POLICE: "statutory", CARE: "statutory", HOSPITAL: "statutory", PROJECT: "voluntary"}

_COLUMNS = (
    "date_of_birth", "gender", "ethnicity", "living_situation", "education_status",
    "location_type", "missing_episodes", "domestic_violence", "initiated_by",
)  # fmt: skip
# C' is C as social care has him at first, and E' is E as the police have her at last.
_CHILDREN = """
A  12/1993 female WBRI with_family  full_time city  none          none        older_partner
B  11/1994 female APKN looked_after truanting town  more_than_ten experienced organised_group
C  05/1995 male   MWBC with_family  other     rural ten_or_fewer  witnessed   peer
C' 05/2005 male   MWBC with_family  other     rural ten_or_fewer  witnessed   peer
D  06/1996 female WBRI looked_after part_time town  ten_or_fewer  experienced adult_individual
E  07/1997 female BCRB independent  truanting city  more_than_ten none        older_partner
E' 07/1997 female BAFR independent  truanting city  more_than_ten none        older_partner
F  08/1998 female WBRI looked_after full_time rural none          witnessed   gang
G  08/1998 female WBRI looked_after full_time rural ten_or_fewer  witnessed   peer
H  09/1999 male   AIND with_family  part_time town  none          experienced organised_group
J  10/2000 female MWAS with_family  truanting city  more_than_ten witnessed   peer
K  01/2001 male   WBRI independent  full_time town  ten_or_fewer  none        gang
L  02/2002 female BAFR looked_after other     city  none          experienced adult_individual
M  03/2003 female WOTH with_family  part_time rural none          witnessed   older_partner
N  04/2004 female ABAN looked_after other     town  ten_or_fewer  none        older_partner
O  02/2003 male   WBRI looked_after part_time rural ten_or_fewer  witnessed   adult_individual
P  03/2002 female MOTH independent  truanting town  none          experienced peer
"""

_ANSWERS = {child: answers for child, *answers in map(str.split, _CHILDREN.strip().splitlines())}

_KNOWN = {PROJECT: len(_COLUMNS) - 1, HOSPITAL: 3}
"""How many of the answers these agencies know: so of two records theirs is never the primary."""

# The police and social care share the area's numbers, BD and four digits.  The project numbers its
# return itself, from 1 on: five bare numbers, the largest at most twice five.
_POLICE = {
    "BD 4101": "A", "BD 4102": "B", "BD 4103": "C", "BD 4104": "D", "BD 4105": "E",
    "BD 4106": "F",  # and G, her twin, is known to social care
    "BD 4108": "H",
}  # fmt: skip
_CARE = {
    "BD4101": "A", "bd/4102": "B", "BD4103": "C'", "BD4104": "D",  # C': 2005 for 1995
    "SC 7105": "E",  # social care's own reference
    "SC 7106": "G", "SC 7109": "N",
}  # fmt: skip

Return = Mapping[str, str] | list[tuple[str, str]]

RETURNS: Mapping[str, Mapping[str, Return]] = {
    "2010-06-06": {  # 7 + 7 + 5 = 19 rows
        POLICE: _POLICE,
        CARE: _CARE,
        PROJECT: {"1": "H", "2": "J", "3": "K", "4": "B", "5": "L"},
    },
    "2010-09-06": {  # 7 + 8 + 5 + 2 = 22 rows
        POLICE: _POLICE,
        CARE: {**_CARE, "SC 7205": "E"},  # opened again under a new number, the old still there
        PROJECT: {"1": "H", "2": "J", "3": "K", "4": "B", "6": "M"},
        # The hospital begins; it took the one twin's number for the other's.
        HOSPITAL: {"BD 4104": "D", "BD 4106": "G"},
    },
    "2010-12-06": {  # 7 + 8 + 2 = 17 rows; the project sends nothing
        POLICE: {**_POLICE, "BD 4105": "E'"},
        CARE: [
            ("BD4101", "A"), ("bd/4102", "B"), ("BD4103", "C"),  # the year of birth put right
            ("BD4104", "D"), ("SC 7205", "E"), ("SC 7106", "G"), ("SC 7109", "N"),
            ("SC 7106", "O"),  # the twin's brother, under her number
        ],
        HOSPITAL: {"BD 4104": "D", "BD 4106": "G"},
    },
    "2011-03-06": {  # 7 + 8 + 5 = 20 rows; the hospital sends nothing
        POLICE: {**_POLICE, "BD 4105": "E'"},
        CARE: [
            ("BD4101", "A"), ("bd/4102", "B"), ("BD4103", "C"), ("BD4104", "D"),
            ("SC 7205", "E"), ("SC 7106", "G"), ("SC 7109", "N"), ("SC 7106", "O"),
        ],
        # The project has numbered anew.
        PROJECT: {"1": "P", "2": "H", "3": "J", "4": "K", "5": "B"},
    },
}  # fmt: skip


def write_returns(folder: Path, day: str) -> None:
    """The returns of a day as files, with a register."""
    lines = []
    for agency, sent in RETURNS[day].items():
        cover = {"agency": agency, "agency_type": _TYPES[agency], "return_date": day}
        name = f"{agency.lower().replace(' ', '-')}.csv"
        rows = sent if isinstance(sent, list) else list(sent.items())
        write_return(folder / name, [_record(agency, *row) for row in rows], cover)
        lines.append({"file": name, **cover})
    write_register(folder, lines)


def _record(agency: str, identifier: str, child: str) -> dict[str, str]:
    known = _COLUMNS[: _KNOWN.get(agency)]
    return {"local_id": identifier, **dict(zip(known, _ANSWERS[child], strict=False))}

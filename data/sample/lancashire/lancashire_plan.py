"""What the sample is to rebuild, and when: days, areas, districts, agencies and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The profile's day, the first days of its two periods, and the day 12 months before.
DAY = date(2022, 3, 31)
LAST_FIRST, BEFORE_FIRST = date(2021, 10, 1), date(2021, 4, 1)
YEAR_BEFORE = date(2021, 3, 31)
RETURN_DAYS = (
    YEAR_BEFORE, date(2021, 6, 30), date(2021, 9, 30), date(2021, 12, 31), DAY,
)  # fmt: skip

LANCASHIRE, BLACKBURN, BLACKPOOL = "Lancashire", "Blackburn with Darwen", "Blackpool"


@dataclass(frozen=True)
class Division:
    """A police division in an area: who was missing how often in the 12 months up to YEAR_BEFORE
    and up to DAY (`episodes`, and the most of one young person), and how many young people with
    whom the police work from one year into the next."""

    area: str
    name: str
    episodes_before: int
    highest_before: int
    people_before: int
    episodes: int
    highest: int
    people: int


# Before: appendix 1 of the Engage report.  Eastern lies in two areas: together 851, the highest 74.
# Then: 24% fewer where the Engage team works (Blackburn with Darwen), 8% more in the rest of
# Eastern.  The other divisions' later figures are made up.
DIVISIONS = (
    Division(BLACKPOOL, "A", 668, 27, 56, 702, 29, 30),
    Division(LANCASHIRE, "B", 267, 21, 27, 249, 19, 14),
    Division(LANCASHIRE, "C", 197, 21, 22, 203, 22, 12),
    Division(LANCASHIRE, "D", 259, 19, 26, 259, 18, 15),
    Division(BLACKBURN, "Eastern", 551, 74, 40, 419, 38, 18),
    Division(LANCASHIRE, "Eastern", 300, 31, 26, 324, 33, 16),
    Division(LANCASHIRE, "F", 471, 27, 40, 455, 26, 22),
)
DISTRICTS = ("A", "B", "C", "D", "Eastern", "F")


@dataclass(frozen=True)
class Agency:
    """An agency of the sample; `areas` are those for which it sends."""

    name: str
    type: str
    areas: tuple[str, ...]
    stem: str
    format: str
    says_version: bool = True
    districts: tuple[str, ...] = ()


POLICE = Agency(
    "Ravensbank Constabulary (sample)", "statutory", (LANCASHIRE, BLACKBURN, BLACKPOOL),
    "ravensbank-constabulary", "csv", districts=DISTRICTS,
)  # fmt: skip
COUNCILS = {
    LANCASHIRE: Agency(
        "Mosswater Children's Services (sample)", "statutory", (LANCASHIRE,),
        "mosswater-childrens-services", "csv", says_version=False,
    ),
    BLACKBURN: Agency(
        "Elderforge Children's Services (sample)", "statutory", (BLACKBURN,),
        "elderforge-childrens-services", "xlsx",
    ),
    BLACKPOOL: Agency(
        "Tidewell Children's Services (sample)", "statutory", (BLACKPOOL,),
        "tidewell-childrens-services", "csv",
    ),
}  # fmt: skip
CHARITY = Agency(
    "Starlingwharf Youth Project (sample)", "voluntary", (LANCASHIRE,),
    "starlingwharf-youth-project", "docx",
)  # fmt: skip
AGENCIES = (POLICE, *COUNCILS.values(), CHARITY)

# The last six months: 658 referrals of 549 young people, of whom 62 have 171 referrals.
REFERRALS = 658
TIMES_REFERRED = {1: 487, 2: 25, 3: 29, 4: 6, 5: 2}
# Males and those who are not white: of so many times (referrals) so many young people, each 13
# referrals of 658; ethnicity is not known of 8.
FEW = {1: 9, 2: 2}
ETHNICITY_NOT_KNOWN = 8
WHITE = {"WBRI": 508, "WIRI": 9, "WOTH": 11, "white": 2}
NOT_WHITE = {"APKN": 4, "AIND": 1, "MWBC": 2, "MWAS": 2, "BAFR": 1, "AOTH": 1}
OF_AREAS = {LANCASHIRE: 60, BLACKBURN: 21, BLACKPOOL: 19}

OUTCOMES = {
    "section_47": 120, "section_17": 46, "section_20": 6, "section_31": 3, "none_required": 483,
}  # fmt: skip
SECTION_20_TWICE = "section_20"
# Missing episodes in 12 months: three or more 105 (16%), two or more 263 (40%); blank where
# nothing is said.
EPISODES = {
    "3": 31, "4": 25, "5": 18, "6": 12, "7": 8, "8": 6, "9": 3, "11": 1, "12": 1,
    "2": 158, "1": 120, "0": 210, "not_known": 40, "": 25,
}  # fmt: skip
LIVING = {
    "looked_after": 99, "with_family": 505, "independent": 14, "other": 6, "not_known": 20, "": 14,
}  # fmt: skip
CAMHS = {"yes": 79, "no": 402, "not_known": 97, "": 80}

# The six months before: 671 referrals of 640 young people, 45 of whom are referred again later.
TIMES_REFERRED_BEFORE = {1: 609, 2: 31}
REFERRED_AGAIN = 45

"""Nine young people, A to I, of whom a profile on 31 May 2011 tells, written by hand.

Returns are dated 31 August and 30 November 2010, 28 February and 31 May 2011.  The last six months
are 1 December 2010 to 31 May 2011, the six before 1 June to 30 November 2010.  York: Harbour
Project and York Council; Leeds: Outreach, which sends on 31 May 2011 alone; Leicestershire and
Rutland, a joint board: Rural Team.

A  York: both agencies have the referral of 10 March 2011: one
B  York: Harbour has a referral of 1 March 2011, the Council one of 8 March: two
C  York: referred on 5 July 2010, ended on 1 September; later returns have C no more: one, before
D  York: Harbour's return of February says 10 February 2011, that of May 10 November 2010: it was
   corrected, so one, before
E  York: referred on 15 June 2010, 15 January and 20 April 2011, ended twice between: one before,
   two in the last six months
F  Leeds: the return of May is the first to tell of the referral of 1 October 2010: one, before
G  York: referred on 31 May 2010, the day before both periods, and still worked with: none
H  joint board: referred on 31 May 2011, the day of the profile: one
I  York: first in Harbour's return of May, without any day: none that can be told (undated)
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pipeline.store import Store
from tests.years.history import Record, Return, store_of, yp

AUGUST, NOVEMBER, FEBRUARY, MAY = "2010-08-31", "2010-11-30", "2011-02-28", "2011-05-31"
DAY = date(2011, 5, 31)
BOARD = "Leicestershire and Rutland"


def harbour(day: str) -> Iterator[Record]:
    yield yp("YP-G", referral_date="2010-05-31", gender="female")
    if day == FEBRUARY:
        yield yp("YP-D", referral_date="2011-02-10", gender="female", age="12")
    if day == MAY:
        yield yp("YP-D", referral_date="2010-11-10", gender="female", age="12")
        yield yp(
            "YP-A",
            referral_date="2011-03-10",
            gender="female",
            age="14",
            ethnicity="WBRI",
            living_situation="looked_after",
            looked_after_placement="residential_home",
            coercion_methods="grooming;social_networking",
        )
        yield yp("YP-B", referral_date="2011-03-01", gender="female", age="15", camhs_contact="no")
        yield yp("YP-I", gender="male", age="13")


def council(day: str) -> Iterator[Record]:
    if day == AUGUST:
        yield yp("YP-C", referral_date="2010-07-05", gender="female", age="11")
        yield yp("YP-E", referral_date="2010-06-15", closure_date="2010-07-20", gender="male")
    if day == NOVEMBER:
        yield yp(
            "YP-C", referral_date="2010-07-05", gender="female", age="11", closure_date="2010-09-01"
        )
    if day == FEBRUARY:
        yield yp(
            "YP-E",
            referral_date="2011-01-15",
            closure_date="2011-02-10",
            gender="male",
            age="17",
            living_situation="with_family",
        )
    if day == MAY:
        yield yp(
            "YP-E",
            referral_date="2011-04-20",
            gender="male",
            age="18",
            age_at_first_assessment="17",
            living_situation="with_family",
        )
        yield yp(
            "YP-A", referral_date="2011-03-10", camhs_contact="yes", coercion_methods="mobile_phone"
        )
        yield yp("YP-B", referral_date="2011-03-08", age="15", camhs_contact="not_known")


def delivery(day: str) -> list[Return]:
    found = [
        Return("Harbour Project", day, list(harbour(day))),
        Return("York Council", day, list(council(day)), kind="statutory"),
    ]
    if day == MAY:
        f = yp("YP-F", referral_date="2010-10-01", gender="female", age="9")
        h = yp("YP-H", referral_date="2011-05-31", gender="female", age="16")
        found.append(Return("Outreach", day, [f], area="Leeds"))
        found.append(Return("Rural Team", day, [h], area=BOARD, kind="mixed"))
    return found


def nine(tmp_path: Path) -> Store:
    return store_of(tmp_path, *(delivery(day) for day in (AUGUST, NOVEMBER, FEBRUARY, MAY)))

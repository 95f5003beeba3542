"""Eight young people, A to H, through the year 2010-11, written by hand.

York, Harbour Project and York Council, both sending on the 5th of each month from March 2010 to
March 2011; Leeds, Outreach, sending from April to September 2010 and then no more.

A  worked with all year by Harbour; 14 in summer, 15 from October on
B  new on 20 May; ended on 15 August
C  ended on 10 June; referred again on 1 October (came back); from 5 January 2011 in no return
D  in no return of July and August, in September there again with the old referral: ran on
E  the Council ended on 30 September, Harbour had begun on 20 September: one spell
F  Leeds; new on 15 April; Outreach sends no more, so nothing says an end
G  at the Council; 18 in the return of 5 November: the age limit
H  new on 20 January 2011; Harbour's return of February was first sent without H, and again with
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.store import Store
from tests.years.history import Record, Return, store_of, yp

DAYS = (
    "2010-03-05", "2010-04-05", "2010-05-05", "2010-06-05", "2010-07-05", "2010-08-05",
    "2010-09-05", "2010-10-05", "2010-11-05", "2010-12-05", "2011-01-05", "2011-02-05",
    "2011-03-05",
)  # fmt: skip
FEBRUARY = "2011-02-05"


def harbour(day: str) -> Iterator[Record]:
    age = "14" if day < "2010-10" else "15"
    yield yp("YP-A", referral_date="2010-01-10", gender="female", age=age)
    if "2010-06" <= day < "2010-08":
        yield yp("YP-B", referral_date="2010-05-20", gender="male", age="16")
    if "2010-08" <= day < "2010-10":
        closed = {"closure_date": "2010-08-15"} if day > "2010-08-15" else {}
        yield yp("YP-B", referral_date="2010-05-20", gender="male", age="16", **closed)
    if day < "2010-06-10":
        yield yp("YP-C", referral_date="2009-11-02", gender="female", age="13")
    elif day < "2010-08":
        yield yp(
            "YP-C", referral_date="2009-11-02", gender="female", age="13", closure_date="2010-06-10"
        )
    elif "2010-10" <= day < "2011-01":
        yield yp("YP-C", referral_date="2010-10-01", gender="female", age="13")
    if not "2010-07" <= day < "2010-09":
        yield yp("YP-D", referral_date="2010-02-01", gender="female", age="12")
    if day >= "2010-10":
        yield yp("YP-E", referral_date="2010-09-20", gender="female", disability="none")
    if day >= "2011-02":
        yield yp("YP-H", referral_date="2011-01-20", gender="female", age="11")


def council(day: str) -> Iterator[Record]:
    closed = {"closure_date": "2010-09-30"} if day >= "2010-10" else {}
    if day < "2010-12":
        yield yp("YP-E", referral_date="2010-03-03", gender="female", age="15", **closed)
    age = "17" if day < "2010-11" else "18"
    yield yp("YP-G", referral_date="2009-05-05", gender="male", age=age)


def outreach(day: str) -> list[Record]:
    f = yp("YP-F", referral_date="2010-04-15", gender="male", age="15")
    return [f] if day > "2010-04-15" else []


def delivery(day: str) -> list[Return]:
    found = [
        Return("Harbour Project", day, list(harbour(day))),
        Return("York Council", day, list(council(day)), kind="statutory"),
    ]
    if "2010-04" <= day < "2010-10":
        found.append(Return("Outreach", day, outreach(day), area="Leeds", kind="statutory"))
    return found


def without_h(day: str) -> list[Return]:
    """Harbour's first return of February, which a later delivery replaces."""
    records = [each for each in harbour(day) if each["local_id"] != "YP-H"]
    return [Return("Harbour Project", day, records)]


def eight(tmp_path: Path) -> Store:
    deliveries: list[Sequence[Return]] = []
    for day in DAYS:
        if day == FEBRUARY:
            deliveries.append(without_h(day))
        deliveries.append(delivery(day))
    return store_of(tmp_path, *deliveries)

"""What the agencies of a board send in a year: the table of it, in the order in which it came.

York's board expects five agencies; one of them works in Leeds too.  `people` are the numbers of the
young people in a file, `police` those in whose case the police are active: the only answer that
changes from month to month, but for work that ended.
"""

from dataclasses import dataclass, replace

HARBOUR = "Harbour Project"
CHILDRENS = "City of York Children's Services"
BRIDGE = "North Bridge Trust"
YOT = "York Youth Offending Team"
LANTERN = "Lantern House"
YORK, LEEDS = "York", "Leeds"

CONFIGURATION = """\
agencies = "agencies.csv"
due_days = 10
"""
AGENCIES = f"""\
agency,spellings,type,areas,due_days,from
{HARBOUR},,voluntary,York; Leeds,,
{CHILDRENS},CYC Childrens Services,statutory,York,,
{BRIDGE},,voluntary,York,14,
{YOT},,statutory,York,,
{LANTERN},,voluntary,York,,01/07/2010
"""


@dataclass(frozen=True)
class Agency:
    """How an agency sends: its type, the letters before its numbers, and whether its files have a
    cover; where they have none the register says whose they are."""

    type: str
    letters: str
    has_cover: bool = True


SENDS = {
    HARBOUR: Agency("voluntary", "HP"),
    CHILDRENS: Agency("statutory", "CY"),
    BRIDGE: Agency("voluntary", "NB"),
    YOT: Agency("statutory", "YOT"),
    LANTERN: Agency("voluntary", "LH", has_cover=False),
}


@dataclass(frozen=True)
class File:
    """One file: its name tells the format, `day` is the return date on its cover (blank: that of
    the month), `spelt` the agency's name there.

    `no_identifier` is a young person without one, `odd_gender` one whose gender can't be read,
    `ended` those with whom work ended before the month.  `no_column`: the column of the identifiers
    is not there, so that the file is refused.
    """

    name: str
    agency: str
    area: str
    people: str
    police: str
    received: str
    spelt: str = ""
    day: str = ""
    no_identifier: bool = False
    odd_gender: str = ""
    ended: str = ""
    no_column: bool = False


@dataclass(frozen=True)
class Delivery:
    """A folder that the analyst takes in by `lscb month`: `folder` is its name, `month` that of the
    output, `day` the return date of the month."""

    folder: str
    month: str
    day: str
    files: tuple[File, ...]


# fmt: off
_APRIL = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-8",        "1",   "12/04/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "21-26",      "21",  "12/04/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "1-10",       "3",   "14/04/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-6",        "2",   "20/04/2010"),
    File("yot.csv",           YOT,       YORK,  "1-5",        "1",   "07/04/2010"),
)
_MAY = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9",      "1 2", "10/05/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "21-26",      "21 22", "10/05/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "2-12",       "3",   "12/05/2010",
         spelt="CYC Childrens Services"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-6",        "3",   "25/05/2010"),
    File("yot.csv",           YOT,       YORK,  "1-5",        "",    "14/05/2010"),
)
_HARBOUR_WITH_SLIPS = File(
    "harbour-york.csv", HARBOUR, YORK, "1-7 9", "1", "10/06/2010",
    no_identifier=True, odd_gender="9",
)
_HARBOUR_MENDED = File("harbour-york.csv", HARBOUR, YORK, "1-7 9-10", "1", "18/06/2010")
_JUNE = (
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "21-27",      "21",  "10/06/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-7",        "3",   "11/06/2010"),
    File("yot.csv",           YOT,       YORK,  "1-5",        "2",   "08/06/2010"),
)
_CYC_IN_JUNE = File(
    "cyc.xlsx", CHILDRENS, YORK, "3-13", "3", "16/06/2010", ended="4",
)
_YOT_OF_JUNE = File("yot.csv", YOT, YORK, "1-5", "2", "08/07/2010", day="2010-06-06")
_JULY = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9-10",   "1 2", "09/07/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "21-27",      "22",  "09/07/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-14",     "3",   "15/07/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-7",        "3 4", "22/07/2010"),
    _YOT_OF_JUNE,
    File("lantern.xlsx",      LANTERN,   YORK,  "1-7",        "1",   "13/07/2010",
         no_identifier=True),
)
_AUGUST = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9-11",   "1",   "10/08/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-14",     "5",   "12/08/2010",
         spelt="CYC Childrens Services"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-6",        "3 4", "18/08/2010"),
    File("yot.csv",           YOT,       YORK,  "1-6",        "2",   "09/08/2010"),
    File("lantern.xlsx",      LANTERN,   YORK,  "1-8",        "1",   "11/08/2010"),
)
_SEPTEMBER = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9-11",   "3",   "13/09/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "",           "",    "13/09/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-15",     "5",   "10/09/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-6",        "3 4", "17/09/2010"),
    File("yot.csv",           YOT,       YORK,  "2-6",        "2",   "16/09/2010"),
    File("lantern.xlsx",      LANTERN,   YORK,  "1-8",        "2",   "08/09/2010"),
)
_OCTOBER = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9-12",   "3",   "11/10/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-35",      "31",  "11/10/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-15",     "6",   "13/10/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-6",        "1",   "19/10/2010"),
    File("yot.csv",           YOT,       YORK,  "2-6",        "3",   "12/10/2010"),
    File("lantern.xlsx",      LANTERN,   YORK,  "1-4",        "2",   "08/10/2010"),
)
_LEEDS_AS_YORK = File("harbour-york.csv", HARBOUR, YORK, "31-36", "31", "09/11/2010")
_YORK_AFTER_ALL = File("harbour-york.csv", HARBOUR, YORK, "1-7 9-13", "3", "18/11/2010")
_NOVEMBER = (
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-36",      "31",  "09/11/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-16",     "6",   "12/11/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "1-7",        "1",   "19/11/2010"),
    File("yot.csv",           YOT,       YORK,  "2-6",        "4",   "15/11/2010"),
    File("lantern.xlsx",      LANTERN,   YORK,  "1-5",        "2",   "10/11/2010"),
)
_DECEMBER = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "1-7 9-13",   "2",   "10/12/2010"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-36",      "32",  "10/12/2010"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-17",     "6",   "13/12/2010",
         no_column=True),
    File("yot.csv",           YOT,       YORK,  "2-6",        "5",   "09/12/2010"),
    File("lantern.xlsx",      LANTERN,   YORK,  "1-5",        "3",   "14/12/2010"),
)
_LATER_IN_DECEMBER = (
    File("cyc.xlsx",          CHILDRENS, YORK,  "3 5-17",     "6",   "20/12/2010"),
    File("north-bridge.docx", BRIDGE,    YORK,  "2-7",        "2",   "20/12/2010"),
)
_JANUARY = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "2-7 9-13",   "2",   "11/01/2011"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-36",      "33",  "11/01/2011"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "101-114",    "106", "12/01/2011"),
    File("yot.csv",           YOT,       YORK,  "2-6",        "6",   "13/01/2011"),
    File("lantern.xlsx",      LANTERN,   YORK,  "2-5",        "3",   "14/01/2011"),
)
_FEBRUARY = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "2-7 9-14",   "2",   "10/02/2011"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-35",      "33",  "10/02/2011"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "101-114",    "107", "11/02/2011"),
    File("north-bridge.docx", BRIDGE,    YORK,  "2-8",        "2",   "15/02/2011"),
    File("yot.csv",           YOT,       YORK,  "",           "",    "21/02/2011"),
    File("lantern.xlsx",      LANTERN,   YORK,  "2-5",        "4",   "14/02/2011"),
)
_MARCH = (
    File("harbour-york.csv",  HARBOUR,   YORK,  "2-7 9-14",   "4",   "10/03/2011"),
    File("harbour-leeds.csv", HARBOUR,   LEEDS, "31-35",      "34",  "10/03/2011"),
    File("cyc.xlsx",          CHILDRENS, YORK,  "101-115",    "107", "11/03/2011"),
    File("north-bridge.docx", BRIDGE,    YORK,  "2-8",        "3",   "18/03/2011"),
    File("yot.csv",           YOT,       YORK,  "7-9",        "7",   "14/03/2011"),
    File("lantern.xlsx",      LANTERN,   YORK,  "2-6",        "4",   "15/03/2011"),
)

YEAR = (
    Delivery("april",          "2010-04", "2010-04-06", _APRIL),
    Delivery("may",            "2010-05", "2010-05-06", _MAY),
    Delivery("june",           "2010-06", "2010-06-06", (_HARBOUR_WITH_SLIPS, *_JUNE)),
    Delivery("june-mended",    "2010-06", "2010-06-06", (_HARBOUR_MENDED, *_JUNE, _CYC_IN_JUNE)),
    Delivery("july",           "2010-07", "2010-07-06", _JULY),
    Delivery("august",         "2010-08", "2010-08-06", _AUGUST),
    Delivery("september",      "2010-09", "2010-09-06", _SEPTEMBER),
    Delivery("october",        "2010-10", "2010-10-06", _OCTOBER),
    Delivery("november",       "2010-11", "2010-11-06", (_LEEDS_AS_YORK, *_NOVEMBER)),
    Delivery("november-again", "2010-11", "2010-11-06", (_YORK_AFTER_ALL,)),
    Delivery("december",       "2010-12", "2010-12-06", _DECEMBER),
    Delivery("december-later", "2010-12", "2010-12-06", _LATER_IN_DECEMBER),
    Delivery("january",        "2011-01", "2011-01-06", _JANUARY),
    Delivery("february",       "2011-02", "2011-02-06", _FEBRUARY),
    Delivery("march",          "2011-03", "2011-03-06", _MARCH),
)
# fmt: on


def delivery_of(folder: str) -> Delivery:
    return next(each for each in YEAR if each.folder == folder)


def only(delivery: Delivery, *names: str) -> Delivery:
    """A delivery with some of its files."""
    return replace(delivery, files=tuple(each for each in delivery.files if each.name in names))

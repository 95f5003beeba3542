"""The few areas that the random deliveries use, and how a text names one of them."""

import re
from dataclasses import dataclass
from datetime import date

from .codebook import tidy

START = date(2009, 1, 1)
REORGANISED = date(2009, 4, 1)
LAST_OF_MARCH_2013 = date(2013, 3, 31)
APRIL_2013 = date(2013, 4, 1)
REGIONS = tuple(f"E1200000{n}" for n in range(1, 10))
NE, NW, YH, EM, WM, EE, LONDON, SE, SW = REGIONS


@dataclass(frozen=True)
class Authority:
    """A local authority under one GSS code, with the first and the last day of that code."""

    gss: str
    dfe: str
    name: str
    region: str
    since: date = START
    last: date = date.max

    def in_force(self, day: date) -> bool:
        """Whether this code stood on that day."""
        return self.since <= day <= self.last


AUTHORITIES = (
    Authority("E06000001", "805", "Hartlepool", NE),
    Authority("E08000020", "390", "Gateshead", NE, last=LAST_OF_MARCH_2013),
    Authority("E08000037", "390", "Gateshead", NE, since=APRIL_2013),
    Authority("E10000022", "", "Northumberland", NE, last=date(2009, 3, 31)),
    Authority("E06000048", "929", "Northumberland", NE, REORGANISED, LAST_OF_MARCH_2013),
    Authority("E06000057", "929", "Northumberland", NE, since=APRIL_2013),
    Authority("E06000008", "889", "Blackburn with Darwen", NW),
    Authority("E10000004", "875", "Cheshire", NW, last=date(2009, 3, 31)),
    Authority("E10000006", "909", "Cumbria", NW, last=date(2023, 3, 31)),
    Authority("E06000063", "942", "Cumberland", NW, since=date(2023, 4, 1)),
    Authority("E06000064", "943", "Westmorland and Furness", NW, since=date(2023, 4, 1)),
    Authority("E08000035", "383", "Leeds", YH),
    Authority("E08000016", "370", "Barnsley", YH, last=date(2025, 4, 30)),
    Authority("E08000038", "370", "Barnsley", YH, since=date(2025, 5, 1)),
    Authority("E06000017", "857", "Rutland", EM),
    Authority("E10000018", "855", "Leicestershire", EM),
    Authority("E08000025", "330", "Birmingham", WM),
    Authority("E10000020", "926", "Norfolk", EE),
    Authority("E09000001", "201", "City of London", LONDON),
    Authority("E09000012", "204", "Hackney", LONDON),
    Authority("E10000016", "886", "Kent", SE),
    Authority("E06000023", "801", "Bristol, City of", SW),
    Authority("E10000005", "", "Cornwall and Isles of Scilly", SW, last=date(2009, 3, 31)),
    Authority("E06000052", "908", "Cornwall", SW, since=REORGANISED),
    Authority("E06000053", "420", "Isles of Scilly", SW, since=REORGANISED),
    Authority("E06000028", "837", "Bournemouth", SW, last=date(2019, 3, 31)),
    Authority("E06000029", "836", "Poole", SW, last=date(2019, 3, 31)),
    Authority("E10000009", "835", "Dorset", SW, last=date(2019, 3, 31)),
    Authority("E06000059", "838", "Dorset", SW, since=date(2019, 4, 1)),
    Authority(
        "E06000058", "839", "Bournemouth, Christchurch and Poole", SW, since=date(2019, 4, 1)
    ),
)
BY_GSS = {a.gss: a for a in AUTHORITIES}
SUCCESSION = (
    ("E06000028", "E06000058"),
    ("E06000029", "E06000058"),
    ("E10000009", "E06000059"),
    ("E10000006", "E06000063"),
    ("E10000006", "E06000064"),
    ("E06000048", "E06000057"),
    ("E08000020", "E08000037"),
    ("E08000016", "E08000038"),
)
BOARDS = {
    "City and Hackney": ("E09000001", "E09000012"),
    "Leicestershire and Rutland": ("E10000018", "E06000017"),
    "Bournemouth and Poole": ("E06000028", "E06000029"),
    "Cornwall and Isles of Scilly": ("E06000052", "E06000053"),
}
NATIONS = {
    "Wales": ("Cardiff", "Gwynedd"),
    "Scotland": ("Glasgow City", "Argyll and Bute"),
    "Northern Ireland": ("Belfast", "Newry, Mourne and Down"),
}


@dataclass(frozen=True)
class Area:
    """What an area's text means on a return date; `key` tells returns apart."""

    kind: str  # authority, board, nation or unrecognised
    key: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a case is counted on the snapshot's day."""

    level: str
    code: str
    region: str


def authority_on(found: list[Authority], day: date) -> Authority | None:
    """The one authority of that day that these were, are or will be, if there is only one."""
    there = {a.gss for a in found if a.in_force(day)}
    if not there:
        reached = {a.gss for a in found}
        for _ in SUCCESSION:  # as many steps as a chain could have
            for old, new in SUCCESSION:
                if old in reached and BY_GSS[old].last < day:
                    reached.add(new)
                if new in reached and BY_GSS[new].since > day:
                    reached.add(old)
        there = {gss for gss in reached if BY_GSS[gss].in_force(day)}
    return BY_GSS[there.pop()] if len(there) == 1 else None


def area_of(text: str, day: date) -> Area:
    """Read an area's text: name, 3-digit code or GSS code, as on the return date."""
    wanted = tidy(text).casefold()
    for nation, authorities in NATIONS.items():
        if wanted in {name.casefold() for name in (nation, *authorities)}:
            return Area("nation", nation)
    if re.fullmatch(r"[wsn]\d{8}", wanted):
        nation = {"w": "Wales", "s": "Scotland", "n": "Northern Ireland"}[wanted[0]]
        return Area("nation", nation)
    found = [
        a for a in AUTHORITIES if wanted and wanted in {a.gss.casefold(), a.dfe, a.name.casefold()}
    ]
    if not any(a.in_force(day) for a in found):
        for board, codes in BOARDS.items():
            if wanted == board.casefold():
                return Area("board", f"board {board}", codes)
    authority = authority_on(found, day) if found else None
    if authority is None:
        return Area("unrecognised", f"text {wanted}")
    return Area("authority", authority.dfe or authority.gss, (authority.gss,))


def place_on(area: Area, day: date) -> Place:
    """The place of an area in England in the tables of that day."""
    today = [authority_on([BY_GSS[code]], day) or BY_GSS[code] for code in area.codes]
    codes = list(dict.fromkeys(a.gss for a in today))  # a board's authorities may have merged
    level = "joint_board" if len(codes) > 1 else "local_authority"
    return Place(level, "+".join(codes), today[0].region)

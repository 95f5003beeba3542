"""What `lscb month` and `lscb status` must say of the year of `tests.year.sent`, worked out by hand
from the table there and the rules in the guide: returns are due 10 days after the return date,
those of North Bridge Trust 14 days; a return counts in the snapshot if it is at most 31 days old.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.year.sent import BRIDGE, CHILDRENS, HARBOUR, LANTERN, LEEDS, YORK, YOT


@dataclass(frozen=True)
class Expected:
    """What is said of one delivery.

    `counted`: young people before and now in England, Leeds and York.  `warnings`: code, agency and
    area.  `code` is the exit code.  `returns` is a table: agency, area; its state on the day `on`,
    rows, rows refused, the day on which it came (`-`: not known); and, where the delivery has it,
    the day of the return before, rows before and now, new and gone, answers changed.
    """

    counted: Mapping[str, tuple[int | None, int]]
    on: str
    returns: str
    warnings: tuple[tuple[str, str, str], ...] = ()
    code: int = 0

    @property
    def status(self) -> list[tuple[str, ...]]:
        return table(line.partition("|")[0] for line in self.returns.strip().splitlines())

    @property
    def changes(self) -> list[tuple[str, ...]]:
        """Agency, area, and what stands behind the bar."""
        lines = [line.split("|") for line in self.returns.strip().splitlines() if "|" in line]
        return table(f"{' '.join(left.split()[:2])} {right}" for left, right in lines)


AGENCIES = {
    "harbour": HARBOUR,
    "cyc": CHILDRENS,
    "bridge": BRIDGE,
    "yot": YOT,
    "lantern": LANTERN,
}
"""The names of the agencies in these tables."""


def _counted(
    england: tuple[int | None, int], leeds: tuple[int | None, int], york: tuple[int | None, int]
) -> Mapping[str, tuple[int | None, int]]:
    return {"England": england, LEEDS: leeds, YORK: york}


EXPECTED = {
    # The first month of all: nothing to hold it against.
    "april": Expected(
        counted=_counted((None, 35), (None, 6), (None, 29)),
        on="2010-04-30",
        returns="""
            cyc      York   received  10  0  2010-04-14 | -            0  10   0   0   0
            harbour  Leeds  received   6  0  2010-04-12 | -            0   6   0   0   0
            harbour  York   received   8  0  2010-04-12 | -            0   8   0   0   0
            bridge   York   received   6  0  2010-04-20 | -            0   6   0   0   0
            yot      York   received   5  0  2010-04-07 | -            0   5   0   0   0
        """,
    ),
    # Children's Services under another name; North Bridge sends five days late.
    "may": Expected(
        counted=_counted((35, 36), (6, 6), (29, 30)),
        on="2010-05-31",
        returns="""
            cyc      York   received  11  0  2010-05-12 | 2010-04-06  10  11   2   1   0
            harbour  Leeds  received   6  0  2010-05-10 | 2010-04-06   6   6   0   0   1
            harbour  York   received   8  0  2010-05-10 | 2010-04-06   8   8   1   1   1
            bridge   York   late       6  0  2010-05-25 | 2010-04-06   6   6   0   0   2
            yot      York   received   5  0  2010-05-14 | 2010-04-06   5   5   0   0   1
        """,
    ),
    # Harbour's has a row without identifier and an answer that can't be read; Children's Services
    # have not sent and are not yet due, so that the 11 of May count.
    "june": Expected(
        code=1,
        counted=_counted((36, 38), (6, 7), (30, 31)),
        on="2010-06-12",
        returns="""
            cyc      York   awaited    -  -  -
            harbour  Leeds  received   7  0  2010-06-10 | 2010-05-06   6   7   1   0   1
            harbour  York   received   9  1  2010-06-10 | 2010-05-06   8   8   0   0   2
            bridge   York   received   7  0  2010-06-11 | 2010-05-06   6   7   1   0   0
            yot      York   received   5  0  2010-06-08 | 2010-05-06   5   5   0   0   1
        """,
    ),
    # Harbour's mended, after the day on which it was due: replaced, and not late for it.  With one
    # of the 11 of Children's Services work has ended.
    "june-mended": Expected(
        counted=_counted((36, 38), (6, 7), (30, 31)),
        on="2010-06-20",
        returns="""
            cyc      York   received  11  0  2010-06-16 | 2010-05-06  11  11   1   1   1
            harbour  Leeds  received   7  0  2010-06-10 | 2010-05-06   6   7   1   0   1
            harbour  York   replaced   9  1  2010-06-10
            harbour  York   received   9  0  2010-06-18 | 2010-05-06   8   9   1   0   1
            bridge   York   received   7  0  2010-06-11 | 2010-05-06   6   7   1   0   0
            yot      York   received   5  0  2010-06-08 | 2010-05-06   5   5   0   0   1
        """,
    ),
    # Lantern House joins; the Youth Offending Team sends June's file again.
    "july": Expected(
        code=1,
        counted=_counted((38, 46), (7, 7), (31, 39)),
        on="2010-07-31",
        warnings=(("sent_again", YOT, YORK),),
        returns="""
            cyc      York   received  11  0  2010-07-15 | 2010-06-06  11  11   1   1   0
            harbour  Leeds  received   7  0  2010-07-09 | 2010-06-06   7   7   0   0   2
            harbour  York   received   9  0  2010-07-09 | 2010-06-06   9   9   0   0   1
            lantern  York   received   8  1  2010-07-13 | -            0   7   0   0   0
            bridge   York   late       7  0  2010-07-22 | 2010-06-06   7   7   0   0   1
            yot      York   missing    -  -  -          | 2010-05-06   5   5   0   0   1
        """,
    ),
    # Nothing for Leeds, where the 7 of July stay; the Youth Offending Team beside June.
    "august": Expected(
        counted=_counted((46, 48), (7, 7), (39, 41)),
        on="2010-08-31",
        warnings=(("nil_return_wanted", HARBOUR, LEEDS),),
        returns="""
            cyc      York   received  11  0  2010-08-12 | 2010-07-06  11  11   0   0   2
            harbour  Leeds  missing    -  -  -
            harbour  York   received  10  0  2010-08-10 | 2010-07-06   9  10   1   0   1
            lantern  York   received   8  0  2010-08-11 | 2010-07-06   7   8   1   0   0
            bridge   York   received   6  0  2010-08-18 | 2010-07-06   7   6   0   1   0
            yot      York   received   6  0  2010-08-09 | 2010-06-06   5   6   1   0   0
        """,
    ),
    # A nil return for Leeds; North Bridge sends August's young people as September's.
    "september": Expected(
        counted=_counted((48, 41), (7, 0), (41, 41)),
        on="2010-09-30",
        warnings=(("same_as_last_time", BRIDGE, YORK),),
        returns="""
            cyc      York   received  12  0  2010-09-10 | 2010-08-06  11  12   1   0   0
            harbour  Leeds  nil        0  0  2010-09-13 | 2010-07-06   7   0   0   7   0
            harbour  York   received  10  0  2010-09-13 | 2010-08-06  10  10   0   0   2
            lantern  York   received   8  0  2010-09-08 | 2010-08-06   8   8   0   0   2
            bridge   York   received   6  0  2010-09-17 | 2010-08-06   6   6   0   0   0
            yot      York   received   5  0  2010-09-16 | 2010-08-06   6   5   0   1   0
        """,
    ),
    # Half of Lantern House's young people are gone; all of Leeds's are new, after a nil return.
    "october": Expected(
        counted=_counted((41, 43), (0, 5), (41, 38)),
        on="2010-10-31",
        warnings=(("rows_down", LANTERN, YORK),),
        returns="""
            cyc      York   received  12  0  2010-10-13 | 2010-09-06  12  12   0   0   2
            harbour  Leeds  received   5  0  2010-10-11 | 2010-09-06   0   5   5   0   0
            harbour  York   received  11  0  2010-10-11 | 2010-09-06  10  11   1   0   0
            lantern  York   received   4  0  2010-10-08 | 2010-09-06   8   4   0   4   0
            bridge   York   received   6  0  2010-10-19 | 2010-09-06   6   6   0   0   3
            yot      York   received   5  0  2010-10-12 | 2010-09-06   5   5   0   0   2
        """,
    ),
    # Harbour sends Leeds's young people for York too.  Lantern House has one new of five: no more
    # than a fifth.
    "november": Expected(
        counted=_counted((43, 42), (5, 6), (38, 36)),
        on="2010-11-17",
        warnings=(
            ("many_new_identifiers", HARBOUR, YORK),
            ("other_areas_return", HARBOUR, YORK),
        ),
        returns="""
            cyc      York   received  13  0  2010-11-12 | 2010-10-06  12  13   1   0   0
            harbour  Leeds  received   6  0  2010-11-09 | 2010-10-06   5   6   1   0   0
            harbour  York   received   6  0  2010-11-09 | 2010-10-06  11   6   6  11   0
            lantern  York   received   5  0  2010-11-10 | 2010-10-06   4   5   1   0   0
            bridge   York   awaited    -  -  -          | 2010-10-06   6   7   1   0   0
            yot      York   received   5  0  2010-11-15 | 2010-10-06   5   5   0   0   2
        """,
    ),
    # The right file alone, nine days later: no nil return is wanted for Leeds, whose return stands.
    "november-again": Expected(
        counted=_counted((43, 48), (5, 6), (38, 42)),
        on="2010-11-30",
        returns="""
            cyc      York   received  13  0  2010-11-12
            harbour  Leeds  received   6  0  2010-11-09
            harbour  York   replaced   6  0  2010-11-09
            harbour  York   received  12  0  2010-11-18 | 2010-10-06  11  12   1   0   0
            lantern  York   received   5  0  2010-11-10
            bridge   York   received   7  0  2010-11-19
            yot      York   received   5  0  2010-11-15
        """,
    ),
    # The file of Children's Services is refused, so that November's 13 count, and North Bridge's 7.
    "december": Expected(
        code=1,
        counted=_counted((48, 48), (6, 6), (42, 42)),
        on="2010-12-17",
        returns="""
            cyc      York   refused    -  -  2010-12-13
            harbour  Leeds  received   6  0  2010-12-10 | 2010-11-06   6   6   0   0   2
            harbour  York   received  12  0  2010-12-10 | 2010-11-06  12  12   0   0   2
            lantern  York   received   5  0  2010-12-14 | 2010-11-06   5   5   0   0   2
            bridge   York   awaited    -  -  -
            yot      York   received   5  0  2010-12-09 | 2010-11-06   5   5   0   0   2
        """,
    ),
    # It is mended a week later: the first return of theirs, and late.
    "december-later": Expected(
        counted=_counted((48, 48), (6, 6), (42, 42)),
        on="2010-12-31",
        returns="""
            cyc      York   late      14  0  2010-12-20 | 2010-11-06  13  14   1   0   0
            harbour  Leeds  received   6  0  2010-12-10
            harbour  York   received  12  0  2010-12-10
            lantern  York   received   5  0  2010-12-14
            bridge   York   received   6  0  2010-12-20 | 2010-11-06   7   6   0   1   1
            yot      York   received   5  0  2010-12-09
        """,
    ),
    # Children's Services number anew; nothing from North Bridge, whose 6 of December count.
    "january": Expected(
        counted=_counted((48, 46), (6, 6), (42, 40)),
        on="2011-01-31",
        warnings=(("many_new_identifiers", CHILDRENS, YORK),),
        returns="""
            cyc      York   received  14  0  2011-01-12 | 2010-12-06  14  14  14  14   0
            harbour  Leeds  received   6  0  2011-01-11 | 2010-12-06   6   6   0   0   2
            harbour  York   received  11  0  2011-01-11 | 2010-12-06  12  11   0   1   0
            lantern  York   received   4  0  2011-01-14 | 2010-12-06   5   4   0   1   0
            bridge   York   missing    -  -  -
            yot      York   received   5  0  2011-01-13 | 2010-12-06   5   5   0   0   2
        """,
    ),
    # North Bridge beside December; the Youth Offending Team's nil return comes late.
    "february": Expected(
        counted=_counted((46, 42), (6, 5), (40, 37)),
        on="2011-02-28",
        returns="""
            cyc      York   received  14  0  2011-02-11 | 2011-01-06  14  14   0   0   2
            harbour  Leeds  received   5  0  2011-02-10 | 2011-01-06   6   5   0   1   0
            harbour  York   received  12  0  2011-02-10 | 2011-01-06  11  12   1   0   0
            lantern  York   received   4  0  2011-02-14 | 2011-01-06   4   4   0   0   2
            bridge   York   received   7  0  2011-02-15 | 2010-12-06   6   7   1   0   0
            yot      York   nil,late   0  0  2011-02-21 | 2011-01-06   5   0   0   5   0
        """,
    ),
    "march": Expected(
        counted=_counted((42, 47), (5, 5), (37, 42)),
        on="2011-03-31",
        returns="""
            cyc      York   received  15  0  2011-03-11 | 2011-02-06  14  15   1   0   0
            harbour  Leeds  received   5  0  2011-03-10 | 2011-02-06   5   5   0   0   2
            harbour  York   received  12  0  2011-03-10 | 2011-02-06  12  12   0   0   2
            lantern  York   received   5  0  2011-03-15 | 2011-02-06   4   5   1   0   0
            bridge   York   received   7  0  2011-03-18 | 2011-02-06   7   7   0   0   2
            yot      York   received   3  0  2011-03-14 | 2011-02-06   0   3   3   0   0
        """,
    ),
}

# Lantern House sends since July: agencies.csv says so.
SIGNS = {
    "in": "received",
    "late": "late",
    "nil": "nil",
    "nil/late": "nil,late",
    "miss": "missing",
    "-": "",
}
GRID = """
                 Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec  Jan  Feb      Mar
cyc      York    in   in   in   in   in   in   in   in   late in   in       in
harbour  Leeds   in   in   in   in   miss nil  in   in   in   in   in       in
harbour  York    in   in   in   in   in   in   in   in   in   in   in       in
lantern  York    -    -    -    in   in   in   in   in   in   in   in       in
bridge   York    in   late in   late in   in   in   in   in   miss in       in
yot      York    in   in   in   miss in   in   in   in   in   in   nil/late in
"""


def table(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """The cells of each line, the agency by its whole name."""
    return [(AGENCIES[agency], *cells) for agency, *cells in map(str.split, lines)]

"""A year of possible duplicates in York, decided on in a workbook and by hand; what was counted and
said at each stage.  Who is truly who is in tests.year.who_is_who."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.year.board import Said
from tests.year.desk import Desk, Whom, fill_in, listed_pairs
from tests.year.who_is_who import CARE, HOSPITAL, POLICE, PROJECT

JUNE, SEPTEMBER, DECEMBER, MARCH = "2010-06-06", "2010-09-06", "2010-12-06", "2011-03-06"
STAGES = {
    "june": JUNE, "june decided": JUNE,
    "september": SEPTEMBER, "september decided": SEPTEMBER,
    "december": DECEMBER, "december decided": DECEMBER,
    "march": MARCH, "march taken back": MARCH, "march decided": MARCH,
}  # fmt: skip


def pair(one: Whom, other: Whom) -> frozenset[Whom]:
    return frozenset({one, other})


C_TWICE = pair((POLICE, "BD 4103"), (CARE, "BD 4103"))
E_TWICE = pair((POLICE, "BD 4105"), (CARE, "SC 7105"))
E_AGAIN = pair((POLICE, "BD 4105"), (CARE, "SC 7205"))
TWINS = pair((POLICE, "BD 4106"), (CARE, "SC 7106"))
H_TWICE = pair((POLICE, "BD 4108"), (PROJECT, "1"))
B_TWICE = pair((POLICE, "BD 4102"), (PROJECT, "4"))
G_AND_O = pair((CARE, "SC 7106"), (CARE, "SC 7106"))
H_ANEW = pair((POLICE, "BD 4108"), (PROJECT, "2"))
B_ANEW = pair((POLICE, "BD 4102"), (PROJECT, "5"))


@dataclass
class Year:
    """What was found and counted at each stage, and what was said where something was refused."""

    desk: Desk
    out: dict[str, Path] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    listed: dict[str, dict[frozenset[Whom], int]] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    explained: Said | None = None

    def counts(self, stage: str) -> None:
        """Counts the day of a stage, with the states of the decisions then."""
        day = STAGES[stage]
        self.out[stage] = self.desk.counts(stage, day)
        self.states[stage] = self.desk.states(day)

    def finds(self, day: str) -> Path:
        review = self.desk.finds(day)
        self.listed[day] = listed_pairs(review)
        return review


def york_year(folder: Path) -> Year:
    """The whole year at a desk in `folder`."""
    year = Year(Desk(folder))
    _june(year)
    _september(year)
    _december(year)
    _march(year)
    _look_back(year)
    return year


def _june(year: Year) -> None:
    """In the workbook C and E are decided as the same, the twins as not; of H nobody is sure, and B
    is left."""
    desk = year.desk
    desk.takes_in(JUNE)
    year.counts("june")
    review = year.finds(JUNE)
    desk.now("before June's decisions")
    filled = {
        C_TWICE: ("same", "C: a slip in the year"),
        E_TWICE: ("same", "E: one mother"),
        TWINS: ("not the same", "F and G: twins"),
        H_TWICE: ("unsure", "H unsure: ask the project"),
    }
    year.said["june"] = desk.decides(fill_in(review, filled))
    year.counts("june decided")


def _september(year: Year) -> None:
    desk = year.desk
    desk.takes_in(SEPTEMBER)
    year.counts("september")
    year.finds(SEPTEMBER)
    desk.now("before September's decisions")
    h = ((POLICE, "BD 4108"), "same", (PROJECT, "1"), "H: the project says so")
    twins = ((POLICE, "BD 4106"), "same", (CARE, "SC 7106"), "")
    year.said["against june"] = desk.decides(desk.writes(h, twins))
    g = ((HOSPITAL, "BD 4106"), "same", (CARE, "SC 7106"), "G: the hospital took F's number")
    again = ((POLICE, "BD 4105"), "same", (CARE, "SC 7205"), "E again: opened again")
    year.said["two identifiers"] = desk.decides(desk.writes(h, g, again))
    both = ((CARE, "SC 7105"), "same", (CARE, "SC 7205"), "E both: two numbers of social care")
    year.said["september"] = desk.decides(desk.writes(h, g, again, both))
    year.counts("september decided")
    year.explained = desk.does(
        "duplicates", "explain", "York", "BD 4106", "--date", SEPTEMBER, "--json"
    )
    _taken_back(year)


def _taken_back(year: Year) -> None:
    """On a copy of the store: what September decided is taken back, first of H, then all."""
    copied = year.desk.folder / "copied"
    shutil.copytree(year.desk.folder / "store", copied / "store")
    desk = Desk(copied)
    numbers = desk.numbers()
    year.said["too early"] = desk.takes_back(numbers["E both"])
    for which, whys in (("without H", ("H",)), ("again", ("E again", "E both", "G"))):
        for why in whys:
            assert desk.takes_back(numbers[why]).code == 0
        year.out[f"september {which}"] = desk.counts(which, SEPTEMBER)


def _december(year: Year) -> None:
    desk = year.desk
    desk.takes_in(DECEMBER)
    year.counts("december")
    filled = {G_AND_O: ("not the same", "G and O: brother and sister")}
    desk.decides(fill_in(year.finds(DECEMBER), filled))
    year.counts("december decided")


def _march(year: Year) -> None:
    desk = year.desk
    desk.takes_in(MARCH)
    year.counts("march")
    year.finds(MARCH)
    year.said["march"] = desk.takes_back(desk.numbers()["H"], "the project numbered anew")
    year.counts("march taken back")
    anew = ((POLICE, "BD 4108"), "same", (PROJECT, "2"), "H anew: 1 until now")
    desk.decides(desk.writes(anew))
    year.counts("march decided")
    year.out["march left out"] = desk.counts("left out", MARCH, "--potential", "exclude")


def _look_back(year: Year) -> None:
    """June and September are counted again as of the moments before their decisions."""
    desk = year.desk
    for stage, month in (("june", "June"), ("september", "September")):
        moment = desk.moments[f"before {month}'s decisions"]
        name = f"{stage} looked back on"
        year.out[name] = desk.counts(name, STAGES[stage], "--as-of", moment)
    options = ("--potential", "exclude", "--as-of", desk.moments["before September's decisions"])
    year.out["june left out"] = desk.counts("june left out", JUNE, *options)

"""Decisions as people filled them in, each with its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.agencies import NO_AGENCIES, Agencies
from ingest.readings import date_of
from pipeline.duplicates.counted_areas import CountedAreas
from pipeline.duplicates.decisions import VERDICT_WORDS, Seen, Verdict
from schemas.text import folded, printable, without_surplus_spaces

_VERDICTS: dict[str, Verdict] = {
    **{folded(word): verdict for verdict, word in VERDICT_WORDS.items()},
    "not same": "not_same",
    "not_same": "not_same",
}
_WORDS = ", ".join(list(VERDICT_WORDS.values())[:-1]) + " or " + list(VERDICT_WORDS.values())[-1]


@dataclass(frozen=True, order=True)
class FilledPlace:
    """A row of a sheet, both counted from 1, or a line of a CSV (sheet 0); row 0 is the sheet or
    file as a whole.  Sheets go by number and not by name, as in `ingest.places`; `pair` is
    that of the block of a review in which the row stands, 0 elsewhere."""

    sheet: int = 0
    row: int = 0
    pair: int = 0

    def text(self) -> str:
        """`sheet 3, row 14 (pair 2)`; `sheet 3, row 14`; `line 3`; `sheet 3`; `the file`."""
        if not self.sheet:
            return f"line {self.row}" if self.row else "the file"
        pair = f" (pair {self.pair})" if self.pair else ""
        return f"sheet {self.sheet}, row {self.row}{pair}" if self.row else f"sheet {self.sheet}"


@dataclass(frozen=True)
class FilledCell:
    """What stands in a cell, and what the file calls it."""

    name: str
    text: str
    place: FilledPlace


@dataclass(frozen=True)
class FilledCells:
    """What people fill in for a pair."""

    decision: FilledCell
    who: FilledCell
    when: FilledCell
    why: FilledCell

    @property
    def place(self) -> FilledPlace:
        """Where the decision stands."""
        return self.decision.place

    @property
    def without_decision(self) -> bool:
        """Whether something else is filled in, and no decision."""
        others = (self.who, self.when, self.why)
        return not self.decision.text.strip() and any(each.text.strip() for each in others)


LONGEST_LINE = 1_000
"""Characters of a name or reason: who writes more put it in the wrong place."""


def plain_line(text: str) -> str:
    """What somebody wrote as it is kept: one line, fit to be printed in any message, cut after
    LONGEST_LINE characters."""
    line = printable(without_surplus_spaces(text))
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}\u2026"


@dataclass(frozen=True)
class ByHand:
    """One of the two as somebody wrote it: the agency as in its cell, and what the identifier may
    mean when normalised: as it stands and, where that is something else, without the agency's
    prefixes."""

    agency: str
    identifiers: tuple[str, ...]


FilledSide = tuple[Seen, ...] | ByHand


@dataclass(frozen=True)
class Said:
    """What somebody decided of a pair."""

    verdict: Verdict
    who: str
    day: date
    why: str


@dataclass(frozen=True)
class FilledDecision:
    """A decision and its pair; `area` is a place's code."""

    place: FilledPlace
    area: str
    one: FilledSide
    other: FilledSide
    said: Said


@dataclass(frozen=True)
class FilledProblem:
    """What must be put right at a place: a sentence that says what to do, and no value."""

    place: FilledPlace
    sentence: str


@dataclass(frozen=True)
class Filled:
    """What a file holds: the decisions in their order, how many pairs were left blank, where
    something but a decision is filled in, and what must be put right."""

    decisions: tuple[FilledDecision, ...]
    blank: int
    without_decision: tuple[FilledPlace, ...]
    problems: tuple[FilledProblem, ...]


@dataclass
class FilledReader:
    """Reads what people fill in, and collects what is wrong with it.

    `who` decided where the file does not say it (None: it must); `today` is the last day on which
    something can have been decided.
    """

    who: str | None
    today: date
    areas: CountedAreas
    agencies: Agencies = NO_AGENCIES
    problems: list[FilledProblem] = field(default_factory=list)
    blank: int = 0
    without_decision: list[FilledPlace] = field(default_factory=list)

    def problem(self, place: FilledPlace, sentence: str) -> None:
        """Notes something that must be put right."""
        self.problems.append(FilledProblem(place, sentence))

    def is_decided(self, cells: FilledCells) -> bool:
        """Whether a decision is filled in; one that is not is counted as left blank."""
        if cells.decision.text.strip():
            return True
        self.blank += 1
        if cells.without_decision:
            self.without_decision.append(cells.place)
        return False

    def said(self, cells: FilledCells) -> Said | None:
        """What is filled in; None, with the problems noted, where it can't be taken."""
        before = len(self.problems)
        verdict = _VERDICTS.get(folded(cells.decision.text).strip(".!'\" "))
        if verdict is None:
            self.problem(
                cells.place,
                f"what stands for '{cells.decision.name}' is no decision. Write {_WORDS}, or "
                "leave it blank.",
            )
        who = plain_line(cells.who.text) or (self.who or "")
        if not who:
            self.problem(
                cells.who.place,
                f"nobody is named for '{cells.who.name}'. Write who decided, or name them by "
                "--who.",
            )
        day = self._day(cells.when)
        if verdict is None or day is None or len(self.problems) > before:
            return None
        return Said(verdict, who, day, plain_line(cells.why.text))

    def _day(self, cell: FilledCell) -> date | None:
        """The day that a cell says, today where it says none."""
        if not cell.text.strip():
            return self.today
        day = date_of(cell.text)
        if day is None:
            self.problem(
                cell.place,
                f"the date for '{cell.name}' can't be read. Write it day first, as 06/06/2011.",
            )
        elif day > self.today:
            self.problem(cell.place, f"the date for '{cell.name}' lies in the future. Correct it.")
            return None
        return day

    def area(self, texts: Sequence[str], place: FilledPlace) -> str | None:
        """The code of the place that all `texts` that are not blank name, the first of them a code;
        None, with the problem noted, if there is none, or the store has no return of it."""
        named = [text for text in texts if text.strip()]
        found = {self.areas.place_of(text) for text in named}
        if not named:
            self.problem(place, "no area. Write the name or code of the local authority.")
        elif None in found:
            self.problem(
                place,
                "the area is not recognised. Write the name or code of a local authority in "
                "England.",
            )
        elif len(found) > 1:
            self.problem(place, "the area's code and its name mean two areas. Correct one of them.")
        elif not found <= set(self.areas.latest):
            self.problem(
                place,
                "the store has no return of this area. Correct the area, or name the store that "
                "has its returns by --store.",
            )
        else:
            return self.areas.code_of(named[0])
        return None

    def filled(self, decisions: Sequence[FilledDecision]) -> Filled:
        """What was read."""
        return Filled(
            tuple(decisions),
            self.blank,
            tuple(self.without_decision),
            tuple(sorted(self.problems, key=lambda each: each.place)),
        )

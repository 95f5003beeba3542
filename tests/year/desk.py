"""An analyst's desk: a store, into which the returns of tests.year.who_is_who come, and what the
commands write and say."""

import io
import json
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.cli import run
from tests.duplicates.filled_in import COLUMNS, csv_rows, fill
from tests.sending import read_csv, write_csv
from tests.year.board import Said
from tests.year.who_is_who import write_returns

Whom = tuple[str, str]
"""An agency and its identifier."""


@dataclass(frozen=True)
class Counts:
    """What a snapshot says; `pairs` may be one young person, `least` are counted if all are."""

    received: int
    not_current: int
    duplicate: int
    duplicate_decided: int
    counted: int
    pairs: int
    least: int
    most: int


@dataclass
class Desk:
    """`moments` are those at which `now` was called, by the word given."""

    folder: Path
    moments: dict[str, str] = field(default_factory=dict)

    def takes_in(self, day: str) -> None:
        """Ingests the returns of a day."""
        folder = self.folder / "returns" / day
        write_returns(folder, day)
        self.does("ingest", str(folder), "--no-feedback")

    def finds(self, day: str) -> Path:
        """The folder with the review list of a day."""
        out = self.folder / "review" / day
        self.does("duplicates", "find", "--date", day, "--out", str(out))
        return out

    def counts(self, name: str, day: str, *options: str) -> Path:
        """The folder with a snapshot of the day, called `name`."""
        out = self.folder / "out" / name
        self.does("snapshot", "--no-publish", "--date", day, "--out", str(out), *options)
        return out

    def now(self, name: str) -> None:
        """Keeps the moment."""
        self.moments[name] = datetime.now(UTC).isoformat()

    def states(self, day: str) -> dict[str, str]:
        """How each decision that stands does so on a day, by what stands before the colon in its
        `why`."""
        said = self.does("duplicates", "decided", "--json", "--date", day).json
        return {
            _short(each["why"]): each["state"]
            for each in said["decisions"]
            if each["taken_back"] is None
        }

    def numbers(self) -> dict[str, int]:
        """The numbers of all decisions, by what stands before the colon in their `why`."""
        said = self.does("duplicates", "decided", "--json").json
        return {_short(each["why"]): each["number"] for each in said["decisions"]}

    def writes(self, *lines: tuple[Whom, str, Whom, str]) -> Path:
        """A CSV of decisions by hand: the one, the word, the other, and why."""
        rows = [
            ("York", *one, *other, word, "", "20/01/2011", why) for one, word, other, why in lines
        ]
        return write_csv(self.folder / "by-hand.csv", [COLUMNS, *rows])

    def decides(self, file: Path) -> Said:
        return self.runs("duplicates", "decide", str(file), "--who", "A Jones")

    def takes_back(self, number: int, why: str = "") -> Said:
        return self.runs("duplicates", "take-back", str(number), "--who", "A Jones", "--why", why)

    def does(self, *arguments: str) -> Said:
        """Runs a command that must end well."""
        said = self.runs(*arguments)
        assert (said.code, said.error) == (0, ""), said
        return said

    def runs(self, *arguments: str) -> Said:
        out, error = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(error):
            code = run([*arguments, "--store", str(self.folder / "store")])
        return Said(code, out.getvalue(), error.getvalue())


def fill_in(review: Path, decided: Mapping[frozenset[Whom], tuple[str, str]]) -> Path:
    """Fills the workbook of a review in: of each pair, by one key of each of the two, the decision
    and why."""
    listed = listed_pairs(review)
    for keys, (word, why) in decided.items():
        fill(review / "review.xlsx", listed[keys], word, "A Jones", "20/06/2010", why)
    return review / "review.xlsx"


def listed_pairs(review: Path) -> dict[frozenset[Whom], int]:
    """The pairs of a review by the keys of their primary records, and their numbers."""
    header, *lines = csv_rows(review / "pairs.csv")
    pairs = [dict(zip(header, line, strict=True)) for line in lines]
    return {
        frozenset(
            (each[f"agency_{end}"], each[f"identifier_{end}"].replace("-", " ")) for end in "12"
        ): int(each["pair"])
        for each in pairs
    }


def counts_in(out: Path) -> Counts:
    """What the snapshot in a folder says."""
    flow = flow_in(out)
    told = manifest_in(out)["duplicates"]
    national = told["range"]["national"]
    return Counts(
        *(
            flow[step]
            for step in (
                "received", "not_current", "duplicate", "duplicate_decided", "counted",
            )
        ),
        told["pairs"],
        national["least"],
        national["most"],
    )  # fmt: skip


def flow_in(out: Path) -> dict[str, int]:
    return {line["step"]: int(line["rows"]) for line in read_csv(out / "flow.csv")}


def manifest_in(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return found


def files_in(out: Path, besides: Sequence[str] = ()) -> dict[str, bytes]:
    """The bytes of all files of a folder by their path in it, but those named."""
    found = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
    return {name: content for name, content in found.items() if name not in besides}


def _short(why: str) -> str:
    return why.partition(":")[0]

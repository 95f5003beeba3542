"""A board that `lscb status` tells of: who sends it what, and what it is told."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from tests.sending import COVER, REGISTER_HEADER, write_csv, write_register, write_return

MAY, JUNE, JULY = "2011-05-06", "2011-06-06", "2011-07-06"
ROW = {"local_id": "A1"}
PEOPLE = [
    {"local_id": f"HP {number}", "age": str(number), "gender": "Female"} for number in range(10, 18)
]
NO_IDENTIFIER = (("Gender", "Current age"), ("Female", "15"))
"""A file that is refused."""


class Board:
    """A board's deliveries, store and configuration; each delivery is a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, folder / "store"
        self.config: list[str] = []
        self.deliveries = 0

    def sends(
        self,
        day: str,
        *records: Mapping[str, str],
        agency: str = "Harbour Project",
        area: str = "York",
        received: str = "",
        files: int = 1,
    ) -> int:
        """Ingests one return, its records in each of `files` files; gives the exit code."""
        cover = {"agency": agency, "area": area, "return_date": day}
        return self._ingested(self._written(cover, [list(records)] * files, [received] * files))

    def sends_in_parts(self, day: str, parts: Mapping[str, Mapping[str, str]]) -> int:
        """Ingests one return in several files: the day on which each came, and its record."""
        contents = [[each] for each in parts.values()]
        return self._ingested(self._written({"return_date": day}, contents, list(parts)))

    def _written(
        self,
        cover: Mapping[str, str],
        contents: Sequence[Sequence[Mapping[str, str]]],
        received: Sequence[str],
    ) -> Path:
        """The folder of a delivery, a file for each of `contents`."""
        delivery = self._new_delivery()
        lines = [(*REGISTER_HEADER, "received")]
        for number, (records, came) in enumerate(zip(contents, received, strict=True)):
            own = [{**each, "notes": f"file {number}"} for each in records]
            write_return(delivery / f"{number}.csv", own, cover)
            said = {**COVER, **cover, "file": f"{number}.csv", "received": came}
            lines.append(tuple(said.get(name, "") for name in (*REGISTER_HEADER, "received")))
        write_csv(delivery / "register.csv", lines)
        return delivery

    def _new_delivery(self) -> Path:
        self.deliveries += 1
        return self.folder / f"delivery-{self.deliveries}"

    def _ingested(self, delivery: Path) -> int:
        store = str(self.store)
        return run(["ingest", "--no-feedback", "--store", store, *self.config, str(delivery)])

    def sends_a_refused_file(
        self, day: str, agency: str = "Harbour Project", area: str = "York", received: str = ""
    ) -> None:
        """Ingests a file that is refused: it has no column for the identifier."""
        delivery = self._new_delivery()
        said = {**COVER, "agency": agency, "area": area, "return_date": day, "received": received}
        said |= {"file": "a.csv"}
        write_csv(delivery / "a.csv", NO_IDENTIFIER)
        header = (*REGISTER_HEADER, "received")
        line = [said.get(name, "") for name in header]
        write_csv(delivery / "register.csv", [header, line])
        assert run(["ingest", "--no-feedback", "--store", str(self.store), str(delivery)]) == 1

    def sends_beside_a_refused_file(self, day: str, *records: Mapping[str, str]) -> None:
        """Ingests one return of two files: what `sends` would send, and one that is refused."""
        delivery = self._written({"return_date": day}, [list(records)], [""])
        write_csv(delivery / "refused.csv", NO_IDENTIFIER)
        names = ("0.csv", "refused.csv")
        write_register(delivery, [{"return_date": day, "file": name} for name in names])
        assert self._ingested(delivery) == 1

    def goes_by(self, due_days: int | None, agencies: Sequence[Sequence[str]] = ()) -> None:
        """Writes lscb.toml; `agencies` are lines of agency, spellings, areas, due_days and, where
        they are said, from and to."""
        text = "" if due_days is None else f"due_days = {due_days}\n"
        if agencies:
            header = ("agency", "spellings", "areas", "due_days", "from", "to")
            write_csv(self.folder / "agencies.csv", [header, *agencies])
            text += 'agencies = "agencies.csv"\n'
        (self.folder / "lscb.toml").write_text(text, encoding="utf-8")
        self.config = ["--config", str(self.folder / "lscb.toml")]

    def status(self, *options: str) -> int:
        return run(["status", "--store", str(self.store), *self.config, *options])


def listed(capsys: pytest.CaptureFixture[str], board: Board, *options: str) -> list[dict[str, Any]]:
    """The returns that `lscb status --json` lists."""
    capsys.readouterr()
    assert board.status("--json", *options) == 0
    returns: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["returns"]
    return returns


def states(
    capsys: pytest.CaptureFixture[str], board: Board, *options: str
) -> list[tuple[str, str | None, str, str]]:
    """Agency, area, month and state of each line."""
    lines = listed(capsys, board, *options)
    return [(each["agency"], each["area"], each["month"], each["state"]) for each in lines]

"""Files with hostile names that are taken in, and of which `lscb ingest` has something to say."""

from pathlib import Path

import pytest

from tests.sending import COVER, write_csv, write_return
from tests.trust.hostile_texts import not_printable
from tests.trust.hostile_world import World

NAME = "zqx\x1b[2J\x9b1m\u202efdp\nlscb: forged.csv"
_NOTICES = {
    "month first": "dates stand month first in this file, and are read so",
    "two agencies": "holds rows of 2 agencies",
}
_SENT = {
    "month first": [{"local_id": "A1", "referral_date": "04/25/2011"}],
    "two agencies": [
        {"local_id": "A1", "agency": "Harbour"},
        {"local_id": "A2", "agency": "Nightjar"},
    ],
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def ingested(world: World) -> str:
    world.do("ingest", "ingest", "sent", "--store", "store", "--no-feedback")
    assert world.codes["ingest"] == 0
    return world.said["ingest"]


def check_said(said: str, notice: str) -> None:
    """It is said of the file, in one line in which its name steers nothing."""
    (line,) = (each for each in said.split("\n") if notice in each)
    assert "zqx?[2J?1m?fdp?lscb: forged.csv: " in line
    assert not_printable(said) == set()


@pytest.mark.parametrize("name", _SENT)
def test_a_notice_on_a_file_with_a_hostile_name_steers_nothing(world: World, name: str) -> None:
    cover = {"agency": ""} if name == "two agencies" else {}
    write_return(world.folder / "sent" / NAME, _SENT[name], cover)
    check_said(ingested(world), _NOTICES[name])


def _register(world: World, received: str) -> None:
    header = ["file", *COVER, "received"]
    write_csv(world.folder / "sent" / "register.csv", [header, [NAME, *COVER.values(), received]])


def test_of_another_day_of_receipt_it_is_said_without_steering(world: World) -> None:
    write_csv(world.folder / "sent" / NAME, [["Local identifier"], ["A1"]])
    for received in ("2011-06-07", "2011-06-08"):
        _register(world, received)
        said = ingested(world)
    check_said(said, "is stored already, with another day of receipt")


def test_that_rows_stay_erased_is_said_without_steering(world: World) -> None:
    write_return(world.folder / "sent" / NAME, [{"local_id": "A1"}, {"local_id": "A2"}])
    ingested(world)
    child = ("--area", "York", "--id", "A1", "--yes", "--who", "A Jones")
    world.do("erase", "erase", "identifier", *child, "--store", "store")
    assert world.codes["erase"] == 0
    check_said(ingested(world), "and they stay erased")

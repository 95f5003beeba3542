"""Two at once: several take in overlapping folders while others take snapshots, each in a process
of its own.  LSCB_ROUNDS: how often."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.store import Store
from tests.pipeline.counted import counted_in
from tests.sending import write_return
from tests.trust.board import DAY, contents, held, paths
from tests.trust.processes import Programs, Running, programs

ROUNDS = int(os.environ.get("LSCB_ROUNDS", "1"))

Delivery = Mapping[str, int]
"""How many young people the returns of a delivery hold, by area."""

BASE: Delivery = {"York": 1, "Leeds": 1, "Kingston upon Hull": 1}
WRITERS: Sequence[Sequence[Delivery]] = (
    ({"York": 2, "Leeds": 2}, {"Kingston upon Hull": 2, "York": 3}),
    ({"Leeds": 3, "Kingston upon Hull": 3}, {"York": 4, "Leeds": 4}),
    ({"York": 5, "Kingston upon Hull": 5, "Leeds": 5},),
)
"""What each of those who take in does, one delivery after the other; a later return of an area
replaces the earlier one, so what counts last depends on who comes last."""
CODES = {"York": "E06000014", "Leeds": "E08000035", "Kingston upon Hull": "E06000010"}


@dataclass(frozen=True)
class State:
    """How many young people of each area are counted, and how many rows were received."""

    counted: tuple[int, ...]
    received: int


def state_after(deliveries: Sequence[Delivery]) -> State:
    standing: dict[str, int] = {}
    for each in deliveries:
        standing.update(each)
    received = sum(chain.from_iterable(each.values() for each in deliveries))
    return State(tuple(standing[area] for area in BASE), received)


def orders(done: Sequence[int]) -> Iterator[list[Delivery]]:
    """All orders in which the writers' first deliveries may have come, so many of each."""
    if not any(done):
        yield [BASE]
    for writer, number in enumerate(done):
        if number:
            before = [n - (writer == w) for w, n in enumerate(done)]
            for order in orders(before):
                yield [*order, WRITERS[writer][number - 1]]


def states() -> set[State]:
    """All that the store may come to, from the base to the end."""
    progress: list[list[int]] = [[]]
    for writer in WRITERS:
        progress = [[*done, n] for done in progress for n in range(len(writer) + 1)]
    return {state_after(order) for done in progress for order in orders(done)}


def final_states() -> set[State]:
    return {state_after(order) for order in orders([len(each) for each in WRITERS])}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programs]:
    with programs(tmp_path_factory.mktemp("programs")) as running:
        yield running


def send(folder: Path, delivery: Delivery) -> Path:
    """A file for each area, all of one agency."""
    for area, number in delivery.items():
        records = [{"local_id": f"{area[0]}{n}", "age": str(11 + n)} for n in range(number)]
        write_return(folder / f"{area}.csv", records, {"area": area})
    return folder


def snapshot(at: Programs, store: Path, out: Path) -> Running:
    options = ("--no-publish", "--date", DAY, "--store", store, "--out", out)
    return at.start("snapshot", *options)


def state_in(out: Path) -> State:
    counted = counted_in(out)
    by_area = (counted.of("figure_3", "base", code) for code in CODES.values())
    not_provided = (counted.of("figure_3", "not_provided", code) for code in CODES.values())
    found = tuple(int(one) + int(two) for one, two in zip(by_area, not_provided, strict=True))
    assert counted.flow["counted"] == sum(found)
    return State(found, counted.flow["received"])


def start_writers(at: Programs, folder: Path, store: Path) -> list[Running]:
    """All at once, each takes in one of its deliveries after the other."""
    return [
        at.start(
            "ingest",
            *(send(folder / f"{w}-{n}", each) for n, each in enumerate(deliveries)),
            "--store",
            store,
        )
        for w, deliveries in enumerate(WRITERS)
    ]


def state_of(store: Store) -> State:
    """What the covers say: the later return of an area counts."""
    standing: dict[str, int] = {}
    covers = store.covers()
    for cover in covers:
        for part in cover.returns:
            standing[part.area] = part.rows
    received = sum(part.rows for cover in covers for part in cover.returns)
    return State(tuple(standing[code] for code in CODES.values()), received)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_at_once_each_snapshot_equals_one_of_the_states_in_between(
    at: Programs, tmp_path: Path, turn: int
) -> None:
    store = tmp_path / "store"
    assert at.run("ingest", send(tmp_path / "base", BASE), "--store", store).code == 0
    possible = states()
    writing = start_writers(at, tmp_path, store)
    outs = [tmp_path / "out" / str(n) for n in range(2)]
    taking = [snapshot(at, store, out) for out in outs]
    while not all(each.has_ended for each in writing):
        assert state_of(Store(store)) in possible
    ended = [each.ended() for each in [*writing, *taking]]
    assert [(each.code, each.err) for each in ended] == [(0, "")] * 5
    for out in outs:
        assert state_in(out) in possible
    assert state_of(Store(store)) in final_states()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0", "1"]
    assert list((store / "incoming").iterdir()) == []


def test_several_who_take_in_the_same_folder_at_once_store_it_once(
    at: Programs, tmp_path: Path
) -> None:
    sent = send(tmp_path / "base", BASE)
    store = tmp_path / "store"
    running = [at.start("ingest", sent, "--store", store) for _ in range(4)]
    assert [each.ended().code for each in running] == [0, 0, 0, 0]
    assert len(held(store).files) == len(BASE)
    said = [(each.said / "out").read_text(encoding="utf-8") for each in running]
    assert sum("(3 stored)" in each for each in said) == 1


@pytest.mark.parametrize("command", ["ingest", "erase"])
def test_who_writes_to_the_store_waits_for_who_is_writing(
    at: Programs, tmp_path: Path, command: str
) -> None:
    """Without it two at once would seldom harm each other where there is little to write."""
    store = tmp_path / "store"
    alone = at.run("ingest", send(tmp_path / "base", BASE), "--store", store)
    asked = {
        "ingest": ("ingest", send(tmp_path / "more", WRITERS[0][0])),
        "erase": ("erase", "agency", "Harbour Project", "--yes", "--who", "A Jones"),
    }
    before = held(store)
    with FileLock(store / "lock"):
        running = at.start(*asked[command], "--store", store)
        time.sleep(3 * alone.seconds)
        assert not running.has_ended
        assert held(store) == before
    assert running.ended().code == 0
    assert held(store) != before


def test_several_who_write_one_output_at_once_leave_one_whole_output(
    at: Programs, tmp_path: Path
) -> None:
    store, out = tmp_path / "store", tmp_path / "outs" / "out"
    assert at.run("ingest", send(tmp_path / "base", BASE), "--store", store).code == 0
    assert snapshot(at, store, tmp_path / "alone").ended().code == 0
    running = [snapshot(at, store, out) for _ in range(2 * ROUNDS)]
    assert {each.ended().err for each in running} == {""}
    assert contents(out) == contents(tmp_path / "alone")
    assert paths(tmp_path / "outs") == {"out": 1} | {
        f"out/{name}": n for name, n in paths(tmp_path / "alone").items()
    }

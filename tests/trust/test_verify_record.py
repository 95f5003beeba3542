"""`lscb verify` names what is gone as a whole, by what the audit log has as sealed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.store import Store
from pipeline.verify import Damage, verify
from tests.trust.full_store import DECISIONS, JUNE, change_byte, full_store, sealed_id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    full_store(folder)
    return folder / "store"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "store")
    return tmp_path / "store"


def damages(store: Path) -> tuple[Damage, ...]:
    return verify(Store(store)).damages


def test_nothing_is_gone_of_a_store_in_which_all_was_done(store: Path) -> None:
    """Also the decisions are there, whose files have other names since the erasure."""
    assert damages(store) == ()


def test_a_delivery_that_is_gone_as_a_whole_is_named(store: Path) -> None:
    gone = [
        cover.id
        for cover in Store(store).covers()
        if cover.returns[0].return_date.isoformat() == JUNE
    ]
    assert len(gone) == 2
    for each in gone:
        shutil.rmtree(store / "sealed" / each)
    found = damages(store)
    assert {each.place for each in found} == {f"sealed/{each}" for each in gone}
    for each in found:
        assert f"{store / each.place} is gone: {store / 'audit.jsonl'} has it, on " in each.why
        assert "Restore it from a backup." in each.why


@pytest.mark.parametrize(
    ("remove", "place", "said"),
    [
        (lambda store: shutil.rmtree(store / "releases"), "releases/*", "is gone"),
        (lambda store: max(store.glob("decisions/*")).unlink(), "decisions", "1 files"),
        (lambda store: shutil.rmtree(store / "decisions"), "decisions", "0 files"),
        (lambda store: shutil.rmtree(store / "erasures"), "erasures", "0 files"),
    ],
    ids=["the releases", "the last decisions", "all decisions", "the erasures"],
)
def test_what_was_published_decided_or_erased_and_is_gone_is_named(
    store: Path, remove: Callable[[Path], None], place: str, said: str
) -> None:
    remove(store)
    (found,) = damages(store)
    assert Path(found.place).match(place)
    assert said in found.why
    assert "Restore it from a backup." in found.why


def test_after_a_new_log_was_begun_nothing_is_on_record(store: Path, tmp_path: Path) -> None:
    (store / "audit.jsonl").rename(tmp_path / "audit-2011.jsonl")
    shutil.rmtree(store / "releases")
    assert damages(store) == ()


def test_a_line_that_was_changed_is_named_and_not_believed(store: Path) -> None:
    log = store / "audit.jsonl"
    old = sealed_id(store)
    log.write_bytes(log.read_bytes().replace(old.encode(), b"0" * len(old)))
    assert {each.place.partition(":")[0] for each in damages(store)} == {"audit.jsonl"}


def test_what_is_damaged_is_not_gone(store: Path) -> None:
    change_byte(DECISIONS.find(store))
    change_byte(store / "sealed" / sealed_id(store) / "cover.json")
    places = [each.place for each in damages(store)]
    assert [place.split("/")[0] for place in places] == ["sealed", "decisions"]


def test_the_command_says_it_and_ends_with_1(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in (store / "sealed").iterdir():
        shutil.rmtree(each)
    capsys.readouterr()
    assert run(["verify", "--store", str(store), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["whole"], len(found["damaged"])) == (False, 4)

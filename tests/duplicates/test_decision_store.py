"""Decisions in the store: sealed, numbered, taken back, and never edited."""

import shutil
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.duplicates import decision_files
from pipeline.duplicates.consistency import DecisionsContradict
from pipeline.duplicates.decision_files import read_batches
from pipeline.duplicates.decision_names import naming
from pipeline.duplicates.decision_store import (
    add_decisions,
    history,
    standing_decisions,
    take_back,
)
from pipeline.duplicates.decisions import Seen, SeenProfile, seen_from, seen_text
from pipeline.store import Store, StoreError
from schemas.areas import load_areas
from schemas.errors import UserError
from tests.duplicates.deciding import DAY, not_same, same, seen, unsure
from tests.pipeline.counted import count_of, ingest
from tests.sending import write_return

FIRST = same("Police 1", "Harbour 2")
SECOND = not_same("Police 1", "Clinic 3")
THIRD = unsure("School 4", "Clinic 3")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def files(store: Store) -> list[Path]:
    return sorted((store.root / "decisions").iterdir())


def numbers(store: Store, as_of: datetime | None = None) -> list[int]:
    return [each.number for each in standing_decisions(store, as_of)]


def test_a_store_in_which_nothing_was_decided_has_no_decisions(store: Store) -> None:
    assert standing_decisions(store) == ()
    assert history(store) == ()
    with store.writing():
        pass
    assert standing_decisions(store) == ()


def test_decisions_are_numbered_from_one_in_their_order(store: Store) -> None:
    assert [each.number for each in add_decisions(store, [FIRST, SECOND]).sealed] == [1, 2]
    assert [each.number for each in add_decisions(store, [THIRD]).sealed] == [3]
    assert numbers(store) == [1, 2, 3]
    assert [each.verdict for each in standing_decisions(store)] == ["same", "not_same", "unsure"]
    assert [path.name[:9] for path in files(store)] == ["00000001-", "00000003-"]


def test_what_is_decided_already_is_not_stored_again(store: Store) -> None:
    (first,) = add_decisions(store, [FIRST]).sealed
    added = add_decisions(store, [same("Harbour 2", "Police 1"), SECOND, SECOND])
    assert [each.number for each in added.sealed] == [2]
    assert added.known_already == (first, *added.sealed)
    assert add_decisions(store, [FIRST]).sealed == ()
    assert len(files(store)) == 2


def test_where_two_contradict_each_other_none_of_the_file_is_stored(store: Store) -> None:
    add_decisions(store, [FIRST])
    wrong = not_same("Police 1", "Harbour 2")
    with pytest.raises(DecisionsContradict, match=r"^Line 4 .* decision 1 \(York: Police and"):
        add_decisions(store, [THIRD, wrong], describe=naming(load_areas(), {wrong: "line 4"}))
    assert numbers(store) == [1]


def test_a_decision_taken_back_no_longer_stands_and_stays_in_the_history(store: Store) -> None:
    add_decisions(store, [FIRST, SECOND])
    assert take_back(store, 1, "B Khan", date(2011, 7, 1), "twins").number == 1
    assert numbers(store) == [2]
    (first, taken), (second, not_taken) = history(store)
    assert (first.number, second.number, not_taken) == (1, 2, None)
    assert taken is not None
    assert (taken.number, taken.who, taken.why) == (1, "B Khan", "twins")


def test_after_a_decision_was_taken_back_the_other_can_be_decided(store: Store) -> None:
    add_decisions(store, [FIRST])
    take_back(store, 1, "B Khan", DAY)
    added = add_decisions(store, [not_same("Police 1", "Harbour 2")])
    assert [each.number for each in added.sealed] == [2]
    assert numbers(store) == [2]
    assert [path.name[:9] for path in files(store)] == ["00000001-", "00000002-", "00000002-"]


def test_taking_back_what_is_not_there_is_said(store: Store) -> None:
    add_decisions(store, [FIRST])
    for number in (0, 2):
        with pytest.raises(UserError, match=f"There is no decision {number} in the store"):
            take_back(store, number, "B Khan", DAY)


def test_taking_back_twice_is_said_with_who_did_it_before(store: Store) -> None:
    add_decisions(store, [FIRST])
    take_back(store, 1, "B Khan", date(2011, 7, 1))
    with pytest.raises(UserError, match="taken back already, by B Khan on 1 July 2011"):
        take_back(store, 1, "A Jones", DAY)


def test_a_decision_on_which_others_rest_is_not_taken_back_before_them(store: Store) -> None:
    """That 1 and 3 of the police are one was said by the first alone."""
    add_decisions(store, [same("Police 1", "Police 3")])
    add_decisions(store, [same("Police 1", "Harbour 2"), same("Harbour 2", "Police 3")])
    with pytest.raises(DecisionsContradict, match="Decision 1 can't be taken back before others"):
        take_back(store, 1, "B Khan", DAY)
    take_back(store, 2, "B Khan", DAY)
    take_back(store, 1, "B Khan", DAY)
    assert numbers(store) == [3]


def test_what_was_decided_or_taken_back_after_a_moment_does_not_exist_then(store: Store) -> None:
    add_decisions(store, [FIRST])
    add_decisions(store, [SECOND])
    take_back(store, 1, "B Khan", DAY)
    first, second, third = (batch.decided_at for batch in read_batches(store))
    assert numbers(store, first - timedelta(microseconds=1)) == []
    assert numbers(store, first) == [1]
    assert numbers(store, second) == [1, 2]
    assert numbers(store, third) == [2]
    assert [taken for _, taken in history(store, second)] == [None, None]


def test_a_decision_comes_after_all_that_was_received_even_if_the_clock_went_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    ingest(store.root, tmp_path / "d")
    received = store.covers()[0].delivery.received_at
    past = datetime(2011, 1, 1, tzinfo=UTC)
    add_decisions(store, [FIRST])
    monkeypatch.setattr(decision_files, "next_moment", lambda _: past)
    add_decisions(store, [SECOND])
    first, second = (batch.decided_at for batch in read_batches(store))
    assert received < first < second


def test_two_who_decide_at_once_both_get_their_numbers(store: Store) -> None:
    program = (
        "import sys; from pathlib import Path; from pipeline.store import Store;"
        "from pipeline.duplicates.decision_store import add_decisions;"
        "from tests.duplicates.deciding import same;"
        "[add_decisions(Store(Path(sys.argv[1])), [same(f'Police {sys.argv[2]}{n}', "
        "f'Harbour {sys.argv[2]}{n}')]) for n in range(5)]"
    )
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(store.root), who], cwd=root)
        for who in "12"
    ]
    assert [each.wait() for each in running] == [0, 0]
    assert numbers(store) == list(range(1, 11))


def test_files_of_decisions_are_for_their_owner_only(store: Store) -> None:
    add_decisions(store, [FIRST])
    assert stat.S_IMODE((store.root / "decisions").stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(store)] == [0o600]


def test_what_an_interrupted_decision_left_is_no_decision_and_is_cleared(store: Store) -> None:
    add_decisions(store, [FIRST])
    (store.root / "decisions" / "00000002-0123.new").write_text("{", encoding="utf-8")
    (store.root / "decisions" / "Thumbs.db").write_text("x", encoding="utf-8")
    (store.root / "decisions" / "._00000001-0123.json").write_text("x", encoding="utf-8")
    assert numbers(store) == [1]
    add_decisions(store, [SECOND])
    assert not list((store.root / "decisions").glob("*.new"))


def test_an_edited_file_of_decisions_is_noticed_and_said(store: Store) -> None:
    add_decisions(store, [FIRST])
    (path,) = files(store)
    path.write_text(path.read_text("utf-8").replace('"same"', '"not_same"'), encoding="utf-8")
    with pytest.raises(StoreError, match=r"was changed, copied or renamed .* restore it from a"):
        standing_decisions(store)


def test_a_copied_file_of_decisions_is_noticed_and_said(store: Store) -> None:
    add_decisions(store, [FIRST])
    (path,) = files(store)
    shutil.copy(path, path.with_name(f"{path.stem} (copy).json"))
    with pytest.raises(StoreError, match=r"\(copy\)\.json was changed, copied or renamed"):
        standing_decisions(store)


def test_a_missing_file_of_decisions_is_noticed_and_said(store: Store) -> None:
    for each in (FIRST, SECOND, THIRD):
        add_decisions(store, [each])
    files(store)[1].unlink()
    with pytest.raises(StoreError, match=r"00000003-\w+\.json does not follow .* from a backup"):
        standing_decisions(store)


def test_a_missing_file_that_took_back_is_noticed_too(store: Store) -> None:
    """Without it a decision would hold again that somebody found wrong."""
    add_decisions(store, [FIRST])
    take_back(store, 1, "B Khan", DAY)
    add_decisions(store, [SECOND])
    (taken_back,) = [path for path in files(store) if '"taken_back": []' not in path.read_text()]
    taken_back.unlink()
    with pytest.raises(StoreError, match="does not follow on what was decided before it"):
        standing_decisions(store)


def test_a_file_of_another_stores_decisions_is_noticed(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other")
    add_decisions(store, [FIRST])
    add_decisions(other, [SECOND])
    shutil.copy(files(other)[0], store.root / "decisions")
    with pytest.raises(StoreError, match="comes from another store"):
        standing_decisions(store)


def test_nothing_is_added_to_decisions_that_are_damaged(store: Store) -> None:
    add_decisions(store, [FIRST])
    (path,) = files(store)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError):
        add_decisions(store, [SECOND])
    assert files(store) == [path]


def test_status_and_ingest_do_not_mind_decisions(
    tmp_path: Path, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    write_return(tmp_path / "1" / "a.csv", [{"local_id": "A1"}])
    ingest(store.root, tmp_path / "1")
    capsys.readouterr()
    assert run(["status", "--store", str(store.root)]) == 0
    before = capsys.readouterr().out
    add_decisions(store, [FIRST])
    assert run(["status", "--store", str(store.root)]) == 0
    assert capsys.readouterr().out == before
    write_return(tmp_path / "2" / "b.csv", [{"local_id": "B1"}], {"agency": "Refuge"})
    assert ingest(store.root, tmp_path / "2") == 0
    assert count_of(store.root).flow["counted"] == 2
    assert numbers(store) == [1]


def test_what_was_seen_comes_back_from_its_text() -> None:
    both = (
        seen("York Police 12-A"),
        Seen(seen("Refuge 3").key, "0a1b", SeenProfile("female", date(1996, 3, 1), None)),
    )
    assert seen_from(seen_text(both)) == both
    assert "\n" not in seen_text(both)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "York Police 12",
        "[]",
        "null",
        '[{"key": {"agency": "York Police"}}]',
        '[{"key": {"agency": "York Police", "identifier": ""}}]',
        '[{"key": {"agency": "York Police", "identifier": "1"}, "more": 1}]',
        '[{"key": {"agency": "York Police", "identifier": "1"}, "digest": null}]',
        '[{"key": {"agency": "\udcff", "identifier": "1"}}]',
    ],
)
def test_what_is_no_such_text_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="this") as raised:
        seen_from(text)
    assert "York" not in str(raised.value)

"""People's decisions without a young person who was erased."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from pipeline.duplicates.decision_store import (
    add_decisions,
    history,
    standing_decisions,
    take_back,
)
from pipeline.duplicates.decisions import Decision
from pipeline.store import Store
from tests.duplicates.deciding import not_same, same, unsure
from tests.erasing.world import (
    CHILD,
    HARBOUR,
    NIGHTJAR,
    erase,
    erase_child,
    files_with_the_child,
    months,
    told,
)
from tests.pipeline.counted import ingest
from tests.sending import write_return

OURS, THEIRS = f"{HARBOUR} {CHILD}", f"{NIGHTJAR} {CHILD}"
B1, C1 = f"{HARBOUR} B-1", f"{NIGHTJAR} C-1"


def decided(tmp_path: Path, *batches: Decision) -> Store:
    """A store in which these were decided one after the other."""
    store = Store(months(tmp_path))
    for each in batches:
        add_decisions(store, [each])
    return store


def names(store: Store) -> list[tuple[int, list[str], list[str]]]:
    """The decisions that stand, each with the identifiers of both."""
    return [
        (each.number, *([seen.key.identifier for seen in side] for side in (each.one, each.other)))
        for each in standing_decisions(store)
    ]


def noted(decision: Decision, why: str) -> Decision:
    return msgspec.structs.replace(decision, why=why)


def test_a_decision_about_the_child_names_nobody_any_more_and_the_others_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = decided(
        tmp_path, not_same(B1, OURS), noted(unsure(B1, C1), "as ZQX/777 says"), unsure(B1, C1)
    )
    assert erase_child(store.root) == 0
    assert names(store) == [(2, ["B-1"], ["C-1"])]
    said = capsys.readouterr().out
    assert "1 decision on possible duplicates: what names them is removed." in said
    assert "Notes on 1 other decision (2) hold the identifier as a word of their own: emptied." in (
        said
    )
    (first, taken), (second, _) = history(store)
    assert (first.number, first.one, first.other, first.who) == (1, (), (), "A Jones")
    assert taken is not None
    assert (taken.who, taken.why) == ("A Jones", "erased")
    assert second.why == ""
    assert files_with_the_child(store.root) == []


def test_a_decision_keeps_the_other_records_of_the_same_young_person(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = decided(tmp_path, noted(same((B1, OURS), C1), "one family"))
    assert erase_child(store.root) == 0
    assert names(store) == [(1, ["B-1"], ["C-1"])]
    said = capsys.readouterr().out
    assert "the same young person as under another identifier, whose rows stay" in said


def test_what_was_taken_back_with_a_note_goes_too(tmp_path: Path) -> None:
    store = decided(tmp_path, not_same(B1, OURS), not_same(B1, C1))
    take_back(store, 1, "B Smith", date(2011, 7, 1), "it was zqx 777 after all")
    assert erase_child(store.root) == 0
    assert names(store) == [(2, ["B-1"], ["C-1"])]
    (_, taken), _ = history(store)
    assert taken is not None
    assert (taken.who, taken.why) == ("B Smith", "")
    assert files_with_the_child(store.root) == []


def test_with_a_bare_number_a_note_that_only_names_a_date_stays(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "7"}, {"local_id": "B1"}])
    store = Store(tmp_path / "store")
    ingest(store.root, tmp_path / "d")
    for one, why in ((B1, "they came on 7 June 2011"), (f"{HARBOUR} B-2", "child 7 came too")):
        add_decisions(store, [noted(unsure(one, C1), why)])
    assert erase(store.root, "identifier", "--area", "York", "--id", "7") == 0
    assert [each.why for each in standing_decisions(store)] == ["they came on 7 June 2011", ""]


def test_decisions_can_be_listed_and_added_afterwards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = decided(tmp_path, not_same(B1, OURS))
    assert erase_child(store.root) == 0
    (added,) = add_decisions(store, [not_same(B1, C1)]).sealed
    assert added.number == 2
    said = told(capsys, ["duplicates", "decided", "--store", str(store.root)])
    assert "2 decisions, 1 taken back." in said


def test_of_one_agency_alone_the_others_decisions_stand(tmp_path: Path) -> None:
    store = decided(tmp_path, not_same(B1, OURS), not_same(B1, THEIRS))
    assert erase_child(store.root, "--agency", HARBOUR) == 0
    assert names(store) == [(2, ["B-1"], [CHILD])]


def test_with_an_agency_go_the_decisions_about_those_it_alone_knew(tmp_path: Path) -> None:
    store = decided(tmp_path, not_same(C1, OURS), not_same(C1, THEIRS))
    assert erase(store.root, "agency", HARBOUR) == 0
    assert names(store) == [(2, ["C-1"], [CHILD])]


def test_a_decision_stands_while_another_month_still_names_the_child(tmp_path: Path) -> None:
    store = decided(tmp_path, not_same(B1, C1))
    for month, left in (("may", 1), ("june", 0)):
        assert erase(store.root, "file", str(tmp_path / month / "nightjar.csv")) == 0
        assert len(names(store)) == left


def test_where_only_a_decision_names_the_identifier_it_is_erased(tmp_path: Path) -> None:
    store = decided(tmp_path, not_same(B1, f"{NIGHTJAR} GONE-9"))
    assert erase(store.root, "identifier", "--area", "York", "--id", "gone 9") == 0
    assert names(store) == []

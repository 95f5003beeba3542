"""Bit rot: a changed byte in any sealed file is noticed by `lscb verify` and by every command that
reads it, named, and the run stops."""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import run
from pipeline.store import Store
from pipeline.verify import verify
from tests.publishing.board import young_people
from tests.sending import write_return
from tests.trust.full_store import (
    COVER,
    DECISIONS,
    ERASURE,
    HARBOUR,
    JUNE,
    MANIFEST,
    PATTERN,
    PROBLEMS,
    PUBLISHED,
    RECORDS,
    REFUSED,
    RELEASE,
    SEAL,
    Kind,
    change_byte,
    decisions,
    full_store,
)

ON, OUT = ["--date", JUNE], ["--out", "new"]
COUNTED = (COVER, RECORDS, PROBLEMS, DECISIONS)
PATTERNS = (SEAL, PATTERN)
SEALED = ("sealed", "decisions", "erasures", "refused", "releases")
SOAK = "LSCB_ROT" in os.environ
"""Whether also the combinations are tried that take seconds each."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    full_store(folder)
    decisions(folder / "three.csv", 3)
    (folder / "own.toml").write_text(
        '[[table]]\nid = "g"\ntitle = "Gender"\nquestion = "gender"\n', encoding="utf-8"
    )
    write_return(
        folder / "july" / "harbour.csv",
        young_people(40),
        {"agency": HARBOUR, "return_date": "2011-07-04"},
    )
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was made, for one test, as the current folder."""
    shutil.copytree(made, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def cases(
    *argv: str, quick: tuple[Kind, ...] = (), slow: tuple[Kind, ...] = ()
) -> list[tuple[list[str], Kind]]:
    """A command with each kind of file that it reads; `slow`: only in `make soak`."""
    return [([*argv], kind) for kind in (*quick, *(slow if SOAK else ()))]


READS = [
    *cases("status", quick=(COVER, RECORDS, REFUSED)),
    *cases("snapshot", "--no-publish", *ON, *OUT, quick=COUNTED),
    *cases("snapshot", *ON, *OUT, slow=(*PATTERNS, PUBLISHED)),
    *cases("tables", "own.toml", *ON, *OUT, quick=(RECORDS, PUBLISHED), slow=(COVER, *PATTERNS)),
    *cases("extract", *ON, *OUT, quick=(RECORDS, DECISIONS), slow=(COVER, PROBLEMS)),
    *cases("annual", "--year", "2011-12", *OUT, quick=(RECORDS,), slow=(COVER, *PATTERNS)),
    *cases("trend", *OUT, quick=(RECORDS,), slow=(COVER, DECISIONS, *PATTERNS)),
    *cases("profile", "--area", "York", *ON, *OUT, quick=(RECORDS, SEAL), slow=(COVER, PATTERN)),
    *cases("duplicates", "find", *ON, *OUT, quick=(RECORDS,), slow=COUNTED),
    *cases("duplicates", "decide", "three.csv", quick=(RECORDS, DECISIONS), slow=COUNTED),
    *cases("duplicates", "decided", quick=(DECISIONS,)),
    *cases("duplicates", "decided", *ON, quick=(RECORDS,), slow=COUNTED),
    *cases("duplicates", "take-back", "1", "--who", "A Jones", quick=(COVER, DECISIONS)),
    *cases("duplicates", "explain", "York", "A1001", quick=(RECORDS,), slow=COUNTED),
    *cases("release", "released", "--name", "Again", quick=(COVER, *PATTERNS, PUBLISHED)),
    *cases("release", "released", "--name", RELEASE, quick=(MANIFEST, PUBLISHED)),
    *cases("release", "list", quick=PATTERNS),
    *cases("release", "show", RELEASE, *OUT, quick=(*PATTERNS, MANIFEST, PUBLISHED)),
    *cases("month", "july", *OUT, quick=(COVER, REFUSED, ERASURE)),
    *cases("ingest", "july", "--no-feedback", quick=(COVER, REFUSED, ERASURE)),
    *cases(
        *("erase", "identifier", "--area", "York", "--id", "N7", "--yes", "--who", "A Jones"),
        quick=(COVER, RECORDS, DECISIONS, REFUSED, SEAL),
        slow=(PATTERN,),
    ),
]


@pytest.mark.parametrize(
    ("argv", "kind"),
    READS,
    ids=lambda each: " ".join(each) if isinstance(each, list) else str(each),
)
def test_a_changed_byte_in_a_sealed_file_stops_every_command_that_reads_it(
    desk: Path, capsys: pytest.CaptureFixture[str], argv: list[str], kind: Kind
) -> None:
    damaged = kind.find(desk / "store")
    change_byte(damaged)
    capsys.readouterr()
    assert run([*argv, "--store", "store"]) == 2
    said = capsys.readouterr().err
    assert str(damaged.relative_to(desk)) in said
    assert "backup" in said
    assert not (desk / "new").exists()


def test_an_ingest_names_the_damaged_month_before_when_the_new_returns_are_in(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = RECORDS.find(desk / "store")
    change_byte(damaged)
    capsys.readouterr()
    assert run(["ingest", "july", "--store", "store"]) == 1
    said = capsys.readouterr().err
    assert "The returns were stored, but:" in said
    assert str(damaged.relative_to(desk)) in said
    assert len(Store(desk / "store").covers()) == 5


@pytest.mark.parametrize("kind", [RECORDS, DECISIONS], ids=str)
def test_a_month_names_what_is_damaged_when_the_new_returns_and_the_feedback_are_in(
    desk: Path, capsys: pytest.CaptureFixture[str], kind: Kind
) -> None:
    damaged = kind.find(desk / "store")
    change_byte(damaged)
    capsys.readouterr()
    assert run(["month", "july", *OUT, "--store", "store"]) == 1
    said = capsys.readouterr()
    assert said.err.count("The returns were stored, but:") == 1
    assert str(damaged.relative_to(desk)) in said.err
    assert "Nothing was written to new. Run the command again when that is mended." in said.err
    assert "july: 1 file (1 stored), 40 rows." in said.out
    assert len(Store(desk / "store").covers()) == 5
    assert list((desk / "store-feedback" / "2011-07-04").glob("*/feedback.json")) != []
    assert not (desk / "new").exists()


def test_a_month_that_is_run_again_with_the_damaged_file_restored_is_whole(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = RECORDS.find(desk / "store")
    whole = damaged.read_bytes()
    change_byte(damaged)
    month = ["month", "july", *OUT, "--no-publish", "--store", "store", "--json"]
    assert run(month) == 1
    damaged.write_bytes(whole)
    capsys.readouterr()
    assert run(month) == 0
    compared = json.loads(capsys.readouterr().out)["summary"]["returns"]
    assert {each["since"] for each in compared} == {JUNE}


def test_a_release_is_sealed_without_the_damaged_file_that_is_left_out(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other commands are in tests/trust/test_left_out.py, where too few are counted for one."""
    damaged = COVER.find(desk / "store")
    change_byte(damaged)
    left_out = damaged.parent.name
    seal = ["release", "released", "--name", "Again", "--store", "store"]
    assert run(seal) == 2
    assert run([*seal, "--leave-out", left_out]) == 0
    assert f"Left out: the sealed file {left_out}" in capsys.readouterr().err


def test_a_store_that_nobody_damaged_is_whole(desk: Path) -> None:
    assert run(["verify", "--store", "store"]) == 0


@given(which=st.integers(0), at=st.floats(0, 1), by=st.integers(1, 255))
def test_a_changed_byte_in_any_sealed_file_is_noticed_by_lscb_verify(
    made: Path, which: int, at: float, by: int
) -> None:
    store = Store(made / "store")
    files = [path for each in SEALED for path in sorted(store.root.glob(f"{each}/**/*.*"))]
    path = files[which % len(files)]
    whole = path.read_bytes()
    try:
        change_byte(path, at, by)
        found = verify(store)
    finally:
        path.write_bytes(whole)
    place = path.relative_to(store.root).as_posix()
    assert [each.place.partition(":")[0] for each in found.damages] == [place]
    (damage,) = found.damages
    assert place in damage.why


def test_every_place_is_named_and_what_to_do(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = [
        kind.find(desk / "store")
        for kind in (COVER, DECISIONS, ERASURE, REFUSED, PATTERN, PUBLISHED)
    ]
    for path in damaged:
        change_byte(path)
    capsys.readouterr()
    assert run(["verify", "--store", "store"]) == 1
    said = capsys.readouterr().out
    assert "DAMAGED in the store store, of 4 sealed files: 6 places." in said
    for path in damaged:
        (line,) = (line for line in said.splitlines() if str(path.relative_to(desk)) in line)
        assert "backup" in line


@pytest.mark.parametrize(
    ("kind", "says"),
    [(ERASURE, "has the name of another erasure"), (REFUSED, "has the name of another refusal")],
    ids=["erasure", "refusal"],
)
def test_a_copy_under_another_name_is_named(
    desk: Path, kind: Kind, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kind.find(desk / "store")
    copy = path.with_name(f"{'0' * len(path.stem)}{path.suffix}")
    shutil.copy(path, copy)
    capsys.readouterr()
    assert run(["verify", "--store", "store"]) == 1
    (line,) = (line for line in capsys.readouterr().out.splitlines() if copy.name in line)
    assert says in line

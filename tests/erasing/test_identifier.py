"""A young person is erased: nothing of them is left, and everything else is as it was."""

import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from ingest.identifiers import normalised_all
from pipeline.cli import run
from pipeline.store import Store
from tests.erasing.world import (
    CHILD,
    HARBOUR,
    NIGHTJAR,
    erase,
    erase_child,
    files,
    files_with_the_child,
    months,
    told,
)
from tests.pipeline.counted import count_of, ingest, snapshot
from tests.sending import write_register, write_return


def show(store: Path, *more: str) -> list[str]:
    return ["erase", "identifier", "--area", "York", "--id", CHILD, "--store", str(store), *more]


def test_the_identifier_is_nowhere_afterwards(tmp_path: Path) -> None:
    store = months(tmp_path)
    assert len(files_with_the_child(store)) == 4
    assert files_with_the_child(tmp_path / "store-feedback")
    assert erase_child(store) == 0
    assert files_with_the_child(store) == []
    assert files_with_the_child(tmp_path / "store-feedback") == []


def test_what_is_left_is_what_would_be_there_had_the_child_never_been_sent(tmp_path: Path) -> None:
    store, never = months(tmp_path / "a"), months(tmp_path / "b", child=False)
    assert erase_child(store) == 0
    ours, theirs = Store(store).covers(), Store(never).covers()
    assert [each.returns for each in ours] == [each.returns for each in theirs]
    for one, other in zip(ours, theirs, strict=True):
        places = ["record", "row"]
        records, wanted = Store(store).records(one), Store(never).records(other)
        assert records.schema == wanted.schema
        left = records.drop_columns(places).to_pylist()
        assert left == wanted.drop_columns(places).to_pylist()
    snapshot(store, tmp_path / "ours")
    snapshot(never, tmp_path / "theirs")
    tables = [tmp_path / out / "restricted" / "tables.csv" for out in ("ours", "theirs")]
    assert tables[0].read_bytes() == tables[1].read_bytes()


def test_one_less_is_counted_in_the_area_and_elsewhere_nothing_changes(tmp_path: Path) -> None:
    store = months(tmp_path)
    before = count_of(store)
    assert before.flow["received"] == 12
    assert before.of("table_2", "base", "E06000014") == "3"
    assert erase_child(store) == 0
    after = count_of(store)
    assert after.flow["received"] == 8
    assert after.of("table_2", "base", "E06000014") == "2"
    leeds = {key: cases for key, cases in before.cases.items() if key[1] == "E08000035"}
    assert leeds
    assert {key: after.cases[key] for key in leeds} == leeds


def test_the_others_keep_their_places_and_the_moment_they_came(tmp_path: Path) -> None:
    store = months(tmp_path)
    before = Store(store).covers()
    assert erase_child(store) == 0
    after = Store(store).covers()
    assert [each.delivery for each in after] == [each.delivery for each in before]
    assert [each.sha256 for each in after] == [each.sha256 for each in before]
    (harbour, *_) = after
    records = Store(store).records(harbour)
    assert records.select(["record", "row", "local_id"]).to_pylist() == [
        {"record": 2, "row": 8, "local_id": "B1"}
    ]
    assert pc.all(pc.equal(Store(store).problems(harbour)["record"], 2)).as_py() in (True, None)


def test_it_is_told_before_it_is_done_and_nothing_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    before = files(tmp_path)
    said = told(capsys, show(store))
    assert "4 rows in 4 returns (4 sealed files):" in said
    assert "  Harbour Project, York, 9 May 2011: 1 of 2 rows; the return stays" in said
    assert "4 folders of feedback: removed." in said
    assert "No sealed release counted these returns." in said
    assert "Nothing was changed. Give --yes and --who to erase it." in said
    assert files(tmp_path) == before


def test_the_identifier_is_never_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    for more in ((), ("--json",), ("--yes", "--who", "A Jones"), ()):
        run([*show(store), *more])
    captured = capsys.readouterr()
    assert "777" not in captured.out + captured.err


def test_the_erasure_is_written_down_without_saying_who_it_was(tmp_path: Path) -> None:
    store = months(tmp_path)
    assert erase_child(store, "--why", "the family asked") == 0
    (path,) = (store / "erasures").iterdir()
    record = json.loads(path.read_text(encoding="utf-8"))
    assert (record["who"], record["why"]) == ("A Jones", "the family asked")
    assert (record["kind"], record["area"], record["agency"]) == ("identifier", "E06000014", None)
    assert (record["rows"], record["feedback"]) == (4, 4)
    rows = [(each["rows_before"], each["rows_after"]) for each in record["files"]]
    assert rows == [(2, 1)] * 4


def test_an_erasure_that_would_name_the_child_in_its_reason_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    before = files(tmp_path)
    assert erase_child(store, "--why", "zqx/777 has moved") == 2
    assert "holds the identifier" in capsys.readouterr().err
    assert files(tmp_path) == before


def test_one_agencys_rows_alone_can_be_erased(tmp_path: Path) -> None:
    store = months(tmp_path)
    assert erase_child(store, "--agency", NIGHTJAR.upper()) == 0
    agencies = {
        Store(store).covers()[n].returns[0].agency
        for n, cover in enumerate(Store(store).covers())
        if b"ZQX" in str(Store(store).records(cover)["local_id"].to_pylist()).encode()
    }
    assert agencies == {HARBOUR}


def test_the_identifier_of_another_area_stays(tmp_path: Path) -> None:
    write_return(tmp_path / "d" / "y.csv", [{"local_id": "K9"}, {"local_id": "M1"}])
    write_return(tmp_path / "d" / "l.csv", [{"local_id": "K9"}], {"area": "Leeds"})
    ingest(tmp_path / "store", tmp_path / "d")
    assert erase(tmp_path / "store", "identifier", "--area", "York", "--id", "k 09") == 0
    counted = count_of(tmp_path / "store")
    assert counted.flow["received"] == 2
    assert counted.of("table_2", "base", "E08000035") == "1"


def test_a_row_in_quarantine_goes_too(tmp_path: Path) -> None:
    """A row that names no area of England is refused, and keeps its identifier."""
    write_return(
        tmp_path / "d" / "a.csv",
        [{"local_id": "ZQX777", "area": "Atlantis"}, {"local_id": "M1"}],
    )
    assert ingest(tmp_path / "store", tmp_path / "d") == 1
    assert erase_child(tmp_path / "store") == 0
    assert files_with_the_child(tmp_path / "store") == []
    (cover,) = Store(tmp_path / "store").covers()
    assert [(part.rows, part.refused_rows) for part in cover.returns] == [(1, 0)]


def test_the_letters_that_an_agency_puts_before_its_identifiers_may_be_written(
    tmp_path: Path,
) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "ZQX/0777"}, {"local_id": "ZQX/0888"}])
    write_register(tmp_path / "d", [{"file": "a.csv", "id_prefixes": "ZQX"}])
    ingest(tmp_path / "store", tmp_path / "d")
    assert erase_child(tmp_path / "store") == 0
    (cover,) = Store(tmp_path / "store").covers()
    assert Store(tmp_path / "store").records(cover)["identifier"].to_pylist() == ["888"]


PREFIXED = (("a.csv", "Aspen", "XQ", "XQ/0123"), ("b.csv", "Birch", "BWD", "BwD/00123"))


@pytest.mark.parametrize("written", ["bwd 123", "XQ 123", "123"])
@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_two_agencies_with_letters_of_their_own_are_found_by_either(
    tmp_path: Path, names: tuple[str, str], written: str
) -> None:
    """June's feedback names who is no longer in the return, as each agency wrote it."""
    for month, day in (("may", "2011-05-09"), ("june", "2011-06-06")):
        lines = []
        for name, (_, agency, prefix, local_id) in zip(names, PREFIXED, strict=True):
            child = [{"local_id": local_id}] if month == "may" else []
            cover = {"agency": agency, "return_date": day}
            write_return(tmp_path / month / name, [*child, {"local_id": "M1"}], cover)
            lines.append({"file": name, "id_prefixes": prefix, **cover})
        write_register(tmp_path / month, lines)
        ingest(tmp_path / "store", tmp_path / month)
    feedback = tmp_path / "store-feedback"
    assert len(feedback_with_123(feedback)) == 2
    assert erase(tmp_path / "store", "identifier", "--area", "York", "--id", written) == 0
    assert count_of(tmp_path / "store").flow["received"] == 4
    assert feedback_with_123(feedback) == []


def feedback_with_123(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*/*/*.json") if "0123" in path.read_text("utf-8")]


def test_feedback_on_a_file_whose_name_is_no_text_goes_too(tmp_path: Path) -> None:
    sent = tmp_path / "d" / os.fsdecode(b"\xff.csv")
    write_return(sent, [{"local_id": "ZQX777", "age": "teen"}, {"local_id": "M1"}])
    ingest(tmp_path / "store", tmp_path / "d")
    assert files_with_the_child(tmp_path / "store-feedback")
    assert erase_child(tmp_path / "store") == 0
    assert files_with_the_child(tmp_path / "store-feedback") == []


def test_all_texts_of_the_feedback_are_brought_to_one_form_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(texts: pa.StringArray, prefixes: frozenset[str]) -> pa.StringArray:
        calls.append(len(texts))
        return normalised_all(texts, prefixes)

    store = months(tmp_path)
    monkeypatch.setattr("pipeline.erasing.asked.normalised_all", counted)
    assert run(show(store)) == 0
    assert len(calls) == 2  # the identifier, and all feedback
    assert calls[1] > 10


def test_a_return_whose_only_child_goes_stays_and_last_months_does_not_count_again(
    tmp_path: Path,
) -> None:
    for day, records in (
        ("2011-05-09", [{"local_id": "ZQX777"}, {"local_id": "M1"}]),
        ("2011-06-06", [{"local_id": "ZQX777"}]),
    ):
        write_return(tmp_path / day / "a.csv", records, {"return_date": day})
        ingest(tmp_path / "store", tmp_path / day)
    assert erase_child(tmp_path / "store") == 0
    flow = count_of(tmp_path / "store").flow
    assert (flow["received"], flow["not_current"], flow["counted"]) == (1, 1, 0)


def test_the_feedback_on_the_month_after_that_names_the_child_goes_too(tmp_path: Path) -> None:
    """It lists who is no longer in the return."""
    for day, records in (
        ("2011-05-09", [{"local_id": "ZQX777"}, {"local_id": "M1"}]),
        ("2011-06-06", [{"local_id": "M1"}]),
        ("2011-07-04", [{"local_id": "M1"}]),
    ):
        write_return(tmp_path / day / "a.csv", records, {"return_date": day})
        ingest(tmp_path / "store", tmp_path / day)
    feedback = tmp_path / "store-feedback"
    assert erase_child(tmp_path / "store") == 0
    assert files_with_the_child(feedback) == []
    assert [path.name for path in sorted(feedback.iterdir()) if path.is_dir()] == ["2011-07-04"]


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("--area", "York", "--id", "NOBODY1"), "No row and no decision in York"),
        (("--area", "Yrok", "--id", CHILD), "Do you mean York?"),
        (("--area", "York", "--id", "--/--"), "There is no letter and no number"),
        (("--area", "Leeds", "--id", CHILD), "No row and no decision in Leeds"),
    ],
)
def test_who_is_not_in_the_store_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], sentence: str
) -> None:
    store = months(tmp_path)
    assert run(["erase", "identifier", *argv, "--store", str(store)]) == 2
    assert sentence in capsys.readouterr().err


def test_the_identifier_may_come_from_the_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    for more in (("--id", "-"), ()):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{CHILD}\n"))
        argv = ["erase", "identifier", "--area", "York", "--store", str(store), *more]
        assert "4 rows in 4 returns" in told(capsys, argv)


def test_who_erases_must_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = months(tmp_path)
    assert run([*show(store), "--yes"]) == 2
    assert "Say who erases, by --who" in capsys.readouterr().err


def test_without_a_store_there_is_nothing_to_erase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(show(tmp_path / "none")) == 2
    assert "There is no store" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()

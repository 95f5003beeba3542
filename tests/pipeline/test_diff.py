"""`lscb diff`: which figures differ between two outputs, and because of what."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from pipeline.duplicates.decision_store import add_decisions, take_back
from pipeline.store import Store
from schemas.reference_version import reference_version
from tests.duplicates.deciding import DAY as DECIDED
from tests.duplicates.deciding import same
from tests.pipeline.counted import DAY, ingest, snapshot
from tests.sending import write_csv, write_return

GIRL, BOY = {"gender": "female"}, {"gender": "male"}
NOBODY = {"only_first": [], "only_second": [], "sent_again": []}
NO_DECISION = {"only_first": [], "only_second": [], "other_state": [], "others": False}


class Desk:
    """A store with Harbour Project's two girls in York, counted on 6 June 2011 into `first`."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.store, self.first, self.second = (folder / name for name in ("store", "one", "two"))
        self._folder, self._capsys, self._delivery = folder, capsys, 1

    def send(self, *records: Mapping[str, str], **cover: str) -> None:
        self._delivery += 1
        path = self._folder / f"delivery {self._delivery}" / "a.csv"
        write_return(path, records, cover)
        assert ingest(self.store, path.parent) == 0

    def count(self, out: Path, day: str = DAY, *options: str) -> None:
        snapshot(self.store, out, day, *options)

    def copy(self) -> None:
        """The second is the first's copy."""
        shutil.copytree(self.first, self.second)

    def diff(self, *options: str) -> str:
        self._capsys.readouterr()
        assert run(["diff", str(self.first), str(self.second), *options]) == 0
        return self._capsys.readouterr().out

    def found(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.diff("--json"))
        return found

    def refusal(self) -> str:
        self._capsys.readouterr()
        assert run(["diff", str(self.first), str(self.second)]) == 2
        told = self._capsys.readouterr()
        assert told.out == ""
        return told.err


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counted")
    path = folder / "delivery 1" / "a.csv"
    write_return(path, [{"local_id": "A1", **GIRL}, {"local_id": "A2", **GIRL}])
    assert ingest(folder / "store", path.parent) == 0
    snapshot(folder / "store", folder / "one")
    return folder


@pytest.fixture
def desk(counted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    shutil.copytree(counted, tmp_path / "desk")
    return Desk(tmp_path / "desk", capsys)


def figures(found: Mapping[str, Any], table: str, place: str = "E92000001") -> dict[str, Any]:
    """Of one table and place: cases in the first and the second, by row; the column total."""
    return {
        each["row"]: (each["first"]["cases"], each["second"]["cases"])
        for each in found["figures"]
        if (each["table_id"], each["geography_code"], each["column"]) == (table, place, "total")
    }


def edit_manifest(out: Path, part: str, **values: object) -> None:
    path = out / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told[part] |= values
    path.write_text(json.dumps(told), encoding="utf-8")


def test_the_same_output_twice_differs_in_nothing(desk: Desk) -> None:
    desk.count(desk.second)
    assert desk.diff().splitlines() == [
        "RESTRICTED: true counts, not for publication",
        f"first:  {desk.first} (lscb snapshot)",
        f"second: {desk.second} (lscb snapshot)",
        "",
        "Both count the same returns and decisions.",
        "",
        "No figure differs.",
    ]


def test_a_late_return_is_named_with_the_figures_that_it_changed(desk: Desk) -> None:
    desk.send({"local_id": "B1", **BOY}, agency="Police", area="Leeds", return_date="2011-06-01")
    desk.count(desk.second)
    found = desk.found()
    assert found["returns"]["only_first"] == found["returns"]["sent_again"] == []
    (late,) = found["returns"]["only_second"]
    assert len(late.pop("files")) == 1
    assert late == {
        "agency": "Police",
        "area": "Leeds",
        "area_code": "E08000035",
        "return_date": "2011-06-01",
        "rows": 1,
        "refused_rows": 0,
    }
    assert (found["parameters"], found["versions"], found["as_of"]) == ([], [], None)
    assert figures(found, "figure_3") == {
        "female": ("2", "2"),  # 100% and 66.7%
        "male": ("0", "1"),
        "base": ("2", "3"),
    }
    # Leeds was not there at all.
    assert figures(found, "figure_3", "E08000035")["female"] == ("", "0")
    assert figures(found, "figure_3", "E06000014") == {}


def test_what_is_printed_names_causes_first_and_then_the_figures(desk: Desk) -> None:
    desk.send({"local_id": "B1", **BOY}, agency="Police", area="Leeds", return_date="2011-06-01")
    desk.count(desk.second)
    lines = desk.diff().splitlines()
    assert lines[0] == "RESTRICTED: true counts, not for publication"
    assert lines[4:8] == [
        "Not the same in both:",
        "  1 return only in the second:",
        "    Police, Leeds, 1 June 2011: 1 row",
        "",
    ]
    assert lines[8].startswith("restricted/tables.csv: ")
    assert lines[9].split() == ["table", "place", "row", "column", "first", "second"]
    assert sum(line.startswith("  table_") or line.startswith("  figure_") for line in lines) == 40
    assert "more; --all prints them." in lines[-2]
    assert "only the percentage or rate differs" in lines[-1]
    everything = [" ".join(line.split()) for line in desk.diff("--all").splitlines()]
    assert "figure_3 England Male total 0 (0.0%) 1 (33.3%)" in everything
    assert "figure_3 England Female total 2 (100.0%) 2 (66.7%)" in everything
    assert "figure_3 Leeds Male total - 1 (100.0%)" in everything
    assert len(everything) > 300


def test_a_return_that_was_sent_again_is_no_new_return(desk: Desk) -> None:
    desk.send({"local_id": "A1", **GIRL})
    desk.count(desk.second)
    found = desk.found()
    assert found["returns"]["only_first"] == found["returns"]["only_second"] == []
    (again,) = found["returns"]["sent_again"]
    assert (again["first"]["rows"], again["second"]["rows"]) == (2, 1)
    assert figures(found, "figure_3") == {"female": ("2", "1"), "base": ("2", "1")}
    assert (
        "  1 return sent again, with other files:\n"
        "    Harbour Project, York, 6 June 2011: 2 rows in the first, 1 row in the second\n"
    ) in desk.diff()


def test_a_decision_is_named_by_its_number_and_by_nobody(desk: Desk) -> None:
    add_decisions(Store(desk.store), [same("Harbour Project A-1", "Harbour Project A-2")])
    desk.count(desk.second)
    found = desk.found()
    assert found["returns"] == NOBODY
    assert found["decisions"] == NO_DECISION | {
        "only_second": [{"number": 1, "verdict": "same", "state": "applied"}]
    }
    assert figures(found, "table_2")["base"] == ("2", "1")
    text = desk.diff()
    assert "  1 decision only in the second:\n    decision 1, same: applied\n" in text
    assert "A Jones" not in text
    told = (desk.second / "manifest.json").read_text(encoding="utf-8")
    assert "A Jones" not in told
    assert "A-1" not in told


def test_a_decision_that_was_taken_back_is_in_the_first_only(desk: Desk) -> None:
    add_decisions(Store(desk.store), [same("Harbour Project A-1", "Harbour Project A-2")])
    desk.count(desk.first)
    take_back(Store(desk.store), 1, "A Jones", DECIDED)
    desk.count(desk.second)
    assert desk.found()["decisions"]["only_first"] == [
        {"number": 1, "verdict": "same", "state": "applied"}
    ]


def test_a_decision_about_somebody_who_is_no_longer_there_has_another_state(desk: Desk) -> None:
    add_decisions(Store(desk.store), [same("Harbour Project A-1", "Harbour Project A-2")])
    desk.count(desk.first)
    desk.send({"local_id": "A1", **GIRL})
    desk.count(desk.second)
    assert desk.found()["decisions"]["other_state"] == [
        {"number": 1, "verdict": "same", "first": "applied", "second": "unused"}
    ]
    assert "decision 1, same: applied in the first, unused in the second" in desk.diff()


def test_another_day_is_said_even_where_no_figure_differs(desk: Desk) -> None:
    desk.count(desk.second, "2011-06-07")
    found = desk.found()
    assert found["parameters"] == [{"name": "date", "first": DAY, "second": "2011-06-07"}]
    assert found["figures"] == []
    text = desk.diff()
    assert "Not the same in both, but without effect:" in text
    assert "Another day counted: 2011-06-06 in the first, 2011-06-07 in the second." in text


def test_as_of_is_said_apart_and_is_no_cause(desk: Desk) -> None:
    desk.count(desk.second, DAY, "--as-of", "2999-01-01T00:00:00")
    found = desk.found()
    assert found["as_of"]["second"] == "2999-01-01T00:00:00+00:00"
    assert (found["parameters"], found["cause_found"]) == ([], False)
    text = desk.diff()
    assert "the second counts what the store held at 2999-01-01T00:00:00+00:00." in text
    assert "Both count the same returns and decisions." in text


def test_possible_duplicates_left_out_are_a_parameter(desk: Desk) -> None:
    desk.count(desk.second, DAY, "--potential", "exclude")
    assert desk.found()["parameters"] == [
        {"name": "potential", "first": "include", "second": "exclude"}
    ]


def test_agencies_csv_is_named_without_its_hash(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lscb.toml").write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    write_csv(
        tmp_path / "agencies.csv",
        [["agency", "type", "areas"], ["Harbour Project", "voluntary", "York"]],
    )
    desk.count(desk.second)
    assert "  agencies.csv in the second only.\n" in desk.diff()


def test_other_reference_data_are_named(desk: Desk) -> None:
    desk.copy()
    edit_manifest(desk.second, "versions", reference="0a1b2c3d")
    found = desk.found()
    assert found["versions"] == [
        {"name": "reference", "first": reference_version(), "second": "0a1b2c3d"}
    ]
    assert (
        f"Other reference data: {reference_version()} in the first, 0a1b2c3d in the second."
        in desk.diff()
    )


def test_a_manifest_that_lists_no_decisions_is_held_against_one_that_does(desk: Desk) -> None:
    add_decisions(Store(desk.store), [same("Harbour Project A-1", "Harbour Project A-2")])
    desk.count(desk.second)
    edit_manifest(desk.first, "duplicates", standing=None)
    assert desk.found()["decisions"] == NO_DECISION | {"others": True}
    assert "Other decisions; which is not known" in desk.diff()


def test_figures_edited_by_hand_have_no_cause_and_that_is_said(desk: Desk) -> None:
    desk.copy()
    tables = desk.second / "restricted" / "tables.csv"
    text = tables.read_text(encoding="utf-8")
    line = "figure_3,national,E92000001,England,female,Female,total,2,100.0\n"
    assert line in text
    tables.write_text(text.replace(line, line.replace(",2,", ",3,")), encoding="utf-8")
    found = desk.found()
    assert found["cause_found"] is False
    assert figures(found, "figure_3") == {"female": ("2", "3")}
    assert "one of the two was edited after lscb wrote it" in desk.diff()


def test_a_name_that_is_written_otherwise_is_no_other_figure(desk: Desk) -> None:
    desk.copy()
    tables = desk.second / "restricted" / "tables.csv"
    text = tables.read_text(encoding="utf-8")
    tables.write_text(text.replace(",Female,", ",Girls,"), encoding="utf-8")
    assert desk.found()["figures"] == []


def test_movements_are_compared_by_all_their_columns_but_cases_and_rate(desk: Desk) -> None:
    desk.copy()
    header = ["month", "geography_code", "geography_name", "row", "row_label", "cases", "rate"]
    york = ["E06000014", "York"]
    for out, new, rate in ((desk.first, "3", "0.9"), (desk.second, "4", "1.2")):
        write_csv(
            out / "restricted" / "movements.csv",
            [
                header,
                ["2011-05", *york, "new", "New", "3", ""],
                ["2011-06", *york, "new", "New", new, rate],
            ],
        )
    (figure,) = desk.found()["figures"]
    assert (figure["file"], figure["month"]) == ("restricted/movements.csv", "2011-06")
    assert figure["first"] == {"cases": "3", "percent": "", "rate": "0.9"}
    assert figure["second"] == {"cases": "4", "percent": "", "rate": "1.2"}
    assert "2011-06  York   New  3 (rate 0.9)  4 (rate 1.2)" in desk.diff()


def test_the_snapshot_in_the_output_of_a_month_is_the_one_compared(desk: Desk) -> None:
    shutil.copytree(desk.first, desk.second / "snapshot")
    (desk.second / "manifest.json").write_text(
        '{"program": "lscb-monitor", "command": "month"}', encoding="utf-8"
    )
    assert "No figure differs." in desk.diff()


def test_a_folder_that_is_no_output_is_refused(desk: Desk) -> None:
    desk.second.mkdir()
    assert desk.refusal() == (
        f"lscb: {desk.second} is no folder with figures that lscb wrote. "
        "Name the folder of an --out.\n"
    )


def test_an_output_without_its_true_counts_is_refused(desk: Desk) -> None:
    desk.copy()
    shutil.rmtree(desk.second / "restricted")
    assert "no restricted/tables.csv, so there are no true counts to compare" in desk.refusal()


def test_outputs_of_two_commands_are_not_compared(desk: Desk) -> None:
    desk.copy()
    path = desk.second / "manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"command": "snapshot"', '"command": "annual"'), encoding="utf-8")
    assert "Name two outputs of one command." in desk.refusal()


def test_a_file_that_a_spreadsheet_saved_otherwise_is_refused_with_its_place(desk: Desk) -> None:
    desk.copy()
    tables = desk.second / "restricted" / "tables.csv"
    text = tables.read_text(encoding="utf-8")
    tables.write_text(text.replace(",", ";"), encoding="utf-8")
    assert "tables.csv, line 1: this is not as lscb wrote it." in desk.refusal()

"""The main job: the sample returns rebuild the 2011 study."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import read_csv

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
DELIVERIES = sorted((SAMPLE / "returns").iterdir())
DAY = "2011-06-06"
OPEN_DATA = (
    "cases-by-age", "cases-by-agency-type", "cases-by-answer", "cases-by-ethnicity",
    "cases-by-gender",
)  # fmt: skip


def ingest_sample(store: Path) -> int:
    return run(["ingest", "--store", str(store), *map(str, DELIVERIES)])


def write_snapshot(store: Path, out: Path) -> dict[str, bytes]:
    """The bytes of every file but the workbook, by its path."""
    assert run(["snapshot", "--store", str(store), "--date", DAY, "--out", str(out)]) == 0
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.suffix != ".xlsx"
    }


def returns_of(sample: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(sample): path.read_bytes()
        for path in (sample / "returns").rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def snapshot_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert ingest_sample(folder / "store") == 1
    write_snapshot(folder / "store", folder / "out")
    return folder


def test_every_published_count_of_the_study_is_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reproduce", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert len(result["figures"]) == 165
    verdicts = Counter(figure["verdict"] for figure in result["figures"])
    assert verdicts == {"same": 162, "study's own slip": 3}
    slips = {
        (figure["printed_as"], figure["published"], figure["rebuilt"])
        for figure in result["figures"]
        if figure["verdict"] != "same"
    }
    assert slips == {
        ("South West", "3.7", "3.8"),
        ("South East", "3.9", "3.8"),
        ("British", "98.0", "97.9"),
    }


def test_one_changed_answer_in_one_file_makes_reproduce_fail_and_name_the_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SAMPLE / "returns", tmp_path / "returns")
    path = tmp_path / "returns" / "2-june-2011" / "statutory" / "mossbarrow-childrens-services.csv"
    before, after = path.read_bytes().rsplit(b",Rural,", maxsplit=1)
    path.write_bytes(before + b",Town," + after)
    assert run(["reproduce", "--sample", str(tmp_path / "returns")]) == 1
    said = capsys.readouterr().out
    assert "Different: figure_1, Rural, total: published 7, rebuilt 6." in said
    assert "Different: figure_1, Town, total: published 254, rebuilt 255." in said
    assert said.count("Different:") == 2


def test_a_wrong_base_is_never_taken_for_the_studys_own_slip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of figure 7's base the study says two things (errata): the count still has to be met."""
    shutil.copytree(SAMPLE / "returns", tmp_path / "returns")
    path = tmp_path / "returns" / "2-june-2011" / "statutory" / "mossbarrow-childrens-services.csv"
    content = path.read_bytes()
    assert content.count(b"Full time,") > 3
    path.write_bytes(content.replace(b"Full time,", b",", 4))
    assert run(["reproduce", "--sample", str(tmp_path / "returns")]) == 1
    said = capsys.readouterr().out
    assert "Different: figure_7, cases with information, total: published 459" in said


def test_the_flow_of_the_sample_is_the_one_it_was_planned_to_have(snapshot_folder: Path) -> None:
    assert read_csv(snapshot_folder / "out" / "flow.csv") == read_csv(SAMPLE / "expected_flow.csv")


def test_a_second_snapshot_and_a_second_store_give_the_same_bytes(
    snapshot_folder: Path, tmp_path: Path
) -> None:
    again = write_snapshot(snapshot_folder / "store", tmp_path / "again")
    ingest_sample(tmp_path / "store")
    afresh = write_snapshot(tmp_path / "store", tmp_path / "afresh")
    assert again == afresh
    assert set(again) == {
        "flow.csv",
        "manifest.json",
        *(f"publish/open-data/{name}{end}" for name in OPEN_DATA for end in (".csv", ".meta.csv")),
        "publish/snapshot.html",
        "publish/tables.csv",
        "restricted/conflicts.csv",
        "restricted/data-provided.csv",
        "restricted/disclosure.csv",
        "restricted/pattern.json",
        "restricted/quality.csv",
        "restricted/range.csv",
        "restricted/snapshot.html",
        "restricted/tables.csv",
    }


def test_what_may_leave_the_building_lies_apart_from_true_counts(snapshot_folder: Path) -> None:
    assert sorted(path.name for path in (snapshot_folder / "out").iterdir()) == [
        "flow.csv",
        "manifest.json",
        "publish",
        "restricted",
    ]
    assert (snapshot_folder / "out" / "publish" / "snapshot.xlsx").stat().st_size > 10_000
    assert (snapshot_folder / "out" / "restricted" / "snapshot.xlsx").stat().st_size > 10_000


def test_in_every_table_places_add_up_to_regions_and_regions_to_england(
    snapshot_folder: Path,
) -> None:
    lines = read_csv(snapshot_folder / "out" / "restricted" / "tables.csv")
    not_added = {"most_answers", "mean", "mode", "youngest", "oldest"}
    sums: dict[str, Counter[tuple[str, str, str]]] = {}
    for line in lines:
        if line["row"] in not_added or line["row"].startswith("E12"):
            continue
        level = sums.setdefault(
            line["geographic_level"].replace("joint_board", "local_authority"), Counter()
        )
        level[line["table_id"], line["row"], line["column"]] += int(line["cases"])
    assert sums["national"] == sums["regional"] == sums["local_authority"]


def test_in_every_table_and_place_all_cases_are_accounted_for(snapshot_folder: Path) -> None:
    lines = read_csv(snapshot_folder / "out" / "restricted" / "tables.csv")
    parts: dict[tuple[str, str], int] = Counter()
    for line in lines:
        known_apart = line["row"] == "not_known" and line["table_id"] not in ("table_5", "table_6")
        if line["column"] == "total" and (
            line["row"] in ("base", "outside_base", "not_provided") or known_apart
        ):
            parts[line["table_id"], line["geography_code"]] += int(line["cases"])
    cases = {code: number for (table, code), number in parts.items() if table == "table_2"}
    assert cases["E92000001"] == 1065
    assert all(number == cases[code] for (_, code), number in parts.items())


def test_the_manifest_names_inputs_by_hash_and_holds_no_time(snapshot_folder: Path) -> None:
    text = (snapshot_folder / "out" / "manifest.json").read_text(encoding="utf-8")
    manifest: Mapping[str, object] = json.loads(text)
    assert manifest["parameters"] == {"date": DAY, "max_age": 31, "as_of": None}
    assert isinstance(manifest["inputs"], list)
    assert all(len(sha) == 64 for each in manifest["inputs"] for sha in each["files"])
    assert ".csv" not in json.dumps({**manifest, "published": None})
    assert "T" not in "".join(each["return_date"] for each in manifest["inputs"])


def test_the_sample_is_what_its_script_writes(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample", ignore=shutil.ignore_patterns("__pycache__"))
    before = returns_of(SAMPLE)
    subprocess.run([sys.executable, "make_sample.py"], cwd=tmp_path / "sample", check=True)
    assert before == returns_of(tmp_path / "sample")


def test_status_lists_what_stands_and_what_was_replaced(
    snapshot_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--json", "--store", str(snapshot_folder / "store")]) == 0
    states = Counter(each["state"] for each in json.loads(capsys.readouterr().out)["returns"])
    assert states["nil"] >= 1
    assert states["replaced"] >= 1
    assert states["received"] > 100

"""`publish/`, as `lscb snapshot` writes it."""

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import run
from reports.disclosure.published import PublishedTables
from reports.page import public_page_html
from reports.report import PublicReport
from reports.tables_csv import published_tables_csv
from tests.publishing.board import DAY, files_in, ingested, snapshot, young_people
from tests.sending import read_csv

ENGLAND = "E92000001"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ingested(tmp_path_factory.mktemp("board"))


@pytest.fixture(scope="module")
def out(store: Path) -> Path:
    assert snapshot(store, store.parent / "out") == 0
    return store.parent / "out"


def test_the_published_folder_has_tables_workbook_page_and_open_data(out: Path) -> None:
    names = set(files_in(out / "publish"))
    assert {"tables.csv", "snapshot.xlsx", "snapshot.html"} <= names
    data = {name.removesuffix(".csv") for name in names if name.startswith("open-data/")}
    assert {f"{name}.meta" for name in data if not name.endswith(".meta")} <= data
    assert len(data) >= 4


def test_three_boys_are_hidden_and_so_is_what_gives_them_away(out: Path) -> None:
    shown = {
        line["row"]: line["cases"]
        for line in read_csv(out / "publish" / "tables.csv")
        if (line["table_id"], line["geography_code"]) == ("figure_3", ENGLAND)
    }
    assert (shown["male"], shown["female"]) == ("c", "c")


def test_no_small_count_is_published_anywhere(out: Path) -> None:
    """Small numbers stand only in the rows that are no counts: mode and most answers."""
    lines = read_csv(out / "publish" / "tables.csv")
    small = {line["row"] for line in lines if line["cases"] in ("1", "2", "3", "4", "5")}
    assert small <= {"most_answers"}


def test_every_hidden_figure_has_its_true_count_and_a_reason(out: Path) -> None:
    def key(line: dict[str, str]) -> tuple[str, ...]:
        return line["table_id"], line["geography_code"], line["row"], line["column"]

    hidden = [
        key(line) for line in read_csv(out / "publish" / "tables.csv") if line["cases"] == "c"
    ]
    reasons = read_csv(out / "restricted" / "disclosure.csv")
    assert [key(line) for line in reasons] == hidden
    true = {key(line): line["cases"] for line in read_csv(out / "restricted" / "tables.csv")}
    assert all(line["cases"] == true[key(line)] and line["reason"] for line in reasons)
    by_key = {key(line): line["reason"] for line in reasons}
    assert by_key["figure_3", ENGLAND, "male", "total"] == "small"


def test_authorities_have_only_their_number_of_cases(out: Path) -> None:
    local = [
        line
        for line in read_csv(out / "publish" / "tables.csv")
        if line["geographic_level"] == "local_authority"
    ]
    assert {(line["table_id"], line["row"], line["column"]) for line in local} == {
        ("table_2", "base", "total")
    }
    cases = {line["geography_name"]: line["cases"] for line in local}
    assert set(cases) == {"Leeds", "County Durham", "York"}
    assert cases["York"] in ("30", "c")


def test_local_tables_are_published_where_they_are_asked_for(store: Path, tmp_path: Path) -> None:
    assert snapshot(store, tmp_path / "out", "--local-tables") == 0
    tables = Counter(
        line["table_id"]
        for line in read_csv(tmp_path / "out" / "publish" / "tables.csv")
        if line["geography_name"] == "York"
    )
    assert len(tables) == len(
        {line["table_id"] for line in read_csv(tmp_path / "out" / "restricted" / "tables.csv")}
    )


def test_the_manifest_has_the_hash_of_every_published_file(out: Path) -> None:
    published = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["published"]
    files = files_in(out / "publish")
    assert published["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    lines = read_csv(out / "publish" / "tables.csv")
    assert published["figures"] == len(lines)
    assert published["hidden"] == sum(line["cases"] == "c" for line in lines)
    assert (published["threshold"], published["local_tables"]) == (5, False)
    assert published["kept_to"] == []


def test_a_second_snapshot_publishes_the_same_bytes(store: Path, out: Path, tmp_path: Path) -> None:
    assert snapshot(store, tmp_path / "again") == 0
    assert files_in(tmp_path / "again") == files_in(out)


def test_without_publishing_the_restricted_files_are_the_same(
    store: Path, out: Path, tmp_path: Path
) -> None:
    assert snapshot(store, tmp_path / "out", "--no-publish") == 0
    alone = files_in(tmp_path / "out")
    assert not any(name.startswith("publish/") for name in alone)
    both = files_in(out)
    of_publishing = {"restricted/disclosure.csv", "restricted/pattern.json"}
    assert {name for name in both if name.startswith("restricted/")} - set(alone) == of_publishing
    assert all(both[name] == content for name, content in alone.items() if name != "manifest.json")
    assert json.loads(alone["manifest.json"])["published"] is None


def test_the_threshold_of_the_configuration_holds(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "lscb.toml"
    config.write_text("[publish]\nthreshold = 12\n", encoding="utf-8")
    assert snapshot(store, tmp_path / "out", "--config", str(config)) == 0
    lines = read_csv(tmp_path / "out" / "publish" / "tables.csv")
    counts = {
        int(line["cases"])
        for line in lines
        if line["cases"].isdigit() and line["row"] not in ("most_answers", "mode")
    }
    assert not counts & set(range(1, 13))
    durham = [line for line in lines if line["geography_name"] == "County Durham"]
    assert [line["cases"] for line in durham] == ["c"]


def test_whom_to_ask_stands_on_page_and_cover(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "lscb.toml"
    config.write_text('[publish]\ncontact = "Ask the board <data@board.example>"\n', "utf-8")
    assert snapshot(store, tmp_path / "out", "--config", str(config)) == 0
    page = (tmp_path / "out" / "publish" / "snapshot.html").read_text(encoding="utf-8")
    assert "Ask the board &lt;data@board.example&gt;" in page


def test_nothing_is_written_where_a_hidden_count_could_be_worked_out(
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As if a writer had been given a true count: the boys of England."""

    def leaking(tables: PublishedTables) -> str:
        england = next(each for each in tables.of("figure_3") if each.geography.code == ENGLAND)
        shown = replace(
            england,
            figures=tuple(
                replace(each, cases="3") if each.row.code == "male" else each
                for each in england.figures
            ),
        )
        leaked = [shown if each is england else each for each in tables.tables]
        return published_tables_csv(replace(tables, tables=tuple(leaked)))  # type: ignore[arg-type]

    monkeypatch.setattr("pipeline.publish_output.published_tables_csv", leaking)
    assert snapshot(store, tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert "not fit to publish" in said
    assert "figure_3" in said
    assert "--no-publish" in said
    assert not (tmp_path / "out").exists()
    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_what_may_leave_the_building(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert snapshot(store, tmp_path / "out") == 0
    restricted, _, fit = capsys.readouterr().out.partition("FIT TO PUBLISH: ")
    assert "restricted/snapshot.html" in restricted.replace("\\", "/")
    assert "publish/" not in restricted.replace("\\", "/")
    assert "publish/snapshot.html" in fit.replace("\\", "/")
    assert "restricted/disclosure.csv" in fit


def test_json_says_how_much_is_hidden(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert snapshot(store, tmp_path / "out", "--json") == 0
    published = json.loads(capsys.readouterr().out)["published"]
    assert published["threshold"] == 5
    assert 0 < published["hidden"] < published["figures"]


def test_the_audit_of_a_published_folder_finds_nothing(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", str(out)]) == 0
    assert "Nothing found" in capsys.readouterr().out


def test_a_month_publishes_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingested(tmp_path)
    where = ["--store", str(tmp_path / "store"), "--out", str(tmp_path / "out")]
    assert run(["month", str(tmp_path / "returns"), *where, "--date", DAY]) == 0
    assert "FIT TO PUBLISH" in capsys.readouterr().out
    assert (tmp_path / "out" / "snapshot" / "publish" / "snapshot.html").is_file()


def test_a_month_that_is_not_fit_to_publish_still_has_its_restricted_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ingested(tmp_path)
    monkeypatch.setattr(
        "pipeline.publish_output.published_tables_csv",
        lambda tables: published_tables_csv(tables).replace(
            ",male,Male,total,c,", ",male,Male,total,3,"
        ),
    )
    where = ["--store", str(tmp_path / "store"), "--out", str(tmp_path / "out")]
    assert run(["month", str(tmp_path / "returns"), *where, "--date", DAY]) == 1
    assert "not fit to publish" in capsys.readouterr().out
    written = tmp_path / "out" / "snapshot"
    assert (written / "restricted" / "snapshot.xlsx").is_file()
    assert not (written / "publish").exists()


def test_of_very_few_young_people_nothing_is_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ingested(tmp_path, young_people(19))
    assert snapshot(store, tmp_path / "out") == 0
    assert "fewer than 20 young people are counted" in capsys.readouterr().out
    assert (tmp_path / "out" / "restricted" / "tables.csv").is_file()
    assert not (tmp_path / "out" / "publish").exists()


@pytest.mark.parametrize("name", ["true.csv", "notes.txt", "PAGE.HTM.bak"])
def test_the_audit_stops_at_a_file_that_it_cannot_read(
    out: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(out / "publish", tmp_path / "site")
    (tmp_path / "site" / name).write_text("3 boys", encoding="utf-8")
    assert run(["audit", str(tmp_path / "site")]) == 2
    assert f"The audit can't read {tmp_path / 'site' / name}" in capsys.readouterr().err


def test_the_audit_tells_what_was_edited_where_the_manifest_is_beside_it(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(out, tmp_path / "out")
    page = tmp_path / "out" / "publish" / "snapshot.html"
    page.write_text(page.read_text("utf-8").replace("<footer>", "<!-- 3 boys --><footer>"), "utf-8")
    (tmp_path / "out" / "publish" / "snapshot.xlsx").unlink()
    for folder in (tmp_path / "out", tmp_path / "out" / "publish"):
        assert run(["audit", str(folder)]) == 1
        said = capsys.readouterr().out
        assert "snapshot.html has changed since lscb wrote it" in said
        assert "snapshot.xlsx is missing" in said
        assert "3 boys" not in said


def test_each_public_writer_is_audited(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page has a count that tables.csv hides."""

    def leaking(report: PublicReport) -> str:
        page = public_page_html(report)
        assert '<th scope="row">Male</th><td>[c]</td>' in page
        return page.replace(
            '<th scope="row">Male</th><td>[c]</td>', '<th scope="row">Male</th><td>3</td>', 1
        )

    monkeypatch.setattr("pipeline.publish_output.public_page_html", leaking)
    assert snapshot(store, tmp_path / "out") == 2
    assert "not fit to publish" in capsys.readouterr().err

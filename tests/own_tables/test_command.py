"""`lscb tables` as a user runs it: what it writes, and what it refuses."""

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline.cli import run
from tests.own_tables.towns import GENDER_BY_ETHNICITY
from tests.sending import read_csv, write_return

DAY = "2011-06-06"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two returns: 60 young people in York, 50 in Hackney."""
    folder = tmp_path_factory.mktemp("sent")
    of_york = [("female", "WBRI", 34), ("male", "WBRI", 14), ("female", "AIND", 9),
               ("male", "AIND", 3)]  # fmt: skip
    of_hackney = [("female", "WBRI", 21), ("male", "WBRI", 8), ("female", "BCRB", 13),
                  ("male", "BCRB", 8)]  # fmt: skip
    for area, cases in (("York", of_york), ("Hackney", of_hackney)):
        young = [
            {"local_id": f"{area[:2]}{n}-{gender}-{ethnicity}", "age": "14", "gender": gender,
             "ethnicity": ethnicity}
            for gender, ethnicity, number in cases
            for n in range(number)
        ]  # fmt: skip
        write_return(folder / f"{area}.csv", young, {"area": area})
    made = tmp_path_factory.mktemp("store") / "store"
    assert run(["ingest", str(folder), "--store", str(made), "--no-feedback"]) == 0
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gender.toml"
    path.write_text(GENDER_BY_ETHNICITY.replace(', "local"', ""), encoding="utf-8")
    return path


def make(file: Path, store: Path, out: Path, *more: str) -> int:
    return run(
        ["tables", str(file), "--date", DAY, "--store", str(store), "--out", str(out), *more]
    )


def test_both_sides_are_written_with_a_manifest(file: Path, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(file, store, out) == 0
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert names == {
        "manifest.json",
        "publish/own-tables.html", "publish/own-tables.xlsx", "publish/tables.csv",
        "restricted/disclosure.csv", "restricted/own-tables.html", "restricted/own-tables.xlsx",
        "restricted/pattern.json", "restricted/tables.csv",
    }  # fmt: skip
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == "tables"
    assert manifest["tables"] == ["gender_by_ethnicity"]
    assert manifest["parameters"]["tables"] == "gender.toml"
    assert re.fullmatch(r"[0-9a-f]{64}", manifest["parameters"]["tables_sha256"])
    assert {each["area"] for each in manifest["inputs"]} == {"York", "Hackney"}


def test_the_published_side_has_no_small_number_and_the_audit_finds_nothing(
    file: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, snapshot = tmp_path / "out", tmp_path / "snapshot"
    assert make(file, store, out) == 0
    published = read_csv(out / "publish" / "tables.csv")
    assert not [line for line in published if line["cases"] in {"1", "2", "3", "4", "5"}]
    assert run(["snapshot", "--date", DAY, "--store", str(store), "--out", str(snapshot)]) == 0
    capsys.readouterr()
    assert run(["audit", str(out)]) == 0
    assert run(["audit", str(out), "--with", str(snapshot)]) == 0
    assert "Nothing found" in capsys.readouterr().out


def test_the_audit_finds_a_number_that_was_put_back(
    file: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert make(file, store, out) == 0
    tables = out / "publish" / "tables.csv"
    lines = tables.read_text(encoding="utf-8").splitlines(keepends=True)
    true = (out / "restricted" / "tables.csv").read_text(encoding="utf-8").splitlines(True)
    hidden = next(n for n, line in enumerate(lines) if line.endswith(",c,c\n"))
    lines[hidden] = next(each for each in true if each.startswith(lines[hidden][:-4]))
    tables.write_text("".join(lines), encoding="utf-8")
    assert run(["audit", str(out)]) == 1
    assert "has changed since lscb wrote it" in capsys.readouterr().out


@pytest.mark.parametrize(
    "declared",
    [
        'question = "missing_count"\nbands = ["0", "1-9", "10-11", "12+"]',
        'question = "gender"\nplaces = ["local"]',
    ],
)
def test_what_is_never_published_is_written_for_those_who_hold_the_data(
    store: Path, tmp_path: Path, declared: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number whose bands a standard table shows, and authorities without --local-tables."""
    path = tmp_path / "own.toml"
    path.write_text(f'[[table]]\nid = "own"\ntitle = "Own"\n{declared}\n', encoding="utf-8")
    assert make(path, store, tmp_path / "out") == 0
    assert (tmp_path / "out" / "restricted" / "tables.csv").exists()
    assert not (tmp_path / "out" / "publish").exists()
    assert "are for those who hold the data" in capsys.readouterr().out


def test_the_same_store_and_file_make_the_same_bytes(
    file: Path, store: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert make(file, store, one) == make(file, store, other) == 0
    for path in sorted(each for each in one.rglob("*") if each.is_file()):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_page_and_workbook_show_the_figures_of_the_csv(
    file: Path, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert make(file, store, out) == 0
    for side in ("restricted", "publish"):
        lines = read_csv(out / side / "tables.csv")
        england = [line for line in lines if line["geographic_level"] == "national"]
        columns = dict.fromkeys(line["by_label"] for line in england)
        rows = dict.fromkeys(line["row_label"] for line in england)
        shown = {(line["row_label"], line["by_label"]): _shown(line["cases"]) for line in england}
        wanted = [(row, *(shown[row, column] for column in columns)) for row in rows]
        book = CalamineWorkbook.from_path(out / side / "own-tables.xlsx")
        sheet = [
            tuple(str(int(value)) if isinstance(value, float) else str(value) for value in line)
            for line in book.get_sheet_by_name("Gender by ethnicity").to_python()
        ]
        assert [line for line in wanted if line not in sheet] == []
        page = (out / side / "own-tables.html").read_text(encoding="utf-8")
        for row, *cells in wanted:
            cases = "".join(f"<td>{cell}</td>" for cell in cells)
            assert f'<th scope="row">{row}</th>{cases}' in page


def _shown(cases: str) -> str:
    return "[c]" if cases == "c" else cases


def test_every_restricted_file_says_so_and_no_published_one(
    file: Path, store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert make(file, store, out) == 0
    assert "RESTRICTED" in (out / "restricted" / "own-tables.html").read_text(encoding="utf-8")
    assert "RESTRICTED" not in (out / "publish" / "own-tables.html").read_text(encoding="utf-8")
    for side, said in (("restricted", True), ("publish", False)):
        book = CalamineWorkbook.from_path(out / side / "own-tables.xlsx")
        for name in book.sheet_names:
            text = str(book.get_sheet_by_name(name).to_python())
            assert ("RESTRICTED" in text) is said, name


def test_own_tables_keep_to_a_release_of_the_day(
    file: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = tmp_path / "snapshot"
    assert run(["snapshot", "--date", DAY, "--store", str(store), "--out", str(snapshot)]) == 0
    assert run(["release", str(snapshot), "--name", "June 2011", "--store", str(store)]) == 0
    capsys.readouterr()
    assert make(file, store, tmp_path / "out", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["published"]["kept_to"] == ["June 2011"]
    of_snapshot = {
        (line["geography_code"], line["row"]): line["cases"]
        for line in read_csv(snapshot / "publish" / "tables.csv")
        if line["table_id"] == "figure_3"
    }
    for line in read_csv(tmp_path / "out" / "publish" / "tables.csv"):
        if line["by"] == "total" and line["row"] != "cases":
            assert line["cases"] == of_snapshot[line["geography_code"], line["row"]]


def test_without_publishing_only_the_restricted_side_is_written(
    file: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(file, store, tmp_path / "out", "--no-publish") == 0
    assert not (tmp_path / "out" / "publish").exists()
    assert "Nothing to publish was written" in capsys.readouterr().out


def test_a_table_of_one_forms_records_is_never_published(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "form.toml"
    file.write_text(
        '[[table]]\nid = "a"\ntitle = "A"\nquestion = "looked_after_placement"\n'
        'form = "2020"\nrecords = ["2020"]\n',
        encoding="utf-8",
    )
    assert make(file, store, tmp_path / "out") == 0
    assert "are for those who hold the data" in capsys.readouterr().out
    assert not (tmp_path / "out" / "publish").exists()


def test_an_unknown_question_is_named_with_the_nearest_and_nothing_is_written(
    file: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(GENDER_BY_ETHNICITY.replace('"ethnicity"', '"etnicity"'), encoding="utf-8")
    assert make(file, store, tmp_path / "out") == 2
    assert "did you mean 'ethnicity'?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

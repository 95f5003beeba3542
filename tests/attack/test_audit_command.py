"""`lscb audit` as an analyst meets it."""

import json
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.attack.written import cases, table, written


def gender(folder: Path, male: int | str) -> Path:
    return written(
        folder,
        cases(base=60),
        table("figure_3", female="c", male=male, transgender=0, base=60, not_known=0,
              not_provided=0),
    )  # fmt: skip


def test_a_safe_release_is_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gender(tmp_path / "publish", "c")
    assert run(["audit", str(tmp_path)]) == 0
    assert "2 hidden cells." in capsys.readouterr().out


def test_what_can_be_worked_out_is_named_without_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gender(tmp_path / "publish", 43)
    assert run(["audit", str(tmp_path / "publish")]) == 1
    printed = capsys.readouterr().out.replace(str(tmp_path), "")
    assert "figure_3, England: Female can be worked out exactly" in printed
    assert "17" not in printed


def test_json_names_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gender(tmp_path, 43)
    assert run(["audit", str(tmp_path), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["found"]
    assert (found["kind"], found["table_id"], found["row_label"]) == ("exact", "figure_3", "Female")
    assert set(found) == {
        "kind", "folder", "file", "table_id", "geography_code", "geography_name", "row_label",
        "column",
    }  # fmt: skip


def test_an_earlier_release_is_named_where_its_cell_falls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = gender(tmp_path / "first", 43), gender(tmp_path / "second", "c")
    assert run(["audit", str(second), "--with", str(first)]) == 1
    assert f"({second})" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "holds no tables.csv"),
        ("a,b\n", "the first line must be"),
        ("HEADER\ntable_2,national,E92000001,England,base,Base,total,many,\n", "line 2"),
        ("HEADER\ntable_99,national,E92000001,England,base,Base,total,9,\n", "table_99"),
        ("HEADER\nfigure_3,local_authority,X1,Nowhere,base,Base,total,9,\n", "X1"),
    ],
)
def test_a_folder_that_is_no_release_is_2(
    text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        header = written(tmp_path).joinpath("tables.csv").read_text(encoding="utf-8").strip()
        (tmp_path / "tables.csv").write_text(text.replace("HEADER", header), encoding="utf-8")
    assert run(["audit", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_figures_that_do_not_add_up_are_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gender(tmp_path, 61)
    assert run(["audit", str(tmp_path)]) == 2
    assert "does not add up" in capsys.readouterr().err

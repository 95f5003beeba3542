"""Local mappings as a user meets them: drafted, tried, named in the register."""

import tomllib
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import COVER, write_csv, write_register

HEADER = ["Local identifier", "Gender (of child)", "Current age", "Key worker"]
CONFIRMED = """
[columns]
"Gender (of child)" = "gender"
[answers.gender]
"lass" = "female"
"lad" = "male"
"""


def local_form(path: Path, header: list[str] = HEADER) -> Path:
    above = [[name, text] for name, text in COVER.items()]
    rows = [["A1", "lass", "15", "Ann"], ["A2", "lad", "16", "Bob"]]
    return write_csv(path, [*above, [], header, *rows])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


Said = pytest.CaptureFixture[str]


def test_a_draft_is_valid_and_changes_nothing_as_it_stands(tmp_path: Path, capsys: Said) -> None:
    form, draft = local_form(tmp_path / "a.csv"), tmp_path / "a.toml"
    assert run(["mapping", "draft", str(form), "--out", str(draft)]) == 0
    assert tomllib.loads(draft.read_text(encoding="utf-8")) == {
        "columns": {},
        "constants": {},
        "answers": {"gender": {}},
    }
    capsys.readouterr()
    assert run(["check", str(form), "--mapping", str(draft)]) == 1
    assert "A header may name a question" in capsys.readouterr().out


def test_a_confirmed_draft_makes_the_file_read(tmp_path: Path, capsys: Said) -> None:
    form, draft = local_form(tmp_path / "a.csv"), tmp_path / "a.toml"
    assert run(["mapping", "draft", str(form), "--out", str(draft)]) == 0
    text = draft.read_text(encoding="utf-8")
    for line in ('"Gender (of child)" = "gender"', '"Key worker" = ""'):
        assert f"# {line}" in text
        text = text.replace(f"# {line}", line)
    text = text.replace('# "lass" = ""', '"lass" = "female"')
    text = text.replace('# "lad" = ""', '"lad" = "male"')
    write(draft, text)
    capsys.readouterr()
    assert run(["check", str(form), "--mapping", str(draft)]) == 0
    assert "1 file (1 read), 2 rows." in capsys.readouterr().out


def test_a_draft_is_written_beside_the_file_and_never_over_another(
    tmp_path: Path, capsys: Said
) -> None:
    form = local_form(tmp_path / "a.csv")
    assert run(["mapping", "draft", str(form)]) == 0
    beside = write(tmp_path / "a.mapping.toml", CONFIRMED)
    assert run(["mapping", "draft", str(form)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert beside.read_text(encoding="utf-8") == CONFIRMED


@pytest.mark.parametrize("command", ["check", "ingest"])
def test_drafts_are_written_for_the_files_that_one_could_help(command: str, tmp_path: Path) -> None:
    local_form(tmp_path / "d" / "local.csv")
    local_form(tmp_path / "d" / "good.csv", ["Local identifier", "Gender", "Current age", "By"])
    write_csv(tmp_path / "d" / "twice.csv", [["Local identifier", "Gender", "Gender"], ["A1"]])
    drafts = tmp_path / "drafts"
    store = ["--store", str(tmp_path / "s")] if command == "ingest" else []
    assert run([command, str(tmp_path / "d"), "--drafts", str(drafts), *store]) == 1
    assert [path.name for path in drafts.iterdir()] == ["local.csv.toml"]


def test_drafts_to_what_is_no_folder_are_refused_first(tmp_path: Path, capsys: Said) -> None:
    form = local_form(tmp_path / "a.csv")
    assert run(["check", str(form), "--drafts", str(form)]) == 2
    assert "is not a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bogus = 1", "line 1: unknown key 'bogus'"),
        ('[columns]\n"Gender (of child)" = "gendre"', "line 2: "),
        ('[answers.gender]\n"lass" = "girlish"', "line 2: 'gender' has no such answer"),
        ("[columns", "line 1: "),
    ],
)
def test_a_mistake_in_a_mapping_is_an_error_with_file_and_line(
    text: str, said: str, tmp_path: Path, capsys: Said
) -> None:
    form = local_form(tmp_path / "d" / "a.csv")
    mapping = write(tmp_path / "d" / "york.toml", text)
    assert run(["check", str(form), "--mapping", str(mapping)]) == 2
    assert f"york.toml, {said}" in capsys.readouterr().err
    write_register(tmp_path / "d", [{"file": "a.csv", "mapping": "york.toml"}])
    store = tmp_path / "s"
    assert run(["ingest", str(tmp_path / "d"), "--store", str(store)]) == 2
    assert f"york.toml, {said}" in capsys.readouterr().err
    assert not store.exists()


def test_a_mapping_that_is_not_there_is_named(tmp_path: Path, capsys: Said) -> None:
    form = local_form(tmp_path / "a.csv")
    assert run(["check", str(form), "--mapping", str(tmp_path / "no.toml")]) == 2
    assert "no.toml: No such file" in capsys.readouterr().err


def test_the_same_file_with_another_mapping_is_another_return(tmp_path: Path, capsys: Said) -> None:
    delivery, store = tmp_path / "d", str(tmp_path / "s")
    local_form(delivery / "a.csv")
    write_register(delivery, [{"file": "a.csv", "mapping": "york.toml"}])
    ingest = ["ingest", str(delivery), "--store", store]
    said: list[str] = []
    for text in (CONFIRMED, f"# a remark\n{CONFIRMED}", CONFIRMED.replace('"lad" = "male"', "")):
        write(delivery / "york.toml", text)
        run(ingest)
        said.append(capsys.readouterr().out)
    assert ["1 stored already" in each for each in said] == [False, True, False]
    assert ["1 stored" in each for each in said] == [True, True, True]


def test_a_header_of_the_mapping_that_the_file_does_not_have_is_told(
    tmp_path: Path, capsys: Said
) -> None:
    form = local_form(tmp_path / "a.csv")
    mapping = write(tmp_path / "m.toml", CONFIRMED.replace("[answers", '"Sex" = "age"\n[answers'))
    run(["check", str(form), "--mapping", str(mapping)])
    out = capsys.readouterr().out
    assert "header" in out
    assert "lass" not in out

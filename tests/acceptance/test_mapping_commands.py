"""Local mappings as a user meets them: drafted, tried, named in the register."""

import tomllib
import zipfile
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
    assert "  the mapping names 1 header not in this file\n" in out
    assert "lass" not in out


def doubtful(path: Path, header: list[str]) -> Path:
    above = [[name, text] for name, text in COVER.items()]
    return write_csv(path, [*above, [], header, ["A1", *"x" * (len(header) - 1)]])


@pytest.mark.parametrize(
    ("header", "line", "label"),
    [
        (["Local identifier", "Sex"], '# "Sex" = "gender"', "Gender"),
        (["Local identifier", "M/F"], '# "M/F" = "gender"', "Gender"),
        (
            ["Ref no", "Gender", "Current age", "Nationality"],
            '# "Ref no" = "local_id"',
            "Local identifier",
        ),
        (
            ["Local identifier", "Grooming"],
            '# "Grooming" = "coercion_methods: grooming"',
            "Methods of coercion: Grooming",
        ),
    ],
)
def test_what_a_header_may_mean_is_said_and_drafted(
    header: list[str], line: str, label: str, tmp_path: Path, capsys: Said
) -> None:
    form, drafts = doubtful(tmp_path / "a.csv", header), tmp_path / "drafts"
    assert run(["check", str(form), "--drafts", str(drafts)]) == 1
    assert f"may be '{label}': say by a mapping whether it is" in capsys.readouterr().out
    text = (drafts / "a.csv.toml").read_text(encoding="utf-8")
    assert f"\n{line}\n" in text
    write(tmp_path / "m.toml", text.replace(line, line.removeprefix("# ")))
    assert run(["check", str(form), "--mapping", str(tmp_path / "m.toml")]) == 0


def test_two_headers_for_one_question_are_drafted_as_alternatives(tmp_path: Path) -> None:
    form, draft = doubtful(tmp_path / "a.csv", ["Local identifier", "Sex", "M/F"]), tmp_path / "m"
    assert run(["mapping", "draft", str(form), "--out", str(draft)]) == 0
    lines = draft.read_text(encoding="utf-8").splitlines()
    assert '# "Sex" = "gender"' in lines
    assert '# "M/F" = "gender"  # or this one, not both' in lines


def test_files_whose_drafts_would_have_one_name_both_get_one(tmp_path: Path, capsys: Said) -> None:
    delivery, drafts = tmp_path / "d", tmp_path / "drafts"
    doubtful(delivery / "a" / "b.csv", ["Local identifier", "Sex"])
    doubtful(delivery / "a_b.csv", ["Local identifier", "M/F"])
    assert run(["check", str(delivery), "--drafts", str(drafts)]) == 1
    assert f"Drafted mappings written to {drafts}: 2." in capsys.readouterr().out
    texts = [path.read_text(encoding="utf-8") for path in drafts.iterdir()]
    assert sorted('"Sex"' in text for text in texts) == [False, True]


def test_a_draft_has_a_name_that_every_system_can_hold(tmp_path: Path) -> None:
    delivery, drafts = tmp_path / "d", tmp_path / "drafts"
    doubtful(delivery / "c" / 'a:b?"c*.csv', ["Local identifier", "Sex"])
    assert run(["check", str(delivery), "--drafts", str(drafts)]) == 1
    assert [path.name for path in drafts.iterdir()] == ["c_a_b__c_.csv.toml"]


def test_a_draft_of_a_zip_of_several_files_is_refused_with_a_sentence(
    tmp_path: Path, capsys: Said
) -> None:
    form = doubtful(tmp_path / "a.csv", ["Local identifier", "Sex"])
    packed = tmp_path / "york.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.write(form, "a.csv")
        file.write(form, "b.csv")
    assert run(["mapping", "draft", str(packed)]) == 2
    said = capsys.readouterr().err
    assert f"{packed} holds several files. Unpack it and name one of them." in said
    assert [path.name for path in tmp_path.glob("*.toml")] == []


def test_a_draft_of_a_folder_is_refused_with_a_sentence(tmp_path: Path, capsys: Said) -> None:
    doubtful(tmp_path / "d" / "a.csv", ["Local identifier", "Sex"])
    assert run(["mapping", "draft", str(tmp_path / "d")]) == 2
    assert "is a folder. Name one file of it." in capsys.readouterr().err


def test_a_draft_goes_on_from_what_a_mapping_says(tmp_path: Path) -> None:
    form, draft = doubtful(tmp_path / "a.csv", ["Local identifier", "Sex", "Born"]), tmp_path / "m"
    said = write(tmp_path / "said.toml", '[columns]\n"Sex" = "gender"\n')
    assert run(["mapping", "draft", str(form), "--mapping", str(said), "--out", str(draft)]) == 0
    text = draft.read_text(encoding="utf-8")
    doubts, known = text.split("# Understood already:")
    assert '# "Born" = "date_of_birth"' in doubts
    assert '# "Sex" = "gender"' in known


def test_a_draft_with_a_mapping_that_has_a_mistake_is_refused(tmp_path: Path, capsys: Said) -> None:
    form = doubtful(tmp_path / "a.csv", ["Local identifier", "Sex"])
    said = write(tmp_path / "said.toml", '[columns]\n"Sex" = "gendre"\n')
    assert run(["mapping", "draft", str(form), "--mapping", str(said)]) == 2
    assert "said.toml, line 2: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('[constants]\ngender = "male"', "The mapping gives a constant for a question"),
        ("sheets = [7]", "The mapping names a sheet that the file does not have."),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_refuses_it(
    mapping: str, said: str, tmp_path: Path, capsys: Said
) -> None:
    form = write_csv(
        tmp_path / "a.csv", [*COVER.items(), ["Local identifier", "Gender"], ["A1", "male"]]
    )
    path = write(tmp_path / "m.toml", mapping)
    assert run(["check", str(form), "--mapping", str(path)]) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("date", ["06/06/2011", "6 June 2011", "2011-6-6", "2011-02-30"])
def test_a_constant_that_is_a_date_must_be_iso(date: str, tmp_path: Path, capsys: Said) -> None:
    form = local_form(tmp_path / "a.csv")
    for name in ("return_date", "date_of_birth"):
        path = write(tmp_path / "m.toml", f'[constants]\n{name} = "{date}"')
        assert run(["check", str(form), "--mapping", str(path)]) == 2
        assert f"'{name}' can't be read; write a date as 2011-06-06" in capsys.readouterr().err

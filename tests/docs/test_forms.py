"""The page on the two forms names what differs between them."""

from pipeline.cli import run
from schemas.codebook_reading import load_codebook
from tests.docs.shown import DOCS

TEXT = " ".join((DOCS / "forms.md").read_text(encoding="utf-8").split())
CODEBOOK = load_codebook()


def test_every_question_that_the_form_of_2020_added_is_named() -> None:
    added = [each.label for each in CODEBOOK.questions if each.versions == ("2020",)]
    assert len(added) == 15
    assert [label for label in added if label not in TEXT] == []


def test_every_option_that_a_form_added_and_removed_is_named() -> None:
    changed = {
        option.label
        for question in CODEBOOK.questions
        for option in question.options
        if option.versions and option.versions != question.versions
    }
    assert changed == {"Foster care", "ASBO", "Civil injunction or criminal behaviour order"}
    assert all(label in TEXT for label in changed)


def test_every_new_label_is_named() -> None:
    for form in CODEBOOK.forms:
        assert all(label in TEXT for label in form.labels.values())


def test_the_command_for_one_version_is_as_it_says(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = "lscb template --out blank-forms --form 2020"
    assert command in TEXT
    assert run(command.split()[1:]) == 0
    assert len(list((tmp_path / "blank-forms").glob("return-form-2020.*"))) == 3

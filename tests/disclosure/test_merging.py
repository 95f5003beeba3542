"""An answer that very few gave is published with another, where the codebook says so."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reports.disclosure.merging import merged
from reports.figures import TrueTable, TrueTables
from schemas.areas import ENGLAND
from schemas.codebook_reading import load_codebook, read_codebook
from schemas.declarations import HERE, DeclarationError
from tests.disclosure.worlds import DAY, make_world

GENDER = 'code = "transgender", spellings = ["trans"]'


def codebook_with(folder: Path, key: str) -> Path:
    """The shipped codebook with a key more for transgender."""
    copied = shutil.copytree(HERE / "codebook", folder / "codebook")
    theme = copied / "theme_1_personal.toml"
    text = theme.read_text("utf-8")
    assert GENDER in text
    theme.write_text(text.replace(GENDER, f"{GENDER}, {key}"), "utf-8")
    return copied


def gender_tables(cases: dict[str, int]) -> TrueTables:
    """England's table of gender alone, in which transgender may merge into female."""
    of_gender = make_world(0, size=100).tables.find("figure_3", ENGLAND)
    assert of_gender is not None
    question = of_gender.table.question
    assert question is not None
    options = tuple(
        replace(option, merge_into="female") if option.code == "transgender" else option
        for option in question.options
    )
    table = replace(of_gender.table, question=replace(question, options=options))
    figures = tuple(
        replace(figure, cases=str(cases.get(figure.row.code, 0)), percent="")
        for figure in of_gender.figures
    )
    return TrueTables(DAY, (TrueTable(table, of_gender.geography, figures),))


def test_the_shipped_codebook_merges_nothing() -> None:
    options = [option for question in load_codebook().questions for option in question.options]
    assert {option.merge_into for option in options} == {None}


def test_an_option_may_say_where_it_merges(tmp_path: Path) -> None:
    codebook = read_codebook(codebook_with(tmp_path, 'merge_into = "female"'))
    assert codebook.question("gender").option("transgender").merge_into == "female"


@pytest.mark.parametrize("into", ["nobody", "transgender", "not_known"])
def test_an_option_merges_into_another_answer_of_its_question(tmp_path: Path, into: str) -> None:
    folder = codebook_with(tmp_path, f'merge_into = "{into}"')
    with pytest.raises(DeclarationError, match="must merge into another answer"):
        read_codebook(folder)


def test_few_cases_in_england_are_counted_with_the_other_answer() -> None:
    cases = {"female": 60, "male": 37, "transgender": 3, "base": 100}
    found = merged(gender_tables(cases), threshold=5).tables[0]
    assert found.cases("female") == "63"
    assert [row.code for row in found.table.rows] == ["female", "male"]
    assert found.figures[0].percent == "63.0"
    with pytest.raises(KeyError):
        found.cases("transgender")


@pytest.mark.parametrize("few", [0, 6])
def test_none_and_many_keep_their_row(few: int) -> None:
    cases = {"female": 60, "male": 40 - few, "transgender": few, "base": 100}
    found = merged(gender_tables(cases), threshold=5).tables[0]
    assert found.cases("transgender") == str(few)

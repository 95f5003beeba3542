"""A mistake in the declaration of the files is an error that names the line."""

from pathlib import Path

import pytest

from reports.open_data_declared import HERE, load_open_data_files, read_open_data_files
from reports.tables_reading import load_tables
from schemas.declarations import DeclarationError

SHIPPED = (HERE / "open_data.toml").read_text(encoding="utf-8")


def read_changed(folder: Path, old: str, new: str) -> None:
    path = folder / "open_data.toml"
    assert old in SHIPPED
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    read_open_data_files(path, load_tables())


def test_every_table_is_in_one_file() -> None:
    shown = [table.id for file in load_open_data_files() for table in file.tables]
    assert sorted(shown) == sorted(table.id for table in load_tables() if not table.restricted_only)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('table = "figure_2"', 'table = "figure_99"', "'figure_99' is no table"),
        ('table = "figure_2"', 'table = "table_2"', "two files have the same table"),
        ('table = "figure_3"', 'table = "table_5"', "does not fit 'table_5'"),
        ('table = "figure_3"', 'table = "table_4"', "does not fit 'table_4'"),
        ('table = "table_2"', 'table = "table_3"', "does not fit 'table_3'"),
        ('white = "White", ', "", "the labels must be of all rows of 'figure_4'"),
        ('grouping = "breakdown_topic"', "", "topics have a grouping"),
        ('rows = "topics"', 'rows = "topics"\ntable = "table_3"', "topics have no table"),
        ('shows = "base"', 'shows = "mean"', "this word can't stand here"),
        ('label = "Gender"', 'label = "Gender", colour = "red"', "unknown key 'colour'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    with pytest.raises(DeclarationError, match=r"open_data\.toml, line \d+: ") as error:
        read_changed(tmp_path, old, new)
    assert why in str(error.value)


def test_no_digit_stands_in_labels_and_hints() -> None:
    for file in load_open_data_files():
        words = [file.filter.label, file.filter.hint, *(each.label for each in file.indicators)]
        assert not any(sign.isdigit() for text in words for sign in text)

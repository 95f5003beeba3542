"""Mistakes in a declaration of a profile's tables are errors that name the line."""

from pathlib import Path

import pytest

from reports.profile_declared import load_profile_tables, read_profile_tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.declarations import DeclarationError

_START = """
[[part]]
code = "people"
title = "People"

[[table]]
id = "gender"
title = "Gender"
part = "people"
"""


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('question = "shoe_size"', "'shoe_size' is no question"),
        ('question = "gender"\nrows = "bands"', "bands stand with rows = 'bands'"),
        ('question = "gender"\ncolour = "red"', "unknown key 'colour'"),
        (
            'question = "gender"\nrows = "bands"\nbands = [{ row = "a", label = "A" }]',
            "no question with a number",
        ),
        (
            'question = "age"\nrows = "bands"\nbands = [\n'
            '{ row = "a", label = "A", most = 9 },\n{ row = "b", label = "B", least = 11 },\n]',
            "without a gap",
        ),
        (
            'question = "age"\nrows = "bands"\nbands = [{ row = "a", label = "A", most = 9 }]',
            "the last has no most",
        ),
        (
            'question = "gender"\nsums = [{ row = "all", label = "All", of = ["female", "cat"] }]',
            "'cat' is no row",
        ),
        (
            'question = "gender"\nsums = [{ row = "male", label = "All", of = ["female"] }]',
            "a row stands twice",
        ),
        (
            'question = "coercion_methods"\n'
            'sums = [{ row = "any", label = "Any", of = ["grooming"] }]',
            "can't be added up",
        ),
        (
            'question = "gender"\nfirst_page = [{ row = "cat", text = "{percent}" }]',
            "'cat' is no row",
        ),
        (
            'question = "gender"\nfirst_page = [{ row = "female", text = "{share}%" }]',
            "the text may hold",
        ),
        (
            'question = "gender"\nfirst_page = [{ row = "female", text = "{" }]',
            "the text may hold",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, table: str, message: str) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(_START + table, encoding="utf-8")
    with pytest.raises(DeclarationError, match=rf"profile.toml, line \d+: .*{message}"):
        read_profile_tables(path, load_codebook(), load_areas().regions)


def test_a_table_in_no_part_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    text = _START.replace('part = "people"', 'part = "pets"') + 'question = "gender"'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match="line 9: 'pets' is no part"):
        read_profile_tables(path, load_codebook(), load_areas().regions)


def test_every_part_of_the_shipped_profile_has_a_table() -> None:
    profile = load_profile_tables()
    used = {each.part for each in profile.tables}
    assert [each.code for each in profile.parts if each.code not in used] == []

"""A file of own tables that can't be used is an error that names the line, and the nearest name."""

from pathlib import Path

import pytest

from reports.own_tables import OwnTable
from reports.own_tables_reading import read_own_tables
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "own-tables"


def declared(folder: Path, *tables: str) -> tuple[OwnTable, ...]:
    file = folder / "own.toml"
    file.write_text("\n".join(f"[[table]]\n{each}" for each in tables), encoding="utf-8")
    return read_own_tables(file, load_codebook())


def table(**keys: str) -> str:
    all_keys = {"id": '"a"', "title": '"A table"', "question": '"gender"', **keys}
    return "".join(f"{key} = {value}\n" for key, value in all_keys.items() if value)


def test_a_table_needs_only_a_name_a_title_and_a_question(tmp_path: Path) -> None:
    (own,) = declared(tmp_path, table())
    assert own.across is None
    assert own.places == ("national", "regional")
    assert [row.code for row in own.table.rows] == ["female", "male", "transgender"]


def test_the_base_is_that_of_the_standard_table(tmp_path: Path) -> None:
    (own,) = declared(tmp_path, table(question='"domestic_violence"', by='"ethnicity"'))
    assert own.table.outside_base == frozenset({"none"})
    assert own.across is not None
    assert [row.code for row in own.across.table.rows][:2] == ["white", "mixed"]


def test_bands_and_full_ethnicity_are_rows_of_their_own(tmp_path: Path) -> None:
    (own,) = declared(
        tmp_path,
        table(
            question='"ethnicity"', rows='"options"', by='"age"', by_bands='["0-9", "10-17", "18+"]'
        ),
    )
    assert "WBRI" in {row.code for row in own.table.rows}
    assert own.across is not None
    assert [row.label for row in own.across.table.rows] == ["0-9", "10-17", "18 and over"]


def test_a_number_without_a_standard_table_has_bands(tmp_path: Path) -> None:
    (own,) = declared(
        tmp_path, table(question='"missing_count"', bands='["0", "1-2", "3+"]', by='"gender"')
    )
    assert [row.code for row in own.table.rows] == ["0", "1-2", "3+"]


def test_a_table_by_the_answers_of_one_form_is_never_published(tmp_path: Path) -> None:
    (own,) = declared(
        tmp_path, table(question='"looked_after_placement"', form='"2020"', records='["2020"]')
    )
    assert own.restricted_only
    assert "foster_care" in {row.code for row in own.table.rows}


@pytest.mark.parametrize(
    ("keys", "line", "message"),
    [
        ({"question": '"gendr"'}, 4, "'gendr' is no question; did you mean 'gender'?"),
        ({"by": '"Etnicity"'}, 5, "did you mean 'ethnicity'?"),
        ({"by": '"ethnic origin of it all"'}, 5, "the data dictionary lists all questions"),
        ({"question": '"referral_date"'}, 4, "'referral_date' has no answers that can be counted"),
        ({"by": '"area"'}, 5, "Which places a table has is said by `places`"),
        ({"question": '"district"'}, 4, "'district' has no answers that can be counted"),
        ({"by": '"gender"'}, 5, "'gender' by itself says nothing"),
        ({"by": '"support_provided"'}, 5, 'turn the table round: question = "support_provided"'),
        ({"rows": '"ages"'}, 5, "rows = 'ages' does not fit 'gender'"),
        ({"rows": '"bands"'}, 5, "only a number has bands"),
        ({"by_rows": '"options"'}, 1, "needs a question in `by`"),
        ({"question": '"missing_count"'}, 4, "is a number; say its bands"),
        ({"id": '"Gender"'}, 2, "'Gender' can't be the name of a table"),
        ({"id": '"figure_3"'}, 2, "'figure_3' is a standard table"),
        ({"title": '" "'}, 3, "a table needs a title"),
        ({"title": ""}, 1, "missing required field `title`"),
        ({"places": "[]"}, 5, "places must be one or more"),
        ({"places": '["towns"]'}, 5, "towns"),
        ({"nature": '"x"'}, 5, "unknown key 'nature'"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, keys: dict[str, str], line: int, message: str
) -> None:
    with pytest.raises(UserError) as error:
        declared(tmp_path, table(**keys))
    assert message in str(error.value)
    assert str(error.value).startswith(f"own.toml, line {line}: ")


@pytest.mark.parametrize(
    ("bands", "message"),
    [
        ('["0-9", "11+"]', "should begin with 10"),
        ('["0-9", "9+"]', "should begin with 10"),
        ('["1+"]', "should begin with 0"),
        ('["0-9", "10-17"]', 'leaves out who is above 17; write "10+"'),
        ('["0-9", "young"]', "'young' is no band"),
        ('["9-0"]', "ends before it begins"),
        ("[]", "name the bands"),
    ],
)
def test_bands_follow_each_other_without_gap(tmp_path: Path, bands: str, message: str) -> None:
    with pytest.raises(UserError, match=r"own\.toml, line \d+: ") as error:
        declared(tmp_path, table(by='"age"', by_rows='"bands"', by_bands=bands))
    assert message in str(error.value)


def test_a_question_by_the_one_that_it_hangs_on_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="hang on each other"):
        declared(tmp_path, table(question='"family_setting"', by='"living_situation"'))
    with pytest.raises(UserError, match="follow from each other in part"):
        declared(
            tmp_path,
            table(question='"age_at_first_assessment"', bands='["0-9", "10+"]', by='"age"'),
        )


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="line 7: table 'a' is declared twice"):
        declared(tmp_path, table(), table(question='"nationality"'))


def test_two_tables_of_the_same_questions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'a' has the same two questions"):
        declared(
            tmp_path,
            table(by='"ethnicity"'),
            table(id='"b"', title='"B"', question='"ethnicity"', by='"gender"'),
        )


def test_a_question_has_the_same_rows_in_all_tables_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'ethnicity' has other rows in another table"):
        declared(
            tmp_path,
            table(by='"ethnicity"'),
            table(id='"b"', title='"B"', question='"nationality"', by='"ethnicity"',
                  by_rows='"options"'),
        )  # fmt: skip


def test_a_file_without_tables_or_without_a_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="declares no table"):
        declared(tmp_path)
    with pytest.raises(UserError, match="Name the file with your tables"):
        read_own_tables(tmp_path / "nothing.toml", load_codebook())


def test_the_shipped_examples_can_be_read() -> None:
    for path in sorted(EXAMPLES.glob("*.toml")):
        assert read_own_tables(path, load_codebook())

"""A local mapping: what it may say, and what a file's cells become by it."""

import pyarrow as pa
import pytest

from ingest.document import Document, Sheet
from ingest.headers import Meaning
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import laid_out
from ingest.mapping import LocalMapping, mapped_answers, read_mapping
from schemas.declarations import DeclarationError
from tests.ingest.given import CODEBOOK, HEADERS, cells


def mapping(text: str) -> LocalMapping:
    return read_mapping(text.encode(), "york.toml", CODEBOOK, HEADERS)


def mistake(text: str) -> str:
    with pytest.raises(DeclarationError) as error:
        mapping(text)
    return str(error.value)


def laid(text: str, *rows: list[str]) -> LaidOut:
    found = mapping(text)
    document = Document("csv", (Sheet(list(rows)),))
    return laid_out(document, HEADERS.with_mapping(found.columns), CODEBOOK, found.sheets)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("bogus = 1", 1, "unknown key 'bogus'"),
        ('[colums]\n"Sex" = "gender"', 1, "unknown key 'colums'"),
        ('[columns]\n"A" = "age"\n"Sex" = "gendre"', 3, "a question's name or label"),
        ('[columns]\n"Sex" = "gender"\n"Gender" = "gender"', 3, "the same meaning"),
        ('[columns]\n"Sex" = "gender"\n"SEX " = ""', 3, "twice"),
        ('[columns]\n"Sex" = "gender"\n[constants]\ngender = "male"', 2, "a constant too"),
        ('[answers.sex]\n"lass" = "female"', 1, "no question with answers"),
        ('[answers.age]\n"old" = "17"', 1, "no question with answers"),
        ('[answers.gender]\n"lass" = "girlish"', 2, "one of: female, male"),
        ('[answers.gender]\n"lass" = "female"\n"LASS" = "male"', 3, "twice"),
        ('[constants]\nagency_type = "club"', 2, "must be one of"),
        ('[constants]\nlocal_id = "A1"', 2, "no question or cover field"),
        ('[constants]\nreturn_date = "tomorrow"', 2, "can't be read"),
        ('[constants]\nreturn_date = "06/06/2011"', 2, "write a date as 2011-06-06"),
        ('[constants]\nclosure_date = "6 June 2011"', 2, "write a date as 2011-06-06"),
        ('[constants]\nage = "old"', 2, "can't be read"),
        ('[constants]\narea = ""', 2, "must be"),
        ('date_order = "year"', 1, "can't stand here"),
        ("[columns", 1, "can't be read"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(text: str, line: int, said: str) -> None:
    sentence = mistake(text)
    assert sentence.startswith(f"york.toml, line {line}: ")
    assert said in sentence


def test_a_mapping_that_is_no_utf_8_is_named() -> None:
    with pytest.raises(DeclarationError, match=r"york\.toml is no UTF-8"):
        read_mapping(b"\xff\xfe", "york.toml", CODEBOOK, HEADERS)


def test_headers_are_compared_without_case_and_surplus_spaces() -> None:
    text = '[columns]\n"Sex of  child" = "Gender"\n"Ref" = "local_id"'
    found = laid(text, ["REF", "sex of child:"], ["A1", "female"])
    assert cells(found, "gender") == ["female"]
    assert cells(found, "local_id") == ["A1"]


def test_a_header_may_mean_a_choice_or_nothing() -> None:
    found = mapping('[columns]\n"Groomed" = "coercion_methods: grooming"\n"Gender" = ""')
    assert found.columns["Groomed"] == Meaning("coercion_methods", "grooming")
    rows = [["Local identifier", "Groomed", "Gender"], ["A1", "x", "male"]]
    laid = laid_out(Document("csv", (Sheet(rows),)), HEADERS.with_mapping(found.columns), CODEBOOK)
    assert cells(laid, "coercion_methods") == ["grooming"]
    assert "gender" not in laid.rows.column_names


def test_what_a_mapping_says_of_a_header_in_doubt_settles_it() -> None:
    rows = [["Local identifier", "Gender (of child)"], ["A1", "male"]]
    with pytest.raises(LayoutError, match="doubtful_header"):
        laid("", *rows)
    assert cells(laid('[columns]\n"Gender (of child)" = "gender"', *rows), "gender") == ["male"]
    assert laid('[columns]\n"Gender (of child)" = ""', *rows).rows.num_rows == 1


def answers(text: str, question: str, *given: str | None) -> list[str | None]:
    rows = pa.table({question: pa.array(given, pa.string())})
    found: list[str | None] = mapped_answers(rows, mapping(text))[question].to_pylist()
    return found


def test_answers_become_codes_and_the_others_stay() -> None:
    text = '[answers.gender]\n"Lass" = "Female"\n"not said" = ""'
    given = ("LASS", "not said", "male", None)
    assert answers(text, "gender", *given) == ["female", None, "male", None]


def test_each_part_of_a_cell_is_looked_up() -> None:
    text = '[answers.coercion_methods]\n"online" = "internet_other"\n"-" = ""'
    found = answers(text, "coercion_methods", "Grooming; online", "online and Grooming", "-")
    assert found == ["Grooming; internet_other", "internet_other and Grooming", None]


def test_a_constant_is_every_records_and_a_covers_is_none_of_theirs() -> None:
    rows = pa.table({"local_id": pa.array(["A1", "A2"])})
    found = mapped_answers(rows, mapping('[constants]\ngender = "female"\nagency = "Shore"'))
    assert found.column_names == ["local_id", "gender"]
    assert found["gender"].to_pylist() == ["female", "female"]


def test_a_mapping_is_known_by_what_it_says_and_not_by_its_comments() -> None:
    text = '[columns]\n"Sex" = "gender"'
    assert mapping(text).identity == mapping(f"# a comment\n{text}  # another").identity
    assert mapping(text).identity != mapping(text.replace("Sex", "sex")).identity
    assert mapping("").identity != mapping('date_order = "day"').identity


def test_a_constant_that_is_an_iso_date_is_taken() -> None:
    text = '[constants]\nreturn_date = "2011-06-06"\nreferral_date = "2011-01-02"'
    assert mapping(text).constants == {"return_date": "2011-06-06", "referral_date": "2011-01-02"}

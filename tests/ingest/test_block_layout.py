"""Forms one below another, on sheets or in tables of their own."""

from collections.abc import Sequence

import pytest

from ingest.document import Document, Sheet
from ingest.laid_out import LaidOut, LayoutError
from ingest.layouts import laid_out
from tests.ingest.given import CODEBOOK, COVER, HEADERS, cells, laid

Rows = list[list[str]]
LINES = [list(line) for line in COVER.items()]


def form(identifier: str, age: str = "15", gender: str = "female") -> Rows:
    return [
        ["Local identifier", identifier],
        ["Current age", age],
        ["Gender", gender],
        ["Disability", "None"],
    ]


def sheets(*tables: Rows) -> LaidOut:
    found = tuple(Sheet(rows, "sheet", n) for n, rows in enumerate(tables, start=1))
    return laid_out(Document("xlsx", found), HEADERS, CODEBOOK)


def word(*tables: Rows) -> LaidOut:
    found = tuple(Sheet(rows, "table", n) for n, rows in enumerate(tables, start=1))
    return laid_out(Document("docx", found), HEADERS, CODEBOOK)


def refused(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    with pytest.raises(LayoutError) as error:
        laid(*rows)
    return error.value.code, error.value.place.text()


def test_each_form_is_a_young_person_under_the_cover_above() -> None:
    found = laid(*LINES, *form("A1"), [], *form("A2", "16", "male"))
    assert cells(found, "local_id") == ["A1", "A2"]
    assert cells(found, "gender") == ["female", "male"]
    assert found.cover["agency"] == "Harbour Project"


def test_a_new_cover_holds_for_the_forms_after_it() -> None:
    other = [["Agency", "Shore"], ["LSCB area", "Leeds"]]
    found = laid(*LINES, *form("A1"), *other, *form("A2"), *form("A3"))
    assert cells(found, "agency") == ["Harbour Project", "Shore", "Shore"]
    assert cells(found, "area") == ["York", "Leeds", "Leeds"]


def test_a_cover_at_the_end_of_each_form_is_that_forms() -> None:
    other = [["Agency", "Shore"], ["Return date", "06/05/2011"], ["LSCB area", "Leeds"]]
    found = laid(*form("A1"), *LINES, *form("A2"), *other)
    assert cells(found, "agency") == ["Harbour Project", "Shore"]
    assert cells(found, "area") == ["York", "Leeds"]


def test_covers_before_and_behind_are_refused() -> None:
    date = ["Return date", "06/06/2011"]
    assert refused([*LINES, *form("A1"), date, *form("A2"), date])[0] == "form_without_identifier"


def test_an_area_before_each_identifier_is_the_young_persons() -> None:
    areas = [[["LSCB area", name]] for name in ("Leeds", "Hull")]
    found = laid(*LINES, *areas[0], *form("A1"), *areas[1], *form("A2"))
    assert cells(found, "area") == ["Leeds", "Hull"]
    assert found.cover["area"] == "York"


def test_an_area_that_may_be_the_covers_or_the_first_forms_is_refused() -> None:
    no_area = [line for line in LINES if line[0] != "LSCB area"]
    rows = [*no_area, ["LSCB area", "Leeds"], *form("A1"), ["LSCB area", "Hull"], *form("A2")]
    assert refused(rows) == ("whose_answer_unclear", "cell B9")


def test_an_identifier_need_not_be_the_first_question() -> None:
    first, second = form("A1"), form("A2", "16")
    found = laid(*[first[n] for n in (1, 0, 2)], *[second[n] for n in (1, 0, 2)])
    assert cells(found, "local_id") == ["A1", "A2"]
    assert cells(found, "age") == ["15", "16"]


def test_a_line_that_may_end_one_form_or_begin_the_next_is_refused() -> None:
    rows = [["Current age", "15"], ["Local identifier", "A1"], ["Gender", "male"]]
    rows += [["Local identifier", "A2"], ["Current age", "16"]]
    assert refused(rows)[0] == "whose_answer_unclear"


def test_forms_without_an_identifier_line_or_with_two_beside_each_other_are_refused() -> None:
    assert refused([*form("A1"), *form("A2")[1:], *form("A3")])[0] == "form_without_identifier"
    beside = [[*left, "", *right] for left, right in zip(form("A1"), form("A2"), strict=True)]
    assert refused(beside)[0] == "form_without_identifier"


def test_a_form_with_a_blank_identifier_is_kept_to_be_refused() -> None:
    assert cells(laid(*form("A1"), *form(""), *form("A3")), "local_id") == ["A1", None, "A3"]


def test_a_form_in_which_nothing_is_filled_in_is_none() -> None:
    blank = [[label, ""] for label, _ in form("")]
    assert cells(laid(*form("A1"), *blank), "local_id") == ["A1"]
    assert laid(*LINES, *blank).rows.num_rows == 0


@pytest.mark.parametrize(
    "rows",
    [
        [["Local identifier"], ["A1"], ["Current age"], ["15"], ["Gender"], ["female"]],
        [["Local identifier", ""], ["", "A1"], ["Gender", ""], ["", "female"], ["Age", ""]],
        [["Local identifier", "A1"], ["Gender", "male"], ["Current age"], ["15"]],
    ],
)
def test_answers_below_their_questions_are_refused_and_no_nil_return(rows: Rows) -> None:
    assert refused(rows)[0] == "whose_answer_unclear"


def test_a_column_of_hints_holds_no_answers() -> None:
    rows = [[*line, f"hint for {n}"] for n, line in enumerate(form("A1"))]
    rows += [[*line, f"hint for {n}"] for n, line in enumerate(form("A2", ""))]
    found = laid(*rows)
    assert cells(found, "local_id") == ["A1", "A2"]
    assert cells(found, "age") == ["15", None]


def test_options_in_several_cells_stand_together() -> None:
    found = laid(*form("A1"), ["Main support provided", "Managing risk", "Sexual health"])
    assert cells(found, "support_provided") == ["Managing risk\nSexual health"]
    found = laid(*form("A1"), ["Nationality", "British", "European"])
    assert cells(found, "nationality") == ["British\nEuropean"]


def test_an_answer_that_is_another_questions_label_is_an_answer() -> None:
    found = laid(
        *form("A1"), ["Main support provided", "Substance misuse"], ["Substance misuse", "alcohol"]
    )
    assert cells(found, "support_provided") == ["Substance misuse"]
    assert cells(found, "substance_misuse") == ["alcohol"]


def test_a_theme_with_a_questions_label_is_a_heading() -> None:
    found = laid(*form("A1"), ["Living situation"], ["Living situation", "with family"])
    assert cells(found, "living_situation") == ["with family"]


@pytest.mark.parametrize(
    "ticks", [[["Grooming", "x"], ["Other", "x"]], [["x", "Grooming"], ["x", "Other"]]]
)
def test_choices_stand_ticked_below_their_question(ticks: Rows) -> None:
    found = laid(*form("A1"), ["Methods of coercion"], *ticks)
    assert cells(found, "coercion_methods") == ["grooming;other"]


def test_a_sheet_with_an_identifier_of_its_own_is_a_form_of_its_own() -> None:
    found = sheets(form("A1"), [["Date of birth", "1/2/1995"], *form("A2")])
    assert cells(found, "local_id") == ["A1", "A2"]
    assert cells(found, "date_of_birth") == [None, "1/2/1995"]


def test_a_sheet_with_a_form_without_the_identifiers_line_is_not_passed_over() -> None:
    lost = [["Current age", "15"], ["Date of birth", "1/2/1995"], ["Gender", "male"]]
    with pytest.raises(LayoutError) as error:
        sheets(form("A1"), lost)
    assert (error.value.code, error.value.place.text()) == (
        "form_without_identifier",
        "sheet 2, row 1",
    )


def test_a_word_form_may_be_of_several_tables() -> None:
    found = word(
        LINES, form("A1")[:2], form("A1")[2:], form("A2")[:2], form("A2", gender="male")[2:]
    )
    assert cells(found, "gender") == ["female", "male"]
    assert cells(found, "sheet") == ["table 2", "table 4"]


def test_a_table_between_two_forms_that_may_be_eithers_is_refused() -> None:
    with pytest.raises(LayoutError, match="whose_answer_unclear"):
        word([["Gender", "female"]], form("A1")[:2], form("A2")[:2], [["Gender", "male"]])


def test_a_line_below_several_answers_is_one_more_of_them_though_it_is_no_option() -> None:
    found = laid(
        ["Local identifier", "YP 1"],
        ["Methods of coercion", "Grooming"],
        ["", "Presents"],
        ["Gender", "female"],
    )
    assert cells(found, "coercion_methods") == ["Grooming\nPresents"]


def test_a_line_beside_the_questions_that_says_nothing_known_is_counted_as_left_out() -> None:
    found = laid(["Local identifier", "YP 1"], ["Gender", "female"], ["", "see overleaf"])
    assert (cells(found, "gender"), found.left_out) == (["female"], 1)


def test_a_question_over_its_ticks_stands_at_the_first() -> None:
    ticks = [["Methods of coercion"], ["Grooming", "x"], ["Other", "x"]]
    found = laid(*form("A1"), *ticks, *form("A2"), *ticks)
    assert found.places.rows["coercion_methods"].tolist() == [6, 13]  # type: ignore[union-attr]


def test_choices_with_labels_of_their_own_stand_at_the_first() -> None:
    ticks = [["Methods of coercion: Grooming", "x"], ["Methods of coercion: Other", "x"]]
    found = laid(*form("A1"), *ticks, *form("A2"), *ticks)
    assert cells(found, "coercion_methods") == ["grooming;other", "grooming;other"]
    assert found.places.rows["coercion_methods"].tolist() == [5, 11]  # type: ignore[union-attr]


def test_a_hint_that_looks_like_an_identifier_is_one_beside_identifiers_that_differ() -> None:
    hinted = [[["Local identifier", own, "HP/0012"], *form("")[1:]] for own in ("A1", "A2")]
    assert cells(laid(*hinted[0], *hinted[1]), "local_id") == ["A1", "A2"]


def test_what_looks_like_an_identifier_beside_one_that_stands_again_is_refused() -> None:
    hinted = [["Local identifier", "A1", "HP/0012"], *form("")[1:]]
    assert refused([*hinted, *hinted]) == ("whose_answer_unclear", "cell B1")

"""Tick boxes as characters within a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, read_answer, read_number, read_one, read_several
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
AGE = CODEBOOK.question("age")
CAMHS = CODEBOOK.question("camhs_contact")
COERCION = CODEBOOK.question("coercion_methods")
GENDER = CODEBOOK.question("gender")
LIVING = CODEBOOK.question("living_situation")
PLACEMENT = CODEBOOK.question("looked_after_placement")
NOT_AN_OPTION = Reading(problems=("not_an_option",))
BOXES = [("☒", "☐"), ("☑", "☐"), ("✓", "□"), ("[x]", "[ ]"), ("(X)", "( )"), ("[✓]", "[]"),
         ("✔\ufe0f", "▢"), ("\uf0fe", "\uf0a8")]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "☐ Female ☒ Male", "☐Female ☒Male", "Female ☐ Male ☒", "☐ Female\n☒ Male",
        "☐\nFemale\n☒\nMale", "[ ] Female [x] Male", "( ) Female (x) Male", "[_] Female [X] Male",
        "☐ Female, ☒ Male, ☐ Transgender", "☐ Female / ☒ Male", "☒ Male", "Male ✓", "√ Male",
        "• ☐ Female\n• ☒ Male", "Female □; Male ☑;", "☐ Girl ☒ Boy", "☐ She ☒ Male",
        "☒ Male ☐ Other: ______",
    ],
)  # fmt: skip
def test_the_ticked_label_is_the_answer(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == Reading("male")


@pytest.mark.parametrize("text", ["☐ Female ☐ Male", "Female [ ] Male [ ]", "☐", "( ) Yes ( ) No"])
def test_boxes_of_which_none_is_ticked_are_blank(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == Reading()
    assert read_several(COERCION, text, WORDS) == Reading()


@pytest.mark.parametrize(
    "text",
    [
        "☐ Female ☒ Man", "☒", "Gender: ☐ Female ☒ Male", "Female ☒ Male", "✓ Female Male",
        "Female Male ✓", "☒ Male (see note)", "Male ☒ he said",
    ],
)  # fmt: skip
def test_boxes_that_tick_no_option_are_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == NOT_AN_OPTION


def test_two_ticked_answers_to_a_question_with_one_are_refused() -> None:
    reading = read_one(GENDER, "☒ Female ☒ Male", WORDS)
    assert reading == Reading(problems=("more_than_one_answer",))


def test_not_known_ticked_beside_an_answer_is_dropped_with_a_warning() -> None:
    reading = read_one(GENDER, "☒ Female ☐ Male ☒ Not known", WORDS)
    assert reading == Reading("female", problems=("not_known_dropped",))


def test_yes_and_no_may_be_boxes() -> None:
    assert read_one(CAMHS, "( ) Yes (x) No", WORDS) == Reading("no")
    assert read_one(CAMHS, "Yes ☒ No ☐", WORDS) == Reading("yes")


def test_a_label_may_hold_what_parts_answers() -> None:
    reading = read_one(LIVING, "☐ With family ☒ Secure/custody", WORDS)
    assert reading == Reading("secure_custody")
    assert read_one(PLACEMENT, "☒ Other (undefined)", WORDS) == Reading("other")


def test_several_ticked_labels_are_several_answers() -> None:
    reading = read_several(COERCION, "☒ Mobile phone ☐ Gang [x] Grooming", WORDS)
    assert reading == Reading("grooming;mobile_phone")


def test_a_ticked_label_that_is_no_option_is_lost_and_not_the_others() -> None:
    reading = read_several(COERCION, "☒ Letters ☒ Grooming", WORDS)
    assert reading == Reading("grooming", problems=("not_an_option",))


@pytest.mark.parametrize("text", ["☒ Other: lifts; gifts ☐ Not known", "☐ Gang ☒ Other (lifts)"])
def test_the_text_of_a_ticked_other_is_dropped_and_counted(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading("other", free_text=True)


def test_the_text_of_an_other_that_is_not_ticked_is_none() -> None:
    reading = read_several(COERCION, "☒ Gang ☐ Other: ........", WORDS)
    assert reading == Reading("gang")


def test_an_age_has_no_boxes() -> None:
    assert read_number(AGE, "☒ 15", WORDS) == Reading(problems=("number_out_of_range",))


@given(
    st.data(),
    st.sampled_from(CODEBOOK.of_kind("one", "several")),
    st.sampled_from(BOXES),
    st.booleans(),
    st.sampled_from([" ", "\n", ", ", "  / "]),
)
def test_a_form_filled_in_with_boxes_is_read_as_it_was_filled_in(
    data: st.DataObject, question: Question, box: tuple[str, str], leading: bool, between: str
) -> None:
    options = [option for option in question.answers if option.code != "none"]
    most = 1 if question.kind == "one" else len(options)
    chosen = data.draw(st.sets(st.sampled_from([o.code for o in options]), max_size=most))
    marked = [(box[option.code not in chosen], option.label) for option in question.options]
    text = between.join(" ".join(each if leading else each[::-1]) for each in marked)
    value = ";".join(option.code for option in question.options if option.code in chosen)
    assert read_answer(question, text, WORDS) == Reading(value or None)


@given(st.sampled_from(CODEBOOK.of_kind("one", "several")),
       st.text(st.sampled_from("☐☒[]()x ;,/&-:\nabo") | st.characters(), max_size=60))  # fmt: skip
def test_no_boxes_whatever_break_the_reading_of_an_answer(question: Question, text: str) -> None:
    reading = read_answer(question, text, WORDS)
    assert reading.value is None or isinstance(reading.value, str)

"""The text of a cell to a code or a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, read_answer, read_one, read_several
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
GENDER = CODEBOOK.question("gender")
DISABILITY = CODEBOOK.question("disability")
POLICE = CODEBOOK.question("police_investigation")
COERCION = CODEBOOK.question("coercion_methods")
SUBSTANCES = CODEBOOK.question("substance_misuse")
NOT_AN_OPTION = Reading(problems=("not_an_option",))
SEVERAL = CODEBOOK.of_kind("several")


@pytest.mark.parametrize(
    ("question", "text", "code"),
    [
        (GENDER, "Female", "female"),
        (GENDER, "  FEMALE\u00a0", "female"),
        (GENDER, "f", "female"),
        (POLICE, "y", "yes"),
        (POLICE, "Yes", "yes"),
        (POLICE, "N", "no"),
        (DISABILITY, "none", "none"),
        (DISABILITY, "Learning difficulty", "learning_difficulty"),
    ],
)
def test_one_answer_is_its_code(question: Question, text: str, code: str) -> None:
    assert read_one(question, text, WORDS) == Reading(code)


@pytest.mark.parametrize("text", ["n/k", "Not known", "not_known", "?", "DK"])
def test_not_known_is_an_answer_that_says_so(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == Reading("not_known", not_known=True)


@pytest.mark.parametrize(
    "text", ["woman", "fem ale", "none", "female, male", "female/male", "female; 1", "1", "-", ";"]
)
def test_what_is_no_option_is_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == NOT_AN_OPTION


def test_a_number_is_no_answer_to_a_question_without_bands() -> None:
    assert read_one(DISABILITY, "0", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "text",
    [
        "Other: uses a chair", "other : uses a chair", "OTHER:chair", "Other - a chair",
        "Other – a chair", "other- a chair", "Other (a chair)", "Other (a chair", "Other: a; b",
        "Other (please specify): a chair", "Other: a\nb", "Other: a, b/c and d",
    ],
)  # fmt: skip
def test_the_text_of_other_is_dropped_and_counted(text: str) -> None:
    assert read_one(DISABILITY, text, WORDS) == Reading("other", free_text=True)


@pytest.mark.parametrize(
    "text", ["Other", "other:", "Other: ", "Other (please specify)", "Other: ___"]
)
def test_other_without_a_text_drops_nothing(text: str) -> None:
    assert read_one(DISABILITY, text, WORDS) == Reading("other")


def test_a_text_after_another_option_is_refused() -> None:
    assert read_one(DISABILITY, "Physical: uses a chair", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize("text", ["Other a chair", "Other-a-chair", "Others: a chair", "A: other"])
def test_a_text_that_does_not_stand_apart_from_other_is_refused(text: str) -> None:
    assert read_one(DISABILITY, text, WORDS) == NOT_AN_OPTION


def test_other_is_refused_where_it_is_no_option() -> None:
    assert read_one(GENDER, "Other: text", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize("text", ["female; male", "female;male;", "Female\nMale", "f; m; trans"])
def test_different_answers_to_a_question_with_one_are_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == Reading(problems=("more_than_one_answer",))


@pytest.mark.parametrize("text", ["female; female", "f;Female", "Female\nfemale", ";female; "])
def test_the_same_answer_twice_is_that_answer(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == Reading("female")


def test_not_known_beside_the_one_answer_is_dropped_with_a_warning() -> None:
    reading = read_one(GENDER, "female; n/k", WORDS)
    assert reading == Reading("female", problems=("not_known_dropped",))


def test_not_known_beside_two_answers_does_not_save_them() -> None:
    reading = read_one(GENDER, "female; n/k; male", WORDS)
    assert reading == Reading(problems=("not_known_dropped", "more_than_one_answer"))


def test_other_with_a_text_beside_another_answer_is_more_than_one() -> None:
    reading = read_one(DISABILITY, "Other: a chair; physical", WORDS)
    assert reading == Reading(problems=("more_than_one_answer",), free_text=True)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("living_situation", "Secure/custody", "secure_custody"),
        ("looked_after_placement", "Bed and\nbreakfast", "bed_and_breakfast"),
        ("looked_after_placement", "Other (undefined)", "other"),
        ("domestic_violence", "Experienced and witnessed", "experienced_and_witnessed"),
        ("ethnicity", "White and Asian", "MWAS"),
    ],
)
def test_the_name_of_one_answer_may_hold_what_parts_several(name, text: str, code: str) -> None:
    assert read_one(CODEBOOK.question(name), text, WORDS) == Reading(code)


def test_several_answers_stand_in_the_order_of_the_codebook() -> None:
    reading = read_several(COERCION, "Mobile phone; grooming ;GANG-RELATED ACTIVITY", WORDS)
    assert reading == Reading("grooming;gang;mobile_phone")


@pytest.mark.parametrize("text", ["grooming", "grooming;", ";grooming;;", "grooming; Grooming"])
def test_an_answer_given_twice_or_with_empty_parts_counts_once(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading("grooming")


@pytest.mark.parametrize("text", [";", " ; "])
def test_empty_parts_alone_are_no_answer(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading()


def test_one_value_that_is_no_option_is_lost_and_not_the_others() -> None:
    reading = read_several(COERCION, "grooming; letters; mobile_phone", WORDS)
    assert reading == Reading("grooming;mobile_phone", problems=("not_an_option",))


def test_a_cell_of_no_options_is_not_provided() -> None:
    assert read_several(COERCION, "letters; flowers", WORDS) == NOT_AN_OPTION


def test_the_text_of_other_among_several_is_dropped_and_counted() -> None:
    reading = read_several(COERCION, "grooming; Other: gave lifts", WORDS)
    assert reading == Reading("grooming;other", free_text=True)


def test_not_known_alone_is_an_answer_to_several() -> None:
    assert read_several(COERCION, "N/K", WORDS) == Reading("not_known", not_known=True)


def test_not_known_beside_another_choice_is_dropped_with_a_warning() -> None:
    reading = read_several(COERCION, "not known; grooming", WORDS)
    assert reading == Reading("grooming", problems=("not_known_dropped",))


def test_not_known_beside_a_value_that_is_no_option_stays() -> None:
    reading = read_several(COERCION, "not known; letters", WORDS)
    assert reading == Reading("not_known", not_known=True, problems=("not_an_option",))


def test_none_alone_is_an_answer_to_several() -> None:
    assert read_several(SUBSTANCES, "None", WORDS) == Reading("none")


def test_none_beside_another_choice_refuses_the_cell() -> None:
    reading = read_several(SUBSTANCES, "none; alcohol", WORDS)
    assert reading == Reading(problems=("none_with_other",))


def test_not_known_gives_way_to_none_with_a_warning() -> None:
    reading = read_several(SUBSTANCES, "none; not known", WORDS)
    assert reading == Reading("none", problems=("not_known_dropped",))


def test_a_question_of_free_text_is_never_coded() -> None:
    with pytest.raises(ValueError, match="notes"):
        read_answer(CODEBOOK.question("notes"), "text", WORDS)


@given(st.sampled_from(CODEBOOK.of_kind("one", "several", "number", "date")), st.text(min_size=1))
def test_no_text_whatever_breaks_the_reading_of_an_answer(question: Question, text: str) -> None:
    reading = read_answer(question, text, WORDS)
    if question.kind in ("number", "date"):
        assert not (reading.not_known and reading.value is not None)
    else:
        assert reading.not_known == (reading.value == "not_known")


@given(st.data(), st.sampled_from(SEVERAL))
def test_any_choice_of_options_is_read_the_same_in_any_order(data, question: Question) -> None:
    choices = st.lists(st.sampled_from(question.options), min_size=1, unique=True)
    labels = [option.label for option in data.draw(choices)]
    shuffled = data.draw(st.permutations(labels))
    reading = read_several(question, ";".join(labels), WORDS)
    assert reading == read_several(question, "; ".join(shuffled), WORDS)

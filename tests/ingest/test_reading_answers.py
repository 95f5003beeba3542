"""The text of a cell to a code or a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, read_answer, read_number, read_one, read_several
from schemas.codebook import Question
from tests.ingest.given import CODEBOOK, WORDS

AGE = CODEBOOK.question("age")
GENDER = CODEBOOK.question("gender")
DISABILITY = CODEBOOK.question("disability")
EPISODES = CODEBOOK.question("missing_episodes")
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
    assert read_one(question, text) == Reading(code)


@pytest.mark.parametrize("text", ["n/k", "Not known", "not_known", "?", "DK"])
def test_not_known_is_an_answer_that_says_so(text: str) -> None:
    assert read_one(GENDER, text) == Reading("not_known", not_known=True)


@pytest.mark.parametrize("text", ["woman", "fem ale", "none", "female; male", "1"])
def test_what_is_no_option_is_refused(text: str) -> None:
    assert read_one(GENDER, text) == NOT_AN_OPTION


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0", "none"),
        ("1", "ten_or_fewer"),
        ("10", "ten_or_fewer"),
        ("11", "more_than_ten"),
        ("250", "more_than_ten"),
        ("3.0", "ten_or_fewer"),
        (" 7 ", "ten_or_fewer"),
        ("none", "none"),
        ("More than 10 episodes reported", "more_than_ten"),
    ],
)
def test_a_whole_number_of_episodes_is_put_in_its_band(text: str, code: str) -> None:
    assert read_one(EPISODES, text) == Reading(code)


@pytest.mark.parametrize("text", ["-1", "2.5", "about 3", "ten", "1e1", "10+"])
def test_what_is_no_whole_number_of_episodes_is_refused(text: str) -> None:
    assert read_one(EPISODES, text) == NOT_AN_OPTION


def test_a_number_is_no_answer_to_a_question_without_bands() -> None:
    assert read_one(DISABILITY, "0") == NOT_AN_OPTION


@pytest.mark.parametrize("text", ["Other: uses a chair", "other : uses a chair", "OTHER:chair"])
def test_the_text_of_other_is_dropped_and_counted(text: str) -> None:
    assert read_one(DISABILITY, text) == Reading("other", free_text=True)


@pytest.mark.parametrize("text", ["Other", "other:", "Other: "])
def test_other_without_a_text_drops_nothing(text: str) -> None:
    assert read_one(DISABILITY, text) == Reading("other")


def test_a_text_after_another_option_is_refused() -> None:
    assert read_one(DISABILITY, "Physical: uses a chair") == NOT_AN_OPTION


def test_other_is_refused_where_it_is_no_option() -> None:
    assert read_one(GENDER, "Other: text") == NOT_AN_OPTION


def test_several_answers_stand_in_the_order_of_the_codebook() -> None:
    reading = read_several(COERCION, "Mobile phone; grooming ;GANG-RELATED ACTIVITY")
    assert reading == Reading("grooming;gang;mobile_phone")


@pytest.mark.parametrize("text", ["grooming", "grooming;", ";grooming;;", "grooming; Grooming"])
def test_an_answer_given_twice_or_with_empty_parts_counts_once(text: str) -> None:
    assert read_several(COERCION, text) == Reading("grooming")


@pytest.mark.parametrize("text", [";", " ; "])
def test_empty_parts_alone_are_no_answer(text: str) -> None:
    assert read_several(COERCION, text) == Reading()


def test_one_value_that_is_no_option_is_lost_and_not_the_others() -> None:
    reading = read_several(COERCION, "grooming; letters; mobile_phone")
    assert reading == Reading("grooming;mobile_phone", problems=("not_an_option",))


def test_a_cell_of_no_options_is_not_provided() -> None:
    assert read_several(COERCION, "letters; flowers") == NOT_AN_OPTION


def test_the_text_of_other_among_several_is_dropped_and_counted() -> None:
    reading = read_several(COERCION, "grooming; Other: gave lifts")
    assert reading == Reading("grooming;other", free_text=True)


def test_not_known_alone_is_an_answer_to_several() -> None:
    assert read_several(COERCION, "N/K") == Reading("not_known", not_known=True)


def test_not_known_beside_another_choice_is_dropped_with_a_warning() -> None:
    reading = read_several(COERCION, "not known; grooming")
    assert reading == Reading("grooming", problems=("not_known_dropped",))


def test_not_known_beside_a_value_that_is_no_option_stays() -> None:
    reading = read_several(COERCION, "not known; letters")
    assert reading == Reading("not_known", not_known=True, problems=("not_an_option",))


def test_none_alone_is_an_answer_to_several() -> None:
    assert read_several(SUBSTANCES, "None") == Reading("none")


def test_none_beside_another_choice_refuses_the_cell() -> None:
    assert read_several(SUBSTANCES, "none; alcohol") == Reading(problems=("none_with_other",))


def test_not_known_gives_way_to_none_with_a_warning() -> None:
    reading = read_several(SUBSTANCES, "none; not known")
    assert reading == Reading("none", problems=("not_known_dropped",))


@pytest.mark.parametrize(
    ("text", "age"), [("15", 15), ("0", 0), ("120", 120), (" 7\u00a0", 7), ("15.0", 15), ("007", 7)]
)
def test_an_age_is_a_whole_number_from_0_to_120(text: str, age: int) -> None:
    assert read_number(AGE, text, WORDS) == Reading(age)


@pytest.mark.parametrize(
    "text", ["121", "-1", "15.5", "15 yrs", "fifteen", "1.5e1", "15-16", "9999999999", "n/a", "-"]
)
def test_any_other_text_is_no_age(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(problems=("number_out_of_range",))


@pytest.mark.parametrize("text", ["n/k", "Not known", "unknown", "dk", "?"])
def test_an_age_may_be_not_known_and_that_is_no_error(text: str) -> None:
    assert read_number(AGE, text, WORDS) == Reading(not_known=True)


def test_a_question_of_free_text_is_never_coded() -> None:
    with pytest.raises(ValueError, match="notes"):
        read_answer(CODEBOOK.question("notes"), "text", WORDS)


@given(st.integers(0, 120))
def test_every_age_from_0_to_120_is_read_as_itself(age: int) -> None:
    assert read_answer(AGE, str(age), WORDS) == Reading(age)


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
    assert read_several(question, ";".join(labels)) == read_several(question, "; ".join(shuffled))

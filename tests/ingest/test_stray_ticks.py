"""Ticks in no box, and text beside a box: refused where it can't be told what they mean."""

import pytest

from ingest.readings import Reading, read_one, read_several
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
CAMHS = CODEBOOK.question("camhs_contact")
COERCION = CODEBOOK.question("coercion_methods")
DISABILITY = CODEBOOK.question("disability")
EPISODES = CODEBOOK.question("missing_episodes")
GENDER = CODEBOOK.question("gender")
LIVING = CODEBOOK.question("living_situation")
NATIONALITY = CODEBOOK.question("nationality")
SUBSTANCES = CODEBOOK.question("substance_misuse")
VIOLENCE = CODEBOOK.question("domestic_violence")
NOT_AN_OPTION = Reading(problems=("not_an_option",))


@pytest.mark.parametrize(
    "text",
    [
        "Grooming\nX\nMobile phone", "Grooming; X", "Grooming, x, gang", "X\nGrooming\nGang",
        "Grooming\n✓\nMobile phone", "Grooming\n[x]\nMobile phone", "Grooming; XX",
        "Grooming; 1; Mobile phone; 0", "Grooming\nYes\nMobile phone\nNo",
    ],
)  # fmt: skip
def test_a_tick_of_its_own_beside_several_answers_refuses_the_cell(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "text",
    ["X Grooming\nMobile phone", "GroomingX; gang", "Grooming - yes\nGang - no\nInternet other"],
)
def test_an_answer_with_a_tick_beside_answers_without_one_refuses_the_cell(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == NOT_AN_OPTION


def test_a_tick_for_other_is_other() -> None:
    reading = read_several(COERCION, "Grooming; Other: X", WORDS)
    assert reading == Reading("grooming;other", free_text=True)


def test_a_letter_within_the_text_of_other_is_no_tick() -> None:
    reading = read_several(COERCION, "Other: 2 x lifts, 3 x gifts, grooming", WORDS)
    assert reading == Reading("grooming;other", free_text=True)


def test_an_answer_with_a_tick_is_no_text_of_other() -> None:
    assert read_several(COERCION, "Other: lifts, x gang", WORDS).value is None
    assert read_one(VIOLENCE, "Other: abroad\nX Witnessed", WORDS).value is None


@pytest.mark.parametrize(
    "text",
    [
        "☐ Female X ☐ Male", "☐X Female ☐ Male", "☐ Female\n☐ Male X", "Female X ☐ Male ☐",
        "☒ Female ☐ Male X", "☐ Female ☒ Male ☐ X", "☐ Prefer not to say X ☒ Male",
        "☐ Female ☐ Male ☐ Other: X", "☐ Female\n☐ Male\nX", "X ☐ Female ☐ Male",
        "☐ Female \ufffd ☐ Male ☐ Transgender", "☐ xx Female ☐ Male", "☐ [x Female ☐ Male",
        "☐/ Female ☐ Male", "☐ FemaleX ☐ Male", "☐ Female ☐ XMale ☒ Transgender",
    ],
)  # fmt: skip
def test_a_tick_beside_an_empty_box_is_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "text", ["☒ Female ☐ Male - yes", "☒ Female ☐ Male (y)", "Male: 1 ☐ Female ☒"]
)
def test_an_answer_with_a_word_for_a_tick_beside_an_empty_box_is_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == NOT_AN_OPTION


def test_a_tick_in_letters_for_the_other_box_is_refused() -> None:
    assert read_one(CAMHS, "☐ Yes\nX No", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "text", ["☐ None\nX Alcohol\n☐ Drugs", "☒ None ☐ Alcohol X", "☐ Alcohol ☐ Drugs X"]
)
def test_a_stray_tick_with_nothing_ticked_or_none_refuses_the_cell(text: str) -> None:
    assert read_several(SUBSTANCES, text, WORDS) == NOT_AN_OPTION


def test_what_is_properly_ticked_beside_a_stray_tick_stays() -> None:
    reading = read_several(SUBSTANCES, "☒ Alcohol ☐ Drugs X", WORDS)
    assert reading == Reading("alcohol", problems=("not_an_option",))
    assert read_several(COERCION, "☐ Grooming ☐ Mobile phone X", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "text", ["☒ Grooming ☐ Gang\nMobile phone", "☒ Grooming ☐ Gang/mobile phone",
             "☒ Grooming ☐ Gang\nMobile phone as well", "Gang\nMobile phone ☐ Grooming ☒"]
)  # fmt: skip
def test_an_answer_beside_that_of_an_empty_box_is_refused(text: str) -> None:
    reading = read_several(COERCION, text, WORDS)
    assert reading == Reading("grooming", problems=("not_an_option",))


@pytest.mark.parametrize(
    "text",
    [
        "☐ None ☐ Witnessed\nWitnessed", "☒ None ☐ Witnessed\nWitnessed",
        "☒ None ☐ Witnessed Experienced", "☐ None ☐ I think witnessed", "☐ None ☐ Other: abroad",
        "☐ None ☐ Witnessed twice", "☐ Witnessed - no",
    ],
)  # fmt: skip
def test_an_answer_typed_beside_empty_boxes_is_refused(text: str) -> None:
    assert read_one(VIOLENCE, text, WORDS) == NOT_AN_OPTION
    assert read_one(NATIONALITY, "☐ British - yes", WORDS) == NOT_AN_OPTION


def test_a_number_typed_beside_empty_boxes_is_refused() -> None:
    assert read_one(EPISODES, "☐ None reported ☐ this month 5", WORDS) == NOT_AN_OPTION
    assert read_one(EPISODES, "☐ 0 ☐ 1-5 ☐ 6-10 ☐ 11+", WORDS) == Reading()


@pytest.mark.parametrize(
    "text",
    [
        "☐ None ☐ Witnessed ......", "☐ None ☐ Other (please specify) ____", "☐ None ☐ Other: …",
        "☐ None ☐ Prefer to keep it back", "☐ None ☐ Witnessed (please tick)",
        "☐ None ☐ Not known (N/K)", "☐ None ☐ Other, please state:", "☐ None ☐ Unknown/not known",
        "☐ None ☐ Witnessed\nOther (please specify): ____",
    ],
)  # fmt: skip
def test_what_a_form_prints_beside_an_empty_box_is_no_answer(text: str) -> None:
    assert read_one(VIOLENCE, text, WORDS) == Reading()
    ticked = text.replace("☐ None", "☒ None")
    assert read_one(VIOLENCE, ticked, WORDS) == Reading("none")


def test_a_line_for_details_below_the_boxes_is_no_answer() -> None:
    assert read_one(CAMHS, "☒ Yes ☐ No\nIf yes, since when?", WORDS) == Reading("yes")


def test_an_answer_below_the_text_of_a_ticked_other_is_refused() -> None:
    reading = read_several(COERCION, "☐ Gang ☒ Other: lifts\nX Grooming", WORDS)
    assert reading == Reading("other", problems=("not_an_option",), free_text=True)
    assert read_one(VIOLENCE, "☒ Other: abroad\nWitnessed", WORDS).value is None


@pytest.mark.parametrize(
    "text", ["☐☒ Female", "☒☐ Female", "Female ☐☒ Male ☐", "Female ☒☐ Male ☐", "☐[X] Female ☐ Male"]
)
def test_two_boxes_side_by_side_that_disagree_are_refused(text: str) -> None:
    assert read_one(GENDER, text, WORDS) == NOT_AN_OPTION


def test_a_tick_between_an_answer_and_one_on_the_next_line_is_refused() -> None:
    assert read_one(GENDER, "☐ Female ✓\nMale", WORDS) == NOT_AN_OPTION
    assert read_one(GENDER, "Female\n✓ Male ☐", WORDS) == NOT_AN_OPTION


def test_boxes_within_the_text_of_other_are_refused() -> None:
    assert read_several(COERCION, "Other: lifts ☒ Grooming ☐ Gang", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize("text", ["■ Physical □ None", "□ None ■ Physical", "○ None ● Physical",
                                  "○ None ◉ Physical", "◯ None ⦿ Physical", "Physical ● None ○",
                                  "○ None [x] Physical", "● Physical", "■ Physical"])  # fmt: skip
def test_filled_squares_and_circles_are_ticked(text: str) -> None:
    assert read_one(DISABILITY, text, WORDS) == Reading("physical")


def test_one_of_two_circles_that_is_filled_is_the_answer() -> None:
    assert read_one(CAMHS, "○ Yes ● No", WORDS) == Reading("no")


def test_circles_of_which_none_is_filled_are_refused_and_not_blank() -> None:
    assert read_one(CAMHS, "○ Yes ○ No", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize("text", ["■ Grooming ■ Mobile phone", "● Grooming\n● Mobile phone",
                                  "Grooming ■ Mobile phone", "○ Grooming\n○ Mobile phone",
                                  "■ Grooming, mobile phone", "● Grooming ○ Gang ● Mobile phone",
                                  "◉ Grooming ◉ Mobile phone"])  # fmt: skip
def test_squares_and_circles_may_be_bullets(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading("grooming;mobile_phone")


def test_empty_circles_before_all_answers_choose_none_of_them() -> None:
    assert read_several(COERCION, "○ Grooming ○ Gang ○ Not known", WORDS) == NOT_AN_OPTION


@pytest.mark.parametrize(
    "name",
    ["disability", "domestic_violence", "substance_misuse", "criminal_justice_issues",
     "court_proceedings", "missing_episodes"],
)  # fmt: skip
def test_no_is_none_where_there_is_no_other_no(name: str) -> None:
    question = CODEBOOK.question(name)
    read = read_several if question.kind == "several" else read_one
    assert read(question, "No", WORDS) == Reading("none")

"""Several answers in one cell: parted by what people write, never within an option's own name."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readings import Reading, read_several
from schemas.codebook import Question
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
WORDS = CODEBOOK.words
COERCION = CODEBOOK.question("coercion_methods")
LEVELS = CODEBOOK.question("exploitation_levels")
SEVERAL = CODEBOOK.of_kind("several")
# No question with several answers has an option whose name holds what parts answers, as these have.
HARD_NAMES = tuple(
    replace(CODEBOOK.question(name), kind="several")
    for name in (
        "living_situation", "social_care_response", "looked_after_placement", "domestic_violence",
        "education_status", "ethnicity",
    )
)  # fmt: skip
LIVING, RESPONSE, PLACEMENT, VIOLENCE, EDUCATION, ETHNICITY = HARD_NAMES
SEPARATORS = (
    ";", "; ", ",", ", ", "/", " / ", "\n", "\r\n", "\n\n", " & ", " + ", " and ", ", and ", "\n- ",
    "\n• ", "\n* ", " • ", "\n· ", "\n-", ",\n", " AND ",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Grooming; Gang", "Grooming, Gang", "Grooming/gang", "Grooming / gang", "Grooming\nGang",
        "Grooming\r\nGang", "Grooming & gang", "Grooming&gang", "Grooming + gang",
        "Grooming and gang", "• Grooming\n• Gang", "- Grooming\n- Gang", "· Grooming\n· Gang",
        "•Grooming •Gang", "Grooming,gang,", "/Grooming//gang/", "Grooming, and gang",
        "\uf0b7 Grooming\n\uf0b7 Gang", "- Grooming and\n- Gang", "Grooming\n\n\nGang\n",
    ],
)  # fmt: skip
def test_answers_are_parted_by_what_people_write_between_them(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading("grooming;gang")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (LIVING, "Secure/custody", "secure_custody"),
        (LIVING, "With family/Secure/custody", "with_family;secure_custody"),
        (LIVING, "secure, custody", "secure_custody"),
        (RESPONSE, "No social care/strategy meeting", "no_social_care"),
        (RESPONSE, "No social care/strategy meeting/CIN", "child_in_need;no_social_care"),
        (LEVELS, "Moved from location to location in the UK", "moved_within_uk"),
        (LEVELS, "Swapping sex and moved from location to location\nin the UK",
            "swapping_sex;moved_within_uk"),
        (PLACEMENT, "Bed and breakfast", "bed_and_breakfast"),
        (PLACEMENT, "Private fostering and bed and breakfast",
            "private_fostering;bed_and_breakfast"),
        (PLACEMENT, "B&B & private fostering", "private_fostering;bed_and_breakfast"),
        (PLACEMENT, "Other (undefined), B&B", "bed_and_breakfast;other"),
        (VIOLENCE, "Experienced and witnessed", "experienced_and_witnessed"),
        (VIOLENCE, "Experienced, witnessed", "experienced;witnessed"),
        (EDUCATION, "At school/college full-time, truanting", "full_time;truanting"),
        (ETHNICITY, "White and Asian and White and Black African", "MWBA;MWAS"),
        (COERCION, ["Gang-related activity", "not known"][0], "gang"),
        (COERCION, "Pressure from an exploited peer/n/k".removesuffix("/n/k"), "exploited_peer"),
    ],
)  # fmt: skip
def test_an_options_own_name_is_not_parted(question: Question, text: str, value: str) -> None:
    assert read_several(question, text, WORDS) == Reading(value)


def test_a_word_for_not_known_is_not_parted_either() -> None:
    reading = read_several(COERCION, "n/k/grooming", WORDS)
    assert reading == Reading("grooming", problems=("not_known_dropped",))


@pytest.mark.parametrize(
    "text",
    [
        "Grooming, letters, gang", "letters and flowers/gang + grooming",
        "Grooming and letters; gang",
        "Grooming\nsome remark\ngang", "letters, grooming & gang", "Grooming, gang, etc.",
    ],
)  # fmt: skip
def test_a_piece_that_is_no_option_is_lost_and_not_the_others(text: str) -> None:
    reading = read_several(COERCION, text, WORDS)
    assert reading == Reading("grooming;gang", problems=("not_an_option",))


@pytest.mark.parametrize(
    "text", ["Grooming gang", "understand", "Grooming-gang", "-", "/", "n/a", ","]
)
def test_a_cell_without_any_option_says_so(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading(problems=("not_an_option",))


@pytest.mark.parametrize(
    "text",
    [
        "Grooming, Other: lifts", "Other: lifts, gifts and trips/outings, grooming",
        "Other - lifts & gifts; grooming", "Other (lifts, gifts), grooming",
        "Other (lifts)/grooming", "Other: lifts, gifts\nGrooming", "Other (lifts; grooming",
        "Other (lifts and\ngifts) + grooming",
        "Other (please specify): lifts, gifts; grooming", "grooming and other: lifts",
        "Other: lifts, Other: gifts, grooming",
    ],
)  # fmt: skip
def test_the_text_of_other_runs_on_to_the_next_answer(text: str) -> None:
    assert read_several(COERCION, text, WORDS) == Reading("grooming;other", free_text=True)


@pytest.mark.parametrize(
    "text",
    [
        "Other: lifts; gifts", "Other: lifts\ngifts", "Other: lifts, grooming, gifts",
        "Other (lifts), gifts",
    ],
)  # fmt: skip
def test_what_follows_the_text_of_other_is_no_part_of_it(text: str) -> None:
    reading = read_several(COERCION, text, WORDS)
    assert reading.value in ("other", "grooming;other")
    assert reading.problems == ("not_an_option",)
    assert reading.free_text


def test_an_answer_within_the_brackets_of_other_is_text() -> None:
    reading = read_several(COERCION, "Other (lifts, grooming, gifts)", WORDS)
    assert reading == Reading("other", free_text=True)


def test_the_printed_request_for_a_text_is_no_text() -> None:
    reading = read_several(COERCION, "Grooming, Other (please specify)", WORDS)
    assert reading == Reading("grooming;other")


@given(st.data(), st.sampled_from((*SEVERAL, *HARD_NAMES)))
def test_any_labels_in_any_way_of_parting_them_are_read_as_exactly_these(
    data: st.DataObject, question: Question
) -> None:
    options = [option for option in question.answers if option.code != "none"]
    chosen = data.draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
    text = chosen[0].label
    for option in chosen[1:]:
        text += data.draw(st.sampled_from(SEPARATORS)) + option.label
    codes = {option.code for option in chosen}
    if question is VIOLENCE and {"experienced", "witnessed"} <= codes:
        return  # side by side they are a third answer's own name
    if len(question.options) > 20 and {"white", "asian"} <= codes:
        return  # as White & Asian are
    value = ";".join(option.code for option in question.options if option.code in codes)
    assert read_several(question, text, WORDS) == Reading(value)


@pytest.mark.parametrize(
    "part",
    ["/", "and ", "a,", "other (", "other (,", "other (a), ", "gang,", "- ", "\n", "[ ", "☐", "> "],
)  # fmt: skip
def test_the_longest_cell_is_read_at_once(part: str) -> None:
    text = part * (131_072 // len(part))
    begin = time.process_time()
    read_several(COERCION, text, WORDS)
    assert time.process_time() - begin < 5

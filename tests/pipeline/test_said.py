"""What stands in a cell is told as those who filled it in see it."""

from pipeline.said import as_seen
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
GENDER = CODEBOOK.question("gender")
REFERRAL = CODEBOOK.question("referral_date")
SUBSTANCES = CODEBOOK.question("substance_misuse")
COERCION = CODEBOOK.question("coercion_methods")


def test_ticks_stand_as_the_labels_of_the_form() -> None:
    seen = as_seen("gang;internet_other", COERCION, "xlsx")
    assert seen == "Gang-related activity; Other uses of the internet"


def test_an_answer_in_words_stays_as_it_was_typed() -> None:
    assert as_seen("Grooming; Hypnosis", COERCION, "csv") == "Grooming; Hypnosis"
    assert as_seen("grooming;hypnosis", COERCION, "csv") == "grooming;hypnosis"


def test_a_date_cell_is_a_day_in_words_since_nobody_sees_its_iso_form() -> None:
    assert as_seen("2010-01-05", REFERRAL, "xlsx") == "5 January 2010"
    assert as_seen("2010-01-05", REFERRAL, "docx") == "5 January 2010"


def test_what_only_looks_like_a_date_stays() -> None:
    assert as_seen("2010-02-30", REFERRAL, "xlsx") == "2010-02-30"
    assert as_seen("31/02/1996", REFERRAL, "xlsx") == "31/02/1996"


def test_a_date_of_a_csv_stays_as_it_was_typed() -> None:
    assert as_seen("2010-01-05", REFERRAL, "csv") == "2010-01-05"


def test_of_a_list_of_boxes_those_with_a_tick_stand() -> None:
    boxes = "☒ Female\n☒ Male\n☐ Transgender\n☐ Not known"
    assert as_seen(boxes, GENDER, "docx") == "☒ Female; ☒ Male"


def test_an_empty_box_stays_where_something_else_than_an_option_stands_beside_it() -> None:
    assert as_seen("☒ Alcohol\n☐ glue\n☐ Drugs", SUBSTANCES, "docx") == "☒ Alcohol; ☐ glue"


def test_a_list_without_a_tick_stays_whole() -> None:
    assert as_seen("☐ Female\n☐ Male", GENDER, "docx") == "☐ Female\n☐ Male"


def test_a_blank_cell_is_blank() -> None:
    assert as_seen("", COERCION, "xlsx") == ""

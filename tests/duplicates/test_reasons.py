"""Why a pair may be one, as a sentence."""

from pipeline.duplicates.reasons import Reason, reasons_of, sentence
from schemas.linkage import load_linkage


def test_a_pairs_reasons_are_a_sentence_with_the_weightiest_first() -> None:
    row = {
        "weight": 7.3,
        "gender_level": "different",
        "gender_weight": -4.21,
        "identifier_level": "same",
        "identifier_weight": 12.87,
        "month_of_birth_level": None,
        "month_of_birth_weight": 0.0,
        "dates_level": "within_half_a_year",
        "dates_weight": -1.16,
        "dates_apart": 40,
        "dates_question": "first_assessment_date",
    }
    reasons = reasons_of(row, load_linkage())
    assert reasons[0] == Reason("identifier", "same", "same identifier", 12.87)
    assert [each.tenths for each in reasons] == [129, -42, -12]
    assert sentence(reasons) == (
        "same identifier +12.9, gender differs -4.2,"
        " dates of referral or assessment 40 days apart -1.2"
    )
    assert [each.question for each in reasons] == ["", "gender", "first_assessment_date"]


def test_one_day_is_no_plural() -> None:
    row = {"dates_level": "within_a_month", "dates_weight": 1.0, "dates_apart": 1}
    assert sentence(reasons_of(row, load_linkage())) == (
        "dates of referral or assessment 1 day apart +1.0"
    )

"""Problems that come of one another are one thing to mend."""

from pipeline.defects import grouped


def test_one_problem_is_one_defect() -> None:
    assert grouped((("gender", "not_an_option"),)) == ((0,),)


def test_problems_of_different_questions_are_different_defects() -> None:
    kinds = (("ethnicity", "not_an_option"), ("gender", "not_an_option"))
    assert grouped(kinds) == ((0,), (1,))


def test_two_problems_of_one_answer_are_one_defect() -> None:
    kinds = (("support_provided", "not_an_option"), ("support_provided", "not_known_dropped"))
    assert grouped(kinds) == ((0, 1),)


def test_an_answer_that_lacks_its_refused_condition_is_mended_with_the_condition() -> None:
    kinds = (("family_setting", "without_condition"), ("living_situation", "not_an_option"))
    assert grouped(kinds) == ((1, 0),)


def test_a_first_age_that_is_missed_because_it_was_refused_is_one_defect() -> None:
    kinds = (
        ("age_at_first_assessment", "adult_without_first_age"),
        ("age_at_first_assessment", "number_out_of_range"),
    )
    assert grouped(kinds) == ((1, 0),)


def test_two_rules_that_one_date_breaks_are_one_defect_and_what_costs_most_comes_first() -> None:
    kinds = (
        ("closure_date", "closed_before_start"),
        ("first_assessment_date", "assessed_before_referral"),
    )
    assert grouped(kinds) == ((0, 1),)
    assert grouped(kinds[::-1]) == ((1, 0),)


def test_a_date_that_is_refused_does_not_tie_other_rules_that_would_read_it() -> None:
    kinds = (
        ("date_of_birth", "after_return_date"),
        ("age_at_first_assessment", "adult_without_first_age"),
    )
    assert grouped(kinds) == ((0,), (1,))


def test_rules_without_a_common_answer_are_different_defects() -> None:
    kinds = (
        ("age", "age_off_by_one"),
        ("court_proceedings", "court_without_police"),
        ("first_assessment_date", "assessed_before_referral"),
    )
    assert grouped(kinds) == ((0,), (1,), (2,))


def test_a_row_at_fault_as_a_whole_is_a_defect_of_its_own() -> None:
    kinds: tuple[tuple[str | None, str], ...] = (
        (None, "row_too_long"),
        ("local_id", "identifier_missing"),
    )
    assert grouped(kinds) == ((0,), (1,))

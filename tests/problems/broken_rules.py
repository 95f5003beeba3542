"""For each rule of rules.toml, by problem and question, a delivery that breaks it and no other."""

from collections.abc import Mapping

from tests.problems.sent import Builder, answered

RULES: Mapping[tuple[str, str], Builder] = {
    ("after_return_date", "date_of_birth"): answered({"date_of_birth": "07/06/2011"}),
    ("after_return_date", "referral_date"): answered({"referral_date": "07/06/2011"}),
    ("after_return_date", "first_assessment_date"): answered(
        {"first_assessment_date": "07/06/2011"}
    ),
    ("age_contradicts_birth", "age"): answered({"age": "12"}, date_of_birth="01/03/1996"),
    ("assessed_above_age", "age_at_first_assessment"): answered(
        {"age_at_first_assessment": "15"}, age="14"
    ),
    ("without_condition", "family_setting"): answered(
        {"family_setting": "Kinship care"}, living_situation="Independent"
    ),
    ("without_condition", "looked_after_placement"): answered(
        {"looked_after_placement": "Bed and breakfast"}
    ),
    ("without_condition", "return_interview_accepted"): answered(
        {"return_interview_accepted": "Yes"}, form_version="2020"
    ),
    ("without_condition", "return_interview_72_hours"): answered(
        {"return_interview_72_hours": "Yes"}, form_version="2020", return_interview_offered="No"
    ),
    ("county_lines_not_criminal", "county_lines"): answered(
        {"county_lines": "Yes"}, form_version="2020", exploitation_type="Sexual"
    ),
    ("band_contradicts_number", "missing_count"): answered(
        {"missing_count": "12"}, form_version="2020", missing_episodes="None reported"
    ),
    ("interview_without_missing", "return_interview_offered"): answered(
        {"return_interview_offered": "Yes"}, form_version="2020", missing_count="0"
    ),
    ("interview_not_accepted", "return_interview_72_hours"): answered(
        {"return_interview_72_hours": "Yes"},
        form_version="2020",
        return_interview_offered="Yes",
        return_interview_accepted="No",
    ),
    ("closed_before_start", "closure_date"): answered(
        {"closure_date": "01/02/2011"}, referral_date="01/03/2011"
    ),
    ("age_off_by_one", "age"): answered({"age": "14"}, date_of_birth="01/03/1996"),
    ("assessed_before_referral", "first_assessment_date"): answered(
        {"first_assessment_date": "01/02/2011"}, referral_date="01/03/2011"
    ),
    ("closure_planned", "closure_date"): answered({"closure_date": "30/06/2011"}),
    ("court_without_police", "court_proceedings"): answered(
        {"court_proceedings": "In progress"}, police_investigation="No"
    ),
    ("adult_without_first_age", "age_at_first_assessment"): answered({"age": "19"}),
}

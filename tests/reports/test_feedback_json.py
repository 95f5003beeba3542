"""feedback.json: everything, as it was sent, under keys that stay."""

import json
from dataclasses import replace

from reports.feedback import Defect, SentFile
from reports.feedback_json import feedback_json
from tests.reports.example_feedback import (
    clean_feedback,
    not_an_option,
    refused_feedback,
    usual_feedback,
    with_defects,
)


def test_it_is_indented_by_two_and_ends_with_a_line_end() -> None:
    text = feedback_json(clean_feedback())
    assert text.startswith('{\n  "format": 1,\n  "agency": "Saltmarbles Trust",\n')
    assert text.endswith("\n}\n")


def test_its_keys_stay_as_they_are() -> None:
    told = json.loads(feedback_json(usual_feedback()))
    assert list(told) == [
        "format", "agency", "area", "return_date", "verdict", "nil", "files", "rows",
        "refused_rows", "dropped_texts", "defects", "rules", "warnings", "notices", "not_asked",
        "changes", "marked",
    ]  # fmt: skip
    assert told["return_date"] == "2011-06-06"
    assert told["files"] == [{"path": "york.xlsx", "sha256": "ab" * 32}]
    assert told["rules"][0] == {
        "code": "age_off_by_one",
        "what": "The current age is one year off the date of birth's.",
        "label": "Current age",
        "run": 41,
        "broken": 1,
        "not_run": [{"label": "Date of birth", "rows": 15}, {"label": "Current age", "rows": 6}],
        "does_not_apply": 0,
    }
    assert told["changes"] == {
        "since": "2011-05-06",
        "rows_before": 140,
        "rows_now": 58,
        "new": ["SM-071", "+44"],
        "gone": ["SM-002"],
        "answers": [
            {"local_id": "SM-004", "label": "Living situation", "before": "With family", "now": ""}
        ],
    }


def test_a_defect_has_its_size_its_faults_with_their_cells_and_what_was_not_run() -> None:
    third = json.loads(feedback_json(usual_feedback()))["defects"][2]
    assert (third["local_id"], third["size"]) == ("SM-007", "row")
    assert third["faults"][1] == {
        "code": "closed_before_start",
        "size": "row",
        "question": "closure_date",
        "label": "Date work ended",
        "cell": {
            "file": "york.xlsx",
            "sheet": "sheet 1",
            "row": 8,
            "column": 6,
            "text": "sheet 1, cell F8",
        },
        "said": "01/02/2011",
        "what": "Work ended before the referral (or, without one, before the first assessment).",
        "remedy": "Correct the date work ended, or the date of referral or first assessment.",
        "cost": "",
    }
    assert third["not_run"] == [
        {
            "code": "assessed_before_referral",
            "what": "The first assessment is before the referral.",
            "missing": ["Date of referral"],
        }
    ]


def test_a_value_stands_as_it_was_sent() -> None:
    told = json.loads(feedback_json(with_defects(Defect("=1", (not_an_option(5, "\t=é\x01"),)))))
    assert told["defects"][0]["local_id"] == "=1"
    assert told["defects"][0]["faults"][0]["said"] == "\t=é\x01"


def test_a_path_that_is_no_text_is_escaped() -> None:
    feedback = replace(clean_feedback(), files=(SentFile("caf\udce9.csv", ""),))
    text = feedback_json(feedback)
    text.encode("utf-8")
    assert json.loads(text)["files"][0]["path"] == "caf\udce9.csv"


def test_what_a_refused_file_does_not_tell_is_null() -> None:
    told = json.loads(feedback_json(refused_feedback()))
    assert (told["agency"], told["area"], told["return_date"]) == ("", None, None)
    assert told["changes"] is None

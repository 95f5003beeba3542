"""The review list as CSV and JSON."""

import csv
import io
import json
from dataclasses import replace

import pytest

from reports.review_csv import across_csv, pairs_csv, summary_csv
from reports.review_json import review_json
from reports.review_words import CSV_COLUMNS
from schemas.codebook_reading import load_codebook
from tests.duplicates.hand_review import NOBODY, PAIR, REVIEW, with_agency


def lines(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_a_pair_is_a_line_with_nothing_decided() -> None:
    first = lines(pairs_csv(REVIEW, load_codebook()))[0]
    assert {name: first[name] for name in CSV_COLUMNS} == {
        "pair": "1",
        "area_code": "E06000014",
        "area": "York",
        "agency_1": "York Social Care",
        "identifier_1": "123",
        "agency_2": "Safe House",
        "identifier_2": "4",
        "decision": "",
        "who": "",
        "when": "",
        "why": "",
        "kind": "near identifiers",
        "probability": "0.9",
        "weight": "3.169925",
        "reasons": "For: same month of birth (+5.8). Against: gender differs (-4.6).",
    }
    assert (first["seen_1"], first["seen_2"]) == ("[1]", "[2]")


def test_each_question_has_two_columns_in_the_codebooks_order() -> None:
    header = pairs_csv(NOBODY, load_codebook())[1:].strip().split(",")
    assert header[: len(CSV_COLUMNS)] == list(CSV_COLUMNS)
    assert header[len(CSV_COLUMNS) :][:6] == [
        "district_1",
        "district_2",
        "date_of_birth_1",
        "date_of_birth_2",
        "age_1",
        "age_2",
    ]
    assert header[-4:] == ["court_proceedings_1", "court_proceedings_2", "seen_1", "seen_2"]


def test_answers_stand_in_words_and_those_not_given_are_blank() -> None:
    first = lines(pairs_csv(REVIEW, load_codebook()))[0]
    assert (first["date_of_birth_1"], first["date_of_birth_2"]) == ("May 1995", "May 1995")
    assert (first["disability_1"], first["disability_2"]) == ("", "None")
    assert (first["age_at_first_assessment_1"], first["court_proceedings_2"]) == ("", "")


def test_a_pair_of_two_areas_names_both() -> None:
    (line,) = lines(across_csv(REVIEW, load_codebook()))
    assert [line[name] for name in ("area_code_1", "area_1", "area_code_2", "area_2")] == [
        "E06000014",
        "York",
        "E08000035",
        "Leeds",
    ]
    assert (line["probability"], line["weight"]) == ("0.25", "-1.584963")


def test_the_summary_has_a_line_for_each_pair_of_agencies() -> None:
    assert summary_csv(REVIEW) == (
        "\ufeffarea_code,area,agency_1,agency_2,pairs,likely\r\n"
        "E06000014,York,Safe House,York Social Care,2,2\r\n"
    )


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+44", "-2", "\t=1"])
def test_an_agency_named_as_a_formula_is_inert(name: str) -> None:
    (line,) = lines(pairs_csv(with_agency(name), load_codebook()))
    assert line["agency_2"].startswith("'")


def test_a_reason_that_begins_with_a_sign_is_inert() -> None:
    made = replace(REVIEW, pairs=(replace(PAIR, reasons="-1"),))
    assert lines(pairs_csv(made, load_codebook()))[0]["reasons"] == "'-1"


def test_the_json_holds_the_whole_review() -> None:
    read = json.loads(review_json(REVIEW))
    assert (read["format"], read["day"], read["threshold"]) == (1, "2011-06-06", 0.1)
    assert read["pairs"][0]["one"]["known_as"][1] == {"agency": "York Police", "identifier": "10-7"}
    assert read["pairs"][0]["prior"] == -8.3
    assert [each["weight"] for each in read["pairs"][0]["answers"]][:2] == [None, 5.8]
    assert read["pairs"][1]["other_also_in"] == [1, 4, 9]
    assert read["pairs"][1]["earlier"] == "B Brown was unsure on 1 May 2011."
    assert read["areas"] == [{"code": "E06000014", "name": "York", "least": 60, "most": 62}]

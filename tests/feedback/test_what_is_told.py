from pathlib import Path

import pytest

from pipeline.defects import grouped
from tests.feedback.received import FOLDER, check, feedback_json, rows_of_csv
from tests.feedback.slips import YoungPerson
from tests.feedback.writers import write_csv
from tests.sending import write_csv as rows_to


def test_two_bad_ticks_of_one_question_are_one_line(tmp_path: Path) -> None:
    above = [
        ["Agency", "Harbour Project"],
        ["Type of agency", "voluntary"],
        ["LSCB area", "York"],
        ["Return date", "2011-06-06"],
        [],
    ]
    path = rows_to(
        tmp_path / "t.csv",
        [
            *above,
            ["Local identifier", "Gender: Female", "Gender: Male"],
            ["A-1", "unsure", "maybe"],
            ["A-2", "x", ""],
        ],
    )
    (row,) = rows_of_csv(check(path, tmp_path) / FOLDER)
    assert row["codes"] == "not_a_tick; not_a_tick"


def test_a_rule_that_has_an_answer_in_place_of_the_refused_one_is_a_defect_of_its_own() -> None:
    kinds = (("age", "number_out_of_range"), ("age_at_first_assessment", "assessed_above_age"))
    assert grouped(kinds) == ((0,), (1,))


def test_of_rules_that_cost_the_same_the_one_held_first_is_mended_first() -> None:
    kinds = (
        ("looked_after_placement", "without_condition"),
        ("family_setting", "without_condition"),
    )
    assert grouped(kinds) == ((1, 0),)


def test_a_cell_that_cannot_be_read_is_mended_before_a_costlier_rule() -> None:
    kinds = (("closure_date", "closed_before_start"), ("closure_date", "closure_not_a_date"))
    assert grouped(kinds) == ((1, 0),)


def test_a_rule_that_would_not_run_after_the_mending_either_is_not_named(tmp_path: Path) -> None:
    """There is no date of birth: to mend the age does not bring the comparison about."""
    person = YoungPerson({"local_id": "HP-1", "age": "teen"})
    (defect,) = feedback_json(check(write_csv(tmp_path, [person]).path, tmp_path) / FOLDER)[
        "defects"
    ]
    assert {e["code"] for e in defect["not_run"]}.isdisjoint(
        {"age_contradicts_birth", "age_off_by_one"}
    )


def test_a_broken_rule_is_not_said_not_to_be_run_as_well(tmp_path: Path) -> None:
    """The closure is refused by the rule itself."""
    person = YoungPerson(
        {"local_id": "HP-1", "referral_date": "18/04/2011", "closure_date": "15/03/2011"}
    )
    (defect,) = feedback_json(check(write_csv(tmp_path, [person]).path, tmp_path) / FOLDER)[
        "defects"
    ]
    assert [f["code"] for f in defect["faults"]] == ["closed_before_start"]
    assert "closed_before_start" not in [e["code"] for e in defect["not_run"]]


def test_what_stands_in_each_bad_tick_is_its_own(tmp_path: Path) -> None:
    above = [
        ["Agency", "Harbour Project"],
        ["Type of agency", "voluntary"],
        ["LSCB area", "York"],
        ["Return date", "2011-06-06"],
        [],
    ]
    path = rows_to(
        tmp_path / "t.csv",
        [
            *above,
            ["Local identifier", "Gender: Female", "Gender: Male"],
            ["A-1", "unsure", "maybe"],
            ["A-2", "x", ""],
        ],
    )
    (defect,) = feedback_json(check(path, tmp_path) / FOLDER)["defects"]
    assert [(e["cell"]["text"], e["said"]) for e in defect["faults"]] == [
        ("cell B7", "unsure"),
        ("cell C7", "maybe"),
    ]


def test_an_end_that_is_taken_as_open_keeps_no_rule_from_being_run(tmp_path: Path) -> None:
    person = YoungPerson({"local_id": "HP-1", "referral_date": "18/04/2011", "closure_date": "n/a"})
    (defect,) = feedback_json(check(write_csv(tmp_path, [person]).path, tmp_path) / FOLDER)[
        "defects"
    ]
    assert ([e["code"] for e in defect["faults"]], defect["not_run"]) == (
        ["closure_not_a_date"],
        [],
    )


def test_a_nil_return_is_accepted(tmp_path: Path) -> None:
    path = rows_to(
        tmp_path / "n.csv",
        [
            ["Agency", "Harbour Project"],
            ["Type of agency", "voluntary"],
            ["LSCB area", "York"],
            ["Return date", "2011-06-06"],
            [],
            ["Local identifier", "Gender"],
        ],
    )
    said = feedback_json(check(path, tmp_path) / FOLDER)
    assert (said["verdict"], said["nil"], said["rows"]) == ("accepted", True, 0)


def test_a_file_that_was_changed_since_it_was_read_is_not_marked() -> None:
    from pipeline.feedback import ToMark
    from pipeline.feedback_output import _marked
    from reports.marked_copy import CannotMark

    with pytest.raises(CannotMark, match="changed since"):
        _marked(ToMark("a.xlsx", "0" * 64, ()), lambda _: b"another")


def test_a_check_is_missing_only_the_answers_that_are_not_there(tmp_path: Path) -> None:
    """The age counted comes of the age or the date of birth: with one of them it is there."""
    people = [YoungPerson({"local_id": "HP-1", "age": "15"})]
    said = feedback_json(check(write_csv(tmp_path, people).path, tmp_path) / FOLDER)
    (rule,) = [e for e in said["rules"] if e["code"] == "assessed_above_age"]
    assert [e["label"] for e in rule["not_run"]] == ["Age at first assessment"]


def test_refused_files_of_one_content_are_each_agencys_own(tmp_path: Path) -> None:
    from datetime import UTC, date, datetime

    from pipeline.refusals import Refusal, refusals_in, remember

    def refusal(agency, hour):
        return Refusal(
            "0" * 64,
            "no_header",
            agency,
            None,
            date(2011, 6, 6),
            datetime(2011, 6, 10, hour, tzinfo=UTC),
        )

    remember(tmp_path, [refusal("B", 9), refusal("A", 10), refusal("C", 8), refusal("B", 9)])
    assert [e.agency for e in refusals_in(tmp_path)] == ["C", "B", "A"]


HEAD = ["Agency", "Type of agency", "Return date", "LSCB area", "Local identifier", "Gender"]


def line(local_id, gender, area="York", agency="Harbour Project"):
    return [agency, "voluntary", "2011-06-06", area, local_id, gender]


def test_the_marked_copy_in_each_areas_folder_marks_all_of_the_agencys_file(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (HEAD, line("A", "unsure"), line("B", "maybe", "Leeds")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    marked = openpyxl.load_workbook(
        check(tmp_path / "a.xlsx", tmp_path) / FOLDER / "marked" / "a.xlsx"
    )
    assert [c.coordinate for r in marked.active.iter_rows() for c in r if c.comment] == ["F2", "F3"]


def test_only_what_none_of_a_returns_files_asks_is_said_not_to_be_asked(tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    rows_to(sent / "a.csv", [HEAD, line("A", "Female")])
    rows_to(sent / "b.csv", [[*HEAD[:5], "Current age"], line("B", "15")])
    said = feedback_json(check(sent, tmp_path) / FOLDER)
    assert {"Gender", "Current age"}.isdisjoint(said["not_asked"]) and "Ethnicity" in said[
        "not_asked"
    ]


@pytest.mark.parametrize(
    ("agency", "begins"), [("CON", "_CON "), ("Trailing. ", "Trailing "), ("A/B", "AB ")]
)
def test_a_folder_has_a_name_that_windows_takes(agency: str, begins: str, tmp_path: Path) -> None:
    rows_to(tmp_path / "a.csv", [HEAD, line("A", "unsure", agency=agency)])
    (folder,) = (check(tmp_path / "a.csv", tmp_path) / "2011-06-06").iterdir()
    assert folder.name.startswith(begins) and folder.name.endswith(" - York")


def test_a_rule_is_run_for_the_rows_that_have_what_it_needs(tmp_path: Path) -> None:
    people = [
        YoungPerson({"local_id": "1", "age": "15", "age_at_first_assessment": "14"}),
        YoungPerson({"local_id": "2", "age": "15"}),
    ]
    said = feedback_json(check(write_csv(tmp_path, people).path, tmp_path) / FOLDER)
    (rule,) = [e for e in said["rules"] if e["code"] == "assessed_above_age"]
    assert (rule["run"], rule["not_run"]) == (1, [{"label": "Age at first assessment", "rows": 1}])


def test_a_rule_needs_no_answer_that_it_asks_only_whether_it_is_there() -> None:
    from schemas.rules import load_rules

    needs = {(e.question, e.code): e.needs for e in load_rules()}
    assert needs["family_setting", "without_condition"] == (("family_setting",),)
    assert needs["age_at_first_assessment", "adult_without_first_age"] == (
        ("age", "date_of_birth"),
    )


def test_an_agency_spelt_in_capitals_next_time_keeps_its_folder(
    tmp_path: Path, monkeypatch
) -> None:
    from pipeline.cli import run

    monkeypatch.chdir(tmp_path)
    for n, agency in enumerate(("Harbour Project", "HARBOUR PROJECT")):
        rows_to(tmp_path / f"{n}.csv", [HEAD, line("A", "Female", agency=agency)])
        run(["ingest", f"{n}.csv", "--store", "s"])
    assert len(list((tmp_path / "s-feedback" / "2011-06-06").iterdir())) == 1


def test_two_refused_files_of_one_name_have_a_folder_each(tmp_path: Path, monkeypatch) -> None:
    from pipeline.cli import run

    monkeypatch.chdir(tmp_path)
    for n in "ab":
        rows_to(tmp_path / n / "x.csv", [["hello"], [n]])
        run(["ingest", f"{n}/x.csv", "--store", "s"])
    assert len(list((tmp_path / "s-feedback" / "refused files").iterdir())) == 2

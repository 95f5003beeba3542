"""Which answers stand for a young person of several records."""

from pathlib import Path

from tests.pipeline.counted import count, deliver, sent, snapshot
from tests.sending import read_csv


def test_the_record_with_most_answers_is_the_primary_and_gives_the_agency_type(
    tmp_path: Path,
) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "female"}, kind="statutory"),
        sent("B", {"local_id": "X77", "gender": "female", "disability": "none"}, kind="mixed"),
    )
    assert counted.of("table_2", "base", column="mixed") == "1"
    assert counted.of("table_2", "base", column="statutory") == "0"


def test_statutory_goes_before_mixed_before_voluntary_where_answers_are_equal(
    tmp_path: Path,
) -> None:
    record = {"local_id": "X77", "gender": "female"}
    counted = count(
        tmp_path,
        sent("A", record, kind="voluntary"),
        sent("B", record, kind="mixed"),
        sent("C", record, kind="statutory"),
    )
    assert counted.of("table_2", "base", column="statutory") == "1"


def test_not_known_does_not_count_as_an_answer_for_the_primary(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "nk", "nationality": "nk"}, kind="voluntary"),
        sent("B", {"local_id": "X77", "disability": "none"}, kind="mixed"),
    )
    assert counted.of("table_2", "base", column="mixed") == "1"


def test_the_primary_answers_first_and_others_only_where_it_does_not(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "female", "location_type": "city"}),
        sent("B", {"local_id": "X77", "location_type": "rural", "nationality": ""}),
        sent("C", {"local_id": "X77", "nationality": "british"}),
    )
    assert counted.of("figure_1", "city") == "1"
    assert counted.of("figure_1", "rural") == "0"
    assert counted.of("table_3", "british") == "1"


def test_not_known_is_taken_where_nobody_answers(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "female"}),
        sent("B", {"local_id": "X77", "nationality": "?"}),
    )
    assert counted.of("table_3", "not_known") == "1"
    assert counted.of("table_3", "not_provided") == "0"


def test_several_answers_are_the_union_and_not_known_and_none_give_way(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent(
            "A",
            {"local_id": "X77", "coercion_methods": "gang;grooming", "substance_misuse": "none"},
        ),
        sent(
            "B",
            {"local_id": "X77", "coercion_methods": "not known", "substance_misuse": "nk"},
        ),
        sent(
            "C",
            {"local_id": "X77", "coercion_methods": "mobile_phone", "substance_misuse": "drugs"},
        ),
    )
    assert counted.of("table_5", "most_answers") == "3"
    assert counted.of("table_5", "not_known") == "0"
    assert counted.of("question_substance_misuse", "drugs") == "1"
    assert counted.of("question_substance_misuse", "none") == "0"
    assert counted.of("question_substance_misuse", "one_answer_only") == "1"


def test_none_stays_where_the_others_only_do_not_know(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "substance_misuse": "none"}),
        sent("B", {"local_id": "X77", "substance_misuse": "nk"}),
    )
    assert counted.of("question_substance_misuse", "none") == "1"
    assert counted.of("question_substance_misuse", "not_known") == "0"


def test_a_dependent_answer_comes_only_from_records_that_gave_the_merged_condition(
    tmp_path: Path,
) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "female", "living_situation": "looked_after"}),
        sent(
            "B",
            {"local_id": "X77", "living_situation": "with_family", "family_setting": "family_home"},
        ),
    )
    assert counted.of("figure_6", "looked_after") == "1"
    assert counted.of("table_4", "not_provided") == "1"
    assert counted.of("figure_6", "of_which_family_home") == "0"
    assert counted.of("question_family_setting", "outside_base") == "1"


def test_a_placement_not_known_elsewhere_says_nothing_of_the_one_looked_after(
    tmp_path: Path,
) -> None:
    """The other record is with family: its 'not known' placement is about nothing."""
    counted = count(
        tmp_path,
        sent("A", {"local_id": "X77", "gender": "female", "living_situation": "looked_after"}),
        sent(
            "B",
            {
                "local_id": "X77",
                "living_situation": "with_family",
                "looked_after_placement": "n/k",
            },
        ),
    )
    assert counted.of("table_4", "not_provided") == "1"
    assert counted.of("table_4", "not_known") == "0"


def test_an_agency_whose_name_begins_like_a_formula_is_inert(tmp_path: Path) -> None:
    store = deliver(
        tmp_path,
        sent("=1+1", {"local_id": "X77", "gender": "female", "location_type": "city"}),
        sent("B", {"local_id": "X77", "location_type": "rural"}),
    )
    snapshot(store, tmp_path / "out")
    (conflict,) = read_csv(tmp_path / "out" / "restricted" / "conflicts.csv")
    assert conflict["agency_taken"] == "'=1+1"


def test_a_conflict_is_listed_with_both_answers_and_no_identifier(tmp_path: Path) -> None:
    store = deliver(
        tmp_path,
        sent("A", {"local_id": "SECRET77", "gender": "female", "location_type": "city"}),
        sent("B", {"local_id": "SECRET77", "location_type": "rural"}),
    )
    snapshot(store, tmp_path / "out")
    path = tmp_path / "out" / "restricted" / "conflicts.csv"
    (conflict,) = read_csv(path)
    assert (conflict["question"], conflict["answer_taken"]) == ("location_type", "city")
    assert (conflict["agency_taken"], conflict["agency_other"]) == ("A", "B")
    assert conflict["answer_other"] == "rural"
    assert conflict["area_code"] == "E06000014"
    assert "SECRET" not in path.read_text(encoding="utf-8")

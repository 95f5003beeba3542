"""The open data: each figure in them is one of tables.csv, or the folder is refused."""

from pathlib import Path

import pytest

from pipeline.attack.attack import attack
from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from tests.attack.written import NORTH_EAST, NORTH_WEST, cases, table, written

PLACE = "time_period,time_identifier,geographic_level,country_code,country_name"
GENDER = f"{PLACE},region_code,region_name,gender,cases,cases_with_information,percent"
ANSWER = f"{PLACE},region_code,region_name,breakdown_topic,breakdown,cases,percent"
TYPES = f"{PLACE},region_code,region_name,agency_type,cases,percent"
ENGLAND = "2011,June,National,E92000001,England,,"
REGION = f"2011,June,Regional,E92000001,England,{NORTH_EAST},North East"
META = (
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,"
    "filter_grouping_column\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two regions with two hidden answers that protect each other; not known and not provided are
    hidden there too, and shown for England."""
    gender = {"female": "c c", "male": "c c", "transgender": "0 0.0"}
    location = {"city": "20 50.0", "town": "20 50.0", "rural": "0 0.0"}
    types = {"statutory": 70, "voluntary": 30, "mixed": 0}
    hidden = {"not_known": "c", "not_provided": "c"}
    return written(
        tmp_path,
        table("table_2", E12000001="100 50.0", E12000002="100 50.0"),
        cases(base=200, statutory=140, voluntary=60, mixed=0),
        cases(NORTH_EAST, 100, **types),
        cases(NORTH_WEST, 100, **types),
        table("figure_1", **location, base=40, not_known=160, not_provided=0),
        table("figure_3", **gender, base=120, not_known=40, not_provided=40),
        table("figure_3", NORTH_EAST, **gender, base=60, **hidden),
        table("figure_3", NORTH_WEST, **gender, base=60, **hidden),
    )


def audited(folder: Path, header: str, *lines: str, file: str = "answers.csv") -> Finding:
    (folder / "open-data").mkdir(exist_ok=True)
    text = "\n".join((header, *lines)) + "\n"
    (folder / "open-data" / file).write_text(text, encoding="utf-8")
    return attack(folder)


def exact(finding: Finding) -> set[tuple[str, str]]:
    return {(each.file, each.row) for each in finding.exact}


def refused(folder: Path, header: str, line: str, why: str) -> None:
    with pytest.raises(AuditError, match=why) as error:
        audited(folder, header, line)
    said = str(error.value).replace(str(folder), "")
    assert not any(text in said for text in ("57", "95.0"))


def test_files_that_say_what_tables_csv_says_give_nothing_away(folder: Path) -> None:
    lines = (
        f"{ENGLAND},Female,c,120,c",
        f"{ENGLAND},Transgender,0,120,0.0",
        f"{ENGLAND},Unknown,80,z,z",
        f"{ENGLAND},Total,200,z,z",
        f"{REGION},Unknown,c,z,z",
    )
    assert audited(folder, GENDER, *lines).found == ()


def test_shares_of_england_are_those_of_its_regions(folder: Path) -> None:
    lines = (f"{ENGLAND},Statutory,140,z", f"{REGION},Total,100,50.0", f"{REGION},Mixed,0,z")
    assert audited(folder, TYPES, *lines).found == ()


def test_a_count_of_an_answer_is_found(folder: Path) -> None:
    finding = audited(folder, ANSWER, f"{REGION},Gender,Female,57,c")
    assert ("open-data/answers.csv", "Female") in exact(finding)


def test_a_count_under_a_filter_of_its_own_is_found(folder: Path) -> None:
    finding = audited(folder, GENDER, f"{REGION},Male,57,60,c")
    assert ("open-data/answers.csv", "Male") in exact(finding)


def test_a_percentage_beside_a_hidden_count_is_found(folder: Path) -> None:
    assert audited(folder, GENDER, f"{REGION},Male,c,60,95.0").exact


def test_a_sum_gives_away_its_one_hidden_part(tmp_path: Path) -> None:
    rest = {"female": "c c", "male": "c c", "transgender": "0 0.0", "base": "c"}
    written(
        tmp_path,
        cases(base=100),
        cases(NORTH_EAST, 100),
        table("figure_3", NORTH_EAST, **rest, not_known=20, not_provided="c"),
    )
    finding = audited(tmp_path, GENDER, f"{REGION},Unknown,24,z,z")
    assert ("open-data/answers.csv", "Not_Provided") in exact(finding)


def test_a_sum_of_hidden_parts_is_refused(folder: Path) -> None:
    refused(folder, GENDER, f"{REGION},Unknown,57,z,z", "a sum of figures that tables.csv hides")


def test_a_sum_must_be_that_of_its_parts(folder: Path) -> None:
    refused(folder, GENDER, f"{ENGLAND},Unknown,57,z,z", "a sum that tables.csv gainsays")


def test_a_base_must_be_that_of_tables_csv(folder: Path) -> None:
    refused(folder, GENDER, f"{ENGLAND},Female,c,57,c", "do not agree")


def test_a_percentage_must_be_that_of_tables_csv(folder: Path) -> None:
    refused(
        folder, ANSWER, f"{ENGLAND},Type of location,City,20,95.0", "percentage that tables.csv"
    )
    refused(folder, GENDER, f"{ENGLAND},Total,200,z,95.0", "percentage that tables.csv")


def test_not_applicable_may_not_say_that_a_base_is_empty(folder: Path) -> None:
    refused(folder, GENDER, f"{REGION},Male,c,60,z", "nobody is in a base")


@pytest.mark.parametrize(
    ("header", "line", "why"),
    [
        (GENDER.replace("gender", "shoe_size"), f"{REGION},Female,57,60,c", "from its columns"),
        (GENDER.replace("gender", "age"), f"{REGION},Female,57,60,c", "figure_2, which tables.csv"),
        (f"{GENDER},weight", f"{REGION},Female,c,60,c,57", "from its columns"),
        (GENDER, f"{REGION},Both,57,60,c", "no row of its table"),
        (GENDER, f"{REGION},Female,c,60,c,57", "there must be 11 values"),
        (GENDER, f"{REGION},Female,about 57,60,c", "no count"),
        (GENDER, f"{REGION},Female,,60,c", "no count"),
        (GENDER, f"{REGION},Female,c,60,", "no percentage"),
        (ANSWER, f"{REGION},Sex,Female,57,c", "a topic that is no table"),
        (ANSWER, f"{ENGLAND},Gender,Total,57,c", "no row of its table"),
        (ANSWER, f"{REGION},Type of location,City,57,c", "that tables.csv has not"),
        (GENDER, f"{REGION.replace('Regional', 'Ward')},Female,57,60,c", "a place that tables.csv"),
        (GENDER, f"{REGION.replace('North East', 'London')},Female,57,60,c", "a place that"),
    ],
)
def test_what_it_can_not_place_is_refused(folder: Path, header: str, line: str, why: str) -> None:
    refused(folder, header, line, why)


def test_a_number_in_the_metadata_is_refused(folder: Path) -> None:
    line = "gender,Filter,Gender,,,,Of these 57 are girls.,\n"
    audited(folder, GENDER, f"{ENGLAND},Total,200,z,z")
    meta = folder / "open-data" / "answers.meta.csv"
    meta.write_text(META + line.replace("57 ", "some "), encoding="utf-8")
    assert attack(folder).found == ()
    meta.write_text(META + line, encoding="utf-8")
    with pytest.raises(AuditError, match="a number stands where only words belong"):
        attack(folder)


def test_a_file_of_another_kind_beside_them_is_refused(folder: Path) -> None:
    audited(folder, GENDER, f"{ENGLAND},Total,200,z,z")
    (folder / "open-data" / "notes.txt").write_text("57 girls", encoding="utf-8")
    with pytest.raises(AuditError, match="The audit can't read"):
        attack(folder)

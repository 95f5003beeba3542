"""`lscb duplicates find`: the review list of a store, and what is printed of it."""

import json
from pathlib import Path

import pytest

from tests.duplicates.filled_in import CARE, POLICE, Office, csv_rows, fill
from tests.sending import write_return

FILES = ["across.csv", "manifest.json", "pairs.csv", "pairs.json", "review.xlsx", "summary.csv"]
BORN = {"date_of_birth": "May 1995", "ethnicity": "White British", "referral_date": "3 June 2011"}


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """York has one identifier kept apart by the gender; Leeds has one young person."""
    made = Office(tmp_path, capsys)
    made.sends(
        POLICE,
        {"local_id": "X-1234", "gender": "female", **BORN},
        {"local_id": "X-7777", "gender": "male", "date_of_birth": "June 1997"},
    )
    made.sends(CARE, {"local_id": "X-1234", "gender": "male", **BORN})
    made.sends("Leeds Police", {"local_id": "L-4444", "gender": "female", **BORN}, area="Leeds")
    return made


def find(office: Office, *options: str) -> Path:
    """The folder with the list of June."""
    out = office.folder / "review"
    told = office.run(*arguments(out), *options)
    assert told.code == 0, told
    return out


def arguments(out: Path) -> tuple[str, ...]:
    return ("duplicates", "find", "--date", "2011-06-06", "--out", str(out))


def test_it_writes_the_list_as_workbook_csv_and_json_with_a_manifest(office: Office) -> None:
    out = find(office)
    assert sorted(path.name for path in out.iterdir()) == FILES
    header, pair = csv_rows(out / "pairs.csv")
    line = dict(zip(header, pair, strict=True))
    assert (line["area"], line["kind"]) == ("York", "kept apart")
    assert {line["agency_1"], line["agency_2"]} == {POLICE, CARE}
    assert (line["identifier_1"], line["identifier_2"]) == ("X-1234", "X-1234")
    assert line["date_of_birth_1"] == "May 1995"


def test_the_manifest_says_from_what_and_how_many(office: Office) -> None:
    manifest = json.loads((find(office) / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["program"], manifest["command"]) == ("lscb-monitor", "duplicates find")
    assert manifest["parameters"] == {
        "date": "2011-06-06",
        "area": None,
        "max_age": 31,
        "as_of": None,
        "threshold": 0.1,
    }
    counts = manifest["counts"]
    assert (counts["young_people"], counts["areas"], counts["pairs"]) == (4, 1, 1)


def test_it_prints_counts_by_area_and_nobodys_identifier(office: Office) -> None:
    told = office.run(*arguments(office.folder / "review"))
    lines = told.out.splitlines()
    assert lines[0] == "1 pair of young people of one area may be one:"
    assert lines[2].split() == ["York", "1", "3", "2"]
    assert lines[3].startswith("RESTRICTED: answers about young people")
    assert "1234" not in told.out + told.err
    assert POLICE not in told.out + told.err


def test_as_json_it_gives_the_counts_and_the_files(office: Office) -> None:
    out = office.folder / "review"
    told = json.loads(office.run(*arguments(out), "--json").out)
    york = {"area_code": "E06000014", "area": "York", "pairs": 1, "least": 2, "most": 3}
    assert (told["pairs"], told["areas"]) == (1, [york])
    assert told["files"] == [str(out / name) for name in FILES]


def test_only_one_area_can_be_listed(office: Office) -> None:
    out = find(office, "--area", "Leeds")
    assert len(csv_rows(out / "pairs.csv")) == 1
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["area"] == "E08000035"
    assert manifest["counts"]["young_people"] == 1


@pytest.mark.parametrize("area", ["york", "E06000014", "City of York Council"])
def test_an_area_goes_by_its_name_or_code(office: Office, area: str) -> None:
    assert len(csv_rows(find(office, "--area", area) / "pairs.csv")) == 2


def test_a_name_that_is_no_area_stops_with_the_nearest(office: Office) -> None:
    out = office.folder / "review"
    told = office.run(*arguments(out), "--area", "Yorke")
    assert told.code == 2
    assert told.err == (
        "lscb: --area names no area in England on 2011-06-06. Do you mean York? `lscb status` "
        "lists the areas that sent returns.\n"
    )
    assert not out.exists()


def test_an_area_outside_england_is_none(office: Office) -> None:
    told = office.run(*arguments(office.folder / "review"), "--area", "Wales")
    assert told.code == 2
    assert "names no area in England" in told.err


def test_an_area_with_nobody_counted_stops(office: Office) -> None:
    told = office.run(*arguments(office.folder / "review"), "--area", "Hull")
    assert told.code == 2
    assert "No young person is counted in Kingston upon Hull, City of on 6 June 2011" in told.err


def test_a_workbook_in_which_somebody_decided_is_not_replaced(office: Office) -> None:
    out = find(office)
    fill(out / "review.xlsx", 1, "same", "A Jones")
    told = office.run(*arguments(out))
    assert told.code == 2
    assert "review.xlsx has changed since lscb wrote it" in told.err
    (out / "review.xlsx").unlink()
    find(office)
    assert (out / "review.xlsx").exists()


def test_a_list_that_nobody_filled_in_is_replaced(office: Office) -> None:
    out = find(office)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert {path.name: path.read_bytes() for path in find(office).iterdir()} == before


def test_a_folder_that_is_not_ours_is_not_replaced(office: Office) -> None:
    out = office.folder / "review"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    told = office.run(*arguments(out))
    assert told.code == 2
    assert (out / "letter.txt").exists()


def test_the_order_of_the_rows_changes_no_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [
        {"local_id": f"{4000 + n // 2}", "gender": ("female", "male")[n % 2], **BORN}
        for n in range(8)
    ]
    written = []
    for number, given in enumerate((records, records[::-1])):
        made = Office(tmp_path / str(number), capsys)
        write_return(made.folder / "sent" / "return.csv", given, {"agency": POLICE})
        assert made.run("ingest", str(made.folder / "sent"), "--no-feedback").code == 0
        out = find(made)
        written.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert len(csv_rows(tmp_path / "0" / "review" / "pairs.csv")) > 1
    assert written[0] == written[1]


def test_a_pair_that_was_said_not_to_be_the_same_is_not_listed_again(office: Office) -> None:
    out = find(office)
    fill(out / "review.xlsx", 1, "not the same", "A Jones")
    assert office.decides(out / "review.xlsx").code == 0
    (out / "review.xlsx").unlink()
    assert len(csv_rows(find(office) / "pairs.csv")) == 1


def test_who_was_unsure_stands_on_the_next_list(office: Office) -> None:
    out = find(office)
    fill(out / "review.xlsx", 1, "unsure", "A Jones", "9 June 2011", "no file")
    assert office.decides(out / "review.xlsx").code == 0
    (out / "review.xlsx").unlink()
    (pair,) = json.loads((find(office) / "pairs.json").read_text(encoding="utf-8"))["pairs"]
    assert pair["earlier"] == "A Jones was unsure on 9 June 2011: no file"

"""`lscb annual` and `lscb trend` as a user calls them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.cli import run
from tests.sending import read_csv
from tests.years.eight import eight
from tests.years.history import Return, store_of, yp

YEAR = ("annual", "--year", "2010-11")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eight(tmp_path_factory.mktemp("eight")).root


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 90 young people in three regions, who come and go over six months."""
    areas = ("York", "Leeds", "Kent")
    days = ("2010-03-31", "2010-05-31", "2010-07-31", "2010-09-30")
    deliveries: list[Sequence[Return]] = []
    for n, day in enumerate(days):
        deliveries.append(
            [
                Return(f"{area} Council", day, people(area, n), area=area, kind="statutory")
                for area in areas
            ]
        )
    return store_of(tmp_path_factory.mktemp("many"), *deliveries).root


def people(area: str, n: int) -> list[dict[str, str]]:
    return [
        dict(
            yp(
                f"{area[0]}X-{1000 + number}",
                gender="male" if number % 3 == 0 else "female",
                age=str(12 + number % 6),
                referral_date="2010-01-15" if number < 30 else "2010-07-01",
            )
        )
        for number in range(10 * n, 30 + 10 * n)
    ]


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = run(argv)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_year_prints_what_adds_up_and_writes_its_files(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    code, said, _ = told(capsys, *YEAR, "--store", str(store), "--out", str(out))
    assert code == 0
    numbers = {line[:20].strip(): line[20:].strip() for line in said.splitlines()[:7]}
    assert numbers == {
        "open on 1 April": "5", "new": "3", "came back": "1",
        "ended": "3", "unknown": "1", "open on 31 March": "5", "young people": "8",
    }  # fmt: skip
    assert "fewer than 20 young people were worked with in the year" in said
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        "manifest.json", "restricted/annual.html", "restricted/annual.xlsx",
        "restricted/missing.csv", "restricted/movements.csv", "restricted/sending.csv",
        "restricted/tables.csv",
    }  # fmt: skip
    assert len(read_csv(out / "restricted" / "missing.csv")) == 150  # of 152, York and Leeds sent


def test_a_boards_own_return_has_the_file_for_the_centre_and_is_not_published(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    where = ("--store", str(store), "--out", str(out))
    code, said, _ = told(capsys, *YEAR, "--area", "leeds", *where)
    assert code == 0
    assert "a board's own return goes to the centre with true counts" in said
    returned = json.loads(
        (out / "restricted" / "annual-return-2010-11-leeds.json").read_text("utf-8")
    )
    assert (returned["board_name"], returned["movements"]["new"]) == ("Leeds", 1)
    lines = read_csv(out / "restricted" / "movements.csv")
    assert {line["geography_name"] for line in lines} == {"Leeds"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("annual", "--year", "2010"), "Write the year as 2010-11"),
        (("annual", "--year", "2010-12"), "Write the year as 2010-11"),
        (("annual",), "Name the year by --year 2010-11"),
        ((*YEAR, "--area", "Atlantis"), "--area names no local authority or board of England"),
        ((*YEAR, "--area", "Cardiff"), "--area names a place outside England"),
        (
            (*YEAR, "--area", "Kent"),
            "The store has no return for Kent dated up to 2011-03-31",
        ),
        (("annual", "--year", "2001-02"), "The store has no return dated from 2001-04-01 to"),
        (("annual", "--year", "2011-12"), "The store has no return dated from 2011-04-01 to"),
        (
            (*YEAR, "--as-of", "2001-01-01"),
            "The store had, at 2001-01-01T00:00:00+00:00, no return",
        ),
        (("annual", "--no-publish", "collate", "x"), "Write the options after `collate`"),
        (("trend", "--from", "2011-03", "--to", "2010-04"), "is after --to"),
        (("trend", "--from", "March", "--to", "2010-04"), "Write a month as 2010-04"),
        (("trend", "--from", "1990-01", "--to", "2010-04"), "Name at most 120"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(
    arguments: tuple[str, ...],
    sentence: str,
    store: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    code, said, error = told(capsys, *arguments, "--store", str(store), "--out", str(out))
    assert (code, said) == (2, "")
    assert sentence in error
    assert not out.exists()


def test_without_months_the_trend_is_of_the_twelve_up_to_the_latest_return(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    code, said, _ = told(capsys, "trend", "--store", str(store), "--out", out, "--json")
    assert code == 0
    found = json.loads(said)
    assert (min(found["movements"]), max(found["movements"])) == ("2010-04", "2011-03")
    assert found["movements"]["2010-10"]["came_back"] == 1
    assert (found["sent_every_month"], found["not_every_month"]) == (2, 1)
    assert found["published"] is False


def test_a_published_year_and_trend_stand_the_audit(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    year, trend = tmp_path / "year", tmp_path / "trend"
    assert run([*YEAR, "--store", str(many), "--out", str(year)]) == 0
    months = ["--from", "2010-04", "--to", "2010-05"]
    assert run(["trend", *months, "--store", str(many), "--out", str(trend)]) == 0
    for out in (year, trend):
        code, said, _ = told(capsys, "audit", str(out))
        assert (code, "Nothing found" in said) == (0, True)
        assert {path.suffix for path in (out / "publish").glob("*.*")} == {".csv", ".html", ".xlsx"}


def test_an_edited_year_is_noticed_by_the_audit(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "year"
    assert run([*YEAR, "--store", str(many), "--out", str(out)]) == 0
    page = out / "publish" / "annual.html"
    page.write_text(page.read_text("utf-8") + "<p>42</p>", "utf-8")
    code, said, _ = told(capsys, "audit", str(out))
    assert (code, "has changed since lscb wrote it" in said) == (1, True)


def test_a_year_is_no_release(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "year"
    assert run([*YEAR, "--store", str(many), "--out", str(out)]) == 0
    code, _, error = told(capsys, "release", str(out), "--name", "2010-11", "--store", str(many))
    assert (code, "Only snapshots are sealed as releases" in error) == (2, True)


def test_the_same_year_and_trend_are_the_same_bytes(many: Path, tmp_path: Path) -> None:
    for command in (YEAR, ("trend", "--from", "2010-05", "--to", "2010-05")):
        outs = [tmp_path / name for name in ("one", "other")]
        for out in outs:
            assert run([*command, "--store", str(many), "--out", str(out)]) == 0
        one, other = (
            {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
            for out in outs
        )
        assert one == other


def test_no_identifier_stands_in_any_file(many: Path, tmp_path: Path) -> None:
    out = tmp_path / "year"
    assert run([*YEAR, "--area", "York", "--store", str(many), "--out", str(out)]) == 0
    for path in out.rglob("*"):
        assert not path.is_file() or b"YX-1" not in path.read_bytes()

"""Boards' own annual returns make the centre's year, and what can't be right is noticed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from pipeline.store import Store
from pipeline.years.collating import Collated, collate
from pipeline.years.period import year_of
from pipeline.years.return_differences import differences_csv
from pipeline.years.return_file import (
    ReturnFileError,
    read_return_file,
    return_file_text,
    sealed_text,
)
from pipeline.years.year import Year
from reports.year_csv import movements_csv, sending_csv, year_tables_csv
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.years.history import ENGLAND, LEEDS, YORK, Return, movements_at, said, store_of, year_in
from tests.years.history import yp as person

YORKSHIRE, LONDON = "E12000003", "E12000007"
CITY_AND_HACKNEY = "E09000001+E09000012"

# York: 2001 was known before, and a second agency sends them too; 2002 is new, and was worked with
# until June; 2003 is new. Leeds: 31 is new. City and Hackney: H1 was known before, ended, and came
# back; H2 is new.
ANNA = person(
    "2001",
    age="14",
    gender="female",
    referral_date="2010-02-01",
    support_provided="managing_risk; education; family_support",
)
BEA = person("2002", age="15", gender="female", support_provided="education")
CEM = person("2003", age="12", gender="male", living_situation="looked_after")
DOT = person("31", age="15", support_provided="not_known", court_proceedings="none")
EVE = person("H1", age="17", referral_date="2009-11-03", coercion_methods="gang; grooming")
FAY = person("H2", age="16", coercion_methods="not_known")
OF_YORK = (
    Return("Harbour Project", "2010-04-30", [ANNA]),
    Return("Harbour Project", "2010-05-31", [ANNA, BEA]),
    Return("Harbour Project", "2010-06-30", [ANNA, {**BEA, "closure_date": "2010-06-14"}]),
    Return("Social Care", "2010-06-30", [ANNA, CEM], kind="statutory"),
)
OF_LEEDS = (
    Return("HARBOUR  project", "2010-05-31", [], area="Leeds"),
    Return("HARBOUR  project", "2011-03-31", [DOT], area="Leeds"),
)
OF_LONDON = tuple(
    Return("Night Team", day, records, area="City and Hackney", kind="mixed")
    for day, records in (
        ("2010-04-30", [EVE]),
        ("2010-07-31", [{**EVE, "closure_date": "2010-07-01"}, FAY]),
        ("2011-01-31", [{**EVE, "referral_date": "2010-12-01"}, FAY]),
    )
)
BOARDS = (YORK, LEEDS, CITY_AND_HACKNEY)


@dataclass(frozen=True)
class World:
    """The centre's year from records, and the folder with each board's own return."""

    centre: Year
    sent: Path

    def file(self, board: str) -> Path:
        return self.sent / board / "annual-return.json"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("collate")
    store = store_of(folder, OF_YORK, OF_LEEDS, OF_LONDON)
    for board in BOARDS:
        write_file(folder / "sent" / board, store, board)
    return World(year_in(store), folder / "sent")


def file_of(store: Store, board: str, name: str = "2010-11") -> str:
    place = load_areas().place_on(board, year_of(name).last)
    return return_file_text(year_in(store, name, board).report, place)


def write_file(folder: Path, store: Store, board: str, name: str = "2010-11") -> Path:
    folder.mkdir(parents=True)
    path = folder / "annual-return.json"
    path.write_text(file_of(store, board, name), encoding="utf-8", newline="")
    return path


def collated(*paths: Path, against: Store | None = None, year: str | None = None) -> Collated:
    asked = year_of(year) if year else None
    return collate(paths, load_areas(), load_codebook(), against, year=asked)


def changed(path: Path, to: Path, change: Callable[[dict[str, list[list[object]]]], None]) -> Path:
    """A file with a seal that holds, though its figures were changed."""
    inside = msgspec.json.decode(path.read_bytes())
    change(inside)
    to.write_text(sealed_text(inside), encoding="utf-8")
    return to


def figure_in(inside: dict[str, list[list[object]]], group: str, *key: str) -> list[object]:
    return next(each for each in inside[group] if each[:3] == list(key))


def refusal(*paths: Path, year: str | None = None) -> str:
    with pytest.raises(ReturnFileError) as raised:
        collated(*paths, year=year)
    return str(raised.value)


def test_boards_own_returns_make_the_bytes_of_the_centre(world: World) -> None:
    found, centre = collated(world.sent).report, world.centre.report
    assert movements_csv(found) == movements_csv(centre)
    assert year_tables_csv(found) == year_tables_csv(centre)


def test_boards_own_returns_make_the_centres_report(world: World) -> None:
    # The boards' files have no months.
    assert collated(world.sent).report == replace(world.centre.report, months=())


def test_nothing_depends_on_the_order_of_the_files(world: World) -> None:
    files = [world.file(board) for board in BOARDS]
    assert collated(*files[::-1]) == collated(*files)


def test_the_movements_of_england_are_those_of_its_boards(world: World) -> None:
    # Known before: 2001 and H1. New: 2002, 2003, 31 and H2; H1 ended, and came back. Unknown: none.
    assert said(movements_at(collated(world.sent).report.movements)) == {
        **{"open_start": 2, "seen_again": 2, "new": 4, "came_back": 1, "ended": 2, "open_end": 5},
        **{"not_confirmed": 4, "individuals": 6, "first_open": 2, "first_new": 4},
        **{"last_ended": 1, "last_open": 5},
    }


@pytest.mark.parametrize(
    ("place", "mean", "mode", "youngest", "oldest"),
    [
        (ENGLAND, "14.8", "15", "12", "17"),  # 12, 14, 15, 15, 16 and 17: 89 in 6
        (YORKSHIRE, "14.0", "15", "12", "15"),  # 12, 14, 15 and 15: 56 in 4
        (LONDON, "16.5", "16", "16", "17"),  # 16 and 17: 33 in 2
        ("E12000001", "", "", "", ""),
    ],
)
def test_what_follows_from_ages_is_worked_out_anew(
    world: World, place: str, mean: str, mode: str, youngest: str, oldest: str
) -> None:
    table = collated(world.sent).report.worked_with.find("figure_2", place)
    assert table is not None
    rows = ("mean", "mode", "youngest", "oldest")
    assert tuple(map(table.cases, rows)) == (mean, mode, youngest, oldest)


def test_the_most_answers_are_the_most_of_any_board_and_shares_are_of_the_sum(world: World) -> None:
    table = collated(world.sent).report.worked_with.find("table_7", ENGLAND)
    assert table is not None
    shown = {each.row.code: (each.cases, each.percent) for each in table.figures}
    # 2001 has three answers, 2002 one; that of 31 is not known, and the other three have none.
    assert shown["base"] == ("2", "")
    assert shown["education"] == ("2", "100.0")
    assert shown["family_support"] == ("1", "50.0")
    assert shown["one_answer_only"] == ("1", "50.0")
    assert shown["most_answers"] == ("3", "")
    assert (shown["not_known"], shown["not_provided"]) == (("1", ""), ("3", ""))


def test_the_table_of_regions_is_made_of_the_boards_bases(world: World) -> None:
    table = collated(world.sent).report.new.find("table_2", ENGLAND)
    assert table is not None
    shown = {(each.row.code, each.column): (each.cases, each.percent) for each in table.figures}
    assert shown[YORKSHIRE, "total"] == ("3", "75.0")
    assert shown[YORKSHIRE, "statutory"] == ("1", "")
    assert shown[LONDON, "mixed"] == ("1", "")
    assert shown["base", "total"] == ("4", "")


def test_who_sent_what_is_told_and_an_agency_of_two_boards_is_one(world: World) -> None:
    report = collated(world.sent).report
    assert sending_csv(report) == sending_csv(world.centre.report)
    assert (report.agencies, report.returns_used) == (3, 9)


def test_the_file_holds_the_boards_own_figures_and_neither_percentages_nor_records(
    world: World,
) -> None:
    inside = msgspec.json.decode(world.file(YORK).read_bytes())
    assert figure_in(inside, "worked_with", "table_7", "education", "total")[3:] == [2]
    assert {each["agency"] for each in inside["sending"]} == {"Harbour Project", "Social Care"}
    rows = {each[1] for each in inside["worked_with"]}
    assert not rows & {"mean", "mode", "youngest", "oldest", YORKSHIRE}
    assert "2001" not in world.file(YORK).read_text(encoding="utf-8").replace("2010", "")


def test_the_file_is_the_same_bytes_for_the_same_store(tmp_path: Path) -> None:
    store = store_of(tmp_path, OF_LEEDS)
    assert file_of(store, LEEDS) == file_of(store, LEEDS)


def test_a_board_with_nil_returns_alone_has_a_file_and_no_tables(
    tmp_path: Path, world: World
) -> None:
    nil = store_of(tmp_path, Return("Day Project", "2010-09-30", [], area="Derby"))
    path = write_file(tmp_path / "derby", nil, "E06000015")
    found = collated(world.sent, path)
    assert year_tables_csv(found.report) == year_tables_csv(world.centre.report)
    assert "Derby" in world.centre.report.missing
    assert "Derby" not in found.report.missing + found.without_file


def test_boards_without_a_file_are_named_and_those_whose_file_has_no_return_of_the_year(
    tmp_path: Path, world: World
) -> None:
    store = store_of(tmp_path, Return("Day Project", "2010-03-31", [FAY], area="Derby"))
    found = collated(world.sent, write_file(tmp_path / "derby", store, "E06000015"))
    assert not {"York", "Leeds", "Hackney", "City of London"} & set(found.without_file)
    assert {"Derby", "Leicester"} - set(found.without_file) == {"Derby"}
    assert set(found.report.missing) == {"Derby", *found.without_file}


def test_an_edited_file_is_noticed(tmp_path: Path, world: World) -> None:
    text = world.file(YORK).read_text(encoding="utf-8")
    edited = tmp_path / "york.json"
    edited.write_text(text.replace('"figure_3","male","total",1', '"figure_3","male","total",2'))
    assert f"{edited} was changed after lscb had written it" in refusal(edited)


def test_a_file_that_was_only_laid_out_anew_holds(tmp_path: Path, world: World) -> None:
    laid_out = tmp_path / "york.json"
    laid_out.write_bytes(msgspec.json.format(world.file(YORK).read_bytes(), indent=4))
    assert collated(laid_out).report == collated(world.file(YORK)).report


def _negative(inside: dict[str, list[list[object]]]) -> None:
    figure_in(inside, "new", "figure_3", "male", "total")[3] = -1


def _half(inside: dict[str, list[list[object]]]) -> None:
    figure_in(inside, "new", "figure_3", "male", "total")[3] = 0.5


def _unknown_row(inside: dict[str, list[list[object]]]) -> None:
    figure_in(inside, "new", "figure_3", "male", "total")[1] = "boys"


def _no_row(inside: dict[str, list[list[object]]]) -> None:
    inside["new"].remove(figure_in(inside, "new", "figure_3", "male", "total"))


def _too_many_answered(inside: dict[str, list[list[object]]]) -> None:
    figure_in(inside, "new", "figure_3", "male", "total")[3] = 2


def _groups_are_not_all(inside: dict[str, list[list[object]]]) -> None:
    figure_in(inside, "new", "figure_6", "of_which_family_home", "total")[3] = 1


def _other_people(inside: dict[str, list[list[object]]]) -> None:
    inside["movements"] |= {"last_open": 1, "last_ended": 2}  # type: ignore[operator]


def _unbalanced(inside: dict[str, list[list[object]]]) -> None:
    inside["movements"] |= {"ended": 7}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_negative, "a count is a whole number of 0 or more"),
        (_half, "a count is a whole number of 0 or more"),
        (_unknown_row, "of new is of a table or row that this version does not have"),
        (_no_row, "new has no figure for figure_3, row male"),
        (_too_many_answered, "the figures of figure_3 for new do not add up"),
        (
            _groups_are_not_all,
            "new and known_before of figure_6, row of_which_family_home, are not",
        ),
        (_other_people, "year_end does not say the same as the movements"),
        (_unbalanced, "those who came and those who went do not add up"),
    ],
)
def test_figures_that_can_not_be_right_are_refused(
    tmp_path: Path,
    world: World,
    change: Callable[[dict[str, list[list[object]]]], None],
    what: str,
) -> None:
    path = changed(world.file(YORK), tmp_path / "york.json", change)
    message = refusal(path)
    assert what in message
    assert str(path) in message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is no annual return of a board"),
        (b"[1]", "is no annual return of a board"),
        (b"[" * 100_000, "is no annual return of a board"),
        (b'{"command": "annual"}', "is no annual return of a board"),
        (b'{"kind": "annual-return", "shape": 2}', "made differently"),
    ],
)
def test_another_file_is_told_from_a_return(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "annual-return.json").write_bytes(content)
    assert what in refusal(tmp_path)


def test_a_folder_without_a_return_and_a_file_that_is_not_there_are_said_so(tmp_path: Path) -> None:
    assert "holds no annual-return*.json" in refusal(tmp_path)
    assert "can't be read: No such file" in refusal(tmp_path / "york.json")


def test_files_of_two_years_are_not_added_up(tmp_path: Path, world: World) -> None:
    store = store_of(tmp_path, OF_LEEDS)
    later = write_file(tmp_path / "leeds", store, LEEDS, "2011-12")
    message = refusal(world.file(YORK), later)
    assert message.startswith(f"{later} is a return of 2011-12, and {world.file(YORK)} is of")
    assert "is a return of 2010-11, not of 2011-12" in refusal(world.file(YORK), year="2011-12")


def test_files_of_two_codebooks_are_not_added_up(tmp_path: Path, world: World) -> None:
    def other_codebook(inside: dict[str, list[list[object]]]) -> None:
        inside.update({"codebook_version": "2011-0000"})  # type: ignore[dict-item]

    other = changed(world.file(LEEDS), tmp_path / "leeds.json", other_codebook)
    assert "don't mean the same" in refusal(world.file(YORK), other)


def test_the_same_return_twice_counts_once(tmp_path: Path, world: World) -> None:
    copy = tmp_path / "york.json"
    copy.write_bytes(world.file(YORK).read_bytes())
    assert collated(world.sent, world.file(YORK), copy).report == replace(
        world.centre.report, months=()
    )


def test_two_returns_of_a_board_that_differ_are_refused_with_how_much(
    tmp_path: Path, world: World
) -> None:
    def one_answer_more(inside: dict[str, list[list[object]]]) -> None:
        for group in ("worked_with", "new"):
            figure_in(inside, group, "figure_3", "male", "total")[3] = 0
            figure_in(inside, group, "figure_3", "transgender", "total")[3] = 1

    other = changed(world.file(YORK), tmp_path / "york.json", one_answer_more)
    message = refusal(world.file(YORK), other)
    assert "are both the return of York, and differ in 4 figures. Name only the one" in message


def test_a_board_that_is_none_is_refused(tmp_path: Path, world: World) -> None:
    def another_board(inside: dict[str, list[list[object]]]) -> None:
        inside.update({"board": "E06000014+E08000035"})  # type: ignore[dict-item]

    path = changed(world.file(YORK), tmp_path / "york.json", another_board)
    assert "is of a board that is none of England's on 2011-03-31" in refusal(path)


def against(tmp_path: Path, world: World, *own: Sequence[Return]) -> list[str]:
    found = collated(world.file(YORK), world.file(LEEDS), against=store_of(tmp_path, *own))
    return differences_csv(found.differences).splitlines()[1:]


def test_a_centre_with_the_same_records_finds_no_difference(tmp_path: Path, world: World) -> None:
    assert against(tmp_path, world, OF_YORK, OF_LEEDS) == []


def test_what_the_centre_counts_otherwise_is_listed_by_board_and_figure(
    tmp_path: Path, world: World
) -> None:
    older = [OF_LEEDS[0], Return("Harbour Project", "2011-03-31", [{**DOT, "age": "16"}], "Leeds")]
    sha = read_return_file(world.file(LEEDS)).sha256
    assert against(tmp_path, world, OF_YORK, older) == [
        f"E08000035,Leeds,{sha},{group},figure_2,{age},total,{board},{centre}"
        for group in ("worked_with", "new")
        for age, board, centre in ((15, 1, 0), (16, 0, 1))
    ]


def test_boards_that_only_the_boards_or_the_centre_have_are_listed(
    tmp_path: Path, world: World
) -> None:
    sha = read_return_file(world.file(LEEDS)).sha256
    assert against(tmp_path, world, OF_YORK, OF_LONDON) == [
        f"E08000035,Leeds,{sha},,movements,individuals,total,1,",
        f"{CITY_AND_HACKNEY},City and Hackney,,,movements,individuals,total,,2",
    ]

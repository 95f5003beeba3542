"""The attacker reads all that the published page says, wherever it stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.attack.attack import attack
from pipeline.attack.facts import AuditError
from pipeline.attack.grids import Said
from pipeline.attack.naming import Key, names_of
from pipeline.attack.page_reading import figures_of_page
from pipeline.attack.printed import read_tables
from reports.charts_drawing import HIDDEN_LENGTH, Bar, drawn
from reports.page import public_page_html
from reports.report import PublicReport
from reports.review import CountedRange
from reports.tables_csv import published_tables_csv
from schemas.areas import ENGLAND
from tests.attack.written import NORTH_EAST, cases, table, written
from tests.reports.example_published import example_public_report
from tests.reports.page.published_worlds import published_world

FEMALE = ("snapshot.html", "Female")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two hidden answers that protect each other, in England and in the North East; of domestic
    violence the North East's base and those outside it."""
    gender = {"female": "c c", "male": "c c", "transgender": "0 0.0"}
    rest = {"base": 60, "not_known": 0, "not_provided": 0}
    violence = {"experienced": "c c", "witnessed": "c c", "experienced_and_witnessed": "0 c"}
    others = {"other": "0 c", "base": "c", "not_known": 6, "not_provided": 4, "outside_base": "c"}
    return written(
        tmp_path,
        cases(base=60) + cases(NORTH_EAST, 60),
        table("figure_3", **gender, **rest),
        table("figure_3", NORTH_EAST, **gender, **rest),
        table("figure_9", **violence, **others),
        table("figure_9", NORTH_EAST, **violence, **others),
    )


def found(folder: Path, page: str) -> set[tuple[str, str]]:
    """File and row of what is found exactly with this page in the folder."""
    (folder / "snapshot.html").write_text(page, encoding="utf-8")
    return {(each.file, each.row) for each in attack(folder).exact}


def gender(inside: str) -> str:
    return f"<section><h3 id='figure_3'>Figure 3: Cases by gender</h3>{inside}</section>"


def in_north_east(inside: str) -> str:
    return f"<div><h4>North East</h4>{inside}</div>"


def chart(female: Bar) -> str:
    bars = (female, Bar("Male", None, "[c]"), Bar("Transgender", 0, "0"))
    return gender(drawn(bars, "Bar chart of cases, England. Not shown: Male.", upright=False))


@pytest.mark.parametrize(
    "said",
    [
        "<svg role='img' aria-label='The largest: Female, 57 cases.'></svg>",
        "<svg><title>Female: 57 cases</title></svg>",
        "<img alt='Female 57 cases'>",
        "<p>Of these, Female, 57 cases.</p>",
        "<svg><path aria-label='Answer: Female; Cases: 57'></path></svg>",
        "<figure><figcaption>Female, 57 cases</figcaption></figure>",
    ],
    ids=["alternative", "title", "image", "sentence", "mark", "caption"],
)
def test_a_hidden_count_in_words_is_found(folder: Path, said: str) -> None:
    assert FEMALE in found(folder, gender(said))


def test_a_chart_of_published_figures_gives_nothing_away(folder: Path) -> None:
    assert found(folder, chart(Bar("Female", None, "[c]"))) == set()


def test_a_hidden_count_beside_a_bar_is_found(folder: Path) -> None:
    assert FEMALE in found(folder, chart(Bar("Female", None, "57")))


def test_the_length_of_a_bar_without_a_number_is_found(folder: Path) -> None:
    """The bar of the base is the measure: 60 are 190 pixels long, and so 57 are 180.5."""
    page = chart(Bar("Female", 57, "[c]")).replace(
        "</svg>",
        "<g><text>Base</text><path d='M0,80h190v20h-190Z'></path><text>60</text></g></svg>",
    )
    assert FEMALE in found(folder, page.replace("h190v18", "h180.5v18"))


def test_the_box_of_a_hidden_figure_is_as_the_audit_knows_it() -> None:
    assert HIDDEN_LENGTH == 14


@pytest.mark.parametrize(
    "inside",
    [
        "<table><tr><th>Answer</th><th>Cases</th></tr><tr><th>Female</th><td>57</td></tr></table>",
        "<svg aria-label='Female, 57 cases'></svg>",
        "<p>Female, 57 cases</p>",
    ],
    ids=["table", "alternative", "sentence"],
)
def test_a_hidden_count_in_the_part_of_a_region_is_found_for_the_region(
    folder: Path, inside: str
) -> None:
    (folder / "snapshot.html").write_text(gender(in_north_east(inside)), encoding="utf-8")
    read = list(figures_of_page(folder / "snapshot.html", names_of(read_tables(folder))))
    assert [each.key for each in read] == [Key("figure_3", NORTH_EAST, "female")]
    assert attack(folder).exact


def test_after_the_part_of_a_region_comes_england_again(folder: Path) -> None:
    page = gender(in_north_east("<p>Nothing.</p>") + "<p>Male, 3 cases</p>")
    (folder / "snapshot.html").write_text(page, encoding="utf-8")
    (said,) = figures_of_page(folder / "snapshot.html", names_of(read_tables(folder)))
    assert said.key == Key("figure_3", ENGLAND, "male")


def violence(*sentences: str) -> str:
    told = "".join(f"<p>{each}</p>" for each in sentences)
    return f"<section><h3 id='figure_9'>Figure 9</h3>{in_north_east(told)}</section>"


def test_what_a_region_s_sentence_says_of_its_base_is_found(folder: Path) -> None:
    page = violence(
        "Data was provided in [c] of 60 cases (not known 6, not provided 4).",
        "The table is about 23 of them: for the other [c] the answer was 'None'.",
    )
    assert ("snapshot.html", "Base") in found(folder, page)


def test_those_outside_the_base_in_a_region_s_sentence_are_found(folder: Path) -> None:
    page = violence("The table is about [c] of them: for the other 27 the answer was 'None'.")
    assert ("snapshot.html", "Outside_Base") in found(folder, page)


def test_a_sum_of_hidden_figures_refuses_the_folder(folder: Path) -> None:
    page = violence("Data was provided in 50 of 60 cases (not known 6, not provided 4).")
    with pytest.raises(AuditError, match="a sum of hidden figures in figure_9"):
        found(folder, page)


HIDDEN_ENGLAND = {
    "headline": "<h2>At a glance</h2><dl><div><dt>young people counted in England</dt>"
    "<dd>60</dd></div></dl>",
    "flow": "<h3 id='flow'>Flow</h3><table><tr><th>Counted<span> The young people</span></th>"
    "<td>60</td></tr></table>",
    "range": "<h3 id='figure_3'>Gender</h3><p>Up to 5 of the 60 young people may be the same as "
    "others counted, so a number here may be too high by up to 5.</p>",
    "range, left out": "<p>England has 60 young people without them, and 65 with them.</p>",
    "summary": "<h3 id='boards'>Cases by board</h3><details><summary>England: 60 cases in 4 places"
    "</summary></details>",
}


@pytest.mark.parametrize("page", HIDDEN_ENGLAND.values(), ids=HIDDEN_ENGLAND.keys())
def test_england_s_hidden_number_is_found_wherever_it_stands(tmp_path: Path, page: str) -> None:
    folder = written(tmp_path, cases(base="c") + cases(NORTH_EAST, "c"))
    (folder / "snapshot.html").write_text(page, encoding="utf-8")
    (said,) = figures_of_page(folder / "snapshot.html", names_of(read_tables(folder)))
    assert said == Said(Key("table_2", ENGLAND, "base"), 60, None, "snapshot.html")


def write_page(folder: Path, report: PublicReport, page: str) -> Path:
    (folder / "tables.csv").write_text(published_tables_csv(report.tables), "utf-8")
    (folder / "snapshot.html").write_text(page, "utf-8")
    return folder


def check_agrees(folder: Path) -> None:
    names = names_of(read_tables(folder))
    for said in figures_of_page(folder / "snapshot.html", names):
        figure = names.figures[said.key]
        assert said.count is None or figure.number == said.count, said
        assert said.percent is None or figure.percent == said.percent, said


@pytest.mark.parametrize("seed", range(6))
def test_the_pages_of_random_worlds_agree_with_their_tables(tmp_path: Path, seed: int) -> None:
    world = published_world(seed, 700)
    check_agrees(write_page(tmp_path, world.report, world.page))


def test_a_page_with_local_tables_agrees_with_them(tmp_path: Path) -> None:
    page = public_page_html(example_public_report(local_tables=True))
    check_agrees(write_page(tmp_path, example_public_report(local_tables=True), page))


def test_a_page_gives_nothing_away(tmp_path: Path) -> None:
    world = published_world(3, 700)
    assert attack(write_page(tmp_path, world.report, world.page)).found == ()


def test_a_page_without_possible_duplicates_agrees_with_its_tables(tmp_path: Path) -> None:
    report = published_world(2, 700).report
    england = CountedRange(ENGLAND, "England", 700, 712)
    possible = replace(report.possible, left_out=True, ranges=(england,))
    page = public_page_html(replace(report, possible=possible))
    assert "England has 700 young people without them, and 712 with them." in page
    check_agrees(write_page(tmp_path, report, page))


def test_every_figure_of_the_page_is_read(tmp_path: Path) -> None:
    """All that tables.csv shows of England and the regions, but for ages that nobody has."""
    world = published_world(3, 700)
    folder = write_page(tmp_path, world.report, world.page)
    names = names_of(read_tables(folder))
    read = list(figures_of_page(folder / "snapshot.html", names))
    counts = {said.key for said in read if said.count is not None}
    shares = {said.key for said in read if said.percent is not None}
    for key, figure in names.figures.items():
        if key.table_id == "figure_2" and key.row.isdigit() and figure.cases == "0":
            continue
        region = Key("table_2", key.row, "base", key.column)
        if figure.cases.isdigit():
            assert key in counts or (key.table_id == "table_2" and region in counts), key
        if figure.percent not in ("", "c"):
            assert key in shares, key

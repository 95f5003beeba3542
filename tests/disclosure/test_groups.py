"""The year's tables by group: what all young people less the new ones come to is protected like
every count."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.attack.attack import attack_figures
from pipeline.attack.facts import AuditError
from pipeline.attack.printed import PrintedFigure, figures_of_tables
from reports.disclosure.merging import merged
from reports.disclosure.parents import Parent, parents_of
from reports.disclosure.published import PublishedTables, publish
from reports.disclosure.system import build_system
from reports.figures import Geography, TrueTable, TrueTables
from reports.movements import Movements
from reports.reconciliation import TablesBroken
from reports.year import PlaceMovements
from reports.year_tables import combined, published_year_csv
from schemas.areas import ENGLAND
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.disclosure.naive import threshold_only
from tests.disclosure.printing import printed, printed_with
from tests.disclosure.years import DAY, FIRST, LAST, Chances, tables_of_year, year_of_world

DURHAM, YORK, HACKNEY = "E06000047", "E06000014", "E09000012"
NORTH_EAST, YORKSHIRE, LONDON = "E12000001", "E12000003", "E12000007"
REGION = {DURHAM: NORTH_EAST, YORK: YORKSHIRE, HACKNEY: LONDON}


def young_people(place: str, number: int, first: str, last: str) -> list[dict[str, str]]:
    one = {"place": place, "region": REGION[place], "forms": "2011"}
    one |= {"agency_type": "statutory", "gender": "female"}
    return [{**one, FIRST: first, LAST: last}] * number


def year_of(*people: list[dict[str, str]]) -> TrueTables:
    schema = people_schema(load_codebook())
    for column in (FIRST, LAST):
        schema = schema.append(pa.field(column, pa.string()))
    rows = [each for some in people for each in some]
    return tables_of_year(pa.Table.from_pylist(rows, schema=schema))


TWO_KNOWN_BEFORE = year_of(
    young_people(DURHAM, 2, "open_start", "ended"),
    young_people(DURHAM, 8, "new", "ended"),
    young_people(DURHAM, 10, "new", "open_end"),
    young_people(YORK, 20, "open_start", "open_end"),
    young_people(YORK, 9, "came_back", "ended"),
    young_people(YORK, 7, "new", "unknown"),
    young_people(YORK, 15, "new", "ended"),
    young_people(HACKNEY, 30, "open_start", "unknown"),
    young_people(HACKNEY, 12, "new", "open_end"),
)


def cases_of(tables: TrueTables | PublishedTables, table_id: str, key: str, row: str) -> str:
    found = tables.find(table_id, key)
    assert found is not None
    return found.cases(row)


def true_tables(tables: TrueTables, table_id: str) -> list[TrueTable]:
    return [each for each in tables.tables if each.table.id == table_id]


def naive(tables: TrueTables) -> list[PrintedFigure]:
    return printed_with(tables, threshold_only(build_system(tables, False), 5), False)


def nothing_is_found(tables: TrueTables, local_tables: bool = False) -> None:
    publication = publish(tables, local_tables)
    assert publication.pattern.declared == ()
    finding = attack_figures([printed(publication.tables)])
    assert finding.hidden > 0
    assert finding.found == ()


# -- the groups ----------------------------------------------------------------------------


def test_a_group_is_part_of_the_place_above_and_of_the_group_above() -> None:
    came_back = Geography("regional", LONDON, "London", LONDON, "came_back")
    assert parents_of(came_back) == (
        Parent("places", f"{ENGLAND}|came_back"),
        Parent("groups", f"{LONDON}|known_before"),
    )
    new_in_england = Geography("national", ENGLAND, "England", group="new")
    assert parents_of(new_in_england) == (Parent("groups", ENGLAND),)
    hackney = Geography("local_authority", HACKNEY, "Hackney", LONDON)
    assert parents_of(hackney) == (Parent("places", LONDON),)
    assert parents_of(Geography("national", ENGLAND, "England")) == ()


def test_every_group_of_a_place_has_its_cases() -> None:
    of_york = {
        key: cases_of(TWO_KNOWN_BEFORE, "table_2", key, "base")
        for key in (
            YORKSHIRE,
            f"{YORKSHIRE}|new",
            f"{YORKSHIRE}|known_before",
            f"{YORKSHIRE}|open_start",
            f"{YORKSHIRE}|came_back",
        )
    }
    assert list(of_york.values()) == ["51", "22", "29", "20", "9"]


def test_a_region_stands_in_englands_table_of_each_group() -> None:
    open_start = TWO_KNOWN_BEFORE.find("table_2", f"{ENGLAND}|open_start")
    assert open_start is not None
    shown = {each.row.code: (each.cases, each.percent) for each in open_start.figures}
    assert shown[LONDON] == ("30", "57.7")
    assert shown[NORTH_EAST] == ("2", "3.8")
    assert shown["base"] == ("52", "")


def test_those_worked_with_at_the_start_and_those_who_came_back_have_their_cases_alone() -> None:
    of_groups = [
        each
        for each in TWO_KNOWN_BEFORE.tables
        if each.geography.group in ("open_start", "came_back")
    ]
    assert {each.table.id for each in of_groups} == {"table_2"}
    assert {figure.column for each in of_groups for figure in each.figures} == {"total"}


def test_a_board_has_a_group_only_where_somebody_is_in_it() -> None:
    groups = [
        each.geography.group
        for each in TWO_KNOWN_BEFORE.of("table_2")
        if each.geography.code == HACKNEY
    ]
    assert groups == ["", "new", "known_before", "open_start"]


def test_the_end_of_the_year_has_no_rows_for_those_without_an_answer() -> None:
    year_end = TWO_KNOWN_BEFORE.find("year_end", YORKSHIRE)
    assert year_end is not None
    assert [(each.row.code, each.cases) for each in year_end.figures] == [
        ("ended", "24"),
        ("unknown", "7"),
        ("open_end", "20"),
        ("base", "51"),
    ]


def test_groups_that_do_not_add_up_are_a_fault() -> None:
    nobody = TrueTables(DAY, ())
    all_ = TrueTables(DAY, tuple(true_tables(TWO_KNOWN_BEFORE, "figure_3")[:1]))
    with pytest.raises(TablesBroken, match="figure_3, female: the groups of England"):
        combined(all_, nobody, nobody, [])


def test_movements_of_others_are_a_fault() -> None:
    first = {
        group: TrueTables(
            DAY,
            tuple(
                replace(each, geography=replace(each.geography, group=""))
                for each in true_tables(TWO_KNOWN_BEFORE, "table_2")
                if each.geography.group == group and each.geography.code == LONDON
            ),
        )
        for group in ("", "new", "known_before")
    }
    london = Geography("regional", LONDON, "London", LONDON)
    right = PlaceMovements(london, Movements(first_open=30, first_new=12))
    assert combined(first[""], first["new"], first["known_before"], [right]).tables
    wrong = PlaceMovements(london, Movements(first_open=29, first_new=12))
    with pytest.raises(TablesBroken, match="the movements of London"):
        combined(first[""], first["new"], first["known_before"], [wrong])


def test_an_answer_few_new_ones_gave_is_merged_in_all_groups() -> None:
    with_few = year_of(
        young_people(YORK, 12, "open_start", "ended"),
        young_people(YORK, 3, "new", "ended"),
        young_people(YORK, 30, "new", "open_end"),
    )
    options = {"ended": "open_end"}
    tables = replace(
        with_few,
        tables=tuple(
            replace(
                each,
                table=replace(
                    each.table,
                    question=replace(
                        each.table.question,
                        options=tuple(
                            replace(option, merge_into=options.get(option.code))
                            for option in each.table.question.options
                        ),
                    ),
                ),
            )
            for each in true_tables(with_few, "year_end")
            if each.table.question is not None
        ),
    )
    rows = {
        each.geography.key: [row.code for row in each.table.rows]
        for each in merged(tables, 5).tables
    }
    assert rows[ENGLAND] == rows[f"{ENGLAND}|new"] == rows[f"{YORKSHIRE}|known_before"]
    assert rows[ENGLAND] == ["unknown", "open_end"]
    assert cases_of(merged(tables, 5), "year_end", ENGLAND, "open_end") == "45"


# -- published, and attacked ---------------------------------------------------------------


def test_two_known_before_are_not_the_difference_of_two_numbers_in_print() -> None:
    published = publish(TWO_KNOWN_BEFORE).tables
    assert cases_of(published, "table_2", f"{NORTH_EAST}|known_before", "base") == "c"
    for table_id in ("table_2", "figure_3", "year_end"):
        all_ = cases_of(published, table_id, NORTH_EAST, "base")
        new = cases_of(published, table_id, f"{NORTH_EAST}|new", "base")
        assert "c" in (all_, new)
    nothing_is_found(TWO_KNOWN_BEFORE)


def test_the_attacker_takes_the_new_ones_from_all() -> None:
    found = {
        (each.table_id, each.cell.place, each.cell.row)
        for each in attack_figures([naive(TWO_KNOWN_BEFORE)]).exact
    }
    assert ("table_2", f"{NORTH_EAST}|known_before", "cases") in found
    assert ("figure_3", f"{NORTH_EAST}|known_before", "female") in found
    assert ("year_end", f"{NORTH_EAST}|known_before", "ended") in found


def test_the_attacker_takes_those_who_came_back_from_those_known_before() -> None:
    tables = year_of(
        young_people(YORK, 20, "open_start", "open_end"),
        young_people(YORK, 3, "came_back", "open_end"),
        young_people(YORK, 30, "new", "open_end"),
        young_people(HACKNEY, 20, "open_start", "open_end"),
        young_people(HACKNEY, 25, "came_back", "open_end"),
        young_people(HACKNEY, 30, "new", "open_end"),
    )
    only_groups = [
        each for each in naive(tables) if each.code == YORKSHIRE and each.table_id == "table_2"
    ]
    exact = {each.cell.place for each in attack_figures([only_groups]).exact}
    assert f"{YORKSHIRE}|came_back" in exact
    nothing_is_found(tables)


def test_groups_that_do_not_add_up_are_no_release() -> None:
    figures = [
        replace(each, cases="21")
        if (each.key, each.table_id, each.row) == (LONDON, "year_end", "unknown")
        else each
        for each in naive(TWO_KNOWN_BEFORE)
    ]
    with pytest.raises(AuditError, match="does not add up"):
        attack_figures([figures])


def test_the_file_says_of_which_group_a_figure_is() -> None:
    tables = publish(TWO_KNOWN_BEFORE).tables
    lines = published_year_csv(tables).splitlines()
    assert lines[0] == (
        "table_id,geographic_level,geography_code,geography_name,group,row,row_label,column,"
        "cases,percent"
    )
    of_london = [
        line.split(",")[4]
        for line in lines
        if line.startswith("table_2,regional,E12000007") and ",base," in line and ",total," in line
    ]
    assert of_london == ["worked_with", "new", "known_before", "open_start", "came_back"]


def test_the_attacker_reads_the_groups_of_the_file() -> None:
    tables = publish(TWO_KNOWN_BEFORE).tables
    read = figures_of_tables(published_year_csv(tables), Path("tables.csv"))
    assert list(read) == printed(tables)


def test_a_group_that_is_not_known_is_no_release() -> None:
    text = published_year_csv(publish(TWO_KNOWN_BEFORE).tables)
    with pytest.raises(AuditError, match="line 2: no group"):
        figures_of_tables(text.replace("worked_with", "others"), Path("tables.csv"))


SEEDS = range(2)


def random_year(seed: int) -> TrueTables:
    """100 to 180 young people in a few regions."""
    return year_of_world(seed, size=100 + 20 * seed, boards=3 + seed % 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_can_be_worked_out_of_a_year(seed: int) -> None:
    nothing_is_found(random_year(seed))


def test_the_threshold_alone_does_not_protect_a_year() -> None:
    assert attack_figures([naive(random_year(2))]).exact != ()


@pytest.mark.parametrize("chances", [Chances(new=0.9, came_back=0.01), Chances(new=0.1)])
def test_nothing_can_be_worked_out_where_a_group_is_very_small(chances: Chances) -> None:
    nothing_is_found(year_of_world(2, size=120, boards=3, chances=chances))


def test_nothing_can_be_worked_out_of_the_local_tables_of_a_year() -> None:
    nothing_is_found(year_of_world(2, size=80, boards=3), local_tables=True)

"""Own tables after disclosure control: nothing small is in print, and nothing gives it away."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.attack.crosses import attack_crosses, forced_by_margins
from pipeline.attack.crosses_reading import CrossFigure, crosses_in, of_another_file
from pipeline.own_tables import protected_beside
from pipeline.releases.held_together import printed_figures
from reports.crosses import Crosses
from reports.disclosure.crosses import CrossPublication, Standard
from reports.own_tables_csv import own_tables_csv
from reports.own_tables_view import CrossOfPlace, published_view, true_view
from tests.own_tables.towns import (
    ENGLAND,
    GENDER_BY_ETHNICITY,
    LONDON,
    NORTH_EAST,
    crosses_of,
    own_tables,
    standard_of,
    two_towns,
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Crosses, CrossPublication]:
    people = two_towns()
    own = own_tables(tmp_path_factory.mktemp("own"), GENDER_BY_ETHNICITY)
    crosses = crosses_of(people, own)
    return crosses, protected_beside(crosses, standard_of(people), False, 5)


def figures(view: tuple[CrossOfPlace, ...]) -> tuple[CrossFigure, ...]:
    return crosses_in(own_tables_csv(view), Path("tables.csv"))


def cases(view: tuple[CrossOfPlace, ...], code: str, column: str, row: str) -> str:
    place = next(each for each in view if each.geography.code == code)
    return next(each for each in place.columns if each.code == column).figure(row).cases


def test_no_number_from_1_to_5_is_in_print(
    published: tuple[Crosses, CrossPublication],
) -> None:
    shown = figures(published_view(*published))
    assert not [each for each in shown if each.figure.cases in {"1", "2", "3", "4", "5"}]


def test_small_numbers_and_what_gives_them_are_hidden(
    published: tuple[Crosses, CrossPublication],
) -> None:
    view = published_view(*published)
    # 3 in the North East and, the difference from England's 11, 8 in London.
    north_east = cases(view, NORTH_EAST, "mixed", "female")
    assert north_east == "c"
    assert "c" in (
        cases(view, ENGLAND, "mixed", "female"),
        cases(view, LONDON, "mixed", "female"),
    )
    # 1 in London: nor the 25 beside it, where the base of 26 is in print.
    assert cases(view, LONDON, "asian", "male") == "c"
    assert cases(view, LONDON, "asian", "female") == "c"


def test_what_needs_no_hiding_is_shown_exactly(
    published: tuple[Crosses, CrossPublication],
) -> None:
    view = published_view(*published)
    assert cases(view, ENGLAND, "total", "female") == "131"
    assert {cases(view, NORTH_EAST, "black", row) for row in ("female", "male", "base")} == {"0"}


def test_places_below_regions_are_not_published_unless_asked_for(
    published: tuple[Crosses, CrossPublication],
) -> None:
    levels = {each.geography.level for each in published_view(*published)}
    assert levels == {"national", "regional"}


def test_the_attacker_finds_nothing_beside_the_standard_tables(
    published: tuple[Crosses, CrossPublication],
) -> None:
    standard = printed_figures(standard_of(two_towns()).publication.tables)
    finding = attack_crosses(figures(published_view(*published)), standard)
    assert finding.hidden > 0
    assert finding.found == ()


def test_the_attacker_subtracts_where_only_small_numbers_are_hidden(tmp_path: Path) -> None:
    """Female mixed in the North East is England's 11 less London's 8."""
    crosses = crosses_of(two_towns(), own_tables(tmp_path, GENDER_BY_ETHNICITY))
    of_regions = tuple(
        each for each in true_view(crosses) if each.geography.level in ("national", "regional")
    )
    text = "".join(
        line if not _is_small(line) else ",".join([*line.split(",")[:-2], "c", "c\n"])
        for line in own_tables_csv(of_regions).splitlines(keepends=True)
    )
    naive = crosses_in(text, Path("tables.csv"))
    exact = {(each.cell.place, each.cell.row) for each in attack_crosses(naive).exact}
    assert (f"{NORTH_EAST}|ethnicity=mixed", "female") in exact
    assert (f"{LONDON}|ethnicity=asian", "male") in exact


def _is_small(line: str) -> bool:
    return line.rstrip("\n").split(",")[-2] in {"1", "2", "3", "4", "5"}


def test_the_attacker_holds_tables_of_another_file_against_these(tmp_path: Path) -> None:
    """What one file hides the other prints: each by itself looks safe, both together are not."""
    people = two_towns()
    one = crosses_of(people, own_tables(tmp_path, GENDER_BY_ETHNICITY))
    turned = GENDER_BY_ETHNICITY.replace("gender_by_ethnicity", "ethnicity_by_gender")
    turned = turned.replace('question = "gender"', 'question = "ethnicity"')
    turned = turned.replace('by = "ethnicity"', 'by = "gender"')
    other = crosses_of(people, own_tables(tmp_path, turned))
    hidden = figures(published_view(one, protected_beside(one, standard_of(people), False, 5)))
    in_print = figures(tuple(each for each in true_view(other) if each.geography.code == LONDON))
    found = attack_crosses([*hidden, *of_another_file(in_print, "other")])
    asian = f"{LONDON}|ethnicity=asian"
    assert (asian, "female") not in {
        (each.cell.place, each.cell.row) for each in attack_crosses(hidden).exact
    }
    assert (asian, "female") in {(each.cell.place, each.cell.row) for each in found.exact}


def test_what_follows_from_the_questions_alone_is_no_finding(
    published: tuple[Crosses, CrossPublication],
) -> None:
    """Nobody in England is transgender, so nobody in any column is."""
    forced = forced_by_margins(figures(published_view(*published)))
    rows = {(cell.place, cell.row): number for cell, number in forced.items()}
    assert rows[f"{LONDON}|ethnicity=asian", "transgender"] == 0
    assert (f"{LONDON}|ethnicity=asian", "female") not in rows


def test_bands_are_protected_beside_the_single_ages(tmp_path: Path) -> None:
    people = two_towns()
    ages = [14 if n % 3 else 12 if n % 2 else 16 for n in range(people.num_rows)]
    ages[0] = 9
    column = people.schema.get_field_index("age")
    people = people.set_column(column, people.schema.field(column), pa.array(ages, pa.int16()))
    own = own_tables(
        tmp_path,
        '[[table]]\nid = "a"\ntitle = "A"\nquestion = "gender"\nby = "age"\n'
        'by_bands = ["0-12", "13-15", "16+"]\n',
    )
    crosses = crosses_of(people, own)
    standard: Standard = standard_of(people)
    shown = figures(published_view(crosses, protected_beside(crosses, standard, False, 5)))
    finding = attack_crosses(shown, printed_figures(standard.publication.tables))
    assert finding.found == ()

"""Where all of a small group gave one answer, no reader can be sure of it."""

import pyarrow as pa
import pytest

from pipeline.attack.attack import attack_figures
from reports.disclosure.published import PublishedTables, publish
from reports.disclosure.system import build_system
from reports.figures import TrueTables
from schemas.codebook_reading import load_codebook
from schemas.people import people_schema
from tests.disclosure.naive import threshold_only
from tests.disclosure.printing import printed, printed_with
from tests.disclosure.worlds import counted

YORK, HACKNEY = "E06000014", "E09000012"
REGION = {YORK: "E12000003", HACKNEY: "E12000007"}
QUESTION = "initiated_by"
OTHERS = ("older_partner", "organised_group", "peer", "gang", "business", "other")


def tables_with(alike: int, *, size: int = 30, answered_elsewhere: bool = True) -> TrueTables:
    """40 young people in York, most of whom said something else where `answered_elsewhere`, and
    `size` in Hackney, of so many of whom it is known who began it: an adult each time."""
    answers = [*OTHERS, "adult_individual"] if answered_elsewhere else ["adult_individual"]
    york = [(YORK, answers[n % len(answers)]) for n in range(40)]
    hackney = [(HACKNEY, "adult_individual" if n < alike else None) for n in range(size)]
    people = [
        {
            "place": place,
            "region": REGION[place],
            "agency_type": "statutory",
            "forms": "2011",
            QUESTION: answer,
        }
        for place, answer in (*york, *hackney)
    ]
    return counted(pa.Table.from_pylist(people, schema=people_schema(load_codebook())))


def shown(published: PublishedTables, place: str) -> dict[str, str]:
    table = published.find("figure_11", place)
    assert table is not None
    return {each.row.code: each.cases for each in table.figures}


@pytest.mark.parametrize("alike", [1, 3, 5, 6, 12, 19])
@pytest.mark.parametrize("answered_elsewhere", [True, False])
def test_it_may_be_another_answer(alike: int, answered_elsewhere: bool) -> None:
    published = publish(tables_with(alike, answered_elsewhere=answered_elsewhere)).tables
    london = shown(published, REGION[HACKNEY])
    assert london["adult_individual"] == "c"
    england = shown(published, "E92000001")
    may_be = [row for row in OTHERS if london[row] == "c" and england[row] != "0"]
    assert may_be
    assert attack_figures([printed(published)]).found == ()


def test_of_twenty_the_answer_is_shown() -> None:
    london = shown(publish(tables_with(20)).tables, REGION[HACKNEY])
    assert (london["adult_individual"], london["peer"]) == ("20", "0")


def test_the_attacker_finds_a_hidden_answer_beside_which_all_others_are_0() -> None:
    """As it is where only small counts are hidden, in a region of 15 young people."""
    tables = tables_with(3, size=15)
    hidden = threshold_only(build_system(tables, local_tables=False), 5)
    finding = attack_figures([printed_with(tables, hidden, local_tables=False)])
    found = {(each.table_id, each.cell.place, each.cell.row) for each in finding.whole_groups}
    assert ("figure_11", REGION[HACKNEY], "adult_individual") in found

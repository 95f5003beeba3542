"""What is said of figures that are not published."""

from dataclasses import replace

from reports.disclosure.published import PublishedFigure, PublishedTable, PublishedTables
from reports.disclosure_wording import hidden_sentences, merged_sentences, shorthand_sentences
from reports.figures import BASE
from reports.tables import Table
from tests.reports.example_report import DAY, ENGLAND, TABLES

SCOPE = (
    "The average age, the most frequent age and the most answers in one case are published for "
    "England alone; the youngest and the oldest age are not published."
)


def published(
    *cases: str, table: Table = TABLES["table_2"], threshold: int = 5, local_tables: bool = True
) -> PublishedTables:
    """A table of as many figures as are given."""
    figures = tuple(PublishedFigure(BASE, "total", each, "") for each in cases)
    return PublishedTables(
        DAY, (PublishedTable(table, ENGLAND, figures),), threshold, local_tables=local_tables
    )


def merged() -> Table:
    """Figure 11 where 'Business' is counted in 'Other'."""
    table = TABLES["figure_11"]
    assert table.question is not None
    options = tuple(
        replace(each, merge_into="other") if each.code == "business" else each
        for each in table.question.options
    )
    rows = tuple(row for row in table.rows if row.code != "business")
    return replace(table, question=replace(table.question, options=options), rows=rows)


def test_how_many_figures_are_hidden_and_from_which_number_on() -> None:
    said = hidden_sentences(published("c", "c", "12", threshold=4))
    assert said[0] == (
        "2 of the 3 numbers of the tables are not shown. [c] stands in their place, whatever the "
        "reason."
    )
    assert said[1].startswith("Numbers from 1 to 4 are never shown,")
    assert "No number is rounded or changed: what is shown is exact." in said


def test_one_figure_is_told_in_the_singular() -> None:
    assert hidden_sentences(published("c", "12"))[0] == (
        "1 of the 2 numbers of the tables is not shown. [c] stands in its place, whatever the "
        "reason."
    )


def test_a_threshold_of_one_is_a_number_and_no_range() -> None:
    assert hidden_sentences(published("c", threshold=1))[1].startswith("The number 1 is never")


def test_where_nothing_is_hidden_that_is_said_and_no_reason_given() -> None:
    assert hidden_sentences(published("12", "0")) == (
        "All 2 numbers of the tables are shown: none had to be hidden.",
        "How far the number of young people may be off for possible duplicates is published for "
        "England alone.",
        SCOPE,
    )


def test_without_local_tables_it_is_said_what_boards_have() -> None:
    boards = "Of local authorities and joint boards only the number of cases is published."
    assert boards in hidden_sentences(published("12", local_tables=False))
    assert boards not in hidden_sentences(published("12", local_tables=True))


def test_an_answer_that_is_counted_in_another_is_named_with_it() -> None:
    said = "Very few gave the answer 'Business', so it is counted in 'Other'."
    assert merged_sentences(merged()) == (said,)
    named = f"Figure 11: {TABLES['figure_11'].title}. {said}"
    assert hidden_sentences(published("12", table=merged()))[-1] == named


def test_a_table_with_all_its_answers_has_no_such_sentence() -> None:
    assert merged_sentences(TABLES["figure_11"]) == ()
    assert merged_sentences(TABLES["table_2"]) == ()


def test_only_the_shorthand_that_is_used_is_explained() -> None:
    assert shorthand_sentences(["Female", "[c]"]) == (
        "[c] means confidential: the figure is not shown, so that nobody can be recognised. It "
        "must not be read as 0.",
    )
    assert shorthand_sentences(["Female"]) == ()

"""How the answers to a question moved."""

from datetime import date

from reports.figures import BASE, Figure, PlaceTable, Tables
from reports.tables import Row
from reports.trend_shares import (
    MovingRow,
    MovingTable,
    drawn_rows,
    merged_sentences,
    moving_questions,
    within,
)
from reports.trend_shown import RestrictedTrend, ShownMonth, ShownTrend
from reports.trend_wording import months_without_tables
from tests.reports.example_report import ENGLAND, LONDON, TABLES

DAYS = (date(2010, 4, 30), date(2010, 5, 31))


def trend(*months: tuple[PlaceTable, ...]) -> ShownTrend:
    shown = tuple(
        ShownMonth(f"{day.year}-{day.month:02}", day, Tables(day, tables))
        for day, tables in zip(DAYS, months, strict=False)
    )
    return RestrictedTrend(
        months=shown,  # type: ignore[arg-type]
        lines=(),
        every_month=0,
        others=0,
        codebook_version="2011",
        program_version="0.1.0",
        populations={},
        population_note="",
        without_return=(),
        sent_every_month=(),
        sent_not_every_month=(),
    )


def table(table_id: str, place: object = ENGLAND, **rows: tuple[str, str]) -> PlaceTable:
    declared = {row.code: row for row in TABLES[table_id].rows} | {BASE.code: BASE}
    return PlaceTable(
        TABLES[table_id],
        place,  # type: ignore[arg-type]
        tuple(Figure(declared[code], "total", *figure) for code, figure in rows.items()),
    )


def row(*percents: str) -> MovingRow:
    return MovingRow(Row("city", "City"), tuple("1" for _ in percents), percents)


def test_the_change_is_that_of_the_shares_as_shown_with_its_sign() -> None:
    assert row("10.0", "99.0", "12.5").change == "+2.5"
    assert row("12.5", "10.0").change == "-2.5"
    assert row("12.5", "12.5").change == "0.0"


def test_a_change_is_hidden_with_either_share_and_empty_without_one() -> None:
    assert row("c", "10.0").change == "c"
    assert row("10.0", "c").change == "c"
    assert row("", "10.0").change == ""


def test_each_row_has_its_figures_month_by_month_and_the_base_stands_below() -> None:
    (question,) = moving_questions(
        trend(
            (
                table("figure_1", city=("3", "75.0"), town=("1", "25.0"), base=("4", "")),
                table("figure_1", LONDON, city=("1", "100.0"), base=("1", "")),
            ),
            (table("figure_1", city=("c", "c"), town=("c", "c"), base=("9", "")),),
        )
    )
    city, town = question.england.answers
    assert (city.cases, city.percents) == (("3", "c"), ("75.0", "c"))
    assert town.row.label == "Town"
    (base,) = question.england.further
    assert base.cases == ("4", "9")
    (london,) = question.regions
    assert london.answers[0].row.label == "City"


def test_a_month_without_tables_is_hidden_and_no_answer_is_said_to_be_merged_there() -> None:
    months = trend(
        (table("figure_1", city=("3", "75.0"), town=("1", "25.0"), rural=("0", "0.0"),
               base=("4", "")),),
        (),
    )  # fmt: skip
    (question,) = moving_questions(months)
    city, *_ = question.england.answers
    assert (city.cases, city.percents, city.change) == (("3", "c"), ("75.0", "c"), "c")
    (base,) = question.england.further
    assert (base.cases, base.percents) == (("4", "c"), ("", ""))
    assert merged_sentences(question.england, months) == ()
    assert months_without_tables(months) == (
        "The tables of May 2010 are not published: [c] stands in the place of their figures. See "
        "what is said of figures not shown.",
    )


def test_table_2_is_no_question() -> None:
    assert moving_questions(trend((table("table_2", base=("4", "")),))) == ()


def test_an_answer_that_a_month_counts_in_another_is_said() -> None:
    months = trend(
        (table("table_3", british=("9", "90.0"), base=("10", "")),),
        (table("table_3", british=("9", "81.8"), european=("2", "18.2"), base=("11", "")),),
    )
    (question,) = moving_questions(months)
    said = merged_sentences(question.england, months)
    assert any(
        each.startswith("Very few gave the answer 'European' in April 2010:") for each in said
    )
    assert not any("'British'" in each and "answer 'British'" in each for each in said)


def test_answers_nobody_gave_are_not_drawn_and_ages_nobody_has_not_listed() -> None:
    def age(code: str, *cases: str) -> MovingRow:
        return MovingRow(Row(code, code), cases, tuple("" for _ in cases))

    ages = MovingTable(
        TABLES["figure_2"],
        ENGLAND,
        (age("11", "0", "0"), age("12", "0", "c"), age("13", "0", "0"), age("14", "1", "0"),
         age("15", "0", "0")),
        (),
    )  # fmt: skip
    assert [each.row.code for each in within(ages)] == ["12", "13", "14"]
    assert [each.row.code for each in drawn_rows(ages)] == ["12", "14"]

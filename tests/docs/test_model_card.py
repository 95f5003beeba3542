"""The model card of possible duplicates is that of today's model."""

from pathlib import Path

import pytest

from reports.model_tables import model_tables, with_tables
from schemas.declarations import HERE, read_toml
from schemas.linkage_declared import LinkageDeclared

CARD = Path(__file__).parents[2] / "docs" / "duplicates-model.md"


def _declared() -> LinkageDeclared:
    return read_toml(HERE / "linkage.toml", LinkageDeclared)[0]


def test_the_tables_of_the_model_card_are_those_of_the_model() -> None:
    """`make docs` writes them again."""
    written = CARD.read_text(encoding="utf-8")
    assert written == with_tables(written, _declared())


def test_every_comparison_and_the_reason_of_every_level_stand_in_the_tables() -> None:
    tables = model_tables(_declared())
    for comparison in _declared().comparison:
        assert f"**{comparison.name}**" in tables
        for level in comparison.levels:
            assert f"| {level.m} |" in tables
            assert level.reason in tables


def test_a_u_that_is_not_shipped_is_said_to_be_counted() -> None:
    assert "| gender agrees | 0.98 | counted |" in model_tables(_declared())
    assert "| same identifier | 0.75 | 0.0001 |" in model_tables(_declared())


def test_the_reach_of_a_dates_level_is_told_in_days() -> None:
    tables = model_tables(_declared())
    assert "| dates of referral or assessment up to 31 days apart | 0.3 |" in tables
    assert "| dates of referral or assessment further apart | 0.25 |" in tables


def test_a_card_without_the_marks_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="marks"):
        with_tables("# The model\n", _declared())

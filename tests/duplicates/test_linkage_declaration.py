"""The linkage model as it is shipped, and mistakes in it."""

from pathlib import Path

import pytest

from schemas.codebook_reading import load_codebook
from schemas.declarations import HERE, DeclarationError
from schemas.linkage import load_linkage, read_linkage

SHIPPED = (HERE / "linkage.toml").read_text(encoding="utf-8")


def test_every_level_of_the_shipped_model_has_its_reason_and_its_words() -> None:
    linkage = load_linkage()
    assert len(linkage.comparisons) == 23
    for comparison in linkage.comparisons:
        assert comparison.reason
        assert all(level.reason and level.words for level in comparison.levels)


def test_the_identifiers_u_is_shipped_and_all_others_are_counted() -> None:
    linkage = load_linkage()
    assert linkage.comparison("identifier").levels[0].u == 0.0001
    shipped = {each.name for each in linkage.comparisons if each.levels[0].u is not None}
    assert shipped == {"identifier", "agency"}


def test_no_question_is_compared_twice_unless_one_comparison_waits_for_the_other() -> None:
    seen: set[str] = set()
    for comparison in load_linkage().comparisons:
        again = seen & set(comparison.questions)
        assert not again or comparison.given or comparison.unless
        seen |= set(comparison.questions)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "gender"', 'name = "gender"\nweight = 3', "unknown key 'weight'"),
        ('questions = ["gender"]', 'questions = ["sex"]', "'sex' is no question of the codebook"),
        (
            'questions = ["gender"]',
            'questions = ["age"]',
            "'age' is no question of the kind needed here",
        ),
        ('"same", m = 0.98', '"same", m = 0.97', "the m add up to 0.99 and not to 1"),
        (
            '"same", m = 0.98',
            '"same", u = 0.5, m = 0.98',
            "u of a comparison of the kind 'answer' is counted in the data and can't be given",
        ),
        ("u = 0.0001, ", "", "u of a comparison of the kind 'identifier' must be given"),
        ("u = 0.0001, ", "u = 0.01, ", "the u add up to 1.0099 and not to 1"),
        ('"same", m = 0.98', '"alike", m = 0.98', "the levels must be same, different"),
        ('given = "ethnic_group"', 'given = "placement"', "is no comparison above this one"),
        ('name = "age"', 'name = "identifier"', "'identifier' is declared twice"),
        ("days = 31", "days = 999", "each level must reach further than the one before"),
        ("probability = 0.1", "probability = 1.0", "1 must lie between 0 and 1"),
        ("most = 30", "most = 1", "fewer than two young people are no pair"),
        ("most = 4\n", "most = 1\n", "a date of one young person is common to nobody"),
        ('keys = ["digits"]', 'keys = ["figures"]', "'figures' is no question of the codebook"),
        ('keys = ["digits"]', "keys = []", "a rule needs a key"),
    ],
)
def test_a_mistake_in_the_model_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in SHIPPED
    path = tmp_path / "linkage.toml"
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DeclarationError) as error:
        read_linkage(path, load_codebook())
    assert message in str(error.value)
    assert str(error.value).startswith("linkage.toml, line ")

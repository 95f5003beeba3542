"""What people decided holds in the year: who is one, and who is not, in all its months."""

from pathlib import Path

from pipeline.duplicates.decision_store import add_decisions
from pipeline.duplicates.decisions import SeenProfile
from tests.duplicates.deciding import not_same, same, seen
from tests.years.history import Return, movements_at, store_of, year_in, yp

MAY, JUNE = "2010-05-31", "2010-06-30"


def test_two_whom_a_person_joined_are_one_young_person_with_one_spell(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", MAY, [yp("A-1", referral_date="2010-04-10")]),
        Return("Police", MAY, [yp("X-9", referral_date="2010-05-05")]),
        Return("Harbour", JUNE, [yp("A-1", closure_date="2010-06-15")]),
        Return("Police", JUNE, [yp("X-9", referral_date="2010-05-05")]),
    )
    assert movements_at(year_in(store).report.movements).individuals == 2
    add_decisions(store, [same("Harbour A-1", "Police X-9")])
    found = year_in(store)
    assert movements_at(found.report.movements).individuals == 1
    assert movements_at(found.report.movements).ended == 0
    assert [use.state for use in found.uses] == ["applied"]


def test_two_whom_a_person_parted_are_two_though_they_share_an_identifier(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", MAY, [yp("AB-1", gender="female")]),
        Return("Police", JUNE, [yp("AB-1", gender="female")]),
    )
    assert movements_at(year_in(store).report.movements).individuals == 1
    add_decisions(store, [not_same("Harbour AB-1", "Police AB-1")])
    assert movements_at(year_in(store).report.movements).individuals == 2


def test_an_age_noted_with_a_decision_does_not_keep_it_from_holding_later(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", MAY, [yp("A-1", age="14")]),
        Return("Police", "2011-03-31", [yp("X-9", age="15")]),
    )
    of_a = seen("Harbour A-1", SeenProfile(gender=None, born=None, age=14))
    add_decisions(store, [same(of_a, "Police X-9")])
    assert movements_at(year_in(store).report.movements).individuals == 1

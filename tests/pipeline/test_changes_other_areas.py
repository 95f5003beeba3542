"""A return with the young people of the same agency's return for another area."""

from datetime import date
from pathlib import Path

from ingest.agencies import NO_AGENCIES
from ingest.delivery import open_delivery
from pipeline.changes import changes_of
from pipeline.configuration import ChangeThresholds
from pipeline.intake import take_in
from pipeline.return_shares import records_by_return
from pipeline.returns import ReturnId, stored_returns
from pipeline.store import Store
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.months import JUNE, MAY, YORK, File, Record, codes, months, people, six
from tests.sending import write_register, write_return

LEEDS_IN_MAY = {**MAY, "area": "Leeds"}
LEEDS_IN_JUNE = {**JUNE, "area": "Leeds"}
LEEDS = ReturnId("harbour project", "383", date(2011, 6, 6))


def test_another_areas_return_is_known_by_its_young_people(tmp_path: Path) -> None:
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six(gender="female")), File(MAY, six(21, gender="female"))],
        [File(JUNE, six(gender="female"))],
    )[YORK]
    assert codes(found) == ["many_new_identifiers", "other_areas_return"]
    assert found.warnings[1].figures.endswith(
        "6 of 6 young people are in the return for Leeds of 9 May 2011."
    )


def test_another_areas_return_in_the_same_delivery_is_known_too(tmp_path: Path) -> None:
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six()), File(MAY, six(21))],
        [File(LEEDS_IN_JUNE, [*six(), *people("YP9")]), File(JUNE, [*six(), *people("YP9")])],
    )
    assert "other_areas_return" in codes(found[YORK])
    assert codes(found[LEEDS]) == []
    assert (
        found[YORK]
        .warnings[-1]
        .figures.endswith("7 of 7 young people are in the return for Leeds of 6 June 2011.")
    )


def test_another_areas_return_of_the_same_day_that_came_before_is_known(tmp_path: Path) -> None:
    found = months(tmp_path, [File(LEEDS_IN_JUNE, six())], [File(JUNE, six())])
    assert codes(found[YORK]) == ["other_areas_return"]


def test_of_first_returns_with_the_same_young_people_each_may_be_the_others(
    tmp_path: Path,
) -> None:
    found = months(tmp_path, [File(LEEDS_IN_JUNE, six()), File(JUNE, six())])
    assert codes(found[YORK]) == codes(found[LEEDS]) == ["other_areas_return"]


def test_two_areas_with_the_same_young_people_are_odd_though_they_were_the_same_before(
    tmp_path: Path,
) -> None:
    may, june = six(gender="female"), [*six(gender="female")[:5], *people("YP6", gender="n/k")]
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, may), File(MAY, may)],
        [File(LEEDS_IN_JUNE, june), File(JUNE, june)],
    )
    assert codes(found[YORK]) == codes(found[LEEDS]) == ["other_areas_return"]


def test_an_area_whose_young_people_another_one_took_over_is_not_odd_itself(
    tmp_path: Path,
) -> None:
    june = [*six()[:5], *people("YP6", gender="male")]
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six(21)), File(MAY, six())],
        [File(LEEDS_IN_JUNE, june), File(JUNE, june)],
    )
    assert codes(found[YORK]) == []
    assert codes(found[LEEDS]) == ["many_new_identifiers", "other_areas_return"]


def test_areas_taken_one_for_the_other_are_known_by_last_months(tmp_path: Path) -> None:
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six()), File(MAY, six(21))],
        [File(LEEDS_IN_JUNE, six(21)), File(JUNE, six())],
    )
    assert codes(found[YORK]) == codes(found[LEEDS])
    assert codes(found[YORK]) == ["many_new_identifiers", "other_areas_return"]
    assert (
        found[YORK]
        .warnings[1]
        .figures.endswith("6 of 6 young people are in the return for Leeds of 9 May 2011.")
    )


def test_a_young_person_listed_twice_is_one_of_those_of_another_area(tmp_path: Path) -> None:
    york = [*six(21), *people("YP1", "YP1", "YP1", "YP2", "YP2", "YP2")]
    found = months(tmp_path, [File(LEEDS_IN_MAY, six()), File(MAY, six(21))], [File(JUNE, york)])
    assert codes(found[YORK]) == ["many_new_identifiers"]  # 2 of 8


def test_young_people_who_were_in_this_areas_return_before_are_not_another_areas(
    tmp_path: Path,
) -> None:
    both = six(gender="female")
    found = months(tmp_path, [File(LEEDS_IN_MAY, both), File(MAY, both)], [File(JUNE, both[:5])])
    assert codes(found[YORK]) == []


def numbered(genders: str, **answers: str) -> list[Record]:
    """1, 2, 3 ... with these genders (f, m) and answers."""
    words = {"f": "female", "m": "male"}
    return [
        {"local_id": str(n), "gender": words[letter], **answers}
        for n, letter in enumerate(genders, start=1)
    ]


BORN = {"date_of_birth": "02/1996"}
BORN_EARLIER = {"date_of_birth": "11/1995"}


def test_areas_that_both_number_from_one_are_told_apart_by_who_the_young_people_are(
    tmp_path: Path,
) -> None:
    leeds = numbered("ffffff", **BORN_EARLIER)
    york = numbered("ffffff", **BORN)
    found = months(tmp_path, [File(LEEDS_IN_MAY, leeds)], [File(JUNE, york)])
    assert codes(found[YORK]) == []


def test_small_numbers_beside_answers_that_most_give_say_nothing_of_the_area(
    tmp_path: Path,
) -> None:
    same = numbered("ffmff", ethnicity="WBRI", nationality="british")
    found = months(tmp_path, [File(LEEDS_IN_MAY, same)], [File(JUNE, same)])
    assert codes(found[YORK]) == []


def test_another_areas_numbered_return_is_known_though_this_area_has_the_numbers_too(
    tmp_path: Path,
) -> None:
    leeds = numbered("ffmff", **BORN)
    york = numbered("mfmmf", **BORN_EARLIER)
    found = months(tmp_path, [File(LEEDS_IN_MAY, leeds), File(MAY, york)], [File(JUNE, leeds)])
    assert codes(found[YORK]) == ["other_areas_return"]


def test_where_the_register_says_own_no_identifier_says_anything_of_the_area(
    tmp_path: Path,
) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    covers = [LEEDS_IN_MAY, JUNE]
    for n, cover in enumerate(covers):
        write_return(tmp_path / str(n) / "a.csv", six(), cover)
        write_register(tmp_path / str(n), [{**cover, "file": "a.csv", "numbering": "own"}])
        standing = stored_returns(store.covers(), areas).standing
        result = take_in(open_delivery(tmp_path / str(n)), store)
    new = records_by_return(result, areas)
    found = changes_of(
        new, standing, store, load_codebook(), areas, NO_AGENCIES, ChangeThresholds()
    )
    assert codes(found[YORK]) == []


def test_areas_that_both_number_from_one_are_not_odd_in_one_delivery(tmp_path: Path) -> None:
    may, june = numbered("ffmff"), numbered("ffmffm", nationality="british")
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, may), File(MAY, may)],
        [File(LEEDS_IN_JUNE, june), File(JUNE, june)],
    )
    assert codes(found[YORK]) == codes(found[LEEDS]) == []

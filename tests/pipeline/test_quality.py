"""Quality by agency and theme, and for how many young people data was provided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import run
from pipeline.sealed_files import PROBLEMS
from pipeline.snapshot import take_snapshot
from pipeline.store import Store
from reports.quality import Quality
from reports.tables import held_tables
from reports.tables_reading import load_tables
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.counted import DAY, Counted, Sent, counted_in, deliver, ingest, sent, snapshot
from tests.sending import read_csv, write_return

ROOT = Path(__file__).parents[2]
ENGLAND = "E92000001"
States = tuple[int, int, int, int]
STATES = ("answered", "not_known", "not_provided", "refused")


def quality(out: Path, theme: int) -> dict[tuple[str, str], States]:
    """The states of a theme by geography and agency."""
    return {
        (line["geography_code"], line["agency"]): tuple(int(line[state]) for state in STATES)
        for line in read_csv(out / "restricted" / "quality.csv")
        if line["theme"] == str(theme)
    }  # type: ignore[return-value]


def provided(out: Path) -> dict[tuple[str, str], tuple[int, ...]]:
    """Cases, asked, provided, not known and not provided by geography and question."""
    names = ("cases", "asked", "provided", "not_known", "not_provided")
    return {
        (line["geography_code"], line["question"]): tuple(int(line[name]) for name in names)
        for line in read_csv(out / "restricted" / "data-provided.csv")
    }


def test_an_agency_stands_beside_its_region_and_england(tmp_path: Path) -> None:
    one = {"local_id": "A1", "sexual_health_concern": "yes", "mental_health_concern": "nk"}
    two = {"local_id": "A2", "sexual_health_concern": "perhaps"}
    far = {"local_id": "A3", "camhs_contact": "no"}
    files = (sent("Quay", one, two), sent("Wharf", far, area="Leeds"), sent("Pier", area="Torbay"))
    snapshot(deliver(tmp_path, *files), tmp_path / "out")
    out = tmp_path / "out"
    lines = quality(out, 6)
    assert lines["E06000014", "Quay"] == (1, 1, 3, 1)
    assert lines["E08000035", "Wharf"] == (1, 0, 2, 0)
    assert lines["E12000003", ""] == (2, 1, 5, 1)
    assert lines[ENGLAND, ""] == (2, 1, 5, 1)
    assert lines["E12000009", ""] == (0, 0, 0, 0)
    assert len(lines) == 1 + 9 + 2
    health = [line for line in read_csv(out / "restricted" / "quality.csv") if line["theme"] == "6"]
    assert [line["geographic_level"] for line in health] == [
        "national", *["regional"] * 9, "agency", "agency",
    ]  # fmt: skip
    (quay,) = (line for line in health if line["agency"] == "Quay")
    assert (quay["geography_name"], quay["theme_title"], quay["asked"]) == ("York", "Health", "6")
    assert [quay[f"{state}_percent"] for state in STATES] == ["16.7", "16.7", "50.0", "16.7"]


def test_each_agency_answers_for_its_own_row_of_a_young_person(tmp_path: Path) -> None:
    files = (
        sent("Quay", {"local_id": "X77", "camhs_contact": "yes"}),
        sent("Wharf", {"local_id": "X77", "mental_health_concern": "no"}),
    )
    counted = snapshot(deliver(tmp_path, *files), tmp_path / "out")
    assert counted.flow["duplicate"] == 1
    lines = quality(tmp_path / "out", 6)
    assert lines["E06000014", "Quay"] == lines["E06000014", "Wharf"] == (1, 0, 2, 0)
    assert lines[ENGLAND, ""] == (2, 0, 4, 0)
    cases = provided(tmp_path / "out")
    assert cases[ENGLAND, "camhs_contact"] == (1, 1, 1, 0, 0)
    assert cases[ENGLAND, "mental_health_concern"] == (1, 1, 1, 0, 0)
    assert cases[ENGLAND, "sexual_health_concern"] == (1, 1, 0, 0, 1)


def test_rows_that_do_not_reach_the_counting_are_left_out(tmp_path: Path) -> None:
    rows: Sequence[Mapping[str, str]] = (
        {"local_id": "A1", "camhs_contact": "yes"},
        {"local_id": "A2", "camhs_contact": "yes", "closure_date": "2011-05-01"},
        {"local_id": "A3", "camhs_contact": "yes", "age": "20"},
        {"local_id": "A4", "camhs_contact": "yes", "area": "Atlantis"},
        {"local_id": "A5", "camhs_contact": "yes", "area": "Cardiff"},
    )
    snapshot(deliver(tmp_path, sent("Quay", *rows)), tmp_path / "out")
    assert quality(tmp_path / "out", 6)[ENGLAND, ""] == (1, 0, 2, 0)


def test_an_agency_has_a_line_for_each_of_its_areas_also_for_a_joint_board(tmp_path: Path) -> None:
    york = {"local_id": "A1", "camhs_contact": "yes"}
    board = {"local_id": "A2", "camhs_contact": "nk", "area": "City and Hackney"}
    snapshot(deliver(tmp_path, sent("Quay", york, board)), tmp_path / "out")
    lines = quality(tmp_path / "out", 6)
    assert lines["E06000014", "Quay"] == (1, 0, 2, 0)
    assert lines["E09000001+E09000012", "Quay"] == lines["E12000007", ""] == (0, 1, 2, 0)


def test_one_agency_in_two_spellings_has_one_line_under_the_first(tmp_path: Path) -> None:
    one, two = {"local_id": "A1"}, {"local_id": "A2"}
    snapshot(deliver(tmp_path, sent("The Quay", one), sent("THE  QUAY", two)), tmp_path / "out")
    lines = quality(tmp_path / "out", 6)
    assert lines["E06000014", "The Quay"] == (0, 0, 6, 0)
    assert len(lines) == 1 + 9 + 1


def test_a_dependent_question_is_asked_of_those_with_its_condition_alone(tmp_path: Path) -> None:
    home = {"local_id": "A1", "living_situation": "with_family", "family_setting": "family_home"}
    kin = {"local_id": "A2", "living_situation": "with_family", "family_setting": "nk"}
    blank = {"local_id": "A3", "living_situation": "with_family"}
    alone = {"local_id": "A4", "living_situation": "independent"}
    snapshot(deliver(tmp_path, sent("Quay", home, kin, blank, alone)), tmp_path / "out")
    assert provided(tmp_path / "out")[ENGLAND, "family_setting"] == (4, 3, 1, 1, 1)
    (line,) = (
        line
        for line in read_csv(tmp_path / "out" / "restricted" / "data-provided.csv")
        if (line["geography_code"], line["question"]) == ("E06000014", "family_setting")
    )
    assert line["geographic_level"] == "local_authority"
    assert (line["theme"], line["question_label"]) == ("4", "If with family")
    assert line["percent_provided"] == "33.3"


def test_a_store_without_anyone_to_count_has_england_and_the_regions(tmp_path: Path) -> None:
    snapshot(
        deliver(tmp_path, sent("Quay", {"local_id": "A1", "closure_date": "2011-05-01"})),
        tmp_path / "out",
    )
    assert set(quality(tmp_path / "out", 1).values()) == {(0, 0, 0, 0)}
    assert set(provided(tmp_path / "out").values()) == {(0, 0, 0, 0, 0)}


def test_problems_changed_after_sealing_stop_the_snapshot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    ingest(store, write_return(tmp_path / "a.csv", [{"local_id": "A1", "gender": "seven"}]))
    (path,) = store.glob(f"sealed/*/{PROBLEMS}")
    pq.write_table(pq.read_table(path).slice(0, 0), path)
    out = ["--date", DAY, "--out", str(tmp_path / "out")]
    assert run(["snapshot", "--store", str(store), *out]) == 2
    assert "was changed after it was sealed" in capsys.readouterr().err


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    ingest(folder / "store", *sorted((ROOT / "data" / "sample" / "returns").iterdir()))
    snapshot(folder / "store", folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def tables(sample: Path) -> Counted:
    return counted_in(sample)


@pytest.mark.parametrize(
    "table_id", [each.id for each in held_tables(load_tables(), ["2011"]) if each.question]
)
def test_data_provided_agrees_with_the_table_of_the_question_at_every_place(
    sample: Path, tables: Counted, table_id: str
) -> None:
    """Where a table counts 'not known' in its base or leaves 'none' out of it, the base differs by
    these cases (contract); those of whom a question is not asked are outside the base too."""
    (table,) = (each for each in load_tables() if each.id == table_id)
    assert table.question is not None
    of_question = {
        place: figures
        for (place, question), figures in provided(sample).items()
        if question == table.question.name
    }
    assert len(of_question) > 50
    for place, (cases, asked, answered, not_known, not_provided) in of_question.items():
        base = int(tables.of(table_id, "base", place))
        outside = int(tables.cases.get((table_id, place, "outside_base", "total"), "0"))
        assert cases == int(tables.of("table_2", "base", place))
        assert not_provided == int(tables.of(table_id, "not_provided", place))
        if table_id in ("table_5", "table_6"):
            assert base == answered + not_known
        else:
            assert not_known == int(tables.of(table_id, "not_known", place))
            assert base == answered - (outside if table_id in ("figure_9", "table_9") else 0)
        if table.question.only_where is not None:
            assert asked == cases - outside
        else:
            assert asked == cases


def test_the_study_s_427_cases_with_data_on_missing_episodes_are_met(sample: Path) -> None:
    assert provided(sample)[ENGLAND, "missing_episodes"][2] == 427


def test_in_data_provided_places_add_up_to_regions_and_regions_to_england(sample: Path) -> None:
    sums: dict[str, Counter[tuple[str, str]]] = {}
    for line in read_csv(sample / "restricted" / "data-provided.csv"):
        level = line["geographic_level"].replace("joint_board", "local_authority")
        for name in ("cases", "asked", "provided", "not_known", "not_provided"):
            sums.setdefault(level, Counter())[line["question"], name] += int(line[name])
        parts = ("provided", "not_known", "not_provided")
        assert sum(int(line[name]) for name in parts) == int(line["asked"])
    assert sums["national"] == sums["regional"] == sums["local_authority"]


def test_in_quality_agencies_add_up_to_regions_and_regions_to_england(sample: Path) -> None:
    sums: dict[str, Counter[tuple[str, str]]] = {}
    for line in read_csv(sample / "restricted" / "quality.csv"):
        for name in ("asked", *STATES):
            sums.setdefault(line["geographic_level"], Counter())[line["theme"], name] += int(
                line[name]
            )
        assert sum(int(line[name]) for name in STATES) == int(line["asked"])
    assert sums["national"] == sums["regional"] == sums["agency"]
    assert sums["national"]["6", "asked"] == 3 * (1065 + 84)


# What stands in a cell, by question, and the state that it makes.
CELLS: Mapping[str, Mapping[str, str]] = {
    "gender": {"female": "answered", "nk": "not_known", "": "not_provided", "seven": "refused"},
    "referral_date": {
        "2011-01-02": "answered", "n/k": "not_known", "": "not_provided", "spring": "refused",
    },
    "support_provided": {
        "education;juggling": "answered", "not known": "not_known", "": "not_provided",
        "juggling;fencing": "refused",
    },
    "camhs_contact": {
        "no": "answered", "?": "not_known", "": "not_provided", "perhaps": "refused",
    },
}  # fmt: skip
THEME_OF = {"gender": 1, "referral_date": 2, "support_provided": 2, "camhs_contact": 6}
ASKED_OF_ALL = {1: 6, 2: 4, 3: 4, 4: 1, 5: 2, 6: 3, 7: 4, 8: 3}
AREA_CODES = {"York": "E06000014", "Leeds": "E08000035", "Torbay": "E06000027"}

record = st.fixed_dictionaries({name: st.sampled_from([*cells]) for name, cells in CELLS.items()})
world = st.dictionaries(
    st.tuples(st.sampled_from(["Quay", "Wharf"]), st.sampled_from([*AREA_CODES])),
    st.lists(record, min_size=1, max_size=4),
    min_size=1,
)


def expected_states(records: Sequence[Mapping[str, str]]) -> dict[int, States]:
    """By theme what the cells make, all that is not planted being blank."""
    counts = {theme: Counter[str]() for theme in ASKED_OF_ALL}
    for each in records:
        for name, said in each.items():
            counts[THEME_OF[name]][CELLS[name][said]] += 1
    for theme, asked in ASKED_OF_ALL.items():
        planted = sum(of == theme for of in THEME_OF.values())
        counts[theme]["not_provided"] += (asked - planted) * len(records)
    return {
        theme: (states["answered"], states["not_known"], states["not_provided"], states["refused"])
        for theme, states in counts.items()
    }


def snapshot_quality(tmp_path: Path, files: Sequence[Sent]) -> Quality:
    for n, file in enumerate(files):
        write_return(
            tmp_path / "d" / f"{n}.csv", file.records, {"agency": file.agency, **file.cover}
        )
    ingest(tmp_path / "store", tmp_path / "d")
    store = Store(tmp_path / "store")
    return take_snapshot(store, date(2011, 6, 6), load_areas(), load_codebook()).quality


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=world)
def test_whatever_is_sent_each_cell_is_in_its_state_in_cover_and_snapshot(
    tmp_path_factory: pytest.TempPathFactory,
    world: Mapping[tuple[str, str], Sequence[Mapping[str, str]]],
) -> None:
    folder = tmp_path_factory.mktemp("world")
    files = [
        sent(agency, *({"local_id": f"X{n}", **each} for n, each in enumerate(records)), area=area)
        for (agency, area), records in world.items()
    ]
    found = snapshot_quality(folder, files)
    for (agency, area), records in world.items():
        (line,) = (
            each
            for each in found.agencies
            if (each.agency, each.geography.code) == (agency, AREA_CODES[area])
        )
        states = {
            theme.number: each.counts for theme, each in zip(found.themes, line.themes, strict=True)
        }
        assert states == expected_states(records)
    everyone = [each for records in world.values() for each in records]
    assert [each.counts for each in found.england.themes] == [*expected_states(everyone).values()]
    sealed = {
        (part.agency, part.area): {
            each.theme: (each.answered, each.not_known, each.not_provided, each.refused)
            for each in part.themes
        }
        for cover in Store(folder / "store").covers()
        for part in cover.returns
    }
    assert sealed == {
        (agency, AREA_CODES[area]): expected_states(records)
        for (agency, area), records in world.items()
    }

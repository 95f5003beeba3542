"""Own tables of random countries, attacked: nothing can be worked out, exactly or nearly.

`make soak` looks at many more (LSCB_OWN_WORLDS).
"""

import os
from pathlib import Path

import pytest

from pipeline.attack.crosses import attack_crosses
from pipeline.attack.crosses_reading import crosses_in
from pipeline.own_tables import protected_beside
from pipeline.releases.held_together import printed_figures
from reports.own_tables_csv import own_tables_csv
from reports.own_tables_view import published_view
from tests.disclosure.worlds import make_world
from tests.own_tables.towns import GENDER_BY_ETHNICITY, crosses_of, own_tables, standard_of

WORLDS = int(os.environ.get("LSCB_OWN_WORLDS", "3"))
SEVERAL = """
[[table]]
id = "support_by_gender"
title = "Support by gender"
question = "support_provided"
by = "gender"

[[table]]
id = "living_by_age"
title = "Living situation by age"
question = "living_situation"
by = "age"
by_bands = ["0-9", "10-12", "13-15", "16-17", "18+"]
"""


OF_2020 = """
[[table]]
id = "risk_by_type"
title = "Risk now by type of exploitation"
question = "risk_now"
by = "exploitation_type"
"""


def nothing_is_found(seed: int, text: str, folder: Path, *, forms: bool = False) -> None:
    people = make_world(seed, forms=forms).people
    crosses = crosses_of(people, own_tables(folder, text))
    standard = standard_of(people)
    publication = protected_beside(crosses, standard, False, 5)
    shown = crosses_in(own_tables_csv(published_view(crosses, publication)), Path("tables.csv"))
    alone = attack_crosses(shown)
    assert alone.hidden > 0
    assert alone.found == ()
    beside = attack_crosses(shown, printed_figures(standard.publication.tables))
    assert beside.found == ()


@pytest.mark.parametrize("seed", range(WORLDS))
def test_gender_by_ethnicity_by_region_tells_nothing(seed: int, tmp_path: Path) -> None:
    nothing_is_found(seed, GENDER_BY_ETHNICITY, tmp_path)


@pytest.mark.parametrize("seed", [4, *range(10, 5 + WORLDS)])
def test_several_tables_of_a_file_tell_nothing_together(seed: int, tmp_path: Path) -> None:
    nothing_is_found(seed, SEVERAL, tmp_path)


@pytest.mark.parametrize("seed", [0, *range(10, 5 + WORLDS)])
def test_questions_of_a_later_form_tell_nothing_together(seed: int, tmp_path: Path) -> None:
    nothing_is_found(seed, OF_2020, tmp_path, forms=True)

"""Releases that are read together: a day that is corrected, and months one after the other.

`LSCB_MONTHS` is the number of months and `LSCB_MONTH_SEEDS` that of the countries; a year takes
minutes."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from pipeline.attack.attack import attack_figures
from pipeline.publication import NotFitToPublish, fit_to_publish
from pipeline.releases.sealed import SNAPSHOT, Seal, SealedRelease
from reports.disclosure.published import Publication
from reports.figures import TrueTables
from reports.tables_csv import published_tables_csv
from tests.disclosure.printing import printed
from tests.disclosure.worlds import counted, make_world

SEEDS = range(int(os.environ.get("LSCB_MONTH_SEEDS", "1")))
MONTHS = int(os.environ.get("LSCB_MONTHS", "3"))
CHANGED, THRESHOLD = 2, 5
_TOGETHER = frozenset(
    {
        "place",
        "region",
        "agency_type",
        "age",
        "age_not_known",
        "living_situation",
        "family_setting",
        "looked_after_placement",
    }
)


def sealed(publication: Publication, number: int) -> SealedRelease:
    """As if it had been released."""
    text = published_tables_csv(publication.tables).encode()
    seal = Seal(
        id=str(number),
        name=f"release {number}",
        sealed_at=datetime(2011, 1, 1, tzinfo=UTC) + timedelta(days=number),
        command=SNAPSHOT,
        day=publication.tables.day,
        threshold=THRESHOLD,
        local_tables=False,
        hidden=publication.tables.hidden,
        contents={},
        program_version="",
    )
    return SealedRelease(seal, publication.pattern.cells, lambda _: text)


def with_changes(people: pa.Table, draws: np.random.Generator, changes: int) -> pa.Table:
    """The young people after so many went, came (alike to another) or had an answer changed."""
    rows = people.to_pylist()
    answers = [name for name in people.schema.names if name not in _TOGETHER]
    for _ in range(changes):
        one, other = (int(n) for n in draws.integers(len(rows), size=2))
        match int(draws.integers(3)):
            case 0:
                rows.pop(one)
            case 1:
                where = {name: rows[other][name] for name in ("place", "region")}
                rows.append({**rows[one], **where})
            case _:
                question = answers[int(draws.integers(len(answers)))]
                rows[one] = {**rows[one], question: rows[other][question]}
    return pa.Table.from_pylist(rows, schema=people.schema)


def months(seed: int) -> Iterator[TrueTables]:
    """Months of a small country in which two young people change from one to the next."""
    draws = np.random.default_rng(seed)
    people = make_world(2, size=250).people
    for month in range(MONTHS):
        yield replace(counted(people), day=date(2011, 1 + month, 6))
        people = with_changes(people, draws, CHANGED)


@pytest.mark.parametrize("seed", SEEDS)
def test_of_months_no_hidden_count_is_known_to_who_knows_that_two_changed(
    seed: int,
) -> None:
    """A month that can't be made fit is not released."""
    released: list[Publication] = []
    for tables in months(seed):
        sealed_before = [sealed(each, n) for n, each in enumerate(released)]
        try:
            released.append(fit_to_publish(tables, False, THRESHOLD, CHANGED, sealed_before))
        except NotFitToPublish:
            continue
    assert len(released) >= 2 * MONTHS // 3
    figures = [printed(each.tables) for each in released]
    assert attack_figures(figures, changed=CHANGED, only_exact=True).exact == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_day_and_its_correction_tell_nothing_together(seed: int) -> None:
    draws = np.random.default_rng(seed)
    people = make_world(4, size=300).people
    first = fit_to_publish(counted(people), False, THRESHOLD, CHANGED, [])
    mended = counted(with_changes(people, draws, 8))
    second = fit_to_publish(mended, False, THRESHOLD, CHANGED, [sealed(first, 0)])
    assert first.pattern.cells <= second.pattern.cells
    finding = attack_figures([printed(first.tables), printed(second.tables)], threshold=THRESHOLD)
    assert (finding.exact, finding.narrow) == ((), ())

"""What `lscb duplicates find` does, and what it prints: counts, never who."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.configuration import NO_CONFIGURATION, Configuration
from pipeline.duplicates.named_area import named_area
from pipeline.duplicates.possible import Possible, possible_duplicates
from pipeline.duplicates.review import Found, review_of
from pipeline.duplicates.review_output import ReviewOf, write_review
from pipeline.duplicates.scoring import score_across
from pipeline.left_out import NOTHING, store_without
from pipeline.output import check_outside, check_replaceable
from pipeline.progress import progress_bar
from pipeline.snapshot import Snapshot, take_snapshot
from reports.review import Review
from reports.wording import RESTRICTED, long_date
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.linkage import load_linkage
from schemas.text import plural

_NAME_WIDTH = 44


class NobodyCounted(UserError):
    """Nobody is counted in the area on the day, so that there is nothing to compare."""


@dataclass(frozen=True)
class FindPlan:
    """Where the returns are, where the list goes, the day, the only area to list (by name or code,
    None for all), how old a return may be, the moment as of which the store counts (None for now),
    and the sealed files that count as never received."""

    store: Path
    out: Path
    day: date
    area: str | None
    max_age: int
    as_of: datetime | None
    left_out: frozenset[str] = NOTHING


def find_duplicates(
    plan: FindPlan, as_json: bool, configuration: Configuration = NO_CONFIGURATION
) -> None:
    """Writes the review list of a day and says how many pairs each area has.

    Raises UserError for an area that is none, NobodyCounted, and what `take_snapshot` and
    `write_review` raise.
    """
    areas, codebook, linkage = load_areas(), load_codebook(), load_linkage()
    area = None if plan.area is None else named_area(plan.area, areas, plan.day)
    store = store_without(plan.store, plan.left_out)
    check_outside(plan.store, plan.out)
    check_replaceable(plan.out)
    with progress_bar("possible duplicates", 4, as_json) as tick:
        snapshot = take_snapshot(
            store, plan.day, areas, codebook, plan.max_age, plan.as_of, configuration.agencies
        )
        tick("counted")
        possible = possible_duplicates(snapshot, codebook, linkage)
        if area is not None and area not in possible.most:
            raise NobodyCounted(
                f"No young person is counted in {areas.name_of(area)} on {long_date(plan.day)}, so "
                "there is nothing to compare. `lscb status` lists the areas that sent returns."
            )
        across = score_across(snapshot.units, codebook, linkage)
        tick("compared")
        review = review_of(_found(snapshot, possible, across, area), areas, codebook, linkage)
        people = sum(each for place, each in possible.most.items() if area in (None, place))
        made_from = ReviewOf(
            area, plan.max_age, plan.as_of, snapshot.agencies, people, plan.left_out
        )
        written = write_review(plan.out, review, made_from, codebook, tick)
    if as_json:
        click.echo(json.dumps(_as_json(review, written), indent=2, ensure_ascii=True))
        return
    for line in _lines(review, written):
        click.echo(line)


def _found(snapshot: Snapshot, possible: Possible, across: pa.Table, area: str | None) -> Found:
    """What is listed, of the only area where one is named.  Pairs of all areas are scored before:
    how often two agree by chance is counted over all."""
    pairs = possible.pairs
    if area is not None:
        pairs = pairs.filter(pc.equal(pairs["place"], area))
        ends = pc.or_(pc.equal(across["place_l"], area), pc.equal(across["place_r"], area))
        across = across.filter(ends)
    return Found(
        day=snapshot.day,
        units=snapshot.units,
        pairs=pairs,
        across=across,
        unsure=snapshot.unsure,
        least=possible.least,
        most=possible.most,
    )


def _pairs_by_area(review: Review) -> Counter[str]:
    return Counter(each.area_code for each in review.pairs)


def _as_json(review: Review, written: list[Path]) -> dict[str, object]:
    pairs = _pairs_by_area(review)
    return {
        "pairs": len(review.pairs),
        "across": len(review.across),
        "areas": [
            {
                "area_code": each.code,
                "area": each.name,
                "pairs": pairs[each.code],
                "least": each.least,
                "most": each.most,
            }
            for each in review.areas
        ],
        "files": [str(path) for path in written],
    }


def _lines(review: Review, written: list[Path]) -> Iterator[str]:
    """The counts by area, and the files."""
    pairs = _pairs_by_area(review)
    if not review.pairs:
        yield f"No possible duplicates were found within an area on {long_date(review.day)}."
    else:
        yield f"{plural(len(review.pairs), 'pair')} of young people of one area may be one:"
        yield f"{'':{_NAME_WIDTH}}{'pairs':>8}{'counted':>10}{'if all are one':>17}"
        for each in review.areas:
            numbers = f"{pairs[each.code]:>8,}{each.most:>10,}{each.least:>17,}"
            yield f"{each.name:{_NAME_WIDTH}}{numbers}"
    if review.across:
        yield f"{plural(len(review.across), 'pair')} may be known in two areas."
    yield f"{RESTRICTED}: answers about young people, for those who hold the returns. Written:"
    yield from (f"  {path}" for path in written)

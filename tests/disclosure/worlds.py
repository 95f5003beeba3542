"""Random national data sets: young people drawn at random, counted into all the shipped tables.

A world is made from its seed alone.  The seed gives the number of young people (60 to 20,000) and
what is odd about them: answers all alike, regions without anybody, boards of one or two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from reports.counting import count_tables
from reports.figures import TrueTables
from reports.tables import held_tables
from reports.tables_reading import load_tables
from schemas.areas import BOARD_JOIN, load_areas
from schemas.codebook import NONE, NOT_KNOWN, SEPARATOR, Question
from schemas.codebook_reading import load_codebook
from schemas.people import FORMS, people_schema

DAY = date(2011, 6, 6)
LEAST, MOST = 60, 20_000
KINDS = ("even", "skewed", "empty regions", "tiny boards", "one answer", "sparse")
"""`one answer`: whole boards and regions of which everybody gave the same answer.
`sparse`: most answers are not provided."""

Draws = np.random.Generator
Texts = np.ndarray[tuple[int], np.dtype[np.object_]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class World:
    """`people` is as in schemas.people.people_schema, `tables` the true figures counted from it."""

    seed: int
    kind: str
    people: pa.Table
    tables: TrueTables

    @property
    def name(self) -> str:
        return f"world {self.seed} ({self.kind}, {self.people.num_rows} young people)"


def make_world(
    seed: int,
    size: int | None = None,
    kind: str | None = None,
    boards: int | None = None,
    *,
    forms: bool = False,
) -> World:
    """The world of `seed`; the kinds take turns, the size is drawn (evenly on a log scale), and so
    is the number of boards.  With `forms` some young people are returned in the form of 2020."""
    draws = np.random.default_rng(seed)
    drawn = int(np.exp(draws.uniform(np.log(LEAST), np.log(MOST))))
    kind = kind or KINDS[seed % len(KINDS)]
    people = _people(draws, size or drawn, kind, boards, forms)
    return World(seed, kind, people, counted(people))


def make_country(seed: int, boards: int, size: int) -> World:
    """A country of exactly `boards` boards with `size` young people, for measuring."""
    draws = np.random.default_rng(seed)
    people = _people(draws, size, "even", boards)
    return World(seed, "even", people, counted(people))


def counted(people: pa.Table) -> TrueTables:
    """All the shipped tables, as a snapshot counts them."""
    areas = load_areas()
    names = {code: areas.name_of(code) for code in people["place"].unique().to_pylist()}
    tables = held_tables(load_tables(), people[FORMS].unique().to_pylist())
    return count_tables(people, tables, areas.regions, names, load_codebook(), DAY)


def shuffled(people: pa.Table, seed: int) -> pa.Table:
    """The same young people in another order."""
    return people.take(pa.array(np.random.default_rng(seed).permutation(people.num_rows)))


def _people(
    draws: Draws, size: int, kind: str, boards: int | None = None, forms: bool = False
) -> pa.Table:
    codebook = load_codebook()
    places, regions, place = _places(draws, size, kind, boards)
    columns: dict[str, Sequence[object]] = {
        "place": [places[n] for n in place],
        "region": [regions[n] for n in place],
        "agency_type": list(_pick(draws, ["statutory", "voluntary", "mixed"], size, kind)),
    }
    missing = 0.6 if kind == "sparse" else float(draws.choice([0.0, 0.05, 0.2]))
    alike = draws.random(len(places)) < (0.5 if kind == "one answer" else 0.0)
    answers: dict[str, Texts] = {}
    for question in codebook.of_form("2011").of_kind("one", "several"):
        found = _answers(draws, question, size, kind)
        found[draws.random(size) < missing] = None
        if draws.random() < 0.5:
            found[alike[place]] = _codes(question)[0]
        if question.only_where is not None:
            parent = answers[question.only_where.question]
            found[parent != question.only_where.is_] = None
        answers[question.name] = found
        columns[question.name] = found.tolist()
    ages, not_known = _ages(draws, size, kind, missing)
    columns["age"] = ages
    columns["age_not_known"] = not_known
    columns["forms"] = ["2011"] * size
    if forms:
        columns |= _of_2020(draws, size, kind, place, missing, answers)
    schema = people_schema(codebook)
    return pa.table(
        {field.name: columns.get(field.name, [None] * size) for field in schema}, schema=schema
    )


def _of_2020(
    draws: Draws,
    size: int,
    kind: str,
    place: np.ndarray[tuple[int], np.dtype[np.int64]],
    missing: float,
    answers: Mapping[str, Texts],
) -> dict[str, Sequence[object]]:
    """The columns of a world in which some boards have the form of 2020, some both: the versions,
    and the answers to what only that form asks."""
    texts = np.array(["2011", "2020", "2011;2020"], dtype=object)
    of_board = draws.choice(3, int(place.max()) + 1, p=[0.4, 0.4, 0.2])
    drawn = np.where(draws.random(size) < 0.8, of_board[place], draws.choice(3, size))
    columns: dict[str, Sequence[object]] = {"forms": texts[drawn].tolist()}
    codebook = load_codebook()
    later: dict[str, Texts] = {}
    for question in codebook.of_kind("one", "several"):
        if codebook.is_of_every_form(question):
            continue
        found = _answers(draws, question, size, kind)
        found[draws.random(size) < missing] = None
        found[drawn == 0] = None
        if question.only_where is not None:
            found[later[question.only_where.question] != question.only_where.is_] = None
        later[question.name] = found
        columns[question.name] = found.tolist()
    issues = answers["criminal_justice_issues"].copy()
    for n in np.flatnonzero(drawn == 1):
        issues[n] = issues[n] and issues[n].replace("asbo", "court_order")
    placements = answers["looked_after_placement"].copy()
    placements[(placements == "other") & (drawn > 0) & (draws.random(size) < 0.5)] = "foster_care"
    columns["criminal_justice_issues"] = issues.tolist()
    columns["looked_after_placement"] = placements.tolist()
    return columns


def _places(
    draws: Draws, size: int, kind: str, boards: int | None
) -> tuple[list[str], list[str], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Codes of boards, their regions, and the number of the board of each young person."""
    areas = load_areas()
    known = [(each.gss, each.region) for each in areas.authorities.values() if each.in_force(DAY)]
    known += [
        (BOARD_JOIN.join(members), areas.authorities[members[0]].region)
        for members in areas.boards.values()
        if all(areas.authorities[member].in_force(DAY) for member in members)
    ]
    wanted = boards or int(draws.integers(3, len(known)))
    if kind == "empty regions":
        left = set(draws.permutation(sorted({region for _, region in known}))[:4].tolist())
        known = [each for each in known if each[1] in left]
    chosen = [known[n] for n in draws.permutation(len(known))[:wanted]]
    weights = np.exp(draws.normal(0, 0.5, len(chosen)))
    if kind == "tiny boards":
        weights = np.where(draws.random(len(chosen)) < 0.7, 0.002, weights)
    place = draws.choice(len(chosen), size, p=weights / weights.sum())
    return [code for code, _ in chosen], [region for _, region in chosen], place


def _codes(question: Question) -> list[str]:
    return [option.code for option in question.answers]


def _pick(draws: Draws, codes: Sequence[str], size: int, kind: str) -> Texts:
    weights = np.exp(draws.normal(0, 2.5 if kind == "skewed" else 0.8, len(codes)))
    return np.array(codes, dtype=object)[draws.choice(len(codes), size, p=weights / weights.sum())]


def _answers(draws: Draws, question: Question, size: int, kind: str) -> Texts:
    codes = _codes(question)
    if question.kind == "one":
        found = _pick(draws, codes, size, kind)
    else:
        found = _several(draws, codes, size, kind)
    if question.has(NOT_KNOWN):
        found[draws.random(size) < draws.choice([0.0, 0.02, 0.1])] = NOT_KNOWN
    return found


def _several(draws: Draws, codes: Sequence[str], size: int, kind: str) -> Texts:
    """Any of the codes, at least one, in their order; `none` stands alone."""
    given = np.array([code for code in codes if code != NONE], dtype=object)
    chances = draws.uniform(0.01, 0.5, len(given)) ** (3 if kind == "skewed" else 1)
    ticked = draws.random((size, len(given))) < chances
    nobody = ~ticked.any(axis=1)
    ticked[nobody, draws.integers(0, len(given), int(nobody.sum()))] = True
    found = np.array([SEPARATOR.join(given[row]) for row in ticked], dtype=object)
    if NONE in codes:
        found[draws.random(size) < draws.uniform(0, 0.7)] = NONE
    return found


def _ages(draws: Draws, size: int, kind: str, missing: float) -> tuple[list[int | None], Flags]:
    spread = 0.6 if kind == "one answer" else 2.0
    ages = np.clip(np.rint(draws.normal(14.5, spread, size)), 0, 25).astype(int)
    blank = draws.random(size) < missing
    not_known = blank & (draws.random(size) < 0.3)
    return [None if left else int(age) for age, left in zip(ages, blank, strict=True)], not_known

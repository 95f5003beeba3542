"""Real files, spoilt at random, are read or refused with a named problem; every row is somewhere.

LSCB_MUTATIONS is how many files are spoilt (300; 5,000 in `make soak`), LSCB_SEED which ones.  What
fails is written again by:  python -m tests.formats.spoil SEED NUMBER FILE
"""

import faulthandler
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from ingest.delivery import open_delivery
from ingest.files import file_reader
from pipeline.checked import check_delivery
from pipeline.delivery_result import DeliveryResult, FileResult
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from schemas.errors import UserError
from schemas.problems import load_problems
from tests.formats.mutations import identifiers_left, mutated
from tests.formats.people import young_people
from tests.formats.seeds import Seed, seeds

MUTATIONS = int(os.environ.get("LSCB_MUTATIONS", "150"))
SEED = int(os.environ.get("LSCB_SEED", "2011"))
BATCHES = 10
SECONDS = 10
HANGS = 120
TODAY = date(2011, 7, 1)


def spoilt_in(batch: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a batch, written; each with words by which it can be had again."""
    for number in range(batch, MUTATIONS, BATCHES):
        seed = seeds()[number % len(seeds())]
        spoilt = mutated(seed.content, seed.suffix, SEED, number)
        path = folder / f"{number}{seed.suffix}"
        path.write_bytes(spoilt.content)
        ways = ", ".join(spoilt.ways)
        yield f"seed {SEED}, number {number}: {seed.name}, {ways}", path


def checked(path: Path, words: str) -> DeliveryResult | None:
    """The result for a file, None where the delivery is refused as a whole (a zip may be)."""
    try:
        return check_delivery(open_delivery(path))
    except UserError as error:
        assert str(error).endswith("."), words
        return None


def hold_to_promise(result: FileResult, words: str) -> None:
    """Refused with a problem of the catalogue, or read and every row of it somewhere."""
    problem, answers = result.read.problem, result.read.answers
    if result.outcome == "refused":
        assert problem is not None, words
        assert answers is None, words
        assert load_problems()[problem.code].size == "file", words
        assert problem.code != "reading_failed", f"{words}: {problem.detail}"
        return
    assert problem is None, words
    if result.outcome == "same":
        return
    assert answers is not None, words
    assert result.records is not None, words
    assert result.problems is not None, words
    quarantined = sum(result.records["quarantined"].to_pylist())
    assert answers.rows.num_rows == result.records.num_rows == result.rows, words
    assert result.refused_rows == quarantined, words
    assert result.is_nil == (result.rows == 0), words
    assert result.left_out_rows >= 0, words
    records = set(result.records["record"].to_pylist())
    assert len(records) == result.records.num_rows, words
    assert set(result.problems["record"].to_pylist()) <= records, words
    sizes = {each.code: each.size for each in load_problems().values()}
    for each in result.problems.to_pylist():
        assert sizes[each["code"]] == each["size"], words


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_file_is_read_or_refused_and_every_row_is_somewhere(
    batch: int, tmp_path: Path
) -> None:
    reader = file_reader(load_codebook(), load_areas(), TODAY)
    whole: dict[str, str] = {}
    for words, path in spoilt_in(batch, tmp_path):
        began = time.monotonic()
        with named(words):
            if path.suffix == ".zip":
                for each in _results(path, words):
                    hold_to_promise(each, words)
                path.unlink()
            else:
                (file,) = open_delivery(path).files
                read = reader.read(file)
                assert (read.problem is None) != (read.answers is None), words
                failed = read.problem is not None and read.problem.code == "reading_failed"
                assert not failed, f"{words}: {read.problem}"
                whole[path.name] = words
        assert time.monotonic() - began < SECONDS, words
    for result in _together(tmp_path, whole):
        hold_to_promise(result, whole[result.read.path])


@contextmanager
def named(words: str) -> Iterator[None]:
    """Adds `words` to whatever is raised; what hangs ends the process with a traceback."""
    faulthandler.dump_traceback_later(HANGS, exit=True)
    try:
        yield
    except BaseException as error:
        error.add_note(words)
        raise
    finally:
        faulthandler.cancel_dump_traceback_later()


def _results(path: Path, words: str) -> tuple[FileResult, ...]:
    result = checked(path, words)
    return result.files if result else ()


def _together(folder: Path, words: dict[str, str]) -> Sequence[FileResult]:
    """The files as one delivery, which are then validated at once; where that fails, one by one, to
    know which of them fails."""
    try:
        results = check_delivery(open_delivery(folder)).files
    except BaseException:
        for name, each in words.items():
            with named(each):
                check_delivery(open_delivery(folder / name))
        raise
    assert len(results) == len(words)
    return results


def test_nobody_who_still_stands_in_a_text_file_is_lost_without_a_word(tmp_path: Path) -> None:
    """Of a file that is taken, as many rows are records or left out as identifiers stand in it."""
    identifiers = {str(each.answers.get("local_id", "")) for each in young_people()} - {""}
    lost = []
    for number in range(2 * MUTATIONS):
        seed = seeds()[number % len(seeds())]
        if seed.suffix not in (".csv", ".txt"):
            continue
        spoilt = mutated(seed.content, seed.suffix, SEED, number)
        left = identifiers_left(spoilt, identifiers)
        if left is None:
            continue
        path = tmp_path / f"{number}{seed.suffix}"
        path.write_bytes(spoilt.content)
        words = f"seed {SEED}, number {number}: {seed.name}, {', '.join(spoilt.ways)}"
        with named(words):
            for result in _results(path, words):
                if result.outcome == "read" and result.rows + result.left_out_rows < left:
                    lost.append(f"{words}: {left} people, {result.rows} rows")
        path.unlink()
    assert lost == []


def test_every_seed_is_read_when_it_is_not_spoilt(tmp_path: Path) -> None:
    refused = []
    for seed in seeds():
        path = tmp_path / seed.name
        path.write_bytes(seed.content)
        refused += [seed.name for each in _results(path, seed.name) if each.read.problem]
    assert refused == []


def test_no_young_person_of_an_unspoilt_file_is_lost(tmp_path: Path) -> None:
    for seed in seeds():
        path = tmp_path / seed.name
        path.write_bytes(seed.content)
        rows = sum(each.rows for each in _results(path, seed.name))
        assert (seed.name, rows) == (seed.name, seed.people)


def test_the_same_seed_spoils_a_file_in_the_same_way() -> None:
    seed: Seed = seeds()[0]
    assert mutated(seed.content, ".csv", 1, 2) == mutated(seed.content, ".csv", 1, 2)

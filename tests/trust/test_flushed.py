"""What is sealed lasts: its contents are on the disk before it is in its place, and that it is
there is on the disk before the ingest ends."""

import os
from pathlib import Path

import pytest

from tests.pipeline.counted import ingest
from tests.sending import write_return

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder be flushed.")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What is flushed and moved from now on, in this order, each with its number on the disk."""
    seen: list[tuple[str, int]] = []
    flush, replace = os.fsync, os.replace

    def flushed(handle: int) -> None:
        flush(handle)
        seen.append(("flushed", os.fstat(handle).st_ino))

    def moved(source: Path, to: Path) -> None:
        seen.append(("moved", Path(source).stat().st_ino))
        replace(source, to)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", moved)
    return seen


def test_what_is_sealed_is_flushed_before_it_is_moved_in_and_its_place_after(
    tmp_path: Path, done: list[tuple[str, int]]
) -> None:
    for name in "ab":
        cover = {"agency": f"House {name}"}
        write_return(tmp_path / "sent" / f"{name}.csv", [{"local_id": name}], cover)
    assert ingest(tmp_path / "store", tmp_path / "sent") == 0
    sealed = tmp_path / "store" / "sealed"
    place = done.index(("flushed", sealed.stat().st_ino))
    folders = list(sealed.iterdir())
    assert len(folders) == 2
    for folder in folders:
        moved = done.index(("moved", folder.stat().st_ino))
        contents = [done.index(("flushed", each.stat().st_ino)) for each in folder.iterdir()]
        assert len(contents) == 3
        assert max(contents) < moved < place

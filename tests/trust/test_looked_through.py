"""Folders of the store that are looked through while somebody moves what is in them."""

import os
from pathlib import Path

import pytest

from pipeline.erasing import anew
from pipeline.store import Store
from tests.pipeline.counted import ingest
from tests.sending import write_return


def test_a_file_sealed_while_the_covers_are_read_does_not_tear_its_delivery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The delivery was begun and ended between the first look at `incoming` and the last."""
    for agency in ("Harbour Project", "Nightjar Project"):
        cover = {"agency": agency, "return_date": "2011-06-06"}
        write_return(tmp_path / "sent" / f"{agency}.csv", [{"local_id": "A1"}], cover)
    assert ingest(tmp_path / "store", tmp_path / "sent") == 0
    store = Store(tmp_path / "store")
    last = max(store.sealed.iterdir())
    elsewhere = last.rename(tmp_path / last.name)
    listed = Store.ids

    def seal_after(self: Store) -> list[str]:
        names = listed(self)
        monkeypatch.undo()
        elsewhere.rename(last)
        return names

    monkeypatch.setattr(Store, "ids", seal_after)
    assert len(store.covers()) == 2


def test_what_is_being_replaced_while_a_folder_is_looked_through_is_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("sealed", "erasing/sealed"):
        (tmp_path / where / "a").mkdir(parents=True)
    names = anew._names

    def replace_after(folder: Path) -> list[str]:
        found = names(folder)
        monkeypatch.undo()
        anew.put_in_force(tmp_path)
        os.replace(tmp_path / "sealed" / "a", tmp_path / "anew" / "gone")
        return found

    monkeypatch.setattr(anew, "_names", replace_after)
    assert anew.entries(tmp_path, anew.SEALED) == {"a"}

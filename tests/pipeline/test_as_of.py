"""`--as-of`: the store as it was at an earlier moment."""

from pathlib import Path

from pipeline.store import Store
from tests.pipeline.counted import ingest, snapshot
from tests.sending import write_return


def test_a_snapshot_as_of_the_first_delivery_does_not_know_the_second(tmp_path: Path) -> None:
    records = [{"local_id": "A1"}, {"local_id": "A2"}]
    first = write_return(tmp_path / "1" / "a.csv", records).parent
    second = write_return(tmp_path / "2" / "a.csv", records[:1]).parent
    store = tmp_path / "store"
    ingest(store, first)
    moment = Store(store).covers()[0].delivery.received_at.isoformat()
    ingest(store, second)
    now = snapshot(store, tmp_path / "now")
    then = snapshot(store, tmp_path / "then", "2011-06-06", "--as-of", moment)
    assert (now.flow["received"], now.flow["replaced"], now.flow["counted"]) == (3, 2, 1)
    assert (then.flow["received"], then.flow["replaced"], then.flow["counted"]) == (2, 0, 2)

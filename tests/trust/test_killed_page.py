"""`lscb status --page` killed anywhere: the page is the old one or the new one, and the next run
leaves nothing beside it."""

from pathlib import Path

from tests.pipeline.counted import ingest
from tests.sending import write_return
from tests.trust.processes import programs


def test_a_killed_status_leaves_nothing_beside_its_page_once_it_is_run_again(
    tmp_path: Path,
) -> None:
    write_return(tmp_path / "sent" / "a.csv", [{"local_id": "A1"}])
    assert ingest(tmp_path / "store", tmp_path / "sent") == 0
    page = tmp_path / "pages" / "status.html"
    status = ("status", "--store", tmp_path / "store", "--page", page)
    with programs(tmp_path / "programs") as at:
        undisturbed = at.run(*status)
        whole = page.read_bytes()
        beside = set()
        for number in range(1, undisturbed.writes + 1):
            at.run(*status, kill_at=number)
            beside |= {each.name for each in page.parent.iterdir()}
            assert page.read_bytes() == whole
        assert len(beside) > 1, "some were killed while they wrote the page"
        assert at.run(*status).code == 0
    assert [each.name for each in page.parent.iterdir()] == ["status.html"]

"""`lscb month` of a folder that was taken in before."""

from datetime import UTC, date, datetime
from pathlib import Path

from tests.year.board import Board, Said, new_board
from tests.year.sent import delivery_of


def test_an_earlier_months_folder_taken_in_again_is_nothing_odd(tmp_path: Path) -> None:
    board = new_board(tmp_path)
    april = delivery_of("april")
    board.ingest(april)
    board.ingest(delivery_of("may"))
    said = board.month(april, "--json")
    assert said.code == 0
    assert said.json["delivery"]["warnings"] == []
    assert said.json["summary"]["to_check"] == []


def test_the_same_months_give_the_same_bytes(tmp_path: Path) -> None:
    day, written = _july_three_times(tmp_path / "boards")
    # Status and texts say on which day they were made.
    if _today() != day:
        day, written = _july_three_times(tmp_path / "boards after midnight")
    first, second, again = written
    assert first == second
    assert first == again


def _july_three_times(folder: Path) -> tuple[date, list[dict[str, bytes]]]:
    """What stands in July's folder on two boards, and on the first again; and the day before all
    of it."""
    day = _today()
    june, july = delivery_of("june"), delivery_of("july")
    boards = [new_board(folder / name) for name in ("one", "two")]
    found: list[dict[str, bytes]] = []
    for board in boards:
        board.ingest(june)
        found.append(_written(board, board.month(july)))
    return day, [*found, _written(boards[0], boards[0].month(july))]


def _today() -> date:
    return datetime.now(UTC).date()


def _written(board: Board, said: Said) -> dict[str, bytes]:
    """All files of July's output by their path in it."""
    assert said.code == 1  # a row was refused
    out = board.out("2010-07")
    files = [each for each in out.rglob("*") if each.is_file()]
    return {each.relative_to(out).as_posix(): each.read_bytes() for each in files}

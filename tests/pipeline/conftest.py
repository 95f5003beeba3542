"""The board that the tests of `lscb status` tell of."""

from pathlib import Path

import pytest

from tests.pipeline.board import Board


@pytest.fixture
def board(tmp_path: Path) -> Board:
    return Board(tmp_path)

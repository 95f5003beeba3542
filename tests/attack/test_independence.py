"""The attacker proves the protection, so it shares nothing with it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pipeline.attack


def imported() -> Iterator[str]:
    for path in Path(pipeline.attack.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield node.module or ""
            elif isinstance(node, ast.Import):
                yield from (name.name for name in node.names)


def test_the_attacker_knows_of_ours_only_itself_and_the_schemas() -> None:
    ours = {name for name in imported() if name.split(".")[0] in ("pipeline", "reports", "ingest")}
    assert {name for name in ours if not name.startswith("pipeline.attack")} == set()
    assert ours

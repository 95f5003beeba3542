"""`manifest.json` of a year and of a trend: what was asked, what was counted, by which versions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pipeline.duplicates.decisions import DecisionUse
from pipeline.manifest_parts import decision_lines, decisions_sha256, input_lines, versions
from pipeline.output import json_text
from pipeline.returns import StoredReturn
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.version import PROGRAM


def years_manifest(
    command: str,
    parameters: Mapping[str, object],
    counts: Mapping[str, object],
    published: Mapping[str, object] | None,
    returns: Sequence[StoredReturn],
    uses: Sequence[DecisionUse],
    areas: Areas,
    codebook: Codebook,
    as_of: datetime | None,
) -> str:
    """The manifest; `counts` are England's; `published` is None where nothing was published."""
    return json_text(
        {
            "program": PROGRAM,
            "command": command,
            "parameters": {**parameters, "as_of": as_of.isoformat() if as_of else None},
            "versions": versions(codebook),
            "counts": counts,
            "duplicates": {
                "decisions_sha256": decisions_sha256(uses),
                "standing": decision_lines(uses),
            },
            "published": published,
            "inputs": input_lines(returns, areas),
        }
    )

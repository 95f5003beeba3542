"""What every manifest says of how its figures came about, for `lscb diff`: returns, decisions and
versions."""

from collections.abc import Sequence

import msgspec

from pipeline.cover import sha256_of
from pipeline.duplicates.decisions import DecisionUse
from pipeline.returns import StoredReturn
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.reference_version import reference_version
from schemas.version import program_version


def input_lines(returns: Sequence[StoredReturn], areas: Areas) -> list[dict[str, object]]:
    """The returns counted, by agency, area and date, each with the hashes of its files."""
    ordered = sorted(returns, key=lambda each: (each.id.agency, each.id.area, each.id.return_date))
    return [
        {
            "agency": each.agency,
            "area": areas.name_of(each.area),
            "area_code": each.area if areas.knows(each.area) else "",
            "return_date": each.id.return_date.isoformat(),
            "rows": each.rows,
            "refused_rows": each.refused_rows,
            "files": sorted({cover.sha256 for cover, _ in each.parts}),
        }
        for each in ordered
    ]


def versions(codebook: Codebook) -> dict[str, str]:
    """Of the program, of the codebook (which also covers rules and reference tables) and of the
    reference tables alone."""
    return {
        "program": program_version(),
        "codebook": codebook.version,
        "reference": reference_version(),
    }


def decision_lines(uses: Sequence[DecisionUse]) -> list[dict[str, object]]:
    """The decisions that stand, by number, and how; nobody is named, neither who decided nor about
    whom."""
    return [
        {"number": use.decision.number, "verdict": use.decision.verdict, "state": use.state}
        for use in sorted(uses, key=lambda use: use.decision.number)
    ]


def decisions_sha256(uses: Sequence[DecisionUse]) -> str:
    """The hash of all that the decisions say."""
    return sha256_of(msgspec.json.encode([use.decision for use in uses]))

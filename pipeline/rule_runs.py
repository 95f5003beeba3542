"""How often each rule across answers was run for the rows of a return, and why it was not."""

import functools
from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from reports.feedback import Defect, RuleRun
from schemas.codebook import Codebook
from schemas.problems import load_problems
from schemas.rules import load_rules


def rule_runs(
    parts: Sequence[tuple[pa.Table, pa.Table]], defects: Sequence[Defect], codebook: Codebook
) -> tuple[RuleRun, ...]:
    """`parts` are the records of a return and where each rule could not be run
    (validation.Validated), file by file; `defects` those of the return.

    A rule is not run for a row where an answer that decides it is blank, not known or refused: the
    labels of those answers are counted.
    """
    rows = sum(records.num_rows for records, _ in parts)
    if not rows:
        return ()
    broken = Counter((each.question, each.code) for defect in defects for each in defect.faults)
    labels = {each.name: each.label for each in codebook.questions}
    runs: list[RuleRun] = []
    for n, rule in enumerate(load_rules()):
        missing: Counter[str] = Counter()
        not_run = 0
        for records, masks in parts:
            mask = masks.column(n)
            without = pc.sum(mask).as_py() or 0
            not_run += without
            if without:
                needed = dict.fromkeys(name for need in rule.needs for name in need)
                of_rule = records.select(list(needed)).filter(mask)
                for need in rule.needs:
                    label = " or ".join(labels[name] for name in need)
                    missing[label] += _without(of_rule, need)
        runs.append(
            RuleRun(
                code=rule.code,
                what=load_problems()[rule.code].what,
                label=labels[rule.question],
                run=rows - not_run,
                broken=broken[rule.question, rule.code],
                not_run=tuple((label, count) for label, count in missing.items() if count),
            )
        )
    return tuple(runs)


def _without(records: pa.Table, need: Sequence[str]) -> int:
    """How many records answer none of the questions."""
    without = [pc.is_null(records[name]) for name in need]
    nowhere = functools.reduce(pc.and_, without)
    return int(pc.sum(nowhere).as_py() or 0)

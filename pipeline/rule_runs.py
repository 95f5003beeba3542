"""How often each rule across answers was run for the rows of a return, and why it was not."""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from reports.feedback import Defect, RuleRun
from schemas.codebook import Codebook
from schemas.problems import load_problems
from schemas.rules import Rule, load_rules


def rule_runs(
    parts: Sequence[tuple[pa.Table, pa.Table]], defects: Sequence[Defect], codebook: Codebook
) -> tuple[RuleRun, ...]:
    """`parts` are the records of a return and where each rule could not be run
    (validation.Validated), file by file; `defects` those of the return.

    A rule does not apply to a row that was not asked, or did not answer, what it checks.  It is not
    run where that was refused, or where another answer that decides it is blank, not known or
    refused: the labels of those answers are counted.
    """
    rows = sum(records.num_rows for records, _ in parts)
    if not rows:
        return ()
    broken = Counter((each.question, each.code) for defect in defects for each in defect.faults)
    refused = Counter(question for defect in defects for question in _refused_in(defect))
    labels = {each.name: each.label for each in codebook.questions}
    return tuple(
        _run(n, rule, parts, rows, broken[rule.question, rule.code], refused[rule.question], labels)
        for n, rule in enumerate(load_rules())
    )


def _refused_in(defect: Defect) -> set[str]:
    """The questions whose answer a defect cost."""
    return {
        each.question
        for each in defect.faults
        if each.question is not None and each.size in ("row", "answer")
    }


def _run(
    n: int,
    rule: Rule,
    parts: Sequence[tuple[pa.Table, pa.Table]],
    rows: int,
    broken: int,
    refused: int,
    labels: Mapping[str, str],
) -> RuleRun:
    """Rule `n`; `refused` are the answers to its question that were refused."""
    missing: Counter[str] = Counter()
    without = blank = 0
    for records, masks in parts:
        of_rule = records.select([rule.question, *_others_needed(rule)]).filter(masks.column(n))
        without += of_rule.num_rows
        if not of_rule.num_rows or (rule.question,) not in rule.needs:
            answered = of_rule
        else:
            blank += of_rule[rule.question].null_count
            answered = of_rule.filter(pc.is_valid(of_rule[rule.question]))
        for need in rule.needs:
            if need != (rule.question,):
                missing[" or ".join(labels[name] for name in need)] += _without(answered, need)
    refused = min(refused, blank)
    missing[labels[rule.question]] += refused
    return RuleRun(
        code=rule.code,
        what=load_problems()[rule.code].what,
        label=labels[rule.question],
        run=rows - without,
        broken=broken,
        not_run=tuple((label, count) for label, count in missing.items() if count),
        does_not_apply=blank - refused,
    )


def _others_needed(rule: Rule) -> list[str]:
    """The questions that a rule needs beside its own."""
    return list(
        dict.fromkeys(name for need in rule.needs for name in need if name != rule.question)
    )


def _without(records: pa.Table, need: Sequence[str]) -> int:
    """How many records answer none of the questions."""
    without = [pc.is_null(records[name]) for name in need]
    nowhere = functools.reduce(pc.and_, without)
    return int(pc.sum(nowhere).as_py() or 0)

"""Problems of a file as things to mend: those that come of one another are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from ingest.places import Place
from pipeline.delivery_result import FileResult
from pipeline.said import said_in
from reports.feedback import COSTLIEST_FIRST, Defect, Fault, NotRun, SentCell
from schemas.codebook import Codebook
from schemas.problems import Size, load_problems
from schemas.rules import Rule, load_rules

Kind = tuple[str | None, str]
"""A problem's question and code."""
_OWN = "local_id"


@dataclass(frozen=True)
class RecordDefect:
    """A defect and the record of the file (from 1) that has it."""

    record: int
    defect: Defect


def defects_in(result: FileResult, codebook: Codebook) -> list[RecordDefect]:
    """The defects of a file that was taken, in the order of its records; empty for any other."""
    if result.problems is None or result.records is None or result.read.answers is None:
        return []
    if result.problems.num_rows == 0:
        return []
    lines = result.problems.to_pylist()
    said = said_in(result.problems, result.read.answers, codebook)
    texts = _Texts(result.read.path, codebook)
    local_ids = _local_ids(result.records, result.problems)
    not_run = _NotRun(result, codebook)
    defects: list[RecordDefect] = []
    for record, numbers in groupby(range(len(lines)), key=lambda n: int(lines[n]["record"])):
        faults = [texts.fault(lines[n], said[n]) for n in numbers]
        kinds = tuple((each.question, each.code) for each in faults)
        for group in grouped(kinds):
            together = tuple(faults[n] for n in group)
            defect = Defect(local_ids[record], together, not_run.of(record, together))
            defects.append(RecordDefect(record, defect))
    return defects


@lru_cache(maxsize=4096)
def grouped(kinds: tuple[Kind, ...]) -> tuple[tuple[int, ...], ...]:
    """The problems of one young person, by index, that come of one another, each group with what is
    to be mended first in front.

    Problems of one question are one defect; a broken rule belongs to the refused answer that it
    misses, and to another broken rule that reads an answer which it reads too.
    """
    group = list(range(len(kinds)))
    for n, one in enumerate(kinds):
        for m in range(n):
            if _come_of_one(one, kinds[m]):
                joined, left = group[n], group[m]
                group = [left if each == joined else each for each in group]
    members = [_members(group, each) for each in dict.fromkeys(group)]
    return tuple(tuple(sorted(each, key=lambda n: _first(kinds[n]))) for each in members)


def _members(group: Sequence[int], wanted: int) -> list[int]:
    """The indices of one group."""
    return [n for n, each in enumerate(group) if each == wanted]


def _come_of_one(one: Kind, other: Kind) -> bool:
    if one[0] is not None and one[0] == other[0]:
        return True
    rules = _rules()
    first, second = rules.get(one), rules.get(other)
    if first is None and second is None:
        return False
    if first is None or second is None:
        rule, question = (second, one[0]) if first is None else (first, other[0])
        return rule is not None and question in rule.columns
    if first.order > second.order:
        first, second = second, first
    kept = set(first.reads) - ({first.question} if first.size == "answer" else set())
    missed = first.size == "answer" and first.question in second.columns
    return missed or bool(kept & set(second.reads))


def _first(kind: Kind) -> tuple[bool, int, int]:
    """What is to be mended first: a cell that can't be read before a rule, then what costs most."""
    rule = _rules().get(kind)
    size = load_problems()[kind[1]].size
    return rule is not None, COSTLIEST_FIRST.index(size), rule.order if rule else 0


@dataclass(frozen=True)
class _Ordered:
    """A rule with its place in the order in which rules are held."""

    rule: Rule
    order: int

    @property
    def question(self) -> str:
        return self.rule.question

    @property
    def size(self) -> Size:
        return self.rule.size

    @property
    def columns(self) -> tuple[str, ...]:
        return self.rule.columns

    @property
    def reads(self) -> tuple[str, ...]:
        return self.rule.reads


@lru_cache(maxsize=1)
def _rules() -> Mapping[Kind, _Ordered]:
    return {(each.question, each.code): _Ordered(each, n) for n, each in enumerate(load_rules())}


class _Texts:
    """Faults of one file, the texts of each kind made once."""

    def __init__(self, path: str, codebook: Codebook) -> None:
        self._path = path
        self._codebook = codebook
        self._remedies: dict[Kind, str] = {}
        self._labels: dict[str | None, str | None] = {None: None}

    def fault(self, line: Mapping[str, object], said: str | None) -> Fault:
        code, question = str(line["code"]), line["question"]
        name = None if question is None else str(question)
        problem = load_problems()[code]
        if (name, code) not in self._remedies:
            self._remedies[name, code] = problem.remedy_for(name, self._codebook)
        if name not in self._labels:
            self._labels[name] = self._codebook.label_of(name or "")
        return Fault(
            code=code,
            size=problem.size,
            question=name,
            label=self._labels[name],
            cell=sent_cell(self._path, _place(line)),
            said=said,
            what=problem.what,
            remedy=self._remedies[name, code],
            cost=problem.cost,
        )


def sent_cell(path: str, place: Place) -> SentCell:
    return SentCell(path, place.sheet, place.row, place.column, place.text())


def _place(line: Mapping[str, object]) -> Place:
    sheet, row, column = line["sheet"], line["row"], line["column"]
    return Place(
        str(sheet) if sheet is not None else None,
        row if isinstance(row, int) else None,
        column if isinstance(column, int) else None,
    )


class _NotRun:
    """The rules that could not be run for the records with problems."""

    def __init__(self, result: FileResult, codebook: Codebook) -> None:
        assert result.problems is not None and result.not_run is not None
        wanted = result.problems["record"].unique()
        rows = result.not_run.take(pc.subtract(wanted, 1))
        self._place = {record: place for place, record in enumerate(wanted.to_pylist())}
        needed = dict.fromkeys(
            name for rule in load_rules() for need in rule.needs for name in need
        )
        assert result.records is not None
        records = result.records.select(list(needed)).take(pc.subtract(wanted, 1))
        self._answered = {name: pc.is_valid(records[name]).to_pylist() for name in needed}
        masks = [column.to_pylist() for column in rows.columns]
        self._of_record = {
            record: tuple(n for n, mask in enumerate(masks) if mask[place])
            for record, place in self._place.items()
        }
        self._labels = {each.name: each.label for each in codebook.questions}

    def of(self, record: int, faults: Sequence[Fault]) -> tuple[NotRun, ...]:
        """Those that miss an answer which the faults refuse, and no other."""
        refused = {each.question for each in faults if each.size in ("row", "answer")}
        broken = {(each.question, each.code) for each in faults}
        found: list[NotRun] = []
        for n in self._of_record[record] if refused else ():
            rule = load_rules()[n]
            unmet = [need for need in rule.needs if not self._is_met(need, record)]
            missing = dict.fromkeys(name for need in unmet for name in need if name in refused)
            would_run = all(refused.intersection(need) for need in unmet)
            if missing and would_run and (rule.question, rule.code) not in broken:
                what = load_problems()[rule.code].what
                labels = tuple(self._labels[name] for name in missing)
                found.append(NotRun(rule.code, what, labels))
        return tuple(found)

    def _is_met(self, need: Sequence[str], record: int) -> bool:
        """Whether a record answers one of the questions."""
        return any(self._answered[name][self._place[record]] for name in need)


def _local_ids(records: pa.Table, problems: pa.Table) -> Mapping[int, str]:
    """The local identifier of each record with a problem, blank for one that was refused."""
    wanted = problems["record"].unique()
    texts = records[_OWN].take(pc.subtract(wanted, 1))
    return {
        record: text or ""
        for record, text in zip(wanted.to_pylist(), texts.to_pylist(), strict=True)
    }

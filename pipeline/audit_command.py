"""What `lscb audit` prints: which counts of a release can be worked out, never what they are."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from pipeline.attack.attack import attack
from pipeline.attack.crosses import attack_crosses
from pipeline.attack.crosses_reading import is_own_tables, of_another_file, read_crosses
from pipeline.attack.facts import TOTAL, AuditError
from pipeline.attack.finding import Finding, Found, Kind
from pipeline.attack.printed import TABLES, has_groups, read_tables
from pipeline.configuration import PublishRules
from pipeline.output import PUBLISH, RESTRICTED
from pipeline.releases.output_reading import not_as_written, snapshot_in, year_counted
from pipeline.years.audit_trend import audit_trend, audit_with_years, is_trend
from schemas.text import plural

_SHOWN = 40
_SAID: dict[Kind, str] = {
    "exact": "can be worked out exactly",
    "narrow": "can be worked out too closely",
    "printed": "is small and in print, or the small difference of two counts in print",
    "whole group": "is all of a small group, so the answer of each is known",
}


@dataclass(frozen=True)
class AuditPlan:
    """`folders`: the release to audit and the earlier ones, as they were named; `changed` is None
    where all are of one day."""

    folder: Path
    earlier: tuple[Path, ...]
    threshold: int
    changed: int | None

    @property
    def folders(self) -> tuple[Path, ...]:
        return (*self.earlier, self.folder)


def audit_release(plan: AuditPlan, as_json: bool) -> bool:
    """Audits what was published and prints what was found; gives whether anything was.

    Raises AuditError where the folders can't be read, or do not add up.
    """
    for each in plan.folders:
        inside = snapshot_in(each)
        if (inside / RESTRICTED).is_dir() and not (inside / PUBLISH).exists():
            raise AuditError(f"{each} publishes nothing, so there is nothing to audit.")
    # Beside the manifest, what was edited since is known without reading it.
    edited = [line for each in plan.folders for line in not_as_written(each)]
    if is_trend(_published(plan.folder)):
        return _audit_trend(plan, edited, as_json)
    if is_own_tables(_published(plan.folder)):
        return _audit_own_tables(plan, edited, as_json)
    finding = attack(
        _published(plan.folder),
        [_published(each) for each in plan.earlier],
        threshold=plan.threshold,
        changed=plan.changed,
        only_exact=plan.changed is not None,
    )
    if as_json:
        said = {**_as_json(plan, finding), "edited": edited}
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
    else:
        for line in (*edited, *_lines(plan, finding)):
            click.echo(line)
        if has_groups(_published(plan.folder)):
            click.echo("tables.csv was read; the page and the workbook of a year were not.")
    return bool(finding.found or edited)


def _audit_trend(plan: AuditPlan, edited: Sequence[str], as_json: bool) -> bool:
    """Audits a trend: its movements, its months one after the other and, with years of its months,
    all of them together."""
    years = {_year_of(each): _published(each) for each in plan.earlier}
    changed = PublishRules().changed if plan.changed is None else plan.changed
    finding = audit_trend(_published(plan.folder), plan.threshold, changed)
    months = [each.name for each in finding.months if not each.is_clean]
    movements = len(finding.movements.found)
    together = (
        audit_with_years(_published(plan.folder), years, plan.threshold).found if years else ()
    )
    is_clean = finding.is_clean and not together
    if as_json:
        said = {
            "folder": str(plan.folder),
            "found_in_movements": movements,
            "months_found": months,
            "found_with_years": len(together),
            "edited": list(edited),
        }
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
        return bool(edited) or not is_clean
    for line in edited:
        click.echo(line)
    if is_clean:
        of_years = "".join(f", with the year {name}" for name in years)
        months_read = plural(len(finding.months), "month")
        click.echo(f"{plan.folder}: {months_read}{of_years}. Nothing found.")
    else:
        where = [f"the tables of {month}" for month in months]
        where += ["who came and went (movements.csv)"] if movements else []
        where += ["what the years and the trend say together"] if together else []
        click.echo(f"NOT FIT TO PUBLISH: counts in {', '.join(where)} can be worked out.")
    click.echo("movements.csv and months/ were read; the page and the workbook were not.")
    return bool(edited) or not is_clean


def _audit_own_tables(plan: AuditPlan, edited: Sequence[str], as_json: bool) -> bool:
    """Audits own tables, beside what else is published of the day."""
    own = list(read_crosses(_published(plan.folder)))
    standard: list[Path] = []
    for each in plan.earlier:
        if is_own_tables(_published(each)):
            own += of_another_file(read_crosses(_published(each)), each.name)
        else:
            standard.append(each)
    plan = replace(plan, earlier=tuple(standard))
    finding = attack_crosses(
        own,
        earlier=[read_tables(_published(each)) for each in standard],
        threshold=plan.threshold,
    )
    if as_json:
        said = {**_as_json(plan, finding), "edited": list(edited)}
        click.echo(json.dumps(said, indent=2, ensure_ascii=True))
    else:
        for line in (*edited, *_lines(plan, finding)):
            click.echo(line)
        click.echo("tables.csv was read; the page and the workbook of own tables were not.")
    return bool(finding.found or edited)


def _year_of(folder: Path) -> str:
    """The name of the year that is published there.  Raises AuditError."""
    last = year_counted(folder)
    if last is None:
        raise AuditError(
            f"{folder} holds no year that `lscb annual` wrote. With a trend only years of its "
            "months are audited: name the folder of the year's --out."
        )
    return f"{last.year - 1}-{last.year % 100:02}"


def _published(folder: Path) -> Path:
    """The folder of the published tables, which the own folder of an output holds."""
    inside = snapshot_in(folder) / PUBLISH
    return inside if (inside / TABLES).is_file() or is_trend(inside) else folder


def _lines(plan: AuditPlan, finding: Finding) -> Iterator[str]:
    yield f"{plan.folder}: {plural(finding.hidden, 'hidden cell')}."
    if finding.given_up:
        yield (
            "Some counts can't be the same in all the releases, or changed by more than was said; "
            "those were looked at in each release alone."
        )
    if not finding.found:
        yield (
            "Nothing found: no hidden cell can be worked out, exactly or too closely, and no small "
            "count is in print."
        )
        return
    yield f"NOT FIT TO PUBLISH: {plural(len(finding.found), 'count')} not protected."
    yield from (f"  {line}" for line in _found_lines(plan, finding.found[:_SHOWN]))
    if len(finding.found) > _SHOWN:
        yield f"  and {len(finding.found) - _SHOWN:,} more; --json lists all."


def _found_lines(plan: AuditPlan, found: Sequence[Found]) -> Iterator[str]:
    for each in found:
        column = f", {each.column}" if each.column != TOTAL else ""
        where = f"{each.table_id}, {each.place}: {each.row}{column}"
        of = f" ({plan.folders[each.cell.release]})" if plan.earlier else ""
        file = f"; see {each.file}" if each.file != TABLES else ""
        yield f"{where} {_SAID[each.kind]}{file}{of}"


def _as_json(plan: AuditPlan, finding: Finding) -> dict[str, object]:
    return {
        "folder": str(plan.folder),
        "with": [str(each) for each in plan.earlier],
        "hidden": finding.hidden,
        "looked_at_alone": finding.given_up,
        "found": [
            {
                "kind": each.kind,
                "folder": str(plan.folders[each.cell.release]),
                "file": each.file,
                "table_id": each.table_id,
                "geography_code": each.cell.place,
                "geography_name": each.place,
                "row_label": each.row,
                "column": each.column,
            }
            for each in finding.found
        ],
    }

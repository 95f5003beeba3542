"""How an erasure is told: how many rows of which returns, and what else is touched; never who."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.erasing.asked import Keys, Whose, YoungPerson
from pipeline.erasing.plan import Plan, Touched
from pipeline.erasing.rows import Elsewhere
from reports.wording import long_date
from schemas.text import plural, printable

_LISTED = 10


@dataclass(frozen=True)
class _Line:
    """A return that is touched, in all its deliveries."""

    agency: str
    area: str
    day: date
    rows: int
    of: int
    whole: bool


def _returns(plan: Plan, keys: Keys) -> list[_Line]:
    by_return: dict[Whose, list[Touched]] = defaultdict(list)
    for each in plan.touched:
        by_return[keys.of_part(each.part)].append(each)
    lines = [
        _Line(
            keys.agencies.name_of(several[0].part.agency),
            keys.areas.name_of(several[0].part.area),
            several[0].part.return_date,
            sum(each.rows for each in several),
            sum(each.part.rows for each in several),
            all(each.whole for each in several),
        )
        for several in by_return.values()
    ]
    return sorted(lines, key=lambda each: (each.day, each.agency, each.area))


def plan_lines(plan: Plan, keys: Keys, before: date | None) -> Iterator[str]:
    """What goes, and what it touches."""
    returns = _returns(plan, keys)
    due = f", dated before {long_date(before)}" if before is not None else ""
    if returns:
        yield (
            f"{plural(plan.rows, 'row')} in {plural(len(returns), 'return')}{due} "
            f"({plural(len(plan.files), 'sealed file')}):"
        )
    for each in returns:
        what = f"{each.rows:,} of {plural(each.of, 'row')}" if each.of else "a nil return"
        whole = "" if each.whole else "; the return stays"
        yield printable(f"  {each.agency}, {each.area}, {long_date(each.day)}: {what}{whole}")
    yield from _beside(plan, returns)
    if plan.releases:
        names = ", ".join(f"'{printable(each.release)}'" for each in plan.releases)
        yield (
            f"Counted in the sealed {'release' if len(plan.releases) == 1 else 'releases'} "
            f"{names}: they stay as they are, as they hold tables and no rows."
        )
        days = " and ".join(long_date(day) for day in sorted({each.day for each in plan.releases}))
        who = "this young person" if isinstance(plan.asked, YoungPerson) else "who is erased"
        yield (
            f"Publish no new tables of {days}: whoever holds them against what was released reads "
            f"{who} from the difference."
        )
    elif returns:
        yield "No sealed release counted these returns."


def _beside(plan: Plan, returns: list[_Line]) -> Iterator[str]:
    agencies = {each.agency for each in returns}
    asked = plan.asked
    if isinstance(asked, YoungPerson) and len(agencies) > 1:
        yield (
            f"These rows come from {plural(len(agencies), 'agency').replace('agencys', 'agencies')}"
            ". Where agencies number for themselves, one identifier may be several young people: "
            "name one agency by --agency."
        )
    if plan.decided is not None:
        if plan.decided.named:
            yield (
                f"{plural(len(plan.decided.named), 'decision')} on possible duplicates: what names "
                "them is removed."
            )
        if plan.decided.noted:
            listed = ", ".join(map(str, plan.decided.noted[:_LISTED]))
            more = ", ..." if len(plan.decided.noted) > _LISTED else ""
            yield (
                f"Notes on {plural(len(plan.decided.noted), 'other decision')} ({listed}{more}) "
                "hold the identifier as a word of their own: emptied."
            )
        if plan.decided.same_as_others:
            yield (
                "People decided that this is the same young person as under another identifier, "
                "whose rows stay: `lscb duplicates decided` lists it."
            )
    if plan.feedback:
        yield f"{plural(len(plan.feedback), 'folder')} of feedback: removed."
    if plan.refused:
        yield f"{plural(len(plan.refused), 'refused file')}: no longer remembered."


def staying_lines(plan: Plan, keys: Keys) -> Iterator[str]:
    """Where the identifier stands in rows that stay."""
    stays = plan.elsewhere
    if stays.unrecognised:
        yield (
            f"{_rows_that(stays.unrecognised)} without a recognised area too: add --unrecognised "
            "to erase it there as well."
        )
    if stays.other_agencies:
        yield (
            f"{_rows_that(stays.other_agencies)} of other agencies too: without --agency it is "
            "erased there as well."
        )
    if stays.other_areas:
        names = sorted(keys.areas.name_of(code) for code in stays.other_areas)
        listed = ", ".join(names[:_LISTED]) + (", ..." if len(names) > _LISTED else "")
        yield printable(
            f"{_rows_that(sum(stays.other_areas.values()))} of other areas too ({listed}). They "
            "are other young people, unless an agency uses one identifier in several areas; then "
            "erase it there as well, by --area."
        )


def _rows_that(number: int) -> str:
    return f"The identifier stands in {plural(number, 'row')}"


def done_lines(plan: Plan, *, done: bool) -> Iterator[str]:
    if not done:
        yield "Nothing was changed. Give --yes and --who to erase it."
        return
    stays = plan.elsewhere != Elsewhere()
    yield (
        f"{'Erased but for the rows named above' if stays else 'Erased'}, and written down without "
        "saying who it was. Look for it too in the files that "
        "were sent, in folders that lscb wrote elsewhere, and in backups."
    )
    if plan.files:
        yield "If one of these files is sent again, lscb ingest refuses it, unless with --again."


def plan_json(plan: Plan, keys: Keys, *, done: bool, interrupted: bool) -> Mapping[str, object]:
    return {
        "done": done,
        "finished_an_interrupted_erasure": interrupted and done,
        "kind": plan.asked.kind,
        "rows": plan.rows,
        "files": [each.cover.sha256 for each in plan.files],
        "returns": [
            {
                "agency": each.agency,
                "area": each.area,
                "return_date": each.day.isoformat(),
                "rows": each.rows,
                "of": each.of,
                "whole": each.whole,
            }
            for each in _returns(plan, keys)
        ],
        "decisions": list(plan.decided.named) if plan.decided else [],
        "notes_on_decisions": list(plan.decided.noted) if plan.decided else [],
        "feedback": len(plan.feedback),
        "refused_files": len(plan.refused),
        "releases": [each.release for each in plan.releases],
        "publish_no_new_tables_of": sorted({each.day.isoformat() for each in plan.releases}),
        "rows_that_stay": {
            "unrecognised_area": plan.elsewhere.unrecognised,
            "other_agencies": plan.elsewhere.other_agencies,
            "other_areas": dict(sorted(plan.elsewhere.other_areas.items())),
        },
    }

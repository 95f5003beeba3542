"""What of a snapshot may leave the building, beside all that has left it before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.attack.attack import attack_figures
from pipeline.attack.elsewhere import with_other_files
from pipeline.attack.facts import AuditError
from pipeline.attack.printed import TABLES, read_tables
from pipeline.releases.held_together import (
    HeldRelease,
    Together,
    Told,
    held_together,
    printed_figures,
)
from pipeline.releases.more_hiding import Neighbours, Shape, choices, shape_of
from reports.disclosure.cells import CASES, Cell
from reports.disclosure.hiding import Reason
from reports.disclosure.published import Publication, publish
from reports.figures import PlaceTable, TrueTables
from schemas.errors import ProgramFault, UserError
from schemas.text import plural

_ROUNDS = 5
_FOR_ANOTHER: tuple[Reason | None, ...] = ("complementary", "zero of a declared row")
"""Reasons for which other cells could have been hidden as well."""
_FAULT = (
    "If it says so again, it is a fault of the program: take the snapshot with --no-publish, and "
    "tell the makers of lscb."
)


class NotFitToPublish(UserError):
    """A count could be worked out, whatever is hidden.  The message says where."""


def fit_to_publish(
    tables: TrueTables,
    local_tables: bool,
    threshold: int,
    changed: int,
    earlier: Sequence[HeldRelease],
    keep: frozenset[Cell] = frozenset(),
) -> Publication:
    """The tables after disclosure control, so that they tell nothing together with `earlier`
    releases either (in the order in which they were sealed).

    All that a release of the same day hid stays hidden, and so do the cells of `keep`; with all
    releases of that day together no hidden count can be worked out, exactly or nearly.  With the
    releases of neighbouring days, between any two of which a reader knows that at most `changed`
    young people came, went or had an answer changed, none can be worked out exactly: of the two
    days before and after in all tables, of the eleven before and after where a count was hidden for
    some of the days only (held_together.py).

    Raises NotFitToPublish where that can't be had.
    """
    day = tables.day
    keep |= frozenset(
        cell for each in earlier if each.is_snapshot and each.day == day for cell in each.pattern
    )
    audits = held_together(earlier, day, changed, threshold)
    publication = publish(tables, local_tables, threshold, keep)
    if not audits:
        return publication
    search = _Search(tables, local_tables, threshold, audits)
    for _ in range(_ROUNDS):
        told = search.told(publication)
        if not told:
            return publication
        more = search.more_to_hide(publication, told, keep)
        if not more - publication.pattern.cells:
            break
        keep |= more
        publication = publish(tables, local_tables, threshold, keep)
    told = search.told(publication)
    if told:
        raise NotFitToPublish(_sentence(told))
    return publication


class _Search:
    """Looks, question by question, for the cheapest cells that can be hidden so that nothing is
    told."""

    def __init__(
        self, tables: TrueTables, local_tables: bool, threshold: int, audits: Sequence[Together]
    ) -> None:
        self._tables = tables
        self._local_tables = local_tables
        self._threshold = threshold
        self._audits = audits
        self._shape: Shape = shape_of(tables, local_tables)

    def told(
        self, publication: Publication, tables: frozenset[str] | None = None
    ) -> list[tuple[Told, Together]]:
        figures = printed_figures(publication.tables)
        return [(told, audit) for audit in self._audits for told in audit.told(figures, tables)]

    def more_to_hide(
        self,
        publication: Publication,
        told: Collection[tuple[Told, Together]],
        keep: frozenset[Cell],
    ) -> frozenset[Cell]:
        """What to hide beside `keep`."""
        families = _families(self._tables)
        by_family: dict[str, set[Cell]] = {}
        for each, _ in told:
            question = each.cell.question
            by_family.setdefault(families.get(question, question), set()).add(each.cell)
        more: frozenset[Cell] = frozenset()
        for family, cells in sorted(by_family.items()):
            questions = {name for name, root in families.items() if root == family} | {family}
            more |= self._of_family(publication, questions, cells, keep | more)
        return more

    def _of_family(
        self,
        publication: Publication,
        questions: Collection[str],
        told: Collection[Cell],
        keep: frozenset[Cell],
    ) -> frozenset[Cell]:
        """The first of the choices, the cheapest first, with which the tables of these questions
        tell nothing or, if there is none, the least."""
        sealed = [each for audit in self._audits for each in audit.sealed]
        beside = Neighbours(
            self._shape.changed(
                printed_figures(publication.tables), [each.figures() for each in sealed]
            ),
            frozenset(
                cell for audit in self._audits for each in audit.next_to_it for cell in each.pattern
            ),
        )
        of_family = None if CASES in questions else _tables_of(self._tables, questions)
        part = _part(self._tables, of_family)
        hidden = publication.pattern.hidden
        needed = [cell for cell in told if hidden.get(cell) not in _FOR_ANOTHER]
        found: list[tuple[int, frozenset[Cell]]] = []
        for more in choices(self._shape, sorted(needed or told), beside, publication.pattern.cells):
            try:
                tried = publish(part, self._local_tables, self._threshold, keep | more)
                found.append((len(self.told(tried, of_family)), more))
            except (AuditError, ProgramFault):  # nothing to go by: another choice may do
                continue
            if not found[-1][0]:
                break
        return min(found, key=lambda each: each[0], default=(0, frozenset[Cell]()))[1]


def _families(tables: TrueTables) -> Mapping[str, str]:
    """For each question the one that it hangs on, in the end."""
    parents = {
        each.table.question.name: each.table.asked_where
        for each in tables.tables
        if each.table.question is not None
    }
    roots: dict[str, str] = {}
    for name in parents:
        root = name
        while (where := parents.get(root)) is not None:
            root, _ = where
        roots[name] = root
    return roots


def _tables_of(tables: TrueTables, questions: Collection[str]) -> frozenset[str]:
    """The tables that show counts of these questions, and that of the cases."""
    return frozenset(each.table.id for each in tables.tables if _shows(each, questions))


def _shows(each: PlaceTable, questions: Collection[str]) -> bool:
    table = each.table
    if table.question is None or table.question.name in questions:
        return True
    return any(beside.question in questions for beside in table.beside)


def _part(tables: TrueTables, ids: frozenset[str] | None) -> TrueTables:
    if ids is None:
        return tables
    return replace(tables, tables=tuple(each for each in tables.tables if each.table.id in ids))


def check_with_releases(
    folder: Path,
    day: date,
    releases: Sequence[HeldRelease],
    threshold: int,
    changed: int,
) -> None:
    """Audits what is to be published in `folder` (publish/), from all its files: alone, and
    together with the sealed releases as `fit_to_publish` does.

    Raises NotFitToPublish if a count can be worked out or the files contradict themselves, and
    StoreError for a release that is not as it was sealed.
    """
    try:
        figures = tuple(with_other_files(folder, read_tables(folder)))
        finding = attack_figures([figures], threshold=threshold)
    except AuditError as error:
        raise NotFitToPublish(f"The tables are not fit to publish: {error} {_FAULT}") from None
    if finding.found:
        first = finding.found[0]
        file = f" (see {first.file})" if first.file != TABLES else ""
        raise NotFitToPublish(
            f"The tables are not fit to publish: {first.table_id}, {first.place}: '{first.row}'"
            f"{file}{_others(len(finding.found))} is in print or can be worked out. {_FAULT}"
        )
    for audit in held_together(releases, day, changed, threshold):
        if told := audit.told(figures):
            raise NotFitToPublish(_sentence([(each, audit) for each in told]))


def _sentence(told: Sequence[tuple[Told, Together]]) -> str:
    first, audit = told[0]
    what = (
        "Take the snapshot again with `lscb snapshot`, which keeps to the releases that are "
        "sealed; if it says the same, leave what is published as it is, and take it with "
        "--no-publish."
        if audit.changed is None
        else "Take the snapshot again with `lscb snapshot`, which looks at the releases that are "
        "sealed; if it says the same, take it with --no-publish or, if a reader can't know "
        f"that no more than {audit.changed} young people changed between two releases, set "
        "`changed` under [publish] in lscb.toml to more."
    )
    return (
        f"The tables are not fit to publish: {first.table_id}, {first.place}: '{first.row}'"
        f"{_others(len(told))} could be worked out from these tables and the release "
        f"'{first.release}' together. {what}"
    )


def _others(number: int) -> str:
    return f" and {plural(number - 1, 'other count')}" if number > 1 else ""
